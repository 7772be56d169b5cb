"""Beside the session: the walk, one idea a day, and the flare plan before any flare."""

from dataclasses import replace as with_

from msgspec.structs import replace

from flows.clinical.education import card_today, shown
from flows.clinical.flare import my_flare_plan
from flows.clinical.walking import walk
from flows.engine.effects import Say
from flows.engine.scene import Moment, Outcome
from flows.engine.words import Word, Words
from flows.planning import why_word
from flows.record import Record

MY_FLARE_PLAN = "my_flare_plan"
FLARE_PLAN_DAY = 3
"""Day of the first week on which the flare plan is made (RULES 3.5: in week 1; proposed day)."""


def advised(moment: Moment, outcome: Outcome) -> Outcome:
    """Add the walk of the day and, once a day, one idea."""
    record = outcome.record
    assert record.plan is not None
    found = walk(moment.catalog.programme, record.plan)
    bout = found.bout if found.bout < found.minutes else 0
    said = [Say("checkin-walk", {"minutes": found.minutes, "bout": bout})]
    if record.educated_on != moment.today:
        record, idea = _idea(moment, record)
        said += idea
    return with_(outcome, record=record, effects=(*outcome.effects, *said))


def _idea(moment: Moment, record: Record) -> tuple[Record, list[Say]]:
    plan, history, found = record.plan, record.history, record.signature
    assert plan is not None and found is not None
    record = replace(record, educated_on=moment.today)
    if _flare_plan_due(moment, record):
        lines = tuple(why_word(part) for part in my_flare_plan(moment.catalog.programme))
        kept = replace(history, cards=(*history.cards, MY_FLARE_PLAN))
        return replace(record, history=kept), [
            Say("checkin-flare-plan-ready", {"plan": Words(lines, "lines")})
        ]
    card = card_today(moment.catalog.education, plan, history, found, moment.today)
    if card is None:
        return record, []
    words = Word(f"education-{card.id}".replace("_", "-"))
    return replace(record, history=shown(history, card)), [Say("checkin-idea", {"card": words})]


def _flare_plan_due(moment: Moment, record: Record) -> bool:
    assert record.plan is not None
    started = record.plan.started or moment.today
    return (
        moment.today - started
    ).days >= FLARE_PLAN_DAY and MY_FLARE_PLAN not in record.history.cards
