"""A week's answer in sentences: twelve calm lines at most, with the kilometres in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.decision import told
from runrest.words.explaining import unanswered
from runrest.words.fitting import Part, fit
from runrest.words.reasons import deciding_step
from runrest.words.telling import COLOURS
from runrest.words.wording import fill, sentence, value_words

if TYPE_CHECKING:
    from runrest.linking import Outcome
    from runrest.walking import Step
    from runrest.words.week_answers import Week

MOST_LINES = 12
MOST_NAMED = 5


def tell_week(week: Week, *, width: int = 80, colour: bool = False) -> str:
    """Tell what next week allows in twelve lines at most.

    Parameters
    ----------
    week : Week
        Any week's answer.
    width : int
        Columns to fill, 40 at least.
    colour : bool
        Whether to colour the first line for a terminal; the words say the same without.

    Returns
    -------
    str
        Load with the kilometres, strength and phase, each with its reason, and what was not known.

    Examples
    --------
    >>> from runrest.words.week_answers import decide_week
    >>> print(tell_week(decide_week({"weeks_since_deload": 4, "week_km_prev": 42.0})).splitlines()[0])
    ■ DELOAD: at most 33.6 km next week.
    """
    width = max(width, 40)
    first = fill(_headline(week), width, rest="  ")
    body = fit(_parts(week), width, MOST_LINES - len(first) - 1)
    if colour:
        first = [f"\x1b[{COLOURS[_kind(week)]}m{line}\x1b[0m" for line in first]
    return "\n".join([*first, *body, "  " + week.decision.house.phrases("guidance")])


def _kind(week: Week) -> str:
    return "refer" if week.urgent else week.decision.verdict.kind


def _headline(week: Week) -> str:
    scales, phrases = week.decision.house.scales, week.decision.house.phrases
    symbol = scales.kinds[_kind(week)]["symbol"]
    if week.urgent:
        return phrases("week.first", symbol=symbol, urgency=sentence(scales.refer.words[week.refer]))
    km = week.kilometres
    limits = [phrases(f"week.{name}", km=km[name]) for name in ("week_km", "longest_km") if name in km]
    words = ", ".join(limits) + "." if limits else sentence(phrases.inside(week.decision.verdict.say))
    waits = not week.decision.complete and week.label != "DELOAD"
    key = "week.for_now" if waits else "week.headline"
    return phrases(key, symbol=symbol, heading=week.decision.words, words=words)


def _parts(week: Week) -> list[Part]:
    decision, phrases = week.decision, week.decision.house.phrases
    load, strength, phase = week.parts.values()
    parts = [Part("", week.today.say, 0)] if week.urgent else []
    parts += [Part(phrases("head.check"), " ".join(decision.conflicts), 1)] if decision.conflicts else []
    sure = [one for one in load.bound if not one.incomplete]
    for at, outcome in enumerate((sure or list(load.bound))[:2]):
        said = f"{outcome.advice.say} {_why(week, outcome)}"
        parts.append(Part(" " if at else phrases("head.load"), f"{said} {_because(week, outcome)}", 1 + 5 * at, said))
    missing = () if decision.complete else unanswered(decision)
    if missing:
        parts.append(Part(phrases("head.to_answer"), sentence("; ".join(_questions(week, missing))), 1))
    for topic, part in (("strength", strength), ("phase", phase)):
        answer = sentence(phrases(f"week.{topic}.{part.answer}"))
        why = _why(week, part.bound[0]) if part.bound else ""
        parts.append(Part(phrases(f"head.{topic}"), f"{answer} {why}".rstrip(), 2, answer))
    parts += _unknown(week, missing)
    if decision.facts.doubts:
        parts.append(Part(phrases("head.unusual"), "; ".join(decision.facts.doubts) + ".", 4))
    if not decision.proven:
        parts.append(Part(phrases("head.unproven"), phrases("telling.unproven"), 3))
    return parts


def _step(week: Week, outcome: Outcome) -> Step:
    tree = next(tree for tree in week.decision.trees if tree.name == outcome.tree)
    return deciding_step(week.decision, tree)


def _why(week: Week, outcome: Outcome) -> str:
    """Name the deciding step of a tree, with its value."""
    step = _step(week, outcome)
    if step.possible is not None:
        return sentence(told(step, week.decision.house))
    signal = week.decision.house.vocabulary.signals[step.question.signal]
    label = (step.question.label or signal.label).rstrip("?")
    return sentence(signal.phrases("step.known", name=label, value=value_words(step.value, signal)))


def _because(week: Week, outcome: Outcome) -> str:
    return _step(week, outcome).question.because


def _questions(week: Week, missing: tuple[str, ...]) -> list[str]:
    """Name missing answers, those of one gate together."""
    vocabulary, phrases = week.decision.house.vocabulary, week.decision.house.phrases
    names: dict[str, None] = {}
    for name in missing:
        gate = next((gate for gate, (_, no) in vocabulary.gates.items() if name in no), "")
        names[phrases(f"gate.{gate}") if gate else phrases.inside(vocabulary.signals[name].label)] = None
    every = list(names)
    if len(every) <= MOST_NAMED:
        return every
    return [*every[:MOST_NAMED], phrases("week.more", n=len(every) - MOST_NAMED)]


def _unknown(week: Week, missing: tuple[str, ...]) -> list[Part]:
    """Name the first few things that were not known, and count the others."""
    names = [name for name in week.decision.unknown if name not in missing]
    signals, phrases = week.decision.house.vocabulary.signals, week.decision.house.phrases
    words = [phrases.brief(signals[name].label) for name in names[:3]]
    more = len(names) - len(words)
    if more:
        words.append(phrases("telling.others", n=more))
    return [Part(phrases("head.not_known"), sentence(phrases.listed(words)), 5)] if words else []
