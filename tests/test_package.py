"""The package as somebody else gets it: wheel, source archive, a bare folder, a zip file."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent
SHIPPED = {path.relative_to(CHECKOUT).as_posix() for path in (CHECKOUT / "trees").rglob("*") if path.is_file()}
CODE = {
    path.relative_to(CHECKOUT).as_posix()
    for path in (CHECKOUT / "runrest").rglob("*")
    if path.is_file() and "__pycache__" not in path.parts
}
ASK = (
    "import sys, runrest;"
    "decision = runrest.decide('today', {'rf_dark_urine': True});"
    "tree = runrest.load('rest_timing/pain');"
    "assert runrest.check('rest_timing/pain') == ();"
    "print(runrest.__file__, decision.label, decision.refer, tree.title, sep='|')"
)

pytestmark = pytest.mark.skipif(importlib.util.find_spec("hatchling") is None, reason="hatchling is not installed")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean copy of the checkout, so that building leaves nothing behind in it."""
    target = tmp_path_factory.mktemp("copy") / "runrest"
    target.mkdir()
    for name in ("runrest", "trees", "tests", "docs"):
        shutil.copytree(CHECKOUT / name, target / name, ignore=shutil.ignore_patterns("__pycache__", ".*", "*.pyc"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(CHECKOUT / name, target / name)
    return target


@pytest.fixture(scope="module")
def wheel(copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=copy)
    (built,) = folder.glob("runrest-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("installed")
    run(
        sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile",
        "--disable-pip-version-check", "--target", str(target), str(wheel), cwd=target,
    )  # fmt: skip
    return target


def run(*command: str, cwd: Path, path: Path | None = None) -> str:
    """Run a command away from the checkout, with warnings as errors, and give what it printed."""
    place = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_"))}
    if path is not None:
        place["PYTHONPATH"] = str(path)
    done = subprocess.run(command, cwd=cwd, env=place, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip()


def answer(path: Path, cwd: Path) -> list[str]:
    return run(sys.executable, "-W", "error", "-c", ASK, cwd=cwd, path=path).split("|")


def test_the_wheel_holds_all_code_and_all_trees_inside_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    packed = {name for name in inside if not name.split("/")[0].endswith(".dist-info")}
    assert CODE | {f"runrest/{name}" for name in SHIPPED} == packed
    assert "runrest/py.typed" in packed
    assert any(name.endswith("dist-info/licenses/LICENSE") for name in inside)


def test_the_source_archive_holds_what_the_tests_need(copy: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path), cwd=copy)
    (built,) = tmp_path.glob("runrest-*.tar.gz")
    with tarfile.open(built) as archive:
        inside = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    wanted = CODE | SHIPPED | {"pyproject.toml", "README.md", "LICENSE", "tests/test_package.py", "docs/file-format.md"}
    assert set() == wanted - inside


def test_an_installed_package_answers_from_its_own_trees(installed: Path, tmp_path: Path) -> None:
    place, label, refer, title = answer(installed, tmp_path)
    assert Path(place).is_relative_to(installed)
    assert (label, refer, title) == ("STOP_REFER", "emergency", "How much does the pain allow?")


def test_the_package_works_from_inside_a_zip_file(installed: Path, tmp_path: Path) -> None:
    packed = tmp_path / "runrest.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in (installed / "runrest").rglob("*"):
            archive.write(path, path.relative_to(installed).as_posix())
    place, label, refer, _ = answer(packed, tmp_path)
    assert place.startswith(str(packed))
    assert (label, refer) == ("STOP_REFER", "emergency")


def test_a_package_without_its_trees_says_that_its_build_is_broken(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(installed / "runrest", tmp_path / "runrest", ignore=shutil.ignore_patterns("trees"))
    (tmp_path / "trees").mkdir()
    ask = (
        "import runrest\ntry:\n    runrest.decide('today', {})\nexcept runrest.RunrestError as error:\n    print(error)"
    )
    told = run(sys.executable, "-c", ask, cwd=tmp_path, path=tmp_path)
    assert told == "this installation of runrest has no trees in it; its build is broken, so install it again"


def test_the_command_is_installed_with_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
        assert "runrest = runrest.cli:main" in archive.read(name).decode()
