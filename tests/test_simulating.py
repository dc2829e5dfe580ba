"""The simulated year: the same every time, mild to the healthy, and quick to catch a trouble."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from runrest.cli import main
from runrest.simulation.simulating import START, simulate
from runrest.simulation.telling_simulations import WANTED, tell_year
from runrest.simulation.troubles import TROUBLES

if TYPE_CHECKING:
    from runrest.simulation.simulated_year import Year

SEEDS = (1, 2, 3)


@cache
def healthy(seed: int) -> Year:
    return simulate(seed)


@cache
def troubled(seed: int) -> Year:
    return simulate(seed, troubles=TROUBLES)


def test_the_same_seed_gives_the_same_year() -> None:
    assert simulate(7, weeks=6, troubles=["cold"]) == simulate(7, weeks=6, troubles=["cold"])
    assert simulate(7, weeks=6) != simulate(8, weeks=6)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_healthy_runner_is_rarely_told_less(seed: int) -> None:
    year = healthy(seed)
    assert len(year.days) == 364
    assert 0 < year.share_less < WANTED
    assert all(week.complete for week in year.weeks)
    assert all(day.binding for day in year.days if day.less)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_healthy_runner_on_three_up_one_down_needs_no_other_deload(seed: int) -> None:
    assert [week.day for week in healthy(seed).weeks if week.label == "DELOAD"] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_every_week_that_is_held_says_why(seed: int) -> None:
    for year in (healthy(seed), troubled(seed)):
        assert all(week.why.startswith("progression/") for week in year.weeks if week.label != "PROGRESS")


@pytest.mark.parametrize("seed", SEEDS)
def test_every_trouble_is_caught_on_the_first_day_its_signs_allow(seed: int) -> None:
    found = troubled(seed).troubles
    assert [one.name for one in found] == list(TROUBLES)
    for one in found:
        assert one.sign is not None
        assert one.sign >= one.began
        assert one.caught == one.sign
        assert one.tree == TROUBLES[one.name].tree


@pytest.mark.parametrize("seed", SEEDS)
def test_a_week_with_fever_in_it_never_progresses(seed: int) -> None:
    year = troubled(seed)
    cold = next(one for one in year.troubles if one.name == "cold")
    after = [week for week in year.weeks if 2 < (week.day - cold.began).days <= 9]
    assert after
    assert all(week.label != "PROGRESS" for week in after)


def test_nothing_is_caught_in_a_year_without_trouble() -> None:
    assert healthy(1).troubles == ()
    assert {"rest_timing/illness", "rest_timing/pain"} & set(healthy(1).trees) == set()


def test_a_watch_only_takes_away() -> None:
    assert simulate(1, weeks=12, watch=True).share_less >= simulate(1, weeks=12).share_less


def test_told_in_words() -> None:
    told = tell_year(troubled(1), width=60)
    assert max(map(len, told.splitlines())) <= 60
    assert "caught the same day" in " ".join(told.split())
    assert "LATE" not in told
    assert "NEVER" not in told


def test_the_command() -> None:
    words = ["simulate", "--weeks", "8", "--seed", "4", "--with", "cold,tendon", "--json"]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert (told["seed"], told["days"], len(told["weeks"])) == (4, 56, 8)
    assert told["weeks"][0]["day"] == START.isoformat()
    assert {one["name"] for one in told["troubles"]} == {"cold", "tendon"}
    assert CliRunner().invoke(main, words).stdout == result.stdout
    assert CliRunner().invoke(main, words[:-1]).stdout.startswith("A simulated runner: seed 4, 56 days, no watch")


def test_an_unknown_trouble_is_named() -> None:
    result = CliRunner().invoke(main, ["simulate", "--with", "cald"])
    assert result.exit_code == 2
    assert "there is no trouble 'cald' (did you mean cold?)" in result.stderr
