"""One runner: log, check-ins, plan and profile, and the facts they give on any day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from runrest.logs.checkins import CheckIn
from runrest.logs.gaps import gaps
from runrest.logs.mornings import joined_note
from runrest.logs.planned import Plan, Profile
from runrest.logs.records import Records
from runrest.logs.runs import Run, RunLog
from runrest.said import counted, said

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from runrest.logs.findings import Origin

__all__ = ["Athlete", "CheckIn", "Plan", "Profile", "Run", "RunLog"]


@frozen
class Athlete(Records):
    """Everything known of one runner; whatever was not given is unknown.

    Examples
    --------
    >>> from datetime import date
    >>> runner = Athlete(runs=[Run(date(2026, 11, 20), km=12, kind="easy")], plan=Plan.parse("easy:8km"))
    >>> runner.signals(on=date(2026, 11, 22))["days_off"]
    2
    """

    def origins(self, on: date, told: Mapping[str, object] | None = None) -> tuple[Origin, ...]:
        """Say of every signal of the vocabulary where its value comes from, or why it is unknown.

        The values are those of `signals`, of `runrest.weekly.weekly_signals` and of the derived signals: they are
        taken from the same findings, so that value and origin cannot disagree.

        Parameters
        ----------
        on : datetime.date
            The day that is asked about.
        told : mapping of str to object, optional
            What is said by hand besides; it counts more than anything read. ``None`` takes a signal away.

        Returns
        -------
        tuple of Origin
            One for each signal, in the vocabulary's order.

        Raises
        ------
        FactsError
            Where a fact does not fit the vocabulary.

        Examples
        --------
        >>> from datetime import date
        >>> runner = Athlete(runs=[Run(date(2026, 11, 20), km=12, source="runs.csv:7")])
        >>> found = {one.signal: one for one in runner.origins(date(2026, 11, 22))}
        >>> found["longest_run_30d"].places, found["week_km_prev"].why
        (('runs.csv:7',), 'the log begins on 2026-11-20')
        """
        from runrest.origins import origins

        return origins(self, on, told or {})

    def notes(self, on: date) -> tuple[str, ...]:
        """Say in plain sentences what could not be known on a day, and why.

        Parameters
        ----------
        on : datetime.date
            The day that is asked about.

        Returns
        -------
        tuple of str
            What was assumed in reading, what the log leaves open, and whether the day has a check-in.
        """
        sentences = [*self.runs.notes]
        if self.runs.skipped:
            place, reason = self.runs.skipped[0]
            sentences.append(
                counted(
                    "{n} record is left out of the log; the first is {place}: {why}",
                    "{n} records are left out of the log; the first is {place}: {why}",
                    len(self.runs.skipped),
                    place=place,
                    why=reason,
                )
            )
        sentences += gaps(self.runs, on, self.gap_days, self.profile.max_hr)
        if note := joined_note([checkin for checkin in self.checkins if checkin.day <= on]):
            sentences.append(note)
        if self.checkins and on not in self.by_day:
            past = [checkin.day for checkin in self.checkins if checkin.day < on]
            if past:
                sentences.append(
                    said(
                        "there is no check-in for {on}; the last one is from {day} and is not used for it",
                        on=on,
                        day=past[-1],
                    )
                )
            else:
                sentences.append(said("there is no check-in for {on}", on=on))
        return tuple(sentences)
