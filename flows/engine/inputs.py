"""What a person's input does: typed words, and several answers at once.

Typed words are a red flag first, then an answer, then a command; else they are asked for again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from flows.engine.context import Reader, SpokenTopic
from flows.engine.effects import Option, Word, Words, fact_word
from flows.engine.engine import BACK, NONE, SKIP, TurnBuilder, accept, run_command
from flows.engine.kinds import Value
from flows.engine.nodes import Ask
from flows.record import Run

SILENT = "silent"
TYPED_CHARS_MAX = 4096
"""Longest message that is read; more is refused kindly (S3)."""
PLAIN_CHARS_MAX, BARE_CHARS_MAX = 60, 10
"""A longer answer to a safety question may say more than the answer."""
QUOTED_CHARS_MAX = 80
"""How much of a message is quoted back when it was not understood."""
LABELLED = ("choice", "many")
"""Readings of the words on buttons: there a button comes before a command."""
QUESTION_MARK = "?"
QUESTION, SOCIAL, OTHER = "question", "social", "other"
"""Kinds of talk (content/language): asked, kind words, and what is no fact of the person's day."""
DECLINE = "decline"
LEAVING = ("later", "decline", "skip_today", "rest")
"""Commands that leave the open question, where they are not its answer."""
FILLED = ("duration_weeks", "timezone")
"""Readings that may be told by the words that led to their question."""
APOSTROPHES = "'\u2019"
YES_OR_NO = ("yes_no", "yes_no_unsure")
ADMITTED = ("yes", "not_sure")
"""Answers to a red-flag question that no other reading of the words may replace."""
NO_SIGN = (NONE, "no", ())
"""Answers to a red-flag question that say that there is nothing."""
OPENERS = ("sorry", "oh", "oh no", "oops", "no", "wait")
"""Words before a comma after which the sentence begins."""
WHOLE_LIST = (NONE, (), "right")
"""Answers that deny a whole list of signs."""
SENTENCE_WORDS = 4
"""A text of more words is a sentence, and not a slip of a button's words."""
FIRST_CLAUSE = re.compile(r"[,;!\n]|[.](?!\d)| and | but ", re.IGNORECASE)
NUMBERS = ("nrs_0_10", "count", "time_of_day")
"""Readings of which a clause of its own is the answer, whatever follows."""
ARGUMENTS = {"pause": "date"}
"""What may stand beside a command in the same sentence, and how that is read."""


# --- typed words ------------------------------------------------------------------------------
def typed(builder: TurnBuilder, text: str) -> None:
    """Take a message as it was meant."""
    if len(text) > TYPED_CHARS_MAX:
        builder.say("too-long", most=TYPED_CHARS_MAX)
        return
    text = cleaned(text)
    if not text:
        builder.say("nothing-readable")
    elif not flagged(builder, text) and not _took_back(builder, text):
        _understand(builder, text)


def cleaned(text: str) -> str:
    """The text without control characters, its white space folded."""
    printable = (c if unicodedata.category(c)[0] != "C" or c == "\u200d" else " " for c in text)
    return " ".join("".join(printable).split())


def flagged(builder: TurnBuilder, text: str) -> bool:
    """Act on a red flag in a sentence, or ask about it (decisions 21 and 32); True if one was."""
    found = builder.heard or _reader(builder).detect(cleaned(text[:TYPED_CHARS_MAX]))
    if found.outcome == SILENT:
        return False
    if not found.words and (_is_plain(builder, text) or _is_talk(builder, text)):
        return False
    before, noted = builder.record, len(builder.notes)
    _keep_number(builder, text)
    outcome = builder.engine.policy.on_red_flag(builder.context, found, text)
    if outcome is None:  # Asked about today: the words are read as any others.
        builder.record = before
        del builder.notes[noted:]
        return False
    builder.apply(outcome)
    return True


def _is_plain(builder: TurnBuilder, text: str) -> bool:
    """Whether words that no rule explains are a command, or just answer the open question."""
    if _reader(builder).command(text) is not None:
        return True
    run, ask = builder.top, builder.question()
    if run is None or ask is None or ask.kind.reads == "text":
        return False
    if len(text) > (PLAIN_CHARS_MAX if ask.safety else BARE_CHARS_MAX):
        return False
    return bool(run.token) and value_in(builder, run, ask, text) is not None


