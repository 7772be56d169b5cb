"""What the rules of a day look at: mornings, sessions and how the body answered to them."""

from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median

from msgspec import Struct

from flows.catalog.programme import Programme
from flows.clinical.history import Day, History, Workout, day_of

ONE_DAY = timedelta(days=1)


class JudgedSession(Struct, frozen=True):
    """One session with its day and the next check-in after it, if there was one."""

    day: Day
    workout: Workout
    response: Day | None


class Evidence(Struct, frozen=True):
    """Today's check-in, the usual morning pain and the sessions that no decision has judged yet."""

    today: Day
    base: float | None
    fresh: tuple[JudgedSession, ...]
    recent_sessions: int


def gather(programme: Programme, history: History, today: date) -> Evidence:
    """Collect what the rules need; a session of today waits for its next morning."""
    window = programme.hold.sessions_within_days
    return Evidence(
        today=day_of(history, today),
        base=base(programme, history, today),
        fresh=fresh_sessions(history, today),
        recent_sessions=sum(len(day.workouts) for day in since(history, today, window)),
    )


def back(history: History, until: date) -> Iterator[Day]:
    """Days up to and including one, newest first."""
    return (day for day in reversed(history.days) if day.date <= until)


def since(history: History, today: date, days: int) -> tuple[Day, ...]:
    """Give the days of the last `days` before today (today itself not counted), newest first."""
    first = today - timedelta(days=days)
    found = []
    for day in back(history, today - ONE_DAY):
        if day.date < first:
            break
        found.append(day)
    return tuple(found)


def base(programme: Programme, history: History, before: date) -> float | None:
    """Median of the last morning ratings before a date; None when there are too few (rules 3.1)."""
    ratings: list[float] = []
    for day in back(history, before - ONE_DAY):
        if day.pain is not None:
            ratings.append(day.pain)
        if len(ratings) == programme.base.mornings_max:
            break
    return median(ratings) if len(ratings) >= programme.base.mornings_min else None


def fresh_sessions(history: History, today: date) -> tuple[JudgedSession, ...]:
    """Sessions since the last day that was decided, oldest first; each is judged exactly once."""
    found: list[JudgedSession] = []
    response: Day | None = None
    for day in back(history, today):
        found.extend(_sessions(day, response) if day.date < today else ())
        response = day if checked_in(day) else response
        if day.action and day.date < today:
            break
    return tuple(reversed(found))


def sessions_back(history: History, today: date, days: int) -> Iterator[JudgedSession]:
    """Sessions of the last `days` before today, newest first, each with its response."""
    first = today - timedelta(days=days)
    response: Day | None = None
    for day in back(history, today):
        if day.date < first:
            return
        if day.date < today:
            yield from _sessions(day, response)
        response = day if checked_in(day) else response


def checked_in(day: Day) -> bool:
    """Whether the person answered the day's check-in (a pain rating is its heart)."""
    return day.pain is not None


def next_morning(session: JudgedSession) -> Day | None:
    """Give the check-in of the very next day; a later one says nothing about the 24 hours."""
    if session.response is None or session.response.date != session.day.date + ONE_DAY:
        return None
    return session.response


def resting(session: JudgedSession) -> float | None:
    """Pain before the session, else of that morning."""
    return session.day.pain if session.workout.before is None else session.workout.before


def _sessions(day: Day, response: Day | None) -> tuple[JudgedSession, ...]:
    return tuple(JudgedSession(day, workout, response) for workout in reversed(day.workouts))
