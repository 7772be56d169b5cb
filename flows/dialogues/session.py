"""Today's session: how long, one card an exercise, then how it went (decision 17)."""

from msgspec.structs import replace

from flows.clinical.decision import Decision
from flows.clinical.history import Performed, Workout, day_of, with_day
from flows.clinical.plan import Dose
from flows.clinical.prescription import instructions as card
from flows.clinical.prescription.build import begun, prescribe
from flows.clinical.prescription.context import prescription_context
from flows.clinical.prescription.life_patterns import life_regions
from flows.clinical.prescription.loads import is_loaded
from flows.clinical.prescription.prescribed import Occasion, Prescribed, Session
from flows.clinical.prescription.rehearsal import buffer_share, rehearsed_in
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
PACED = ("stability", "strength", "integration")
"""Blocks whose cards say to breathe and to use little effort: timing over tension (seed 002)."""
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


def item_of(context: RunContext) -> Prescribed:
    """The exercise of a card."""
    session_in_progress = context.record.session_in_progress
    assert session_in_progress is not None
    return session_in_progress.session.items[int(str(context.values["index"]))]


def card_args(context: RunContext) -> dict[str, Arg]:
    """Everything on a card: position in the session, dose, steps, cue, stop rule, why."""
    session_in_progress, item = context.record.session_in_progress, item_of(context)
    assert session_in_progress is not None
    exercise_ = context.catalog.exercises.by_id[item.exercise]
    stop = Word(card.exercise_text(item.exercise, "stop"))
    return {
        "number": int(str(context.values["index"])) + 1,
        "count": len(session_in_progress.session.items),
        "block": Word(f"block-{item.block}"),
        "name": Word(card.name_of(item.exercise)),
        "dose": dose_words(item, context.record.units),
        "last": _last_time(context, item),
        "steps": _lines(card.steps_of(exercise_)),
        "changes": _changes(context, item),
        "cue": Word(card.cues_of(exercise_)[0]),
        "needs": _needs(item),
        "first": Word("card-stop-first", {"stop": stop}) if item.stop_first else "",
        "stop": "" if item.stop_first else stop,
        "breathe": Word("card-breathe", {"block": item.block}) if item.block in PACED else "",
        "limit": _limit(context),
        "why": Word(card.exercise_text(item.exercise, "why")),
    }


def dose_words(item: Prescribed, units: str = "metric") -> Words:
    """The dose in one line, its load first."""
    said = [Word("dose-weight", {"weight": weight_word(item.grams, units)})] if item.grams else []
    said += [Word("dose-band", {"band": item.band})] if item.band else []
    return Words((*said, *(Word(key, dict(args)) for key, args in card.dose_of(item))))


def _last_time(context: RunContext, item: Prescribed) -> Arg:
    """The dose of last time, where it was another."""
    if item.last is None or item.last == item.given:
        return ""
    return Word("card-last", {"dose": short_dose(item.last, context.record.units)})


def _limit(context: RunContext) -> Word:
    """How much pain is all right on this card, in the numbers of the programme."""
    plan, rules = context.record.plan, context.catalog.programme.pain
    today = day_of(context.record.history, context.today)
    if plan is None or strict(rules.strict_types, plan, today.leg):
        above, most = rules.strict_above_rest_to, rules.strict_peak_to
    else:
        above, most = rules.above_rest_to[plan.stage], rules.peak_to
    return Word("card-limit", {"above": above, "most": most})


def _lines(keys: tuple[str, ...]) -> Words:
    steps = (Word("card-line", {"n": n, "text": Word(key)}) for n, key in enumerate(keys, 1))
    return Words(tuple(steps), "lines")


def _needs(item: Prescribed) -> Arg:
    """What to fetch, and what will do for what is not there; nothing is said of nothing."""
    items = (name.partition(":")[0] for name in item.equipment_used)
    owned = tuple(Word(f"equipment-{card.text_id(name)}") for name in items)
    lines = [Word("card-needs", {"items": Words(owned)})] if owned else []
    lines += [Word("card-stand-in", _stand_in(name)) for name in item.stand_ins]
    return Words(tuple(lines), "lines") if lines else ""


def _stand_in(name: str) -> dict[str, Arg]:
    slug = card.text_id(name)
    return {"item": Word(f"equipment-{slug}"), "substitute": Word(f"substitute-{slug}")}


def _changes(context: RunContext, item: Prescribed) -> Words:
    """How the load is held, the person's task, the step that is new and at most one other."""
    before = _last_signature(context, item.exercise)
    lines = [Word("card-step", {"step": Word(card.load_text(item))})] if item.grams else []
    lines += _rehearsal(context, item)
    for text, fresh in card.micro_texts(item, before):
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
    days = reversed(context.record.history.days)
    done = (p for day in days for w in reversed(day.workouts) for p in w.performed)
    return next((p.signature for p in done if p.exercise == exercise_id), "")


