"""Translate with an exported model and score it: chrF and BLEU by sacrebleu, names, figures, loops.

What translates is the program itself, from placeholders to repair; only the tokenizer is read without Argos.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import sentencepiece as spm
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from dabir.training.corpus import DIRECTIONS, Triple
from dabir.translation import batches, edge, jobs, names
from dabir.translation import metadata as packs_metadata
from dabir.translation.answers import Job
from dabir.translation.batches import is_loop
from dabir.translation.confidence import features
from dabir.translation.edge import show
from dabir.translation.jobs import Sheaf
from dabir.translation.model import Model, Output
from dabir.translation.record import pack_of
from pack.figures import figures_kept
from pack.names import names_kept
from pack.package import CODE, metadata


@dataclass(frozen=True, slots=True)
class Score:
    """Scores of one direction.

    Attributes:
        source: language of the sources.
        target: language of the outputs.
        chrf: 0 to 100.
        bleu: 0 to 100.
        figures: share of sentences whose figures are kept.
        names: share of names of the starter terms kept, in any of their forms.
        spelled: share of names of CLDR that come out in the very form that CLDR has, adjectives not counted.
        loops: outputs that repeat themselves.
        sentences: how many there were.
    """

    source: str
    target: str
    chrf: float
    bleu: float
    figures: float
    names: float
    spelled: float
    loops: int
    sentences: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A translation and what is known of it (`dabir.translation.confidence.NAMES`)."""

    text: str
    features: tuple[float, ...]


class _Tokenizer:
    """What the program uses of a package's tokenizer."""

    def __init__(self, file: Path) -> None:
        self._processor = spm.SentencePieceProcessor(model_file=str(file))

    def encode(self, text: str) -> list[str]:
        pieces: list[str] = self._processor.encode(text, out_type=str)
        return pieces

    def lazy_processor(self) -> spm.SentencePieceProcessor:
        return self._processor


@dataclass(frozen=True, slots=True)
class _Package:
    """What the program uses of a package."""

    tokenizer: _Tokenizer
    target_prefix: str = ""


class Engine:
    """An exported model with its tokenizer, used exactly as the program uses a pack."""

    def __init__(self, model: Path, tokenizer: Path, threads: int = 2, *, length_penalty: float = 1.0) -> None:
        self._threads = threads
        self._model = _loaded(model, tokenizer, threads, length_penalty)
        self._made: dict[tuple[object, ...], list[Draft]] = {}

    def drafts(self, texts: Sequence[str], source: str, target: str, beam: int = 2) -> list[Draft]:
        """Translate sentences from `source` to `target`, in their order, as the program does; the same ones once."""
        asked = (*texts, source, target, beam)
        if asked not in self._made:
            self._made[asked] = self._translated(texts, source, target, beam)
        return self._made[asked]

    def _translated(self, texts: Sequence[str], source: str, target: str, beam: int) -> list[Draft]:
        planned = jobs.plan(self._model, texts, source)
        sheaf = Sheaf([jobs.Draft(text, 0.0) for text in texts], planned)
        known: list[list[tuple[Job, Output]]] = [[] for _ in texts]
        search = jobs.Search(target, beam, self._threads)
        for made in jobs.work(planned, search, lambda: nullcontext(self._model)):
            sheaf.add(made)
            for job, output in made:
                known[job.number].append((job, output))
        return [Draft(sheaf.done[number].text, _features(parts)) for number, parts in enumerate(known)]

    def translate(self, texts: Sequence[str], source: str, target: str, beam: int = 2) -> list[str]:
        """Return the texts of `drafts`."""
        return [draft.text for draft in self.drafts(texts, source, target, beam)]

    def first_answers(self, texts: Sequence[str], source: str, target: str, beam: int = 2) -> list[str]:
        """Return what the model answers at first: nothing that went wrong is asked for again."""
        planned = jobs.plan(self._model, texts, source)
        sheaf = Sheaf([jobs.Draft(text, 0.0) for text in texts], planned)
        sheaf.add((job, jobs.carried(job, target)) for job in planned if not job.pieces)
        asked = [job for job in planned if job.pieces]
        for batch in batches.plan([len(job.pieces) for job in asked], 1):
            answers = self._model.translate([[asked[place].pieces for place in batch]], target, beam=beam)[0]
            for place, (answer, *_) in zip(batch, answers, strict=True):
                job = asked[place]
                sheaf.add([(job, answer.with_text(edge.hear(answer.text, job.shown, target)))])
        return [sheaf.done[number].text for number in range(len(texts))]


