"""From a history to a picture: the only file that knows the plotting library."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from runrest.errors import DrawingError
from runrest.loading import house
from runrest.logs.checkins import WELLNESS
from runrest.logs.past_days import SPIKE
from runrest.pictures.palette import THEMES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from runrest.logs.past_days import PastDay
    from runrest.pictures.palette import Theme

ThemeName: TypeAlias = Literal["light", "dark"]

FORMATS = ("svg", "png", "pdf")
REMEDY = "pip install 'runrest[history]'"
SIZE = (11.0, 7.6)
"""Inches: A4 landscape with a margin."""
PANELS = (0.9, 2.6, 2.6, 1.9)
"""Heights of the panels against each other: advice, load, distance, how they felt."""
KINDS = ("train", "easy", "rest", "refer")
MARKS = {"train": ">", "easy": "o", "rest": "s", "refer": "^"}
WORST = 7
MOST_NUMBERED = 112
"""Days; beyond them a number has no room in its cell."""
MOST_DATES = 14
"""More would run into each other."""


def save_chart(days: Sequence[PastDay], path: str | Path, theme: ThemeName = "light") -> Path:
    """Save a history's picture under a name whose ending tells the format.

    Parameters
    ----------
    days : sequence of PastDay
        What is drawn, in order.
    path : str or pathlib.Path
        Ending in ``.svg``, ``.png`` or ``.pdf``.
    theme : str
        ``light`` or ``dark``.

    Returns
    -------
    pathlib.Path
        Where it lies.

    Raises
    ------
    DrawingError
        Where it cannot be drawn or written.
    """
    target = Path(path)
    form = target.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        raise DrawingError(f"{target.name}: a history is saved as .svg, .png or .pdf")
    drawn = chart(days, form, theme)
    try:
        target.write_bytes(drawn)
    except OSError as error:
        raise DrawingError(f"{target}: cannot be written ({error.strerror})") from None
    return target


def chart(days: Sequence[PastDay], form: str, theme: ThemeName = "light") -> bytes:
    """Draw a history: advice, daily load, runs under their longest-run line, and how the runner felt.

    Parameters
    ----------
    days : sequence of PastDay
        What is drawn, in order.
    form : str
        ``svg``, ``png`` or ``pdf``.
    theme : str
        ``light`` or ``dark``.

    Returns
    -------
    bytes
        The same for the same days.

    Raises
    ------
    DrawingError
        Where the plotting library is not installed.
    """
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError:
        raise DrawingError("the picture of a history needs the plotting library matplotlib", REMEDY) from None
    colours = THEMES[theme]
    settings = {
        "svg.hashsalt": "runrest",
        "svg.fonttype": "none",
        "font.family": "sans-serif",
        "font.sans-serif": ["DejaVu Sans"],
        "font.size": 9.5,
        "hatch.linewidth": 0.6,
    }
    with mpl.rc_context(settings):
        figure = Figure(figsize=SIZE, facecolor=colours.paper, layout="constrained")
        axes = figure.subplots(4, 1, sharex=True, gridspec_kw={"height_ratios": PANELS})
        pen = _Pen(days, colours)
        for axis, panel in zip(axes, (pen.advice, pen.load, pen.distance, pen.feeling), strict=True):
            pen.prepare(axis)
            panel(axis)
        first, last, phrases = days[0].day, days[-1].day, house().phrases
        figure.suptitle(
            phrases(
                "history.span",
                first=first.day,
                first_month=phrases(f"history.month.{first.month}"),
                last=last.day,
                last_month=phrases(f"history.month.{last.month}"),
                year=last.year,
            ),
            x=0.012,
            ha="left",
            fontsize=17,
            fontweight="bold",
            color=colours.ink,
        )
        figure.supxlabel(phrases("history.footer"), x=0.012, ha="left", fontsize=8.5, color=colours.small)
        buffer = io.BytesIO()
        title = phrases("history.title", first=str(first), last=str(last))
        stamp = {"svg": {"Date": None, "Title": title}, "pdf": {"CreationDate": None}}
        figure.savefig(buffer, format=form, dpi=144, facecolor=colours.paper, metadata=stamp.get(form))
    return buffer.getvalue()


class _Pen:
    """Draws each panel; the x axis counts days."""

    def __init__(self, days: Sequence[PastDay], theme: Theme) -> None:
        self.days = days
        self.theme = theme
        self.at = range(len(self.days))
        self.wide = len(self.days) <= MOST_NUMBERED
        self.phrases = house().phrases

    def prepare(self, axis: Any) -> None:
        """Give every panel the same quiet frame, with a line for Mondays."""
        axis.set_facecolor(self.theme.paper)
        axis.set_xlim(-0.8, len(self.days) - 0.2)
        axis.tick_params(colors=self.theme.small, length=0, labelsize=9)
        for side in axis.spines.values():
            side.set_visible(False)
        mondays = [at for at in self.at if self.days[at].day.weekday() == 0]
        named = mondays[:: len(mondays) // MOST_DATES + 1]
        axis.set_xticks(named, [self.dated(self.days[at].day) for at in named])
        axis.vlines([at - 0.5 for at in named], 0, 1, transform=axis.get_xaxis_transform(), **self.hair())

    def dated(self, day: date) -> str:
        """Write a day below its line."""
        return self.phrases("history.date", day=day.day, month=self.phrases(f"month.{day.month}"))

    def hair(self) -> dict[str, Any]:
        """Give the thinnest line."""
        return {"colors": self.theme.quiet, "linewidth": 0.4, "alpha": 0.5, "zorder": 0}

    def title(self, axis: Any, words: str, more: str = "") -> None:
        """Say above a panel what it shows."""
        axis.set_title(words, loc="left", fontsize=11, fontweight="bold", color=self.theme.ink, pad=6)
        axis.set_title(more, loc="right", fontsize=9, color=self.theme.small, pad=6)

    def advice(self, axis: Any) -> None:
        """Show the advice of each day, colour and shape together, filled where every safety answer was there."""
        words = house().scales.kinds
        size = 34 if self.wide else 10
        for row, kind in enumerate(KINDS):
            paint = self.theme.kinds[kind]
            for complete in (True, False):
                found = [at for at in self.at if self.days[at].kind == kind and self.days[at].complete is complete]
                face = paint.lit if complete else "none"
                axis.scatter(
                    found, [-row] * len(found), marker=MARKS[kind], s=size, facecolor=face, edgecolor=paint.line,
                    linewidth=1.1, zorder=3,
                )  # fmt: skip
        axis.set_ylim(-3.7, 0.7)
        axis.set_yticks([-row for row in range(4)], [words[kind]["word"] for kind in KINDS], color=self.theme.ink)
        unsaid = sum(day.label is None for day in self.days)
        more = self.phrases("history.advice_more", unsaid=unsaid, days=len(self.days))
        self.title(axis, self.phrases("history.advice"), more)

    def load(self, axis: Any) -> None:
        """Show the load of each day; what is not known is hatched from top to bottom, never a zero."""
        known = [(at, day.load.load) for at, day in enumerate(self.days) if day.load.load is not None]
        axis.bar(
            [at for at, _ in known], [load for _, load in known], width=0.78, color=self.theme.kinds["train"].line,
            zorder=2,
        )  # fmt: skip
        highest = max((load for _, load in known if load), default=0.0) or 100.0
        axis.set_ylim(0, highest * 1.12)
        self.unknown(axis, [day.load.load is None for day in self.days])
        axis.set_ylabel(self.phrases("history.load_unit"), color=self.theme.small)
        self.title(axis, self.phrases("history.load"), self.phrases("history.load_more"))

    def distance(self, axis: Any) -> None:
        """Show each day's kilometres under the longest run of 30 days and its 110 % band."""
        rest, train = self.theme.kinds["rest"], self.theme.kinds["train"]
        over = [bool(day.km and day.longest and day.km > SPIKE * day.longest) for day in self.days]
        for beyond, paint in ((False, train), (True, rest)):
            found = [at for at in self.at if (self.days[at].km or 0) > 0 and over[at] is beyond]
            axis.bar(
                found, [self.days[at].km for at in found], width=0.78, facecolor=paint.fill, edgecolor=paint.line,
                linewidth=0.9, zorder=2,
            )  # fmt: skip
        nowhere = float("nan")
        longest = [nowhere if day.longest is None else day.longest for day in self.days]
        band = [value * SPIKE for value in longest]
        axis.fill_between(
            self.at, longest, band, step="mid", color=self.theme.kinds["easy"].lit, alpha=0.75, linewidth=0, zorder=1
        )
        axis.step(self.at, longest, where="mid", color=self.theme.ink, linewidth=1.4, zorder=3)
        highest = max(max(day.km or 0.0, SPIKE * (day.longest or 0.0)) for day in self.days)
        axis.set_ylim(0, (highest or 10.0) * 1.12)
        self.unknown(axis, [day.km is None for day in self.days])
        axis.set_ylabel("km", color=self.theme.small)
        key = "history.runs_beyond" if any(over) else "history.runs_more"
        self.title(axis, self.phrases("history.runs"), self.phrases(key, count=sum(over)))

    def feeling(self, axis: Any) -> None:
        """Show how the runner felt, darker and larger for worse, with the number where there is room."""
        ink, paint = self.theme.ink, self.theme.kinds["rest"]
        for row, name in enumerate(WELLNESS):
            for at, day in enumerate(self.days):
                value = day.wellness.get(name)
                if value is None:
                    continue
                share = (value - 1) / (WORST - 1)
                axis.bar(
                    at, 0.86, bottom=-row - 0.43, width=0.86, facecolor=paint.lit, alpha=0.12 + 0.88 * share, zorder=2
                )
                if self.wide and value > WORST / 2 + 1:
                    axis.text(at, -row, str(value), ha="center", va="center", fontsize=6.5, color=ink, zorder=3)
        axis.set_ylim(-3.6, 0.6)
        axis.set_yticks(
            [-row for row in range(4)], [self.phrases(f"history.row.{name}") for name in WELLNESS], color=ink
        )
        self.title(axis, self.phrases("history.felt"), self.phrases("history.felt_more"))

    def unknown(self, axis: Any, lacking: list[bool]) -> None:
        """Hatch the days of which nothing is known."""
        found = [at for at in self.at if lacking[at]]
        axis.bar(
            found, [1] * len(found), width=1.0, transform=axis.get_xaxis_transform(), facecolor="none",
            edgecolor=self.theme.quiet, hatch="///", linewidth=0, alpha=0.6, zorder=1,
        )  # fmt: skip
