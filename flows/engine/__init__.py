"""The dialogue engine: declared flows, compiled to state machines, walked by a pure step."""
