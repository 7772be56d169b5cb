"""Bad input of a programme: weights, tasks, units, and sessions left, doubled, or over midnight."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from bot.app import engine
from flows.clinical.history import day_of
from flows.engine.context import Start
from flows.engine.engine import TurnBuilder
from flows.engine.events import Command, Pressed
from tests.flows.conversation import Conversation
from tests.flows.quiet import answer, answer_all, quiet_day
from tests.flows.test_changes import NOON

DAY = timedelta(days=1)


def settled(start: datetime = NOON, **given: str) -> Conversation:
    """Somebody with a plan, at home."""
    talk = Conversation(start)
    talk.do(Command("start"))
    answer_all(talk, given)
    assert talk.run.flow == "menu"
    return talk


def begin(talk: Conversation, start: Start) -> Conversation:
    """The same person with a dialogue that it would take weeks to come to."""
    builder = TurnBuilder(engine(), talk.record, talk.now)
    builder.start(start)
    builder.finish()
    talk.record = builder.record
    return talk


def weighing(**given: str) -> Conversation:
    """Somebody who owns kettlebells and dumbbells and is asked about them."""
    has = {"has_kettlebell": "yes", "has_dumbbell": "yes", "has_band": "no"}
    return begin(settled(**given), Start("weights", dict(has)))


# --- weights and units ------------------------------------------------------------------------
def test_weights_are_stored_in_grams_whatever_the_unit() -> None:
    """Kilos, pounds, litres and stones are one thing in the record."""
    talk = weighing()
    talk.type("12-16kg kb")
    talk.type("a pair of 20 lb")
    talk.type("two 5 litre bottles")
    assert talk.record.profile is not None and talk.record.profile.weights is not None
    found = talk.record.profile.weights
    assert (found.kettlebell, found.dumbbell, found.easy) == ((12000, 16000), (9072,), 10000)


def test_an_absurd_weight_is_asked_again_and_none_at_all_is_taken() -> None:
    """300 kg is asked again; none is an answer, and a skip too."""
    talk = weighing()
    talk.type("300 kg")
    assert talk.ask.id == "kettlebell"
    assert "0.2 to 100 kg" in talk.text
    talk.type("none")
    talk.type("my rucksack with books")
    assert talk.ask.id == "easy"
    talk.do(Command("skip"))
    assert talk.record.profile is not None and talk.record.profile.weights is not None
    found = talk.record.profile.weights
    assert (found.kettlebell, found.dumbbell, found.easy) == ((), (), 0)


def test_a_bare_number_has_the_persons_unit() -> None:
    """ "20" is 20 lb for somebody who weighs in pounds, and the buttons say which."""
    talk = weighing(country="US", zone="America/New_York")
    assert talk.record.units == "imperial"
    talk.type("20")
    talk.do(Command("skip"))
    assert "10 lb" in talk.text
    talk.press("10 lb")
    assert talk.record.profile is not None and talk.record.profile.weights is not None
    found = talk.record.profile.weights
    assert (found.kettlebell, found.easy) == ((9072,), 4536)


def test_who_tells_weights_in_pounds_hears_pounds() -> None:
    """Units follow the person; what is stored stays in grams."""
    talk = weighing()
    assert talk.record.units == "metric"
    for _ in range(2):
        talk.type("20 lb")
    talk.type("10")
    assert talk.record.units == "imperial"


@pytest.mark.parametrize(
    ("words", "units"), [("pounds", "imperial"), ("show pounds please", "imperial")]
)
def test_units_are_changed_in_words_and_back(words: str, units: str) -> None:
    """At any time, also in the middle of a question, which stays open."""
    talk = settled()
    talk.do(Command("today"))
    asked = talk.ask.id
    talk.type(words)
    assert talk.record.units == units
    assert talk.ask.id == asked
    talk.type("kilos")
    assert talk.record.units == "metric"


# --- the task ---------------------------------------------------------------------------------
def test_a_task_nobody_foresaw_is_offered_eight_movements() -> None:
    """It is never dropped: its words stay, the movement is chosen."""
    talk = begin(settled(), Start("task"))
    talk.type("polish the brass of the lifeboat")
    assert talk.ask.id == "movement"
    assert len(talk.prompts[-1].buttons) == 8
    talk.press("Reaching up")
    assert talk.record.plan is not None and talk.record.plan.task is not None
    task = talk.record.plan.task
    assert (task.name, task.movement) == ("polish the brass of the lifeboat", "reach")


def test_a_task_of_300_kg_is_asked_again() -> None:
    """Nobody rehearses it."""
    talk = begin(settled(), Start("task"))
    talk.type("lift 300 kg")
    assert talk.ask.id == "task"
    assert talk.record.plan is not None and talk.record.plan.task is None


def test_changing_the_check_in_of_a_day_keeps_the_task_of_that_day() -> None:
    """The day is decided again from the morning's plan, and what was told since stays."""
    talk = settled()
    quiet_day(talk, {}, "none")
    begin(talk, Start("task"))
    talk.type("carry the shopping, 6 kg, 4 times a day")
    task = talk.record.plan.task if talk.record.plan else None
    assert task is not None and (task.grams, task.times) == (6000, 4)
    quiet_day(talk, {"pain_now": "2"}, "none")
    assert talk.record.plan is not None and talk.record.plan.task == task


