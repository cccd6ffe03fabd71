"""Folding for search: one spelling for what editors type in many ways.

Folded together are the Arabic and Persian forms of yeh, kaf, heh, waw and alef (with or without hamza and madda), all
digits of one value, letters with and without diacritics or dots (Şəki, Seki), capital and small letters with the
Turkish and Azerbaijani I, and presentation forms. Dropped are vowel marks, tatweel, joiners, direction marks and the
bare hamza. Russian й stays apart from и, which is another letter, while ё is е.

Folding is for comparing only: a folded text is never shown or kept as a text.
"""

from __future__ import annotations

import unicodedata
from types import MappingProxyType
from typing import Final

#: Letters that no decomposition of Unicode brings to their plain one, and the Arabic-script forms of one letter.
_LETTERS: Final = MappingProxyType(
    {
        **dict.fromkeys("يىےېۍێؽؾ", "ی"),
        **dict.fromkeys("كڪ", "ک"),
        **dict.fromkeys("ةەہھۃ", "ه"),
        **dict.fromkeys("ٱٲٳ", "ا"),
        **dict.fromkeys("ۆۇۈۋۏ", "و"),
        "ء": "",
        "ـ": "",
        "ə": "e",
        "ı": "i",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "æ": "ae",
        "œ": "oe",
    }
)

#: Composed letters that are letters of their own to those who write them.
_KEPT: Final = frozenset("й")

#: Marks, format characters (joiners, direction, soft hyphen) and lone surrogates: nothing to search for.
_DROPPED_CATEGORIES: Final = frozenset({"Mn", "Me", "Cf", "Cs"})


def _fold_character(character: str) -> str:
    lowered = character.lower()
    if lowered in _KEPT:
        return lowered
    if character in _LETTERS:
        return _LETTERS[character]
    if unicodedata.category(character) in _DROPPED_CATEGORIES:
        return ""
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    plainer = unicodedata.normalize("NFKD", character)
    if plainer == character:
        plainer = character.casefold()
    # Each step goes nearer to plain letters, so that this ends; the result is folded wholly.
    return character if plainer == character else "".join(_fold_character(part) for part in plainer)


class _Table(dict[int, str]):
    """Character by character, worked out when first met: str.translate then runs at the speed of C."""

    def __missing__(self, point: int) -> str:
        folded = self[point] = _fold_character(chr(point))
        return folded


_TABLE: Final = _Table()


def fold(text: str) -> str:
    """Return the text in the one spelling that search compares. Folding twice changes nothing more.

    Args:
        text: any text.
    """
    if text.isascii():
        # Of these only capital letters are others in the table, and to look each up takes ten times as long.
        return text.lower()
    # Composed first, so that й written with a combining breve is known as й.
    return unicodedata.normalize("NFKC", text).translate(_TABLE)
