"""One check-in at the end of the runner's own file: all of it or nothing, and nothing else changed."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from runrest.errors import FactsError, LogError
from runrest.importing import read_checkins
from runrest.keeping.check_in_files import VARIABLE, check_in_file
from runrest.keeping.entries import OWN_SCALE, Entry, columns_of
from runrest.keeping.replacing import KeepingError, alone, replace_whole, state_of
from runrest.keeping.sheets import Sheet
from runrest.loading import house
from runrest.logs.checkins import OTHER_NAMES, CheckIn
from runrest.logs.mornings import one_a_day
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from runrest.signals import Value

MOST_BYTES = 64 * 1024 * 1024
ONE_SECOND = timedelta(seconds=1)


@frozen
class Kept:
    """What was written, and where."""

    path: Path
    entry: Entry
    made: bool
    """Whether the file is new."""
    added: tuple[str, ...]
    """Columns that the file did not have before."""
    earlier: int
    """How many check-ins of the same day were there already; they stay."""
    clashes: bool = False
    """Whether one of those says otherwise and nobody can tell which holds, because a time is missing."""


def keep_check_in(
    day: date,
    answers: Mapping[str, object],
    *,
    scale: str = OWN_SCALE,
    at: datetime | None = None,
    path: str | Path | None = None,
    unlabelled: str | None = None,
) -> Kept:
    """Add one check-in to a CSV file, as a new row at its end.

    Parameters
    ----------
    day : datetime.date
        The morning it belongs to.
    answers : mapping of str to object
        ``fatigue``, ``soreness``, ``stress``, ``sleep_quality`` on the scale, ``sleep_h`` [h], ``rhr`` [beats per
        minute], ``hrv_rmssd`` [ms], and any other signal by its name. ``None`` is unknown.
    scale : str
        Whose scale the first four are on: ``runrest`` or ``hooper`` (1-7, 7 worst), ``mclean``, ``pmsys``,
        ``intervals`` or ``0-10``.
    at : datetime.datetime, optional
        When it was given, with its offset from UTC; two check-ins of one day are put in order by it, so none is given
        the very second of another.
    path : str or pathlib.Path, optional
        The file, or a link to it; otherwise the one of `check_in_file`. It is made where there is none.
    unlabelled : str, optional
        The scale of earlier rows that name none.

    Returns
    -------
    Kept
        Where it lies now.

    Raises
    ------
    FactsError
        Where an answer does not fit the vocabulary.
    LogError
        Where the file is no list of check-ins, or a damaged one.
    KeepingError
        Where it cannot be written. In all three cases the file is as it was.
    """
    vocabulary = house().vocabulary
    entry = Entry.of(day, answers, vocabulary, scale=scale, at=at)
    named = place_of(path)
    # A link stays a link: it is the file that it leads to which is written.
    target = Path(os.path.realpath(named))
    _make_room(target.parent, named, usual=path is None)
    # What will be refused is refused before a lock is laid beside it.
    _read(named, target, unlabelled, state_of(target))
    with alone(target):
        before = state_of(target)
        sheet, told = _read(named, target, unlabelled, before)
        same_day = [checkin for checkin in told if checkin.day == entry.day]
        entry = _after(entry, same_day)
        cells = _in_columns(entry.cells(), sheet)
        wide = sheet.with_columns(cells if sheet.header else columns_of(cells, vocabulary))
        try:
            whole = wide.with_row(cells)
        except ValueError as error:
            raise FactsError((str(error),)) from None
        replace_whole(target, whole.content(), before)
    added = tuple(name for name in wide.header if name not in sheet.header) if sheet.header else ()
    return Kept(named, entry, before is None, added, len(same_day), _clashes(entry, same_day))


def place_of(path: str | Path | None) -> Path:
    """Settle on the file: the one that is named, else the runner's usual one.

    Raises
    ------
    LogError
        Where none is named and none are to be kept.
    """
    named = Path(os.path.expanduser(path)) if path is not None else check_in_file()
    if named is None:
        raise LogError(VARIABLE, said("it is set to nothing"), remedy=said("set it to a file, or name one with --file"))
    return named


def look_at(day: date, path: str | Path | None = None, unlabelled: str | None = None) -> int:
    """Make sure that a file could be added to, before anybody is asked anything.

    Parameters
    ----------
    day : datetime.date
        The day that a check-in is to be written for.
    path, unlabelled
        As for `keep_check_in`.

    Returns
    -------
    int
        How many check-ins of that day there are already.

    Raises
    ------
    LogError, KeepingError
        Where it could not.
    """
    named = place_of(path)
    target = Path(os.path.realpath(named))
    _make_room(target.parent, named, usual=path is None)
    _, told = _read(named, target, unlabelled, state_of(target))
    return sum(checkin.day == day for checkin in told)


def _read(
    named: Path, target: Path, unlabelled: str | None, state: os.stat_result | None
) -> tuple[Sheet, tuple[CheckIn, ...]]:
    """Take the file apart, and read the check-ins that it holds; where there is none, there are none."""
    if state is None:
        return Sheet.of(str(named), b""), ()
    if state.st_size > MOST_BYTES:
        raise LogError(
            str(named),
            said("it is larger than {most} MB", most=MOST_BYTES // 1024**2),
            remedy=said("name a file of check-ins"),
        )
    try:
        sheet = Sheet.of(str(named), target.read_bytes())
    except OSError as error:
        raise LogError(str(named), said("it cannot be opened ({why})", why=error.strerror or error)) from None
    return sheet, read_checkins(named, scale=unlabelled) if sheet.header else ()


def _after(entry: Entry, same_day: Iterable[CheckIn]) -> Entry:
    """Set an entry a second later for as long as another of its day has that very second: time puts them in order."""
    taken = {checkin.at for checkin in same_day}
    at = entry.at.replace(microsecond=0) if entry.at is not None else None
    while at is not None and at in taken:
        at += ONE_SECOND
    return evolve(entry, at=at)


def _clashes(entry: Entry, same_day: Iterable[CheckIn]) -> bool:
    try:
        one_a_day([*same_day, CheckIn.from_answers(entry.day, entry.answers, scale=entry.scale, at=entry.at)])
    except FactsError:
        return True
    return False


def _in_columns(cells: Mapping[str, Value], sheet: Sheet) -> dict[str, Value]:
    """Put each answer in the column that is there for it, under whichever of its names."""
    return {
        signal if (signal := OTHER_NAMES.get(name, name)) in sheet.header and name not in sheet.header else name: value
        for name, value in cells.items()
    }


def _make_room(folder: Path, named: Path, *, usual: bool) -> None:
    """Make the usual folder; one that somebody named must be there, or a slip of the pen would make it."""
    if os.path.isdir(folder):
        return
    if not usual or os.environ.get(VARIABLE):
        raise LogError(
            str(named), said("there is no folder {folder}", folder=folder), remedy=said("make it, or name another file")
        )
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise KeepingError(str(named), said("its folder cannot be made ({why})", why=error.strerror)) from None
