"""What is partly known: "fatigue is 5 or 6", "sleep is between 5 and 7 hours", "hop_pain stays unknown"."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from runrest.conditions import Condition, Interval, settle
from runrest.errors import FactsError
from runrest.notation import ConditionError, read_condition
from runrest.signals import spell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runrest.signals import Signal, Value
    from runrest.vocabulary import Facts, Vocabulary

FORMS = 'a value, Between(low, high), a set of values, {"from": 5, "to": 6}, {"any_of": [5, 6]} or {"is": "> 4"}'


@frozen
class Between:
    """A value that is only known to lie between two others; both of them are possible.

    Examples
    --------
    >>> from runrest.unknowns.asking import possible
    >>> possible("rest_timing/soreness", {"soreness": Between(5, 6), "planned_type": "tempo"}).labels
    ('EASE', 'RECOVERY')
    """

    low: float
    high: float


@frozen
class Known:
    """What is known of an athlete: some signals fully, some partly."""

    facts: Facts
    """Signals with one value, checked."""
    held: Mapping[str, Condition] = field(factory=dict)
    """Signals with several possible values; ``unknown`` is among them where the signal may stay unknown."""


def read_partly(
    facts: Mapping[str, object], vocabulary: Vocabulary, confirmed: Iterable[str] = (), unanswered: Iterable[str] = ()
) -> Known:
    """Read facts of which some are only partly known.

    Parameters
    ----------
    facts : mapping of str to object
        Signal to a value, or to ``Between``, a set (tuple, list) of values, ``{"from": .., "to": ..}``,
        ``{"any_of": [..]}``, ``{"is": "> 4"}`` (as a branch says it) or a ``Condition``. ``None`` among several
        values says that it may stay unknown.
    vocabulary : Vocabulary
        Of the trees that are asked.
    confirmed : iterable of str
        Signals whose unusual values somebody has confirmed.
    unanswered : iterable of str
        Signals that stay unknown, because nobody can tell them.

    Returns
    -------
    Known
        Unusual values that are to be doubted are left out; where no other is left, nothing is known.

    Raises
    ------
    FactsError
        Naming every signal that does not exist, and every value that does not fit.
    """
    sure = frozenset(confirmed)
    whole: dict[str, object] = {}
    held: dict[str, Condition] = {}
    problems: list[str] = []
    for name, told in facts.items():
        signal = vocabulary.signals.get(name) if isinstance(name, str) else None
        if signal is None or signal.derived or told is None or isinstance(told, (bool, int, float, str)):
            whole[name] = told
            continue
        try:
            test = believed(_read(told, signal), signal, confirmed=name in sure)
        except FactsError as error:
            problems.extend(error.problems)
            continue
        value = single(test)
        if value is not None:
            whole[name] = value
        elif test.intervals or test.values or test.unknown:
            held[name] = test
    try:
        checked = vocabulary.check(whole, sure)
    except FactsError as error:
        raise FactsError((*error.problems, *problems)) from None
    for name in unanswered:
        signal = vocabulary.signals.get(name)
        if signal is None or signal.derived:
            problems.append(f"there is no signal {name!r} that could stay unanswered")
        elif name not in checked and name not in held:
            held[name] = Condition(unknown=True)
    if problems:
        raise FactsError(tuple(problems))
    return Known(checked, held)


def believed(test: Condition, signal: Signal, *, confirmed: bool = False) -> Condition:
    """Leave out of a condition the unusual values that are doubted until somebody confirms them.

    Parameters
    ----------
    test : Condition
        Values of the signal.
    signal : Signal
        With its usual range.
    confirmed : bool
        Whether somebody has confirmed that it may be unusual; then nothing is left out.

    Returns
    -------
    Condition
        Unusual values on the side that calls for more caution stay, as they do for ``Vocabulary.check``.
    """
    if signal.plausible is None or not signal.numeric or confirmed:
        return test
    low = signal.valid[0] if signal.worse == "down" else signal.plausible[0]
    high = signal.valid[1] if signal.worse == "up" else signal.plausible[1]
    kept = (Interval(max(part.low, (low, 0)), min(part.high, (high, 0))) for part in test.intervals)
    return Condition(settle([part for part in kept if part.low <= part.high], signal), test.values, test.unknown)


def single(test: Condition) -> Value | None:
    """Give the one value that a condition holds for, or ``None`` where there are several or none."""
    if test.unknown or len(test.values) + len(test.intervals) != 1:
        return None
    if test.values:
        return next(iter(test.values))
    low, high = test.intervals[0].low, test.intervals[0].high
    return low[0] if low == high else None


def _read(told: object, signal: Signal) -> Condition:
    if isinstance(told, Condition):
        return told
    if isinstance(told, Between):
        return _between(told.low, told.high, signal)
    if isinstance(told, Mapping):
        if set(told) == {"from", "to"}:
            return _between(told["from"], told["to"], signal)
        if set(told) == {"any_of"} and isinstance(told["any_of"], (list, tuple, Set)):
            return _any_of(told["any_of"], signal)
        if set(told) == {"is"} and isinstance(told["is"], str):
            return _read_test(told["is"], signal)
    elif isinstance(told, (list, tuple, Set)):
        return _any_of(told, signal)
    raise FactsError((f"{signal.name} is not told in a way that can be read; write {FORMS}",))


def _read_test(text: str, signal: Signal) -> Condition:
    try:
        return read_condition(text, signal)
    except ConditionError as error:
        raise FactsError((f"{signal.name}: {error}",)) from None


def _between(low: Any, high: Any, signal: Signal) -> Condition:
    if not signal.numeric:
        raise FactsError((f"{signal.name} has no range; list its values with any_of",))
    wrong = [problem for end in (low, high) if (problem := signal.problem(end))]
    if wrong:
        raise FactsError(tuple(wrong))
    if low > high:
        raise FactsError((f"{signal.name} goes from {spell(low)} to {spell(high)}: the smaller number comes first",))
    return Condition(settle([Interval((low, 0), (high, 0))], signal))


def _any_of(values: Collection[Any], signal: Signal) -> Condition:
    if not values:
        raise FactsError((f"{signal.name} has no possible value left; leave it out where nothing is known",))
    wrong = [problem for value in values if value is not None and (problem := signal.problem(value))]
    if wrong:
        raise FactsError(tuple(wrong))
    known = [value for value in values if value is not None]
    unknown = len(known) < len(values)
    if not signal.numeric:
        return Condition(values=frozenset(known), unknown=unknown)
    return Condition(settle([Interval((value, 0), (value, 0)) for value in known], signal), unknown=unknown)
