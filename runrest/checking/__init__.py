"""The proofs: everything that must hold before a tree may speak, each check one function returning flaws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.checking.coverage import check_coverage
from runrest.checking.evidence import check_evidence
from runrest.checking.examples import check_examples
from runrest.checking.structure import check_structure
from runrest.flaws import Flaw, errors
from runrest.linking import link

if TYPE_CHECKING:
    from runrest.reading import House
    from runrest.tree import TreeFile


def check_file(file: TreeFile, house: House, found: tuple[Flaw, ...] = ()) -> tuple[Flaw, ...]:
    """Prove one file that has been read.

    Parameters
    ----------
    file : TreeFile
        What the file says.
    house : House
        Vocabulary, scales and sources.
    found : tuple of Flaw
        What reading it found already; the deeper proofs need a file that could be read.

    Returns
    -------
    tuple of Flaw
        Everything that is wrong, in the order of the lines.
    """
    flaws = [*found, *check_structure(file), *check_coverage(file, house), *check_evidence(file)]
    if not errors(flaws):
        tree = link(file, house)
        flaws += check_examples(tree)
    return tuple(sorted(flaws, key=lambda flaw: (flaw.line, flaw.code, flaw.place)))
