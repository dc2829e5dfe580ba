"""What a notebook shows of trees, families, decisions and weeks: words always, and a drawing where one can be made."""

from __future__ import annotations

import pytest
from test_drawing import needs_program, without

from runrest import loading
from runrest.bundles import bundle, marked_down
from runrest.linking import Family
from runrest.words.week_answers import decide_week


def values() -> dict[str, object]:
    return {
        "tree": loading.load("rest_timing/pain"),
        "family": loading.family("progression"),
        "question": loading.family("today"),
        "decision": loading.decide("rest_timing/soreness", {"soreness": 6}),
        "decision of many": loading.decide("today", {"soreness": 6}),
        "week": decide_week({"weeks_since_deload": 4, "week_km_prev": 42.0}),
        "urgent week": decide_week({"rf_chest_pain": True}),
    }


NAMES = [*values()]
IN_MARKDOWN = {"decision", "decision of many", "week", "urgent week"}


@needs_program
@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_is_shown(name: str) -> None:
    shown = values()[name]._repr_mimebundle_()  # type: ignore[attr-defined]
    assert "<svg role" in shown["image/svg+xml"]
    assert "not drawn" not in shown["text/plain"]
    assert ("text/markdown" in shown) == (name in IN_MARKDOWN)


@pytest.mark.parametrize("name", NAMES)
def test_without_a_drawing_program_words_are_shown(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "dot", "pygraphviz", "wasi")
    shown = values()[name]._repr_mimebundle_(include=None, exclude=None)  # type: ignore[attr-defined]
    assert "image/svg+xml" not in shown
    assert "not drawn: there is no drawing program here" in shown["text/plain"]
    assert ("text/markdown" in shown) == (name in IN_MARKDOWN)
    if name in IN_MARKDOWN:
        assert shown["text/markdown"].startswith("**")
        assert "not medical advice" in shown["text/markdown"]


@pytest.mark.parametrize("name", NAMES)
def test_whatever_breaks_nothing_is_raised(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("all is lost")

    monkeypatch.setattr("runrest.drawing.draw", broken)
    shown = values()[name]._repr_mimebundle_()  # type: ignore[attr-defined]
    assert shown["text/plain"].endswith("not drawn: all is lost")


def test_words_that_fail_are_said_too() -> None:
    def broken() -> str:
        raise ValueError("no words")

    assert bundle(broken, None, broken) == {"text/plain": "not told: no words\nnot told in Markdown: no words"}


def test_what_the_words_are() -> None:
    shown = values()
    assert shown["tree"]._repr_mimebundle_()["text/plain"] == "How much does the pain allow? (rest_timing/pain 1.0)"
    assert "progression/taper           Is it time to taper?" in shown["family"]._repr_mimebundle_()["text/plain"]
    decision = shown["decision"]
    assert decision._repr_mimebundle_()["text/plain"] == str(decision)
    urgent = shown["urgent week"]
    assert urgent._repr_mimebundle_()["text/plain"].startswith(str(urgent.today))


def test_a_family_is_still_a_tuple() -> None:
    family = loading.family("today")
    assert isinstance(family, Family)
    assert family == tuple(family)
    assert hash(family) == hash(tuple(family))
    assert Family()._repr_mimebundle_()["text/plain"].startswith("\nnot drawn: there is no tree")


@pytest.mark.parametrize("signs", ["*a*", "<b>", "[x](y)", "`c`", "#1", "a_b", "$x$", "\\", "a|b", "&lt;"])
def test_markdown_takes_nothing_for_its_own(signs: str) -> None:
    told = marked_down([signs, signs])
    for sign in signs:
        if not sign.isalnum() and sign not in "();":
            assert f"\\{sign}" in told
