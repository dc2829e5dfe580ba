"""A simulated year: every morning and every Monday decided by the real trees, and what became of the plan."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from attrs import define, field

from runrest.athlete import Athlete, CheckIn, Plan, Run, RunLog
from runrest.loading import decide
from runrest.logs.trainings import Training
from runrest.scales import FREE
from runrest.simulation.simulated_runner import (
    CYCLE,
    FIRST_WEEK_KM,
    GROWTH,
    PACE,
    Body,
    Planned,
    days_to_hard,
    plan_week,
    profile,
)
from runrest.simulation.simulated_year import DayTold, TroubleTold, WeekTold, Year
from runrest.simulation.troubles import TROUBLES
from runrest.weekly import weekly_signals
from runrest.words.week_answers import decide_week

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.decision import Decision
    from runrest.simulation.troubles import Trouble
    from runrest.words.week_answers import Week

START = date(2025, 1, 6)
"""A Monday; no clock is read, so that the same seed always gives the same year."""
WARM_UP_WEEKS = 8
"""Weeks before the year that make a log and baselines; nothing is decided in them."""
LIGHTER = 0.75
"""What the runner makes of a week that is to be lighter, as a share of the last one."""
PHASES = ("foundation", "strength", "power")
STOCKTAKING_WEEKS = 5
DONE_DAYS = 28
RUN_LABELS = ("AS_PLANNED", "SHORTEN", "EASE", "EASE_SHORTEN")
NO_STRENGTH = ("SWAP", "RECOVERY", "REST", "STOP_REFER")


def simulate(seed: int = 1, weeks: int = 52, troubles: Iterable[str] = (), *, watch: bool = False) -> Year:
    """Live a year on paper.

    The runner is healthy, runs five days a week, hard and easy in turn, goes up for three weeks and down for one, does
    strength twice a week, checks in every morning and follows the advice of the day. Of the week's advice a deload is
    followed; otherwise the plan stands, and what it asks beyond the advice is reported.

    Parameters
    ----------
    seed : int
        The one source of chance.
    weeks : int
        How many weeks are decided, after eight that only make a log.
    troubles : iterable of str
        Any of ``cold``, ``tendon`` and ``sleep``: they begin in the week after a quarter, half and three quarters of
        the time, on a day of the week that the seed chooses.
    watch : bool
        Whether resting heart rate and HRV are measured each morning too.

    Returns
    -------
    Year
        Every day, every week, every trouble.

    Examples
    --------
    >>> year = simulate(seed=3, weeks=4)
    >>> len(year.days), len(year.weeks), year.share_less < 0.5
    (28, 4, True)
    """
    begins = {
        START + timedelta(days=7 * weeks * at // 4 + seed % 7): TROUBLES[name]
        for at, name in enumerate(TROUBLES, 1)
        if name in tuple(troubles)
    }
    life = Life(Random(seed), watch=watch, troubles=begins)  # noqa: S311  chance, not a secret
    for number in range(-WARM_UP_WEEKS, weeks):
        life.week(number)
    return Year(seed, watch, tuple(life.days), tuple(life.weeks), life.told_troubles())


@define
class Life:
    """The runner's days as they come; everything is kept in memory."""

    chance: Random
    watch: bool
    troubles: Mapping[date, Trouble]
    body: Body = field(init=False)
    runs: list[Run] = field(factory=list, init=False)
    trainings: list[Training] = field(factory=list, init=False)
    checkins: list[CheckIn] = field(factory=list, init=False)
    kept: list[tuple[date, int, int]] = field(factory=list, init=False)
    """Day, sessions planned, sessions done in some form."""
    yesterday: tuple[str, ...] = field(default=(), init=False)
    base_km: float = field(default=FIRST_WEEK_KM, init=False)
    place: int = field(default=0, init=False)
    """Where in the cycle of weeks the plan stands."""
    last_km: float = field(default=0.0, init=False)
    phase: int = field(default=0, init=False)
    phase_weeks: int = field(default=0, init=False)
    stock_weeks: int = field(default=0, init=False)
    days: list[DayTold] = field(factory=list, init=False)
    weeks: list[WeekTold] = field(factory=list, init=False)
    signs: dict[str, date] = field(factory=dict, init=False)
    caught: dict[str, tuple[date, str, str]] = field(factory=dict, init=False)

    @body.default
    def _body(self) -> Body:
        return Body(self.chance)

    def week(self, number: int) -> None:
        """Live one week; from week 0 on every day of it, and its Monday, is decided."""
        monday = START + timedelta(days=7 * number)
        self.wake(monday)
        planned_km = self.base_km * CYCLE[self.place]
        if number >= 0:
            answer = self.ask_week(monday, planned_km)
            if answer.label == "DELOAD":
                planned_km = min(planned_km, LIGHTER * self.last_km)
                self.place = len(CYCLE) - 1
            self.train_on(answer)
        plan = [*plan_week(number, planned_km), *plan_week(number + 1, planned_km)]
        for at in range(7):
            day = monday + timedelta(days=at)
            if at:
                self.wake(day)
            self.day(day, plan[at], days_to_hard(plan, at), decided=number >= 0)
        self.last_km = sum(run.km or 0.0 for run in self.runs if run.day >= monday)
        self.place += 1
        if self.place == len(CYCLE):
            self.place, self.base_km = 0, self.base_km * GROWTH

    def wake(self, day: date) -> None:
        """Check in, with whatever trouble there is."""
        changes: dict[str, Any] = {}
        for began, trouble in self.troubles.items():
            if began <= day:
                changes |= trouble.morning((day - began).days)
        self.checkins.append(self.body.wake(day, self.yesterday, watch=self.watch, changes=changes))

    def athlete(self, plan: Plan) -> Athlete:
        """Give what is known on this morning."""
        log = RunLog(tuple(self.runs), tuple(self.trainings))
        return Athlete(runs=log, checkins=self.checkins, plan=plan, profile=profile())

    def standing(self) -> dict[str, Any]:
        """Give where the runner stands in strength, and how much of the plan was done lately."""
        lately = self.kept[-DONE_DAYS:]
        planned = sum(one[1] for one in lately)
        return {
            "strength_phase": PHASES[self.phase],
            "weeks_in_phase": self.phase_weeks,
            "weeks_since_reassess": self.stock_weeks,
            "sessions_done_pct": round(100.0 * sum(one[2] for one in lately) / planned, 1) if planned else 100.0,
        }

    def ask_week(self, monday: date, planned_km: float) -> Week:
        """Ask on Monday morning what the week allows."""
        athlete = self.athlete(Plan(week_km_next=round(planned_km, 1)))
        facts = {**athlete.signals(monday), **self.standing()}
        found = decide_week({**weekly_signals(athlete, monday, facts), **facts}, monday)
        allowed = found.kilometres.get("week_km")
        phase = found.parts["phase"].answer
        why = "" if found.label == "PROGRESS" else found.why
        self.weeks.append(
            WeekTold(
                monday, found.label, round(planned_km, 1), allowed, found.refer, phase, why, found.decision.complete
            )
        )
        return found

    def train_on(self, answer: Week) -> None:
        """Move on in strength where the week allows it, and take stock every five weeks."""
        self.phase_weeks, self.stock_weeks = self.phase_weeks + 1, self.stock_weeks + 1
        if answer.parts["phase"].answer == "advance" and self.phase < len(PHASES) - 1:
            self.phase, self.phase_weeks = self.phase + 1, 0
        if self.stock_weeks > STOCKTAKING_WEEKS:
            self.stock_weeks = 0

    def day(self, day: date, sessions: tuple[Planned, ...], ahead: int | None, *, decided: bool) -> None:
        """Ask about each session of a day, and do what is left of it."""
        order = "run_first" if len(sessions) > 1 else "none"
        decisions = [
            self.ask(day, session, ahead, order) if decided else None for session in sessions or (Planned("rest"),)
        ]
        asked = [one for one in decisions if one is not None]
        if asked:
            self.keep(day, sessions, asked)
        pairs = zip(sessions, decisions, strict=False)
        done = [kind for session, decision in pairs for kind in self.do(day, session, decision)]
        self.kept.append((day, len(sessions), len(done)))
        self.yesterday = tuple(done)

    def ask(self, day: date, session: Planned, ahead: int | None, order: str) -> Decision:
        """Ask about one session."""
        minutes = round(session.km * PACE[session.kind]) if session.km else None
        plan = Plan(session.kind, session.km, minutes, days_to_next_hard=ahead, strength_order=order)
        return decide("today", {**self.athlete(plan).signals(day), **self.standing()}, day)

    def keep(self, day: date, sessions: tuple[Planned, ...], asked: list[Decision]) -> None:
        """Note what was said of a day, and whether a trouble showed or was caught."""
        less = [one for one in asked if one.label != ("AS_PLANNED" if sessions else "REST")]
        binding = tuple(dict.fromkeys(name for one in less for name in one.binding))
        kinds = "+".join(session.kind for session in sessions) or "rest"
        self.days.append(DayTold(day, kinds, (less or asked)[0].label, bool(less), binding))
        for began, trouble in self.troubles.items():
            if day < began:
                continue
            if trouble.shows(asked[0].facts):
                self.signs.setdefault(trouble.name, day)
            outcome = next(one for one in asked[0].outcomes if one.tree == trouble.tree)
            if outcome.caps or outcome.refer:
                self.caught.setdefault(trouble.name, (day, asked[0].label, outcome.advice.id))

    def do(self, day: date, session: Planned, decision: Decision | None) -> tuple[str, ...]:
        """Do what a decision leaves of a session, and give the kind of it."""
        label = decision.label if decision else "AS_PLANNED"
        if session.kind == "strength":
            if label in NO_STRENGTH or (decision and decision.ranks.get("strength", FREE) == 0):
                return ()
            self.trainings.append(Training(day, "strength"))
            return ("strength",)
        if label not in RUN_LABELS:
            if label == "SWAP":
                self.trainings.append(Training(day))
            return ()
        kind = "easy" if label.startswith("EASE") else session.kind
        caps = decision.ranks if decision else {}
        km = (session.km or 0.0) * min(1.0, caps.get("volume", 1.0))
        km = min(km, caps.get("km", FREE), caps.get("minutes", FREE) / PACE[kind])
        self.runs.append(self.body.run(day, Planned(kind, km)))
        return (kind,)

    def told_troubles(self) -> tuple[TroubleTold, ...]:
        """Tell when each trouble showed, and when it was caught."""
        found = []
        for began, trouble in self.troubles.items():
            sign = self.signs.get(trouble.name)
            caught, label, advice = self.caught.get(trouble.name, (None, "", ""))
            held = next((one.day for one in self.weeks if sign and one.day >= sign and one.label != "PROGRESS"), None)
            found.append(
                TroubleTold(
                    trouble.name, trouble.title, began, sign, trouble.rule, caught, trouble.tree, label, advice, held
                )
            )
        return tuple(found)
