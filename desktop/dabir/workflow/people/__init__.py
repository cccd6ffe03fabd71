"""Editors, their keys and their roles."""
