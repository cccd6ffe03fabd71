"""Bringing stories in, and what could not be read."""
