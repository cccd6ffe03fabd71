"""A negation that one text has and the other has not, in any way.

Languages negate differently: "heç kim gəlmədi" is one negation in English, and "only after" stands for "not until".
So texts are not counted against each other: only a certain negation counts, where the other text has neither a
certain one nor a word that could carry it.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from dabir.domain.segment import Finding, Severity
from dabir.translation.checks.folding import Word, words_of
from dabir.translation.checks.negation_words import CERTAIN, PERHAPS
from dabir.translation.checks.pair import Pair

NAME: Final = "negation"

#: Where a word that negates does not: "olub-olmadığı" (whether), "yox olmaq" (to vanish), "No. 5", "not only".
_IDIOMS: Final = MappingProxyType(
    {
        "az": re.compile(
            "[ıiuü]b-\\w+m[aə]|\\bheç-heç|\\byox ol|\\bzəhmət olmasa|\\bnəinki|\\bən azı|\\bheç\\b[^.!]*\\?",
            re.IGNORECASE,
        ),
        "tr": re.compile("\\byok ol|\\byok et|\\bzahmet olmazsa", re.IGNORECASE),
        "en": re.compile(
            "\\bno\\. ?\\d|\\bnot only|\\bnothing (?:but|more)|\\bno (?:more|less|fewer|later|longer|sooner)\\b"
            "|\\bsays no\\b|couldn['’]t help",
            re.IGNORECASE,
        ),
        "fa": re.compile("خسته نباش|درد نکن|چیزی نمانده بود"),
        "ru": re.compile("не только|чуть не\\b|\\bне раз\\b|тем не менее", re.IGNORECASE),
        "ar": re.compile("لا سيما|لا بد|لا يزال|لا تزال"),
    }
)


def check(pair: Pair) -> list[Finding]:
    """Report a negation that was lost or added."""
    if pair.source_language not in CERTAIN or pair.target_language not in CERTAIN:
        return []
    ours = negations(pair.source, pair.source_language)
    theirs = negations(pair.target, pair.target_language)
    if ours and not theirs and not _may_negate(pair.target, pair.target_language):
        message = f"“{ours[0].text}” negates; the translation seems not to."
        return [Finding(NAME, Severity.WARNING, message, ours[0].span)]
    if theirs and not ours and not _may_negate(pair.source, pair.source_language):
        message = f"“{theirs[0].text}” negates; the source seems not to."
        return [Finding(NAME, Severity.WARNING, message, None, theirs[0].span)]
    return []


def negations(text: str, language: str) -> list[Word]:
    """Return the words of a text that negate for certain.

    Args:
        text: any text.
        language: of the text, one of those of `CERTAIN`.
    """
    found = (word for word in words_of(text, language) if CERTAIN[language].fullmatch(word.folded))
    return [word for word in found if not _IDIOMS[language].search(text, max(0, word.start - 12), word.end + 14)]


def _may_negate(text: str, language: str) -> bool:
    kinds = (CERTAIN[language], PERHAPS[language])
    return any(kind.fullmatch(word.folded) for word in words_of(text, language) for kind in kinds)
