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
    plan = scene.record.plan
    stage = plan.stage if plan else "beginner"
    return {
        "number": int(str(scene.values["index"])) + 1,
        "count": len(sitting.session.items),
        "block": Word(f"block-{item.block}"),
        "name": Word(card.name_of(item.exercise)),
        "dose": dose_words(item),
        "steps": _lines(card.steps_of(exercise_)),
        "changes": Words(tuple(_change(text) for text in card.micro_texts(item)), "lines"),
        "cue": Word(card.cues_of(exercise_)[0]),
        "needs": _needs(item),
        "stop": Word(card.exercise_text(item.exercise, "stop")),
        "limit": Word(f"card-limit-{'beginner' if stage == 'beginner' else 'other'}"),
        "why": Word(card.exercise_text(item.exercise, "why")),
    }


def dose_words(item: Prescribed) -> Words:
    """The dose in one line."""
    return Words(tuple(Word(key, dict(args)) for key, args in card.dose_of(item)))


def _change(text: str) -> Word:
    return Word("card-step", {"step": Word(text)})


def _lines(keys: tuple[str, ...]) -> Words:
    steps = (Word("card-line", {"n": n, "text": Word(key)}) for n, key in enumerate(keys, 1))
    return Words(tuple(steps), "lines")


def _needs(item: Prescribed) -> Arg:
    """What to fetch, with household stand-ins for what is not there; nothing is said of nothing."""
    if not item.equipment_used:
        return ""
    named = (_thing(name, name in item.stand_ins) for name in item.equipment_used)
    return Word("card-needs", {"items": Words(tuple(named))})


def _thing(name: str, stand_in: bool) -> Word:
    return Word(f"{'substitute' if stand_in else 'equipment'}-{card.text_id(name)}")
