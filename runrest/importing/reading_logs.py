"""One reading of everything that a person points at: each file by its own reader, then all of it put together."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen

from runrest.errors import LogError
from runrest.importing.dispatching import read_part
from runrest.importing.distances import unlikely_pace
from runrest.importing.forms import CSV_WANTED
from runrest.importing.merging import Duplicate, merge
from runrest.importing.opening import Opening, Source
from runrest.importing.parts import Part, Told
from runrest.importing.reports import FileRead, Report
from runrest.logs.lookback import GAP_DAYS
from runrest.logs.runs import Run, RunLog
from runrest.logs.trainings import Training
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from runrest.logs.checkins import CheckIn

ONE_DAY = timedelta(days=1)
MOST_CLASHES = 3
"""So many sessions that cannot both be one person's are no slip of a watch any more."""


@frozen
class Log:
    """Everything that was read: what was run and trained, the check-ins, and a report of it."""

    runs: RunLog
    checkins: tuple[CheckIn, ...]
    report: Report


@define
class Reading:
    """One pass over all files."""

    told: Told
    recordings: bool
    parts: list[Part] = field(factory=list)
    passed_over: list[tuple[str, str]] = field(factory=list)
    refusals: list[LogError] = field(factory=list)
    listed: dict[str, str] = field(factory=dict)
    """Name of a recording to the place of the row that lists it, where that row tells the whole session."""
    unopened: int = 0

    def take(self, source: Source) -> None:
        """Read one file, or say why not."""
        if not self.recordings and _tail(source.name) in self.listed:
            self.unopened += 1
            return
        try:
            part = read_part(source.place, source.read(), self.told)
        except LogError as error:
            if source.named:
                raise
            self.refusals.append(error)
            self.passed_over.append((_place_of(error), error.problem))
            return
        lacking = {run.source for run in part.runs if run.km is None or run.minutes is None}
        self.listed |= {_tail(name): place for name, place in part.recordings if place not in lacking}
        self._refuse_unlikely(part)
        self.parts.append(part)

    def _refuse_unlikely(self, part: Part) -> None:
        doubt = unlikely_pace(part.runs, self.told.units or "km")
        if doubt and not part.units_sure and "units" not in self.told.confirmed:
            remedy = said('say units="mi" (--units miles) or units="km"; if it is right as it is, confirm units')
            raise LogError(part.place, doubt, remedy=remedy)

    def log(self) -> Log:
        """Put everything together."""
        sessions: list[Run | Training] = []
        for part in self.parts:
            sessions += [*part.runs, *part.trainings]
        merged, duplicates = merge(sessions)
        _refuse_two_people(duplicates)
        runs = tuple(one for one in merged if isinstance(one, Run))
        trainings = tuple(one for one in merged if isinstance(one, Training))
        skipped = tuple(one for part in self.parts for one in part.skipped)
        checkins = tuple(sorted((one for part in self.parts for one in part.checkins), key=lambda one: one.day))
        notes = tuple(dict.fromkeys(note for part in self.parts for note in part.notes))
        if self.unopened:
            notes += (
                said(
                    "{count} recordings stand in an activity list already and were not opened; with"
                    " recordings=True (--recordings) they add the heart rate of every second",
                    count=self.unopened,
                ),
            )
        silent = dict.fromkeys(
            part.form for part in self.parts if part.runs and all(run.hard is None for run in part.runs)
        )
        if silent:
            notes += (
                said(
                    "no run here tells its effort (RPE) or kind, so from these alone nobody knows which days"
                    " were hard: {forms}",
                    forms=", ".join(silent),
                ),
            )
        if not runs and (trainings or not checkins):
            notes += (said("there are no runs in this log"),)
        log = RunLog(runs, trainings, skipped, notes)
        strength = sum(one.sport == "strength" for one in trainings)
        report = Report(
            files=tuple(_file_read(part) for part in self.parts),
            passed_over=tuple(self.passed_over),
            skipped=skipped,
            duplicates=duplicates,
            gaps=gaps_between(log.days),
            notes=notes,
            runs=len(runs),
            strength=strength,
            others=len(trainings) - strength,
            checkins=len(checkins),
            first=log.first_day,
            last=log.last_day,
        )
        return Log(log, checkins, report)


