"""How it goes, in words and a small text chart."""

from statistics import mean

from flows.clinical.history import Day
from flows.clinical.measures import change
from flows.clinical.outlook import next_gate
from flows.dialogues.first_look import change_lines
from flows.dialogues.why import why_word
from flows.engine.context import Context, Outcome
from flows.engine.effects import Arg, Say, Word

CHART_DAYS = 14
WEEK_DAYS = 7
CHART_BARS = "▁▂▃▄▅▆▇█"
CHART_GAP = "·"
NRS_MAX = 10


def progress(context: Context) -> Outcome:
    """Pain trend, days shown up, activities and the phase."""
    record = context.record
    days = record.history.days
    if not days:
        return Outcome(record, (Say("progress-nothing"),))
    week = [day for day in days if (context.today - day.date).days < WEEK_DAYS]
    plan = record.plan
    args: dict[str, Arg] = {
        "next": _next_phase(context),
        "chart": chart(days, context.today.toordinal()),
        "days": sum(_showed_up(day) for day in week),
        "sessions": sum(len(day.workouts) for day in week),
        "trend": _trend(context),
        "phase": Word(f"plan-phase-{plan.phase}" if plan else "plan-phase-none"),
        "stage": Word(f"plan-stage-{plan.stage}" if plan else "plan-phase-none"),
    }
    effects = [Say("progress-shown", args)]
    if change(record.history):
        effects.append(Say("baselines-noted", {"lines": change_lines(record.history)}))
    return Outcome(record, tuple(effects))


def _next_phase(context: Context) -> Arg:
    """What is still missing for the next phase."""
    record = context.record
    if record.plan is None:
        return ""
    programme = context.catalog.programme
    return why_word(next_gate(programme, record.plan, record.history, context.today))


def chart(days: tuple[Day, ...], today: int) -> str:
    """Two weeks of morning pain as bars, a dot for a day without."""
    pain = {day.date.toordinal(): day.pain for day in days}
    last = range(today - CHART_DAYS + 1, today + 1)
    return "".join(_bar(pain.get(day)) for day in last)


def _bar(pain: float | None) -> str:
    return CHART_GAP if pain is None else CHART_BARS[round(pain / NRS_MAX * (len(CHART_BARS) - 1))]


def _showed_up(day: Day) -> bool:
    return day.pain is not None or bool(day.workouts) or day.rest


def _trend(context: Context) -> Word:
    """The mean morning pain of this week and the one before; unknown stays unknown."""
    now, before = _mean_pain(context, 0), _mean_pain(context, WEEK_DAYS)
    if now is None or before is None:
        return Word("progress-trend-unknown")
    change = now - before
    name = "same" if abs(change) < 1 else "lower" if change < 0 else "higher"
    return Word(f"progress-trend-{name}", {"now": round(now, 1), "before": round(before, 1)})


def _mean_pain(context: Context, ago: int) -> float | None:
    ages = range(ago, ago + WEEK_DAYS)
    days = context.record.history.days
    found = [d.pain for d in days if d.pain is not None and (context.today - d.date).days in ages]
    return mean(found) if found else None
