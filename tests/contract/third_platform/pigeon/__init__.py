"""Pigeon: a platform of the tests; JSON over HTTP in both directions."""
