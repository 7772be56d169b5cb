"""The red-flag screen: the whole bank at the start and at reassessments, a card every day.

Questions come in groups with one "none of these"; inside a group each is asked on its own, then
whether it is new. Triage runs after every question and group over all answers so far (decision
23): an emergency acts at once, a same-day finding is told at once and the screen goes on, because a
later answer may be more urgent still; the rest is decided at the end. A red flag in free text
leads to the questions of its group (decision 21).
"""

from collections.abc import Mapping
from dataclasses import replace as with_
from functools import lru_cache

from msgspec.structs import replace

from flows.catalog.red_flags import Question, RedFlags
from flows.clinical.triage import FlagAnswer, Past, Triage, TriageContext, triage
from flows.dialogues.referral import advise, screened
from flows.engine.context import Outcome, RunContext, Start
from flows.engine.effects import Say, Word, Words
from flows.engine.guards import Guard, Values, is_, no
from flows.engine.kinds import YES_NO_UNSURE, Value, choice, many, number
from flows.engine.nodes import Act, ArgsOf, Ask, Dialogue, End, Flow, Node, Tell, go, junction
from flows.record import Record
from flows.safety_locks import (
    cleared_rules,
    dismissal,
    lift,
    undecided,
)  # fmt: skip

SECTIONS = ("urgent_first", "rest")
NONE = "none_of_these"
CARD = choice(NONE, "yes", "not_sure")
RIGHT, AGAIN = "right", "again"
YEARS_MAX = 90
WEEKS_MAX = 60
NUMBER_MAX = {"years_since": YEARS_MAX, "weeks": WEEKS_MAX}
KNOWN = ("age", "sex", "duration_weeks", "seen_clinician", "pain", "osteoporosis")
"""What else triage looks at, frozen when the screen begins."""
PARAMS = (*KNOWN, "asked", "after")
"""Also the groups that were asked already, in a screen that an emergency cut short; and what the
screen is part of."""


def dialogues(bank: RedFlags) -> tuple[Dialogue, ...]:
    """The full screen with its acts; the daily one is the check-in's."""
    full = screening(bank)
    urgent: dict[str, Act] = {
        node.id: _urgent
        for node in full.nodes
        if isinstance(node, Tell) and node.id.startswith("urgent_")
    }
    whole = {**urgent, "emergency": ended, "finished": ended}
    return (Dialogue(full, whole),)


# --- the flows --------------------------------------------------------------------------------
def screening(bank: RedFlags) -> Flow:
    """The full screen."""
    nodes: list[Node] = []
    for section, after in zip(SECTIONS, (f"enter_{SECTIONS[1]}", "finished"), strict=True):
        nodes += _section(bank, section, after)
    return Flow("screening", (*nodes, End("emergency"), End("finished")), params=PARAMS)


def microscreen(bank: RedFlags) -> Flow:
    """The questions behind the daily card, asked one by one when the card was not "none"."""
    return one_by_one(bank, "microscreen", bank.micro())


def one_by_one(bank: RedFlags, name: str, questions: tuple[Question, ...]) -> Flow:
    """Questions of the bank one after the other, then triage."""
    closing = junction("gate", go("emergency", when=reaches(bank, "emergency")), go("finished"))
    nodes = (*_chain(bank, questions, "gate"), closing, End("emergency"), End("finished"))
    return Flow(name, nodes, params=PARAMS)


def _section(bank: RedFlags, section: str, after: str) -> list[Node]:
    groups = [group.id for group in bank.in_section(section)]
    doors = [f"at_{group}" for group in groups]
    nodes: list[Node] = [junction(f"enter_{section}", go(doors[0]))]
    for group, following in zip(groups, [*doors[1:], f"left_{section}"], strict=True):
        known = go(following, when=_was_asked(bank, group))
        nodes.append(junction(f"at_{group}", known, go(_entry(bank, group))))
        nodes += _group(bank, group, following)
    confirm = go(f"sure_{section}", when=_nothing_in(bank, section))
    return [*nodes, junction(f"left_{section}", confirm, go(after)), _sure(bank, section, after)]


