"""Drafts and post-editing: from the engine to units a person confirmed."""
