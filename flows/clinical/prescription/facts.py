"""What is true of a person, as `topic:value` facts that the tables of content can name."""

from datetime import date

from flows.catalog.sessions import FactRules
from flows.clinical.plan import Plan
from flows.clinical.profile import Profile


def answered(rules: FactRules, profile: Profile) -> set[str]:
    """Give the facts of the assessment."""
    found = {f"leg:{profile.leg}", f"settles:{profile.settles}", f"habit:{profile.exercise_habit}"}
    for topic, values in (
        ("condition", profile.conditions),
        ("diagnosis", profile.diagnoses),
        ("flag", profile.flags),
        ("leg_signs", profile.leg_signs),
        ("provoked_by", profile.provoked_by),
        ("eased_by", profile.eased_by),
    ):
        found.update([f"{topic}:{value}" for value in values])
    found.update([f"movement:{check}={result}" for check, result in profile.movement.items()])
    if profile.age >= rules.age_older:
        found.add("age:older")
    if profile.pain_now >= rules.pain_at_rest_high:
        found.add("pain_at_rest:high")
    if profile.fear >= rules.fear_high:
        found.add("fear:high")
    if profile.breath_holding:
        found.add("breath:held")
    return found


def planned(rules: FactRules, plan: Plan, day: date) -> set[str]:
    """Give the facts of the plan; a stage is new for some days after moving up to it."""
    found = {f"phase:{plan.phase}", f"pain_type:{plan.pain_type}"}
    found.update([f"condition:{name}" for name in plan.conditions])
    found.update([f"dropped:{name}" for name in plan.dropped])
    since = plan.stage_since
    if since is not None and since != plan.started and (day - since).days < rules.new_stage_days:
        found.add(f"new_stage:{plan.stage}")
    if plan.started is not None and (day - plan.started).days >= rules.new_stage_days:
        found.add("programme:settled")
    return found
