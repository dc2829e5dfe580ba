"""What was not believed in a file: each told once, long lists cut short; and check-ins without the answers in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from runrest.errors import FactsError
from runrest.logs.bounds import LEAST_BEATS, MOST_BEATS
from runrest.logs.checkins import CheckIn
from runrest.logs.trainings import Heart
from runrest.said import joined, said

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping
    from datetime import date

MOST_DOUBTS = 10
MOST_NAMED = 10


@define
class Doubts:
    """The doubts about one file, in order and without repeats."""

    _told: dict[str, None] = field(factory=dict, init=False)

    def add(self, place: str, why: str) -> None:
        """Keep one: what is doubted, without its place and without what follows from it."""
        self._told[said("{place}: {why}, so it counts as unknown", place=place, why=why)] = None

    def keep(self, sentences: tuple[str, ...]) -> None:
        """Keep sentences that are whole already."""
        self._told |= dict.fromkeys(sentences)

    def notes(self) -> list[str]:
        """List them for a report."""
        told = list(self._told)
        rest = len(told) - MOST_DOUBTS
        return (
            [*told[:MOST_DOUBTS], said("{rest} more numbers could not be used either", rest=rest)] if rest > 0 else told
        )


def checkin_of(
    day: date, answers: Mapping[str, object], scale: str | None, source: str, doubts: Doubts
) -> CheckIn | None:
    """Make a check-in of a service's record, without the answers that cannot be.

    Parameters
    ----------
    day : datetime.date
        The morning.
    answers : mapping of str to object
        As `CheckIn.of` takes them; ``None`` is unknown.
    scale : str, optional
        Whose scale the wellness answers are on.
    source : str
        Its place.
    doubts : Doubts
        Is told what was left out.

    Returns
    -------
    CheckIn or None
        ``None`` where nothing is known of that morning.
    """
    kept: dict[str, object] = {}
    for name, value in answers.items():
        if value is None:
            continue
        try:
            CheckIn.from_answers(day, {name: value}, scale=scale)
        except FactsError as error:
            doubts.add(source, joined(error.problems, "; "))
        else:
            kept[name] = value
    return CheckIn.from_answers(day, kept, scale=scale, source=source) if kept else None


def heart_told(mean: float | None, most: float | None) -> Heart | None:
    """Make a heart's record of a mean and a highest rate [beats per minute]; zeros are a sensor that was not there."""
    first, second = (rate if rate is not None and LEAST_BEATS <= rate <= MOST_BEATS else None for rate in (mean, most))
    return Heart(first, second) if first or second else None


def not_runs(names: Counter[str]) -> list[str]:
    """Say in a list of no or one sentence which kinds of session are not counted as runs."""
    if not names:
        return []
    most = names.most_common(MOST_NAMED)
    rest = names.total() - sum(count for _, count in most)
    listed = joined(said("{count} {name}", count=count, name=name) for name, count in most)
    if rest:
        return [said("not counted as runs: {listed}, and {rest} of other types", listed=listed, rest=rest)]
    return [said("not counted as runs: {listed}", listed=listed)]
