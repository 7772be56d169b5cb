"""What is known of one person: the bounded working set that every decision is taken from.

What is stored keeps the names it was first written with (`field(name=...)`); docs/glossary.md.
"""

from datetime import date
from zlib import crc32

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from flows.clinical.decision import Decision
from flows.clinical.history import History, Performed
from flows.clinical.plan import Plan
from flows.clinical.prescription.build import Session
from flows.clinical.profile import Profile
from flows.clinical.signature import Signature
from flows.clinical.triage import FlagAnswer
from flows.engine.kinds import Value
from flows.scheduling.preferences import ReminderPreferences
from flows.scheduling.state import ReminderState
from flows.scheduling.suppression import FollowUp

SCHEMA = 1
"""Version of the record's layout: the first byte of what is stored."""
RECORD_BYTES_MAX = 48 * 1024
"""A record larger than this is a bug: history is compacted long before."""


Where = tuple[str, str, str, str]
"""An address: platform, tenant, user, chat."""


class Note(Struct, frozen=True, omit_defaults=True):
    """One line of a person's journal: an answer, a decision, an act, with its time (seconds)."""

    at: float
    kind: str
    name: str
    value: Value = None
    decision: Decision | None = None


class Consent(Struct, frozen=True):
    """Agreement to a version of the terms, by button, at a time (seconds)."""

    version: str
    at: float


class Lock(Struct, frozen=True, omit_defaults=True):
    """One line of the safety ledger; it is only ever appended to (decision 19).

    `act`: raised | cleared | mistaken | not_me. A provisional lock comes from a red flag in free
    text and waits for the screen. `findings` are questions (`flag:C1`), rules (`rule:r8.worse`)
    or the person's own words.
    """

    at: float
    act: str
    tier: str
    provisional: bool = False
    rules: tuple[str, ...] = ()
    findings: tuple[str, ...] = field(default=(), name="heard")
    crisis: bool = False
    worry: str = ""
    """The condition suspected, for the sentence to say on the phone."""
    by: str = ""
    seen_on: date | None = None
    question: str = ""
    """The question of the bank that asks for the same sign, "" where there is none."""


class AskedWords(Struct, frozen=True):
    """Words that were asked about on a day, by their checksum: not asked again on that day."""

    on: date
    words: int


class Screen(Struct, frozen=True, omit_defaults=True):
    """The last red-flag screen: its answers and what came of it."""

    at: float
    answers: dict[str, FlagAnswer] = {}
    tier: str = "none"
    decisions: tuple[Decision, ...] = ()
    whole: bool = False
    """Asked to the end; an emergency ends a screen before."""


class SessionInProgress(Struct, frozen=True, omit_defaults=True):
    """A session in progress: what was prescribed, how far it is, what was done."""

    id: str
    on: date
    session: Session
    minutes: int
    index: int = 0
    swaps: int = 0
    performed: tuple[Performed, ...] = ()
    before: float | None = None
    """Pain before the session, 0-10."""
    confidence: float | None = None
    hurt: tuple[Performed, ...] = ()
    """What hurt and was changed for something easier: it is written down as well."""


# --- the conversation: a stack of runs; a run is one walk through one flow ---------------------
class Answer(Struct, frozen=True, omit_defaults=True):
    """A stored answer: its value, when (seconds), and the prompt that it answered."""

    value: Value
    at: float
    token: int = 0


class Run(Struct, frozen=True, omit_defaults=True):
    """A flow under way: the answers are the truth, `state` follows from them.

    `params` are frozen at the start; `draft` holds picks not yet confirmed; `misses` counts
    answers in a row that were not understood.
    """

    id: int
    flow: str
    version: int
    started: float
    params: dict[str, Value] = {}
    answers: dict[str, Answer] = {}
    state: str = ""
    token: int = 0
    """The prompt of the open question; 0 while nobody has been asked."""
    draft: tuple[str, ...] = ()
    misses: int = 0
    visited: tuple[str, ...] = field(default=(), name="told")
    """Statements and acts that were arrived at; none happens twice."""

    @property
    def values(self) -> dict[str, Value]:
        """Parameters and answers by name, as guards read them."""
        return self.params | {name: answer.value for name, answer in self.answers.items()}


