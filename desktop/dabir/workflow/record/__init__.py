"""The record: entries in, checkpoints and witnesses, verification, evidence, clearance."""
