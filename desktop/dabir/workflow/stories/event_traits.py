"""What of a text points to the event it tells of: read off its words, names and figures.

Names come in one alphabet, by their consonants, so that Lənkəran, لنکران and Lankaran are one; what a desk knows as a
place or a country comes by what it is. Words are weighed by how rare they are in all news; the lists are in
resources/events, learnt by tests/benchmarks/events/learn_common.py.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from dabir.domain.event import Traits, hashed, shingles, sketch
from dabir.domain.text import Text
from dabir.translation.checks.capitals import begins_sentence
from dabir.translation.checks.date_reading import dates_in
from dabir.translation.checks.folding import Word, words_of
from dabir.translation.checks.known_names import known_names
from dabir.translation.checks.number_reading import Kind, Number, numbers_in
from dabir.translation.checks.romanise import skeletons
from dabir.translation.checks.stems import FUNCTION_WORDS, LANGUAGES, stem

#: A wire story says in its first words what has happened; what follows is about other things too.
_FIRST: Final = 120
_FIRST_LETTERS: Final = 2_000
#: Fewer words tell of nothing that could be found again.
_LEAST: Final = 8

#: What the lists count in.
_SENTENCES: Final = 10_000
#: Weights of words that no list has: those of a language with a list are rare, the others may be anything.
_UNLISTED: Final = 1.15
_UNKNOWN: Final = 0.7
_LETTERS_UNKNOWN: Final = 4

#: Weights of a name by its consonants; fewer than three sound like too many others.
_LEAST_SOUNDS: Final = 3
_SOUNDS: Final = MappingProxyType({3: 0.5, 4: 1.0})
_LONG: Final = 1.4
#: Weights of known names: the desk's own countries and capitals stand everywhere, other countries in many stories.
_EVERYWHERE: Final = frozenset({"AZ", "IR", "baku", "tehran"})
_WEIGHT_EVERYWHERE: Final = 0.1
_WEIGHT_COUNTRY: Final = 0.25
_WEIGHT_PLACE: Final = 0.5

#: Weights of figures: small numbers and years are in every other story.
_FIGURE: Final = 1.0
_SMALL_FIGURE: Final = 0.35
_SMALL_WORD: Final = 0.15
_YEAR: Final = 0.2
_SMALL: Final = 10
_YEARS: Final = (range(1380, 1421), range(1900, 2101))

#: Days and months have capitals there, and are no names.
_DAYS_EN: Final = "monday tuesday wednesday thursday friday saturday sunday"
_MONTHS_EN: Final = "january february march april may june july august september october november december"
_DAYS_TR: Final = "pazartesi salı çarşamba perşembe cuma cumartesi pazar"
_MONTHS_TR: Final = "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık"
_CALENDAR: Final = MappingProxyType(
    {"en": frozenset(f"{_DAYS_EN} {_MONTHS_EN}".split()), "tr": frozenset(f"{_DAYS_TR} {_MONTHS_TR}".split())}
)
#: Endings that a name takes in a sentence.
_ENDINGS: Final = MappingProxyType(
    {
        "az": re.compile(
            "(?:l[aə]r)?(?:[ns]?[ıiuü]|[nsy]?[ıiuü]n|[ny]?[aə](?:d[aə]k)?|n?d[aə]n?(?:k[ıi])?|l[aə]|l[ıiuü]|d[ıiuü]r)"
        ),
        "tr": re.compile(
            "'?(?:l[ae]r)?(?:[ns]?[ıiuü]|[nsy]?[ıiuü]n|[ny]?[ae]|n?[dt][ae]n?(?:ki)?|l[ae]|l[ıiuü]|[dt][ıiuü]r)"
        ),
        "ru": re.compile("(?:[аеиоуыэюяйь]|ам|ом|ем|ами|ями|ах|ях|ов|ев|ого|ым|ом|ой|ей)"),
        "en": re.compile("(?:'s|ians?|s)"),
    }
)
_SHORTEST: Final = 3


class EventReader:
    """Reads the traits of texts."""

    def __init__(self, lists: Path) -> None:
        """Read the lists of common words.

        Args:
            lists: folder of them.
        """
        self._common = {language: _list(lists / f"{language}.txt") for language in LANGUAGES}

    def read(self, text: Text, language: str) -> Traits | None:
        """Return what of a text points to its event; None where it says too little, or its language is not known.

        Args:
            text: an original or a translation.
            language: of the text.
        """
        whole = "\n".join((text.headline, *text.paragraphs))[:_FIRST_LETTERS]
        words = words_of(whole, language)[:_FIRST] if language else ()
        if len(words) < _LEAST:
            return None
        whole = whole[: words[-1].end + 1]
        common, small = self._common.get(language), FUNCTION_WORDS.get(language, frozenset())
        bases = [_base(word.folded, language) for word in words]
        weights = {
            base: _weight(base, common)
            for base, word in zip(bases, words, strict=True)
            if word.folded not in small and len(base) > 1
        }
        return Traits(
            language=language,
            words={hashed(language, base): weight for base, weight in weights.items() if weight > 0},
            names=tuple(_names(whole, words, language, common)),
            figures=_figures(whole, language),
            sketch=sketch(shingles(bases)),
        )


def _base(word: str, language: str) -> str:
    return stem(word, language) if language in LANGUAGES else word[:5]


def _weight(base: str, common: Mapping[str, int] | None) -> float:
    if common is None:
        return _UNKNOWN if len(base) >= _LETTERS_UNKNOWN else 0.0
    count = common.get(base)
    # In hundredths, as they are kept.
    return _UNLISTED if count is None else round(math.log(_SENTENCES / count) / math.log(_SENTENCES), 2)


def _names(
    text: str, words: tuple[Word, ...], language: str, common: Mapping[str, int] | None
) -> Iterator[dict[int, float]]:
    known = [name for name in known_names(text, language) if name.certain]
    for key in sorted({name.key for name in known}):
        weight = _WEIGHT_COUNTRY if len(key) == 2 and key.isupper() else _WEIGHT_PLACE
        yield {hashed("known", key): _WEIGHT_EVERYWHERE if key in _EVERYWHERE else weight}
    spans = [(name.start, name.end) for name in known]
    seen: set[str] = set()
    for word in words:
        base = _base(word.folded, language)
        if base in seen or any(start <= word.start < end for start, end in spans):
            continue
        if _may_be_name(text, word, base, language, common):
            seen.add(base)
            sounds = {sound: _SOUNDS.get(len(sound), _LONG) for sound in _sounds(word.folded, language)}
            if sounds:
                yield {hashed("sound", sound): weight for sound, weight in sounds.items()}


def _may_be_name(text: str, word: Word, base: str, language: str, common: Mapping[str, int] | None) -> bool:
    if common is not None and base in common:
        return False
    if language in {"fa", "azb", "ar"}:
        # No capitals tell: whatever is rare in all news may be a name, where it is known what is rare.
        return common is not None
    if not word.is_capitalised or word.folded in _CALENDAR.get(language, ()):
        return False
    return common is not None or not begins_sentence(text, word.start)


def _sounds(word: str, language: str) -> set[str]:
    endings = _ENDINGS.get(language)
    # Whether the n of "Lənkəranda" is of the name or of the ending cannot be told: both are heard.
    cuts = range(_SHORTEST, len(word)) if endings else ()
    forms = [word, *(word[:cut] for cut in cuts if endings and endings.fullmatch(word, cut))]
    return {sound for form in forms for sound in skeletons(form, language) if len(sound) >= _LEAST_SOUNDS}


def _figures(text: str, language: str) -> dict[int, float]:
    """Return the figures; the days of which a story tells are those of many others too, and are left out."""
    dates = [(date.start, date.end) for date in dates_in(text, language)]
    found: dict[int, float] = {}
    for number in numbers_in(text, language):
        value = number.likely if number.likely is not None else max(number.values, default=None)
        if value is None or any(start <= number.start < end for start, end in dates):
            continue
        figure = hashed("figure", str(value))
        found[figure] = max(found.get(figure, 0.0), _weight_of_figure(number, value))
    return found


def _weight_of_figure(number: Number, value: int | Fraction) -> float:
    if any(value in years for years in _YEARS):
        return _YEAR
    if value > _SMALL or value.denominator > 1:
        return _FIGURE
    return _SMALL_FIGURE if number.kind is Kind.FIGURE else _SMALL_WORD


@lru_cache(maxsize=8)
def _list(file: Path) -> Mapping[str, int]:
    """Return the stems of a list with in how many of 10,000 sentences each stands."""
    pairs = (line.split() for line in file.read_text("utf-8").splitlines())
    return MappingProxyType({base: int(count) for base, count in pairs})
