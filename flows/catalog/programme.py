"""The thresholds of the programme as typed values, each with its source and mark."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, ValidationInfo, field_validator

from flows.catalog.rules import Provenance

FILE = "programme.toml"

ByName = dict[str, float]
Names = tuple[str, ...]
Pair = tuple[float, float]


class Section(BaseModel):
    """Values of one table; unknown keys are refused so that none is silently unused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @field_validator("*", mode="before")
    @classmethod
    def _a_number_is_one(cls, value: Any, info: ValidationInfo) -> Any:
        """Refuse a text where a number is meant, and a count or amount below its least."""
        kind = cls.model_fields[str(info.field_name)].annotation
        if kind in (int, float):
            if isinstance(value, str | bool):
                raise ValueError(f"{value!r} is no number")
            if value < (1 if kind is int else 0):
                raise ValueError(f"{value} is below its least")
        return value


class Staging(Section):
    """Pain type, goal, stage and dose at the assessment (rules 2.1, 2.2)."""

    chronic_from_weeks: float
    acute_below_weeks: float
    structural_diagnoses: Names
    neurological_flags: Names
    peripartum_flags: Names
    peripartum_conditions: Names
    si_provocations: Names
    irritable_pain_from: float
    beginner_average_from: float
    beginner_worst_from: float
    advanced_average_to: float
    advanced_worst_to: float
    beginner_fear_from: float
    near_normal_limits_max: int
    stiff_from_minutes: float
    conditions_regulation_only_from: int
    unchecked_above_weeks: float
    goal_by_movement: dict[str, Names]


class Irritability(Section):
    """When high irritability has settled, and when it is back (decision 24)."""

    settled_days: int
    settled_checkins_min: int
    settled_sessions_min: int
    again_mornings: int


class Base(Section):
    """The usual morning pain: a median over recent mornings (rules 3.1)."""

    mornings_max: int
    mornings_min: int


class Leg(Section):
    """Rule R1: leg symptoms that move down."""

    sessions_further_down_from: int
    again_within_days: int


class Flare(Section):
    """Rule R2 and the flare plan (rules 3.5)."""

    above_base_from: float
    believed_pain_to: float
    high_pain_from: float
    high_above_base_from: float
    gentle_days: int
    resume_above_base_to: float
    resume_steps: int
    late_day: int
    late_steps: int
    refer_day: int
    volume: float
    mobility_exercises_max: int
    walks_a_day: int
    walk_minutes: int
    walk_later_minutes: int
    repeats_refer_from: int
    repeats_within_days: int


class Regress(Section):
    """Rule R3: the newest steps are taken back."""

    peak_from: float
    above_base_from: float
    waking_above_usual_from: int
    waking_nights: int
    effort_from: float
    steps_max: int
    steps_within_days: int
    volume: float
    volume_days: int


class Deload(Section):
    """Rule R4: a lighter week."""

    regressions_from: int
    within_days: int
    effort_mean_from: float
    effort_sessions_min: int
    loading_weeks: int
    volume: float
    days: int


class Hold(Section):
    """Rule R5: repeat as it is."""

    share_below: float
    effort_from: float
    confidence_below: float


class Pain(Section):
    """The strongest pain that a session may bring and still count as calm."""

    above_rest_to: ByName
    peak_to: float
    strict_above_rest_to: float
    strict_peak_to: float
    strict_types: Names


class Progress(Section):
    """Rule R6: one step on one axis, and what is known of the morning after."""

    sessions: int
    effort_to: float
    look_back_days: int
    exercises_max: int
    days_between: ByName
    load_step_max: float
    load_step_grams: int
    context_after_share: float
    next_exercise_after_steps: ByName
    steps_kept_max: int
    settled_days_max: int
    usual_above_base_to: float
    axis_order: dict[str, Names]
    blocked: dict[str, Names]


class Gates(Section):
    """Rule R7: stages and phases."""

    window_days: ByName
    average_to: ByName
    worst_to: ByName
    long_days: ByName
    long_average_to: ByName
    long_worst_to: ByName
    long_stages: Names
    ratings_a_week: int
    phase_sessions_a_week: float
    strength_days_min: int
    loaded_sessions_min: int
    strength_steps_min: int
    strength_patterns_min: int
    activities_from: float
    activities_gain_from: float
    stage_window_days: ByName
    stage_average_to: ByName
    stage_worst_to: ByName
    stage_days_between: int
    sessions_a_week: int
    checkins_a_week: int
    relapse_average_from: float
    relapse_days: int
    relapse_ratings_min: int
    relapse_steps: int
    down_days: int
    down_ratings_min: int
    down_advanced_above: float
    down_intermediate_from: float


