"""What can be wrong with a tree file: each flaw with its line, all of them at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import runrest
from runrest.errors import TreeError
from runrest.flaws import CODES, Flaw, errors
from runrest.loading import house
from runrest.reading import read_tree
from runrest.shapes import MOST_BYTES, MOST_ENTRIES

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """\
title = "May you run?"
start = "tired"
version = "1.0"

[questions.tired]
signal = "fatigue"
because = "Tired legs do not learn."
evidence = [{ rule = "RD2", source = "SAW16", link = "A", cutoff = "D" }]
[questions.tired.branches]
">= 6" = "sore"
"< 6" = "train"
unknown = "ask"

[questions.sore]
signal = "soreness"
because = "Sore and tired is more than tired."
evidence = [{ rule = "RD6", source = "CLE02", link = "B", cutoff = "C" }]
[questions.sore.branches]
">= 5, unknown" = "rest"
"< 5" = "easy"

[advice.rest]
say = "Rest today."
caps = { intensity = "none", volume = 0 }

[advice.easy]
say = "Keep it easy."
caps = { intensity = "easy", volume = 0.8 }

[advice.ask]
say = "How tired are you?"
caps = { intensity = "easy" }
incomplete = true

[advice.train]
say = "Train."

[[examples]]
name = "fresh"
given = { fatigue = 2 }
expect = { advice = "train", path = ["tired"] }
[[examples]]
name = "tired"
given = { fatigue = 6, soreness = 4 }
expect = { advice = "easy", path = ["tired", "sore"] }
[[examples]]
name = "tired and sore"
given = { fatigue = 7, soreness = 6 }
expect = { advice = "rest" }
"""
"""A tree without a flaw; the tests spoil one line of it at a time."""


def spoilt(*changes: tuple[str, str]) -> str:
    text = GOOD
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def line_of(text: str, words: str) -> int:
    """The number of the one line that holds some words."""
    (number,) = [number for number, line in enumerate(text.splitlines(), 1) if words in line]
    return number


def told(flaws: tuple[Flaw, ...]) -> list[str]:
    return [f"{flaw.line}: {flaw.code}" for flaw in flaws]


def test_the_good_tree_has_no_flaw() -> None:
    assert runrest.check(GOOD) == ()
    assert runrest.load(GOOD).proven


ONE_CHANGE = [
    (
        "T103",
        ('because = "Tired', 'becuase = "Tired'),
        "questions.tired.becuase",
        "knows no key 'becuase' here (did you mean because?)",
        ["5: T104", "7: T103"],
    ),
    (
        "T103",
        ("incomplete = true", "incomplet = true"),
        "advice.ask.incomplet",
        "(did you mean incomplete?)",
        ["33: T103"],
    ),
    (
        "T103",
        ('title = "May you run?"', 'title = "May you run?"\nowner = "me"'),
        "owner",
        "knows no key 'owner'",
        ["2: T103"],
    ),
    ("T104", ('say = "Train."', ""), "advice.train", "say is missing", ["35: T104"]),
    ("T104", ('version = "1.0"\n', ""), "", "version is missing", ["1: T104"]),
    (
        "T104",
        (', path = ["tired"] }', ' }\n[[examples]]\nname = "x"'),
        "examples.1",
        "given is missing",
        ["42: T104", "42: T104"],
    ),
    ("T105", ('version = "1.0"', "version = 1.0"), "version", "must be words in quotes", ["3: T105"]),
    ("T105", ('say = "Train."', 'say = "  "'), "advice.train.say", "is empty", ["36: T105"]),
    (
        "T105",
        ("incomplete = true", 'incomplete = "yes"'),
        "advice.ask.incomplete",
        "must be true or false",
        ["33: T105"],
    ),
    (
        "T105",
        ('"< 5" = "easy"', '"< 5" = ["easy"]'),
        "questions.sore.branches.< 5",
        "in quotes",
        ["20: T105", "26: T203"],
    ),
    ("T105", ('link = "A"', 'link = "E"'), "questions.tired.evidence", "a grade is A, B, C, D or -", ["8: T105"]),
    (
        "T105",
        ('cutoff = "D"', 'cutoff = "D", mark = "X"'),
        "questions.tired.evidence",
        "a mark is V (read)",
        ["8: T105"],
    ),
    (
        "T201",
        ('start = "tired"', 'start = "tird"'),
        "start",
        "no question of this file (did you mean tired?)",
        ["2: T201"],
    ),
    ("T201", ('start = "tired"', 'start = "train"'), "start", "which is no question of this file", ["2: T201"]),
    (
        "T201",
        ('"< 5" = "easy"', '"< 5" = "eazy"'),
        "questions.sore.branches.< 5",
        "leads to 'eazy', which is not in the file (did you mean easy?)",
        ["20: T201", "26: T203"],
    ),
    ("T202", ('"< 5" = "easy"', '"< 5" = "tired"'), None, "round in a circle: ", ["5: T202", "26: T203"]),
    (
        "T202",
        ('"< 5" = "easy"', '"< 5" = "sore"'),
        "questions.sore",
        "round in a circle: sore -> sore",
        ["14: T202", "26: T203"],
    ),
    (
        "T203",
        ("[advice.train]", '[advice.spare]\nsay = "Never said."\n\n[advice.train]'),
        "advice.spare",
        "no walk from the start ever comes here",
        ["35: T203"],
    ),
    (
        "T204",
        ('"< 5" = "easy"', '"< 2" = "easy"\n"[2..4]" = "easy"'),
        "questions.sore",
        "both lead to easy; write one branch '< 2, [2..4]'",
        ["21: T204"],
    ),
    (
        "T301",
        ('signal = "soreness"', 'signal = "sorness"'),
        "questions.sore.signal",
        "there is no signal 'sorness' (did you mean soreness?)",
        ["15: T301"],
    ),
    (
        "T301",
        ("volume = 0.8", 'km = { of = "sleep", times = 1.1 }'),
        "advice.easy.caps.km",
        "'sleep' is no plain signal",
        ["28: T301"],
    ),
    (
        "T301",
        ("volume = 0.8", 'km = { of = "spike", times = 1.1 }'),
        "advice.easy.caps.km",
        "'spike' is no plain signal",
        ["28: T301"],
    ),
    (
        "T302",
        ('"< 5" = "easy"', '"below 5" = "easy"'),
        "questions.sore.branches.below 5",
        "is not a unary test",
        ["20: T302"],
    ),
    ("T302", ('"< 5" = "easy"', '"[4..1]" = "easy"'), "questions.sore.branches.[4..1]", "runs backwards", ["20: T302"]),
    (
        "T303",
        ('"< 5" = "easy"', '"< 50" = "easy"'),
        "questions.sore.branches.< 50",
        "names 50, but soreness is a whole number from 1 to 7",
        ["20: T303"],
    ),
    ("T303", ('"< 5" = "easy"', 'true = "easy"'), "questions.sore.branches.true", "do not fit soreness", ["20: T303"]),
    (
        "T303",
        ("volume = 0.8", "volume = 80"),
        "advice.easy.caps.volume",
        "80 is not a number from 0 to 1",
        ["28: T303"],
    ),
    (
        "T303",
        ("volume = 0.8", "volume = true"),
        "advice.easy.caps.volume",
        "True is not a number from 0 to 1",
        ["28: T303"],
    ),
    (
        "T303",
        ("volume = 0.8", "volum = 0.8"),
        "advice.easy.caps.volum",
        "there is no scale 'volum' (did you mean volume?)",
        ["28: T303"],
    ),
    (
        "T303",
        ("volume = 0.8", 'km = { of = "longest_run_30d", times = -1 }'),
        "advice.easy.caps.km",
        "times must be",
        ["28: T303"],
    ),
    (
        "T303",
        ('say = "Train."', 'say = "Train."\nrefer = "soon"'),
        "advice.train.refer",
        "'soon' is not one of none, routine",
        ["37: T303"],
    ),
    (
        "T303",
        ("given = { fatigue = 2 }", "given = { fatigue = 20 }"),
        "examples.0.given",
        "fatigue is 20, but it must be",
        ["2: T602", "40: T303"],
    ),
    (
        "T304",
        ('"< 5" = "easy"', '"< 4" = "easy"'),
        "questions.sore",
        "no branch for soreness 4 (for example 4)",
        ["14: T304"],
    ),
    (
        "T304",
        ('">= 6" = "sore"\n"< 6" = "train"\n', '">= 6" = "sore"\n"[3..5]" = "train"\n'),
        "questions.tired",
        "no branch for fatigue <= 2",
        ["5: T304"],
    ),
    (
        "T305",
        ('"< 5" = "easy"', '"< 6" = "easy"'),
        "questions.sore",
        "soreness 5 is on two branches, '>= 5, unknown' and '< 6'",
        ["20: T305"],
    ),
    (
        "T305",
        ('"< 5" = "easy"', '"< 5, unknown" = "easy"'),
        "questions.sore",
        "soreness unknown is on two branches",
        ["20: T305"],
    ),
    (
        "T306",
        ('">= 5, unknown" = "rest"', '">= 5" = "rest"'),
        "questions.sore",
        "no branch says where unknown leads",
        ["14: T306"],
    ),
    (
        "T307",
        ('signal = "soreness"', 'signal = "fatigue"'),
        "questions.sore.branches.< 5",
        "contradicts what was answered before",
        ["20: T307", "42: T601"],
    ),
    (
        "T401",
        ('evidence = [{ rule = "RD6", source = "CLE02", link = "B", cutoff = "C" }]\n', ""),
        "questions.sore",
        "cites nothing",
        ["14: T401"],
    ),
    (
        "T402",
        ('source = "CLE02"', 'source = "CLE01"'),
        "questions.sore.evidence",
        "sources.toml has no source CLE01 (did you mean CLE02?)",
        ["17: T402"],
    ),
    (
        "T403",
        ('say = "Train."', 'say = "Train."\noffer = ["no_such_thing"]'),
        "advice.train.offer",
        "there is no offer 'no_such_thing'",
        ["37: T403"],
    ),
    (
        "T404",
        ('source = "CLE02", link = "B", cutoff = "C"', 'source = "JAV19", link = "B", cutoff = "C", mark = "V"'),
        "questions.sore.evidence",
        "JAV19 is only recalled",
        ["17: T404"],
    ),
    (
        "T601",
        ('expect = { advice = "rest" }', 'expect = { advice = "easy" }'),
        "examples: tired and sore",
        "expects easy but comes to rest",
        ["46: T601"],
    ),
    (
        "T601",
        ('expect = { advice = "rest" }', 'expect = { advice = "rst" }'),
        "examples: tired and sore",
        "expects rst, which is not in the file (did you mean rest?) but comes to rest",
        ["46: T601"],
    ),
    (
        "T601",
        ('path = ["tired", "sore"]', 'path = ["sore"]'),
        "examples: tired",
        "expects the path sore but walks tired > sore",
        ["42: T601"],
    ),
    (
        "T602",
        (
            '[[examples]]\nname = "fresh"\ngiven = { fatigue = 2 }\nexpect = { advice = "train", path = ["tired"] }\n',
            "",
        ),
        "examples",
        "there are 2 worked examples; a tree needs at least 3",
        ["2: T602"],
    ),
    (
        "T701",
        ("[advice.rest]", '[[ignore]]\ncode = "T501"\nreason = "just in case"\n\n[advice.rest]'),
        "ignore",
        "nothing here needs the ignore of T501",
        ["22: T701"],
    ),
    (
        "T701",
        ("[advice.rest]", '[[ignore]]\ncode = "T999"\nreason = "what"\n\n[advice.rest]'),
        "ignore.0",
        "there is no flaw code T999",
        ["22: T701"],
    ),
]


@pytest.mark.parametrize(
    ("code", "change", "place", "words", "lines"),
    ONE_CHANGE,
    ids=[f"{row[0]}-{re.sub(r'[^a-z0-9]+', '-', row[3].lower()).strip('-')[:40]}" for row in ONE_CHANGE],
)
def test_one_spoilt_line_is_one_flaw_at_that_line(
    code: str, change: tuple[str, str], place: str | None, words: str, lines: list[str]
) -> None:
    flaws = runrest.check(spoilt(change))
    assert lines == told(flaws)
    (flaw,) = [flaw for flaw in flaws if flaw.code == code and words in flaw.sentence]
    assert place in (None, flaw.place)
    assert str(flaw).startswith(f"text:{flaw.line}: ")
    assert str(flaw).endswith(f"[{code} {CODES[code][1]}]")


WHOLE_FILES = [
    ("T101", b"", 1, "the file is empty"),
    ("T101", b"# only a comment\n", 1, "the file is empty"),
    ("T101", b"title = 'x'\nstart = \n", 2, "this is not TOML"),
    ("T101", b"title = 'x'\n\ntitle = 'y'\n", 3, "this is not TOML"),
    ("T101", b"[questions.a]\n[questions.a]\n", 2, "this is not TOML"),
    ("T101", b"title = 'x'\n[advice", 2, "this is not TOML"),
    ("T101", b"title = '\xff'\n", 1, "the file is not UTF-8 text (byte 9)"),
    ("T101", "title = 'x'\n".encode("utf-16"), 1, "the file is not UTF-8 text"),
    ("T101", b"PK\x03\x04\x00\x00", 1, "this is not TOML"),
    ("T102", b"# " + b"x" * MOST_BYTES, 1, "at most 262144 are read"),
    ("T102", b"title = " + b"[" * 50_000, 1, "nests its lists or tables too deeply"),
]


@pytest.mark.parametrize(
    ("code", "text", "line", "words"), WHOLE_FILES, ids=[f"{row[0]}-{at}" for at, row in enumerate(WHOLE_FILES)]
)
def test_a_file_that_is_no_tree_at_all_is_refused_in_one_sentence(
    code: str, text: bytes, line: int, words: str
) -> None:
    file, flaws = read_tree(text, "bad", "bad.toml", house())
    assert file is None
    assert [(line, code)] == [(flaw.line, flaw.code) for flaw in flaws]
    assert words in flaws[0].sentence
    assert "\n" not in str(flaws[0])


def test_a_byte_order_mark_is_no_flaw() -> None:
    file, flaws = read_tree(GOOD.encode("utf-8-sig"), "good", "good.toml", house())
    assert flaws == ()
    assert file is not None
    assert file.title == "May you run?"


def test_windows_line_ends_are_no_flaw_and_keep_their_numbers() -> None:
    text = spoilt(('signal = "soreness"', 'signal = "sorness"')).replace("\n", "\r\n")
    assert told(runrest.check(text)) == ["15: T301"]


def test_ids_are_small_letters_digits_and_underscores() -> None:
    text = spoilt(
        ('"< 5" = "easy"', '"< 5" = "Take-It"'),
        ("[advice.easy]", "[advice.Take-It]"),
        ('advice = "easy"', 'advice = "Take-It"'),
    )
    (flaw,) = runrest.check(text)
    assert ("T106", line_of(text, "[advice.Take-It]")) == (flaw.code, flaw.line)
    assert "small letters, digits and underscores" in flaw.sentence


def test_a_question_and_an_advice_may_not_share_an_id() -> None:
    text = spoilt(("[advice.train]", '[advice.sore]\nsay = "Sore."\n\n[advice.train]'))
    codes = {flaw.code: flaw for flaw in runrest.check(text)}
    assert "sore is both a question and an advice" in codes["T106"].sentence
    assert line_of(text, "[advice.sore]") == codes["T106"].line


def test_too_many_advices_are_refused() -> None:
    more = "".join(f'[advice.more_{number}]\nsay = "x"\n' for number in range(MOST_ENTRIES))
    flaws = runrest.check(spoilt(("[advice.rest]", more + "[advice.rest]")))
    assert [f"{MOST_ENTRIES + 4} are too many; a file may have {MOST_ENTRIES}"] == [
        flaw.sentence for flaw in flaws if flaw.code == "T102"
    ]


def test_a_ratio_may_not_be_asked_beside_one_of_its_parts() -> None:
    text = spoilt(
        ('signal = "soreness"', 'signal = "spike"'),
        ('">= 5, unknown"', '">= 2, unknown"'),
        ('"< 5" = "easy"', '"< 2" = "long"'),
        (
            "[advice.rest]",
            '[questions.long]\nsignal = "planned_km"\nbecause = "Far is far."\n'
            'evidence = [{ rule = "LD1", source = "FRAN25", link = "B", cutoff = "B" }]\n'
            '[questions.long.branches]\n">= 20, unknown" = "rest"\n"< 20" = "easy"\n[advice.rest]',
        ),
        ("soreness = 4", "planned_km = 4"),
        ("soreness = 6", "planned_km = 6"),
    )
    (flaw,) = [flaw for flaw in runrest.check(text) if flaw.code == "T308"]
    assert line_of(text, "[questions.sore]") == flaw.line
    assert "both depend on planned_km: split the tree" in flaw.sentence


def test_a_question_that_can_never_be_unknown_needs_no_branch_for_it() -> None:
    plain = spoilt(
        ('signal = "soreness"', 'signal = "bone_signs"'),
        ('">= 5, unknown"', '">= 1"'),
        ('"< 5" = "easy"', '"0" = "easy"'),
        ("soreness = 4", "bone_focal = false"),
        ("soreness = 6", "bone_focal = true"),
    )
    assert runrest.check(plain) == ()
    (flaw,) = runrest.check(plain.replace('"0" = "easy"', '"0, unknown" = "easy"'))
    assert ("T307", line_of(plain, '"0" = "easy"')) == (flaw.code, flaw.line)


def test_a_warning_does_not_silence_a_tree() -> None:
    text = spoilt(
        ('source = "CLE02", link = "B", cutoff = "C"', 'source = "JAV19", link = "B", cutoff = "C", mark = "V"')
    )
    flaws = runrest.check(text)
    assert [flaw.severity for flaw in flaws] == ["warning"]
    assert errors(flaws) == ()
    assert runrest.load(text).proven


def test_an_ignore_with_a_reason_takes_the_flaw_away() -> None:
    text = spoilt(
        ('evidence = [{ rule = "RD6", source = "CLE02", link = "B", cutoff = "C" }]\n', ""),
        (
            "[advice.rest]",
            '[[ignore]]\ncode = "T401"\nplace = "questions.sore"\nreason = "shown in a talk"\n\n[advice.rest]',
        ),
    )
    assert runrest.check(text) == ()


def test_all_flaws_of_a_file_are_reported_at_once() -> None:
    text = spoilt(
        ('title = "May you run?"', 'titel = "May you run?"'),
        ('version = "1.0"', "version = 1"),
        ('">= 6" = "sore"', '">= 9" = "sore"'),
        ('source = "SAW16"', 'source = "SAW61"'),
        ('signal = "soreness"', 'signal = "soarness"'),
        ('"< 5" = "easy"', '"< 5" = "nowhere"'),
        ("volume = 0.8", "volume = 8"),
        ('say = "Train."', ""),
        ("given = { fatigue = 2 }", 'given = { fatigue = "low", sorness = 2 }'),
    )
    assert told(runrest.check(text)) == [
        "1: T103",
        "1: T104",
        "2: T602",
        "3: T105",
        "8: T402",
        "10: T303",
        "15: T301",
        "20: T201",
        "26: T203",
        "28: T303",
        "35: T104",
        "40: T303",
        "40: T303",
    ]
    with pytest.raises(TreeError) as caught:
        runrest.load(text)
    assert len(caught.value.flaws) == 13
    assert str(caught.value).splitlines()[0] == "text: 13 flaws"


def test_a_file_on_disk_is_named_in_every_flaw(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(spoilt(('"< 5" = "easy"', '"< 4" = "easy"')), encoding="utf-8")
    (flaw,) = runrest.check(path)
    assert str(flaw).startswith(f"{path}:14: questions.sore: no branch for soreness 4")
    assert flaw.witness[0]["soreness"] == 4


@pytest.mark.parametrize("name", ["missing.toml", "folder.toml", "notes.txt"])
def test_what_is_no_file_of_a_tree_is_one_flaw(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "notes.txt").write_text(GOOD, encoding="utf-8")
    (flaw,) = runrest.check(tmp_path / name)
    assert flaw.code == "T101"
    with pytest.raises(TreeError):
        runrest.load(tmp_path / name)


def test_every_code_but_the_proofs_of_safety_has_a_bad_file_here() -> None:
    tried = {row[0] for row in ONE_CHANGE} | {row[0] for row in WHOLE_FILES} | {"T106", "T308"}
    assert {"T405", "T501", "T502"} == CODES.keys() - tried
