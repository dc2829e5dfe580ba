"""An interview is put aside, and gone on with later the same day."""

from __future__ import annotations

import json
import os
import stat
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from mornings import HEALTHY

from runrest.errors import FactsError
from runrest.interviews.interview import Interview
from runrest.interviews.kept_interviews import (
    forget_interview,
    interview_file,
    keep_interview,
    kept_interview,
)
from runrest.keeping.replacing import KeepingError

if TYPE_CHECKING:
    from pathlib import Path

TODAY, TOMORROW = date(2026, 11, 22), date(2026, 11, 23)


def begun() -> Interview:
    """Two gates are answered, and one signal."""
    interview = Interview("today", {"planned_type": "tempo", "hours_since_hard": 50.5}, on=TODAY)
    return interview.answer([]).answer([]).answer(None)


def told(**more: Any) -> dict[str, Any]:
    """What an interview says of itself, with something changed."""
    found: dict[str, Any] = json.loads(json.dumps(begun().to_dict()))
    return {**found, **more}


def test_it_is_plain_json_and_comes_back_the_same() -> None:
    again = Interview.from_dict(told())
    assert again == begun()
    assert again.ask() == begun().ask()
    assert again.facts == begun().facts
    assert again.back() == begun().back()
    assert told()["version"] == 1
    assert told()["on"] == "2026-11-22"
    assert told()["answers"][2]["value"] is None


def test_a_language_is_kept() -> None:
    german = Interview(language="de").answer([1])
    assert Interview.from_dict(german.to_dict()).language == "de"


def test_the_same_day_goes_on_with_what_is_known_by_now() -> None:
    now = Interview.from_dict(told(), on=TODAY, facts={"hours_since_hard": 51.0, "fatigue": 3})
    assert now.earlier is None
    assert len(now.answers) == 3
    assert (now.facts["hours_since_hard"], now.facts["fatigue"]) == (51.0, 3)


def test_what_is_known_by_now_wins_over_what_was_answered() -> None:
    interview = Interview("rest_timing/soreness", on=TODAY).answer(6)
    assert interview.facts["soreness"] == 6
    now = Interview.from_dict(interview.to_dict(), on=TODAY, facts={"soreness": 2})
    assert now.facts["soreness"] == 2
    assert now.answers == ()


def test_another_day_begins_anew_and_keeps_what_is_about_the_athlete() -> None:
    given = Interview("today", {"age": 40, "planned_type": "tempo"}, on=TODAY).answer([]).answer([])
    anew = Interview.from_dict(given.to_dict(), on=TOMORROW, facts={"fatigue": 2})
    assert anew.earlier == TODAY
    assert anew.answers == ()
    assert anew.on == TOMORROW
    scopes = {name: False for name in HEALTHY if name.startswith("scope_")}
    assert anew.facts == {"age": 40, "fatigue": 2, **scopes}
    question = anew.ask()
    assert question is not None
    assert question.name == "red_flags"


def test_dont_know_does_not_last() -> None:
    anew = Interview.from_dict(Interview(on=TODAY).answer(None).to_dict(), on=TOMORROW)
    question = anew.ask()
    assert question is not None
    assert question.name == "scope"


