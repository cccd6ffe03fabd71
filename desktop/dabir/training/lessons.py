"""What a continued training is shown: the desk's units, both ways, and as many sentences of the corpus.

The sentences of the corpus are there against forgetting; half of each batch is theirs. Marks and spelling are
those of the pack's own training.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dabir.training.align import align_texts
from dabir.training.batches import LONGEST, Alignments, Example, batch_rows, height_of, source_pieces
from dabir.training.corpus import DIRECTIONS, LANGUAGES, Triple
from dabir.training.marking import mark
from dabir.training.spelling import unify_target
from dabir.training.tokens import Sampler
from dabir.training.units import Pair

SAMPLED_SOURCES = 0.5
SAMPLED_TARGETS = 0.2
"""Shares of the texts whose segmentation is drawn, as in the pack's own training."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text with its translations, as the model is to write them; `index` is its place in the alignments."""

    index: int
    texts: Mapping[str, str]


class Lessons:
    """The material of a training.

    Attributes:
        alignments: of all texts, by direction.
    """

    def __init__(self, pairs: Sequence[Pair], apart: Sequence[Pair], corpus: Sequence[Triple]) -> None:
        """Unify the spelling of all texts and align them by words.

        Args:
            pairs: units to learn from.
            apart: units that tell when to stop.
            corpus: sentences of the bundled corpus that the pack was trained on.
        """
        self.alignments: Alignments = {}
        self._corpus = [
            Lesson(i, {code: _unified(code, one.text(code)) for code in LANGUAGES}) for i, one in enumerate(corpus)
        ]
        self._pairs: list[tuple[tuple[str, str], Lesson]] = []
        self._apart: list[tuple[tuple[str, str], Lesson]] = []
        for languages in combinations(LANGUAGES, 2):
            self._enter(languages, pairs, apart)

    def _enter(self, languages: tuple[str, str], pairs: Sequence[Pair], apart: Sequence[Pair]) -> None:
        texts = [lesson.texts for lesson in self._corpus]
        for group, kept in ((pairs, self._pairs), (apart, self._apart)):
            for pair in group:
                if set(pair.direction) == set(languages):
                    both = {
                        pair.source_language: _unified(pair.source_language, pair.source),
                        pair.target_language: _unified(pair.target_language, pair.target),
                    }
                    kept.append((pair.direction, Lesson(len(texts), both)))
                    texts.append(both)
        first, second = languages
        there, back = align_texts([one[first] for one in texts], [one[second] for one in texts], languages)
        self.alignments[first, second], self.alignments[second, first] = there, back

    def epoch(self, sampler: Sampler, chance: random.Random, tokens: int) -> list[list[Example]]:
        """Return the batches of an epoch, in a random order: each unit both ways, and as many of the corpus.

        Args:
            sampler: encodes.
            chance: where the choices come from.
            tokens: target pieces a batch has about, padding included.
        """
        own = [
            example
            for (source, target), lesson in self._pairs
            for direction in ((source, target), (target, source))
            if (example := _example(sampler, lesson, direction, chance)) is not None
        ]
        replayed: list[Example] = []
        while len(replayed) < len(own):
            example = _example(sampler, chance.choice(self._corpus), chance.choice(DIRECTIONS), chance)
            if example is not None:
                replayed.append(example)
        made = list(_batches(own, replayed, chance, tokens))
        chance.shuffle(made)
        return made

    def apart(self, sampler: Sampler, tokens: int) -> list[list[Example]]:
        """Return batches of the units that tell when to stop, the same at every call."""
        chance = random.Random(0)
        examples = [_example(sampler, lesson, direction, chance, plain=True) for direction, lesson in self._apart]
        known = sorted((one for one in examples if one is not None), key=lambda one: len(one.targets[0].ids))
        made: list[list[Example]] = []
        for example in known:
            if not made or len(made[-1]) >= batch_rows(height_of(example), tokens):
                made.append([])
            made[-1].append(example)
        return made


def _unified(language: str, text: str) -> str:
    return " ".join(unify_target(language, text).split())


def _example(
    sampler: Sampler, lesson: Lesson, direction: tuple[str, str], chance: random.Random, *, plain: bool = False
) -> Example | None:
    """Return a lesson as pieces, sampled unless it is to be plain; None where it is too long or nothing is left."""
    source, target = direction
    texts = mark({code: lesson.texts[code] for code in direction}, source, chance)
    if plain:
        ours, theirs = sampler.encode(texts[source]), sampler.encode(texts[target])
    else:
        ours = source_pieces(sampler, source, texts[source], SAMPLED_SOURCES, chance)
        theirs = sampler.encode(texts[target], chance if chance.random() < SAMPLED_TARGETS else None)
    example = Example(lesson.index, source, (target,), ours, (theirs,))
    return example if ours.ids and theirs.ids and example.longest <= LONGEST else None


def _batches(
    own: list[Example], replayed: list[Example], chance: random.Random, tokens: int
) -> Iterator[list[Example]]:
    """Yield batches of texts of about the same length, half of each from either list."""
    for group in (own, replayed):
        chance.shuffle(group)
        group.sort(key=lambda example: len(example.targets[0].ids))
    start, end = 0, 0
    while start < len(own):
        end = start + 1
        while end < len(own) and 2 * (end + 1 - start) <= batch_rows(
            max(height_of(own[end]), height_of(replayed[end])), tokens
        ):
            end += 1
        yield [*own[start:end], *replayed[start:end]]
        start = end