class Absence(Section):
    """The ladder of missed days (rules 3.3)."""

    hold_from_days: int
    step_back_from_days: int
    mini_assessment_from_days: int
    reassessment_from_days: int
    step_back_steps: int
    mini_assessment_steps: int
    volume: float
    volume_days: int


class ReviewRules(Section):
    """Reassessment and rules R8 and R9."""

    weekly_days: int
    four_weekly_days: int
    twelve_weekly_days: int
    monthly_checkin_days: int
    gain_points_min: float
    gain_share_min: float
    activities_gain_min: float
    adherence_from: float
    no_gain_refer_from_days: int
    worse_points_from: float
    worse_activities_from: float
    sessions_planned: ByName
    changed_volume: float
    goal_change: dict[str, str]


class Walking(Section):
    """Walking beside the sessions (rules 3.3)."""

    start_minutes: int
    target_minutes: int
    days_a_week: int
    rise_share_max: float
    interval_minutes: int
    interval_conditions: Names


class Maintenance(Section):
    """The small routine that stays (rules 3.5)."""

    minutes: Pair
    sessions_a_week: int
    strength_a_week: int


class Integration(Section):
    """From exercises to the person's own task (progression 7)."""

    weeks: Pair
    share_from: float
    share_to: float
    movements: Names


class DirectionTest(Section):
    """The optional repeated-movement test: for whom, and what is left out of it (progression 9)."""

    bends: int
    first_day: int
    pain_to: float
    phases: Names
    told_by: Names
    not_with_conditions: Names
    not_with_flags: Names
    barred: dict[str, Names]


class Baselines(Section):
    """What is counted, and for whom it is left out (progression 9)."""

    first_day: int
    pain_to: float
    seconds: int
    not_with_conditions: dict[str, Names]
    not_with_provoked: dict[str, Names]


class Demand(Section):
    """A new demand and how long its preparation lasts."""

    days: ByName


class Programme(Section):
    """Every threshold of the programme; `provenance` tells source and mark by dotted name."""

    staging: Staging
    irritability: Irritability
    base: Base
    leg: Leg
    flare: Flare
    regress: Regress
    deload: Deload
    hold: Hold
    pain: Pain
    progress: Progress
    gates: Gates
    absence: Absence
    review: ReviewRules
    walking: Walking
    maintenance: Maintenance
    integration: Integration
    direction_test: DirectionTest
    baselines: Baselines
    demand: Demand
    patterns: dict[str, Names]
    demand_patterns: dict[str, Names]
    pattern_words: dict[str, Names]
    barriers: dict[str, str]
    task_words: dict[str, Names]
    provenance: dict[str, Provenance]


def parse(tree: Mapping[str, Any], problems: list[str]) -> Programme | None:
    """Read the programme from the content tree; every problem names file and key."""
    if FILE not in tree:
        problems.append(f"{FILE}: the file is missing")
        return None
    provenance: dict[str, Any] = {}
    values = _values(tree[FILE], (), provenance, problems)
    try:
        return Programme.model_validate(values | {"provenance": provenance})
    except ValidationError as wrong:
        problems.extend(_problem(error) for error in wrong.errors())
        return None


def _values(
    table: Mapping[str, Any], path: Names, provenance: dict[str, Any], problems: list[str]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, entry in table.items():
        name = ".".join((*path, key))
        if not isinstance(entry, Mapping):
            problems.append(f"{FILE}: {name}: a value needs a mark and a source")
        elif "value" in entry or "mark" in entry or "source" in entry:
            found[key] = entry.get("value")
            provenance[name] = {k: v for k, v in entry.items() if k != "value"}
        else:
            found[key] = _values(entry, (*path, key), provenance, problems)
    return found


def _problem(error: Any) -> str:
    return f"{FILE}: {'.'.join(str(part) for part in error['loc'])}: {error['msg']}"
