"""Answers in a person's own words, one module a kind."""
