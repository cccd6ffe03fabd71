"""What a word of a text may be a form of: the dictionary forms that are left when endings and prefixes are taken off.

Every form is worked out from the word of the text, never from the term, so that a text is looked up in an index of
any number of terms. Names take fewer endings than other words: "ایرانی" is no form of "ایران", but "کشوری" is one of
"کشور".

Azerbaijani and Turkish: plural, possessive, case and copula in this order, with vowel harmony (Azerbaijani), buffer
letters and the softened last letter (kəndçilik, kəndçiliyi; kitap, kitabı). Persian: plurals, ezafe, indefinite and
pronouns. Arabic: article, attached prepositions and conjunctions, pronouns, sound plurals. Russian: a light stem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

#: Shorter stems have no endings taken off: they would be found in everything.
_SHORTEST: Final = 3
#: Marks the stem of a Russian word, which is no word itself.
STEM: Final = "~"

_VOWELS: Final = "aeıioöuüə"
_BACK: Final = frozenset("aıou")


def _grammar(a: str, d: str, accusative: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the endings of names and of all words in a Turkic language.

    Args:
        a: the vowels of open endings.
        d: the letters that endings in d begin with.
        accusative: its buffer letter.
    """
    i = "[ıiuü]"
    further = f"(?:n|k[ıi](?:l{a}r)?(?:n{i}n|n?{a}|n{i}|n?{d}{a}n?|l{a}r{i}n)?)?"
    bare = f"n?{i}n|y?{a}|{accusative}?{i}|{d}{a}{further}|y?l{a}"
    after_possessive = f"n{i}n|n{a}|n{i}|n{d}{a}{further}|yl{a}"
    third = f"s?{i}(?:{after_possessive})?"
    others = f"{i}?[mn](?:{i}z)?(?:{bare})?"
    copula = f"(?:{d}{i}r(?:l{a}r)?)?"
    names = f"'?(?:l{a}r)?(?:{third}|{bare})?{copula}"
    return re.compile(names), re.compile(f"'?(?:l{a}r)?(?:{third}|{bare}|{others})?{copula}")


_TURKIC: Final = MappingProxyType({"az": _grammar("[aə]", "d", "n"), "tr": _grammar("[ae]", "[dt]", "y")})
#: Last letters before a vowel, and what they are without one.
_HARDENED: Final = MappingProxyType(
    {"az": {"y": "k", "ğ": "q"}, "tr": {"ğ": "k", "g": "k", "b": "p", "c": "ç", "d": "t"}}
)

#: Endings with the fewest letters that must be left before them.
_PERSIAN_NAMES: Final = MappingProxyType({"ها": 2, "های": 2})
_PERSIAN: Final = MappingProxyType(
    {
        **dict.fromkeys(("ها", "های", "هایی", "هایم", "هایت", "هایش", "هایمان", "هایتان", "هایشان"), 2),
        **dict.fromkeys(("ی", "ای", "یی", "یان", "اش", "ام", "شان", "مان", "تان"), 3),
        "ان": 4,
        **dict.fromkeys(("م", "ت", "ش"), 5),
    }
)
_PERSIAN_LONG: Final = ("ا", "و")
_PERSIAN_PEOPLE: Final = "گان"

_ARABIC_NAMES: Final = ("", "ا")
_ARABIC: Final = (
    *("", "ا", "ه", "ها", "هم", "هما", "هن", "نا", "ک", "کم", "ی", "یه", "ین", "ون", "ات", "ان", "تین", "تان"),
    *("اته", "اتها", "اتهم", "اتنا"),
)
_ARTICLE: Final = "ال"

_RUSSIAN_NOUN: Final = "а я у ю е ы и о ь ой ей ою ею ом ем ам ям ами ями ах ях ов ев ий ью ия ию ии ием иям"
_RUSSIAN_ADJECTIVE: Final = "ый ая яя ое ее ые ие ого его ому ему ым им ую юю ых их ыми ими"
_RUSSIAN_ENDINGS: Final = frozenset(f"{_RUSSIAN_NOUN} {_RUSSIAN_ADJECTIVE}".split())
_RUSSIAN_DICTIONARY: Final = re.compile("(?:[ыи]й|[ая]я|[ое]е|[ыи]е|[аяйьы])$")


@dataclass(frozen=True, slots=True)
class Forms:
    """What a word may be a form of.

    Attributes:
        names: dictionary forms where they are names.
        words: dictionary forms where they are any words; those of names among them.
    """

    names: frozenset[str]
    words: frozenset[str]


def dictionary_forms(word: str, language: str) -> frozenset[str]:
    """Return what a word of a term is indexed by.

    Args:
        word: folded, as the term has it.
        language: normalised.
    """
    if language != "ru":
        return frozenset({word})
    stem = _RUSSIAN_DICTIONARY.sub("", word)
    return frozenset({word, STEM + stem}) if len(stem) >= _SHORTEST else frozenset({word})


