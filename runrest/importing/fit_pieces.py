"""FIT files that lie one after another in one file, each found and decoded even where the file is damaged."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import frozen

from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SIGNATURE = b".FIT"
SHORT_HEADER, CHECKSUM = 12, 2
MOST_PIECES = 500
"""A watch chains a handful: the activity, and what a heart rate strap sends after it."""

CUT_SHORT = said("it is cut short; what could be read is used")
DAMAGED = said("it is damaged; what stands before the damage is used")
WRONG_SUM = said("the checksum is wrong; what could be read is used")


@frozen
class Piece:
    """One FIT file of those that are chained, or what follows them and is none."""

    body: bytes
    """Its messages, without header and checksum."""
    flaw: str = ""
    """What is wrong with it, in words; the rest is sound."""
    stray: bool = False
    """Whether it is no FIT file at all."""


def pieces(content: bytes) -> Iterator[Piece]:
    """Split a file into the FIT files that are chained in it.

    The length in a header is believed where the checksum fits or another header follows; otherwise everything up to
    the end is taken, since a watch that stops early leaves a wrong length behind.

    Parameters
    ----------
    content : bytes
        All of the file.

    Yields
    ------
    Piece
        In order; what comes after `MOST_PIECES`, or is no FIT, as a stray one.

    Examples
    --------
    >>> [piece.stray for piece in pieces(b"no FIT")]
    [True]
    """
    at = 0
    for _ in range(MOST_PIECES):
        if not _begins(content, at):
            break
        start = at + content[at]
        end = start + int.from_bytes(content[at + 4 : at + 8], "little")
        after = end + CHECKSUM
        flaw = CUT_SHORT
        if after <= len(content):
            flaw = "" if checksum(content[at:after]) == 0 else WRONG_SUM
        if flaw and not _begins(content, after):
            end, after = (end if after == len(content) else len(content)), len(content)
        yield Piece(content[start:end], flaw)
        at = after
    if not at or content[at:].strip(b"\0"):
        yield Piece(content[at:], stray=True)


def messages(piece: Piece, tell: Callable[[str], Any]) -> Iterator[Any]:
    """Decode the data messages of one FIT file, up to where it is damaged.

    Parameters
    ----------
    piece : Piece
        As `pieces` gave it.
    tell : callable
        Called with what is wrong, where the messages cannot be read to their end.

    Yields
    ------
    fitdecode.FitDataMessage
        With scaled values and named choices; what apps have added is among the fields too.
    """
    import fitdecode

    # A header that is surely right: the file's own may be longer than fitdecode knows, or wrong about the length.
    header = bytes([SHORT_HEADER, 0x20]) + bytes(2) + len(piece.body).to_bytes(4, "little") + SIGNATURE
    reader = fitdecode.FitReader(
        header + piece.body + bytes(CHECKSUM),
        # Dates are counted in seconds here and the checksum is known: both are half of the time otherwise.
        processor=None,
        check_crc=fitdecode.CrcCheck.DISABLED,
        error_handling=fitdecode.ErrorHandling.IGNORE,
    )
    try:
        for frame in reader:
            if frame.frame_type == fitdecode.FIT_FRAME_DATA:
                yield frame
    except Exception:
        # Damaged bytes make fitdecode raise whatever its own steps raise, assertions included.
        tell(CUT_SHORT if piece.flaw == CUT_SHORT else DAMAGED)


def checksum(content: bytes) -> int:
    """Compute the FIT checksum: CRC-16 with the polynomial 0x8005, bits reversed; 0 over bytes that end with it.

    Examples
    --------
    >>> hex(checksum(b"123456789"))
    '0xbb3d'
    """
    table, remainder = _table(), 0
    for byte in content:
        remainder = (remainder >> 8) ^ table[(remainder ^ byte) & 0xFF]
    return remainder


def _begins(content: bytes, at: int) -> bool:
    return content[at + 8 : at + 12] == SIGNATURE and content[at] >= SHORT_HEADER


@cache
def _table() -> tuple[int, ...]:
    table = []
    for remainder in range(256):
        for _ in range(8):
            remainder = (remainder >> 1) ^ (0xA001 if remainder & 1 else 0)
        table.append(remainder)
    return tuple(table)
