"""An offer: something to do instead. A drill with its cue, a routine, or a strength session. Nothing is read here."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field, frozen

from runrest.errors import UnknownNameError
from runrest.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.tree import Evidence

PARTS = ("achilles", "calf", "knee", "hip_groin", "foot", "hamstring", "shin", "back")
"""Places of the body that an offer may load, spelt like the values of the signal ``pain_site``."""
PHASES = ("foundation", "strength", "power")
LEVELS: Mapping[str, frozenset[str]] = {
    "none": frozenset(),
    "home": frozenset(("bands", "dumbbell", "step")),
    "gym": frozenset(("bands", "dumbbell", "step", "gym", "bike")),
}
"""How well a place is equipped, poorest first, and what is there."""
POCKET = frozenset(("metronome",))
"""What every runner has: a phone is a metronome."""
EQUIPMENT = tuple(sorted(frozenset(("pool",)).union(POCKET, *LEVELS.values())))
LONG_HOLD_S = 60
"""A stretch held still for longer does not belong before a run (LF7)."""


@frozen
class Dose:
    """How often: sets, and repetitions or seconds of each."""

    sets: tuple[int, int]
    reps: tuple[int, int]
    unit: str = ""

    def __str__(self) -> str:
        return f"{_span(self.sets)} x {_span(self.reps)}" + (f" {self.unit}" if self.unit else "")

    def less(self) -> Dose:
        """Take one set away, and leave at least one (ST8)."""
        return Dose((max(1, self.sets[0] - 1), max(1, self.sets[1] - 1)), self.reps, self.unit)


@frozen(kw_only=True)
class Offer:
    """What every offer says."""

    id: str
    kind: str
    """``drill``, ``recovery``, ``mobility``, ``rest`` or ``session``."""
    title: str
    intensity: str
    """The least that the cap on intensity must allow."""
    impact: str
    """The least that the cap on impact must allow."""
    minutes: float | None = None
    """How long it takes; a rest takes no minutes of training."""
    loads: tuple[str, ...] = ()
    """Which places of the body it works hard."""
    equipment: tuple[str, ...] = ()
    outdoors: bool = False
    when_not: str = ""
    evidence: tuple[Evidence, ...] = ()
    path: str = ""
    line: int = 0


@frozen(kw_only=True)
class Drill(Offer):
    """A form cue in a few words, and the drill that goes with it."""

    cue: str
    purpose: str
    drill: tuple[str, ...]
    dose: str
    gait: bool = False
    """It changes how one runs, so it has no place in the week of a race (LF3)."""
    sites: tuple[str, ...] = ()
    """Only for somebody whom it hurts there; empty for everybody."""
    novice: bool = False
    """Only for somebody new to running."""


@frozen
class Step:
    """One step of a routine."""

    do: str
    seconds: float = 0
    times: int = 1
    hold_s: float = 0
    """For how long it is held still."""

    @property
    def total_s(self) -> float:
        """Give the seconds that all its rounds take."""
        return self.seconds * self.times


@frozen(kw_only=True)
class Routine(Offer):
    """Recovery, mobility or rest, step by step."""

    purpose: str
    when: str
    timing: str
    """``before`` a run, ``after`` it, or at ``any`` time."""
    steps: tuple[Step, ...]


@frozen(kw_only=True)
class Session(Offer):
    """A strength session, composed of exercises."""

    phase: str
    level: str
    exercises: tuple[str, ...]


@frozen(kw_only=True)
class Exercise:
    """One strength exercise."""

    id: str
    title: str
    pattern: str
    muscles: tuple[str, ...]
    phase: str
    """The first phase that it belongs to."""
    single_leg: bool
    impact: str
    equipment: tuple[str, ...]
    loads: tuple[str, ...]
    how: str
    easier: str = ""
    harder: str = ""
    knee: str = ""
    """``straight`` or ``bent``, where a calf exercise is one or the other."""
    dose: Dose | None = None
    """Its own sets and repetitions, which beat those of the phase (ST9)."""
    evidence: tuple[Evidence, ...] = ()
    path: str = ""
    line: int = 0


@frozen(kw_only=True)
class Phase:
    """One of the three strength phases."""

    id: str
    title: str
    weeks: tuple[int, int] | None
    """Fewest and most weeks; ``None`` where it goes on."""
    do: str
    when: str
    when_not: str
    evidence: tuple[Evidence, ...]


@frozen
class Row:
    """One row of the 12-week table."""

    weeks: tuple[int, int]
    phase: str
    focus: str
    words: str
    exercises: tuple[str, ...]
    dose: Dose


@frozen(slots=False)  # the doses are looked up once
class Offers:
    """Everything that can be offered."""

    offers: Mapping[str, Offer] = field(factory=dict)
    exercises: Mapping[str, Exercise] = field(factory=dict)
    phases: Mapping[str, Phase] = field(factory=dict)
    table: tuple[Row, ...] = ()
    phrases: Phrases = field(factory=Phrases, eq=False, repr=False)
    """The language that they are in."""

    @cached_property
    def doses(self) -> Mapping[str, Dose]:
        """Give the sets and repetitions of each phase."""
        return {row.phase: row.dose for row in self.table}

    def dose(self, exercise: Exercise, phase: str) -> Dose:
        """Give how often an exercise is done in a phase: its own numbers, else those of the phase."""
        return exercise.dose or self.doses[phase]

    def find(self, name: str) -> Offer | Exercise:
        """Find an offer or an exercise.

        Raises
        ------
        UnknownNameError
            Where there is neither.

        Examples
        --------
        >>> from runrest.offering import stock
        >>> stock().find("strides").title
        'Strides'
        """
        found = self.offers.get(name) or self.exercises.get(name)
        if found is None:
            raise UnknownNameError("offer", name, (*self.offers, *self.exercises))
        return found


def _span(ends: tuple[int, int]) -> str:
    return str(ends[0]) if ends[0] == ends[1] else f"{ends[0]}-{ends[1]}"
