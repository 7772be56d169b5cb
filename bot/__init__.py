"""Where effects meet the world: processes, store, clock, rendering and chat platforms."""
