"""Today's session: how long, one card an exercise, then how it went (decision 17)."""

from msgspec.structs import replace

from flows.clinical.decision import Decision
from flows.clinical.history import Performed, Workout, day_of, with_day
from flows.clinical.prescription import instructions
from flows.clinical.prescription.build import prescribe
from flows.clinical.prescription.context import prescription_context
from flows.clinical.prescription.patterns import life_regions
from flows.clinical.prescription.prescribed import Occasion, Prescribed, Session
from flows.clinical.prescription.substitution import swap
from flows.dialogues.why import why_word
from flows.engine.context import Context, Outcome, RunContext, Start
from flows.engine.effects import Arg, Effect, Say, Word, Words
from flows.engine.guards import is_
from flows.engine.kinds import NRS, YES_NO, choice, number
from flows.engine.nodes import Ask, Dialogue, End, Flow, go
from flows.record import Note, Record, SessionInProgress, decision_notes, seed
from flows.safety_locks import locked

SESSION_FLOWS = ("session", "exercise", "closing")
"""The flows of a session in progress."""
MINUTES_MIN, MINUTES_MAX = 5, 30
MINUTES = ("5", "10", "15", "20", "25", "30")
OUTCOMES = ("done", "easier", "harder", "hurts", "skip_it")
PACED = ("stability", "strength", "integration")
"""Blocks whose cards say to breathe and to use little effort: timing over tension (seed 002)."""
STOP_FROM = 6.0
"""Pain at which an exercise is over for the day (traffic light, rules 2.2, proposed)."""
LATE_PHASES = ("integration", "maintenance")
"""Phases in which exercises for the person's own activities are preferred."""
WEEK_DAYS = 7


def dialogues() -> tuple[Dialogue, ...]:
    """The session, its cards and its end, with their acts."""
    cards = {"done": _next, "skipped": _next, "hurts": _hurts, "easier": _swap, "harder": _swap}
    return (
        Dialogue(beginning(), {"built": _built}),
        Dialogue(exercise(), cards),
        Dialogue(closing(), {"finished": _finished}),
    )


