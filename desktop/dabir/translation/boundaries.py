"""Where a sentence may end, and whether it does: our rules on top of sentencex.

Every run of terminators (". ! ? … ؟" and the like) with the closing quotes and brackets after it is a stop. A stop
gets a verdict from what stands before it (an abbreviation and its class, an initial, a number, a list label) and
after it (capital or small letter, a word that begins or continues sentences, a digit). Where the rules have no
opinion the verdict is None, and sentencex decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dabir.translation.abbreviations import Kind, Lexicon

#: Characters without width that may stand anywhere around punctuation: joiners, direction marks, BOM.
INVISIBLE: Final = "\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad\u061c"
_STRONG: Final = "!?؟！？‼⁇⁈⁉‽"
_IDEOGRAPHIC: Final = "。！？"
_MARKS: Final = f".…۔।॥{_STRONG}{_IDEOGRAPHIC}"
_CLOSING: Final = r"»”’›)\]}」』"
_QUOTES: Final = "\"'“«„‘"
_CONTINUING: Final = (",", ";", ":", "،", "؛")
_BULLETS: Final = "•●▪■◦‣►"
_STOP: Final = re.compile(
    rf"(?P<marks>(?:\.(?:[ \u00a0]\.){{2,}}|[{_MARKS}])+)"
    rf"(?P<closers>(?:[{INVISIBLE}]*(?:\[\d{{1,3}}\]|[{_CLOSING}]|[{_QUOTES}]+(?![\w(\[])))*"
    rf"(?:\s{{1,3}}[{_CLOSING}]+(?![\w(\[]))?[{INVISIBLE}]*)"
)
_LETTERS: Final = r"[^\W\d_][\w\u0300-\u036f\u064b-\u065f\u200c\u200d]*"
_WORD: Final = re.compile(rf"{_LETTERS}(?:[-'’]{_LETTERS})*")
_FOLLOWING: Final = re.compile(rf"(?P<lead>[^\w]{{0,12}})(?P<word>{_WORD.pattern}|\d*)")
_TAIL: Final = re.compile(
    rf"(?:(?<!\w)(?P<before>{_LETTERS})[ \u00a0])?"
    rf"(?P<dotted>(?<![\w\u200c])(?:[^\W\d_]{{1,6}}\.[ \u00a0]?-?){{0,4}}{_LETTERS}(?:[-.]{_LETTERS})*\.)\Z"
)
_NUMBER_BEFORE: Final = re.compile(r"(?:\d[-–]?[^\W\d_]{0,2}|(?<!\w)[IVXLCІХ]+)\)?[\s]*\Z")
_ROMAN: Final = re.compile(r"(?<!\w)[IVXLCDM]+\Z")
_ORDINAL: Final = re.compile(r"(?<![\w.,:])(?<!\d )\d{1,4}\Z")
_LABEL: Final = re.compile(r"\W*(?:\d{1,3}(?:\.\d{1,3})*|[^\W\d_]|[IVXLC]{1,6})\Z")
_INLINE_LABEL: Final = re.compile(r"[:;,،؛]\s\W?\d{1,2}\Z")
_DATELINE: Final = re.compile(r"[^.!?؟…]{2,40}\d \w+\Z")
_TOP_LEVEL: Final = frozenset(
    {"az", "ru", "ir", "tr", "com", "net", "org", "info", "gov", "edu", "io", "tv", "uk", "us", "eu", "de", "biz"}
)
_PIECE: Final = re.compile(r"[^.]*\.")
_TAIL_REACH: Final = 48
_CHUNK_REACH: Final = 80
_VERB_REACH: Final = 400
_QUOTATION_REACH: Final = 400


@dataclass(frozen=True, slots=True)
class Stop:
    """A run of terminators and what is around it; places are characters of the text.

    Attributes:
        start: first terminator.
        end: one past the last terminator.
        closed: one past the closing quotes and brackets.
        following: first character of what follows after white space; the length of the text at its end.
        lead: punctuation between `following` and the next word.
        word: the next word, or digits, or "".
    """

    start: int
    end: int
    closed: int
    following: int
    lead: str
    word: str

    @property
    def glued(self) -> bool:
        """Whether the text goes on without white space."""
        return self.closed == self.following

    @property
    def word_start(self) -> int:
        """First character of the next word."""
        return self.following + len(self.lead)

    @property
    def word_end(self) -> int:
        """One past the next word."""
        return self.word_start + len(self.word)


_SPACE: Final = re.compile(r"\s*")


def stops(text: str) -> Iterator[Stop]:
    """Yield the places where a sentence may end, in order; the end of the text itself is none."""
    for found in _STOP.finditer(text):
        closed = found.end()
        space = _SPACE.match(text, closed)
        following = space.end() if space else closed
        if following >= len(text):
            return
        ahead = _FOLLOWING.match(text, following)
        lead, word = (ahead["lead"], ahead["word"]) if ahead else ("", "")
        yield Stop(found.start(), found.end("marks"), closed, following, lead, word)


def verdict(text: str, begun: int, stop: Stop, lexicon: Lexicon) -> bool | None:
    """Say whether the sentence that began at `begun` ends at a stop.

    Args:
        text: the paragraph.
        begun: first character of the sentence.
        stop: the place to judge.
        lexicon: the lists of the paragraph's language.

    Returns:
        True or False, or None where the rules have no opinion.
    """
    marks = text[stop.start : stop.end]
    if stop.glued:
        return _glued(text, marks, stop, lexicon)
    if any(mark in stop.lead for mark in _BULLETS):
        return True
    if stop.lead.startswith(_CONTINUING) or _is_lower(stop.word) or _is_inner(text, begun, stop, marks):
        return False
    return _after_marks(text, begun, stop, lexicon)


def _after_marks(text: str, begun: int, stop: Stop, lexicon: Lexicon) -> bool | None:
    """Judge a stop whose next word may begin a sentence, by its terminators."""
    marks = text[stop.start : stop.end]
    if any(mark in marks for mark in _STRONG):
        return not _quotation_goes_on(text, begun, stop, lexicon)
    if "…" in marks or marks.count(".") > 1:
        return _after_dots(text, begun, stop, lexicon)
    return _after_full_stop(text, begun, stop, lexicon) if marks == "." else True


def _glued(text: str, marks: str, stop: Stop, lexicon: Lexicon) -> bool:
    """Judge a stop without white space after it: a forgotten space, or the inside of a number, name or address."""
    if marks[-1] in _IDEOGRAPHIC:
        return True
    if stop.lead or not stop.word or stop.word[0].isdigit():
        return False
    chunk = text[max(0, stop.start - _CHUNK_REACH) : stop.start].rsplit(None, 1)[-1:]
    before = _trailing_word(chunk[0]) if chunk else ""
    if len(before) < 2 or any(sign in chunk[0] for sign in "/@=_."):
        return False
    if marks == "." and (
        f"{before}." in lexicon.kinds or len(stop.word) < 2 or text[stop.word_end : stop.word_end + 1] == "."
    ):
        return False
    if _is_cased(stop.word):
        return stop.word[0].isupper() and before[-1].islower() and stop.word.lower() not in _TOP_LEVEL
    return marks == "." or any(mark in marks for mark in _STRONG)


def _is_inner(text: str, begun: int, stop: Stop, marks: str) -> bool:
    """Tell a stop inside its sentence whatever follows.

    It opens the sentence ("...and"), fills brackets ("[...]"), or ends a list label ("1.") or a dateline before a
    dash ("مسکو، ۹ مه. – ").
    """
    so_far = text[begun : stop.start] if stop.start - begun < 24 else "more"
    if not so_far.strip() or text[stop.start - 1] in "([{":
        return True
    if marks != ".":
        return False
    if stop.lead[:1] in {"–", "—", "-"} and stop.lead and _DATELINE.match(text[begun : min(stop.start, begun + 60)]):
        return True
    return bool(_LABEL.match(so_far) or _INLINE_LABEL.search(text, max(begun, stop.start - 6), stop.start))


def _quotation_goes_on(text: str, begun: int, stop: Stop, lexicon: Lexicon) -> bool:
    """Tell a sentence quoted inside another one, in scripts without capitals: «…؟» گفت, or «…؟» که.

    Either the next word goes on, or the quotation was opened in the middle of a phrase, with no colon before it.
    """
    closers = text[stop.end : stop.closed]
    if _is_cased(stop.word) or not any(sign in closers for sign in f"»”’{_QUOTES}"):
        return False
    if _continues(stop, lexicon) and not _starts(text, stop, lexicon):
        return True
    opened = max(text.rfind(sign, max(begun, stop.start - _QUOTATION_REACH), stop.start) for sign in '«“"')
    before = text[max(begun, opened - 3) : max(begun, opened)].rstrip()
    return bool(before) and before[-1].isalpha()


def _continues(stop: Stop, lexicon: Lexicon) -> bool:
    return lexicon.lower(stop.word) in lexicon.continuers


def _after_dots(text: str, begun: int, stop: Stop, lexicon: Lexicon) -> bool | None:
    """Judge dots, before a capital letter or in a script without capitals.

    In the latter "و ..." (and so on), a word that goes on, or a missing verb keep the sentence open.
    """
    if not stop.word or stop.word[0].isdigit():
        return None
    if _is_cased(stop.word):
        return True
    before = _trailing_word(text[max(begun, stop.start - 8) : stop.start].rstrip())
    return not (_continues(stop, lexicon) or len(before) == 1) and _has_verb(text, begun, stop, lexicon)


def _after_full_stop(text: str, begun: int, stop: Stop, lexicon: Lexicon) -> bool | None:
    tail = _TAIL.search(text, max(begun, stop.start - _TAIL_REACH), stop.start + 1)
    if tail is None:
        return _after_number(text, begun, stop, lexicon)
    abbreviation, kinds, at = _look_up(tail, lexicon)
    if not kinds:
        return _after_word(text, begun, stop, lexicon, abbreviation)
    if ")" in text[stop.end : stop.closed] and text[begun] != "(":
        return False
    numbered = _NUMBER_BEFORE.search(text, max(begun, at - 12), at) is not None
    verdict_on_kinds = _after_abbreviation(text, begun, stop, lexicon, kinds, numbered=numbered)
    return bool(verdict_on_kinds) if _is_initials(abbreviation) else verdict_on_kinds


def _after_word(text: str, begun: int, stop: Stop, lexicon: Lexicon, word: str) -> bool | None:
    """Judge a full stop after a word that is no listed abbreviation; `word` ends with the full stop."""
    starts = _starts(text, stop, lexicon)
    ordinal = lexicon.ordinals and _ROMAN.search(text, max(begun, stop.start - 8), stop.start)
    if ordinal or _is_initials(word):
        return starts
    return False if _quotation_goes_on(text, begun, stop, lexicon) else starts or None


def _look_up(tail: re.Match[str], lexicon: Lexicon) -> tuple[str, frozenset[Kind], int]:
    """Return the longest listed abbreviation the text ends with, or its last piece, its classes and its place."""
    first = tail.start("dotted")
    pieces = [(first + piece.start(), piece[0].strip()) for piece in _PIECE.finditer(tail["dotted"])]
    for index, (place, _) in enumerate(pieces):
        form = "".join(piece for _, piece in pieces[index:])
        kinds = (index == 0 and lexicon.kinds.get(f"{tail['before']}_{form}")) or lexicon.kinds.get(form)
        if kinds:
            return form, kinds, place
    place, form = pieces[-1]
    return form.lstrip("-"), frozenset(), place


def _after_abbreviation(
    text: str, begun: int, stop: Stop, lexicon: Lexicon, kinds: frozenset[Kind], *, numbered: bool
) -> bool | None:
    """Judge the full stop of a listed abbreviation; `numbered` tells that a number stands before it."""
    starts = _starts(text, stop, lexicon)
    digit = stop.word[:1].isdigit()
    if Kind.YEAR in kinds and numbered:
        return (starts or _is_upper(stop.word)) and _has_verb(text, begun, stop, lexicon)
    if Kind.MAY_END in kinds or (Kind.UNIT in kinds and numbered):
        return starts or not (digit or _continues(stop, lexicon))
    if kinds & {Kind.TITLE, Kind.YEAR} or (digit and kinds != {Kind.UNIT}):
        return False
    if kinds & {Kind.NAME_END, Kind.MONTH}:
        return starts and (_is_cased(stop.word) or _has_verb(text, begun, stop, lexicon))
    return starts or None


def _has_verb(text: str, begun: int, stop: Stop, lexicon: Lexicon) -> bool:
    return lexicon.has_verb(_WORD.findall(text, max(begun, stop.start - _VERB_REACH), stop.start))


def _after_number(text: str, begun: int, stop: Stop, lexicon: Lexicon) -> bool | None:
    """Judge a full stop after digits: "2. Dünya Savaşı" goes on where the language writes ordinals so."""
    starts = _starts(text, stop, lexicon)
    number = _ORDINAL.search(text, max(begun, stop.start - 6), stop.start) if lexicon.ordinals else None
    if number:
        if lexicon.lower(stop.word) in lexicon.ordinals:
            return False
        if len(number[0]) < 3:
            return starts
    return starts or None


def _starts(text: str, stop: Stop, lexicon: Lexicon) -> bool:
    """Tell whether the next word evidently begins a sentence; "О." of "И. О. Петров" does not."""
    if _is_cased(stop.word) and not stop.word[0].isupper():
        return False
    initial = len(stop.word) == 1 and text[stop.word_end : stop.word_end + 1] == "."
    return not initial and lexicon.lower(stop.word) in lexicon.starters


def _is_initials(abbreviation: str) -> bool:
    """Tell "A.", "A.B." and "ج." from a word: every piece is one letter."""
    return all(len(piece) == 1 for piece in re.split(r"[.-]+", abbreviation.rstrip(".")))


def _trailing_word(chunk: str) -> str:
    found = re.search(rf"{_LETTERS}\Z", chunk)
    return found[0] if found else ""


def _is_cased(word: str) -> bool:
    """Tell a word of a script with capitals; Georgian has small letters only, whatever Unicode says."""
    return bool(word) and (word[0].isupper() or word[0].islower()) and not "\u10d0" <= word[0] <= "\u10ff"


def _is_upper(word: str) -> bool:
    return _is_cased(word) and word[0].isupper()


def _is_lower(word: str) -> bool:
    """Tell a word that begins small; brands such as "iPhone" may begin a sentence."""
    return _is_cased(word) and word[0].islower() and not any(letter.isupper() for letter in word[1:3])
