"""An interview: one question at a time, the ones that matter, until nothing more can change the answer."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from runrest import loading, shelf
from runrest.errors import FactsError
from runrest.interviews.mildness import mildest_of, ordinary
from runrest.interviews.posing import pose_contradiction, pose_doubt, pose_gate, pose_signal, why_asked
from runrest.interviews.reading_answers import read_answer
from runrest.interviews.resuming import PutAside, as_told, from_told, lasting, misfit
from runrest.interviews.standing import Answer, Standing, contradicted, doubted
from runrest.scales import FREE
from runrest.unknowns.asking import next_question, rounds

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from runrest.conditions import Condition
    from runrest.decision import Decision
    from runrest.house import House
    from runrest.interviews.interview_questions import InterviewQuestion
    from runrest.interviews.standing import Gates
    from runrest.signals import Value
    from runrest.unknowns.next_questions import NextQuestion

MOST_AHEAD = 99
"""So far an interview looks ahead at most, to tell how many questions there will be."""


def _known(facts: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in facts.items() if value is not None}


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(names)


@frozen(slots=False)  # a dictionary makes what is worked out once possible
class Interview:
    """Ask what matters, one question at a time, and nothing twice.

    An interview never changes: `answer` and `back` give a new one, so any of them can be kept, sent or gone back to.
    "Don't know" is ``None``, and never taken for a value. What cannot change the answer is not asked. An answer that
    is so unusual that it would not be believed is asked about, and so are answers that cannot all be so.

    Parameters
    ----------
    question : str
        ``today``, ``week``, a family of trees or a shipped tree.
    facts : mapping of str to value
        What is known already, by signal; it is not asked for.
    on : datetime.date, optional
        The day the answer is for. runrest never reads the clock.
    confirmed : iterable of str
        Signals whose unusual value somebody has confirmed.
    language : str, optional
        In which it asks and answers; otherwise the one that is spoken.

    Raises
    ------
    FactsError
        Where facts do not fit the vocabulary.
    UnknownNameError
        Where there is no such question or language.

    Examples
    --------
    >>> interview = Interview("today", {"pain_now": 0})
    >>> interview.ask().words
    'Does any of these apply to you?'
    >>> interview = interview.answer(False)  # none of them
    >>> interview.facts["scope_pregnant"]
    False
    >>> interview.ask().name
    'red_flags'
    >>> interview.back().ask().name
    'scope'
    """

    question: str = "today"
    given: Mapping[str, Value] = field(factory=dict, alias="facts", converter=_known)
    """What was known before anything was asked."""
    on: date | None = None
    sure: tuple[str, ...] = field(default=(), alias="confirmed", converter=_names)
    """Signals whose unusual value was confirmed before anything was asked."""
    language: str | None = None
    answers: tuple[Answer, ...] = ()
    """Every answer so far, in the order in which they were given."""
    earlier: date | None = field(default=None, eq=False)
    """The day of the interview that was put aside, where that was another day; see `from_dict`."""

    def __attrs_post_init__(self) -> None:
        if self.question not in shelf.names():
            loading.family(self.question, self.language)
        self._house.vocabulary.check(self.given, self.sure)

    @property
    def _house(self) -> House:
        return loading.house(self.language)

    @cached_property
    def _standing(self) -> Standing:
        standing = Standing(self.given, confirmed=frozenset(self.sure))
        for answer in self.answers:
            standing = standing.after(answer, self._gates)
        return standing

    @property
    def _gates(self) -> Gates:
        return rounds(self._house.phrases.language).gates

    @property
    def facts(self) -> dict[str, Value]:
        """Give all that is known by now, unusual answers among it; a copy.

        Of what is only partly known ("6 hours or less"), and will not be asked any more, the end that calls for the
        least caution stands for it, where that makes the answer more careful than not knowing.
        """
        standing = self._standing
        facts = dict(standing.facts)
        for name, told in standing.partly.items():
            mildest = mildest_of(told, self._house.vocabulary.signals[name])
            if mildest is not None and self._is_more_careful({**facts, name: mildest}, facts):
                facts[name] = mildest
        return facts

    @property
    def partly_known(self) -> dict[str, Condition]:
        """Give what is only partly known by now, as `runrest.possible` takes it; a copy."""
        return dict(self._standing.partly)

    def _is_more_careful(self, facts: Mapping[str, Value], before: Mapping[str, Value]) -> bool:
        """Tell whether some facts allow less than others, and nothing more."""
        with_it, without = self._decide(facts), self._decide(before)
        scales = with_it.ranks.keys() | without.ranks.keys()
        return (
            all(with_it.ranks.get(scale, FREE) <= without.ranks.get(scale, FREE) for scale in scales)
            and with_it.urgency >= without.urgency
            and with_it.complete <= without.complete
            and (dict(with_it.ranks), with_it.urgency) != (dict(without.ranks), without.urgency)
        )

    @property
    def confirmed(self) -> tuple[str, ...]:
        """Name the signals whose unusual value somebody has confirmed."""
        return tuple(sorted(self._standing.confirmed))

    @property
    def decision(self) -> Decision:
        """Decide with what is known by now: careful where answers are missing."""
        return self._decide(self.facts)

    def _decide(self, facts: Mapping[str, Value]) -> Decision:
        confirmed = self._standing.confirmed
        return loading.decide(self.question, facts, self.on, confirmed=confirmed, language=self.language)

    @cached_property
    def _to_ask(self) -> tuple[str, Any] | None:
        """Find what to ask now: its kind, and what it is about."""
        standing, vocabulary = self._standing, self._house.vocabulary
        if standing.again:
            return "again", standing.again
        if name := doubted(standing, vocabulary):
            return "doubt", name
        if (found := contradicted(standing, vocabulary, self._gates)) and not self._urgent:
            return "contradiction", found
        known = frozenset({**standing.partly, **standing.facts}.items())
        wanted = _next(self.question, known, standing.asked, standing.confirmed)
        return ("next", wanted) if wanted is not None else None

    @property
    def _urgent(self) -> bool:
        """Tell whether a doctor is needed today: then no other answer matters."""
        decision = self.decision
        return decision.urgency >= decision.house.scales.refer.steps.index("same_day")

    @property
    def done(self) -> bool:
        """Tell whether nothing is left to ask."""
        return self._to_ask is None

    def ask(self) -> InterviewQuestion | None:
        """Give the question to put now.

        Returns
        -------
        InterviewQuestion or None
            ``None`` when nothing is left to ask. To ask twice gives the same question.
        """
        if self._to_ask is None:
            return None
        kind, what = self._to_ask
        house, standing = self._house, self._standing
        phrases = house.phrases
        if kind == "doubt":
            posed = pose_doubt(house.vocabulary.signals[what], standing.facts[what])
            why = lambda: phrases("asking.why.doubt")  # noqa: E731
        elif kind == "contradiction":
            name, names_of, say = what
            posed = pose_contradiction(name, names_of, say, standing.facts, house)
            why = lambda: phrases("asking.why.contradiction")  # noqa: E731
        elif kind == "again":
            posed = pose_signal(house.vocabulary.signals[what])
            why = lambda: why_asked("again", frozenset([what]), self.decision)  # noqa: E731
        else:
            gate = self._gates[what.name] if what.kind == "gate" else None
            posed = pose_gate(gate, phrases) if gate else pose_signal(house.vocabulary.signals[what.name])
            names = frozenset(gate.signals if gate else [what.name])
            why = lambda: why_asked(what.why, names, self.decision)  # noqa: E731
        return evolve(posed, number=len(self.answers) + 1, about=lambda: self._ahead, why=why)

    @cached_property
    def _ahead(self) -> int:
        """Count the questions there will be in all, if every answer from here on is the ordinary one."""
        ahead = self
        while len(ahead.answers) < len(self.answers) + MOST_AHEAD:
            question = ahead.ask()
            if question is None:
                break
            value: Value | None = None
            if question.kind == "gate":
                value = False  # nothing of it
            elif question.kind == "doubt":
                value = True
            elif question.kind == "signal":
                value = ordinary(self._house.vocabulary.signals[question.name])
            ahead = ahead.answer(value)
        return len(ahead.answers)

    def read(self, text: str) -> Value | tuple[int, ...] | None:
        """Read what a person typed as an answer to the question that is put now.

        Parameters
        ----------
        text : str
            A number, yes or no, a choice or its place among them (from 1; for a gate, all that apply); empty for
            "don't know".

        Returns
        -------
        value, tuple of int, or None
            For `answer`.

        Raises
        ------
        FactsError
            Where it does not answer the question, or nothing is asked.

        Examples
        --------
        >>> interview = Interview("rest_timing", language="de")
        >>> interview.answer(interview.read("nein")).facts["scope_surgery"]
        False
        """
        return read_answer(text, self._asked(), self._house.phrases)

    def answer(self, value: Value | Collection[int] | None) -> Interview:
        """Answer the question that is put now.

        Parameters
        ----------
        value : bool, int, float, str, collection of int, or None
            For a signal one of its values. For a gate the numbers of what applies, from 0 as its choices have them;
            none or ``False`` where nothing does, ``True`` for something that is then asked one by one. For a doubt
            ``True`` or ``False``; for a contradiction the name of the signal whose answer is not right. ``None`` for
            "don't know", which is never asked again.

        Returns
        -------
        Interview
            A new one; this one stays as it is.

        Raises
        ------
        FactsError
            Where the value does not fit, or nothing is asked.

        Examples
        --------
        >>> Interview("rest_timing").answer(7)
        Traceback (most recent call last):
        ...
        runrest.errors.FactsError: scope is answered with numbers from 0 to 7, true or false, not with 7
        """
        asked = self._asked()
        settled: Any = value
        if asked.kind == "gate" and value is not True and isinstance(value, (bool, list, tuple, set, frozenset)):
            settled = tuple(sorted(set(value or ()), key=repr)) if not isinstance(value, bool) else ()
        answer = Answer(asked.kind, asked.name, settled)
        if problem := misfit(answer, self._house.vocabulary, self._gates):
            raise FactsError((problem,))
        if asked.type == "integer" and isinstance(value, float):
            answer = evolve(answer, value=int(value))
        return evolve(self, answers=(*self.answers, answer))

    def back(self) -> Interview:
        """Take back the last answer; its question is put again. Before the first there is nothing to take back."""
        return evolve(self, answers=self.answers[:-1]) if self.answers else self

    def _asked(self) -> InterviewQuestion:
        asked = self.ask()
        if asked is None:
            raise FactsError(("nothing is asked any more; the decision is there",))
        return asked

    def to_dict(self) -> dict[str, Any]:
        """Give the interview as plain data that JSON can hold, to go on with it later."""
        aside = PutAside(self.question, self.on, self.given, self.sure, self.answers, self.language)
        return as_told(aside, self._gates)

    @classmethod
    def from_dict(
        cls, told: Mapping[str, Any], *, on: date | None = None, facts: Mapping[str, Value] | None = None
    ) -> Interview:
        """Go on with an interview that was put aside.

        Parameters
        ----------
        told : mapping
            What `to_dict` gave.
        on : datetime.date, optional
            The day it is now. Where that is another day than the interview's, its answers are stale: it starts again,
            and only what is about the athlete is kept (age, pregnancy and the like). ``earlier`` then names its day.
        facts : mapping of str to value, optional
            What is known by now without asking. It wins over what was given or answered before.

        Returns
        -------
        Interview
            To go on with.

        Raises
        ------
        FactsError
            Where this is no interview, or facts do not fit.

        Examples
        --------
        >>> from datetime import date
        >>> put_aside = Interview(on=date(2026, 11, 21)).answer(False).answer(False).to_dict()
        >>> Interview.from_dict(put_aside).ask().number
        3
        >>> again = Interview.from_dict(put_aside, on=date(2026, 11, 22))
        >>> again.earlier, again.facts["scope_pregnant"], again.ask().name
        (datetime.date(2026, 11, 21), False, 'red_flags')
        """
        aside = from_told(told, loading.house().vocabulary, rounds().gates)
        now = {name: value for name, value in (facts or {}).items() if value is not None}
        before = cls(aside.question, aside.given, aside.on, aside.confirmed, aside.language, aside.answers)
        if on is not None and aside.on is not None and on != aside.on:
            kept = lasting(before._standing.facts, before._house.vocabulary)
            return cls(aside.question, {**kept, **now}, on, (), aside.language, earlier=aside.on)
        answers = tuple(answer for answer in aside.answers if answer.name not in now)
        return evolve(before, facts={**aside.given, **now}, on=on or aside.on, answers=answers)


@lru_cache(maxsize=4096)
def _next(
    question: str,
    facts: frozenset[tuple[str, Value | Condition]],
    asked: frozenset[str],
    confirmed: frozenset[str],
) -> NextQuestion | None:
    """Choose what to ask; going back, and looking ahead, come by the same questions again."""
    return next_question(question, dict(facts), asked=asked, confirmed=confirmed, picking=True)
