"""From a plan and a history to the exercises of one session."""
