"""Somebody who talks to the real engine by button, and keeps what they were told."""

from collections.abc import Iterator, Mapping

from bot.library import catalog, read_texts
from flows.dialogues.companion import build
from flows.engine.effects import Answered, Arg, Prompt, Refer, Remind, Say, Word, Words
from flows.engine.engine import TurnBuilder, options_of
from flows.engine.events import AnyEvent, Command, Pressed, Typed
from flows.engine.nodes import Ask
from flows.engine.step import step
from flows.engine.wording import FluentWording
from flows.language.facts import FactReading
from flows.record import Record
from tests.flows.variables import variables

NOON_S = 1_750_000_000.0
DAY_S = 86_400.0
TURNS_MAX = 150
WORDS = FluentWording("en", read_texts()["en"])
USUAL: dict[str, str | tuple[str, ...]] = {
    "age": "44",
    "location": ("low_back_central",),
    "eased_by": ("walking",),
    "provoked_by": ("sitting",),
    "activity_1": "carry my shopping",
    "activity_2": "sit through a film",
    "activity_3": "play with my dog",
    "flare": "no",
    "value": "",
}
"""What a person answers where the first calm option would not do."""
CALM = ("none_of_these", "no", "usual", "none")
"""Options taken before the first one, outside of what USUAL names."""
CHEERFUL = ("you", "seen_clinician", "floor", "check_now", "in_control")
"""Questions to which the first option is the calm one."""


class Plain:
    """A reader to whom only whole numbers and texts mean anything."""

    def detect(self, text: str) -> "Plain":
        return self

    tier, condition, quote, rule, question = "none", "", "", "", ""
    outcome = "silent"
    words: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    fact_names: frozenset[str] = frozenset()

    def is_slow(self, text: str) -> bool:
        return False

    def read(self, kind: str, text: str, options: tuple[str, ...], today: object) -> int | None:
        return int(text) if text.isdigit() else None

    def command(self, text: str) -> str | None:
        return None

    def facts(self, text: str) -> Mapping[str, object]:
        return {}

    def talk(self, text: str) -> tuple[()]:
        return ()

    def named_facts(self, text: str) -> FactReading:
        return FactReading({}, text)


ENGINE = build(catalog(), {"en": Plain()}, {"en": WORDS})


def gaps(key: str, args: Mapping[str, Arg]) -> Iterator[str]:
    """Every message, and every variable of one, that is spoken but not there."""
    if not WORDS.has(key):
        yield key
    yield from (f"{key} ${name}" for name in sorted(variables(key) - args.keys()))
    for arg in args.values():
        for word in arg.items if isinstance(arg, Words) else (arg,):
            if isinstance(word, Word) and not word.raw:
                yield from gaps(word.key, word.args)


class Person:
    """One conversation: `told` is every text and label shown, `missing` the holes in them."""

    def __init__(self) -> None:
        self.record = Record()
        self.now = NOON_S
        self.told: list[str] = []
        self.missing: set[str] = set()

    def do(self, event: AnyEvent) -> None:
        """Let something happen and read what comes back."""
        turn = step(ENGINE, self.record, event, self.now)
        self.record = turn.record
        for effect in turn.effects:
            if isinstance(effect, Say | Prompt | Refer | Remind):
                self._hear(effect.key, effect.args)
            if isinstance(effect, Prompt | Remind):
                for option in effect.options:
                    self._read(option.label)
            if isinstance(effect, Answered):
                self._read(effect.choice)

    def _hear(self, key: str, args: Mapping[str, Arg]) -> None:
        self.missing.update(gaps(key, args))
        self.told.append(WORDS.text(key, args))

    def _read(self, word: Word) -> None:
        self.missing.update(() if word.raw else gaps(word.key, word.args))
        self.told.append(str(WORDS.arg(word)))

    def ask(self, command: str) -> None:
        """Ask for something by name."""
        self.do(Command(command))

    def answer(self, **answers: str | tuple[str, ...]) -> None:
        """Answer until home or the end of patience, `answers` before the usual ones."""
        for _ in range(TURNS_MAX):
            ask = self.question()
            if ask.id in ("next", "room"):
                return
            self._give(ask, {**USUAL, **answers}.get(ask.id, ""))

    def question(self) -> Ask:
        """The open question."""
        top = self.record.conversation.top
        node = ENGINE.node(top) if top else None
        assert isinstance(node, Ask)
        return node

    def _give(self, ask: Ask, wanted: str | tuple[str, ...]) -> None:
        options = self._options(ask)
        if ask.kind.several:
            for option in wanted or options[:1] * (ask.id == "days"):
                self.press(option)
            self.press("done")
        elif not options or (wanted and wanted not in options):
            self.do(Typed(str(wanted) or "1"))
        else:
            self.press(str(wanted) or self._calm(ask, options))

    def _calm(self, ask: Ask, options: tuple[str, ...]) -> str:
        if ask.id in CHEERFUL or ask.kind.high is not None:
            return options[min(1, len(options) - 1)] if ask.kind.high else options[0]
        return next((option for option in CALM if option in options), options[0])

    def press(self, option: str) -> None:
        """Press a button of the open question."""
        top = self.record.conversation.top
        assert top is not None
        self.do(Pressed(top.token, option))

    def _options(self, ask: Ask) -> tuple[str, ...]:
        top = self.record.conversation.top
        assert top is not None
        context = TurnBuilder(ENGINE, self.record, self.now).within(top)
        return tuple(option.id for option in options_of(ENGINE, context, ask))


def newcomer() -> Person:
    """Somebody at the very first question."""
    person = Person()
    person.ask("start")
    return person


def settled() -> Person:
    """Somebody with a plan, at home."""
    person = newcomer()
    person.answer()
    return person
