"""What is said about a log, a check-in or a file: made in English where it is found, told in the runner's language."""

from __future__ import annotations

import ast
import copy
import json
import pickle
import re
import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from golden_text import is_golden
from hypothesis import given, settings
from hypothesis import strategies as st
from languages import LANGUAGES, forms, numerals
from test_cli import ON, run
from test_languages_answers import english_words

from runrest import loading, shelf
from runrest.athlete import Athlete, CheckIn, Profile, Run, RunLog
from runrest.cli.speaking import VARIABLE
from runrest.errors import FactsError, LogError
from runrest.histories import history
from runrest.importing import read_log
from runrest.logs.runs import RUN_KINDS
from runrest.logs.trainings import SPORTS, Heart, Training
from runrest.origins import origins
from runrest.phrases import PLURAL, SLOT, PhraseError, Phrases, slots_of
from runrest.said import Said, counted, joined, places_of, said
from runrest.weekly import weekly_notes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runrest.phrases import Phrase

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "runrest"
EXPORTS = Path(__file__).parent / "exports"
MAKERS = {"said": 0, "counted": 1}
"""What makes a sentence, and at which place its template stands."""
TOLD_BY = {"LogError", "FactsError", "ValueError", "KeepingError", "Finding", "Figure", "_Refusal", "Unit", "Part"}
TOLD_BY |= {"Breach", "Shortage", "Told"}
"""What carries sentences to a runner."""
ROOMS = ("logs", "importing", "keeping", "plans")
ABOUT_DEVELOPERS = {
    "lookback.py": "gap_days is",
    "load_report.py": "after_unknown is",
}
"""Told to who calls from Python, by how it begins."""
SAME = frozenset({"stress", "{far} km and {wide} km", "{sessions} in {weeks}", "{title} (runrest offer {name})"})
CROWDED_PLAN = """\
date,kind,km,phase
2026-11-23,long,18,
2026-11-24,tempo,8,
2026-11-25,strength,,power
2026-11-26,intervals,7,
2026-11-27,strength,,
2026-11-27,tempo,7,
2026-11-28,strength,,foundation
2026-11-29,easy,6,
2026-12-02,long,25,
2026-12-06,race,42.2,
"""
HARD_WEEK = """\
date,kind,km
2026-11-23,tempo,8
2026-11-25,tempo,8
2026-11-27,intervals,7
2026-11-29,long,25
"""
LOG = ["--runs", "docs/example/activities.csv"]
LOG_AND_CHECKINS = [*LOG, "--checkins", "docs/example/checkins.csv"]


@cache
def parsed() -> tuple[tuple[Path, ast.Module], ...]:
    files = ((path, path.read_text(encoding="utf-8")) for path in sorted(HOUSE.rglob("*.py")))
    return tuple((path, ast.parse(text)) for path, text in files)


def makings(tree: ast.Module) -> Iterator[ast.Call]:
    imports = any(isinstance(node, ast.ImportFrom) and node.module == "runrest.said" for node in ast.walk(tree))
    for node in ast.walk(tree) if imports else ():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS:
            yield node


@cache
def templates() -> Mapping[str, str]:
    """Every template of the code, its places bare, with what makes it; and what the rules of a plan ask."""
    rules = tomllib.loads((shelf.root() / "spacing.toml").read_text(encoding="utf-8"))
    found: dict[str, str] = {rule["asks"]: "said" for rule in rules.values()}
    for path, tree in parsed():
        for node in makings(tree):
            assert isinstance(node.func, ast.Name)
            first, template = node.args[0], node.args[MAKERS[node.func.id]]
            for one in (first, template):
                assert isinstance(one, ast.Constant), f"{path.name}:{node.lineno}: a template is written out in full"
            assert isinstance(template, ast.Constant)
            found[places_of(template.value)[0]] = node.func.id
    return found


def worded(template: str) -> bool:
    """Tell whether there is anything in it to translate."""
    return re.search(r"[^\W\d_]", SLOT.sub("", template)) is not None


