"""Errors in people's names: another person, or another surname, in the place of the one in the source.

People are found by the corpus's list of names, in Azerbaijani, where capitals tell that a surname follows.
A third capital after it means an institution ("Heydər Əliyev Fondu"), or a longer name, and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from random import Random
from typing import Final

import material
import wordlists
from material import Planted, Segment

_TWO_NAMES: Final = re.compile(
    r"(?<!\w)([^\W\d_a-zəğıçşöü][^\W\d_]+) ([^\W\d_a-zəğıçşöü][^\W\d_]+)(?![\w-]| [^\W\d_a-zəğıçşöü])"
)


def person_swapped(segment: Segment, chance: Random) -> Planted | None:
    """Write another given name and surname."""
    return _renamed(segment, chance, keeps_given_name=False)


def surname_swapped(segment: Segment, chance: Random) -> Planted | None:
    """Write another surname after the right given name."""
    return _renamed(segment, chance, keeps_given_name=True)


def _renamed(segment: Segment, chance: Random, *, keeps_given_name: bool) -> Planted | None:
    spans = [span for given in _people(segment) if (span := _name(segment.target, given, segment.target_language))]
    if not spans:
        return None
    start, end = chance.choice(spans)
    language = segment.target_language
    new = chance.choice([one[language] for one in wordlists.PEOPLE if not _shares_a_name(one, segment)])
    if keeps_given_name:
        new = f"{segment.target[start:end].split()[0]} {new.split()[1]}"
    return segment.spoilt(segment.target[:start] + new + segment.target[end:])


def _people(segment: Segment) -> list[Mapping[str, str]]:
    """Return the given names of the people in a segment, in the three languages."""
    found = _TWO_NAMES.finditer(segment.row.texts["az"])
    return [_given_names()[match[1]] for match in found if match[1] in _given_names()]


@cache
def _given_names() -> dict[str, Mapping[str, str]]:
    return {name["az"]: name for name in material.names()}


def _name(text: str, given: Mapping[str, str], language: str) -> tuple[int, int] | None:
    """Return where a given name stands with a surname after it."""
    surname = "[^\\W\\d_][\\w\u200c]+" if language == "fa" else r"[^\W\d_a-zəğıçşöü][^\W\d_]+"
    found = re.search(f"(?<![\\w\u200c]){re.escape(given[language])} {surname}", text)
    return found.span() if found else None


def _shares_a_name(person: Mapping[str, str], segment: Segment) -> bool:
    return any(name in segment.row.texts[language] for language, full in person.items() for name in full.split())
