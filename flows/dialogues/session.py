"""Today's session: how long, one card an exercise, then how it went (decision 17)."""

from msgspec.structs import replace

from flows.clinical.decision import Decision
from flows.clinical.history import Performed, Workout, day_of, with_day
from flows.clinical.plan import Dose
from flows.clinical.prescription import instructions
from flows.clinical.prescription.build import begun, prescribe
from flows.clinical.prescription.dose import is_loaded
from flows.clinical.prescription.eligibility import buffer_share, rehearsed_in
from flows.clinical.prescription.life_patterns import life_regions
from flows.clinical.prescription.prescribed import Occasion, Prescribed, Session
from flows.clinical.prescription.prescription_context import (
    PrescriptionContext,
    prescription_context,
)
from flows.clinical.prescription.substitution import spared, swap
from flows.clinical.progression.advance import strict
from flows.dialogues.why import weight_word, why_word
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
SECONDS_PER_MINUTE = 60


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
            Ask("card", choice(*OUTCOMES), routes, card_args, beside="pain", picture=_figure),
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
        plan=begun(record.plan, session),
    )
    said = _announcement(session, record.units)
    notes = _session_notes(context.now, session)
    return Outcome(record, (said,), notes, start=(_card(0),))


def _session_notes(now: float, session: Session) -> tuple[Note, ...]:
    """Why the session is what it is, how long it takes, and each exercise."""
    planned = Decision("session", session.mode, {"seconds": session.seconds})
    items = (_prescribed_note(now, item) for item in session.items)
    return (
        *decision_notes(now, session.decisions),
        Note(now, "session", session.mode, decision=planned),
        *items,
    )


def _prescribed_note(now: float, item: Prescribed) -> Note:
    inputs: dict[str, str | int | float | bool] = {
        "sets": item.sets,
        "reps": item.reps or 0,
        "breaths": item.breaths or 0,
        "hold": item.hold_s or 0,
        "duration": item.duration_s or 0,
        "tempo": "-".join(map(str, item.tempo)),
        "steps": " ".join(item.steps),
        "equipment": " ".join(item.equipment_used),
        "stand_ins": " ".join(item.stand_ins),
        "block": item.block,
        "grams": item.grams,
    }
    decision = Decision("prescribed", item.exercise, inputs)
    return Note(now, "prescribed", item.exercise, decision=decision)


def _announcement(session: Session, units: str) -> Say:
    blocks = dict.fromkeys(item.block for item in session.items)
    packs = (Word(f"pack-{pack}".replace("_", "-")) for pack in session.packs)
    args: dict[str, Arg] = {
        "news": Words(news(session, units), "lines"),
        "minutes": max(1, round(session.seconds / SECONDS_PER_MINUTE)),
        "count": len(session.items),
        "blocks": Words(tuple(Word(f"block-{block}") for block in blocks)),
        "packs": Words(tuple(packs), "lines"),
    }
    return Say("session-announced", args)


def news(session: Session, units: str) -> tuple[Word, ...]:
    """What is new on today's cards: told where it is shown, and on a day with the whole dose."""
    return tuple(
        Word(
            f"session-new-{item.change}",
            {
                "exercise": Word(instructions.name_of(item.exercise)),
                "dose": short_dose(item.given, units),
                "last": short_dose(item.last_whole, units),
            },
        )
        for item in session.items
        if item.change and item.given is not None
    )


def short_dose(dose: Dose | None, units: str) -> Word:
    """A dose in a few characters: "12 kg, 2 x 10"."""
    if dose is None:
        return Word(raw="-")
    args: dict[str, Arg] = {"sets": dose.sets, "amount": dose.amount}
    if dose.grams:
        return Word("dose-short-load", {**args, "weight": weight_word(dose.grams, units)})
    return Word("dose-short-band" if dose.band else "dose-short", {**args, "band": dose.band})


def _card(index: int, swaps: int = 0) -> Start:
    return Start("exercise", {"index": index, "swap": swaps})


