"""Everyday talk: questions, feelings and news beside the answers, each met in words of its own.

What may be a sign is asked about with the questions of the screen, one by one; nothing is locked
before they are answered.
"""

from collections.abc import Mapping

from flows.catalog.red_flags import RedFlags
from flows.catalog.talk import Topic
from flows.dialogues import commands
from flows.dialogues.commands import phase
from flows.dialogues.referral import numbers, show_summary, told_seen
from flows.dialogues.screening import judged, one_by_one, start
from flows.engine.context import Context, Outcome, RunContext, Start
from flows.engine.effects import Say
from flows.engine.nodes import Dialogue

HOME = ("menu", "waiting", "outside")
"""Flows whose question need not be asked again after a kind word."""
FLOW = "talk_"
"""Begins the name of the small screen of a topic."""
CARD = "card"
PARAMS = {"zone": {"seen": ""}}
"""What a dialogue that a topic leads to begins with."""
SEEN = {"cleared": "yes", "worse": "worse"}
"""Topics that answer "have you been seen?", and how."""


def dialogues(bank: RedFlags, topics: Mapping[str, Topic]) -> tuple[Dialogue, ...]:
    """A small screen for each topic that asks something."""
    return tuple(_asking(bank, topic) for topic in topics.values() if topic.asks)


def _asking(bank: RedFlags, topic: Topic) -> Dialogue:
    questions = tuple(one for one in bank.questions if one.id in topic.asks)
    flow = one_by_one(bank, _flow(topic), questions)
    return Dialogue(flow, {"emergency": judged, "finished": _checked})


def _flow(topic: Topic) -> str:
    return f"{FLOW}{topic.id}"


def _checked(context: RunContext) -> Outcome:
    """Nothing that locks was found: say so, and back to what was open."""
    outcome = judged(context)
    if outcome.cut:
        return outcome
    topic = context.run.flow.removeprefix(FLOW).replace("_", "-")
    said = Say(f"talk-checked-{topic}")
    return Outcome(outcome.record, (*outcome.effects, said), outcome.notes)


def on_talk(context: Context, name: str) -> Outcome | None:
    """Answer a topic as the phase of the person allows; None where it is not heard there."""
    topic, where = context.catalog.talk.get(name), phase(context.record)
    if topic is None or not _heard(context, topic, where):
        return None
    if topic.exercise and where != "open":
        key = "locked-no-exercise" if where == "locked" else "talk-after-the-screen"
        return Outcome(context.record, (Say(key),))
    said = Say(f"talk-{topic.id}".replace("_", "-"), numbers(context))
    if topic.asks and context.record.consent:
        return _with_questions(context, topic, said)
    if topic.id == CARD:
        card = show_summary(context)
        return Outcome(card.record, (said, *card.effects))
    if topic.leads:
        return _led(context, topic.leads, said)
    if topic.id in SEEN:
        top = context.record.conversation.top
        leave = top is not None and top.flow == "seen"
        begin = told_seen(context, SEEN[topic.id])
        return Outcome(context.record, (said,), start=(begin,), leave=leave)
    quiet = _seen_home(context) and topic.only != "locked"
    return Outcome(context.record, (said,), quiet=quiet)


def _led(context: Context, flow: str, said: Say) -> Outcome:
    """On to a dialogue, or back to it where it is under way."""
    if any(run.flow == flow for run in context.record.conversation.stack):
        return Outcome(context.record, (said,), resume=flow)
    return Outcome(context.record, (said,), start=(Start(flow, PARAMS.get(flow, {})),))


def _heard(context: Context, topic: Topic, where: str) -> bool:
    top = context.record.conversation.top
    if topic.id == "cleared" and top is not None and top.flow == "seen" and top.state != "seen":
        return False  # What is said further on are the answers.
    if topic.when and topic.when not in _conditions(context):
        return False
    if topic.only in commands.PHASES:
        return topic.only == where and (where != "unscreened" or context.record.setup)
    if topic.only == "set":
        return context.record.setup
    if topic.only == "home":
        return top is None or top.flow in HOME
    return True


def _conditions(context: Context) -> set[str]:
    """What the person has told and what the plan was built for."""
    setups = (context.record.profile, context.record.plan)
    return {name for one in setups if one is not None for name in one.conditions}


def _with_questions(context: Context, topic: Topic, said: Say) -> Outcome:
    flow = _flow(topic)
    if any(run.flow == flow for run in context.record.conversation.stack):
        return Outcome(context.record, (said,), resume=flow)
    return Outcome(context.record, (said,), start=(start(context.record, flow),))


def _seen_home(context: Context) -> bool:
    """Whether the person is at home and has its buttons before them."""
    top = context.record.conversation.top
    return top is not None and top.flow in HOME and top.token != 0
