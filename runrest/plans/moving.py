"""Another date for a session: the earliest on which it breaks no rule that was kept before."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from runrest.errors import UnknownNameError
from runrest.plans.sessions import EFFORT
from runrest.plans.spacing import count_breaches

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from runrest.decision import Decision
    from runrest.logs.runs import RunLog
    from runrest.phrases import Phrases
    from runrest.plans.sessions import Session
    from runrest.plans.spacing_rules import Rules
    from runrest.plans.training_plan import TrainingPlan

MOST_DAYS = 7
"""A session that cannot be held within a week is left out, not kept for later (BK6: nothing is made up)."""
GIVE_WAY = frozenset({"easy", "recovery"})
"""Runs that may change places with a session that moves."""
FOR_RUNS = frozenset({"LD8", "LD9"})
FOR_STRENGTH = frozenset({"ST1", "ST2", "ST3"})
NOVICE = "AT2"
WHO = frozenset({NOVICE, "AT3"})
"""Rules that may move the number of one of the others: novices, and runners of 60 and older."""


@frozen
class Move:
    """Where a session can go, or plainly that it cannot."""

    session: Session
    to: date | None
    reason: str
    phrases: Phrases = field(eq=False, repr=False)
    swapped: Session | None = None
    """The easy run that changes places with it."""
    plan: TrainingPlan | None = None
    """The plan with the session on its new day."""

    def __str__(self) -> str:
        phrases, day = self.phrases, _told(self.session.day, self.phrases)
        session = phrases(f"move.the.{self.session.kind}")
        if self.to is None:
            return phrases("move.nowhere", session=session, day=day, reason=self.reason)
        words = phrases("move.to", session=session, day=day, to=_told(self.to, phrases), reason=self.reason)
        return f"{words} {phrases(f'move.swap.{self.swapped.kind}')}" if self.swapped else words


def find_move(plan: TrainingPlan, session: Session, rules: Rules, not_before: date | None = None) -> Move:
    """Find the earliest day after its own on which a session breaks no rule that was kept before.

    Parameters
    ----------
    plan : TrainingPlan
        The plan, with what was done where a log is known.
    session : Session
        One of the plan's sessions.
    rules : Rules
        The rules with their numbers.
    not_before : datetime.date, optional
        The first day on which it may be held.

    Returns
    -------
    Move
        To a day of the plan at most seven days on, or to none, with the reason.

    Raises
    ------
    UnknownNameError
        Where the plan has no such session.

    Examples
    --------
    >>> from datetime import date
    >>> from runrest.plans.plan_rules import spacing_rules
    >>> from runrest.plans.sessions import Session
    >>> from runrest.plans.training_plan import TrainingPlan
    >>> tempo = Session(date(2026, 11, 24), "tempo")
    >>> plan = TrainingPlan([Session(date(2026, 11, 23), "long"), tempo, Session(date(2026, 11, 29), "rest")])
    >>> find_move(plan, tempo, spacing_rules()).to
    datetime.date(2026, 11, 25)
    """
    if session not in plan.sessions:
        known = tuple(f"{one.kind} of {one.day}" for one in plan.sessions)
        raise UnknownNameError("session", f"{session.kind} of {session.day}", known)
    phrases = rules.phrases
    if session.done:
        return Move(session, None, phrases("move.done"), phrases)
    if session.kind == "race":
        return Move(session, None, phrases("move.race"), phrases)
    refused: list[tuple[date, str]] = []
    before = count_breaches(plan, rules)
    for day in _days(plan, session, not_before):
        why, swapped, moved = _held_on(plan, session, day, phrases)
        if not why:
            new = count_breaches(moved, rules) - before
            why = ", ".join(sorted({str(key[0]) for key in new}))
        if not why:
            return Move(session, day, _because("move.first_day", refused, phrases), phrases, swapped, moved)
        refused.append((day, why))
    last = plan.sessions[-1].day
    reason = _because("move.no_day", refused, phrases)
    if last < session.day + timedelta(days=MOST_DAYS):
        reason = phrases("move.plan_ends", reason=reason, day=_told(last, phrases))
    return Move(session, None, reason, phrases)


def earliest_date(plan: TrainingPlan, session: Session, rules: Rules, not_before: date | None = None) -> date | None:
    """Give only the day that ``find_move`` finds, ``None`` where there is none."""
    return find_move(plan, session, rules, not_before).to


def suggest_move(
    decision: Decision, plan: TrainingPlan, on: date, rules: Rules, runs: RunLog | None = None
) -> Move | None:
    """Suggest another day for today's session, where today's answer holds it back only for its spacing.

    Parameters
    ----------
    decision : Decision
        Today's answer.
    plan : TrainingPlan
        The plan it was taken from.
    on : datetime.date
        Today.
    rules : Rules
        The rules with their numbers.
    runs : RunLog, optional
        What was done, for the days before today; without it they are taken as planned.

    Returns
    -------
    Move or None
        ``None`` where there is nothing to move: nothing is taken away, or not only the spacing is against the
        session. Who is ill, sore or in pain does not make up for a session later (BK6).
    """
    if decision.label == "AS_PLANNED" or decision.urgency or not decision.bound or not decision.complete:
        return None
    asked = [_spacing(decision, outcome.tree) for outcome in decision.bound]
    if not all(asked):
        return None
    known = plan.following(runs, on) if runs is not None else plan
    today = [session for session in known.of_day(on) if not session.done]
    strength = frozenset.union(*asked) <= FOR_STRENGTH
    movable = [session for session in today if (session.strength if strength else session.hard)]
    if not movable:
        return None
    session = movable[-1] if strength else max(movable, key=lambda run: EFFORT[run.kind])
    wait = max(1, _days_to_wait(decision, rules, strength=strength))
    spoken = evolve(rules.for_novice() if _novice(decision) else rules, phrases=decision.house.phrases)
    return find_move(known, session, spoken, on + timedelta(days=wait))


def _spacing(decision: Decision, tree: str) -> frozenset[str]:
    """Name the spacing rules that a tree's last question goes by; none where it goes by anything else too."""
    cited = frozenset(one.rule for one in decision.paths[tree][-1].question.evidence)
    rules = cited - WHO
    return rules if rules <= FOR_RUNS or rules <= FOR_STRENGTH else frozenset()


