"""Worked examples are run: they must come out as the file says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.errors import did_you_mean
from runrest.flaws import Flaw
from runrest.tree import Times
from runrest.vocabulary import Facts
from runrest.walking import trace, walk

if TYPE_CHECKING:
    from runrest.linking import Tree
    from runrest.tree import CapValue


def check_examples(tree: Tree) -> list[Flaw]:
    """Run every example of a tree.

    Parameters
    ----------
    tree : Tree
        Linked, not necessarily proven.

    Returns
    -------
    list of Flaw
        Code T601, with the example's facts as witness.
    """
    flaws = []
    for example in tree.file.examples:
        facts = Facts(example.given)
        advice = walk(tree, facts).advice.id
        path = tuple(step.question.id for step in trace(tree, facts))
        problems = []
        if example.advice != advice:
            known = example.advice in tree.advice
            hint = "" if known else f", which is not in the file{did_you_mean(example.advice, tree.advice)}"
            problems.append(f"expects {example.advice}{hint} but comes to {advice}")
        if example.path is not None and example.path != path:
            problems.append(f"expects the path {' > '.join(example.path)} but walks {' > '.join(path)}")
        end = tree.advice[advice]
        if example.caps is not None and dict(example.caps) != dict(end.caps):
            problems.append(f"expects {_limits(example.caps)} but {advice} allows {_limits(end.caps)}")
        if example.refer is not None and example.refer != end.refer:
            problems.append(f"expects a referral of {example.refer} but {advice} says {end.refer}")
        flaws += [
            Flaw("T601", tree.file.path, example.line, f"examples: {example.name}", problem, (dict(facts),))
            for problem in problems
        ]
    return flaws


def _limits(caps: tuple[tuple[str, CapValue], ...]) -> str:
    """Write caps as a file does."""
    words = [f"{scale} {cap.times:g} x {cap.of}" if isinstance(cap, Times) else f"{scale} {cap}" for scale, cap in caps]
    return ", ".join(words) or "no limits"
