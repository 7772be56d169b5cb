"""How much the store keeps of anything; shared by every store."""

OUTBOX_MAX = 64
"""Messages waiting for one person; the oldest that are no referrals make room."""
JOURNAL_LINES_MAX = 10_000
"""Lines of a person's journal: years of daily use; the oldest go first."""
PARKED_TRIES_MAX = 4
"""One try in the turn itself, then those after 1, 10 and 60 seconds."""
PARKED_MAX = 16
"""Parked updates of one person; a further one has no tries left."""
BUDGET_SECONDS = 1.0
"""The slice of time in which a bot's sends are counted."""
