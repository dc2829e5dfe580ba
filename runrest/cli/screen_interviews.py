"""An interview on a screen: arrows, letters or numbers choose, Enter takes; back, why, and stop for now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define, field

from runrest.cli.asking import BACK, QUIT, WHY, Lines
from runrest.cli.screens import Page, page, reason, rows_of
from runrest.cli.terminals import Terminal
from runrest.errors import FactsError
from runrest.loading import common, house

if TYPE_CHECKING:
    from runrest.cli.screens import Row
    from runrest.interviews.interview import Interview
    from runrest.interviews.interview_questions import InterviewQuestion

TYPABLE = "0123456789.,-+"
MOST_TYPED = 12


@define
class Screens:
    """An interview, one screen per question."""

    interview: Interview
    terminal: Terminal = field(factory=Terminal)
    ended: bool = field(default=False, init=False)
    """Whether the person wants an answer now, whatever is not known."""
    stopped: bool = field(default=False, init=False)
    """Whether the person wants to go on later."""
    taken_back: Any = field(default=None, init=False)
    """The answer that was taken back last: it is proposed again."""

    def run(self) -> Interview:
        """Ask until nothing is left to ask."""
        question = self.interview.ask()
        if question is None:
            return self.interview
        with self.terminal.open():
            while question is not None and not (self.ended or self.stopped):
                self.put(question)
                question = self.interview.ask()
        return self.interview

    def put(self, question: InterviewQuestion) -> None:
        """Ask one question: on a screen, or where that has no room for it, in lines."""
        asked = Question(self, question, self.taken_back)
        self.taken_back = None
        if asked.page() is None:
            self.in_lines(question)
        else:
            asked.run()

    def in_lines(self, question: InterviewQuestion) -> None:
        """Ask one question in plain lines, which can be scrolled back."""
        lines = Lines(self.interview, may_stop=True)
        with self.terminal.aside():
            lines.explain_keys()
            lines.put(question)
        self.interview, self.ended, self.stopped = lines.interview, lines.ended, lines.stopped

    def back(self) -> bool:
        """Go back to the question before, if there is one."""
        if not self.interview.answers:
            return False
        self.taken_back = self.interview.answers[-1].value
        self.interview = self.interview.back()
        return True


@define
class Question:
    """One question on the screen, until it is answered or left."""

    screens: Screens
    question: InterviewQuestion
    proposed: Any = None
    rows: tuple[Row, ...] = field(init=False)
    ticked: set[int] = field(init=False)
    chosen: int = field(init=False)
    keyed: str = field(default="", init=False)
    """The digits of a row's key that were typed so far."""
    typed: str = field(init=False)
    message: str = field(default="", init=False)

    @rows.default
    def _rows(self) -> tuple[Row, ...]:
        return rows_of(self.question, house().phrases)

    @ticked.default
    def _ticked(self) -> set[int]:
        return set(self.proposed) if isinstance(self.proposed, tuple) else set()

    @chosen.default
    def _chosen(self) -> int:
        """Begin with what was answered before, else with "don't know": Enter alone never states anything."""
        values = [row.value for row in self.rows]
        wanted = min(self.ticked) if self.ticked else self.proposed
        return values.index(wanted) if wanted in values else len(values) - 1

    @typed.default
    def _typed(self) -> str:
        return "" if self.rows or self.proposed is None else house().phrases.number(self.proposed)

    def page(self) -> Page | None:
        """Lay the question out."""
        title = common("families")["questions"].get(self.screens.interview.question, {}).get("title", "runrest")
        return page(
            self.question,
            title,
            house().phrases,
            self.screens.terminal.size,
            chosen=self.chosen,
            ticked=self.ticked,
            typed=self.typed,
            message=self.message,
        )

    def run(self) -> None:
        """Take keys until the question is answered or left."""
        terminal = self.screens.terminal
        while not self.screens.ended:
            terminal.show(lambda: self.page() or Page((house().phrases("asking.too_small"),)))
            key = terminal.key()
            if self.page() is None and key != "end of input":
                return  # the window has become too small: it is put again, in lines
            self.message = ""
            if key == "end of input":
                self.screens.ended = True
            elif key == "enter":
                if self.take():
                    return
            elif self.set(key):
                continue
            elif key.lower() == BACK:
                if self.screens.back():
                    return
                self.message = house().phrases("asking.first")
            elif key == WHY:
                self.explain()
            elif key.lower() == QUIT:
                self.screens.stopped = True
                return

    def set(self, key: str) -> bool:
        """Move, choose, tick or type; ``False`` where the key does none of it."""
        if not self.rows:
            if key == "backspace":
                self.typed = self.typed[:-1]
            elif key and key in TYPABLE:
                self.typed = (self.typed + key)[:MOST_TYPED]
            else:
                return False
            return True
        if key in ("up", "down", "home", "end"):
            steps = {"up": self.chosen - 1, "down": self.chosen + 1, "home": 0, "end": -1}
            self.chosen, self.keyed = steps[key] % len(self.rows), ""
            return True
        if key == " ":
            self.tick()
            return True
        return self.pick(key)

    def tick(self) -> None:
        """Tick what the cursor is on, or take the tick away."""
        if self.rows[self.chosen].tickable:
            self.ticked ^= {self.chosen}

    def pick(self, key: str) -> bool:
        """Choose a row by its key, or tick it; the digits of 10 come one after the other, and then 1 was not meant."""
        keys = [row.key for row in self.rows]
        for typed in (self.keyed + key.lower(), key.lower()):
            if typed and typed in keys:
                if self.keyed and typed != key.lower():
                    self.tick()
                self.chosen, self.keyed = keys.index(typed), typed
                self.tick()
                return True
        return False

    def take(self) -> bool:
        """Answer with what is chosen, ticked or typed; ``False`` where it does not fit."""
        interview, row = self.screens.interview, self.rows[self.chosen] if self.rows else None
        if self.ticked and self.chosen not in self.ticked:
            numbers = house().phrases.listed(self.rows[at].key for at in sorted(self.ticked))
            self.message = house().phrases("asking.ticked", numbers=numbers)
            return False
        try:
            if row is None:
                value = interview.read(self.typed)
            elif row.tickable:
                value = tuple(self.ticked or {self.chosen})
            else:
                value = row.value
            self.screens.interview = interview.answer(value)
        except FactsError as error:
            self.message, self.typed = str(error), ""
            return False
        return True

    def explain(self) -> None:
        """Show why this is asked, until a key is pressed."""
        terminal = self.screens.terminal
        terminal.show(lambda: reason(self.question, house().phrases, terminal.size[0]))
        if terminal.key() == "end of input":
            self.screens.ended = True
