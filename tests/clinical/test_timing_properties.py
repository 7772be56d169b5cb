"""Properties for any wishes, any standing and any clock."""

from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import msgpack
from msgspec.structs import replace

from flows.scheduling.calendar import WEEKDAYS
from flows.scheduling.preferences import ReminderPreferences
from flows.scheduling.schedule import decide, next_wake
from flows.scheduling.snoozes import snooze_choices
from flows.scheduling.state import ReminderState, Snooze, snoozed
from flows.scheduling.suppression import FollowUp, ReminderInputs
from tests.clinical.reminding import DAY, HOUR, Life, at, dates, due, local, rules

FIRST = date(2027, 1, 1)
ZONES = (
    "Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "Pacific/Apia",
    "Africa/Casablanca", "Asia/Kathmandu", "Pacific/Chatham", "America/Sao_Paulo", "UTC",
    "Asia/Tokyo", "Europe/Berlin",
)  # fmt: skip
JUMPS = (-DAY, -2 * HOUR, 2 * HOUR, 3 * DAY)

clocks = st.builds(
    lambda hour, minute: f"{hour:02d}:{minute:02d}", st.integers(0, 23), st.integers(0, 59)
)
maybe_clocks = st.one_of(st.just(""), clocks)
days = st.integers(0, 400).map(lambda n: FIRST + timedelta(days=n))
maybe_days = st.one_of(st.none(), days)
instants = st.floats(at(FIRST, "00:00"), at(FIRST, "00:00") + 400 * DAY).map(lambda t: round(t, 1))
preferences = st.builds(
    ReminderPreferences,
    time=maybe_clocks,
    weekend_time=maybe_clocks,
    session_time=maybe_clocks,
    days=st.lists(st.sampled_from(WEEKDAYS), unique=True).map(tuple),
    every_other=st.booleans(),
    anchor=maybe_days,
    quiet_from=maybe_clocks,
    quiet_to=maybe_clocks,
    paused_from=maybe_days,
    paused_until=maybe_days,
    off=st.sampled_from((False, False, False, True)),
    nudge=st.booleans(),
    digest=st.booleans(),
)
standings = st.builds(
    ReminderState,
    sent=st.dictionaries(
        st.sampled_from(("checkin", "session", "nudge", "digest", "followup")), days
    ),
    snooze=st.one_of(
        st.none(), st.builds(Snooze, instants, st.sampled_from(("checkin", "session")), days)
    ),
    snoozed_on=maybe_days,
    skipped=st.lists(days, max_size=3).map(tuple),
    rest=st.lists(days, max_size=3).map(tuple),
    unanswered_since=maybe_days,
    last_contact=maybe_days,
    goodbye_sent=st.sampled_from((False, False, False, True)),
)
follow_ups = st.builds(
    FollowUp, st.sampled_from((*rules().follow_ups, "unknown")), instants, st.text(max_size=3)
)
situations = st.builds(
    ReminderInputs,
    zone=st.sampled_from((*ZONES, "", "Mars/Phobos")),
    locked=st.sampled_from((False, False, False, True)),
    unreachable=st.sampled_from((False, False, False, True)),
    checked_in_on=maybe_days,
    trained_on=maybe_days,
    session_days=st.lists(st.sampled_from(WEEKDAYS), unique=True, max_size=3).map(tuple),
    follow_ups=st.lists(follow_ups, max_size=4).map(tuple),
)
near = st.lists(st.floats(0, 1), min_size=8, max_size=8)


@settings(max_examples=600, deadline=None)
@given(preferences, standings, situations, instants, near)
def test_nothing_is_due_before_the_wake_time_and_something_is_at_it(
    wished: ReminderPreferences,
    state: ReminderState,
    inputs: ReminderInputs,
    now: float,
    shares: list[float],
) -> None:
    """`next_wake` and `due` agree for every person: the wake time is the first due instant."""
    wake = next_wake(rules(), wished, state, inputs, now)
    until = now + 40 * DAY if wake is None else wake
    for share in shares:
        moment = now + (until - now) * share
        if moment < until:
            assert due(rules(), wished, state, inputs, moment) == ()
            assert next_wake(rules(), wished, state, inputs, moment) == wake
    if wake is not None:
        assert wake >= now
        assert due(rules(), wished, state, inputs, wake)


