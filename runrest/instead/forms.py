"""Which keys the files of offers hold, table by table, and the reader that holds a file to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import define, frozen

from runrest.errors import did_you_mean
from runrest.instead.offers import EQUIPMENT, LEVELS, PARTS, PHASES
from runrest.reading import Reader
from runrest.shapes import KIND_WORDS, NUMBER, SHAPES, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.tree import Evidence

Where: TypeAlias = "tuple[str | int, ...]"

PATTERNS = ("squat", "hip", "hinge", "lunge", "calf", "core", "jump")
MUSCLES = ("glutes", "quadriceps", "hamstrings", "calves_and_ankles", "hip_flexors_and_abductors", "core")


@frozen
class Key:
    """What one key of a table may hold."""

    kinds: tuple[type, ...] = WORDS
    needed: bool = True
    words: tuple[str, ...] = ()
    """The only words it takes; for a list, those of its items."""


LIST, TABLE = (list,), (dict,)
EVIDENCE = Key(LIST)
COMMON = {
    "kind": Key(),
    "title": Key(),
    "needs": Key(TABLE),
    "duration_min": Key(NUMBER),
}
BODY = {
    "for": Key(),
    "when_not": Key(),
    "loads": Key(LIST, words=PARTS),
    "equipment": Key(LIST, words=EQUIPMENT),
    "evidence": EVIDENCE,
    "outdoors": Key((bool,), needed=False),
}
ROUTINE = {
    **COMMON,
    **BODY,
    "when": Key(),
    "timing": Key(words=("before", "after", "any")),
    "steps": Key(LIST),
}
FORMS: Mapping[str, Mapping[str, Key]] = {
    "file": {
        "title": Key(),
        "offers": Key(TABLE),
        "exercises": Key(TABLE, needed=False),
        "phases": Key(TABLE, needed=False),
        "table": Key(LIST, needed=False),
    },
    "drill": {
        **COMMON,
        **BODY,
        "cue": Key(),
        "drill": Key(LIST),
        "dose": Key(),
        "gait": Key((bool,), needed=False),
        "sites": Key(LIST, needed=False, words=PARTS),
        "novice": Key((bool,), needed=False),
    },
    "recovery": ROUTINE,
    "mobility": ROUTINE,
    "rest": {key: told for key, told in ROUTINE.items() if key != "duration_min"},
    "session": {
        **COMMON,
        "phase": Key(words=PHASES),
        "level": Key(words=tuple(LEVELS)),
        "exercises": Key(LIST),
    },
    "needs": {"impact": Key(), "intensity": Key()},
    "step": {
        "do": Key(),
        "min": Key(NUMBER, needed=False),
        "s": Key(NUMBER, needed=False),
        "times": Key((int,), needed=False),
        "hold_s": Key(NUMBER, needed=False),
    },
    "exercise": {
        "title": Key(),
        "pattern": Key(words=PATTERNS),
        "muscles": Key(LIST, words=MUSCLES),
        "phase": Key(words=PHASES),
        "single_leg": Key((bool,)),
        "impact": Key(),
        "equipment": Key(LIST, words=EQUIPMENT),
        "loads": Key(LIST, words=PARTS),
        "easier": Key(needed=False),
        "harder": Key(needed=False),
        "knee": Key(needed=False, words=("straight", "bent")),
        "sets": Key(LIST, needed=False),
        "reps": Key(LIST, needed=False),
        "seconds": Key(LIST, needed=False),
        "how": Key(),
        "evidence": EVIDENCE,
    },
    "phase": {
        "title": Key(),
        "weeks": Key((list, str)),
        "do": Key(),
        "when": Key(),
        "when_not": Key(),
        "evidence": EVIDENCE,
    },
    "row": {
        "weeks": Key(LIST),
        "phase": Key(words=PHASES),
        "focus": Key(),
        "words": Key(),
        "exercises": Key(LIST),
        "sets": Key(LIST),
        "reps": Key(LIST),
    },
}
"""Per kind of table: key and what it may hold."""


@define(eq=False)
class FormReader(Reader):
    """One reading of one file of offers: where the flaws are gathered."""

    def shape(self, table: Any, kind: str, where: Where) -> dict[str, Any]:
        """Keep the keys that are known and of the right kind; flaw everything else."""
        if kind in SHAPES:
            return super().shape(table, kind, where)
        form = FORMS[kind]
        if not isinstance(table, dict):
            self.flaw("T105", where, f"must be a table with {', '.join(form)}")
            return {}
        for name in table.keys() - form.keys():
            self.flaw("T103", (*where, name), f"runrest knows no key {name!r} here{did_you_mean(name, form)}")
        for name in (name for name, key in form.items() if key.needed and name not in table):
            self.flaw("T104", where, f"{name} is missing")
        return {
            name: table[name] for name in form if name in table and self.fits(table[name], form[name], (*where, name))
        }

    def fits(self, value: Any, key: Key, where: Where) -> bool:
        """Tell whether a value is what its key holds, or flaw it."""
        if not isinstance(value, key.kinds) or (isinstance(value, bool) and bool not in key.kinds):
            self.flaw("T105", where, f"must be {KIND_WORDS[key.kinds[0]]}")
            return False
        if isinstance(value, str) and not value.strip():
            self.flaw("T105", where, "is empty")
            return False
        for word in (value if isinstance(value, list) else [value]) if key.words else ():
            if word not in key.words:
                near = did_you_mean(str(word), key.words)
                self.flaw("T105", where, f"{word!r} is none of {', '.join(key.words)}{near}")
                return False
        return True

    def tables(self, kept: dict[str, Any], kind: str) -> Iterable[tuple[str, dict[str, Any]]]:
        """Give the tables of one kind; what is no table was flawed."""
        return [(name, told) for name, told in self.entries(kept, kind) if isinstance(told, dict)]

    def words(self, told: list[Any], where: Where) -> tuple[str, ...]:
        """Read a list of words, at least one."""
        if not told or not all(isinstance(word, str) and word.strip() for word in told):
            self.flaw("T105", where, "must be a list of words in quotes, at least one")
            return ()
        return tuple(told)

    def span(self, told: list[Any], where: Where) -> tuple[int, int]:
        """Read the fewest and the most of something: one or two whole numbers."""
        if len(told) == 2 and all(type(one) is int and one > 0 for one in told) and told[0] <= told[1]:
            return told[0], told[1]
        self.flaw("T105", where, "must be two whole numbers, the fewest and the most, like [2, 3]")
        return 1, 1

    def needs(self, told: Any, where: Where) -> dict[str, str]:
        """Read the least that the caps of a day must allow."""
        kept = self.shape(told, "needs", where)
        return {scale: step for scale, step in kept.items() if self.ranked(scale, step, (*where, scale))}

    def ranked(self, scale: str, step: Any, where: Where) -> bool:
        """Tell whether a step is on its scale, or flaw it."""
        known = self.house.scales.scales[scale]
        if step is None or known.rank(step) is not None:
            return step is not None
        self.flaw("T303", where, f"{step!r} is not {known.accepts()}")
        return False

    def cited(self, kept: dict[str, Any], where: tuple[str, ...]) -> tuple[Evidence, ...]:
        """Read the citations; without one, what is offered has no grounds."""
        found = [self.evidence(one, (*where, "evidence")) for one in kept.get("evidence", [])]
        if not found and "evidence" in kept:
            self.flaw("T401", where, "cites nothing; add its evidence")
        return tuple(one for one in found if one is not None)
