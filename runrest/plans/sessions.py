"""One planned session: its day, its kind, and how a plan speaks of it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import field, frozen

from runrest.errors import FactsError, did_you_mean
from runrest.logs.bounds import MOST_KM, MOST_MINUTES, is_plain_day, out_of_bounds
from runrest.logs.planned import PLAN_KINDS
from runrest.logs.runs import HARD_KINDS, RUN_KINDS
from runrest.said import said

if TYPE_CHECKING:
    from datetime import date

MODERATE = "moderate"
"""A run that is neither hard nor easy: the word of the seed's sample week."""
SESSION_KINDS = (*PLAN_KINDS[:3], MODERATE, *PLAN_KINDS[3:])
RUNNING = RUN_KINDS | {MODERATE}
PHASES = ("foundation", "strength", "power")
PRIORITIES = ("A", "B", "C")
WEEKDAYS = (said("Mon"), said("Tue"), said("Wed"), said("Thu"), said("Fri"), said("Sat"), said("Sun"))

COUNTS = ("", "", said("two"), said("three"), said("four"), said("five"), said("six"))
"""Small counts in words; none and one have sentences of their own."""

EFFORT = MappingProxyType(
    {kind: rank for rank, kind in enumerate(("recovery", "easy", MODERATE, "long", "tempo", "intervals", "race"))}
)
WORDS = MappingProxyType(
    {
        "rest": said("rest"),
        "recovery": said("recovery run"),
        "easy": said("easy run"),
        MODERATE: said("moderate run"),
        "long": said("long run"),
        "tempo": said("tempo run"),
        "intervals": said("intervals"),
        "race": said("race"),
        "strength": said("strength"),
        "cross": said("cross-training"),
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
            *(
                []
                if is_plain_day(self.day)
                else [said("the day of a session is {day!r}, but must be a date", day=self.day)]
            ),
            *_not_among(said("kind of session"), self.kind, SESSION_KINDS),
            *out_of_bounds("km", self.km, MOST_KM, zero=False),
            *out_of_bounds("minutes", self.minutes, MOST_MINUTES, zero=False),
            *([] if self.phase is None else _not_among(said("phase of strength"), self.phase, PHASES)),
            *([] if self.priority is None else _not_among(said("priority of a race"), self.priority, PRIORITIES)),
        ]
        if self.phase is not None and self.kind != "strength":
            problems.append(said("only strength has a phase"))
        if self.priority is not None and self.kind != "race":
            problems.append(said("only a race has a priority"))
        if self.kind == "rest" and (self.km is not None or self.minutes is not None):
            problems.append(said("a rest day has no distance or time"))
        if problems:
            raise FactsError(tuple(_at(self.source, text) for text in problems))

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


def _at(source: str, text: str) -> str:
    return said("{source}: {text}", source=source, text=text) if source else text


def _not_among(what: str, word: object, known: tuple[str, ...]) -> list[str]:
    if word in known:
        return []
    near = did_you_mean(str(word)[:40], known)
    return [
        said(
            "{word!r} is no {what}{near}; there are {known}",
            word=str(word)[:40],
            what=what,
            near=near,
            known=", ".join(known),
        )
    ]


def count_words(number: int) -> str | int:
    """Give a count from two on as a sentence has it: a small one in words.

    Examples
    --------
    >>> count_words(3), count_words(12)
    ('three', 12)
    """
    return COUNTS[number] if 2 <= number < len(COUNTS) else number


def told_day(day: date) -> str:
    """Write a day so that nobody has to look it up.

    Examples
    --------
    >>> from datetime import date
    >>> told_day(date(2026, 11, 24))
    'Tue 2026-11-24'
    """
    return said("{weekday} {day}", weekday=WEEKDAYS[day.weekday()], day=day)
