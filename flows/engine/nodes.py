"""Flows as they are declared: questions, statements, gates and ends."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from flows.engine.effects import Option
from flows.engine.guards import Guard
from flows.engine.kinds import Kind, Value
from flows.engine.words import Arg

if TYPE_CHECKING:
    from flows.engine.scene import Scene

ArgsOf = Callable[["Scene"], dict[str, Arg]]
OptionsOf = Callable[["Scene"], tuple[Option, ...]]


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
    fill: Callable[["Scene"], dict[str, Value]]


@dataclass(frozen=True, slots=True)
class Ask:
    """A question. Its words are the message `<flow>-<id>`, spoken with `args`.

    `options` replaces the kind's own buttons by computed ones. `safety` marks answers that an
    edited message cannot change. `reopens` maps an option to earlier questions that choosing
    it opens again; it undoes, so it is not a route. `optional` lets the person skip.
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


@dataclass(frozen=True, slots=True)
class Tell:
    """A statement that needs no answer; with `silent` a mere junction."""

    id: str
    routes: tuple[Route, ...]
    args: ArgsOf | None = None
    silent: bool = False
    picture: Callable[["Scene"], str] | None = None
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


def gate(id: str, *routes: Route) -> Tell:  # noqa: A002  (a node's id is called id everywhere)
    """A silent junction: the first route that holds is taken at once."""
    return Tell(id, routes, silent=True)


def routes_of(node: Node) -> tuple[Route, ...]:
    """The routes of any node; an end has none."""
    return () if isinstance(node, End) else node.routes
