"""Every threshold is cited: no question without evidence, no tree without worked examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.flaws import Flaw

if TYPE_CHECKING:
    from runrest.tree import TreeFile

FEWEST_EXAMPLES = 3


def check_evidence(file: TreeFile) -> list[Flaw]:
    """Find questions without a citation, and files with too few examples.

    Parameters
    ----------
    file : TreeFile
        What the file says.

    Returns
    -------
    list of Flaw
        Codes T401 and T602. Citations that do not exist are found while reading.
    """
    flaws = [
        Flaw("T401", file.path, question.line, f"questions.{question.id}", "it cites nothing; add its evidence")
        for question in file.questions.values()
        if not question.evidence
    ]
    if len(file.examples) < FEWEST_EXAMPLES:
        sentence = f"there are {len(file.examples)} worked examples; a tree needs at least {FEWEST_EXAMPLES}"
        flaws.append(Flaw("T602", file.path, file.start_line, "examples", sentence))
    return flaws
