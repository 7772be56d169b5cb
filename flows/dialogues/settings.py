"""Settings: reminders, quiet hours, pause, time and equipment, zone, units, language, data."""

from dataclasses import replace as with_
from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace

from flows.dialogues.onboarding import EQUIPMENT, MINUTES
from flows.dialogues.reminders import reminder_inputs
from flows.engine.context import Context, Outcome, RunContext, Start
from flows.engine.effects import Effect, Erase, Option, Say, Word, Words, date_word
from flows.engine.guards import is_
from flows.engine.kinds import DAYS, TIME, ZONE, Kind, choice, many, number
from flows.engine.nodes import Ask, Dialogue, End, Flow, go
from flows.record import Note, Record, erased
from flows.scheduling.preferences import describe
from flows.scheduling.snoozes import snooze_choices
from flows.scheduling.state import snoozed

TOPICS = (
    "reminders",
    "quiet",
    "pause",
    "minutes",
    "equipment",
    "zone",
    "units",
    "language",
    "done",
)
WEEK_DAYS = 7
PAUSES_DAYS = {"days_3": 3, "week": WEEK_DAYS, "weeks_2": 2 * WEEK_DAYS}
PAUSE = Kind("date", (*PAUSES_DAYS, "open"), presets=True)
QUIET = Kind("time_of_day", ("21:00", "22:00", "07:00", "08:00"), presets=True)
SURE = choice("yes", "no")
LATER = ("long", "evening", "tomorrow")
"""What "later" means, the first that can be kept."""


def dialogues(languages: tuple[str, ...]) -> tuple[Dialogue, ...]:
    """Every settings dialogue with its acts; each is a digression of its own."""
    return (
        Dialogue(_one("settings", choice(*TOPICS)), {"set": _topic}),
        Dialogue(_reminders(), {"set": _reminded, "off": _off}),
        Dialogue(_pair("quiet", QUIET), {"set": _quiet}),
        Dialogue(_one("pause", PAUSE), {"set": _paused}),
        Dialogue(_one("minutes", number("count", 5, 30, *MINUTES)), {"set": _minutes}),
        Dialogue(_one("equipment", many(*EQUIPMENT)), {"set": _equipment}),
        Dialogue(_zone(), {"set": _zoned}),
        Dialogue(_one("units", choice("metric", "imperial")), {"set": _units}),
        Dialogue(_one("language", choice(*languages)), {"set": _language}),
        Dialogue(_one("delete", SURE), {"set": _deleted}),
        Dialogue(_one("restart", SURE), {"set": _restarted}),
        Dialogue(_snooze(), {"set": _snoozed}),
    )


def _one(name: str, kind: Kind) -> Flow:
    """A dialogue of one question."""
    return Flow(name, (Ask("value", kind, (go("set"),), words=f"set-{name}"), End("set")))


def _pair(name: str, kind: Kind) -> Flow:
    first = Ask("first", kind, (go("second"),))
    return Flow(name, (first, Ask("second", kind, (go("set"),)), End("set")))


def _reminders() -> Flow:
    want = choice("daily", "weekdays", "every_other", "days", "off")
    return Flow(
        "reminders",
        (
            Ask(
                "how",
                want,
                (
                    go("off", when=is_("how", "off")),
                    go("days", when=is_("how", "days")),
                    go("time"),
                ),
            ),
            Ask("days", DAYS, (go("time"),)),
            Ask("time", TIME, (go("weekend"),)),
            Ask("weekend", TIME, (go("set"),), optional=True),
            End("set"),
            End("off"),
        ),
    )


def _zone() -> Flow:
    ask = Ask("value", ZONE, (go("set"),), options=_zones, words="set-zone")
    return Flow("zone", (ask, End("set")), params=("seen",))


def _snooze() -> Flow:
    ask = Ask(
        "value",
        choice("short", "long", "evening", "tomorrow"),
        (go("set"),),
        options=_snoozes,
        words="set-snooze",
    )
    return Flow("snooze", (ask, End("set")))


# --- acts -------------------------------------------------------------------------------------
def _changed(context: Context, record: Record, *effects: Effect) -> Outcome:
    """A setting was changed; the journal has a line of it."""
    return Outcome(record, effects, (Note(context.now, "setting", "changed"),))


def _topic(context: RunContext) -> Outcome:
    topic = str(context.values["value"])
    return Outcome(context.record, start=() if topic == "done" else (Start(topic),))


def _reminded(context: RunContext) -> Outcome:
    given = context.values
    how, weekend = str(given["how"]), given.get("weekend")
    picked = given.get("days")
    days = tuple(picked) if isinstance(picked, tuple | list) and picked else _days(how)
    preferences = replace(
        context.record.preferences,
        time=str(given["time"]),
        weekend_time=str(weekend) if weekend else "",
        days=days,
        every_other=how == "every_other",
        anchor=context.today,
        off=False,
    )
    record = replace(context.record, preferences=preferences)
    return _changed(context, record, _summary(context, record))


def _days(how: str) -> tuple[str, ...]:
    week = DAYS.options
    return week[:5] if how == "weekdays" else week


def _off(context: RunContext) -> Outcome:
    record = replace(context.record, preferences=replace(context.record.preferences, off=True))
    return _changed(context, record, Say("reminders-off"))


def _summary(context: Context, record: Record) -> Say:
    """What was understood of the reminder preferences, in the person's own time."""
    found = describe(context.catalog.reminders, record.preferences, record.zone, context.today)
    days = Words(tuple(Word(f"reminders-day-{day}") for day in found.days))
    return Say(f"reminders-echo-{found.pattern}", {**found.args, "days": days})


