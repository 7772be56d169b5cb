"""Every message that the program can say, derived from its source, its flows and its content.

A literal such as "set-saved" in flows is a message id, and one such as "r3.peak" in flows.clinical
a rule, which `/why` explains by the message `why-r3-peak`. An id that is made from a name, such as
f"block-{block}", is a family: FAMILIES says which names can stand in it. Whoever makes a new family
is told so by `poised lint`.
"""

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import get_args

from bot.adapters.registry import ADAPTERS
from bot.media.figure_data import figures
from flows.catalog import Catalog
from flows.catalog.exercises import AXES, BLOCKS
from flows.catalog.rules import Condition
from flows.catalog.sessions import STRICTEST_LAST
from flows.clinical.prescription import instructions
from flows.clinical.progression.phases import PHASES
from flows.clinical.progression.reassessment import WORST_FIRST
from flows.dialogues import commands, confirm, home, referral
from flows.dialogues.assessment import CHECKS, MOVES, QUESTIONS
from flows.dialogues.checkin import VERDICTS
from flows.engine.engine import Engine
from flows.engine.kinds import Kind
from flows.engine.nodes import Ask, Tell, label_keys, words_of
from flows.scheduling.calendar import WEEKDAYS

MESSAGE = re.compile(r"[a-z][a-z0-9]*(?:-(?:[a-z0-9]+|\*))+")
WORD = re.compile(r"[a-z]+")
RULE = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_*]+)+|remind_(?:skip_)?\*")
HOLE = "*"
SILENT = ("flows.catalog", "flows.language", "flows.engine.lint", "flows.engine.draw")
"""Modules of flows whose texts name no messages."""
DECIDING = ("flows.clinical", "flows.scheduling")
OF_ADAPTERS = "bot.adapters."
"""In an adapter a literal that begins with its name is a message."""
CALLS = {
    "Say": 0, "_say": 0, "Word": 0, "Refer": 1, "Remind": 0, "text": 0, "words": 1,
}  # fmt: skip
"""What takes a message id, and where; an id of one word is known by nothing else."""
TIERS = ("emergency", "urgent", "see_clinician", "crisis", "advise")
STAGES = ("beginner", "intermediate", "advanced")

SHARED = {"yes", "no", "left", "right", "both", "ok", "limited", "painful", "not_tested", *MOVES}
"""Answers of the assessment whose labels all its questions share."""

Names = Iterable[str]


@dataclass(frozen=True)
class Spoken:
    """The message ids of the program, each with where it is named."""

    keys: Mapping[str, str]
    labels: frozenset[str]
    """Ids that may be there instead of another: the labels of buttons."""
    unknown: tuple[str, ...]
    """Faults: families whose members nobody has told."""


def spoken(engine: Engine) -> Spoken:
    """Derive every message id that the code, the flows and the content can name."""
    keys = dict.fromkeys(_of_content(engine.catalog), "content")
    keys |= {key: f"flow {where}" for key, where in _of_flows(engine)}
    unknown = []
    members = {(_kind(family), name) for family, of in FAMILIES.items() for name in of(engine)}
    for kind, name, module in sorted(named()):
        if (kind, name) in members:
            continue
        if HOLE not in name:
            keys.setdefault(why(name) if kind == "rule" else name, module)
        elif name in FAMILIES:
            keys |= {slug(key): module for key in _members(name, engine)}
        elif name not in SPELT_ELSEWHERE:
            unknown.append(
                f"{module}: says {name}: bot.operations.vocabulary must name its members"
            )
    return Spoken(keys, frozenset(_labels(engine)), tuple(unknown))


def _members(family: str, engine: Engine) -> Iterator[str]:
    for name in FAMILIES[family](engine):
        before, _, after = family.partition(HOLE)
        key = before + name + ("" if HOLE in after else after)
        yield why(key) if _kind(family) == "rule" else key


def _kind(name: str) -> str:
    return "rule" if RULE.fullmatch(name) else "message" if MESSAGE.fullmatch(name) else "word"


def why(rule: str) -> str:
    """Give the message that explains a rule."""
    return slug(f"why-{rule}")


def slug(name: str) -> str:
    """Spell a name as message ids do."""
    return name.lower().replace("_", "-").replace(".", "-")


# --- what the flows and the content name ------------------------------------------------------
def _asks(engine: Engine) -> Iterator[tuple[str, Ask]]:
    for name, dialogue in engine.dialogues.items():
        yield from ((name, node) for node in dialogue.flow.nodes if isinstance(node, Ask))


def _of_flows(engine: Engine) -> Iterator[tuple[str, str]]:
    """Give the words of every question and statement, and of what a picture of it shows."""
    for name, dialogue in engine.dialogues.items():
        for node in dialogue.flow.nodes:
            if isinstance(node, Ask) or (isinstance(node, Tell) and not node.silent):
                yield words_of(name, node), f"{name}.{node.id}"


def _labels(engine: Engine) -> Iterator[str]:
    for name, ask in _asks(engine):
        shortcut = (ask.shortcut.option,) if ask.shortcut else ()
        for option in (*ask.kind.options, *shortcut):
            yield from label_keys(name, ask, option)


