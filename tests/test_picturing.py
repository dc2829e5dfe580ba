"""What a drawing shows, as plain data: nothing here needs a drawing program."""

from __future__ import annotations

import time
from datetime import date

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from runrest import loading, shelf
from runrest.deciding import decide_with
from runrest.notation import read_condition
from runrest.pictures.captions import citation, day
from runrest.pictures.overviews import picture_overview
from runrest.pictures.phrasing import break_lines, scale_words
from runrest.pictures.picturing import Arrow, Card, Picture, picture_tree, words
from runrest.pictures.placing import Plan, place
from runrest.signals import Signal
from runrest.tree import Ignore

ON = date(2026, 11, 22)
ENGLISH = loading.house().phrases
PAIN = Signal("pain", "integer", "up", "Pain", valid=(0, 10), phrases=ENGLISH)
WELLNESS = Signal("fatigue", "integer", "up", "Fatigue", valid=(1, 7), phrases=ENGLISH)
SLEEP = Signal("sleep", "number", "down", "Sleep", valid=(0, 24), phrases=ENGLISH)
SWOLLEN = Signal("swollen", "boolean", "up", "Swollen?", phrases=ENGLISH)
COLD = Signal("cold", "choice", "up", "Cold", values=("none", "mild", "marked"), phrases=ENGLISH)
SITE = Signal(
    "site",
    "choice",
    "neither",
    "Site",
    values=("none", "knee", "shin", "foot", "hip_groin", "calf", "back"),
    phrases=ENGLISH,
)


@pytest.mark.parametrize(
    ("signal", "test", "said"),
    [
        (WELLNESS, "< 3", "1 or 2"),
        (PAIN, "< 3", "below 3"),
        (PAIN, "<= 2", "below 3"),
        (PAIN, "> 5", "6 or more"),
        (PAIN, ">= 6", "6 or more"),
        (PAIN, "[3..5]", "3 to 5"),
        (PAIN, "(3..6)", "4 or 5"),
        (PAIN, "0", "0"),
        (PAIN, "< 3, > 5", "below 3 or 6 or more"),
        (PAIN, "-", "any answer"),
        (PAIN, "-, unknown", "in any case"),
        (WELLNESS, "[6..7], unknown", "6, 7 or not known"),
        (SLEEP, "(4..6]", "over 4 up to 6"),
        (SLEEP, "[4..6)", "4 to below 6"),
        (SLEEP, "(4..6)", "over 4 and below 6"),
        (SLEEP, "[4..6]", "4 to 6"),
        (SLEEP, "<= 4", "up to 4"),
        (SLEEP, "> 6", "over 6"),
        (SLEEP, ">= 6, unknown", "6 or more, or not known"),
        (SLEEP, "6.5", "6.5"),
        (SWOLLEN, "true", "yes"),
        (SWOLLEN, "false, unknown", "no or not known"),
        (SWOLLEN, "unknown", "not known"),
        (COLD, '"none"', "none"),
        (COLD, '"marked", "mild"', "mild or marked"),
        (SITE, 'not("hip_groin", "shin")', "anything but shin or hip groin"),
        (SITE, '"hip_groin", unknown', "hip groin or not known"),
    ],
)
def test_a_branch_is_said_as_a_runner_reads_it(signal: Signal, test: str, said: str) -> None:
    assert said == words(read_condition(test, signal), signal)


def test_the_words_come_from_the_condition_and_not_from_its_text() -> None:
    assert words(read_condition(">5", PAIN), PAIN) == words(read_condition("not([0..5])", PAIN), PAIN)


@pytest.mark.parametrize(
    ("signal", "said"),
    [
        (evolve(WELLNESS, anchors=(("1", "low"), ("4", "normal"), ("7", "high"))), "1 (low) to 7 (high)"),
        (evolve(SLEEP, unit="h"), "in hours"),
        (evolve(SLEEP, unit="h", label="Hours slept"), ""),
        (evolve(PAIN, unit="of 10"), "0 to 10"),
        (PAIN, "0 to 10"),
        (SLEEP, ""),
        (SWOLLEN, ""),
        (COLD, ""),
    ],
)
def test_a_scale_is_said_where_the_label_does_not_say_it(signal: Signal, said: str) -> None:
    assert said == scale_words(signal)


