"""Spelling with the dictionaries that the system has, through Enchant (pyenchant, an optional extra). Knows no Qt.

Where the library or a language's dictionary is missing nothing is checked, and `describe` says why. Safe to use from
several threads, one at a time; a look-up can take a while, so it is made off the main thread.
"""

from __future__ import annotations

import functools
import importlib
import threading
from collections.abc import Iterable
from typing import Any, Final

from dabir.domain.language import name_of

#: More suggestions than these nobody reads.
_SUGGESTED: Final = 6


class Spelling:
    """Tells which words a language's dictionary does not have."""

    def __init__(self) -> None:
        """Load nothing yet."""
        self._lock = threading.Lock()
        self._loaded: dict[str, Any] = {}

    def available(self, language: str) -> bool:
        """Whether words of a language can be checked here."""
        with self._lock:
            return self._dictionary(language) is not None

    def wrong(self, words: Iterable[str], language: str) -> set[str]:
        """Return the words that the language's dictionary does not have; none where there is no dictionary."""
        with self._lock:
            dictionary = self._dictionary(language)
            if dictionary is None:
                return set()
            return {word for word in words if not dictionary.check(word)}

    def suggestions(self, word: str, language: str) -> list[str]:
        """Return words that may have been meant, the likeliest first."""
        with self._lock:
            dictionary = self._dictionary(language)
            return [] if dictionary is None else list(dictionary.suggest(word))[:_SUGGESTED]

    def add(self, word: str, language: str) -> None:
        """Put a word into the person's own dictionary of the system, for all programs."""
        with self._lock:
            dictionary = self._dictionary(language)
            if dictionary is not None:
                dictionary.add(word)

    def _dictionary(self, language: str) -> Any:
        if language not in self._loaded:
            self._loaded[language] = _open(language)
        return self._loaded[language]


def dictionaries() -> list[str]:
    """Return the codes of the languages whose words can be checked on this computer, in order."""
    enchant = _library()
    return sorted({_language_of(tag) for tag in enchant.list_languages()}) if enchant is not None else []


def describe() -> str:
    """Return in one sentence what can be checked on this computer, or why nothing can."""
    if _library() is None:
        return (
            "Spelling is not checked: the optional package pyenchant, or the Enchant library it needs, is not here."
        )
    languages = dictionaries()
    if not languages:
        return "Spelling is not checked: the system has no dictionaries. Install those of your languages (hunspell)."
    return f"Spelling is checked in {', '.join(name_of(code) or code for code in languages)}."


@functools.cache
def _library() -> Any:
    try:
        return importlib.import_module("enchant")  # optional, and slow to load
    except ImportError:
        return None


def _open(language: str) -> Any:
    enchant = _library()
    if enchant is None:
        return None
    tags = sorted(tag for tag in enchant.list_languages() if _language_of(tag) == language)
    try:
        return enchant.Dict(tags[0]) if tags else None
    except enchant.errors.Error:
        return None


def _language_of(tag: str) -> str:
    return str(tag).replace("-", "_").partition("_")[0].lower()