@settings(max_examples=400, deadline=None)
@given(preferences, standings, situations, instants)
def test_waking_at_the_wake_time_leaves_nothing_for_the_same_second(
    wished: ReminderPreferences, state: ReminderState, inputs: ReminderInputs, now: float
) -> None:
    """One wake yields everything: what it sent is not due again, nor the same slot and date."""
    wake = next_wake(rules(), wished, state, inputs, now)
    if wake is None:
        return
    life = Life(wished, inputs, state)
    first = life.wake(wake)
    again = due(rules(), wished, life.state, life.inputs, wake)
    assert not {(one.slot, one.local_date) for one in again}
    assert all(wake <= one.not_after <= wake + DAY for one in first)
    assert all(one.local_date == local(wake, zone_of(inputs)).date() for one in first)


def zone_of(inputs: ReminderInputs) -> str:
    """Give the zone by which dates are told."""
    return inputs.zone if inputs.zone in ZONES else "UTC"


@settings(max_examples=400, deadline=None)
@given(preferences, standings, situations, instants)
def test_h4_a_lock_holds_back_all_but_duties(
    wished: ReminderPreferences, state: ReminderState, inputs: ReminderInputs, now: float
) -> None:
    """Whatever else holds, a locked person gets no reminder of any kind."""
    locked = replace(inputs, locked=True)
    passing = {
        f"followup:{kind}" for kind, rule in rules().follow_ups.items() if "locked" in rule.passes
    }
    decision = decide(rules(), wished, state, locked, now)
    assert {one.kind for one in decision.due} <= passing
    assert "remind_skip_locked" in {one.rule for one in decision.skipped}


@settings(max_examples=300, deadline=None)
@given(preferences, standings, situations, instants)
def test_every_slot_and_follow_up_is_accounted_for(
    wished: ReminderPreferences, state: ReminderState, inputs: ReminderInputs, now: float
) -> None:
    """What is not sent has a reason: each follow-up and the check-in is due or skipped."""
    decision = decide(rules(), wished, state, inputs, now)
    told = sum(one.kind.startswith("followup:") for one in decision.due)
    told += sum(str(one.inputs["slot"]).startswith("followup:") for one in decision.skipped)
    assert told == len(inputs.follow_ups)
    slots = {one.slot for one in decision.due} | {
        str(one.inputs["slot"]) for one in decision.skipped
    }
    assert slots & {"checkin", "goodbye", "all"}


@settings(max_examples=200, deadline=None)
@given(preferences, standings, st.sampled_from(ZONES), instants)
def test_snoozes_offered_are_kept(
    wished: ReminderPreferences, state: ReminderState, zone: str, now: float
) -> None:
    """Every snooze that is offered comes at its very second, if nothing else happens."""
    fresh = ReminderState(snoozed_on=state.snoozed_on, snoozes=state.snoozes)
    inputs = ReminderInputs(zone=zone)
    wished = replace(wished, off=False, paused_from=None)
    for until in snooze_choices(rules(), wished, fresh, inputs, now).values():
        today = local(now, zone).date()
        held = snoozed(fresh, "checkin", until, today)
        found = due(rules(), wished, held, inputs, until)
        assert "snooze" in {one.slot for one in found}
        assert until > now


