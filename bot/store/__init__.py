"""Where people are kept: on Redis or Valkey, on a private Valkey of our own, or in memory."""
