"""A made-up runner on a sensible plan: what is planned, how mornings feel, how sessions go. All from one seed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen

from runrest.athlete import CheckIn, Profile, Run
from runrest.loading import house

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from random import Random

HARD = frozenset({"tempo", "intervals", "long"})
CYCLE = (1.0, 1.05, 1.10, 0.78)
"""Three weeks up, one down: kilometres as shares of the cycle's first week; the way back up is 28 %, within LD4."""
FIRST_WEEK_KM, GROWTH = 42.0, 1.02
"""Kilometres of the first week [km], and how much each cycle of four weeks is above the one before."""
SHARES = {1: 0.20, 2: 0.17, 3: 0.20, 5: 0.13, 6: 0.30}
"""Day of the week (Monday 0) to its share of the week's kilometres."""
PACE = {"easy": 5.9, "long": 5.8, "tempo": 5.1, "intervals": 5.3}
EFFORT = {"easy": 3.0, "long": 4.0, "tempo": 6.0, "intervals": 7.0}
"""Minutes for a kilometre, and usual effort on the CR-10 scale."""
TIRING = {"rest": -0.5, "easy": 0.0, "strength": 0.25, "long": 0.7, "tempo": 0.7, "intervals": 0.7}
SORING = {"rest": -0.3, "easy": 0.0, "strength": 0.6, "long": 0.6, "tempo": 0.5, "intervals": 0.6}
"""What a session adds to tiredness and to sore legs on the next morning, in points of the 1-7 scale."""
SLEEP_H, SLEEP_SD = 7.5, 0.8
RESTING_BPM, LN_RMSSD = 50.0, 4.1
PROFILE: Mapping[str, Any] = {"experience_months": 60, "age": 38, "injury_12m": False, "menses_applicable": False}
WELL: Mapping[str, Any] = {
    "pain_now": 0,
    "gait_changed": False,
    "painkiller_24h": False,
    "illness_days": 0,
    "days_symptom_free": 200,
    "pain_days": 0,
    "sessions_changed": 0,
    "bsi_returning": False,
    "bsi_low_2y": 0,
    "bsi_high_2y": 0,
    "perf_trend": "up",
    "form_lost": False,
    "form_ok": True,
    "discomfort_sessions": 0,
}
"""What a healthy runner answers besides the gates, every morning alike."""


def profile() -> Profile:
    """Give what is true of the runner all year: five years of running, no injury, nothing out of scope."""
    gates = house().vocabulary.gates
    return Profile.of(**PROFILE, **gates["scope"][1], **gates["red_flags"][1])


@frozen
class Planned:
    """One planned session."""

    kind: str
    km: float | None = None

    @property
    def runs(self) -> bool:
        """Tell whether it is a run."""
        return self.kind in PACE


def plan_week(number: int, km: float) -> list[tuple[Planned, ...]]:
    """Lay a week out, Monday first: hard on Tuesday, long on Sunday, easy between, strength on Wednesday and Friday.

    Parameters
    ----------
    number : int
        Weeks since the beginning; even ones have intervals on Tuesday, odd ones a tempo run.
    km : float
        The week's kilometres [km].

    Returns
    -------
    list of tuple of Planned
        The sessions of each day, in the order in which they are done; a rest day has none.

    Examples
    --------
    >>> [[session.kind for session in day] for day in plan_week(0, 40)][1:4]
    [['intervals'], ['easy', 'strength'], ['easy']]
    """
    quality = "tempo" if number % 2 else "intervals"
    kinds = {1: quality, 2: "easy", 3: "easy", 5: "easy", 6: "long"}
    days: list[tuple[Planned, ...]] = []
    for day in range(7):
        runs = (Planned(kinds[day], round(SHARES[day] * km, 1)),) if day in kinds else ()
        days.append((*runs, *((Planned("strength"),) if day in (2, 4) else ())))
    return days


