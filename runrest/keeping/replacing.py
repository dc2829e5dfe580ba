"""A file replaced as a whole by one writer at a time: at any moment there is the old one or the new one."""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from attrs import define

from runrest.errors import LogError, RunrestError
from runrest.said import joined, said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 20.0
"""How long to wait for another writer [s]; each takes a few milliseconds."""
POLL = 0.01


@define
class KeepingError(RunrestError):
    """Something that could not be written; the file, if there was one, is as it was."""

    place: str
    problem: str
    remedy: str = ""

    def __str__(self) -> str:
        told = said("{place}: {problem}, so nothing was written", place=self.place, problem=self.problem)
        return joined((told, self.remedy), "; ")


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep every other runrest from writing a file meanwhile.

    Parameters
    ----------
    path : pathlib.Path
        The file itself, not a link to it. Beside it lies ``.NAME.lock``, which stays: to take it away would let two
        in at once. The lock is the system's own and ends with its holder, however that one ends.

    Raises
    ------
    KeepingError
        Where another one holds on to it, or there can be no lock here.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(path.with_name(f".{path.name}.lock"))
    try:
        lock.acquire(timeout=PATIENCE, poll_interval=POLL)
    except Timeout:
        remedy = said("try again when it is done")
        raise KeepingError(str(path), said("another runrest has been writing to it for long"), remedy) from None
    except (OSError, NotImplementedError) as error:
        raise _refused(path, error) from None
    try:
        yield
    finally:
        lock.release()


def state_of(path: Path) -> os.stat_result | None:
    """Describe a file as it is now, to be told whether it is still the same later; ``None`` where there is none.

    Raises
    ------
    LogError
        Where there is something else than a file.
    KeepingError
        Where it may not be written, or there is no telling.
    """
    try:
        state = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _refused(path, error) from None
    if not stat.S_ISREG(state.st_mode):
        raise LogError(str(path), said("this is not a file"), remedy=said("name a CSV of check-ins"))
    # A new file could take the place of one that its owner protected; that is not ours to decide.
    if not os.access(path, os.W_OK):
        raise KeepingError(str(path), said("it is read-only"), said("allow writing, or name another file"))
    return state


def replace_whole(path: Path, content: bytes, before: os.stat_result | None) -> None:
    """Put new content in a file's place, all of it or none.

    Parameters
    ----------
    path : pathlib.Path
        The file itself, not a link to it. Held `alone`.
    content : bytes
        Everything that it is to hold. It is on the disk before it takes the old one's place.
    before : os.stat_result or None
        What `state_of` gave before the old content was read. Its owner and permissions are kept, as far as may be.

    Raises
    ------
    KeepingError
        Where the disk is full, the folder is read-only, somebody else changed the file meanwhile and the like.
    """
    # One name, since there is one writer: what a killed one leaves behind is cleared away by the next.
    fresh = path.with_name(f".{path.name}.new")
    try:
        with suppress(FileNotFoundError):
            fresh.unlink()
        try:
            _write(fresh, content, path, before)
            if not _same(before, state_of(path)):
                raise KeepingError(str(path), said("another program changed it just now"), said("try again"))
            os.replace(fresh, path)
        except BaseException:
            with suppress(OSError):
                fresh.unlink()
            raise
    except OSError as error:
        raise _refused(path, error) from None
    _settle(path.parent)


def _write(fresh: Path, content: bytes, path: Path, before: os.stat_result | None) -> None:
    # Health data: a new file is its owner's alone.
    with open(fresh, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as stream:
        if before is not None:
            _dress(fresh, path, before)
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _dress(fresh: Path, path: Path, before: os.stat_result) -> None:
    """Give a new file the owner, permissions and labels of the old one."""
    mine = fresh.stat()
    if hasattr(os, "chown") and (mine.st_uid, mine.st_gid) != (before.st_uid, before.st_gid):
        # To give a file away takes more rights than to write it; the group can often still be kept.
        for owner in (before.st_uid, -1):
            try:
                os.chown(fresh, owner, before.st_gid)
                break
            except PermissionError:
                continue
    shutil.copystat(path, fresh)


def _same(before: os.stat_result | None, now: os.stat_result | None) -> bool:
    if before is None or now is None:
        return before is now
    return (before.st_ino, before.st_size, before.st_mtime_ns) == (now.st_ino, now.st_size, now.st_mtime_ns)


def _settle(folder: Path) -> None:
    """Have the folder remember the new name too, also when the power fails; some systems know no such thing."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refused(path: Path, error: Exception) -> KeepingError:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return KeepingError(str(path), said("it cannot be written ({why})", why=reason[:1].lower() + reason[1:]))