def without_possessive(word: str, language: str) -> frozenset[str]:
    """Return the forms without the ending that the last word of a Turkic compound has ("naziri", "nazir").

    Its plural and the possessives of persons take the place of that ending: "xarici işlər nazirləri".
    """
    if language not in _TURKIC:
        return frozenset()
    return frozenset(
        stem
        for ending in ("[ıiuü]$", "s[ıiuü]$")
        for short in [re.sub(ending, "", word)]
        if short != word and len(short) >= _SHORTEST and _joins(short, word[len(short) :])
        for stem in (short, _hardened(short, language))
    )


@lru_cache(maxsize=32_768)
def forms_of(word: str, language: str) -> Forms:
    """Return what a word of a text may be a form of.

    Args:
        word: folded, as it stands in the text.
        language: normalised; one without rules has no forms but the word itself.
    """
    rule = _RULES.get(language)
    names, words = {word}, {word}
    for form, name in rule(word, language) if rule else ():
        words.add(form)
        if name:
            names.add(form)
    return Forms(frozenset(names), frozenset(words))


def _turkic(word: str, language: str) -> Iterator[tuple[str, bool]]:
    names, words = _TURKIC[language]
    for place in range(len(word) - 1, 1, -1):
        stem, ending = word[:place], word[place:]
        if place < _SHORTEST and not ending.startswith("'"):
            break
        if not words.fullmatch(ending) or not _joins(stem, ending):
            continue
        if language == "az" and not _harmonious(stem, ending):
            continue
        name = names.fullmatch(ending) is not None
        yield stem, name
        if ending[0] in _VOWELS and (hard := _hardened(stem, language)) != stem:
            yield hard, name


def _joins(stem: str, ending: str) -> bool:
    """Whether an ending may follow a stem: vowels do not meet, and n, s, y stand only between them."""
    if ending[0] in _VOWELS:
        return stem[-1] not in _VOWELS
    return ending[0] not in "nsy" or stem[-1] in _VOWELS


def _harmonious(stem: str, ending: str) -> bool:
    before = [letter for letter in stem if letter in _VOWELS]
    after = [letter for letter in ending if letter in _VOWELS]
    return not before or not after or (before[-1] in _BACK) == (after[0] in _BACK)


def _hardened(stem: str, language: str) -> str:
    hard = _HARDENED[language].get(stem[-1], stem[-1])
    return stem[:-1] + hard


def _persian(word: str, _language: str) -> Iterator[tuple[str, bool]]:
    for ending, fewest in _PERSIAN.items():
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < fewest or (ending in {"یی", "یان"} and not stem.endswith(_PERSIAN_LONG)):
            continue
        ezafe = ending == "ی" and stem.endswith(_PERSIAN_LONG)
        yield stem, ezafe or ending in _PERSIAN_NAMES
    if word.endswith(_PERSIAN_PEOPLE) and len(word) > len(_PERSIAN_PEOPLE) + _SHORTEST:
        yield word.removesuffix(_PERSIAN_PEOPLE) + "ه", False


def _arabic(word: str, _language: str) -> Iterator[tuple[str, bool]]:
    for bare in _without_prefixes(word):
        for ending in _ARABIC:
            stem = bare.removesuffix(ending)
            if (ending and stem == bare) or len(stem) < _SHORTEST:
                continue
            yield stem, ending in _ARABIC_NAMES
            if ending and stem.endswith("ت"):
                yield stem[:-1] + "ه", False
            if ending.startswith("ات"):
                yield stem + "ه", False


def _without_prefixes(word: str) -> frozenset[str]:
    found = {word}
    for conjunction in "وف":
        found |= {form[1:] for form in found if form == word and form.startswith(conjunction)}
    for form in tuple(found):
        if form.startswith("لل"):
            found |= {_ARTICLE + form[2:], form[2:]}
        if form[0] in "بکل":
            found.add(form[1:])
    found |= {form.removeprefix(_ARTICLE) for form in found}
    return frozenset(form for form in found if len(form) >= _SHORTEST)


def _russian(word: str, _language: str) -> Iterator[tuple[str, bool]]:
    yield STEM + word, True
    for place in range(_SHORTEST, len(word)):
        if word[place:] in _RUSSIAN_ENDINGS:
            yield STEM + word[:place], True


def _english(word: str, _language: str) -> Iterator[tuple[str, bool]]:
    bare = word.removesuffix("'s")
    yield bare, True
    for ending, instead in (("s", ""), ("es", ""), ("ies", "y")):
        if bare.endswith(ending) and len(bare) - len(ending) >= _SHORTEST:
            yield bare.removesuffix(ending) + instead, True


_RULES: Final = MappingProxyType(
    {"az": _turkic, "tr": _turkic, "fa": _persian, "ar": _arabic, "ru": _russian, "en": _english}
)
