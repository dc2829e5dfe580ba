"""How a sentence names a session: what it was, its day, and the line it was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.logs.runs import Run

if TYPE_CHECKING:
    from runrest.logs.trainings import Training


def named(session: Run | Training) -> str:
    """Name a session so that its reader can find it.

    Examples
    --------
    >>> from datetime import date
    >>> named(Run(date(2026, 11, 20), source="garmin.csv:14"))
    'the run of 2026-11-20 (garmin.csv:14)'
    """
    other = {"strength": "strength session"}
    what = "run" if isinstance(session, Run) else other.get(session.sport, "session")
    return f"the {what} of {session.day}" + (f" ({session.source})" if session.source else "")


def may_have_been_a_run(session: Training) -> str:
    """Say of a session that a log knows to exist, and nothing more, what that leaves open."""
    return f"nothing is known of {named(session)}, which may have been a run"
