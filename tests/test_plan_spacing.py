"""The rules between sessions: which pairs on which days break which."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from plans import MONDAY, plan_of, sessions_of

from runrest.importing.plans import read_plan
from runrest.loading import common
from runrest.logs.runs import Run, RunLog
from runrest.logs.trainings import Training
from runrest.plans.plan_rules import spacing_rules
from runrest.plans.sessions import Session
from runrest.plans.spacing import find_breaches
from runrest.plans.training_plan import TrainingPlan

RULES = spacing_rules()
EXAMPLE = Path(__file__).parent.parent / "docs" / "example"


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def codes(words: str, *, hints: bool = False, novice: bool = False) -> list[str]:
    rules = RULES.for_novice() if novice else RULES
    return [one.rule.id for one in find_breaches(plan_of(words), rules) if one.hint == hints]


# ------------------------------------------------------------------ the seed's own week


def test_the_seed_week_has_one_conflict_with_a_tempo() -> None:
    (only,) = find_breaches(read_plan(EXAMPLE / "seed_week.toml"), RULES)
    assert only.rule.id == "ST3"
    assert only.days == (date(2026, 11, 23), date(2026, 11, 24))
    assert "SEED" in only.rule.sources
    assert (only.rule.link, only.rule.cutoff) == ("D", "C")


def test_the_seed_week_has_none_with_a_moderate_run(tmp_path: Path) -> None:
    text = (EXAMPLE / "seed_week.toml").read_text().replace('"tempo"', '"moderate"')
    path = tmp_path / "week.toml"
    path.write_text(text)
    assert find_breaches(read_plan(path), RULES) == ()


@pytest.mark.parametrize("wednesday", ["e", "c"])
@pytest.mark.parametrize("friday", ["-", "e"])
@pytest.mark.parametrize("sunday", ["-", "r"])
def test_every_reading_of_the_seed_week(wednesday: str, friday: str, sunday: str) -> None:
    week = f"es {{}} {wednesday} s {friday} l {sunday}"
    assert codes(week.format("t")) == ["ST3"]
    assert codes(week.format("m")) == []
    for tuesday, expected in (("t", ["ST3", "ST3"]), ("m", [])):
        twice = " ".join([week.format(tuesday)] * 2)
        assert codes(twice) == expected
        assert codes(twice, hints=True) == []


def test_the_example_block_is_clean() -> None:
    assert find_breaches(read_plan(EXAMPLE / "plan.csv"), RULES) == ()


# ------------------------------------------------------------------ rule by rule


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("t i", ["LD8"]),
        ("t - i", []),
        ("ti", ["LD8"]),
        ("l R", ["LD8"]),
        ("t m", []),
        ("t - i - l", []),
        ("t - i - l - t", ["LD9"]),
        ("t - i - l - - t", []),
        ("s - s", []),
        ("s s", ["ST2"]),
        ("s - s - s", ["ST1"]),
        ("s - s - - - s", ["ST1"]),
        ("s - s - - - - s", []),
        ("s t", ["ST3"]),
        ("s l", ["ST3"]),
        ("s R", ["ST3"]),
        ("s e", []),
        ("s m", []),
        ("es", []),
        ("se", ["ST4"]),
        ("st", ["ST4"]),
        ("ce", []),
    ],
)
def test_pairs(words: str, expected: list[str]) -> None:
    assert codes(words) == expected


def test_a_hard_run_and_strength_on_one_day_is_a_hint() -> None:
    assert codes("ts", hints=True) == ["ST4"]
    assert codes("es", hints=True) == []


def test_a_novice_has_two_hard_days() -> None:
    assert codes("t - i - l") == []
    assert codes("t - i - l", novice=True) == ["LD9"]


def test_two_hard_sessions_on_a_day_are_one_hard_day() -> None:
    assert codes("ti - i - l") == ["LD8"]


@pytest.mark.parametrize(("phase", "expected"), [("foundation", 0), ("strength", 1), ("power", 1), (None, 1)])
def test_only_intense_strength_keeps_away_from_the_day_before(phase: str | None, expected: int) -> None:
    plan = TrainingPlan([Session(day(0), "strength", phase=phase), Session(day(1), "tempo")])
    found = find_breaches(plan, RULES)
    assert len(found) == expected
    assert all(("not stated" in one.says) == (phase is None) for one in found)


# ------------------------------------------------------------------ length


def test_a_spike_is_judged_by_the_thirty_days_before() -> None:
    def spikes(km: float, after: int) -> list[str]:
        plan = TrainingPlan([Session(day(0), "easy", km=10), Session(day(after), "easy", km=km)])
        return [one.rule.id for one in find_breaches(plan, RULES)]

    assert spikes(11, 7) == []
    assert spikes(11.01, 7) == ["LD1"]
    assert spikes(30, 6) == []  # a week shows no long run before it ends
    assert spikes(30, 30) == ["LD1"]
    assert spikes(30, 31) == []


def test_a_race_is_not_shortened() -> None:
    plan = TrainingPlan([Session(day(0), "long", km=16), Session(day(14), "race", km=21.1)])
    (only,) = find_breaches(plan, RULES)
    assert (only.rule.id, only.hint) == ("LD3", True)


def test_a_long_run_without_a_distance_leaves_the_length_unknown() -> None:
    sessions = [Session(day(0), "easy", km=10), Session(day(6), "long", minutes=120), Session(day(13), "long", km=20)]
    assert find_breaches(TrainingPlan(sessions), RULES) == ()


def test_a_log_comes_before_the_plan() -> None:
    log = RunLog(
        [Run(day(-20), km=14, kind="long"), Run(day(-1), km=9, rpe=7)], trainings=[Training(day(-1), "strength")]
    )
    plan = TrainingPlan([Session(day(0), "tempo", km=8), Session(day(0), "strength"), Session(day(5), "long", km=18)])
    found = find_breaches(plan.following(log), RULES)
    assert [one.rule.id for one in found if not one.hint] == ["LD8", "ST2", "LD1"]
    assert found[-1].most_km == pytest.approx(15.4)


def test_what_is_done_is_done() -> None:
    log = RunLog([Run(day(0), km=9, kind="tempo"), Run(day(1), km=9, kind="intervals"), Run(day(2), km=5)])
    assert find_breaches(plan_of("l l e e").following(log), RULES) == ()


# ------------------------------------------------------------------ against a plain reading of the rules


def plain_breaches(words: str) -> set[tuple[str, int]]:
    """Judge by counting through dates, day by day: rule and the day on which it shows."""
    days = words.split()
    hard = [at for at, told in enumerate(days) if set(told) & set("ltiR")]
    strength = [at for at, told in enumerate(days) if "s" in told]
    found = {("LD8", at) for at in hard if at - 1 in hard or sum(letter in "ltiR" for letter in days[at]) > 1}
    found |= {("LD9", at) for at in hard if sum(at - 6 <= one <= at for one in hard) > 3}
    found |= {("ST1", at) for at in strength if sum(at - 6 <= one <= at for one in strength) > 2}
    found |= {("ST2", at) for at in strength if at - 1 in strength}
    found |= {("ST3", at) for at in strength if at + 1 in hard}
    return found | {("ST4", at) for at, told in enumerate(days) if told in ("se", "st")}


@given(sessions_of(16))
def test_the_rules_agree_with_a_plain_reading(words: str) -> None:
    plan = plan_of(words)
    found = [one for one in find_breaches(plan, RULES) if not one.hint]
    first = plan.sessions[0].day
    at = {(one.rule.id, (one.days[0] if one.rule.id == "ST3" else one.days[-1]) - first) for one in found}
    said = {(code, number.days) for code, number in at}
    plain = plain_breaches(words)
    # One crowd is told once, at the last day of its seven: the plain reading sees it on every day beyond the limit.
    single = {"LD9", "ST1"}
    assert {one for one in said if one[0] not in single} == {one for one in plain if one[0] not in single}
    assert {one for one in said if one[0] in single} <= {one for one in plain if one[0] in single}
    for code in single:
        assert (code in {one[0] for one in said}) == (code in {one[0] for one in plain})
    assert all(not session.done for one in found for session in one.sessions)


def test_every_source_and_rule_is_known() -> None:
    sources = common("sources")
    for rule in RULES.by_key.values():
        assert set(rule.sources) <= set(sources)
        assert rule.link in "ABCD-"
        assert rule.cutoff in "ABCD-"
        assert rule.level in ("breach", "hint")
