"""How likely it is that a part of the source was left out, from all that tells of it together.

No single sign is enough: good translations are shorter than usual now and then, have fewer commas, and say some
things in words that no list knows. So the signs are weighed and added (a logistic rule, as in Cox, "The Regression
Analysis of Binary Sequences", 1958), and what counts is their sum.
"""

from __future__ import annotations

import dataclasses
import math
import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from dabir.translation.checks.answered import Unanswered, unanswered
from dabir.translation.checks.folding import words_of
from dabir.translation.checks.length_ratio import deviation, expected, letters
from dabir.translation.checks.names import unheard_in_target
from dabir.translation.checks.pair import Pair
from dabir.translation.checks.sentence_ends import sentence_ends
from dabir.translation.checks.stems import LANGUAGES

_CLAUSE_SIGNS: Final = re.compile("[،,؛;:](?=\\s)|\\s[–—]\\s")
_FIGURES: Final = re.compile("\\d+")
#: What the last word of a Persian or Azerbaijani sentence looks like: the verb stands there.
_LAST_WORD: Final = MappingProxyType(
    {
        "fa": re.compile(".*(?:د|ست|م|ی|شد|کرد|بود|گفت|رفت|یافت|گرفت|داشت|ساخت|ریخت|نشست|شکست)"),
        "az": re.compile(
            "var|yox|\\w*(?:deyil|[dt][ıiuü]r?(?:m|q|k|n|l[aə]r)?|[ıiuü]b(?:l[aə]r)?|[ıiuü]r(?:l[aə]r)?|[aə]r"
            "|m[ıiuü]ş\\w*|[aə]c[aə][kq]\\w*|m[aə]l[ıi]\\w*|s[ıiuü]n(?:l[aə]r)?)"
        ),
    }
)
#: What a sentence does not end with.
_HANGING: Final = MappingProxyType(
    {
        language: frozenset(words.split())
        for language, words in {
            "fa": "و در به از که را با این ان برای تا بر هر یک یا",
            "en": "the a an of in on at to for and or with from by as is are was were be been have has had its his"
            " her their this that which who than will would not no but into over about between",
        }.items()
    }
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What tells of an omission in a pair.

    Attributes:
        bias: 1, for the constant of the rule.
        length: standard deviations from the usual length, less than 0 where the translation is shorter.
        shortness: the same of shorter ones alone, 0 of others.
        ratio: natural logarithm of the length by the usual length.
        size: natural logarithm of the letters of the source.
        commas: commas, colons and dashes of the source less those of the translation.
        figures: how many more figures the source has.
        names: words of names in the source that the translation has not.
        sentences: sentences of the source less those of the translation.
        verbless: 1 where the last word of the translation does not look like a verb, and a verb should stand there.
        hanging: 1 where it ends with a word that needs another after it.
        lost: weight of the stretch of the source that the translation answers least.
        free: the same of the translation, which is high where it says things in its own words.
        silence: share of the source in the longest run of words that the translation answers none of.
        chatter: share of the translation in the longest run of words that answer none of the source.
    """

    bias: float
    length: float
    shortness: float
    ratio: float
    size: float
    commas: float
    figures: float
    names: float
    sentences: float
    verbless: float
    hanging: float
    lost: float
    free: float
    silence: float
    chatter: float


@dataclass(frozen=True, slots=True)
class Omission:
    """What the signs come to.

    Attributes:
        score: more than 0 where a part of the source is likely to be missing.
        stretch: where in the source it is likely to be; None where nothing tells.
    """

    score: float
    stretch: tuple[int, int] | None


#: Fitted by tests/benchmarks/checks/fit_omissions.py to 800 rows of the seen half of resources/corpus in six
#: directions, with halves, sentences and clauses left out, so that 1.2 % of good translations score above 0: for the
#: languages that `lexicon` knows, and for others.
_WITH_WORDS: Final = Evidence(
    bias=-6.84,
    length=-1.09,
    shortness=-0.8,
    ratio=-2.27,
    size=-0.2,
    commas=0.87,
    figures=2.32,
    names=1.27,
    sentences=4.94,
    verbless=1.59,
    hanging=0.85,
    lost=0.7,
    free=-0.29,
    silence=1.98,
    chatter=-0.83,
)
_WITHOUT_WORDS: Final = Evidence(
    bias=-6.52,
    length=-1.22,
    shortness=-0.97,
    ratio=-1.99,
    size=0.01,
    commas=0.85,
    figures=2.15,
    names=1.71,
    sentences=5.36,
    verbless=1.56,
    hanging=1.24,
    lost=0.0,
    free=0.0,
    silence=0.0,
    chatter=0.0,
)


def omission(pair: Pair) -> Omission | None:
    """Return how likely a part of the source is missing; None where the source is too short, or nothing came."""
    found = evidence(pair)
    if found is None:
        return None
    seen, lost = found
    weights = _WITHOUT_WORDS if lost is None else _WITH_WORDS
    score = sum(a * b for a, b in zip(dataclasses.astuple(weights), dataclasses.astuple(seen), strict=True))
    return Omission(score, lost.span if lost else None)


def evidence(pair: Pair) -> tuple[Evidence, Unanswered | None] | None:
    """Return the signs, and what of the source is answered least where both languages have stems."""
    odd = deviation(pair)
    if odd is None:
        return None
    lost, free = None, None
    if pair.source_language in LANGUAGES and pair.target_language in LANGUAGES:
        lost = unanswered(pair.source, pair.source_language, pair.target, pair.target_language)
        free = unanswered(pair.target, pair.target_language, pair.source, pair.source_language)
    last = _last_word(pair)
    verb = _LAST_WORD.get(pair.target_language)
    signs = Evidence(
        bias=1,
        length=_within(odd, -8, 3),
        shortness=_within(odd, -8, 0),
        ratio=_within(math.log(letters(pair.target) / expected(pair)), -1.2, 0.6),
        size=math.log(letters(pair.source)),
        commas=_within(_fewer(_CLAUSE_SIGNS, pair), -2, 3),
        figures=_within(_fewer(_FIGURES, pair), 0, 3),
        names=min(len(unheard_in_target(pair)), 3),
        sentences=_within(len(sentence_ends(pair.source)) - len(sentence_ends(pair.target)), -1, 2),
        verbless=float(verb is not None and verb.fullmatch(last) is None),
        hanging=float(last in _HANGING.get(pair.target_language, ())),
        lost=lost.weight if lost else 0,
        free=free.weight if free else 0,
        silence=lost.silence if lost else 0,
        chatter=free.silence if free else 0,
    )
    return signs, lost


def _within(number: float, least: float, most: float) -> float:
    return max(least, min(number, most))


def _fewer(pattern: re.Pattern[str], pair: Pair) -> int:
    return len(pattern.findall(pair.source)) - len(pattern.findall(pair.target))


def _last_word(pair: Pair) -> str:
    words = words_of(pair.target, pair.target_language)
    return words[-1].folded if words else ""