# --- sessions ---------------------------------------------------------------------------------
def at_card(talk: Conversation, done: int) -> Conversation:
    """In a session, some cards done."""
    talk.do(Command("today"))
    answer_all(talk, {}, until="card")
    for _ in range(done):
        answer(talk, "done")
    assert talk.ask.id == "card"
    return talk


def workouts(talk: Conversation, days_ago: int = 0) -> list[tuple[int, float]]:
    """The sessions of a day: how many exercises each holds, and what share was done."""
    day = day_of(talk.record.history, talk.clock.date() - timedelta(days=days_ago))
    return [(len(each.performed), each.share) for each in day.workouts]


def test_a_session_left_in_the_middle_counts_as_far_as_it_went() -> None:
    """The next day finds the cards that were done in the day they were done on, and no more."""
    talk = at_card(settled(), 2)
    assert talk.record.session_in_progress is not None
    count = len(talk.record.session_in_progress.session.items)
    talk.travel(NOON + DAY)
    talk.do(Command("menu"))
    assert workouts(talk, 1) == [(2, round(2 / count, 2))]
    assert talk.record.session_in_progress is None
    talk.do(Command("menu"))
    assert len(workouts(talk, 1)) == 1


def test_a_session_of_which_nothing_was_done_is_none() -> None:
    """Opened and left, it counts for no gate and no week."""
    talk = at_card(settled(), 0)
    talk.travel(NOON + DAY)
    talk.do(Command("menu"))
    assert workouts(talk, 1) == []


def test_two_sessions_of_a_day_are_both_kept_and_no_step_is_counted_twice() -> None:
    """The plan moves with the check-in of the day, once, however often it is changed."""
    talk = settled()
    given = {"effort": "3", "peak": "1", "pain_now": "1"}
    for day in range(9):
        talk.travel(NOON + DAY * day)
        quiet_day(talk, given, "all")
        quiet_day(talk, given, "all")
        assert len(workouts(talk)) == 2
        moved, plan = _today(talk), talk.record.plan
        quiet_day(talk, given, "none")
        assert _today(talk) == moved
        assert talk.record.plan is not None and plan is not None
        assert talk.record.plan.taken == plan.taken
        taken = [(step.exercise, step.on) for step in talk.record.plan.taken]
        assert len(taken) == len(set(taken)), "an exercise went up twice on a day"
    assert sum(day.moved for day in talk.record.history.days) > 0


def _today(talk: Conversation) -> int:
    return day_of(talk.record.history, talk.clock.date()).moved


