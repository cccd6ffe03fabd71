"""The loss of a negation: the translation says that something was done which the source says was not.

Verbs are put into the form a native speaker would use: gəlməyib becomes gəlib, başlamır becomes başlayır.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from types import MappingProxyType
from typing import Final

from material import Planted, Segment

_Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]

_HIGH: Final = MappingProxyType(
    {"a": "ı", "ı": "ı", "e": "i", "ə": "i", "i": "i", "o": "u", "u": "u", "ö": "ü", "ü": "ü"}
)
_SOFTENED: Final = frozenset({"et", "get"})
_NO_VERBS: Final = "təmir|kömür|ömür|əmir|dəmir|xəmir"
_STEM: Final = rf"(?<!\w)(?!(?:{_NO_VERBS}))([a-zəğıçşöü]{{2,}})"
_PERSIAN_VERBS: Final = (
    "کرد|شد|شود|دار|داشت|خواه|باید|داد|ده|توان|رسید|رسد|گرفت|گذاشت|یافت|دید|گفت|کن|رفت|زد|بود|پذیرفت|خورد|برد"
)
#: Short forms that are not the verb with "n't" after it.
_SHORT: Final = MappingProxyType({"wo": "will", "ca": "can"})
#: A negation doubled elsewhere in the sentence would be left behind.
_DOUBLED: Final = MappingProxyType(
    {
        "fa": re.compile("هیچ|هرگز|نه "),
        "az": re.compile(r"\bheç\b|\bnə\b", re.IGNORECASE),
        "en": re.compile(r"\bn?either\b|\bnor\b"),
    }
)


def _vowel(stem: str) -> str:
    return _HIGH[next((letter for letter in reversed(stem) if letter in _HIGH), "a")]


def _joint(stem: str) -> str:
    """Return a stem as it is before a vowel: başla-y-, ed-, ged-."""
    if stem in _SOFTENED:
        return stem[:-1] + "d"
    return stem + "y" if stem[-1] in _HIGH else stem


_RULES: Final[MappingProxyType[str, tuple[_Rule, ...]]] = MappingProxyType(
    {
        "fa": (
            (re.compile("(?<![\\w\u200c])نیست"), lambda _: "است"),
            (re.compile("(?<!\\w)نمی(?=[\u200c ])"), lambda _: "می"),
            (re.compile(f"(?<![\\w\u200c])ن(?={_PERSIAN_VERBS})"), lambda _: ""),
        ),
        "az": (
            (re.compile(_STEM + r"m[aə]y[ıi]b"), lambda m: f"{_joint(m[1])}{_vowel(m[1])}b"),
            (re.compile(_STEM + r"m[aə]d[ıi](?=(?:l[aə]r)?(?!\w))"), lambda m: f"{m[1]}d{_vowel(m[1])}"),
            (re.compile(_STEM + r"m([ıiuü]r(?:l[aə]r)?(?!\w))"), lambda m: _joint(m[1]) + m[2]),
            (re.compile(_STEM + r"m[aə]y([aə]c[aə][qk](?:l[aə]r)?(?!\w))"), lambda m: _joint(m[1]) + m[2]),
            (re.compile(r" deyil(?!\w)"), lambda _: ""),
            (re.compile(r"(?<!\w)yoxdur(?!\w)"), lambda _: "var"),
        ),
        "en": (
            (re.compile(r"\bcannot\b"), lambda _: "can"),
            (re.compile(r"(?<=[a-z]) not (?!only)"), lambda _: " "),
            (re.compile(r"\b(?:[Nn]o|[Nn]ever) (?=[a-z])(?!longer|more|later)"), lambda _: ""),
            (re.compile(r"\b(\w+)n['’]t\b"), lambda m: _SHORT.get(m[1], m[1])),
        ),
    }
)


def negation_lost(segment: Segment, _: Random) -> Planted | None:
    """Make a sentence affirmative whose one verb is negated, where the source negates too."""
    if not _negations(segment.source, segment.source_language):
        return None
    found = _negations(segment.target, segment.target_language)
    if len(found) != 1 or _DOUBLED[segment.target_language].search(segment.target):
        return None
    match, affirmed = found[0]
    return segment.spoilt(segment.target[: match.start()] + affirmed + segment.target[match.end() :])


def _negations(text: str, language: str) -> list[tuple[re.Match[str], str]]:
    """Return what negates in a text, with what to write instead."""
    found = {
        match.start(): (match, write(match))
        for pattern, write in reversed(_RULES[language])
        for match in pattern.finditer(text)
    }
    return list(found.values())
