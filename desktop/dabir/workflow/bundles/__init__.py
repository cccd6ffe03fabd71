"""Signed partner bundles: what is handed on, and what came that way."""
