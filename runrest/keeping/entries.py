"""One check-in as it is to be written: every answer held against the vocabulary and its scale."""

from __future__ import annotations

from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from runrest.errors import FactsError, did_you_mean
from runrest.logs.bounds import is_plain_day
from runrest.logs.checkins import BOUNDS, OTHER_NAMES, RAW, SCALES, WELLNESS, CheckIn
from runrest.said import said
from runrest.signals import Signal, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.phrases import Phrases
    from runrest.vocabulary import Vocabulary

OWN_SCALE = "runrest"
COLUMN_OF = {signal: column for column, signal in OTHER_NAMES.items()}
EVERYDAY = (*WELLNESS, "sleep_h", *RAW, "pain_now")
FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2199, 12, 31)


@frozen
class Entry:
    """A check-in that may be written."""

    day: date
    answers: Mapping[str, Value]
    """Column to value as it was given, on the scale it was given on."""
    scale: str = OWN_SCALE
    at: datetime | None = None
    """When it was given, with its offset from UTC."""
    doubts: tuple[str, ...] = ()
    """A sentence for each answer that is possible but unusual, and for answers that contradict each other."""

    @classmethod
    def of(
        cls,
        day: date,
        answers: Mapping[str, object],
        vocabulary: Vocabulary,
        *,
        scale: str = OWN_SCALE,
        at: datetime | None = None,
    ) -> Entry:
        """Check a check-in.

        Parameters
        ----------
        day : datetime.date
            The morning it belongs to.
        answers : mapping of str to object
            Signals by name, and ``rhr`` [beats per minute] and ``hrv_rmssd`` [ms]; ``None`` is unknown.
        vocabulary : Vocabulary
            Fixes the type and range of each signal.
        scale : str
            That of fatigue, soreness, stress and sleep quality: one of `SCALES`.
        at : datetime.datetime, optional
            When it was given; it must know its offset from UTC.

        Returns
        -------
        Entry
            What is not known is left out.

        Raises
        ------
        FactsError
            Naming all that does not fit, also where no answer is left.

        Examples
        --------
        >>> from runrest.loading import house
        >>> Entry.of(date(2026, 11, 22), {"fatigue": 3, "sleep_h_last": 7.5}, house().vocabulary).answers
        mappingproxy({'fatigue': 3, 'sleep_h': 7.5})
        """
        problems = _misfits(day, scale, at)
        if problems:
            raise FactsError(tuple(problems))
        known = {OTHER_NAMES.get(name, name): value for name, value in answers.items() if value is not None}
        if not known:
            raise FactsError((said("there is no answer to write"),))
        told = CheckIn.from_answers(day, known, scale=scale)
        facts = vocabulary.check(told.facts)
        kept: dict[str, Value] = {COLUMN_OF.get(name, name): _whole(value) for name, value in known.items()}
        # Spelt as the vocabulary has it (3.0 becomes 3), but on the scale on which it was given.
        kept |= {COLUMN_OF.get(name, name): value for name, value in facts.items() if name not in WELLNESS}
        conflicts = vocabulary.conflicts(facts)
        return cls(day, MappingProxyType(kept), scale, at, (*facts.doubts, *conflicts))

    def cells(self) -> Mapping[str, Value]:
        """Give what belongs in each column: the day, when it was given, the scale where it matters, the answers."""
        cells: dict[str, Value] = {"day": self.day.isoformat()}
        if self.at is not None:
            cells["at"] = self.at.isoformat(timespec="seconds")
        if self.needs_scale:
            cells["scale"] = self.scale
        return {**cells, **self.answers}

    @property
    def needs_scale(self) -> bool:
        """Tell whether an answer means nothing without its scale."""
        return not self.answers.keys().isdisjoint(WELLNESS)


def askable(vocabulary: Vocabulary, phrases: Phrases, scale: str = OWN_SCALE) -> Mapping[str, Signal]:
    """List everything that a check-in may hold, as signals that know their own question and range.

    Parameters
    ----------
    vocabulary : Vocabulary
        The signals there are.
    phrases : Phrases
        For the words of what is no signal by itself.
    scale : str
        That of the wellness answers.

    Returns
    -------
    mapping of str to Signal
        By name; ``sleep_h`` is another name for ``sleep_h_last``.
    """
    signals = {name: vocabulary.signals[name] for name in vocabulary.names}
    for name in RAW:
        low, high = BOUNDS[name]
        label, unit, ask = (phrases(f"checkin.{name}.{part}") for part in ("label", "unit", "ask"))
        signals[name] = Signal(name, "number", "neither", label, valid=(low, high), unit=unit, ask=ask, phrases=phrases)
    low, high, turned = SCALES[scale]
    for name in WELLNESS:
        if (low, high) != signals[name].valid:
            ends = (low, high) if turned(low) < turned(high) else (high, low)
            ask = phrases("checkin.on_scale", what=signals[name].label, scale=scale, best=ends[0], worst=ends[1])
            signals[name] = evolve(signals[name], type="number", valid=(low, high), plausible=None, ask=ask, unit="")
    return {**signals, **{given: signals[name] for given, name in OTHER_NAMES.items()}}


def scale_problem(scale: str) -> list[str]:
    """Say in a list of no or one sentence that there is no such scale."""
    if scale in SCALES:
        return []
    return [
        said(
            "{scale!r} is not a known scale{hint}; there are {known}",
            scale=scale[:40],
            hint=did_you_mean(scale[:40], SCALES),
            known=", ".join(SCALES),
        )
    ]


def columns_of(cells: Iterable[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Put columns in order for a new file: the everyday ones, all of them, then what else there is.

    Examples
    --------
    >>> from runrest.loading import house
    >>> columns_of(["day", "sym_gi", "temp_c"], house().vocabulary)[-2:]
    ('temp_c', 'sym_gi')
    """
    everyday = ("day", "at", "scale", *EVERYDAY)
    order = {name: number for number, name in enumerate(vocabulary.names)}
    others = sorted((name for name in cells if name not in everyday), key=lambda name: order.get(name, -1))
    return (*everyday, *others)


def _misfits(day: date, scale: str, at: datetime | None) -> list[str]:
    problems = scale_problem(scale)
    if not is_plain_day(day) or not FIRST_DAY <= day <= LAST_DAY:
        problems.append(
            said(
                "the day of a check-in is {day!r}, but must be a date from {first} to {last}",
                day=day,
                first=FIRST_DAY,
                last=LAST_DAY,
            )
        )
    if at is not None and (at.utcoffset() is None or not FIRST_DAY <= at.date() <= LAST_DAY):
        problems.append(said("a check-in is given at {at!r}, but must be at a time with its offset from UTC", at=at))
    return problems


def _whole(value: object) -> Value:
    """Write a checked number without decimals that say nothing."""
    return int(value) if isinstance(value, float) and value.is_integer() else value  # type: ignore[return-value]
