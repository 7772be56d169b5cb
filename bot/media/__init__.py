"""Pictures of exercises, drawn from joint angles; nothing here is called in a turn."""
