"""Which script a language is written in, and the letters of the scripts."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

ARABIC: Final = "Arabic"
CYRILLIC: Final = "Cyrillic"
LATIN: Final = "Latin"

_LANGUAGES: Final = MappingProxyType(
    {
        ARABIC: " fa ar azb ur ps ckb ug sd ",
        CYRILLIC: " ru uk be bg mk sr kk ky tg mn ",
        LATIN: " az en tr de fr es it pt nl pl ro hu cs sk sl hr sv da nb fi et lv lt sq uz tk id ms ",
    }
)

_LETTERS: Final = MappingProxyType(
    {
        ARABIC: "\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdfb\ufe70-\ufefc",
        CYRILLIC: "\u0400-\u0481\u048a-\u052f",
        LATIN: "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0259\u1e00-\u1eff",
    }
)

#: A word of each script: letters with the marks and joiners that come between them.
WORDS: Final = MappingProxyType(
    {
        script: re.compile(rf"[{letters}](?:[{letters}\u064b-\u065f\u0300-\u036f\u200c'’-]*[{letters}])?")
        for script, letters in _LETTERS.items()
    }
)


def script_of(language: str) -> str:
    """Return the script of a language, or "" where Dabir does not know it.

    Args:
        language: a short code, as `dabir.domain.language.normalise` gives it.
    """
    return next((script for script, codes in _LANGUAGES.items() if f" {language} " in codes), "")
