"""Why an answer is not another one, as plain data for JSON; the keys are a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runrest.words.refusing import asked_not, changes_told, not_line, not_paragraph

if TYPE_CHECKING:
    from runrest.words.opposing import WhyNot


def record_not(refusal: WhyNot, length: str = "everything") -> dict[str, Any]:
    """Give as plain data why an answer is not another one.

    Parameters
    ----------
    refusal : WhyNot
        Any.
    length : str
        ``line``, ``paragraph`` or ``everything``: each has the keys of the one before, and more.

    Returns
    -------
    dict
        ``line``: ``question, on, label, not, goal, case, asked, line``. ``paragraph``: also ``paragraph, conflicts,
        changes_words``. ``everything``: also ``against``, ``changes``, ``sources`` and ``guidance``. See docs/why.md.

    Examples
    --------
    >>> import runrest
    >>> from runrest.words.opposing import refuse
    >>> told = record_not(refuse(runrest.decide("rest_timing/soreness", {"soreness": 6}), "EASE"))
    >>> told["case"], told["changes"][0]["parts"][0]["condition"]
    ('freer', '<= 5')
    """
    decision = refusal.decision
    told: dict[str, Any] = {
        "question": decision.question,
        "on": decision.on.isoformat() if decision.on else None,
        "label": decision.label,
        "not": refusal.label,
        "goal": refusal.goal,
        "case": refusal.case,
        "asked": asked_not(refusal),
        "line": not_line(refusal),
    }
    if length == "line":
        return told
    told |= {
        "paragraph": not_paragraph(refusal),
        "conflicts": list(decision.conflicts) if refusal.contradicted else [],
        "changes_words": changes_told(refusal),
    }
    if length == "paragraph":
        return told
    cited = dict.fromkeys(
        one.source for tree in refusal.against for step in tree.steps for one in step.question.evidence
    )
    return told | {
        "against": [spoken.to_dict() for spoken in refusal.against],
        "changes": [change.to_dict() for change in refusal.changes],
        "sources": {name: dict(decision.house.sources.get(name, {})) for name in cited},
        "guidance": decision.house.phrases("guidance"),
    }
