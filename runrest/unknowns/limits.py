"""Where an exact answer ends: the errors that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from runrest.errors import RunrestError

if TYPE_CHECKING:
    from collections.abc import Mapping


@define
class TooManyError(RunrestError):
    """More possibilities than are listed."""

    most: int

    def __str__(self) -> str:
        return f"more than {self.most} decisions are possible; give some more facts, or ask for labels and caps only"


@define
class TooTangledError(RunrestError):
    """Signals that depend on each other in a way that cannot be answered exactly."""

    signals: tuple[str, ...]

    def __str__(self) -> str:
        names = ", ".join(self.signals)
        return f"{names} depend on each other in a way that cannot be worked out exactly; give one of them"


@define
class ReachedGapError(RunrestError):
    """A walk that can come to a value without a branch, with the patterns that lead there."""

    masks: Mapping[int, int]
