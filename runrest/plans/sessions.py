"""One planned session: its day, its kind, and how a plan speaks of it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import field, frozen

from runrest.errors import FactsError, did_you_mean
from runrest.logs.bounds import MOST_KM, MOST_MINUTES, is_plain_day, out_of_bounds
from runrest.logs.planned import PLAN_KINDS
from runrest.logs.runs import HARD_KINDS, RUN_KINDS

if TYPE_CHECKING:
    from datetime import date

MODERATE = "moderate"
"""A run that is neither hard nor easy: the word of the seed's sample week."""
SESSION_KINDS = (*PLAN_KINDS[:3], MODERATE, *PLAN_KINDS[3:])
RUNNING = RUN_KINDS | {MODERATE}
PHASES = ("foundation", "strength", "power")
PRIORITIES = ("A", "B", "C")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

EFFORT = MappingProxyType(
    {kind: rank for rank, kind in enumerate(("recovery", "easy", MODERATE, "long", "tempo", "intervals", "race"))}
)
WORDS = MappingProxyType(
    {
        "rest": "rest",
        "recovery": "recovery run",
        "easy": "easy run",
        MODERATE: "moderate run",
        "long": "long run",
        "tempo": "tempo run",
        "intervals": "intervals",
        "race": "race",
        "strength": "strength",
        "cross": "cross-training",
    }
)


@frozen
class Session:
    """One planned session; ``None`` is unknown."""

    day: date
    kind: str
    km: float | None = None
    minutes: float | None = None
    phase: str | None = None
    """Of strength: foundation, strength or power. Not stated, it is taken as intense."""
    note: str = ""
    priority: str | None = None
    """Of a race: ``A`` for the one that matters, ``B``, or ``C`` for one that is only training."""
    done: bool = field(default=False, kw_only=True)
    """Read in a log: it cannot be moved any more."""
    source: str = field(default="", kw_only=True, eq=False)
    """Where it was read, as ``file:line``."""

    def __attrs_post_init__(self) -> None:
        problems = [
            *([] if is_plain_day(self.day) else [f"the day of a session is {self.day!r}, but must be a date"]),
            *_not_among("kind of session", self.kind, SESSION_KINDS),
            *out_of_bounds("km", self.km, MOST_KM, zero=False),
            *out_of_bounds("minutes", self.minutes, MOST_MINUTES, zero=False),
            *([] if self.phase is None else _not_among("phase of strength", self.phase, PHASES)),
            *([] if self.priority is None else _not_among("priority of a race", self.priority, PRIORITIES)),
        ]
        if self.phase is not None and self.kind != "strength":
            problems.append("only strength has a phase")
        if self.priority is not None and self.kind != "race":
            problems.append("only a race has a priority")
        if self.kind == "rest" and (self.km is not None or self.minutes is not None):
            problems.append("a rest day has no distance or time")
        if problems:
            raise FactsError(tuple(f"{self.source}: {text}" if self.source else text for text in problems))

    @property
    def runs(self) -> bool:
        """Tell whether it is a run."""
        return self.kind in RUNNING

    @property
    def hard(self) -> bool:
        """Tell whether it is a hard run: tempo, intervals, race or long."""
        return self.kind in HARD_KINDS

    @property
    def strength(self) -> bool:
        """Tell whether it is strength training."""
        return self.kind == "strength"

    @property
    def intense(self) -> bool:
        """Tell whether it is intense strength: any but of the foundation phase."""
        return self.strength and self.phase != "foundation"

    @property
    def words(self) -> str:
        """Name it as a runner would."""
        return WORDS[self.kind]


def _not_among(what: str, word: object, known: tuple[str, ...]) -> list[str]:
    if word in known:
        return []
    return [f"{str(word)[:40]!r} is no {what}{did_you_mean(str(word)[:40], known)}; there are {', '.join(known)}"]


def told_day(day: date) -> str:
    """Write a day so that nobody has to look it up.

    Examples
    --------
    >>> from datetime import date
    >>> told_day(date(2026, 11, 24))
    'Tue 2026-11-24'
    """
    return f"{WEEKDAYS[day.weekday()]} {day}"
