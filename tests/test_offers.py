import re
import tomllib

import pytest

import runrest
from runrest import shelf
from runrest.errors import UnknownNameError
from runrest.instead.matching_offers import check_offers, check_offers_fit
from runrest.instead.offers import LEVELS, PHASES, Drill, Routine, Session
from runrest.instead.reading_offers import read_offers
from runrest.instead.shelf_offers import contents, offer_names
from runrest.loading import house, read
from runrest.offering import print_offer, print_offers, print_table, stock

SCALES = house().scales
STOCK = stock()
SORE = runrest.decide("rest_timing/soreness", {"soreness": 6})
SESSIONS = [offer for offer in STOCK.offers.values() if isinstance(offer, Session)]
# ---- the shipped files ----


def test_the_shipped_offers_are_without_flaw():
    offers, flaws = read_offers(contents(), house())
    assert [str(flaw) for flaw in [*flaws, *check_offers(offers, SCALES)]] == []


def test_the_names_are_found_without_parsing():
    parsed = [name for text in contents().values() for name in tomllib.loads(text.decode())["offers"]]
    assert offer_names() == frozenset(parsed) == frozenset(STOCK.offers)
    assert len(parsed) == len(offer_names())


def test_every_session_has_single_leg_work_and_both_calf_exercises():
    for session in SESSIONS:
        chosen = [STOCK.exercises[name] for name in session.exercises]
        assert any(one.single_leg for one in chosen), session.id
        assert {one.knee for one in chosen} >= {"straight", "bent"}, session.id
        assert 5 <= len(chosen) <= 6
        assert all(LEVELS[session.level] >= set(one.equipment) for one in chosen)


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("level", LEVELS)
def test_every_phase_has_two_sessions_at_every_level(phase, level):
    assert sum((one.phase, one.level) == (phase, level) for one in SESSIONS) >= 2


def test_the_table_of_the_seed_is_exact():
    rows = [(row.weeks, row.focus, row.words, str(row.dose)) for row in STOCK.table]
    assert rows == [
        ((1, 4), "Foundation & Form", "Bodyweight squats, lunges, glute bridges, planks", "2-3 x 12-15"),
        (
            (5, 8),
            "Building Strength",
            "Goblet squats, Romanian deadlifts, single-leg deadlifts, step-ups",
            "3 x 10-12",
        ),
        ((9, 12), "Power & Maintenance", "Weighted lunges, hip thrusts, box jumps, single-leg squats", "3 x 8-10"),
    ]
    for row in STOCK.table:
        assert all(STOCK.exercises[name].phase in (row.phase, "foundation") for name in row.exercises)


def test_the_phases_last_as_the_seed_says():
    assert {name: phase.weeks for name, phase in STOCK.phases.items()} == {
        "foundation": (4, 6),
        "strength": (6, 8),
        "power": None,
    }


def test_an_exercise_beats_its_phase():
    squat, calf, bridge = (STOCK.exercises[name] for name in ("bodyweight_squat", "calf_raise", "glute_bridge"))
    assert [str(STOCK.dose(squat, phase)) for phase in PHASES] == ["3 x 10-15"] * 3
    assert [str(STOCK.dose(calf, phase)) for phase in PHASES] == ["3 x 15-20"] * 3
    assert [str(STOCK.dose(bridge, phase)) for phase in PHASES] == ["2-3 x 12-15", "3 x 10-12", "3 x 8-10"]
    assert str(STOCK.dose(bridge, "foundation").less()) == "1-2 x 12-15"


def test_jumps_belong_to_the_power_phase_and_every_power_level_can_do_without():
    for one in STOCK.exercises.values():
        assert (one.impact == "jump") == (one.pattern == "jump")
        assert one.pattern != "jump" or one.phase == "power"
    for level in LEVELS:
        assert any(one.impact == "low" for one in SESSIONS if (one.phase, one.level) == ("power", level))


def test_every_pattern_and_muscle_group_of_the_seed_is_there():
    exercises = STOCK.exercises.values()
    assert {one.pattern for one in exercises} == {"squat", "hip", "hinge", "lunge", "calf", "core", "jump"}
    muscles = {muscle for one in exercises for muscle in one.muscles}
    assert muscles >= {"glutes", "quadriceps", "hamstrings", "calves_and_ankles", "hip_flexors_and_abductors"}
    assert all("hold briefly at the top" in one.how.lower() for one in exercises if one.pattern == "calf")