def translations(language: str) -> Mapping[str, Phrase]:
    return Phrases(language, read_said=lambda: shelf.phrase_files(language, "said")).said


def translated(words: str, language: str = "de") -> str:
    return loading.house(language).phrases.translated(words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_there_with_the_same_places_and_numbers(language: str) -> None:
    ours, theirs = templates(), translations(language)
    assert sorted(one for one in ours if worded(one) and one not in theirs) == []
    assert sorted(theirs.keys() - ours.keys()) == []
    assert {one for one in theirs if slots_of(theirs[one]) != slots_of(one)} == set()
    assert {one for one in theirs if isinstance(theirs[one], str) != (ours[one] == "said")} == set()
    changed = {
        (one, form) for one in theirs for form in forms(theirs[one]) if numerals(one, "en") != numerals(form, language)
    }
    assert changed == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_left_in_english(language: str) -> None:
    theirs = translations(language)
    assert {one for one in theirs if one in forms(theirs[one]) and worded(one)} <= {*SAME, "{place}: {why}"}


def test_no_german_sentence_holds_english_words() -> None:
    codes = re.compile(
        r"\{\w+\}|\b(?:day|km|minutes|kind|date|note|yes|true|false|start|units|week)\b|'runrest\[files\]'"
    )
    found = {
        form: words
        for phrase in translations("de").values()
        for form in forms(phrase)
        if (words := english_words(codes.sub(" ", form)))
    }
    assert found == {}


@pytest.mark.parametrize("room", ROOMS)
def test_what_carries_a_sentence_to_a_runner_carries_one_that_can_be_translated(room: str) -> None:
    """A plain string in such a place would stay English without a word."""
    plain = []
    for path, tree in parsed():
        if path.relative_to(HOUSE).parts[0] != room:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in TOLD_BY:
                given_ = [*node.args, *(word.value for word in node.keywords)]
                plain += [f"{path.name}: {words}" for one in given_ for words in plain_sentences(one)]
    hidden = {f"{name}: {begins}" for name, begins in ABOUT_DEVELOPERS.items()}
    assert [one for one in plain if not any(one.startswith(begins) for begins in hidden)] == []


def plain_sentences(node: ast.expr) -> Iterator[str]:
    """Give the strings of at least two words that no maker of sentences made."""
    if isinstance(node, ast.Call):
        return
    if isinstance(node, ast.JoinedStr):
        words = "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        words = node.value
    else:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                yield from plain_sentences(child)
        return
    if re.search(r"\w{2,} \w{2,}", words):
        yield words


def test_a_sentence_is_its_english_and_nothing_else() -> None:
    one = said("{km:.1f} km on {day}, named {name!r}", km=8.25, day=date(2026, 11, 20), name="a {b}")
    assert one == "8.2 km on 2026-11-20, named 'a {b}'"
    assert json.dumps([one]) == json.dumps([one[:]])
    assert {one: 1}["8.2 km on 2026-11-20, named 'a {b}'"] == 1
    assert said("no {places} to fill in {{this}}", places="x") == "no x to fill in {this}"
    assert said("plain") == "plain"


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one)), str])
def test_a_copy_remembers_what_it_was_made_of(again: object) -> None:
    one = said("the log begins on {day}", day=date(2026, 11, 20))
    same = again(one)  # type: ignore[operator]
    assert isinstance(same, Said)
    assert (same, same.template, dict(same.parts)) == (one, "the log begins on {day}", {"day": date(2026, 11, 20)})


def test_an_exception_gives_a_sentence_back_whole() -> None:
    error = ValueError(said("this zip is damaged"))
    assert translated(str(error)) == "dieses Zip ist beschädigt"
    told = LogError("a.zip", said("this zip is damaged"), remedy=said("download it again"))
    assert str(told) == "a.zip: this zip is damaged; download it again"
    assert translated(str(told)) == "a.zip: dieses Zip ist beschädigt; lade sie noch einmal herunter"
    both = FactsError((said("no effort"), said("{source}: {text}", source="a:1", text=said("no minutes"))))
    assert translated(str(both)) == "die Anstrengung fehlt; a:1: die Minuten fehlen"


