"""A flaw: one thing wrong with a tree file: a stable code, a place, a sentence and, where there is one, a witness."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.signals import Value

ERROR, WARNING = "error", "warning"

CODES: dict[str, tuple[str, str, str]] = {
    "T101": (
        ERROR,
        "unreadable",
        "The file is not TOML that runrest can read: broken TOML, not UTF-8, or no text at all.",
    ),
    "T102": (ERROR, "too-large", "The file is larger than the documented limits; they keep every proof short."),
    "T103": (ERROR, "unknown-key", "A key that runrest does not know. Nothing is ignored silently, so it is refused."),
    "T104": (ERROR, "missing-key", "A key that every such table needs is not there."),
    "T105": (ERROR, "wrong-kind", "A value is of the wrong kind, for example a number where words are needed."),
    "T106": (ERROR, "bad-id", "Ids are small letters, digits and underscores, starting with a letter."),
    "T201": (ERROR, "dangling", "A branch, or the start, leads to a question or advice that is not in the file."),
    "T202": (ERROR, "cycle", "The questions lead round in a circle, so a walk might never end."),
    "T203": (ERROR, "unreachable", "No walk from the start can ever arrive here."),
    "T204": (ERROR, "parallel", "Two branches of one question lead to the same place; write them as one comma list."),
    "T301": (ERROR, "unknown-signal", "The signal is not in signals.toml."),
    "T302": (ERROR, "bad-test", "A branch key that is not a unary test."),
    "T303": (
        ERROR,
        "misfit",
        "A unary test, cap or fact that does not fit the type or the range of its signal or scale.",
    ),
    "T304": (ERROR, "gap", "Some value of the signal is on no branch."),
    "T305": (
        ERROR,
        "overlap",
        "Some value of the signal is on two branches, so the answer would depend on their order.",
    ),
    "T306": (ERROR, "missing-unknown", "The signal may be unknown, and no branch says where that leads."),
    "T307": (ERROR, "dead-path", "This branch contradicts what was answered earlier on every path to it."),
    "T308": (
        ERROR,
        "mixed-ratio",
        "A tree asks a ratio or a difference and one of its parts; split it, so that proofs stay exact.",
    ),
    "T401": (ERROR, "no-evidence", "A threshold without evidence."),
    "T402": (ERROR, "no-source", "A citation that is not in sources.toml."),
    "T403": (ERROR, "no-offer", "An offer that does not exist."),
    "T404": (WARNING, "recalled", "The number is marked as read, but its source is only recalled."),
    "T405": (ERROR, "misfit-offer", "An offer that the caps of its own advice forbid."),
    "T501": (ERROR, "unsafe", "Somebody worse off is allowed more, or is referred later, than somebody better off."),
    "T502": (ERROR, "unsafe-unknown", "Not knowing a signal allows more than its best value would."),
    "T601": (ERROR, "example", "A worked example comes out otherwise than the file says."),
    "T602": (ERROR, "few-examples", "A tree needs at least three worked examples."),
    "T701": (ERROR, "idle-ignore", "An ignore that has no reason, or that nothing needs."),
}
"""Code: severity, short name, what it means."""


@frozen
class Flaw:
    """One thing wrong with a tree file."""

    code: str
    path: str
    line: int
    place: str
    sentence: str
    witness: tuple[Mapping[str, Value | None], ...] = ()
    """Facts that show the fault: one athlete, or two (the worse one first). Absent signals are unknown."""
    severity: str = field(init=False)

    @severity.default
    def _from_code(self) -> str:
        return CODES[self.code][0]

    @property
    def name(self) -> str:
        """Give the short name of the code."""
        return CODES[self.code][1]

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        return f"{self.path}:{self.line}: {place}{self.sentence} [{self.code} {self.name}]"

    def to_dict(self) -> dict[str, Any]:
        """Give the flaw as plain data for JSON."""
        return {
            "code": self.code,
            "name": self.name,
            "severity": self.severity,
            "path": self.path,
            "line": self.line,
            "place": self.place,
            "sentence": self.sentence,
            "witness": [dict(athlete) for athlete in self.witness],
        }


def errors(flaws: Iterable[Flaw]) -> tuple[Flaw, ...]:
    """Keep the flaws that forbid a tree to speak."""
    return tuple(flaw for flaw in flaws if flaw.severity == ERROR)
