"""Countries, peoples, seas, cities and institutions whose names every desk knows, found in a text of six languages.

Countries come from CLDR through Babel (Unicode CLDR, "Territories" and, for what peoples are called, "Languages"),
the rest from `exonyms`. The table says when a name in a text is the same place as another in a text of another
language, which no comparison of spellings could: آلمان, Almaniya, Germany.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from babel import Locale

from dabir.translation.checks.exonyms import COUNTRIES, LANGUAGES, PLACES
from dabir.translation.checks.folding import Word, words_of

#: Whose adjective the name of a language is.
_PEOPLES: Final = (
    "az:AZ be:BY bg:BG bs:BA cs:CZ da:DK de:DE el:GR en:GB et:EE fa:IR fi:FI fr:FR he:IL hr:HR hu:HU hy:AM id:ID"
    " is:IS it:IT ja:JP ka:GE kk:KZ ko:korea ky:KG lt:LT lv:LV mk:MK mn:MN nl:NL pl:PL ro:RO ru:RU sk:SK sl:SI sq:AL"
    " sr:RS sv:SE th:TH tg:TJ tk:TM tr:TR uk:UA uz:UZ vi:VN zh:CN"
)
_NO_COUNTRIES: Final = frozenset({"AC", "AQ", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
_ENDINGS: Final = MappingProxyType(
    {
        "az": (
            "(?:'|l[aə]r|[nsy]?[ıiuü]n?|[ny]?[aə]|d[aə]n?|nd[aə]n?|k[ıi]|l[ıiuü]|c[aə]|l[ıiuü][qğ]|d[ıi]r"
            "|y?l[aə]|s[ıiuü]z)*"
        ),
        "tr": "(?:'|l[ae]r|[nsy]?[ıiuü]n?|[ny]?[ae]|[dt][ae]n?|nd[ae]n?|ki|l[ıiuü]|[cç][ae]|l[ıiuü][kğ]|[dt][ıi]r)*",
        "ru": "(?:[аеиоуыэюяйь]|ам|ям|ом|ем|ами|ями|ах|ях|ов|ев|ей|его|ого|ому|ым|им|ых|их|ыми|ими|ск|ец|ц|к|ин)*",
        "en": "(?:'|i?ans?|n?ese|i|is|n|ns|ish|ers?|ic|ern|m[ae]n)?(?:'?s|')?",
        "fa": "(?:ی|یی|ای|ایی|یایی|ها|های|هایی|یان|ان|اند|یم|ست|است|ش|اش|شان){0,3}",
        "ar": "(?:ی|یه|یا|یین|یون|یات|ین|ه|هم|ها|ا)?",
    }
)
_RUSSIAN_ENDING: Final = re.compile("(?<=..)(?:ый|ий|ая|яя|ое|ее|ие|ия|ья|[аеиоуыэюяйь])$")
_ARABIC_PREFIX: Final = re.compile("[وف]?[بکل]?(?:ال)?|[وف]?لل")


@dataclass(frozen=True, slots=True)
class KnownName:
    """A known name in a text.

    Attributes:
        key: of what it names, the same in every language.
        start: first character in the text.
        end: one past its last character.
        certain: whether the form means nothing else, so that a counterpart can be asked for.
    """

    key: str
    start: int
    end: int
    certain: bool


@dataclass(frozen=True, slots=True)
class _Form:
    words: tuple[str, ...]
    key: str
    certain: bool
    capital: bool
    abbreviation: bool


def known_names(text: str, language: str) -> list[KnownName]:
    """Return the known names of a text; nothing for a language without a table.

    Args:
        text: any text.
        language: of the text, normalised.
    """
    if language not in LANGUAGES:
        return []
    words, found, place = words_of(text, language), [], 0
    while place < len(words):
        form = _longest(words, place, language)
        if form is None:
            place += 1
            continue
        last = words[place + len(form.words) - 1]
        certain = form.certain and (not form.capital or words[place].is_capitalised)
        found.append(KnownName(form.key, words[place].start, last.end, certain))
        place += len(form.words)
    return found


def _longest(words: tuple[Word, ...], place: int, language: str) -> _Form | None:
    """Return the form that begins at a word: the one of most words, and of most letters of the first."""
    table = _table(language)
    best: _Form | None = None
    for beginning in _beginnings(words[place].folded, language):
        for form in table.get(beginning, ()):
            here = words[place : place + len(form.words)]
            if best is not None and len(form.words) <= len(best.words):
                continue
            if form.abbreviation and not words[place].text[: len(beginning)].isupper():
                continue  # "Who" is not the WHO
            if len(here) == len(form.words) and all(
                _is_form(word.folded, base, language) for word, base in zip(here, form.words, strict=True)
            ):
                best = form
    return best


def _beginnings(word: str, language: str) -> list[str]:
    starts = [0]
    if language == "ar":
        starts = [length for length in range(4) if _ARABIC_PREFIX.fullmatch(word[:length]) and len(word) - length > 2]
    return [word[start:end] for start in starts for end in range(len(word), start + 1, -1)]


def _is_form(word: str, base: str, language: str) -> bool:
    start = 0
    if language == "ar":
        start = word.find(base)
        if start < 0 or not _ARABIC_PREFIX.fullmatch(word[:start]):
            return False
    elif not word.startswith(base):
        return False
    return _ending(language).fullmatch(word, start + len(base)) is not None


@cache
def _ending(language: str) -> re.Pattern[str]:
    return re.compile(_ENDINGS[language])


@cache
def _table(language: str) -> MappingProxyType[str, tuple[_Form, ...]]:
    """Return the forms of a language by their first word."""
    forms: dict[tuple[str, ...], _Form] = {}
    for key, spelling, certain in _spellings(language):
        words = tuple(word.folded for word in words_of(spelling, language))
        if language == "ru":
            words = tuple(_RUSSIAN_ENDING.sub("", one) for one in words)
        elif language == "ar":
            words = tuple(one.removeprefix("ال") if len(one) > 4 else one for one in words)
        if words and words not in forms:
            forms[words] = _Form(words, key, certain, spelling[0].isupper(), spelling.isupper())
    table: dict[str, list[_Form]] = {}
    for words, form in forms.items():
        table.setdefault(words[0], []).append(form)
    return MappingProxyType({first: tuple(listed) for first, listed in table.items()})


def _spellings(language: str) -> Iterator[tuple[str, str, bool]]:
    for key, spelling, certain in [*_from_rows(language), *_from_cldr(language)]:
        yield key, spelling, certain
        if language == "fa" and re.search("[ \u200c]", spelling):  # some write a space, some nothing
            yield key, spelling.replace("\u200c", " "), certain
            yield key, re.sub("[ \u200c]", "", spelling), certain


def _from_rows(language: str) -> list[tuple[str, str, bool]]:
    column = LANGUAGES.index(language)
    found = []
    for row in (COUNTRIES + PLACES).strip().splitlines():
        if row:
            key, *cells = row.split("|")
            for spelling in filter(None, cells[column].split("/")):
                certain = not spelling.startswith("~") and (spelling[0].isupper() or language in {"fa", "ar"})
                found.append((key, spelling.removeprefix("~"), certain))
    return found


def _from_cldr(language: str) -> list[tuple[str, str, bool]]:
    locale = Locale.parse(language)
    found = []
    for code, name in locale.territories.items():
        if len(code) == 2 and code not in _NO_COUNTRIES:
            # "Myanmar (Burma)" is either, "Cocos (Keeling) Islands" is all of it.
            parts = re.split(r" - | \(|\)$", str(name)) if re.search(r" - |\)$", str(name)) else [str(name)]
            found += [(code, spelling, True) for spelling in parts if len(spelling) > 2]
    # The name of a people is capitalised in English, where it is as good as the country's.
    peoples = (entry.split(":") for entry in _PEOPLES.split())
    found += [
        (key, str(locale.languages[code]), language == "en") for code, key in peoples if code in locale.languages
    ]
    return found