def lit(name: str, facts: dict[str, object]) -> list[tuple[str, str]]:
    picture = picture_tree(loading.load(name), loading.decide(name, facts, ON))
    return [(arrow.words, arrow.answer) for arrow in picture.arrows if arrow.on_path]


def test_asked_answers_are_what_you_said() -> None:
    assert lit("rest_timing/soreness", {"soreness": 3}) == [("below 5 or not known", "you said 3")]


def test_an_answer_is_not_said_twice() -> None:
    assert lit("rest_timing/soreness", {"soreness": 5}) == [("5", "")]


def test_an_unknown_answer_is_said_to_be_unknown() -> None:
    assert lit("rest_timing/soreness", {}) == [("below 5 or not known", "not known")]


def test_a_computed_answer_is_what_it_was() -> None:
    facts = {"stress_days_high": 9, "hours_since_hard": 36}
    assert lit("rest_timing/stress", facts) == [
        ("7 or more", "it was 9"),
        ("below 72 or not known", "it was 36"),
    ]


def test_a_unit_is_said_where_nothing_else_says_it() -> None:
    assert ("4 to 6", "you said 5.5 h") in lit("rest_timing/sleep", {"sleep_h_last": 5.5, "planned_type": "easy"})


def test_a_plan_is_what_you_plan() -> None:
    path = lit("rest_timing/sleep", {"sleep_h_last": 8, "planned_type": "easy"})
    assert path[0] == ("anything but race or not known", "you plan easy")


def test_an_answer_known_in_part_says_so() -> None:
    path = lit("rest_timing/bone", {"pain_now": 4, "gait_changed": False})
    assert ("yes or not known", "not all known") in path


@pytest.mark.parametrize("name", shelf.names())
def test_every_shipped_tree_is_pictured_whole(name: str) -> None:
    tree = loading.load(name)
    picture = picture_tree(tree)
    ids = [card.id for card in picture.cards]
    assert len(ids) == len(set(ids))
    assert picture.cards[0].id == tree.file.start
    assert len(picture.arrows) == sum(len(question.branches) for question in tree.questions.values())
    assert all(arrow.start in ids and arrow.end in ids and arrow.words for arrow in picture.arrows)
    says = {card.details[0] for card in picture.cards if card.group == "side"}
    assert says == {advice.say for advice in tree.advice.values()}
    assert f"Tree {name} {tree.version}." in picture.footer
    assert picture.footer[-1] == "General guidance, not medical advice."
    assert not any(card.on_path for card in picture.cards)


@pytest.mark.parametrize("name", shelf.names())
def test_every_worked_example_lights_one_path_from_the_start(name: str) -> None:
    tree = loading.load(name)
    for example in tree.file.examples:
        picture = picture_tree(tree, decide_with((tree,), example.given, name, ON))
        walked = [card.id for card in picture.cards if card.on_path]
        arrows = [arrow for arrow in picture.arrows if arrow.on_path]
        assert len(walked) == len(arrows) + 1
        assert tree.file.start in walked
        assert sum(card.endswith(f".{example.advice}") for card in walked) == 1


def test_lighting_a_path_moves_nothing() -> None:
    tree = loading.load("rest_timing/pain")
    bare = place(picture_tree(tree))
    walked = place(picture_tree(tree, loading.decide("rest_timing/pain", {"pain_now": 4, "gait_changed": False})))
    assert (bare.order, bare.row) == (walked.order, walked.row)


TREE = """
title = "Too tired?"
start = "tired"
version = "0.1"
[questions.tired]
signal = "fatigue"
because = "Because."
evidence = [{ rule = "X1", source = "HOOP95", link = "B", cutoff = "D", mark = "R" }]
[questions.tired.branches]
"7" = "a"
"6" = "b"
"5" = "c"
"4" = "d"
"3" = "e"
"2" = "f"
"1" = "g"
unknown = "h"
[advice.a]
caps = { intensity = "none" }
refer = "emergency"
say = "A."
[advice.b]
caps = { intensity = "none" }
say = "B."
[advice.c]
caps = { intensity = "recovery" }
say = "C."
[advice.d]
caps = { impact = "low" }
say = "D."
[advice.e]
caps = { intensity = "easy", volume = 0.5 }
say = "E."
[advice.f]
caps = { volume = 0.5 }
refer = "routine"
say = "F."
[advice.g]
say = "G."
[advice.h]
caps = { intensity = "easy" }
incomplete = true
say = "H."
"""


