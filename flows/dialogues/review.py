"""Looking back: every week, every four, every twelve, and when life changes (rules 3.5)."""

from statistics import median

from msgspec.structs import replace

from flows.catalog.programme import Programme
from flows.clinical.decision import Decision
from flows.clinical.history import History, Review
from flows.clinical.measures import LARGER_REVIEWS
from flows.clinical.prescription.life_patterns import prepare
from flows.clinical.profile import Profile
from flows.clinical.progression.observations import base
from flows.clinical.progression.reassessment import due, reassess, tip, week_reason, weekly_action
from flows.clinical.progression.walking import next_walk
from flows.clinical.signature import compare, signature
from flows.dialogues.assessment import CHECKS, FOUND
from flows.dialogues.first_look import counting
from flows.dialogues.referral import sent_to_clinician
from flows.dialogues.screening import start as start_screen
from flows.dialogues.why import why_lines
from flows.engine.context import Context, Outcome, RunContext, Start
from flows.engine.effects import Arg, Effect, Say, Word
from flows.engine.guards import Guard, is_, no
from flows.engine.kinds import NRS, YES_NO, Value, choice
from flows.engine.nodes import ArgsOf, Ask, Dialogue, End, Flow, Node, Route, go, junction
from flows.record import Record, decision_notes
from flows.safety_locks import most_urgent_lock

ABILITIES = ("ability_1", "ability_2", "ability_3")
CHANGE = choice("much_better", "better", "same", "worse", "much_worse")
REVIEWS_MAX = 40
WEEK_DAYS = 7


def dialogues(programme: Programme) -> tuple[Dialogue, ...]:
    """The review and the new demand with their acts."""
    return (
        Dialogue(review(programme), {"done": _reviewed}),
        Dialogue(demand(programme), {"set": _demanded}),
    )


def review(programme: Programme) -> Flow:
    """Activities and the barrier; beyond the weekly one also the change and the movement check."""
    weekly = is_("kind", "weekly")
    nodes: list[Node] = [junction("begin", *_from_activity(1))]
    for number, name in enumerate(ABILITIES, 1):
        nodes.append(
            Ask(name, NRS, _from_activity(number + 1), args=_activity(number), optional=True)
        )
    nodes += [
        junction("large", go("barrier", when=weekly), go("change")),
        Ask("change", CHANGE, (go("check_now"),)),
        Ask("check_now", YES_NO, (go("barrier", when=no("check_now")), go(CHECKS[0]))),
        *_checks(),
        Ask("barrier", choice(*programme.barriers), (go("done"),), optional=True),
        End("done"),
    ]
    return Flow("review", tuple(nodes), params=("kind", "activities"))


def _from_activity(number: int) -> tuple[Route, ...]:
    """On to the next activity, if the person named one."""
    if number > len(ABILITIES):
        return (go("large"),)
    named = Guard(
        f"activities >= {number}", ("activities",), lambda v: int(str(v["activities"])) >= number
    )
    return (go(ABILITIES[number - 1], when=named), go("large"))


def _activity(number: int) -> ArgsOf:
    def args(context: RunContext) -> dict[str, Arg]:
        profile = context.record.profile
        known = profile.activities if profile else ()
        return {"name": Word(raw=known[number - 1].name) if number <= len(known) else ""}

    return args


def _checks() -> list[Node]:
    following = (*CHECKS[1:], "barrier")
    return [
        Ask(check, FOUND, (go(after),), words=f"assessment-{check}".replace("_", "-"))
        for check, after in zip(CHECKS, following, strict=True)
    ]


def demand(programme: Programme) -> Flow:
    """Ask what the person prepares for."""
    kinds = choice(*programme.demand.days, "none")
    return Flow("demand", (Ask("value", kinds, (go("set"),)), End("set")))


# --- when it is due ---------------------------------------------------------------------------
def due_review(context: Context) -> tuple[Start, ...]:
    """The reassessment that is due today, its screen asked first."""
    record = context.record
    assert record.plan is not None
    found = due(context.catalog.programme, record.plan, record.history, context.today)
    if found is None:
        return ()
    review = start(record, found.kind)
    return (review, start_screen(record, after="review")) if found.screen == "full" else (review,)


