"""The engine: content, dialogues, policy and languages; and a turn of it under way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from msgspec.structs import replace

from flows.catalog import Catalog
from flows.engine.context import (
    Context,
    DetectedFlag,
    Outcome,
    Policy,
    Reader,
    RunContext,
    Start,
    Wording,
)
from flows.engine.effects import Answered, Arg, Effect, Option, Prompt, Say, Word, Words
from flows.engine.kinds import Value
from flows.engine.machine import IDLE, Cursor, Walker
from flows.engine.nodes import Ask, Dialogue, End, Node, Tell, label_keys, words_of
from flows.record import Answer, Conversation, Note, Record, Run

HOME_STARTS_MAX = 4
"""Runs that may begin and end one after another without asking anything; more is a bug."""
SKIP, BACK = "skip", "back"
"""Commands that depend on the open question."""
DONE, NONE = "done", "none_of_these"
"""Buttons that end a question with several picks."""


@dataclass(frozen=True)
class Engine:
    """Everything that a step needs, put together once at start and shared by all people."""

    catalog: Catalog
    dialogues: Mapping[str, Dialogue]
    policy: Policy
    readers: Mapping[str, Reader]
    wordings: Mapping[str, Wording]

    @cached_property
    def walkers(self) -> Mapping[str, Walker]:
        """One compiled machine a flow."""
        return {name: Walker(dialogue.flow) for name, dialogue in self.dialogues.items()}

    @cached_property
    def options(self) -> Mapping[tuple[str, str], tuple[Option, ...]]:
        """The static buttons of every question."""
        known = next(iter(self.wordings.values()))
        return {
            (name, node.id): static_options(name, node, known)
            for name, dialogue in self.dialogues.items()
            for node in dialogue.flow.nodes
            if isinstance(node, Ask)
        }

    def node(self, run: Run) -> Node | None:
        """The node at which a run stands, or None where this version has no such node."""
        dialogue = self.dialogues.get(run.flow)
        return dialogue.flow.by_id.get(run.state) if dialogue else None

    def replay(self, run: Run) -> Cursor:
        """Walk a run again from the start over its answers."""
        return self.walkers[run.flow].walk(run.values)

    def pruned(self, run: Run) -> Run:
        """The run without answers that its walk does not visit."""
        path = self.replay(run).arrived
        return replace(run, answers={k: v for k, v in run.answers.items() if k in path})

    def reader(self, language: str) -> Reader:
        """The reader of a language, or the first one."""
        return self.readers.get(language) or next(iter(self.readers.values()))

    def wording(self, language: str) -> Wording:
        """The words of a language, or the first one's."""
        return self.wordings.get(language) or next(iter(self.wordings.values()))


# --- from a question to its prompt ------------------------------------------------------------
def prompt_of(engine: Engine, context: RunContext, ask: Ask) -> Prompt:
    """The open question, ready to be shown."""
    run = context.run
    return Prompt(
        run.token,
        words_of(run.flow, ask),
        ask.args(context) if ask.args else {},
        options_of(engine, context, ask),
        several=ask.kind.several,
        picked=run.draft,
        reads=ask.kind.reads,
        optional=ask.optional,
        picture=ask.picture(context) if ask.picture else "",
    )


def options_of(engine: Engine, context: RunContext, ask: Ask) -> tuple[Option, ...]:
    """The buttons of a question as they are in this run."""
    own = ask.options(context) if ask.options else engine.options[context.run.flow, ask.id]
    shortcut = ask.shortcut
    if shortcut is None or not shortcut.fill(context):
        return own
    return (*own, Option(shortcut.option, Word(f"option-{shortcut.option}".replace("_", "-"))))


def static_options(flow: str, node: Ask, wording: Wording) -> tuple[Option, ...]:
    """The buttons that a question's kind gives it; what has no words is shown as it is."""

    def label(option: str) -> Word:
        for key in label_keys(flow, node, option):
            if wording.has(key):
                return Word(key)
        return Word(raw=option)

    return tuple(Option(option, label(option)) for option in node.kind.options)


LENGTHS = ((104.0, 52.0, "answer-years"), (13.0, 52 / 12, "answer-months"),
           (1.0, 1.0, "answer-weeks"), (0.0, 1 / 7, "answer-days"))  # fmt: skip
"""(from so many weeks on, weeks in one unit, the words of the unit), the longest first."""


def answer_word(value: Value, options: tuple[Option, ...], reads: str) -> Word:
    """A value in the words of its buttons, or as its question reads it; never no words."""
    if value is None:
        return Word("answer-skipped")
    labels = {option.id: option.label for option in options}
    if isinstance(value, tuple | list):
        given = Words(tuple(labels[v] for v in value))
        return Word("answer-several", {"list": given}) if value else Word("answer-none")
    if str(value) in labels:
        return labels[str(value)]
    if reads == "duration_weeks" and isinstance(value, int | float):
        return _length_word(value)
    return Word(raw=f"{value:g}" if isinstance(value, float) else str(value))


