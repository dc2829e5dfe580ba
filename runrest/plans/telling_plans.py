"""What is wrong with a plan in words: each breach with what would mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from runrest.phrases import Phrases
from runrest.plans.moving import find_move
from runrest.plans.sessions import count_words
from runrest.plans.spacing import find_breaches
from runrest.said import said
from runrest.words.wording import fill, sentence

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

    def to_dict(self, phrases: Phrases | None = None) -> dict[str, Any]:
        """Give it as plain data, the sentences in a language, else in English; the keys are a contract."""
        rule, translated = self.breach.rule, (phrases or Phrases()).translated
        return {
            "code": rule.id,
            "level": rule.level,
            "dates": [day.isoformat() for day in self.breach.days],
            "says": sentence(translated(self.breach.says)),
            "asks": translated(rule.asks),
            "sources": list(rule.sources),
            "link": rule.link,
            "cutoff": rule.cutoff,
            "mend": sentence(translated(self.mend)),
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
        km = int(breach.most_km * 10 + 1e-6) / 10
        if breach.hint:
            mend = said("It is a race, so think it over; a training run would be {km:g} km at most.", km=km)
        else:
            mend = said("Run {km:g} km at most.", km=km)
        return Finding(breach, mend)
    if breach.rule.id == "ST4":
        if breach.hint:
            return Finding(breach, said("Leave the hours between them, or see `runrest plan strength`."))
        return Finding(breach, said("Put the run first."))
    move = find_move(plan, last, rules)
    if move.to is not None:
        return Finding(breach, str(move), move.to.isoformat())
    if last.strength:
        instead = said("Leave one out.")
    else:
        instead = said("Run it easy.") if last.kind != "race" else said("Run easy around the race.")
    return Finding(breach, said("{move} {instead}", move=str(move), instead=instead))


def tell_findings(place: str, found: tuple[Finding, ...], *, width: int = 80, phrases: Phrases | None = None) -> str:
    """Tell what is wrong with a plan, and what would mend it.

    Parameters
    ----------
    place : str
        What to call the plan.
    found : tuple of Finding
        What was found.
    width : int
        Columns to fill.
    phrases : Phrases, optional
        Of the language to tell it in; else English.

    Returns
    -------
    str
        A line that counts, then each finding.
    """
    translated = (phrases or Phrases()).translated
    hints = sum(finding.breach.hint for finding in found)
    counts = [_breaches(len(found) - hints), *([_hints(hints)] if hints else [])]
    lines = [f"{place}: {', '.join(map(translated, counts))}"]
    for finding in found:
        rule = finding.breach.rule
        head = said("{rule} (hint)", rule=rule.id) if finding.breach.hint else rule.id
        grades = said(
            "{asks} [{sources}: link {link}, cut-off {cutoff}]",
            asks=rule.asks,
            sources=", ".join(rule.sources),
            link=rule.link,
            cutoff=rule.cutoff,
        )
        lines += ["", *fill(sentence(translated(finding.breach.says)), width, f"{translated(head)}  ", "    ")]
        lines += fill(translated(grades), width, "    ")
        lines += fill(translated(finding.mend), width, "    -> ", "       ")
    return "\n".join(lines)


def _breaches(number: int) -> str:
    if number < 2:
        return said("one breach") if number else said("no breaches")
    return said("{count} breaches", count=count_words(number))


def _hints(number: int) -> str:
    return said("one hint") if number == 1 else said("{count} hints", count=count_words(number))
