"""The second reader: a small encoder with fixed weights that has learned from messages."""