def test_a_session_over_midnight_goes_on_and_counts_for_its_day() -> None:
    """Begun at 23:58, done at 00:10: no card is lost, and it is one session of one day."""
    late = datetime(2026, 11, 23, 23, 50, tzinfo=UTC)
    talk = at_card(settled(late - timedelta(hours=3)), 0)
    talk.travel(late)
    answer(talk, "done")
    token = talk.run.token
    talk.travel(late + timedelta(minutes=20))
    talk.do(Pressed(token, "done"))
    assert "passed" not in talk.text
    answer_all(talk, {})
    assert talk.clock.date() == late.date() + DAY
    assert [share for _, share in workouts(talk, 1)] == [1.0]
    assert workouts(talk) == []
    assert talk.record.session_in_progress is None


def test_a_session_that_was_left_before_midnight_is_closed_in_the_morning() -> None:
    """Hours later it is over: what was done stands in the day before."""
    late = datetime(2026, 11, 23, 23, 50, tzinfo=UTC)
    talk = at_card(settled(late - timedelta(hours=1)), 1)
    talk.travel(late + timedelta(hours=9))
    talk.do(Command("menu"))
    assert [cards for cards, _ in workouts(talk, 1)] == [1]
    assert talk.record.session_in_progress is None


def test_yesterday_is_filled_in_once_and_moves_no_exercise() -> None:
    """Until noon; it counts for its day, and a second time nothing is added."""
    talk = settled(NOON - timedelta(hours=3))
    talk.travel(NOON - timedelta(hours=3) + DAY * 2)
    before = talk.record.plan
    talk.type("I did my session yesterday")
    assert (talk.run.flow, talk.ask.id) == ("backfill", "share")
    for told in ("most", "2", "skip"):
        answer(talk, told)
    day = day_of(talk.record.history, talk.clock.date() - DAY)
    assert [(each.share, each.peak, each.effort) for each in day.workouts] == [(0.8, 2, None)]
    assert talk.record.plan == before
    talk.do(Command("yesterday"))
    assert "already has its session" in talk.text
    assert len(workouts(talk, 1)) == 1


def test_yesterday_is_not_filled_in_after_noon_or_before_the_plan() -> None:
    """What is late is said kindly, and no day before the plan gets a session."""
    talk = settled(NOON - timedelta(hours=3))
    talk.do(Command("yesterday"))
    assert "began after yesterday" in talk.text
    talk.travel(NOON + DAY + timedelta(hours=1))
    talk.do(Command("yesterday"))
    assert "until noon" in talk.text
    assert workouts(talk, 1) == []


# --- it hurts ---------------------------------------------------------------------------------
def test_what_hurt_is_kept_though_something_easier_was_done_in_its_place() -> None:
    """The history knows what hurt, so that its newest step can be taken back."""
    talk = at_card(settled(), 0)
    assert talk.record.session_in_progress is not None
    items = talk.record.session_in_progress.session.items
    hurting = next(n for n, item in enumerate(items) if item.block == "mobility")
    for _ in range(hurting):
        answer(talk, "done")
    hurt = items[hurting].exercise
    answer(talk, "hurts")
    answer(talk, "3")
    answer_all(talk, {})
    workout = day_of(talk.record.history, talk.clock.date()).workouts[-1]
    assert (hurt, "hurts") in [(each.exercise, each.outcome) for each in workout.performed]
    assert workout.share <= 1


def test_a_stored_session_in_progress_without_what_hurt_goes_on() -> None:
    """A record of an earlier version has no such field: nothing hurt, as far as it knows."""
    talk = at_card(settled(), 1)
    doing = talk.record.session_in_progress
    assert doing is not None and doing.hurt == ()
    talk.record = replace(talk.record, session_in_progress=replace(doing, hurt=()))
    answer_all(talk, {})
    assert [share for _, share in workouts(talk)] == [1.0]
