"""When a reminder goes out, and why one does not."""
