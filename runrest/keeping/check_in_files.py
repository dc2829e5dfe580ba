"""Where a runner's own check-ins lie."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "RUNREST_CHECKINS"
"""Names another file than the usual one; set to nothing, no check-ins are kept or read unasked."""
USUAL_NAME = "checkins.csv"


def check_in_file() -> Path | None:
    """Tell where check-ins are kept, whether or not there are any yet.

    Returns
    -------
    pathlib.Path or None
        What the environment variable ``RUNREST_CHECKINS`` names, or else ``checkins.csv`` in the platform's folder
        for a user's data. ``None`` where the variable is set to nothing: then they are not kept.
    """
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(os.path.expanduser(named)) if named.strip() else None
    from platformdirs import user_data_path

    return user_data_path("runrest", appauthor=False) / USUAL_NAME


def default_checkins() -> Path | None:
    """Tell which check-ins to read where none were named.

    Returns
    -------
    pathlib.Path or None
        The file of `check_in_file` where something lies there, readable or not; ``None`` otherwise.
    """
    path = check_in_file()
    return path if path is not None and os.path.lexists(path) else None
