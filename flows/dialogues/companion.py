"""The companion: every dialogue, and what it decides outside of them."""

from collections.abc import Mapping
from dataclasses import replace as with_

from msgspec.structs import replace

from flows.catalog import Catalog
from flows.dialogues import assessment as planning
from flows.dialogues import checkin as coaching
from flows.dialogues import commands, linking, onboarding, referral
from flows.dialogues import home as menu
from flows.dialogues import reminders as reminding
from flows.dialogues import review as reviewing
from flows.dialogues import screening as screens
from flows.dialogues import session as sitting
from flows.dialogues import settings as preferences
from flows.dialogues.referral import message
from flows.engine.context import Heard, Moment, Outcome, Reader, Scene, Start, Wording
from flows.engine.effects import Say
from flows.engine.engine import Engine
from flows.engine.events import Linked
from flows.engine.nodes import Dialogue, Flow
from flows.engine.run import Run
from flows.record import Lock, Record
from flows.safety_locks import locked, raise_lock, undecided

DAILY = ("menu", "checkin", "session", "exercise", "closing", "review")
"""Dialogues of a day: what is left of them is put away on the next."""


def build(
    catalog: Catalog, readers: Mapping[str, Reader], wordings: Mapping[str, Wording]
) -> Engine:
    """Put the engine together from content and languages."""
    languages = tuple(wordings)
    return Engine(catalog, dialogues(catalog, languages), Companion(), readers, wordings)


def dialogues(catalog: Catalog, languages: tuple[str, ...]) -> dict[str, Dialogue]:
    """Every dialogue by the name of its flow."""
    bank = catalog.red_flags
    every = (
        onboarding.dialogue(),
        *screens.dialogues(bank),
        planning.dialogue(),
        *coaching.dialogues(bank),
        *sitting.dialogues(),
        *reviewing.dialogues(catalog.programme),
        referral.dialogue(),
        *preferences.dialogues(languages),
        linking.dialogue(),
        _commanding(menu.menu(), "next"),
        _commanding(menu.outside(), "next"),
        _commanding(referral.waiting(), "room"),
    )
    return {dialogue.flow.id: dialogue for dialogue in every}


def _commanding(flow: Flow, question: str) -> Dialogue:
    """A dialogue whose answer is a command."""

    def act(scene: Scene) -> Outcome:
        return commands.interrupt(scene, str(scene.values[question]), "")

    return Dialogue(flow, {"left": act})


class Companion:
    """The policy of the engine."""

    def home(self, moment: Moment) -> Start:
        """What is asked when nothing else is: there is always a next step."""
        record = moment.record
        if locked(record) and not _to_be_screened(record):
            return Start("waiting")
        if record.too_young or record.declined:
            return Start("outside")
        if not record.setup:
            return Start("onboarding", onboarding.params(record))
        if record.screen is None or not record.screen.whole:
            return screens.start(record)
        if record.plan is None:
            return Start("assessment")
        return Start("menu")

    def interrupt(self, moment: Moment, name: str, argument: str) -> Outcome:
        """Answer a command."""
        return commands.interrupt(moment, name, argument)

    def overhear(self, moment: Moment, heard: Heard) -> Outcome:
        """React to a red flag in free text."""
        return screens.overhear(moment, heard)

    def due(self, moment: Moment) -> Outcome:
        """Do what the clock brings."""
        outcome = reminding.due(moment)
        return with_(outcome, effects=(*outcome.effects, *linking.resumed(outcome.record)))

    def wake(self, before: Record, moment: Moment) -> float | None:
        """Tell when to wake next."""
        at = reminding.wake(before, moment)
        return linking.wake(moment.record, moment.now, at)

    def linked(self, moment: Moment, event: Linked) -> Outcome:
        """Take what came of an errand about addresses."""
        return linking.linked(moment, event)

    def met(self, moment: Moment) -> Record:
        """Note that the person is there, and put yesterday's dialogues away."""
        record = reminding.met(moment)
        return _put_away(moment.having(record))

    def failed(self, moment: Moment) -> Outcome:
        """An update could not be handled: say so; on a safety question refer (D13)."""
        top = moment.record.talk.top
        if top is None or top.flow not in ("screening", "microscreen", "confirm"):
            return Outcome(moment.record, (Say("something-failed"),))
        lock = Lock(moment.now, "raised", "urgent", heard=("rule:unreadable",))
        record = raise_lock(moment.record, lock)
        return Outcome(record, (message(moment, lock),), cut=True, red_flag=True)


def _to_be_screened(record: Record) -> bool:
    """A lock from before the consent: the first screen decides about it (DECISIONS 22)."""
    return bool(record.consent and record.screen is None and undecided(record))


def _put_away(moment: Moment) -> Record:
    """End what is left of an earlier day; a session that was begun counts as far as it went."""
    record, stack = moment.record, moment.record.talk.stack
    kept = tuple(run for run in stack if not _is_past(moment, run))
    if len(kept) == len(stack):
        return record
    record = replace(record, talk=replace(record.talk, stack=kept))
    if record.sitting is not None and record.sitting.on != moment.today:
        record = sitting.settled(moment.having(record), {})
    return record


def _is_past(moment: Moment, run: Run) -> bool:
    begun = moment.local.fromtimestamp(run.started, moment.local.tzinfo).date()
    return run.flow in DAILY and begun != moment.today
