"""The part of a word that its forms have in common, and the words too common to say anything.

Rough on purpose: two words of one family may come out the same, and a word with a rare ending may not. It serves to
ask whether a word is likely to have a counterpart in a translation, for which a word list of stems is enough.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import Final

#: Languages that have stems here.
LANGUAGES: Final = ("fa", "az", "en")

#: Folded words that grammar puts into a sentence, or that have too many translations to look for.
FUNCTION_WORDS: Final = MappingProxyType(
    {
        language: frozenset(words.split())
        for language, words in {
            "fa": "و در به از که را با این ان برای تا بر هم است شد کرد بود یک خود او می شده کرده پس دو سه نیز ما شما"
            " من اما ولی یا چه هر",
            "az": "və ilə bu o üçün da də bir ki edib olub isə daha görə olan edilib kimi hər onun ən",
            "en": "the a an of in on at to for and or with from by as is are was were be been has have had it its his"
            " her their this that which who after than will would not no but into over about he she they we i you",
        }.items()
    }
)

_LONGEST: Final = MappingProxyType({"fa": 5, "az": 5, "en": 6})
_PERSIAN_PREFIX: Final = re.compile("^ن?می(?=...)")
_PERSIAN_ENDING: Final = re.compile("(?<=...)(?:هایی|های|ها|ان|ات|ای|ی|شان|اش|ش|م|ند|ید|یم|ه|ست|است|تر|ترین)$")
_GENITIVE: Final = re.compile("'s?$")
_Y: Final = re.compile("(?<=...)(?:ies|y)$")
_ENGLISH_ENDING: Final = re.compile("(?:ing|ed|es|s|e|ly)$")


@lru_cache(maxsize=16384)
def stem(word: str, language: str) -> str:
    """Return the stem of a word.

    Args:
        word: one word, folded (see `folding.fold`).
        language: of the word, one of `LANGUAGES`.
    """
    if language == "fa":
        word = _PERSIAN_ENDING.sub("", _PERSIAN_PREFIX.sub("", word))
    elif language == "en":
        word = _Y.sub("i", _GENITIVE.sub("", word))
        word = _ENGLISH_ENDING.sub("", word) if len(word) > 5 else word.removesuffix("s")
    return word[: _LONGEST[language]]
