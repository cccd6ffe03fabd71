"""The capitalised words of a text that are names, and so are spelt out and not translated in another language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from babel import Locale

from dabir.translation.checks.endings import is_form_of
from dabir.translation.checks.folding import Word, fold, words_of
from dabir.translation.checks.title_words import TITLE_WORDS

#: Shorter title words are only recognised whole, and longer ones by half of the word, or they would hide every name
#: that begins with them.
_BEGINNING: Final = 5
#: A text with more capitalised words than this is a title in title case, or all in capitals: they say nothing.
_TITLE_CASE: Final = 0.6
_SENTENCE_START: Final = re.compile("(?:\\A|[.!?…:;\u061b]|[–—-] |[-–—]\\Z)[\\s\"'«»“”„‘’(\\[*–—-]*\\Z")
_OPENING_MARKS: Final = "«“„\"‘'"
_BETWEEN: Final = re.compile("[ \u00a0\u2010-]|-|\\. ")


@dataclass(frozen=True, slots=True)
class CapitalName:
    """A run of capitalised words that may name somebody or something.

    Attributes:
        run: all its words.
        words: those of its words that have to be spelt out in a translation.
        is_full: whether it looks like a person's name: two words or more, none of a title among or after them.
    """

    run: tuple[Word, ...]
    words: tuple[Word, ...]
    is_full: bool


def capital_names(text: str, language: str, known: list[tuple[int, int]]) -> list[CapitalName]:
    """Return the runs of capitalised words that are neither known names nor words of titles.

    Args:
        text: any text in a script with capitals.
        language: of the text.
        known: spans of names that are looked after otherwise.
    """
    words = words_of(text, language)
    capitalised = [word for word in words if word.is_capitalised]
    if len(words) > 3 and len(capitalised) > _TITLE_CASE * len(words):
        return []
    runs: list[list[Word]] = []
    for word in capitalised:
        if runs and _BETWEEN.fullmatch(text[runs[-1][-1].end : word.start]):
            runs[-1].append(word)
        else:
            runs.append([word])
    names = (_name(text, run, language, known) for run in runs)
    return [name for name in names if name.words]


def _name(text: str, run: list[Word], language: str, known: list[tuple[int, int]]) -> CapitalName:
    own = [
        word
        for word in run
        if len(word.folded) > 2
        and not any(start <= word.start < end for start, end in known)
        and not _is_shouted(word.text)
        and not is_title_word(word.folded, language)
    ]
    checked = tuple(word for word in own if not begins_sentence(text, word.start))
    # In quotation marks stand firms, ships and works of art, whose names are made of common words.
    quoted = text[run[0].start - 1 : run[0].start] in _OPENING_MARKS if run[0].start else False
    return CapitalName(tuple(run), checked, len(own) > 1 and run[-len(own) :] == own and not quoted)


def begins_sentence(text: str, place: int) -> bool:
    """Tell whether a sentence, or a quote within one, begins at a place, so that a capital there means nothing."""
    return _SENTENCE_START.search(text[:place]) is not None


def _is_shouted(word: str) -> bool:
    """Tell whether a word is an abbreviation: capitals, perhaps with an ending ("BMT", "MPs")."""
    return sum(letter.isupper() for letter in word) > 1 and not re.match("Mc|Mac|O['’]|De[A-Z]", word)


def is_title_word(word: str, language: str) -> bool:
    """Tell whether a folded word is of the kind that titles are made of, and that is translated."""
    whole, beginnings = _title_words(language)
    shortest = max(_BEGINNING, len(word) // 2)
    if any(word[:length] in beginnings for length in range(shortest, len(word) + 1)):
        return True
    return any(
        word[:length] in whole and is_form_of(word, word[:length], language) for length in range(1, _BEGINNING)
    )


@cache
def _title_words(language: str) -> tuple[frozenset[str], frozenset[str]]:
    words = {fold(word, language) for word in TITLE_WORDS.get(language, "").split()}
    if language in TITLE_WORDS:
        locale = Locale.parse(language)
        for names in (
            locale.months["format"]["wide"],
            locale.months["stand-alone"]["wide"],
            locale.days["format"]["wide"],
        ):
            words |= {fold(str(name), language) for name in names.values()}
        words |= {fold(str(name).split()[0], language) for name in locale.languages.values()}
    return frozenset(w for w in words if len(w) < _BEGINNING), frozenset(w for w in words if len(w) >= _BEGINNING)
