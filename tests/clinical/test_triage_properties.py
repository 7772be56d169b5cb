"""What holds for every set of answers to the red-flag questions, not only for the table."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.catalog.red_flags import TIERS, Question
from flows.clinical.triage import FlagAnswer, Triage, TriageContext, triage
from tests.clinical.truth_table.table import bank
from tests.steps import steps_of

EXAMPLES = settings(max_examples=300, deadline=None)
STEPS_MAX = 600
REACHES_EMERGENCY = {"C1", "C2", "C3", "C4", "C5", "N1", "A1", "A3", "F1", "M1", "I1", "G1", "P1",
                     "O1", "B1", "W1"}  # fmt: skip
"""The questions of rules 1.3 that can be an emergency."""

Answers = dict[str, FlagAnswer]


def tier(outcome: Triage) -> int:
    """Return how urgent an outcome is; smaller is more urgent."""
    return TIERS.index(outcome.tier)


def answer_to(question: Question) -> st.SearchStrategy[FlagAnswer]:
    """Any answer to a question, also a nonsensical one."""
    items = [item.id for item in question.items]
    ticked = st.lists(st.sampled_from(items), unique=True) if items else st.just([])
    return st.builds(
        FlagAnswer,
        answer=st.sampled_from(["yes", "no", "not_sure"]),
        recent=st.sampled_from([True, False, None]),
        items=ticked.map(tuple),
        number=st.none() | st.floats(0, 60),
    )


@st.composite
def some_answers(draw: st.DrawFn) -> Answers:
    """A handful of the questions answered, the others not asked yet."""
    chosen = draw(st.lists(st.sampled_from(bank().questions), max_size=6, unique_by=lambda q: q.id))
    return {question.id: draw(answer_to(question)) for question in chosen}


CONTEXTS = st.builds(
    TriageContext,
    age=st.none() | st.integers(10, 100),
    sex=st.sampled_from(["", "m", "f"]),
    duration_weeks=st.none() | st.floats(0, 2000),
    seen_clinician=st.sampled_from([True, False, None]),
    pain=st.none() | st.floats(0, 10),
    conditions=st.sampled_from([(), ("osteoporosis",)]),
)


@dataclass(frozen=True)
class Worse:
    """How one question's answer can get worse, step by step."""

    question: Question

    def than(self, answer: FlagAnswer) -> list[FlagAnswer]:
        """Return answers that tell of more trouble than this one, all else equal."""
        said = FlagAnswer("yes", answer.recent, answer.items, answer.number)
        if answer.answer == "no":
            said = FlagAnswer("yes", answer.recent, self._troubles(answer))
        more = [item.id for item in self.question.items if not item.reassuring]
        kept = tuple(each for each in answer.items if each not in more)
        every = FlagAnswer("yes", said.recent, (*kept, *more), said.number)
        return [said, FlagAnswer("yes", True, said.items, said.number), every]

    def _troubles(self, answer: FlagAnswer) -> tuple[str, ...]:
        reassuring = {item.id for item in self.question.items if item.reassuring}
        return tuple(item for item in answer.items if item not in reassuring)


@EXAMPLES
@given(some_answers(), CONTEXTS, st.sampled_from(bank().questions), st.data())
def test_h19_more_trouble_never_lowers_the_tier(
    answers: Answers, context: TriageContext, question: Question, data: st.DataObject
) -> None:
    """Adding a yes, or making an answer worse, keeps the tier or makes it more urgent."""
    before = tier(triage(bank(), answers, context))
    old = answers.get(question.id, FlagAnswer("no"))
    worse = data.draw(st.sampled_from(Worse(question).than(old)))
    assert tier(triage(bank(), answers | {question.id: worse}, context)) <= before


@EXAMPLES
@given(some_answers(), CONTEXTS, st.sampled_from(sorted(REACHES_EMERGENCY)), st.data())
def test_h19_not_sure_counts_as_yes_wherever_yes_can_reach_emergency(
    answers: Answers, context: TriageContext, question_id: str, data: st.DataObject
) -> None:
    """For every question of an emergency rule, "not sure" gives the outcome of "yes"."""
    question = bank().question(question_id)
    assert question is not None
    given_answer = data.draw(answer_to(question))
    both = [
        triage(bank(), answers | {question_id: _saying(word, given_answer)}, context)
        for word in ("yes", "not_sure")
    ]
    assert both[0].tier == both[1].tier
    assert [hit.rule for hit in both[0].hits] == [hit.rule for hit in both[1].hits]


def _saying(word: str, answer: FlagAnswer) -> FlagAnswer:
    return FlagAnswer(word, answer.recent, answer.items, answer.number)  # type: ignore[arg-type]


@EXAMPLES
@given(some_answers(), CONTEXTS, st.randoms())
def test_h19_the_order_of_answers_does_not_matter(
    answers: Answers, context: TriageContext, random: object
) -> None:
    """The same answers in another order give the same outcome."""
    names = list(answers)
    random.shuffle(names)  # type: ignore[attr-defined]
    shuffled = {name: answers[name] for name in names}
    assert triage(bank(), shuffled, context) == triage(bank(), answers, context)


@EXAMPLES
@given(some_answers(), CONTEXTS)
def test_h19_triage_is_total_and_an_unasked_recency_counts_as_recent(
    answers: Answers, context: TriageContext
) -> None:
    """Any subset of answers has an outcome, and a recency not known is taken as recent."""
    outcome = triage(bank(), answers, context)
    assert outcome.tier in TIERS
    assert outcome.locks == (TIERS.index(outcome.tier) < TIERS.index("advise"))
    recent = {
        name: FlagAnswer(a.answer, True if a.recent is None else a.recent, a.items, a.number)
        for name, a in answers.items()
    }
    assert triage(bank(), recent, context).tier == outcome.tier


@EXAMPLES
@given(some_answers(), CONTEXTS, st.sampled_from(bank().questions), st.data())
def test_h19_what_acts_at_once_stays_an_emergency(
    answers: Answers, context: TriageContext, question: Question, data: st.DataObject
) -> None:
    """An answer that is an emergency alone is one among all other answers too."""
    answer = data.draw(answer_to(question))
    if triage(bank(), {question.id: answer}, context).tier == "emergency":
        assert triage(bank(), answers | {question.id: answer}, context).tier == "emergency"


@EXAMPLES
@given(CONTEXTS)
def test_h28_no_context_alone_is_a_flag(context: TriageContext) -> None:
    """Age, duration, pain and conditions never refer anybody without an answer, but under 18."""
    child = context.age is not None and context.age < 18
    assert triage(bank(), {}, context).tier == ("see_clinician" if child else "none")


def test_triage_is_fast_enough_to_run_after_every_answer() -> None:
    """One triage of a full set of ordinary answers takes a few hundred calls."""
    answers = {question.id: FlagAnswer("no") for question in bank().questions}
    answers |= {"D1": FlagAnswer("yes"), "C5": FlagAnswer("yes", recent=False)}
    context = TriageContext(age=40, duration_weeks=9, seen_clinician=True, pain=4)
    assert steps_of(lambda: triage(bank(), answers, context)) < STEPS_MAX
