"""What is at home to lift, asked once when strength is near; the task that strength is for."""

from collections.abc import Mapping

from msgspec.structs import replace

from flows.catalog.programme import Programme
from flows.clinical.plan import Plan, Task
from flows.clinical.prescription.life_patterns import named_in, rehearsing
from flows.clinical.profile import Weights
from flows.clinical.progression.micro_progressions import LOADED_PHASES
from flows.dialogues import first_look
from flows.dialogues.why import weight_word, why_word
from flows.engine.context import Context, Outcome, RunContext, Start
from flows.engine.effects import Option, Say, Word, Words
from flows.engine.guards import Guard, yes
from flows.engine.kinds import Kind, Value, choice, many
from flows.engine.nodes import Ask, Dialogue, End, Flow, Route, go, junction
from flows.record import Record, decision_notes

WEIGHTS = Kind("weights", ("none",), presets=True)
EASY = Kind("weights", presets=True)
EASY_IN = {"metric": (3, 5, 8, 10, 15), "imperial": (5, 10, 15, 20, 30)}
"""Loads that could be lifted 15 times, in each unit, as numbers to correct."""
TASK = Kind("task", presets=True)
BANDS = ("light", "medium", "strong")
OWNED = ("kettlebell", "dumbbell", "band")
NEAR_DAYS = 7
"""Days in the mobility phase after which strength is near (proposed)."""
GRAMS = {"kg": 1000.0, "lb": 453.6}
UNIT = {"metric": "kg", "imperial": "lb"}


def dialogues(programme: Programme) -> tuple[Dialogue, ...]:
    """The weights at home and the person's task, with their acts."""
    return (
        Dialogue(weights(), {"done": _store}),
        Dialogue(task(programme), {"done": _store_task, "left": _task_left}),
    )


def weights() -> Flow:
    """Ask for each kind that the person owns, then for a load that is easy."""
    return Flow(
        "weights",
        (
            junction("begin", *_from(0)),
            Ask("kettlebell", WEIGHTS, _from(1), optional=True),
            Ask("dumbbell", WEIGHTS, _from(2), optional=True),
            Ask("band", many(*BANDS), _from(3), optional=True),
            Ask("easy", EASY, (go("done"),), options=_easy, optional=True),
            End("done"),
        ),
        params=tuple(f"has_{item}" for item in OWNED),
    )


def _easy(context: RunContext) -> tuple[Option, ...]:
    """Loads to choose from, in the person's unit."""
    units = context.record.units
    unit = UNIT.get(units, "kg")
    return tuple(
        Option(f"{n}{unit}", weight_word(round(n * GRAMS[unit]), units)) for n in EASY_IN[units]
    )


def _from(number: int) -> tuple[Route, ...]:
    """On to the next kind that the person has, else to the easy load."""
    rest = OWNED[number:]
    return (*(go(item, when=yes(f"has_{item}")) for item in rest), go("easy"))


def task(programme: Programme) -> Flow:
    """Ask for one task in a sentence; where no word of it is known, for the movement."""
    skipped = Guard("no task", ("task",), lambda values: values["task"] is None)
    known = Guard(
        "a movement is named",
        ("task",),
        lambda values: movement_in(programme, str(values["task"])) != "",
    )
    return Flow(
        "task",
        (
            Ask(
                "task",
                TASK,
                (go("left", when=skipped), go("done", when=known), go("movement")),
                optional=True,
            ),
            Ask("movement", choice(*programme.integration.movements), (go("done"),)),
            End("done"),
            End("left"),
        ),
    )


def questions_before_session(context: Context) -> tuple[Start, ...]:
    """What is still to be asked before a session: weights, the task, else the first look."""
    record = context.record
    plan, profile = record.plan, record.profile
    if plan is None or profile is None or plan.flare_since or plan.gentle:
        return ()
    found: list[Start] = []
    if plan.task is None and plan.phase == "integration":
        found.append(Start("task"))
    if profile.weights is None and _strength_is_near(context, plan):
        has = {f"has_{item}": "yes" if item in profile.equipment else "no" for item in OWNED}
        found.append(Start("weights", dict(has)))
    return tuple(found) or first_look.due(context)


def _strength_is_near(context: Context, plan: Plan) -> bool:
    if plan.phase in LOADED_PHASES:
        return True
    since = (context.today - plan.phase_since).days if plan.phase_since else 0
    return plan.phase == "mobility" and since >= NEAR_DAYS


def _store(context: RunContext) -> Outcome:
    """Keep the weights in the profile, in grams."""
    record, given = context.record, context.values
    assert record.profile is not None
    profile, record = record.profile, _in_their_units(record, given)
    easy = grams_in(record, given.get("easy"))
    bands = given.get("band")
    weights_at_home = Weights(
        kettlebell=grams_in(record, given.get("kettlebell")),
        dumbbell=grams_in(record, given.get("dumbbell")),
        bands=tuple(bands) if isinstance(bands, tuple | list) else (),
        easy=max(easy, default=0),
    )
    record = replace(record, profile=replace(profile, weights=weights_at_home))
    return Outcome(record, (Say("weights-noted"),))


def _in_their_units(record: Record, given: Mapping[str, Value]) -> Record:
    """Weights told in one unit alone are said in that unit from now on."""
    answers = [str(given.get(name) or "").split() for name in ("kettlebell", "dumbbell", "easy")]
    said = {unit for each in answers for word in each for unit in GRAMS if word.endswith(unit)}
    units = next((name for name, unit in UNIT.items() if said == {unit}), record.units)
    return replace(record, units=units)


def grams_in(record: Record, value: Value) -> tuple[int, ...]:
    """Give the weights of an answer in grams, light first; a bare number has the person's unit."""
    found = set[int]()
    for each in str(value or "").split():
        unit = next((name for name in GRAMS if each.endswith(name)), "")
        number = each.removesuffix(unit)
        if number.replace(".", "", 1).isdecimal():
            found.add(round(float(number) * GRAMS[unit or UNIT.get(record.units, "kg")]))
    return tuple(sorted(found))


def movement_in(programme: Programme, text: str) -> str:
    """Give the movement that a task's words name; "" where none does."""
    return next(iter(named_in(programme.task_words, text.partition("|")[0])), "")


def _store_task(context: RunContext) -> Outcome:
    text = str(context.values["task"])
    name, _, rest = text.partition("|")
    load, _, times = rest.partition("|")
    chosen = context.values.get("movement")
    movement = str(chosen) if chosen else movement_in(context.catalog.programme, text)
    grams = grams_in(context.record, load.strip())
    count = times.strip()
    said = Task(
        name.strip(),
        movement,
        grams=max(grams, default=0),
        times=int(count) if count.isdecimal() else 0,
    )
    return _with_task(context, said)


def _task_left(context: RunContext) -> Outcome:
    """Nothing named: the first activity of the assessment that has a known movement."""
    programme, profile = context.catalog.programme, context.record.profile
    activities = sorted(profile.activities, key=lambda a: a.ability) if profile else []
    found = ((a.name, movement_in(programme, a.name)) for a in activities)
    name, movement = next(((n, m) for n, m in found if m), ("", "lift"))
    return _with_task(context, Task(name, movement))


def _with_task(context: RunContext, said: Task) -> Outcome:
    record = context.record
    assert record.plan is not None
    plan, decision = rehearsing(record.plan, said)
    record = replace(record, plan=plan)
    words = Words((why_word(decision), Word(raw=said.name)), "lines")
    notes = decision_notes(context.now, (decision,))
    return Outcome(record, (Say("task-noted", {"reason": words}),), notes)