def _quiet(context: RunContext) -> Outcome:
    preferences = replace(
        context.record.preferences,
        quiet_from=str(context.values["first"]),
        quiet_to=str(context.values["second"]),
    )
    record = replace(context.record, preferences=preferences)
    found = describe(context.catalog.reminders, preferences, record.zone, context.today)
    return _changed(context, record, Say("reminders-quiet-echo", dict(found.args)))


def _paused(context: RunContext) -> Outcome:
    return paused(context, str(context.values["value"]))


def paused(context: Context, until: str) -> Outcome:
    """Pause until a date (the last day of the pause), for some days, or without an end."""
    last = _last_day(until, context.today)
    preferences = replace(context.record.preferences, paused_from=context.today, paused_until=last)
    record = replace(context.record, preferences=preferences)
    open_end = Say("reminders-paused-open")
    reply = Say("reminders-paused", {"date": date_word(last)}) if last else open_end
    return _changed(context, record, reply)


def _last_day(until: str, today: date) -> date | None:
    if until == "open":
        return None
    if until in PAUSES_DAYS:
        return today + timedelta(days=PAUSES_DAYS[until] - 1)
    return max(today, date.fromisoformat(until) - timedelta(days=1))


def resumed(context: Context) -> Outcome:
    """End a pause."""
    before = context.record.preferences
    preferences = replace(before, paused_from=None, paused_until=None, off=False)
    record = replace(context.record, preferences=preferences)
    return _changed(context, record, Say("reminders-resumed"))


def _minutes(context: RunContext) -> Outcome:
    minutes = int(float(str(context.values["value"])))
    return _changed(context, _with_profile(context.record, minutes=minutes), Say("set-saved"))


def _equipment(context: RunContext) -> Outcome:
    owned = context.values["value"]
    items = tuple(owned) if isinstance(owned, tuple | list) else ()
    return _changed(context, _with_profile(context.record, equipment=items), Say("set-saved"))


def _with_profile(record: Record, **change: Any) -> Record:
    """A fact that the record and the profile share."""
    profile = replace(record.profile, **change) if record.profile else None
    return replace(record, profile=profile, **change)


def _zones(context: RunContext) -> tuple[Option, ...]:
    known = context.catalog.zones.get(context.record.country, ())
    seen = context.values.get("seen")
    zones = dict.fromkeys(([str(seen)] if seen else []) + list(known[:WEEK_DAYS]))
    return tuple(Option(zone, Word(raw=zone.replace("_", " "))) for zone in zones)


def _zoned(context: RunContext) -> Outcome:
    zone = str(context.values["value"])
    record = replace(context.record, zone=zone)
    place = zone.rsplit("/", 1)[-1].replace("_", " ")
    return _changed(
        context, record, Say("reminders-zone-changed", {"place": place}), _summary(context, record)
    )


def _units(context: RunContext) -> Outcome:
    return in_units(context, str(context.values["value"]))


def in_units(context: Context, units: str) -> Outcome:
    """Say weights in other units from now on; what is stored stays in grams."""
    return _changed(context, replace(context.record, units=units), Say(f"units-{units}"))


def _language(context: RunContext) -> Outcome:
    record = replace(context.record, language=str(context.values["value"]))
    return _changed(context, record, Say("set-saved"))


def _deleted(context: RunContext) -> Outcome:
    if context.values["value"] == "no":
        return Outcome(context.record, (Say("delete-kept"),))
    return Outcome(erased(context.record), (Say("delete-done"), Erase()), quiet=True, cut=True)


def _restarted(context: RunContext) -> Outcome:
    if context.values["value"] == "no":
        return Outcome(context.record, (Say("restart-kept"),))
    record = replace(context.record, screen=None, plan=None, session_in_progress=None, setup=False)
    return Outcome(record, (Say("restart-done"),), cut=True)


def _snoozes(context: RunContext) -> tuple[Option, ...]:
    return tuple(Option(name, Word(f"remind-snooze-{name}")) for name in _choices(context))


def _choices(context: Context) -> dict[str, float]:
    record = context.record
    return snooze_choices(
        context.catalog.reminders,
        record.preferences,
        record.reminder_state,
        reminder_inputs(record),
        context.now,
    )


def _snoozed(context: RunContext) -> Outcome:
    return _snooze_until(context, str(context.values["value"]))


def put_off(context: Context) -> Outcome:
    """Snooze for as long as "later" means, without asking how long."""
    offered = _choices(context)
    wanted = next((name for name in LATER if name in offered), "")
    if not wanted:
        return Outcome(context.record, (Say("put-off"),), quiet=True)
    return with_(_snooze_until(context, wanted), quiet=True)


def _snooze_until(context: Context, wanted: str) -> Outcome:
    until = _choices(context).get(wanted)
    if until is None:
        return Outcome(context.record, (Say("reminders-snooze-none"),))
    state = snoozed(context.record.reminder_state, "checkin", until, context.today)
    clock = context.local.fromtimestamp(until, context.local.tzinfo).strftime("%H:%M")
    key = "reminders-snoozed-tomorrow" if wanted == "tomorrow" else "reminders-snoozed"
    record = replace(context.record, reminder_state=state)
    return _changed(context, record, Say(key, {"time": clock}))


def can_snooze(context: Context) -> bool:
    """Whether any snooze can be kept."""
    return bool(_choices(context))
