import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from runrest import shelf
from runrest.cli import main
from runrest.shapes import MOST_BYTES

SORENESS = shelf.content("rest_timing/soreness").decode()
LOOSER = SORENESS.replace('caps = { intensity = "easy" }\n', "")
STRICTER = SORENESS.replace('"5"             =', '"[4..5]"        =').replace("<= 4, unknown", "<= 3, unknown")


def run(*words, cwd, env=None):
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(cwd)
        done = CliRunner().invoke(main, words, env=env)
    assert "fault in runrest" not in done.stderr, done.stderr
    return done


@pytest.fixture
def desk(tmp_path):
    for name, text in {"old": SORENESS, "looser": LOOSER, "stricter": STRICTER}.items():
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_what_allows_more_is_told_and_fails(desk):
    done = run("diff", "old.toml", "looser.toml", cwd=desk)
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "allows more: soreness 5: was intensity easy, now no limit. For example soreness 5, all else unknown.",
        "1 region allowed more",
    ]
    assert "fails its proofs (T601)" in done.stderr  # safe, but an example states the caps that were loosened


def test_what_is_more_careful_passes(desk):
    done = run("diff", "old.toml", "stricter.toml", cwd=desk)
    assert (done.exit_code, done.stdout.splitlines()[0][:24]) == (0, "more careful: soreness 4")


def test_no_difference(desk):
    done = run("diff", "rest_timing/soreness", "old.toml", cwd=desk)
    assert (done.exit_code, done.stdout) == (0, "no difference in what is allowed\n")


def test_changed_words_are_told_and_pass(desk):
    (desk / "words.toml").write_text(SORENESS.replace("Easy running only today.", "Easy."), encoding="utf-8")
    done = run("diff", "old.toml", "words.toml", cwd=desk)
    assert done.exit_code == 0
    assert "no difference in what is allowed; 1 region with other words" in done.stdout


def test_json(desk):
    done = run("diff", "--json", "old.toml", "looser.toml", cwd=desk)
    told = json.loads(done.stdout)
    assert done.exit_code == 1
    assert told["allows_more"] is True
    assert told["changes"] == [
        {
            "tree": "looser",
            "change": "allows more",
            "where": {"soreness": "5"},
            "old": {"caps": {"intensity": "easy"}, "refer": "none", "incomplete": False},
            "new": {"caps": {}, "refer": "none", "incomplete": False},
            "witness": {"soreness": 5},
        }
    ]


def test_folders_compare_trees_of_one_name(desk):
    for folder, names in {"one": ("soreness", "sleep"), "two": ("soreness", "stress")}.items():
        (desk / folder).mkdir()
        for name in names:
            (desk / folder / f"{name}.toml").write_bytes(shelf.content(f"rest_timing/{name}"))
    done = run("diff", "one", "two", cwd=desk)
    assert done.exit_code == 1
    told = done.stdout.splitlines()
    assert [line for line in told if not line.startswith("  ")][:2] == ["stress:", "sleep:"]
    assert not [line for line in told if line.startswith("  ") and "soreness" in line]


def test_a_family_against_its_copy_is_no_difference(desk):
    (desk / "mine").mkdir()
    for name in (name for name in shelf.names() if name.startswith("rest_timing/")):
        (desk / "mine" / f"{name.split('/')[1]}.toml").write_bytes(shelf.content(name))
    done = run("diff", "rest_timing", "mine", cwd=desk)
    assert (done.exit_code, done.stdout) == (0, "no difference in what is allowed\n")


def test_one_tree_against_many_is_usage(desk):
    done = run("diff", "old.toml", "rest_timing", cwd=desk)
    assert done.exit_code == 2
    assert "give two of a kind" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("old.toml", "missing.toml"), "no such file"),
        (("old.toml", "rest_timing/sorenes"), "did you mean rest_timing/soreness?"),
        (("old.toml", "gap.toml"), "T304"),
        (("old.toml", "binary.toml"), "not UTF-8"),
        (("empty", "empty"), "no tree"),
        (("old.toml", "old.toml", "--log", "missing.csv"), "missing.csv"),
        (("old.toml",), "missing argument"),
    ],
)
def test_what_cannot_be_compared_is_usage(desk, words, said):
    (desk / "gap.toml").write_text(SORENESS.replace("<= 4, unknown", "<= 3, unknown"), encoding="utf-8")
    (desk / "binary.toml").write_bytes(b"\xff\xfe\x00")
    (desk / "empty").mkdir()
    done = run("diff", *words, cwd=desk)
    assert done.exit_code == 2
    assert said in done.stderr


def test_an_unsafe_tree_is_compared_with_a_note(desk):
    (desk / "unsafe.toml").write_text(
        SORENESS.replace('caps = { intensity = "recovery", minutes = 30 }\n', ""), encoding="utf-8"
    )
    done = run("diff", "old.toml", "unsafe.toml", cwd=desk)
    assert done.exit_code == 1
    assert "unsafe.toml fails its proofs (T501" in done.stderr