def _keep_number(builder: TurnBuilder, text: str) -> None:
    """Keep the number that opens a message with a sign in it ("5, and I cannot feel my legs")."""
    ask, lead = builder.question(), FIRST_CLAUSE.split(text, maxsplit=1)[0]
    if ask is None or not builder.run.token or ask.safety or len(lead.split()) > SENTENCE_WORDS:
        return
    value = value_in(builder, builder.run, ask, lead) if ask.kind.reads in NUMBERS else None
    if value is not None and lead != text:
        builder.keep({ask.id: value})


def _is_talk(builder: TurnBuilder, text: str) -> bool:
    """Whether everyday talk answers words that no rule explains, and asks itself about danger."""
    said, ask = _topics(builder, text), builder.question()
    if not said or (ask and builder.run.token and _is_answer(builder, ask, text, said)):
        return False
    return _serious(builder, said) or len(text) <= PLAIN_CHARS_MAX


def _topics(builder: TurnBuilder, text: str) -> list[SpokenTopic]:
    return [one for one in _reader(builder).talk(cleaned(text)) if one.kind != SOCIAL]


def commanded(builder: TurnBuilder, text: str) -> bool:
    """Do what words ask for by name, if that does not depend on the open question."""
    command = _reader(builder).command(cleaned(text))
    if command is None or command in (BACK, SKIP):
        return False
    run_command(builder, command)
    return True


def _understand(builder: TurnBuilder, text: str) -> None:
    """Take words that are no red flag: a command, talk, facts, the open question, in this order."""
    reader, run, ask = _reader(builder), builder.run, builder.question()
    assert ask is not None
    command, unasked = reader.command(text), not run.token
    if command in LEAVING and not unasked and _left(builder, ask, command, text):
        return
    if command and (unasked or _leads_away(builder, ask, command, text)):
        run_command(builder, command, _argument(builder, command, text))
    elif talked(builder, text) or began_day(builder, text):
        return
    elif unasked:  # Nobody has seen the question: a greeting is no answer, least of all a consent.
        if not _sociable(builder, text) and builder.record.plan is not None:
            _ask_again(builder, ask, text)
    elif _took_facts(builder, text):
        return
    elif (value := _meant(builder, run, ask, text)) is not None:
        accept(builder, value)
        _with_number(builder, ask, text)
    elif _took_shortcut(builder, ask, text) or _sociable(builder, text):
        return
    elif command:
        run_command(builder, command, _argument(builder, command, text))
    else:
        _ask_again(builder, ask, text)


def _took_back(builder: TurnBuilder, text: str) -> bool:
    """Take a sign back where a text opens so ("sorry, a mistake, I can pee")."""
    ask = builder.question()
    if ask is None or not ask.safety or not builder.run.token:
        return False
    head, mark, _ = text.replace(".", ",").partition(",")
    if head.strip().casefold() in OPENERS:
        head = text.replace(".", ",").partition(",")[2].partition(",")[0]
    meant = bool(mark) and _reader(builder).command(head) == BACK
    if meant:
        run_command(builder, BACK)
    return meant


def _meant(builder: TurnBuilder, run: Run, ask: Ask, text: str) -> Value:
    """The answer in a text; a number that is another fact's is no count ("my pain is a 6")."""
    said = _reader(builder).named_facts(text)
    if ask.kind.reads == "count" and said.facts and not said.rest:
        return None
    value = value_in(builder, run, ask, text)
    return fitting(builder, said.facts).get(ask.id) if value is None else value


def _with_number(builder: TurnBuilder, answered: Ask, text: str) -> None:
    """Take a number of the same words for its own question ("it hurts, like a 7")."""
    ask = builder.question()
    if ask is not None and answered.beside and ask.id == answered.beside:
        value = value_in(builder, builder.run, ask, text)
        if value is not None:
            builder.answer(value)


