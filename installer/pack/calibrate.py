"""Drafts of the pipeline's sentences with what is known of them, to fit what the pack tells of its own faults.

Fitted on the development part, which the model was not trained on; how well the lowest fifth holds the worst fifth is
measured on the held-out part.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sacrebleu.metrics.chrf import CHRF

from dabir.training.calibration import Sample
from dabir.training.corpus import DIRECTIONS, Triple
from pack.score import Engine


def sample(engine: Engine, triples: Sequence[Triple]) -> Sample:
    """Translate sentences in all directions and score each by itself."""
    rows, scores, metric = [], [], CHRF()
    for source, target in DIRECTIONS:
        drafts = engine.drafts([triple.text(source) for triple in triples], source, target)
        for draft, triple in zip(drafts, triples, strict=True):
            rows.append(draft.features)
            scores.append(metric.sentence_score(draft.text, [triple.text(target)]).score / 100)
    return Sample(np.array(rows), np.array(scores))
