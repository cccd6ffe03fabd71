"""The translation: cards, the editor, findings, alignment, comments, spelling."""
