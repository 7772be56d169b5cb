"""What follows from a screen: its acts, its start, and the confirming one after a typed flag."""

from dataclasses import replace

from msgspec import structs

from flows.catalog.red_flags import RedFlags
from flows.clinical.triage import FlagAnswer, Past, Triage, triage
from flows.engine.effects import Say
from flows.engine.kinds import Value
from flows.engine.nodes import Tell
from flows.engine.scene import Act, Dialogue, Heard, Moment, Outcome, Scene, Start
from flows.ledger import cleared_rules, dismissed, lift, standing, undecided
from flows.record import Note, Record
from flows.refer import advice, message, screened, tripped
from flows.screening import PARAMS, confirming, context_of, flag_answers, screening

CRISIS = "self_harm"


def dialogues(bank: RedFlags) -> tuple[Dialogue, ...]:
    """The full screen and the confirming one with their acts; the daily one is the check-in's."""
    ends = {"emergency": decided, "finished": decided}
    full = screening(bank)
    told: dict[str, Act] = {
        n.id: _told for n in full.nodes if isinstance(n, Tell) and n.id.startswith("urgent_")
    }
    return (
        Dialogue(full, {**told, **ends}),
        Dialogue(
            confirming(bank), {**ends, "finished": _confirmed, "not_me": _not_me, "stands": _stands}
        ),
    )


def start(record: Record, flow: str = "screening", **params: Value) -> Start:
    """A screen for this person, with what else triage looks at."""
    asked: Value = _asked(record) if flow == "screening" else ()
    return Start(flow, {**_context(record), "asked": asked, **params})


def _asked(record: Record) -> tuple[str, ...]:
    """The questions that a screen had asked when an emergency cut it short."""
    cut_short = record.screen is not None and not record.screen.whole
    return tuple(record.screen.answers) if record.screen and cut_short else ()


def _context(record: Record) -> dict[str, Value]:
    profile = record.profile
    known = (*profile.conditions, *profile.diagnoses) if profile else ()
    days = record.history.days
    pain = next((day.pain for day in reversed(days) if day.pain is not None), record.pain)
    found: dict[str, Value] = {
        "age": record.age,
        "sex": record.sex,
        "duration_weeks": record.duration_weeks,
        "seen_clinician": record.seen_clinician,
        "pain": pain,
        "osteoporosis": "yes" if "osteoporosis" in known else "no",
        "asked": (),
        "after": "",
    }
    return {name: found[name] for name in PARAMS}


# --- acts -------------------------------------------------------------------------------------
def decided(scene: Scene) -> Outcome:
    """The end of a screen: a referral, or a word and on with what it was part of."""
    outcome = judged(scene)
    if outcome.cut:
        return outcome
    after = str(scene.values["after"] or "start")
    soft = outcome.record.screen is not None and outcome.record.screen.tier == "advise"
    said = advice(outcome.record) if soft and after == "start" else Say(f"screened-{after}")
    return replace(outcome, effects=(*outcome.effects, said))


def judged(scene: Scene) -> Outcome:
    """Triage over all that is known now; a locking tier refers."""
    answers = _merged(scene)
    outcome = screened(_heard_out(scene), _triage(scene, answers), answers)
    if scene.run.flow != "screening" or scene.run.state != "finished":
        return outcome
    screen = outcome.record.screen
    assert screen is not None
    screen = structs.replace(screen, whole=True)
    return replace(outcome, record=structs.replace(outcome.record, screen=screen))


def _heard_out(scene: Scene) -> Scene:
    """The full screen decides about a lock that only a message raised (DECISIONS 21)."""
    if scene.run.flow != "screening" or not undecided(scene.record):
        return scene
    return replace(scene, record=lift(scene.record, dismissed(scene.now, "not_me")))


def _told(scene: Scene) -> Outcome:
    """Same-day advice at once, in the middle of the screen, which then goes on."""
    answers = _merged(scene)
    outcome = screened(_heard_out(scene), _triage(scene, answers), answers, final=False)
    return replace(outcome, effects=(*outcome.effects, Say("screening-goes-on")))


def _confirmed(scene: Scene) -> Outcome:
    """The screen decides: it locks for good, or the provisional lock goes (DECISIONS 21)."""
    answers = _merged(scene)
    found = _triage(scene, answers)
    if found.locks:
        return screened(scene, found, answers)
    return _dismissed(scene, "confirm-nothing-found")


def _not_me(scene: Scene) -> Outcome:
    return _dismissed(scene, "confirm-not-me")


def _stands(scene: Scene) -> Outcome:
    """No question of the bank asks for this, so what was heard decides."""
    lock = standing(scene.record)
    assert lock is not None
    told = () if lock.tier == "emergency" else (message(scene, lock),)
    return Outcome(scene.record, told, cut=True, red_flag=True)


def _dismissed(scene: Scene, words: str) -> Outcome:
    if any(run.flow == "confirm" for run in scene.record.talk.stack):
        return Outcome(scene.record, (Say(words),))  # Something else was heard: it decides.
    record = lift(scene.record, dismissed(scene.now, "not_me"))
    note = Note(scene.now, "lock", "not_me")
    if (lock := standing(record)) is not None:
        return Outcome(record, (message(scene, lock),), (note,), cut=True)
    return Outcome(record, (Say(words),), (note,))


def _merged(scene: Scene) -> dict[str, FlagAnswer]:
    """What this screen found on top of what an earlier one knew; a full screen replaces all."""
    given = flag_answers(scene.catalog.red_flags, scene.values)
    afresh = scene.run.flow == "screening" and not scene.values.get("asked")
    if afresh or not scene.record.screen:
        return given
    return scene.record.screen.answers | given


def _triage(scene: Scene, answers: dict[str, FlagAnswer]) -> Triage:
    bank = scene.catalog.red_flags
    asked = frozenset(flag_answers(bank, scene.values))
    past = Past(cleared_rules(scene.record), asked)
    return triage(bank, answers, context_of(scene.values), past)


# --- the tripwire -----------------------------------------------------------------------------
def overhear(moment: Moment, heard: Heard) -> Outcome:
    """A red flag in free text: lock, say what cannot wait, and ask (DECISIONS 21)."""
    bank = moment.catalog.red_flags
    crisis = heard.condition == CRISIS
    question = bank.question(heard.question)
    group = question.group if question and moment.record.consent and not crisis else ""
    outcome = tripped(moment, heard, crisis=crisis)
    record = _asked_once(outcome.record, group)
    asked = start(moment.record, "confirm", group=group, quote=heard.quote)
    return replace(outcome, record=record, start=(asked,))


SITTING = ("session", "exercise", "closing")
"""A session is over as soon as a lock is raised: no answer leads back to it (H3)."""


def _asked_once(record: Record, group: str) -> Record:
    """The record without a session, and without an open question about the same signs."""
    talk, same = record.talk, ("confirm", group)
    stack = [run for run in talk.stack if run.flow not in SITTING]
    kept = tuple(run for run in stack if (run.flow, run.params.get("group")) != same)
    return structs.replace(record, talk=structs.replace(talk, stack=kept))
