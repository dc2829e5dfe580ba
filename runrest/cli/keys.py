"""Single keys of a terminal, one at a time, whatever bytes they come as."""

from __future__ import annotations

import os
from select import select

ESCAPE = b"\x1b"
NO_LEAD = 0xF8
"""From here on no byte begins a letter in UTF-8."""
PATIENCE = 0.05
"""How long the rest of a key may take to come [s]; an escape that stands alone was the key itself."""
MOST_SIGNALS = 4096
NAMES = {
    "\r": "enter",
    "\n": "enter",
    "\x7f": "backspace",
    "\x08": "backspace",
    "\x04": "end of input",
    "\x10": "up",
    "\x0e": "down",
    "\t": "down",
}
SEQUENCES = {
    "A": "up",
    "B": "down",
    "H": "home",
    "F": "end",
    "Z": "up",
    "1~": "home",
    "4~": "end",
    "7~": "home",
    "8~": "end",
}
"""What follows ``ESC [`` or ``ESC O``."""


def read_key(place: int, signalled: int) -> str:
    """Wait for one key.

    Parameters
    ----------
    place : int
        The file descriptor of a terminal that hands over each key at once.
    signalled : int
        A file descriptor that can be read as soon as a signal has come. Without it a Ctrl-C that comes just before the
        wait begins would be heeded only after the next key.

    Returns
    -------
    str
        A letter, ``up``, ``down``, ``home``, ``end``, ``enter``, ``backspace``, ``end of input`` (also where the
        terminal is gone), or ``""`` for any other key.
    """
    while place not in (ready := select([place, signalled], [], [])[0]):
        os.read(ready[0], MOST_SIGNALS)
    first = os.read(place, 1)
    if not first:
        return "end of input"
    if first == ESCAPE:
        return SEQUENCES.get(_sequence(place), "")
    more = next((count for lead, count in ((0xF0, 3), (0xE0, 2), (0xC0, 1)) if lead <= first[0] < NO_LEAD), 0)
    for _ in range(more):
        first += _soon(place)
    letter = first.decode(errors="replace")
    return NAMES.get(letter, letter if letter.isprintable() else "")


def _sequence(place: int) -> str:
    """Read what follows an escape, up to its last byte."""
    if _soon(place) not in (b"[", b"O"):
        return ""
    found = ""
    while part := _soon(place).decode("ascii", "replace"):
        found += part
        if "@" <= part <= "~" or len(found) > 16:
            break
    return found


def _soon(place: int) -> bytes:
    """Read one more byte, if it comes at once."""
    return os.read(place, 1) if select([place], [], [], PATIENCE)[0] else b""
