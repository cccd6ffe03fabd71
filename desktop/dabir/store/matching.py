"""Understands what was typed into the search field, and makes a full-text query that cannot fail of it.

All words must be found, the last one by its beginning. Nothing typed has a meaning of its own: quotes, stars, "AND"
and brackets are signs or words like any other. A word in Arabic script is also found where it is written apart, and
two words where they are written together (see dabir.store.words).
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import Final

from dabir.store.words import LONGEST, words

#: Words beyond this many are left out; a pasted page finds its beginning.
_MOST_WORDS: Final = 16

#: Lengths of a word that is also looked for apart: shorter has no two halves, longer is no Persian word.
_SPLIT_LENGTHS: Final = range(4, 25)
_SHORTEST_HALF: Final = 2

#: "and", which compounds are written with: گفت و گو, گفت‌وگو, گفتوگو.
_AND: Final = "و"

_ARABIC_SCRIPT: Final = re.compile("[\u0621-\u06d3]+")


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for.

    Attributes:
        expression: for FTS5's MATCH.
        whole: folded forms that a word of a text must equal to be marked as found.
        beginnings: folded forms that it must begin with.
        compounds: folded forms that several words of a text must make up together.
    """

    expression: str
    whole: frozenset[str]
    beginnings: tuple[str, ...]
    compounds: frozenset[str]

    def finds(self, form: str) -> bool:
        """Whether a folded word of a text is one that was searched for."""
        return form in self.whole or form.startswith(self.beginnings)


def understand(typed: str) -> Query | None:
    """Return the query for what was typed, or None where there is no word in it."""
    asked = [word.joined for word in itertools.islice(words(typed), _MOST_WORDS)]
    if not asked:
        return None
    last = len(asked) - 1
    groups = []
    whole = set(asked[:last])
    beginnings = {asked[last]}
    for place, word in enumerate(asked):
        terms = [_term(word, beginning=place == last), *_apart(word)]
        for end, form in _together(asked, place):
            terms += [_term(form, beginning=end == last), *_apart(form)]
            (beginnings if end == last else whole).add(form)
        groups.append(f"({' OR '.join(dict.fromkeys(terms))})")
    compounds = frozenset(form for form in whole | beginnings if _apart(form))
    return Query(" AND ".join(groups), frozenset(whole), tuple(sorted(beginnings)), compounds)


def _term(form: str, *, beginning: bool) -> str:
    # Folded words are letters and digits only, so there is no quote to double.
    return f'"{form}" *' if beginning else f'"{form}"'


def _apart(word: str) -> list[str]:
    """Return phrases for a word of Arabic script that a text may write in two, or in three with "and" between."""
    if len(word) not in _SPLIT_LENGTHS or not _ARABIC_SCRIPT.fullmatch(word):
        return []
    phrases = []
    for place in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1):
        head, tail = word[:place], word[place:]
        phrases.append(f'"{head} {tail}"')
        if tail.startswith(_AND) and len(tail) > _SHORTEST_HALF:
            phrases.append(f'"{head} {_AND} {tail[1:]}"')
    return phrases


def _together(asked: list[str], place: int) -> list[tuple[int, str]]:
    """Return the forms in which a text may write a word together with its neighbours, each with its last place."""
    spans = [(place - 1, place), (place, place + 1)]
    # Two words with "and" between are one compound, seen from any of the three.
    spans += [(start, start + 2) for start in range(place - 2, place + 1) if asked[start + 1 : start + 2] == [_AND]]
    inside = [(start, end) for start, end in spans if start >= 0 and end < len(asked)]
    forms = [(end, "".join(asked[start : end + 1])[:LONGEST]) for start, end in inside]
    return [found for found in forms if _ARABIC_SCRIPT.fullmatch(found[1])]