def _left(builder: TurnBuilder, ask: Ask, command: str, text: str) -> bool:
    """Leave a question that can be left, where "no, thank you" or "later" is not its answer."""
    if ask.safety or ask.kind.reads in YES_OR_NO or _is_label(builder, ask, text):
        return False
    sentence = ask.kind.reads == "choice" and not ask.optional and command != DECLINE
    if not sentence and ask.kind.reads != "text" and _readable(builder, text):
        return False
    if ask.optional:
        accept(builder, None)
    else:
        run_command(builder, command)
    return True


def _readable(builder: TurnBuilder, text: str) -> bool:
    """Whether a text answers the open question."""
    ask = builder.question()
    return ask is not None and value_in(builder, builder.run, ask, text) is not None


def _leads_away(builder: TurnBuilder, ask: Ask, command: str, text: str) -> bool:
    return command not in LEAVING and not _may_be_label(builder, ask, text)


def _ask_again(builder: TurnBuilder, ask: Ask, text: str) -> None:
    """Say kindly that a text was no answer; a sentence at home is met as one."""
    builder.miss()
    home = builder.run.flow == builder.engine.policy.home(builder.context).flow
    home = home and ask.kind.reads == "choice" and builder.record.plan is not None
    long = len(text.split()) > SENTENCE_WORDS
    key = f"again-{ask.kind.reads.replace('_', '-')}"
    heard = Word(raw=text[:QUOTED_CHARS_MAX])
    builder.say("again-sentence" if home and long else key, heard=heard)


def talked(builder: TurnBuilder, text: str) -> bool:
    """Answer a question, meet a feeling or note news; facts of the day beside it are taken too."""
    said, ask = _topics(builder, text), builder.question()
    if ask is not None and builder.run.token and _is_answer(builder, ask, text, said):
        return False
    for one in said:
        if builder.engine.policy.on_talk(builder.context, one.topic) is None:
            continue
        if one.kind not in (QUESTION, OTHER):
            _ = began_day(builder, text) or (builder.run.token and _took_facts(builder, text))
        outcome = builder.engine.policy.on_talk(builder.context, one.topic)
        assert outcome is not None
        builder.apply(outcome)
        _already_said(builder, text)
        return True
    return False


def _already_said(builder: TurnBuilder, text: str) -> None:
    """Take what the words that led to a question have told of it."""
    ask = builder.question()
    if ask is not None and not builder.run.token and ask.kind.reads in FILLED:
        value = value_in(builder, builder.run, ask, text)
        if value is not None:
            builder.answer(value)


def _is_answer(builder: TurnBuilder, ask: Ask, text: str, said: Sequence[SpokenTopic]) -> bool:
    """Whether words that speak of a topic are an answer all the same.

    The words of a button are; so are a free text that tells of a feeling, and a yes to a sign.
    """
    if _is_label(builder, ask, text):
        return True
    if ask.kind.reads == "text":
        return not any(one.kind == QUESTION for one in said) and not _serious(builder, said)
    if ask.safety:
        return value_in(builder, builder.run, ask, text) in ADMITTED
    after = text.rpartition(QUESTION_MARK)[2].strip()
    return after != text and bool(after) and _readable(builder, after)


def _serious(builder: TurnBuilder, said: Sequence[SpokenTopic]) -> bool:
    """Whether a topic leads to red-flag questions."""
    topics = builder.engine.catalog.talk
    return any(one.topic in topics and topics[one.topic].asks for one in said)


def _sociable(builder: TurnBuilder, text: str) -> bool:
    """Answer a kind or a cross word that was no answer."""
    for one in _reader(builder).talk(text):
        outcome = builder.engine.policy.on_talk(builder.context, one.topic)
        if one.kind == SOCIAL and outcome is not None:
            builder.apply(outcome)
            return True
    return False


def _argument(builder: TurnBuilder, command: str, text: str) -> str:
    """What the same sentence says beside the command: "take a break until Monday"."""
    kind = ARGUMENTS.get(command)
    value = _reader(builder).read(kind, text, (), builder.context.today) if kind else None
    return value if isinstance(value, str) else ""


def _may_be_label(builder: TurnBuilder, ask: Ask, text: str) -> bool:
    """Whether words that are a command may name a button instead ("today", "back")."""
    if ask.kind.reads in LABELLED and _readable(builder, text):
        return True
    return _is_label(builder, ask, text)