def _of_content(catalog: Catalog) -> Iterator[str]:
    """Give the messages of the exercises, and what each figure shows in words."""
    yield from instructions.messages(catalog.exercises)
    yield from (slug(f"figure-{name}") for name in figures())


def _labelled(name: str, kind: Kind) -> Iterator[str]:
    """Give the names of the answers that the review of the assessment repeats in words."""
    shared = {
        "yes",
        "no",
        "left",
        "right",
        "both",
        "ok",
        "limited",
        "painful",
        "not_tested",
        *MOVES,
    }
    if kind.options and not kind.presets and kind.high is None:
        yield from (f"{name}-{option}" for option in kind.options if option not in shared)


# --- the families -----------------------------------------------------------------------------
def _of(*names: str) -> Callable[[Engine], Names]:
    return lambda _: names


def _questions(engine: Engine) -> Names:
    return [question.id for question in engine.catalog.red_flags.questions]


def _reminders(engine: Engine) -> Iterator[str]:
    rules = engine.catalog.reminders
    kinds = ("checkin", "session", "nudge", "goodbye", "digest", "return_from_pause")
    for kind in kinds:
        count = rules.variants.get(kind, 0)
        yield from (f"{kind}-{n}" for n in range(count)) if count else (kind,)


def _countries(engine: Engine) -> Names:
    return {country.code for country in engine.catalog.clinic.countries} | {*engine.catalog.zones}


def _told_at_once(engine: Engine) -> Names:
    """Give the questions that one sentence or one form may answer (the check-in's)."""
    return [ask.id for name, ask in _asks(engine) if name == "checkin" and not ask.safety]


FAMILIES: Mapping[str, Callable[[Engine], Names]] = {
    "again-*": lambda e: [ask.kind.reads for _, ask in _asks(e)],
    "assessment-*": _of(*CHECKS),
    "assessment-*-*": lambda _: [k for name, kind in QUESTIONS for k in _labelled(name, kind)],
    "assessment-*-short": lambda _: [name for name, _ in QUESTIONS],
    "block-*": _of(*BLOCKS),
    "checkin-*": _of(*WORST_FIRST, "deload", "reassess", *VERDICTS.values()),
    "condition-*": _of(*get_args(Condition)),
    "country-*": _countries,
    "education-*": lambda e: [card.id for card in e.catalog.education.cards],
    "fact-*": _told_at_once,
    "flag-*": _questions,
    "flag-*-short": _questions,
    "flag-group-*": lambda e: [group.id for group in e.catalog.red_flags.groups],
    "follow-up-not-yet-*": _of(*TIERS[:4]),
    "heard-rule-*": _of(
        "r0", "r1.again", "r2.repeated", "r2.refer", "r8.again", "r9", "unreadable",
    ),
    "help-*": _of(*commands.PHASES),
    "locked-option-*": _of(*referral.WAITING),
    "menu-next-*": _of(*(name for name in home.CHOICES if name not in ("today", "checkin"))),
    "menu-next-checkin-*": _of("first", "again"),
    "menu-next-today-*": _of("first", "again"),
    "option-*": _of("done", "none", "skip", *WEEKDAYS),
    "outside-next-*": _of(*home.OUTSIDE),
    "pack-*": lambda e: [pack.id for pack in e.catalog.sessions.pack],
    "plan-goal-*": lambda e: {goal for x in e.catalog.exercises.by_id.values() for goal in x.goals},
    "plan-pain-type-*": _of("acute", "chronic", "radiculopathy", "structural"),
    "plan-phase-*": _of(*PHASES, "none"),
    "plan-stage-*": _of(*STAGES),
    "progress-trend-*": _of("unknown", "same", "lower", "higher"),
    "referral-*": _of(*TIERS),
    "remind-*": _reminders,
    "remind-button-*": _of("start", "snooze", "skip", "rest", "change_time", "restart"),
    "remind-followup-*": lambda e: [*e.catalog.reminders.follow_ups],
    "remind-snooze-*": _of("short", "long", "evening", "tomorrow"),
    "reminders-day-*": _of(*WEEKDAYS),
    "reminders-echo-*": _of(
        "daily", "weekdays", "weekend", "days", "every-other", "off", "paused", "paused-open"
    ),
    "review-week-*": _of(*WORST_FIRST),
    "screened-*": _of("start", "checkin", "flare"),
    "seen-role-*": _of(*referral.ROLES),
    "sign-*": _of(*confirm.CONDITIONS),
    "session-new-*": _of("first", "up", "step", "down"),
    "set-*": lambda e: [name for name, ask in _asks(e) if ask.words == f"set-{name}"],
    **{name: _of(*each) for one in ADAPTERS.values() for name, each in one.families.items()},
    "talk-*": lambda e: [*e.catalog.talk],
    "talk-checked-*": lambda e: [t.id for t in e.catalog.talk.values() if t.asks],
    "units-*": _of("metric", "imperial"),
    # Rules: explained by the message why-<rule>.
    "absence.*": _of("hold", "step_back", "mini_assessment", "reassessment"),
    "bar.*": lambda e: [bar.id for bar in e.catalog.sessions.contraindications.contraindication],
    "condition.*": lambda e: [row.rule for row in e.catalog.sessions.contraindications.derive],
    "demand.*": lambda e: [*e.catalog.programme.demand.days],
    "flag.*": lambda e: [rule.id for rule in e.catalog.red_flags.rules],
    "gate.*": _of(
        "flare", "gentle", "pain", "checkins", "loaded", "steps", "activities", "setback", "days",
        "near",
    ),
    "my_flare.*": _of("settle", "look", "relief", "refer"),
    "pack.*": lambda e: [pack.id for pack in e.catalog.sessions.pack],
    "phase.*": _of("calm", "mobility", "strength"),
    "r2.*": _of("settle", "look", "seek_relief", "resume", "refer"),
    "r6.*": _of(*AXES, "reps", "sets", "rung"),
    "r7.phase.*": _of(*PHASES[1:]),
    "remind_*": _of(
        "checkin", "session", "return_from_pause", "nudge", "digest", "goodbye", "followup"
    ),
    "remind_skip_*": _of(
        "locked", "no_zone", "off", "unreachable", "silent", "paused", "rest", "skipped",
        "unplanned", "done", "sent", "snoozed", "backed_off", "idle", "nothing_open", "no_room",
        "early", "missed", "expired",
    ),
    "session.*": _of(*STRICTEST_LAST),
    "session.time_*": _of("fits", "cut", "added", "short"),
    "signature.*": _of(
        "braces.breath", "hinge.back", "hinge.limited", "stiff.bend_forward", "stiff.bend_back",
        "stiff.side", "control.squat", "control.sit_to_stand", "control.one_leg", "even",
        "untested", "better", "worse",
    ),
    "swap.*": _of("easier", "harder", "hurts"),
    "tip.*": lambda e: [*e.catalog.programme.barriers.values()],
}  # fmt: skip
"""The names that can stand in each made id, from the engine."""