def _entry(bank: RedFlags, group: str) -> str:
    questions = bank.in_group(group)
    return f"g_{group}" if len(questions) > 1 else questions[0].id


def _sure(bank: RedFlags, section: str, following: str) -> Ask:
    """Confirm once that a whole section is "none of these" (H3, decision 23)."""
    groups = _cards(bank, section)
    return Ask(
        f"sure_{section}",
        choice(RIGHT, AGAIN),
        (go(following),),
        safety=True,
        words="flag-confirm-none",
        reopens=lambda option: groups if option == AGAIN else (),
    )


def _cards(bank: RedFlags, section: str) -> tuple[str, ...]:
    """The cards of a section, by node id."""
    groups = bank.in_section(section)
    return tuple(f"g_{group.id}" for group in groups if len(bank.in_group(group.id)) > 1)


def _group(bank: RedFlags, group: str, following: str) -> list[Node]:
    """A card with "none of these", the questions behind it, and the triage that closes it."""
    questions, closing = bank.in_group(group), f"gate_{group}"
    urgent = Tell(f"urgent_{group}", (go(following),), silent=True)
    closed = junction(
        closing,
        go("emergency", when=reaches(bank, "emergency", questions[-1].id)),
        go(urgent.id, when=_newly_urgent(bank, group)),
        go(following),
    )
    return [
        *_card(questions, group, following),
        *_chain(bank, questions, closing),
        closed,
        urgent,
    ]


def _card(questions: tuple[Question, ...], group: str, following: str) -> list[Node]:
    """The card of a group; a group of one question has none."""
    if len(questions) == 1:
        return []
    routes = (go(following, when=is_(f"g_{group}", NONE)), go(questions[0].id))
    args = _listing(questions)
    return [Ask(f"g_{group}", CARD, routes, args=args, safety=True, words="flag-card")]


def _listing(questions: tuple[Question, ...]) -> ArgsOf:
    lines = tuple(Word("flag-line", {"text": Word(f"flag-{q.id.lower()}")}) for q in questions)
    intro = Word(f"flag-group-{questions[0].group}".replace("_", "-"))
    return lambda _: {"intro": intro, "list": Words(lines, "lines")}


def _chain(bank: RedFlags, questions: tuple[Question, ...], last: str) -> list[Node]:
    """One question after the other, each with its follow-ups; `last` comes after all."""
    following = [*(question.id for question in questions[1:]), last]
    pairs = zip(questions, following, strict=True)
    return [node for question, after in pairs for node in question_nodes(bank, question, after)]


def question_nodes(bank: RedFlags, question: Question, after: str) -> list[Node]:
    """A question, then what its rules need: what applies, a number, whether it is new.

    An emergency is told as soon as one is known, not after the rest of the group (decision 23).
    """
    onward = (go("emergency", when=reaches(bank, "emergency", question.id)), go(after))
    asks = _follow_ups(question)
    names = [ask.id for ask in asks]
    routes = (go(after, when=no(question.id)), go(names[0])) if asks else onward
    words = f"flag-{question.id.lower()}"
    head = Ask(question.id, YES_NO_UNSURE, routes, safety=True, words=words)
    ways = [*((go(name),) for name in names[1:]), onward]
    return [head, *(with_(ask, routes=way) for ask, way in zip(asks, ways, strict=False))]


def _follow_ups(question: Question) -> list[Ask]:
    slug = f"flag-{question.id.lower()}"
    asks = []
    if question.items:
        kind = many(*(item.id for item in question.items))
        asks.append(Ask(f"{question.id}_items", kind, (), safety=True, words=f"{slug}-item"))
    if question.number:
        kind, words = number("count", 0, NUMBER_MAX[question.number]), f"{slug}-number"
        asks.append(Ask(f"{question.id}_number", kind, (), safety=True, optional=True, words=words))
    if question.recency:
        words = f"{slug}-recency"
        asks.append(Ask(f"{question.id}_recent", YES_NO_UNSURE, (), safety=True, words=words))
    return asks


