"""What all trees share, as plain data: signals, scales, labels, and the few sentences that a decision is told in."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from runrest.pictures.phrasing import scale_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from runrest.conditions import Condition
    from runrest.derived import Derived
    from runrest.house import House
    from runrest.scales import Label, Scale
    from runrest.signals import Signal

SENTENCES = {
    "rest_planned": "decision.rest_planned",
    "doubt_kept": "doubt.kept",
    "doubt_left_out": "doubt.left_out",
    "yes": "value.yes",
    "no": "value.no",
    "unknown": "value.unknown",
    "point": "number.point",
}
"""What a decision says beside the words of its trees: key here to key of the phrases."""
DOUBTED = ("signal", "value", "low", "high")


def compile_signal(signal: Signal) -> dict[str, Any]:
    """Tell a plain signal: what it accepts, which way is worse, and how a person is asked.

    Examples
    --------
    >>> from runrest.loading import house
    >>> told = compile_signal(house().vocabulary.signals["pain_now"])
    >>> told["type"], told["valid"], told["plausible"], told["worse"]
    ('integer', [0, 10], [0, 9], 'up')
    """
    told: dict[str, Any] = {"type": signal.type, "worse": signal.worse, "label": signal.label}
    told |= {"valid": list(signal.valid)} if signal.numeric else {}
    told |= {"plausible": list(signal.plausible)} if signal.plausible is not None else {}
    told |= {"values": list(signal.values)} if signal.values else {}
    told |= {"words": {value: signal.word(value) for value in signal.values}} if signal.values else {}
    told |= {"unit": signal.unit} if signal.unit else {}
    told |= {"ask": signal.ask} if signal.ask else {}
    told |= {"anchors": dict(signal.anchors)} if signal.anchors else {}
    scale = scale_words(signal)
    told |= {"scale": scale} if scale else {}
    told |= {"known": signal.known, "missing": signal.missing}
    return told | ({"about": signal.about} if signal.about else {})


def compile_derived(
    derived: Derived,
    signal: Signal,
    signals: Mapping[str, Signal],
    condition: Callable[[Condition], dict[str, Any]],
) -> dict[str, Any]:
    """Tell a derived signal: what it is made of, and what follows from that.

    Parameters
    ----------
    derived : Derived
        How it is made.
    signal : Signal
        The same as a signal.
    signals : mapping of str to Signal
        The vocabulary.
    condition : callable
        Tells a condition.

    Returns
    -------
    dict
        ``kind`` is ``any``, ``count``, ``max``, ``ratio`` or ``difference``. An end of ``valid`` that is endless is
        ``None``.
    """
    told: dict[str, Any] = {"kind": derived.kind, "type": signal.type, "worse": signal.worse, "label": signal.label}
    if signal.numeric:
        told["valid"] = [end if math.isfinite(end) else None for end in signal.valid]
    told |= {"unit": signal.unit} if signal.unit else {}
    told |= {"about": signal.about} if signal.about else {}
    told["members"] = [
        {
            "signal": member.signal,
            **({} if member.condition is None else {"is": condition(member.condition)}),
            **({"skip_unknown": True} if member.skipped else {}),
        }
        for member in derived.members
    ]
    return told


def compile_house(house: House) -> dict[str, Any]:
    """Tell the scales, the labels and how they are read off, and the sentences around a decision."""
    scales, phrases = house.scales, house.phrases
    units = {signal.unit for signal in house.vocabulary.signals.values() if signal.unit}
    return {
        "scales": {name: _scale(scale, house) for name, scale in scales.scales.items()},
        "refer": {"steps": list(scales.refer.steps), "words": dict(scales.refer.words)},
        "demands": {
            kind: {scale: scales.scales[scale].value(rank) for scale, rank in asked.items()}
            for kind, asked in scales.demands.items()
        },
        "labels": {name: _label(label) for name, label in scales.labels.items()},
        "week_labels": {name: _label(label) for name, label in scales.week_labels.items()},
        "kinds": {kind: dict(told) for kind, told in scales.kinds.items()},
        "headings": {name: phrases(f"heading.{name}") for name in (*scales.labels, "TRAIN", *scales.week_labels)},
        "grades": {grade: phrases(f"grade.{grade}") for grade in "ABCD-"},
        "sentences": {
            key: phrases(name, **{slot: f"{{{slot}}}" for slot in DOUBTED}) for key, name in SENTENCES.items()
        },
        "units": {unit: [phrases.unit(unit, 1), phrases.unit(unit, 2)] for unit in sorted(units)},
    }


def _label(label: Label) -> dict[str, str]:
    return {"kind": label.kind, "say": label.say, "unplanned": label.unplanned}


def _scale(scale: Scale, house: House) -> dict[str, Any]:
    phrases, name = house.phrases, scale.name
    told: dict[str, Any] = {"label": scale.label}
    if not scale.steps:
        slot = "percent" if name == "volume" or scale.of else name
        said = phrases(f"drawing.{name}", **{slot: f"{{{slot}}}"})
        return told | {"range": list(scale.range), **({"of": scale.of} if scale.of else {}), "said": said}
    steps = {}
    for step in scale.steps:
        if name in ("load", "phase", "strength"):
            steps[step] = phrases("drawing.step", scale=scale.label, step=scale.word(step))
        elif name == "impact" or step == "none":
            steps[step] = scale.word(step)
        else:
            steps[step] = phrases("drawing.at_most", scale=scale.label, step=scale.word(step))
    return told | {"steps": list(scale.steps), "said": steps}
