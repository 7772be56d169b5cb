"""Settings: reminders, quiet hours, pause, time and equipment, zone, units, language, data."""

from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace

from flows.dialogues.onboarding import EQUIPMENT, MINUTES
from flows.dialogues.reminders import situation
from flows.engine.context import Moment, Outcome, Scene, Start
from flows.engine.effects import Effect, Erase, Option, Say
from flows.engine.guards import is_
from flows.engine.kinds import DAYS, TIME, ZONE, Kind, choice, many, number
from flows.engine.nodes import Ask, Dialogue, End, Flow, go
from flows.engine.words import Word, Words, date_word
from flows.record import Note, Record, gone
from flows.scheduling.schedule import describe, snoozed
from flows.scheduling.snoozes import snooze_choices

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
def changed(scene: Moment, record: Record, *effects: Effect) -> Outcome:
    """A setting was changed; the journal has a line of it."""
    return Outcome(record, effects, (Note(scene.now, "setting", "changed"),))


def _topic(scene: Scene) -> Outcome:
    topic = str(scene.values["value"])
    return Outcome(scene.record, start=() if topic == "done" else (Start(topic),))


def _reminded(scene: Scene) -> Outcome:
    given = scene.values
    how, weekend = str(given["how"]), given.get("weekend")
    picked = given.get("days")
    days = tuple(picked) if isinstance(picked, tuple | list) and picked else _days(how)
    wishes = replace(
        scene.record.wishes,
        time=str(given["time"]),
        weekend_time=str(weekend) if weekend else "",
        days=days,
        every_other=how == "every_other",
        anchor=scene.today,
        off=False,
    )
    record = replace(scene.record, wishes=wishes)
    return changed(scene, record, echo(scene, record))


def _days(how: str) -> tuple[str, ...]:
    week = DAYS.options
    return week[:5] if how == "weekdays" else week


def _off(scene: Scene) -> Outcome:
    record = replace(scene.record, wishes=replace(scene.record.wishes, off=True))
    return changed(scene, record, Say("reminders-off"))


def echo(moment: Moment, record: Record) -> Say:
    """What was understood of the wishes, in the person's own time."""
    told = describe(moment.catalog.reminders, record.wishes, record.zone, moment.today)
    days = Words(tuple(Word(f"reminders-day-{day}") for day in told.days))
    return Say(f"reminders-echo-{told.pattern}", {**told.args, "days": days})


def _quiet(scene: Scene) -> Outcome:
    wishes = replace(
        scene.record.wishes,
        quiet_from=str(scene.values["first"]),
        quiet_to=str(scene.values["second"]),
    )
    record = replace(scene.record, wishes=wishes)
    told = describe(scene.catalog.reminders, wishes, record.zone, scene.today)
    return changed(scene, record, Say("reminders-quiet-echo", dict(told.args)))


def _paused(scene: Scene) -> Outcome:
    return paused(scene, str(scene.values["value"]))


def paused(moment: Moment, until: str) -> Outcome:
    """Pause until a date (the last day of the pause), for some days, or without an end."""
    last = _last_day(until, moment.today)
    wishes = replace(moment.record.wishes, paused_from=moment.today, paused_until=last)
    record = replace(moment.record, wishes=wishes)
    said = (
        Say("reminders-paused", {"date": date_word(last)}) if last else Say("reminders-paused-open")
    )
    return changed(moment, record, said)


def _last_day(until: str, today: date) -> date | None:
    if until == "open":
        return None
    if until in PAUSES_DAYS:
        return today + timedelta(days=PAUSES_DAYS[until] - 1)
    return max(today, date.fromisoformat(until) - timedelta(days=1))


def resumed(moment: Moment) -> Outcome:
    """End a pause."""
    wishes = replace(moment.record.wishes, paused_from=None, paused_until=None, off=False)
    return changed(moment, replace(moment.record, wishes=wishes), Say("reminders-resumed"))


def _minutes(scene: Scene) -> Outcome:
    minutes = int(float(str(scene.values["value"])))
    return changed(scene, _with_profile(scene.record, minutes=minutes), Say("set-saved"))


def _equipment(scene: Scene) -> Outcome:
    owned = scene.values["value"]
    items = tuple(owned) if isinstance(owned, tuple | list) else ()
    return changed(scene, _with_profile(scene.record, equipment=items), Say("set-saved"))


def _with_profile(record: Record, **change: Any) -> Record:
    """A fact that the record and the profile share."""
    profile = replace(record.profile, **change) if record.profile else None
    return replace(record, profile=profile, **change)


def _zones(scene: Scene) -> tuple[Option, ...]:
    known = scene.catalog.zones.get(scene.record.country, ())
    seen = scene.values.get("seen")
    zones = dict.fromkeys(([str(seen)] if seen else []) + list(known[:WEEK_DAYS]))
    return tuple(Option(zone, Word(raw=zone.replace("_", " "))) for zone in zones)


def _zoned(scene: Scene) -> Outcome:
    zone = str(scene.values["value"])
    record = replace(scene.record, zone=zone)
    place = zone.rsplit("/", 1)[-1].replace("_", " ")
    return changed(
        scene, record, Say("reminders-zone-changed", {"place": place}), echo(scene, record)
    )


def _units(scene: Scene) -> Outcome:
    return changed(scene, replace(scene.record, units=str(scene.values["value"])), Say("set-saved"))


def _language(scene: Scene) -> Outcome:
    return changed(
        scene, replace(scene.record, language=str(scene.values["value"])), Say("set-saved")
    )


def _deleted(scene: Scene) -> Outcome:
    if scene.values["value"] == "no":
        return Outcome(scene.record, (Say("delete-kept"),))
    return Outcome(gone(scene.record), (Say("delete-done"), Erase()), quiet=True, cut=True)


def _restarted(scene: Scene) -> Outcome:
    if scene.values["value"] == "no":
        return Outcome(scene.record, (Say("restart-kept"),))
    record = replace(scene.record, screen=None, plan=None, sitting=None, setup=False)
    return Outcome(record, (Say("restart-done"),), cut=True)


def _snoozes(scene: Scene) -> tuple[Option, ...]:
    return tuple(Option(name, Word(f"remind-snooze-{name}")) for name in _choices(scene))


def _choices(moment: Moment) -> dict[str, float]:
    record = moment.record
    return snooze_choices(
        moment.catalog.reminders, record.wishes, record.standing, situation(record), moment.now
    )


def _snoozed(scene: Scene) -> Outcome:
    wanted = str(scene.values["value"])
    until = _choices(scene).get(wanted)
    if until is None:
        return Outcome(scene.record, (Say("reminders-snooze-none"),))
    standing = snoozed(scene.record.standing, "checkin", until, scene.today)
    clock = scene.local.fromtimestamp(until, scene.local.tzinfo).strftime("%H:%M")
    key = "reminders-snoozed-tomorrow" if wanted == "tomorrow" else "reminders-snoozed"
    return changed(scene, replace(scene.record, standing=standing), Say(key, {"time": clock}))


def can_snooze(moment: Moment) -> bool:
    """Whether any snooze can be kept."""
    return bool(_choices(moment))
