"""Sentences on what a log of training could not show, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.logs.training_load import covers_week, runs_between, stale

if TYPE_CHECKING:
    from datetime import date

    from runrest.logs.runs import RunLog


def gaps(log: RunLog, on: date) -> tuple[str, ...]:
    """Say what a log leaves unknown on a day, in plain sentences.

    Parameters
    ----------
    log : RunLog
        The whole log.
    on : datetime.date
        The day that is asked about.

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
    known = log.until(on)
    later = sum(run.day > on for run in log)
    sentences = [f"{count_of(later, 'run')} dated after {on} and not used"] if later else []
    if not known.runs or known.last_day is None or known.first_day is None:
        return (*sentences, f"there are no runs up to {on}, so nothing is known of your recent running")
    if stale(known, on):
        ago = (on - known.last_day).days
        sentences.append(f"the log ends on {known.last_day}, {ago} days ago, and may be out of date")
    elif not covers_week(known, on):
        sentences.append(f"the log begins on {known.first_day}, too late to know the week before {on}")
    sentences += _running_gaps(known, on)
    if not known.strength_days:
        sentences.append("the log holds no strength training, so none is counted either way")
    return tuple(sentences)


def _running_gaps(known: RunLog, on: date) -> list[str]:
    sentences: list[str] = []
    month = runs_between(known, on, 30, 1)
    if not month:
        sentences.append(f"no run in the 30 days before {on}, so your longest recent run is unknown")
    unmeasured = [run for run in month if run.km is None]
    if unmeasured:
        sentences.append(
            f"{count_of(len(unmeasured), 'run')} without a distance in the last 30 days"
            f" ({unmeasured[-1].source or unmeasured[-1].day}); your longest run may be longer than it seems"
        )
    untold = [run for run in runs_between(known, on, 7, 0) if run.hard is None]
    if untold:
        sentences.append(
            f"{count_of(len(untold), 'run')} without a kind or an effort in the last 7 days"
            f" ({untold[-1].source or untold[-1].day}), so it is unknown which were hard"
        )
    if not any(run.hard for run in known) and not any(run.hard is None for run in known):
        sentences.append(f"no run since {known.first_day} was hard, so the hours since a hard one begin there")
    if len({run.day for run in known}) < 2:
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
