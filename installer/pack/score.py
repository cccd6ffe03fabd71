"""Translate with an exported model and score it: chrF and BLEU by sacrebleu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import ctranslate2
import sentencepiece as spm
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from dabir.training.corpus import DIRECTIONS, Triple
from dabir.training.tokens import PREFIXES
from dabir.translation.batches import is_loop
from dabir.translation.confidence import features
from dabir.translation.edge import hear, is_whole, show
from dabir.translation.scripts import foreign_pieces
from pack.figures import figures_kept
from pack.names import names_kept


@dataclass(frozen=True, slots=True)
class Score:
    """Scores of one direction: chrF and BLEU 0 to 100, shares of figures and names kept, outputs that loop."""

    source: str
    target: str
    chrf: float
    bleu: float
    figures: float
    names: float
    loops: int
    sentences: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A translation and what is known of it (`dabir.translation.confidence.NAMES`)."""

    text: str
    features: tuple[float, ...]


class Engine:
    """An exported model with its tokenizer, used exactly as the program uses a pack."""

    def __init__(self, model: Path, tokenizer: Path, threads: int = 2, *, length_penalty: float = 1.0) -> None:
        self.processor = spm.SentencePieceProcessor(model_file=str(tokenizer))
        self.length_penalty = length_penalty
        pieces = [self.processor.id_to_piece(number) for number in range(self.processor.get_piece_size())]
        self._foreign = {target: foreign_pieces(pieces, target) for target in PREFIXES}
        self.translator = ctranslate2.Translator(
            str(model), device="cpu", compute_type="int8", inter_threads=1, intra_threads=threads
        )

    def drafts(self, texts: Sequence[str], source: str, target: str, beam: int = 2) -> list[Draft]:
        """Translate sentences from `source` to `target`, in their order, as the program does."""
        shown = [show(text, source) for text in texts]
        given = [self.processor.encode(one.text, out_type=str) for one in shown]
        results = self.translator.translate_batch(
            given,
            target_prefix=[[PREFIXES[target]]] * len(texts),
            beam_size=beam,
            length_penalty=self.length_penalty,
            suppress_sequences=self._foreign[target],
            num_hypotheses=beam,
            return_scores=True,
            max_batch_size=1024,
            batch_type="tokens",
            max_decoding_length=256,
        )
        made = []
        for one, pieces, result in zip(shown, given, results, strict=True):
            answers = [self.processor.decode(hypothesis[1:]) for hypothesis in result.hypotheses]
            best = next((place for place, answer in enumerate(answers) if is_whole(answer, one)), 0)
            known = features(one.text, len(pieces), result.scores[best], len(result.hypotheses[best]))
            made.append(Draft(hear(answers[best], one, target), known))
        return made

    def translate(self, texts: Sequence[str], source: str, target: str, beam: int = 2) -> list[str]:
        """Return the texts of `drafts`."""
        return [draft.text for draft in self.drafts(texts, source, target, beam)]


def score(engine: Engine, triples: Sequence[Triple], beam: int = 2) -> list[Score]:
    """Score all six directions on the triples, references as the corpus spells them."""
    scores = []
    for source, target in DIRECTIONS:
        sources = [triple.text(source) for triple in triples]
        outputs = engine.translate(sources, source, target, beam)
        references = [[triple.text(target) for triple in triples]]
        chrf = CHRF().corpus_score(outputs, references).score
        bleu = BLEU().corpus_score(outputs, references).score
        pair = (source, target)
        scores.append(
            Score(
                source,
                target,
                chrf,
                bleu,
                figures_kept(sources, outputs, references[0], pair),
                names_kept(sources, outputs, references[0], pair),
                sum(is_loop(one.split(), other.split()) for one, other in zip(sources, outputs, strict=True)),
                len(triples),
            )
        )
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
