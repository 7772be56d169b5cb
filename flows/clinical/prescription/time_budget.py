"""Fitting a session to the minutes asked for: exercises come and go, doses stay (progression 4)."""

from flows.catalog.sessions import TimeRules
from flows.clinical.prescription.dose import Draft


def total_s(rules: TimeRules, drafts: list[Draft]) -> int:
    """Seconds of the session, setting up included."""
    return sum([made.seconds() + rules.setup_s for made in drafts])


def bounds_s(rules: TimeRules, minutes: int, volume: float) -> tuple[float, float]:
    """Give the least and the most seconds of a session."""
    target = minutes * 60 * volume
    most = rules.smallest_share_max if minutes <= rules.minutes_min else rules.share_max
    return target * rules.share_min, target * most


def shorten(rules: TimeRules, drafts: list[Draft], most_s: float) -> None:
    """Shorten what only fills, breathing last, as long as the session is too long."""
    for made in sorted(drafts, key=lambda made: made.candidate.exercise.block == "regulation"):
        low = made.work.span[0]
        while made.fills and made.amount - made.step() >= low and total_s(rules, drafts) > most_s:
            made.amount -= made.step()


def stretch(rules: TimeRules, drafts: list[Draft], least_s: float) -> None:
    """Stretch what only fills, in turn, up to its span, as long as the session is too short."""
    grown = True
    while grown and total_s(rules, drafts) < least_s:
        grown = False
        for made in drafts:
            if made.fills and made.amount + made.step() <= made.high:
                made.amount += made.step()
                grown = True
