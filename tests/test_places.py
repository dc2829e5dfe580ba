"""Line numbers: tomllib does not tell them, so a scan does."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runrest import shelf
from runrest.places import find_places

TEXT = '''\
# a comment = no key
title = "x"
about = """
key = "inside a text"
[questions.fake]
"""
[questions.peak]
signal = "pain"
  [questions.peak.branches]
  "> 5" = "stop"
  '"a", "b"' = "go"
  "false, unknown" = "go"
[advice."odd id"]
caps = { intensity = "easy" }
caps2.intensity = "easy"
[[examples]]
name = "one"
[[examples]]
name = "two"
  [examples.expect]
  advice = "stop"
about2 = """one line"""
last = 1
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2),
        (("about",), 3),
        (("questions",), 7),
        (("questions", "peak"), 7),
        (("questions", "peak", "signal"), 8),
        (("questions", "peak", "branches"), 9),
        (("questions", "peak", "branches", "> 5"), 10),
        (("questions", "peak", "branches", '"a", "b"'), 11),
        (("questions", "peak", "branches", "false, unknown"), 12),
        (("advice", "odd id"), 13),
        (("advice", "odd id", "caps"), 14),
        (("advice", "odd id", "caps2", "intensity"), 15),
        (("examples", 0), 16),
        (("examples", 0, "name"), 17),
        (("examples", 1), 18),
        (("examples", 1, "name"), 19),
        (("examples", 1, "expect", "advice"), 21),
        (("examples", 1, "expect", "last"), 23),
        (("questions", "fake"), 7),
        (("questions", "peak", "nothing", "below"), 7),
        (("nowhere",), 1),
        ((), 1),
    ],
)
def test_each_key_has_its_line_and_a_missing_one_that_of_what_is_around_it(
    path: tuple[str | int, ...], line: int
) -> None:
    assert line == find_places(TEXT).line(*path)


@pytest.mark.parametrize("name", shelf.names())
def test_every_key_of_a_shipped_tree_is_found_where_it_stands(name: str) -> None:
    text = shelf.content(name).decode()
    lines = text.splitlines()
    places = find_places(text)
    table = tomllib.loads(text)
    for kind in ("questions", "advice"):
        for key, told in table[kind].items():
            assert lines[places.line(kind, key) - 1] == f"[{kind}.{key}]"
            for test in told.get("branches", {}):
                assert test in lines[places.line(kind, key, "branches", test) - 1]
            for part in told:
                assert part in lines[places.line(kind, key, part) - 1]
    for at, example in enumerate(table["examples"]):
        assert example["name"] in lines[places.line("examples", at, "name") - 1]


def test_lines_are_counted_as_editors_count_them() -> None:
    assert find_places("a = 1\r\n# odd\x0b\x1c\u2028 comment\r\nb = 2\r\n").line("b") == 3


@given(st.text(alphabet="[]\"'=.#\n ab1\\", max_size=300))
def test_no_text_upsets_the_scan(text: str) -> None:
    places = find_places(text)
    count = text.count("\n") + 1
    assert all(1 <= line <= count for line in places.lines.values())