def test_parts_are_translated_and_numbers_written_the_languages_way() -> None:
    run_ = said("the run of {when}", when="2026-11-20 (runs.csv:7)")
    looks = said(
        "{session} looks like a race ({km:g} km at an effort of {rpe:g}); if it was one, call it so",
        session=run_,
        km=21.3,
        rpe=9.0,
    )
    assert translated(looks) == (
        "Lauf vom 2026-11-20 (runs.csv:7) sieht nach einem Rennen aus (21,3 km mit Anstrengung 9); wenn es eines war,"
        " nenn es so"
    )
    assert (
        translated(joined([said("no effort"), "", said("no minutes")])) == "die Anstrengung fehlt, die Minuten fehlen"
    )
    assert translated(said("{text} is not a number", text="'{km}'")) == "'{km}' ist keine Zahl"


@pytest.mark.parametrize(("count", "wanted"), [(1, "1 Lauf"), (0, "0 Läufe"), (2, "2 Läufe")])
def test_a_count_chooses_its_form(count: int, wanted: str) -> None:
    assert translated(counted("{n} run", "{n} runs", count)) == wanted
    assert translated(counted("{n} run", "{n} runs", count), "en") == ("1 run" if count == 1 else f"{count} runs")


def test_what_nobody_translated_stays_english_whole() -> None:
    odd = said("never {heard}", heard=said("no effort"))
    assert translated(odd) == "never no effort"
    assert translated("no effort") == "no effort"


def test_a_prefix_is_taken_off_a_sentence() -> None:
    one = said("{source}: {text}", source="a.csv:3", text=said("no effort"))
    assert translated(one.removeprefix("a.csv:3: ")) == "die Anstrengung fehlt"
    assert one.removeprefix("b") == "a.csv:3: no effort"


@pytest.mark.parametrize("text", ['"a" = 1', '"a" = ["x"]', '"a" = { one = "x" }', "[a]\nb = 'x'"])
def test_what_is_no_sentence_is_refused(text: str) -> None:
    broken = Phrases("xx", read_said=lambda: (("file", text),))
    with pytest.raises(PhraseError, match="'a' of the language 'xx' is no sentence"):
        broken.translated(said("a"))


def test_a_sentence_is_told_once() -> None:
    twice = Phrases("xx", read_said=lambda: (("one", '"a" = "b"'), ("two", '"a" = "c"')))
    with pytest.raises(PhraseError, match="said twice, the second time in two"):
        twice.translated(said("a"))


@given(st.dictionaries(st.sampled_from("abc"), st.text(max_size=5) | st.integers() | st.floats(0, 1e6), max_size=3))
def test_english_is_what_format_makes_of_it(parts: dict[str, object]) -> None:
    template = "so " + " ".join(f"{{{name}}}" for name in parts)
    assert said(template, **parts) == template.format(**parts)
    assert translated(said(template, **parts), "en") == template.format(**parts)


@pytest.mark.parametrize("name", sorted(path.name for path in EXPORTS.iterdir() if path.suffix != ".json"))
def test_no_english_in_what_is_said_of_a_file(name: str) -> None:
    log = read_log(EXPORTS / name, scale="hooper")
    told: list[str] = [*log.report.lines()]
    on = (log.report.last or log.checkins[-1].day) if log.report.sessions or log.checkins else date(2026, 11, 22)
    athlete = Athlete(runs=log.runs, checkins=log.checkins)
    told += [*athlete.notes(on), *weekly_notes(athlete, on), *(one.why for one in origins(athlete, on, {}))]
    told += [one for figure in athlete.report(on) for one in (figure.reason, figure.source)]
    german = [translated(one).replace(str(EXPORTS / name), "") for one in told]
    assert {one for one in german if english_words(one)} == set()


