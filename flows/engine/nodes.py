"""Flows as they are declared: questions, statements, junctions and ends."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from flows.engine.context import Outcome, RunContext
from flows.engine.effects import Arg, Option
from flows.engine.guards import Guard
from flows.engine.kinds import Kind, Value

ArgsOf = Callable[[RunContext], dict[str, Arg]]
OptionsOf = Callable[[RunContext], tuple[Option, ...]]


@dataclass(frozen=True, slots=True)
class Route:
    """Where to go next, and when; the first route that holds is taken."""

    to: str
    when: Guard | None = None


def go(to: str, *, when: Guard | None = None) -> Route:
    """Declare a route."""
    return Route(to, when)


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A button that answers several questions at once; offered where `fill` gives answers."""

    option: str
    fill: Callable[[RunContext], dict[str, Value]]


@dataclass(frozen=True, slots=True)
class Ask:
    """A question. Its words are the message `<flow>-<id>`, spoken with `args`.

    `options` replaces the kind's own buttons by computed ones. `safety` marks answers that an
    edited message cannot change. `reopens` maps an option to earlier questions that choosing
    it opens again; it undoes, so it is not a route. `optional` lets the person skip. `beside` is
    the question that a number in the same words answers, `picture` names the figure to show.
    """

    id: str
    kind: Kind
    routes: tuple[Route, ...]
    args: ArgsOf | None = None
    options: OptionsOf | None = None
    safety: bool = False
    optional: bool = False
    reopens: Callable[[str], tuple[str, ...]] | None = None
    shortcut: Shortcut | None = None
    words: str = ""
    picture: Callable[[RunContext], str] | None = None
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Tell:
    """A statement that needs no answer; with `silent` a mere junction."""

    id: str
    routes: tuple[Route, ...]
    args: ArgsOf | None = None
    silent: bool = False
    picture: Callable[[RunContext], str] | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class End:
    """The end of a flow; what follows from it is the dialogue's act of the same id."""

    id: str


Node = Ask | Tell | End


@dataclass(frozen=True)
class Flow:
    """A named, versioned, acyclic graph of nodes; it starts at the first."""

    id: str
    nodes: tuple[Node, ...]
    version: int = 1
    params: tuple[str, ...] = field(default=())

    @cached_property
    def by_id(self) -> dict[str, Node]:
        """The nodes by name."""
        return {node.id: node for node in self.nodes}

    @property
    def start(self) -> str:
        """The first node's id."""
        return self.nodes[0].id


def junction(id: str, *routes: Route) -> Tell:  # noqa: A002  (a node's id is called id everywhere)
    """A silent junction: the first route that holds is taken at once."""
    return Tell(id, routes, silent=True)


def routes_of(node: Node) -> tuple[Route, ...]:
    """The routes of any node; an end has none."""
    return () if isinstance(node, End) else node.routes


Act = Callable[[RunContext], Outcome]


@dataclass(frozen=True)
class Dialogue:
    """A flow and what arriving at its nodes does: acts by node id."""

    flow: Flow
    acts: Mapping[str, Act]


def words_of(flow: str, node: Ask | Tell) -> str:
    """The Fluent message of a node: its own, or `<flow>-<node>`."""
    return node.words or f"{flow}-{node.id}".lower().replace("_", "-")


def label_keys(flow: str, node: Ask, option: str) -> tuple[str, str]:
    """Where the words of an option may stand: with its question, or shared."""
    slug = option.lower().replace("_", "-").replace(".", "-")
    return f"{words_of(flow, node)}-{slug}", f"option-{slug}"
