"""Who would have decided otherwise: the trees in the order in which they bind, as those before them are taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

if TYPE_CHECKING:
    from runrest.decision import Decision


def peel(decision: Decision) -> tuple[Decision, ...]:
    """Take away the trees that bind, and decide with the others, until none binds any more.

    Parameters
    ----------
    decision : Decision
        Any answer.

    Returns
    -------
    tuple of Decision
        The answer itself; what it would be without the trees that bind it; without those that would bind then;
        and so on. Each tree binds in one of them at most. In the last none binds, unless every tree has been taken
        away by then.

    Examples
    --------
    >>> import runrest
    >>> facts = {"planned_type": "tempo", "hours_since_hard": 30, "longest_run_30d": 0, "experience_months": 30}
    >>> [(one.label, one.binding) for one in peel(runrest.decide("session_adjustment", facts))][1:]
    [('AS_PLANNED', ())]
    """
    found = [decision]
    while found[-1].binding:
        last = found[-1]
        pairs = zip(last.trees, last.outcomes, strict=True)
        kept = [(tree, outcome) for tree, outcome in pairs if tree.name not in last.binding]
        if not kept:
            break
        found.append(evolve(last, trees=tuple(tree for tree, _ in kept), outcomes=tuple(end for _, end in kept)))
    return tuple(found)
