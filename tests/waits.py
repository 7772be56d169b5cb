"""How long a test waits for something to happen: until it happens, or for ever by mistake."""

HANG_S = 600.0
"""A wait for an event ends here at the latest. It only tells a hang from work: nothing is proved by
it, so it is far above what the busiest machine needs (law 11)."""
