"""runrest on a real pseudo-terminal, for tests: type, see what is shown, and how it ends."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from signal import Signals
    from types import TracebackType

BEGIN = """
import fcntl, signal, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGINT, signal.default_int_handler)
from runrest.cli import main
main()
"""
"""The terminal is that of the command, so that Ctrl-C and Ctrl-Z reach it, in the background too."""
COMMAND = [sys.executable, "-c", BEGIN]
PROMPT = " > "
FRESH = "\x1b[2J\x1b[H"
PATIENCE = 30.0
"""So long a test waits for what must come [s]; a machine with much to do is slow."""


class PseudoTerminal:
    """A command on a terminal; only its answers go elsewhere."""

    def __init__(self, *args: str, size: tuple[int, int] = (80, 24), env: Mapping[str, str] | None = None) -> None:
        self.place, there = pty.openpty()
        fcntl.ioctl(there, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        outside = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "LINES", "NO_COLOR")}
        self.process = subprocess.Popen(
            [*COMMAND, *args],
            stdin=there,
            stderr=there,
            stdout=subprocess.PIPE,
            start_new_session=True,
            env={**outside, "TERM": "xterm", "RUNREST_STATE": "", "RUNREST_CHECKINS": "", **(env or {})},
        )
        self.mode = termios.tcgetattr(there)
        self.there = there
        self.shown = ""
        self.heard = 0

    def __enter__(self) -> PseudoTerminal:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()
        for place in (self.place, self.there):
            with contextlib.suppress(OSError):
                os.close(place)

    def read(self, wait: float = 0.05) -> bool:
        """Take what is shown by now; ``False`` where nothing came."""
        if not select.select([self.place], [], [], wait)[0]:
            return False
        try:
            text = os.read(self.place, 65536).decode(errors="replace")
        except OSError:
            return False
        self.shown += text.replace("\r\n", "\n")
        return bool(text)

    def until(self, seen: Callable[[], bool]) -> None:
        """Wait until something is to be seen."""
        end = time.monotonic() + PATIENCE
        while not seen():
            if not self.read() and self.process.poll() is not None and not self.read():
                break
            assert time.monotonic() < end, f"it does not come; this is shown:\n{self.shown[-3000:]}"
        assert seen(), f"it ended before; this is shown:\n{self.shown[-3000:]}"

    @property
    def frame(self) -> str:
        """Give the page that is on the screen."""
        return self.shown.rpartition(FRESH)[2].rpartition("\x1b[")[0]

    def see(self, words: str) -> None:
        """Wait until a page says something."""
        self.until(lambda: words in self.frame)

    def prompted(self) -> bool:
        """Wait until a line is asked for; ``False`` where it ends instead."""
        self.until(lambda: self.asked.endswith(PROMPT) or self.process.poll() is not None)
        return self.process.poll() is None

    @property
    def asked(self) -> str:
        """Give what is shown since the last answer."""
        return self.shown[self.heard :]

    def answer(self, line: str) -> None:
        """Answer with a line, or with a key such as Ctrl-D."""
        self.heard = len(self.shown)
        self.type(line if line in ("\x03", "\x04") else f"{line}\n")

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self.place, keys.encode())

    def signal(self, number: Signals) -> None:
        """Send the command a signal."""
        os.kill(self.process.pid, number)

    def resize(self, columns: int, lines: int) -> None:
        """Change the size of the window."""
        fcntl.ioctl(self.place, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def end(self) -> tuple[str, int]:
        """Wait for the end; give what went to stdout, and the exit code."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            self.read()
            assert time.monotonic() < end, f"it does not end; this is shown:\n{self.shown[-3000:]}"
        while self.read():
            pass
        assert self.process.stdout is not None
        return self.process.stdout.read().decode(), self.process.returncode

    @property
    def left_as_found(self) -> bool:
        """Tell whether the terminal has its own screen and its own mode again."""
        whole = self.shown.count("\x1b[?1049h") == self.shown.count("\x1b[?1049l")
        return whole and termios.tcgetattr(self.there) == self.mode


def talk(
    answers: list[str] | Mapping[str, str | list[str]], *args: str, env: Mapping[str, str] | None = None
) -> tuple[str, str, int]:
    """Answer line by line; return what the terminal showed, stdout, and the exit code.

    Answers come one after the other, or by words of the question; what is not among those is not known. When there
    are no more, the terminal is hung up.
    """
    with PseudoTerminal(*args, env={"NO_COLOR": "1", **(env or {})}) as terminal:
        waiting = list(answers) if isinstance(answers, list) else []
        while terminal.prompted():
            if isinstance(answers, list):
                if not waiting:
                    terminal.process.kill()
                    break
                answer = waiting.pop(0)
            else:
                found = next((one for words, one in answers.items() if words in terminal.asked), "")
                answer = found if isinstance(found, str) else found.pop(0)
            terminal.answer(answer)
        stdout, code = terminal.end()
        return terminal.shown, stdout, code
