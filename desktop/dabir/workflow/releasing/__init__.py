"""From the entry to the world: release folders, feed files, and the outbox."""
