"""Approve, refuse, release, revoke, kill: one story or many."""
