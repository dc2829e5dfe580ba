"""The days behind the runner, each as it stood on its own morning: load, longest run, how they felt, the advice."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from runrest.deciding import decide_with
from runrest.errors import FactsError
from runrest.loading import family, house
from runrest.logs.checkins import WELLNESS
from runrest.logs.day_states import day_states
from runrest.logs.past_days import PastDay
from runrest.logs.planned import Plan
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from runrest.athlete import Athlete
    from runrest.charting import ThemeName
    from runrest.decision import Decision
    from runrest.logs.day_states import DayState

WEEKS, MOST_WEEKS = 12, 520


@frozen
class History:
    """Some weeks of days in order; it shows itself in notebooks, and is saved as a picture."""

    days: tuple[PastDay, ...]
    weeks: int

    def save(self, path: str | Path, *, theme: ThemeName = "light") -> Path:
        """Save the picture as SVG, PNG or PDF, by the ending of the name.

        Raises
        ------
        DrawingError
            Where the plotting library is not installed, the ending is another, or the file cannot be written.
        """
        from runrest.charting import save_chart

        return save_chart(self.days, path, theme)

    def svg(self, *, theme: ThemeName = "light") -> str:
        """Draw the picture as SVG."""
        from runrest.charting import chart

        return chart(self.days, "svg", theme).decode()

    def png(self, *, theme: ThemeName = "light") -> bytes:
        """Draw the picture as PNG."""
        from runrest.charting import chart

        return chart(self.days, "png", theme)

    def __str__(self) -> str:
        answered = sum(day.label is not None for day in self.days)
        first, last = str(self.days[0].day), str(self.days[-1].day)
        return house().phrases("history.told", days=len(self.days), first=first, last=last, said=answered)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        bundle: dict[str, Any] = {"text/plain": str(self)}
        # A notebook shows the words where there is no picture, whatever is amiss.
        with suppress(Exception):
            bundle["image/svg+xml"] = self.svg()
        return bundle


def history(athlete: Athlete, on: date, *, weeks: int = WEEKS) -> History:
    """Look back over some weeks, each day as it was known on its own morning.

    Parameters
    ----------
    athlete : Athlete
        Log, check-ins and profile; the plan says nothing of days past.
    on : datetime.date
        The last day.
    weeks : int
        How many, 1 to 520.

    Returns
    -------
    History
        Its advice is that of ``today`` from the check-in of each day and the log up to the evening before.

    Raises
    ------
    FactsError
        Where the number of weeks is out of range, or a check-in does not fit the vocabulary.

    Examples
    --------
    >>> from runrest.athlete import Athlete, CheckIn
    >>> day = date(2026, 11, 22)
    >>> print(history(Athlete(checkins=[CheckIn.of(day, scale="hooper", fatigue=3)]), day, weeks=1))
    7 days from 2026-11-16 to 2026-11-22, 1 with a check-in
    """
    if not 1 <= weeks <= MOST_WEEKS:
        raise FactsError((f"weeks is {weeks}, but must be a whole number from 1 to {MOST_WEEKS}",))
    alone = evolve(athlete, plan=Plan())
    states = day_states(athlete.runs, on - timedelta(days=7 * weeks - 1), on, athlete.gap_days)
    told = {checkin.day for checkin in athlete.checkins}
    return History(tuple(_past_day(alone, state, checked_in=state.day in told) for state in states), weeks)


def _past_day(athlete: Athlete, state: DayState, *, checked_in: bool) -> PastDay:
    day = state.day
    morning = evolve(athlete, runs=athlete.runs.until(day - timedelta(days=1)))
    facts = morning.signals(day)
    longest = facts.get("longest_run_30d")
    decision = _decide(facts, day) if checked_in else None
    return PastDay(
        day=day,
        load=state,
        km=_km(athlete, state),
        longest=float(longest) if isinstance(longest, (int, float)) else None,
        wellness={name: value for name in WELLNESS if isinstance(value := facts.get(name), int)} if checked_in else {},
        label=decision.words if decision else None,
        kind=decision.verdict.kind if decision else "",
        complete=decision.complete if decision else False,
    )


def _decide(facts: Mapping[str, object], day: date) -> Decision:
    try:
        checked = house().vocabulary.check(facts)
    except FactsError as error:
        raise FactsError(
            tuple(said("{day}: {problem}", day=day, problem=problem) for problem in error.problems)
        ) from None
    return decide_with(family("today"), checked, "today", day)


def _km(athlete: Athlete, state: DayState) -> float | None:
    runs = [run.km for run in athlete.runs if run.day == state.day]
    if not runs:
        return 0.0 if state.state in ("rest", "value") else None
    return None if None in runs else sum(km for km in runs if km is not None)
