"""Placing strength into a runner's own weeks.

Each week has choices: two of its days, one, or none. Choices that may not both be taken are joined in a graph of
conflicts. Those of one week all exclude each other, and no rule reaches further than the next week, so that the best
set of choices without a conflict is found exactly by going through the weeks once.
"""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING, TypeAlias

from runrest.plans.seasons import A_WEEK, Days, Placement

if TYPE_CHECKING:
    import networkx as nx

    from runrest.plans.seasons import Season
    from runrest.plans.spacing_rules import Rules

Choice: TypeAlias = tuple[int, Days]
"""A week and what is chosen in it."""

PREFERRED_APART = 3

# What is worse than what: a session that finds no place far more than all else; then sessions nearer to each other
# than the seed's own three days, and runs on the same day that are neither easy nor absent.
LACKING = 10_000
CLOSE, HARD_DAY, MODERATE_DAY, BEFORE_HARD, CROSS_DAY, NO_FREE_DAY, OTHER_WEEKDAY = 40, 60, 30, 20, 10, 8, 4


def place_strength(season: Season, rules: Rules) -> Placement:
    """Place two sessions of strength in each week, by the rules and what the seed prefers.

    Parameters
    ----------
    season : Season
        The runs, week by week.
    rules : Rules
        The rules with their numbers.

    Returns
    -------
    Placement
        As many sessions as the rules let in, and among all ways to place so many the best: three days apart, after
        an easy run or on a day without a run, with a day left free, on the same days each week; the earliest of equals.

    Examples
    --------
    >>> from datetime import date
    >>> from runrest.plans.plan_rules import spacing_rules
    >>> from runrest.plans.seasons import lay_out
    >>> from runrest.plans.sessions import Session
    >>> from runrest.plans.training_plan import TrainingPlan
    >>> monday = date(2026, 11, 23)
    >>> week = TrainingPlan([Session(monday, "easy"), Session(date(2026, 11, 28), "long")])
    >>> placement = place_strength(lay_out(week, monday, 2, (4, 4, 4)), spacing_rules())
    >>> [session.day.day for session in placement.sessions()]
    [23, 26, 30, 3]
    """
    choices = [choices_of(season, week, rules) for week in range(season.weeks)]
    conflicts = graph_of_conflicts(choices, rules)
    costs = {choice: _cost(season, choice) for here in choices for choice in here}
    best: dict[Choice, tuple[int, tuple[Days, ...]]] = {choice: (costs[choice], (choice[1],)) for choice in choices[0]}
    for here in choices[1:]:
        best = {
            choice: min(
                (cost + costs[choice] + _step_cost(before, choice), (*chosen, choice[1]))
                for before, (cost, chosen) in best.items()
                if not conflicts.has_edge(before, choice)
            )
            for choice in here
        }
    return Placement(season, min(best.values())[1])


def graph_of_conflicts(choices: list[list[Choice]], rules: Rules) -> nx.Graph[Choice]:
    """Join the choices that may not both be taken.

    Parameters
    ----------
    choices : list of list of tuple
        The choices of each week.
    rules : Rules
        For the days between sessions (ST2) and the sessions in seven days (ST1).

    Returns
    -------
    networkx.Graph
        Choices as nodes; an edge between every two of one week, and between two of neighbouring weeks that together
        break a rule.
    """
    import networkx as nx

    graph: nx.Graph[Choice] = nx.Graph()
    for week, here in enumerate(choices):
        graph.add_nodes_from(here)
        graph.add_edges_from(combinations(here, 2))
        for before in choices[week - 1] if week else ():
            graph.add_edges_from((before, choice) for choice in here if not _go_together(before[1] + choice[1], rules))
    return graph


def choices_of(season: Season, week: int, rules: Rules) -> list[Choice]:
    """List what can be chosen in a week: each two of its days that go together, each one, and none."""
    free = [number for number, why in season.refusals(week).items() if not why]
    most = min(A_WEEK, int(rules.limit("ST1")))
    every = [days for count in range(most + 1) for days in combinations(free, count)]
    return [(week, days) for days in every if _go_together(days, rules)]


def _go_together(days: Days, rules: Rules) -> bool:
    """Tell whether sessions on these days, in order, are far enough apart and not too many for a week."""
    apart, most = rules.limit("ST2"), int(rules.limit("ST1"))
    near = any(later - day < apart for day, later in pairwise(days))
    many = any(later - day < 7 for day, later in zip(days, days[most:], strict=False))
    return not near and not many


def _cost(season: Season, choice: Choice) -> int:
    week, days = choice
    cost = LACKING * (A_WEEK - len(days)) + _closeness(days)
    for number in days:
        kinds = {session.kind for session in season.runs.of_day(season.day(number)) if session.kind != "rest"}
        if any(session.hard for session in season.runs.of_day(season.day(number))):
            cost += HARD_DAY
        elif "moderate" in kinds:
            cost += MODERATE_DAY
        elif "cross" in kinds:
            cost += CROSS_DAY
        if any(session.hard for session in season.runs.of_day(season.day(number + 1))):
            cost += BEFORE_HARD
    busy = {session.day for session in season.runs.sessions if session.kind != "rest"}
    left = [number for number in range(7 * week, 7 * week + 7) if season.day(number) not in busy and number not in days]
    return cost + (0 if left else NO_FREE_DAY)


def _step_cost(before: Choice, choice: Choice) -> int:
    (_, earlier), (_, days) = before, choice
    same = [number % 7 for number in earlier] == [number % 7 for number in days]
    return _closeness((*earlier[-1:], *days[:1])) + (0 if same else OTHER_WEEKDAY)


def _closeness(days: Days) -> int:
    return CLOSE * sum(later - day < PREFERRED_APART for day, later in pairwise(days))
