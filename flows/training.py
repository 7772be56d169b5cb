"""Today's session: how long, one card an exercise, then how it went (DECISIONS 17)."""

from flows.clinical import card
from flows.clinical.session import Prescribed
from flows.engine.guards import is_
from flows.engine.kinds import NRS, YES_NO, choice, number
from flows.engine.nodes import Ask, End, Flow, go
from flows.engine.scene import Scene
from flows.engine.words import Arg, Word, Words

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
