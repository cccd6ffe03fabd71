"""The stories that are translated: those of the corpus in resources/, split by Dabir's own segmenter."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dabir.translation.batches import tidy
from dabir.translation.segmenter import Segmenter

ROOT: Final = Path(__file__).parents[3]
CORPUS: Final = ROOT / "resources" / "corpus" / "stories.tsv"
LISTS: Final = ROOT / "resources" / "segmentation"
SINGLE: Final = 20


@dataclass(frozen=True, slots=True)
class Story:
    """A story in Persian.

    Attributes:
        name: its identifier in the corpus.
        paragraphs: each a tuple of its segments.
    """

    name: str
    paragraphs: tuple[tuple[str, ...], ...]

    @property
    def segments(self) -> list[str]:
        """All its segments, in order."""
        return list(itertools.chain.from_iterable(self.paragraphs))


def corpus() -> list[Story]:
    """Return the stories of the corpus; no paragraph comes twice in one of them, nor does Argos see one twice."""
    segmenter = Segmenter(LISTS)
    rows = [line.split("\t") for line in CORPUS.read_text("utf-8").splitlines()]
    stories = []
    for name, group in itertools.groupby(rows, key=lambda row: row[0]):
        texts = dict.fromkeys(tidy(row[2]) for row in group)
        split = [tuple(segment.text for segment in segmenter.split(text, "fa")) for text in texts]
        stories.append(Story(name, tuple(split)))
    return stories


def queue(size: int) -> list[Story]:
    """Return the first stories of the corpus, and from its start again where it has fewer."""
    return list(itertools.islice(itertools.cycle(corpus()), size))


def single() -> Story:
    """Return one story of 20 segments, a segment a paragraph: the first stories of the corpus, one after the other."""
    segments = itertools.chain.from_iterable(story.segments for story in corpus())
    return Story("single", tuple((one,) for one in itertools.islice(dict.fromkeys(segments), SINGLE)))


def in_paragraphs(story: Story, size: int) -> Story:
    """Return a story with `size` segments in each paragraph."""
    segments = story.segments
    cuts = range(0, len(segments), size)
    return Story(story.name, tuple(tuple(segments[start : start + size]) for start in cuts))


def sentences(most: int, without: Sequence[str]) -> list[str]:
    """Return Persian sentences of the corpus, every n-th, that are not among those given."""
    known = set(without)
    found = [
        tidy(line.split("\t")[-3])
        for file in sorted(CORPUS.parent.glob("*.tsv"))
        for line in file.read_text("utf-8").splitlines()
    ]
    fresh = [one for one in dict.fromkeys(found) if one and one not in known]
    return fresh[:: max(1, len(fresh) // most)][:most]
