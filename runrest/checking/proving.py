"""The order of the proofs: what is checked of a file, and what only makes sense once the rest holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.checking.axes import TooIntricateError, build_axes
from runrest.checking.coverage import check_coverage
from runrest.checking.evidence import check_evidence
from runrest.checking.examples import check_examples
from runrest.checking.forgetting import check_unknown
from runrest.checking.monotone import check_monotone
from runrest.checking.proof import Proof, build_rooms
from runrest.checking.regions import Mapper
from runrest.checking.structure import check_structure
from runrest.flaws import Flaw, errors
from runrest.linking import link

if TYPE_CHECKING:
    from runrest.house import House
    from runrest.linking import Tree
    from runrest.tree import TreeFile

NO_PROOF = ("T1", "T2", "T3")
"""With flaws of these kinds a file cannot be walked, so there is nothing to prove."""


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
        Everything that is wrong, in the order of the lines, without what the file ignores with a reason.
    """
    shallow = [*check_structure(file), *check_coverage(file, house)]
    flaws = [*found, *shallow, *check_evidence(file)]
    if not any(flaw.code.startswith(NO_PROOF) for flaw in errors([*found, *shallow])):
        tree = link(file, house)
        flaws += [*check_states(tree), *check_examples(tree)]
    return tuple(sorted(_accepted(file, flaws), key=lambda flaw: (flaw.line, flaw.code, flaw.place)))


def check_states(tree: Tree) -> list[Flaw]:
    """Prove what needs every state of the athlete: dead paths, monotone safety, unknown safety.

    Parameters
    ----------
    tree : Tree
        Linked, without structural flaws.

    Returns
    -------
    list of Flaw
        Codes T102, T307, T501 and T502.
    """
    file, house = tree.file, tree.house
    try:
        axes = build_axes(file, house.vocabulary)
        mapper = Mapper(file, house.vocabulary, axes)
        regions = mapper.regions()
    except TooIntricateError:
        sentence = "the questions cut the athletes into too many kinds to prove; split the tree"
        return [Flaw("T102", file.path, file.start_line, "", sentence)]
    flaws = []
    for at, number in sorted(mapper.dead):
        branch = file.questions[at].branches[number]
        sentence = "contradicts what was answered before, so no athlete ever takes this branch"
        flaws.append(Flaw("T307", file.path, branch.line, f"questions.{at}.branches.{branch.text}", sentence))
    outcomes = {stop.advice.id: stop for stop in tree.outcomes()}
    proof = Proof(tree, axes, build_rooms(regions, outcomes, axes, house.vocabulary), outcomes)
    return [*flaws, *check_monotone(proof), *check_unknown(proof)]


def _accepted(file: TreeFile, flaws: list[Flaw]) -> list[Flaw]:
    """Take away the flaws that the file ignores with a reason; an ignore that nothing needs is a flaw itself."""
    kept = list(flaws)
    for ignore in file.ignores:
        hit = [flaw for flaw in kept if flaw.code == ignore.code and ignore.place in ("", flaw.place)]
        kept = [flaw for flaw in kept if flaw not in hit]
        if not hit:
            sentence = f"nothing here needs the ignore of {ignore.code}; take it out"
            kept.append(Flaw("T701", file.path, ignore.line, "ignore", sentence))
    return kept
