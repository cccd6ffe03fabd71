"""Judge a pack on texts with known translations: through the very engine that drafts stories, scored with chrF.

chrF is sacrebleu's. It is measured for each direction and averaged by their sizes, so that scripts are not mixed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sacrebleu.metrics.chrf import CHRF

from dabir.training.calibration import Sample
from dabir.training.units import Pair
from dabir.translation import confidence, jobs
from dabir.translation.engine import Engine
from dabir.translation.model import Model
from dabir.translation.packs import Pack, Packs

BEAM = 2
OTHERS = 8
"""Translations of other units that a draft is compared with."""


@dataclass(frozen=True, slots=True)
class Approach:
    """How much nearer drafts came to their own translations than to those of other units, in points of chrF.

    Attributes:
        mean: over all units.
        error: standard error of the mean.
    """

    mean: float
    error: float


class _Alone(Packs):
    """One pack, as if no other were installed."""

    def __init__(self, pack: Pack) -> None:
        super().__init__(pack.path.parent)
        self._pack = pack

    def installed(self) -> list[Pack]:
        """Return the one pack."""
        return [self._pack]


def drafts(pack: Pack, pairs: Sequence[Pair]) -> list[str]:
    """Return what a pack makes of the sources, as the program would show it."""
    engine = Engine(_Alone(pack))
    made = [""] * len(pairs)
    try:
        for (source, target), places in by_direction(pairs).items():
            texts = [pairs[place].source for place in places]
            for place, draft in zip(places, engine.translate(texts, source, target, beam=BEAM), strict=True):
                made[place] = draft.text
    finally:
        engine.close()
    return made


def chrf(pairs: Sequence[Pair], outputs: Sequence[str]) -> float:
    """Return how like the drafts are to the known translations, 0 to 100."""
    total = 0.0
    for places in by_direction(pairs).values():
        references = [[pairs[place].target for place in places]]
        total += len(places) * CHRF().corpus_score([outputs[place] for place in places], references).score
    return total / max(1, len(pairs))


def approach(pairs: Sequence[Pair], before: Sequence[str], after: Sequence[str]) -> Approach:
    """Compare the gain on each unit's own translation with the gain on those of others in the same direction.

    A pack that only learns what the units sound like comes nearer to all of them alike; one that learns to translate
    them comes nearer to the right one.

    Args:
        pairs: units.
        before: drafts of the pack before.
        after: drafts of the pack after.
    """
    gains = []
    for places in by_direction(pairs).values():
        for number, place in enumerate(places):
            turned = [places[(number + step) % len(places)] for step in range(1, min(OTHERS, len(places) - 1) + 1)]
            own = pairs[place].target
            others = [pairs[other].target for other in turned if pairs[other].target != own]
            if others:
                theirs = sum(_gain(before[place], after[place], other) for other in others) / len(others)
                gains.append(_gain(before[place], after[place], own) - theirs)
    if len(gains) < 2:
        return Approach(0.0, 0.0)
    return Approach(float(np.mean(gains)), float(np.std(gains, ddof=1)) / math.sqrt(len(gains)))


def _gain(before: str, after: str, reference: str) -> float:
    metric = CHRF()
    return metric.sentence_score(after, [reference]).score - metric.sentence_score(before, [reference]).score


def sample(pack: Pack, pairs: Sequence[Pair]) -> Sample:
    """Return the drafts of texts that are translated in one piece, with what is known of each and its chrF."""
    model, rows, scores = Model(pack, 1), [], []
    metric = CHRF()
    try:
        for (source, target), places in by_direction(pairs).items():
            planned = jobs.plan(model, [pairs[place].source for place in places], source)
            cut = {job.number for job in planned if job.part}
            whole = [job for job in planned if job.pieces and job.number not in cut]
            for job, output in zip(whole, jobs.translate(model, [whole], target, BEAM)[0], strict=True):
                rows.append(confidence.features(job.shown.text, len(job.pieces), output.score, output.tokens))
                reference = pairs[places[job.number]].target
                scores.append(metric.sentence_score(output.text, [reference]).score / 100)
    finally:
        model.unload()
    return Sample(np.array(rows), np.array(scores))


def by_direction(pairs: Sequence[Pair]) -> dict[tuple[str, str], list[int]]:
    """Return the places of the pairs of each direction."""
    places: dict[tuple[str, str], list[int]] = {}
    for place, pair in enumerate(pairs):
        places.setdefault(pair.direction, []).append(place)
    return places