GATE = {"kind": "gate", "name": "scope", "value": [1]}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"version": 2}, "its version is 2, not 1"),
        ({"version": True}, "its version is yes"),
        ({"question": 7}, "its question or its language is no word"),
        ({"question": "tomorrow"}, "there is no tree or family 'tomorrow'"),
        ({"language": "fr"}, "there is no language 'fr'"),
        ({"on": "today"}, "its day is today"),
        ({"given": None}, "its facts or its answers are missing"),
        ({"given": {"fatigue": 99}}, "fatigue is 99"),
        ({"given": {"sorness": 1}}, "there is no signal 'sorness'"),
        ({"confirmed": "x"}, "its facts or its answers are missing"),
        ({"answers": {}}, "its facts or its answers are missing"),
        ({"answers": ["x"]}, "one of its answers is none"),
        ({"answers": [{"kind": "signal", "name": "fatigue"}]}, "one of its answers is none"),
        ({"answers": [{"kind": "wish", "name": "fatigue", "value": 3}]}, "one of its answers is none"),
        ({"answers": [{"kind": "signal", "name": 3, "value": 3}]}, "one of its answers is none"),
        ({"answers": [{"kind": "signal", "name": "tired", "value": 3}]}, "nothing is asked by the name tired"),
        (
            {"answers": [{"kind": "signal", "name": "bone_signs", "value": 3}]},
            "nothing is asked by the name bone_signs",
        ),
        ({"answers": [{"kind": "signal", "name": "fatigue", "value": 8}]}, "fatigue is 8"),
        ({"answers": [{"kind": "gate", "name": "fatigue", "value": True}]}, "nothing is asked by the name fatigue"),
        ({"answers": [{"kind": "gate", "name": "scope", "value": 3}]}, "scope is answered with numbers"),
        ({"answers": [GATE]}, "the list of scope is another one by now"),
        ({"answers": [{**GATE, "of": ["scope_under18"]}]}, "the list of scope is another one by now"),
        ({"answers": [{"kind": "doubt", "name": "temp_c", "value": 36}]}, "temp_c is answered with true or false"),
        ({"answers": [{"kind": "contradiction", "name": "a+b", "value": None}]}, "nothing is asked by the name a"),
        (
            {"answers": [{"kind": "contradiction", "name": "pain_site+pain_now", "value": "age"}]},
            "answered with one of pain_site, pain_now",
        ),
    ],
)
def test_what_is_no_interview_is_refused_in_a_sentence(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(Exception, match=words) as caught:
        Interview.from_dict(told(**changed))
    assert type(caught.value).__module__ == "runrest.errors"
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("nothing", [None, [], "x", 3, {}])
def test_so_is_what_is_no_object(nothing: Any) -> None:
    with pytest.raises(FactsError, match="it is no object with a version"):
        Interview.from_dict(nothing)


# ---- on the disk ----


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RUNREST_STATE", str(tmp_path / "deep" / "state"))
    return tmp_path / "deep" / "state" / "interview.json"


def test_it_is_kept_for_its_owner_alone_and_taken_away_when_done(place: Path) -> None:
    assert interview_file() == place
    assert kept_interview(TODAY, {}) is None
    assert keep_interview(begun()) == place
    if os.name == "posix":
        assert stat.S_IMODE(place.stat().st_mode) == 0o600
        assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert kept_interview(TODAY, {}) == begun()
    keep_interview(begun().answer(None))
    again = kept_interview(TODAY, {})
    assert again is not None
    assert len(again.answers) == 4
    assert [item.name for item in place.parent.iterdir() if not item.name.endswith(".lock")] == ["interview.json"]
    forget_interview()
    assert kept_interview(TODAY, {}) is None
    forget_interview()


def test_nothing_is_kept_where_nobody_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNREST_STATE", "")
    assert interview_file() is None
    assert keep_interview(begun()) is None
    assert kept_interview(TODAY, {}) is None
    forget_interview()


def test_the_usual_place_is_the_platforms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RUNREST_STATE", raising=False)
    path = interview_file()
    assert path is not None
    assert path.name == "interview.json"
    assert "runrest" in path.parts


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "is not JSON"), (b"{", "is not JSON"), (b"\xff", "is not JSON"), (b"[" * 9000, "is not JSON"),
     (b"[]", "it is no object"), (b" " * 1_000_001, "larger than a megabyte")],
)  # fmt: skip
def test_a_spoilt_file_is_named(place: Path, content: bytes, words: str) -> None:
    place.parent.mkdir(parents=True)
    place.write_bytes(content)
    with pytest.raises(FactsError, match=words):
        kept_interview(TODAY, {})


def test_what_is_no_file_is_left_alone(place: Path) -> None:
    place.mkdir(parents=True)
    with pytest.raises(FactsError, match="is not a file"):
        kept_interview(TODAY, {})
    with pytest.raises(KeepingError, match="something else than a file"):
        keep_interview(begun())


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a folder that may not be written")
def test_a_folder_that_may_not_be_written_is_named(place: Path) -> None:
    place.parent.parent.mkdir(mode=0o500)
    with pytest.raises(KeepingError, match="cannot be written"):
        keep_interview(begun())


def test_a_file_in_the_folders_place_is_named(place: Path) -> None:
    place.parent.parent.write_text("in the way")
    with pytest.raises(KeepingError, match="cannot be written"):
        keep_interview(begun())
