"""Sentences on what a log of training could not show, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.logs.lookback import GAP_DAYS, Lookback
from runrest.logs.races import race_hints
from runrest.said import counted, said

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
    dated = counted(
        "{n} run is dated after {on} and not used", "{n} runs are dated after {on} and not used", later, on=on
    )
    sentences: list[str] = [dated] if later else []
    if back.no_runs:
        return (*sentences, said("{why}, so nothing is known of your recent running", why=back.no_runs))
    begins = back.begins or on
    recent = back.back(LOOKED_BACK)
    silent = [gap for gap in back.gaps(begins) if gap.after is not None and gap.after >= recent]
    trailing = back.gap_at(on)
    if trailing is not None:
        sentences.append(str(trailing))
    elif silent:
        sentences.append(said("{gap}; the days between are not known, and not counted as rest", gap=silent[0]))
    elif begins > back.back(7):
        sentences.append(said("the log begins on {day}, too late to know the week before {on}", day=begins, on=on))
    sentences += _running_gaps(back)
    if log.strength_by_day.last(on) is None:
        sentences.append(said("the log holds no strength training, so none is counted either way"))
    return (*sentences, *race_hints(back))


def _running_gaps(back: Lookback) -> list[str]:
    sentences: list[str] = []
    month, unnamed = back.runs(30, 1), back.unnamed(30)
    if not month:
        sentences.append(said("no run in the 30 days before {day}, so your longest recent run is unknown", day=back.on))
    if unnamed:
        sentences.append(
            counted(
                "{n} session is known to exist in the last 30 days, and nothing more of them ({last}); each may have"
                " been a run",
                "{n} sessions are known to exist in the last 30 days, and nothing more of them ({last}); each may have"
                " been a run",
                len(unnamed),
                last=unnamed[-1].source or unnamed[-1].day,
            )
        )
    unmeasured = [run for run in month if run.km is None]
    if unmeasured:
        sentences.append(
            counted(
                "{n} run is without a distance in the last 30 days ({last}); your longest run may be longer than it"
                " seems",
                "{n} runs are without a distance in the last 30 days ({last}); your longest run may be longer than it"
                " seems",
                len(unmeasured),
                last=unmeasured[-1].source or unmeasured[-1].day,
            )
        )
    untold = [run for run in back.runs(7, 0) if back.hardness(run).hard is None]
    if untold:
        sentences.append(
            counted(
                "{n} run is without a kind or an effort in the last 7 days ({last}), so it is unknown which were hard",
                "{n} runs are without a kind or an effort in the last 7 days ({last}), so it is unknown which were"
                " hard",
                len(untold),
                last=untold[-1].source or untold[-1].day,
            )
        )
    verdicts = [back.hardness(run).hard for run in back.runs(84, 0)]
    first = back.begins or back.on
    if not any(verdicts) and None not in verdicts and first > back.back(84):
        sentences.append(said("no run since {first} was hard, so the hours since a hard one begin there", first=first))
    if back.log.runs[0].day == (back.last_run or back.log.runs[0]).day:
        sentences.append(said("only one day of running is known, too little to tell whether you had a break"))
    return sentences