# --- triage inside the flows --------------------------------------------------------------------
def _was_asked(bank: RedFlags, group: str) -> Guard:
    """The group was asked before an emergency cut the screen short; it was cleared since."""
    names = {question.id for question in bank.in_group(group)}

    def test(values: Values) -> bool:
        asked = values.get("asked")
        return isinstance(asked, tuple | list) and not names.isdisjoint(asked)

    return Guard(f"{group} was asked", ("asked",), test)


def _nothing_in(bank: RedFlags, section: str) -> Guard:
    """Every card of the section that was shown had none of its signs."""
    cards = _cards(bank, section)

    def test(values: Values) -> bool:
        shown = [values[card] for card in cards if card in values]
        return bool(shown) and all(given == NONE for given in shown)

    return Guard(f"none of these in {section}", (), test)


def reaches(bank: RedFlags, tier: str, last: str = "") -> Guard:
    """Triage over what is known by question `last`, or by the very last one, gives this tier."""
    last = last or max(order_of(bank), key=order_of(bank).__getitem__)
    return Guard(
        f"triage after {last} is {tier}", (), lambda v: _so_far(bank, v, last).tier == tier
    )


def _newly_urgent(bank: RedFlags, group: str) -> Guard:
    """The answers of this group made it urgent; it is told once, when it is found."""
    names = [question.id for question in bank.in_group(group)]
    nothing = {name: FlagAnswer("no") for name in names}

    def test(values: Values) -> bool:
        if _so_far(bank, values, names[-1]).tier != "urgent":
            return False
        before = _known_by(bank, values, names[-1]) | nothing
        return triage(bank, before, triage_context_of(values)).tier != "urgent"

    return Guard(f"triage after {group} has become urgent", (), test)


def _so_far(bank: RedFlags, values: Values, last: str) -> Triage:
    """Triage over the answers up to a question, as it was when that was answered."""
    return triage(bank, _known_by(bank, values, last), triage_context_of(values))


def _known_by(bank: RedFlags, values: Values, last: str) -> dict[str, FlagAnswer]:
    """The answers up to a question: a replay must not look ahead to those after it."""
    order = order_of(bank)
    return {
        name: answer
        for name, answer in flag_answers(bank, values).items()
        if order[name] <= order[last]
    }


@lru_cache(maxsize=4)
def order_of(bank: RedFlags) -> dict[str, int]:
    """The place of every question in the order in which they are asked."""
    groups = (*(group for name in SECTIONS for group in bank.in_section(name)), *bank.groups)
    asked = (question.id for group in groups for question in bank.in_group(group.id))
    return {name: place for place, name in enumerate(dict.fromkeys(asked))}


def flag_answers(bank: RedFlags, values: Values) -> dict[str, FlagAnswer]:
    """The answers of a run as triage takes them."""
    found = {question.id: _flag_answer(question, values) for question in bank.questions}
    return {name: answer for name, answer in found.items() if answer}


def _flag_answer(question: Question, values: Values) -> FlagAnswer | None:
    given = values.get(question.id)
    if given is None:
        group = values.get(f"g_{question.group}")
        return FlagAnswer("no") if group == NONE else None
    recent, items = values.get(f"{question.id}_recent"), values.get(f"{question.id}_items")
    count = values.get(f"{question.id}_number")
    return FlagAnswer(
        given,  # type: ignore[arg-type]
        recent=None if recent is None else recent != "no",
        items=tuple(items) if isinstance(items, tuple | list) else (),
        number=float(count) if isinstance(count, int | float) else None,
    )


