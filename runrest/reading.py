"""From the text of a tree file to frozen values, gathering every flaw on the way instead of stopping at the first."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from attrs import define, field

from runrest.conditions import Condition
from runrest.errors import FactsError, did_you_mean
from runrest.flaws import CODES, Flaw
from runrest.notation import ConditionError, read_condition
from runrest.overlaying import overlaid
from runrest.places import Places, find_places
from runrest.shapes import (
    GRADES,
    ID,
    KIND_WORDS,
    MARKS,
    MOST_BYTES,
    MOST_DOTS,
    MOST_ENTRIES,
    MOST_HOURS,
    MOST_TIMES,
    SHAPES,
    WORDS,
)
from runrest.tree import Advice, Branch, CapValue, Evidence, Example, Ignore, Question, Times, TreeFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.house import House


def read_tree(
    text: str | bytes, name: str, path: str, house: House, words: Mapping[str, Any] | None = None
) -> tuple[TreeFile | None, tuple[Flaw, ...]]:
    """Read one tree file.

    Parameters
    ----------
    text : str or bytes
        The file.
    name : str
        What the tree is called, for example ``rest_timing/pain``.
    path : str
        Where it lies, for the messages.
    house : House
        Vocabulary, scales and sources.
    words : mapping, optional
        The sentences of another language, to be laid over the file's own.

    Returns
    -------
    tuple of TreeFile or None, and flaws
        ``None`` where the text is no TOML at all; otherwise everything that could be read, with all that is wrong.
    """
    reader = Reader(path, house)
    table = reader.parse(text)
    if table is None:
        return None, tuple(reader.flaws)
    return reader.tree(overlaid(table, words, path) if words else table, name), tuple(reader.flaws)


@define
class Reader:
    """One reading of one file: where the flaws are gathered."""

    path: str
    house: House
    flaws: list[Flaw] = field(factory=list)
    places: Places = field(factory=lambda: Places({}))

    def flaw(self, code: str, where: tuple[str | int, ...], sentence: str) -> None:
        """Note one thing that is wrong, with its line."""
        place = ".".join(str(part) for part in where)
        self.flaws.append(Flaw(code, self.path, self.places.line(*where), place, sentence))

    def parse(self, text: str | bytes) -> dict[str, Any] | None:
        """Turn the text into a table, or give ``None`` where it is no TOML at all."""
        if len(text) > MOST_BYTES:
            self.flaw("T102", (), f"the file has {len(text)} bytes; at most {MOST_BYTES} are read")
            return None
        try:
            words = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        except UnicodeDecodeError as error:
            self.flaw("T101", (), f"the file is not UTF-8 text (byte {error.start}); save it as UTF-8")
            return None
        if max(line.count(".") for line in words.split("\n")) > MOST_DOTS:  # tomllib's time is quadratic in them
            self.flaw("T102", (), f"a line has more than {MOST_DOTS} dots; keys are not nested so deeply")
            return None
        try:
            table = tomllib.loads(words)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"line (\d+)", str(error))
            line = int(found.group(1)) if found else len(words.splitlines()) or 1
            self.flaws.append(Flaw("T101", self.path, line, "", f"this is not TOML: {error}"))
            return None
        except ValueError:  # a whole number of thousands of digits
            self.flaw("T102", (), "a number has too many digits")
            return None
        except RecursionError:
            self.flaw("T102", (), "the file nests its lists or tables too deeply to be a tree")
            return None
        if not table:
            self.flaw("T101", (), "the file is empty; a tree needs a title, a start, questions and advice")
            return None
        self.places = find_places(words)
        return table

    def shape(self, table: Any, kind: str, where: tuple[str | int, ...]) -> dict[str, Any]:
        """Keep the keys that are known and of the right kind; flaw everything else."""
        if not isinstance(table, dict):
            self.flaw("T105", where, f"must be a table with {', '.join(SHAPES[kind])}")
            return {}
        known = SHAPES[kind]
        kept: dict[str, Any] = {}
        for key, value in table.items():
            if key not in known:
                self.flaw("T103", (*where, key), f"runrest knows no key {key!r} here{did_you_mean(key, known)}")
                continue
            wanted = known[key][0]
            if not isinstance(value, wanted) or (isinstance(value, bool) and bool not in wanted):
                self.flaw("T105", (*where, key), f"must be {KIND_WORDS[wanted[0]]}")
                continue
            if wanted == WORDS and not str(value).strip():
                self.flaw("T105", (*where, key), "is empty")
                continue
            kept[key] = value
        for key, (_, needed) in known.items():
            if needed and key not in table:
                self.flaw("T104", where, f"{key} is missing")
        return kept

    def tree(self, table: dict[str, Any], name: str) -> TreeFile:
        """Read the whole file."""
        kept = self.shape(table, "tree", ())
        questions = {
            key: self.question(key, told) for key, told in self.entries(kept, "questions") if isinstance(told, dict)
        }
        advice = {key: self.advice(key, told) for key, told in self.entries(kept, "advice") if isinstance(told, dict)}
        for key in questions.keys() & advice.keys():
            self.flaw("T106", ("advice", key), f"{key} is both a question and an advice; give one another id")
        examples = [self.example(at, told) for at, told in enumerate(self.items(kept, "examples"))]
        ignores = [self.ignore(at, told) for at, told in enumerate(self.items(kept, "ignore"))]
        return TreeFile(
            name,
            self.path,
            kept.get("title", name),
            kept.get("version", "0"),
            kept.get("start", ""),
            questions,
            advice,
            tuple(one for one in examples if one is not None),
            tuple(one for one in ignores if one is not None),
            kept.get("about", ""),
            self.places.line("start"),
        )

    def entries(self, kept: dict[str, Any], kind: str) -> list[tuple[str, Any]]:
        """List the named tables of a kind, within the limits."""
        found = list(kept.get(kind, {}).items())
        if len(found) > MOST_ENTRIES:
            self.flaw("T102", (kind,), f"{len(found)} are too many; a file may have {MOST_ENTRIES}")
            found = found[:MOST_ENTRIES]
        for key, told in found:
            if not ID.fullmatch(key):
                self.flaw("T106", (kind, key), f"{key!r} is no id; use small letters, digits and underscores")
            if not isinstance(told, dict):
                self.flaw("T105", (kind, key), "must be a table")
        return found

    def items(self, kept: dict[str, Any], kind: str) -> list[Any]:
        """List the entries of an array of tables, within the limits."""
        found: list[Any] = kept.get(kind, [])
        if len(found) > MOST_ENTRIES:
            self.flaw("T102", (kind,), f"{len(found)} are too many; a file may have {MOST_ENTRIES}")
        return found[:MOST_ENTRIES]

    def question(self, key: str, told: dict[str, Any]) -> Question:
        """Read one question with its evidence and branches."""
        where = ("questions", key)
        kept = self.shape(told, "question", where)
        signal = kept.get("signal", "")
        known = self.house.vocabulary.signals
        if signal and signal not in known:
            self.flaw("T301", (*where, "signal"), f"there is no signal {signal!r}{did_you_mean(signal, known)}")
        evidence = [self.evidence(one, (*where, "evidence")) for one in kept.get("evidence", [])]
        branches = [self.branch(where, signal, text, target) for text, target in kept.get("branches", {}).items()]
        return Question(
            key,
            signal,
            kept.get("because", ""),
            tuple(one for one in evidence if one is not None),
            tuple(branches),
            kept.get("label", ""),
            self.places.line(*where),
        )

    def branch(self, where: tuple[str, str], signal: str, text: str, target: Any) -> Branch:
        """Read one branch against the question's signal."""
        place = (*where, "branches", text)
        line = self.places.line(*place)
        if not isinstance(target, str):
            self.flaw("T105", place, "must lead to the id of a question or an advice, in quotes")
            target = ""
        known = self.house.vocabulary.signals.get(signal)
        condition = Condition()
        if known is not None:
            try:
                condition = read_condition(text, known)
            except ConditionError as error:
                self.flaw("T302" if error.code == "test" else "T303", place, str(error))
        return Branch(text, condition, target, line)

    def evidence(self, told: Any, where: tuple[str, ...]) -> Evidence | None:
        """Read one citation; its source must be known."""
        kept = self.shape(told, "evidence", where)
        if not {"rule", "source", "link", "cutoff"} <= kept.keys():
            return None
        for grade in ("link", "cutoff"):
            if kept[grade] not in GRADES:
                self.flaw("T105", where, f"{grade} is {kept[grade]!r}, but a grade is A, B, C, D or -")
        if kept.get("mark", "V") not in MARKS:
            self.flaw(
                "T105", where, f"mark is {kept['mark']!r}, but a mark is V (read), V2 (second hand) or R (recalled)"
            )
        source = kept["source"]
        if source not in self.house.sources:
            self.flaw("T402", where, f"sources.toml has no source {source}{did_you_mean(source, self.house.sources)}")
        elif kept.get("mark") == "V" and self.house.sources[source].get("mark") == "R":
            self.flaw("T404", where, f"{source} is only recalled, so its number cannot be marked V")
        return Evidence(**kept)

    def advice(self, key: str, told: dict[str, Any]) -> Advice:
        """Read one advice with its caps, referral and offers."""
        where = ("advice", key)
        kept = self.shape(told, "advice", where)
        refer = kept.get("refer", "none")
        if self.house.scales.refer.rank(refer) is None:
            self.flaw("T303", (*where, "refer"), f"{refer!r} is not {self.house.scales.refer.accepts()}")
            refer = "none"
        wait = kept.get("not_before_h")
        if wait is not None and not 0 <= wait <= MOST_HOURS:
            self.flaw("T303", (*where, "not_before_h"), f"must be a number of hours from 0 to {MOST_HOURS}")
            wait = None
        offers = kept.get("offer", [])
        for offer in offers:
            if not isinstance(offer, str) or offer not in self.house.offers:
                self.flaw(
                    "T403",
                    (*where, "offer"),
                    f"there is no offer {offer!r}{did_you_mean(str(offer), self.house.offers)}",
                )
        return Advice(
            key,
            kept.get("say", ""),
            self.caps(where, kept.get("caps", {})),
            refer,
            kept.get("incomplete", False),
            wait,
            tuple(str(offer) for offer in offers),
            kept.get("note", False),
            self.places.line(*where),
        )

    def caps(self, where: tuple[str | int, ...], told: dict[str, Any]) -> tuple[tuple[str, CapValue], ...]:
        """Read a table of caps, leaving out what cannot be read."""
        found = [(scale, self.cap(where, scale, value)) for scale, value in told.items()]
        return tuple((scale, cap) for scale, cap in found if cap is not None)

    def cap(self, where: tuple[str | int, ...], name: str, value: Any) -> CapValue | None:
        """Read one cap against its scale."""
        place = (*where, "caps", name)
        scale = self.house.scales.scales.get(name)
        if scale is None:
            self.flaw("T303", place, f"there is no scale {name!r}{did_you_mean(name, self.house.scales.scales)}")
            return None
        if isinstance(value, dict) and not scale.steps:
            return self.times(value, place)
        if scale.rank(value) is None:
            self.flaw("T303", place, f"{value!r} is not {scale.accepts()}")
            return None
        return value if isinstance(value, str) else float(value)

    def times(self, told: dict[str, Any], place: tuple[str | int, ...]) -> Times | None:
        """Read a cap that is one signal times a constant."""
        kept = self.shape(told, "times", place)
        if {"of", "times"} > kept.keys():
            return None
        signal = self.house.vocabulary.signals.get(kept["of"])
        if signal is None or signal.derived or not signal.numeric or signal.valid[0] < 0:
            self.flaw("T301", place, f"{kept['of']!r} is no plain signal with a number of 0 or more")
            return None
        if not 0 <= kept["times"] <= MOST_TIMES:
            self.flaw("T303", place, f"times must be a number from 0 to {MOST_TIMES}")
            return None
        return Times(kept["of"], float(kept["times"]))

    def example(self, at: int, told: Any) -> Example | None:
        """Read one worked example; its facts must fit the vocabulary."""
        where: tuple[str | int, ...] = ("examples", at)
        kept = self.shape(told, "example", where)
        if not {"name", "given", "expect"} <= kept.keys():
            return None
        expect = self.shape(kept["expect"], "expect", (*where, "expect"))
        if "advice" not in expect:
            return None
        try:
            given = self.house.vocabulary.check(kept["given"], confirmed=kept["given"])
        except FactsError as error:
            for problem in error.problems:
                self.flaw("T303", (*where, "given"), problem)
            return None
        path = tuple(str(step) for step in expect["path"]) if "path" in expect else None
        told = expect.get("caps")
        caps = None if told is None else self.caps((*where, "expect"), told)
        refer = expect.get("refer")
        if refer is not None and self.house.scales.refer.rank(refer) is None:
            self.flaw("T303", (*where, "expect", "refer"), f"{refer!r} is not {self.house.scales.refer.accepts()}")
            refer = None
        return Example(kept["name"], given, expect["advice"], path, caps, refer, self.places.line(*where))

    def ignore(self, at: int, told: Any) -> Ignore | None:
        """Read one accepted flaw with its reason."""
        where: tuple[str | int, ...] = ("ignore", at)
        kept = self.shape(told, "ignore", where)
        if not {"code", "reason"} <= kept.keys():
            return None
        if kept["code"] not in CODES:
            self.flaw("T701", where, f"there is no flaw code {kept['code']}")
            return None
        return Ignore(kept["code"], kept.get("place", ""), kept["reason"], self.places.line(*where))
