"""Derived signals as fields that a scorer works out: one where the value is always sure, otherwise its two ends.

They say what ``Vocabulary.range_of`` says. A missing member never counts as a value: it widens the range, is left
out where the vocabulary skips it, or leaves a ratio or difference missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from runrest.errors import RunrestError
from runrest.exporting.elements import element
from runrest.exporting.expressions import apply, constant, expression, reference
from runrest.exporting.formulas import Comparison, any_of, covered, touched
from runrest.vocabulary import MOST_TIMES

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from runrest.derived import Derived, Member
    from runrest.signals import Signal
    from runrest.vocabulary import Vocabulary

KINDS = {"boolean": "boolean", "integer": "integer", "number": "double", "choice": "string"}
"""The ``dataType`` of each type of signal."""


@define
class ExportError(RunrestError):
    """A tree that cannot be said exactly in another format."""

    tree: str
    problem: str

    def __str__(self) -> str:
        return f"{self.tree} cannot be exported: {self.problem}"


def fields_of(name: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """Name the fields for the smallest and the largest value that a signal can have.

    Parameters
    ----------
    name : str
        A plain or derived signal.
    vocabulary : Vocabulary
        Where it is declared.

    Returns
    -------
    tuple of two str
        The same one twice where the value is either sure or missing. No signal's name has a dot in it.

    Examples
    --------
    >>> from runrest.loading import house
    >>> [fields_of(name, house().vocabulary)[0] for name in ("pain_now", "spike", "pain_peak")]
    ['pain_now', 'spike', 'pain_peak.low']
    """
    derived = vocabulary.derived.get(name)
    if derived is None or derived.kind in ("ratio", "difference") or all(one.skipped for one in derived.members):
        return name, name
    return f"{name}.low", f"{name}.high"


def never_missing(name: str, vocabulary: Vocabulary) -> bool:
    """Tell whether the fields for a signal always have a value."""
    derived = vocabulary.derived.get(name)
    if derived is None or derived.kind in ("ratio", "difference"):
        return False
    return derived.kind in ("any", "count") or not all(one.skipped for one in derived.members)


def needed(names: tuple[str, ...], vocabulary: Vocabulary) -> tuple[Derived, ...]:
    """List the derived signals among these and those they are made of, each after its members."""
    found: dict[str, Derived] = {}
    for name in names:
        derived = vocabulary.derived.get(name)
        if derived is not None:
            inner = needed(tuple(member.signal for member in derived.members), vocabulary)
            found.update({one.name: one for one in (*inner, derived)})
    return tuple(found.values())


def derived_fields(derived: Derived, vocabulary: Vocabulary, tree: str) -> tuple[Element, ...]:
    """Write the fields of one derived signal.

    Parameters
    ----------
    derived : Derived
        How it is made.
    vocabulary : Vocabulary
        With the signals it is made of.
    tree : str
        Who asks for it, for the sentence that refuses.

    Returns
    -------
    tuple of Element
        One or two ``DerivedField``.

    Raises
    ------
    ExportError
        Where its making has no exact form.
    """
    signal = vocabulary.signals[derived.name]
    numbers = derived.kind in ("max", "ratio", "difference")
    odd = [one.signal for one in derived.members if numbers and not vocabulary.signals[one.signal].numeric]
    odd += [one.signal for one in derived.members if derived.kind == "max" and one.signal in vocabulary.derived]
    odd += [one.signal for one in derived.members if not numbers and one.condition is None]
    if odd:
        raise ExportError(tree, f"{derived.name} is made of {odd[0]}, which is no plain number or test")
    ends = dict.fromkeys(fields_of(derived.name, vocabulary))
    return tuple(
        element(
            "DerivedField",
            [
                ("name", end),
                ("displayName", signal.label),
                ("optype", "continuous" if signal.numeric else "categorical"),
                ("dataType", KINDS[signal.type]),
            ],
            [_made(derived, vocabulary, highest=end.endswith(".high"))],
        )
        for end in ends
    )


def _made(derived: Derived, vocabulary: Vocabulary, *, highest: bool) -> Element:
    if derived.kind in ("any", "count"):
        whole = apply("sum", *(_counts(member, vocabulary, highest=highest) for member in derived.members))
        return whole if derived.kind == "count" else apply("greaterThan", whole, constant(0, "integer"))
    if derived.kind == "max":
        return _largest(derived, vocabulary, highest=highest)
    first, second = derived.members
    known = apply("and", *(_there(member, vocabulary) for member in derived.members))
    if derived.kind == "difference":
        kind = KINDS[vocabulary.signals[derived.name].type]
        return apply("if", known, apply("-", _sure(first, vocabulary, kind), _sure(second, vocabulary, kind)))
    top, bottom = _sure(first, vocabulary, "double"), _sure(second, vocabulary, "double")
    smaller = apply("min", constant(MOST_TIMES, "double"), apply("/", top, bottom))
    quotient = apply("max", constant(-MOST_TIMES, "double"), smaller)
    divisible = apply("notEqual", _sure(second, vocabulary, "double"), constant(0, "double"))
    return apply("if", known, apply("if", divisible, quotient))


def _counts(member: Member, vocabulary: Vocabulary, *, highest: bool) -> Element:
    """Give 1 where a member counts for certain (or, for the highest count, where it may), otherwise 0."""
    assert member.condition is not None
    signal = vocabulary.signals[member.signal]
    ends = fields_of(member.signal, vocabulary)
    open_ = highest and not member.skipped
    test = (touched if open_ else covered)(member.condition, signal, ends)
    one, none = constant(1, "integer"), constant(0, "integer")
    counted = apply("if", expression(test, KINDS[signal.type]), one, none)
    if never_missing(member.signal, vocabulary):
        return counted
    return apply("if", apply("isMissing", reference(ends[0])), constant(int(open_), "integer"), counted)


def _largest(derived: Derived, vocabulary: Vocabulary, *, highest: bool) -> Element:
    whole = vocabulary.signals[derived.name]
    kind = KINDS[whole.type]
    signals = [vocabulary.signals[member.signal] for member in derived.members]
    least = min(signal.valid[0] for signal in signals)  # never above a value that is known
    parts = []
    for member, signal in zip(derived.members, signals, strict=True):
        instead = least if member.skipped else signal.valid[highest]
        missing = apply("isMissing", reference(signal.name))
        parts.append(apply("if", missing, constant(instead, kind), _number(signal, kind)))
    found = apply("max", *parts) if len(parts) > 1 else parts[0]
    if never_missing(derived.name, vocabulary):
        return found
    known = any_of(Comparison(signal.name, "isNotMissing") for signal in signals)
    return apply("if", expression(known, kind), found)


def _there(member: Member, vocabulary: Vocabulary) -> Element:
    """Test that a member is known for certain."""
    low, high = fields_of(member.signal, vocabulary)
    if low == high:
        return apply("isNotMissing", reference(low))
    return apply("equal", reference(low), reference(high))


def _sure(member: Member, vocabulary: Vocabulary, kind: str) -> Element:
    return _number(vocabulary.signals[member.signal], kind, fields_of(member.signal, vocabulary)[0])


def _number(signal: Signal, kind: str, field: str = "") -> Element:
    """Refer to a number; a whole one is first made a ``double`` where that is wanted, or scorers divide it whole."""
    found = reference(field or signal.name)
    if kind == "double" and signal.type == "integer":
        return apply("*", constant(1.0, "double"), found)
    return found