def _novice(decision: Decision) -> bool:
    """Tell whether a tree that holds the session back goes by a novice's number."""
    cited = (one.rule for outcome in decision.bound for one in decision.paths[outcome.tree][-1].question.evidence)
    return NOVICE in cited


def _days_to_wait(decision: Decision, rules: Rules, *, strength: bool) -> int:
    """Count the days until the last session, as the facts have it, lets the next one come: the plan may not know it.

    An advice's ``not_before_h`` counts from that last session too; where it is not known, from yesterday.
    """
    since = decision.facts.get("days_since_strength" if strength else "hours_since_hard")
    told = max((outcome.advice.not_before_h or 0.0 for outcome in decision.bound), default=0.0) / 24
    if isinstance(since, (int, float)):
        needed = max(told, rules.limit("ST2" if strength else "LD8"))
        return math.ceil(needed - (since if strength else since / 24))
    return math.ceil(told - 1)


def _days(plan: TrainingPlan, session: Session, not_before: date | None) -> Iterator[date]:
    for after in range(1, MOST_DAYS + 1):
        day = session.day + timedelta(days=after)
        if plan.covers(day) and (not_before is None or day >= not_before):
            yield day


def _held_on(
    plan: TrainingPlan, session: Session, day: date, phrases: Phrases
) -> tuple[str, Session | None, TrainingPlan]:
    """Move a session to a day: why that cannot be, the run that changes places with it, and the plan then."""
    there = plan.of_day(day)
    rest = plan.without(session)
    if any(one.done for one in there):
        return phrases("move.past"), None, rest
    if session.strength:
        hard = next((one for one in there if one.hard), None)
        return (
            (phrases(f"move.taken.{hard.kind}"), None, rest)
            if hard
            else ("", None, rest.plus(evolve(session, day=day)))
        )
    if not session.runs:
        return "", None, rest.plus(evolve(session, day=day))
    in_the_way = next((one for one in there if (one.runs and one.kind not in GIVE_WAY) or one.strength), None)
    runs = [one for one in there if one.runs]
    if in_the_way is not None or len(runs) > 1:
        return phrases(f"move.taken.{(in_the_way or runs[0]).kind}"), None, rest
    for run in runs:
        rest = rest.without(run).plus(evolve(run, day=session.day))
    return "", runs[0] if runs else None, rest.plus(evolve(session, day=day))


def _because(key: str, refused: list[tuple[date, str]], phrases: Phrases) -> str:
    """Say why a day was found or not, and why the earlier ones would not do, days with one reason together."""
    told: dict[str, list[str]] = {}
    for day, why in refused:
        told.setdefault(why, []).append(phrases(f"day.{day.weekday()}"))
    words = [phrases("move.refused", days=phrases.listed(days), why=why) for why, days in told.items()]
    reason = phrases(key, n=MOST_DAYS)
    return phrases("move.not", reason=reason, refused="; ".join(words)) if words else reason


def _told(day: date, phrases: Phrases) -> str:
    return phrases("move.day", weekday=phrases(f"day.{day.weekday()}"), date=day.isoformat())