def test_advice_is_headed_by_what_it_means() -> None:
    picture = picture_tree(loading.load(TREE, proven=False))
    told = [(card.kind, card.heading, card.strong) for card in picture.cards[1:]]
    assert told == [
        ("refer", "▲ SEE A PROFESSIONAL", "call the emergency number now"),
        ("rest", "■ REST", ""),
        ("rest", "■ RECOVERY", ""),
        ("easy", "○ NO RUNNING", ""),
        ("easy", "○ EASY AND SHORTER", ""),
        ("easy", "○ SHORTER", "see a professional when you can"),
        ("train", "► TRAIN", ""),
        ("easy", "○ EASY (answer missing)", ""),
    ]


@pytest.mark.parametrize("cap", ['strength = "skip"', 'km = { of = "longest_run_30d", times = 1.10 }'])
def test_nothing_that_takes_away_is_headed_by_train(cap: str) -> None:
    text = TREE.replace("[advice.g]\n", f"[advice.g]\ncaps = {{ {cap} }}\n")
    card = next(card for card in picture_tree(loading.load(text, proven=False)).cards if card.details == ("G.",))
    assert card.kind == "easy"
    assert card.heading in ("○ NO STRENGTH", "○ SHORTER")


def test_a_week_is_headed_by_what_becomes_of_it() -> None:
    tree = loading.load(TREE.replace("[advice.g]\n", '[advice.g]\ncaps = { load = "hold" }\n'), proven=False)
    weekly = evolve(tree, file=evolve(tree.file, name="progression/any"))
    cards = {card.details[0]: card for card in picture_tree(weekly).cards[1:]}
    assert (cards["G."].kind, cards["G."].heading) == ("easy", "○ STAY LEVEL")
    assert (cards["B."].kind, cards["B."].heading) == ("train", "► AS PLANNED")
    assert cards["H."].heading == "○ STAY LEVEL (answer missing)"


def test_what_is_not_proven_says_so_twice() -> None:
    picture = picture_tree(loading.load(TREE, proven=False))
    assert picture.title.startswith("NOT PROVEN")
    assert any(line.startswith("NOT PROVEN") for line in picture.footer)


def test_what_was_accepted_is_in_the_footer() -> None:
    tree = loading.load("rest_timing/soreness")
    file = evolve(tree.file, ignores=(Ignore("T404", "questions.soreness", "Nobody found the paper."),))
    picture = picture_tree(evolve(tree, file=file))
    assert "Accepted, T404 questions.soreness: Nobody found the paper." in picture.footer


def test_a_tooltip_says_why_and_on_whose_word() -> None:
    card = picture_tree(loading.load(TREE, proven=False)).cards[0]
    assert card.tooltip == "Because.\nHooper 1995 (X1): link B, threshold D, number recalled"


@pytest.mark.parametrize(
    ("source", "said"),
    [("VDW15", "van der Worp 2015"), ("EPA", "EPA"), ("CONV", "Coaching conventions for breaks and races")],
)
def test_citations_are_short(source: str, said: str) -> None:
    assert said == citation(source, loading.house())


def test_days_do_not_follow_the_locale() -> None:
    assert day(ON, ENGLISH) == "Sun 22 Nov 2026"


def test_the_footer_names_the_day_of_the_answers() -> None:
    decision = loading.decide("rest_timing/soreness", {"soreness": 3}, ON)
    assert "Bold line: your answers on Sun 22 Nov 2026." in picture_tree(decision.trees[0], decision).footer


def test_an_overview_lights_what_decides_and_ends_in_the_answer() -> None:
    facts = {"sleep_h_last": 3, "fatigue": 2, "soreness": 1, "planned_type": "tempo"}
    decision = loading.decide("rest_timing", facts, ON)
    picture = picture_overview(decision.trees, "Train or rest today?", decision)
    assert len(picture.cards) == len(decision.trees) + 2
    lit = [card for card in picture.cards if card.on_path and card.group != "below"]
    assert {card.heading for card in lit} == {tree.title for tree in decision.trees if tree.name in decision.binding}
    assert ("Did I sleep enough?", "Because: Sleep last night: 3 h") in [
        (card.heading, card.details[0]) for card in lit
    ]
    answer = picture.cards[-1]
    assert answer.heading.startswith("■ RECOVERY")
    assert any("Allowed: intensity: very easy at most" in line for line in answer.details)


