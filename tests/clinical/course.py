"""A pure driver: plays days through the rules, with the same few exercises every day."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace

from flows.clinical.history import Day, History, Performed, Review, Workout
from flows.clinical.plan import Dose, Plan, Position, StepTaken
from flows.clinical.prescription.dose import short_form
from flows.clinical.progression.decide import decide
from flows.clinical.progression.micro_progressions import (
    Available,
    AvailableSteps,
    load_max,
    position_of,
)
from flows.clinical.progression.observations import ONE_DAY
from flows.clinical.progression.outcome import Ruling
from flows.clinical.progression.reassessment import reassess, weekly_action
from flows.clinical.staging import classify
from tests.clinical.people import profile_of, programme

START = date(2026, 3, 2)
WAKING = {"good": 0, "fair": 1, "poor": 2}
SHARE = {"full": 1.0, "partial": 0.5, "none": 0.0}


def _steps(amount: int, high: int, *micro: str, **more: Any) -> AvailableSteps:
    grams, sets = more.pop("start", 0), more.pop("sets_max", 1)
    dose = Dose(1, amount, grams)
    return AvailableSteps(
        dose=dose, low=amount, high=high, micro=micro, sets_max=sets, loads=grams > 0, **more
    )


SHELF: Available = {
    "breathing": _steps(6, 9, regions=frozenset({"breathing"}), fills=True),
    "tilt": _steps(
        5, 8, "range", "range", "tempo", "context", pattern="turn", harder="roll",
        regions=frozenset({"lumbar_flexion"}),
    ),
    "roll": _steps(
        5, 8, "range", "tempo", pattern="turn", own=False, regions=frozenset({"lumbar_rotation"})
    ),
    "bird_dog": _steps(
        8, 10, "range", "tempo", "stability", "load", regions=frozenset({"deep_core"})
    ),
    "bridge": _steps(8, 12, "tempo", "tempo", "stability", "context", sets_max=2),
    "lift": _steps(6, 8, "range", "context", start=4000, sets_max=2, pattern="lifting"),
}  # fmt: skip
"""Six exercises as the prescription would offer them at their start; `lift` has weights."""
DAILY = ("breathing", "tilt", "bird_dog", "bridge", "lift")


def offered(plan: Plan, shelf: Available = SHELF) -> Available:
    """The exercises as they stand in a plan: the dose reached, and the next load within the cap."""
    found = {}
    for name, steps in shelf.items():
        position = position_of(plan, name)
        dose = position.dose or steps.dose
        grams = 0
        if steps.loads:
            cap = load_max(programme(), max(dose.grams, position.heaviest))
            grams = min(cap, dose.grams + 1000)
        own = plan.working.get(steps.pattern, "tilt" if steps.pattern == "turn" else name) == name
        found[name] = replace(steps, dose=dose, grams=grams, own=own)
    return found


class Course:
    """One person's plan and history as the days go by."""

    def __init__(
        self, plan: Plan, shelf: Available = SHELF, reviews: Iterable[Review] = ()
    ) -> None:
        self.plan = plan
        self.shelf = shelf
        self.history = History(reviews=tuple(reviews))
        self.today = plan.started or START
        self.rulings: list[Ruling] = []

    def next_day(self, checkin: Day | None = None, **answers: Any) -> Ruling:
        """Let a night pass, take the check-in (None answers nothing) and decide."""
        self.today += ONE_DAY
        trained = bool(self.history.days and self.history.days[-1].workouts)
        usual: dict[str, Any] = {"leg": "none", "confidence": 7}
        usual |= {"settled": "usual"} if trained else {}
        day = checkin or Day(date=self.today, **(usual | answers))
        self.history = replace(self.history, days=(*self.history.days, day))
        ruling = decide(programme(), self.plan, self.history, self.today, self.available())
        self.plan = ruling.plan
        self._store(action=ruling.action, rule=ruling.rule, moved=ruling.moved)
        self.rulings.append(ruling)
        return ruling

    def available(self) -> Available:
        """What the person may be given today."""
        return offered(self.plan, self.shelf)

    def pass_days(self, days: int) -> None:
        """Let days pass without a word."""
        self.today += timedelta(days=days)

    def train(self, exercises: Sequence[str] = DAILY, **answers: Any) -> None:
        """Do a session today: peak, effort and control as given, else calm ones."""
        usual: dict[str, Any] = {"share": 1.0, "effort": 5.0, "in_control": True, "peak": 0.0}
        outcome = answers.pop("outcome", "done")
        names = [self.plan.working.get(SHELF[n].pattern, n) if n in SHELF else n for n in exercises]
        self._begin(names)
        done = tuple(
            Performed(name, "", outcome, True, short_form(position_of(self.plan, name)))
            for name in names
        )
        day = self.history.days[-1]
        known = usual | {"before": day.pain} | answers
        self._store(workouts=(*day.workouts, Workout(performed=done, **known)))

    def _begin(self, names: Sequence[str]) -> None:
        """Keep the dose of what is on a card for the first time."""
        positions = dict(self.plan.positions)
        for name in names:
            position = position_of(self.plan, name)
            if position.dose is None and name in self.shelf:
                dose = self.shelf[name].dose
                positions[name] = replace(
                    position, dose=dose, heaviest=dose.grams, start=dose.amount, known=True
                )
        self.plan = replace(self.plan, positions=positions)

    def day(self, pain: float, peak: float | None = None, **answers: Any) -> Ruling:
        """One whole day: check-in, decision and, when a peak is given, a session."""
        usual: dict[str, Any] = {"worst": pain, "waking": 0}
        ruling = self.next_day(pain=pain, **(usual | answers))
        if peak is not None:
            self.train(peak=peak)
        return ruling

    def _store(self, **changed: Any) -> None:
        *before, day = self.history.days
        self.history = replace(self.history, days=(*before, replace(day, **changed)))