def triage_context_of(values: Mapping[str, Value]) -> TriageContext:
    """The parameters of a run as triage takes them."""
    age, weeks, pain = values.get("age"), values.get("duration_weeks"), values.get("pain")
    seen = values.get("seen_clinician")
    return TriageContext(
        age=int(age) if isinstance(age, int | float) else None,
        sex=str(values.get("sex") or ""),
        duration_weeks=float(weeks) if isinstance(weeks, int | float) else None,
        seen_clinician=seen == "yes" if seen else None,
        pain=float(pain) if isinstance(pain, int | float) else None,
        conditions=("osteoporosis",) if values.get("osteoporosis") == "yes" else (),
    )


# --- acts -------------------------------------------------------------------------------------
def start(record: Record, flow: str = "screening", **params: Value) -> Start:
    """A screen for this person, with what else triage looks at."""
    asked: Value = _asked(record) if flow == "screening" else ()
    signs: dict[str, Value] = {"signs": ()} if flow == "confirm" else {}
    return Start(flow, {**_known(record), "asked": asked, "after": "", **signs, **params})


def _asked(record: Record) -> tuple[str, ...]:
    """The questions that a screen had asked when an emergency cut it short."""
    cut_short = record.screen is not None and not record.screen.whole
    return tuple(record.screen.answers) if record.screen and cut_short else ()


def _known(record: Record) -> dict[str, Value]:
    profile = record.profile
    conditions = (*profile.conditions, *profile.diagnoses) if profile else ()
    days = reversed(record.history.days)
    pain = next((day.pain for day in days if day.pain is not None), record.pain)
    return {
        "age": record.age,
        "sex": record.sex,
        "duration_weeks": record.duration_weeks,
        "seen_clinician": record.seen_clinician,
        "pain": pain,
        "osteoporosis": "yes" if "osteoporosis" in conditions else "no",
    }


def _urgent(context: RunContext) -> Outcome:
    """Same-day advice at once, in the middle of the screen, which then goes on."""
    answers = answers_of(context)
    outcome = screened(_settled(context), triage_of(context, answers), answers, final=False)
    return with_(outcome, effects=(*outcome.effects, Say("screening-goes-on")))


def ended(context: RunContext) -> Outcome:
    """The end of a screen: a referral, or a word and on with what it was part of."""
    outcome = judged(context)
    if outcome.cut:
        return outcome
    after = str(context.values["after"] or "start")
    soft = outcome.record.screen is not None and outcome.record.screen.tier == "advise"
    reply = advise(outcome.record) if soft and after == "start" else Say(f"screened-{after}")
    return with_(outcome, effects=(*outcome.effects, reply))


def judged(context: RunContext) -> Outcome:
    """Triage over all that is known now; a locking tier refers."""
    answers = answers_of(context)
    outcome = screened(_settled(context), triage_of(context, answers), answers)
    if context.run.flow != "screening" or context.run.state != "finished":
        return outcome
    screen = outcome.record.screen
    assert screen is not None
    return with_(outcome, record=replace(outcome.record, screen=replace(screen, whole=True)))


def _settled(context: RunContext) -> RunContext:
    """The full screen decides about a lock that only a message raised (decision 21)."""
    if context.run.flow != "screening" or not undecided(context.record):
        return context
    return with_(context, record=lift(context.record, dismissal(context.now, "not_me")))


def answers_of(context: RunContext) -> dict[str, FlagAnswer]:
    """What this screen found on top of what an earlier one knew; a full screen replaces all."""
    given = flag_answers(context.catalog.red_flags, context.values)
    afresh = context.run.flow == "screening" and not context.values.get("asked")
    if afresh or not context.record.screen:
        return given
    return context.record.screen.answers | given


def triage_of(context: RunContext, answers: dict[str, FlagAnswer]) -> Triage:
    """Triage over these answers, with what was cleared before."""
    bank = context.catalog.red_flags
    asked = frozenset(flag_answers(bank, context.values))
    past = Past(cleared_rules(context.record), asked)
    return triage(bank, answers, triage_context_of(context.values), past)
