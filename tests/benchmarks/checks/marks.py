"""Errors in signs and in what must come out letter for letter: quotation marks, addresses, steering characters, terms."""

from __future__ import annotations

import re
import string
from random import Random
from typing import Final

import wordlists
from material import Planted, Segment

from dabir.domain.term import Term

_QUOTES: Final = re.compile('[«»“”„"]')
#: Embeddings, overrides and isolates that nothing closes, and what closes nothing.
_STEERING: Final = "\u202a\u202b\u202d\u202e\u2066\u2067\u202c\u2069"
_SITES: Final = ("alborz.example", "xezer.example", "news.alborz.example", "arxiv.xezer.example")


def quote_dropped(segment: Segment, chance: Random) -> Planted | None:
    """Leave out one quotation mark."""
    marks = list(_QUOTES.finditer(segment.target))
    if not marks:
        return None
    mark = chance.choice(marks)
    return segment.spoilt(segment.target[: mark.start()] + segment.target[mark.end() :])


def address_changed(segment: Segment, chance: Random) -> Planted | None:
    """Put an address after both texts, in the translation with another letter or digit."""
    site = chance.choice(_SITES)
    address = chance.choice(
        (
            f"https://{site}/{chance.randint(1000, 9999)}",
            f"https://www.{site}/press",
            f"press{chance.randint(1, 99)}@{site}",
        )
    )
    at = chance.choice(
        [place for place, letter in enumerate(address) if letter.isalnum() and place > len("https://")]
    )
    others = string.digits if address[at].isdecimal() else string.ascii_lowercase
    new = chance.choice([letter for letter in others if letter != address[at]])
    spoilt = address[:at] + new + address[at + 1 :]
    source, target = (f"{text} {address}" for text in (segment.source, segment.target))
    return segment.rewritten(source, target, f"{segment.target} {spoilt}")


def bidi_broken(segment: Segment, chance: Random) -> Planted | None:
    """Put a steering character between two words that has no partner."""
    spaces = [found.end() for found in re.finditer(" ", segment.target)]
    if not spaces:
        return None
    at = chance.choice(spaces)
    return segment.spoilt(segment.target[:at] + chance.choice(_STEERING) + segment.target[at:])


def term_forbidden(segment: Segment, chance: Random) -> Planted | None:
    """Write a translation that the desk's terms forbid."""
    ours, theirs = segment.source_language, segment.target_language
    found = []
    for wanted, forbidden in wordlists.TERMS:
        ends = r"(?=\w{0,6}(?!\w))" if theirs == "az" else r"(?![\w\u200c])"
        match = re.search(rf"(?<![\w\u200c]){wanted[theirs]}{ends}", segment.target)
        if match and re.search(rf"(?<![\w\u200c]){wanted[ours]}(?![\w\u200c])", segment.source):
            found.append((match, Term(wanted[ours], wanted[theirs], ours, theirs, forbidden=(forbidden[theirs],))))
    if not found:
        return None
    match, term = chance.choice(found)
    spoilt = segment.target[: match.start()] + term.forbidden[0] + segment.target[match.end() :]
    return segment.rewritten(segment.source, segment.target, spoilt, (term,))
