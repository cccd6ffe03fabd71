"""Paragraphs into sentences, with exact places.

sentencex is the base; `boundaries` corrects it with our rules and lists. The text itself is never changed: what is
returned are spans of it, and between and around the spans there is white space only.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Final

import sentencex

from dabir.domain.language import normalise
from dabir.domain.segment import HEADLINE, Segment, joined
from dabir.translation.abbreviations import Lexicon, Lexicons
from dabir.translation.boundaries import stops, verdict

_LOG: Final = logging.getLogger(__name__)

#: sentencex 1.0 needs a language; it reads an unknown one as English anyway.
_FALLBACK: Final = "en"

#: A blank line, a paragraph separator, or a bullet at the start of a line: a new sentence whatever stands before.
_FORCED: Final = re.compile(r"\n[^\S\n]*\n\s*|\u2029\s*|\n[^\S\n]*(?=[•●▪■◦‣►])")

#: sentencex is handed pieces of about this many characters, because its time can grow with the square of the length.
_PIECE: Final = 4096
_CUT: Final = re.compile(r"(?<=\w) (?=\w)")

# sentencex 1.0 never splits inside quotation marks and brackets, pairs them in quadratic time, and panics on white
# space of more than one byte beside an initial; so it is shown plain spaces instead, one for one: places stay equal.
_MASK: Final = str.maketrans(
    dict.fromkeys("\"'«»“”„‟‘’‚‹›()[]{}「」『』", " ")
    | {chr(code): " " for code in range(0x3001) if chr(code).isspace()}
)


class Segmenter:
    """Splits paragraphs into sentences.

    Args:
        abbreviations: the folder of the abbreviation lists, `resources/segmentation`.

    Raises:
        DabirError: a list of a shipped language is missing or cannot be read.
    """

    def __init__(self, abbreviations: Path) -> None:
        self._lexicons = Lexicons(abbreviations)

    def split(self, text: str, language: str, paragraph: int = 0) -> tuple[Segment, ...]:
        """Split one paragraph.

        Args:
            text: the paragraph exactly as in the story.
            language: a language tag; an unknown or empty one is split by the general rules.
            paragraph: its index, put into the segments.

        Returns:
            The segments in order; none for a blank paragraph. A segment always holds a letter or a digit, unless
            the whole paragraph holds none.
        """
        code = normalise(language)
        spans = _spans(text, self._boundaries(text, code))
        return tuple(Segment(paragraph, start, end, joined(text[start:end])) for start, end in spans)

    def split_story(self, paragraphs: Sequence[str], language: str, headline: str = "") -> tuple[Segment, ...]:
        """Split a story: the headline first, whole, then its paragraphs.

        Args:
            paragraphs: the body as in the story; blank ones give no segments.
            language: a language tag.
            headline: the headline; it is one segment whatever it holds, with the paragraph index `HEADLINE`.
        """
        whole = _spans(headline, [])
        segments = [Segment(HEADLINE, start, end, joined(headline[start:end])) for start, end in whole]
        for index, text in enumerate(paragraphs):
            segments.extend(self.split(text, language, index))
        return tuple(segments)

    def _boundaries(self, text: str, code: str) -> list[int]:
        lexicon = self._lexicons.of(code)
        forced = [found.end() for found in _FORCED.finditer(text)]
        places: list[int] = []
        for start, end in pairwise([0, *forced, len(text)]):
            places.extend(start + place for place in _block(text[start:end], code, lexicon))
            places.append(end)
        return places


def _block(text: str, code: str, lexicon: Lexicon) -> list[int]:
    """Return the boundaries inside a text without blank lines."""
    votes = _votes(text, code)
    places: list[int] = []
    begun = 0
    for stop in stops(text):
        decision = verdict(text, begun, stop, lexicon)
        if decision is None:
            decision = votes is None or _voted(votes, stop.end, stop.word_start)
        if decision:
            places.append(stop.closed)
            begun = stop.following
    if votes is not None:
        places.extend(place for place in votes if _ends_foreign_sentence(text, place))
    return sorted(set(places))


def _voted(votes: list[int], first: int, last: int) -> bool:
    at = bisect_left(votes, first)
    return at < len(votes) and votes[at] <= last


def _ends_foreign_sentence(text: str, place: int) -> bool:
    """Tell a boundary of sentencex after a terminator of a script our rules do not know (Ethiopic, Burmese, ...)."""
    mark = text[max(0, place - 8) : place].rstrip()[-1:]
    return mark > "\u0500" and unicodedata.category(mark) == "Po" and mark not in "،؛٪٫٬"


def _votes(text: str, code: str) -> list[int] | None:
    """Return the places where sentencex begins a sentence, or None where it fails."""
    votes: list[int] = []
    for start, end in _pieces(text):
        found = starts_by_sentencex(text[start:end].translate(_MASK), code)
        if found is None:
            return None
        votes.extend(start + place for place in found)
    return votes


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Cut a text into pieces between two words, so that no cut hides the end of a sentence from sentencex."""
    start = 0
    while len(text) - start > _PIECE:
        cut = _CUT.search(text, start + _PIECE, start + 2 * _PIECE)
        end = cut.start() if cut else start + _PIECE
        yield start, end
        start = end
    yield start, len(text)


def starts_by_sentencex(text: str, code: str) -> list[int] | None:
    """Return the places where sentencex alone begins the sentences of a text, but for the first.

    The pieces it returns make up the text again, so their lengths give exact places, repeated sentences or not.

    Returns:
        The places in ascending order, or None where sentencex fails: a story must not be lost to that.
    """
    try:
        pieces: list[str] = sentencex.segment(code or _FALLBACK, text)
    except BaseException as error:  # a panic of Rust code is no Exception
        if type(error).__name__ != "PanicException":
            raise
        _LOG.warning("sentencex failed on a text of %d characters: %s", len(text), error)
        return None
    return list(accumulate(len(piece) for piece in pieces))[:-1]


def _spans(text: str, places: Sequence[int]) -> list[tuple[int, int]]:
    """Trim the pieces between boundaries and join what holds neither letter nor digit to its neighbour."""
    spans: list[tuple[int, int]] = []
    pending: int | None = None
    for first, last in pairwise([0, *places, len(text)]):
        piece = text[first:last]
        if not piece or piece.isspace():
            continue
        start = first + len(piece) - len(piece.lstrip())
        end = first + len(piece.rstrip())
        if not any(character.isalnum() for character in piece):
            if spans:
                spans[-1] = (spans[-1][0], end)
            elif pending is None:
                pending = start
            continue
        spans.append((start if pending is None else pending, end))
        pending = None
    if pending is not None:
        spans.append((pending, len(text.rstrip())))
    return spans
