"""Quotation marks that were lost, have no partner, or are those of another language.

Only speech counts, that is, a quoted stretch of several words: the names of exercises, ships and films stand in marks
in one language and in capitals or italics in another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from dabir.domain.segment import Finding, Severity
from dabir.translation.checks.folding import words_of
from dabir.translation.checks.pair import Pair
from dabir.translation.checks.quoted import Quotation, Quote, read

NAME: Final = "quotes"
#: From so many words on, a quoted stretch is what somebody said.
_SPEECH: Final = 4
_STYLE: Final = MappingProxyType(
    {"fa": "«»", "azb": "«»", "ar": "«»", "ru": "«»", "az": "“”", "tr": "“”", "en": "“”"}
)
#: Persian may give speech without marks where who said it comes last: "… شد، شهردار گفت."
_SAID_LAST: Final = re.compile(
    "[،,؛;] [^،,؛;]*(?:می[ \u200c]?گوین?د|می[ \u200c]?افزاین?د|گفت(?:ند)?|نوشت(?:ند)?|افزود(?:ند)?)[.!]?$"
)


def check(pair: Pair) -> list[Finding]:
    """Report marks without a partner, speech that lost or won its marks, and marks of another language."""
    ours, theirs = read(pair.source), read(pair.target)
    lonely = list(_lonely(pair, ours, theirs))
    return lonely or [*_lost_or_added(pair, ours, theirs), *_style(pair, theirs)]


def _lonely(pair: Pair, ours: Quotation, theirs: Quotation) -> Iterator[Finding]:
    """Find marks without a partner, unless the source has as many: a segment may be cut out of a longer quote."""
    if len(theirs.open) > len(ours.open):
        for place in theirs.open:
            message = f"The quotation mark {pair.target[place]} is never closed."
            yield Finding(NAME, Severity.WARNING, message, None, (place, place + 1))
    if len(theirs.stray) > len(ours.stray):
        for place in theirs.stray:
            message = f"The quotation mark {pair.target[place]} closes what was never opened."
            yield Finding(NAME, Severity.WARNING, message, None, (place, place + 1))


def _lost_or_added(pair: Pair, ours: Quotation, theirs: Quotation) -> Iterator[Finding]:
    said, says = _speech(ours, pair.source_language), _speech(theirs, pair.target_language)
    # Direct speech after a colon, or before a dash, has no marks in some houses.
    if said and not theirs.quotes and not theirs.open and not any(sign in pair.target for sign in ":–—"):
        quote = said[0]
        message = "What is quoted in the source is not in quotation marks in the translation."
        unmarked = pair.target_language == "fa" and _SAID_LAST.search(pair.target)
        weight = Severity.HINT if unmarked else Severity.WARNING
        yield Finding(NAME, weight, message, (quote.start, quote.end))
    if says and not ours.quotes and not ours.open and not any(sign in pair.source for sign in ":–—"):
        quote = says[0]
        message = "The translation quotes what the source does not."
        yield Finding(NAME, Severity.HINT, message, None, (quote.start, quote.end))


def _speech(quotation: Quotation, language: str) -> list[Quote]:
    outer = (quote for quote in quotation.quotes if not quote.depth)
    return [quote for quote in outer if len(words_of(quote.text, language)) >= _SPEECH]


def _style(pair: Pair, theirs: Quotation) -> Iterator[Finding]:
    """Find marks of another language; nested ones are left alone, for their style depends on the outer ones."""
    style = _STYLE.get(pair.target_language)
    if style is None or theirs.open or theirs.stray or any(quote.depth for quote in theirs.quotes):
        return
    for quote in theirs.quotes:
        marks = pair.target[quote.start] + pair.target[quote.end - 1]
        if marks != style and marks not in {"‘’", "''"}:
            message = f"Quotation marks here are usually {style[0]} {style[1]}."
            mended = f"{style[0]}{quote.text}{style[1]}"
            yield Finding(NAME, Severity.HINT, message, None, (quote.start, quote.end), mended)
