"""The sentences that errors are planted in: those of the three-language corpus in resources/corpus.

Rows lie on a ring in an order that the seed and their own text decide. A kind of error takes rows from a place of its
own on, so more rows in the corpus change little of what is drawn.
"""

from __future__ import annotations

import hashlib
import itertools
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dabir.domain.term import Term
from dabir.translation.checks.pair import Pair

CORPUS: Final = Path(__file__).parents[3] / "resources" / "corpus"
LANGUAGES: Final = ("fa", "az", "en")
#: Lists of single words and names, which are no segments.
_GLOSSARY: Final = "glossary_"


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence in the three languages.

    Attributes:
        texts: by language.
        following: the sentence after it in its file, by language; after the last one the first.
        mark: its place on the ring, from 0 to 1.
    """

    texts: Mapping[str, str]
    following: Mapping[str, str]
    mark: float


@dataclass(frozen=True, slots=True)
class Planted:
    """A pair as it was and as it is with an error in its target."""

    clean: Pair
    spoilt: Pair


@dataclass(frozen=True, slots=True)
class Segment:
    """A row seen in one direction.

    Attributes:
        row: the sentence.
        source_language: "fa", "az" or "en".
        target_language: another of them.
    """

    row: Row
    source_language: str
    target_language: str

    @property
    def source(self) -> str:
        return self.row.texts[self.source_language]

    @property
    def target(self) -> str:
        return self.row.texts[self.target_language]

    @property
    def direction(self) -> str:
        """Both languages, as in "fa-az"."""
        return f"{self.source_language}-{self.target_language}"

    def pair(self) -> Pair:
        """Return what the checks are given for it as it is."""
        return Pair(self.source, self.target, self.source_language, self.target_language)

    def spoilt(self, target: str | None) -> Planted | None:
        """Return it with another target; None where that is none or the same."""
        if target is None or target == self.target:
            return None
        return self.rewritten(self.source, self.target, target)

    def rewritten(self, source: str, target: str, spoilt: str, terms: tuple[Term, ...] = ()) -> Planted:
        """Return other texts in the same direction."""
        languages = (self.source_language, self.target_language)
        return Planted(Pair(source, target, *languages, terms), Pair(source, spoilt, *languages, terms))


def directions() -> list[tuple[str, str]]:
    """Return the six pairs of languages."""
    return list(itertools.permutations(LANGUAGES, 2))


def read(seed: int) -> tuple[Row, ...]:
    """Return the rows of the corpus by their places on the ring, none twice."""
    rows: dict[tuple[str, ...], Row] = {}
    for file in sorted(CORPUS.glob("*.tsv")):
        if not file.name.startswith(_GLOSSARY):
            columns = [tuple(line.split("\t")[-3:]) for line in file.read_text("utf-8").splitlines() if line.strip()]
            for texts, following in zip(columns, [*columns[1:], *columns[:1]], strict=True):
                rows.setdefault(texts, Row(_by_language(texts), _by_language(following), place(seed, *texts)))
    return tuple(sorted(rows.values(), key=lambda row: row.mark))


def is_seen(row: Row) -> bool:
    """Tell whether a row is of the half that the word list and the weights of the checks were learnt from.

    The other half is for measuring alone. Which half it is, the text of the row decides.
    """
    return place(0, "half", *(row.texts[language] for language in LANGUAGES)) < 0.5


def unseen(seed: int) -> tuple[Row, ...]:
    """Return the rows that nothing was learnt from, as `read` does."""
    return tuple(row for row in read(seed) if not is_seen(row))


def names() -> list[Mapping[str, str]]:
    """Return the given names and surnames of the corpus's list of names, by language."""
    lines = (CORPUS / f"{_GLOSSARY}names.tsv").read_text("utf-8").splitlines()
    return [_by_language(tuple(line.split("\t"))) for line in lines if line.strip()]


def place(seed: int, *words: str) -> float:
    """Return a number from 0 to 1 that the seed and some words decide."""
    digest = hashlib.blake2b("\t".join((str(seed), *words)).encode(), digest_size=8).digest()
    return int.from_bytes(digest) / 2**64


def ring(rows: Sequence[Row], start: float) -> Iterator[Row]:
    """Yield all rows once, from a place on the ring on."""
    first = bisect_left(rows, start, key=lambda row: row.mark)
    return itertools.chain(rows[first:], rows[:first])


def _by_language(texts: tuple[str, ...]) -> Mapping[str, str]:
    return dict(zip(LANGUAGES, texts, strict=True))
