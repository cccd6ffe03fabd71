"""A negation that one text has and the other has not, in any way.

Languages negate differently: "heç kim gəlmədi" is one negation in English, and "only after" stands for "not until".
So texts are not counted against each other: only a certain negation counts, where the other text has neither a
certain one nor a word that could carry it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from dabir.domain.segment import Finding, Severity
from dabir.translation.checks.folding import Word, words_of
from dabir.translation.checks.negation_words import CERTAIN, PERHAPS, PRIVATIVE, WITHIN
from dabir.translation.checks.pair import Pair

NAME: Final = "negation"

#: Where a word that negates does not: "olub-olmadığı" (whether), "yox olmaq" (to vanish), "No. 5", "not only".
_IDIOMS: Final = MappingProxyType(
    {
        "az": re.compile(
            "[ıiuü]b-\\w+m[aə]|\\bbaşqa (?:bir )?şey deyil|\\bheç-heç|\\byox ol|\\bzəhmət olmasa"
            "|\\bnəinki|\\bən azı|\\bheç\\b[^.!]*\\?",
            re.IGNORECASE,
        ),
        "tr": re.compile("\\byok ol|\\byok et|\\bzahmet olmazsa", re.IGNORECASE),
        "en": re.compile(
            "\\bno\\. ?\\d|\\bnot only|\\bnothing (?:but|more)|\\bno (?:more|less|fewer|later|longer|sooner)\\b"
            "|\\bno (?:choice|option|alternative) but\\b|\\bsays no\\b|couldn['’]t help",
            re.IGNORECASE,
        ),
        "fa": re.compile("خسته نباش|درد نکن|چیزی نمانده بود"),
        "ru": re.compile("не только|чуть не\\b|\\bне раз\\b|тем не менее", re.IGNORECASE),
        "ar": re.compile("لا سيما|لا بد|لا يزال|لا تزال"),
    }
)

#: An idiom begins or ends so many characters from its negation at most.
_REACH: Final = 20

#: Turns of phrase that may carry a negation in words that otherwise do not.
_TURNS: Final = MappingProxyType(
    {
        # The negative imperative is a verbal noun elsewhere: "atma".
        "az": re.compile("\\w{2,}m[aə](?=\\s*(?:[,.!;:…]|$))|\\bboş yerə", re.IGNORECASE),
        "en": re.compile(
            "\\byet to\\b|\\btoo (?:\\w+ ){1,4}to\\b|\\brather than\\b|\\bturn\\w* down|\\b(?:rul|ran|run)\\w* out"
            "|\\bke(?:pt|eps?) (?:\\w+ ){0,6}(?:from|off|away|out)\\b|\\bstay\\w* (?:off|away|out|indoors)\\b"
            "|\\bfar from\\b|\\bstill (?:to|not)\\b",
            re.IGNORECASE,
        ),
    }
)


@dataclass(frozen=True, slots=True)
class _Perhaps:
    """How many words may carry a negation, and how many of them deprive."""

    all: int
    privative: int


def check(pair: Pair) -> list[Finding]:
    """Report a negation that was lost or added."""
    if pair.source_language not in CERTAIN or pair.target_language not in CERTAIN:
        return []
    ours = negations(pair.source, pair.source_language)
    theirs = negations(pair.target, pair.target_language)
    if bool(ours) == bool(theirs):
        return []
    said, says = _perhaps(pair.source, pair.source_language), _perhaps(pair.target, pair.target_language)
    # "Without" that stands for "without" is no answer to "not".
    translated = min(said.privative, says.privative)
    if ours and not _answers(pair.target, pair.target_language) and says.all == translated:
        message = f"“{ours[0].text}” negates; the translation seems not to."
        return [Finding(NAME, Severity.WARNING, message, ours[0].span)]
    if theirs and not _answers(pair.source, pair.source_language) and said.all == translated:
        message = f"“{theirs[0].text}” negates; the source seems not to."
        return [Finding(NAME, Severity.WARNING, message, None, theirs[0].span)]
    return []


def negations(text: str, language: str) -> list[Word]:
    """Return the words of a text that negate for certain.

    Args:
        text: any text.
        language: of the text, one of those of `CERTAIN`.
    """
    found = _certain(text, language)
    return [word for word in found if not _is_idiom(word, text, language)]


def _is_idiom(word: Word, text: str, language: str) -> bool:
    near = _IDIOMS[language].finditer(text, max(0, word.start - _REACH), word.end + _REACH)
    return any(idiom.start() < word.end and word.start < idiom.end() for idiom in near)


def _certain(text: str, language: str) -> list[Word]:
    return [word for word in words_of(text, language) if CERTAIN[language].fullmatch(word.folded)]


def _answers(text: str, language: str) -> bool:
    kinds = [kinds[language] for kinds in (CERTAIN, WITHIN) if language in kinds]
    return any(kind.fullmatch(word.folded) for word in words_of(text, language) for kind in kinds)


def _perhaps(text: str, language: str) -> _Perhaps:
    """Count the words and turns of phrase that may carry a negation; an ending after a hyphen ("13-nə") is none."""
    words = [word.folded for word in words_of(text, language) if text[word.start - 1 : word.start] != "-"]
    some = [one for one in words if PERHAPS[language].fullmatch(one) and not CERTAIN[language].fullmatch(one)]
    turns = _TURNS.get(language)
    return _Perhaps(
        all=len(some) + (len(turns.findall(text)) if turns else 0),
        privative=sum(PRIVATIVE[language].fullmatch(one) is not None for one in some),
    )
