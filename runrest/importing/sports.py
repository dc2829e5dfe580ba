"""Which sport a recording is of, where it says so in a word of its own, and where it says nothing."""

from __future__ import annotations

from runrest.importing.distances import FASTEST_PACE, SLOWEST_PACE
from runrest.importing.wording import plain, run_types
from runrest.said import said

RUN = "Run"
STRAVAS_RUN = "9"
"""Strava's GPX files number the sports."""
HOW_TO_TELL = said("if it is wrong, write the sport into the file")


def sport_of(word: str, metres: float | None, seconds: float | None) -> tuple[str, tuple[str, ...]]:
    """Tell the sport of a recording in a word that the log knows.

    Nobody says of a track without a sport that it is a run, and a ride that is taken for one would raise the longest
    run, from which limits are reckoned. So it counts as a run only at a pace that is a runner's; everything else is
    other training, and either is said.

    Parameters
    ----------
    word : str
        What the file calls it; ``""`` where it calls it nothing.
    metres, seconds : float, optional
        Distance and time without pauses.

    Returns
    -------
    tuple of str, and notes
        The word is ``Run`` for a run of any sort.

    Examples
    --------
    >>> sport_of("running", None, None), sport_of("cycling", 8000, 2400)
    (('Run', ()), ('cycling', ()))
    >>> sport_of("", 8000, 2640)[1]
    ('it names no sport, and is taken for a run by its pace of 5:30 min/km; if it is wrong, write the sport into the file',)
    """  # noqa: E501  the doctest's own output
    name = plain(word)
    if name in run_types() or name == STRAVAS_RUN:
        return RUN, ()
    if name:
        return (f"type {name}" if name.isdigit() else word), ()
    if not metres or not seconds:
        return "", (
            said(
                "it names no sport, and its pace is not known, so it counts as other training; {remedy}",
                remedy=HOW_TO_TELL,
            ),
        )
    pace = seconds / 60 / (metres / 1000)
    shown = f"{int(pace)}:{int(pace % 1 * 60):02d} min/km"
    if FASTEST_PACE <= pace <= SLOWEST_PACE:
        return RUN, (
            said(
                "it names no sport, and is taken for a run by its pace of {pace}; {remedy}",
                pace=shown,
                remedy=HOW_TO_TELL,
            ),
        )
    return "", (
        said("it names no sport, and {pace} is not a usual running pace, so it counts as other training", pace=shown),
    )
