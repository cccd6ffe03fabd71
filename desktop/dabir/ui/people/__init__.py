"""Editors and keys: unlocking, locking, roles."""
