"""Names of places, peoples' languages, currencies, months and weekdays, from CLDR through Babel.

They enter the training twice: as lines of their own, and in place of one another inside sentences, so that the model
learns a country's name it never met in a sentence. Source: Unicode CLDR as packaged by Babel.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale

from dabir.training.corpus import LANGUAGES, Triple

_MONTHS, _WEEKDAYS = range(1, 13), range(7)
_VOWELS = re.compile("[aıoueəiöü]", re.IGNORECASE)
_COUNTRY = re.compile("[A-Z]{2}")
_NO_COUNTRY = {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "AC", "CP", "DG", "EA", "IC", "TA"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the three languages; `ending` is alike where Azerbaijani endings are."""

    fa: str
    az: str
    en: str

    @property
    def ending(self) -> tuple[str, bool, bool]:
        """What decides the form of Azerbaijani endings: the last vowel, whether it is last, whether k or q is."""
        vowels = _VOWELS.findall(self.az.replace("I", "ı").replace("İ", "i").lower())
        last = self.az[-1].lower()
        return (vowels[-1] if vowels else "", bool(_VOWELS.match(last)), last in "kq")


def _tables(table: str) -> Mapping[str, Mapping[str, str]]:
    return {code: getattr(Locale(code), table) for code in LANGUAGES}


def _countries() -> Iterator[Name]:
    tables = _tables("territories")
    for key in sorted(tables["en"]):
        if _COUNTRY.fullmatch(key) and key not in _NO_COUNTRY and all(key in tables[code] for code in LANGUAGES):
            yield Name(*(tables[code][key] for code in LANGUAGES))


def _cities() -> Iterator[Name]:
    zones = {code: Locale(code).time_zones for code in LANGUAGES}
    for key in sorted(zones["fa"]):
        names = [zones[code].get(key, {}).get("city", "") for code in LANGUAGES]
        if not names[2] and "/" in key:
            names[2] = key.rsplit("/", 1)[1].replace("_", " ")
        if all(names) and key.split("/")[0] in {"Africa", "America", "Asia", "Europe", "Australia", "Pacific"}:
            yield Name(*names)


def _calendar() -> Iterator[Name]:
    for table, keys in (("months", _MONTHS), ("days", _WEEKDAYS)):
        tables = {code: getattr(Locale(code), table)["format"]["wide"] for code in LANGUAGES}
        for key in keys:
            yield Name(*(tables[code][key] for code in LANGUAGES))


def _others() -> Iterator[Name]:
    for table in ("currencies", "languages"):
        tables = _tables(table)
        for key in sorted(set.intersection(*(set(tables[code]) for code in LANGUAGES))):
            if table == "languages" and len(key) > 2:
                continue
            yield Name(*(tables[code][key] for code in LANGUAGES))


@cache
def places() -> tuple[Name, ...]:
    """Return countries and cities, one of each English name."""
    return tuple({name.en: name for name in reversed([*_countries(), *_cities()])}.values())[::-1]


@cache
def lines() -> tuple[Triple, ...]:
    """Return all names as lines for training, in a fixed order."""
    names = dict.fromkeys([*places(), *_calendar(), *_others()])
    return tuple(Triple(name.fa, name.az, name.en) for name in names if not re.search(r"[()\[\]]", name.en + name.fa))


@cache
def _kin() -> Mapping[tuple[str, bool, bool], tuple[Name, ...]]:
    """Group the names of one word by the endings they take; only such names can stand for one another."""
    groups: dict[tuple[str, bool, bool], list[Name]] = {}
    for name in places():
        if re.fullmatch(r"\w+", name.fa) and re.fullmatch(r"\w+", name.az) and re.fullmatch(r"\w+", name.en):
            groups.setdefault(name.ending, []).append(name)
    return {ending: tuple(group) for ending, group in groups.items()}


@cache
def _by_english() -> Mapping[str, Name]:
    return {name.en: name for group in _kin().values() for name in group}


def _forms(name: Name) -> Sequence[re.Pattern[str]]:
    fa, az, en = map(re.escape, (name.fa, name.az, name.en))
    return (
        re.compile(rf"(?<![\w\u200c]){fa}(?![\w\u200c])"),
        re.compile(rf"(?<!\w){az}(?=[a-zəğıöşüç]*(?!\w))"),
        re.compile(rf"(?<!\w){en}(?!\w)"),
    )


def rename(triple: Triple, chance: random.Random) -> Triple:
    """Return the triple with its places replaced by others, each the same in all languages; else as it is.

    Only a name that stands once in each language is replaced, by one that takes the same Azerbaijani endings.
    """
    texts = [triple.text(code) for code in LANGUAGES]
    for word in dict.fromkeys(re.findall(r"\w+", triple.en)):
        name = _by_english().get(word)
        if name is None:
            continue
        forms = _forms(name)
        if all(len(form.findall(text)) == 1 for form, text in zip(forms, texts, strict=True)):
            other = chance.choice(_kin()[name.ending])
            new = (other.fa, other.az, other.en)
            texts = [form.sub(text_new, text) for form, text_new, text in zip(forms, new, texts, strict=True)]
    return Triple(*texts, triple.story)


def names_kept(
    sources: Sequence[str], outputs: Sequence[str], references: Sequence[str], languages: tuple[str, str]
) -> float:
    """Return the share of names of CLDR in the sources that stand in the outputs, where the references have them."""
    source_language, target_language = languages
    kept = []
    for source, output, reference in zip(sources, outputs, references, strict=True):
        for name in _found(source, source_language):
            wanted = _pattern(name.text(target_language), target_language)
            if wanted.search(reference):
                kept.append(wanted.search(output) is not None)
    return sum(kept) / max(1, len(kept))


def _found(text: str, language: str) -> Iterator[Triple]:
    for start in dict.fromkeys(_bare(word) for word in text.split()):
        for name in _by_first_word(language).get(start, ()):
            if _pattern(name.text(language), language).search(text):
                yield name


@cache
def _by_first_word(language: str) -> Mapping[str, Sequence[Triple]]:
    """Index the names by the first letters of their first word, so that endings do not matter."""
    index: dict[str, list[Triple]] = {}
    for line in lines():
        index.setdefault(_bare(line.text(language).split()[0]), []).append(line)
    return index


def _bare(word: str) -> str:
    return word.strip(".,:;!?\"'()«»“”‘’،؛؟–-")[:3].lower()


@cache
def _pattern(name: str, language: str) -> re.Pattern[str]:
    ending = {"az": "[a-zəğıöşüç]{0,6}", "fa": "", "en": "(?:'s)?"}[language]
    return re.compile(rf"(?<![\w\u200c]){re.escape(name)}{ending}(?![\w\u200c])", re.IGNORECASE)
