"""An interview: one question at a time, the ones that matter, until nothing more can change the answer."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from runrest import loading, shelf
from runrest.errors import FactsError
from runrest.interviews.mildness import ordinary, with_mildest
from runrest.interviews.posing import why_asked
from runrest.interviews.reading_answers import read_answer
from runrest.interviews.resuming import PutAside, anew, as_told, from_told, misfit, without_answers_on
from runrest.interviews.standing import Answer, standing_after
from runrest.interviews.turns import next_turn, pose
from runrest.unknowns.asking import rounds

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from runrest.conditions import Condition
    from runrest.decision import Decision
    from runrest.house import House
    from runrest.interviews.interview_questions import InterviewQuestion
    from runrest.interviews.standing import Gates, Standing
    from runrest.interviews.turns import Turn
    from runrest.signals import Value

MOST_AHEAD = 99
"""So far an interview looks ahead at most, to tell how many questions there will be."""


def _known(facts: Mapping[str, Value | None] | None) -> dict[str, Value]:
    return {name: value for name, value in (facts or {}).items() if value is not None}


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
    'Do any of these apply to you?'
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
        return standing_after(self.given, self.sure, self.answers, self._gates)

    @property
    def _gates(self) -> Gates:
        return rounds(self._house.phrases.language).gates

    @property
    def facts(self) -> dict[str, Value]:
        """Give all that is known by now, unusual answers among it; a copy.

        As long as something is only partly known ("6 hours or less"), the end that calls for the least caution stands
        for it, where that makes the answer more careful than not knowing.
        """
        standing = self._standing
        return with_mildest(standing.facts, standing.partly, self._house.vocabulary.signals, self._decide)

    @property
    def partly_known(self) -> dict[str, Condition]:
        """Give what is only partly known by now, as `runrest.possible` takes it; a copy."""
        return dict(self._standing.partly)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Name the signals that were asked in vain; what is not known and not among them could change nothing."""
        standing = self._standing
        return tuple(
            name
            for name in self._house.vocabulary.names
            if name in standing.asked and name not in standing.facts and name not in standing.partly
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
    def _turn(self) -> Turn | None:
        return next_turn(self.question, self._standing, self._house.vocabulary, self._gates, self._urgent)

    def _urgent(self) -> bool:
        """Tell whether a doctor is needed today: then no other answer matters."""
        decision = self.decision
        return decision.urgency >= decision.house.scales.refer.steps.index("same_day")

    @property
    def done(self) -> bool:
        """Tell whether nothing is left to ask."""
        return self._turn is None

    def ask(self) -> InterviewQuestion | None:
        """Give the question to put now.

        Returns
        -------
        InterviewQuestion or None
            ``None`` when nothing is left to ask. To ask twice gives the same question.
        """
        turn = self._turn
        if turn is None:
            return None
        return evolve(
            pose(turn, self._standing, self._house, self._gates),
            number=len(self.answers) + 1,
            about=lambda: self._ahead,
            why=lambda: why_asked(turn.why, turn.about(self._gates), self.decision),
        )

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
        now = _known(facts)
        vocabulary, gates = loading.house().vocabulary, rounds().gates
        aside = from_told(told, vocabulary, gates)
        earlier = aside.on if on is not None and aside.on is not None and on != aside.on else None
        kept = anew(aside, vocabulary, gates) if earlier else without_answers_on(aside, now)
        return cls(
            kept.question,
            {**kept.given, **now},
            on or kept.on,
            kept.confirmed,
            kept.language,
            kept.answers,
            earlier,
        )
