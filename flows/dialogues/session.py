"""Today's session: how long, one card an exercise, then how it went (DECISIONS 17)."""

from msgspec.structs import replace

from flows.clinical.decision import Decision
from flows.clinical.history import Performed, Workout, day_of, with_day
from flows.clinical.prescription import instructions as card
from flows.clinical.prescription.build import prescribe
from flows.clinical.prescription.context import open_case
from flows.clinical.prescription.patterns import life_regions
from flows.clinical.prescription.prescribed import Occasion, Prescribed, Session
from flows.clinical.prescription.substitution import swap
from flows.dialogues.assessment import why_word
from flows.engine.context import Moment, Outcome, Scene, Start
from flows.engine.effects import Effect, Say
from flows.engine.guards import is_
from flows.engine.kinds import NRS, YES_NO, choice, number
from flows.engine.nodes import Ask, Dialogue, End, Flow, go
from flows.engine.words import Arg, Word, Words
from flows.record import Note, Record, Sitting, decision_notes, seed
from flows.safety_locks import locked

MINUTES_MIN, MINUTES_MAX = 5, 30
MINUTES = ("5", "10", "15", "20", "25", "30")
PACED = ("stability", "strength", "integration")
"""Blocks whose cards say to breathe and to use little effort: timing over tension (S2)."""
OUTCOMES = ("done", "easier", "harder", "hurts", "skip_it")


def opening() -> Flow:
    """Before a session: time and confidence."""
    minutes = number("count", MINUTES_MIN, MINUTES_MAX, *MINUTES)
    return Flow(
        "session",
        (
            Ask("minutes", minutes, (go("confidence"),)),
            Ask("confidence", NRS, (go("built"),), optional=True),
            End("built"),
        ),
    )


def exercise() -> Flow:
    """One card: do it, make it easier or harder, say that it hurts, or leave it out."""
    return Flow(
        "exercise",
        (
            Ask(
                "card",
                choice(*OUTCOMES),
                (
                    go("pain", when=is_("card", "hurts")),
                    *(
                        go(o, when=is_("card", o))
                        for o in OUTCOMES
                        if o not in ("hurts", "skip_it")
                    ),
                    go("skipped"),
                ),
                args=card_args,
            ),
            Ask("pain", NRS, (go("hurts"),)),
            End("done"),
            End("easier"),
            End("harder"),
            End("skipped"),
            End("hurts"),
        ),
        params=("index", "swap"),
    )


def closing() -> Flow:
    """After a session: the strongest pain, the effort, and control."""
    return Flow(
        "closing",
        (
            Ask("peak", NRS, (go("effort"),)),
            Ask("effort", NRS, (go("in_control"),), optional=True),
            Ask("in_control", YES_NO, (go("finished"),), optional=True),
            End("finished"),
        ),
    )


def item_of(scene: Scene) -> Prescribed:
    """The exercise of a card."""
    sitting = scene.record.sitting
    assert sitting is not None
    return sitting.session.items[int(str(scene.values["index"]))]


def card_args(scene: Scene) -> dict[str, Arg]:
    """Everything on a card: position in the session, dose, steps, cue, stop rule, why."""
    sitting, item = scene.record.sitting, item_of(scene)
    assert sitting is not None
    exercise_ = scene.catalog.exercises.by_id[item.exercise]
    plan, stop = scene.record.plan, Word(card.exercise_text(item.exercise, "stop"))
    stage = plan.stage if plan else "beginner"
    return {
        "number": int(str(scene.values["index"])) + 1,
        "count": len(sitting.session.items),
        "block": Word(f"block-{item.block}"),
        "name": Word(card.name_of(item.exercise)),
        "dose": dose_words(item),
        "steps": _lines(card.steps_of(exercise_)),
        "changes": _changes(scene, item),
        "cue": Word(card.cues_of(exercise_)[0]),
        "needs": _needs(item),
        "first": Word("card-stop-first", {"stop": stop}) if item.stop_first else "",
        "stop": "" if item.stop_first else stop,
        "breathe": Word("card-breathe") if item.block in PACED else "",
        "limit": Word(f"card-limit-{'beginner' if stage == 'beginner' else 'other'}"),
        "why": Word(card.exercise_text(item.exercise, "why")),
    }


def dose_words(item: Prescribed) -> Words:
    """The dose in one line."""
    return Words(tuple(Word(key, dict(args)) for key, args in card.dose_of(item)))


def _lines(keys: tuple[str, ...]) -> Words:
    steps = (Word("card-line", {"n": n, "text": Word(key)}) for n, key in enumerate(keys, 1))
    return Words(tuple(steps), "lines")


def _needs(item: Prescribed) -> Arg:
    """What to fetch, and what will do for what is not there; nothing is said of nothing."""
    owned = tuple(Word(f"equipment-{card.text_id(name)}") for name in item.equipment_used)
    lines = [Word("card-needs", {"items": Words(owned)})] if owned else []
    lines += [Word("card-stand-in", _stand_in(name)) for name in item.stand_ins]
    return Words(tuple(lines), "lines") if lines else ""


def _stand_in(name: str) -> dict[str, Arg]:
    slug = card.text_id(name)
    return {"item": Word(f"equipment-{slug}"), "substitute": Word(f"substitute-{slug}")}


def _changes(scene: Scene, item: Prescribed) -> Words:
    """The micro-steps in force; what is new since the last time says so."""
    before = _last_signature(scene, item.exercise)
    key = "card-step-changed" if before not in ("", item.signature) else "card-step"
    return Words(tuple(Word(key, {"step": Word(text)}) for text in card.micro_texts(item)), "lines")


def _last_signature(scene: Scene, exercise_id: str) -> str:
    days = reversed(scene.record.history.days)
    done = (p for day in days for w in reversed(day.workouts) for p in w.performed)
    return next((p.signature for p in done if p.exercise == exercise_id), "")


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
    day = day_of(record.history, scene.today)
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
    notes = (*decision_notes(scene.now, session.decisions), *_prescribed_notes(scene, session))
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
    day = day_of(moment.record.history, sitting.on)
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


LATE_PHASES = ("integration", "maintenance")


def occasion(moment: Moment, minutes: int) -> Occasion:
    """Today for this person; the seed makes the small daily variation theirs."""
    record = moment.record
    assert record.plan is not None
    mode = "flare" if record.plan.flare_since else "normal"
    if record.plan.phase == "maintenance" and mode == "normal":
        mode = "maintenance"
    plan, known = record.plan, record.profile
    targets = record.signature.targets if record.signature else ()
    life: tuple[str, ...] = ()
    if known and (plan.demand or plan.phase in LATE_PHASES):
        life = life_regions(moment.catalog.programme, plan, known.activities)
    return Occasion(moment.today, minutes, seed(record), mode, targets, life)
