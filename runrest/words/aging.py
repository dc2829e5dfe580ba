"""What was known once and is too old to count: yesterday's check-in, a log that ended weeks ago."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.pictures.captions import day
from runrest.words.reasoning import Stale

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from runrest.athlete import Athlete
    from runrest.decision import Decision

MOST_NAMED = 4


def stale(decision: Decision, athlete: Athlete) -> tuple[Stale, ...]:
    """Say what an answer asked for in vain although it was known once.

    Parameters
    ----------
    decision : Decision
        An answer for a day; without a day nothing can be old.
    athlete : Athlete
        Whose facts it was made of.

    Returns
    -------
    tuple of Stale
        First check-ins of other days, the latest first, then a log that has ended.

    Examples
    --------
    >>> from datetime import date
    >>> import runrest
    >>> runner = runrest.Athlete(checkins=[runrest.CheckIn(date(2026, 11, 19), {"soreness": 6})])
    >>> on = date(2026, 11, 22)
    >>> stale(runrest.decide("rest_timing/soreness", runner.signals(on), on), runner)[0].why
    'Your check-in of Thu 19 Nov 2026 is 3 days old and is not used. So this is not known: muscle soreness.'
    """
    on = decision.on
    if on is None:
        return ()
    phrases, open_ = decision.house.phrases, frozenset(decision.unknown)
    by_day: dict[date, list[str]] = {}
    logged = []
    for origin in athlete.origins(on):
        if origin.known or origin.signal not in open_:
            continue
        if origin.from_what == "check-in" and origin.days is not None and origin.days[1] < on:
            by_day.setdefault(origin.days[1], []).append(origin.signal)
        elif origin.from_what == "log":
            logged.append(origin.signal)
    found = []
    for old in sorted(by_day, reverse=True):
        names, age = _named(by_day[old], decision), (on - old).days
        found.append(Stale(phrases("why.old_checkin", day=day(old, phrases), n=age, names=names), tuple(by_day[old])))
    gap = athlete.lookback(on).gap_at(on) if logged else None
    if gap is not None:
        age, names = (on - gap.before).days, _named(logged, decision)
        found.append(Stale(phrases("why.old_log", day=day(gap.before, phrases), n=age, names=names), tuple(logged)))
    return tuple(found)


def _named(signals: Iterable[str], decision: Decision) -> str:
    """Name the first few signals, and count the others."""
    phrases, known = decision.house.phrases, decision.house.vocabulary.signals
    every = [phrases.brief(known[name].label) for name in signals]
    more = len(every) - MOST_NAMED
    return "; ".join([*every[:MOST_NAMED], phrases("telling.others", n=more)] if more > 0 else every)
