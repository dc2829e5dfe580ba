"""No test reads or writes what the person who runs it keeps, or speaks their language."""

from __future__ import annotations

import os

os.environ["RUNREST_CHECKINS"] = ""
os.environ.pop("RUNREST_LANG", None)
