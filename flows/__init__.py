"""The dialogues of Poised and the pure machinery below them: no I/O, no clock, no randomness."""