class Conversation(Struct, frozen=True, omit_defaults=True):
    """The stack of runs (the last one speaks), and how many runs and prompts there have been."""

    stack: tuple[Run, ...] = ()
    runs: int = 0
    tokens: int = 0

    @property
    def top(self) -> Run | None:
        """The run that holds the open question."""
        return self.stack[-1] if self.stack else None


# --- the record --------------------------------------------------------------------------------
class Record(Struct, frozen=True, omit_defaults=True):
    """One person. Frozen: a turn makes a new one."""

    language: str = "en"
    addresses: tuple[Where, ...] = ()
    """Where to write to, as (platform, tenant, user, chat); where the person came from is first."""
    country: str = ""
    zone: str = ""
    units: str = "metric"
    born_at: float = 0.0
    """The person's first message (seconds)."""
    last_contact_on: date | None = field(default=None, name="heard_on")
    unreachable: bool = False
    too_young: bool = False
    consent: Consent | None = None
    age: int | None = None
    sex: str = ""
    duration_weeks: float | None = None
    seen_clinician: str = ""
    """yes | no: has a clinician checked this back pain?"""
    pain: float | None = None
    """Pain now at onboarding, 0-10."""
    setup: bool = False
    """Onboarding is complete."""
    conversation: Conversation = field(default=Conversation(), name="talk")
    locks: tuple[Lock, ...] = ()
    screen: Screen | None = None
    minutes: int = 10
    equipment: tuple[str, ...] = ()
    floor: bool = True
    profile: Profile | None = None
    signature: Signature | None = None
    plan: Plan | None = None
    history: History = History()
    session_in_progress: SessionInProgress | None = field(default=None, name="sitting")
    preferences: ReminderPreferences = field(default=ReminderPreferences(), name="wishes")
    reminder_state: ReminderState = field(default=ReminderState(), name="standing")
    follow_ups: tuple[FollowUp, ...] = ()
    plan_before: Plan | None = None
    """The plan as it was before today's check-in, and the day on which that was."""
    decided_on: date | None = None
    wake_at: float | None = None
    """When the clock comes next, as last worked out."""
    why: tuple[Decision, ...] = ()
    """The last decisions, newest first, for `/why`."""
    educated_on: date | None = None
    exported_at: float = 0.0
    declined: bool = False
    erased: bool = field(default=False, name="gone")
    """Everything is deleted but the address that the last words go to."""
    link: str = ""
    """Hash of an open link code."""
    link_until: float = 0.0
    """When that code runs out (seconds)."""
    errands: tuple[str, ...] = ()
    """What is still to be done about addresses; the clock brings it again (dialogues.linking)."""
    leaving: tuple[Where, ...] = ()
    """Addresses that were unlinked and may still lead here."""
    asked: tuple[AskedWords, ...] = ()


def present(record: Record) -> tuple[Where, ...]:
    """The addresses that lead to a person, the one last used first."""
    return tuple(where for where in record.addresses if where not in record.leaving)


def with_address_first(record: Record, where: Where) -> Record:
    """The record of somebody who writes from an address: answers and reminders go there."""
    known = next((each for each in record.addresses if each[:3] == where[:3]), None)
    if known is None or record.addresses[0] == where:
        return record
    first = where if where[3] else known
    others = (each for each in record.addresses if each is not known)
    return replace(record, addresses=(first, *others))


def erased(record: Record) -> Record:
    """Nothing but the address that the last words go to; the store's keys go next."""
    return Record(language=record.language, addresses=record.addresses, erased=True)


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Record)


class UnknownSchema(Exception):
    """The record was written by a newer version of the program; take nothing (D15)."""


def encode(record: Record) -> bytes:
    """Give the stored form of a record: one byte of schema, then MessagePack."""
    body = _ENCODER.encode(record)
    assert len(body) <= RECORD_BYTES_MAX, f"record of {len(body)} bytes"
    return bytes((SCHEMA,)) + body


def decode(body: bytes) -> Record:
    """Read a stored record. Raises UnknownSchema."""
    if body[0] > SCHEMA:
        raise UnknownSchema(body[0])
    return _DECODER.decode(memoryview(body)[1:])


def seed(record: Record) -> str:
    """A stable number of this person that tells nothing about them."""
    return str(crc32(f"{record.born_at:.3f}".encode()))


def decision_notes(at: float, decisions: tuple[Decision, ...]) -> tuple[Note, ...]:
    """Decisions for the journal."""
    return tuple(Note(at, "decision", each.rule, decision=each) for each in decisions)
