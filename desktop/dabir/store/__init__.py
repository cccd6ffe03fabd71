"""What the desk keeps: one SQLite file, one module an aggregate. Knows the domain only, never a wire or a window."""
