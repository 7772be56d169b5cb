"""Fitting the doses of a session to the minutes asked for."""

from collections.abc import Iterator

from flows.catalog.sessions import TimeRules
from flows.clinical.prescription.dose import Draft


def total_s(rules: TimeRules, drafts: list[Draft]) -> int:
    """Seconds of the session, setting up included."""
    return sum([made.seconds() + rules.setup_s for made in drafts])


def fit(rules: TimeRules, drafts: list[Draft], minutes: int, volume: float) -> str:
    """Cut or add until the session lies between the shares; says fits, cut, added or short."""
    target = minutes * 60 * volume
    most = rules.smallest_share_max if minutes <= rules.minutes_min else rules.share_max
    least_s, most_s = target * rules.share_min, target * most
    total: float = total_s(rules, drafts)
    word = "fits"
    if total > most_s:
        total, word = _cut(rules, drafts, total, most_s), "cut"
    if total >= least_s:
        return word
    # A set that was cut may leave room again for a few repetitions.
    total = _add(rules, drafts, total, (least_s, most_s))
    if total < least_s:
        total = _set_and_trim(rules, drafts, total, (least_s, most_s))
    if total < least_s:
        return "short"
    return "added" if word == "fits" else word


def _ordered(blocks: tuple[str, ...], drafts: list[Draft]) -> Iterator[list[Draft]]:
    """Give the drafts block by block; anchors last, since their progress is to be seen."""
    for block in blocks:
        yield sorted(
            (made for made in drafts if made.candidate.exercise.block == block),
            key=lambda made: made.anchor,
        )


def _cut(rules: TimeRules, drafts: list[Draft], total: float, most_s: float) -> float:
    """Take sets first, then repetitions, in the order of the blocks; gives the seconds left."""
    for group in _ordered(rules.cut, drafts):
        for made in group:
            while made.sets > 1 and total > most_s:
                made.sets -= 1
                total -= made.once_s() + made.candidate.exercise.dose.rest_s
    for group in _ordered(rules.cut, drafts):
        total = _shrink_all(group, 1.0, total, most_s)
    # Below the low end only when nothing else is left, and then everywhere a little.
    return _shrink_all(drafts, rules.floor_share, total, most_s)


def _shrink_all(group: list[Draft], share: float, total: float, most_s: float) -> float:
    """Take one step after the other, in turn, until the time fits or nothing is left to take."""
    shrunk = True
    while shrunk and total > most_s:
        shrunk = False
        for made in group:
            saved = _shrink(made, made.low * share) if total > most_s else 0
            total -= saved
            shrunk = shrunk or saved > 0
    return total


def _shrink(made: Draft, floor: float) -> int:
    """One step less, if it stays at the floor or above; gives the seconds saved."""
    if made.amount - made.step() < floor:
        return 0
    before = made.seconds()
    made.amount -= made.step()
    return before - made.seconds()


def _add(rules: TimeRules, drafts: list[Draft], total: float, bounds: tuple[float, float]) -> float:
    """Add repetitions first, then sets, in the order of the blocks; never beyond the most.

    Exercises in their smallest dose stay in it. What is then still missing goes into further
    sets of the gentlest blocks.
    """
    groups = [[made for made in group if not made.fixed] for group in _ordered(rules.add, drafts)]
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
            total += _more_sets(made, made.sets_high, bounds, total)
    for sets in range(2, rules.sets_max + 1):
        for group in _ordered(rules.cut, drafts):
            for made in group:
                total += 0 if made.fixed else _more_sets(made, sets, bounds, total)
    return total


def _set_and_trim(
    rules: TimeRules, drafts: list[Draft], total: float, bounds: tuple[float, float]
) -> float:
    """Where one more set is too much and none too little: the set, and repetitions back."""
    free = [made for made in drafts if not made.fixed and made.sets < rules.sets_max]
    if not free:
        return total
    made = min(free, key=Draft.once_s)
    kept = [(each, each.sets, each.amount) for each in drafts]
    made.sets += 1
    total += made.once_s() + made.candidate.exercise.dose.rest_s
    trimmed = _shrink_all(drafts, 1.0, total, bounds[1])
    if bounds[0] <= trimmed <= bounds[1]:
        return trimmed
    for each, sets, amount in kept:
        each.sets, each.amount = sets, amount
    return sum([each.seconds() + rules.setup_s for each in drafts])


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


def _more_sets(made: Draft, most: int, bounds: tuple[float, float], total: float) -> float:
    """Add sets up to the most, as long as there is room; gives the seconds gained."""
    gained = 0.0
    cost = made.once_s() + made.candidate.exercise.dose.rest_s
    while made.sets < most and total + gained < bounds[0]:
        if total + gained + cost > bounds[1]:
            break
        made.sets += 1
        gained += cost
    return gained
