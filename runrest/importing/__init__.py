"""Reading other people's files: each gives runs or check-ins, or one clear sentence why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.errors import LogError, did_you_mean
from runrest.importing.numerals import shown
from runrest.importing.opening import CSV_WANTED, open_text
from runrest.importing.own import RUN_COLUMNS, holds_checkins, holds_runs, read_own_checkins, read_own_runs
from runrest.importing.strava import read_strava, recognises
from runrest.importing.table import Table, read_table

if TYPE_CHECKING:
    from pathlib import Path

    from runrest.logs.checkins import CheckIn
    from runrest.logs.runs import RunLog

CHECKINS_WANTED = (
    "check-ins need a column day and any of fatigue, soreness, stress, sleep_quality, sleep_h and the like"
)

__all__ = ["read_checkins", "read_runs"]


def read_runs(path: str | Path, *, tz: str | None = None, units: str | None = None) -> RunLog:
    """Read a log of runs from a file whose form is told by its content.

    Parameters
    ----------
    path : str or pathlib.Path
        Strava's ``activities.csv``, the folder or zip of its bulk export, or a CSV of our own with the
        columns ``day, km, minutes, rpe, kind``.
    tz : str, optional
        The zone the runner lives in, such as ``Europe/Amsterdam``, for services that write dates in UTC.
    units : str, optional
        ``km``, ``mi`` or ``m``, for distances without a unit.

    Returns
    -------
    RunLog
        The runs, the days of other training, and notes on what was assumed.

    Raises
    ------
    LogError
        Where the file is not a log, or is one that cannot be read.
    """
    table = _table(path)
    if recognises(table):
        return read_strava(table, tz=tz, units=units)
    if holds_runs(table):
        return read_own_runs(table)
    if holds_checkins(table):
        remedy = "a log of runs has a column km or minutes"
        raise LogError(table.place, "these are check-ins, not runs", line=1, remedy=remedy)
    raise _unknown_header(table, RUN_COLUMNS, CSV_WANTED)


def read_checkins(path: str | Path, *, scale: str | None = None) -> tuple[CheckIn, ...]:
    """Read morning check-ins from a CSV with a ``day`` and any signals by name.

    Parameters
    ----------
    path : str or pathlib.Path
        The file: ``day, scale, fatigue, soreness, stress, sleep_quality, sleep_h, rhr, hrv_rmssd, ...``.
    scale : str, optional
        The scale of the wellness answers where the file has no ``scale`` of its own: ``hooper``, ``mclean``,
        ``intervals``, ``pmsys``, ``0-10`` or ``runrest``.

    Returns
    -------
    tuple of CheckIn
        In order of day, at most one for each.

    Raises
    ------
    LogError
        Where the file holds no check-ins, or one of them cannot be read.
    """
    table = _table(path)
    if holds_checkins(table):
        return read_own_checkins(table, scale=scale)
    if recognises(table) or holds_runs(table):
        remedy = "check-ins have a column day, and no km or minutes"
        raise LogError(table.place, "this is a log of runs, not check-ins", line=1, remedy=remedy)
    raise _unknown_header(table, ("day", "scale"), CHECKINS_WANTED)


def _table(path: str | Path) -> Table:
    opened = open_text(path)
    return read_table(opened.place, opened.text)


def _unknown_header(table: Table, wanted: tuple[str, ...], remedy: str) -> LogError:
    named = ", ".join(shown(cell) for cell in table.header[:6])
    near = next((hint for cell in table.header[:20] if (hint := did_you_mean(cell.lower()[:40], wanted))), "")
    problem = f"no log known here has the columns {named}{near}"
    return LogError(table.place, problem, line=1, remedy=remedy)
