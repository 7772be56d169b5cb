"""The figures as types: poses, props and marks of every exercise; content/figures says them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.media.poses import Pose
from bot.media.vectors import ZERO, Vector
from flows.catalog import BrokenContent


class BrokenFigure(BrokenContent):
    """A figure's data cannot be read; its problem names figure and field."""


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing in the picture: standing `at` a place or held `by` joints of the body."""

    item: str
    at: Vector = ZERO
    by: tuple[str, ...] = ()
    turn: float = 0.0
    size: tuple[float, ...] = ()
    layer: str = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """The way one joint goes from one pose to another, shifted by `off`; or a `path` of its own."""

    of: str = ""
    first: str = ""
    last: str = ""
    off: Vector = ZERO
    path: tuple[Vector, ...] = ()
    both: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """Everything that is drawn for one exercise, movement check, position of ease or rung."""

    id: str
    kind: str
    camera: tuple[float, float]
    poses: Mapping[str, Pose]
    loop: tuple[tuple[float, str], ...]
    props: tuple[Prop, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    work: tuple[str, ...] = ()
    work_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Regions that work only in one pose."""
    breath: tuple[float, float] | None = None
    inset: tuple[Vector, float] | None = None
    inset_left: bool = False
    ghost: bool = True
    far: str = ""
    follow: Vector = ZERO
    alternates: bool = False
    stills: tuple[str | float, ...] = ()
    """The poses, or the seconds, that tell the exercise on one sheet."""
    poster: str = ""
    """The pose of the one picture, where the middle of the three is not the most telling."""
    ring: bool = True
    """Whether the breath is drawn around the ribs, not only at the nose."""
    pace: bool = False
    """Whether the rhythm of the breath is drawn as a wave."""
    flow: bool = False
    """Whether the body passes through its key poses without stopping, as in walking."""
    gap: bool = False
    """Whether the room under the low back is coloured."""

    @property
    def seconds(self) -> float:
        """How long one loop lasts."""
        return self.loop[-1][0]

    @property
    def moments_shown(self) -> tuple[float, float, float]:
        """Three moments that tell the exercise on one sheet."""
        first, *others = [self._seconds_of(still) for still in self.shown]
        if not others:
            breath_in, breath_out = self.breath or (1.0, 2.0)
            return first, breath_in, breath_in + breath_out / 2
        if len(others) == 1:
            return first, (first + others[0]) / 2, others[0]
        return first, others[0], others[1]

    def _seconds_of(self, still: str | float) -> float:
        if isinstance(still, str):
            return next(at for at, name in self.loop if name == still)
        return float(still)

    @property
    def poster_moment(self) -> float:
        """The moment that tells most when there is room for one picture."""
        if self.poster:
            return self._seconds_of(self.poster)
        return self.moments_shown[2 if len(self.shown) == 2 else 1]  # noqa: PLR2004

    @property
    def shown(self) -> tuple[str | float, ...]:
        """What tells the exercise, in order: its stills, or its poses without repeats."""
        return self.stills or tuple(dict.fromkeys(name for _, name in self.loop))


def figure_for(figures: Mapping[str, Figure], name: str) -> Figure:
    """Give the figure of a name: cat_cow, check.squat, band_row.stability_1.

    A rung that looks like its exercise has none of its own and is shown by the exercise's. Raises
    KeyError for what has no figure at all.
    """
    return figures.get(name) or figures[name.partition(".")[0]]
