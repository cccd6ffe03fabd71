"""Dabir: partner stories, an offline translation beside the untouched original, and a record of what was approved."""

__version__ = "0.1.0"
