"""An explanation as plain data for JSON; the keys are a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runrest.words.reasons import open_questions
from runrest.words.summing_up import heading_of, line, paragraph

if TYPE_CHECKING:
    from runrest.words.reasoning import Why


def record_why(why: Why, length: str = "everything") -> dict[str, Any]:
    """Give an explanation as plain data.

    Parameters
    ----------
    why : Why
        Any explanation.
    length : str
        ``line``, ``paragraph`` or ``everything``: each has the keys of the one before, and more.

    Returns
    -------
    dict
        ``line``: ``question, on, label, heading, refer, complete, line``. ``paragraph``: also ``paragraph, conflicts,
        doubts, missing, missing_words, careful, unknown, stale``. ``everything``: also ``rings`` (each ``label,
        heading, trees``), ``otherwise``, ``rest``, ``sources`` and ``guidance``. See docs/why.md.

    Examples
    --------
    >>> import runrest
    >>> from runrest.words.reasoning import Why
    >>> told = record_why(Why(runrest.decide("rest_timing/soreness", {"soreness": 5})))
    >>> step = told["rings"][0]["trees"][0]["steps"][0]
    >>> step["signal"], step["value"], [(fork["needs"], fork["answer"]) for fork in step["not_taken"]]
    ('soreness', 5, [('>= 6', 'RECOVERY'), ('<= 4, unknown', 'nothing against it')])
    """
    decision = why.decision
    told: dict[str, Any] = {
        "question": decision.question,
        "on": decision.on.isoformat() if decision.on else None,
        "label": decision.label,
        "heading": heading_of(decision),
        "refer": decision.refer,
        "complete": decision.complete,
        "line": line(why),
    }
    if length == "line":
        return told
    told |= {
        "paragraph": paragraph(why),
        "conflicts": list(decision.conflicts),
        "doubts": list(decision.facts.doubts),
        "missing": list(why.missing),
        "missing_words": open_questions(decision, why.missing),
        "careful": list(why.careful),
        "unknown": list(decision.unknown),
        "stale": [{"why": one.why, "signals": list(one.signals)} for one in why.stale],
    }
    if length == "paragraph":
        return told
    rings = [ring for ring in why.rings if ring.binding]
    spoken = [[one.to_dict() for one in why.spoken(ring)] for ring in rings]
    rest = [one.to_dict() for one in why.rest]
    cited = dict.fromkeys(
        one["source"]
        for tree in [*(tree for trees in spoken for tree in trees), *rest]
        for step in tree["steps"]
        for one in step["evidence"]
    )
    otherwise = why.otherwise
    return told | {
        "rings": [
            {"label": ring.label, "heading": heading_of(ring), "trees": trees}
            for ring, trees in zip(rings, spoken, strict=True)
        ],
        "otherwise": {"label": otherwise.label, "heading": heading_of(otherwise)} if otherwise is not None else None,
        "rest": rest,
        "sources": {name: dict(decision.house.sources.get(name, {})) for name in cited},
        "guidance": decision.house.phrases("guidance"),
    }