def engine_of(pack: Path, folder: Path) -> Engine:
    """Return the model of a pack, which is unpacked into a folder."""
    with zipfile.ZipFile(pack) as archive:
        archive.extractall(folder)
    return Engine(next(folder.rglob("model.bin")).parent, next(folder.rglob("sentencepiece.model")))


def _loaded(model: Path, tokenizer: Path, threads: int, length_penalty: float) -> Model:
    """Return the program's model of a pack that is not packed yet; it stays in memory."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(model, folder / "model")
        shutil.copyfile(tokenizer, folder / "sentencepiece.model")
        pack = pack_of(packs_metadata.parse(json.dumps(metadata()).encode(), CODE), folder)
        made = Model(
            pack,
            threads,
            length_penalty=length_penalty,
            read=lambda place: _Package(_Tokenizer(place / "sentencepiece.model")),
        )
        made.load()
    return made


def _features(parts: Sequence[tuple[Job, Output]]) -> tuple[float, ...]:
    """Return the features of a draft; those of a long sentence's parts count by their length."""
    rows = [features(job.shown.text, len(job.pieces), output.score, output.tokens) for job, output in parts]
    weights = [max(1, output.tokens) for _, output in parts]
    return tuple(float(value) for value in np.average(rows, axis=0, weights=weights))


def score(engine: Engine, triples: Sequence[Triple], beam: int = 2) -> list[Score]:
    """Score all six directions on the triples, references as the corpus spells them."""
    scores = []
    for source, target in DIRECTIONS:
        sources = [triple.text(source) for triple in triples]
        outputs = engine.translate(sources, source, target, beam)
        scores.append(rate(sources, outputs, [triple.text(target) for triple in triples], (source, target)))
    return scores


def rate(sources: Sequence[str], outputs: Sequence[str], references: Sequence[str], pair: tuple[str, str]) -> Score:
    """Score the translations of one direction.

    Args:
        sources: what was translated.
        outputs: the translations.
        references: those of the corpus.
        pair: language of the sources and of the translations.
    """
    return Score(
        *pair,
        chrf=CHRF().corpus_score(outputs, [references]).score,
        bleu=BLEU().corpus_score(outputs, [references]).score,
        figures=figures_kept(sources, outputs, references, pair),
        names=terms_kept(sources, outputs, references, pair),
        spelled=names_kept(sources, outputs, references, pair),
        loops=sum(is_loop(one.split(), other.split()) for one, other in zip(sources, outputs, strict=True)),
        sentences=len(sources),
    )


def terms_kept(
    sources: Sequence[str], outputs: Sequence[str], references: Sequence[str], languages: tuple[str, str]
) -> float:
    """Return the share of the names of the starter terms in sources that outputs have, where references do."""
    source_language, target_language = languages
    kept = []
    for source, output, reference in zip(sources, outputs, references, strict=True):
        wanted = names.sought(show(source, source_language), source_language, target_language)
        gone = names.lost(wanted, reference, target_language)
        kept += [not names.lost([name], output, target_language) for name in wanted if name not in gone]
    return sum(kept) / max(1, len(kept))


def signatures() -> tuple[str, str]:
    """Return sacrebleu's signatures of the chrF and BLEU used here."""
    chrf, bleu = CHRF(), BLEU()
    chrf.corpus_score(["a"], [["a"]])
    bleu.corpus_score(["a"], [["a"]])
    return str(chrf.get_signature()), str(bleu.get_signature())


def mean_chrf(scores: Sequence[Score]) -> float:
    """Return the plain mean of the directions' chrF."""
    return sum(one.chrf for one in scores) / len(scores)
