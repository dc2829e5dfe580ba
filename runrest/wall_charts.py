"""Drawings of more than one version or one day: a difference, and the days of a log."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from attrs import evolve

from runrest.drawing import Drawing, refuse_unknown
from runrest.errors import FactsError
from runrest.logs.planned import Plan
from runrest.pictures.heating import picture_traffic
from runrest.pictures.picturing_changes import picture_changes
from runrest.pictures.traffic import Traffic, count_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from runrest.differences.changes import Change
    from runrest.linking import Tree
    from runrest.logs.records import Records
    from runrest.pictures.palette import ThemeName
    from runrest.pictures.papers import PaperName
    from runrest.vocabulary import Facts

MOST_DAYS = 3660
DAYS = 84


def draw_difference(
    old: Tree,
    new: Tree,
    changes: Iterable[Change] | None = None,
    *,
    named: tuple[str, str] = ("", ""),
    theme: ThemeName = "light",
    paper: PaperName | None = None,
) -> Drawing:
    """Draw two versions of a tree at once: what is new, gone and changed.

    Parameters
    ----------
    old, new : Tree
        Two versions.
    changes : iterable of Change, optional
        What the change means; worked out where it is not given.
    named : tuple of two str
        What to call the versions besides their numbers; the names of the trees otherwise.
    theme, paper : str
        As for ``runrest.draw``.

    Returns
    -------
    Drawing
        The new version, with what is gone beside it.

    Raises
    ------
    DrawingError
        Where there is no such theme or paper.
    TooIntricateError
        Where the versions cut the athletes into too many kinds to tell what a change means.

    Examples
    --------
    >>> from runrest import loading
    >>> pain = loading.load("rest_timing/pain")
    >>> draw_difference(pain, pain, named=("here", "there")).picture.title
    'How much does the pain allow? here 1.0 → there 1.0'
    """
    refuse_unknown(theme, paper)
    if changes is None:
        from runrest.differences.differing import compare  # it imports the proofs, which take long

        changes = compare(old.file, new.file, new.house)
    return Drawing(picture_changes(old, new, changes, named), theme, paper)


def draw_days(
    tree: Tree,
    athlete: Records,
    on: date,
    *,
    days: int | None = DAYS,
    theme: ThemeName = "light",
    paper: PaperName | None = None,
) -> Drawing:
    """Draw how many days of a log went down each branch of a tree, lines as wide as their share.

    Parameters
    ----------
    tree : Tree
        Any tree.
    athlete : Records
        Log, check-ins and profile; the plan says nothing of days past.
    on : datetime.date
        The last day.
    days : int or None
        How many, 1 to 3660; ``None`` for all from the first in the log or check-ins.
    theme, paper : str
        As for ``runrest.draw``.

    Returns
    -------
    Drawing
        Each day as it was known on its own morning, from its check-in and the log up to the evening before.

    Raises
    ------
    FactsError
        Where the number of days is out of range, or a check-in does not fit the vocabulary.
    DrawingError
        Where there is no such theme or paper.
    GapError
        In an unproven tree, where no branch fits.

    Examples
    --------
    >>> from datetime import date
    >>> from runrest import loading
    >>> from runrest.athlete import Athlete, CheckIn
    >>> day = date(2026, 11, 22)
    >>> runner = Athlete(checkins=[CheckIn.of(day, scale="hooper", soreness=6)])
    >>> drawn = draw_days(loading.load("rest_timing/soreness"), runner, day, days=2)
    >>> [arrow.answer for arrow in drawn.picture.arrows]
    ['1 of 2 days', 'no day', '1 of 2 days, none known']
    """
    refuse_unknown(theme, paper)
    return Drawing(picture_traffic(tree, traffic(tree, athlete, on, days=days)), theme, paper)


def traffic(tree: Tree, athlete: Records, on: date, *, days: int | None = DAYS) -> Traffic:
    """Count how many days of a log went down each branch of a tree; see ``draw_days``."""
    if days is None:
        known = [*(run.day for run in athlete.runs), *(checkin.day for checkin in athlete.checkins)]
        days = min(max((on - min(known, default=on)).days + 1, 1), MOST_DAYS)
    if not 1 <= days <= MOST_DAYS:
        raise FactsError((f"days is {days}, but must be a whole number from 1 to {MOST_DAYS}",))
    told = frozenset(checkin.day for checkin in athlete.checkins)
    return count_days(tree, _mornings(tree, evolve(athlete, plan=Plan()), on, days), told)


def _mornings(tree: Tree, athlete: Records, on: date, days: int) -> Iterator[tuple[date, Facts]]:
    """Give what was known on each morning, the log read up to the evening before."""
    weekly = tree.name.split("/")[0] in tree.house.scales.week_families
    for back in range(days - 1, -1, -1):
        day = on - timedelta(days=back)
        morning = evolve(athlete, runs=athlete.runs.until(day - timedelta(days=1)))
        given = morning.signals(day)
        if weekly:
            from runrest.weekly import weekly_signals

            given = {**given, **weekly_signals(morning, day)}
        try:
            yield day, tree.house.vocabulary.check(given)
        except FactsError as error:
            raise FactsError(tuple(f"{day}: {problem}" for problem in error.problems)) from None
