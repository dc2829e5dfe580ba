"""A change: one region of athlete states in which two versions of a tree answer differently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from runrest.signals import spell
from runrest.tree import Times

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.conditions import Condition
    from runrest.house import House
    from runrest.scales import Scales
    from runrest.signals import Signal, Value
    from runrest.tree import Advice
    from runrest.vocabulary import Vocabulary


@frozen
class Limits:
    """What an advice takes away: its caps as ranks, its referral as rank, and whether an answer is missing."""

    caps: tuple[tuple[str, float | Times], ...]
    refer: int
    incomplete: bool

    @classmethod
    def of(cls, advice: Advice, scales: Scales) -> Limits:
        """Read the limits off an advice."""
        caps = tuple(
            (scale, cap if isinstance(cap, Times) else scales.scales[scale].rank(cap) or 0.0)
            for scale, cap in sorted(advice.caps, key=lambda told: told[0])
        )
        return cls(caps, scales.refer.steps.index(advice.refer), advice.incomplete)

    def show(self, house: House) -> str:
        """Write the limits as a coach would say them."""
        scales = house.scales
        words = []
        for scale, cap in self.caps:
            if isinstance(cap, Times):
                words.append(f"{scale} {spell(cap.times)} x {cap.of}")
            else:
                words.append(f"{scale} {spell(scales.scales[scale].value(cap))}")
        if self.refer:
            words.append(f"referral {scales.refer.steps[self.refer]}")
        if self.incomplete:
            words.append("an answer missing")
        return ", ".join(words) or "no limit"

    def to_dict(self, house: House) -> dict[str, Any]:
        """Give the limits as plain data, caps as a tree file writes them."""
        caps: dict[str, Any] = {}
        for scale, cap in self.caps:
            if isinstance(cap, Times):
                caps[scale] = {"of": cap.of, "times": cap.times}
            else:
                caps[scale] = house.scales.scales[scale].value(cap)
        return {"caps": caps, "refer": house.scales.refer.steps[self.refer], "incomplete": self.incomplete}


@frozen
class Words:
    """What an advice says besides its limits."""

    say: str
    offer: tuple[str, ...]
    not_before_h: float | None

    @classmethod
    def of(cls, advice: Advice) -> Words:
        """Read the words off an advice."""
        return cls(advice.say, advice.offer, advice.not_before_h)

    def show(self, _: House) -> str:
        """Write the words on one line."""
        offer = f", offers {', '.join(self.offer)}" if self.offer else ""
        wait = f", not before {spell(self.not_before_h)} h" if self.not_before_h is not None else ""
        return f'"{self.say}"{offer}{wait}'

    def to_dict(self, _: House) -> dict[str, Any]:
        """Give the words as plain data."""
        return {"say": self.say, "offer": list(self.offer), "not_before_h": self.not_before_h}


@frozen
class Change:
    """One region of states, and what two versions of a tree make of it."""

    tree: str
    kind: str
    """``allows more``, ``more careful``, ``mixed`` (some scale each way) or ``words``."""
    where: tuple[tuple[Signal, Condition], ...]
    """The signals that matter, each with the values meant; any other may be anything, unknown too."""
    old: Limits | Words
    new: Limits | Words
    witness: Mapping[str, Value]
    """Facts that lie in the region; walking both versions on them shows the change."""

    @property
    def loosens(self) -> bool:
        """Tell whether some scale allows more than before."""
        return self.kind in ("allows more", "mixed")

    def holds(self, facts: Mapping[str, Value], vocabulary: Vocabulary) -> bool:
        """Tell whether an athlete's facts lie in the region.

        Parameters
        ----------
        facts : mapping of str to value
            Checked facts.
        vocabulary : Vocabulary
            For ratios and differences.

        Returns
        -------
        bool
            True where every condition holds.
        """
        for signal, test in self.where:
            known = vocabulary.range_of(signal.name, facts)
            if not test.holds(None if known is None or known[0] != known[1] else known[0]):
                return False
        return True

    def place(self) -> str:
        """Write the region in the notation of tree files."""
        return "; ".join(f"{signal.name} {test.show(signal)}" for signal, test in self.where) or "always"

    def show(self, house: House) -> str:
        """Write the change as one calm line."""
        facts = ", ".join(f"{name} {spell(value)}" for name, value in self.witness.items())
        example = f"{facts}, all else unknown" if facts else "everything unknown"
        told = f"{self.kind}: {self.place()}: was {self.old.show(house)}, now {self.new.show(house)}."
        return f"{told} For example {example}."

    def to_dict(self, house: House) -> dict[str, Any]:
        """Give the change as plain data for JSON."""
        return {
            "tree": self.tree,
            "change": self.kind,
            "where": {signal.name: test.show(signal) for signal, test in self.where},
            "old": self.old.to_dict(house),
            "new": self.new.to_dict(house),
            "witness": dict(self.witness),
        }
