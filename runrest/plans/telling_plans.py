"""What is wrong with a plan in words: each breach with what would mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from runrest.plans.moving import find_move
from runrest.plans.spacing import find_breaches
from runrest.words.wording import NUMBERS, fill, sentence

if TYPE_CHECKING:
    from runrest.plans.spacing import Breach
    from runrest.plans.spacing_rules import Rules
    from runrest.plans.training_plan import TrainingPlan


@frozen
class Finding:
    """A breach with what would mend it."""

    breach: Breach
    mend: str
    to: str | None = None
    """The day that would mend it, written as a date."""

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain data; the keys are a contract."""
        rule = self.breach.rule
        return {
            "code": rule.id,
            "level": rule.level,
            "dates": [day.isoformat() for day in self.breach.days],
            "says": sentence(self.breach.says),
            "asks": rule.asks,
            "sources": list(rule.sources),
            "link": rule.link,
            "cutoff": rule.cutoff,
            "mend": self.mend,
            "earliest": self.to,
            "places": [session.source for session in self.breach.sessions if session.source],
        }


def findings(plan: TrainingPlan, rules: Rules) -> tuple[Finding, ...]:
    """Find every breach of a plan, each with what would mend it.

    Parameters
    ----------
    plan : TrainingPlan
        Planned sessions, and done ones where a log is known.
    rules : Rules
        The rules with their numbers.

    Returns
    -------
    tuple of Finding
        In order of day.
    """
    return tuple(_finding(plan, breach, rules) for breach in find_breaches(plan, rules))


def _finding(plan: TrainingPlan, breach: Breach, rules: Rules) -> Finding:
    last = breach.sessions[-1]
    if breach.most_km is not None:
        length = f"{int(breach.most_km * 10 + 1e-6) / 10:g} km"
        mend = f"it is a race, so think it over; a training run would be {length} at most" if breach.hint else ""
        return Finding(breach, sentence(mend or f"run {length} at most"))
    if breach.rule.id == "ST4":
        day = "put the run first" if not breach.hint else "leave the hours between them, or see `runrest plan strength`"
        return Finding(breach, sentence(day))
    move = find_move(plan, last, rules)
    if move.to is not None:
        return Finding(breach, str(move), move.to.isoformat())
    instead = "leave one out" if last.strength else "run it easy" if last.kind != "race" else "run easy around the race"
    return Finding(breach, f"{move} {sentence(instead)}")


def tell_findings(place: str, found: tuple[Finding, ...], *, width: int = 80) -> str:
    """Tell what is wrong with a plan, and what would mend it.

    Parameters
    ----------
    place : str
        What to call the plan.
    found : tuple of Finding
        What was found.
    width : int
        Columns to fill.

    Returns
    -------
    str
        A line that counts, then each finding.
    """
    hints = sum(finding.breach.hint for finding in found)
    counted = _count(len(found) - hints, "breach", "breaches") + (
        f", {_count(hints, 'hint', 'hints')}" if hints else ""
    )
    lines = [f"{place}: {counted}"]
    for finding in found:
        rule = finding.breach.rule
        head = f"{rule.id}{' (hint)' if finding.breach.hint else ''}  "
        grades = f"{', '.join(rule.sources)}: link {rule.link}, cut-off {rule.cutoff}"
        lines += ["", *fill(sentence(finding.breach.says), width, head, "    ")]
        lines += fill(f"{rule.asks} [{grades}]", width, "    ")
        lines += fill(finding.mend, width, "    -> ", "       ")
    return "\n".join(lines)


def _count(number: int, one: str, many: str) -> str:
    return f"{NUMBERS[number] if number < len(NUMBERS) else number} {one if number == 1 else many}"
