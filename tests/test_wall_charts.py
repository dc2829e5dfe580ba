"""Drawings of many trees, two versions, or the days of a log: what they say, how they are inked, that they add up."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from attrs import evolve
from changing_trees import HOUSE, mutate, random_tree
from click.testing import CliRunner, Result
from drawn_boxes import flaws, seen
from golden_text import is_golden
from hypothesis import given, settings
from hypothesis import strategies as st
from test_drawing import SVG, needs_all, needs_program, squeeze, texts

from runrest import loading, shelf
from runrest.athlete import Athlete, CheckIn
from runrest.cli import main
from runrest.drawing import draw
from runrest.errors import DrawingError, FactsError, UnknownNameError
from runrest.importing import read_log
from runrest.linking import Tree, link
from runrest.pictures.heating import picture_traffic
from runrest.pictures.inks import Ink, InkedArrow, InkedCard
from runrest.pictures.overviews import ANSWER, HOW
from runrest.pictures.pairing import pair, pair_branches
from runrest.pictures.palette import THEMES
from runrest.pictures.papers import PAPERS, READABLE
from runrest.pictures.picturing import picture_tree
from runrest.pictures.placing import place
from runrest.pictures.retouching import retouch, route, sketch
from runrest.pictures.sketching import sketch as sketch_plainly
from runrest.pictures.traffic import Traffic, count_days
from runrest.reading import read_tree
from runrest.wall_charts import draw_days, draw_difference, traffic

if TYPE_CHECKING:
    from runrest.drawing import Drawing, ThemeName
    from runrest.pictures.papers import PaperName

EXAMPLE = Path(__file__).parent.parent / "docs" / "example"
LOG = [str(EXAMPLE / "activities.csv"), str(EXAMPLE / "checkins.csv")]
ON = date(2026, 11, 22)
DAY = ("--on", "2026-11-22")
HISTORY = ("history", "--runs", LOG[0], *DAY, "-o")
DIFF = ("diff", "rest_timing/pain", "rest_timing/pain")
MINUS = "\u2212"
FACTS = {"soreness": 6, "gait_changed": True, "planned_type": "tempo"}
NAMES = shelf.names()


@pytest.fixture(scope="module")
def runner() -> Athlete:
    log = read_log(LOG, tz="Europe/Berlin")
    return Athlete(runs=log.runs, checkins=log.checkins)


SLEEP = shelf.content("rest_timing/sleep").decode().partition("[[examples]]")[0]


def changed() -> str:
    """The sleep tree with a question less, one more, two other thresholds, another limit and another reason."""
    before, _, rest = SLEEP.partition("[questions.goal_race]")
    text = before + "[questions.last_night]" + rest.partition("[questions.last_night]")[2]
    for old, new in (
        ('version = "1.0"', 'version = "1.1"'),
        ('"< 4"          = "recover"\n"[4..6]"', '"< 5"          = "recover"\n"[5..6]"'),
        ('= "goal_race"', '= "race_anyway"'),
        ("The number is a custom.", "The number is our own."),
        ('{ intensity = "easy" }\nsay  = "You have', '{ intensity = "easy", minutes = 40 }\nsay  = "You have'),
        ('">= 7, unknown" = "slept_enough"', '">= 7, unknown" = "tired"\n\n[questions.tired]\nsignal = "fatigue"\n'
         'because = "Enough sleep and still tired is worth an easy day."\n'
         'evidence = [{ rule = "RD8", source = "RECALLED", link = "C", cutoff = "D" }]\n[questions.tired.branches]\n'
         '"[6..7]" = "easy_after_short_night"\n"<= 5, unknown" = "slept_enough"'),
    ):  # fmt: skip
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def tree_of(text: str, language: str | None = None) -> Tree:
    house = loading.house(language)
    file, flaws = read_tree(text, "sleep", "sleep", house)
    assert file is not None, flaws
    return link(file, house)


def difference(language: str | None = None, theme: ThemeName = "light") -> Drawing:
    return draw_difference(
        tree_of(SLEEP, language),
        tree_of(changed(), language),
        named=("old", "new"),
        theme=theme,
    )


# ---- the days of a log ----


def test_a_small_log_is_drawn_as_it_was_kept(runner: Athlete) -> None:
    drawn = draw_days(loading.load("rest_timing/fatigue"), runner, ON)
    is_golden("drawn_days", drawn.dot(), "dot")
    assert drawn.dot() == draw_days(loading.load("rest_timing/fatigue"), runner, ON).dot()


@pytest.mark.parametrize("name", ["rest_timing/pain", "rest_timing/bone", "rest_timing/hrv", "progression/back_weeks"])
def test_as_many_days_leave_a_question_as_come_to_it(name: str, runner: Athlete) -> None:
    tree = loading.load(name)
    adds_up(tree, traffic(tree, runner, ON, days=60))


KNOWN = st.fixed_dictionaries(
    {},
    optional={
        "pain_now": st.integers(0, 10),
        "pain_run_peak": st.integers(0, 10),
        "gait_changed": st.booleans(),
        "pain_trend": st.sampled_from(["better", "same", "worse"]),
        "pain_builds": st.booleans(),
    },
)


@settings(max_examples=60, deadline=None)
@given(st.lists(KNOWN, max_size=12))
def test_any_days_add_up(every: list[dict[str, object]]) -> None:
    tree, check = loading.load("rest_timing/pain"), loading.house().vocabulary.check
    counted = count_days(tree, [(ON - timedelta(days=at), check(facts)) for at, facts in enumerate(every)])
    assert counted.days == counted.silent == len(every)
    adds_up(tree, counted)


def adds_up(tree: Tree, counted: Traffic) -> None:
    came = {tree.file.start: counted.days}
    ends = 0
    for question in tree.questions.values():
        for at, branch in enumerate(question.branches):
            passed = counted.through(question.id, at)
            assert 0 <= passed.unknown <= passed.days
            came[branch.target] = came.get(branch.target, 0) + passed.days
            ends += passed.days if branch.target in tree.advice else 0
    for question in tree.questions:
        assert counted.into(question) == came.get(question, 0)
    assert ends == counted.days


def test_counts_are_words_and_widths_and_what_nobody_came_to_is_faint(runner: Athlete) -> None:
    tree = loading.load("rest_timing/fatigue")
    picture = draw_days(tree, runner, ON, days=84).picture
    arrows = [arrow for arrow in picture.arrows if isinstance(arrow, InkedArrow)]
    assert len(arrows) == len(picture.arrows)
    for arrow in arrows:
        found = re.match(r"(\d+) of 84 days", arrow.answer)
        days = int(found[1]) if found else 0
        assert (arrow.answer == "no day") == (days == 0)
        assert arrow.ink == Ink.of_share(days / 84)
    widths = {arrow.answer: arrow.ink.width for arrow in arrows if arrow.ink}
    assert len(set(widths.values())) > 2
    for card in picture.cards:
        assert isinstance(card, InkedCard)
        came = [arrow for arrow in arrows if arrow.end == card.id and arrow.answer != "no day"]
        assert (card.ink is None) == (bool(came) or card.id == tree.file.start)
    assert "50 of them have no check-in" in " ".join(picture.footer)
    assert picture.title.endswith("Where 84 days went")


def test_what_was_not_known_is_counted_and_said() -> None:
    soreness = loading.load("rest_timing/soreness")
    told = Athlete(checkins=[CheckIn.of(ON, scale="hooper", soreness=6)])
    drawn = draw_days(soreness, told, ON, days=3)
    assert [arrow.answer for arrow in drawn.picture.arrows] == ["1 of 3 days", "no day", "2 of 3 days, none known"]
    every = draw_days(soreness, told, ON, days=None)
    assert [arrow.answer for arrow in every.picture.arrows] == ["1 of 1 day", "no day", "no day"]
    assert "Every one of them has a check-in." in " ".join(every.picture.footer)


@pytest.mark.parametrize("paper", ["a4", "phone"])
@pytest.mark.parametrize("name", NAMES)
def test_every_arrow_of_every_tree_finds_its_lines(name: str, paper: PaperName) -> None:
    picture = evolve(draw_days(loading.load(name), Athlete(), ON, days=1).picture, paper=PAPERS[paper])
    drawn = sketch_plainly(picture, THEMES["light"])
    there = {(line.start, line.end) for line in drawn.lines}
    shared: dict[tuple[str, str], set[str]] = {}
    for arrow in picture.arrows:
        way = route(drawn, arrow.start, arrow.end)
        assert way, f"{arrow.start} to {arrow.end}"
        assert set(way) <= there
        shared.setdefault(way[-1], set()).add(arrow.end)
    assert all(len(ends) == 1 for ends in shared.values())


def test_lines_that_run_together_add_up() -> None:
    tree = loading.load("rest_timing/sleep")
    rested = {"sleep_h_last": 8, "sleep_h_14d": 8}
    check = loading.house().vocabulary.check
    days = [(ON, check(rested)), (ON, check({"sleep_h_last": 3})), (ON, check({"sleep_h_last": 5})), (ON, check({}))]
    picture = picture_traffic(tree, count_days(tree, days))
    drawn = retouch(sketch_plainly(picture, THEMES["light"]), picture, THEMES["light"])
    widths = {(line.start, line.end): float(line.attrs.get("penwidth", 0)) for line in drawn.lines}
    stem = widths["last_night", "last_night.turn0"]
    assert stem == Ink.of_share(0.5).width
    assert widths["last_night.turn0", "last_night.recover"] == Ink.of_share(0.25).width < stem


def test_a_picture_without_inks_is_left_alone() -> None:
    picture = picture_tree(loading.load("rest_timing/pain"))
    assert sketch(picture, THEMES["light"]) == sketch_plainly(picture, THEMES["light"])


# ---- two versions ----


def test_a_difference_is_drawn_as_it_was_kept() -> None:
    is_golden("drawn_difference", difference().dot(), "dot")


def test_new_gone_and_changed_are_words_signs_and_line_styles() -> None:
    picture = difference().picture
    assert picture.title == "Did I sleep enough? old 1.0 → new 1.1"
    told = {(arrow.start, arrow.end): arrow for arrow in picture.arrows}
    moved = told["last_night", "last_night.recover"]
    assert (moved.words, moved.answer) == ("below 5", "~ was below 4")
    assert told["tired", "tired.slept_enough"].answer == "+ new"
    gone = told["was_goal_race", "was_goal_race.was0.race_anyway"]
    assert (gone.answer, gone.ink.look) == (f"{MINUS} gone", "dashed")
    assert told["planned", "planned.race_anyway"].answer == "~ led to How much the race matters"
    assert told["last_night", "two_weeks"].answer == ""
    assert told["last_night", "two_weeks"].ink is None
    cards = {card.id: card for card in picture.cards}
    assert cards["tired"].strong == "+ new"
    assert cards["was_goal_race"].strong == f"{MINUS} gone"
    assert cards["hard_this_week"].strong == "~ other reason"
    assert cards["hard_this_week.easy_hard_one_done"].strong == "~ was ○ EASY"
    assert "~ At most: was easy; now easy, 40 minutes." in cards["hard_this_week.easy_hard_one_done"].details
    assert cards["was_goal_race.was1.last_night"].heading == "led to: Sleep last night"
    assert "may do more" in picture.summary
    assert len(cards) == len(picture.cards)


def test_every_sign_is_explained_and_every_mark_has_one() -> None:
    picture = difference().picture
    key = next(line for line in picture.footer if "No sign" in line)
    signs = {
        words[0]
        for card in picture.cards
        for words in card.strong.split(" · ")
        if isinstance(card, InkedCard) and card.ink and words
    }
    signs |= {arrow.answer[0] for arrow in picture.arrows if arrow.answer}
    assert signs == {"+", MINUS, "~"}
    assert all(sign in key for sign in signs)


@pytest.mark.parametrize("name", NAMES)
def test_a_tree_against_itself_has_no_mark(name: str) -> None:
    tree = loading.load(name)
    picture = draw_difference(tree, tree, ()).picture
    assert not [arrow for arrow in picture.arrows if arrow.answer or arrow.ink]
    assert not [card for card in picture.cards if card.ink]
    assert "the same as before" in picture.summary


@pytest.mark.parametrize(
    ("one", "other"), [("soreness", "pain"), ("pain", "illness"), ("fatigue", "sleep"), ("bone", "pain")]
)
def test_trees_that_have_little_in_common_can_be_drawn_against_each_other(one: str, other: str) -> None:
    old, new = (loading.load(f"rest_timing/{name}") for name in (one, other))
    picture = draw_difference(old, new, ()).picture
    place(picture)
    assert len({card.id for card in picture.cards}) == len(picture.cards)
    asked = {card.id for card in picture.cards if card.group == "spine"}
    assert len(asked) == len(new.questions) + len(old.questions) - len(pair(old.file, new.file).questions)


def test_the_last_version_of_a_branch_is_found() -> None:
    old, new = tree_of(SLEEP).file, tree_of(changed()).file
    pairing = pair(old, new)
    assert "goal_race" not in pairing.questions
    pairs = pair_branches(old.questions["last_night"], new.questions["last_night"], pairing)
    assert [one.fate for one in pairs] == ["changed", "changed", "same"]


def test_a_question_under_another_name_is_the_same_one() -> None:
    text = SLEEP.replace("hard_this_week", "one_this_week")
    picture = draw_difference(tree_of(SLEEP), tree_of(text), ()).picture
    assert not [card for card in picture.cards if card.ink]
    assert not [arrow for arrow in picture.arrows if arrow.ink]


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**6), st.booleans())
def test_any_two_versions_can_be_drawn_and_nothing_is_lost(seed: int, related: bool) -> None:
    rng = random.Random(seed)
    old = random_tree(rng)
    new = mutate(rng, old) if related else random_tree(rng)
    before, after = (link(file, HOUSE) for file in (old, new))
    picture = draw_difference(before, after, ()).picture
    place(picture)
    ids = [card.id for card in picture.cards]
    plain = [card.id for card in picture_tree(after).cards]  # the same advice on two branches has one id there
    assert len(ids) - len(set(ids)) == len(plain) - len(set(plain))
    assert {end for arrow in picture.arrows for end in (arrow.start, arrow.end)} <= set(ids)
    mapped = pair(old, new)
    fresh = [arrow for arrow in picture.arrows if not (arrow.ink and arrow.ink.look == "dashed")]
    assert len(fresh) == sum(len(question.branches) for question in new.questions.values())
    gone = [id for id in old.questions if id not in mapped.questions]
    assert {card.id for card in picture.cards if card.group == "spine"} - set(new.questions) == {
        f"was_{id}" for id in gone
    }
    if old == new:
        assert not [card for card in picture.cards if card.ink]


# ---- an overview ----


def test_an_overview_is_drawn_as_it_was_kept() -> None:
    is_golden("drawn_overview", draw("progression").dot(), "dot")


def test_an_overview_says_what_is_asked_the_hardest_advice_and_how_trees_combine() -> None:
    picture = draw("today").picture
    trees = loading.family("today")
    assert [card.heading for card in picture.cards[:-1]] == [tree.title for tree in trees]
    card = next(card for card in picture.cards if card.heading == "Are you ill?")
    assert (card.kind, card.strong) == ("refer", "At its strictest: ▲\u00a0SEE A PROFESSIONAL, within 48 hours")
    assert card.details[0].endswith("more")
    assert "smallest on each scale" in " ".join(picture.cards[-1].details)
    assert "most urgent" in " ".join(picture.cards[-1].details)


def test_what_binds_is_lit_and_the_answer_stands_below() -> None:
    decision = loading.decide("today", FACTS, ON)
    picture = draw("today", decision).picture
    lit = {card.heading for card in picture.cards if card.on_path and card.group != "below"}
    titles = {tree.name: tree.title for tree in decision.trees}
    assert lit == {titles[name] for name in decision.binding}
    assert all(card.strong.startswith("DECIDES: ") for card in picture.cards if card.heading in lit)
    how, answer = picture.cards[-2:]
    assert (how.id, answer.id, answer.heading) == (HOW, ANSWER, "■ RECOVERY")
    assert all(title in answer.details[1] for title in lit)
    quiet = draw("week", loading.decide("week", {}, ON)).picture
    assert quiet.cards[-1].id == ANSWER


def test_an_overview_tells_the_advice_that_the_trees_add_up_to() -> None:
    decision = loading.decide("today", FACTS, ON)
    answer = draw("today", decision).picture.cards[-1]
    assert answer.details[0] == decision.say
    assert any("no running" in line for line in answer.details)
    fine = loading.decide("progression", {"planned_type": "tempo"}, ON)
    assert draw("progression", fine).picture.cards[-1].id == ANSWER


@pytest.mark.parametrize("lit", [False, True])
@pytest.mark.parametrize("paper", ["a4", "a4-landscape", "phone", "free"])
def test_an_overview_is_dealt_out_in_whole_rows_and_ends_in_how_trees_combine(paper: PaperName, lit: bool) -> None:
    made = draw("today", loading.decide("today", FACTS, ON) if lit else None, paper=paper)
    below = [ANSWER] if lit else []
    shown = [card for sheet in made.sheets for card in sheet.picture.cards]
    assert [card.id for card in shown] == [card.id for card in made.picture.cards]
    assert [card.id for card in made.sheets[-1].picture.cards][-1 - lit :] == [HOW, *below]
    count = len(made.sheets)
    assert count == {"a4": 2, "a4-landscape": 2 + lit, "phone": 1, "free": 1}[paper]
    for number, sheet in enumerate(made.sheets, 1):
        assert sheet.sheets == (sheet,)
        rows = sketch(evolve(sheet.picture, paper=PAPERS[paper]), THEMES["light"]).rows
        assert max(map(len, rows.values())) == {"a4": 3, "a4-landscape": 4, "phone": 1, "free": 3}[paper]
        columns = max(map(len, rows.values()))
        trees = sum(card.group != "below" for card in sheet.picture.cards)
        assert number == count or trees % columns == 0
    if count > 1:
        assert [sheet.picture.part for sheet in made.sheets] == [(number, count) for number in range(1, count + 1)]
        assert made.sheets[0].picture.summary.endswith(f"Sheet 1 of {count}.")
        assert f"Sheet {count} of {count}" in made.sheets[-1].dot()
        assert "Sheet" not in made.dot()


def test_what_can_be_left_out_is_left_out_only_where_that_saves_a_sheet() -> None:
    whole = draw("week").picture
    (small,) = draw("week", paper="a4").sheets
    asks = [detail for card in whole.cards for detail in card.details if detail.startswith("Asks: ")]
    assert len(asks) == len(whole.cards) - 1
    assert not [detail for card in small.picture.cards for detail in card.details if detail.startswith("Asks: ")]
    assert [card.heading for card in small.picture.cards] == [card.heading for card in whole.cards]
    assert small.dot() == draw("week", paper="a4").dot()
    assert "Asks: " in draw("week").dot()
    (all_told,) = draw((loading.load("rest_timing/sleep"),), paper="a4").sheets
    assert any(detail.startswith("Asks: ") for detail in all_told.picture.cards[0].details)


@needs_program
@pytest.mark.parametrize("paper", ["a4", "a4-landscape"])
@pytest.mark.parametrize("name", ["today", "week", "rest_timing"])
@pytest.mark.parametrize("language", shelf.languages())
def test_a_walked_overview_can_be_read_at_arms_length(language: str, name: str, paper: PaperName) -> None:
    decision = loading.decide(name, FACTS, ON, language=language)
    for sheet in draw(name, decision, paper=paper, theme="print").sheets:
        shown = seen(sheet.svg())
        assert flaws(shown) == []
        assert shown.smallest >= READABLE - 0.01


def test_an_overview_in_mermaid_stands_in_columns_above_how_trees_combine() -> None:
    chart = draw("progression", loading.decide("progression", {}, ON)).mermaid()
    count = len(loading.family("progression"))
    inside = chart[chart.index("    subgraph trees[") : chart.index("    end\n")]
    assert inside.count("\n        n") == count
    assert f"    n{count + 1} --> n{count + 2}\n    trees --> n{count + 1}\n    n1 ~~~ n4 ~~~ n7" in chart
    assert "linkStyle 0 " in chart
    assert "subgraph" not in draw("rest_timing/sleep").mermaid()


# ---- all of them ----


def drawings(theme: ThemeName, language: str, runner: Athlete) -> list[Drawing]:
    decision = loading.decide("today", FACTS, ON, language=language)
    return [
        draw_days(loading.load("rest_timing/pain", language=language), runner, ON, days=30, theme=theme),
        difference(language, theme),
        draw("today", decision, theme=theme),
    ]


@needs_program
@pytest.mark.parametrize("theme", ["light", "dark", "print"])
@pytest.mark.parametrize("language", shelf.languages())
def test_every_word_is_in_the_svg_which_speaks_to_screen_readers(
    theme: ThemeName, language: str, runner: Athlete
) -> None:
    for drawn in drawings(theme, language, runner):
        svg = drawn.svg()
        shown, root = texts(svg), ElementTree.fromstring(svg)
        assert root.get("role") == "img"
        assert root.find(f"{SVG}title").text == drawn.picture.title
        assert drawn.picture.summary
        for card in drawn.picture.cards:
            assert squeeze(card.heading) in shown
            assert squeeze(card.strong) in shown
            assert all(squeeze(detail) in shown for detail in card.details)
        for arrow in drawn.picture.arrows:
            assert squeeze(arrow.words) in shown
            assert squeeze(arrow.answer) in shown
        assert svg == drawn.svg()


@needs_program
def test_no_card_lies_on_another(runner: Athlete) -> None:
    for drawn in drawings("light", "en", runner):
        boxes = []
        for group in ElementTree.fromstring(drawn.svg()).iter(f"{SVG}g"):
            if (group.get("id") or "").startswith("n-"):
                shape = group.find(f".//{SVG}polygon")
                shape = group.find(f".//{SVG}path") if shape is None else shape
                numbers = [float(found) for found in re.findall(r"-?\d+\.?\d*", shape.get("points") or shape.get("d"))]
                boxes.append((min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2])))
        assert len(boxes) == len(drawn.picture.cards)
        for at, (left, top, right, bottom) in enumerate(boxes):
            for other in boxes[at + 1 :]:
                assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


@needs_program
@pytest.mark.parametrize("language", shelf.languages())
def test_no_words_lie_on_others_and_none_are_cut(language: str) -> None:
    told = Athlete(
        checkins=[CheckIn.of(ON - timedelta(days=at), scale="hooper", fatigue=at % 6 + 1) for at in range(9)]
    )
    drawn = [
        draw_days(loading.load("rest_timing/fatigue", language=language), told, ON, days=30),
        difference(language),
        *(draw("today", loading.decide("today", FACTS, language=language), paper=one) for one in PAPERS),
    ]
    for sheet in (sheet for one in drawn for sheet in one.sheets):
        assert flaws(seen(sheet.svg())) == []


@needs_all
def test_png_and_pdf(runner: Athlete) -> None:
    for drawn in drawings("print", "en", runner):
        assert drawn.png().startswith(b"\x89PNG")
        assert drawn.pdf().startswith(b"%PDF")
        assert drawn.mermaid().startswith("---\ntitle")


def test_what_cannot_be_drawn_is_said() -> None:
    pain = loading.load("rest_timing/pain")
    with pytest.raises(DrawingError, match="no theme 'pink'"):
        draw("today", theme="pink")  # type: ignore[arg-type]
    with pytest.raises(DrawingError, match="no paper 'a0'"):
        draw_difference(pain, pain, paper="a0")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError):
        draw("tomorrow")
    with pytest.raises(FactsError, match="days is 0"):
        draw_days(pain, Athlete(), ON, days=0)


# ---- by command ----


def ran(*words: str) -> Result:
    return CliRunner().invoke(main, [*words])


@pytest.fixture
def versions(tmp_path: Path) -> tuple[str, str]:
    old, new = tmp_path / "old.toml", tmp_path / "new.toml"
    old.write_text(SLEEP, encoding="utf-8")
    new.write_text(changed(), encoding="utf-8")
    return str(old), str(new)


def test_diff_draws_besides_telling(versions: tuple[str, str], tmp_path: Path) -> None:
    done = ran("diff", *versions, "--draw", str(tmp_path / "diff.dot"))
    drawn = sorted(tmp_path.glob("diff*.dot"))
    assert drawn
    assert done.exit_code == 1
    assert all(f"wrote {one}" in done.stderr for one in drawn)
    assert done.stdout == ran("diff", *versions).stdout
    assert all("old 1.0 → new 1.1" in one.read_text(encoding="utf-8") for one in drawn)
    assert ran("diff", *versions, "--draw", str(tmp_path / "diff.mmd"), "--lang", "de").exit_code == 1
    assert "~ war unter 4" in "".join(one.read_text(encoding="utf-8") for one in tmp_path.glob("diff*.mmd"))


def test_diff_of_sets_draws_the_one_tree_that_changed(versions: tuple[str, str], tmp_path: Path) -> None:
    to = str(tmp_path / "diff.dot")
    for folder, text in (("a", SLEEP), ("b", changed())):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "sleep.toml").write_text(text, encoding="utf-8")
    assert ran("diff", str(tmp_path / "a"), str(tmp_path / "b"), "--draw", to).exit_code == 1
    assert list(tmp_path.glob("diff*.dot"))
    done = ran("diff", str(tmp_path / "a"), str(tmp_path / "a"), "--draw", to)
    assert (done.exit_code, "no tree that is on both sides was changed" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["draw", "week", "-o", "{}/week.dot"], 0, "wrote"),
        (["draw", "today", "-o", "{}/today.dot", "--soreness", "6", "--lang", "de"], 0, "geschrieben"),
        (["draw", "today", "-o", "{}/today.dot", "--paper", "a4"], 0, "today-2.dot"),
        (["draw", "wek", "-o", "{}/week.dot"], 2, "there is no tree 'wek'"),
        (["overview", "week", "-o", "{}/week.dot"], 2, "overview"),
        (["draw", "week", "-o", "{}/week.jpg"], 1, "ends in none of"),
        (["draw", "week", "-o", "{}/no/week.dot"], 1, "there is no folder"),
        (["draw", "week", "-o", "{}/week.dot", "--theme", "pink"], 2, "'pink' is not one of"),
        (["draw", "week", "-o", "{}/week.dot", "--soreness", "99"], 2, "soreness is 99"),
        (["history", "-o", "{}/d.dot", "--tree", "rest_timing/pain", "--runs", LOG[0], *DAY], 0, "wrote"),
        ([*HISTORY, "{}/d.dot", "--tree", "rest_timing/pain", "--theme", "print", "--paper", "a4"], 0, "d-2.dot"),
        ([*HISTORY, "{}/d.dot", "--tree", "rest_timing/pain", "--paper", "a5"], 2, "'a5' is not one of"),
        ([*HISTORY, "{}/d.svg", "--theme", "print"], 2, "name one with --tree"),
        ([*HISTORY, "{}/d.svg", "--paper", "a4", "--lang", "de"], 2, "nenne einen mit --tree"),
        (["history", "-o", "{}/d.dot", "--tree", "today", "--runs", LOG[0]], 2, "--tree takes one tree"),
        (["history", "-o", "{}/d.dot", "--tree", "rest_timing/pian", "--runs", LOG[0]], 2, "mean rest_timing/pain?"),
        (["history", "-o", "{}/d.jpg", "--tree", "rest_timing/pain", "--runs", LOG[0]], 1, "ends in none of"),
        (["diff", "rest_timing/pain", "rest_timing/pain", "--draw", "{}/d.jpg"], 1, "ends in none of"),
        (["diff", "rest_timing/pain", "rest_timing/pain", "--draw", "{}/d.dot", "--theme", "pink"], 2, "not one of"),
        ([*DIFF, "--draw", "{}/d.dot", "--paper", "a4"], 0, "d-2.dot"),
        ([*DIFF, "--draw", "{}/d.dot", "--paper", "phone", "--theme", "print"], 0, "d.dot"),
    ],
)  # fmt: skip
def test_by_command(words: list[str], code: int, said: str, tmp_path: Path) -> None:
    done = ran(*(word.replace("{}", str(tmp_path)) for word in words))
    assert (done.exit_code, said in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr
    assert bool(code) or any(tmp_path.iterdir())


def test_words_beside_a_wide_line_are_kept_off_it_and_off_their_neighbours() -> None:
    tree = loading.load("rest_timing/fatigue")
    picture = draw_days(tree, Athlete(), ON, days=9).picture
    drawn = sketch(picture, THEMES["light"])
    label = next(line.label for line in drawn.lines if (line.start, line.end) == ("signs_but_no_fatigue", "plan_today"))
    told = [squeeze("".join(words for words, _ in line)) for line in label]
    assert told == ["0or1", "9of9days,", "noneknown"]
