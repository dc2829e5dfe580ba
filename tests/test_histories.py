"""The last weeks as one picture: what it holds, that it is the same each time, and what it does not pretend to know."""

from __future__ import annotations

import re
import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from mornings import HEALTHY

from runrest.athlete import Athlete, CheckIn, Run, RunLog
from runrest.cli import main
from runrest.errors import DrawingError, FactsError
from runrest.histories import History, history
from runrest.logs.trainings import Training

if TYPE_CHECKING:
    from pathlib import Path

ON = date(2026, 11, 22)


def back(days: int) -> date:
    return ON - timedelta(days=days)


@pytest.fixture(scope="module")
def shown() -> History:
    runs = [Run(back(n), km=10 if n != 7 else 16, minutes=55, rpe=4, kind="easy") for n in range(1, 60, 2)]
    runs.append(Run(back(4), km=6))
    plain = {name: value for name, value in HEALTHY.items() if not name.startswith(("planned", "days_", "hours_"))}
    sick = {**plain, "temp_c": 38.6, "sym_systemic": True}
    wellness = ("fatigue", "soreness", "stress", "sleep_quality")
    checkins = [
        CheckIn.of(back(n), scale="hooper", **dict.fromkeys(wellness, 2), **_rest(sick if n == 10 else plain))
        for n in range(30)
        if n != 5
    ]
    return history(Athlete(runs=RunLog(runs, [Training(back(2), "strength")]), checkins=checkins), ON)


def _rest(facts: dict[str, object]) -> dict[str, object]:
    taken = {"fatigue", "soreness", "stress", "sleep_quality", "longest_run_30d", "week_km_prev", "hard_7d"}
    return {name: value for name, value in facts.items() if name not in taken}


def day(shown: History, days: int) -> object:
    return next(one for one in shown.days if one.day == back(days))


def test_each_day_is_as_its_own_morning_was(shown: History) -> None:
    assert (len(shown.days), shown.days[-1].day) == (84, ON)
    spike = next(one for one in shown.days if one.day == back(7))
    assert (spike.km, spike.longest) == (16, 10)
    after = next(one for one in shown.days if one.day == back(6))
    assert (after.longest, after.km) == (16, 0)


def test_what_is_not_known_is_not_drawn_as_nothing(shown: History) -> None:
    states = {one.day: one for one in shown.days}
    assert states[back(2)].load.state == "unknown"
    assert states[back(4)].load.load is None
    assert (states[back(70)].load.state, states[back(70)].km) == ("pre-history", None)
    assert (states[back(5)].label, states[back(5)].wellness) == (None, {})


def test_a_fever_is_a_day_of_rest(shown: History) -> None:
    sick = next(one for one in shown.days if one.day == back(10))
    assert sick.kind in ("rest", "refer")
    assert {one.kind for one in shown.days if one.day > back(9) and one.label} <= {"train", "easy", "rest"}


def test_the_picture_is_the_same_each_time_and_says_what_it_is(shown: History) -> None:
    svg = shown.svg()
    assert svg == shown.svg()
    for words in ("Advice of the day", "Daily load", "Runs", "How you felt", "not medical advice", "1 beyond it"):
        assert words in svg
    assert not re.search(r"[/\\](tmp|home|work)[/\\]", svg)
    assert shown.png()[:4] == b"\x89PNG"
    assert "image/svg+xml" in shown._repr_mimebundle_()


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_saved_by_its_ending(shown: History, tmp_path: Path, ending: str) -> None:
    path = shown.save(tmp_path / f"weeks.{ending}", theme="dark")
    assert path.stat().st_size > 1000


def test_clear_refusals(shown: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DrawingError, match=r"saved as \.svg, \.png or \.pdf"):
        shown.save(tmp_path / "weeks.gif")
    with pytest.raises(DrawingError, match="cannot be written"):
        shown.save(tmp_path / "nowhere" / "weeks.svg")
    with pytest.raises(FactsError, match="weeks is 0"):
        history(Athlete(), ON, weeks=0)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(DrawingError, match=r"runrest\[history\]"):
        shown.svg()
    assert list(shown._repr_mimebundle_()) == ["text/plain"]


def test_without_anything_the_picture_is_empty_and_whole() -> None:
    empty = history(Athlete(), ON, weeks=2)
    assert "hatched: not known" in empty.svg()
    assert {one.label for one in empty.days} == {None}


def test_by_command(tmp_path: Path) -> None:
    runs = tmp_path / "runs.csv"
    runs.write_text("day,km,minutes,rpe\n2026-11-20,8,44,4\n", encoding="utf-8")
    to = str(tmp_path / "weeks.svg")
    done = CliRunner().invoke(main, ["history", "-o", to, "--runs", str(runs), "--on", "2026-11-22", "--weeks", "3"])
    assert (done.exit_code, done.stderr) == (0, f"wrote {to}\n")
    nothing = CliRunner().invoke(main, ["history", "-o", to])
    assert (nothing.exit_code, "there is nothing to show" in nothing.stderr) == (2, True)
    wrong = CliRunner().invoke(main, ["history", "-o", to, "--weeks", "0", "--runs", str(runs)])
    assert wrong.exit_code == 2
