from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import runrest
from runrest.errors import UnknownNameError
from runrest.instead.allowing import Day, day_of, refusal
from runrest.instead.offers import PHASES, Drill, Session
from runrest.loading import house
from runrest.offering import available, offers_for, print_offers, stock

SCALES = house().scales
STOCK = stock()
HEALTHY = {
    **dict.fromkeys((name for name in house().vocabulary.names if name.startswith(("rf_", "scope_"))), False),
    "sym_above_neck": "none",
    "sym_systemic": False,
    "sym_chest": False,
    "sym_gi": False,
    "pain_now": 0,
    "pain_site": "none",
    "fatigue": 2,
    "soreness": 2,
    "stress": 2,
    "sleep_quality": 2,
    "sleep_h_last": 8,
    "hours_since_hard": 96,
}
POWER = {**HEALTHY, "bone_signs": 0, "strength_phase": "power"}


def ids(offers):
    return [offer.id for offer in offers]


def today(**facts):
    given = {name: value for name, value in {**HEALTHY, **facts}.items() if value is not None}
    return runrest.decide("today", given)


# ---- choosing, by hand ----


def test_what_the_binding_advice_names_comes_first():
    day = {**today(soreness=6).to_dict(), "offers": ["massage_or_foam_roll_10", "strides", "gone_since"]}
    assert ids(offers_for(day))[0] == "massage_or_foam_roll_10"
    assert "strides" not in ids(offers_for(day))


def test_a_red_flag_leaves_only_the_professional():
    day = today(rf_chest_pain=True)
    assert offers_for(day) == offers_for(day.to_dict()) == []
    assert print_offers(day).splitlines()[0] == "See a professional first."


@pytest.mark.parametrize("question", ["week", "rest_timing/sleep"])
def test_a_red_flag_counts_where_it_was_not_asked(question):
    assert offers_for(runrest.decide(question, HEALTHY))
    for flag in ("rf_neuro", "scope_pregnant"):
        assert offers_for(runrest.decide(question, {**HEALTHY, flag: True})) == []


def test_a_healthy_day_gives_drills_and_strength_of_the_phase():
    found = ids(offers_for(today(strength_phase="strength"), ["home"]))
    assert {"strides", "a_skip", "strength_home_a"} <= set(found)
    assert not {"strength_none_a", "foundation_home_a", "step_rate_up", "rest_completely"} & set(found)


def test_an_unknown_phase_is_the_first():
    assert {one.phase for one in offers_for(today()) if isinstance(one, Session)} == {"foundation"}


@pytest.mark.parametrize("facts", [{"pain_now": None}, {"soreness": None}, {"soreness": 5}, {"pain_now": 3}])
def test_no_drills_on_a_sore_or_unknown_day(facts):
    assert not [one for one in offers_for(today(**facts)) if isinstance(one, Drill)]


def test_quicker_steps_are_for_a_knee_that_hurts_a_little():
    assert "step_rate_up" in ids(offers_for(today(pain_now=1, pain_site="knee", gait_changed=False)))
    assert "step_rate_up" not in ids(offers_for(today(pain_now=1, pain_site="other", gait_changed=False)))
    race = today(pain_now=1, pain_site="knee", gait_changed=False, days_to_race=7)
    assert "step_rate_up" not in ids(offers_for(race))


@pytest.mark.parametrize(
    "facts", [{"days_to_race": 14}, {"bsi_high_2y": 1}, {"bsi_low_2y": 2}, {"missed_cycles": 3}, {"hop_pain": True}]
)
def test_jumps_wait(facts):
    assert "a_skip" in ids(offers_for(today(), ["none"]))
    day = day_of({"label": "AS_PLANNED", "caps": {}, "facts": {**POWER, **facts}}, SCALES)
    assert refusal(STOCK.find("power_home_a"), day, SCALES)
    assert not refusal(STOCK.find("power_home_a"), Day({}, known=POWER), SCALES)


def test_nothing_unasked_beside_a_hard_session_or_on_a_day_off():
    assert not [one for one in offers_for(today(planned_type="tempo")) if isinstance(one, Session)]
    assert {one.intensity for one in offers_for(today(planned_type="rest"))} == {"none"}


