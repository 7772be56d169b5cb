"""Alarm fatigue (H28): how many of an ordinary crowd with back pain the screen would stop.

The shares say yes per question in people who come to primary care or to an app with low back pain.
They lean on Henschke 2009 where it has the question (cancer history, trauma, steroids, fever,
weight loss, constant pain, nerve signs) and are proposed elsewhere.
"""

from random import Random

from flows.clinical.triage import FlagAnswer, TriageContext, triage
from tests.clinical.truth_table.table import bank

PEOPLE = 10_000
SEED = 12
LOCKED_SHARE_MAX = 0.15
LOCKED_SHARE_MIN = 0.05
FLAGGED_SHARE_MIN = 0.5
"""Most people of such a crowd have some flag (80 % in Henschke 2009), or the crowd is too easy."""

RECENT_SHARE = 0.2
"""Of those who say yes, how many have it new or worse in the last 14 days ..."""
RECENT_SHARES = {"C2": 0.05, "C3": 0.1}
"""... but leaking is mostly old and known, from childbirth or the prostate."""

SHARES = {
    "C1": 0.002, "C2": 0.02, "C3": 0.004, "C4": 0.006, "C5": 0.04, "N1": 0.0005, "N2": 0.012,
    "N3": 0.12, "A1": 0.0005, "A2": 0.001, "A3": 0.001, "I1": 0.005, "I2": 0.12, "F1": 0.008,
    "F2": 0.012, "F3": 0.005, "M1": 0.035, "M2": 0.008, "M3": 0.01, "U1": 0.015, "G1": 0.001,
    "AX1": 0.35, "D1": 0.15, "P1": 0.007, "O1": 0.007, "B1": 0.0005, "X1": 0.008, "W1": 0.007,
}  # fmt: skip
ITEMS = {
    "C2": {"long_before_known_cause": 0.85},
    "C3": {"long_before_known_cause": 0.7},
    "I1": {"fever": 0.7, "shivering": 0.4, "very_unwell": 0.03},
    "I2": {"diabetes": 0.7, "recent_infection_or_procedure": 0.25, "weak_immune_system": 0.1},
    "F2": {"minor_trauma": 0.4, "steroids": 0.2, "osteoporosis_or_old_fracture": 0.3, "age": 0.4},
    "M1": {"treated_and_clear": 0.9, "under_treatment": 0.05},
    "M2": {"weight_loss": 0.4, "night_sweats": 0.3, "unwell": 0.4},
    "U1": {"visible_blood": 0.05},
    "AX1": {
        "onset_under_35": 0.4, "wakes_second_half_of_night": 0.1, "buttock_pain": 0.25,
        "better_with_movement": 0.4, "nsaid_helps_48h": 0.25, "family_spa": 0.02,
        "arthritis": 0.05, "enthesitis": 0.05, "psoriasis": 0.03,
    },
    "D1": {"worse_every_week_3": 0.08, "unchecked_after_6_weeks": 0.92},
}  # fmt: skip


def person(random: Random) -> tuple[dict[str, FlagAnswer], TriageContext]:
    """Draw one ordinary person: their answers and what else is known of them."""
    context = TriageContext(
        age=random.randint(20, 78),
        sex=random.choice(["m", "f"]),
        duration_weeks=random.choice([1, 3, 8, 20, 60, 200, 500]),
        seen_clinician=random.random() < 0.65,
        pain=min(10, max(0, random.gauss(4.5, 2))),
        conditions=("osteoporosis",) if random.random() < 0.03 else (),
    )
    yes = [question for question, share in SHARES.items() if random.random() < share]
    return {question: answer(random, question) for question in yes}, context


def answer(random: Random, question: str) -> FlagAnswer:
    """Draw what stands inside a yes."""
    items = ITEMS.get(question, {})
    return FlagAnswer(
        answer="yes",
        recent=random.random() < RECENT_SHARES.get(question, RECENT_SHARE),
        items=tuple(item for item, share in items.items() if random.random() < share),
        number=random.uniform(0, 30) if question == "M1" else None,
    )


def test_h28_few_of_an_ordinary_crowd_are_locked_though_most_have_some_flag() -> None:
    """Red flags lock at most 15 % of the crowd, while most say yes to something.

    Thoughts of not wanting to live are not counted: they are no alarm about the back.
    """
    random = Random(SEED)
    crowd = [person(random) for _ in range(PEOPLE)]
    outcomes = [triage(bank(), answers, context) for answers, context in crowd]
    locked = sum(each.locks and not each.crisis for each in outcomes) / PEOPLE
    flagged = sum(bool(answers) for answers, _ in crowd) / PEOPLE
    assert flagged >= FLAGGED_SHARE_MIN
    assert LOCKED_SHARE_MIN <= locked <= LOCKED_SHARE_MAX


def test_h28_a_healthy_crowd_with_ordinary_pain_is_never_locked() -> None:
    """Common answers of no weight lock nobody, at any age, duration or strength of pain."""
    random = Random(SEED)
    for _ in range(PEOPLE):
        _, context = person(random)
        answers = {
            "I2": FlagAnswer("yes", items=("diabetes",)),
            "N3": FlagAnswer("yes", recent=False),
            "C5": FlagAnswer("yes", recent=False),
            "AX1": FlagAnswer("yes", items=("better_with_movement", "onset_under_35")),
            "D1": FlagAnswer("yes", items=("unchecked_after_6_weeks",)),
        }
        calm = TriageContext(context.age, context.sex, context.duration_weeks, True, context.pain)
        assert not triage(bank(), answers, calm).locks
