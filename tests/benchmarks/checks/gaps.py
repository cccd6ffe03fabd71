"""Errors of a whole stretch of text: left out, made up, left in the source's language, or written again and again."""

from __future__ import annotations

import re
from random import Random
from typing import Final

from material import Planted, Segment

_ENDS: Final = re.compile('[.!?؟…]["\'”»’)]*$|["”»][.!?؟…]?$')
_COMMA: Final = re.compile("(?<=[،,;؛]) ")
_WORDS: Final = re.compile(r"\S+")
#: A clause has so many words at least, and this share of the segment's letters.
_CLAUSE: Final = 4
_SHARE: Final = (0.25, 0.6)
#: A half has between these shares of the letters.
_HALF: Final = (0.4, 0.6)
_LEAST_WORDS: Final = 6
#: Words of the source left over at once.
_LEFT: Final = (1, 3)
_LOOP: Final = 3


def half_dropped(segment: Segment, chance: Random) -> Planted | None:
    """Stop in the middle, with the full stop of the whole."""
    words = segment.target.split()
    if len(words) < _LEAST_WORDS:
        return None
    kept = round(len(words) * (1 - chance.uniform(*_HALF)))
    end = found[0] if (found := re.search("[.!?؟…]$", segment.target)) else ""
    return segment.spoilt(" ".join(words[: max(kept, 1)]).rstrip(" ،,;:؛.") + end)


def sentence_dropped(segment: Segment, chance: Random) -> Planted | None:
    """Leave out one of two sentences."""
    both = _two_sentences(segment)
    if both is None:
        return None
    source, one, other = both
    return segment.rewritten(source, f"{one} {other}", chance.choice((one, other)))


def sentence_added(segment: Segment, chance: Random) -> Planted | None:
    """Add a sentence of another text."""
    both = _two_sentences(segment)
    if both is None:
        return None
    _, one, other = both
    return segment.spoilt(chance.choice((f"{one} {other}", f"{other} {one}")))


def clause_dropped(segment: Segment, chance: Random) -> Planted | None:
    """Leave out what stands between two commas, or before the first or after the last."""
    clauses = _COMMA.split(segment.target)
    places = [place for place, clause in enumerate(clauses) if _is_clause(clause, segment.target)]
    if len(clauses) < 2 or not places:
        return None
    place = chance.choice(places)
    left = " ".join(clauses[:place] + clauses[place + 1 :])
    if place == len(clauses) - 1:
        end = found[0] if (found := _ENDS.search(segment.target)) else ""
        left = left.rstrip("،,;؛") + end
    return segment.spoilt(left[:1].upper() + left[1:])


def clause_added(segment: Segment, chance: Random) -> Planted | None:
    """Add a clause of another sentence after a comma or before the end."""
    clauses = _COMMA.split(segment.target)
    # The first one would have a capital.
    others = [_ENDS.sub("", clause) for clause in _COMMA.split(segment.row.following[segment.target_language])[1:]]
    fitting = [clause.strip("،,;؛ ") for clause in others if _is_clause(clause, segment.target)]
    if len(clauses) < 2 or not fitting:
        return None
    comma = "،" if segment.target_language == "fa" else ","
    place = chance.randint(1, len(clauses) - 1)
    return segment.spoilt(" ".join([*clauses[:place], chance.choice(fitting) + comma, *clauses[place:]]))


def source_left(segment: Segment, chance: Random) -> Planted | None:
    """Leave one to three words of the source where those of the translation should be, one of them no name."""
    ours, theirs = segment.source.split(), segment.target.split()
    size = chance.randint(*_LEFT)
    if min(len(ours), len(theirs)) < size + _LEAST_WORDS:
        return None
    runs = [ours[place : place + size] for place in range(len(ours) - size + 1)]
    telling = [run for run in runs if any(_is_telling(word, segment) for word in run)]
    if not telling:
        return None
    place = chance.randint(0, len(theirs) - size)
    return segment.spoilt(" ".join([*theirs[:place], *chance.choice(telling), *theirs[place + size :]]))


def source_copied(segment: Segment, _: Random) -> Planted | None:
    """Leave the whole source untranslated."""
    return segment.spoilt(segment.source)


def word_looped(segment: Segment, chance: Random) -> Planted | None:
    """Write a word three times, as a model does that is caught in a loop."""
    return _repeated(segment, chance, _LOOP)


def word_doubled(segment: Segment, chance: Random) -> Planted | None:
    """Write a word twice, as a hand does."""
    return _repeated(segment, chance, 2)


def _repeated(segment: Segment, chance: Random, times: int) -> Planted | None:
    words = [word for word in _WORDS.finditer(segment.target) if word[0].isalpha()]
    if not words:
        return None
    word = chance.choice(words)
    again = " ".join([word[0]] * times)
    return segment.spoilt(segment.target[: word.start()] + again + segment.target[word.end() :])


def _two_sentences(segment: Segment) -> tuple[str, str, str] | None:
    """Return two sentences of the source as one text, and their translations, unless one of them is a headline."""
    first, second = segment.row.texts, segment.row.following
    ends = all(_ENDS.search(text) for texts in (first, second) for text in texts.values())
    if not ends:
        return None
    source = f"{segment.source} {second[segment.source_language]}"
    return source, segment.target, second[segment.target_language]


def _is_clause(clause: str, whole: str) -> bool:
    least, most = _SHARE
    return len(clause.split()) >= _CLAUSE and least <= len(clause) / len(whole) <= most


def _is_telling(word: str, segment: Segment) -> bool:
    """Tell whether a word of the source cannot stand in the translation by right: no name, no figure, no shared word."""
    bare = re.sub(r"^\W+|\W+$", "", word)
    return (
        len(bare) > 1 and bare.isalpha() and bare[0] == bare[0].lower() and bare.lower() not in segment.target.lower()
    )
