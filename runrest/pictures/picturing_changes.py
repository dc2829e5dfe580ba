"""The picture of two versions of a tree at once: what is new, what is gone, what changed, in words and line styles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, evolve, field

from runrest.pictures.captions import footer, headed
from runrest.pictures.inks import Ink, InkedArrow, InkedCard
from runrest.pictures.meaning import count_changes
from runrest.pictures.pairing import Pairing, pair, pair_branches
from runrest.pictures.phrasing import words
from runrest.pictures.picturing import picture_tree
from runrest.words.wording import cap_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runrest.differences.changes import Change
    from runrest.linking import Tree
    from runrest.pictures.cards import Card, Picture
    from runrest.pictures.pairing import BranchPair, Fate
    from runrest.tree import Advice, Branch, Question

INKS: dict[Fate, Ink | None] = {
    "same": None,
    "added": Ink(3.2),
    "changed": Ink(2.0),
    "removed": Ink(1.6, "dashed"),
}


def picture_changes(old: Tree, new: Tree, changes: Iterable[Change], named: tuple[str, str] = ("", "")) -> Picture:
    """Picture what became of a tree.

    Parameters
    ----------
    old, new : Tree
        Two versions.
    changes : iterable of Change
        What the change means, as ``runrest.differences.differing.compare`` finds it; the footer counts it.
    named : tuple of two str
        What the versions are called besides their numbers.

    Returns
    -------
    Picture
        The new version, with what is gone beside it. Everything that is not as before says so in words, with one of
        a sign of its own for new, gone and changed.
    """
    return _Comparison(old, new, tuple(changes), named).picture()


@define
class _Comparison:
    """Draws one pair of versions."""

    old: Tree
    new: Tree
    changes: tuple[Change, ...]
    named: tuple[str, str]
    pairing: Pairing = field(init=False)
    gone: dict[str, str] = field(factory=dict, init=False)
    """The ids of questions that are gone, to those of their cards."""
    plain: dict[str, Card] = field(factory=dict, init=False)
    """The cards of the new version as such."""
    cards: list[Card] = field(factory=list, init=False)
    arrows: list[InkedArrow] = field(factory=list, init=False)

    @pairing.default
    def _paired(self) -> Pairing:
        return pair(self.old.file, self.new.file)

    def picture(self) -> Picture:
        """Put everything together."""
        phrases = self.new.house.phrases
        plain = picture_tree(self.new)
        self.plain = {card.id: card for card in plain.cards}
        for id in self.old.questions:
            if id not in self.pairing.questions:
                self.gone[id] = next(
                    name for name in (f"was_{id}", f"was_was_{id}", f"gone_{id}") if name not in self.new.questions
                )
        order = [card.id for card in plain.cards if card.id in self.new.questions]
        for id in order:
            self.question(self.plain[id])
        for id, card_id in self.gone.items():
            self.removed_question(id, card_id)
        versions = [
            phrases("picture.version", name=name or tree.name.rpartition("/")[2], version=tree.version)
            for name, tree in zip(self.named, (self.old, self.new), strict=True)
        ]
        title = phrases("picture.diff_title", title=plain.title, old=versions[0], new=versions[1])
        foot = [*footer((self.new,), None)]
        told = [phrases("picture.diff_versions", old=versions[0], new=versions[1])]
        if self.old.title != self.new.title:
            told.append(phrases("picture.diff_was_titled", title=self.old.title))
        told += [
            phrases("picture.diff_means", changes=count_changes(self.changes, self.new)),
            phrases("picture.diff_key"),
        ]
        summary = phrases("picture.diff_summary", title=title, changes=count_changes(self.changes, self.new))
        return evolve(
            plain, title=title, cards=tuple(self.cards), arrows=tuple(self.arrows),
            footer=(*told, *foot[1:]), summary=summary,
        )  # fmt: skip

    def question(self, card: Card) -> None:
        """Draw a question of the new version, and its branches as they were and are."""
        question = self.new.questions[card.id]
        before = self.pairing.old_questions.get(card.id)
        was = self.old.questions[before] if before else None
        marks = self.question_marks(question, was)
        fate: Fate = "added" if was is None else "changed" if marks else "same"
        self.cards.append(_inked(card, " · ".join(marks), fate))
        if was is None:
            for branch in question.branches:
                self.branch(question, branch, "added", self.mark("added"))
            return
        for one in pair_branches(was, question, self.pairing):
            self.paired_branch(question, was, one)

    def question_marks(self, question: Question, was: Question | None) -> list[str]:
        """Say what became of a question apart from its branches."""
        if was is None:
            return [self.mark("added")]
        phrases = self.new.house.phrases
        changed = {
            "label": question.label != was.label,
            "because": question.because != was.because,
            "evidence": question.evidence != was.evidence,
        }
        return [phrases(f"picture.changed.{what}") for what, is_so in changed.items() if is_so]

    def paired_branch(self, question: Question, was: Question, one: BranchPair) -> None:
        """Draw a branch of a question that is in both versions."""
        phrases = self.new.house.phrases
        if one.old is None and one.new is not None:
            self.branch(question, one.new, "added", self.mark("added"))
        elif one.new is None and one.old is not None:
            self.removed_branch(question.id, was, one.old)
        elif one.new is not None and one.old is not None:
            answer = ""
            if one.new.condition != one.old.condition:
                before = words(one.old.condition, self.old.house.vocabulary.signals[was.signal])
                answer = phrases("picture.was", words=before)
            elif one.fate == "changed":
                answer = phrases("picture.led", words=self.led(one.old))
            self.branch(question, one.new, one.fate, answer)
            if one.fate == "changed" and one.old.target in self.gone:
                self.removed_branch(question.id, was, one.old)

    def branch(self, question: Question, branch: Branch, fate: Fate, answer: str) -> None:
        """Draw a branch of the new version, with the advice beside it."""
        signal = self.new.house.vocabulary.signals[question.signal]
        said = words(branch.condition, signal)
        end = branch.target
        if end in self.new.advice:
            end = f"{question.id}.{branch.target}"
            self.cards.append(self.advice(self.plain[end], self.new.advice[branch.target]))
        self.arrows.append(
            InkedArrow(
                question.id,
                end,
                said,
                answer,
                False,
                self.plain[question.id].tooltip,
                said == signal.word(None),
                INKS[fate],
            )
        )

    def advice(self, card: Card, advice: Advice) -> Card:
        """Mark an advice that is new, or not what it was."""
        before = self.pairing.old_advice.get(advice.id)
        if before is None:
            return _inked(card, self.mark("added"), "added")
        was, phrases = self.old.advice[before], self.new.house.phrases
        marks, details = [], list(card.details)
        heading, old_heading = headed(advice, self.new)[1], headed(was, self.old)[1]
        if heading != old_heading or was.refer != advice.refer:
            urgency = self.old.house.scales.refer.words[was.refer]
            marks.append(phrases("picture.was", words=", ".join(filter(None, [old_heading, urgency]))))
        caps = [_caps(one, tree) for one, tree in ((was, self.old), (advice, self.new))]
        if caps[0] != caps[1]:
            details.append(phrases("picture.was_allowed", old=caps[0], new=caps[1]))
        if was.say != advice.say:
            details.append(phrases("picture.was_said", say=was.say))
        if (was.offer, was.not_before_h) != (advice.offer, advice.not_before_h):
            details.append(phrases("picture.changed.offer"))
        changed = bool(marks) or len(details) > len(card.details)
        return _inked(evolve(card, details=tuple(details)), "".join(marks), "changed" if changed else "same")

    def removed_question(self, id: str, card_id: str) -> None:
        """Draw a question that is gone, with its branches."""
        question = self.old.questions[id]
        plain = next(card for card in picture_tree(self.old).cards if card.id == id)
        self.cards.append(_inked(evolve(plain, id=card_id), self.mark("removed"), "removed"))
        for branch in question.branches:
            self.removed_branch(card_id, question, branch)

    def removed_branch(self, start: str, question: Question, branch: Branch) -> None:
        """Draw a branch that is gone; where it led to a question that is still there, a card says so."""
        signal = self.old.house.vocabulary.signals[question.signal]
        said = words(branch.condition, signal)
        number = question.branches.index(branch)
        end = self.gone.get(branch.target, f"{start}.was{number}.{branch.target}")
        if branch.target in self.old.advice:
            advice = self.old.advice[branch.target]
            kind, heading = headed(advice, self.old)
            strong = self.old.house.scales.refer.words[advice.refer]
            card = InkedCard(end, kind, heading, strong, (advice.say,), "", False, "side")
            self.cards.append(_inked(card, self.mark("removed"), "removed"))
        elif branch.target not in self.gone:
            asked = self.pairing.questions[branch.target]
            heading = self.new.house.phrases("picture.led_to", question=_label(self.new.questions[asked], self.new))
            self.cards.append(_inked(InkedCard(end, "question", heading, group="side"), "", "removed"))
        self.arrows.append(
            InkedArrow(
                start, end, said, self.mark("removed"), False, question.because, said == signal.word(None),
                INKS["removed"],
            )
        )  # fmt: skip

    def led(self, branch: Branch) -> str:
        """Say where a branch of the old version led."""
        if branch.target in self.old.advice:
            return headed(self.old.advice[branch.target], self.old)[1]
        return _label(self.old.questions[branch.target], self.old)

    def mark(self, fate: Fate) -> str:
        """Give the sign and the word."""
        return self.new.house.phrases(f"picture.{fate}")


def _inked(card: Card, mark: str, fate: Fate) -> InkedCard:
    strong = " · ".join(filter(None, [card.strong, mark]))
    return InkedCard(
        card.id, card.kind, card.heading, strong, card.details, card.tooltip, False, card.group, ink=INKS[fate]
    )


def _caps(advice: Advice, tree: Tree) -> str:
    limits = cap_words(dict(advice.caps), tree.house.scales, {"planned_type": ""})
    return ", ".join(limits) or tree.house.phrases("outline.no_limit")


def _label(question: Question, tree: Tree) -> str:
    return question.label or tree.house.vocabulary.signals[question.signal].label
