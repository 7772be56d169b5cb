"""Dates in words."""

from datetime import date

from flows.engine.words import Word


def date_word(day: date) -> Word:
    """Say a date as people do."""
    return Word("date-said", {"day": day.day, "month": day.month, "year": str(day.year)})
