"""Plans at random, and plans in a few words, for the tests of plans."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from runrest.plans.sessions import Session
from runrest.plans.training_plan import TrainingPlan

MONDAY = date(2026, 11, 23)
LETTERS = {"-": "rest", "r": "recovery", "e": "easy", "m": "moderate", "l": "long", "t": "tempo", "i": "intervals"}
LETTERS |= {"R": "race", "c": "cross", "s": "strength"}
RUNNING = "rrreeeemltiR"


def plan_of(words: str, first: date = MONDAY, km: float | None = None) -> TrainingPlan:
    """Make a plan of a word for each day: `es t e s - l -` is the seed's week with a tempo."""
    days = enumerate(words.split())
    return TrainingPlan(
        Session(first + timedelta(days=after), LETTERS[letter], km=km if letter in RUNNING else None)
        for after, day in days
        for letter in day
    )


def runs_of(days: int) -> st.SearchStrategy[str]:
    """Draw the words of so many days without strength."""
    day = st.sampled_from(["-", "-", "e", "e", "r", "m", "l", "t", "i", "c", "ce", "ee", "R"])
    return st.lists(day, min_size=days, max_size=days).map(" ".join)


def sessions_of(days: int) -> st.SearchStrategy[str]:
    """Draw the words of so many days, strength among them, in any order."""
    day = st.sampled_from(["-", "-", "-", "e", "e", "m", "l", "t", "i", "s", "es", "se", "ts", "c", "ti", "R"])
    return st.lists(day, min_size=days, max_size=days).map(" ".join)