def read_log(
    paths: str | Path | Iterable[str | Path],
    *,
    tz: str | None = None,
    units: str | None = None,
    scale: str | None = None,
    recordings: bool = False,
    confirmed: Iterable[str] = (),
    progress: Callable[[int, int], Any] | None = None,
) -> Log:
    """Read whatever a watch or a service exports; each file's form is told by its content.

    Parameters
    ----------
    paths : path, or iterable of paths
        Files, folders and zips: Strava's bulk export, Garmin Connect's ``Activities.csv``, intervals.icu activities
        and wellness (CSV or JSON), HRV4Training, FIT, TCX and GPX recordings, our own CSV and JSON. Compressed files
        are unpacked in memory. Of one file at most 64 MB are read.
    tz : str, optional
        The zone the runner lives in, such as ``Europe/Amsterdam``, for what is written in UTC.
    units : str, optional
        ``km``, ``mi`` or ``m``, for distances without a unit.
    scale : str, optional
        The scale of wellness answers in files that name none: ``hooper``, ``mclean``, ``intervals``, ``pmsys``,
        ``0-10`` or ``runrest``.
    recordings : bool
        Whether to open recordings too that an activity list beside them sums up already.
    confirmed : iterable of str
        What looks unlikely and is right all the same: ``units``.
    progress : callable, optional
        Called before each file with how many are done, and how many there are.

    Returns
    -------
    Log
        Runs and other training, check-ins, and a report of what was read, assumed and left out.

    Raises
    ------
    LogError
        Where a file that was named is not a log, nothing at all can be read, the unit must be asked for, or the files
        are those of two people.
    """
    given = (paths,) if isinstance(paths, (str, Path)) else tuple(paths)
    place = ", ".join(str(path) for path in given)
    if not given:
        raise LogError(said("no file"), said("there is nothing to read"), remedy=CSV_WANTED)
    told = Told.of(tz=tz, units=units, scale=scale, confirmed=frozenset(confirmed), place=place)
    reading = Reading(told, recordings)
    with Opening(tuple(Path(path) for path in given)) as opening:
        sources = opening.sources()
        for done, source in enumerate(sources):
            if progress is not None:
                progress(done, len(sources))
            reading.take(source)
        if progress is not None:
            progress(len(sources), len(sources))
    if not reading.parts:
        raise _nothing(place, reading.refusals)
    return reading.log()


def gaps_between(days: Sequence[date], gap_days: int = GAP_DAYS) -> tuple[tuple[date, date], ...]:
    """List the stretches without any session that are longer than a pause: their first and last day."""
    apart = ((sooner, later) for sooner, later in pairwise(days) if (later - sooner).days > gap_days)
    return tuple((sooner + ONE_DAY, later - ONE_DAY) for sooner, later in apart)


def _nothing(place: str, refusals: list[LogError]) -> LogError:
    if len(refusals) == 1:
        return refusals[0]
    remedy = said("give the folder or zip of an export, or the files of a watch")
    if not refusals:
        return LogError(place, said("there is no log in here"), remedy=remedy)
    first = said("{place}: {why}", place=_place_of(refusals[0]), why=refusals[0].problem)
    return LogError(
        place,
        said("none of these {count} files is a log; the first is {first}", count=len(refusals), first=first),
        remedy=remedy,
    )


def _refuse_two_people(duplicates: tuple[Duplicate, ...]) -> None:
    clashes = [one for one in duplicates if one.differs]
    if len(clashes) >= MOST_CLASHES and 2 * len(clashes) > len(duplicates):
        first = clashes[0]
        problem = said(
            "{count} sessions here took place at the same time as another and differ from it ({differs},"
            " the other in {dropped}); these look like two people's files",
            count=len(clashes),
            differs=first.differs,
            dropped=first.dropped,
        )
        raise LogError(first.kept, problem, remedy=said("give one person's files"))


def _file_read(part: Part) -> FileRead:
    strength = sum(one.sport == "strength" for one in part.trainings)
    return FileRead(
        part.place,
        part.form,
        len(part.runs),
        strength,
        len(part.trainings) - strength,
        len(part.checkins),
        part.zone,
        part.units,
    )


def _tail(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1]


def _place_of(error: LogError) -> str:
    return error.path if error.line is None else f"{error.path}:{error.line}"
