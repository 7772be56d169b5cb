"""What follows from the cards of a session: the next one, a swap, the end (DECISIONS 17)."""

from msgspec.structs import replace

from flows.clinical.case import open_case
from flows.clinical.decision import Decision
from flows.clinical.history import Performed, Workout
from flows.clinical.prescription import prescribe
from flows.clinical.session import Session
from flows.clinical.swap import swap
from flows.decided import day_of, decided_notes, occasion, with_day
from flows.engine.effects import Effect, Say
from flows.engine.scene import Dialogue, Moment, Outcome, Scene, Start
from flows.engine.words import Arg, Word, Words
from flows.ledger import locked
from flows.planning import why_word
from flows.record import Note, Record, Sitting
from flows.training import closing, exercise, item_of, opening

STOP_FROM = 6.0
"""Pain at which an exercise is over for the day (traffic light, RULES 2.2, proposed)."""


def dialogues() -> tuple[Dialogue, ...]:
    """The session, its cards and its end, with their acts."""
    cards = {"done": _next, "skipped": _next, "hurts": _hurts, "easier": _swap, "harder": _swap}
    return (
        Dialogue(opening(), {"built": _built}),
        Dialogue(exercise(), cards),
        Dialogue(closing(), {"finished": _finished}),
    )


def _built(scene: Scene) -> Outcome:
    record = scene.record
    assert not locked(record), "a locked person reached a session (H3)"
    assert record.plan is not None and record.profile is not None
    minutes = int(float(str(scene.values["minutes"])))
    wanted = occasion(scene, minutes)
    session = prescribe(scene.catalog.library, record.profile, record.plan, record.history, wanted)
    confidence = scene.values.get("confidence")
    day = day_of(record, scene.today)
    sitting = Sitting(
        id=f"{scene.today.isoformat()}-{len(day.workouts)}",
        on=scene.today,
        session=session,
        minutes=minutes,
        before=day.pain,
        confidence=float(confidence) if isinstance(confidence, int | float) else None,
    )
    day = replace(day, confidence=sitting.confidence)
    record = replace(
        record, sitting=sitting, why=session.decisions, history=with_day(record.history, day)
    )
    notes = (*decided_notes(scene, session.decisions), *_prescribed_notes(scene, session))
    return Outcome(record, (_announced(session, minutes),), notes, start=(_card(0),))


def _prescribed_notes(scene: Scene, session: Session) -> tuple[Note, ...]:
    return tuple(_given_note(scene.now, session, index) for index in range(len(session.items)))


def _given_note(now: float, session: Session, index: int) -> Note:
    item = session.items[index]
    inputs: dict[str, str | int | float | bool] = {
        "sets": item.sets,
        "reps": item.reps or 0,
        "steps": " ".join(item.steps),
        "equipment": " ".join(item.equipment_used),
        "stand_ins": " ".join(item.stand_ins),
        "block": item.block,
    }
    return Note(
        now, "prescribed", item.exercise, decision=Decision("prescribed", item.exercise, inputs)
    )


def _announced(session: Session, minutes: int) -> Say:
    blocks = tuple(dict.fromkeys(item.block for item in session.items))
    args: dict[str, Arg] = {
        "minutes": minutes,
        "count": len(session.items),
        "blocks": Words(tuple(Word(f"block-{block}") for block in blocks)),
        "packs": Words(
            tuple(Word(f"pack-{pack}".replace("_", "-")) for pack in session.packs), "lines"
        ),
    }
    return Say("session-announced", args)


def _card(index: int, swaps: int = 0) -> Start:
    return Start("exercise", {"index": index, "swap": swaps})


def _next(scene: Scene) -> Outcome:
    outcome = "done" if scene.values["card"] == "done" else "skipped"
    return _advance(scene, outcome)


