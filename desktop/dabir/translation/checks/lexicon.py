"""A word list of stems in Persian, Azerbaijani and English: which translate one another, and how surely.

It was learnt from one half of the sentence triples of resources/corpus by tests/benchmarks/checks/learn_words.py, and
is written in rows of an English stem and what it is in Persian and in Azerbaijani ("border9|مرز9|sərhə9"). The digit
after a stem says in how many of ten sentences the other text has a word of one of its rows. It is no dictionary:
endings are missing, and some rows only say that two words go together ("airpor", "hava").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dabir.translation.checks import lexicon_a_to_k, lexicon_l_to_z
from dabir.translation.checks.stems import LANGUAGES


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a stem.

    Attributes:
        rows: the rows it stands in; stems of two languages that share one are translations of one another.
        answered: the share of sentences, from 0 to 1, in which a good translation has a word of these rows.
    """

    rows: frozenset[int]
    answered: float


def entries(language: str) -> Mapping[str, Entry]:
    """Return the entries of a language by their stems (see `stems.stem`); none for a language without stems."""
    return _tables().get(language, MappingProxyType({}))


@cache
def _tables() -> Mapping[str, Mapping[str, Entry]]:
    order = ("en", "fa", "az")
    rows: dict[str, dict[str, set[int]]] = {language: defaultdict(set) for language in LANGUAGES}
    sure: dict[str, dict[str, float]] = {language: {} for language in LANGUAGES}
    for number, row in enumerate((lexicon_a_to_k.ROWS + lexicon_l_to_z.ROWS).split()):
        for language, cell in zip(order, row.split("|"), strict=True):
            for stem in filter(None, cell.split("/")):
                rows[language][stem[:-1]].add(number)
                sure[language][stem[:-1]] = int(stem[-1]) / 10
    return {
        language: {stem: Entry(frozenset(found), sure[language][stem]) for stem, found in rows[language].items()}
        for language in LANGUAGES
    }
