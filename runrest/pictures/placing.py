"""Where the cards of a picture go: questions down a spine, advice beside them, and no arrow across another.

A question may lead to several questions, and may be reached from several. The one below it is reached down the
spine; others over a lane on the left. Where a lane would cross another, or end in the same place, the branch ends
in a signpost instead ("go on at A"). All of this is worked out here, from plain data, so that it can be tested
without a drawing program, and so that every drawing program gives the same sheet.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice, permutations, product
from string import ascii_uppercase
from typing import TYPE_CHECKING

from attrs import define, field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from runrest.pictures.cards import Arrow, Picture

MOST_ORDERS, MOST_TURNS, MOST_JUMPS = 60_000, 24, 12
LARGE = 100
"""How far to look for a better sheet: orders times questions squared, turns of one question's branches, lane ends."""

SIGNPOST_COST, UNKNOWN_COST, LANE_COST, BREAK_COST = 40, 20, 6, 3
"""A signpost for "not known" disturbs less than one on the way that most runners take."""


@frozen
class Lane:
    """A line down the left: from one question to several, or from several to one."""

    start: int
    """The row where it begins."""
    end: int
    arrows: tuple[Arrow, ...]
    fan: bool
    """Whether it comes from one question, so that the words stand where it arrives."""
    level: int = 0
    """0 is next to the spine."""


@frozen
class Plan:
    """The place of everything on the sheet."""

    order: tuple[str, ...]
    """Questions from top to bottom."""
    row: Mapping[str, int]
    """The row of each question, and of each card beside one."""
    down: tuple[Arrow, ...]
    """Arrows to the next question on the spine."""
    beside: Mapping[str, tuple[Arrow, ...]]
    """Arrows to the right, question by question, from top to bottom; a signpost is one of them."""
    below: Arrow | None
    """The last question's last advice, which ends the spine."""
    lanes: tuple[Lane, ...]
    signposts: Mapping[str, str]
    """Question to the letter that signposts name it by."""
    rows: int


@define
class _Trial:
    """One order of questions, with what it would cost to draw."""

    order: tuple[str, ...]
    down: list[Arrow] = field(factory=list)
    lanes: list[Lane] = field(factory=list)
    signposted: list[Arrow] = field(factory=list)
    cost: int = 0


@lru_cache(maxsize=64)
def place(picture: Picture) -> Plan:
    """Find a place for every card and arrow of a picture.

    Parameters
    ----------
    picture : Picture
        Of one tree; its questions form no circle.

    Returns
    -------
    Plan
        The same for the same picture, whether or not a path is lit.
    """
    questions, leads = _leads(picture)
    known = frozenset(questions)
    between = {one: [arrow.end for arrow in leads[one] if arrow.end in known] for one in questions}
    best = min((_try(order, leads) for order in _orders(questions, between)), key=lambda trial: trial.cost)
    return _settle(best, leads, picture)


def place_in(order: Sequence[str], picture: Picture) -> Plan:
    """Find a place for everything where the order of the questions is settled: not the best, but at once.

    Parameters
    ----------
    order : sequence of str
        All questions, so that every arrow goes down.
    picture : Picture
        Of one tree, or of several.

    Returns
    -------
    Plan
        As ``place`` gives it for the best order.
    """
    leads = _leads(picture)[1]
    return _settle(_try(tuple(order), leads), leads, picture)


def _leads(picture: Picture) -> tuple[list[str], dict[str, list[Arrow]]]:
    """Give the questions, and the arrows that leave each of them."""
    leads: dict[str, list[Arrow]] = {card.id: [] for card in picture.cards if card.group == "spine"}
    for arrow in picture.arrows:
        if arrow.start in leads:
            leads[arrow.start].append(arrow)
    return list(leads), leads