def _length_word(weeks: float) -> Word:
    """A length of time in the unit in which people tell it."""
    size, key = next((size, key) for least, size, key in LENGTHS if weeks >= least)
    return Word(key, {"count": round(weeks / size)})


# --- one turn under way: the record as it becomes, and what will be said and noted ------------
@dataclass(slots=True)
class TurnBuilder:
    """Collects what one event changes; thrown away when the turn is written down."""

    engine: Engine
    record: Record
    now: float
    effects: list[Effect] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    quiet: bool = False
    red_flag: bool = False
    heard: DetectedFlag | None = None
    """What the event's words were found to say before the turn (decision 40)."""

    # --- what is known now ----------------------------------------------------------------
    @property
    def context(self) -> Context:
        """The person as they are by now."""
        return Context(self.record, self.engine.catalog, self.now)

    @property
    def top(self) -> Run | None:
        """The run that holds the open question."""
        return self.record.conversation.top

    @property
    def run(self) -> Run:
        """The run that holds the open question, where there must be one."""
        assert self.top is not None
        return self.top

    def within(self, run: Run) -> RunContext:
        """The context inside a run."""
        return RunContext(self.record, self.engine.catalog, self.now, run)

    def question(self) -> Ask | None:
        """The open question."""
        node = self.engine.node(self.top) if self.top else None
        return node if isinstance(node, Ask) else None

    def options(self, run: Run, ask: Ask) -> tuple[Option, ...]:
        """The buttons of a question of a run."""
        return options_of(self.engine, self.within(run), ask)

    def label(self, option: Option) -> str:
        """The words on a button, in the person's language."""
        return str(self.engine.wording(self.record.language).arg(option.label))

    def answer_word(self, value: Value) -> Word:
        """The words of a value given to the open question."""
        ask = self.question()
        assert ask is not None
        return answer_word(value, self.options(self.run, ask), ask.kind.reads)

    # --- what an event changes ------------------------------------------------------------
    def say(self, key: str, **args: Arg) -> None:
        """Add a statement."""
        self.effects.append(Say(key, dict(args)))

    def start(self, start: Start) -> None:
        """Push a run and walk it to its first question that is not answered yet."""
        flow = self.engine.dialogues[start.flow].flow
        before = self.record.conversation
        known = {name: Answer(value, self.now) for name, value in start.answers.items()}
        run = Run(before.runs + 1, flow.id, flow.version, self.now, dict(start.params), known)
        self._put_conversation(replace(before, stack=(*before.stack, run), runs=run.id))
        self._walk(run, IDLE)

    def answer(self, value: Value) -> None:
        """Take the answer to the open question and walk on."""
        run, ask = self.run, self.question()
        assert ask is not None
        reopened = ask.reopens(str(value)) if ask.reopens else ()
        if reopened:
            self.notes.append(Note(self.now, "answer", f"{run.flow}.{ask.id}", value))
            self.reopen((*reopened, ask.id))
            return
        self.answer_all({ask.id: value})

    def answer_all(self, values: Mapping[str, Value]) -> None:
        """Take several answers of the open run at once and walk on."""
        self.hold(values)
        run = self._put(replace(self.run, draft=(), misses=0, token=0))
        self._walk(run, run.state)

    def hold(self, values: Mapping[str, Value]) -> None:
        """Keep answers of the open run without walking on."""
        run = self.run
        for name, value in values.items():
            self.notes.append(Note(self.now, "answer", f"{run.flow}.{name}", value))
        given = {name: Answer(value, self.now, run.token) for name, value in values.items()}
        self._put(replace(run, answers=run.answers | given))

    def keep(self, values: Mapping[str, Value]) -> None:
        """Keep answers of the open run and say nothing; a later question is the open one then."""
        self.hold(values)
        state = self.engine.replay(self.run).state
        if isinstance(self.engine.dialogues[self.run.flow].flow.by_id.get(state), Ask):
            self._put(replace(self.run, state=state, token=0))

    def reopen(self, questions: tuple[str, ...]) -> None:
        """Take answers of the open run back and stand at the earliest of them."""
        run = self.run
        left = {name: answer for name, answer in run.answers.items() if name not in questions}
        run = self._put(replace(run, answers=left, draft=(), misses=0, token=0))
        self._put(replace(run, state=self.engine.replay(run).state))

    def draft(self, picked: tuple[str, ...]) -> None:
        """Hold picks that are not confirmed yet."""
        self._put(replace(self.run, draft=picked))

    def miss(self) -> None:
        """Count one more answer that was not understood."""
        self._put(replace(self.run, misses=self.run.misses + 1))

    def leave(self) -> None:
        """Drop the open run."""
        if self.top is not None:
            self._drop(self.top)

    def apply(self, outcome: Outcome) -> None:
        """Do what an act, an interruption or the clock decided."""
        self.record = outcome.record
        self.effects.extend(outcome.effects)
        self.notes.extend(outcome.notes)
        self.quiet = outcome.quiet
        self.red_flag = self.red_flag or outcome.red_flag
        if outcome.cut:
            self._put_conversation(replace(self.record.conversation, stack=()))
        elif outcome.leave:
            self.leave()
        while outcome.resume and self.top and self.top.flow != outcome.resume:
            self.leave()
        for start in outcome.start:
            self.start(start)

    def upgrade(self, run: Run) -> None:
        """Walk a run of an older version over its answers; drop it where its flow is gone."""
        if run.flow not in self.engine.dialogues:
            self._drop(run)
            return
        version = self.engine.dialogues[run.flow].flow.version
        run = self._put(replace(run, version=version, token=0, draft=()))
        self._walk(run, IDLE)

    # --- the end of a turn ----------------------------------------------------------------
    def finish(self) -> None:
        """Leave an open question behind, whatever happened: there is always a next step."""
        if self.record.erased:
            return
        for _ in range(HOME_STARTS_MAX):
            if self.top is not None:
                break
            self.start(self.engine.policy.home(self.context))
        assert self.top is not None, "home must ask something"
        if not self.quiet:
            self.ask()

    def ask(self, *, redraw: bool = False) -> None:
        """Ask the open question; a question keeps its token for as long as it is open."""
        run, ask = self.run, self.question()
        assert ask is not None
        if not run.token:
            token = self.record.conversation.tokens + 1
            self._put_conversation(replace(self.record.conversation, tokens=token))
            run = self._put(replace(run, token=token))
        prompt = prompt_of(self.engine, self.within(run), ask)
        self.effects.append(replace(prompt, redraw=True) if redraw else prompt)

    # --- inside ---------------------------------------------------------------------------
    def _put_conversation(self, conversation: Conversation) -> None:
        self.record = replace(self.record, conversation=conversation)

    def _put(self, run: Run) -> Run:
        before = self.record.conversation
        stack = tuple(run if each.id == run.id else each for each in before.stack)
        self._put_conversation(replace(before, stack=stack))
        return run

    def _drop(self, run: Run) -> None:
        before = self.record.conversation
        stack = tuple(each for each in before.stack if each.id != run.id)
        self._put_conversation(replace(before, stack=stack))

    def _walk(self, run: Run, state: str) -> None:
        cursor = self.engine.walkers[run.flow].walk(run.values, state)
        run = self._put(replace(run, state=cursor.state))
        for name in cursor.arrived:
            if name not in run.visited:
                run = self._arrive(run, name)

    def _arrive(self, run: Run, name: str) -> Run:
        """Say a statement, do an act; a question is asked at the end of the turn."""
        dialogue = self.engine.dialogues[run.flow]
        node, act = dialogue.flow.by_id[name], dialogue.acts.get(name)
        if isinstance(node, Ask):
            return run
        if isinstance(node, End):
            run = self.engine.pruned(run)
            self._drop(run)
        elif not node.silent:
            self.effects.append(self._statement(run, node))
        if act:
            self.apply(act(self.within(run)))
        if isinstance(node, End):
            return run
        return self._put(replace(run, visited=(*run.visited, name)))

    def _statement(self, run: Run, node: Tell) -> Say:
        context = self.within(run)
        args = node.args(context) if node.args else {}
        picture = node.picture(context) if node.picture else ""
        return Say(words_of(run.flow, node), args, picture)