def test_the_routines_add_up_and_hold_nothing_long_before_a_run():
    for one in STOCK.offers.values():
        if isinstance(one, Routine):
            assert sum(step.total_s for step in one.steps) == (one.minutes or 0) * 60, one.id
            assert one.timing == "after" or all(step.hold_s <= 60 for step in one.steps)


# ---- printing ----


@pytest.mark.parametrize("name", [*STOCK.offers, *STOCK.exercises])
@pytest.mark.parametrize("width", [80, 40])
def test_everything_prints_as_something_to_follow(name, width):
    text = print_offer(name, width)
    assert max(map(len, text.splitlines())) <= width
    assert text.endswith("General guidance, not medical advice.")
    assert "Evidence" in text
    found = STOCK.find(name)
    if isinstance(found, (Drill, Routine, Session)):
        steps = getattr(found, "drill", None) or getattr(found, "steps", None) or found.exercises
        assert len(re.findall(r"^ *\d+\. ", text, re.MULTILINE)) == len(steps)


def test_a_misspelt_name_is_answered_with_the_nearest():
    with pytest.raises(UnknownNameError, match="did you mean strides"):
        print_offer("stride")


def test_the_lists_fit_the_terminal():
    for text in (print_offers(), print_offers(SORE), print_table()):
        assert max(map(len, text.splitlines())) <= 80


# ---- an advice and its own offers ----


@pytest.mark.parametrize("name", shelf.names())
def test_what_the_shipped_trees_offer_fits_their_own_advice(name):
    file, _ = read(name)
    assert check_offers_fit(file, STOCK, SCALES) == []


@pytest.mark.parametrize(
    ("caps", "refer", "offer", "words"),
    [
        ('impact = "low"', "none", "strides", "needs impact run"),
        ('intensity = "recovery"', "none", "easy_bike_30", "needs intensity easy"),
        ("minutes = 10", "none", "easy_walk_20", "takes 20 minutes"),
        ("volume = 0", "none", "easy_walk_20", "needs intensity recovery"),
        ('strength = "skip"', "none", "foundation_none_a", "no strength"),
        ('intensity = "none"', "same_day", "rest_completely", "See a professional first"),
    ],
)
def test_an_offer_that_its_own_advice_forbids_is_a_flaw(caps, refer, offer, words):
    text = shelf.content("rest_timing/soreness").decode()
    text = re.sub(
        r"\[advice\.recover\]\n(.*\n)*?\n",
        f'[advice.recover]\ncaps = {{ {caps} }}\nrefer = "{refer}"\nsay = "x"\noffer = ["{offer}"]\n\n',
        text,
        count=1,
    )
    file, _ = read(text)
    flaws = check_offers_fit(file, STOCK, SCALES)
    assert [flaw.code for flaw in flaws] == ["T403"]
    assert words in flaws[0].sentence
    assert flaws[0].line == text.splitlines().index("[advice.recover]") + 1


# ---- files that are wrong ----


def broken(path, old, new):
    files = {name: text.decode() for name, text in contents().items()}
    name = f"trees/offers/{path}.toml"
    assert old in files[name]
    offers, flaws = read_offers({**files, name: files[name].replace(old, new, 1)}, house())
    return [*flaws, *check_offers(offers, SCALES)]


FIRST = '"bodyweight_squat", "single_leg_deadlift", "glute_bridge",'
LAST = '"calf_raise", "bent_knee_calf_raise", "plank",'


