"""Whether a run was hard: by its kind, by how it felt, or by the heart; and how that was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from runrest.logs.runs import GENTLE_KINDS, HARD_KINDS, HARD_RPE
from runrest.said import said

if TYPE_CHECKING:
    from runrest.logs.runs import Run
    from runrest.logs.trainings import Heart

HIGH_SHARE = 0.90
"""Of the highest heart rate: the top zone of five."""
WAS_HARD = {
    "tempo": said("it was a tempo run"),
    "intervals": said("it was an intervals run"),
    "race": said("it was a race"),
    "long": said("it was a long run"),
}
WAS_GENTLE = {"recovery": said("it was recovery"), "easy": said("it was easy")}
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
        return Hardness(True, WAS_HARD[run.kind])
    if run.rpe is not None and run.rpe >= HARD_RPE:
        return Hardness(True, said("its effort was {rpe:g} of 10", rpe=run.rpe))
    high = _high_heart(run.heart, max_hr)
    if high:
        return Hardness(True, high)
    if run.kind in GENTLE_KINDS:
        return Hardness(False, WAS_GENTLE[run.kind])
    if run.rpe is not None:
        return Hardness(False, said("its effort was {rpe:g} of 10", rpe=run.rpe))
    return Hardness(None, said("shows neither a kind nor an effort"))


def _high_heart(heart: Heart | None, max_hr: float | None) -> str:
    if heart is None or max_hr is None:
        return ""
    line = HIGH_SHARE * max_hr
    minutes = sum(seconds for beats, seconds in heart.seconds_at if beats >= line) / 60
    if minutes >= HIGH_MINUTES:
        return said("its heart spent {minutes:.0f} minutes at 90 % of the highest rate or above", minutes=minutes)
    if heart.mean is not None and heart.mean >= line:
        return said("its heart was at 90 % of the highest rate on average")
    return ""
