"""Trains the second reader. A room of its own: nothing that runs imports it."""
