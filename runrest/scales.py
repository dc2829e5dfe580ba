"""The ordered scales that caps live on, and the label that is read off combined caps and the plan.

Inside runrest a cap is a number: the rank of its step (0 is the most careful), or the figure itself on the scales
of km, minutes and volume. A missing cap is infinite. Referral is the other way round: the larger, the more urgent.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from runrest.phrases import Phrases
from runrest.signals import spell

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from runrest.signals import Value

FREE = math.inf
MOST_SEEN = 4096
WHOLE_STRENGTH = 2
"""Rank of a strength session that is done as planned."""
AMOUNTS = (("km", "planned_km"), ("minutes", "planned_min"))
"""Absolute scales, each with the signal that says how much is planned."""


@frozen
class Scale:
    """One ordered scale: named steps, or a range of figures."""

    name: str
    label: str
    steps: tuple[str, ...] = ()
    range: tuple[float, float] = (0.0, 0.0)
    words: Mapping[str, str] = field(factory=dict)
    of: str = ""
    """The signal of which a figure is a share, where the scale has one."""

    def rank(self, value: object) -> float | None:
        """Give the number that stands for a step or figure, or ``None`` where it is not on the scale."""
        if self.steps:
            return float(self.steps.index(value)) if isinstance(value, str) and value in self.steps else None
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return None
        return float(value) if self.range[0] <= value <= self.range[1] else None

    def value(self, rank: float) -> str | float:
        """Give back the step or figure that a rank stands for."""
        return self.steps[int(rank)] if self.steps else round(rank, 2)

    def word(self, step: object) -> str:
        """Write a step as a person says it: in the words of ``scales.toml``, else without its underscores."""
        return self.words.get(str(step), str(step).replace("_", " "))

    def accepts(self) -> str:
        """Write in words what the scale takes."""
        if self.steps:
            return "one of " + ", ".join(self.steps)
        return f"a number from {spell(self.range[0])} to {spell(self.range[1])}"


@frozen
class Label:
    """One word of the answer, with what it says and the colour it wears."""

    name: str
    kind: str
    say: str
    unplanned: str


@frozen
class Scales:
    """Everything ``scales.toml`` says."""

    scales: Mapping[str, Scale]
    refer: Scale
    demands: Mapping[str, Mapping[str, float]]
    labels: Mapping[str, Label]
    kinds: Mapping[str, Mapping[str, str]]
    week_labels: Mapping[str, Label]
    """Most careful first, one for each step of the ``load`` scale."""
    week_families: frozenset[str]
    """Families whose answer is about a week."""
    phrases: Phrases = field(factory=Phrases, eq=False, repr=False)
    """The language that its words are in."""
    _seen: dict[Hashable, Label] = field(factory=dict, init=False, repr=False, eq=False)
    """Labels read before: they depend on little, and are read in every decision."""

    def demand(self, planned_type: object) -> Mapping[str, float]:
        """Give the ranks that a kind of session asks of intensity and impact."""
        return self.demands[planned_type if isinstance(planned_type, str) else "unplanned"]

    def biting(self, caps: Mapping[str, float], facts: Mapping[str, Value]) -> frozenset[str]:
        """Name the scales whose cap takes something away from what is planned.

        Parameters
        ----------
        caps : mapping of str to float
            Combined caps as ranks; a missing one is free.
        facts : mapping of str to value
            Checked facts; the plan is read from ``planned_type``, ``planned_km`` [km] and ``planned_min`` [min].

        Returns
        -------
        frozenset of str
            Scale names. Minutes bite whenever the planned minutes are not known.
        """
        demand = self.demand(facts.get("planned_type"))
        found = {name for name in ("intensity", "impact") if caps.get(name, FREE) < demand[name]}
        if demand["intensity"] > 0:
            if caps.get("volume", 1.0) < 1.0:
                found.add("volume")
            for scale, planned in AMOUNTS:
                amount = facts.get(planned)
                cap = caps.get(scale, FREE)
                unplanned = amount is None and scale == "minutes" and cap < FREE
                if unplanned or (isinstance(amount, (int, float)) and cap < amount):
                    found.add(scale)
        strength = facts.get("planned_type") == "strength" or facts.get("strength_order", "none") != "none"
        if strength and caps.get("strength", FREE) < WHOLE_STRENGTH:
            found.add("strength")
        return frozenset(found)

    def week_label(self, caps: Mapping[str, float], *, complete: bool) -> Label:
        """Read a week's label off its load cap; without every safety answer a week never progresses.

        Parameters
        ----------
        caps : mapping of str to float
            Combined caps as ranks.
        complete : bool
            Whether every safety answer was there.

        Returns
        -------
        Label
            DELOAD, HOLD or PROGRESS.
        """
        freest = len(self.week_labels) - 1
        rank = min(caps.get("load", freest), freest if complete else freest - 1)
        return tuple(self.week_labels.values())[int(rank)]

    def label(self, caps: Mapping[str, float], refer: int, facts: Mapping[str, Value], *, complete: bool) -> Label:
        """Read the label off combined caps and the plan.

        Parameters
        ----------
        caps : mapping of str to float
            Combined caps as ranks.
        refer : int
            Rank of the most urgent referral, 0 for none.
        facts : mapping of str to value
            Checked facts, for the plan.
        complete : bool
            Whether every safety answer was there; without it nothing is ever "as planned".

        Returns
        -------
        Label
            The hardest label that the caps allow, never harder than the plan.
        """
        get = facts.get
        key = (frozenset(caps.items()), refer > 0, complete, get("planned_type"), get("planned_km"), get("planned_min"))
        found = self._seen.get(key)
        if found is None:
            if len(self._seen) >= MOST_SEEN:
                self._seen.clear()
            found = self._seen[key] = self._label(caps, refer, facts, complete)
        return found

    def _label(self, caps: Mapping[str, float], refer: int, facts: Mapping[str, Value], complete: bool) -> Label:
        demand = self.demand(facts.get("planned_type"))
        biting = self.biting(caps, facts)
        if facts.get("planned_type") != "strength":
            biting -= {"strength"}  # a session beside the run: it does not change what becomes of the run
        nothing = 0.0 in (caps.get(scale, FREE) for scale in ("intensity", "impact", "volume", "km", "minutes"))
        recovery = self.scales["intensity"].rank("recovery")
        if nothing or demand["intensity"] == 0:
            name = "STOP_REFER" if nothing and refer else "REST"
        elif ("intensity" in biting and caps["intensity"] == recovery) or (
            not complete and demand["intensity"] == recovery
        ):
            name = "RECOVERY"  # to run easy would be harder than a recovery session
        elif "impact" in biting or ("strength" in biting and caps["strength"] == 0):
            name = "SWAP"
        else:
            eased = "intensity" in biting or not complete
            shortened = bool(biting & {"volume", "km", "minutes", "strength"})
            name = {
                (True, True): "EASE_SHORTEN",
                (True, False): "EASE",
                (False, True): "SHORTEN",
                (False, False): "AS_PLANNED",
            }[(eased, shortened)]
        return self.labels[name]


def read_scales(table: Mapping[str, Any], phrases: Phrases | None = None) -> Scales:
    """Build the scales from what ``scales.toml`` says.

    Parameters
    ----------
    table : mapping
        The parsed file.
    phrases : Phrases, optional
        The language that its words are in.

    Returns
    -------
    Scales
        Frozen values.
    """
    scales = {
        name: Scale(
            name,
            told["label"],
            tuple(told.get("steps", ())),
            tuple(told.get("range", (0.0, 0.0))),
            told.get("words", {}),
            told.get("of", ""),
        )
        for name, told in table["scales"].items()
    }
    refer = Scale("refer", "referral", tuple(table["refer"]["steps"]), words=table["refer"]["words"])
    demands = {
        kind: {scale: float(scales[scale].steps.index(step)) for scale, step in asked.items()}
        for kind, asked in table["demands"].items()
    }
    labels, week = _read_labels(table["labels"]), _read_labels(table["week"]["labels"])
    week = {step.upper(): week[step.upper()] for step in scales["load"].steps}
    families = frozenset(table["week"]["families"])
    return Scales(scales, refer, demands, labels, table["kinds"], week, families, phrases or Phrases())


def _read_labels(table: Mapping[str, Any]) -> dict[str, Label]:
    return {name: Label(name, told["kind"], told["say"], told["unplanned"]) for name, told in table.items()}
