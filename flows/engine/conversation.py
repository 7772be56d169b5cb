"""The stack of runs that is a conversation; a run is one walk through one flow."""

from msgspec import Struct, field

from flows.engine.kinds import Value


class Answer(Struct, frozen=True, omit_defaults=True):
    """A stored answer: its value, when (seconds), and the prompt that it answered."""

    value: Value
    at: float
    token: int = 0


class Run(Struct, frozen=True, omit_defaults=True):
    """A flow under way: the answers are the truth, `state` follows from them.

    `params` are frozen at the start; `draft` holds picks not yet confirmed; `misses` counts
    answers in a row that were not understood.
    """

    id: int
    flow: str
    version: int
    started: float
    params: dict[str, Value] = {}
    answers: dict[str, Answer] = {}
    state: str = ""
    token: int = 0
    """The prompt of the open question; 0 while nobody has been asked."""
    draft: tuple[str, ...] = ()
    misses: int = 0
    visited: tuple[str, ...] = field(default=(), name="told")
    """Statements and acts that were arrived at; none happens twice."""

    @property
    def values(self) -> dict[str, Value]:
        """Parameters and answers by name, as guards read them."""
        return self.params | {name: answer.value for name, answer in self.answers.items()}


class Conversation(Struct, frozen=True, omit_defaults=True):
    """The stack of runs (the last one speaks), and how many runs and prompts there have been."""

    stack: tuple[Run, ...] = ()
    runs: int = 0
    tokens: int = 0

    @property
    def top(self) -> Run | None:
        """The run that holds the open question."""
        return self.stack[-1] if self.stack else None
