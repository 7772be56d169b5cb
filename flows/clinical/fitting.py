"""Fitting the doses of a session to the minutes asked for."""

from collections.abc import Iterator

from flows.catalog.sessions import TimeRules
from flows.clinical.dose import Draft


def total_s(rules: TimeRules, drafts: list[Draft]) -> int:
    """Seconds of the session, setting up included."""
    return sum([made.seconds() + rules.setup_s for made in drafts])


def fit(rules: TimeRules, drafts: list[Draft], minutes: int, volume: float) -> str:
    """Cut or add until the session lies between the shares; says fits, cut, added or short."""
    target = minutes * 60 * volume
    most = rules.smallest_share_max if minutes <= rules.minutes_min else rules.share_max
    least_s, most_s = target * rules.share_min, target * most
    total = total_s(rules, drafts)
    if total > most_s:
        _cut(rules, drafts, total, most_s)
        return "cut"
    if total >= least_s:
        return "fits"
    return "added" if _add(rules, drafts, total, (least_s, most_s)) >= least_s else "short"


def _ordered(blocks: tuple[str, ...], drafts: list[Draft]) -> Iterator[list[Draft]]:
    """The drafts block by block; anchors last, since their progress is to be seen."""
    for block in blocks:
        yield sorted(
            (made for made in drafts if made.candidate.exercise.block == block),
            key=lambda made: made.anchor,
        )


def _cut(rules: TimeRules, drafts: list[Draft], total: float, most_s: float) -> None:
    """Take sets first, then repetitions, in the order of the blocks."""
    for group in _ordered(rules.cut, drafts):
        for made in group:
            while made.sets > 1 and total > most_s:
                made.sets -= 1
                total -= made.once_s() + made.candidate.exercise.dose.rest_s
    for share in (1.0, rules.floor_share):  # Below the low end only when nothing else is left.
        for group in _ordered(rules.cut, drafts):
            shrunk = True
            while shrunk and total > most_s:
                shrunk = False
                for made in group:
                    saved = _shrink(made, made.low * share) if total > most_s else 0
                    total -= saved
                    shrunk = shrunk or saved > 0


def _shrink(made: Draft, floor: float) -> int:
    """One step less, if it stays at the floor or above; gives the seconds saved."""
    if made.amount - made.step() < floor:
        return 0
    before = made.seconds()
    made.amount -= made.step()
    return before - made.seconds()


def _add(
    rules: TimeRules, drafts: list[Draft], total: float, bounds: tuple[float, float]
) -> float:
    """Add repetitions first, then sets, in the order of the blocks; never beyond the most."""
    groups = [
        [made for made in group if not made.fixed] for group in _ordered(rules.add, drafts)
    ]
    for group in groups:
        grown = True
        while grown and total < bounds[0]:
            grown = False
            for made in group:
                gain = _grow(made, bounds, total)
                total += gain
                grown = grown or gain > 0
    for group in groups:
        for made in group:
            total += _more_sets(made, bounds, total)
    return total


def _grow(made: Draft, bounds: tuple[float, float], total: float) -> float:
    """One step of repetitions, breaths or seconds, if it has room; gives the seconds gained."""
    if total >= bounds[0] or made.amount + made.step() > made.high:
        return 0
    before = made.seconds()
    made.amount += made.step()
    gain = made.seconds() - before
    if total + gain <= bounds[1]:
        return gain
    made.amount -= made.step()
    return 0


def _more_sets(made: Draft, bounds: tuple[float, float], total: float) -> float:
    gained = 0.0
    cost = made.once_s() + made.candidate.exercise.dose.rest_s
    while made.sets < made.sets_high and total + gained < bounds[0]:
        if total + gained + cost > bounds[1]:
            break
        made.sets += 1
        gained += cost
    return gained
