"""What a tree file says, as frozen values. Nothing is computed here."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.conditions import Condition
    from runrest.signals import Value


@frozen
class Evidence:
    """One citation of a threshold, with its two grades."""

    rule: str
    source: str
    link: str
    cutoff: str
    mark: str = ""


@frozen
class Branch:
    """A condition on the question's signal, and where it leads."""

    text: str
    condition: Condition
    target: str
    line: int = 0


@frozen
class Question:
    """An inner node: it asks one signal."""

    id: str
    signal: str
    because: str
    evidence: tuple[Evidence, ...]
    branches: tuple[Branch, ...]
    label: str = ""
    line: int = 0


@frozen
class Times:
    """A cap that is one signal times a constant."""

    of: str
    times: float


CapValue: TypeAlias = "str | float | Times"


@frozen
class Advice:
    """A leaf: the most that is allowed, how urgent a referral is, and what to say."""

    id: str
    say: str
    caps: tuple[tuple[str, CapValue], ...] = ()
    refer: str = "none"
    incomplete: bool = False
    not_before_h: float | None = None
    offer: tuple[str, ...] = ()
    note: bool = False
    """Said also where it binds nothing: a warning, or an order of sessions."""
    line: int = 0


@frozen
class Example:
    """A worked case: facts, and where they must lead."""

    name: str
    given: Mapping[str, Value]
    advice: str
    path: tuple[str, ...] | None = None
    caps: tuple[tuple[str, CapValue], ...] | None = None
    refer: str | None = None
    line: int = 0


@frozen
class Ignore:
    """A flaw that the author accepts, with the reason."""

    code: str
    place: str
    reason: str
    line: int = 0


@frozen
class TreeFile:
    """One tree file: questions and advice from one start."""

    name: str
    path: str
    title: str
    version: str
    start: str
    questions: Mapping[str, Question]
    advice: Mapping[str, Advice]
    examples: tuple[Example, ...] = ()
    ignores: tuple[Ignore, ...] = ()
    about: str = ""
    start_line: int = field(default=1)
