"""Generated trees of any size over twenty signals: a safe spine, and a bushy one that splits at random."""

from __future__ import annotations

import random

from runrest.loading import house

EVIDENCE = 'evidence = [{ rule = "X", source = "DESIGN", link = "D", cutoff = "D" }]'
STEPS = ("none", "recovery", "easy", "moderate", "hard", "race")


def twenty() -> list[str]:
    """Name twenty plain signals with a direction, ten of them numbers."""
    signals = [one for one in house().vocabulary.signals.values() if not one.derived and one.worse in ("up", "down")]
    numbers = [one.name for one in signals if one.numeric and one.valid[1] - one.valid[0] >= 20]
    words = [one.name for one in signals if one.type == "boolean"]
    return [*numbers[:14], *words[:6]]


def question(at: int, signal: str, branches: dict[str, str]) -> list[str]:
    lines = [f"[questions.q{at}]", f'signal = "{signal}"', 'because = "Because."', EVIDENCE]
    return [*lines, f"[questions.q{at}.branches]", *(f"'{test}' = \"{to}\"" for test, to in branches.items())]


def text(lines: list[str], advice: dict[str, str], end: str) -> str:
    head = ['title = "Grown"', 'start = "q0"', 'version = "1"']
    examples = ["[[examples]]", 'name = "Nothing known"', "given = {}", 'expect = { advice = "%s" }']
    told = [line for name, cap in advice.items() for line in (f"[advice.{name}]", cap, 'say = "Say."')]
    return "\n".join([*head, *lines, *told, *(line.replace("%s", end) for line in examples * 3)]) + "\n"


def spine(size: int) -> str:
    """Ask the worst values of every signal first, then the less bad ones; who is worse leaves earlier."""
    signals = [house().vocabulary.signals[name] for name in twenty()]
    numbers = [one for one in signals if one.numeric]
    flags = [one for one in signals if not one.numeric]
    asked: list[tuple[str, str, str]] = [(one.name, "true", "false, unknown") for one in flags]
    rounds = -(-(size - len(flags)) // len(numbers))
    for turn in range(rounds):
        for one in numbers:
            low, high = one.valid
            share = (turn + 1) / (rounds + 1)
            at = high - share * (high - low) if one.worse == "up" else low + share * (high - low)
            figure = str(round(at)) if one.type == "integer" else f"{at:.2f}"
            stop, rest = (">", "<=") if one.worse == "up" else ("<", ">=")
            asked.append((one.name, f"{stop} {figure}", f"{rest} {figure}, unknown"))
    fresh = list(dict.fromkeys(asked))[:size]
    lines: list[str] = []
    advice: dict[str, str] = {}
    for at, (name, stop, rest) in enumerate(fresh):
        onward = f"q{at + 1}" if at + 1 < len(fresh) else "go"
        lines += question(at, name, {stop: f"a{at}", rest: onward})
        advice[f"a{at}"] = f'caps = {{ intensity = "{STEPS[min(at * 5 // len(fresh), 4)]}" }}'
    return text(lines, {**advice, "go": ""}, "go")


def bushy(size: int, seed: int = 1) -> str:
    """Split the states at random into boxes, one after the other; the advice goes by how bad a box is at its best."""
    chance = random.Random(seed)
    signals = {name: house().vocabulary.signals[name] for name in twenty()}
    boxes = [dict.fromkeys(signals, (0.0, 1.0))]
    lines: list[str] = []
    owners: list[tuple[int, str] | None] = [None]
    branches: list[dict[str, str]] = []
    names: list[str] = []
    while len(branches) < size:
        at = chance.randrange(len(boxes))
        box, owner = boxes.pop(at), owners.pop(at)
        free = [name for name, (low, high) in box.items() if high - low > (0.2 if signals[name].numeric else 0.6)]
        if not free:
            boxes.append(box)
            owners.append(owner)
            continue
        name = chance.choice(free)
        signal, number = signals[name], len(branches)
        low, high = box[name]
        middle = (low + high) / 2 if signal.numeric else 0.5
        if signal.numeric:
            span = signal.valid[1] - signal.valid[0]
            place = signal.valid[0] + span * middle if signal.worse == "up" else signal.valid[1] - span * middle
            figure = str(round(place)) if signal.type == "integer" else f"{place:.2f}"
            bad, good = (f"> {figure}", f"<= {figure}") if signal.worse == "up" else (f"< {figure}", f">= {figure}")
        else:
            bad, good = "true", "false"
        if owner is not None:
            branches[owner[0]][owner[1]] = f"q{number}"
        branches.append({bad: "", f"{good}, unknown": ""})
        names.append(name)
        for test, part in ((bad, (middle, high)), (f"{good}, unknown", (low, middle))):
            boxes.append({**box, name: part})
            owners.append((number, test))
    for place, (box, owner) in enumerate(zip(boxes, owners, strict=True)):
        if owner is not None:
            badness = sum(low for low, _ in box.values())
            branches[owner[0]][owner[1]] = f"a{min(int(badness * 2), 5)}_{place % 2}"
    for at, (name, told) in enumerate(zip(names, branches, strict=True)):
        lines += question(at, name, told)
    used = {to for told in branches for to in told.values() if to.startswith("a")}
    end = "q0"
    while end.startswith("q"):
        end = next(to for test, to in branches[int(end[1:])].items() if "unknown" in test)
    return text(lines, {one: f'caps = {{ intensity = "{STEPS[5 - int(one[1])]}" }}' for one in sorted(used)}, end)
