"""Whether a run was hard: by its kind, by how it felt, or by the heart; and how that was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from runrest.logs.runs import GENTLE_KINDS, HARD_KINDS, HARD_RPE

if TYPE_CHECKING:
    from runrest.logs.runs import Run
    from runrest.logs.trainings import Heart

HIGH_SHARE = 0.90
"""Of the highest heart rate: the top zone of five."""
HIGH_MINUTES = 10.0
"""House convention, not measured: so long in the top zone is no easy run, whatever it is called."""


@frozen
class Hardness:
    """Whether a run was hard, ``None`` where that cannot be told, and by what it was told."""

    hard: bool | None
    why: str


def hardness(run: Run, max_hr: float | None = None) -> Hardness:
    """Tell whether a run was hard.

    Hard is, in this order: its kind is tempo, intervals, race or long (LD8); its effort was 5 of 10 or more, which the
    anchors of the CR-10 scale call hard; its heart spent ten minutes or more at 90 % of the highest rate or above, or
    was there on average. The last is a convention of this house: no study in the evidence base gives a line, so the
    heart alone only ever makes a run hard, and a calm heart never shows that it was easy.
    Not hard is a run that is called easy or recovery, or felt like less than 5, if nothing of the above holds.
    Anything else cannot be told.

    Parameters
    ----------
    run : Run
        Kind, effort and heart as far as they are known.
    max_hr : float, optional
        The runner's highest heart rate [beats per minute]; without it the heart tells nothing.

    Returns
    -------
    Hardness
        With the reason in words.

    Examples
    --------
    >>> from datetime import date
    >>> from runrest.logs.runs import Run
    >>> hardness(Run(date(2026, 11, 20), rpe=7)).why
    'its effort was 7 of 10'
    >>> hardness(Run(date(2026, 11, 20), km=10)).hard is None
    True
    """
    if run.kind in HARD_KINDS:
        return Hardness(True, f"it was a {run.kind} run" if run.kind != "race" else "it was a race")
    if run.rpe is not None and run.rpe >= HARD_RPE:
        return Hardness(True, f"its effort was {run.rpe:g} of 10")
    high = _high_heart(run.heart, max_hr)
    if high:
        return Hardness(True, high)
    if run.kind in GENTLE_KINDS:
        return Hardness(False, f"it was {run.kind}")
    if run.rpe is not None:
        return Hardness(False, f"its effort was {run.rpe:g} of 10")
    return Hardness(None, "shows neither a kind nor an effort")


def _high_heart(heart: Heart | None, max_hr: float | None) -> str:
    if heart is None or max_hr is None:
        return ""
    line = HIGH_SHARE * max_hr
    minutes = sum(seconds for beats, seconds in heart.seconds_at if beats >= line) / 60
    if minutes >= HIGH_MINUTES:
        return f"its heart spent {minutes:.0f} minutes at 90 % of the highest rate or above"
    if heart.mean is not None and heart.mean >= line:
        return "its heart was at 90 % of the highest rate on average"
    return ""
