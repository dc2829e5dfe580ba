"""Files that nobody should write: always flaws, never a traceback, never long."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

import runrest
from runrest.errors import TreeError

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_S = 2.0
EVIDENCE = 'evidence = [{ rule = "X", source = "DESIGN", link = "D", cutoff = "D" }]'
ADVICE = '[advice.a]\nsay = "Say."\n'
HEAD = 'title = "T"\nstart = "q0"\nversion = "1"\n'
EXAMPLES = '[[examples]]\nname = "x"\ngiven = {}\nexpect = { advice = "a" }\n' * 3
VALUES = ("nan", "inf", "-inf", "1e400", "-1", "1979-05-27", "07:32:00", "[[1]]", "{ a = 1 }", '""', "0x" + "f" * 3000)


def question(branches: str, at: int = 0, signal: str = "aqi") -> str:
    head = f'[questions.q{at}]\nsignal = "{signal}"\nbecause = "B."\n{EVIDENCE}\n'
    return f"{head}[questions.q{at}.branches]\n{branches}\n"


def tree(branches: str, advice: str = ADVICE, signal: str = "aqi") -> str:
    return HEAD + question(branches, signal=signal) + advice + EXAMPLES


def chain(size: int) -> str:
    return "".join(question(f'"-" = "q{at + 1}"\nunknown = "a"', at) for at in range(size))


def checked(source: str | Path) -> tuple[runrest.Flaw, ...]:
    start = time.process_time()
    flaws = runrest.check(source)
    assert time.process_time() - start < LONGEST_S
    assert flaws
    for flaw in flaws[:50]:
        assert str(flaw)
        assert flaw.to_dict()
    return flaws


HUGE = {
    "ten megabytes": (HEAD + "about = '" + "x" * 10_000_000 + "'\n", "T102"),
    "10,000 questions": (HEAD + chain(10_000), "T102"),
    "10,000 advices": (HEAD + "".join(f"[advice.a{at}]\n" for at in range(10_000)), "T102"),
    "depth 499": (HEAD + chain(499) + question('"-, unknown" = "a"', 499) + ADVICE, "T102"),
    "depth 5,000": (
        HEAD + "[questions]\n"
        + "".join(f'q{at}={{signal="aqi",branches={{"-"="q{at + 1}"}}}}\n' for at in range(5000)), "T102",
    ),
    "a circle": (HEAD + question('"-, unknown" = "q1"') + question('"-, unknown" = "q0"', 1) + ADVICE, "T202"),
    "a short circle": (HEAD + question('"-, unknown" = "q0"') + ADVICE, "T202"),
    "nested lists": (HEAD + "x = " + "[" * 100_000 + "]" * 100_000 + "\n", "T102"),
    "nested tables": (HEAD + "x = " + "{a=" * 3000 + "1" + "}" * 3000 + "\n", "T102"),
    "dotted key": (HEAD + "a" + ".a" * 60_000 + " = 1\n", "T102"),
    "dotted table": (HEAD + "[a" + ".a" * 60_000 + "]\n", "T102"),
    "2,000 branches": (tree("\n".join(f'"{at / 10:.1f}" = "a{at}"' for at in range(2000))), "T201"),
    "2,000 overlaps": (tree("\n".join(f"\">= {at % 500}{' ' * (at // 500)}\" = 'a'" for at in range(2000))), "T305"),
    "2,000 pieces": (tree("\n".join(f'"{at / 100:.2f}" = "a"' for at in range(2000)), signal="planned_km"), "T102"),
    "60,000 tests in one": (tree('"' + ",".join("1" for _ in range(60_000)) + '" = "a"'), "T302"),
    "100,000 digits": (HEAD + "x = " + "9" * 100_000 + "\n", "T102"),
    "4,000 digits": (tree('"-, unknown" = "a"', ADVICE + f'caps = {{ minutes = {"9" * 4000} }}\n'), "T303"),
    "20,000 keys": (HEAD + "".join(f"k{at} = 1\n" for at in range(20_000)), "T103"),
    "4,000 misspelt sources": (
        HEAD + '[questions.q0]\nsignal = "aqi"\nevidence = ['
        + ",".join(f'{{rule="X",source="SILB{at}",link="A",cutoff="A"}}' for at in range(4000)) + "]\n", "T402",
    ),
    "2,000 misspelt targets": (HEAD + question("\n".join(f'"{at}" = "q_{at}"' for at in range(2000))), "T201"),
    "4,000 wrong examples": (
        tree('"-, unknown" = "a"')
        + '[[examples]]\nname="x"\ngiven={pain_nw=1}\nexpect={advice="aa"}\n' * 4000, "T102",
    ),
    "6,000 idle ignores": (tree('"-, unknown" = "a"') + '[[ignore]]\ncode="T304"\nreason="r"\n' * 6000, "T102"),
    "odd ids": (
        HEAD + '[questions."a.b"]\nsignal="aqi"\nbranches={"-"="a:b"}\n[questions."q\\"x"]\n[questions."é"]\n'
        '[questions.""]\n[advice."a:b"]\nsay="S."\n', "T106",
    ),
    "an id twice": (HEAD + question('"-, unknown" = "q0"') + '[advice.q0]\nsay="S."\n', "T106"),
    "half a character": ('title = "\ud800"\n', "T104"),
    "nothing": ("\n", "T101"),
}  # fmt: skip


@pytest.mark.parametrize("what", HUGE)
def test_a_file_of_the_wrong_size_or_shape_is_a_flaw(what: str) -> None:
    text, code = HUGE[what]
    assert code in {flaw.code for flaw in checked(text)}
    with pytest.raises(TreeError):
        runrest.load(text)


TESTS = (
    "[" * 100_000, "not(" * 25_000, "not(" * 2000 + "1" + ")" * 2000, "not(" + r"\"a\"," * 20_000, "," * 100_000,
    " " * 100_000, " " * 100_000 + "x", r"\"" * 50_000, r"\"" * 50_001, "not(" + "1," * 50_000 + ")",
    "not(" + "[1..2]," * 14_000 + ")", "not(" + "[1..2" * 15_000, "[" + "." * 100_000, "9" * 100_000,
    "< 1." + "9" * 100_000, "-" * 100_000, "a" * 100_000, "not(" + " " * 100_000, "not(" + "(" * 100_000,
    "not(" + "[.." * 30_000, "not(" + "[a..b" * 20_000 + ")", "[" + " " * 99_000 + "1", "<" + " " * 99_000,
)  # fmt: skip


@pytest.mark.parametrize("signal", ["aqi", "pain_trend", "gait_changed"])
def test_a_test_of_a_hundred_kilobytes_is_refused_in_time(signal: str) -> None:
    for text in TESTS:
        codes = {flaw.code for flaw in checked(tree(f'"{text}" = "a"', signal=signal))}
        assert codes & {"T302", "T303", "T102"}


@pytest.mark.parametrize("value", VALUES)
def test_a_value_of_the_wrong_kind_is_a_flaw_wherever_it_stands(value: str) -> None:
    good = tree('"-, unknown" = "a"')
    assert runrest.check(good) == ()
    texts = [
        *(tree('"-, unknown" = "a"', f"{ADVICE}{key} = {value}\n") for key in ("caps", "refer", "incomplete", "offer")),
        tree('"-, unknown" = "a"', f"{ADVICE}offer = [{value}]\n"),
        tree('"-, unknown" = "a"', f"[advice.a]\nsay = {value}\n"),
        tree('"-, unknown" = "a"', f"{ADVICE}caps = {{ minutes = {value} }}\n"),
        tree('"-, unknown" = "a"', f"{ADVICE}caps = {{ intensity = {value} }}\n"),
        tree('"-, unknown" = "a"', f'{ADVICE}caps = {{ minutes = {{ of = "planned_min", times = {value} }} }}\n'),
        tree('"-, unknown" = "a"', f"{ADVICE}caps = {{ minutes = {{ of = {value}, times = 1 }} }}\n"),
        tree('"-, unknown" = "a"', f"{ADVICE}not_before_h = {value}\n"),
        tree(f'"-, unknown" = {value}'),
        good.replace("given = {}", f"given = {{ pain_now = {value} }}"),
        good.replace("given = {}", f"given = {{ planned_km = {value}, pain_trend = {value}, nobody = {value} }}"),
        good.replace("given = {}", f"given = {value}"),
        good.replace('advice = "a" }', f'advice = "a", path = [{value}] }}'),
        good.replace('{ advice = "a" }', value),
        good.replace(EVIDENCE, f"evidence = [{value}]"),
        good.replace('rule = "X", source = "DESIGN"', f"rule = {value}, source = {value}, mark = {value}"),
        f"questions.q = {value}\nadvice.a = {value}\nexamples = [{value}]\nignore = [{value}]\n{HEAD}",
        f"{HEAD}[[ignore]]\ncode = {value}\nplace = {value}\nreason = {value}\n",
        *(f"{key} = {value}\n" for key in ("title", "start", "version", "questions", "advice", "examples", "ignore")),
    ]
    for text in texts:
        checked(text)


def test_files_that_are_no_text_or_no_tree(tmp_path: Path) -> None:
    (tmp_path / "binary.toml").write_bytes(bytes(range(256)) * 100)
    (tmp_path / "latin.toml").write_bytes('title = "Überlastet"\n'.encode("latin-1"))
    (tmp_path / "zeros.toml").write_bytes(b"\0" * 1000)
    (tmp_path / "huge.toml").write_bytes(b"#" * 10_000_000)
    (tmp_path / "tree.txt").write_text(tree('"-, unknown" = "a"'))
    (tmp_path / "folder.toml").mkdir()
    for name in ("binary.toml", "latin.toml", "zeros.toml", "huge.toml", "tree.txt", "folder.toml", "missing.toml"):
        (flaw,) = checked(tmp_path / name)
        assert flaw.code in ("T101", "T102")


def test_a_symlink_loop_is_a_flaw(tmp_path: Path) -> None:
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    try:
        one.symlink_to(two)
        two.symlink_to(one)
    except OSError:
        pytest.skip("no symlinks here")
    (flaw,) = checked(one)
    assert flaw.code == "T101"


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(tmp_path: Path) -> None:
    good = tree('"-, unknown" = "a"')
    path = tmp_path / "tree.toml"
    path.write_bytes(("\ufeff" + good.replace("\n", "\r\n")).encode())
    assert runrest.check(path) == ()
