"""Reading other people's files: each gives runs or check-ins, or one clear sentence why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.errors import LogError
from runrest.importing.reading_logs import Log, read_log
from runrest.importing.reports import Report
from runrest.said import said

if TYPE_CHECKING:
    from pathlib import Path

    from runrest.logs.checkins import CheckIn
    from runrest.logs.runs import RunLog

__all__ = ["Log", "Report", "read_checkins", "read_log", "read_runs"]


def read_runs(path: str | Path, *, tz: str | None = None, units: str | None = None) -> RunLog:
    """Read a log of runs from a file, a folder or a zip, whose form is told by its content.

    Parameters
    ----------
    path : str or pathlib.Path
        Anything that `read_log` reads.
    tz : str, optional
        The zone the runner lives in, such as ``Europe/Amsterdam``, for services that write dates in UTC.
    units : str, optional
        ``km``, ``mi`` or ``m``, for distances without a unit.

    Returns
    -------
    RunLog
        The runs, the other training, and notes on what was assumed.

    Raises
    ------
    LogError
        Where there is no log of runs, or one that cannot be read.
    """
    log = read_log(path, tz=tz, units=units)
    if log.checkins and not log.report.sessions:
        remedy = said("a log of runs has a column km or minutes")
        raise LogError(log.report.files[0].place, said("these are check-ins, not runs"), line=1, remedy=remedy)
    return log.runs


def read_checkins(path: str | Path, *, scale: str | None = None) -> tuple[CheckIn, ...]:
    """Read morning check-ins from our own CSV or JSON, or a service's wellness export.

    Parameters
    ----------
    path : str or pathlib.Path
        Ours: ``day, scale, fatigue, soreness, stress, sleep_quality, sleep_h, rhr, hrv_rmssd, ...``.
    scale : str, optional
        The scale of the wellness answers where the file has no ``scale`` of its own: ``hooper``, ``mclean``,
        ``intervals``, ``pmsys``, ``0-10`` or ``runrest``.

    Returns
    -------
    tuple of CheckIn
        In order of day; a day may have several.

    Raises
    ------
    LogError
        Where the file holds no check-ins, or one of them cannot be read.
    """
    log = read_log(path, scale=scale)
    if log.report.sessions and not log.checkins:
        remedy = said("check-ins have a column day, and no km or minutes")
        raise LogError(log.report.files[0].place, said("this is a log of runs, not check-ins"), line=1, remedy=remedy)
    return log.checkins
