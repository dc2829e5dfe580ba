"""Which offers a day allows: each refusal with its reason, and nothing unknown ever taken for harmless."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from runrest.instead.offers import PHASES, Drill, Session
from runrest.scales import FREE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.instead.offers import Offer
    from runrest.scales import Scales

SEE_SOMEBODY = "See a professional first."
DRILL_PAIN, DRILL_SORENESS, STRENGTH_SORENESS = 2, 4, 6
"""LF4: drills up to these; ST13: no leg strength from this."""
RACE_WEEK, RACE_FORTNIGHT = 7, 14
"""Days before a race: no change of gait (LF3), no jumps before one that matters (ST11)."""
MISSED_CYCLES, LOW_RISK_BONE, HIGH_RISK_BONE = 3, 2, 1
"""AT4 and AT5: from these numbers on, no jumps."""
PAINS = ("pain_peak", "pain_now", "pain_run_peak", "pain_next_am")
BONE = ("bone_focal", "pain_night", "hop_pain", "hip_signs", "bsi_returning")
FLAGS = ("rf_", "red_flag", "scope_")
"""How the names of signals begin that only a professional can clear, whatever was asked."""
NO_RUNNING = 1
"""Rank of the impact of a bike, a pool or a walk."""
AMOUNTS = ("volume", "minutes")
"""Of nothing of these, no training is left; of no kilometres, everything but running."""


@frozen
class Day:
    """What a decision leaves room for, and what it knows of the athlete."""

    ranks: Mapping[str, float]
    """Combined caps as ranks, the demands of the plan among them; a missing one is free."""
    stopped: bool = False
    known: Mapping[str, Any] = field(factory=dict)
    """Signal to value; what is not in it is not known."""
    indoors: bool = False

    def rank(self, scale: str) -> float:
        """Give the cap on a scale; an amount of nothing leaves no training, no kilometres leave no running."""
        cap = self.ranks.get(scale, FREE)
        if scale == "intensity" and 0 in (self.ranks.get(amount) for amount in AMOUNTS):
            return 0
        return min(cap, NO_RUNNING) if scale == "impact" and self.ranks.get("km") == 0 else cap

    @property
    def pain(self) -> float | None:
        """Give the worst pain, or ``None`` where the pain right now is not known."""
        if self.known.get("pain_peak") is None and self.known.get("pain_now") is None:
            return None
        return self.worst_pain

    @property
    def worst_pain(self) -> float:
        """Give the worst pain of all that are known, 0 where none is."""
        return max((self.known[name] for name in PAINS if self.known.get(name) is not None), default=0)

    @property
    def bone(self) -> bool | None:
        """Tell whether anything points to a bone, ``None`` where nobody looked."""
        if any(self.known.get(name) is True for name in BONE) or (self.known.get("bone_signs") or 0) > 0:
            return True
        return None if self.known.get("bone_signs") is None else False


def day_of(told: Mapping[str, Any], scales: Scales) -> Day:
    """Read off a decision, told as plain data, what it allows.

    Parameters
    ----------
    told : mapping
        As ``Decision.to_dict`` gives it; with ``facts`` (signal to value) where there are any, for what no question
        asked.
    scales : Scales
        For the order of the steps.

    Returns
    -------
    Day
        Never harder than the plan.
    """
    known = {one["signal"]: one["value"] for one in told.get("because", ()) if one["value"] is not None}
    known |= told.get("facts", {})
    ranks = {
        name: rank
        for name, scale in scales.scales.items()
        if name in told["caps"] and (rank := scale.rank(told["caps"][name])) is not None
    }
    flagged = any(value is True and name.startswith(FLAGS) for name, value in known.items())
    stopped = flagged or told.get("label") == "STOP_REFER" or stops(ranks, told.get("refer", "none"), scales)
    for scale, demand in scales.demand(known.get("planned_type")).items() if "planned_type" in known else ():
        ranks[scale] = min(ranks.get(scale, FREE), demand)
    indoors = any(name.rpartition("/")[2] in ("air", "heat") for name in told.get("binding", ()))
    return Day(ranks, stopped, known, indoors)


def refusal(offer: Offer, day: Day, scales: Scales) -> str:
    """Say why an offer is not for this day, or ``""`` where it is.

    Parameters
    ----------
    offer : Offer
        Something to do.
    day : Day
        What there is room for.
    scales : Scales
        For the order of the steps.

    Returns
    -------
    str
        The first reason found, the most urgent first.

    Examples
    --------
    >>> from runrest.loading import house
    >>> from runrest.offering import stock
    >>> refusal(stock().find("strides"), Day({"impact": 1.0}), house().scales)
    'it needs impact run, and the day allows low'
    """
    if day.stopped:
        return SEE_SOMEBODY
    return (
        over(offer, day, scales)
        or _sore(offer, day)
        or (_drill(offer, day) if isinstance(offer, Drill) else "")
        or (_strength(offer, day) if isinstance(offer, Session) else "")
        or (_jump(day) if offer.impact == "jump" else "")
        or ("the air or the heat keeps you inside" if day.indoors and offer.outdoors else "")
    )


def stops(ranks: Mapping[str, float], refer: str, scales: Scales) -> bool:
    """Tell whether a professional comes first: a referral that cannot wait, or one with nothing allowed until then."""
    nothing = 0 in (ranks.get(scale) for scale in ("intensity", "impact", *AMOUNTS))
    rank = scales.refer.steps.index
    return rank(refer) >= rank("within_7_days") or (refer != "none" and nothing)


def over(offer: Offer, day: Day, scales: Scales) -> str:
    """Hold an offer against the caps."""
    for scale, step in (("intensity", offer.intensity), ("impact", offer.impact)):
        cap = day.rank(scale)
        if (scales.scales[scale].rank(step) or 0) > cap:
            return f"it needs {scale} {step}, and the day allows {scales.scales[scale].value(cap)}"
    minutes = day.ranks.get("minutes", math.inf)
    if offer.minutes is not None and offer.minutes > minutes:
        return f"it takes {offer.minutes:g} minutes, and the day allows {minutes:g}"
    if isinstance(offer, Session) and day.ranks.get("strength") == 0:
        return "no strength on this day"
    return ""


def _sore(offer: Offer, day: Day) -> str:
    """Keep an offer away from the place that hurts; where that is not said, from every place."""
    if not day.worst_pain and day.pain is not None:
        return ""
    site = day.known.get("pain_site")
    if site in offer.loads:
        return f"it loads the {site.replace('_', ' ')}"
    if not day.worst_pain or not offer.loads or site not in (None, "none", "other"):
        return ""
    if site != "other" or isinstance(offer, (Drill, Session)):
        return "it may load the place that hurts"
    return ""


def _drill(offer: Drill, day: Day) -> str:
    """Keep drills to days with little pain and soreness, all of it known (LF1, LF3, LF4)."""
    soreness, race = day.known.get("soreness"), day.known.get("days_to_race")
    if day.pain is None or day.pain > DRILL_PAIN:
        return "no drills with a pain above 2 of 10, or one that is not known"
    if soreness is None or soreness > DRILL_SORENESS:
        return "no drills with soreness above 4 of 7, or one that is not known"
    if day.bone is not False:
        return "no drills with signs of a bone injury, or where nobody looked for them"
    if offer.sites and not (day.worst_pain and day.known.get("pain_site") in offer.sites):
        return f"it is for pain in the {offer.sites[0].replace('_', ' ')}"
    if offer.gait and race is not None and race <= RACE_WEEK:
        return "no change of gait in the week of a race"
    return ""


def _strength(offer: Session, day: Day) -> str:
    """Keep strength away from unknown pain, very sore legs (ST13) and phases that are yet to come (ST5)."""
    if day.pain is None:
        return "no strength while the pain is not known"
    if day.bone is True:
        return "no strength with signs of a bone injury"
    if (day.known.get("soreness") or 0) >= STRENGTH_SORENESS:
        return "no leg strength on very sore legs"
    if PHASES.index(offer.phase) > PHASES.index(day.known.get("strength_phase", PHASES[0])):
        return f"it belongs to the phase {offer.phase}, which is yet to come"
    return ""


def _jump(day: Day) -> str:
    """Keep jumps to hops without pain, bones without doubt, and days far from a main race (ST11, AT4, AT5)."""
    known = day.known
    if (
        day.bone is not False
        or day.pain is None
        or day.pain > DRILL_PAIN
        or (day.pain and known.get("hop_pain") is None)
    ):
        return "no jumps without pain-free hops"
    if (
        (known.get("bsi_high_2y") or 0) >= HIGH_RISK_BONE
        or (known.get("bsi_low_2y") or 0) >= LOW_RISK_BONE
        or (known.get("missed_cycles") or 0) >= MISSED_CYCLES
    ):
        return "no jumps until a professional has looked at your bones"
    race = known.get("days_to_race")
    if race is not None and race <= RACE_FORTNIGHT and known.get("race_priority", "A") == "A":
        return "no jumps within two weeks of a main race"
    return ""
