"""The proof that nobody worse off is allowed more, or is referred later, than somebody better off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.checking.witnesses import allows, answer, compare, more, two_athletes
from runrest.flaws import Flaw

if TYPE_CHECKING:
    from runrest.checking.boxes import Box
    from runrest.checking.proof import Proof

MOST_SEARCHES = 25
"""So many pairs of boxes are searched for a witness before a pair of advices is reported without one."""
MOST_FAILED = 60
"""So many searches may fail in one file before no more are made: only a ratio or a multiple can make one fail."""
MOST_TOLD = 100
"""So many pairs of advices are told at most: after as many repairs the rest will look otherwise."""


def check_monotone(proof: Proof) -> list[Flaw]:
    """Find athletes who are worse off and yet allowed more.

    Parameters
    ----------
    proof : Proof
        A tree with its axes and rooms.

    Returns
    -------
    list of Flaw
        Code T501, one for each pair of advices, with the worse athlete first in the witness.
    """
    tighter = {
        one: sum(bits for two, bits in proof.signatures.items() if proof.excess(one, two, same=False))
        for one in proof.signatures
    }
    related: dict[tuple[str, int], int] = {}
    told: dict[str, int] = {}
    searched: dict[tuple[str, str], int] = {}
    flaws: dict[tuple[str, str], Flaw] = {}
    failed = 0
    for box, room in proof.flat:
        if len(flaws) >= MOST_TOLD:
            break
        hits = tighter[room.signature] & ~told.get(room.advice, 0)
        for name, mask in box.items():
            if not hits:
                break
            key = (name, mask)
            if key not in related:
                related[key] = proof.touching(name, proof.axes[name].better(mask))
            hits &= related[key]
        while hits:
            other, better = proof.flat[(hits & -hits).bit_length() - 1]
            pair = (room.advice, better.advice)
            flaw, sure = _unsafe(proof, pair, box, other, search=failed < MOST_FAILED)
            failed += not sure
            searched[pair] = searched.get(pair, 0) + 1
            if pair not in flaws or sure:
                flaws[pair] = flaw
            if sure or searched[pair] >= MOST_SEARCHES or failed >= MOST_FAILED:
                told[room.advice] = told.get(room.advice, 0) | proof.advice_bits[better.advice]
                hits &= ~told[room.advice]
            else:
                hits &= hits - 1
    return list(flaws.values())


def _unsafe(proof: Proof, pair: tuple[str, str], worse: Box, better: Box, *, search: bool) -> tuple[Flaw, bool]:
    """Show two athletes from two boxes; ``False`` where none were found."""
    advice = proof.tree.advice[pair[0]]
    place = proof.tree.file.path, advice.line, f"advice.{advice.id}"
    for one, two in two_athletes(proof, worse, better) if search else ():
        first, second = answer(proof, one), answer(proof, two)
        scales = more(first, second)
        if scales and (first.advice, second.advice) == pair:
            sentence = (
                f"can be reached by somebody who is {compare(proof, one, two)} than somebody at {pair[1]}, "
                f"yet allows more: {allows(proof, first, second, scales)}"
            )
            return Flaw("T501", *place, sentence, (one, two)), True
    sentence = f"may allow more than {pair[1]} to somebody worse off; no such athlete was found, and none ruled out"
    return Flaw("T501", *place, sentence), False
