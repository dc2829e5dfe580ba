"""Signals about the week: what the last days of decisions, check-ins and runs add up to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from attrs import define, evolve, field

from runrest.checkins import SCALES
from runrest.deciding import decide_with
from runrest.linking import GAP
from runrest.loading import family, house
from runrest.planned import Plan
from runrest.tree import Times
from runrest.weekly_load import daily_loads, load_signals, sessions_too_hard

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.athlete import Athlete
    from runrest.decision import Decision
    from runrest.linking import Outcome
    from runrest.vocabulary import Facts