def _is_label(builder: TurnBuilder, ask: Ask, text: str) -> bool:
    """Whether a text is the words of a button, or other words that its translator gave."""
    wording = builder.engine.wording(builder.record.language)
    options = builder.options(builder.run, ask)
    labels = {builder.label(option) for option in options}
    labels.update(word for option in options for word in wording.also(option.label.key))
    return text.casefold() in {label.casefold() for label in labels}


def value_in(builder: TurnBuilder, run: Run, ask: Ask, text: str) -> Value:
    """The answer to a question of a run in a text, or None."""
    options = builder.options(run, ask)
    ids = tuple(option.id for option in options)
    if ask.kind.reads == "text":
        return ask.kind.accept(text, ids)
    if ask.kind.reads == "choice" and (named := _by_phrase(builder, options, text)):
        return named
    labels = tuple(builder.label(option) for option in options)
    value = _reader(builder).read(ask.kind.reads, text, labels, builder.context.today)
    if ask.safety and _by_id(ask, value, ids) in NO_SIGN and not _plain_no(builder, text):
        return None  # "Nothing much, I only go when I hear the tap" tells of something.
    if value is None and ask.kind.reads == "choice":
        found = _by_other_words(builder, options, text)
        if found is None and ask.safety and NONE in ids and _is_no(builder, "yes_no", text):
            found = ask.kind.accept(NONE, ids)
    else:
        found = ask.kind.accept(_by_id(ask, value, ids), ids)
    of_list = ask.safety and found in WHOLE_LIST and not _is_label(builder, ask, text)
    return None if of_list and _is_no(builder, "whole_no", text) else found


def _is_no(builder: TurnBuilder, kind: str, text: str) -> bool:
    """Whether a text is a no; a "whole_no" is one that names a thing of a list, and no other."""
    return _reader(builder).read(kind, text, (), builder.context.today) is False


def _plain_no(builder: TurnBuilder, text: str) -> bool:
    """Whether a no to a sign says nothing beside it, or is the place of a button."""
    said = _reader(builder).read("plain_no", text, (), builder.context.today)
    return said is not None or len(text.split()) <= SENTENCE_WORDS


def _by_phrase(builder: TurnBuilder, options: tuple[Option, ...], text: str) -> str:
    """The one button of which a text holds other words of two or more ("that is too hard")."""
    wording, said = builder.engine.wording(builder.record.language), f" {_bare(text)} "
    named = {
        option.id
        for option in options
        for word in wording.also(option.label.key)
        if (" " in word and f" {word.casefold()} " in said) or said.strip() == word.casefold()
    }
    return named.pop() if len(named) == 1 else ""


def _bare(text: str) -> str:
    """The words of a text without its marks."""
    return " ".join(
        "".join(c if c.isalnum() or c in APOSTROPHES else " " for c in text.casefold()).split()
    )


def _by_other_words(builder: TurnBuilder, options: tuple[Option, ...], text: str) -> Value:
    """Read a choice by the other words that its translator gave to each button."""
    wording = builder.engine.wording(builder.record.language)
    pairs = [(word, option.id) for option in options for word in wording.also(option.label.key)]
    words = tuple(word for word, _ in pairs)
    reader, today = _reader(builder), builder.context.today
    found = reader.read("choice", text, words, today) if words else None
    if not isinstance(found, int):
        return None
    meant = reader.read("yes_no", words[found], (), today)
    if meant is not None and reader.read("yes_no", text, (), today) != meant:
        return None  # "Ok, but ..." is no clear yes.
    return pairs[found][1]


def _by_id(ask: Ask, value: Value, ids: tuple[str, ...]) -> Value:
    """Readings of choices are positions; answers are ids."""
    if ask.kind.reads == "choice" and isinstance(value, int):
        return ids[value]
    if ask.kind.reads == "many" and isinstance(value, tuple | list):
        return tuple(ids[int(i)] for i in value)
    return _plain(value)


def _took_shortcut(builder: TurnBuilder, ask: Ask, text: str) -> bool:
    """Take "same as yesterday" in words."""
    options = builder.options(builder.run, ask)
    if ask.shortcut is None or options[-1].id != ask.shortcut.option:
        return False
    label = builder.label(options[-1])
    if _reader(builder).read("choice", text, (label,), builder.context.today) != 0:
        return False
    builder.answer_all(ask.shortcut.fill(builder.within(builder.run)))
    return True