@pytest.mark.parametrize(
    ("path", "old", "new", "code", "words"),
    [
        ("drills", 'cue   = "Fast but loose"', 'cues = "Fast but loose"', "T103", "did you mean cue"),
        ("drills", 'cue   = "Fast but loose"', "", "T104", "cue is missing"),
        ("drills", "Fast but loose", "Fast but loose and tall and light", "T303", "7 words"),
        ("drills", 'kind  = "drill"', 'kind  = "dril"', "T105", "kind is 'dril'"),
        ("drills", "duration_min = 12", "duration_min = true", "T105", "a number"),
        ("drills", '"achilles", "calf", "foot"]', '"achilles", "calfs"]', "T105", "did you mean calf"),
        ("drills", 'equipment = ["metronome"]', 'equipment = ["metronom"]', "T105", "did you mean metronome"),
        ("drills", 'impact = "run"', 'impact = "sprint"', "T303", "one of none, low, run, jump"),
        ("drills", 'source = "CHAN18"', 'source = "CHAN81"', "T402", "did you mean CHAN18"),
        ("drills", "[offers.strides]", "[offers.hip_mobility_10]", "T106", "something else too"),
        ("drills", "[offers.strides]", "[offers.Strides]", "T106", "no id"),
        ("drills", 'title = "Form cues and drills"', 'titel = "x"', "T103", "did you mean title"),
        ("recovery", "min = 20 }", "min = 21 }", "T303", "31 minutes, but duration_min is 30"),
        ("recovery", "{ do = ", "{ dont = ", "T103", "did you mean do"),
        ("recovery", "min = 1, times = 4", "min = 1, times = 4, hold_s = 61", "T303", "belongs after"),
        ("recovery", 'timing = "any"', 'timing = "often"', "T105", "none of before, after, any"),
        ("recovery", 'kind   = "rest"', 'kind   = "mobility"', "T104", "duration_min is missing"),
        ("strength", FIRST, '"bodyweight_squats", "single_leg_bridge",', "T403", "did you mean bodyweight_squat"),
        ("strength", FIRST, '"bodyweight_squat", "glute_bridge",', "T303", "single-leg"),
        ("strength", LAST, '"calf_raise", "plank",', "T303", "knee bent"),
        ("strength", LAST, '"calf_raise", "bent_knee_calf_raise", "box_jump",', "T303", "needs impact jump"),
        ("strength", LAST, '"bent_knee_calf_raise", "goblet_squat",', "T303", "needs dumbbell, which the level none"),
        ("strength", LAST, '"calf_raise", "bent_knee_calf_raise", "split_squat",', "T303", "later than foundation"),
        ("strength", 'harder     = "goblet_squat"', 'harder     = "goblet_squad"', "T403", "did you mean goblet_squat"),
        ("strength", 'harder     = "single_leg_squat"', 'harder     = "sit_to_stand"', "T202", "leads back"),
        ("strength", 'easier     = "plank"', 'easier     = "single_leg_plank"', "T202", "leads back"),
        ("strength", "reps       = [10, 15]", "", "T104", "belong together"),
        ("strength", "sets      = [2, 3]", "sets      = [3, 2]", "T105", "the fewest and the most"),
        ("strength", 'weeks    = "ongoing"', 'weeks    = "always"', "T105", "ongoing"),
        ("strength", 'level        = "none"', 'level        = "home"', "T602", "foundation has 1 sessions for none"),
        ("strength", '"glute_bridge", "plank"]', '"glute_bridge", "plunk"]', "T403", "did you mean plank"),
        ("strength", "[phases.power]", "[phases.power", "T101", "not TOML"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_place(path, old, new, code, words):
    flaws = broken(path, old, new)
    assert any(flaw.code == code and words in flaw.sentence for flaw in flaws), [str(flaw) for flaw in flaws]
    assert all(flaw.path.startswith("trees/offers/") for flaw in flaws)


def test_an_offer_that_its_own_advice_forbids_is_a_flaw_with_a_place() -> None:
    text = shelf.content("rest_timing/sleep").decode()
    before = 'offer = ["sleep_first", "easy_walk_20", "legs_up_and_sleep"]'
    assert before in text
    (flaw,) = runrest.check(text.replace(before, 'offer = ["strides"]'))
    assert (flaw.code, flaw.place) == ("T405", "advice.recover.offer")


def test_an_offer_that_does_not_fit_can_be_accepted_with_a_reason_like_any_other_flaw() -> None:
    text = shelf.content("rest_timing/sleep").decode()
    spoilt = text.replace('offer = ["sleep_first", "easy_walk_20", "legs_up_and_sleep"]', 'offer = ["strides"]')
    ignore = '\n[[ignore]]\ncode = "T405"\nplace = "advice.recover.offer"\nreason = "a test"\n'
    assert runrest.check(spoilt + ignore) == ()
