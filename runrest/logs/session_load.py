"""The load of one session: how hard it felt times how long it lasted (session-RPE)."""

from __future__ import annotations

from runrest.said import said


def session_rpe_load(rpe: float | None, minutes: float | None) -> float | None:
    """Multiply the effort of a session by its minutes (FOST01; LD7).

    Parameters
    ----------
    rpe : float or None
        Effort of the whole session on the CR-10 scale, 0 to 10; ``None`` is unknown, never 0.
    minutes : float or None
        How long it lasted [min].

    Returns
    -------
    float or None
        Load in arbitrary units (AU); unknown where either is.

    Examples
    --------
    >>> session_rpe_load(5, 60), session_rpe_load(None, 60)
    (300.0, None)
    """
    return None if rpe is None or minutes is None else float(rpe * minutes)


def missing_from_load(rpe: float | None, minutes: float | None) -> str:
    """Say what keeps the load of a session unknown, or ``""``."""
    if rpe is None and minutes is None:
        return said("neither effort nor minutes")
    return said("no effort") if rpe is None else said("no minutes") if minutes is None else ""
