"""Training load by its published formulas: numbers from papers, and arithmetic written out by hand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from runrest.logs.load_balance import GAINS, gain_exponential, gain_reciprocal, gain_span, load_balance, smoothed
from runrest.logs.load_ratios import acwr_coupled, acwr_ewma, acwr_uncoupled, ewma
from runrest.logs.monotony import (
    monotony,
    monotony_population,
    monotony_sample,
    strain,
    strain_population,
    strain_sample,
)
from runrest.logs.planned import Profile
from runrest.logs.ramps import ramp_km, ramp_load
from runrest.logs.session_load import session_rpe_load
from runrest.logs.trainings import Heart
from runrest.logs.trimp import trimp_banister_mean, trimp_banister_seconds, trimp_edwards

if TYPE_CHECKING:
    from collections.abc import Callable

    from runrest.logs.figures import Figure

loads = st.floats(0, 2000)


def value(figure: Figure) -> float:
    assert figure.value is not None, figure.reason
    assert figure.reason == ""
    return figure.value


# ------------------------------------------------------------------ session-RPE, monotony, strain (Foster)

WEEK = [300.0, 0.0, 450.0, 0.0, 300.0, 600.0, 0.0]
# Sum 1650, mean 1650 / 7. Squares: 90000 + 202500 + 90000 + 360000 = 742500.
MEAN = 1650 / 7
SQUARES_AROUND_THE_MEAN = 742500 - 7 * (1650 / 7) ** 2


def test_session_load_is_effort_times_minutes() -> None:
    assert session_rpe_load(4, 45) == 180
    assert session_rpe_load(0, 45) == 0
    assert session_rpe_load(None, 45) is session_rpe_load(4, None) is None


def test_monotony_and_strain_by_hand() -> None:
    population, sample = math.sqrt(SQUARES_AROUND_THE_MEAN / 7), math.sqrt(SQUARES_AROUND_THE_MEAN / 6)
    assert value(monotony_population(WEEK)) == pytest.approx(MEAN / population)
    assert value(monotony_sample(WEEK)) == pytest.approx(MEAN / sample)
    assert value(strain_population(WEEK)) == pytest.approx(1650 * MEAN / population)
    assert value(strain_sample(WEEK)) == pytest.approx(1650 * MEAN / sample)
    assert (monotony(WEEK), strain(WEEK)) == (value(monotony_population(WEEK)), value(strain_population(WEEK)))


def test_one_unknown_day_is_left_out_of_monotony_and_average_in_strain() -> None:
    week = [100.0, 0.0, 100.0, 0.0, 100.0, 0.0, None]
    assert value(monotony_population(week)) == pytest.approx(1.0)  # mean 50, population SD 50
    assert value(strain_population(week)) == pytest.approx(350)


FORMULAS = (monotony_population, monotony_sample, strain_population, strain_sample)


@pytest.mark.parametrize("make", FORMULAS)
@pytest.mark.parametrize(
    ("week", "reason"),
    [
        ([200.0] * 7, "no spread to divide by"),
        ([0.1 * 3, 0.3] * 3 + [0.3], "no spread to divide by"),
        ([0.0] * 7, "no training"),
        ([100.0, 0.0, None, None, 100.0, 0.0, 50.0], "5 of 7 days is known, and 6 are needed"),
    ],
)
def test_no_spread_is_undefined_with_a_reason(
    make: Callable[[list[float | None]], Figure], week: list[float | None], reason: str
) -> None:
    figure = make(week)
    assert figure.value is None
    assert reason in figure.reason


def test_the_signal_takes_equal_loads_as_the_highest_and_none_as_unknown() -> None:
    assert (monotony([200.0] * 7), monotony([0.0] * 7)) == (100, None)


@given(st.lists(loads, min_size=7, max_size=7), st.floats(0.1, 10))
def test_monotony_does_not_care_for_the_unit(week: list[float], times: float) -> None:
    first, second = monotony_sample(week).value, monotony_sample([times * load for load in week]).value
    if first is not None and second is not None:
        assert second == pytest.approx(first, rel=1e-6)


@given(st.lists(loads, min_size=7, max_size=7))
@example([0.0] * 6 + [5e-324])
def test_the_sample_is_always_the_smaller_monotony(week: list[float]) -> None:
    population, sample = monotony_population(week).value, monotony_sample(week).value
    if population is not None and sample is not None:
        assert sample == pytest.approx(population * math.sqrt(6 / 7))


# ------------------------------------------------------------------ ACWR

LEVEL = [300.0] * 21 + [500.0] * 7
"""Three level weeks and a harder one, with the rolling ratio of the three athletes in Williams et al. 2017."""


def test_the_level_athlete_of_williams_2017() -> None:
    """The letter gives 1.43 for rolling means and 1.25 for EWMA on day 28 of an athlete whose weeks are level.

    By hand: once the last week begins, each mean has been 300 for long; it goes to 500 by lambda a day, so that
    after seven days it is 500 - 200 x (1 - lambda)^7. lambda is 2/8 and 2/29.
    """
    acute, chronic = 500 - 200 * (6 / 8) ** 7, 500 - 200 * (27 / 29) ** 7
    assert value(acwr_ewma(LEVEL)) == pytest.approx(acute / chronic)
    assert round(value(acwr_ewma(LEVEL)), 2) == 1.25
    assert value(acwr_coupled(LEVEL)) == pytest.approx(500 / ((21 * 300 + 7 * 500) / 28))
    assert round(value(acwr_coupled(LEVEL)), 2) == 1.43
    assert value(acwr_uncoupled(LEVEL)) == pytest.approx(500 / 300)


def test_rolling_means_cannot_tell_when_in_the_week_it_was_hard_and_ewma_can() -> None:
    early = [300.0] * 21 + [1400.0, 1400.0, 700.0, 0.0, 0.0, 0.0, 0.0]
    late = [300.0] * 21 + [0.0, 0.0, 0.0, 0.0, 700.0, 1400.0, 1400.0]
    assert value(acwr_coupled(early)) == pytest.approx(value(acwr_coupled(late))) == pytest.approx(20 / 14)
    assert value(acwr_ewma(early)) < value(acwr_ewma(LEVEL)) < value(acwr_ewma(late))


def test_ewma_by_hand_and_its_seed() -> None:
    # lambda 1/4: 400, then 1/4 x 0 + 3/4 x 400 = 300, then 1/4 x 100 + 3/4 x 300 = 250.
    assert [ewma([400, 0, 100][:days], 7) for days in (1, 2, 3)] == [400, 300, 250]
    assert ewma([400, 0], 28) == pytest.approx(400 * 27 / 29)


@pytest.mark.parametrize("make", [acwr_coupled, acwr_uncoupled, acwr_ewma])
def test_a_ratio_without_a_base_has_a_reason(make: Callable[[list[float | None]], Figure]) -> None:
    assert "nothing to divide by" in make([0.0] * 28).reason
    assert make([100.0] * 27).reason == "27 days are known; 28 are needed"
    assert make([100.0] * 26 + [None, 100.0]).reason == "the load of day 27 of 28 is not known"


def test_only_the_uncoupled_ratio_forgets_the_week_itself() -> None:
    only_now = [0.0] * 21 + [100.0] * 7
    assert value(acwr_coupled(only_now)) == 4
    assert acwr_uncoupled(only_now).value is None


def test_an_old_unknown_day_breaks_only_what_carries_it_on() -> None:
    history = [None, *LEVEL]
    assert value(acwr_coupled(history)) == value(acwr_coupled(LEVEL))
    assert acwr_ewma(history).reason == "the load of day 1 of 29 is not known"


@given(st.lists(st.floats(1, 2000), min_size=28, max_size=60))
def test_coupling_pulls_towards_one(series: list[float]) -> None:
    """Coupled = u / (3/4 + u/4) of the uncoupled u: always on the same side of 1, and at most 4."""
    coupled, uncoupled = value(acwr_coupled(series)), value(acwr_uncoupled(series))
    assert coupled == pytest.approx(uncoupled / (0.75 + 0.25 * uncoupled))
    assert coupled < 4


@given(st.floats(1, 2000), st.integers(28, 200))
def test_a_level_life_has_a_ratio_of_one(load: float, days: int) -> None:
    for make in (acwr_coupled, acwr_uncoupled, acwr_ewma):
        assert value(make([load] * days)) == pytest.approx(1)


# ------------------------------------------------------------------ CTL, ATL, TSB


def test_the_three_gains_at_42() -> None:
    assert (round(gain_exponential(42), 5), round(gain_reciprocal(42), 5), round(gain_span(42), 5)) == (
        0.02353,
        0.02381,
        0.04651,
    )


@pytest.mark.parametrize("variant", GAINS)
def test_load_balance_by_hand(variant: str) -> None:
    """After a long level life of 50, ten days of 100 leave 100 - 50 x (1 - gain)^10."""
    gain, _ = GAINS[variant]
    ctl, atl, tsb = load_balance([50.0] * 60 + [100.0] * 10, variant)
    assert value(ctl) == pytest.approx(100 - 50 * (1 - gain(42)) ** 10)
    assert value(atl) == pytest.approx(100 - 50 * (1 - gain(7)) ** 10)
    assert value(tsb) == pytest.approx(value(ctl) - value(atl))
    assert [one.name for one in (ctl, atl, tsb)] == [f"{name}_{variant}" for name in ("ctl", "atl", "tsb")]


def test_the_start_is_a_choice_that_is_named() -> None:
    assert smoothed([100.0] * 3, 0.5) == 100
    assert smoothed([100.0] * 3, 0.5, start=0) == 87.5
    [ctl, *_] = load_balance([100.0] * 50, "gain_reciprocal", start=0)
    assert value(ctl) == pytest.approx(100 * (1 - (41 / 42) ** 50))
    assert "first day" not in ctl.source


def test_an_unknown_day_makes_the_balance_unknown_never_lower() -> None:
    figures = load_balance([*[100.0] * 50, None, 100.0], "gain_span")
    assert {figure.reason for figure in figures} == {"the load of day 51 of 52 is not known"}
    ctl, atl, tsb = load_balance([100.0] * 20, "gain_span")
    assert (ctl.value, tsb.value) == (None, None)
    assert value(atl) == 100


@given(st.lists(loads, min_size=42, max_size=80), st.sampled_from(sorted(GAINS)))
def test_a_load_that_follows_stays_between_the_least_and_the_most(series: list[float], variant: str) -> None:
    for figure in load_balance(series, variant)[:2]:
        assert min(series) - 1e-6 <= value(figure) <= max(series) + 1e-6


# ------------------------------------------------------------------ TRIMP

MAN = Profile.of(max_hr=190, resting_hr=50, sex="male")
WOMAN = Profile.of(max_hr=190, resting_hr=50, sex="female")


def test_banister_by_hand() -> None:
    # (134 - 50) / (190 - 50) = 0.6
    assert value(trimp_banister_mean(40, Heart(mean=134), MAN)) == pytest.approx(40 * 0.6 * 0.64 * math.exp(1.92 * 0.6))
    assert value(trimp_banister_mean(40, Heart(mean=134), WOMAN)) == pytest.approx(
        40 * 0.6 * 0.86 * math.exp(1.67 * 0.6)
    )
    level = Heart(seconds_at=[(134, 2400)])
    assert value(trimp_banister_seconds(level, MAN)) == pytest.approx(value(trimp_banister_mean(40, level, MAN)))


def test_banister_by_the_second_is_more_where_the_heart_changes() -> None:
    heart = Heart(seconds_at=[(104, 1200), (164, 1200)])
    assert value(trimp_banister_seconds(heart, MAN)) > value(trimp_banister_mean(40, heart, MAN))
    ends = Heart(seconds_at=[(45, 600), (195, 600)])
    assert value(trimp_banister_seconds(ends, MAN)) == pytest.approx(10 * 0.64 * math.exp(1.92))


def test_edwards_by_hand() -> None:
    minutes = {95: 1, 100: 2, 119: 4, 120: 8, 140: 16, 160: 32, 180: 64, 200: 128}
    heart = Heart(seconds_at=[(beats, 60.0 * count) for beats, count in minutes.items()])
    # of 200: below 50 % nothing; 100-119 once, 120-139 twice, 140-159 three times, 160-179 four times, then five times
    by_hand = 1 * (2 + 4) + 2 * 8 + 3 * 16 + 4 * 32 + 5 * (64 + 128)
    assert value(trimp_edwards(heart, 200)) == pytest.approx(by_hand)


@pytest.mark.parametrize(
    ("figure", "reason"),
    [
        (trimp_banister_mean(40, Heart(mean=134), Profile()), "the highest heart rate and the resting heart rate and"),
        (trimp_banister_mean(40, Heart(mean=134), Profile.of(max_hr=190, resting_hr=50)), "the sex (for the weights)"),
        (trimp_banister_mean(None, Heart(mean=134), MAN), "it has no minutes"),
        (trimp_banister_mean(40, None, MAN), "it has no heart rate"),
        (trimp_banister_mean(40, Heart(), MAN), "it has no heart rate"),
        (trimp_banister_mean(40, Heart(mean=195), MAN), "outside the runner's 50 to 190"),
        (trimp_banister_mean(40, Heart(mean=45), MAN), "outside the runner's 50 to 190"),
        (trimp_banister_seconds(Heart(mean=134), MAN), "no time at each heart rate"),
        (trimp_edwards(Heart(mean=134), 190), "no time at each heart rate"),
        (trimp_edwards(Heart(seconds_at=[(134, 60)]), None), "the highest heart rate is not known"),
        (trimp_edwards(None, 190), "it has no heart rate"),
    ],
)
def test_what_is_missing_is_said_and_never_nought(figure: Figure, reason: str) -> None:
    assert figure.value is None
    assert reason in figure.reason


@given(st.floats(51, 189), st.floats(51, 189), st.sampled_from([MAN, WOMAN]))
def test_a_faster_heart_never_counts_less(one: float, other: float, runner: Profile) -> None:
    low, high = sorted((one, other))
    first, second = (value(trimp_banister_mean(30, Heart(mean=mean), runner)) for mean in (low, high))
    assert first <= second


# ------------------------------------------------------------------ ramps


def test_ramps() -> None:
    assert value(ramp_load(1300, 1000)) == pytest.approx(30)
    assert value(ramp_km(30, 40)) == pytest.approx(-25)
    assert ramp_km(30, 0).value is ramp_load(None, 1000).value is ramp_load(1000, None).value is None
    assert "the week before is not known" in ramp_load(1000, None).reason
