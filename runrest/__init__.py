"""Train or rest today? Small cited decision trees, proven before they speak, that show the path they took.

>>> import runrest
>>> decision = runrest.decide("rest_timing/pain", {"pain_now": 4, "gait_changed": False})
>>> decision.label
'EASE_SHORTEN'
"""

from runrest.decision import Decision
from runrest.errors import FactsError, LogError, RunrestError, TreeError, UnknownNameError
from runrest.flaws import Flaw
from runrest.linking import Tree
from runrest.loading import check, decide, load
from runrest.walking import Step

__all__ = [
    "Decision",
    "FactsError",
    "Flaw",
    "LogError",
    "RunrestError",
    "Step",
    "Tree",
    "TreeError",
    "UnknownNameError",
    "check",
    "decide",
    "load",
]
