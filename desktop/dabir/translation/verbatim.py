"""What comes out of a translation as it went in: addresses, hashtags, words of a script that is not the text's.

A name in Latin letters inside Persian is one such ("شرکت Northvolt"), a Cyrillic or Chinese word in English another.
A Persian name in Persian is none: it has to be written in the other script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_ADDRESS: Final = re.compile(
    r"(?:https?://|www\.)[^\s<>«»“”\"]+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w@#])[#@]\w[\w\u200c]*"
    r"|(?<![\w.@])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:com|org|net|info|gov|edu|int|eu|az|ir|ru|tr)(?:/[^\s<>«»“”\"]*)?(?!\w)"
)
_ENDS: Final = ".,;:!?…،؛؟)]}'’"
_LATIN: Final = r"A-Za-zÀ-ɏ"
_WORD_OF: Final = {
    # Words of Latin letters, several together as one ("Wall Street Journal"), with what is part of such names.
    "fa": re.compile(
        rf"[{_LATIN}](?:[\w&’'.+/-]*[\w+])?(?:[ \u00a0][{_LATIN}0-9](?:[\w&’'.+/-]*[\w+])?)*(?![\w])"
        r"|[\u0370-\u05ff\u0780-\u1fff\u2c00-\ud7ff\uf900-\ufaff]+"
    ),
    "latin": re.compile(r"[\u0370-\u1fff\u2c00-\ud7ff\uf900-\ufdff\ufe70-\ufefc]+"),
}
_SHORTEST: Final = 2


def find(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of what is to come out as it is, in order.

    Args:
        text: a sentence.
        language: its language, "fa", "az" or "en".
    """
    done = 0
    for start, end in sorted([*_addresses(text), *_foreign(text, language)]):
        if start >= done and end - start >= _SHORTEST:
            yield start, end
            done = end


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    for match in _ADDRESS.finditer(text):
        kept = match.group().rstrip(_ENDS)
        if kept:
            yield match.start(), match.start() + len(kept)


def _foreign(text: str, language: str) -> Iterator[tuple[int, int]]:
    pattern = _WORD_OF["fa"] if language == "fa" else _WORD_OF["latin"]
    for match in pattern.finditer(text):
        yield match.span()
