"""Finds the terms of a termbase in a text.

Terms are indexed by the dictionary forms of their first word, expressions by those of their first two, and each word
of a text is looked up by what it may be a form of, so that the time a text takes hangs on the text and not on the
number of terms, even where hundreds begin with "the".

Case tells names from words: a short form in capitals ("US", "ABŞ") is found only in capitals, and a name of the
starter base of one word only with a capital ("May" is a month, "may" is none).
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from dabir.domain.language import normalise
from dabir.domain.term import Term
from dabir.translation.termbase.endings import dictionary_forms, forms_of, without_possessive
from dabir.translation.termbase.words import Word, words_of

#: Origin of names from CLDR (see `dabir.translation.termbase.starter`).
STARTER: Final = "starter"
#: Origin of what the desk's own people entered.
DESK: Final = "desk"

#: Languages in which every word of an expression has endings; in the others, its last.
_ENDINGS_INSIDE: Final = frozenset({"fa", "ar", "ru"})
#: A form of this many letters in capitals is an acronym.
_LONGEST_ACRONYM: Final = 5
#: What may stand between the words of an expression in place of each other.
_GAPS: Final = frozenset({"", "-", "\u2010", "\u2011", "\u2013"})
#: Words of a Persian expression that may be written as one.
_MOST_TOGETHER: Final = 3


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A term found in a text.

    Attributes:
        term: the entry of the termbase.
        start: its first character in the text (Unicode code points).
        end: one past its last.
    """

    term: Term
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Form:
    """One way in which a term may be written.

    Attributes:
        term: whose form it is.
        rank: which term counts where several are found in one place, the lowest first.
        keys: what each word of it is looked up by.
        gaps: what stands between the words, without spaces.
        capitals: for each word how many letters of a text's word must be capitals.
    """

    term: Term
    rank: int
    keys: tuple[frozenset[str], ...]
    gaps: tuple[str, ...]
    capitals: tuple[int, ...]

    @property
    def is_name(self) -> bool:
        """Whether it takes the endings of names only."""
        return self.term.origin == STARTER


class Matcher:
    """An index of terms. It never changes, and may be used from several threads."""

    def __init__(self, terms: Iterable[Term], language: str) -> None:
        """Index terms.

        Args:
            terms: of one direction of languages.
            language: of their sources.
        """
        self.language = normalise(language)
        self.size = 0
        self._single: defaultdict[str, list[_Form]] = defaultdict(list)
        self._longer: defaultdict[str, defaultdict[str, list[_Form]]] = defaultdict(lambda: defaultdict(list))
        self._signs: list[tuple[str, _Form]] = []
        for term in terms:
            self.size += 1
            for written in dict.fromkeys((term.source, *term.source_forms)):
                self._add(term, written)

    def matches(self, text: str) -> list[TermMatch]:
        """Return the terms in a text, in its order.

        Where terms overlap, the longest counts. Where several terms are the same expression, those of the partner
        count before the desk's own, these before imported ones, and those before the starter base; several entries of
        one rank are all returned, with the same place. Apart from that no two matches overlap.

        Args:
            text: any text in the matcher's language.
        """
        places: defaultdict[tuple[int, int], list[_Form]] = defaultdict(list)
        for start, end, form in self._found(text):
            places[start, end].append(form)
        taken: list[tuple[int, int]] = []
        found: list[TermMatch] = []
        for start, end in sorted(places, key=lambda place: (place[0] - place[1], place[0])):
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            taken.append((start, end))
            best = min(form.rank for form in places[start, end])
            terms = dict.fromkeys(form.term for form in places[start, end] if form.rank == best)
            found += [TermMatch(term, start, end) for term in terms]
        return sorted(found, key=lambda match: match.start)

    def _found(self, text: str) -> Iterator[tuple[int, int, _Form]]:
        words = words_of(text, self.language)
        for place in range(len(words)):
            for form in self._candidates(words, place):
                here = words[place : place + len(form.keys)]
                if len(here) == len(form.keys) and self._is(form, here, text):
                    yield here[0].start, here[-1].end, form
        for sign, form in self._signs:
            for found in re.finditer(re.escape(sign), text):
                yield found.start(), found.end(), form

    def _candidates(self, words: tuple[Word, ...], place: int) -> Iterator[_Form]:
        """Yield the forms that may begin at a word."""
        after = words[place + 1 : place + 2]
        for key in forms_of(words[place].folded, self.language).words:
            yield from self._single.get(key, ())
            if after and key in self._longer:
                longer = self._longer[key]
                for second in forms_of(after[0].folded, self.language).words:
                    yield from longer.get(second, ())

    def _is(self, form: _Form, here: tuple[Word, ...], text: str) -> bool:
        last = len(here) - 1
        for place, (keys, word) in enumerate(zip(form.keys, here, strict=True)):
            if place < last:
                gap = text[word.end : here[place + 1].start].strip()
                # A space for a hyphen and the other way round, but no hyphen for a plus.
                if gap != form.gaps[place] and not {gap, form.gaps[place]} <= _GAPS:
                    return False
            if keys.isdisjoint(self._forms(form, word, inside=place < last)):
                return False
        return all(word.text[:count].isupper() for count, word in zip(form.capitals, here, strict=True) if count)

    def _forms(self, form: _Form, word: Word, *, inside: bool) -> frozenset[str]:
        if inside and self.language not in _ENDINGS_INSIDE:
            return frozenset({word.folded})
        forms = forms_of(word.folded, self.language)
        return forms.names if form.is_name else forms.words

    def _add(self, term: Term, written: str) -> None:
        words = words_of(written, self.language)
        if not words:
            if written.strip():
                self._signs.append((written.strip(), _Form(term, _rank(term), (), (), ())))
            return
        gaps = tuple(written[word.end : after.start].strip() for word, after in itertools.pairwise(words))
        capitals = tuple(_capitals(word.text, alone=len(words) == 1, term=term) for word in words)
        self._index_form(term, [word.folded for word in words], gaps, capitals)
        if self.language != "fa":
            return
        parts = [part for word in words for part in word.parts]
        if len(parts) > len(words):
            self._index_form(term, parts, ("",) * (len(parts) - 1), (0,) * len(parts))
        if 1 < len(words) <= _MOST_TOGETHER and not any(gaps):
            self._index_form(term, ["".join(parts)], (), (0,))

    def _index_form(self, term: Term, words: list[str], gaps: tuple[str, ...], capitals: tuple[int, ...]) -> None:
        keys = [dictionary_forms(word, self.language) for word in words]
        if len(words) > 1:
            keys[-1] |= without_possessive(words[-1], self.language)
        form = _Form(term, _rank(term), tuple(keys), gaps, capitals)
        for key in keys[0]:
            if len(keys) == 1:
                self._single[key].append(form)
            else:
                for second in keys[1]:
                    self._longer[key][second].append(form)


def _rank(term: Term) -> int:
    if term.partner:
        return 0
    return {DESK: 1, STARTER: 3}.get(term.origin, 2)


def _capitals(written: str, *, alone: bool, term: Term) -> int:
    """Return how many letters of a word must be capitals where it stands in a text."""
    if written.isupper() and 1 < len(written) <= _LONGEST_ACRONYM:
        return len(written)
    return 1 if alone and term.origin == STARTER and written[0].isupper() else 0