def test_days_of_a_log_are_counted(desk):
    days = [{"on": f"2026-11-{day:02}", "soreness": value} for day, value in enumerate((2, 5, 5, 4, 7), start=1)]
    (desk / "days.jsonl").write_text("\n".join(json.dumps(day) for day in days), encoding="utf-8")
    (desk / "days.json").write_text(json.dumps(days), encoding="utf-8")
    for name in ("days.jsonl", "days.json"):
        done = run("diff", "old.toml", "looser.toml", "--log", name, cwd=desk)
        assert "In the log: 2 days." in done.stdout
        assert done.stdout.splitlines()[-1] == "of 5 days in the log: 2 allowed more"
    told = json.loads(run("diff", "old.toml", "looser.toml", "--json", "--log", "days.json", cwd=desk).stdout)
    assert told["changes"][0]["days"] == ["2026-11-02", "2026-11-03"]
    assert told["log"] == {"days": 5, "allows_more": 2, "mixed": 0, "more_careful": 0}


def test_days_of_runs_and_check_ins_are_counted(desk):
    (desk / "runs.csv").write_text("day,km,minutes\n2026-11-01,8,48\n2026-11-10,9,52\n", encoding="utf-8")
    (desk / "mornings.csv").write_text(
        "day,scale,soreness\n2026-11-02,hooper,5\n2026-11-12,hooper,5\n", encoding="utf-8"
    )
    done = run("diff", "old.toml", "looser.toml", "--log", "runs.csv", "--log", "mornings.csv", cwd=desk)
    assert done.stdout.splitlines()[-1] == "of 12 days in the log: 2 allowed more"
    done = run("diff", "rest_timing/time_off", "rest_timing/time_off", "--log", "runs.csv", cwd=desk)
    assert done.exit_code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"on": "2026-11-01", "sorenes": 3}', "did you mean soreness?"),
        ('{"on": "2026-11-01", "soreness": 9}', "soreness is 9"),
        ('{"soreness": 3}', "object with its date"),
        ('{"on": "yesterday"}', "no date"),
        ("{", "not JSON"),
        ("[[[[", "not JSON"),
        ("[1]", "object with its date"),
    ],
)
def test_a_broken_log_is_usage(desk, text, said):
    (desk / "days.jsonl").write_text(text, encoding="utf-8")
    done = run("diff", "old.toml", "looser.toml", "--log", "days.jsonl", cwd=desk)
    assert done.exit_code == 2
    assert "days.jsonl:1: " in done.stderr or said == "not JSON"
    assert said in done.stderr


@pytest.fixture
def repository(desk):
    def git(*words):
        subprocess.run(["git", *words], cwd=desk, check=True, capture_output=True, env={**os.environ, **IDENTITY})

    git("init", "--quiet")
    (desk / "set").mkdir()
    (desk / "set" / "soreness.toml").write_text(SORENESS, encoding="utf-8")
    (desk / "large.toml").write_text("#" * (MOST_BYTES + 10), encoding="utf-8")
    git("add", ".")
    git("commit", "--quiet", "-m", "first")
    (desk / "set" / "soreness.toml").write_text(LOOSER, encoding="utf-8")
    return desk


IDENTITY = {
    "GIT_AUTHOR_NAME": "a",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
}
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@needs_git
def test_git_revisions_of_a_file_and_of_a_folder(repository):
    done = run("diff", "HEAD:set/soreness.toml", "set/soreness.toml", cwd=repository)
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (1, "1 region allowed more")
    done = run("diff", "HEAD:./soreness.toml", "soreness.toml", cwd=repository / "set")
    assert done.exit_code == 1
    done = run("diff", "HEAD:set", "set", cwd=repository)
    assert (done.exit_code, done.stdout.splitlines()[0]) == (1, "soreness:")
    done = run("diff", "set", "HEAD:set/", cwd=repository)
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (0, "1 region more careful")


@needs_git
@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("nowhere:set/soreness.toml", "git knows no revision 'nowhere'"),
        ("HEAD:set/missing.toml", "has no file or folder 'set/missing.toml'"),
        ("HEAD:large.toml", "T102"),
        ("--output=x:set/soreness.toml", "no such option"),
        ("HEAD:../../etc/passwd", "outside repository"),
    ],
)
def test_what_git_does_not_have_is_usage(repository, wanted, said):
    done = run("diff", wanted, "set/soreness.toml", cwd=repository)
    assert done.exit_code == 2
    assert said in done.stderr
    assert len(done.stderr) < 600


@needs_git
def test_outside_a_repository(desk):
    done = run("diff", "HEAD:old.toml", "old.toml", cwd=desk, env={"GIT_CEILING_DIRECTORIES": str(desk.parent)})
    assert done.exit_code == 2
    assert "not a git repository" in done.stderr


def test_without_git(desk):
    done = run("diff", "HEAD:old.toml", "old.toml", cwd=desk, env={"PATH": str(desk)})
    assert done.exit_code == 2
    assert "git is not installed" in done.stderr


def test_a_file_with_a_colon_in_its_name_is_a_file(desk):
    shutil.copy(desk / "old.toml", desk / "HEAD:old.toml")
    assert run("diff", "HEAD:old.toml", "old.toml", cwd=desk).exit_code == 0


def test_the_schema_is_printed(desk):
    done = run("schema", cwd=desk)
    committed = Path(__file__).parent.parent / "trees" / "tree.schema.json"
    assert (done.exit_code, done.stdout) == (0, committed.read_text(encoding="utf-8"))
