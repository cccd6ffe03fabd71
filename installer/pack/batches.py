"""The epochs of a training: a pure function of the seed and their number, so a killed run resumes inside one.

A batch holds sentences of one source language with both other languages as targets: the encoder reads each source
once for two directions.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dabir.training.align import align_texts
from dabir.training.batches import LONGEST, Alignments, Example, batch_rows, height_of, source_pieces
from dabir.training.corpus import LANGUAGES, Triple
from dabir.training.spelling import unify_target
from dabir.training.tokens import Sampler
from pack.figures import masked, substitute
from pack.names import rename

TARGETS = {language: tuple(other for other in LANGUAGES if other != language) for language in LANGUAGES}


@dataclass(frozen=True, slots=True)
class Mixture:
    """What an epoch is made of, as shares from 0 to 1.

    Attributes:
        english: share of the sentences that English gets as a source; Persian and Azerbaijani, which the desks read
            most, get all.
        masked: share of the sentences whose figures are placeholders.
        substituted: of the rest, share whose figures are replaced by others.
        renamed: share whose places are replaced by others of CLDR.
        paired: share of the sources that are translated into one language only, drawn.
        sampled_sources: share of the sources whose segmentation is drawn.
        sampled_targets: the same for targets.
    """

    english: float = 0.7
    masked: float = 0.75
    substituted: float = 0.7
    renamed: float = 0.4
    paired: float = 0.0
    sampled_sources: float = 0.5
    sampled_targets: float = 0.2


def unified(triple: Triple) -> Triple:
    """Return the triple as the model is to write it."""
    fa, az, en = (" ".join(unify_target(code, triple.text(code)).split()) for code in LANGUAGES)
    return Triple(fa, az, en, triple.story)


def align_corpus(triples: Sequence[Triple]) -> Alignments:
    """Align all ordered language pairs of the unified triples by words."""
    texts = {code: [triple.text(code) for triple in triples] for code in LANGUAGES}
    alignments: Alignments = {}
    for first, second in (("fa", "en"), ("az", "en"), ("fa", "az")):
        pair = align_texts(texts[first], texts[second], (first, second))
        alignments[first, second], alignments[second, first] = pair
    return alignments


def _examples(
    sampler: Sampler, triples: Sequence[Triple], mixture: Mixture, chance: random.Random
) -> Iterator[Example]:
    for index, triple in enumerate(triples):
        renamed = rename(triple, chance) if chance.random() < mixture.renamed else triple
        hidden = chance.random() < mixture.masked
        plain = substitute(renamed, chance) if not hidden and chance.random() < mixture.substituted else renamed
        for code in LANGUAGES:
            if chance.random() >= (mixture.english if code == "en" else 1.0):
                continue
            shown = masked(plain, code, chance) if hidden else plain
            into = TARGETS[code]
            if mixture.paired and chance.random() < mixture.paired:
                into = (chance.choice(into),)
            source = source_pieces(sampler, code, shown.text(code), mixture.sampled_sources, chance)
            targets = tuple(
                sampler.encode(shown.text(other), chance if chance.random() < mixture.sampled_targets else None)
                for other in into
            )
            example = Example(index, code, into, source, targets)
            if example.longest <= LONGEST:
                yield example


def plan_epoch(
    sampler: Sampler, triples: Sequence[Triple], mixture: Mixture, *, seed: int, epoch: int, tokens: int
) -> list[list[Example]]:
    """Return the batches of an epoch, of about `tokens` target pieces each, padding included."""
    chance = random.Random(f"{seed}/{epoch}")
    groups: dict[tuple[tuple[str, ...], int], list[tuple[float, int, Example]]] = {}
    for example in _examples(sampler, triples, mixture, chance):
        key = len(example.source.ids) + 4 * chance.random()
        languages = (example.language, *example.into)
        groups.setdefault((languages, height_of(example)), []).append((key, example.index, example))
    batches: list[list[Example]] = []
    for ((_, *into), height), group in groups.items():
        ordered = [example for _, _, example in sorted(group, key=lambda entry: entry[:2])]
        count = batch_rows(height, tokens) // len(into)
        batches += [ordered[start : start + count] for start in range(0, len(ordered), count)]
    chance.shuffle(batches)
    return batches
