"""The calendar: read back with a small reader of its own, as RFC 5545 has it."""

from __future__ import annotations

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from runrest.plans.calendars import MOST_OCTETS, Event, calendar_text, escape, fold

START = date(2026, 11, 23)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


def read_back(text: str) -> list[dict[str, str]]:
    """Read events: lines unfolded, values unescaped."""
    assert text.endswith("\r\n")
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    assert not any("\n" in line or "\r" in line for line in lines)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    events: list[dict[str, str]] = []
    for line in lines[1:-1]:
        name, colon, value = line.partition(":")
        assert colon
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and line != "END:VEVENT":
            plain = re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)
            events[-1][name] = plain
    return events


def shown(words: str) -> str:
    lines = words.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(letter for letter in line if letter == "\t" or letter.isprintable()) for line in lines)


@given(st.lists(st.tuples(st.integers(0, 400), WORDS, WORDS), max_size=6), WORDS)
def test_a_calendar_reads_back(told: list[tuple[int, str, str]], name: str) -> None:
    events = [Event(START + timedelta(days=after), *words, key=str(at)) for at, (after, *words) in enumerate(told)]
    text = calendar_text(events, name, START)
    assert all(len(line.encode()) <= MOST_OCTETS for line in text.split("\r\n"))
    found = read_back(text)
    assert [one["SUMMARY"] for one in found] == [shown(event.summary) for event in events]
    assert [one.get("DESCRIPTION", "") for one in found] == [shown(event.description) for event in events]
    assert [one["DTSTART;VALUE=DATE"] for one in found] == [f"{event.day:%Y%m%d}" for event in events]
    assert [one["DTEND;VALUE=DATE"] for one in found] == [f"{event.day + timedelta(days=1):%Y%m%d}" for event in events]
    assert {one["DTSTAMP"] for one in found} <= {"20261123T000000Z"}
    assert len({one["UID"] for one in found}) == len(found)
    assert text == calendar_text(events, name, START)


@given(WORDS)
def test_folding_loses_nothing(words: str) -> None:
    line = escape(words)
    assert fold(line).replace("\r\n ", "") == line


def test_an_event_keeps_its_name_when_it_moves() -> None:
    one, other = (calendar_text([Event(START + timedelta(days=at), "Strength", key="1")], "x", START) for at in (0, 2))
    assert read_back(one)[0]["UID"] == read_back(other)[0]["UID"]
