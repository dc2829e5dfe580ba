"""The seed's table of twelve weeks of strength: focus, exercises and sets x reps, phase by phase."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from runrest.errors import FactsError
from runrest.plans.sessions import PHASES
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Mapping

LEVELS = ("none", "home", "gym")
"""Equipment: none, what fits at home (bands, dumbbells), a gym."""
LONGEST_PHASE = 52


@frozen
class Row:
    """One row of the table."""

    phase: str
    weeks: int
    """How many weeks the table gives it."""
    focus: str
    exercises: str
    volume: str
    """Sets x reps, for exercises without numbers of their own."""
    least: int | None
    """The fewest weeks that the seed's text gives the phase; ``None`` is ongoing."""
    most: int | None


@frozen
class Composed:
    """A session that can be followed as it is."""

    name: str
    title: str
    jumps: bool


@frozen
class StrengthTable:
    """The rows by phase, and the composed sessions by phase and level."""

    rows: Mapping[str, Row]
    sessions: Mapping[tuple[str, str], tuple[Composed, ...]]
    """By phase and level, in the order in which they take turns."""
    own: tuple[tuple[str, str], ...] = ()
    """Patterns of movement whose exercises have sets x reps of their own, which go before the row's."""

    @property
    def lengths(self) -> tuple[int, ...]:
        """Give the weeks of each phase as the table has them."""
        return tuple(self.rows[phase].weeks for phase in PHASES)

    def session(self, phase: str, level: str, turn: int, *, jumps: bool = True) -> Composed | None:
        """Give the session whose turn it is, if wished among those without jumps; ``None`` where none is composed."""
        found = [one for one in self.sessions.get((phase, level), ()) if jumps or not one.jumps]
        return found[turn % len(found)] if found else None


def read_strength_table(told: Mapping[str, Any]) -> StrengthTable:
    """Build the table from what ``strength.toml`` says.

    Parameters
    ----------
    told : mapping
        The parsed file, with ``table``, ``phases`` and ``offers``.

    Returns
    -------
    StrengthTable
        Frozen values.
    """
    rows = {}
    for row in told["table"]:
        first, last = row["weeks"]
        told_weeks = told["phases"][row["phase"]]["weeks"]
        least, most = told_weeks if isinstance(told_weeks, list) else (None, None)
        volume = f"{_span(row['sets'])} x {_span(row['reps'])}"
        rows[row["phase"]] = Row(row["phase"], last - first + 1, row["focus"], row["words"], volume, least, most)
    composed: dict[tuple[str, str], tuple[Composed, ...]] = {}
    for name, offer in sorted(told.get("offers", {}).items()):
        if offer.get("kind") == "session":
            key = (offer["phase"], offer["level"])
            composed[key] = (*composed.get(key, ()), Composed(name, offer["title"], offer["needs"]["impact"] == "jump"))
    return StrengthTable(rows, composed, _own_numbers(told.get("exercises", {})))


def _own_numbers(exercises: Mapping[str, Mapping[str, Any]]) -> tuple[tuple[str, str], ...]:
    found: dict[str, set[str]] = {}
    for exercise in exercises.values():
        if "sets" in exercise and "reps" in exercise:
            volume = f"{_span(exercise['sets'])} x {_span(exercise['reps'])}"
            found.setdefault(exercise["pattern"], set()).add(volume)
    return tuple((pattern, volumes.pop()) for pattern, volumes in found.items() if len(volumes) == 1)


def _span(ends: list[int]) -> str:
    return f"{ends[0]}" if ends[0] == ends[1] else f"{ends[0]}-{ends[1]}"


def read_lengths(text: str) -> tuple[int, ...]:
    """Read the weeks of each phase from a text.

    Parameters
    ----------
    text : str
        Two or three whole numbers: foundation, strength, and power. The last phase goes on for as long as the
        plan does, so its number may be left out.

    Returns
    -------
    tuple of int
        Weeks of each phase.

    Raises
    ------
    FactsError
        Where it is anything else.

    Examples
    --------
    >>> read_lengths("4,6")
    (4, 6)
    """
    parts = [part.strip() for part in text.split(",")]
    if len(parts) not in (2, 3) or not all(part.isascii() and part.isdigit() and len(part) < 4 for part in parts):
        raise FactsError(
            (
                said(
                    "{text!r} are no phase lengths; write weeks with commas, like {three} or {two}",
                    text=text[:40],
                    three="4,4,4",
                    two="4,6",
                ),
            )
        )
    lengths = tuple(int(part) for part in parts)
    if not all(1 <= length <= LONGEST_PHASE for length in lengths):
        raise FactsError(
            (said("phase lengths {text!r}: each must be from 1 to {most} weeks", text=text[:40], most=LONGEST_PHASE),)
        )
    return lengths


def phase_of(week: int, lengths: tuple[int, ...]) -> str:
    """Give the phase of a week, counted from 0; the last phase is ongoing.

    Examples
    --------
    >>> [phase_of(week, (4, 4, 4)) for week in (0, 3, 4, 8, 20)]
    ['foundation', 'foundation', 'strength', 'power', 'power']
    """
    first, second = lengths[:2]
    return PHASES[0] if week < first else PHASES[1] if week < first + second else PHASES[2]