# --- several answers at once ------------------------------------------------------------------
def _took_facts(builder: TurnBuilder, text: str) -> bool:
    """Take what a sentence names besides the open question; an answer that was given stays.

    A fact is taken by a word of its own, the open question from what is said beside them.
    """
    run, ask = builder.run, builder.question()
    assert ask is not None
    if not _asks_facts(builder, besides=ask.id):
        return False
    said = _reader(builder).named_facts(text)
    named = fitting(builder, said.facts)
    if not set(named) - {ask.id}:
        return False
    value = named.pop(ask.id, None)
    if value is None and said.rest and not _bare_position(ask, said.rest):
        value = value_in(builder, run, ask, said.rest)
    given = {name: run.answers[name].value for name in named if name in run.answers}
    unchanged = {name: old for name, old in given.items() if old != named[name]}
    _say_facts(builder, "facts-kept", unchanged)
    taken = {name: new for name, new in named.items() if name not in given}
    if value is not None and not taken:
        accept(builder, value)
    elif value is not None or taken:
        own = {} if value is None else {ask.id: value}
        builder.answer_all(own | taken)
        _say_facts(builder, "facts-noted", (own if ask.id in said.facts else {}) | taken)
    return True


def began_day(builder: TurnBuilder, text: str) -> bool:
    """At home, begin what facts of the day belong to, with them filled in."""
    reader, text = _reader(builder), cleaned(text)
    if builder.run.flow != builder.engine.policy.home(builder.context).flow:
        return False
    named = reader.named_facts(text).facts or _said_in_part(reader, text)
    if not named:
        return False
    outcome = builder.engine.policy.on_facts(builder.context, named)
    if outcome is None:
        return False
    builder.apply(outcome)
    if outcome.start:
        fill(builder, reader.facts(text))
    return True


def _said_in_part(reader: Reader, text: str) -> Mapping[str, Value]:
    """The facts of a message of several parts; a bare number is a place in the menu."""
    return reader.facts(text) if "," in text or ". " in text or "!" in text else {}


def _bare_position(ask: Ask, text: str) -> bool:
    """A number beside other words is no place in a menu."""
    return ask.kind.reads in LABELLED and not any(char.isalpha() for char in text)


def _say_facts(builder: TurnBuilder, key: str, facts: Mapping[str, Value]) -> None:
    """Say in one line what was taken or stays; nothing is said of nothing."""
    words = tuple(fact_word(name, value) for name, value in facts.items())
    if words:
        builder.say(key, list=Words(words))


def _asks_facts(builder: TurnBuilder, besides: str) -> bool:
    """Whether the open run asks for any other fact; reading costs more than asking the flow."""
    by_id = builder.engine.dialogues[builder.run.flow].flow.by_id
    return any(name in by_id for name in _reader(builder).fact_names if name != besides)


def fitting(builder: TurnBuilder, answers: Mapping[str, Value]) -> dict[str, Value]:
    """The answers that questions of the open run take, as they are stored."""
    flow = builder.engine.dialogues[builder.run.flow].flow
    taken: dict[str, Value] = {}
    for name, raw in answers.items():
        node = flow.by_id.get(name)
        if isinstance(node, Ask) and _fillable(node):
            value = node.kind.accept(_plain(raw), node.kind.options)
            if value is not None:
                taken[name] = value
    return taken


def fill(builder: TurnBuilder, answers: Mapping[str, Value]) -> bool:
    """Take several answers of the open run at once; True when at least one was taken."""
    taken = fitting(builder, answers)
    if taken:
        builder.answer_all(taken)
        _say_facts(builder, "facts-noted", taken)
    return bool(taken)


def _fillable(ask: Ask) -> bool:
    """Safety answers are given one by one, and open-ended ones are read where they are asked."""
    return not ask.safety and (not ask.kind.presets or ask.kind.low is not None)


def _plain(raw: Value) -> Value:
    return ("yes" if raw else "no") if isinstance(raw, bool) else raw


def _reader(builder: TurnBuilder) -> Reader:
    return builder.engine.reader(builder.record.language)
