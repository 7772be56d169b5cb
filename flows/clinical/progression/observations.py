"""What the rules of a day look at: mornings, sessions and how the body answered to them."""

from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median

from msgspec import Struct

from flows.catalog.programme import Programme
from flows.clinical.history import Day, History, Workout, day_of

ONE_DAY = timedelta(days=1)


class JudgedSession(Struct, frozen=True):
    """One session with its day and the next check-in after it, if there was one.

    `answer` is the day on which the person told how the morning after it was, None while they
    have not: the session is unsettled, and neither counts nor stands in the way.
    """

    day: Day
    workout: Workout
    response: Day | None
    answer: Day | None = None

    @property
    def settled(self) -> str | None:
        """The answer: usual | a_bit_more | a_lot_more."""
        return self.answer.settled if self.answer else None


class Evidence(Struct, frozen=True):
    """Today's check-in, the usual morning pain and the sessions that no decision has judged yet."""

    today: Day
    base: float | None
    fresh: tuple[JudgedSession, ...]
    answered_today: tuple[JudgedSession, ...]
    """Sessions whose morning after was told today."""


def gather(programme: Programme, history: History, today: date) -> Evidence:
    """Collect what the rules need; a session of today waits for its next morning."""
    return Evidence(
        today=day_of(history, today),
        base=base(programme, history, today),
        fresh=fresh_sessions(programme, history, today),
        answered_today=answered_today(programme, history, today),
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


def fresh_sessions(
    programme: Programme, history: History, today: date
) -> tuple[JudgedSession, ...]:
    """Sessions since the last day that was decided, oldest first; each is judged exactly once."""
    decided = next((d.date for d in back(history, today - ONE_DAY) if d.action), date.min)
    days = (today - decided).days if decided != date.min else DAYS_MAX
    recent = sessions_back(programme, history, today, min(days, DAYS_MAX))
    return tuple(reversed([each for each in recent if each.day.date >= decided]))


def answered_today(
    programme: Programme, history: History, today: date
) -> tuple[JudgedSession, ...]:
    """The session whose morning after was told today, if there is one."""
    recent = sessions_back(programme, history, today, programme.progress.settled_days_max)
    return tuple(each for each in recent if each.answer and each.answer.date == today)


DAYS_MAX = 28
"""No session older than this is judged."""


def sessions_back(
    programme: Programme, history: History, today: date, days: int
) -> Iterator[JudgedSession]:
    """Sessions of the last `days` before today, newest first, each with what came after it.

    An answer about the morning after belongs to the last session before it, for some days.
    """
    first = today - timedelta(days=days)
    within = timedelta(days=programme.progress.settled_days_max)
    response: Day | None = None
    answer: Day | None = None
    for day in back(history, today):
        if day.date < first:
            return
        if day.date < today and day.workouts:
            if answer is not None and answer.date - day.date > within:
                answer = None
            for number, workout in enumerate(reversed(day.workouts)):
                yield JudgedSession(day, workout, response, None if number else answer)
            answer = None
        response = day if checked_in(day) else response
        answer = day if day.settled is not None else answer


def checked_in(day: Day) -> bool:
    """Whether the person answered the day's check-in (a pain rating is its heart)."""
    return day.pain is not None


def resting(session: JudgedSession) -> float | None:
    """Pain before the session, else of that morning."""
    return session.day.pain if session.workout.before is None else session.workout.before