BACK = st.integers(-3, 120).map(lambda back: date(2026, 11, 22) - timedelta(days=back))
ODD = st.none() | st.floats(0.5, 40)
RUNS = st.builds(
    Run,
    day=BACK,
    km=ODD,
    minutes=st.none() | st.floats(5, 300),
    rpe=st.none() | st.integers(0, 10).map(float),
    kind=st.none() | st.sampled_from(sorted(RUN_KINDS)),
    heart=st.none() | st.builds(Heart, mean=st.floats(90, 190)),
)
TRAININGS = st.builds(Training, day=BACK, sport=st.sampled_from(SPORTS), minutes=st.none() | st.floats(5, 300))
CHECKINS = st.builds(
    lambda day, answers: CheckIn.of(day, scale="hooper", **answers),
    BACK,
    st.fixed_dictionaries(
        {},
        optional={
            "fatigue": st.integers(1, 7),
            "stress": st.integers(1, 7),
            "sleep_h": st.floats(3, 11),
            "rhr": st.integers(40, 80),
            "hrv_rmssd": st.integers(20, 90),
        },
    ),
)


@given(
    runs=st.lists(RUNS, max_size=12),
    trainings=st.lists(TRAININGS, max_size=5),
    checkins=st.lists(CHECKINS, max_size=12, unique_by=lambda one: one.day),
    profile=st.builds(Profile.of, max_hr=st.none() | st.just(190.0), sex=st.none() | st.just("female")),
)
@settings(max_examples=60, deadline=None)
def test_no_english_in_what_is_said_of_any_log(
    runs: list[Run], trainings: list[Training], checkins: list[CheckIn], profile: Profile
) -> None:
    athlete = Athlete(runs=RunLog(runs, trainings), checkins=checkins, profile=profile)
    on = date(2026, 11, 22)
    told = [
        *athlete.notes(on),
        *weekly_notes(athlete, on),
        *(one.why for one in origins(athlete, on, {"fatigue": None})),
    ]
    told += [one for figure in athlete.report(on) for one in (figure.reason, figure.source)]
    german = set(map(translated, told))
    assert {one for one in german if english_words(one)} == set()
    assert not any(re.search(r"\d\.\d", one) for one in german)


def test_german_signals_as_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = run("signals", "--lang", "de", *ON, *LOG_AND_CHECKINS)
    is_golden("de_signals", f"{result.stdout}--- stderr\n{result.stderr}--- exit {result.exit_code}\n")


def test_german_plan_check_as_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plan.csv").write_text(CROWDED_PLAN)
    result = run("plan", "check", "plan.csv", "--lang", "de")
    assert result.exit_code == 1
    is_golden("de_plan_check", f"{result.stdout}--- stderr\n{result.stderr}--- exit {result.exit_code}\n")


