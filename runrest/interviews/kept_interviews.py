"""Where an interview lies that was stopped, to go on with later the same day: one file, its owner's alone."""

from __future__ import annotations

import json
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from runrest.errors import FactsError
from runrest.interviews.interview import Interview
from runrest.keeping.replacing import KeepingError, alone, replace_whole, state_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from runrest.signals import Value

VARIABLE = "RUNREST_STATE"
"""Names another folder than the usual one; set to nothing, no interview is kept."""
NAME = "interview.json"
MOST_BYTES = 1_000_000


def interview_file() -> Path | None:
    """Tell where an interview is kept, whether or not there is one.

    Returns
    -------
    pathlib.Path or None
        ``interview.json`` in the folder that the environment variable ``RUNREST_STATE`` names, or else in the
        platform's folder for a user's state. ``None`` where the variable is set to nothing: then none is kept.
    """
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(os.path.expanduser(named)) / NAME if named.strip() else None
    from platformdirs import user_state_path

    return user_state_path("runrest", appauthor=False) / NAME


def keep_interview(interview: Interview) -> Path | None:
    """Keep an interview for later: all of it or nothing, to be read by its owner alone.

    Parameters
    ----------
    interview : Interview
        It takes the place of one that was kept before.

    Returns
    -------
    pathlib.Path or None
        Where it lies; ``None`` where none is kept.

    Raises
    ------
    KeepingError
        Where it cannot be written.
    """
    path = interview_file()
    if path is None:
        return None
    content = json.dumps(interview.to_dict(), allow_nan=False, indent=1).encode()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.path.lexists(path) and not stat.S_ISREG(path.lstat().st_mode):
            raise KeepingError(str(path), "something else than a file is in its place", f"set {VARIABLE}")
    except OSError as error:
        raise KeepingError(str(path), f"it cannot be written ({error.strerror})", f"set {VARIABLE}") from None
    with alone(path):
        replace_whole(path, content, state_of(path))
    return path


def kept_interview(on: date, facts: Mapping[str, Value]) -> Interview | None:
    """Read the interview that was kept, if there is one.

    Parameters
    ----------
    on : datetime.date
        The day it is now.
    facts : mapping of str to value
        What is known by now without asking.

    Returns
    -------
    Interview or None
        To go on with. One of another day begins anew, and says so by its ``earlier``.

    Raises
    ------
    FactsError
        Where what lies there is no interview of this version, or cannot be read.
    """
    path = interview_file()
    if path is None or not os.path.lexists(path):
        return None
    try:
        if not path.is_file():
            raise FactsError((f"{path} is not a file",))
        with path.open("rb") as opened:
            raw = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise FactsError((f"{path} cannot be read ({error.strerror})",)) from None
    if len(raw) > MOST_BYTES:
        raise FactsError((f"{path} is larger than a megabyte",))
    try:
        told = json.loads(raw.decode())
    except (ValueError, RecursionError):
        raise FactsError((f"{path} is not JSON",)) from None
    return Interview.from_dict(told, on=on, facts=facts)


def forget_interview() -> None:
    """Take away the interview that was kept; it is done, or nobody wants to go on with it."""
    path = interview_file()
    if path is not None:
        with suppress(OSError):
            path.unlink()
