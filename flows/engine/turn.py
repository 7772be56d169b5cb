"""The scratch pad of one turn: the record as it becomes, and what will be said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from msgspec.structs import replace

from flows.engine.context import Context, Outcome, RunContext, Start
from flows.engine.effects import Effect, Option, Say
from flows.engine.engine import Engine
from flows.engine.kinds import Value
from flows.engine.machine import IDLE
from flows.engine.nodes import Ask, End, Tell, words_of
from flows.engine.prompts import answer_word, options_of, prompt_of
from flows.engine.run import Answer, Conversation, Run
from flows.engine.words import Arg, Word
from flows.record import Note, Record

HOME_STARTS_MAX = 4
"""Runs that may begin and end one after another without asking anything; more is a bug."""


@dataclass(slots=True)
class TurnBuilder:
    """One turn under way; thrown away when the turn is written down."""

    engine: Engine
    record: Record
    now: float
    effects: list[Effect] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    quiet: bool = False
    red_flag: bool = False

    @property
    def context(self) -> Context:
        """The person as they are by now."""
        return Context(self.record, self.engine.catalog, self.now)

    @property
    def top(self) -> Run | None:
        """The run that holds the open question."""
        return self.record.talk.top

    def within(self, run: Run) -> RunContext:
        """The context inside a run."""
        return RunContext(self.record, self.engine.catalog, self.now, run)

    def question(self) -> Ask | None:
        """The open question."""
        run = self.top
        node = self.engine.node(run) if run else None
        return node if isinstance(node, Ask) else None

    def say(self, key: str, **args: Arg) -> None:
        """Add a statement."""
        self.effects.append(Say(key, dict(args)))

    # --- runs -----------------------------------------------------------------------------
    def start(self, start: Start) -> None:
        """Push a run and walk it to its first open question."""
        flow = self.engine.dialogues[start.flow].flow
        talk = self.record.talk
        run = Run(talk.runs + 1, flow.id, flow.version, self.now, params=dict(start.params))
        self._talk(replace(talk, stack=(*talk.stack, run), runs=run.id))
        self._walk(run, IDLE)

    def answer(self, value: Value) -> None:
        """Take the answer to the open question and walk on."""
        run, ask = self.top, self.question()
        assert run is not None and ask is not None
        self.notes.append(Note(self.now, "answer", f"{run.flow}.{ask.id}", value))
        answers = run.answers | {ask.id: Answer(value, self.now, run.token)}
        reopened = ask.reopens(str(value)) if ask.reopens else ()
        if reopened:
            self.reopen((*reopened, ask.id))
            return
        run = self._put(replace(run, answers=answers, draft=(), misses=0, token=0))
        self._walk(run, run.state)

    def reopen(self, questions: tuple[str, ...]) -> None:
        """Take answers of the open run back and stand at the earliest of them."""
        run = self.top
        assert run is not None
        kept = {name: answer for name, answer in run.answers.items() if name not in questions}
        run = self._put(replace(run, answers=kept, draft=(), misses=0, token=0))
        self._put(replace(run, state=self.engine.settle(run).state))

    def leave(self) -> None:
        """Drop the open run."""
        self._talk(replace(self.record.talk, stack=self.record.talk.stack[:-1]))

    def apply(self, outcome: Outcome) -> None:
        """Do what an act, an interruption or the clock decided."""
        self.record = outcome.record
        self.effects.extend(outcome.effects)
        self.notes.extend(outcome.notes)
        self.quiet = outcome.quiet
        self.red_flag = self.red_flag or outcome.red_flag
        if outcome.cut:
            self._talk(replace(self.record.talk, stack=()))
        elif outcome.leave:
            self.leave()
        while outcome.resume and self.top and self.top.flow != outcome.resume:
            self.leave()
        for start in outcome.start:
            self.start(start)

    def take_all(self, values: Mapping[str, Value]) -> None:
        """Take several answers of the open run at once and walk on."""
        run = self.top
        assert run is not None
        for name, value in values.items():
            self.notes.append(Note(self.now, "answer", f"{run.flow}.{name}", value))
        given = {name: Answer(value, self.now, run.token) for name, value in values.items()}
        run = self._put(replace(run, answers=run.answers | given, draft=(), misses=0, token=0))
        self._walk(run, run.state)

    def renew(self, run: Run) -> None:
        """Walk a run of an older version over its answers; drop it where its flow is gone."""
        if run.flow not in self.engine.dialogues:
            stack = tuple(r for r in self.record.talk.stack if r.id != run.id)
            self._talk(replace(self.record.talk, stack=stack))
            return
        version = self.engine.dialogues[run.flow].flow.version
        run = self._put(replace(run, version=version, token=0, draft=()))
        self._walk(run, IDLE)

    # --- the end of a turn ----------------------------------------------------------------
    def settle(self) -> None:
        """Leave an open question behind, whatever happened: there is always a next step."""
        if self.record.gone:
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
        run, ask = self.top, self.question()
        assert run is not None and ask is not None
        if not run.token:
            token = self.record.talk.tokens + 1
            self._talk(replace(self.record.talk, tokens=token))
            run = self._put(replace(run, token=token))
        prompt = prompt_of(self.engine, self.within(run), ask)
        self.effects.append(replace(prompt, redraw=True) if redraw else prompt)

    def answered(self, value: Value) -> Word:
        """The words of a value given to the open question."""
        run, ask = self.top, self.question()
        assert run is not None and ask is not None
        return answer_word(value, options_of(self.engine, self.within(run), ask))

    def label(self, option: Option) -> str:
        """The words on a button, in the person's language."""
        return str(self.engine.wording(self.record.language).arg(option.label))

    def draft(self, picked: tuple[str, ...]) -> None:
        """Keep picks that are not confirmed yet."""
        assert self.top is not None
        self._put(replace(self.top, draft=picked))

    def missed(self) -> int:
        """Count one more answer that was not understood."""
        assert self.top is not None
        return self._put(replace(self.top, misses=self.top.misses + 1)).misses

    # --- inside ---------------------------------------------------------------------------
    def _talk(self, talk: Conversation) -> None:
        self.record = replace(self.record, talk=talk)

    def _put(self, run: Run) -> Run:
        stack = self.record.talk.stack
        self._talk(
            replace(self.record.talk, stack=tuple(run if r.id == run.id else r for r in stack))
        )
        return run

    def _walk(self, run: Run, state: str) -> None:
        cursor = self.engine.walkers[run.flow].walk(run.values, state)
        run = self._put(replace(run, state=cursor.state))
        for name in cursor.arrived:
            if name not in run.told:
                run = self._arrive(run, name)

    def _arrive(self, run: Run, name: str) -> Run:
        dialogue = self.engine.dialogues[run.flow]
        node, act = dialogue.flow.by_id[name], dialogue.acts.get(name)
        if isinstance(node, Ask):
            return run
        if isinstance(node, End):
            run = self.engine.pruned(run)
            self._talk(
                replace(
                    self.record.talk,
                    stack=tuple(r for r in self.record.talk.stack if r.id != run.id),
                )
            )
        elif not node.silent:
            self.effects.append(self._said(run, node))
        if act:
            self.apply(act(self.within(run)))
        return run if isinstance(node, End) else self._put(replace(run, told=(*run.told, name)))

    def _said(self, run: Run, node: Tell) -> Say:
        context = self.within(run)
        args = node.args(context) if node.args else {}
        picture = node.picture(context) if node.picture else ""
        return Say(words_of(run.flow, node), args, picture)
