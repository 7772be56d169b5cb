"""A figure in time: the body at a moment, and the moments of a loop."""

from collections.abc import Iterator

from bot.media.figures import Figure
from bot.media.poses import blend, ease, settle
from bot.media.skeleton import Body
from bot.media.vectors import Vector, scale

FRAMES_PER_SECOND = 12
STEPS_MAX = 16
"""Between two poses there are at most this many pictures, the same ones there and back."""
BREATH_STEPS_PER_SECOND = 8
BREATH_LEVELS = 20


def body_at(figure: Figure, seconds: float) -> Body:
    """Give the body at a moment of the loop; each angle starts and ends softly."""
    first, second, share = _between(figure, seconds)
    way = share if figure.flow else ease(share)
    return blend(figure.poses[first], figure.poses[second], way)


def body_in(figure: Figure, pose: str) -> Body:
    """Give the body of a key pose."""
    return settle(figure.poses[pose])


def _between(figure: Figure, seconds: float) -> tuple[str, str, float]:
    for (start, first), (end, second) in zip(figure.loop, figure.loop[1:], strict=False):
        if seconds <= end:
            return first, second, (seconds - start) / (end - start)
    last = figure.loop[-1][1]
    return last, last, 1.0


def snapped(figure: Figure, seconds: float) -> float:
    """Give the moment whose picture stands for this one, so that equal pictures are drawn once."""
    for (start, first), (end, second) in zip(figure.loop, figure.loop[1:], strict=False):
        if seconds <= end:
            if figure.breath:
                count = max(1, round((end - start) * BREATH_STEPS_PER_SECOND))
            elif first == second:
                return start
            else:
                count = min(STEPS_MAX, max(1, round((end - start) * FRAMES_PER_SECOND)))
            return start + (end - start) * round((seconds - start) / (end - start) * count) / count
    return seconds


def moments(figure: Figure, per_second: int = FRAMES_PER_SECOND) -> list[float]:
    """Give the moments of all frames of one loop."""
    count = max(1, round(figure.seconds * per_second))
    return [index * figure.seconds / count for index in range(count)]


def pictures(figure: Figure, per_second: int = FRAMES_PER_SECOND) -> Iterator[float]:
    """Give for each frame of one loop the moment whose picture it shows."""
    return (snapped(figure, seconds) for seconds in moments(figure, per_second))


def travelled(figure: Figure, seconds: float) -> Vector:
    """How far the picture has gone along with somebody who walks."""
    return scale(figure.follow, seconds / figure.seconds)


def breath_at(figure: Figure, seconds: float) -> float:
    """How full the breath is, 0 to 1: in over the first part of each cycle, out over the rest."""
    if figure.breath is None:
        return 0.0
    breath_in, breath_out = figure.breath
    within = seconds % (breath_in + breath_out)
    if within <= breath_in:
        full = ease(within / breath_in)
    else:
        full = 1 - ease((within - breath_in) / breath_out)
    return round(full * BREATH_LEVELS) / BREATH_LEVELS


def tense(figure: Figure, seconds: float) -> tuple[str, ...]:
    """Give the regions that are tense at a moment: those of the nearest pose."""
    nearest = min(figure.loop, key=lambda key: (abs(key[0] - seconds), key[0]))[1]
    return figure.work_in.get(nearest, ())
