"""The log, and clearance sheets."""
