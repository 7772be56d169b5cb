"""Rule R1: leg pain that moves down drops its direction, calms, and the second time refers."""

from itertools import islice

from msgspec.structs import replace

from flows.clinical.decision import Decision
from flows.clinical.evidence import Session, back, sessions_back, since
from flows.clinical.ruling import Case, Ruling

R1 = "r1"
DIRECTIONS = {"lumbar_flexion": "bend_forward", "lumbar_extension": "bend_back"}
"""The direction an exercise moves the low back in, by its region."""


def leg_down(case: Case) -> Ruling | None:
    """R1: further down after two sessions running, or newly below the knee."""
    moved_down, below = _further_down(case), _newly_below_knee(case)
    if not (moved_down or below):
        return None
    rule = "r1.below_knee" if below else "r1.further_down"
    if any(day.rule == R1 for day in since(case.history, case.today, _window(case))):
        said = Decision("r1.again", "refer", {"days": _window(case)})
        return Ruling(case.plan, "refer", R1, (said,), tier="see_clinician")
    dropped = _directions(case)
    plan = replace(
        case.plan,
        dropped=tuple(dict.fromkeys((*case.plan.dropped, *dropped))),
        gentle="regulation_only",
        phase="calm",
        phase_since=case.plan.phase_since if case.plan.phase == "calm" else case.today,
    )
    said = Decision(rule, "regress", {"direction": dropped[0] if dropped else "none"})
    moved = 0 if plan == case.plan else -1
    return Ruling(plan, "regress" if moved else "hold", R1, (said,), moved=moved)


def _window(case: Case) -> int:
    return case.programme.leg.again_within_days


def _last_sessions(case: Case) -> tuple[Session, ...]:
    count = case.programme.leg.sessions_further_down_from
    days = case.programme.progress.look_back_days
    return tuple(islice(sessions_back(case.history, case.today, days), count))


def _further_down(case: Case) -> bool:
    """Whether leg pain moved down after each of the last sessions, one of them fresh."""
    last = _last_sessions(case)
    enough = len(last) == case.programme.leg.sessions_further_down_from
    return bool(case.evidence.fresh) and enough and all(map(_went_down, last))


def _went_down(session: Session) -> bool:
    return session.response is not None and session.response.leg == "further_down"


def _newly_below_knee(case: Case) -> bool:
    if not case.evidence.today.below_knee or case.plan.pain_type == "radiculopathy":
        return False
    earlier = back(case.history, case.today)
    return not any(day.below_knee for day in earlier if day.date < case.today)


def _directions(case: Case) -> tuple[str, ...]:
    """Give the directions that the exercises of the last sessions moved in."""
    done = [p.exercise for s in _last_sessions(case) for p in s.workout.performed]
    regions = {region for name in done if name in case.rungs for region in case.rungs[name].regions}
    return tuple(direction for region, direction in DIRECTIONS.items() if region in regions)
