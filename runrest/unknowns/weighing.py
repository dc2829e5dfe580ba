"""How much an answer is expected to settle, in bits of what the runner will be told."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

from attrs import define, field

from runrest.unknowns.labelling import Rough, meet, rank, roughen
from runrest.unknowns.spreading import spread

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runrest.unknowns.grouping import Group
    from runrest.unknowns.likelihoods import Likelihoods
    from runrest.unknowns.prospects import Prospect, View

Chances: TypeAlias = dict[Rough, float]
"""What may be told, each with its share."""


@define(eq=False)
class Weighing:
    """Weighs signals by the entropy of what is told: the expected difference that the answer makes to it."""

    view: View
    likelihoods: Likelihoods
    _parts: dict[tuple[int, int], Chances] = field(init=False, factory=dict)
    _rests: dict[tuple[int, int], Chances] = field(init=False, factory=dict)

    def gain(self, name: str) -> float:
        """Give how many bits the answer is expected to tell of the label and the referral.

        Parameters
        ----------
        name : str
            A signal of which not everything is known.

        Returns
        -------
        float
            0 or more [bits]; 0 also for a signal that matters only together with others.
        """
        found = [self._gain(prospect, name) for prospect in self.view.prospects]
        return max(0.0, sum(found) / len(found))

    def _gain(self, prospect: Prospect, name: str) -> float:
        knot = self.view.state.ground.place[name]
        group = next((group for group, _ in prospect.parts if knot in group.knots), None)
        if group is None:
            return 0.0
        rest = self._rest(prospect, group)
        now = _entropy(_joined(rest, self._chances(prospect, group)))
        answers = self._answers(prospect, group, knot)
        return now - sum(share * _entropy(_joined(rest, chances)) for share, chances in answers)

    def _told(self, prospect: Prospect, vector: int) -> Rough:
        row = prospect.outlook.vectors.rows[vector]
        rough = roughen(row, self.view.state.ground, prospect.outlook.planned)
        return (*rough[:-2], rank(row[-2]), rough[-1])

    def _chances(self, prospect: Prospect, group: Group) -> Chances:
        key = (id(prospect), id(group))
        if key not in self._parts:
            found: Chances = {}
            for shares in spread(group, prospect.outlook, self.likelihoods.mass).values():
                for vector, share in shares.items():
                    told = self._told(prospect, vector)
                    found[told] = found.get(told, 0.0) + share.weight
            self._parts[key] = found
        return self._parts[key]

    def _answers(self, prospect: Prospect, group: Group, knot: int) -> Iterator[tuple[float, Chances]]:
        """Give how likely each answer is, and what a group of trees comes to with it."""
        mass = self.likelihoods.mass
        frontier = spread(group, prospect.outlook, mass, kept=knot)
        at = group.knots.index(knot)
        mask = prospect.outlook.masks[knot]
        pieces = [mask]
        for box in frontier:
            pieces = [part for one in pieces for part in (one & box[at], one & ~box[at]) if part]
        for piece in pieces:
            found: Chances = {}
            for box, shares in frontier.items():
                if piece & box[at]:
                    part = mass(knot, mask) / mass(knot, box[at])
                    for vector, share in shares.items():
                        told = self._told(prospect, vector)
                        found[told] = found.get(told, 0.0) + share.weight * part
            yield mass(knot, piece) / mass(knot, mask), found

    def _rest(self, prospect: Prospect, group: Group) -> Chances:
        """Give what all other groups of trees come to together."""
        key = (id(prospect), id(group))
        if key not in self._rests:
            found: Chances = {self._told(prospect, prospect.outlook.base): 1.0}
            for other, _ in prospect.parts:
                if other is not group:
                    found = _joined(found, self._chances(prospect, other))
            self._rests[key] = found
        return self._rests[key]


def _joined(first: Chances, part: Chances) -> Chances:
    found: Chances = {}
    for one, share in first.items():
        for two, other in part.items():
            both = meet(one, two)
            found[both] = found.get(both, 0.0) + share * other
    return found


def _entropy(chances: Mapping[Rough, float]) -> float:
    whole = sum(chances.values())
    if whole <= 0:
        return 0.0
    return -sum(share / whole * math.log2(share / whole) for share in chances.values() if share > 0)
