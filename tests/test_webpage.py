"""The page in a real browser: the same decisions as Python, by keyboard, by link, on paper, whatever a file says."""

from __future__ import annotations

import json
import os
import random
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from athletes_at_random import athletes
from browsing import CHROMIUM, Browser
from click.testing import CliRunner
from runners import HEALTHY
from test_compiled import FEW, MANY, differences

from runrest import shelf
from runrest.cli import main
from runrest.loading import load
from runrest.webpage.filling import data_block
from runrest.webpage.page_making import page

if TYPE_CHECKING:
    from collections.abc import Iterator

AXE = Path(os.environ.get("RUNREST_AXE", "node_modules/axe-core/axe.min.js"))
MOST_BYTES = 300_000
in_browser = pytest.mark.skipif(not CHROMIUM, reason="no chromium on this machine")
with_axe = pytest.mark.skipif(not AXE.is_file(), reason="no axe-core: npm install axe-core, RUNREST_AXE=.../axe.min.js")

HOSTILE = """
title = "</script><script>document.title='taken'</script> \\"quoted\\"&<b>bold</b> \U0001f3c3 \u202eright to left"
start = "first"
version = "1.0"
[questions.first]
signal = "soreness"
label = "<img src=x onerror=document.title='taken'>"
because = "<!--<script> ]]> \u2028 {n} </style> &amp;"
evidence = [{ rule = "RF10", source = "DESIGN", link = "D", cutoff = "D" }]
[questions.first.branches]
"<= 4" = "fine"
"> 4, unknown" = "careful"
[advice.fine]
say = "</textarea><svg onload=document.title='taken'> [[title]] \U0001f3c3"
[advice.careful]
say = "javascript:alert(1) <a href='javascript:alert(1)'>x</a>"
caps = { intensity = "easy" }
[[examples]]
name = "fine"
given = { soreness = 1 }
expect = { advice = "fine", path = ["first"], caps = {} }
[[examples]]
name = "not known"
given = {}
expect = { advice = "careful", path = ["first"], caps = { intensity = "easy" } }
[[examples]]
name = "sore"
given = { soreness = 6 }
expect = { advice = "careful", path = ["first"], caps = { intensity = "easy" } }
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as one:
        yield one


@cache
def made(name: str, language: str = "en") -> str:
    return page(name, language)


def opened(browser: Browser, folder: Path, name: str, language: str = "en", fragment: str = "", text: str = "") -> None:
    file = folder / "page.html"
    file.write_text(text or made(name, language), encoding="utf-8", newline="\n")
    browser.open(file.as_uri() + fragment)


def said(browser: Browser, selector: str) -> str:
    words: str = browser.run(f"document.querySelector({json.dumps(selector)}).innerText")
    return words


def seen(browser: Browser, selector: str) -> bool:
    shown: bool = browser.run(f"Boolean(document.querySelector({json.dumps(selector)})?.checkVisibility())")
    return shown


def click(browser: Browser, selector: str) -> None:
    browser.run(f"document.querySelector({json.dumps(selector)}).click()")


def fragment(facts: dict[str, Any]) -> str:
    spelt = {True: "true", False: "false"}
    return "#v1" + "".join(
        f"&{key}={spelt[value] if isinstance(value, bool) else value}" for key, value in facts.items()
    )


@pytest.mark.parametrize("language", shelf.languages())
def test_today_is_small_enough_for_a_message(language: str) -> None:
    assert len(made("today", language).encode()) < MOST_BYTES


def test_a_page_is_the_same_every_time() -> None:
    assert page("rest_timing/pain") == page("rest_timing/pain")


@pytest.mark.parametrize("name", ["today", "rest_timing/pain"])
def test_the_policy_allows_this_script_and_this_style_and_nothing_else(name: str) -> None:
    text = made(name)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    told = dict(part.split(" ", 1) for part in policy[1].replace("&#x27;", "'").split("; "))
    for tag, directive in (("<script>", "script-src"), ("<style>", "style-src")):
        found = re.findall(re.escape(tag) + "(.*?)" + re.escape(tag.replace("<", "</")), text, re.DOTALL)
        assert [f"'sha256-{b64encode(sha256(one.encode()).digest()).decode()}'" for one in found] == [told[directive]]
    assert told["default-src"] == "'none'"
    assert "unsafe" not in policy[1]
    assert not re.search(r"\son[a-z]+\s*=", re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL))


def test_no_script_of_the_page_reads_html_or_evaluates_anything() -> None:
    folder = Path(shelf.__file__).parent / "webpage"
    scripts = "".join(one.read_text(encoding="utf-8") for one in folder.glob("*.js"))
    assert "function walker(" in scripts
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "fetch(",
        "XMLHttp",
        "localStorage",
        "sessionStorage",
        "cookie",
        "import(",
    ):
        assert word not in scripts


def test_data_in_the_page_holds_no_sign_that_html_could_take() -> None:
    value = {"say": "</script><!-- & \u2028 \u2029 \U0001f3c3"}
    assert not set("<>&\u2028\u2029") & set(data_block(value))
    assert json.loads(data_block(value)) == value


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    file = tmp_path / "pain.html"
    found = CliRunner().invoke(main, ["page", "rest_timing/pain", "-o", str(file), "--lang", "de"])
    assert found.exit_code == 0
    assert file.read_text(encoding="utf-8") == made("rest_timing/pain", "de")


def test_a_tree_that_fails_its_proofs_gets_no_page(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(HOSTILE.replace('"> 4, unknown"', '"> 5, unknown"'), encoding="utf-8")
    found = CliRunner().invoke(main, ["page", str(tmp_path / "mine.toml"), "-o", str(tmp_path / "x.html")])
    assert found.exit_code != 0
    assert "gap" in found.output
    assert not (tmp_path / "x.html").exists()


@in_browser
@pytest.mark.parametrize("name", ["today", "week"])
def test_the_page_decides_as_python_does(browser: Browser, tmp_path: Path, name: str) -> None:
    opened(browser, tmp_path, name)
    drawn = athletes(random.Random(f"{name} 5"), MANY)
    decided = browser.call("(all) => all.map(([given, sure]) => window.runrest.decide(given, sure))", drawn)
    assert differences(name, drawn, decided)[:3] == []


@in_browser
def test_every_tree_has_a_page_that_decides_as_python_does(browser: Browser, tmp_path: Path) -> None:
    for name in shelf.names():
        opened(browser, tmp_path, name)
        drawn = athletes(random.Random(f"{name} 6"), FEW)
        decided = browser.call("(all) => all.map(([given, sure]) => window.runrest.decide(given, sure))", drawn)
        assert differences(name, drawn, decided)[:3] == []
        assert browser.complaints == [], name


@in_browser
def test_nothing_is_loaded_nothing_is_complained_of_and_the_door_is_closed(browser: Browser, tmp_path: Path) -> None:
    opened(browser, tmp_path, "today")
    assert browser.requests == [(tmp_path / "page.html").as_uri()]
    browser.run("(() => { try { window.runrest.decide = 1; window.runrest = 1; } catch {} })()")
    assert browser.run("typeof window.runrest.decide") == "function"
    assert browser.run("Object.keys(window.runrest).sort().join()") == "decide,name,trees"
    assert browser.complaints == []


@in_browser
def test_an_answer_by_the_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    browser.size(1280, 800)
    opened(browser, tmp_path, "today")
    assert "EASY" in said(browser, "#heading")
    where = "document.activeElement.id"
    browser.press("Tab")
    assert said(browser, "a.skip:focus") == "Skip to the questions"
    browser.press("Enter")
    for gate in ("scope", "red_flags", "illness"):
        for _ in range(6):
            browser.press("Tab")
            if browser.run(where).startswith(f"gate-{gate}"):
                break
        while browser.run(where) != f"gate-{gate}-no":
            browser.press("ArrowUp")
        browser.press(" ")
        assert browser.run(f"document.getElementById('gate-{gate}-no').checked")
    for _ in range(40):
        browser.press("Tab")
        if browser.run(where).startswith("pain_now-"):
            break
    while browser.run(where) != "pain_now-6":
        browser.press("ArrowDown")
    assert "NO RUNNING" in said(browser, "#heading")
    outline = browser.run("getComputedStyle(document.activeElement.nextElementSibling).outlineStyle")
    assert outline == "solid"


@in_browser
def test_a_screen_reader_hears_of_the_answer_only_when_it_changes(browser: Browser, tmp_path: Path) -> None:
    opened(browser, tmp_path, "rest_timing/pain")
    assert browser.run("document.getElementById('spoken').getAttribute('aria-live')") == "polite"
    count = "window.heard = 0; new MutationObserver(() => { window.heard += 1; }).observe("
    browser.run(count + "document.getElementById('spoken'), {childList: true, subtree: true}); 0")
    for answer, heard in (("pain_now-7", 1), ("pain_now-8", 1), ("pain_now-0", 2)):
        click(browser, f"#{answer}")
        assert browser.run("window.heard") == heard


@in_browser
def test_a_tap_on_a_branch_is_an_answer_and_lights_the_path(browser: Browser, tmp_path: Path) -> None:
    opened(browser, tmp_path, "rest_timing/soreness")
    tree = load("rest_timing/soreness")
    question = tree.questions[tree.file.start]
    for place, branch in enumerate(question.branches):
        button = f"#tree-rest_timing-soreness-{question.id}-{place}"
        click(browser, button)
        assert browser.run(f"document.querySelector('{button}').getAttribute('aria-pressed')") == "true"
        assert browser.run(f"document.querySelector('{button}').closest('.branch').classList.contains('lit')")
        answered = browser.run("Number(document.querySelector('input[name=soreness]:checked')?.id.split('-')[1]) + 1")
        assert branch.condition.holds(answered if answered <= 7 else None)


@in_browser
def test_the_source_of_any_threshold_is_two_taps_away(browser: Browser, tmp_path: Path) -> None:
    opened(browser, tmp_path, "rest_timing/pain")
    cited = "#tree-rest_timing-pain-peak-cited"
    assert not seen(browser, f"{cited} a")
    click(browser, f"{cited} summary")
    assert seen(browser, f"{cited} a, {cited} li")
    assert "link A" in said(browser, cited)
    assert "threshold C" in said(browser, cited)


@in_browser
def test_a_link_keeps_the_answers_and_only_after_the_hash(browser: Browser, tmp_path: Path) -> None:
    facts = {**HEALTHY, "pain_now": 4, "pain_site": "knee", "gait_changed": False}
    opened(browser, tmp_path, "today", fragment=fragment(facts))
    before = browser.run("document.getElementById('spoken').innerText")
    click(browser, "#share")
    address = browser.run("document.getElementById('link-field').value")
    start, _, kept = address.partition("#")
    assert start == (tmp_path / "page.html").as_uri()
    assert "pain_site=knee" in kept
    opened(browser, tmp_path, "today", fragment="#" + kept)
    assert browser.run("document.getElementById('spoken').innerText") == before
    assert not seen(browser, "#left-out")


@in_browser
@pytest.mark.parametrize(
    "tampered",
    [
     "__proto__=1", "constructor=x", "pain_now=11", "pain_now=1e1", "pain_now=", "gait_changed=1", "=", "&&",
     "%E0%A4%A", "pain_site=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "sleep_h_last=NaN", "pain_peak=3", "x" * 9000],
)  # fmt: skip
def test_a_tampered_link_is_read_with_care(browser: Browser, tmp_path: Path, tampered: str) -> None:
    opened(browser, tmp_path, "today", fragment="#v1&" + tampered)
    answered = "#list .value input:checked"
    assert browser.run(f"document.querySelectorAll({json.dumps(answered)}).length") == 0
    assert seen(browser, "#left-out")
    assert browser.complaints == []


@in_browser
def test_other_fragments_are_left_alone(browser: Browser, tmp_path: Path) -> None:
    opened(browser, tmp_path, "today", fragment="#questions")
    assert not seen(browser, "#left-out")


@in_browser
def test_what_a_file_says_stays_text(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "hostile.toml"
    file.write_text(HOSTILE, encoding="utf-8")
    title = load(file).title
    opened(browser, tmp_path, "", text=page(str(file)), fragment="#v1&soreness=2")
    assert browser.run("document.title") == title
    assert browser.run("document.querySelector('h1').textContent") == title
    assert browser.run("document.querySelectorAll('img, svg, h1 b, #trees a[href^=javascript]').length") == 0
    assert "</textarea><svg onload" in said(browser, "#trees")
    assert "[[title]]" in said(browser, "#trees")
    assert browser.complaints == []


@in_browser
def test_an_unusual_value_can_be_confirmed(browser: Browser, tmp_path: Path) -> None:
    opened(browser, tmp_path, "rest_timing/pain", fragment="#v1&pain_now=10")
    assert "unusual" in said(browser, "#ask-pain_now .doubt")
    click(browser, "#sure-pain_now")
    assert "unusual" not in said(browser, "#ask-pain_now .doubt")
    click(browser, "#share")
    assert "sure=pain_now" in browser.run("document.getElementById('link-field').value")


@in_browser
@pytest.mark.parametrize("language", shelf.languages())
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_window(browser: Browser, tmp_path: Path, width: int, language: str) -> None:
    browser.size(width, 844)
    for name in ("today", "rest_timing/pain"):
        opened(browser, tmp_path, name, language, fragment({**HEALTHY, "pain_now": 4}))
        assert browser.run("document.documentElement.scrollWidth") <= width


@in_browser
def test_the_answer_and_the_guidance_are_always_in_view(browser: Browser, tmp_path: Path) -> None:
    browser.size(390, 844)
    opened(browser, tmp_path, "today", fragment=fragment({**HEALTHY, "pain_now": 4}))
    for at in (0, 900, 100_000):
        browser.run(f"scrollTo(0, {at})")
        top, bottom = browser.run(
            "(({top, bottom}) => [top, bottom])(document.getElementById('bar').getBoundingClientRect())"
        )
        assert top >= -1
        assert bottom <= 844 * 0.6
        assert "not medical advice" in said(browser, "#bar")


@in_browser
def test_on_paper_stand_the_answers_the_path_and_the_sources(browser: Browser, tmp_path: Path) -> None:
    opened(browser, tmp_path, "today", fragment=fragment({**HEALTHY, "pain_now": 4}))
    browser.ask("Emulation.setEmulatedMedia", media="print")
    try:
        words = said(browser, "#paper")
        assert "Pain right now: 4 of 10" in words
        assert "How much does the pain allow?" in words
        assert "Silbernagel" in words
        assert not seen(browser, "#questions")
        assert seen(browser, "#heading")
    finally:
        browser.ask("Emulation.setEmulatedMedia", media="")


@in_browser
@with_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["today", "week", "rest_timing/pain"])
def test_axe_finds_nothing_serious(browser: Browser, tmp_path: Path, name: str, scheme: str) -> None:
    browser.size(390, 844, scheme=scheme)
    facts = {**HEALTHY, "pain_now": 10, "pain_site": "shin", "rf_chest_pain": True}
    for words in ("", fragment(facts)):
        opened(browser, tmp_path, name, fragment=words)
        browser.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        browser.run(AXE.read_text(encoding="utf-8") + ";0")
        found = browser.run(
            "axe.run().then(({violations}) => violations.map((one) => [one.impact, one.id, one.nodes[0].html]))"
        )
        assert [one for one in found if one[0] in ("serious", "critical")] == []


@in_browser
def test_the_page_answers_inside_a_frame(browser: Browser, tmp_path: Path) -> None:
    opened(browser, tmp_path, "rest_timing/pain")
    outer = tmp_path / "blog.html"
    outer.write_text(
        "<!doctype html><title>blog</title><iframe src=page.html width=400 height=600 sandbox='allow-scripts'></iframe>"
        "<script>onload = () => { document.documentElement.dataset.ready = 'yes'; }</script>",
        encoding="utf-8",
    )
    browser.open(outer.as_uri())
    assert browser.complaints == []
