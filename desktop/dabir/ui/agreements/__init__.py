"""Agreements and their form."""