SECONDS_PER_MINUTE = 60
STOP_FROM = 6.0
"""Pain at which an exercise is over for the day (traffic light, rules 2.2, proposed)."""


def dialogues() -> tuple[Dialogue, ...]:
    """The session, its cards and its end, with their acts."""
    cards = {"done": _next, "skipped": _next, "hurts": _hurts, "easier": _swap, "harder": _swap}
    return (
        Dialogue(opening(), {"built": _built}),
        Dialogue(exercise(), cards),
        Dialogue(closing(), {"finished": _finished}),
    )


def _built(context: RunContext) -> Outcome:
    record = context.record
    assert not locked(record), "a locked person reached a session (H21)"
    assert record.plan is not None and record.profile is not None
    minutes = int(float(str(context.values["minutes"])))
    wanted = occasion(context, minutes)
    session = prescribe(
        context.catalog.library, record.profile, record.plan, record.history, wanted
    )
    confidence = context.values.get("confidence")
    day = day_of(record.history, context.today)
    session_in_progress = SessionInProgress(
        id=f"{context.today.isoformat()}-{len(day.workouts)}",
        on=context.today,
        session=session,
        minutes=minutes,
        before=day.pain,
        confidence=float(confidence) if isinstance(confidence, int | float) else None,
    )
    day = replace(day, confidence=session_in_progress.confidence)
    record = replace(
        record,
        session_in_progress=session_in_progress,
        why=session.decisions,
        history=with_day(record.history, day),
        plan=begun(record.plan, session),
    )
    notes = (*decision_notes(context.now, session.decisions), *_prescribed_notes(context, session))
    return Outcome(record, (_announced(context, session),), notes, start=(_card(0),))


def _prescribed_notes(context: RunContext, session: Session) -> tuple[Note, ...]:
    planned = Decision("session", session.mode, {"seconds": session.seconds})
    items = (_given_note(context.now, session, index) for index in range(len(session.items)))
    return (Note(context.now, "session", session.mode, decision=planned), *items)


def _given_note(now: float, session: Session, index: int) -> Note:
    item = session.items[index]
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
    return Note(
        now, "prescribed", item.exercise, decision=Decision("prescribed", item.exercise, inputs)
    )


def _announced(context: Context, session: Session) -> Say:
    blocks = tuple(dict.fromkeys(item.block for item in session.items))
    args: dict[str, Arg] = {
        "news": Words(news(session, context.record.units), "lines"),
        "minutes": max(1, round(session.seconds / SECONDS_PER_MINUTE)),
        "count": len(session.items),
        "blocks": Words(tuple(Word(f"block-{block}") for block in blocks)),
        "packs": Words(
            tuple(Word(f"pack-{pack}".replace("_", "-")) for pack in session.packs), "lines"
        ),
    }
    return Say("session-announced", args)