def beginning() -> Flow:
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
    ends = ("done", "easier", "harder")
    routes = (
        go("pain", when=is_("card", "hurts")),
        *(go(end, when=is_("card", end)) for end in ends),
        go("skipped"),
    )
    return Flow(
        "exercise",
        (
            Ask("card", choice(*OUTCOMES), routes, args=card_args, beside="pain"),
            Ask("pain", NRS, (go("hurts"),)),
            *(End(end) for end in (*ends, "skipped", "hurts")),
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


# --- building it ------------------------------------------------------------------------------
def occasion(context: Context, minutes: int) -> Occasion:
    """Today for this person; the seed makes the small daily variation theirs."""
    record, plan = context.record, context.record.plan
    assert plan is not None
    mode = "flare" if plan.flare_since else "normal"
    if plan.phase == "maintenance" and mode == "normal":
        mode = "maintenance"
    targets = record.signature.targets if record.signature else ()
    life: tuple[str, ...] = ()
    if record.profile and (plan.demand or plan.phase in LATE_PHASES):
        life = life_regions(context.catalog.programme, plan, record.profile.activities)
    return Occasion(context.today, minutes, seed(record), mode, targets, life)


def _built(context: RunContext) -> Outcome:
    """Prescribe the session, announce it, and show the first card."""
    record = context.record
    assert not locked(record), "a locked person reached a session (H21)"
    assert record.plan is not None and record.profile is not None
    minutes = int(float(str(context.values["minutes"])))
    session = prescribe(
        context.catalog.library,
        record.profile,
        record.plan,
        record.history,
        occasion(context, minutes),
    )
    rated = context.values.get("confidence")
    confidence = float(rated) if isinstance(rated, int | float) else None
    day = day_of(record.history, context.today)
    record = replace(
        record,
        session_in_progress=SessionInProgress(
            id=f"{context.today.isoformat()}-{len(day.workouts)}",
            on=context.today,
            session=session,
            minutes=minutes,
            before=day.pain,
            confidence=confidence,
        ),
        why=session.decisions,
        history=with_day(record.history, replace(day, confidence=confidence)),
    )
    items = tuple(_prescribed_note(context.now, item) for item in session.items)
    notes = (*decision_notes(context.now, session.decisions), *items)
    return Outcome(record, (_announcement(session, minutes),), notes, start=(_card(0),))


def _prescribed_note(now: float, item: Prescribed) -> Note:
    inputs: dict[str, str | int | float | bool] = {
        "sets": item.sets,
        "reps": item.reps or 0,
        "steps": " ".join(item.steps),
        "equipment": " ".join(item.equipment_used),
        "stand_ins": " ".join(item.stand_ins),
        "block": item.block,
    }
    decision = Decision("prescribed", item.exercise, inputs)
    return Note(now, "prescribed", item.exercise, decision=decision)


def _announcement(session: Session, minutes: int) -> Say:
    blocks = dict.fromkeys(item.block for item in session.items)
    packs = (Word(f"pack-{pack}".replace("_", "-")) for pack in session.packs)
    args: dict[str, Arg] = {
        "minutes": minutes,
        "count": len(session.items),
        "blocks": Words(tuple(Word(f"block-{block}") for block in blocks)),
        "packs": Words(tuple(packs), "lines"),
    }
    return Say("session-announced", args)


def _card(index: int, swaps: int = 0) -> Start:
    return Start("exercise", {"index": index, "swap": swaps})


# --- a card -----------------------------------------------------------------------------------
def card_args(context: RunContext) -> dict[str, Arg]:
    """Everything on a card: position in the session, dose, steps, cue, stop rule, why."""
    item, plan = _item(context), context.record.plan
    exercise_ = context.catalog.exercises.by_id[item.exercise]
    stop = Word(instructions.exercise_text(item.exercise, "stop"))
    stage = plan.stage if plan else "beginner"
    return {
        "number": _index(context) + 1,
        "count": len(_in_progress(context).session.items),
        "block": Word(f"block-{item.block}"),
        "name": Word(instructions.name_of(item.exercise)),
        "dose": dose_words(item),
        "steps": _lines(instructions.steps_of(exercise_)),
        "changes": _changes(context, item),
        "cue": Word(instructions.cues_of(exercise_)[0]),
        "needs": _needs(item),
        "first": Word("card-stop-first", {"stop": stop}) if item.stop_first else "",
        "stop": "" if item.stop_first else stop,
        "breathe": Word("card-breathe") if item.block in PACED else "",
        "limit": Word(f"card-limit-{'beginner' if stage == 'beginner' else 'other'}"),
        "why": Word(instructions.exercise_text(item.exercise, "why")),
    }


def dose_words(item: Prescribed) -> Words:
    """The dose in one line."""
    return Words(tuple(Word(key, dict(args)) for key, args in instructions.dose_of(item)))


def _in_progress(context: Context) -> SessionInProgress:
    """The session that a card belongs to."""
    assert context.record.session_in_progress is not None
    return context.record.session_in_progress


def _index(context: RunContext) -> int:
    return int(str(context.values["index"]))


def _item(context: RunContext) -> Prescribed:
    """The exercise of a card."""
    return _in_progress(context).session.items[_index(context)]


def _lines(keys: tuple[str, ...]) -> Words:
    steps = (Word("card-line", {"n": n, "text": Word(key)}) for n, key in enumerate(keys, 1))
    return Words(tuple(steps), "lines")


def _needs(item: Prescribed) -> Arg:
    """What to fetch, and what will do for what is not there; nothing is said of nothing."""
    owned = tuple(Word(f"equipment-{instructions.text_id(name)}") for name in item.equipment_used)
    lines = [Word("card-needs", {"items": Words(owned)})] if owned else []
    lines += [Word("card-stand-in", _stand_in(name)) for name in item.stand_ins]
    return Words(tuple(lines), "lines") if lines else ""


def _stand_in(name: str) -> dict[str, Arg]:
    slug = instructions.text_id(name)
    return {"item": Word(f"equipment-{slug}"), "substitute": Word(f"substitute-{slug}")}


def _changes(context: RunContext, item: Prescribed) -> Words:
    """The micro-steps in force; what is new since the last time says so."""
    before = _last_signature(context, item.exercise)
    key = "card-step-changed" if before not in ("", item.signature) else "card-step"
    steps = tuple(Word(key, {"step": Word(text)}) for text in instructions.micro_texts(item))
    return Words(steps, "lines")


def _last_signature(context: RunContext, exercise_id: str) -> str:
    """The form in which an exercise was last done, or ""."""
    days = reversed(context.record.history.days)
    done = (p for day in days for w in reversed(day.workouts) for p in w.performed)
    return next((p.signature for p in done if p.exercise == exercise_id), "")


# --- the ends of a card -----------------------------------------------------------------------
def _next(context: RunContext) -> Outcome:
    return _performed(context, "done" if context.values["card"] == "done" else "skipped")


def _hurts(context: RunContext) -> Outcome:
    """It hurts: above the limit the exercise is over; else the easier one, if there is one."""
    pain = float(str(context.values["pain"]))
    over = pain >= STOP_FROM
    reply = Say("exercise-stopped" if over else "exercise-eased", {"pain": pain})
    outcome = _performed(context, "hurts") if over else _swapped(context, "hurts")
    return Outcome(outcome.record, (reply, *outcome.effects), outcome.notes, outcome.start)


def _swap(context: RunContext) -> Outcome:
    return _swapped(context, str(context.values["card"]))


def _swapped(context: RunContext, wish: str) -> Outcome:
    """The card again with another exercise, or with the same where there is no other."""
    record, before, index = context.record, _in_progress(context), _index(context)
    assert record.plan and record.profile
    prescribing = prescription_context(
        context.catalog.library,
        record.profile,
        record.plan,
        record.history,
        occasion(context, before.minutes),
    )
    session = swap(prescribing, before.session, index, wish)
    reason = session.decisions[-1]
    changed = session.swaps > before.session.swaps
    notes = (_prescribed_note(context.now, session.items[index]),) if changed else ()
    record = replace(record, session_in_progress=replace(before, session=session), why=(reason,))
    reply = Say("exercise-swap", {"reason": why_word(reason)})
    return Outcome(record, (reply,), notes, start=(_card(index, session.swaps),))


def _performed(context: RunContext, outcome: str) -> Outcome:
    """Write down how the exercise went, and on to the next card or to the end."""
    item, before = _item(context), _in_progress(context)
    done = Performed(item.exercise, item.block, outcome, top=item.top, signature=item.signature)
    performed = (*before.performed, done)
    after = replace(before, performed=performed, index=len(performed))
    last = after.index >= len(after.session.items)
    return Outcome(
        replace(context.record, session_in_progress=after),
        notes=(Note(context.now, "performed", item.exercise, outcome),),
        start=(Start("closing") if last else _card(after.index),),
    )


# --- leaving it, and going back ---------------------------------------------------------------
def stopped_early(context: Context) -> Outcome:
    """End a session before its last card: what was done counts."""
    session = context.record.session_in_progress
    if session is None or not session.performed:
        record = replace(context.record, session_in_progress=None)
        return Outcome(record, (Say("session-dropped"),), leave=True)
    return Outcome(context.record, (Say("session-stopped"),), leave=True, start=(Start("closing"),))


def reopened(context: Context) -> Outcome | None:
    """Back over the start of a card: the card before it again; None at the first."""
    session = context.record.session_in_progress
    if session is None or not session.performed:
        return None
    before = replace(session, performed=session.performed[:-1], index=session.index - 1)
    record = replace(context.record, session_in_progress=before)
    return Outcome(record, leave=True, start=(_card(before.index),))


# --- its end ----------------------------------------------------------------------------------
def _finished(context: RunContext) -> Outcome:
    given = context.values
    effort, control = given.get("effort"), given.get("in_control")
    ratings: dict[str, float | bool | None] = {
        "peak": float(str(given["peak"])),
        "effort": None if effort is None else float(str(effort)),
        "in_control": None if control is None else control == "yes",
    }
    record = written_down(context, ratings)
    week = record.history.days[-WEEK_DAYS:]
    effects: list[Effect] = [
        Say("session-finished", {"count": sum(bool(day.workouts) for day in week)})
    ]
    if control == "no":
        effects.append(Say("cue-over-bracing"))
    return Outcome(record, tuple(effects))


def written_down(context: Context, ratings: dict[str, float | bool | None]) -> Record:
    """The record with the session in progress written into its day."""
    session = _in_progress(context)
    done = sum(each.outcome == "done" for each in session.performed)
    workout = Workout(
        performed=session.performed,
        share=round(done / len(session.session.items), 2),
        before=session.before,
        minutes=session.minutes,
        **ratings,  # type: ignore[arg-type]
    )
    day = day_of(context.record.history, session.on)
    history = with_day(context.record.history, replace(day, workouts=(*day.workouts, workout)))
    return replace(context.record, history=history, session_in_progress=None)