@pytest.mark.parametrize("weeks", ["2", "6"])
def test_german_plan_strength_as_kept(weeks: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plan.csv").write_text(HARD_WEEK)
    args = ["plan", "strength", "--runs", "plan.csv", "--start", "2026-11-23", "--weeks", weeks, "--lang", "de"]
    result = run(*args)
    assert result.exit_code == (1 if weeks == "6" else 0)
    is_golden(f"de_plan_strength_{weeks}", f"{result.stdout}--- stderr\n{result.stderr}--- exit {result.exit_code}\n")


@pytest.mark.parametrize("plan", ["CROWDED_PLAN", "HARD_WEEK"])
def test_no_english_in_what_is_said_of_a_plan(plan: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plan.csv").write_text(globals()[plan])
    place = ["--runs", "plan.csv", "--start", "2026-11-23", "--lang", "de"]
    told = json.loads(run("plan", "check", "plan.csv", "--json", "--lang", "de").stdout)
    said_of_it = [one[key] for one in told["found"] for key in ("says", "asks", "mend")] + told["notes"]
    said_of_it += run("plan", "strength", *place).stdout.splitlines()
    calendar = run("plan", "strength", *place, "--format", "ics").stdout.replace("\r\n ", "")
    said_of_it += re.findall(r"(?:SUMMARY|DESCRIPTION|CALNAME):(.*)", calendar)
    assert [words for one in said_of_it if (words := english_words(one))] == []
    assert not re.search(r"\b(?:Mon|Tue|Wed|Thu|Sat|Sun)\b", "\n".join(said_of_it))


def test_a_calendar_keeps_its_events_whatever_the_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plan.csv").write_text(HARD_WEEK)
    args = ["plan", "strength", "--runs", "plan.csv", "--start", "2026-11-23", "--weeks", "2", "--format", "ics"]
    english, german = (re.findall(r"UID:.*", run(*args, *lang).stdout) for lang in ([], ["--lang", "de"]))
    assert english
    assert english == german


def test_german_notes_as_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = run("today", "--lang", "de", "--no-input", *ON, *LOG)
    is_golden("de_today_runs", f"{result.stdout}--- stderr\n{result.stderr}--- exit {result.exit_code}\n")


@pytest.mark.parametrize("command", ["today", "week", "why"])
def test_notes_in_json_speak_the_language_too(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    notes = json.loads(run(command, "--json", "--lang", "de", "--no-input", *ON, *LOG).stdout)["notes"]
    assert notes
    assert [english_words(one) for one in notes] == [[] for _ in notes]


@pytest.mark.parametrize(
    ("args", "wanted"),
    [
        (["today", "--runs", "nowhere.csv"], "nowhere.csv: diese Datei gibt es nicht"),
        (["today", "--set", "fatige=3"], "es gibt kein Signal 'fatige' (meintest du fatigue?)"),
        (["today", "--set", "gait_changed=x"], "gait_changed ist x, muss aber yes oder no sein; schreib yes oder no"),
        (["today", "--on", "soon"], "'soon' ist kein Tag; schreib ihn wie 2026-11-22"),
        (["checkin", "--fatigue", "9", "--file", "a.csv"], "fatigue ist 9, muss aber eine ganze Zahl von 1 bis 7"),
        (["signals", "--runs", "folder"], "folder: hier ist kein Protokoll; gib den Ordner oder das Zip"),
    ],
)
def test_what_is_wrong_with_a_file_or_an_answer_is_told_in_german(
    args: list[str], wanted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    result = run(*args, "--no-input", "--lang", "de") if args[0] != "signals" else run(*args, "--lang", "de")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"runrest: {wanted}")
    assert english_words(result.stderr.replace("runrest", "")) == []
    english = run(*args, "--no-input") if args[0] != "signals" else run(*args)
    assert (english.exit_code, english.stdout) == (2, "")
    assert english.stderr != result.stderr


def test_the_environment_may_choose_the_language_of_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "de")
    assert run("today", "--runs", "nowhere.csv").stderr == "runrest: nowhere.csv: diese Datei gibt es nicht\n"
    monkeypatch.delenv(VARIABLE)
    assert run("today", "--runs", "nowhere.csv").stderr == "runrest: nowhere.csv: there is no such file\n"


def test_a_history_is_drawn_in_german() -> None:
    pytest.importorskip("matplotlib")
    log = read_log(EXPORTS / "strava.csv")
    day = log.report.last
    assert day is not None
    with loading.speaking("de"):
        drawn = history(Athlete(runs=log.runs), day, weeks=2)
        picture = drawn.svg()
        told = str(drawn)
    words = re.findall(r">([^<>\n]+)</text>", picture)
    assert {"Rat des Tages", "Belastung am Tag", "Läufe", "Wie du dich gefühlt hast", "Müdigkeit"} <= set(words)
    assert english_words("\n".join([*words, told])) == []


def test_a_language_folder_holds_only_what_is_read() -> None:
    for language in LANGUAGES:
        for place, text in shelf.phrase_files(language, "said"):
            told = tomllib.loads(text)
            assert all(isinstance(one, str) or one.keys() == PLURAL for one in told.values()), place
    assert shelf.phrase_files("en", "said") == ()
