"""What a simulated person answers to a question (simulation 1 and 2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.simulate.people import LivedDay, Person, Said
from flows.catalog.red_flags import RedFlags
from flows.dialogues.assessment import CHECKS
from flows.engine.kinds import Kind, Value

CONFIDENCE, EFFORT = 7, 5
"""Fixed answers of a session."""
STIFF_MINUTES = 30
CHANGED_POINTS = 2
"""Points of pain from which a person calls it much better or worse."""
WAKINGS = {"good": "0", "fair": "1", "poor": "2+"}
ROLE = "doctor"
RECENT, ITEMS, NUMBER = "_recent", "_items", "_number"
BANKED = ("screening", "microscreen", "confirm")
NONE = "none_of_these"


class Unmapped(Exception):
    """No answer is set for this question."""


class Mind:
    """One person on one day: what they know and what they would say."""

    def __init__(self, person: Person, day: int, bank: RedFlags, flags: dict[str, Said]) -> None:
        self.person, self.number, self.bank = person, day, bank
        self.given, self.flags = person.answers, flags
        self.today = person.on(day) or LivedDay(day)
        self.before = person.on(day - 1)
        self.cleared = False

    def answer(self, flow: str, name: str, params: Mapping[str, Value], kind: Kind) -> Value:
        """Answer one question. Raises Unmapped."""
        if flow in BANKED and (found := self._flag(name, params)) is not None:
            return found
        table = FLOWS.get(flow, {})
        if name not in table:
            raise Unmapped
        value = table[name](self)
        return _several(value, kind) if kind.several else value

    # --- red flags ------------------------------------------------------------------------
    def _flag(self, name: str, params: Mapping[str, Value]) -> Value:
        if name == "you":
            return "me" if self._mine(str(params.get("group") or "")) else "not_me"
        if name.startswith("sure_"):
            return "right"
        if name.startswith("g_"):
            return "yes" if self._positive(name.removeprefix("g_")) else NONE
        question, _, part = name.partition("_")
        said = self.flags.get(question, Said())
        if not part:
            return said.answer
        return PARTS[f"_{part}"](said)

    def _mine(self, group: str) -> bool:
        """Whether what was heard in a message is so: it was new today, or its group says so."""
        new = self.today.red_flags if self.number else self.flags
        if any(said.positive for said in new.values()):
            return True
        return bool(group) and self._positive(group)

    def _positive(self, group: str) -> bool:
        names = [question.id for question in self.bank.in_group(group)]
        return any(self.flags[name].positive for name in names if name in self.flags)

    def news(self) -> str:
        """The daily card: what is said today and stands on the card."""
        card = [question.id for question in self.bank.micro()]
        said = [self.today.red_flags[name] for name in card if name in self.today.red_flags]
        return next((each.answer for each in said if each.positive), NONE)

    # --- the check-in ---------------------------------------------------------------------
    def settled(self) -> Value:
        """Give what is told of the morning, else today's against yesterday's; None if unknown."""
        if self.today.tells_settled:
            return self.today.settled
        if self.before is None or self.before.before is None or self.today.before is None:
            return None
        rise = self.today.before - self.before.before
        return "usual" if rise <= 0 else "a_bit_more" if rise == 1 else "a_lot_more"

    def worst(self) -> Value:
        """The larger of yesterday's strongest pain and this morning's."""
        felt = [self.today.before, self.before.after if self.before else None]
        return max(pain for pain in felt if pain is not None)

    def stiffness(self) -> str:
        """Minutes at intake, as the check-in words them."""
        minutes = self.given.get("morning_stiffness_minutes") or 0
        return "none" if not minutes else "under_30" if minutes < STIFF_MINUTES else "over_30"

    # --- reviews --------------------------------------------------------------------------
    def gain(self) -> float:
        """Points of pain lost since the start."""
        today = self.today.before
        return 0 if today is None else float(self.given["pain_now"] - today)

    def ability(self, number: int) -> Value:
        """An activity as it goes now: better by as much as the pain is less."""
        levels = self.person.latest(self.number, "ability")
        if levels:
            return levels[number - 1] if number <= len(levels) else None
        activity = self._activity(number)
        return None if activity is None else max(0, min(10, activity["ability"] + self.gain()))

    def weights(self, item: str) -> Value:
        """Weights of a kind at home, as a person writes them; None where nothing is told."""
        at_home = (self.given.get("weights") or {}).get(item)
        return ", ".join(f"{each:g} kg" for each in at_home) if at_home else None

    def easy(self) -> Value:
        """What could be lifted 15 times."""
        easy = self.given.get("lifts_15_times_kg")
        return f"{easy:g} kg" if easy else None

    def task(self) -> Value:
        """The hardest activity of the intake."""
        named = self.given.get("activities") or []
        return str(min(named, key=lambda each: each["ability"])["name"]) if named else None

    def sign_history(self) -> Value:
        """Signs of the intake are stable; they are known where a clinician has seen the back."""
        return "old" if self.given.get("seen_clinician") else "unchecked"

    def change(self) -> str:
        """The impression of change."""
        gain = self.gain()
        better, worse = gain >= CHANGED_POINTS, gain <= -CHANGED_POINTS
        return "much_better" if better else "worse" if worse else "same"

    def tested(self) -> str:
        """Whether the movement check was done."""
        found = (self.given.get("movement") or {}).values()
        return "yes" if any(each != "not_tested" for each in found) else "no"

    def moves(self) -> Mapping[str, str]:
        """Results of a movement check made today."""
        found = self.person.latest(self.number, "movement")
        return found or self.given.get("movement") or {}

    def leg(self) -> str:
        """How the leg is; where nothing is told it stays as it was at the start."""
        return self.today.leg or ("none" if self.given.get("leg") == "none" else "same")

    def activity(self, number: int, part: str) -> Value:
        """The name or the ability of an activity at intake; None where there are fewer."""
        activity = self._activity(number)
        return None if activity is None else activity[part]

    def _activity(self, number: int) -> dict[str, Any] | None:
        named = self.given.get("activities") or []
        return named[number - 1] if number <= len(named) else None


def _several(value: Value, kind: Kind) -> Value:
    picked = value if isinstance(value, tuple) else ()
    return tuple(option for option in kind.options if option in picked)


def _stated(name: str) -> Callable[[Mind], Value]:
    return lambda mind: _plain(mind.given.get(name))


def _plain(value: Any) -> Value:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return tuple(str(each) for each in value)
    return value  # type: ignore[no-any-return]


def _moved(name: str) -> Callable[[Mind], Value]:
    return lambda mind: mind.moves().get(name, "not_tested")


def _fixed(value: Value) -> Callable[[Mind], Value]:
    return lambda _: value


def _today(name: str, usual: float) -> Callable[[Mind], Value]:
    def answered(mind: Mind) -> Value:
        found = getattr(mind.today, name)
        return usual if found is None else found

    return answered


def _ability_now(number: int) -> Callable[[Mind], Value]:
    return lambda mind: mind.ability(number)


def _activity(number: int, part: str) -> Callable[[Mind], Value]:
    return lambda mind: mind.activity(number, part)


PARTS: Mapping[str, Callable[[Said], Value]] = {
    RECENT: lambda said: "yes" if said.recent else "no",
    ITEMS: lambda said: said.items,
    NUMBER: lambda said: said.number,
}
ASSESSED = (
    "pain_average", "pain_worst", "onset", "location", "leg", "leg_signs", "leg_side", "eased_by",
    "provoked_by", "night_waking", "morning_stiffness_minutes", "settles", "exercise_habit",
    "breath_holding", "fear", "confidence", "conditions", "diagnoses",
)  # fmt: skip
Table = Mapping[str, Callable[[Mind], Value]]
FLOWS: Mapping[str, Table] = {
    "onboarding": {
        "consent": _fixed("agree"),
        **{
            name: _stated(name)
            for name in ("age", "sex", "country", "zone", "minutes", "equipment")
        },
        "duration_weeks": lambda mind: f"{float(mind.given['duration_weeks']):g} weeks",
        "seen_clinician": _stated("seen_clinician"),
        "pain": _stated("pain_now"),
    },
    "assessment": {
        **{name: _stated(name) for name in ASSESSED},
        "sign_history": Mind.sign_history,
        **{f"activity_{n}": _activity(n, "name") for n in (1, 2, 3)},
        **{f"ability_{n}": _activity(n, "ability") for n in (1, 2, 3)},
        "check_now": Mind.tested,
        **{name: _moved(name) for name in CHECKS},
        "review": _fixed("right"),
    },
    "checkin": {
        "settled": Mind.settled,
        "pain_now": lambda mind: mind.today.before,
        "worst": Mind.worst,
        "leg": Mind.leg,
        "waking": lambda mind: WAKINGS.get(mind.today.sleep or ""),
        "stiffness": Mind.stiffness,
        "flare": lambda mind: "yes" if mind.today.flare else "no",
        "news": Mind.news,
    },
    "session": {"minutes": _stated("minutes"), "confidence": _today("confidence", CONFIDENCE)},
    "weights": {
        "kettlebell": lambda mind: mind.weights("kettlebell"),
        "dumbbell": lambda mind: mind.weights("dumbbell"),
        "band": lambda mind: tuple((mind.given.get("weights") or {}).get("band") or ()),
        "easy": Mind.easy,
    },
    "task": {"task": Mind.task, "movement": _fixed("lift")},
    "directions": {"offer": _fixed("no")},
    "baselines": {"offer": _fixed("no")},
    "closing": {
        "peak": lambda mind: mind.today.after,
        "effort": _today("effort", EFFORT),
        "in_control": _fixed("yes"),
    },
    "review": {
        **{f"ability_{n}": _ability_now(n) for n in (1, 2, 3)},
        "change": Mind.change,
        "check_now": lambda mind: "yes" if mind.person.latest(mind.number, "movement") else "no",
        "barrier": _fixed("none"),
        **{name: _moved(name) for name in CHECKS},
    },
    "seen": {
        "seen": lambda mind: "yes" if mind.cleared else "not_yet",
        "role": _fixed(ROLE),
        "on": _fixed("today"),
        "cleared": lambda mind: "yes" if mind.cleared else "no",
    },
}
