"""Arrows and cards that are inked in a way of their own: by how many days went there, or by what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import frozen

from runrest.pictures.cards import Arrow, Card

if TYPE_CHECKING:
    from collections.abc import Sequence

Look: TypeAlias = Literal["solid", "dashed", "dotted"]
Tone: TypeAlias = Literal["ink", "quiet"]

THINNEST, WIDEST, FAINT = 1.6, 5.2, 0.9
"""Line widths [pt]: for one day, for all days, and for none."""


@frozen
class Ink:
    """How a line is drawn, other than as walked or not."""

    width: float
    """In points."""
    look: Look = "solid"
    tone: Tone = "ink"
    share: float | None = None
    """Of the days, 0 to 1, where the width tells that; lines that run together add up."""

    @classmethod
    def of_share(cls, share: float) -> Ink:
        """Ink a line by its share of the days.

        Parameters
        ----------
        share : float
            0 to 1.

        Returns
        -------
        Ink
            Faint and dotted for none, else solid and the wider the more.

        Examples
        --------
        >>> Ink.of_share(0).look, Ink.of_share(0.5).width, Ink.of_share(1).width
        ('dotted', 3.4, 5.2)
        """
        if share <= 0:
            return cls(FAINT, "dotted", "quiet", 0.0)
        return cls(round(THINNEST + (WIDEST - THINNEST) * min(share, 1.0), 2), share=share)

    @classmethod
    def together(cls, inks: Sequence[Ink]) -> Ink | None:
        """Ink a piece of line that several arrows share.

        Parameters
        ----------
        inks : sequence of Ink
            Theirs.

        Returns
        -------
        Ink or None
            Shares add up; other inks only count where all are the same.
        """
        shares = [ink.share for ink in inks if ink.share is not None]
        if shares:
            return cls.of_share(sum(shares))
        return inks[0] if inks and all(ink == inks[0] for ink in inks) else None


@frozen
class InkedArrow(Arrow):
    """A branch with an ink of its own."""

    ink: Ink | None = None


@frozen
class InkedCard(Card):
    """A card with a frame of its own."""

    ink: Ink | None = None