SPELT_ELSEWHERE = frozenset(
    {
        "condition-*-rule", "cue-*", "equipment-*", "exercise-*-*", "micro-*", "step-*",
        "stop-rule-*", "substitute-*",
    }
    | {"stiff.*", "why-*"}
)  # fmt: skip
"""Made ids that `instructions.messages` gives, parts of ids, and the rules themselves."""


# --- what the source names --------------------------------------------------------------------
@cache
def named() -> frozenset[tuple[str, str, str]]:
    """Give (message | word | rule, id or family, module) for all that the source names."""
    return frozenset(
        (kind, name, module)
        for room in ("flows", "bot")
        for module, text in _modules(files(room), room)
        for kind, name in _named(module, ast.parse(text))
    )


def _modules(folder: Traversable, name: str) -> Iterator[tuple[str, str]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _modules(item, f"{name}.{item.name}")
        elif item.name.endswith(".py"):
            yield f"{name}.{item.name.removesuffix('.py')}", item.read_text("utf-8")


def _named(module: str, tree: ast.Module) -> Iterator[tuple[str, str]]:
    if module.startswith(SILENT) or module == __name__:
        return
    constants = _constants(tree)
    texts = frozenset(_texts(tree, constants))
    said = {text for arg in _spoken(tree) for text in _texts(arg, constants)}
    adapter = module.removeprefix(OF_ADAPTERS).partition(".")[0]
    for text in texts:
        ours = module.startswith("flows") or text in said or text.startswith(f"{adapter}-")
        if MESSAGE.fullmatch(text) and ours:
            yield "message", text
        if RULE.fullmatch(text) and module.startswith(DECIDING):
            yield "rule", text
    yield from (("rule", text) for text in _decided(tree))
    alone = (arg.value for arg in _spoken(tree) if isinstance(arg, ast.Constant))
    yield from (("word", str(text)) for text in alone if WORD.fullmatch(str(text)))


def _spoken(tree: ast.Module) -> Iterator[ast.expr]:
    """Give what is given to each call that speaks."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            place = CALLS.get(getattr(node.func, "id", getattr(node.func, "attr", "")))
            if place is not None and len(node.args) > place:
                yield node.args[place]


def _decided(tree: ast.Module) -> Iterator[str]:
    """Give the rules of one word, which only stand where a decision is made."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Decision" and node.args:
            rule = node.args[0]
            if isinstance(rule, ast.Constant) and "." not in str(rule.value):
                yield str(rule.value)


def _texts(tree: ast.AST, constants: Mapping[str, str]) -> Iterator[str]:
    """Give every text of a tree, with a hole for each value in it and constants filled in."""
    inner: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            inner |= {id(part) for part in ast.walk(node) if isinstance(part, ast.Constant)}
            yield "".join(_part(part, constants) for part in node.values)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner:
            yield node.value


def _part(part: ast.expr, constants: Mapping[str, str]) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    name = getattr(getattr(part, "value", None), "id", "")
    return constants.get(name, HOLE)


def _constants(tree: ast.Module) -> dict[str, str]:
    """Give the module's own texts by name: `R2 = "r2"`."""
    return {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }
