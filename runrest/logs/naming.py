"""How a sentence names a session: what it was, its day, and the line it was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.logs.runs import Run
from runrest.said import said

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
    when = f"{session.day} ({session.source})" if session.source else session.day
    if isinstance(session, Run):
        return said("the run of {when}", when=when)
    if session.sport == "strength":
        return said("the strength session of {when}", when=when)
    return said("the session of {when}", when=when)


def may_have_been_a_run(session: Training) -> str:
    """Say of a session that a log knows to exist, and nothing more, what that leaves open."""
    return said("nothing is known of {session}, which may have been a run", session=named(session))
