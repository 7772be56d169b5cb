"""The numbers of reminders.toml as typed values, each with its source and mark."""

from collections.abc import Mapping
from math import gcd
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, ValidationError

from flows.catalog.rules import Content, Provenance

FILE = "reminders.toml"
RHYTHM_DAYS = 14
"""Every other day (2) and weekly (7): the rhythms in which all wordings must come round."""

Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Barrier = Literal["locked", "paused", "off", "silent"]
Count = Annotated[int, Field(ge=1)]


class Usual(Content):
    """What holds until the person has chosen."""

    time: Clock
    weekend: tuple[Weekday, ...]


class QuietHours(Content):
    """The usual quiet hours, and how far an evening time pushes their start back."""

    model_config = ConfigDict(populate_by_name=True)
    start: Clock = Field(alias="from")
    end: Clock = Field(alias="to")
    grace_minutes: Count


class Window(Content):
    """How late a reminder may still be sent."""

    minutes: Count


class Nudge(Content):
    """How long after a reminder the nudge comes."""

    after_minutes: Count


class SilenceStep(Content):
    """From so many unanswered days on, remind only every so many days."""

    after_days: Count
    every_days: Count


class Silence(Content):
    """How the bot backs off when nobody answers."""

    goodbye_after_days: Count
    steps: tuple[SilenceStep, ...]


class SnoozeRules(Content):
    """What can be asked for instead of now."""

    short_minutes: Count
    long_minutes: Count
    evening: Clock
    a_day_max: Count


class Digest(Content):
    """When the weekly summary comes, and to whom."""

    day: Weekday
    time: Clock
    heard_within_days: Count


class ClockTrust(Content):
    """How far ahead a remembered date may lie before it is taken for a broken clock."""

    ahead_days_max: Count


class FollowUpRule(Content):
    """How one kind of follow-up behaves."""

    after_hours: Annotated[int, Field(ge=0)]
    passes: tuple[Barrier, ...] = ()
    capped: bool = True
    expires_hours: Annotated[int, Field(ge=0)] = 0


class Reminders(Content):
    """Everything that decides when the bot writes first."""

    usual: Usual
    quiet: QuietHours
    window: Window
    nudge: Nudge
    silence: Silence
    snooze: SnoozeRules
    digest: Digest
    clock: ClockTrust
    variants: dict[str, Count]
    follow_ups: dict[str, FollowUpRule]
    """By kind, the most important first."""
    provenance: dict[str, Provenance] = Field(default_factory=dict)
    """By dotted key, for the clinical safety file."""


def parse(tree: Mapping[str, Any], problems: list[str]) -> Reminders | None:
    """Read reminders.toml; what is wrong is added to `problems` as "file: key: what"."""
    if FILE not in tree:
        problems.append(f"{FILE}: file is missing")
        return None
    provenance: dict[str, Any] = {}
    wrong: list[str] = []
    values = _unwrap(tree[FILE], "", provenance, wrong)
    rules = _validated({**values, "provenance": provenance}, wrong)
    if rules is not None:
        wrong.extend(_contradictions(rules))
    problems.extend(f"{FILE}: {line}" for line in wrong)
    return None if wrong else rules


def _validated(values: Mapping[str, Any], wrong: list[str]) -> Reminders | None:
    try:
        return Reminders.model_validate(values)
    except ValidationError as error:
        wrong.extend(
            f"{'.'.join(str(part) for part in detail['loc'])}: {detail['msg']}"
            for detail in error.errors()
        )
        return None


def _unwrap(node: Any, key: str, provenance: dict[str, Any], wrong: list[str]) -> Any:
    """Replace every {value, mark, source} by its value and remember the rest by key."""
    if isinstance(node, list):
        return [_unwrap(item, f"{key}.{n}", provenance, wrong) for n, item in enumerate(node)]
    if not isinstance(node, Mapping):
        wrong.append(f"{key}: a bare value; write {{ value, mark, source }}")
        return node
    if "value" in node:
        provenance[key] = {name: part for name, part in node.items() if name != "value"}
        return node["value"]
    return {
        name: _unwrap(item, f"{key}.{name}" if key else name, provenance, wrong)
        for name, item in node.items()
    }


def _contradictions(rules: Reminders) -> list[str]:
    """Say which values are well-formed and yet cannot hold together."""
    steps = rules.silence.steps
    ends = [*(step.after_days for step in steps), rules.silence.goodbye_after_days]
    checks = (
        (ends == sorted(set(ends)), "silence.steps: days must rise up to goodbye_after_days"),
        (not _is_quiet(rules, rules.usual.time), "usual.time: lies in the quiet hours"),
        (not _is_quiet(rules, rules.digest.time), "digest.time: lies in the quiet hours"),
        (not _is_quiet(rules, rules.snooze.evening), "snooze.evening: lies in the quiet hours"),
        *(
            (gcd(count, RHYTHM_DAYS) == 1, f"variants.{kind}: shares a factor with 2 or 7")
            for kind, count in rules.variants.items()
        ),
    )
    return [line for holds, line in checks if not holds]


def _is_quiet(rules: Reminders, clock: str) -> bool:
    start, end = rules.quiet.start, rules.quiet.end
    return start <= clock < end if start <= end else clock >= start or clock < end
