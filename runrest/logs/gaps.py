"""Sentences on what a log of training could not show, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.logs.lookback import GAP_DAYS, Lookback
from runrest.logs.races import race_hints

if TYPE_CHECKING:
    from datetime import date

    from runrest.logs.runs import RunLog

LOOKED_BACK = 60
"""A gap that ended earlier than this touches no signal of today's."""


def gaps(log: RunLog, on: date, gap_days: int = GAP_DAYS, max_hr: float | None = None) -> tuple[str, ...]:
    """Say what a log leaves unknown on a day, in plain sentences.

    Parameters
    ----------
    log : RunLog
        The whole log.
    on : datetime.date
        The day that is asked about.
    gap_days : int
        More days than this without any activity are a gap in the log, not rest.
    max_hr : float, optional
        The runner's highest heart rate [beats per minute].

    Returns
    -------
    tuple of str
        One sentence for each thing that is missing; none where the log shows everything.

    Examples
    --------
    >>> from datetime import date
    >>> from runrest.logs.runs import RunLog
    >>> gaps(RunLog(), date(2026, 11, 22))
    ('there are no runs up to 2026-11-22, so nothing is known of your recent running',)
    """
    back = Lookback(log, on, gap_days, max_hr)
    later = sum(run.day > on for run in log)
    sentences = [f"{count_of(later, 'run')} dated after {on} and not used"] if later else []
    if back.no_runs:
        return (*sentences, f"{back.no_runs}, so nothing is known of your recent running")
    begins = back.begins or on
    recent = back.back(LOOKED_BACK)
    silent = [gap for gap in back.gaps(begins) if gap.after is not None and gap.after >= recent]
    trailing = back.gap_at(on)
    if trailing is not None:
        sentences.append(str(trailing))
    elif silent:
        sentences.append(f"{silent[0]}; the days between are not known, and not counted as rest")
    elif begins > back.back(7):
        sentences.append(f"the log begins on {begins}, too late to know the week before {on}")
    sentences += _running_gaps(back)
    if log.strength_by_day.last(on) is None:
        sentences.append("the log holds no strength training, so none is counted either way")
    return (*sentences, *race_hints(back))


def _running_gaps(back: Lookback) -> list[str]:
    sentences: list[str] = []
    month, unnamed = back.runs(30, 1), back.unnamed(30)
    if not month:
        sentences.append(f"no run in the 30 days before {back.on}, so your longest recent run is unknown")
    if unnamed:
        sentences.append(
            f"{count_of(len(unnamed), 'session')} known to exist in the last 30 days, and nothing more of them"
            f" ({unnamed[-1].source or unnamed[-1].day}); each may have been a run"
        )
    unmeasured = [run for run in month if run.km is None]
    if unmeasured:
        sentences.append(
            f"{count_of(len(unmeasured), 'run')} without a distance in the last 30 days"
            f" ({unmeasured[-1].source or unmeasured[-1].day}); your longest run may be longer than it seems"
        )
    untold = [run for run in back.runs(7, 0) if back.hardness(run).hard is None]
    if untold:
        sentences.append(
            f"{count_of(len(untold), 'run')} without a kind or an effort in the last 7 days"
            f" ({untold[-1].source or untold[-1].day}), so it is unknown which were hard"
        )
    verdicts = [back.hardness(run).hard for run in back.runs(84, 0)]
    first = back.begins or back.on
    if not any(verdicts) and None not in verdicts and first > back.back(84):
        sentences.append(f"no run since {first} was hard, so the hours since a hard one begin there")
    if back.log.runs[0].day == (back.last_run or back.log.runs[0]).day:
        sentences.append("only one day of running is known, too little to tell whether you had a break")
    return sentences


def count_of(number: int, thing: str) -> str:
    """Write a count with its verb: ``1 run is``, ``2 runs are``.

    Examples
    --------
    >>> count_of(1, "run"), count_of(2, "run")
    ('1 run is', '2 runs are')
    """
    return f"{number} {thing} is" if number == 1 else f"{number} {thing}s are"
