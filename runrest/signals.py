"""A signal: one named, typed, ranged thing known about the athlete, and which values it accepts."""

from __future__ import annotations

import math
from typing import Literal, TypeAlias

from attrs import field, frozen

from runrest.phrases import Phrases, figure
from runrest.said import said

Value: TypeAlias = bool | int | float | str
Kind: TypeAlias = Literal["boolean", "integer", "number", "choice"]
Worse: TypeAlias = Literal["up", "down", "neither", "both"]
"""Which way calls for more caution. ``both`` is for a derived signal that can go either way as one gets worse."""

BOOLEANS = (False, True)
MOST_SPELT = 80
TOO_LONG = 10**MOST_SPELT


@frozen
class Signal:
    """What the vocabulary says of one signal, plain or derived."""

    name: str
    type: Kind
    worse: Worse
    label: str
    valid: tuple[float, float] = (0.0, 0.0)
    """Smallest and largest possible value; both ends belong to it."""
    plausible: tuple[float, float] | None = None
    values: tuple[str, ...] = ()
    """The values of a choice, best to worst where ``worse`` is ``up``."""
    unit: str = ""
    ask: str = ""
    anchors: tuple[tuple[str, str], ...] = ()
    known: str = "asked"
    missing: str = "neutral"
    about: str = ""
    derived: bool = False
    may_be_unknown: bool = True
    words: tuple[tuple[str, str], ...] = ()
    """What a person calls the values of a choice, where that is more than the value without its underscores."""
    phrases: Phrases = field(factory=Phrases, eq=False, repr=False, kw_only=True)
    """The language that its label, question and words are in."""
    numeric: bool = field(init=False)

    @numeric.default
    def _is_numeric(self) -> bool:
        return self.type in ("integer", "number")

    def named_values(self) -> tuple[bool, ...] | tuple[str, ...]:
        """List the values of a boolean or a choice, in the vocabulary's order."""
        return BOOLEANS if self.type == "boolean" else self.values

    def word(self, value: Value | None) -> str:
        """Write a value, without its unit, as a person says it in the signal's language.

        Examples
        --------
        >>> from runrest.loading import house
        >>> [house(language).vocabulary.signals["pain_site"].word("calf") for language in ("en", "de")]
        ['calf', 'Wade']
        >>> house("de").vocabulary.signals["sleep_h_last"].word(7.5)
        '7,5'
        """
        if value is None:
            return self.phrases("value.unknown")
        if isinstance(value, bool):
            return self.phrases("value.yes" if value else "value.no")
        if isinstance(value, str):
            return dict(self.words).get(value, value.replace("_", " "))
        return self.phrases.number(value)

    def problem(self, value: object) -> str:
        """Say what is wrong with a value, or ``""`` where nothing is.

        Parameters
        ----------
        value : object
            What somebody gave for this signal.

        Returns
        -------
        str
            One sentence that names the signal, what was given and what would do.

        Examples
        --------
        >>> Signal("fatigue", "integer", "up", "Fatigue", valid=(1, 7)).problem(9)
        'fatigue is 9, but it must be a whole number from 1 to 7'
        """
        if self.type == "boolean":
            fits = isinstance(value, bool)
        elif self.type == "choice":
            fits = isinstance(value, str) and value in self.values
        elif isinstance(value, bool) or not isinstance(value, (int, float)):
            fits = False
        else:
            whole = self.type == "number" or isinstance(value, int) or value.is_integer()
            fits = whole and self.valid[0] <= value <= self.valid[1]
        return (
            ""
            if fits
            else said(
                "{name} is {value}, but it must be {accepted}",
                name=self.name,
                value=spell(value),
                accepted=self.accepts(),
            )
        )

    def accepts(self) -> str:
        """Write in words which values the signal takes, its unit included."""
        if self.type == "boolean":
            return said("true or false")
        if self.type == "choice":
            return said("one of {values}", values=", ".join(self.values))
        low, high = (spell(end) for end in self.valid)
        kind = (
            said("a whole number from {low} to {high}", low=low, high=high)
            if self.type == "integer"
            else said("a number from {low} to {high}", low=low, high=high)
        )
        if not self.unit:
            return kind
        return said("{kind} ({unit})", kind=kind, unit=self.phrases.unit(self.unit, self.valid[1]))

    def implausible(self, value: Value) -> bool:
        """Tell whether a valid value is so unusual that it should be asked about."""
        if self.plausible is None or isinstance(value, (bool, str)):
            return False
        return not self.plausible[0] <= value <= self.plausible[1]

    def implausibly_bad(self, value: Value) -> bool:
        """Tell whether an unusual value lies on the side that calls for more caution."""
        if self.plausible is None or isinstance(value, (bool, str)):
            return False
        return (self.worse == "up" and value > self.plausible[1]) or (
            self.worse == "down" and value < self.plausible[0]
        )


def spell(value: object) -> str:
    """Write a value as a person would: ``yes``, ``5`` rather than ``5.0``, words bare.

    Examples
    --------
    >>> spell(True), spell(5.0), spell(7.25), spell("none")
    ('yes', '5', '7.25', 'none')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        if math.isnan(value):
            return said("not a number")
        if math.isinf(value):
            return said("infinite")
        return figure(value)
    if isinstance(value, int):
        return str(value) if abs(value) < TOO_LONG else said("a number with far too many digits")
    if isinstance(value, str):
        return value if len(value) <= MOST_SPELT else f"{value[:MOST_SPELT]} ..."
    return said("of the wrong kind ({kind})", kind=type(value).__name__) if value is not None else said("empty")