def _hurts(scene: Scene) -> Outcome:
    """It hurts: above the limit the exercise is over; else the easier one, if there is one."""
    pain = float(str(scene.values["pain"]))
    over = pain >= STOP_FROM
    said = Say("exercise-stopped" if over else "exercise-eased", {"pain": pain})
    outcome = _advance(scene, "hurts") if over else _swapped(scene, "hurts")
    return Outcome(outcome.record, (said, *outcome.effects), outcome.notes, outcome.start)


def _swap(scene: Scene) -> Outcome:
    return _swapped(scene, str(scene.values["card"]))


def _swapped(scene: Scene, wish: str) -> Outcome:
    record, index = scene.record, int(str(scene.values["index"]))
    sitting = record.sitting
    assert sitting and record.plan and record.profile
    wanted = occasion(scene, sitting.minutes)
    case = open_case(scene.catalog.library, record.profile, record.plan, record.history, wanted)
    session = swap(case, sitting.session, index, wish)
    reason = session.decisions[-1]
    notes = (
        (_given_note(scene.now, session, index),) if session.swaps > sitting.session.swaps else ()
    )
    record = replace(record, sitting=replace(sitting, session=session), why=(reason,))
    said = Say("exercise-swap", {"reason": why_word(reason)})
    return Outcome(record, (said,), notes, start=(_card(index, session.swaps),))


def _advance(scene: Scene, outcome: str) -> Outcome:
    record, item = scene.record, item_of(scene)
    assert record.sitting is not None
    done = Performed(item.exercise, item.block, outcome, top=item.top, signature=item.signature)
    sitting = replace(record.sitting, performed=(*record.sitting.performed, done))
    sitting = replace(sitting, index=len(sitting.performed))
    record = replace(record, sitting=sitting)
    note = Note(scene.now, "performed", item.exercise, outcome)
    last = sitting.index >= len(sitting.session.items)
    following = Start("closing") if last else _card(sitting.index)
    return Outcome(record, notes=(note,), start=(following,))


def stopped_early(moment: Moment) -> Outcome:
    """End a session before its last card: what was done counts."""
    sitting = moment.record.sitting
    if sitting is None or not sitting.performed:
        return Outcome(replace(moment.record, sitting=None), (Say("session-dropped"),), leave=True)
    return Outcome(moment.record, (Say("session-stopped"),), leave=True, start=(Start("closing"),))


def reopened(moment: Moment) -> Outcome | None:
    """Back over the start of a card: the card before it again; None at the first."""
    sitting = moment.record.sitting
    if sitting is None or not sitting.performed:
        return None
    before = replace(sitting, performed=sitting.performed[:-1], index=sitting.index - 1)
    record = replace(moment.record, sitting=before)
    return Outcome(record, leave=True, start=(_card(before.index),))


def settled(moment: Moment, given: dict[str, float | bool | None]) -> Record:
    """The record with the session written into its day."""
    sitting = moment.record.sitting
    assert sitting is not None
    done = sum(each.outcome == "done" for each in sitting.performed)
    workout = Workout(
        performed=sitting.performed,
        share=round(done / len(sitting.session.items), 2),
        before=sitting.before,
        minutes=sitting.minutes,
        **given,  # type: ignore[arg-type]
    )
    day = day_of(moment.record, sitting.on)
    history = with_day(moment.record.history, replace(day, workouts=(*day.workouts, workout)))
    return replace(moment.record, history=history, sitting=None)


def _finished(scene: Scene) -> Outcome:
    given = scene.values
    control = given.get("in_control")
    record = settled(
        scene,
        {
            "peak": float(str(given["peak"])),
            "effort": float(str(given["effort"])) if given.get("effort") is not None else None,
            "in_control": None if control is None else control == "yes",
        },
    )
    effects: list[Effect] = [Say("session-finished", {"count": _days_shown(record)})]
    if control == "no":
        effects.append(Say("cue-over-bracing"))
    return Outcome(record, tuple(effects))


def _days_shown(record: Record) -> int:
    week = record.history.days[-7:]
    return sum(bool(day.workouts) for day in week)
