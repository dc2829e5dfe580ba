"""XML that is meant to do harm, or was written by somebody who did not mean any."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runrest.errors import LogError
from runrest.importing import markup
from runrest.importing.markup import Closed, Markup, Opened

if TYPE_CHECKING:
    from collections.abc import Callable

BODY = "<gpx><a b='1'>é</a></gpx>"
SMALL = 4_000_000
"""Bytes; none of the refusals may need more memory than this, whatever the file's size."""


def read(content: bytes) -> tuple[list[Opened | Closed], Markup]:
    marked = Markup("x.gpx", content)
    return list(marked.tags()), marked


def refusal(content: bytes) -> str:
    with pytest.raises(LogError) as caught:
        read(content)
    said = str(caught.value)
    assert said.startswith("x.gpx")
    assert len(said.splitlines()) == 1
    return said


def test_tags_come_in_order_with_their_parents_attributes_and_text() -> None:
    tags, marked = read(BODY.encode())
    assert tags == [
        Opened("gpx", "", {}),
        Opened("a", "gpx", {"b": "1"}),
        Closed("a", "gpx", "é"),
        Closed("gpx", "", ""),
    ]
    assert (marked.broken, marked.letters, marked.notes) == ("", "", ())


@pytest.mark.parametrize("declared", ["", "UTF-8", "utf-16", "latin-1", "US-ASCII", "bz2", "shift_jis", "utf-7"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", b"\n  ", b"\xef\xbb\xbf\r\n"])
def test_utf8_is_read_whatever_it_is_declared_to_be(declared: str, mark: bytes) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    tags, marked = read(mark + head.encode() + BODY.encode())
    assert Closed("a", "gpx", "é") in tags
    assert marked.notes == ()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", ["UTF-8", "utf-16", "latin-1"])
def test_utf16_is_read_with_and_without_a_mark(encoding: str, declared: str) -> None:
    text = f'<?xml version="1.0" encoding="{declared}"?>{BODY}'
    tags, marked = read(text.encode(encoding))
    assert Closed("a", "gpx", "é") in tags
    assert marked.notes == ()


@pytest.mark.parametrize("declared", ["UTF-8", "ISO-8859-1", "windows-1252"])
def test_other_letters_are_read_as_latin_1_and_this_is_said(declared: str) -> None:
    tags, marked = read(f'<?xml version="1.0" encoding="{declared}"?>{BODY}'.encode("latin-1"))
    assert Closed("a", "gpx", "é") in tags
    assert marked.notes == (f"x.gpx: {marked.letters}",)
    assert "Latin-1" in marked.letters


def test_letters_that_are_cut_in_two_by_a_piece_are_still_utf8() -> None:
    text = "é" * markup.STEP
    for shift in ("", "x"):
        assert read(f"<gpx>{shift}{text}</gpx>".encode())[1].letters == ""


def test_a_prefix_that_nobody_declared_is_no_error() -> None:
    tags, marked = read(b"<gpx><gpxtpx:hr x:y='1'>150</gpxtpx:hr></gpx>")
    assert Closed("hr", "gpx", "150") in tags
    assert not marked.broken


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;">]>',
        '<!DOCTYPE g [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE gpx SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE gpx PUBLIC "-//X//Y" "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE g [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x">%x;]>',
        "<!DOCTYPE gpx>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_and_entities_are_refused_before_anything_is_read(declaration: str, encoding: str) -> None:
    said = refusal(f"<?xml version='1.0'?>{declaration}<gpx><trk>&lol1;&x;</trk></gpx>".encode(encoding))
    assert "document type" in said


def test_an_entity_that_nobody_declared_is_damage() -> None:
    tags, marked = read(b"<gpx><a/>&x;</gpx>")
    assert Closed("a", "gpx", "") in tags
    assert marked.broken == "line 1 is not XML: undefined entity"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (lambda: b"<gpx>" + b"<a>" * 200_000 + b"</a>" * 200_000 + b"</gpx>", "nested more than 64 deep"),
        (lambda: b"<gpx><a b='" + b"x" * 20_000_000 + b"'/></gpx>", "longer than 1024 kB"),
        (lambda: b"<gpx><!--" + b"x" * 20_000_000 + b"--></gpx>", "longer than 1024 kB"),
        (lambda: b"<gpx><?a " + b"x" * 20_000_000 + b"?></gpx>", "longer than 1024 kB"),
        (lambda: b"<" + b"x" * 20_000_000, "longer than 1024 kB"),
        (lambda: b"<gpx>" + b"".join(b"<a%d/>" % n for n in range(200_000)) + b"</gpx>", "more than 5000 names"),
        (lambda: b"<gpx>" + b"".join(b"<a b%d='1'/>" % n for n in range(200_000)) + b"</gpx>", "more than 5000 names"),
    ],
    ids=["deep", "attribute", "comment", "instruction", "name", "names of tags", "names of attributes"],
)
def test_beyond_a_bound_a_file_is_refused_and_needs_no_memory(content: Callable[[], bytes], said: str) -> None:
    whole = content()
    tracemalloc.start()
    try:
        with pytest.raises(LogError, match=said):
            for _ in Markup("x.gpx", whole).tags():
                pass
        assert tracemalloc.get_traced_memory()[1] < SMALL
    finally:
        tracemalloc.stop()


