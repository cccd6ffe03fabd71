"""Agreements with partners, and what they forbid."""
