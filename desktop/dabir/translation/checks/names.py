"""Names: those of the source are in the translation, and no others.

Known names (countries, cities, institutions) are compared by what they name. Other names are recognised by their
capitals, where the script has some, and looked for among the words of the other text by their consonants, for
Rəhimi, رحیمی, Rahimi and Рагими are one name and Kərimi is another. So a name in a Persian or Arabic source is missed
through the name that stands for it in the translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from rapidfuzz.distance import Levenshtein

from dabir.domain.segment import Finding, Severity
from dabir.translation.checks.capitals import CapitalName, capital_names
from dabir.translation.checks.endings import find
from dabir.translation.checks.folding import Word, words_of
from dabir.translation.checks.known_names import KnownName, known_names
from dabir.translation.checks.pair import Pair
from dabir.translation.checks.romanise import skeletons
from dabir.translation.checks.scripts import ARABIC, script_of

NAME: Final = "names"

#: Fewer consonants are found in any text.
_LEAST: Final = 2
#: Consonants that an ending may add.
_LONGEST_ENDING: Final = 3

#: Endings that a name takes in a sentence.
_CASES: Final = MappingProxyType(
    {
        "az": re.compile(
            "(?:l[aə]r)?(?:[ns]?[ıiuü]|[nsy]?[ıiuü]n|n[ıiuü]n|[ny]?[aə](?:d[aə]k)?|n?d[aə]n?|l[aə]|l[ıiuü]|d[ıiuü]r)"
            "(?:k[ıi]\\w*)?"
        ),
        "tr": re.compile(
            "(?:l[ae]r)?(?:[ns]?[ıiuü]|[nsy]?[ıiuü]n|n[ıiuü]n|[ny]?[ae]|n?[dt][ae]n?|l[ae]|l[ıiuü])(?:k[ıi]\\w*)?"
        ),
        "ru": re.compile("[аеиоуыэюяйь]+|ам|ом|ем|ами|ями|ах|ях|ов|ев|ого|ому|ым|им|ых|ыми|ой|ей"),
        "en": re.compile("i?ans?|es|s"),
    }
)

_Span = tuple[int, int]
#: A text and its language.
_Side = tuple[str, str]
#: Skeletons of the words of a text, and of two neighbouring words.
_Sounds = tuple[frozenset[str], frozenset[str]]


def check(pair: Pair) -> list[Finding]:
    """Report known names that were changed, lost or added, and other names without a counterpart."""
    if not script_of(pair.source_language) or not script_of(pair.target_language):
        return []
    ours = known_names(pair.source, pair.source_language)
    theirs = known_names(pair.target, pair.target_language)
    return [*_known(pair, ours, theirs), *_spelt(pair, ours, theirs)]


def unheard_in_target(pair: Pair) -> list[Word]:
    """Return the words of names in the source that are not found in the translation, however weak the sign."""
    ours = known_names(pair.source, pair.source_language)
    theirs = known_names(pair.target, pair.target_language)
    known = _spans(ours, pair.source, pair, source=True)
    lost = _without_counterpart(_source(pair), ours, _target(pair), theirs)
    words = [word for word in words_of(pair.source, pair.source_language) if any(a == word.start for a, _ in lost)]
    return words + [word for _, word in _unheard(_source(pair), known, _target(pair))]


def _known(pair: Pair, ours: list[KnownName], theirs: list[KnownName]) -> Iterator[Finding]:
    lost = _without_counterpart(_source(pair), ours, _target(pair), theirs)
    added = _without_counterpart(_target(pair), theirs, _source(pair), ours)
    if lost and added:
        for number, span in enumerate(lost):
            instead = added[min(number, len(added) - 1)]
            was, is_now = pair.source[slice(*span)], pair.target[slice(*instead)]
            yield Finding(NAME, Severity.ERROR, f"“{was}” is “{is_now}” in the translation.", span, instead)
        return
    for span in lost:
        message = f"“{pair.source[slice(*span)]}” is not named in the translation."
        yield Finding(NAME, Severity.WARNING, message, span)
    for span in added:
        message = f"“{pair.target[slice(*span)]}” is not named in the source."
        yield Finding(NAME, Severity.WARNING, message, None, span)


def _without_counterpart(side: _Side, names: list[KnownName], other: _Side, others: list[KnownName]) -> list[_Span]:
    """Return the first place of each known name that the other text has in no form."""
    there = {name.key for name in others}
    lost: dict[str, _Span] = {}
    for name in names:
        if name.certain and name.key not in there:
            lost.setdefault(name.key, (name.start, name.end))
    return [span for span in lost.values() if not _is_spelt_out(side, span, other)]


def _is_spelt_out(side: _Side, span: _Span, other: _Side) -> bool:
    sounds = _sounds(*other)
    words = [word for word in words_of(side[0][slice(*span)], side[1]) if len(word.text) > 3]
    return bool(words) and all(_is_heard((word.folded,), side[1], sounds) for word in words)


def _spelt(pair: Pair, ours: list[KnownName], theirs: list[KnownName]) -> Iterator[Finding]:
    """Find other names by their capitals; a name of one word may be a title, a firm or a holiday, and only hints."""
    for name, word in _unheard(_source(pair), _spans(ours, pair.source, pair, source=True), _target(pair)):
        message = f"“{word.text}” is not found in the translation."
        yield Finding(NAME, _weight(name), message, word.span)
    for name, word in _unheard(_target(pair), _spans(theirs, pair.target, pair, source=False), _source(pair)):
        message = f"“{word.text}” is not found in the source."
        yield Finding(NAME, _weight(name), message, None, word.span)


def _weight(name: CapitalName) -> Severity:
    return Severity.WARNING if name.is_full else Severity.HINT


def _source(pair: Pair) -> _Side:
    return pair.source, pair.source_language


def _target(pair: Pair) -> _Side:
    return pair.target, pair.target_language


def _spans(known: list[KnownName], text: str, pair: Pair, *, source: bool) -> list[_Span]:
    """Return where known names and terms of the desk stand, which are compared otherwise."""
    spans = [(name.start, name.end) for name in known]
    language = pair.source_language if source else pair.target_language
    for term in pair.terms:
        forms = (term.source, *term.source_forms) if source else (term.target, *term.target_forms)
        spans += [span for form in forms for span in find(form, text, language)]
    return spans


def _unheard(side: _Side, known: list[_Span], other: _Side) -> list[tuple[CapitalName, Word]]:
    text, language = side
    if script_of(language) == ARABIC:
        return []
    names = capital_names(text, language, known)
    sounds = _sounds(*other)
    return [
        (name, word) for name in names for word in name.words if not _is_heard(_beside(name, word), language, sounds)
    ]


def _beside(name: CapitalName, word: Word) -> tuple[str, ...]:
    """Return a word, and it joined with either neighbour, as other languages write Bandar Abbas or Marco Polo."""
    place = name.run.index(word)
    before = name.run[place - 1].folded + word.folded if place else ""
    after = word.folded + name.run[place + 1].folded if place + 1 < len(name.run) else ""
    return tuple(filter(None, (word.folded, before, after)))


@lru_cache(maxsize=256)
def _sounds(text: str, language: str) -> _Sounds:
    """Return the skeletons of all words and of the parts of joined ones, and those of two neighbours as one."""
    words = words_of(text, language)
    ways = [skeletons(_bare(word.folded), language) for word in words]
    single = {sound for way in ways for sound in way}
    single |= {skeletons(part, language)[0] for word in words for part in word.text.split("\u200c")[1:]}
    return frozenset(single), frozenset(one[0] + other[0] for one, other in pairwise(ways))


def _is_heard(spellings: tuple[str, ...], language: str, sounds: _Sounds) -> bool:
    """Tell whether one of the spellings of a name sounds like a word among these, endings aside."""
    single, joined = sounds
    for spelling in spellings:
        bare = _bare(spelling)
        ways = skeletons(bare, language)
        if len(ways[0]) < _LEAST:
            return True
        ways = tuple(sound for sound in ways if len(sound) >= _LEAST)
        if any(sound in joined or any(_alike(sound, other) for other in single) for sound in ways):
            return True
        if any(sound in single for stem in _stems(bare, language) for sound in skeletons(stem, language)):
            return True
    return False


def _stems(word: str, language: str) -> Iterator[str]:
    """Return what a word may be without the ending of a case."""
    ending = _CASES.get(language)
    for cut in range(1, 7):
        stem = word[:-cut]
        if ending and ending.fullmatch(word[-cut:]) and len(skeletons(stem, language)[0]) >= _LEAST:
            yield stem


def _bare(word: str) -> str:
    """Return a word without what follows an apostrophe, where that is an ending."""
    return re.sub("(?<=..)'[^']{0,4}$", "", word)


def _alike(sound: str, other: str) -> bool:
    """Tell whether two skeletons are of one name, the other perhaps with an ending."""
    least = 0 if len(sound) <= 3 else 1 if len(sound) <= 6 else 2
    if not -least <= len(other) - len(sound) <= _LONGEST_ENDING:
        return False
    return any(
        Levenshtein.distance(sound, other[:length], score_cutoff=least) <= least
        for length in range(len(sound) - least, len(sound) + least + 1)
    )