def test_a_tag_as_long_as_allowed_is_read() -> None:
    tags, _ = read(b"<gpx><a b='" + b"x" * (markup.LONGEST_TAG - markup.STEP) + b"'/></gpx>")
    assert [tag.name for tag in tags] == ["gpx", "a", "a", "gpx"]


def test_depth_as_allowed_is_read() -> None:
    tags, marked = read(b"<a>" * markup.MOST_DEPTH + b"</a>" * markup.MOST_DEPTH)
    assert (len(tags), marked.broken) == (2 * markup.MOST_DEPTH, "")


def test_too_many_tags_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = b"<gpx>" + b"<a/>" * 50_000 + b"</gpx>"
    assert len(read(content)[0]) == 100_002
    monkeypatch.setattr(markup, "MOST_TAGS", 40_000)
    assert "more than 40000 tags" in refusal(content)


@pytest.mark.parametrize("text", ["x" * 500_000, "&#120;" * 500_000, "<![CDATA[" + "x" * 500_000 + "]]>"])
def test_a_long_text_is_cut_and_not_gathered(text: str) -> None:
    content = f"<gpx><a>{text}</a></gpx>".encode()
    tracemalloc.start()
    try:
        found = [tag.text for tag in Markup("x.gpx", content).tags() if isinstance(tag, Closed) and tag.name == "a"]
        assert tracemalloc.get_traced_memory()[1] < SMALL
    finally:
        tracemalloc.stop()
    assert found == ["x" * markup.LONGEST_TEXT]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<gpx><a>1</a><b", "the file breaks off in line 1"),
        (b"<gpx>\n<a>1</a>\n", "the file breaks off in line 3"),
        (b"<gpx><a>1</a>\n\0</gpx>", "line 2 is not XML: not well-formed (invalid token)"),
        (b"<gpx><a>1</a></b></gpx>", "line 1 is not XML: mismatched tag"),
        (b"<gpx><a>1</a></gpx>\0\0\0\0", "line 1 is not XML: not well-formed (invalid token)"),
        (b"<gpx><a>1</a></gpx><gpx/>", "line 1 is not XML: junk after document element"),
    ],
)
def test_of_a_damaged_file_what_stands_before_is_kept(content: bytes, said: str) -> None:
    tags, marked = read(content)
    assert Closed("a", "gpx", "1") in tags
    assert marked.broken == said
    assert marked.notes == (f"x.gpx: {said}, and what stands before that is used",)


@pytest.mark.parametrize("content", [b"", b"   ", b"\xef\xbb\xbf", b"\xff\xfe", b"no markup", b"\0", b"\xfe\xff<"])
def test_what_is_no_xml_has_no_tags_and_a_reason(content: bytes) -> None:
    tags, marked = read(content)
    assert tags == []
    assert marked.broken


@given(st.binary(max_size=200) | st.text(alphabet="<>/&;![]?ax= '\"-\n", max_size=80).map(str.encode))
def test_any_bytes_give_tags_or_one_sentence(content: bytes) -> None:
    marked = Markup("x.gpx", content)
    tags: list[Opened | Closed] = []
    refused = ""
    try:
        tags += marked.tags()
    except LogError as error:
        refused = str(error)
    assert len(refused.splitlines()) <= 1
    opened = sum(isinstance(tag, Opened) for tag in tags)
    assert refused or marked.broken or 2 * opened == len(tags)