@settings(max_examples=100, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    clock=clocks,
    jumps=st.lists(st.tuples(st.integers(0, 19), st.sampled_from((0.0, *JUMPS))), max_size=8),
    answers=st.booleans(),
)
def test_d12_h10_clock_jumps_repeat_nothing_and_burst_nothing(
    zone: str, clock: str, jumps: list[tuple[int, float]], *, answers: bool
) -> None:
    """A clock wrong by -1 d, 2 h either way or +3 d and right again: no date twice, no burst."""
    life = Life(ReminderPreferences(time=clock), ReminderInputs(zone=zone), answers=answers)
    start = at(FIRST, "00:00", zone)
    wrong = dict(jumps)
    for tick in range(20 * 24 * 2):
        true = start + tick * HOUR / 2
        before = len(life.sent)
        life.wake(true + wrong.get(tick // 48, 0.0))
        assert len(life.sent) - before <= 1
    for slot in ("checkin", "nudge"):
        assert len(dates(life, slot)) == len(set(dates(life, slot)))
        assert dates(life, slot) == sorted(dates(life, slot))


@settings(max_examples=60, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    clock=clocks,
    down_at=st.integers(1, 20 * 24),
    down_hours=st.integers(1, 24 * 9),
    answers=st.booleans(),
)
def test_d10_after_an_outage_at_most_todays_one(
    zone: str, clock: str, down_at: int, down_hours: int, *, answers: bool
) -> None:
    """When the program comes back it sends at most one reminder, for today, in its window."""
    life = Life(
        ReminderPreferences(time=clock, nudge=False), ReminderInputs(zone=zone), answers=answers
    )
    start = at(FIRST, "00:00", zone)
    down = start + down_at * HOUR
    up = down + down_hours * HOUR
    life.live(start, down)
    before = len(life.sent)
    found = life.wake(up)
    assert len(found) <= 1
    assert all(one.local_date == local(up, zone).date() for one in found)
    assert life.wake(up) == ()
    life.live(up, up + 2 * DAY)
    assert len({one.due.local_date for one in life.sent[before:]}) == len(life.sent) - before


@settings(max_examples=60, deadline=None)
@given(
    home=st.sampled_from(ZONES),
    away=st.sampled_from(ZONES),
    clock=clocks,
    hours=st.integers(1, 24 * 4),
    back=st.booleans(),
)
def test_h11_travel_gives_no_second_reminder_on_a_local_date(
    home: str, away: str, clock: str, hours: int, *, back: bool
) -> None:
    """The new zone counts from the next date that has had none; later days come at its time."""
    life = Life(
        ReminderPreferences(time=clock, nudge=False), ReminderInputs(zone=home), answers=True
    )
    start = at(FIRST, "00:00", home)
    gone = start + hours * HOUR
    life.live(start, gone)
    life.inputs = ReminderInputs(zone=away)
    life.live(gone, gone + 5 * DAY)
    if back:
        life.inputs = ReminderInputs(zone=home)
        life.live(gone + 5 * DAY, gone + 8 * DAY)
    assert dates(life, "checkin") == sorted(set(dates(life, "checkin")))
    settled = [one for one in life.sent if gone + 3 * DAY <= one.at < gone + 5 * DAY]
    assert len(settled) == 2
    assert {one.wall().strftime("%H:%M") for one in settled} == {clock}


@settings(max_examples=200, deadline=None)
@given(preferences, standings, situations)
def test_what_is_stored_comes_back_the_same(
    wished: ReminderPreferences, state: ReminderState, inputs: ReminderInputs
) -> None:
    """Wishes, standing and follow-ups survive the record's codec."""
    for whole in (wished, state, inputs):
        assert msgpack.decode(msgpack.encode(whole), type=type(whole)) == whole


def test_the_same_question_has_the_same_answer() -> None:
    """Pure: asking twice, in any order, changes nothing."""
    random = Random(7)
    life = Life(
        ReminderPreferences(time="07:30", weekend_time="10:00"),
        ReminderInputs(zone="Europe/Berlin"),
    )
    moments = [at(FIRST, "00:00") + random.uniform(0, 300) * DAY for _ in range(200)]
    first = [life.next(moment) for moment in moments]
    assert [life.next(moment) for moment in reversed(moments)] == first[::-1]
