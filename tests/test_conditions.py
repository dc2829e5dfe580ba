"""Unary tests: what the notation means, how it is refused, and the algebra that the proofs lean on."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runrest.conditions import Condition, Interval, everything, figure, join, others
from runrest.notation import ConditionError, read_condition
from runrest.signals import Signal, Value

PAIN = Signal("pain", "integer", "up", "Pain", valid=(0, 10))
SLEEP = Signal("sleep", "number", "down", "Sleep", valid=(0, 24))
RATIO = Signal("ratio", "number", "up", "Ratio", valid=(0.0, float("inf")), derived=True)
FLAG = Signal("flag", "boolean", "up", "Flag")
SITE = Signal("site", "choice", "neither", "Site", values=("none", "shin", "a, b", "foot"))
SIGNALS = (PAIN, SLEEP, FLAG, SITE)

HALVES = tuple(number / 2 for number in range(49))


def every_value(signal: Signal) -> tuple[Value | None, ...]:
    """All values that can matter when only halves are named as thresholds, and unknown."""
    if not signal.numeric:
        return (*signal.named_values(), None)
    if signal.type == "integer":
        return (*range(int(signal.valid[0]), int(signal.valid[1]) + 1), None)
    return (*(number for half in HALVES for number in (half, half + 0.25) if number <= 24), None)


@pytest.mark.parametrize(
    ("signal", "text", "shown", "holds"),
    [
        (PAIN, "< 3", "<= 2", [0, 1, 2]),
        (PAIN, "<=3", "<= 3", [0, 1, 2, 3]),
        (PAIN, "> 8", ">= 9", [9, 10]),
        (PAIN, ">= 10", "10", [10]),
        (PAIN, "5", "5", [5]),
        (PAIN, "5.0", "5", [5]),
        (PAIN, "[4..6]", "[4..6]", [4, 5, 6]),
        (PAIN, "(4..6)", "5", [5]),
        (PAIN, "]4..6]", "[5..6]", [5, 6]),
        (PAIN, "(4..6]", "[5..6]", [5, 6]),
        (PAIN, "[4..6[", "[4..5]", [4, 5]),
        (PAIN, "[ 4 .. 6 )", "[4..5]", [4, 5]),
        (PAIN, "0, 3, 1, 2", "<= 3", [0, 1, 2, 3]),
        (PAIN, "< 2, > 9, 5", "<= 1, 5, 10", [0, 1, 5, 10]),
        (PAIN, "not([2..9])", "<= 1, 10", [0, 1, 10]),
        (PAIN, "not(< 3, 7), unknown", "[3..6], >= 8, unknown", [3, 4, 5, 6, 8, 9, 10, None]),
        (PAIN, "not(not(< 2))", "<= 1", [0, 1]),
        (PAIN, "-", "-", list(range(11))),
        (PAIN, "-, unknown", "-, unknown", [*range(11), None]),
        (PAIN, "[0..10]", "-", list(range(11))),
        (PAIN, "unknown", "unknown", [None]),
        (SLEEP, "[4..6)", "[4..6)", [4, 4.25, 4.5, 4.75, 5, 5.25, 5.5, 5.75]),
        (SLEEP, "< 0.5", "< 0.5", [0, 0.25]),
        (SLEEP, "(0..0.5]", "(0..0.5]", [0.25, 0.5]),
        (SLEEP, "> 23.5", "> 23.5", [23.75, 24]),
        (SLEEP, "[4..5], (5..5.5]", "[4..5.5]", [4, 4.25, 4.5, 4.75, 5, 5.25, 5.5]),
        (SLEEP, "[4..5), (5..5.5]", "[4..5), (5..5.5]", [4, 4.25, 4.5, 4.75, 5.25, 5.5]),
        (FLAG, "true", "true", [True]),
        (FLAG, "false, unknown", "false, unknown", [False, None]),
        (FLAG, "not(true)", "false", [False]),
        (FLAG, "-", "false, true", [False, True]),
        (SITE, '"shin"', '"shin"', ["shin"]),
        (SITE, '"foot", "none"', '"none", "foot"', ["none", "foot"]),
        (SITE, '"a, b"', '"a, b"', ["a, b"]),
        (SITE, 'not("a, b", "none")', '"shin", "foot"', ["shin", "foot"]),
    ],
)
def test_the_notation_means_what_dmn_says(signal: Signal, text: str, shown: str, holds: list[Value | None]) -> None:
    test = read_condition(text, signal)
    assert shown == test.show(signal)
    assert holds == [value for value in every_value(signal) if test.holds(value)]


@pytest.mark.parametrize(
    ("signal", "text", "sentence"),
    [
        (PAIN, "", "'' is empty"),
        (PAIN, "   ", "is not a unary test"),
        (PAIN, "soon", "'soon' (soon) is not a unary test"),
        (PAIN, "= 3", "is not a unary test"),
        (PAIN, "< 3,", "'< 3,' ends with a comma"),
        (PAIN, ", < 3", "is not a unary test"),
        (PAIN, "< 3, 2", "'< 3, 2' says the same thing twice"),
        (PAIN, "unknown, unknown", "says the same thing twice"),
        (PAIN, "[6..4]", "'[6..4]' runs backwards: the smaller number comes first"),
        (PAIN, "(4..5)", "'(4..5)' holds for no value"),
        (PAIN, "< 0", "'< 0' holds for no value"),
        (PAIN, "not(-)", "'not(-)' holds for no value"),
        (PAIN, "not(unknown)", "puts unknown inside not(...); list unknown by itself"),
        (PAIN, "not()", "is empty"),
        (PAIN, "> 11", "'> 11' names 11, but pain is a whole number from 0 to 10"),
        (PAIN, "-1", "'-1' names -1, but pain is a whole number from 0 to 10"),
        (PAIN, "2.5", "'2.5' names a broken number, but pain is a whole number from 0 to 10"),
        (PAIN, "true", "(true) quoted words or true/false do not fit pain, which is a whole number from 0 to 10"),
        (PAIN, '"high"', '("high") quoted words or true/false do not fit pain'),
        (PAIN, "1e1", "is not a unary test"),
        (PAIN, "inf", "is not a unary test"),
        (PAIN, "< 3 or > 5", "is not a unary test"),
        (PAIN, "__import__('os')", "is not a unary test"),
        (SLEEP, "nan", "is not a unary test"),
        (SLEEP, "(5..5]", "'(5..5]' holds for no value"),
        (FLAG, "yes", "'yes' does not fit flag, which is true or false"),
        (FLAG, "1", "'1' does not fit flag, which is true or false"),
        (FLAG, "True", "'True' does not fit flag, which is true or false"),
        (SITE, "shin", "'shin' does not fit site; write its words in quotes, like \"none\""),
        (SITE, '"shim"', "names no value of site (did you mean shin?)"),
        (SITE, '"zzzz"', "names no value of site; it has none, shin, a, b, foot"),
        (SITE, '"shin', "is not a unary test"),
        (SITE, '"shin" "foot"', "is not a unary test"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(signal: Signal, text: str, sentence: str) -> None:
    with pytest.raises(ConditionError) as caught:
        read_condition(text, signal)
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("signal", "text", "code"),
    [
        (PAIN, "soon", "test"),
        (PAIN, "[6..4]", "test"),
        (PAIN, "true", "type"),
        (PAIN, "11", "range"),
        (PAIN, "2.5", "range"),
        (FLAG, "2", "type"),
        (SITE, "shin", "type"),
        (SITE, '"shim"', "range"),
    ],
)
def test_a_misfit_is_told_from_bad_notation(signal: Signal, text: str, code: str) -> None:
    with pytest.raises(ConditionError) as caught:
        read_condition(text, signal)
    assert code == caught.value.code


def test_equal_cuts_and_an_infinite_range_are_told_apart() -> None:
    low, middle, high = (read_condition(text, RATIO) for text in ("< 0.5", "[0.5..1)", ">= 1"))
    assert list(low.cuts()) == [(0.0, 0), (0.5, 0)]
    assert list(middle.cuts()) == [(0.5, 0), (1.0, 0)]
    assert (low.holds(0.4999), low.holds(0.5), middle.holds(0.5), middle.holds(1.0), high.holds(1.0)) == (
        True, False, True, False, True,
    )  # fmt: skip
    assert high.holds(1e300)
    assert everything(RATIO) == join([low, middle, high], RATIO)


def test_a_boolean_is_no_number_and_a_number_no_boolean() -> None:
    assert not read_condition("1", PAIN).holds(True)
    assert not read_condition("true", FLAG).holds(1)


NUMBERS = st.integers(0, 20).map(lambda number: number / 2)


@st.composite
def conditions(draw: st.DrawFn, signal: Signal) -> Condition:
    """Any condition that holds for something, built without the reader."""
    unknown = draw(st.booleans())
    if not signal.numeric:
        chosen = draw(st.frozensets(st.sampled_from(signal.named_values())))
        return Condition(values=chosen, unknown=unknown or not chosen)
    ends = draw(st.lists(NUMBERS, max_size=6, unique=True).map(sorted))
    if signal.type == "integer":
        ends = sorted({float(int(end)) for end in ends})
    parts = []
    for low, high in zip(ends[::2], ends[1::2], strict=False):
        open_low, open_high = draw(st.booleans()), draw(st.booleans())
        parts.append(Condition((Interval((low, int(open_low)), (high, -int(open_high))),)))
    joined = join(parts, signal)
    return Condition(joined.intervals, unknown=unknown or not joined.intervals)


PAIRS = st.sampled_from(SIGNALS).flatmap(
    lambda signal: st.tuples(st.just(signal), conditions(signal), conditions(signal))
)


@given(PAIRS)
def test_what_is_printed_reads_back_as_the_same_condition(pair: tuple[Signal, Condition, Condition]) -> None:
    signal, test, _ = pair
    shown = test.show(signal)
    assert test == read_condition(shown, signal)
    assert shown == read_condition(shown, signal).show(signal)


@given(st.floats(0, 1e6).map(lambda number: round(number, 6)), st.booleans())
def test_a_threshold_keeps_every_digit_when_printed(number: float, above: bool) -> None:
    signal = Signal("load", "number", "up", "Load", valid=(-1e7, 1e7))
    test = read_condition(f"{'>=' if above else '<'} {number:.6f}", signal)
    assert test == read_condition(test.show(signal), signal)
    assert number == float(figure(number))


@given(PAIRS)
def test_two_conditions_overlap_exactly_where_they_share_a_value(pair: tuple[Signal, Condition, Condition]) -> None:
    signal, one, two = pair
    shared = any(one.holds(value) and two.holds(value) for value in every_value(signal))
    assert shared == one.overlaps(two) == two.overlaps(one)


@given(PAIRS)
def test_the_others_are_exactly_the_known_values_that_do_not_hold(pair: tuple[Signal, Condition, Condition]) -> None:
    signal, test, _ = pair
    rest = others(test, signal)
    assert not rest.unknown
    assert not rest.overlaps(Condition(test.intervals, test.values))
    for value in every_value(signal)[:-1]:
        assert test.holds(value) != rest.holds(value), value
    assert everything(signal) == join([Condition(test.intervals, test.values), rest], signal)
    assert Condition(test.intervals, test.values) == others(rest, signal)


@given(PAIRS)
def test_a_join_holds_exactly_where_one_of_its_parts_does(pair: tuple[Signal, Condition, Condition]) -> None:
    signal, one, two = pair
    both = join([one, two], signal)
    for value in every_value(signal):
        assert (one.holds(value) or two.holds(value)) == both.holds(value), value
    assert both == join([two, one], signal) == join([both, one], signal)


@given(PAIRS)
def test_a_negation_is_the_complement(pair: tuple[Signal, Condition, Condition]) -> None:
    signal, test, _ = pair
    known = Condition(test.intervals, test.values)
    if known in (Condition(), everything(signal)):
        return
    negated = read_condition(f"not({known.show(signal)})", signal)
    assert others(known, signal) == negated


@given(PAIRS)
def test_the_answer_changes_only_at_cuts(pair: tuple[Signal, Condition, Condition]) -> None:
    signal, test, _ = pair
    if not signal.numeric:
        assert test.cuts() == ()
        return
    cuts = test.cuts()
    assert list(cuts) == sorted(set(cuts))
    values = every_value(signal)[:-1]
    for before, after in itertools.pairwise(values):
        if test.holds(before) != test.holds(after):
            assert any((before, 0) < cut <= (after, 0) for cut in cuts), (before, after)


@given(PAIRS, st.data())
def test_covers_and_touches_speak_for_every_value_between(
    pair: tuple[Signal, Condition, Condition], data: st.DataObject
) -> None:
    signal, test, _ = pair
    values = every_value(signal)[:-1]
    first = data.draw(st.integers(0, len(values) - 1))
    last = data.draw(st.integers(first, len(values) - 1)) if signal.numeric else first
    held = [test.holds(value) for value in values[first : last + 1]]
    low, high = values[first], values[last]
    assert low is not None
    assert high is not None
    # Between two neighbours of a number there are more values, so a true gap may hide from the list, never the reverse.
    assert all(held) or not test.covers(low, high)
    assert not any(held) or test.touches(low, high)
    if signal.type != "number":
        assert all(held) == test.covers(low, high)
        assert any(held) == test.touches(low, high)


@pytest.mark.parametrize(
    "text",
    [
        "not([" + "." * 100_000,
        "not(" + "[1.." * 25_000,
        "not(" * 25_000,
        "not(" + '"' * 100_000,
        "<" + " " * 100_000,
        "[" + " " * 50_000 + "1.." + " " * 50_000,
        "1" * 100_000,
        "< " + "9" * 100_000,
        "1" * 50_000 + ".." + "2" * 50_000,
        '"' * 100_000,
        "," * 100_000,
        ",".join(f"{number / 1000:.3f}" for number in range(15_000)),
    ],
    ids=lambda text: text[:8],
)
@pytest.mark.parametrize("signal", [SLEEP, SITE, FLAG], ids=lambda signal: signal.name)
def test_a_hundred_kilobytes_of_nonsense_are_refused_at_once(signal: Signal, text: str) -> None:
    began = time.perf_counter()
    with pytest.raises(ConditionError) as caught:
        read_condition(text, signal)
    assert time.perf_counter() - began < 0.2
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    "text", ["not([" + "." * 480, "not(" + "[1.." * 120, "not(" * 124, ",".join(["1"] * 250), " " * 500]
)
def test_the_longest_nonsense_that_is_read_at_all_is_fast_too(text: str) -> None:
    began = time.perf_counter()
    with pytest.raises(ConditionError):
        read_condition(text, SLEEP)
    assert time.perf_counter() - began < 0.2
