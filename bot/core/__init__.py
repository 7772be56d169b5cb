"""The machinery of a turn: load, step, commit, deliver, wake."""