@define
class Body:
    """How the runner feels, carried from day to day; every number comes from the one source of chance."""

    chance: Random
    tired: float = field(default=0.0, init=False)
    sore: float = field(default=0.0, init=False)
    strained: float = field(default=0.0, init=False)
    pulse: float = field(default=0.0, init=False)

    def wake(self, day: date, yesterday: tuple[str, ...], *, watch: bool, changes: Mapping[str, Any]) -> CheckIn:
        """Check in on a morning.

        Parameters
        ----------
        day : datetime.date
            The morning.
        yesterday : tuple of str
            Kinds of the sessions that were done.
        watch : bool
            Whether resting heart rate and HRV are measured too.
        changes : mapping
            What a trouble makes of this morning: answers by name; ``sleep_h`` instead of a usual night, and
            ``worse`` points on the four wellness answers.

        Returns
        -------
        CheckIn
            Wellness on the 1-7 scale, sleep, and the answers of a healthy runner, unless changed.
        """
        noise = self.chance.gauss
        sleep = noise(SLEEP_H + (0.4 if day.weekday() >= 5 else 0.0), SLEEP_SD)
        if "sleep_h" in changes:
            sleep = noise(changes["sleep_h"], SLEEP_SD / 2)
        sleep = min(10.0, max(3.0, round(sleep * 4) / 4))
        done = yesterday or ("rest",)
        self.tired = 0.5 * self.tired + sum(TIRING[kind] for kind in done) + noise(0, 0.4) + 0.25 * (SLEEP_H - sleep)
        self.sore = 0.5 * self.sore + sum(SORING[kind] for kind in done) + noise(0, 0.4)
        self.strained = 0.85 * self.strained + noise(0, 0.4)
        self.pulse = 0.3 * self.pulse + noise(0, 1.0)
        worse = float(changes.get("worse", 0.0))
        measured = (
            {
                "rhr": round(RESTING_BPM + 0.5 * self.tired + 1.8 * noise(0, 1) + 4 * worse),
                "hrv_rmssd": round(math.exp(LN_RMSSD + 0.12 * self.pulse - 0.02 * self.tired - 0.08 * worse), 1),
            }
            if watch
            else {}
        )
        answers = {
            **WELL,
            **house().vocabulary.gates["illness"][1],
            "fatigue": _step(3.0 + self.tired + noise(0, 0.6) + worse),
            "soreness": _step(2.6 + self.sore + noise(0, 0.6) + 0.5 * worse),
            "stress": _step(3.0 + self.strained + noise(0, 0.5)),
            "sleep_quality": _step(3.0 + 0.6 * (SLEEP_H - sleep) + noise(0, 0.7) + 0.5 * worse),
            "sleep_h": sleep,
            **measured,
            **{name: value for name, value in changes.items() if name not in ("sleep_h", "worse")},
        }
        return CheckIn.from_answers(day, answers, scale="runrest", source="simulated")

    def run(self, day: date, session: Planned) -> Run:
        """Do a run: a little longer or shorter than planned, a little harder or easier than usual."""
        noise = self.chance.gauss
        km = round(max(1.0, (session.km or 0.0) * (1 + noise(0, 0.03))), 2)
        minutes = round(km * PACE[session.kind] * (1 + noise(0, 0.03)), 1)
        effort = EFFORT[session.kind] + 0.3 * self.tired + noise(0, 0.4)
        return Run(day, km=km, minutes=minutes, rpe=min(10.0, max(1.0, round(effort * 2) / 2)), kind=session.kind)


def _step(feeling: float) -> int:
    return min(7, max(1, round(feeling)))


def days_to_hard(weeks: list[tuple[Planned, ...]], at: int) -> int | None:
    """Count the days from one day of a plan to its next hard run, today not counted."""
    return next((ahead for ahead, day in enumerate(weeks[at + 1 :], 1) if any(one.kind in HARD for one in day)), None)
