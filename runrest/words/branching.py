"""A tree as lines and corners of text, for a terminal: the drawing where there is no picture."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from attrs import define, field

from runrest.pictures.captions import day, footer
from runrest.pictures.picturing import picture_tree
from runrest.words.strokes import ASCII, UNICODE, Strokes, columns_of, spell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runrest.decision import Decision
    from runrest.linking import Tree
    from runrest.pictures.cards import Arrow, Card, Picture

BOLD, PLAIN = "\x1b[1m", "\x1b[0m"
COLOURS = {"train": "\x1b[34m", "easy": "\x1b[33m", "rest": "\x1b[31m", "refer": "\x1b[35m"}
NARROWEST = 40
JOINED = "\u00a0"
"""A space at which no line is broken."""


def tell_branches(
    tree: Tree, decision: Decision | None = None, *, width: int = 80, plain: bool = False, colour: bool = False
) -> str:
    """Draw a tree in text, the walked path marked where a decision is given.

    Parameters
    ----------
    tree : Tree
        Any tree.
    decision : Decision, optional
        Its facts are walked: that path has heavy strokes and arrowheads, and its end is marked.
    width : int
        Columns to fill, 40 at least.
    plain : bool
        Whether only ASCII may be used.
    colour : bool
        Whether advice is coloured and the walked path bold; the words and signs say the same without.

    Returns
    -------
    str
        A question that several branches lead to is drawn once; elsewhere its letter stands for it.

    Examples
    --------
    >>> from runrest.loading import load
    >>> print(tell_branches(load("rest_timing/soreness"), plain=True, width=60))
    How sore are my muscles?
    <BLANKLINE>
    Muscle soreness this morning (1 (very, very low) to 7 (very,
    very high))
    |-- 6 or 7 -> # RECOVERY
    |   Your muscles are still mending. Rest, or take a gentle
    |   walk or spin for half an hour at most.
    |-- 5 -> o EASY
    |   Easy running only today. The soreness will fade; hard
    |   running can wait until it has.
    `-- below 5 or not known -> > TRAIN
        Nothing we know about sore muscles stands in the way of
        your plan.
    <BLANKLINE>
    Tree rest_timing/soreness 1.0.
    General guidance, not medical advice.
    """
    picture = picture_tree(tree, decision)
    hand = _Hand(picture, tree, ASCII if plain else UNICODE, max(width, NARROWEST), colour)
    foot = [*footer((tree,), None)]
    if decision is not None:
        foot.insert(-1, _walked(decision, hand.strokes))
    lines = [*hand.filled(hand.bold(picture.title), "", ""), "", *hand.tree(), ""]
    lines += [line for told in foot for line in hand.filled(told, "", "")]
    text = "\n".join(lines).replace(JOINED, " ")
    return spell(text) if plain else text


def _walked(decision: Decision, strokes: Strokes) -> str:
    """Say what the walked line is drawn with."""
    phrases = decision.house.phrases
    answers = phrases("drawing.answers")
    if decision.on:
        answers = phrases("drawing.answers_on", day=day(decision.on, phrases))
    return phrases(
        "picture.walked", sign=strokes.walked_fork.strip(), head=strokes.walked_head.strip(), answers=answers
    )


@define
class _Hand:
    """Draws one tree."""

    picture: Picture
    tree_: Tree
    strokes: Strokes
    width: int
    colour: bool
    letters: dict[str, str] = field(init=False)
    """Questions that are led to more than once."""
    drawn: set[str] = field(factory=set, init=False)
    kept: set[str] = field(factory=set, init=False)
    """Questions that are to be drawn further down, where they are nearer to the first."""

    @letters.default
    def _lettered(self) -> dict[str, str]:
        ends = [arrow.end for arrow in self.picture.arrows]
        again = [card.id for card in self.picture.cards if card.group == "spine" and ends.count(card.id) > 1]
        return {id: _letter(at) for at, id in enumerate(again)}

    def bold(self, text: str) -> str:
        """Make words bold where the terminal shows it."""
        return f"{BOLD}{text}{PLAIN}" if self.colour and text else text

    def tree(self) -> Iterator[str]:
        """Draw from the first question down."""
        first = self.picture.cards[0]
        yield from self.filled(self.question(first), "", "")
        yield from self.branches(first.id, "")

    def card(self, id: str) -> Card:
        """Find a card."""
        return next(card for card in self.picture.cards if card.id == id)

    def question(self, card: Card) -> str:
        """Say a question, with its letter and its scale."""
        letter = self.letters.get(card.id)
        scale = f" ({', '.join(card.details)})" if card.details else ""
        return f"{f'[{letter}] ' if letter else ''}{card.heading}{scale}"

    def branches(self, id: str, before: str) -> Iterator[str]:
        """Draw what leaves a question: advice first; the question that the others lead to too stands straight below."""
        self.drawn.add(id)
        leaving = [arrow for arrow in self.picture.arrows if arrow.start == id]
        arrows = sorted(leaving, key=lambda arrow: (self.leads_on(arrow), self.met(arrow, leaving)))
        mine = {arrow.end for arrow in arrows if self.leads_on(arrow)}
        self.kept |= mine
        for number, arrow in enumerate(arrows):
            if arrow.end in mine:
                self.kept.discard(arrow.end)
            last = number == len(arrows) - 1
            lit_here = any(other.on_path for other in arrows[number:])
            if last and self.leads_on(arrow):
                yield from self.below(arrow, before)
            else:
                rail = self.strokes.walked_down if lit_here and not arrow.on_path else self.strokes.down
                rail = self.strokes.blank if last else rail
                yield from self.branch(arrow, before + self.corner(arrow, last, lit_here), before + rail)

    def leads_on(self, arrow: Arrow) -> bool:
        """Tell whether a branch leads to a question that is not drawn yet."""
        return self.card(arrow.end).group == "spine" and arrow.end not in self.drawn and arrow.end not in self.kept

    def met(self, arrow: Arrow, others: list[Arrow]) -> int:
        """Count the branches that come to a branch's question by way of their own."""
        return sum(arrow.end in self.beyond(other.end) for other in others if other.end != arrow.end)

    def beyond(self, id: str) -> set[str]:
        """Find all that a question leads to."""
        found, waiting = {id}, [id]
        while waiting:
            at = waiting.pop()
            ends = {arrow.end for arrow in self.picture.arrows if arrow.start == at} - found
            found |= ends
            waiting += ends
        return found

    def corner(self, arrow: Arrow, last: bool, lit_here: bool) -> str:
        """Choose the sign that a branch begins with."""
        if arrow.on_path:
            return self.strokes.walked_last if last else self.strokes.walked_fork
        if lit_here:
            return self.strokes.passed_fork
        return self.strokes.last if last else self.strokes.fork

    def said(self, arrow: Arrow) -> str:
        """Say a branch, and what was answered on it."""
        said = " · ".join(filter(None, [arrow.words, arrow.answer]))
        return self.bold(said) if arrow.on_path else said

    def below(self, arrow: Arrow, before: str) -> Iterator[str]:
        """Draw a question straight below, so that a long tree does not wander off to the right."""
        strokes = self.strokes
        rail, head = (strokes.walked_down, strokes.walked_head) if arrow.on_path else (strokes.down, strokes.head)
        rail = before + rail[:2]
        yield from self.filled(self.said(arrow), rail, rail)
        yield from self.filled(self.question(self.card(arrow.end)), before + head, before + "  ")
        yield from self.branches(arrow.end, before)

    def branch(self, arrow: Arrow, first: str, rest: str) -> Iterator[str]:
        """Draw one branch, and all that follows from it."""
        leads, card = self.strokes.leads, self.card(arrow.end)
        if card.group == "side":
            tint = COLOURS.get(card.kind, "") if self.colour else ""
            heading = f"{tint}{BOLD}{card.heading}{PLAIN}" if tint else card.heading
            urgency = f" ({card.strong})" if card.strong else ""
            end = f" {self.tree_.house.phrases('picture.here')}" if arrow.on_path else ""
            yield from self.filled(f"{self.said(arrow)} {leads}{heading}{urgency}{end}", first, rest)
            for detail in card.details:
                yield from self.filled(detail, rest, rest)
        elif card.id in self.drawn or card.id in self.kept:
            again = f"{self.picture.go_on}{self.letters[card.id]}"
            yield from self.filled(f"{self.said(arrow)} {leads}{again}", first, rest)
        else:
            yield from self.filled(f"{self.said(arrow)} {leads}{self.question(card)}", first, rest)
            yield from self.branches(card.id, rest)

    def filled(self, text: str, first: str, rest: str) -> list[str]:
        """Break a text into lines behind its strokes, counting columns and not the codes of colours."""
        room = max(self.width - columns_of(rest), 20)
        lines, line, taken = [], "", 0
        for told in text.split(" "):
            word = spell(told) if self.strokes is ASCII and "\x1b" not in told else told
            wide = columns_of(_bare(word))
            pieces = wrap(word, room) if wide > room and _bare(word) == word else [word]
            for piece in pieces:
                wide = columns_of(_bare(piece))
                if line and taken + 1 + wide > room:
                    lines.append(line)
                    line, taken = piece, wide
                else:
                    line, taken = (f"{line} {piece}", taken + 1 + wide) if line else (piece, wide)
        lines.append(line)
        return [f"{first if not number else rest}{line}".rstrip() for number, line in enumerate(lines)]


def _bare(word: str) -> str:
    for code in (BOLD, PLAIN, *COLOURS.values()):
        word = word.replace(code, "")
    return word


def _letter(at: int) -> str:
    return chr(ord("A") + at % 26) + str(at // 26 or "")
