"""What typed words do: a red flag first, then an answer, then a command, then ask again."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from msgspec.structs import replace

from flows.engine import interruptions as interrupt
from flows.engine.context import Reader
from flows.engine.effects import Option
from flows.engine.events import Edited
from flows.engine.kinds import Value
from flows.engine.nodes import Ask
from flows.engine.prompts import options_of
from flows.engine.run import Run
from flows.engine.turn import TurnBuilder
from flows.engine.words import Word, Words

TYPED_CHARS_MAX = 4096
"""Longest message that is read; more is refused kindly (S3)."""
HEARD_CHARS_MAX = 80
"""How much of a message is quoted back when it was not understood."""
LABELLED = ("choice", "many")
"""Readings of the words on buttons: there a button comes before a command."""
ARGUMENTS = {"pause": "date"}
"""What a command may be told in the same sentence, and how that is read."""
FACTS_MIN = 2
"""Facts in one sentence from which it is read as several answers."""


def typed(builder: TurnBuilder, text: str) -> None:
    """Take a message as it was meant."""
    if len(text) > TYPED_CHARS_MAX:
        builder.say("too-long", most=TYPED_CHARS_MAX)
        return
    text = cleaned(text)
    if not text:
        builder.say("nothing-readable")
    elif not overhear(builder, text):
        _meant(builder, text)


def cleaned(text: str) -> str:
    """The text without control characters, its white space folded."""
    printable = (c if unicodedata.category(c)[0] != "C" or c == "\u200d" else " " for c in text)
    return " ".join("".join(printable).split())


def overhear(builder: TurnBuilder, text: str) -> bool:
    """Act on a red flag in a sentence (decision 21); True when there was one."""
    heard = _reader(builder).hear(text[:TYPED_CHARS_MAX])
    if heard.tier == "none":
        return False
    builder.apply(builder.engine.policy.overhear(builder.context, heard))
    return True


def obeyed(builder: TurnBuilder, text: str) -> bool:
    """Do what words ask for by name, if that does not depend on the open question."""
    command = _reader(builder).command(cleaned(text))
    if command is None or command in (interrupt.BACK, interrupt.SKIP):
        return False
    interrupt.command(builder, command)
    return True


def _meant(builder: TurnBuilder, text: str) -> None:
    reader, ask = _reader(builder), builder.question()
    assert ask is not None
    command = reader.command(text)
    if command and (_unasked(builder) or not _may_be_label(builder, ask, text)):
        interrupt.command(builder, command, _argument(builder, command, text))
    elif _unasked(builder) or _several_facts(builder, reader.facts(text)):
        return
    elif (value := _value(builder, builder.top, ask, text)) is not None:
        interrupt.accept(builder, value)
    elif _shortcut(builder, ask, text):
        return
    elif command:
        interrupt.command(builder, command, _argument(builder, command, text))
    else:
        _miss(builder, ask, text)


def _unasked(builder: TurnBuilder) -> bool:
    """Nobody has seen the question yet: a greeting is no answer, least of all a consent."""
    return builder.top is not None and not builder.top.token


def _argument(builder: TurnBuilder, command: str, text: str) -> str:
    """What the same sentence says beside the command: "take a break until Monday"."""
    kind = ARGUMENTS.get(command)
    value = _reader(builder).read(kind, text, (), builder.context.today) if kind else None
    return value if isinstance(value, str) else ""


def _may_be_label(builder: TurnBuilder, ask: Ask, text: str) -> bool:
    """Whether words that are a command may name a button instead ("today", "back")."""
    if ask.kind.reads in LABELLED:
        return True
    run = builder.top
    assert run is not None
    labels = (
        builder.label(option) for option in options_of(builder.engine, builder.within(run), ask)
    )
    return text.casefold() in (label.casefold() for label in labels)


def _value(builder: TurnBuilder, run: Run | None, ask: Ask, text: str) -> Value:
    assert run is not None
    options = options_of(builder.engine, builder.within(run), ask)
    ids = tuple(option.id for option in options)
    if ask.kind.reads == "text":
        return ask.kind.accept(text, ids)
    labels = tuple(builder.label(option) for option in options)
    value = _reader(builder).read(ask.kind.reads, text, labels, builder.context.today)
    if value is None and ask.kind.reads == "choice":
        return _also(builder, options, text)
    return ask.kind.accept(_by_id(ask, value, ids), ids)


def _also(builder: TurnBuilder, options: tuple[Option, ...], text: str) -> Value:
    """Read a choice by the other words that its translator gave to each button."""
    wording = builder.engine.wording(builder.record.language)
    pairs = [(word, option.id) for option in options for word in wording.also(option.label.key)]
    words = tuple(word for word, _ in pairs)
    found = _reader(builder).read("choice", text, words, builder.context.today) if words else None
    return pairs[found][1] if isinstance(found, int) else None


def _shortcut(builder: TurnBuilder, ask: Ask, text: str) -> bool:
    """Take "same as yesterday" in words."""
    run = builder.top
    assert run is not None
    options = options_of(builder.engine, builder.within(run), ask)
    if ask.shortcut is None or options[-1].id != ask.shortcut.option:
        return False
    label = builder.label(options[-1])
    if _reader(builder).read("choice", text, (label,), builder.context.today) != 0:
        return False
    builder.take_all(ask.shortcut.fill(builder.within(run)))
    return True


def _by_id(ask: Ask, value: Value, ids: tuple[str, ...]) -> Value:
    """Readings of choices are positions; answers are ids."""
    if ask.kind.reads == "choice" and isinstance(value, int):
        return ids[value]
    if ask.kind.reads == "many" and isinstance(value, tuple | list):
        return tuple(ids[int(i)] for i in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


def _several_facts(builder: TurnBuilder, facts: Mapping[str, Value]) -> bool:
    run = builder.top
    assert run is not None
    flow = builder.engine.dialogues[run.flow].flow
    ours = {name: value for name, value in facts.items() if isinstance(flow.by_id.get(name), Ask)}
    return len(ours) >= FACTS_MIN and fill(builder, ours)


def fill(builder: TurnBuilder, answers: Mapping[str, Value]) -> bool:
    """Take several answers of the open run at once; True when at least one was taken."""
    before = builder.top
    assert before is not None
    taken = {}
    for name, raw in answers.items():
        node = builder.engine.dialogues[before.flow].flow.by_id.get(name)
        if isinstance(node, Ask) and _fillable(node):
            value = node.kind.accept(_plain(raw), node.kind.options)
            if value is not None:
                taken[name] = value
    if taken:
        builder.take_all(taken)
        words = tuple(
            Word(f"fact-{k.replace('_', '-')}", {"value": str(v)}) for k, v in taken.items()
        )
        builder.say("facts-noted", list=Words(words))
    return bool(taken)


def _fillable(ask: Ask) -> bool:
    """Safety answers are given one by one, and open-ended ones are read where they are asked."""
    return not ask.safety and (not ask.kind.presets or ask.kind.low is not None)


def _plain(raw: Value) -> Value:
    return ("yes" if raw else "no") if isinstance(raw, bool) else raw


def corrected(builder: TurnBuilder, event: Edited) -> bool:
    """Let an edited message correct the latest answer, if that is not a safety answer (H18)."""
    run = builder.top
    latest = max(run.answers, key=lambda name: run.answers[name].at, default=None) if run else None
    if run is None or latest is None or event.token != run.answers[latest].token:
        return False
    ask = builder.engine.dialogues[run.flow].flow.by_id[latest]
    if not isinstance(ask, Ask) or ask.safety:
        return False
    at = replace(run, state=latest, answers={k: v for k, v in run.answers.items() if k != latest})
    value = _value(builder, at, ask, cleaned(event.text))
    if value is None:
        return False
    builder.reopen((latest,))
    builder.answer(value)
    return True


def _miss(builder: TurnBuilder, ask: Ask, text: str) -> None:
    builder.missed()
    builder.say(f"again-{ask.kind.reads.replace('_', '-')}", heard=Word(raw=text[:HEARD_CHARS_MAX]))


def _reader(builder: TurnBuilder) -> Reader:
    return builder.engine.reader(builder.record.language)
