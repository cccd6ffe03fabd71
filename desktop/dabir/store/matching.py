"""Makes a full-text query that cannot fail of the words to look for.

All words must be found, the last one by its beginning. Nothing in a word has a meaning of its own: stars, "AND" and
brackets are signs or words like any other. A word in Arabic script is also found where it is written apart, and two
words where they are written together (see dabir.store.words). A phrase is found as it stands.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from dabir.domain.query import Term
from dabir.store.words import LONGEST, words

#: Words beyond this many are left out; a pasted page finds its beginning.
_MOST_WORDS: Final = 16

#: Lengths of a word that is also looked for apart: shorter has no two halves, longer is no Persian word.
_SPLIT_LENGTHS: Final = range(4, 25)
_SHORTEST_HALF: Final = 2

#: "and", which compounds are written with: گفت و گو, گفت‌وگو, گفتوگو.
_AND: Final = "و"

#: Behind a word that is found by its beginning.
_BEGINS: Final = "*"

_ARABIC_SCRIPT: Final = re.compile("[\u0621-\u06d3]+")


#: The words of the index that begin in a certain way; None where there are too many to name.
Beginning = Callable[[str], Sequence[str] | None]


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for.

    Attributes:
        expression: for FTS5's MATCH.
        whole: folded forms that a word of a text must equal to be marked as found.
        beginnings: folded forms that it must begin with.
        compounds: folded forms that several words of a text must make up together.
        phrases: folded words that must follow each other.
        groups: for each word or phrase asked for, the ways in which it may stand in the index: words with a space
            between, and "*" behind a beginning. For ranking.
        unwanted: words and phrases that must not be there, with a space between.
    """

    expression: str
    whole: frozenset[str]
    beginnings: tuple[str, ...]
    compounds: frozenset[str]
    phrases: tuple[tuple[str, ...], ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    unwanted: tuple[str, ...] = ()

    @property
    def in_headline(self) -> str:
        """For MATCH: all words as they were typed, in the headline.

        Not in all the ways they may be written: for common words that would take longer than anybody waits.
        """
        wanted = " AND ".join(f'"{group[0].rstrip(_BEGINS)}"' for group in self.groups)
        return " NOT ".join([f"({{headline}} : ({wanted}))", *(f'"{one}"' for one in self.unwanted)])

    def finds(self, form: str) -> bool:
        """Whether a folded word of a text is one that was searched for."""
        return form in self.whole or form.startswith(self.beginnings)


def understand(typed: str) -> Query | None:
    """Return the query for words in a row, without phrases or fields; None where there is no word in it."""
    return understand_terms([Term(typed)])


def understand_terms(terms: Sequence[Term], beginning: Beginning = lambda _: None) -> Query | None:
    """Return the query for words and phrases, or None where there is nothing to look for in them.

    Args:
        terms: in the order typed.
        beginning: names the words that begin like the last one, so that it need not be looked up by its beginning,
            for which the index would have to gather all their places first.
    """
    loose = " ".join(term.text for term in terms if not term.phrase and not term.unwanted)
    asked = [word.joined for word in itertools.islice(words(loose), _MOST_WORDS)]
    phrases = [found for term in terms if term.phrase and not term.unwanted if (found := _folded(term.text))]
    if not asked and not phrases:
        return None
    last = len(asked) - 1
    groups = [_ways(asked, place, last) for place in range(len(asked))] + [(" ".join(one),) for one in phrases]
    whole = {form for place in range(last) for form in _forms(asked, place, last, of_last=False)}
    ends = {form for place in range(last + 1) for form in _forms(asked, place, last, of_last=True)}
    wanted = " AND ".join(f"({' OR '.join(_term(way, beginning) for way in group)})" for group in groups)
    unwanted = tuple(" ".join(found) for term in terms if term.unwanted if (found := _folded(term.text)))
    # NOT binds more tightly than AND.
    expression = " NOT ".join([f"({wanted})", *(f'"{one}"' for one in unwanted)]) if unwanted else wanted
    compounds = frozenset(form for form in whole | ends if _apart(form))
    singles = frozenset(one[0] for one in phrases if len(one) == 1)
    longer = tuple(tuple(one) for one in phrases if len(one) > 1)
    return Query(
        expression, frozenset(whole) | singles, tuple(sorted(ends)), compounds, longer, tuple(groups), unwanted
    )


def _folded(text: str) -> list[str]:
    return [word.joined for word in itertools.islice(words(text), _MOST_WORDS)]


def _ways(asked: list[str], place: int, last: int) -> tuple[str, ...]:
    """Return the ways in which a word may stand in the index, "*" behind one that is found by its beginning."""
    ways = [asked[place] + _BEGINS * (place == last), *_apart(asked[place])]
    for end, form in _together(asked, place):
        ways += [form + _BEGINS * (end == last), *_apart(form)]
    return tuple(dict.fromkeys(ways))


def _forms(asked: list[str], place: int, last: int, *, of_last: bool) -> set[str]:
    """Return the forms of a word, alone and with its neighbours: those that end with the last word, or the others."""
    ends = [(place, asked[place]), *_together(asked, place)]
    return {form for end, form in ends if (end == last) is of_last}


def _term(way: str, beginning: Beginning) -> str:
    # Folded words are letters and digits only, so there is no quote to double.
    if not way.endswith(_BEGINS):
        return f'"{way}"'
    form = way.removesuffix(_BEGINS)
    listed = beginning(form)
    return f'"{form}" *' if listed is None else " OR ".join(f'"{word}"' for word in dict.fromkeys((form, *listed)))


def _apart(word: str) -> list[str]:
    """Return phrases for a word of Arabic script that a text may write in two, or in three with "and" between."""
    if len(word) not in _SPLIT_LENGTHS or not _ARABIC_SCRIPT.fullmatch(word):
        return []
    phrases = []
    for place in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1):
        head, tail = word[:place], word[place:]
        phrases.append(f"{head} {tail}")
        if tail.startswith(_AND) and len(tail) > _SHORTEST_HALF:
            phrases.append(f"{head} {_AND} {tail[1:]}")
    return phrases


def _together(asked: list[str], place: int) -> list[tuple[int, str]]:
    """Return the forms in which a text may write a word together with its neighbours, each with its last place."""
    spans = [(place - 1, place), (place, place + 1)]
    # Two words with "and" between are one compound, seen from any of the three.
    spans += [(start, start + 2) for start in range(place - 2, place + 1) if asked[start + 1 : start + 2] == [_AND]]
    inside = [(start, end) for start, end in spans if start >= 0 and end < len(asked)]
    forms = [(end, "".join(asked[start : end + 1])[:LONGEST]) for start, end in inside]
    return [found for found in forms if _ARABIC_SCRIPT.fullmatch(found[1])]
