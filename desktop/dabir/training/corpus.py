"""Read the corpus and split it into training, development and held-out parts.

The split depends on nothing but the text: SHA-256 of the English sentence decides, so adding a file never moves a
sentence from one part to another. This module must never let a held-out sentence, in any language, into training.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("fa", "az", "en")
"""ISO 639-1 codes in the order of the corpus columns."""

DIRECTIONS = (("fa", "en"), ("az", "en"), ("fa", "az"), ("az", "fa"), ("en", "fa"), ("en", "az"))
"""The six directions, source then target."""

STORIES_FILE = "stories.tsv"
HELD_OUT_PER_MILLE = 50
DEVELOPMENT_PER_MILLE = 25
HELD_OUT_STORIES = 10
GLOSSARY = "glossary"
"""Files whose names begin so hold words and phrases: they are for training, no measure of sentences."""


@dataclass(frozen=True, slots=True)
class Triple:
    """One sentence in the three languages, and the story it belongs to (empty for a lone sentence).

    An entry of a glossary is marked as one.
    """

    fa: str
    az: str
    en: str
    story: str = ""
    glossary: bool = False

    def text(self, language: str) -> str:
        """Return the sentence in one language (`fa`, `az` or `en`).

        Raises:
            KeyError: the language is none of the three.
        """
        return {"fa": self.fa, "az": self.az, "en": self.en}[language]


@dataclass(frozen=True, slots=True)
class Splits:
    """The parts of the corpus; `stories` are the lines of the held-out stories, in order."""

    train: tuple[Triple, ...]
    development: tuple[Triple, ...]
    held_out: tuple[Triple, ...]
    stories: tuple[Triple, ...]


def _rows(path: Path) -> Iterator[list[str]]:
    wanted = 5 if path.name == STORIES_FILE else 3
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != wanted or not all(cells):
            msg = f"{path}, line {number}: {wanted} filled columns expected, {len(cells)} found; mend the line"
            raise ValueError(msg)
        yield cells


def read_corpus(folder: Path) -> tuple[Triple, ...]:
    """Read every `*.tsv` of the folder, in the order of the file names.

    Raises:
        ValueError: a line has not the columns its file needs.
        FileNotFoundError: the folder holds no corpus file.
    """
    paths = sorted(folder.glob("*.tsv"))
    if not paths:
        msg = f"no corpus file (*.tsv) in {folder}; name the folder of the corpus with --corpus"
        raise FileNotFoundError(msg)
    triples: list[Triple] = []
    for path in paths:
        glossary = path.name.startswith(GLOSSARY)
        for cells in _rows(path):
            fa, az, en = cells[-3:]
            triples.append(Triple(fa, az, en, cells[0] if len(cells) > len(LANGUAGES) else "", glossary))
    return tuple(triples)


def corpus_sha256(folder: Path) -> str:
    """Return the SHA-256 over names and bytes of all corpus files, as hexadecimal digits."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.tsv")):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def bucket(text: str) -> int:
    """Return the place of a text in 0..999, from the SHA-256 of its UTF-8 bytes."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") % 1000


def held_out_story_ids(ids: Iterable[str], count: int = HELD_OUT_STORIES) -> frozenset[str]:
    """Choose the held-out stories: those with the smallest SHA-256 of their id."""
    unique = sorted(set(ids), key=lambda story: hashlib.sha256(story.encode()).hexdigest())
    return frozenset(unique[:count])


def fold(text: str) -> str:
    """Reduce a sentence to its letters and digits, so that spelling variants count as the same sentence."""
    folded = text.casefold().translate(str.maketrans("يك", "یک"))
    return "".join(character for character in folded if character.isalnum())


def split(triples: Iterable[Triple]) -> Splits:
    """Split the corpus; training loses every triple that shares a sentence, in any language, with another part."""
    triples = tuple(triples)
    chosen = held_out_story_ids(triple.story for triple in triples if triple.story)
    stories = tuple(triple for triple in triples if triple.story in chosen)
    lone = [triple for triple in triples if not triple.story and not triple.glossary]
    held_out = tuple(triple for triple in lone if bucket(triple.en) < HELD_OUT_PER_MILLE)
    limit = HELD_OUT_PER_MILLE + DEVELOPMENT_PER_MILLE
    development = tuple(triple for triple in lone if HELD_OUT_PER_MILLE <= bucket(triple.en) < limit)
    apart = {
        (language, fold(triple.text(language)))
        for triple in (*stories, *held_out, *development)
        for language in LANGUAGES
    }
    train = tuple(
        triple
        for triple in triples
        if not any((language, fold(triple.text(language))) in apart for language in LANGUAGES)
    )
    return Splits(train, development, held_out, stories)