def start(record: Record, kind: str) -> Start:
    """A review of a kind for this person."""
    count = len(record.profile.activities) if record.profile else 0
    return Start("review", {"kind": kind, "activities": count})


# --- acts -------------------------------------------------------------------------------------
def _reviewed(context: RunContext) -> Outcome:
    """Write the review down, say what the week was, judge it, and look ahead."""
    record, review = context.record, _review_of(context)
    assert record.plan is not None and record.profile is not None
    first, *later = (*record.history.reviews, review)
    reviews = (first, *later[-REVIEWS_MAX:])
    history = replace(record.history, reviews=reviews)
    found = reassess(context.catalog.programme, record.plan, history, context.today)
    if found.tier != "none":
        judged = replace(record, history=history, plan=found.plan)
        return sent_to_clinician(context, judged, found.tier, found.decisions)
    plan, walked = next_walk(context.catalog.programme, found.plan, review.action, context.today)
    profile, better = _updated(context, record.profile, review)
    advice = tip(context.catalog.programme, review.barrier)
    reason = week_reason(review.action, found.decisions[0])
    decisions = (reason, *better, walked, advice)
    named = (advice,) if review.barrier != "none" else ()
    effects = _reply(review, (reason, *better, *named))
    record = replace(
        record,
        history=history,
        plan=plan,
        profile=profile,
        signature=signature(context.catalog.programme, profile),
        why=decisions,
    )
    more = counting(context.having(record), again=True) if review.kind in LARGER_REVIEWS else ()
    return Outcome(record, effects, decision_notes(context.now, decisions), start=more)


def _review_of(context: RunContext) -> Review:
    """The answers as a review is stored."""
    given, record = context.values, context.record
    assert record.plan is not None
    lock = most_urgent_lock(record)
    week = tuple(d for d in record.history.days if (context.today - d.date).days < WEEK_DAYS)
    action = weekly_action(record.plan, week, lock.tier if lock else "none")
    checked = {name: str(given[name]) for name in CHECKS if given.get(name) is not None}
    rated = (given.get(name) for name in ABILITIES)
    return Review(
        context.today,
        str(given["kind"]),
        pain=_usual_pain(context, record.history),
        activities=tuple(float(value) for value in rated if isinstance(value, int | float)),
        change=str(given["change"]) if given.get("change") else None,
        movement=checked,
        barrier=str(given.get("barrier") or "none"),
        action=action,
    )


def _usual_pain(context: Context, history: History) -> float | None:
    """The median of the last mornings, or the last one where that is lower: it is coming down."""
    usual = base(context.catalog.programme, history, context.today)
    latest = [day.pain for day in history.days if day.pain is not None][-1:]
    if usual is None:
        return median(latest) if latest else None
    return min(usual, *latest)


def _updated(
    context: RunContext, profile: Profile, review: Review
) -> tuple[Profile, tuple[Decision, ...]]:
    """The profile with the new movement check, and what became easier."""
    rated = dict(enumerate(review.activities))
    activities = tuple(
        replace(activity, ability=rated.get(index, activity.ability))
        for index, activity in enumerate(profile.activities)
    )
    after = replace(profile, activities=activities)
    if not review.movement:
        return after, ()
    after = replace(after, movement=profile.movement | review.movement)
    programme = context.catalog.programme
    return after, compare(signature(programme, profile), signature(programme, after))


def _reply(review: Review, decisions: tuple[Decision, ...]) -> tuple[Effect, ...]:
    key = f"review-week-{review.action}".replace("_", "-")
    return (Say(key, {"lines": why_lines(decisions)}),)


def _demanded(context: RunContext) -> Outcome:
    wanted: Value = context.values["value"]
    record = context.record
    if wanted == "none" or record.plan is None:
        return Outcome(record, (Say("demand-none"),))
    plan, decision = prepare(context.catalog.programme, record.plan, str(wanted), context.today)
    record = replace(record, plan=plan, why=(decision,))
    effects = (Say("demand-set", {"reason": why_lines((decision,))}),)
    return Outcome(record, effects, decision_notes(context.now, (decision,)))
