"""The wire formats: one module a format, or a few that begin with its name."""
