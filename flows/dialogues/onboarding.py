"""Hello: what this is and is not, consent, and the few facts that safety needs first."""

from collections.abc import Collection

from msgspec.structs import replace

from flows.engine.context import Outcome, RunContext
from flows.engine.effects import Arg, Option, Say, Word
from flows.engine.guards import Guard, is_
from flows.engine.kinds import COUNTRY, NRS, YES_NO, ZONE, Value, choice, many, number
from flows.engine.nodes import Ask, Dialogue, End, Flow, Node, Tell, go
from flows.record import Consent, Note, Record
from flows.safety_locks import without_forgetting

TERMS = "2026-11"
"""Version of the terms; a new one is asked for again."""
ADULT_YEARS = 18
AGE_YEARS_MAX = 110
DURATION_WEEKS_MAX = 2600
MINUTES = ("5", "10", "15", "20", "25", "30")
EQUIPMENT = ("band", "kettlebell", "dumbbell", "stability_ball", "step", "mat")
COUNTRIES = ("GB", "IE", "US", "CA", "AU", "NZ", "IN", "ZA")
"""Countries offered as buttons; any other can be typed."""
POUNDS = ("LR", "MM", "US")
"""Countries where weights are said in pounds."""
ZONES_SHOWN_MAX = 6
DURATIONS_WEEKS = ("0.5", "2", "4", "8", "26", "104")


def dialogues(workplaces: Collection[str] = ()) -> tuple[Dialogue, ...]:
    """Onboarding with its acts."""
    acts = {"agreed": _agreed, "ready": _ready, "declined": _declined, "too_young": _too_young}
    return (Dialogue(onboarding(workplaces), acts),)


def onboarding(workplaces: Collection[str] = ()) -> Flow:
    """From hello to the screen. No health question comes before the consent (S15).

    On `workplaces`, platforms that an employer runs, people are told who may read along.
    """
    nodes = (*_welcome(workplaces), *_person(), *_pain(), *_means())
    ends = (End("ready"), End("declined"), End("too_young"))
    return Flow("onboarding", (*nodes, *ends), params=("platform", "zone_seen", "country_guess"))


def _welcome(workplaces: Collection[str]) -> tuple[Node, ...]:
    notice = go("employer", when=is_("platform", *sorted(workplaces)))
    declined = go("declined", when=is_("consent", "decline"))
    return (
        Tell("hello", (notice, go("consent"))),
        Tell("employer", (go("consent"),), words="employer-notice"),
        Ask("consent", choice("agree", "decline"), (declined, go("agreed"))),
        Tell("agreed", (go("age"),), silent=True),
    )


def _person() -> tuple[Node, ...]:
    under_age = Guard("age < 18", ("age",), lambda values: int(str(values["age"])) < ADULT_YEARS)
    age = number("count", 1, AGE_YEARS_MAX)
    return (
        Ask("age", age, (go("too_young", when=under_age), go("sex"))),
        Ask("sex", choice("f", "m", "other"), (go("country"),)),
        Ask("country", COUNTRY, (go("zone"),), options=_countries),
        Ask("zone", ZONE, (go("duration_weeks"),), args=_zone_args, options=_zones),
    )


def _pain() -> tuple[Node, ...]:
    weeks = number("duration_weeks", 0, DURATION_WEEKS_MAX, *DURATIONS_WEEKS)
    return (
        Ask("duration_weeks", weeks, (go("seen_clinician"),)),
        Ask("seen_clinician", YES_NO, (go("pain"),)),
        Ask("pain", NRS, (go("minutes"),)),
    )


def _means() -> tuple[Node, ...]:
    return (
        Ask("minutes", number("count", 5, 30, *MINUTES), (go("equipment"),)),
        Ask("equipment", many(*EQUIPMENT), (go("floor"),)),
        Ask("floor", YES_NO, (go("ready"),)),
    )


def params(record: Record) -> dict[str, Value]:
    """What the platform says of somebody who has not written a word yet."""
    platform = record.addresses[0][0] if record.addresses else ""
    return {"platform": platform, "zone_seen": record.zone, "country_guess": record.country}


def _countries(context: RunContext) -> tuple[Option, ...]:
    guess = str(context.values.get("country_guess") or "")
    shown = dict.fromkeys(code for code in (guess, *COUNTRIES) if code)
    return tuple(Option(code, Word(f"country-{code.lower()}")) for code in shown)


def _zones(context: RunContext) -> tuple[Option, ...]:
    """The zone that the platform gave, else those of the country; any other can be typed."""
    seen = context.values.get("zone_seen")
    known = context.catalog.zones.get(str(context.values["country"]), ())
    zones = dict.fromkeys(([str(seen)] if seen else []) + list(known[:ZONES_SHOWN_MAX]))
    return tuple(Option(zone, Word(raw=zone.replace("_", " "))) for zone in zones)


def _zone_args(context: RunContext) -> dict[str, Arg]:
    return {"count": len(_zones(context))}


# --- acts -------------------------------------------------------------------------------------
def _agreed(context: RunContext) -> Outcome:
    record = without_forgetting(replace(context.record, consent=Consent(TERMS, context.now)))
    return Outcome(record, notes=(Note(context.now, "consent", TERMS),))


def _ready(context: RunContext) -> Outcome:
    given = context.values
    record = replace(
        context.record,
        setup=True,
        age=_number(given["age"]),
        sex=str(given["sex"]),
        country=str(given["country"]),
        units=_units(context),
        zone=str(given["zone"]),
        duration_weeks=float(str(given["duration_weeks"])),
        seen_clinician=str(given["seen_clinician"]),
        pain=float(str(given["pain"])),
        minutes=_number(given["minutes"]),
        equipment=tuple(given["equipment"] or ()),  # type: ignore[arg-type]
        floor=given["floor"] == "yes",
    )
    return Outcome(record, (Say("screening-intro"),))


def _units(context: RunContext) -> str:
    """Pounds where people weigh in them; what somebody chose before stays."""
    in_pounds = str(context.values["country"]) in POUNDS
    return "imperial" if in_pounds else context.record.units


def _number(value: Value) -> int:
    return int(float(str(value)))


def _declined(context: RunContext) -> Outcome:
    return Outcome(replace(context.record, declined=True), (Say("onboarding-no-consent"),))


def _too_young(context: RunContext) -> Outcome:
    return Outcome(replace(context.record, too_young=True))
