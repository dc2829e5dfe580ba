"""A terminal that hands over each key at once and shows one page at a time; it is left as it was found, always."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from attrs import define, field

from runrest.cli.keys import read_key
from runrest.cli.streams import may_ask

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from runrest.cli.screens import Page

OTHER_SCREEN, OWN_SCREEN = "\x1b[?1049h", "\x1b[?1049l"
CLEAR, HOME = "\x1b[2J", "\x1b[H"
REVERSED, NORMAL = "\x1b[7m", "\x1b[0m"
USUAL = 80, 24
SIGNALLED = 128
"""What a shell adds to the number of the signal that ended a command."""
NO_SCREEN = ("", "dumb", "unknown")
"""What a terminal calls itself that cannot move its cursor, or is none."""


def has_screen() -> bool:
    """Tell whether there is a terminal on which a page can be drawn, and keys can be read one at a time."""
    if not may_ask() or os.environ.get("TERM", "") in NO_SCREEN:
        return False
    try:
        import termios  # noqa: F401  there is none on Windows
    except ImportError:
        return False
    return True


@define
class Terminal:
    """Draws on stderr, reads from stdin."""

    plain: bool = field(factory=lambda: bool(os.environ.get("NO_COLOR")))
    """Whether nothing stands out but by its mark."""
    shown: Callable[[], Page] | None = field(default=None, init=False)
    """Lays out the page that is shown, for whatever size the terminal has by then."""
    taken: bool = field(default=False, init=False)
    """Whether it shows pages at the moment."""
    _before: list[Any] = field(factory=list, init=False)
    """How it was found."""
    _signalled: int = field(default=-1, init=False)
    """Can be read as soon as a signal has come."""

    @property
    def size(self) -> tuple[int, int]:
        """Give its columns and lines, as they are by now; one that does not tell has 80 and 24."""
        try:
            told = os.get_terminal_size(sys.stderr.fileno())
        except OSError:
            return USUAL
        return (told.columns, told.lines) if told.columns and told.lines else USUAL

    def show(self, lay: Callable[[], Page]) -> None:
        """Draw a page; it is drawn again whenever the terminal changes its size."""
        self.shown = lay
        self.draw()

    def draw(self) -> None:
        """Draw the page that is to be seen."""
        if self.shown is None or not self.taken:
            return
        page = self.shown()
        lines = [
            f"{REVERSED}{line}{NORMAL}" if at in page.marked and not self.plain else line
            for at, line in enumerate(page.lines)
        ]
        line, column = page.at
        self.write(CLEAR + HOME + "\r\n".join(lines) + f"\x1b[{line + 1};{column + 1}H")

    def key(self) -> str:
        """Wait for a key."""
        return read_key(sys.stdin.fileno(), self._signalled)

    def write(self, words: str) -> None:
        """Write to the terminal at once."""
        sys.stderr.write(words)
        sys.stderr.flush()

    def take(self) -> None:
        """Take the terminal over: a page of its own, and each key at once. Ctrl-C and Ctrl-Z do what they always do."""
        import termios
        import tty

        place = sys.stdin.fileno()
        self._before = termios.tcgetattr(place)
        tty.setcbreak(place)
        self.taken = True
        self.write(OTHER_SCREEN)
        self.draw()

    def give_back(self) -> None:
        """Leave the terminal as it was found."""
        import termios

        if self.taken:
            self.taken = False
            self.write(OWN_SCREEN)
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, self._before)

    @contextmanager
    def open(self) -> Iterator[None]:
        """Take the terminal over for a while; it is given back however that ends, and while it is suspended."""

        def suspend(_number: int, _frame: FrameType | None) -> None:
            was_taken = self.taken
            self.give_back()
            os.kill(os.getpid(), signal.SIGSTOP)
            if was_taken:
                self.take()

        def stop(number: int, _frame: FrameType | None) -> None:
            raise SystemExit(SIGNALLED + number)

        handlers = {
            signal.SIGTSTP: suspend,
            signal.SIGWINCH: lambda *_: self.draw(),
            signal.SIGTERM: stop,
            signal.SIGHUP: stop,
        }
        earlier = {number: signal.signal(number, handler) for number, handler in handlers.items()}
        self._signalled, told = os.pipe()
        os.set_blocking(told, False)
        woken_before = signal.set_wakeup_fd(told, warn_on_full_buffer=False)
        try:
            self.take()
            yield
        finally:
            self.shown = None
            self.give_back()
            signal.set_wakeup_fd(woken_before)
            for place in (self._signalled, told):
                os.close(place)
            for number, handler in earlier.items():
                signal.signal(number, handler)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Give the terminal back for a while, for a question in plain lines."""
        self.give_back()
        try:
            yield
        finally:
            self.shown = None
            self.take()