def test_an_overview_without_a_decision_says_the_hardest_that_each_tree_may_say() -> None:
    picture = picture_overview(loading.family("rest_timing"), "When to rest")
    said = {card.heading: card.strong.replace("\u00a0", " ") for card in picture.cards}
    assert said["Did I just run a marathon?"] == "At its strictest: ■ REST"
    assert said["Has it hurt for too long?"] == "At its strictest: ► TRAIN, see a professional when you can"


@pytest.mark.parametrize("text", ["", "word", "a " * 40, "w" * 90, "Rest. Eat, drink, sleep, and let your legs be."])
def test_lines_are_broken_without_losing_a_word(text: str) -> None:
    lines = break_lines(text, 34)
    assert lines
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(len(line) <= 34 for line in lines)


def placed(plan: Plan) -> list[Arrow]:
    below = [plan.below] if plan.below else []
    beside = [arrow for arrows in plan.beside.values() for arrow in arrows]
    return [*plan.down, *below, *beside, *(arrow for lane in plan.lanes for arrow in lane.arrows)]


@pytest.mark.parametrize("name", shelf.names())
def test_every_arrow_has_one_place_and_goes_down_or_across(name: str) -> None:
    check_plan(picture_tree(loading.load(name)))


def check_plan(picture: Picture) -> None:
    plan = place(picture)
    assert sorted(map(str, placed(plan))) == sorted(map(str, picture.arrows))
    assert all(plan.row[arrow.end] >= plan.row[arrow.start] for arrow in picture.arrows)
    beside = [plan.row[card.id] for card in picture.cards if card.group == "side"]
    assert len(beside) == len(set(beside))
    for lane in plan.lanes:
        ends = {one.start for one in lane.arrows} if lane.fan else {one.end for one in lane.arrows}
        assert len(ends) == 1
        for other in plan.lanes:
            rows = {plan.order.index(end) for arrow in other.arrows for end in (arrow.start, arrow.end)}
            if other is not lane and other.level > lane.level:
                assert not any(lane.start <= row <= lane.end for row in rows)


@st.composite
def pictures(draw: st.DrawFn) -> Picture:
    count = draw(st.integers(1, 9))
    cards, arrows = [], []
    for one in range(count):
        cards.append(Card(f"q{one}", "question", f"Question {one}"))
        later = draw(st.lists(st.integers(one + 1, count), unique=True, max_size=4)) if one < count - 1 else []
        for after in later:
            if after < count:
                arrows.append(Arrow(f"q{one}", f"q{after}", draw(st.sampled_from(["yes", "no", "not known"]))))
        for side in range(draw(st.integers(0, 3))):
            cards.append(Card(f"q{one}.a{side}", "easy", "Easy", group="side"))
            arrows.append(Arrow(f"q{one}", f"q{one}.a{side}", "3 or more"))
    return Picture("any", "Any?", (), tuple(cards), tuple(dict.fromkeys(arrows)))


@settings(max_examples=200, deadline=None)
@given(pictures())
def test_any_tree_can_be_placed(picture: Picture) -> None:
    check_plan(picture)


@pytest.mark.parametrize("width", [1, 2, 12])
def test_a_huge_tree_is_placed_in_a_moment(width: int) -> None:
    count = 300
    cards = tuple(Card(f"q{one}", "question", "Q") for one in range(count))
    ends = [(one, one + step) for one in range(count) for step in range(1, width + 1) if one + step < count]
    started = time.perf_counter()
    place(Picture("huge", "Huge?", (), cards, tuple(Arrow(f"q{one}", f"q{two}", "x") for one, two in ends)))
    assert time.perf_counter() - started < 20


def test_a_picture_needs_no_decision_of_the_same_tree() -> None:
    today = loading.decide("rest_timing", {"soreness": 6}, ON)
    picture = picture_tree(loading.load("rest_timing/soreness"), today)
    assert [card.heading for card in picture.cards if card.on_path][-1] == "■ RECOVERY"


def test_trees_are_pictured_from_any_iterable() -> None:
    assert len(picture_overview(iter(loading.family("rest_timing")), "When to rest").cards) > 20
