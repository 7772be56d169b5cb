"""From what a person reports to the next step of their plan."""