def news(session: Session, units: str) -> tuple[Word, ...]:
    """What is new on today's cards: told where it is shown, and on a day with the whole dose."""
    return tuple(
        Word(
            f"session-new-{item.change}",
            {
                "exercise": Word(card.name_of(item.exercise)),
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


def _next(context: RunContext) -> Outcome:
    outcome = "done" if context.values["card"] == "done" else "skipped"
    return _advance(context, outcome)


def _hurts(context: RunContext) -> Outcome:
    """It hurts: above the limit the exercise is over; else the easier one, if there is one.

    The same movement does not follow in this session.
    """
    pain = float(str(context.values["pain"]))
    over = pain >= STOP_FROM
    said = Say("exercise-stopped" if over else "exercise-eased", {"pain": pain})
    context = _spared(context) if over else _noted(_spared(context))
    outcome = _advance(context, "hurts") if over else _swapped(context, "hurts")
    return Outcome(outcome.record, (said, *outcome.effects), outcome.notes, outcome.start)


def _spared(context: RunContext) -> RunContext:
    """The moment with the rest of the session spared of the movement that hurt."""
    record, index = context.record, int(str(context.values["index"]))
    doing = record.session_in_progress
    assert doing and record.plan and record.profile
    wanted = occasion(context, doing.minutes)
    person = prescription_context(
        context.catalog.library, record.profile, record.plan, record.history, wanted
    )
    session = spared(person, doing.session, index)
    record = replace(record, session_in_progress=replace(doing, session=session))
    return RunContext(record, context.catalog, context.now, context.run)


def _noted(context: RunContext) -> RunContext:
    """The moment with what hurt kept, whatever is done in its place."""
    record, doing = context.record, context.record.session_in_progress
    assert doing is not None
    hurt = (*doing.hurt, _performed(item_of(context), "hurts"))
    record = replace(record, session_in_progress=replace(doing, hurt=hurt))
    return RunContext(record, context.catalog, context.now, context.run)


def _swap(context: RunContext) -> Outcome:
    return _swapped(context, str(context.values["card"]))


def _swapped(context: RunContext, wish: str) -> Outcome:
    record, index = context.record, int(str(context.values["index"]))
    session_in_progress = record.session_in_progress
    assert session_in_progress and record.plan and record.profile
    wanted = occasion(context, session_in_progress.minutes)
    case = prescription_context(
        context.catalog.library, record.profile, record.plan, record.history, wanted
    )
    hurt = tuple(
        done.exercise
        for done in (*session_in_progress.hurt, *session_in_progress.performed)
        if done.outcome == "hurts"
    )
    session = swap(case, session_in_progress.session, index, wish, hurt)
    reason = session.decisions[-1]
    notes = (
        (_given_note(context.now, session, index),)
        if session.swaps > session_in_progress.session.swaps
        else ()
    )
    record = replace(
        record, session_in_progress=replace(session_in_progress, session=session), why=(reason,)
    )
    said = Say("exercise-swap", {"reason": why_word(reason, record.units)})
    return Outcome(record, (said,), notes, start=(_card(index, session.swaps),))


def _advance(context: RunContext, outcome: str) -> Outcome:
    record, item = context.record, item_of(context)
    assert record.session_in_progress is not None
    done = _performed(item, outcome)
    session_in_progress = replace(
        record.session_in_progress, performed=(*record.session_in_progress.performed, done)
    )
    session_in_progress = replace(session_in_progress, index=len(session_in_progress.performed))
    record = replace(record, session_in_progress=session_in_progress)
    note = Note(context.now, "performed", item.exercise, outcome)
    last = session_in_progress.index >= len(session_in_progress.session.items)
    following = Start("closing") if last else _card(session_in_progress.index)
    return Outcome(record, notes=(note,), start=(following,))


def _performed(item: Prescribed, outcome: str) -> Performed:
    return Performed(
        item.exercise, item.block, outcome, top=item.top, signature=item.signature, dose=item.given
    )


def stopped_early(context: Context) -> Outcome:
    """End a session before its last card: what was done counts."""
    doing = context.record.session_in_progress
    if doing is None or not (doing.performed or doing.hurt):
        return Outcome(
            replace(context.record, session_in_progress=None), (Say("session-dropped"),), leave=True
        )
    return Outcome(context.record, (Say("session-stopped"),), leave=True, start=(Start("closing"),))


def reopened(context: Context) -> Outcome | None:
    """Back over the start of a card: the card before it again; None at the first."""
    session_in_progress = context.record.session_in_progress
    if session_in_progress is None or not session_in_progress.performed:
        return None
    before = replace(
        session_in_progress,
        performed=session_in_progress.performed[:-1],
        index=session_in_progress.index - 1,
    )
    record = replace(context.record, session_in_progress=before)
    return Outcome(record, leave=True, start=(_card(before.index),))


def written_down(context: Context, given: dict[str, float | bool | None]) -> Record:
    """The record with the session written into its day; one of which nothing was done is none."""
    session_in_progress = context.record.session_in_progress
    assert session_in_progress is not None
    if not (session_in_progress.performed or session_in_progress.hurt):
        return replace(context.record, session_in_progress=None)
    done = sum(each.outcome == "done" for each in session_in_progress.performed)
    workout = Workout(
        performed=(*session_in_progress.hurt, *session_in_progress.performed),
        share=round(done / len(session_in_progress.session.items), 2),
        before=session_in_progress.before,
        minutes=session_in_progress.minutes,
        loaded=any(map(_was_loaded, session_in_progress.performed)),
        **given,  # type: ignore[arg-type]
    )
    day = day_of(context.record.history, session_in_progress.on)
    history = with_day(context.record.history, replace(day, workouts=(*day.workouts, workout)))
    return replace(context.record, history=history, session_in_progress=None)


def _was_loaded(done: Performed) -> bool:
    return done.outcome != "skipped" and done.dose is not None and is_loaded(done.dose)


def _finished(context: RunContext) -> Outcome:
    given = context.values
    control = given.get("in_control")
    record = written_down(
        context,
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


def occasion(context: Context, minutes: int) -> Occasion:
    """Today for this person; the seed makes the small daily variation theirs."""
    record = context.record
    assert record.plan is not None
    mode = "flare" if record.plan.flare_since else "normal"
    if record.plan.phase == "maintenance" and mode == "normal":
        mode = "maintenance"
    plan, known = record.plan, record.profile
    targets = record.signature.targets if record.signature else ()
    life: tuple[str, ...] = ()
    if known and (plan.demand or plan.phase in LATE_PHASES):
        life = life_regions(context.catalog.programme, plan, known.activities)
    return Occasion(context.today, minutes, seed(record), mode, targets, life)
