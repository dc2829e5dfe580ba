"""A simulated year in sentences: shares, deloads and why, troubles and when they were caught."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from runrest.words.telling import GENERAL
from runrest.words.wording import fill, listed

if TYPE_CHECKING:
    from runrest.simulation.simulated_year import TroubleTold, Year

WANTED = 0.10
"""The largest share of days told less than planned that a healthy runner should meet."""


def tell_year(year: Year, *, width: int = 80) -> str:
    """Tell what a simulation found.

    Parameters
    ----------
    year : Year
        Any simulation.
    width : int
        Columns to fill.

    Returns
    -------
    str
        Days, weeks, every deload with its reason, every trouble with its two days.

    Examples
    --------
    >>> from runrest.simulation.simulating import simulate
    >>> print(tell_year(simulate(seed=3, weeks=4)).splitlines()[0])
    A simulated runner: seed 3, 28 days, no watch
    """
    less = [day for day in year.days if day.less]
    watch = "with a watch" if year.watch else "no watch"
    lines = fill(f"A simulated runner: seed {year.seed}, {len(year.days)} days, {watch}", width)
    verdict = "" if year.troubles else f" (wanted: under {WANTED:.0%})".replace("%", " %")
    share = f"{100 * year.share_less:.1f} %"
    lines += ["", *fill(f"Told less than planned: {len(less)} days, {share}{verdict}", width)]
    counts = [f"{count} {label}" for label, count in Counter(day.label for day in less).most_common()]
    lines += fill(listed(counts), width, "  ") if counts else []
    lines += [line for name, count in year.trees.items() for line in fill(f"{count:3}  {name}", width, "  ", "       ")]
    weeks = Counter(week.label for week in year.weeks)
    lines += ["", *fill(f"Weeks: {listed(f'{count} {label}' for label, count in weeks.most_common())}", width)]
    over = [week for week in year.weeks if week.allowed_km is not None and week.planned_km > week.allowed_km]
    lines += fill(f"The plan asked for more kilometres than the week allowed: {len(over)} weeks", width)
    deloads = [week for week in year.weeks if week.label == "DELOAD"]
    lines += ["", f"Deloads: {len(deloads)}"]
    lines += [line for week in deloads for line in fill(f"{week.day}  {week.why}", width, "  ", "    ")]
    if year.troubles:
        lines += ["", "Troubles"]
        lines += [line for one in year.troubles for line in fill(_trouble(one), width, "  ", "    ")]
    return "\n".join([*lines, "", *fill("Made-up days; the advice is that of the real trees.", width), GENERAL])


def _trouble(one: TroubleTold) -> str:
    if one.sign is None:
        return f"{one.title}: began {one.began}, and showed no sign"
    if one.caught is None:
        return f"{one.title}: showed on {one.sign} ({one.rule}), NEVER CAUGHT"
    when = "the same day" if one.caught == one.sign else f"LATE, on {one.caught}"
    held = f"; weeks held from {one.held}" if one.held else ""
    return f"{one.title}: showed on {one.sign} ({one.rule}), caught {when} by {one.tree} ({one.advice}){held}"
