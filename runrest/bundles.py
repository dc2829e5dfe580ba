"""What a notebook shows of a value: words always, a drawing where one can be made; it never raises.

A tree or a decision lies floors below the drawing, so whoever stands above both hands the drawing down: `draw_with`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
"""Signs that Markdown, or the formulas in it, would take for their own."""


_draws: list[Callable[..., Any]] = []


def draw_with(draw: Callable[..., Any]) -> None:
    """Hand down what draws a tree or several, lit by a decision or not.

    Parameters
    ----------
    draw : callable
        As ``runrest.draw``; it is called only when a notebook asks.
    """
    _draws[:] = [draw]


def bundle(
    plain: Callable[[], str], drawn: tuple[Any, Any] | None = None, markdown: Callable[[], str] | None = None
) -> dict[str, str]:
    r"""Gather what a notebook may show.

    Parameters
    ----------
    plain : callable
        Makes the words.
    drawn : tuple of two, optional
        What ``runrest.draw`` is to draw: a tree or several, and a decision or ``None``.
    markdown : callable, optional
        Makes the words in Markdown.

    Returns
    -------
    dict of str to str
        By media type: ``text/plain``, and ``text/markdown`` and ``image/svg+xml`` where they could be made. Where the
        drawing could not, the words say why.

    Examples
    --------
    >>> bundle(lambda: "a", markdown=lambda: "**a**")
    {'text/plain': 'a', 'text/markdown': '**a**'}
    >>> bundle(lambda: "a", drawn=((), None))
    {'text/plain': 'a\nnot drawn: there is no tree to draw in an empty tuple'}
    """
    shown: dict[str, str] = {}
    try:
        shown["text/plain"] = plain()
    except Exception as error:  # a notebook must show something, whatever is amiss
        shown["text/plain"] = f"not told: {error}"
    if markdown is not None:
        try:
            shown["text/markdown"] = markdown()
        except Exception as error:
            shown["text/plain"] += f"\nnot told in Markdown: {error}"
    if drawn is not None:
        try:
            shown["image/svg+xml"] = _draws[0](*drawn).svg()
        except Exception as error:
            shown["text/plain"] += f"\nnot drawn: {error}"
    return shown


def marked_down(lines: Iterable[str]) -> str:
    r"""Write lines in Markdown: the first as a heading line in bold, the others as a list.

    Parameters
    ----------
    lines : iterable of str
        At least one; spaces before them do not count.

    Returns
    -------
    str
        With every sign that Markdown would take for its own escaped.

    Examples
    --------
    >>> print(marked_down(["REST: *now*.", "  because of it"]))
    **REST: \*now\*.**
    <BLANKLINE>
    - because of it
    """
    first, *others = (SPECIAL.sub(r"\\\1", line.strip()) for line in lines)
    return "\n\n".join(filter(None, [f"**{first}**", "\n".join(f"- {line}" for line in others)]))
