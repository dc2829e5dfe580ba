"""Where every signal comes from, or why it is unknown; and that value and origin never disagree."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from runrest.athlete import Athlete, CheckIn, Plan, Profile, Run, RunLog
from runrest.cli import main
from runrest.loading import house
from runrest.logs.findings import SOURCES, Origin
from runrest.logs.runs import RUN_KINDS
from runrest.logs.trainings import Training
from runrest.weekly import weekly_signals

if TYPE_CHECKING:
    from pathlib import Path

ON = date(2026, 11, 22)
SIGNALS = house().vocabulary.signals
PLAIN = [name for name, signal in SIGNALS.items() if not signal.derived]


def back(days: int) -> date:
    return ON - timedelta(days=days)


def morning(days: int, **items: object) -> CheckIn:
    return CheckIn.of(back(days), scale="hooper", source=f"checkins.csv:{days}", **items)


def of(athlete: Athlete, told: dict[str, object] | None = None) -> dict[str, Origin]:
    return {one.signal: one for one in athlete.origins(ON, told)}


def test_every_signal_of_the_vocabulary_is_there_once_and_in_its_order() -> None:
    assert [one.signal for one in Athlete().origins(ON)] == list(SIGNALS)


def test_a_value_names_its_file_and_day() -> None:
    runs = [Run(back(9), km=14, source="a.csv:4"), Run(back(3), km=8, kind="easy", source="a.csv:9")]
    found = of(Athlete(runs=runs, checkins=[morning(0, fatigue=3)], plan=Plan.parse("easy:8km")))
    longest = found["longest_run_30d"]
    assert (longest.value, longest.unit, longest.from_what) == (14, "km", "log")
    assert (longest.places, longest.days) == (("a.csv:4",), (back(9), back(9)))
    assert (found["week_km_prev"].places, found["week_km_prev"].days) == (("a.csv:9",), (back(7), back(1)))
    assert (found["fatigue"].from_what, found["fatigue"].places) == ("check-in", ("checkins.csv:0",))
    assert (found["planned_km"].value, found["planned_km"].from_what) == (8, "plan")


@pytest.mark.parametrize(
    ("athlete", "signal", "why"),
    [
        (Athlete(), "longest_run_30d", "there are no runs up to 2026-11-22"),
        (Athlete(runs=[Run(back(40), km=9)]), "longest_run_30d", "no run in the 30 days before 2026-11-22"),
        (Athlete(), "pain_now", "asked: nobody has said"),
        (
            Athlete(checkins=[morning(3, fatigue=3)]),
            "fatigue",
            "the check-in of 2026-11-19 is three days old and is not used",
        ),
        (
            Athlete(checkins=[morning(1, rhr=50)]),
            "rhr_delta",
            "the check-in of 2026-11-21 is one day old and is not used",
        ),
        (Athlete(checkins=[morning(1, fatigue=3)]), "soreness", "asked: nobody has said"),
        (Athlete(checkins=[morning(0, fatigue=3)]), "soreness", "asked: the check-in of the day does not answer it"),
        (Athlete(checkins=[morning(0, fatigue=3)]), "rhr_delta", "the resting heart rate is not in the check-in of"),
        (
            Athlete(checkins=[morning(0, sleep_h=7)]),
            "sleep_h_14d",
            "1 of the last 14 nights are known; 10 are needed",
        ),
        (
            Athlete(runs=[Run(back(12), km=8), Run(back(2), minutes=50, source="garmin.csv:14")]),
            "load_7d",
            "the run of 2026-11-20 (garmin.csv:14) has no effort",
        ),
        (
            Athlete(runs=[Run(back(12), km=8), Run(back(2), minutes=50, source="garmin.csv:14")]),
            "hours_since_hard",
            "the run of 2026-11-20 (garmin.csv:14) shows neither a kind nor an effort",
        ),
        (Athlete(), "planned_type", "no plan says it"),
        (Athlete(), "age", "the profile does not say it"),
        (Athlete(), "red_day_7d", "0 of the seven days before answer pain and illness with a no; 4 are needed"),
        (Athlete(), "spike", "not known: planned_km, longest_run_30d"),
        (Athlete(runs=[Run(back(9), km=8)]), "last_race_km", "no run in the log is called a race"),
    ],
)
def test_what_is_unknown_says_why(athlete: Athlete, signal: str, why: str) -> None:
    found = of(athlete)[signal]
    assert found.value is None
    assert found.why.startswith(why)


def test_derived_signals_say_what_they_are_made_of() -> None:
    found = of(Athlete(checkins=[morning(0, pain_now=3)]), {"pain_site": "knee"})
    assert (found["pain_peak"].value, found["pain_peak"].why) == (3, "not assessed: pain_run_peak, pain_next_am")
    assert found["readiness_signs"].why.startswith("0 to 1: not known: fatigue")
    assert found["pain_site"].from_what == "told"


def test_what_is_told_by_hand_counts_most_and_can_take_away() -> None:
    athlete = Athlete(runs=[Run(back(3), km=8, kind="easy")], checkins=[morning(0, fatigue=3)])
    found = of(athlete, {"fatigue": None, "days_off": 1})
    assert (found["fatigue"].value, found["fatigue"].why) == (None, "taken away by hand")
    assert (found["days_off"].value, found["days_off"].from_what) == (1, "told")


def test_a_reason_never_hides_a_value_from_elsewhere() -> None:
    athlete = Athlete(profile=Profile.of(sleep_h_14d=7.0, load_7d=900.0), checkins=[morning(0, fatigue=3)])
    found = of(athlete)
    for name, value in (("sleep_h_14d", 7.0), ("load_7d", 900.0)):
        assert athlete.signals(ON)[name] == found[name].value == value
        assert found[name].from_what == "profile"


def test_a_red_day_that_the_days_show_is_not_told_away() -> None:
    found = of(Athlete(checkins=[morning(2, temp_c=39)]), {"red_day_7d": False})["red_day_7d"]
    assert (found.value, found.from_what, found.places) == (True, "check-in", ("checkins.csv:2",))


def test_what_is_told_today_counts_in_the_week() -> None:
    athlete = Athlete(checkins=[morning(days, pain_now=0) for days in range(10)])
    assert of(athlete)["pain_ok_days"].value == 10
    assert of(athlete, {"pain_now": 4})["pain_ok_days"].value == 0


def test_an_unusual_value_says_that_it_counts_as_unknown() -> None:
    found = of(Athlete(checkins=[morning(0, pain_now=0, sleep_h=1)]))["sleep_h_last"]
    assert "outside the usual" in found.why


def test_two_reports_of_one_day_each_keep_their_place() -> None:
    day = [CheckIn.of(ON, scale="hooper", fatigue=3, source="a.csv:2"), CheckIn.of(ON, sleep_h=7, source="b.csv:9")]
    found = of(Athlete(checkins=day))
    assert (found["fatigue"].places, found["sleep_h_last"].places) == (("a.csv:2",), ("b.csv:9",))


# ------------------------------------------------------------------ value and origin

amounts = st.none() | st.integers(1, 90)
runs = st.builds(
    Run,
    day=st.integers(0, 70).map(back),
    km=amounts,
    minutes=amounts,
    rpe=st.none() | st.integers(0, 10),
    kind=st.none() | st.sampled_from(sorted(RUN_KINDS)),
    source=st.integers(1, 99).map(lambda line: f"runs.csv:{line}"),
)
others = st.builds(
    Training,
    day=st.integers(0, 70).map(back),
    sport=st.sampled_from(["strength", "cross", "unnamed"]),
    minutes=amounts,
    rpe=st.none() | st.integers(0, 10),
)
answers = st.fixed_dictionaries(
    {},
    optional={
        "fatigue": st.integers(1, 7),
        "soreness": st.integers(1, 7),
        "stress": st.integers(1, 7),
        "sleep_quality": st.integers(1, 7),
        "sleep_h": st.integers(3, 10),
        "rhr": st.integers(40, 70),
        "hrv_rmssd": st.integers(20, 90),
        "pain_now": st.integers(0, 7),
        "last_rpe_delta": st.integers(-2, 4),
        "sym_systemic": st.booleans(),
        "sym_above_neck": st.sampled_from(["none", "mild"]),
    },
)
mornings = st.lists(st.tuples(st.integers(0, 40), answers), max_size=30, unique_by=lambda one: one[0]).map(
    lambda some: [CheckIn.from_answers(back(days), items, scale="hooper", source="c.csv:1") for days, items in some]
)
athletes = st.builds(
    Athlete,
    runs=st.builds(RunLog, st.lists(runs, max_size=20), st.lists(others, max_size=6)),
    checkins=mornings,
    plan=st.sampled_from([Plan(), Plan.parse("easy:8km"), Plan.parse("rest")]),
    profile=st.sampled_from([Profile(), Profile.of(age=40, injury_12m=False)]),
    gap_days=st.sampled_from([10, 30]),
)


@settings(max_examples=60, deadline=None)
@given(athletes)
def test_value_and_origin_never_disagree(athlete: Athlete) -> None:
    found = athlete.origins(ON)
    values = {one.signal: one.value for one in found if one.known and not SIGNALS[one.signal].derived}
    assert values == {**weekly_signals(athlete, ON), **athlete.signals(ON)}


@settings(max_examples=60, deadline=None)
@given(athletes)
def test_every_origin_is_whole(athlete: Athlete) -> None:
    for one in athlete.origins(ON):
        assert one.from_what in SOURCES
        assert one.known or one.why, one.signal
        assert one.unit == SIGNALS[one.signal].unit
        assert one.days is None or one.days[0] <= one.days[1] <= ON, one.signal
        if one.known and one.from_what == "check-in":
            assert one.places or one.signal in ("hrv_valid7", "hrv_base_days"), one.signal
        json.dumps(one.to_dict(), allow_nan=False)


@settings(max_examples=60, deadline=None)
@given(athletes)
def test_every_value_fits_the_vocabulary(athlete: Athlete) -> None:
    house().vocabulary.check({**weekly_signals(athlete, ON), **athlete.signals(ON)})


@settings(max_examples=40, deadline=None)
@given(athletes, st.randoms())
def test_the_order_of_the_log_and_of_the_check_ins_changes_nothing(athlete: Athlete, chance: Any) -> None:
    some, other, mornings = list(athlete.runs), list(athlete.runs.trainings), list(athlete.checkins)
    for items in (some, other, mornings):
        chance.shuffle(items)
    mixed = Athlete(runs=RunLog(some, other), checkins=mornings, plan=athlete.plan, gap_days=athlete.gap_days)
    plain = Athlete(runs=athlete.runs, checkins=athlete.checkins, plan=athlete.plan, gap_days=athlete.gap_days)
    assert mixed.signals(ON) == plain.signals(ON)
    assert weekly_signals(mixed, ON) == weekly_signals(plain, ON)


@settings(max_examples=40, deadline=None)
@given(athletes)
def test_tomorrow_changes_nothing_of_today(athlete: Athlete) -> None:
    later = RunLog(
        [*athlete.runs, Run(back(-1), km=30, rpe=9)], [*athlete.runs.trainings, Training(back(-2), "unnamed")]
    )
    mornings = [*athlete.checkins, CheckIn.of(back(-1), scale="hooper", fatigue=7, rhr=90)]
    ahead = Athlete(
        runs=later, checkins=mornings, plan=athlete.plan, profile=athlete.profile, gap_days=athlete.gap_days
    )
    assert ahead.origins(ON) == athlete.origins(ON)


# ------------------------------------------------------------------ the command


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    days = [f"{back(day)},{8 + day % 3},{50 + day % 4},{3 + day % 3},easy" for day in range(60, 0, -2)]
    (tmp_path / "runs.csv").write_text("\n".join(["day,km,minutes,rpe,kind", *days]) + "\n", encoding="utf-8")
    told = [f"{back(day)},hooper,{3 + day % 2},2,7.5,{50 + day % 3},0" for day in range(40, -1, -1)]
    head = "day,scale,fatigue,soreness,sleep_h,rhr,pain_now"
    (tmp_path / "checkins.csv").write_text("\n".join([head, *told]) + "\n", encoding="utf-8")
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner(env={"COLUMNS": "80"}).invoke(main, ["signals", "--on", "2026-11-22", *words])


FILES = ("--runs", "runs.csv", "--checkins", "checkins.csv")


def test_the_command_lists_every_signal(desk: Path) -> None:
    result = run(*FILES)
    assert result.exit_code == 0
    words = set(result.stdout.replace(",", " ").replace(":", " ").split())
    assert set(SIGNALS) <= words
    assert all(len(line) <= 80 for line in result.stdout.splitlines())
    assert "longest_run_30d     10 km" in result.stdout
    assert "Reported, never used for advice" in result.stdout
    assert "runs.csv:" in result.stdout


def test_the_command_knows_what_today_would_know(desk: Path) -> None:
    told = json.loads(run(*FILES, "--json", "--planned", "tempo:9km", "--set", "fatigue=unknown", "--not-ill").stdout)
    found = {one["signal"]: one for one in told["signals"]}
    assert (found["planned_km"]["value"], found["planned_km"]["from"]) == (9, "told")
    assert found["fatigue"]["why"] == "taken away by hand"
    assert found["sym_gi"]["value"] is False
    assert (found["soreness"]["from"], found["soreness"]["places"]) == ("check-in", ["checkins.csv:42"])
    assert set(told) == {"on", "signals", "reported", "notes", "read"}
    assert told["reported"]["note"] == "reported, never used for advice"
    today = CliRunner().invoke(main, ["today", "--on", "2026-11-22", *FILES, "--json", "--planned", "tempo:9km"])
    asked = {step["signal"]: step["value"] for step in json.loads(today.stdout)["because"]}
    plain = {
        one["signal"]: one["value"]
        for one in json.loads(run(*FILES, "--json", "--planned", "tempo:9km").stdout)["signals"]
    }
    assert asked.items() <= plain.items()


def test_a_plan_file_is_called_by_its_name(desk: Path) -> None:
    (desk / "plan.csv").write_text("date,kind,km,minutes\n2026-11-22,tempo,9,50\n", encoding="utf-8")
    told = json.loads(run("--plan", "plan.csv", "--json").stdout)
    [planned] = [one for one in told["signals"] if one["signal"] == "planned_type"]
    assert (planned["value"], planned["from"], planned["places"]) == ("tempo", "plan", ["plan.csv"])


def test_the_length_of_a_gap_is_an_option(desk: Path) -> None:
    rows = [f"{back(34)},9,50,3,easy", f"{back(3)},9,50,3,easy"]
    (desk / "runs.csv").write_text("\n".join(["day,km,minutes,rpe,kind", *rows]) + "\n", encoding="utf-8")

    def week_km(*words: str) -> dict[str, Any]:
        told = json.loads(run("--runs", "runs.csv", "--json", *words).stdout)
        return next(one for one in told["signals"] if one["signal"] == "week_km_prev")

    assert (week_km()["value"], week_km()["why"]) == (None, "the log has a gap between 2026-10-19 and 2026-11-19")
    assert week_km("--gap-days", "31")["value"] == 9


def test_what_the_heart_needs_changes_no_signal(desk: Path) -> None:
    plain = json.loads(run(*FILES, "--json").stdout)
    hearts = json.loads(run(*FILES, "--json", "--max-hr", "190", "--resting-hr", "50", "--sex", "female").stdout)
    assert plain["signals"] == hearts["signals"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--runs", "nothing.csv"), "nothing.csv"),
        (("--max-hr", "12"), "max_hr is 12"),
        (("--max-hr", "60", "--resting-hr", "70"), "must be above the resting heart rate"),
        (("--set", "fatigue=9"), "fatigue is 9"),
        (("--gap-days", "0"), "gap"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(words: tuple[str, ...], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("width", ["40", "60", "80"])
def test_it_wraps_to_the_terminal(desk: Path, width: str) -> None:
    result = CliRunner(env={"COLUMNS": width}).invoke(main, ["signals", "--on", "2026-11-22", *FILES])
    assert max(map(len, result.stdout.splitlines())) <= int(width)