def _orders(questions: list[str], between: Mapping[str, list[str]]) -> Iterator[tuple[str, ...]]:
    """Give orders in which every arrow goes down: depth first, with the branches of each question in turn."""
    turns = MOST_TURNS if len(questions) < LARGE else 1
    choices = [tuple(islice(permutations(between[one]), turns)) for one in questions]
    for picked in islice(product(*choices), 1 + MOST_ORDERS // len(questions) ** 2):
        chosen = dict(zip(questions, picked, strict=True))
        done: dict[str, None] = {}
        waiting = [(one, False) for one in reversed(questions)]
        while waiting:
            one, ready = waiting.pop()
            if ready:
                done.setdefault(one)
            elif one not in done:
                waiting.append((one, True))
                waiting += [(after, False) for after in chosen[one]]
        yield tuple(reversed(done))


def _try(order: tuple[str, ...], leads: Mapping[str, list[Arrow]]) -> _Trial:
    """Draw an order in thought: what goes down the spine, what over a lane, what needs a signpost."""
    at = {one: number for number, one in enumerate(order)}
    trial = _Trial(order)
    jumps: list[Arrow] = []
    for one in order:
        for arrow in leads[one]:
            if arrow.end in at:
                (trial.down if at[arrow.end] == at[one] + 1 else jumps).append(arrow)
    arrivals = [arrow.end for arrow in (*trial.down, *jumps)]
    jumps.sort(
        key=lambda arrow: (
            arrow.unknown,
            arrivals.count(arrow.end),
            at[arrow.end] - at[arrow.start],
            at[arrow.start],
        )
    )
    kept: list[Arrow] = []
    for arrow in jumps:
        lanes = _lanes([*kept, arrow], at) if len(kept) < MOST_JUMPS else None
        if lanes is None:
            trial.signposted.append(arrow)
        else:
            kept.append(arrow)
            trial.lanes = lanes
    breaks = len(order) - 1 - len(trial.down)
    length = sum(lane.end - lane.start for lane in trial.lanes)
    posts = sum(UNKNOWN_COST if arrow.unknown else SIGNPOST_COST for arrow in trial.signposted)
    trial.cost = posts + LANE_COST * len(kept) + BREAK_COST * breaks + length
    return trial


def _lanes(jumps: list[Arrow], at: Mapping[str, int]) -> list[Lane] | None:
    """Gather jumps into lanes, or give ``None`` where two of them would meet or cross."""
    starts = [arrow.start for arrow in jumps]
    ends = [arrow.end for arrow in jumps]
    if set(starts) & set(ends):
        return None
    if any(starts.count(arrow.start) > 1 and ends.count(arrow.end) > 1 for arrow in jumps):
        return None
    lanes: list[Lane] = []
    for key in dict.fromkeys(arrow.start if starts.count(arrow.start) > 1 else arrow.end for arrow in jumps):
        fan = starts.count(key) > 1
        mine = [arrow for arrow in jumps if key == (arrow.start if fan else arrow.end)]
        if mine:
            arrows = tuple(sorted(mine, key=lambda arrow: at[arrow.end]))
            rows = [at[place] for arrow in arrows for place in (arrow.start, arrow.end)]
            lanes.append(Lane(min(rows), max(rows), arrows, fan))
    return _levelled(sorted(lanes, key=lambda lane: (lane.end - lane.start, lane.start)), at)


def _levelled(lanes: list[Lane], at: Mapping[str, int]) -> list[Lane] | None:
    """Put shorter lanes nearer to the spine, or give ``None`` where a longer one would have to cross them."""
    placed: list[Lane] = []
    for lane in lanes:
        rows = {at[place] for arrow in lane.arrows for place in (arrow.start, arrow.end)}
        met = [other for other in placed if other.start <= lane.end and lane.start <= other.end]
        if any(other.start <= row <= other.end for other in met for row in rows):
            return None
        level = max((other.level + 1 for other in met), default=0)
        placed.append(Lane(lane.start, lane.end, lane.arrows, lane.fan, level))
    return placed


def _settle(trial: _Trial, leads: Mapping[str, list[Arrow]], picture: Picture) -> Plan:
    """Turn the chosen order into rows."""
    kinds = {card.id: card.kind for card in picture.cards}
    ends = {arrow.end for arrow in trial.signposted}
    named = [one for one in trial.order if one in ends]
    named_by = letters(named, picture)
    row: dict[str, int] = {}
    beside: dict[str, tuple[Arrow, ...]] = {}
    below: Arrow | None = None
    next_row = 0
    for one in trial.order:
        right = [arrow for arrow in leads[one] if arrow.end not in leads or arrow in trial.signposted]
        if one == trial.order[-1] and len(right) > 1:
            onward = [arrow for arrow in right if kinds.get(arrow.end) == "signpost"]
            mild = [arrow for arrow in right if kinds.get(arrow.end) == "train"]
            below = onward[0] if onward else (mild or right)[-1]
            right.remove(below)
        beside[one] = tuple(right)
        row[one] = next_row
        for number, arrow in enumerate(right):
            if arrow not in trial.signposted:
                row[arrow.end] = next_row + number
        next_row += max(1, len(right))
    if below:
        row[below.end] = next_row
        next_row += 1
    return Plan(trial.order, row, tuple(trial.down), beside, below, tuple(trial.lanes), named_by, next_row)


def letters(named: Sequence[str], picture: Picture) -> dict[str, str]:
    """Choose the letters that signposts name questions by.

    Parameters
    ----------
    named : sequence of str
        Questions, from top to bottom.
    picture : Picture
        Where a question has a letter already, because another sheet leads to it, it keeps it.

    Returns
    -------
    dict of str to str
        Question to letter, all different.
    """
    own = {card.id: card.letter for card in picture.cards if card.letter}
    given: dict[str, str] = {}
    at = picture.letters_used
    for one in named:
        given[one] = own.get(one) or ascii_uppercase[at % 26] + str(at // 26 or "")
        at += one not in own
    return given
