"""Random trees, mutants and athletes for the semantic difference, and what walking says of them."""

from attrs import evolve

from runrest.loading import house
from runrest.notation import read_condition
from runrest.scales import FREE
from runrest.tree import Advice, Branch, Question, Times, TreeFile
from runrest.vocabulary import Facts
from runrest.walking import walk

HOUSE = house()
SIGNALS = HOUSE.vocabulary.signals
POOL = {
    "soreness": ["[6..7]", "5", "<= 4"],
    "stress": [">= 5", "< 5"],
    "sleep_h_last": ["< 4", "[4..6)", "[6..7]", "> 7"],
    "gait_changed": ["true", "false"],
    "sym_above_neck": ['"none"', '"mild"', '"marked"'],
    "pain_next_am": ["<= 2", "> 2"],
    "last_race_km": ["< 10", ">= 10"],
    "pain_peak": ["<= 2", "[3..5]", "> 5"],
    "hip_signs": ["true", "false"],
    "bone_signs": ["0", "1", ">= 2"],
    "rhr_high": ["true", "false"],
    "race_recovery": ["< 0.33", ">= 0.33"],
    "pain_morning_rise": ["<= 0", "[1..2]", ">= 3"],
}
FACTS = {
    "soreness": range(1, 8),
    "stress": range(3, 7),
    "sleep_h_last": (3, 4, 5.9, 6, 6.5, 7, 7.1, 9),
    "gait_changed": (True, False),
    "sym_above_neck": ("none", "mild", "marked"),
    "pain_next_am": range(7),
    "pain_usual_am": range(4),
    "pain_now": range(8),
    "pain_run_peak": range(8),
    "last_race_km": (0, 5, 9.9, 10, 42.2),
    "days_since_race": (0, 1, 3, 4, 14),
    "rhr_delta": (0, 9, 10),
    "rhr_days_high": range(4),
    "hop_pain": (True, False),
    "bone_focal": (True, False),
    "pain_night": (True, False),
    "longest_run_30d": (0, 5, 10, 20),
}
STEPS = HOUSE.scales.scales["intensity"].steps


def random_tree(rng, depth=3, most=5):
    asked: list[str] = []
    questions: dict[str, Question] = {}
    advice = {f"a{at}": random_advice(rng, f"a{at}") for at in range(rng.randint(2, 4))}

    def grow(left):
        names = [name for name in POOL if not mixes(name, asked)]
        if left == 0 or len(asked) >= most or rng.random() < 0.2:
            return rng.choice(list(advice))
        signal = rng.choice(names)
        asked.append(signal)
        id_ = f"q{len(questions)}"
        questions[id_] = None
        tests = [*POOL[signal], *(["unknown"] if SIGNALS[signal].may_be_unknown else [])]
        targets = [grow(left - 1) for _ in tests]
        branches = [
            Branch(test, read_condition(test, SIGNALS[signal]), target)
            for test, target in zip(tests, targets, strict=True)
        ]
        questions[id_] = Question(id_, signal, "", (), tuple(branches))
        return id_

    while (start := grow(depth)) in advice:
        pass
    return TreeFile("random", "random.toml", "?", "1", start, questions, advice)


def mixes(name, asked):
    """Tell whether a ratio or difference would be asked beside one of its parts, which T308 forbids."""
    loose = [one for one in (name, *asked) if one in ("race_recovery", "pain_morning_rise")]
    return any(
        other != one and set(HOUSE.vocabulary.plain(one)) & set(HOUSE.vocabulary.plain(other))
        for one in loose
        for other in (name, *asked)
    )


def random_advice(rng, id_):
    caps = []
    if rng.random() < 0.6:
        caps.append(("intensity", rng.choice(STEPS)))
    if rng.random() < 0.4:
        caps.append(("km", rng.choice([0.0, 5.0, 11.0, Times("longest_run_30d", rng.choice([0.5, 1.0, 1.1]))])))
    return Advice(id_, "", tuple(caps), rng.choice(["none", "none", "routine"]), rng.random() < 0.2)


def mutate(rng, tree):
    """Change one or two things that leave every state with one answer."""
    for _ in range(rng.randint(1, 2)):
        if rng.random() < 0.5:
            id_ = rng.choice(list(tree.advice))
            tree = evolve(tree, advice={**tree.advice, id_: random_advice(rng, id_)})
            continue
        question = tree.questions[rng.choice(list(tree.questions))]
        branches = list(question.branches)
        at = rng.randrange(len(branches))
        branches[at] = evolve(branches[at], target=rng.choice(list(tree.advice)))
        tree = evolve(tree, questions={**tree.questions, question.id: evolve(question, branches=tuple(branches))})
    return tree


def scramble(rng, tree):
    """Rename every id, and put questions, branches, advice and caps in another order."""
    ids = [*tree.questions, *tree.advice]
    names = {name: f"n{at}" for at, name in enumerate(rng.sample(ids, k=len(ids)))}
    questions = {}
    for question in rng.sample(list(tree.questions.values()), k=len(tree.questions)):
        branches = [evolve(branch, target=names[branch.target]) for branch in question.branches]
        rng.shuffle(branches)
        questions[names[question.id]] = evolve(question, id=names[question.id], branches=tuple(branches))
    advice = {
        names[one.id]: evolve(one, id=names[one.id], caps=tuple(rng.sample(one.caps, k=len(one.caps))))
        for one in rng.sample(list(tree.advice.values()), k=len(tree.advice))
    }
    return evolve(tree, start=names[tree.start], questions=questions, advice=advice)


def random_facts(rng):
    share = rng.random()
    return Facts({name: rng.choice(list(values)) for name, values in FACTS.items() if rng.random() < share})


def limits(tree, facts):
    """What a decision makes of one tree for one athlete: numbers only."""
    outcome = walk(tree, facts)
    caps = {}
    for scale, cap in outcome.caps:
        if isinstance(cap, Times):
            base = facts.get(cap.of)
            cap = FREE if base is None else cap.times * base
        caps[scale] = round(cap, 9)
    return {scale: cap for scale, cap in caps.items() if cap < FREE}, outcome.refer, outcome.incomplete


def kind(old, new):
    scales = old[0].keys() | new[0].keys()
    pairs = [(old[0].get(scale, FREE), new[0].get(scale, FREE)) for scale in scales]
    pairs += [(-old[1], -new[1]), (not old[2], not new[2])]
    more, less = any(one < two for one, two in pairs), any(one > two for one, two in pairs)
    return "mixed" if more and less else "allows more" if more else "more careful" if less else ""
