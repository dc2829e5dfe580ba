"""A file, a folder, a zip, or something else entirely: what is opened, and how much of it."""

from __future__ import annotations

import gzip
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runrest.errors import LogError
from runrest.importing import opening, read_checkins, read_runs

if TYPE_CHECKING:
    from pathlib import Path

LOG = "day,km\n2026-11-20,8\n"


def zipped(path: Path, **entries: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def test_a_folder_is_opened_by_its_list(tmp_path: Path) -> None:
    (tmp_path / "activities.csv").write_text(LOG)
    assert [run.km for run in read_runs(tmp_path)] == [8]


@pytest.mark.parametrize("inside", ["activities.csv", "export_1/activities.csv", "../../activities.csv"])
def test_a_zip_is_opened_by_its_list_and_unpacks_nothing(tmp_path: Path, inside: str) -> None:
    path = zipped(tmp_path / "export.zip", **{"media/old-activities.csv": "no", inside: LOG})
    assert [run.source for run in read_runs(path)] == [f"{path}/{inside}:2"]
    assert list(tmp_path.iterdir()) == [path]


def test_the_shallowest_list_is_the_log(tmp_path: Path) -> None:
    path = zipped(tmp_path / "two.zip", **{"backup/activities.csv": "old", "activities.csv": LOG})
    assert len(read_runs(path)) == 1


def test_a_zip_by_any_other_name(tmp_path: Path) -> None:
    assert len(read_runs(zipped(tmp_path / "export.csv", **{"activities.csv": LOG}))) == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [("missing.csv", "there is no such file"), ("", "there is no log in here")],
)
def test_nothing_there(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(LogError, match=said):
        read_runs(tmp_path / name)


def test_a_zip_with_nothing_of_ours_says_what_the_first_file_lacks(tmp_path: Path) -> None:
    with pytest.raises(LogError, match=r"none of these 2 files is a log; the first is .*a\.csv:1: no log known"):
        read_runs(zipped(tmp_path / "photos.zip", **{"b.csv": "no", "a.csv": "x,y\n1,2\n", "c.jpg": "no"}))


def test_a_damaged_zip(tmp_path: Path) -> None:
    path = zipped(tmp_path / "export.zip", **{"activities.csv": LOG * 100})
    whole = path.read_bytes()
    path.write_bytes(whole[:45] + bytes(20) + whole[65:])
    with pytest.raises(LogError, match="this zip is damaged"):
        read_runs(path)


def test_no_more_than_the_bound_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_BYTES", 1000)
    (tmp_path / "long.csv").write_text(LOG * 100)
    (tmp_path / "long.csv.gz").write_bytes(gzip.compress(LOG.encode() * 100))
    for path in (tmp_path / "long.csv", tmp_path / "long.csv.gz", zipped(tmp_path / "z.zip", **{"a.csv": LOG * 100})):
        with pytest.raises(LogError, match="larger than"):
            read_runs(path)


def test_bombs_are_named_before_they_go_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped(tmp_path / "bomb.zip", **{"activities.csv": "x" * 2_000_000})
    with pytest.raises(LogError, match="more than 100 times its size"):
        read_runs(bomb)
    (tmp_path / "inner.zip").write_bytes(bomb.read_bytes())
    with zipfile.ZipFile(tmp_path / "outer.zip", "w") as outer:
        outer.write(bomb, "bomb.csv")
    with pytest.raises(LogError, match="a zip inside another file"):
        read_runs(tmp_path / "outer.zip")
    monkeypatch.setattr(opening, "MOST_FILES", 3)
    with pytest.raises(LogError, match="more than 3 files"):
        read_runs(zipped(tmp_path / "many.zip", **{f"{n}.csv": LOG for n in range(4)}))


@pytest.mark.parametrize(("cut", "said"), [(None, ""), (-5, "cut short"), (12, "cut short"), (1, "no header")])
def test_compressed_files_whole_and_cut(tmp_path: Path, cut: int | None, said: str) -> None:
    path = tmp_path / "log.csv.gz"
    path.write_bytes(gzip.compress(f"{LOG}".encode() + b" " * 50)[: cut or None])
    if said:
        with pytest.raises(LogError, match=said):
            read_runs(path)
    else:
        assert len(read_runs(path)) == 1


@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_any_file_gives_a_log_or_a_clear_no(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "log"
    path.write_bytes(content)
    for read in (read_runs, read_checkins):
        with suppress(LogError):
            read(path)
