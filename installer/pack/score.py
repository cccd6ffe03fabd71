"""Translate with an exported model and score it: chrF and BLEU by sacrebleu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import ctranslate2
import sentencepiece as spm
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from dabir.translation.placeholders import fill, keeps, mask
from pack.corpus import DIRECTIONS, Triple
from pack.figures import figures_kept
from pack.tokens import PREFIXES


@dataclass(frozen=True, slots=True)
class Score:
    """Scores of one direction, 0 to 100."""

    source: str
    target: str
    chrf: float
    bleu: float
    figures: float
    sentences: int


class Engine:
    """An exported model with its tokenizer, used exactly as the program uses a pack."""

    def __init__(self, model: Path, tokenizer: Path, threads: int = 2) -> None:
        self.processor = spm.SentencePieceProcessor(model_file=str(tokenizer))
        self.translator = ctranslate2.Translator(
            str(model), device="cpu", compute_type="int8", inter_threads=1, intra_threads=threads
        )

    def translate(self, texts: Sequence[str], source: str, target: str, beam: int = 2) -> list[str]:
        """Translate sentences from `source` to `target`, in their order, figures as placeholders."""
        masks = [mask(text, source) for text in texts]
        results = self.translator.translate_batch(
            [self.processor.encode(masked.text, out_type=str) for masked in masks],
            target_prefix=[[PREFIXES[target]]] * len(texts),
            beam_size=beam,
            num_hypotheses=beam,
            max_batch_size=1024,
            batch_type="tokens",
            max_decoding_length=256,
        )
        outputs = []
        for masked, result in zip(masks, results, strict=True):
            drafts = [self.processor.decode(pieces[1:]) for pieces in result.hypotheses]
            best = next((draft for draft in drafts if keeps(draft, masked.marks)), drafts[0])
            outputs.append(fill(best, masked, target))
        return outputs


def score(engine: Engine, triples: Sequence[Triple], beam: int = 2) -> list[Score]:
    """Score all six directions on the triples, references as the corpus spells them."""
    scores = []
    for source, target in DIRECTIONS:
        sources = [triple.text(source) for triple in triples]
        outputs = engine.translate(sources, source, target, beam)
        references = [[triple.text(target) for triple in triples]]
        chrf = CHRF().corpus_score(outputs, references).score
        bleu = BLEU().corpus_score(outputs, references).score
        scores.append(Score(source, target, chrf, bleu, figures_kept(sources, outputs, references[0]), len(triples)))
    return scores


def signatures() -> tuple[str, str]:
    """Return sacrebleu's signatures of the chrF and BLEU used here."""
    chrf, bleu = CHRF(), BLEU()
    chrf.corpus_score(["a"], [["a"]])
    bleu.corpus_score(["a"], [["a"]])
    return str(chrf.get_signature()), str(bleu.get_signature())


def mean_chrf(scores: Sequence[Score]) -> float:
    """Return the plain mean of the directions' chrF."""
    return sum(one.chrf for one in scores) / len(scores)
