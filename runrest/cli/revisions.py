"""Files as git remembers them: ``REV:path``, read with git itself, within bounds and without a shell."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

from attrs import define

from runrest.errors import RunrestError
from runrest.shapes import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping

REVISION = re.compile(r"(?P<revision>[^\s:\-][^\s:]*):(?P<path>[^\n\0]+)")
MOST_FILES = 1_000
PATIENCE = 30.0
"""How long git may take [s]."""


@define
class RevisionError(RunrestError):
    """A revision, or a file in one, that cannot be had."""

    wanted: str
    problem: str

    def __str__(self) -> str:
        return f"{self.wanted}: {self.problem}"


def is_revision(text: str) -> bool:
    """Tell whether a text has the form ``REV:path``."""
    return REVISION.fullmatch(text) is not None


def read_revision(wanted: str) -> tuple[bool, Mapping[str, bytes]]:
    """Read a file, or every tree file under a folder, as it was in a revision.

    Parameters
    ----------
    wanted : str
        ``REV:path``, the path as git takes it: from the top of the repository, or from here with ``./``.

    Returns
    -------
    tuple of bool and mapping
        Whether it is a folder, and path to content. A file that is too large is cut off just past the limit.

    Raises
    ------
    RevisionError
        Where git, the repository, the revision or the path is missing.
    """
    found = REVISION.fullmatch(wanted)
    if found is None:
        raise RevisionError(wanted, "is not REV:path")
    revision = found["revision"]
    about_revision, about_path = (
        _git(wanted, ["cat-file", "--batch-check"], f"{revision}\n{wanted}\n").decode().splitlines()
    )
    if about_revision.endswith(" missing"):
        raise RevisionError(wanted, f"git knows no revision {revision!r} here")
    kind = about_path.rsplit(" ", 2)[-2] if not about_path.endswith(" missing") else ""
    if kind == "blob":
        return False, {found["path"]: _content(wanted, int(about_path.rsplit(" ", 1)[1]))}
    if kind != "tree":
        raise RevisionError(wanted, f"revision {revision} has no file or folder {found['path']!r}")
    listed = _git(wanted, ["ls-tree", "-r", "-l", "-z", wanted]).decode(errors="replace").split("\0")
    entries = [entry.partition("\t") for entry in listed if entry.endswith(".toml")]
    files = {name: int(told.split()[3]) for told, _, name in entries if told.split()[1] == "blob"}
    if len(files) > MOST_FILES:
        raise RevisionError(wanted, f"holds more than {MOST_FILES} tree files; name a smaller folder")
    base = wanted.rstrip("/")
    return True, {name: _content(f"{base}/{name}", size) for name, size in sorted(files.items())}


def _content(wanted: str, size: int) -> bytes:
    """Give a file's content; past the limit only its length counts, so git is not asked for it."""
    if size > MOST_BYTES:
        return b" " * (MOST_BYTES + 1)
    return _git(wanted, ["show", "--no-textconv", "--end-of-options", wanted])


def _git(wanted: str, arguments: list[str], told: str = "") -> bytes:
    try:
        done = subprocess.run(  # noqa: S603  a list, no shell; what was asked for is checked against REVISION
            ["git", "--no-pager", *arguments],  # noqa: S607  whichever git is on the PATH
            input=told.encode(),
            capture_output=True,
            check=False,
            timeout=PATIENCE,
        )
    except FileNotFoundError:
        raise RevisionError(wanted, "git is not installed, so no revision can be read; give a file") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RevisionError(wanted, f"git could not be asked ({type(error).__name__})") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise RevisionError(wanted, (said[-1].removeprefix("fatal: ") if said else "git could not read it")[:300])
    return done.stdout
