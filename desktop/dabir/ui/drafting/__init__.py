"""Drafts by the machine: quality, drafts of what arrives, language packs."""
