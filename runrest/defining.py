"""From ``signals.toml`` to the vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve

from runrest.derived import Derived, Member, derive_signal
from runrest.notation import read_condition
from runrest.phrases import Phrases
from runrest.signals import Signal
from runrest.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping


def read_vocabulary(table: Mapping[str, Any], phrases: Phrases | None = None) -> Vocabulary:
    """Build the vocabulary from what ``signals.toml`` says.

    Parameters
    ----------
    table : mapping
        The parsed file.
    phrases : Phrases, optional
        The language that its words are in.

    Returns
    -------
    Vocabulary
        Plain signals first, then the derived ones in the file's order.
    """
    speech = phrases or Phrases()
    signals = {name: _read_signal(name, told, speech) for name, told in table["signals"].items()}
    derived: dict[str, Derived] = {}
    for name, told in table.get("derived", {}).items():
        kind = next(key for key in ("any", "count", "max", "ratio", "difference") if key in told)
        skip = told.get("skip_unknown", [])
        members = []
        for item in told[kind]:
            signal = item["signal"] if isinstance(item, dict) else item
            test = read_condition(item["is"], signals[signal]) if isinstance(item, dict) else None
            members.append(Member(signal, test, skip is True or (skip is not False and signal in skip)))
        derived[name] = Derived(name, kind, tuple(members))
        made = derive_signal(derived[name], signals, told.get("label", ""), told.get("about", ""))
        signals[name] = evolve(made, phrases=speech)
    gates = {name: (told["ask"], dict(told["no"])) for name, told in table.get("gates", {}).items()}
    contradictions = tuple(
        (tuple((key, read_condition(test, signals[key])) for key, test in told["when"].items()), told["say"])
        for told in table.get("contradictions", [])
    )
    return Vocabulary(signals, derived, gates, contradictions)


def _read_signal(name: str, told: Mapping[str, Any], phrases: Phrases) -> Signal:
    valid = tuple(told.get("valid", (0.0, 0.0)))
    plausible = tuple(told["plausible"]) if "plausible" in told else None
    return Signal(
        name,
        told["type"],
        told["worse"],
        told["label"],
        valid,
        plausible,
        tuple(told.get("values", ())),
        told.get("unit", ""),
        told.get("ask", ""),
        tuple((str(key), words) for key, words in told.get("anchors", {}).items()),
        told["known"],
        told["missing"],
        told.get("about", ""),
        words=tuple(told.get("words", {}).items()),
        phrases=phrases,
    )