def test_bad_air_keeps_everything_inside():
    assert not [one for one in offers_for(today(aqi=180)) if one.outdoors]


def test_without_a_decision_the_shelf_is_told_by_equipment():
    assert len(offers_for()) == len(STOCK.offers)
    assert all(set(one.equipment) <= {"metronome"} for one in offers_for(None, ["none"]))
    assert available(["bands", "none"]) == {"bands", "metronome"}
    with pytest.raises(UnknownNameError, match="did you mean dumbbell"):
        offers_for(None, ["dumbell"])


# ---- choosing, whatever the day ----


def values(signal):
    if signal.numeric:
        low, high = signal.plausible or signal.valid
        high = min(high, low + 60)
        return st.integers(int(low), int(high)) if signal.type == "integer" else st.floats(low, high).map(float)
    return st.sampled_from(signal.named_values())


def plain():
    vocabulary = house().vocabulary
    return {name: values(vocabulary.signals[name]) for name in vocabulary.names}


QUIET = {name: told for name, told in plain().items() if not name.startswith(("rf_", "scope_", "sym_", "temp_"))}
"""What leaves a day open: without the signs that end it at once."""
ANYBODY = st.fixed_dictionaries({}, optional=plain())
MOSTLY_WELL = st.fixed_dictionaries({}, optional=QUIET).map(lambda facts: {**HEALTHY, **facts})
ONE_THING = st.sampled_from(sorted(QUIET)).flatmap(lambda name: QUIET[name].map(lambda value: {**HEALTHY, name: value}))
DAYS = st.one_of(ANYBODY, MOSTLY_WELL, ONE_THING)
EQUIPMENT = st.one_of(st.none(), st.lists(st.sampled_from(["none", "home", "gym", "pool", "bike", "bands"])))
PLENTY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def rank(scale, step):
    return SCALES.scales[scale].rank(step)


@PLENTY
@given(DAYS, EQUIPMENT)
def test_every_offer_fits_its_day(facts, equipment):
    decision = runrest.decide("today", facts)
    named = {**decision.to_dict(), "facts": facts, "offers": sorted(STOCK.offers)}
    caps, known = decision.caps, decision.facts
    pains = [known[name] for name in ("pain_now", "pain_run_peak", "pain_next_am") if name in known]
    for found in (offers_for(decision, equipment), offers_for(named, equipment)):
        if decision.label == "STOP_REFER":
            assert found == []
        for one in found:
            for scale in ("intensity", "impact"):
                assert rank(scale, getattr(one, scale)) <= (rank(scale, caps[scale]) if scale in caps else 9)
            assert (one.minutes or 0) <= caps.get("minutes", 9999)
            if max(pains, default=0) > 0:
                assert known.get("pain_site") not in one.loads
                assert not one.loads or known.get("pain_site", "none") != "none"
            if isinstance(one, Drill):
                assert known["pain_now"] <= 2
                assert max(pains) <= 2
                assert known["soreness"] <= 4
                assert not any(known.get(sign) for sign in ("bone_focal", "pain_night", "hop_pain"))
                assert caps.get("impact", "jump") in ("run", "jump")
            if isinstance(one, Session):
                assert PHASES.index(one.phase) <= PHASES.index(known.get("strength_phase", "foundation"))
                assert caps.get("strength") != "skip"
                assert known.get("soreness", 1) < 6
                assert "pain_now" in known
            if equipment is not None:
                assert available(equipment) >= set(one.equipment)


@PLENTY
@given(DAYS)
def test_less_known_never_offers_more_work(facts):
    told = runrest.decide("today", facts).to_dict()
    work = [one.id for one in offers_for({**told, "because": [], "facts": {}}) if isinstance(one, (Drill, Session))]
    assert work == []


@PLENTY
@given(DAYS)
def test_a_decision_and_its_json_agree_on_what_a_tree_asked(facts):
    decision = runrest.decide("today", facts)
    told = {**decision.to_dict(), "facts": facts}
    assert offers_for(told) == offers_for(decision)


@PLENTY
@given(DAYS)
def test_there_is_something_for_every_day_but_the_professionals(facts):
    decision = runrest.decide("today", facts)
    if decision.refer in ("none", "routine") and decision.label != "STOP_REFER":
        assert offers_for(decision)
