"""The parts of an explanation in words: a step with its answer, what other answers would lead to, and the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from runrest.conditions import Condition, join
from runrest.pictures.captions import caps_words, citation
from runrest.pictures.phrasing import words as choice_words
from runrest.words.dialects import TEXT
from runrest.words.reasons import answer_words, counted
from runrest.words.wording import cap_words, condition_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.decision import Decision
    from runrest.house import House
    from runrest.linking import Outcome
    from runrest.signals import Signal
    from runrest.tree import Evidence, Question
    from runrest.walking import Step
    from runrest.words.dialects import Dialect
    from runrest.words.forking import Fork


RECALLED = "RECALLED"
"""The source of what was only recalled; its name says so already."""


def name_of(question: Question, house: House) -> str:
    """Give what a question asks, as it stands inside a sentence."""
    return house.phrases.inside(question.label or house.vocabulary.signals[question.signal].label)


def step_words(decision: Decision, step: Step) -> str:
    """Say what was asked, what the answer was, and which other values count alike.

    Parameters
    ----------
    decision : Decision
        An answer.
    step : Step
        One of its steps.

    Returns
    -------
    str
        For example ``Worst pain (now, last run, next day): 4 of 10 (from 3 to 5 of 10)``.

    Examples
    --------
    >>> import runrest
    >>> decision = runrest.decide("rest_timing/soreness", {"soreness": 6})
    >>> step_words(decision, decision.steps[0])
    'Muscle soreness this morning: 6 of 7 (6 of 7 or more)'
    """
    signal, phrases = decision.house.vocabulary.signals[step.question.signal], decision.house.phrases
    answer, test = answer_words(decision, step), evolve(step.branch.condition, unknown=False)
    if step.value is None:
        alike = step.branch.condition.unknown and test != Condition()
        return phrases("why.counts_like", answer=answer, test=needs_words(test, signal)) if alike else answer
    words = needs_words(test, signal)
    if not signal.numeric or counted(decision, signal.name) or answer.endswith(words):
        return answer
    return phrases("why.as_any", answer=answer, test=words)


def needs_words(condition: Condition, signal: Signal) -> str:
    """Say which values meet a condition: figures with their unit, words one by one or by what they are not."""
    return condition_words(condition, signal) if signal.numeric else choice_words(condition, signal)


def other_answers(decision: Decision, forks: Iterable[Fork], step: Step) -> list[tuple[str, str]]:
    """Say which other answers there were and where they lead, those together that lead to the same.

    Parameters
    ----------
    decision : Decision
        An answer.
    forks : iterable of Fork
        The branches beside a step.
    step : Step
        The step.

    Returns
    -------
    list of tuple of two str
        For example ``[("5 of 7 or less, or not known", "nothing against it")]``.
    """
    house = decision.house
    signal = house.vocabulary.signals[step.question.signal]
    groups: dict[tuple[str, bool], list[Condition]] = {}
    for fork in forks:
        groups.setdefault((leads_words(decision, fork, step), fork.tried is not None), []).append(fork.needs)
    told = []
    for (leads, alone), needs in groups.items():
        words = needs_words(join(needs, signal), signal)
        told.append((words if alone else house.phrases("why.and_before", needs=words), leads))
    return told


def leads_words(decision: Decision, fork: Fork, step: Step) -> str:
    """Say what a tree would say on a branch that was not taken, or what it would ask next."""
    said = dict.fromkeys(outcome_words(decision, outcome) for outcome in fork.ends)
    tree = next(tree for tree in decision.trees if tree.name == step.tree)
    asks = tree.questions.get(fork.branch.target)
    if len(said) == 1 or asks is None:
        return next(iter(said))
    return decision.house.phrases("why.then_asks", name=name_of(asks, decision.house))


def outcome_words(decision: Decision, outcome: Outcome) -> str:
    """Say in a word or two what one advice alone makes of the day or the week.

    Parameters
    ----------
    decision : Decision
        For the plan.
    outcome : Outcome
        What some tree says.

    Returns
    -------
    str
        For example ``EASE``, ``nothing against it`` or ``STOP, see a doctor today``.
    """
    scales, phrases = decision.house.scales, decision.house.phrases
    ranks, complete = dict(decision.caps_of(outcome)), not outcome.incomplete
    urgency = scales.refer.words[scales.refer.steps[outcome.refer]]
    if decision.weekly:
        heading = _for_a_week(ranks, decision.house)
    else:
        label = scales.label(ranks, outcome.refer, decision.facts, complete=complete).name
        if label == "STOP_REFER":
            return phrases("why.stop", urgency=urgency)
        heading = phrases(f"heading.{label}")
        if label == "AS_PLANNED":
            bites = scales.biting(ranks, decision.facts)
            values = {name: scales.scales[name].value(ranks[name]) for name in scales.scales if name in bites}
            heading = ", ".join(cap_words(values, scales, decision.facts))
    if outcome.refer:
        heading = phrases("why.and_refer", heading=heading, urgency=urgency) if heading else urgency
    heading = heading or phrases("why.free")
    return heading if complete else phrases("why.for_now", heading=heading)


def _for_a_week(ranks: Mapping[str, float], house: House) -> str:
    """Say what a tree makes of a week: the label where it has one, which stands for its shares, and other limits."""
    if "load" not in ranks:
        return ", ".join(caps_words(ranks, house))
    label = house.phrases(f"heading.{house.scales.week_label(ranks, complete=True).name}")
    others = {name: rank for name, rank in ranks.items() if name != "load" and not house.scales.scales[name].of}
    return ", ".join([label, *caps_words(others, house)])


def evidence_words(question: Question, house: House, dialect: Dialect = TEXT) -> tuple[str, ...]:
    """Say on whose word a question is asked: both grades, the sources, and which numbers were not read in them.

    Parameters
    ----------
    question : Question
        With its evidence.
    house : House
        For the citations.
    dialect : Dialect
        How sources are written.

    Returns
    -------
    tuple of str
        One sentence for each pair of grades.
    """
    phrases = house.phrases
    exact = phrases("why.number" if house.vocabulary.signals[question.signal].numeric else "why.line")
    graded: dict[tuple[str, str], dict[str, None]] = {}
    for one in question.evidence:
        graded.setdefault((one.link, one.cutoff), {})[cited(one, house, dialect)] = None
    told = []
    for (link, cutoff), named in graded.items():
        backed, sources = phrases(f"why.link.{link}"), "; ".join(named)
        if link == cutoff:
            told.append(phrases("why.graded_alike", link=backed, sources=sources, what=exact))
        else:
            drawn = phrases(f"why.cutoff.{cutoff}", what=exact)
            told.append(phrases("why.graded", link=backed, sources=sources, cutoff=drawn))
    return tuple(told)


def cited(one: Evidence, house: House, dialect: Dialect) -> str:
    """Write a source in short, and how its number was seen where that was not in the source itself."""
    phrases, told = house.phrases, house.sources.get(one.source, {})
    own = f"why.source.{one.source}"
    short = phrases(own) if phrases.has(own) else citation(one.source, house) if "authors" in told else one.source
    mark = one.mark or str(told.get("mark", ""))
    words = dialect.doi(short, str(told["doi"])) if "doi" in told else dialect.plain(short)
    if phrases.has(f"why.seen.{mark}") and one.source != RECALLED:
        return phrases("why.cited", source=words, seen=phrases(f"why.seen.{mark}"))
    return words


def evidence_records(question: Question, house: House) -> list[dict[str, str]]:
    """Give the evidence of a question as plain data."""
    marks = {one.source: str(house.sources.get(one.source, {}).get("mark", "")) for one in question.evidence}
    return [
        {
            "rule": one.rule,
            "source": one.source,
            "link": one.link,
            "cutoff": one.cutoff,
            "seen": one.mark or marks[one.source],
        }
        for one in question.evidence
    ]
