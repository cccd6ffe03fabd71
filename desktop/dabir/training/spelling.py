"""Spelling: what the targets are unified to, and how sources are varied in training, as another desk might type them.

`unify_target` decides which of the spellings of a text the model learns to write.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from dabir.translation.edge import small

ZWNJ = "\u200c"
PERSIAN_DIGITS = "۰۱۲۳۴۵۶۷۸۹"
ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"
TO_PERSIAN = str.maketrans("0123456789" + ARABIC_DIGITS, PERSIAN_DIGITS * 2)
TO_ASCII = str.maketrans(PERSIAN_DIGITS + ARABIC_DIGITS, "0123456789" * 2)

_VERB_PREFIX = re.compile(r"(?<![\w\u200c])(ن?می) (?=\w{2})")
_PLURAL = re.compile(r"(?<=\w) (ها|های|هایی|هایش|هایشان)(?![\w\u200c])")
_DECIMAL = re.compile(r"(?<=[۰-۹])\.(?=[۰-۹])")


def unify_target(language: str, text: str) -> str:
    """Return the spelling the model learns to write: Persian digits and non-joiners in Persian, else as it is."""
    if language != "fa":
        return text
    text = _DECIMAL.sub("٫", text.translate(TO_PERSIAN))
    return _PLURAL.sub(ZWNJ + r"\1", _VERB_PREFIX.sub(r"\1" + ZWNJ, text))


_LATIN_QUOTES = (("“", "”"), ("«", "»"), ('"', '"'), ("„", "“"))


def vary_latin(language: str, text: str, chance: random.Random) -> str:
    """Return an English or Azerbaijani sentence as another desk might type it: quotation marks, no capitals."""
    if chance.random() < 0.1 and any(mark in text for pair in _LATIN_QUOTES for mark in pair):
        first, last = chance.choice(_LATIN_QUOTES)
        text = re.sub(r'[“«„"]([^“”«»„"]*)[”»“"]', rf"{first}\1{last}", text)
    if chance.random() < 0.03:
        text = small(text, language)
    return text


def vary_source(words: Sequence[str], chance: random.Random) -> tuple[list[str], list[int]]:
    """Return unified Persian words as another desk might type them: digits, decimal marks, non-joiners, hamza.

    Args:
        words: the words of the unified sentence.
        chance: where the choices come from.

    Returns:
        The varied words and, for each, the index of the word it was part of.
    """
    ascii_digits, point, plain_alef = chance.random() < 0.4, chance.random() < 0.3, chance.random() < 0.2
    joiner = chance.choices((ZWNJ, " ", ""), (6, 3, 1))[0]
    varied: list[str] = []
    origins: list[int] = []
    for index, word in enumerate(words):
        typed = word.replace(ZWNJ, joiner)
        if ascii_digits or point:
            typed = typed.replace("٫", ".")
        if ascii_digits:
            typed = typed.translate(TO_ASCII)
        if plain_alef:
            typed = typed.replace("أ", "ا")
        parts = typed.split()
        varied += parts
        origins += [index] * len(parts)
    return varied, origins
