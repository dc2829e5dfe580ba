"""Where every signal of the vocabulary comes from on a day, or why it is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from runrest.loading import house
from runrest.logs.findings import Finding, Origin
from runrest.said import counted, joined, said
from runrest.weekly import weekly_findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from runrest.logs.records import Records
    from runrest.vocabulary import Facts, Vocabulary

WHENCE = {"computed": "log", "planned": "plan", "profile": "profile", "asked": "check-in"}
"""How the vocabulary says a signal is known, to where it would come from."""
FROM_MORNINGS = ("sleep_h_14d", "fatigue_days_high", "stress_days_high", "worse_than_usual", "rhr_", "hrv_")
RED_DAY = "red_day_7d"
FROM_DIARY = ("red_day_7d", "poor_days_7d", "soft_sign_days", "pain_ok_days")
COUNTS = (
    said("none"),
    said("one"),
    said("two"),
    said("three"),
    said("four"),
    said("five"),
    said("six"),
    said("seven"),
    said("eight"),
    said("nine"),
    said("ten"),
)
NOT_SAID = {"plan": said("no plan says it"), "profile": said("the profile does not say it")}
NOTHING_SHOWS = said("nothing shows it")


def origins(
    records: Records, on: date, told: Mapping[str, object], confirmed: Iterable[str] = ()
) -> tuple[Origin, ...]:
    """Say of every signal where it comes from (see `Athlete.origins`).

    Parameters
    ----------
    records : Records
        Log, check-ins, plan and profile.
    on : datetime.date
        The day that is asked about.
    told : mapping of str to object
        What is said by hand besides; ``None`` takes a signal away.
    confirmed : iterable of str
        Signals whose unusual value somebody has confirmed.

    Returns
    -------
    tuple of Origin
        One for each signal, in the vocabulary's order, then any that the vocabulary does not hold.

    Raises
    ------
    FactsError
        Where a fact does not fit the vocabulary.
    """
    vocabulary = house().vocabulary
    found: dict[str, tuple[str, Finding]] = {}
    for whence, findings in records.sources(on).items():
        _lay(found, findings, whence)
    by_hand = {name: Finding(value, days=(on, on)) for name, value in told.items() if value is not None}
    taken_away = {name: Finding(why=said("taken away by hand")) for name, value in told.items() if value is None}
    facts = _known({**found, **{name: ("told", one) for name, one in (by_hand | taken_away).items()}})
    weeks = weekly_findings(records, on, facts)
    _lay(found, {name: one for name, one in weeks.items() if found.get(name, ("log",))[0] == "log"}, "log")
    found |= {name: ("told", one) for name, one in (by_hand | taken_away).items()}
    if weeks[RED_DAY].value:  # what the days show red is not to be told away
        found[RED_DAY] = ("check-in", weeks[RED_DAY])
    checked = vocabulary.check(_known(found), confirmed)
    names = dict.fromkeys((*vocabulary.signals, *found))
    asked = Asked(records, on, vocabulary, checked)
    return tuple(
        asked.derived(name) if name in vocabulary.derived else asked.plain(name, found.get(name)) for name in names
    )


def _lay(found: dict[str, tuple[str, Finding]], findings: Mapping[str, Finding], whence: str) -> None:
    """Lay findings over those that are there; a reason never hides a value."""
    for name, finding in findings.items():
        if finding.known or name not in found or not found[name][1].known:
            found[name] = ("check-in" if whence == "log" and name in FROM_DIARY else whence, finding)


def _whence(name: str, whence: str) -> str:
    return "check-in" if name in FROM_DIARY or name.startswith(FROM_MORNINGS) else whence


def _known(found: Mapping[str, tuple[str, Finding]]) -> dict[str, Any]:
    return {name: finding.value for name, (_, finding) in found.items() if finding.known}


@frozen
class Asked:
    """The day that is asked about, with all that is known of it."""

    records: Records
    on: date
    vocabulary: Vocabulary
    checked: Facts

    def plain(self, name: str, found: tuple[str, Finding] | None) -> Origin:
        """Give the origin of a signal that is not derived."""
        signal = self.vocabulary.signals.get(name)
        unit = signal.unit if signal else ""
        if found is not None and found[1].known:
            whence, finding = found
            doubt = next((words for words in self.checked.doubts if words.startswith(f"{name} ")), "")
            why = joined((finding.why, doubt.partition(" ")[2].partition(" ")[2]), "; ")
            return Origin(name, finding.value, unit, whence, finding.places, finding.days, why)
        whence = _whence(name, WHENCE[signal.known] if signal else "told")
        reasoned = whence != "check-in" or self.on in self.records.by_day or name in FROM_DIARY
        if found is not None and found[1].why and reasoned:
            return Origin(name, None, unit, whence, found[1].places, found[1].days, found[1].why)
        if whence == "check-in":
            return self.unanswered(name, unit)
        why = NOT_SAID.get(whence, NOTHING_SHOWS)
        return Origin(name, None, unit, whence, why=why)

    def unanswered(self, name: str, unit: str) -> Origin:
        """Say why no check-in answers a signal on the day."""
        records, on = self.records, self.on
        today = records.by_day.get(on)
        if today is not None:
            why, places = (
                said("asked: the check-in of the day does not answer it"),
                (today.source,) if today.source else (),
            )
            return Origin(name, None, unit, "check-in", places, (on, on), why)
        past = [one for one in records.checkins if one.day < on]
        answered = next((one for one in reversed(past) if name in one.facts), None)
        last = answered or (past[-1] if past and name.startswith(FROM_MORNINGS) else None)
        if last is None:
            return Origin(name, None, unit, "check-in", why=said("asked: nobody has said"))
        days = (on - last.day).days
        why = counted(
            "the check-in of {day} is one day old and is not used",
            "the check-in of {day} is {days} days old and is not used",
            days,
            day=last.day,
            days=COUNTS[days] if days < len(COUNTS) else days,
        )
        place = last.place_of(name)
        return Origin(name, None, unit, "check-in", (place,) if place else (), (last.day, last.day), why)

    def derived(self, name: str) -> Origin:
        """Work a derived signal out of the others, or name what is missing."""
        unit = self.vocabulary.signals[name].unit
        parts = self.vocabulary.plain(name)
        open_ = [part for part in parts if part not in self.checked]
        found = self.vocabulary.range_of(name, self.checked)
        if found is not None and found[0] == found[1]:
            why = (
                said("not assessed: {names}", names=", ".join(open_))
                if open_
                else said("from {names}", names=", ".join(parts))
            )
            return Origin(name, found[0], unit, "derived", why=why)
        if not open_:
            return Origin(name, None, unit, "derived", why=said("there is nothing to divide by"))
        why = said("not known: {names}", names=", ".join(open_))
        if found is not None and not isinstance(found[0], bool):
            why = said("{low} to {high}: {why}", low=found[0], high=found[1], why=why)
        return Origin(name, None, unit, "derived", why=why)
