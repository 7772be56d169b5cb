"""What is true of a person, as `topic:value` facts that the tables of content can name."""

from datetime import date, timedelta

from flows.catalog.sessions import FactRules
from flows.clinical.history import History
from flows.clinical.plan import Plan
from flows.clinical.profile import Profile


def answered(rules: FactRules, profile: Profile) -> set[str]:
    """Give the facts of the assessment."""
    found = {f"leg:{profile.leg}", f"settles:{profile.settles}", f"habit:{profile.exercise_habit}"}
    for topic, values in (
        ("condition", profile.conditions),
        ("diagnosis", profile.diagnoses),
        ("flag", profile.flags),
        ("leg_signs", () if profile.signs_are_history else profile.leg_signs),
        ("provoked_by", profile.provoked_by),
        ("eased_by", profile.eased_by),
    ):
        found.update([f"{topic}:{value}" for value in values])
    found.update([f"movement:{check}={result}" for check, result in profile.movement.items()])
    found.update([f"tested:{way}={result}" for way, result in profile.bends.items()])
    if profile.age >= rules.age_older:
        found.add("age:older")
    if profile.pain_now >= rules.pain_at_rest_high:
        found.add("pain_at_rest:high")
    if profile.fear >= rules.fear_high:
        found.add("fear:high")
    if profile.breath_holding:
        found.add("breath:held")
    return found


def planned(rules: FactRules, plan: Plan, history: History, day: date) -> set[str]:
    """Give the facts of the plan and its course; a stage is new for some days after moving up."""
    found = {f"phase:{plan.phase}", f"pain_type:{plan.pain_type}"}
    found.update([f"condition:{name}" for name in plan.conditions])
    found.update([f"dropped:{name}" for name in plan.dropped])
    since = plan.stage_since
    if since is not None and since != plan.started and (day - since).days < rules.new_stage_days:
        found.add(f"new_stage:{plan.stage}")
    if plan.started is not None and (day - plan.started).days >= rules.new_stage_days:
        found.add("programme:settled")
    if _leg_is_quiet(rules, history, day):
        found.add("leg_quiet:yes")
    return found


def _leg_is_quiet(rules: FactRules, history: History, day: date) -> bool:
    """Whether no answer of some weeks told of leg pain; too few answers say nothing."""
    first = day - timedelta(days=rules.leg_quiet_days)
    if not history.days or history.days[0].date > first:
        return False
    told = [each.leg for each in history.days if first <= each.date <= day and each.leg]
    return len(told) >= rules.leg_quiet_answers_min and all(leg == "none" for leg in told)
