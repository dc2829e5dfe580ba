"""Train or rest today? Small cited decision trees, proven before they speak, that show the path they took.

>>> import runrest
>>> decision = runrest.decide("rest_timing/pain", {"pain_now": 4, "gait_changed": False})
>>> decision.label
'EASE_SHORTEN'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from runrest.bundles import draw_with
from runrest.decision import Decision
from runrest.errors import DrawingError, FactsError, LogError, RunrestError, TreeError, UnknownNameError
from runrest.flaws import Flaw
from runrest.linking import Tree
from runrest.loading import check, decide, family, load, speaking
from runrest.walking import Step

if TYPE_CHECKING:
    from runrest.athlete import Athlete, CheckIn, Plan, Profile, Run
    from runrest.counterfactuals.counterfactual import changes_to, what_would_change
    from runrest.drawing import draw
    from runrest.histories import history
    from runrest.importing import Log, read_checkins, read_log, read_runs
    from runrest.interviews.interview import Interview
    from runrest.logs.trainings import Training
    from runrest.unknowns.asking import next_question, possible
    from runrest.wall_charts import draw_days, draw_difference
    from runrest.words.whys import why, why_not

_LATER = {
    "Athlete": "runrest.athlete",
    "CheckIn": "runrest.athlete",
    "Interview": "runrest.interviews.interview",
    "Log": "runrest.importing",
    "Plan": "runrest.athlete",
    "Profile": "runrest.athlete",
    "Run": "runrest.athlete",
    "Training": "runrest.logs.trainings",
    "changes_to": "runrest.counterfactuals.counterfactual",
    "draw": "runrest.drawing",
    "draw_days": "runrest.wall_charts",
    "draw_difference": "runrest.wall_charts",
    "history": "runrest.histories",
    "next_question": "runrest.unknowns.asking",
    "possible": "runrest.unknowns.asking",
    "read_checkins": "runrest.importing",
    "read_log": "runrest.importing",
    "read_runs": "runrest.importing",
    "what_would_change": "runrest.counterfactuals.counterfactual",
    "why": "runrest.words.whys",
    "why_not": "runrest.words.whys",
}
"""Names whose modules are only imported when they are first used: a decision needs no reader and no graphviz."""


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module 'runrest' has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), name)


def _draw(*what: Any) -> Any:
    return __getattr__("draw")(*what)


draw_with(_draw)

__all__ = [
    "Athlete",
    "CheckIn",
    "Decision",
    "DrawingError",
    "FactsError",
    "Flaw",
    "Interview",
    "Log",
    "LogError",
    "Plan",
    "Profile",
    "Run",
    "RunrestError",
    "Step",
    "Training",
    "Tree",
    "TreeError",
    "UnknownNameError",
    "changes_to",
    "check",
    "decide",
    "draw",
    "draw_days",
    "draw_difference",
    "family",
    "history",
    "load",
    "next_question",
    "possible",
    "read_checkins",
    "read_log",
    "read_runs",
    "speaking",
    "what_would_change",
    "why",
    "why_not",
]
