"""Single letters as keys of lists and panes, on whatever keyboard layout the desk types with."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QKeyEvent

#: The letters that stand on the Latin key: Persian and Arabic, and Russian.
_SAME_KEY: Final = {"ت": "j", "о": "j", "ن": "k", "л": "k", "د": "n", "ى": "n", "т": "n"}


def letter(event: QKeyEvent) -> str:
    """Return the Latin small letter of the key pressed without modifiers; "" for any other key."""
    if event.modifiers():
        return ""
    text = event.text().lower()
    return _SAME_KEY.get(text, text if text.isascii() and text.isalpha() else "")
