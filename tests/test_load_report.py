"""The report of training load: figures with their variant, reasons with the day, and nothing of it in any tree."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from runrest.athlete import Athlete, CheckIn, Profile, Run, RunLog
from runrest.errors import FactsError
from runrest.loading import house
from runrest.logs.load_balance import smoothed
from runrest.logs.load_ratios import acwr_ewma
from runrest.logs.load_report import REPORTED_ONLY, training_report
from runrest.logs.monotony import monotony_sample
from runrest.logs.trainings import Heart, Training
from runrest.logs.trimp import trimp_banister_mean, trimp_edwards

if TYPE_CHECKING:
    from runrest.logs.figures import Figure

ON = date(2026, 11, 22)
TREES = Path(__file__).parent.parent / "trees"


def back(days: int) -> date:
    return ON - timedelta(days=days)


def report(log: RunLog, profile: Profile | None = None, **more: object) -> dict[str, Figure]:
    return {one.name: one for one in training_report(log, ON, profile, **more)}  # type: ignore[arg-type]


def every_other_day(days: int = 60) -> list[Run]:
    return [
        Run(back(day), km=6 + day % 3, minutes=40 + day % 5, rpe=3 + day % 4, source=f"runs.csv:{day}")
        for day in range(1, days + 1, 2)
    ]


LOADS = [0.0 if day % 2 == 0 else (3.0 + day % 4) * (40 + day % 5) for day in range(59, 0, -1)]
"""What `every_other_day` amounts to, written out again: the oldest first, up to the day before."""


def test_the_figures_are_those_of_the_formulas_on_the_days_of_the_log() -> None:
    found = report(RunLog(every_other_day()))
    assert found["acwr_ewma"] == acwr_ewma(LOADS)
    assert found["monotony_sample"] == monotony_sample(LOADS[-7:])
    assert found["ctl_gain_reciprocal"].value == pytest.approx(smoothed(LOADS, 1 / 42))
    assert found["ramp_load"].value == pytest.approx(100 * (sum(LOADS[-7:]) / sum(LOADS[-14:-7]) - 1))
    assert all(one.known or one.name.startswith("trimp") for one in found.values())


def test_the_day_itself_and_what_comes_later_are_not_in_it() -> None:
    later = [Run(back(0), minutes=200, rpe=9), Run(back(-1), minutes=200, rpe=9)]
    assert report(RunLog(every_other_day())) == report(RunLog([*every_other_day(), *later]))


def test_a_session_without_effort_is_named_by_what_it_breaks() -> None:
    log = RunLog([*every_other_day(), Run(back(40), minutes=50, source="garmin.csv:14")])
    found = report(log)
    said = f"the load of {back(40)} is not known: the run of {back(40)} (garmin.csv:14) has no effort"
    broken = {name for name, figure in found.items() if figure.reason == said}
    carried = {f"{kind}_{gain}" for kind in ("ctl", "atl", "tsb") for gain in GAINS}
    assert broken == {"acwr_ewma", *carried}
    assert found["acwr_coupled"].known
    assert found["monotony_population"].known


GAINS = ("gain_exponential", "gain_reciprocal", "gain_span")


def test_an_unknown_day_can_be_let_to_restart_what_it_breaks() -> None:
    log = RunLog([*every_other_day(), Run(back(40), minutes=50)])
    found = report(log, after_unknown="restart")
    assert found["acwr_ewma"] == acwr_ewma(LOADS[-39:])
    assert found["atl_gain_span"].known
    assert found["ctl_gain_span"].reason == "39 days are known; 42 are needed"
    with pytest.raises(FactsError, match="after_unknown is 'zero'"):
        report(log, after_unknown="zero")


@pytest.mark.parametrize(
    ("log", "reason"),
    [
        (RunLog(), "there is no session up to 2026-11-22"),
        (RunLog([Run(back(3), minutes=40, rpe=3)]), "the log begins on 2026-11-19"),
        (RunLog([Run(back(50), minutes=40, rpe=3)]), "the log ends on 2026-10-03, 50 days ago"),
        (
            RunLog([Run(back(50), minutes=40, rpe=3), Run(back(1), minutes=40, rpe=3)]),
            "the log has a gap between 2026-10-03 and 2026-11-21",
        ),
        (RunLog([*every_other_day()], [Training(back(2), "unnamed")]), "has neither effort nor minutes"),
    ],
)
def test_what_is_not_covered_is_unknown_and_never_rest(log: RunLog, reason: str) -> None:
    found = report(log)
    assert found["acwr_coupled"].value is found["ramp_load"].value is None
    assert reason in found["acwr_coupled"].reason
    assert reason in found["ramp_load"].reason


def test_trimp_of_the_week_adds_up_its_sessions_and_names_the_one_that_lacks_a_heart() -> None:
    runner = Profile.of(max_hr=190, resting_hr=50, sex="female")
    heart = Heart(mean=150, seconds_at=[(140, 1200), (160, 1200)])
    runs = [Run(back(day), minutes=40, heart=heart, source=f"a.fit:{day}") for day in (2, 5, 9)]
    found = report(RunLog(runs), runner)
    one = trimp_banister_mean(40, heart, runner).value
    assert one is not None
    assert found["trimp_banister_mean_7d"].value == pytest.approx(2 * one)
    assert found["trimp_edwards_7d"].value == pytest.approx(2 * (trimp_edwards(heart, 190).value or 0))
    lacking = report(RunLog(runs, [Training(back(1), "cross", source="b.csv:2")]), runner)["trimp_edwards_7d"]
    assert lacking.reason == "the session of 2026-11-21 (b.csv:2): it has no heart rate"
    assert report(RunLog(runs[:1]), runner)["trimp_edwards_7d"].reason == f"the log begins on {back(2)}"


def test_the_resting_heart_rate_of_the_check_ins_stands_in_for_that_of_the_profile() -> None:
    heart = Heart(mean=150)
    runs = [Run(back(day), minutes=40, heart=heart) for day in (2, 9)]
    mornings = [CheckIn.of(back(day), rhr=48 + day % 5) for day in range(1, 29)]
    profile = Profile.of(max_hr=190, sex="male")

    def trimp(**known: object) -> Figure:
        found = Athlete(runs=runs, **known).report(ON)  # type: ignore[arg-type]
        return next(one for one in found if one.name == "trimp_banister_mean_7d")

    assert trimp(profile=profile, checkins=mornings) == trimp(profile=Profile.of(max_hr=190, sex="male", resting_hr=50))
    assert "the resting heart rate is not known" in trimp(profile=profile, checkins=mornings[:13]).reason


def test_each_figure_has_a_name_of_its_own_a_source_and_a_value_or_a_reason() -> None:
    for log in (RunLog(), RunLog(every_other_day()), RunLog(every_other_day(6))):
        figures = training_report(log, ON)
        assert len({one.name for one in figures}) == len(figures) == 21
        for one in figures:
            assert one.source
            assert (one.value is None) == bool(one.reason)


def test_no_tree_and_no_signal_uses_what_is_only_reported() -> None:
    names = {one.name for one in training_report(RunLog(), ON)}
    own = {name for name in names if name.startswith(REPORTED_ONLY)}
    assert names - own == {"monotony_population", "monotony_sample", "strain_population", "strain_sample"}
    words = re.compile(rf"\b({'|'.join(REPORTED_ONLY)})(_|\b)", re.IGNORECASE)
    assert not [name for name in house().vocabulary.signals if words.match(name) or name in names]
    for path in TREES.rglob("*.toml"):
        asked = re.findall(r'\bsignal\s*=\s*"([^"]+)"', path.read_text(encoding="utf-8"))
        assert not [name for name in asked if words.search(name) or name in names], path


def test_advice_is_the_same_whatever_is_only_reported() -> None:
    """Highest rate aside, which shows hard runs, nothing that only the figures ask changes a signal."""
    runs = every_other_day()
    plain = Athlete(runs=runs)
    told = Athlete(runs=runs, profile=Profile.of(resting_hr=50, sex="male"))
    assert plain.signals(ON) == told.signals(ON)
    assert not set(plain.signals(ON)) & {one.name for one in plain.report(ON)}
