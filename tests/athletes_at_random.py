"""Random athletes as plain JSON: whole, in part, contradicting themselves, unusual, and impossible."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runners import EDGES, HEALTHY, PLAIN

if TYPE_CHECKING:
    from random import Random

    from runrest.signals import Signal

Drawn = list[tuple[dict[str, Any], list[str]]]
"""Facts, and which unusual values are confirmed."""
IMPOSSIBLE = ("x", "", -1, 1e9, 0.5, True, "true", [], {}, None, "none", 3)


def any_value(signal: Signal, draw: Random) -> Any:
    """Any valid value, often one on a threshold."""
    if not signal.numeric:
        return draw.choice(signal.named_values())
    low, high = signal.valid
    edges = [edge for edge in (*EDGES, low, high) if low <= edge <= high]
    if signal.type == "integer":
        whole = [int(edge) for edge in edges if float(edge).is_integer()]
        return draw.choice(whole) if draw.random() < 0.6 else draw.randint(int(low), int(high))
    return float(draw.choice(edges)) if draw.random() < 0.6 else draw.uniform(low, high)


def athletes(draw: Random, count: int) -> Drawn:
    """Half of them healthy but for a few things, half of them anybody, each as much known as chance will have it."""
    found: Drawn = []
    for _ in range(count):
        if draw.random() < 0.5:
            facts: dict[str, Any] = {name: value for name, value in HEALTHY.items() if draw.random() > 0.05}
            planned = next(signal for signal in PLAIN if signal.name == "planned_type")
            facts["planned_type"] = any_value(planned, draw)
            some = draw.sample(PLAIN, draw.randint(0, 12))
        else:
            share = draw.random()
            facts, some = {}, [signal for signal in PLAIN if draw.random() < share]
        facts |= {signal.name: any_value(signal, draw) for signal in some}
        found.append((facts, [name for name in facts if draw.random() < 0.2]))
    return found


def raw_athletes(draw: Random, count: int) -> Drawn:
    """Facts of which some cannot be: wrong types, values out of range, names that are no signals."""
    found: Drawn = []
    for facts, sure in athletes(draw, count):
        for signal in draw.sample(PLAIN, draw.randint(0, 3)):
            facts[signal.name] = draw.choice(IMPOSSIBLE)
        if draw.random() < 0.3:
            facts[draw.choice(["__proto__", "constructor", "nonsense", "pain_peak"])] = 1
        found.append((facts, sure))
    return found
