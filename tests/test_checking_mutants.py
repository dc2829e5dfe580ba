"""Every shipped tree, broken by hand in every way of a list (``mutants.py``): the checker notices each mutant.

A run takes a share of the mutants of each tree; ``RUNREST_ALL_MUTANTS=1`` takes them all.
"""

from __future__ import annotations

import os
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from mutants import Mutant, mutants

from runrest import shelf
from runrest.checking.axes import build_axes
from runrest.checking.proving import check_file
from runrest.checking.regions import Mapper
from runrest.differences.differing import difference
from runrest.flaws import errors
from runrest.loading import house, read
from runrest.reading import read_tree

if TYPE_CHECKING:
    from runrest.tree import TreeFile

ALL = bool(os.environ.get("RUNREST_ALL_MUTANTS"))
SHARE = 1 if ALL else 4
LIMITS = ("advices swapped", "cap dropped", "cap raised", "referral lowered")
"""Kinds that change what an advice allows, and nothing else."""


def read_mutant(mutant: Mutant, name: str) -> tuple[TreeFile | None, bool]:
    file, flaws = read_tree(mutant.text, name, name, house())
    return file, bool(errors(flaws if file is None else check_file(file, house(), flaws)))


def compared(name: str, worse: str, better: str) -> bool:
    """Tell whether somebody at one advice is worse off than, or the same as, somebody at another."""
    file, _ = read(name)
    assert file is not None
    axes = build_axes(file, house().vocabulary)
    boxes = {region.advice: region.boxes for region in Mapper(file, house().vocabulary, axes).regions()}
    return any(
        all(axes[key].better(mask) & two.get(key, axes[key].full) for key, mask in one.items())
        for one in boxes[worse]
        for two in boxes[better]
    )


def means_the_same(name: str, mutant: Mutant, file: TreeFile | None) -> bool:
    """Tell whether a mutant that got through changed nothing that can be held against it.

    Either it means the same as the tree, or it moved limits between advices of which no athlete at the one can be
    compared with any athlete at the other: on signals without a direction, or between known and unknown.
    """
    if mutant.kind in LIMITS:
        words = mutant.what.split()
        one, two = words[0], words[-1] if mutant.kind != "referral lowered" else words[3]
        careful, free = (two, one) if mutant.kind == "advices swapped" else (one, two)
        return not compared(name, careful, free)
    original, _ = read(name)
    return not difference(original, file, house())


@pytest.mark.parametrize("name", shelf.names())
def test_every_mutant_is_noticed(name: str) -> None:
    table: dict[str, Any] = tomllib.loads(shelf.content(name).decode())
    seen: dict[str, int] = {}
    for mutant in mutants(table):
        seen[mutant.kind] = seen.get(mutant.kind, 0) + 1
        if (seen[mutant.kind] + len(name)) % SHARE:
            continue
        file, caught = read_mutant(mutant, name)
        assert caught or means_the_same(name, mutant, file), f"{mutant.kind}: {mutant.what}"
    assert sum(seen.values()) > 20


def test_writing_a_table_back_changes_nothing() -> None:
    for name in shelf.names():
        file, caught = read_mutant(Mutant("none", "", tomllib.loads(shelf.content(name).decode())), name)
        assert file is not None
        assert not caught
        original, _ = read(name)
        assert not difference(original, file, house())
