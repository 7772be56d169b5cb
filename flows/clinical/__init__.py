"""Clinical decisions: pure functions from what is known of a person to a decision and why."""
