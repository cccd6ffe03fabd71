"""The terms to start with: countries, months, weekdays, currencies and cities in any pair of six languages.

Source: Unicode CLDR as Babel packages it, less what is no name of the news (test entries, uninhabited islands,
currencies no longer in use), and with the forms that news has (`dabir.translation.termbase.everyday`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name

from dabir.domain.errors import InputRefused
from dabir.domain.language import name_of, normalise
from dabir.domain.term import Term
from dabir.translation.termbase import everyday
from dabir.translation.termbase.everyday import AMBIGUOUS, LANGUAGES, Line, Names
from dabir.translation.termbase.matching import STARTER
from dabir.translation.termbase.words import plain

#: Test entries, groupings that are no names, and specks of land that no story is about.
_NO_TERRITORY: Final = "001 018 019 021 053 054 057 061 202 AC AQ BQ BV CP CQ DG EA GS HM IO QO SJ TA TF UM XA XB ZZ"
#: Continents all of whose cities are taken, and cities of the others.
_CONTINENTS: Final = frozenset({"Africa", "Asia", "Europe"})
_MORE_CITIES: Final = """
Asuncion Bogota Buenos_Aires Caracas Chicago Denver Detroit Havana La_Paz Lima Los_Angeles Managua Mexico_City
Montevideo New_York Port-au-Prince Santiago Santo_Domingo Sao_Paulo Tegucigalpa Toronto Vancouver
Sydney Melbourne Brisbane Adelaide Perth Auckland
"""
#: Zones of these continents that are named after no city.
_NO_CITY: Final = frozenset({"Kamchatka", "Sakhalin", "Oral", "Busingen", "Isle_of_Man"})
#: Languages that CLDR gives a city's name in only where it is not the zone's own.
_LATIN: Final = frozenset({"az", "en", "tr"})
_BRACKETS: Final = re.compile(r"\s*\(([^)]*)\)")


@cache
def terms(source: str, target: str) -> tuple[Term, ...]:
    """Return the starter terms from one language to another.

    Args:
        source: language of the originals; one of fa, az, en, ru, ar, tr.
        target: another of them.

    Raises:
        InputRefused: when there are none for this pair.
    """
    pair = normalise(source), normalise(target)
    if not set(pair) <= set(LANGUAGES) or pair[0] == pair[1]:
        known = ", ".join(LANGUAGES)
        raise InputRefused(
            f"There are no starter terms from {name_of(source)} to {name_of(target)}.", f"Choose two of {known}."
        )
    made: dict[str, Term] = {}
    claimed: set[str] = set()
    for names in (*_everything(), *everyday.others()):
        _add(made, claimed, names, pair)
    return tuple(made.values())


def _add(made: dict[str, Term], claimed: set[str], names: Names, pair: tuple[str, str]) -> None:
    """Add a name, or let it be another translation of the same source (a country and its capital)."""
    source, target = pair
    folded = {plain(form, source): form for form in reversed(names[source])}
    sought = {key: folded[key] for key in reversed(folded) if key not in AMBIGUOUS[source]}
    if not sought or not names[target]:
        return
    first = next(iter(sought))
    free = [form for key, form in sought.items() if key not in claimed]
    claimed.update(sought)
    if first in made:
        kept = made[first]
        made[first] = _term(
            pair, (kept.source, *kept.source_forms, *free), (kept.target, *kept.target_forms, *names[target])
        )
    else:
        made[first] = _term(pair, (sought[first], *(form for form in free if form != sought[first])), names[target])


def _term(pair: tuple[str, str], sources: tuple[str, ...], targets: tuple[str, ...]) -> Term:
    target, *more = dict.fromkeys(targets)
    return Term(sources[0], target, *pair, sources[1:], tuple(more), origin=STARTER)


@cache
def _everything() -> tuple[Names, ...]:
    return (*_territories(), *_cities(), *_calendar(), *_currencies())


def _locales() -> dict[str, Locale]:
    return {language: Locale(language) for language in LANGUAGES}


def _territories() -> Iterator[Names]:
    tables = {language: locale.territories for language, locale in _locales().items()}
    usual = everyday.territories()
    left_out = set(_NO_TERRITORY.split())
    for code in sorted(tables["en"], key=lambda code: (code.isdigit(), code)):
        if code not in left_out and all(code in tables[language] for language in LANGUAGES):
            names = _with_usual({language: tables[language][code] for language in LANGUAGES}, usual.get(code))
            yield {**names, "en": _distinct((*names["en"], *everyday.ADJECTIVES.get(code, ())))}


def _cities() -> Iterator[Names]:
    zones = {language: locale.time_zones for language, locale in _locales().items()}
    countries = set(Locale("en").territories.values())
    usual = everyday.cities()
    more = set(_MORE_CITIES.split())
    for zone in sorted(zones["fa"]):
        continent, _, tail = zone.partition("/")
        own = tail.replace("_", " ")
        if (continent not in _CONTINENTS and tail not in more) or tail in _NO_CITY:
            continue
        names = {
            language: zones[language].get(zone, {}).get("city", own if language in _LATIN else "")
            for language in LANGUAGES
        }
        if all(names.values()) and names["en"] not in countries:
            yield _with_usual(names, usual.get(zone))


def _calendar() -> Iterator[Names]:
    tables = (("months", range(1, 13), everyday.MONTHS), ("days", (6, 0, 1, 2, 3, 4, 5), everyday.WEEKDAYS))
    for table, keys, further in tables:
        for place, key in enumerate(keys):
            names: Names = {}
            for language, locale in _locales().items():
                own = getattr(locale, table)
                # Russian dates have the genitive, and Persian ones the ezafe.
                made = (own["stand-alone"]["wide"][key], own["format"]["wide"][key])
                names[language] = _distinct((*made, *everyday.forms(further.get(language, ("",) * 12)[place])))
            yield names


def _currencies() -> Iterator[Names]:
    used = {
        code
        for of_territory in get_global("territory_currencies").values()
        for code, _start, end, tender in of_territory
        if end is None and tender
    }
    known = {language: locale.currencies for language, locale in _locales().items()}
    for code in sorted(used):
        if all(code in known[language] for language in LANGUAGES):
            # The form beside a number is written as in a sentence ("US dollar"); the title is not. Only the
            # Azerbaijani euro has a capital in both.
            names = {
                language: get_currency_name(code, count=1, locale=language).replace("Avro", "avro")
                for language in LANGUAGES
            }
            yield _with_usual(names, None)


def _with_usual(names: dict[str, str], usual: Line | None) -> Names:
    """Put the forms that news has before CLDR's."""
    if usual is not None and usual.instead:
        return usual.names
    own = {language: _written(name, language) for language, name in names.items()}
    return {
        language: _distinct((*(usual.names[language] if usual else ()), *own[language])) for language in LANGUAGES
    }


def _written(name: str, language: str) -> tuple[str, ...]:
    """Return a name of CLDR as it is written in a text: no brackets, no abbreviations."""
    inside = _BRACKETS.findall(name)
    plainer = _BRACKETS.sub("", name).strip()
    if language == "fa":
        plainer = re.sub(r"\bا(?=فریق|مریک)", "آ", plainer)
    if language == "ru":
        plainer = plainer.replace("о-ва", "острова").replace("о-в", "остров").replace("Св.", "Святой")
    found = [plainer]
    if language == "en":
        found = [plainer.replace("&", "and"), plainer, re.sub(r"\bSt\.", "Saint", plainer.replace("&", "and"))]
    # What stands in brackets is another name ("Myanmar (Burma)") only where it is one word.
    return _distinct((*found, *(form for form in inside if " " not in form and form.istitle())))


def _distinct(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
