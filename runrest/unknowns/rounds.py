"""How an interview goes: gates, follow-ups that need an answer first, and how often which answer is expected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from runrest.conditions import Condition
from runrest.errors import FactsError, did_you_mean
from runrest.notation import ConditionError, read_condition
from runrest.unknowns.partly import single

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from runrest.signals import Value
    from runrest.vocabulary import Vocabulary


@frozen
class Item:
    """One line of a gate that can be picked."""

    say: str
    yes: Mapping[str, Condition]
    no: Mapping[str, Condition]


@frozen
class Gate:
    """One question for many signals: pick what applies, or nothing."""

    name: str
    ask: str
    items: tuple[Item, ...]
    none: Mapping[str, Condition]
    """What else it says to pick nothing."""
    then: tuple[str, ...]
    """Signals that belong to it, in the order in which they are asked one by one."""
    safety: bool

    @property
    def signals(self) -> tuple[str, ...]:
        """Name the signals that picking nothing answers."""
        return tuple(dict.fromkeys(name for said in (*(item.no for item in self.items), self.none) for name in said))

    def answer(self, picked: Collection[int]) -> dict[str, Value | Condition]:
        """Give the facts that an answer states.

        Parameters
        ----------
        picked : collection of int
            Numbers of the items that apply, from 0; empty for "none of these".

        Returns
        -------
        dict
            Signal to value, or to a condition where it is only partly known: facts as `next_question` and `possible`
            take them. A decision takes only the values.

        Examples
        --------
        >>> import runrest
        >>> from runrest.unknowns.asking import rounds
        >>> rounds().gates["red_flags"].answer([0])["rf_chest_pain"]
        True
        """
        said: dict[str, Condition] = {} if picked else dict(self.none)
        for at, item in enumerate(self.items):
            said |= item.yes if at in picked else item.no
        values = {name: single(test) for name, test in said.items()}
        return {name: test if (value := values[name]) is None else value for name, test in said.items()}


@frozen
class Rounds:
    """Everything that ``asking.toml`` says."""

    gates: Mapping[str, Gate]
    plain: Mapping[str, Gate]
    """The same for whoever can only ask for a yes or a no: as ``signals.toml`` has them, without other items."""
    counted: frozenset[str]
    """Signals that are asked although a log or a watch counts them."""
    after: Mapping[str, tuple[Mapping[str, Condition], ...]]
    """Signal to what must hold before it is asked: one of several lists."""
    weights: Mapping[str, tuple[tuple[Condition, float], ...]] = field(factory=dict)

    def leads(self, name: str) -> tuple[str, ...]:
        """Name the signals that are asked only after a certain answer to one."""
        return tuple(other for other, lists in self.after.items() if any(name in one for one in lists))


def read_rounds(table: Mapping[str, Any], vocabulary: Vocabulary) -> Rounds:
    """Build the rounds from what ``asking.toml`` says.

    Parameters
    ----------
    table : mapping
        The parsed file.
    vocabulary : Vocabulary
        Fixes types and ranges, and has the words of the gates that ``of`` names.

    Returns
    -------
    Rounds
        Frozen values.
    """
    follows = {name: frozenset(told.get("then", ())) for name, told in table["gates"].items()}
    gates = {
        name: _gate(name, told, vocabulary, elsewhere=frozenset().union(*follows.values()) - follows[name])
        for name, told in table["gates"].items()
    }
    bare = ("of", "then", "safety")
    plain = {
        name: _gate(name, {key: told[key] for key in bare if key in told}, vocabulary, then=gates[name].then)
        for name, told in table["gates"].items()
    }
    after = {
        name: tuple(_said(alternative, vocabulary) for alternative in told) for name, told in table["after"].items()
    }
    often = table["often"]
    weights = {name: {text: often[word] for text, word in told.items()} for name, told in table["weights"].items()}
    return Rounds(gates, plain, frozenset(table["asked"]["counted"]), after, read_weights(weights, vocabulary))


def read_weights(
    table: Mapping[str, Mapping[str, float]], vocabulary: Vocabulary
) -> dict[str, tuple[tuple[Condition, float], ...]]:
    """Read how likely answers are.

    Parameters
    ----------
    table : mapping
        Signal to condition, in the notation of branches, to its share of all answers [0 to 1].
    vocabulary : Vocabulary
        Fixes types and ranges.

    Returns
    -------
    dict
        Signal to conditions and shares.

    Raises
    ------
    FactsError
        Where a signal does not exist, a condition cannot be read, or shares add up to more than 1.

    Examples
    --------
    >>> from runrest.loading import house
    >>> read_weights({"fatigue": {"7": 0.5}}, house().vocabulary)["fatigue"][0][1]
    0.5
    """
    problems: list[str] = []
    found: dict[str, tuple[tuple[Condition, float], ...]] = {}
    for name, told in table.items():
        signal = vocabulary.signals.get(name)
        if signal is None or signal.derived:
            problems.append(f"there is no signal {name!r} to weigh{did_you_mean(name, vocabulary.names)}")
            continue
        try:
            found[name] = tuple((read_condition(str(text), signal), float(share)) for text, share in told.items())
        except ConditionError as error:
            problems.append(f"the weights of {name}: {error}")
            continue
        if any(share < 0 for _, share in found[name]) or sum(share for _, share in found[name]) > 1:
            problems.append(f"the weights of {name} must be 0 or more, and 1 at most together")
    if problems:
        raise FactsError(tuple(problems))
    return found


def _gate(
    name: str,
    told: Mapping[str, Any],
    vocabulary: Vocabulary,
    then: tuple[str, ...] = (),
    elsewhere: frozenset[str] = frozenset(),
) -> Gate:
    """Read a gate; what `elsewhere` names is asked by itself after another gate, whatever an item here says of it."""
    ask = told.get("ask", "")
    items = [
        Item(one["say"], _said(one.get("yes", {}), vocabulary), _said(one.get("no", {}), vocabulary))
        for one in told.get("items", ())
    ]
    if "of" in told:
        words, no = vocabulary.gates[told["of"]]
        head, _, listed = words.partition(": ")
        says = listed.rstrip("?").split("; ")
        items = [*(_item(say, *one, vocabulary) for say, one in zip(says, no.items(), strict=True)), *items]
        ask = ask or f"{head}?"
    none = _said(told.get("none", {}), vocabulary)
    told_by_items = [signal for item in items for signal in (*item.no, *item.yes)]
    order = dict.fromkeys((*told.get("then", then), *told_by_items, *none))
    after = tuple(signal for signal in order if signal not in elsewhere)
    return Gate(name, ask, tuple(items), none, after, told.get("safety", False))


def _item(say: str, name: str, no: Value, vocabulary: Vocabulary) -> Item:
    """Make an item of a gate of the vocabulary: whoever picks it says anything but the "no"."""
    signal = vocabulary.signals[name]
    rest = frozenset(value for value in signal.named_values() if value != no)
    return Item(
        say,
        {name: Condition(values=rest)},
        {name: Condition(values=frozenset({str(no) if isinstance(no, str) else bool(no)}))},
    )


def _said(told: Mapping[str, str], vocabulary: Vocabulary) -> dict[str, Condition]:
    return {name: read_condition(text, vocabulary.signals[name]) for name, text in told.items()}