# --- a card -----------------------------------------------------------------------------------
def card_args(context: RunContext) -> dict[str, Arg]:
    """Everything on a card: position in the session, dose, steps, cue, stop rule, why."""
    item = _item(context)
    exercise_ = context.catalog.exercises.by_id[item.exercise]
    stop = Word(instructions.exercise_text(item.exercise, "stop"))
    return {
        "number": _index(context) + 1,
        "count": len(_in_progress(context).session.items),
        "block": Word(f"block-{item.block}"),
        "name": Word(instructions.name_of(item.exercise)),
        "dose": dose_words(item, context.record.units),
        "last": _last_time(context, item),
        "steps": _lines(instructions.steps_of(exercise_)),
        "changes": _changes(context, item),
        "cue": Word(instructions.cues_of(exercise_)[0]),
        "needs": _needs(item),
        "first": Word("card-stop-first", {"stop": stop}) if item.stop_first else "",
        "safety": Words((*(() if item.stop_first else (stop,)), _limit(context)), "lines"),
        "breathe": _effort(context, item),
        "why": Word(instructions.exercise_text(item.exercise, "why")),
    }


def _figure(context: RunContext) -> str:
    """The figure of a card."""
    return instructions.figure_of(_item(context))


def dose_words(item: Prescribed, units: str = "metric") -> Words:
    """The dose in one line, its load first."""
    said = [Word("dose-weight", {"weight": weight_word(item.grams, units)})] if item.grams else []
    said += [Word("dose-band", {"band": item.band})] if item.band else []
    return Words((*said, *(Word(key, dict(args)) for key, args in instructions.dose_of(item))))


def _last_time(context: RunContext, item: Prescribed) -> Arg:
    """The dose of last time, where it was another; what only fills the time has none."""
    if item.last is None or item.whole is None or item.last == item.given:
        return ""
    return Word("card-last", {"dose": short_dose(item.last, context.record.units)})


def _effort(context: RunContext, item: Prescribed) -> Arg:
    """How hard to work: of lifts, only where there is something to lift and to count."""
    exercise_ = context.catalog.exercises.by_id[item.exercise]
    lifts = item.block == "strength" or exercise_.load is not None
    if item.block not in PACED or (item.block != "stability" and not (lifts and item.reps)):
        return ""
    return Word("card-breathe", {"block": item.block})


def _limit(context: RunContext) -> Word:
    """How much pain is all right on this card, in the numbers of the programme."""
    plan, rules = context.record.plan, context.catalog.programme.pain
    today = day_of(context.record.history, context.today)
    if plan is None or strict(rules.strict_types, plan, today.leg):
        above, most = rules.strict_above_rest_to, rules.strict_peak_to
    else:
        above, most = rules.above_rest_to[plan.stage], rules.peak_to
    return Word("card-limit", {"above": above, "most": most})


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
    items = (name.partition(":")[0] for name in item.equipment_used)
    owned = tuple(Word(f"equipment-{instructions.text_id(name)}") for name in items)
    lines = [Word("card-needs", {"items": Words(owned)})] if owned else []
    lines += [Word("card-stand-in", _stand_in(name)) for name in item.stand_ins]
    return Words(tuple(lines), "lines") if lines else ""


def _stand_in(name: str) -> dict[str, Arg]:
    slug = instructions.text_id(name)
    return {"item": Word(f"equipment-{slug}"), "substitute": Word(f"substitute-{slug}")}


def _changes(context: RunContext, item: Prescribed) -> Words:
    """How the load is held, the person's task, the step that is new and at most one other."""
    before = _last_signature(context, item.exercise)
    lines = [Word("card-step", {"step": Word(instructions.load_text(item))})] if item.grams else []
    lines += _rehearsal(context, item)
    for text, fresh in instructions.micro_texts(item, before):
        key = "card-step-changed" if fresh else "card-step"
        lines.append(Word(key, {"step": Word(text)}))
    return Words(tuple(lines), "lines")


def _rehearsal(context: RunContext, item: Prescribed) -> list[Word]:
    """The person's own task, and how much of it this is."""
    plan = context.record.plan
    task = rehearsed_in(context.catalog.library, plan, item.exercise) if plan else None
    if task is None or not task.name:
        return []
    percent = buffer_share(task, item.grams) if item.grams else 0
    key = "card-buffer" if percent else "card-rehearsal"
    return [Word(key, {"name": Word(raw=task.name), "percent": percent})]