# --- what a command by name and the press of a button do ------------------------------------------
def run_command(builder: TurnBuilder, name: str, argument: str = "") -> None:
    """Do what the person asked for by name."""
    ask = builder.question()
    if name == BACK and go_back(builder):
        return
    if name == SKIP and ask and ask.optional:
        accept(builder, None)
        return
    builder.apply(builder.engine.policy.on_command(builder.context, name, argument))


def go_back(builder: TurnBuilder) -> bool:
    """Take the latest answer on the way here back; False where there is none in this run."""
    run = builder.run
    answered = [name for name in builder.engine.replay(run).arrived if name in run.answers]
    if answered:
        builder.reopen((answered[-1],))
    return bool(answered)


def accept(builder: TurnBuilder, value: Value) -> None:
    """Take an answer; the buttons of its question go and the choice stays visible."""
    builder.effects.append(Answered(builder.run.token, builder.answer_word(value)))
    builder.answer(value)


def press(builder: TurnBuilder, option: str) -> None:
    """Take the press of a button of the open question."""
    run, ask = builder.run, builder.question()
    assert ask is not None
    ids = tuple(each.id for each in builder.options(run, ask))
    if option == SKIP and ask.optional:
        accept(builder, None)
    elif ask.kind.several and option in (DONE, NONE):
        accept(builder, () if option == NONE else run.draft)
    elif option not in ids:
        builder.say("question-has-passed")
    elif ask.shortcut and option == ask.shortcut.option:
        builder.answer_all(ask.shortcut.fill(builder.within(run)))
    elif ask.kind.several:
        picked = set(run.draft) ^ {option}
        builder.draft(tuple(each for each in ids if each in picked))
        builder.ask(redraw=True)
        builder.quiet = True
    elif (value := ask.kind.accept(option, ids)) is not None:
        accept(builder, value)