def start_of(persona: dict[str, Any], derived: tuple[str, ...] = ()) -> Course:
    """The course of a development person from the day of the assessment."""
    profile = profile_of(persona)
    plan = classify(programme(), profile, derived, today=START)
    abilities = tuple(activity.ability for activity in profile.activities)
    first = Review(
        START, "assessment", profile.pain_now, abilities, movement=dict(profile.movement)
    )
    return Course(plan, reviews=(first,))


def play(persona: dict[str, Any], derived: tuple[str, ...] = ()) -> list[str]:
    """Play a development person's days; give the action that each week states."""
    course = start_of(persona, derived)
    weeks: list[str] = []
    peak: float = 0
    for number, before, after, sleep, adherence in persona["trajectory"]:
        tier = "urgent" if persona["locked_from"] == number else ""
        if before is None:
            course.pass_days(1)
        else:
            worst = max(before, peak)
            leg = "none" if profile_of(persona).leg == "none" else "same"
            course.next_day(pain=before, worst=worst, waking=WAKING[sleep], leg=leg, tier=tier)
            peak = before if after is None else after
            if after is not None and not tier:
                course.train(peak=after, share=SHARE[adherence])
        if number % 7 == 0:
            weeks.append(_state_week(course, persona, number))
    return weeks


def _state_week(course: Course, persona: dict[str, Any], number: int) -> str:
    locked = persona["locked_from"]
    if locked is not None and locked <= number:
        return weekly_action(course.plan, (), tier="urgent")
    first = START + timedelta(days=number - 6)
    week = tuple(day for day in course.history.days if day.date >= first)
    tier = "none"
    if number % 28 == 0:
        tier = _four_weekly(course, persona)
    return weekly_action(course.plan, week, tier)


def _four_weekly(course: Course, persona: dict[str, Any]) -> str:
    profile, today = profile_of(persona), course.history.days[-1]
    assert today.pain is not None
    drop = profile.pain_now - today.pain
    abilities = tuple(min(10.0, max(0.0, a.ability + drop)) for a in profile.activities)
    change = "much_better" if drop >= 2 else "worse" if drop <= -2 else "same"
    review = Review(course.today, "four_weekly", today.pain, abilities, change)
    course.history = replace(course.history, reviews=(*course.history.reviews, review))
    ruling = reassess(programme(), course.plan, course.history, course.today)
    course.plan = ruling.plan
    return ruling.tier


def plan_of(stage: str = "intermediate", **changed: Any) -> Plan:
    """A plan at a stage, begun on the first day, with the given differences."""
    usual: dict[str, Any] = {
        "pain_type": "chronic",
        "goal": "spine_joints",
        "stage": stage,
        "phase": "mobility",
        "started": START,
        "stage_since": START,
        "phase_since": START,
    }
    return Plan(**(usual | changed))


def usual_week(stage: str = "intermediate", pain: float = 3, **changed: Any) -> Course:
    """Four mornings and sessions that neither ask for more nor for less, with two steps taken."""
    course = Course(stepped_plan(stage, **changed))
    for _ in range(4):
        course.day(pain, peak=6 if pain >= 6 else 5.5)
    return course


def stepped_plan(stage: str = "intermediate", **changed: Any) -> Plan:
    """A plan in which bridge and bird dog have gone up by one step each, tried since."""
    positions, taken = {}, []
    for name in ("bridge", "bird_dog"):
        dose = SHELF[name].dose
        before = Position(dose=dose, start=dose.amount, known=True)
        more = replace(dose, amount=dose.amount + 1)
        positions[name] = replace(before, dose=more, stepped_on=START, ups=1)
        taken.append(StepTaken(name, "reps", START, before))
    return plan_of(stage, positions=positions, taken=tuple(taken), **changed)


def calm_course(stage: str, days: int, pain: float = 2, **plan: Any) -> Course:
    """Days of quiet sessions at one level of pain."""
    course = Course(plan_of(stage, **plan))
    for _ in range(days):
        course.day(pain, peak=pain)
    return course


def quiet_start() -> Course:
    """Mornings known, and exactly two calm sessions since: the step is one answer away."""
    course = Course(plan_of())
    for _ in range(3):
        course.day(2)
    course.train(peak=2)
    course.day(2, peak=2)
    return course