def _last_signature(context: RunContext, exercise_id: str) -> str:
    """The form in which an exercise was last done, or ""."""
    days = reversed(context.record.history.days)
    done = (p for day in days for w in reversed(day.workouts) for p in w.performed)
    return next((p.signature for p in done if p.exercise == exercise_id), "")


# --- the ends of a card -----------------------------------------------------------------------
def _next(context: RunContext) -> Outcome:
    return _performed(context, "done" if context.values["card"] == "done" else "skipped")


def _hurts(context: RunContext) -> Outcome:
    """It hurts: above the limit the exercise is over; else the easier one, if there is one.

    The same movement does not follow in this session.
    """
    pain = float(str(context.values["pain"]))
    over = pain >= STOP_FROM
    reply = Say("exercise-stopped" if over else "exercise-eased", {"pain": pain})
    context = _spared(context) if over else _noted(_spared(context))
    outcome = _performed(context, "hurts") if over else _swapped(context, "hurts")
    return Outcome(outcome.record, (reply, *outcome.effects), outcome.notes, outcome.start)


def _spared(context: RunContext) -> RunContext:
    """The rest of the session spared of the movement that hurt."""
    before = _in_progress(context)
    session = spared(_prescribing(context), before.session, _index(context))
    after = replace(context.record, session_in_progress=replace(before, session=session))
    return RunContext(after, context.catalog, context.now, context.run)


def _prescribing(context: RunContext) -> PrescriptionContext:
    """What the session in progress was prescribed from."""
    record, minutes = context.record, _in_progress(context).minutes
    assert record.plan and record.profile
    return prescription_context(
        context.catalog.library,
        record.profile,
        record.plan,
        record.history,
        occasion(context, minutes),
    )


def _noted(context: RunContext) -> RunContext:
    """What hurt kept, whatever is done in its place."""
    before = _in_progress(context)
    hurt = (*before.hurt, _as_done(_item(context), "hurts"))
    after = replace(context.record, session_in_progress=replace(before, hurt=hurt))
    return RunContext(after, context.catalog, context.now, context.run)


def _as_done(item: Prescribed, outcome: str) -> Performed:
    return Performed(
        item.exercise, item.block, outcome, top=item.top, signature=item.signature, dose=item.given
    )


def _swap(context: RunContext) -> Outcome:
    return _swapped(context, str(context.values["card"]))


def _swapped(context: RunContext, request: str) -> Outcome:
    """The card again with another exercise, or with the same where there is no other."""
    record, before, index = context.record, _in_progress(context), _index(context)
    done = (*before.hurt, *before.performed)
    hurt = tuple(each.exercise for each in done if each.outcome == "hurts")
    session = swap(_prescribing(context), before.session, index, request, hurt)
    reason = session.decisions[-1]
    changed = session.swaps > before.session.swaps
    notes = (_prescribed_note(context.now, session.items[index]),) if changed else ()
    record = replace(record, session_in_progress=replace(before, session=session), why=(reason,))
    reply = Say("exercise-swap", {"reason": why_word(reason, record.units)})
    return Outcome(record, (reply,), notes, start=(_card(index, session.swaps),))


def _performed(context: RunContext, outcome: str) -> Outcome:
    """Write down how the exercise went, and on to the next card or to the end."""
    item, before = _item(context), _in_progress(context)
    performed = (*before.performed, _as_done(item, outcome))
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
    if session is None or not (session.performed or session.hurt):
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
    """The record with the session written into its day; one of which nothing was done is none."""
    session = _in_progress(context)
    if not (session.performed or session.hurt):
        return replace(context.record, session_in_progress=None)
    done = sum(each.outcome == "done" for each in session.performed)
    workout = Workout(
        performed=(*session.hurt, *session.performed),
        share=round(done / len(session.session.items), 2),
        before=session.before,
        minutes=session.minutes,
        loaded=any(map(_was_loaded, session.performed)),
        **ratings,  # type: ignore[arg-type]
    )
    day = day_of(context.record.history, session.on)
    history = with_day(context.record.history, replace(day, workouts=(*day.workouts, workout)))
    return replace(context.record, history=history, session_in_progress=None)


def _was_loaded(done: Performed) -> bool:
    return done.outcome != "skipped" and done.dose is not None and is_loaded(done.dose)
