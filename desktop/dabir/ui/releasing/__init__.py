"""What goes out: the outbox, its targets, partner bundles."""
