"""The words that numbers are made of, with the endings of their languages."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from dabir.translation.checks.folding import fold
from dabir.translation.checks.number_lexicon import (
    DUALS,
    HALVES,
    ONE_AND_A_HALF,
    SCALES,
    cardinals,
    not_numbers,
    ordinals,
)
from dabir.translation.checks.number_sum import Atom, Sum, summed

_TURKIC_ENDINGS: Final = (
    "(?P<ordinal>(?:[ıiuü]?nc[ıiuü])?)"
    "(?P<case>(?:s?[ıiuü]n?|n[ıiuü]n?|n?[dt][aəe]n?|[ny]?[aəe]|y[ıiuü]|d[aəe]k|d[ıiuü]r){0,4})"
)
#: What number words may begin and end with, in languages whose lists do not have all forms.
_PREFIXES: Final = MappingProxyType({"ar": "(?P<joined>[وف]?)(?:[بلک]?(?:ال)?|لل)", "fa": "(?P<joined>و?)"})
_ENDINGS: Final = MappingProxyType(
    {"az": _TURKIC_ENDINGS, "tr": _TURKIC_ENDINGS, "fa": "(?P<ordinal>(?:م(?:ین)?)?)", "ar": ""}
)
_RUSSIAN_ORDINAL: Final = ("ый", "ой", "ий", "ая", "ое", "ого", "ому", "ым", "ом", "ую", "ые", "ых", "ыми")
#: "At ten" and "in it", "of six" and "of the underside" are the same in Azerbaijani.
_PERHAPS: Final = frozenset({"onu", "ona", "onun", "onda", "ondan", "altının"})
#: "Tens of thousands" is no number.
_PLURAL_SCALE: Final = re.compile("l[aəe]r|ها|یون[اه]")
#: Thousand is a short word in Azerbaijani and Turkish, the beginning of many others.
_SHORT_SCALE: Final = re.compile("[mb]in(?:lik|l[əe]r\\w*|d[əea]n?|[ıi]n?[əe]?|[əe](?:d[əe]k)?|n|dir)?")
_PERSIAN_SCALE_ENDING: Final = re.compile("ی|م|ها|تومان|دلار|ریال|نفر|تن|متر|سال")
_ARABIC_SCALE_PREFIX: Final = re.compile("^[وف]?(?:[بلک]?ال|لل|[بلک](?=[املت]))?(?=الف|ملی|ملا|بلی|تری|الا)")
#: Stems that a number word is joined to: "beşillik", "двухдневный", "پنجساله".
_COMPOUNDS: Final = MappingProxyType(
    {
        "en": "fold",
        "fa": "سال|ثانیه|تیم|روزه|ماهه|ساعت|دقیقه|نفر|طبقه|جانبه|گانه|برابر|متر|کیلو|تومان|دلار|درصد|هزار"
        "|میلیون|میلیارد",
        "az": "gün|il|ay|ölçü|dil|ulduz|fut|faiz|zolaq|xal|partiya|guşə|nüsxə|ad|l[iıuü][kq]|həftə|saat|dəqiqə|tərəf"
        "|mərtəbə|nəfər|qat|bucaq|otaq|sinif|pillə|mərhələ|cild|kilometr|metr|ton|rəqəm|nöqtə|hissə|bənd|maddə|dəfə|yaş"
        "|üzv|yer|seriya|dövr|əsr|söz",
        "tr": "dil|yıldız|şerit|köşe|gün|yıl|ay|hafta|saat|dakika|taraf|kat|oda|basamak|aşama|bölüm|kez|yaş|üye|kişi",
        "ru": "лет|дн|днев|час|месяч|недел|сторон|этаж|минут|кратн|процент|градус|тысяч|милл|километр|метр|тонн|век"
        "|комнат|мест|разов|значн|член",
    }
)


@lru_cache(maxsize=16384)
def atoms_of(word: str, language: str) -> tuple[Atom, ...]:
    """Return what a folded word adds to a number; nothing where it is no number word.

    Args:
        word: folded by `folding.fold`.
        language: of the word.
    """
    listed = _listed(language).get(word)
    if listed is not None:
        return (listed,)
    if power := scale_of(word, language):
        plural = _PLURAL_SCALE.search(word)
        return () if plural else (Atom(10**power, is_scale=True, is_joined=word.startswith("و")),)
    pattern = _pattern(language)
    found = pattern.fullmatch(word) if pattern and word not in not_numbers(language) else None
    return _with_endings(word, found, language) if found else ()


def _with_endings(word: str, found: re.Match[str], language: str) -> tuple[Atom, ...]:
    groups = found.groupdict()
    words = _parted(groups["words"], language)
    if not words:
        return ()
    joined, ordinal, case = (bool(groups.get(name)) for name in ("joined", "ordinal", "case"))
    atoms = [replace(_listed(language)[one], is_joined=joined) for one in words]
    if language == "az" and word in _PERHAPS:
        return (Atom(atoms[0].value, is_loose=True, is_last=True),)
    if words == ["on"] and case and not ordinal:
        return ()  # forms of the pronoun
    if ordinal or case:
        atoms[-1] = replace(atoms[-1], is_ordinal=ordinal, is_last=case)
    sum_ = Sum()
    return tuple(atoms) if all(sum_.takes(atom, language, joined=True) for atom in atoms) else ()


@cache
def _listed(language: str) -> dict[str, Atom]:
    listed: dict[str, Atom] = {}
    for word, value in ordinals(language).items():
        is_loose, bare = word.startswith("~"), word.removeprefix("~")
        # Russian has stems there, but for "third", whose forms are listed.
        forms = [bare + ending for ending in _RUSSIAN_ORDINAL] if language == "ru" and value != 3 else [bare]
        listed |= {fold(form, language): Atom(value, is_ordinal=True, is_loose=is_loose) for form in forms}
    for word, value in cardinals(language).items():
        if "_" not in word:
            listed[fold(word.removeprefix("~"), language)] = Atom(value, is_loose=word.startswith("~"))
    for word in HALVES.get(language, "").split("|"):
        listed[fold(word, language)] = Atom(Fraction(1, 2))
    for word in ONE_AND_A_HALF.get(language, "").split("|"):
        listed[fold(word, language)] = Atom(Fraction(3, 2))
    if language == "ar":
        listed |= {fold(word, language): Atom(value) for word, value in DUALS.items()}
    if language == "fa":  # written together: یک‌میلیارد
        scales = ((fold(word, "fa"), power) for power, words in SCALES["fa"] for word in words.split("|"))
        listed |= {word: Atom(10**power, is_scale=True) for word, power in scales}
    listed.pop("", None)
    return listed


@lru_cache(maxsize=4096)
def _parted(word: str, language: str) -> list[str]:
    """Part words that are written as one; the whole must match what `_pattern` looks for."""
    for part in (found for found in _longest_first(language) if word.startswith(found)):
        rest = word[len(part) :]
        if not rest:
            return [part]
        if language == "fa" and rest[0] == "و" and (parts := _parted(rest[1:], language)):
            return [part, *parts]
        if (parts := _parted(rest, language)) and (language != "fa" or parts[0] in _multipliers()):
            return [part, *parts]
    return []


@cache
def _longest_first(language: str) -> tuple[str, ...]:
    return tuple(sorted(_listed(language), key=len, reverse=True))


@cache
def _multipliers() -> frozenset[str]:
    """Return the Persian words that follow another without an "and": پنج‌هزار, یک‌صد."""
    return frozenset(word for word, atom in _listed("fa").items() if atom.is_scale or atom.value == 100)


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    """Return what a number word with endings looks like; None where the words are listed in all their forms."""
    if language not in _ENDINGS:
        return None
    word = f"(?:{'|'.join(map(re.escape, _longest_first(language)))})"
    many = {"ar": word, "fa": f"{word}(?:و?{word})*"}.get(language, f"{word}+")
    return re.compile(f"{_PREFIXES.get(language, '')}(?P<words>{many}){_ENDINGS[language]}")


@lru_cache(maxsize=16384)
def scale_of(word: str, language: str) -> int:
    """Return the power of ten of a folded scale word with any ending, 0 for any other word.

    Args:
        word: folded by `folding.fold`.
        language: of the word.
    """
    if language == "ar":
        word = _ARABIC_SCALE_PREFIX.sub("", word)
    for base, power in _scales(language):
        if word == base or (word.startswith(base) and _may_end(word[len(base) :], base, language)):
            return power
    short = {"az": "m", "tr": "b"}.get(language)
    return 3 if word[:1] == short and _SHORT_SCALE.fullmatch(word) and word not in not_numbers(language) else 0


@cache
def _scales(language: str) -> tuple[tuple[str, int], ...]:
    listed = SCALES.get(language, ())
    return tuple((fold(word, language), power) for power, words in listed for word in words.split("|"))


def _may_end(ending: str, base: str, language: str) -> bool:
    """Tell whether a scale word may have an ending: not "thousandths", nor Persian "millennium" and "thousands"."""
    if language == "fa":
        return _PERSIAN_SCALE_ENDING.match(ending) is not None
    return len(base) > 3 and language != "ar"


@lru_cache(maxsize=8192)
def compound(word: str, language: str) -> int | None:
    """Return the number that a longer word begins with, or None.

    Args:
        word: folded.
        language: of the word.
    """
    stems = _COMPOUNDS.get(language)
    for end in range(len(word) - 2, 1, -1) if stems else ():
        if re.match(stems or "", word[end:]) and (atoms := atoms_of(word[:end], language)):
            value = summed(atoms, language)
            return int(value) if value == int(value) else None
    return None
