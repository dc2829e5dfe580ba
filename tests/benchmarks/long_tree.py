"""A tree of 25 questions, the same logic by hand as nested if/else, and athletes to ask it about."""

from __future__ import annotations

import random

SIGNALS = (
    [
        ("boolean", name)
        for name in ("rf_chest_pain", "rf_syncope_exercise", "rf_dark_urine", "rf_neuro", "rf_calf_swelling")
    ]
    + [("integer", name) for name in ("pain_now", "fatigue", "soreness", "stress", "sleep_quality")]
    + [("number", name) for name in ("temp_c", "sleep_h_last", "sleep_h_14d", "hours_since_hard", "wbgt_c")]
    + [("boolean", name) for name in ("sym_chest", "sym_systemic", "sym_gi", "gait_changed", "painkiller_24h")]
    + [("integer", name) for name in ("days_off", "hard_7d", "stress_days_high", "fatigue_days_high", "aqi")]
)
BAD = {
    "pain_now": 6, "fatigue": 6, "soreness": 6, "stress": 7, "sleep_quality": 7, "temp_c": 38.0, "sleep_h_last": 4.0,
    "sleep_h_14d": 6.0, "hours_since_hard": 24.0, "wbgt_c": 32.2, "days_off": 57, "hard_7d": 4, "stress_days_high": 7,
    "fatigue_days_high": 8, "aqi": 201,
}  # fmt: skip
WORSE_DOWN = {"sleep_h_last", "sleep_h_14d", "hours_since_hard"}


def tree_text() -> str:
    """Write the tree file: a spine of 25 questions, each with its own way out and an unknown that goes on."""
    lines = ['title = "A long tree"', 'start = "q0"', 'version = "1"']
    for at, (kind, name) in enumerate(SIGNALS):
        onward = f"q{at + 1}" if at + 1 < len(SIGNALS) else "go"
        if kind == "boolean":
            stop, rest = "true", "false, unknown"
        elif name in WORSE_DOWN:
            stop, rest = f"< {BAD[name]}", f">= {BAD[name]}, unknown"
        else:
            stop, rest = f">= {BAD[name]}", f"< {BAD[name]}, unknown"
        lines += [
            f"[questions.q{at}]", f'signal = "{name}"', 'because = "Because."',
            'evidence = [{ rule = "X", source = "DESIGN", link = "D", cutoff = "D" }]',
            f"[questions.q{at}.branches]", f'"{stop}" = "stop{at}"', f'"{rest}" = "{onward}"',
            f"[advice.stop{at}]", 'caps = { intensity = "none" }', 'say = "Stop."',
        ]  # fmt: skip
    lines += ["[advice.go]", 'say = "Go."']
    for at in range(3):
        lines += ["[[examples]]", f'name = "{at}"', "given = {}", 'expect = { advice = "go" }']
    return "\n".join(lines) + "\n"


def by_hand(facts: dict[str, object]) -> str:
    """Answer as the tree does, in nested if/else as a person would write it: unknown is never bad."""
    get = facts.get
    if get("rf_chest_pain"):
        return "REST"
    else:
        if get("rf_syncope_exercise"):
            return "REST"
        else:
            if get("rf_dark_urine"):
                return "REST"
            else:
                if get("rf_neuro"):
                    return "REST"
                else:
                    if get("rf_calf_swelling"):
                        return "REST"
                    else:
                        return _by_hand_2(facts)


def _by_hand_2(facts: dict[str, object]) -> str:
    get = facts.get
    pain, fatigue, soreness, stress, quality = (
        get("pain_now"),
        get("fatigue"),
        get("soreness"),
        get("stress"),
        get("sleep_quality"),
    )
    if pain is not None and pain >= 6:
        return "REST"
    elif fatigue is not None and fatigue >= 6:
        return "REST"
    elif soreness is not None and soreness >= 6:
        return "REST"
    elif stress is not None and stress >= 7:
        return "REST"
    elif quality is not None and quality >= 7:
        return "REST"
    else:
        temp, sleep, sleep_14, hours, wbgt = (
            get("temp_c"),
            get("sleep_h_last"),
            get("sleep_h_14d"),
            get("hours_since_hard"),
            get("wbgt_c"),
        )
        if temp is not None and temp >= 38.0:
            return "REST"
        elif sleep is not None and sleep < 4.0:
            return "REST"
        elif sleep_14 is not None and sleep_14 < 6.0:
            return "REST"
        elif hours is not None and hours < 24.0:
            return "REST"
        elif wbgt is not None and wbgt >= 32.2:
            return "REST"
        elif get("sym_chest") or get("sym_systemic") or get("sym_gi") or get("gait_changed") or get("painkiller_24h"):
            return "REST"
        else:
            off, hard, stress_days, tired_days, aqi = (
                get("days_off"), get("hard_7d"), get("stress_days_high"), get("fatigue_days_high"), get("aqi"),
            )  # fmt: skip
            if off is not None and off >= 57:
                return "REST"
            elif hard is not None and hard >= 4:
                return "REST"
            elif stress_days is not None and stress_days >= 7:
                return "REST"
            elif tired_days is not None and tired_days >= 8:
                return "REST"
            elif aqi is not None and aqi >= 201:
                return "REST"
            else:
                return "AS_PLANNED"


def athletes(count: int, seed: int = 1) -> list[dict[str, object]]:
    """Make athletes who mostly are well, so that walks end at every depth."""
    dice = random.Random(seed)
    people = []
    for _ in range(count):
        facts: dict[str, object] = {}
        for kind, name in SIGNALS:
            bad = dice.random() < 0.04
            if dice.random() < 0.1:
                continue
            if kind == "boolean":
                facts[name] = bad
            elif name in WORSE_DOWN:
                facts[name] = BAD[name] - 0.5 if bad else BAD[name] + 2.0
            elif kind == "number":
                facts[name] = BAD[name] + 0.5 if bad else BAD[name] - 1.5
            else:
                facts[name] = BAD[name] if bad else max(1, BAD[name] - 4)
        people.append(facts)
    return people
