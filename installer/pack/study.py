"""What each lever of the recipe is worth, and how the pack grows with its corpus: `python installer/pack/study.py`.

    python installer/pack/study.py --work build/study --steps 2500 --epochs 24

Trains one model a variant and scores it on the development part. Each result is kept as it comes: a stopped study
goes on with the next variant. Levers are short trainings of the same number of steps: they tell what helps early,
not what a long training reaches. One of them learns from the drafts of the bundled pack too, which tells what
distillation and back-translation would be worth. The learning curve has trainings as long as that of a pack, of as
many epochs each: shorter ones would tell how fast a model learns, not how much it can learn from its sentences.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import traceback
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

if __package__ in {None, ""}:  # run as a file: make the packages importable, and these modules not top-level ones
    sys.path[0] = str(Path(__file__).resolve().parents[1])
    sys.path.insert(1, str(Path(__file__).resolve().parents[2] / "desktop"))

from sacrebleu.metrics.chrf import CHRF

from dabir.training.corpus import LANGUAGES, Splits, Triple, bucket, corpus_sha256, read_corpus, split
from dabir.training.export import export
from dabir.training.model import Shape
from pack.ahead import processes_for
from pack.batches import Mixture, unified
from pack.names import lines
from pack.prepared import Prepared
from pack.recipe import PIECES, Recipe
from pack.score import Engine, engine_of, mean_chrf, score
from pack.train import Run

ROOT = Path(__file__).resolve().parents[2]
LEVER_PIECES = 6000
"""Vocabulary of the levers, half of the pack's: that the pack's is better is what one of them told."""
COOLED = 0.3
"""Share of a short training that cools: what has not cooled is seven chrF below what has."""
SEARCHES = ((1, 1.0), (2, 1.0), (4, 1.0), (2, 0.6), (2, 1.4))
"""Beam and length penalty, tried on the model of the first variant."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One change of the recipe.

    Attributes:
        name: what is changed.
        recipe: changed settings of `Recipe`.
        mixture: changed settings of `Mixture`.
        shape: changed settings of `Shape`.
        pieces: size of the vocabulary.
        per_mille: share of the training sentences, by their place in the split's hash.
        names: whether the names of CLDR are lines of the training.
        whole: whether it is trained as a pack is, for epochs instead of steps.
        aligned: whether embeddings begin as the word alignments have them, and not as they fall.
        drafted: of how many packs drafts are further sentences: each triple once more with one side drafted, which
            is back-translation where that side is a source, and distillation where it is a target. Of several drafts
            the nearest to the sentence itself is taken (Kim and Rush 2016, arXiv:1606.07947).
    """

    name: str
    recipe: dict[str, Any] = field(default_factory=dict)
    mixture: dict[str, float] = field(default_factory=dict)
    shape: dict[str, Any] = field(default_factory=dict)
    pieces: int = LEVER_PIECES
    per_mille: int = 1000
    names: bool = True
    aligned: bool = True
    whole: bool = False
    drafted: int = 0


VARIANTS = (
    Variant("as built but with 6,000 pieces"),
    *(
        Variant(f"{share} of the corpus", per_mille=per_mille, pieces=PIECES, whole=True)
        for share, per_mille in (("an eighth", 125), ("a quarter", 250), ("half", 500), ("all", 1000))
    ),
    Variant("drafts of the bundled pack as further sentences", drafted=1),
    Variant("drafts of two packs, of each the nearer", drafted=2),
    Variant("one target a sentence, not both", mixture={"paired": 1.0}),
    Variant("no subword sampling", mixture={"sampled_sources": 0.0, "sampled_targets": 0.0}),
    Variant("figures as they stand", mixture={"masked": 0.0, "substituted": 0.0}),
    Variant("other figures at every pass, no placeholders", mixture={"masked": 0.0, "substituted": 1.0}),
    Variant("no names of CLDR", mixture={"renamed": 0.0}, names=False),
    Variant("embeddings begin as they fall", aligned=False),
    Variant("no guided attention", recipe={"guide": 0.0, "guide_end": 0.0}),
    Variant("no hidden words", recipe={"hide_target": 0.0, "hide_source": 0.0}),
    Variant("no label smoothing", recipe={"smoothing": 0.0}),
    Variant("label smoothing 0.3", recipe={"smoothing": 0.3}),
    Variant("embeddings not tied to the output", shape={"tied": False}),
    Variant("dropout 0.3", shape={"dropout": 0.3}),
    Variant("3,000 pieces", pieces=3000),
    Variant("12,000 pieces", pieces=12000),
    Variant("6 encoder layers", shape={"encoder_layers": 6}),
    Variant("3 encoder, 3 decoder layers", shape={"encoder_layers": 3, "decoder_layers": 3}),
    Variant("width 384", shape={"width": 384, "heads": 6, "inner": 1536}),
)


@dataclass(frozen=True, slots=True)
class Plan:
    """How long the trainings are, and what they may take of the machine.

    Attributes:
        steps: of a lever.
        epochs: of a point of the learning curve.
        helpers: processes that make the epochs of one training, on a GPU.
    """

    steps: int
    epochs: float
    helpers: int = 1

    def length(self, variant: Variant) -> str:
        """Return how long a variant is trained, as a part of a folder's name."""
        return f"{self.epochs:g}-epochs" if variant.whole else f"{self.steps}-steps"


def _part(triples: tuple[Triple, ...], per_mille: int) -> list[Triple]:
    # The split uses the hash of the English sentence; another text keeps this choice apart from it.
    return [triple for triple in triples if bucket("study " + triple.en) < per_mille]


def _drafted(triples: Sequence[Triple], packs: Sequence[Path]) -> list[Triple]:
    """Return each triple once more with one side drafted by the packs from another, the sides in turn."""
    found: list[Triple] = []
    with ExitStack() as opened:
        engines = [engine_of(pack, Path(opened.enter_context(TemporaryDirectory()))) for pack in packs]
        for place, (source, target) in enumerate((("fa", "az"), ("az", "en"), ("en", "fa"))):
            some = triples[place::3]
            sources = [triple.text(source) for triple in some]
            drafts = zip(*(engine.translate(sources, source, target, 2) for engine in engines), strict=True)
            nearest = [_nearest(few, triple.text(target)) for few, triple in zip(drafts, some, strict=True)]
            pairs = zip(some, nearest, strict=True)
            found += [replace(triple, **{target: draft}) for triple, draft in pairs if draft.strip()]
    return found


def _nearest(drafts: Sequence[str], reference: str) -> str:
    if len(drafts) == 1:
        return drafts[0]
    return max(drafts, key=lambda draft: CHRF().sentence_score(draft, [reference]).score)


def drafts(splits: Splits, work: Path, packs: Path, count: int) -> list[Triple]:
    """Return the training sentences with one side drafted; they are drafted once and kept in the work folder.

    Raises:
        ValueError: there are not so many packs.
    """
    kept = work / f"drafts-{count}.json"
    if not kept.exists():
        newest = sorted(packs.glob("*.argosmodel"), reverse=True)[:count]
        if len(newest) < count:
            msg = f"{packs} has {len(newest)} packs, not {count}; put another version of the pack beside it"
            raise ValueError(msg)
        rows = [[one.text(code) for code in LANGUAGES] for one in _drafted(splits.train, newest)]
        kept.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return [Triple(*row, "") for row in json.loads(kept.read_text(encoding="utf-8"))]


def _run(
    variant: Variant, splits: Splits, folder: Path, plan: Plan, further: Iterable[Triple], prepared: Prepared
) -> tuple[Run, float]:
    """Return the training of a variant, not begun, and its epochs."""
    shown = [*_part(splits.train, variant.per_mille), *further, *(lines() if variant.names else ())]
    mixture = replace(Mixture(), **variant.mixture)
    cooled = Recipe().cooled if variant.whole else COOLED
    recipe = replace(Recipe(try_minutes=1e9, cooled=cooled), mixture=mixture, **variant.recipe)
    shape = replace(Shape(variant.pieces), **variant.shape)
    triples = [unified(triple) for triple in shown]
    tokenizer = prepared.tokenizer(shown, variant.pieces)
    run = Run(folder, shape, recipe, tokenizer, triples, splits.development, prepared, helpers=plan.helpers)
    return run, plan.epochs if variant.whole else plan.steps / run.planned(0)[0]


def train(variant: Variant, corpus: Path, packs: Path, work: Path, plan: Plan) -> list[dict[str, Any]]:
    """Train a variant and return its scores on the development part; with the first one, ways of using its model.

    What was done before with the same corpus and as long a training is read, not done again.

    Args:
        variant: what is changed.
        corpus: folder of the corpus.
        packs: folder of the bundled pack.
        work: folder of all variants.
        plan: how long it is trained.
    """
    name = variant.name.replace(" ", "-").replace(",", "")
    folder = work / f"{corpus_sha256(corpus)[:12]}-{plan.length(variant)}" / name
    folder.mkdir(parents=True, exist_ok=True)
    result = folder / "result.json"
    if not result.exists():
        splits = split(read_corpus(corpus))
        further = drafts(splits, work, packs, variant.drafted) if variant.drafted else ()
        run, epochs = _run(variant, splits, folder, plan, further, Prepared(work / "prepared"))
        if not run.resume(epochs) and variant.aligned:
            run.start()
        run.train(epochs)
        rows = [_row(variant, run, splits)]
        if variant == VARIANTS[0]:
            rows += _uses(run, splits)
        result.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(result.read_text(encoding="utf-8"))
    return found


def _row(variant: Variant, run: Run, splits: Splits) -> dict[str, Any]:
    scores = score(Engine(run.folder / "candidate", run.tokenizer), splits.development)
    return {
        "variant": variant.name,
        "sentences": len(run.triples),
        "steps": run.progress.step,
        "epochs": round(run.progress.epochs, 2),
        "minutes": round(run.progress.seconds / 60, 1),
        "chrf": round(mean_chrf(scores), 2),
        "figures": round(sum(one.figures for one in scores) / len(scores), 4),
        "names": round(sum(one.names for one in scores) / len(scores), 4),
        "loops": sum(one.loops for one in scores),
        "directions": {f"{one.source}-{one.target}": round(one.chrf, 2) for one in scores},
    }


def _uses(run: Run, splits: Splits) -> list[dict[str, Any]]:
    """Score other ways of searching with a model, and its last weights instead of their average."""
    found = []
    for beam, penalty in SEARCHES:
        engine = Engine(run.folder / "candidate", run.tokenizer, length_penalty=penalty)
        scores = score(engine, splits.development, beam=beam)
        found.append({"variant": f"beam {beam}, length penalty {penalty}", "chrf": round(mean_chrf(scores), 2)})
    export(run.last(), run.shape.heads, run.processor, run.folder / "last")
    scores = score(Engine(run.folder / "last", run.tokenizer), splits.development)
    return [*found, {"variant": "the last weights, not their average", "chrf": round(mean_chrf(scores), 2)}]


def main(arguments: list[str] | None = None) -> int:
    """Run the study; print one JSON object a variant."""
    parser = argparse.ArgumentParser(prog="study.py", description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "study", help="folder of models and results")
    parser.add_argument("--corpus", type=Path, default=ROOT / "resources" / "corpus", help="folder of the corpus")
    parser.add_argument("--packs", type=Path, default=ROOT / "resources" / "packs", help="folder of the bundled pack")
    parser.add_argument("--steps", type=int, default=2500, help="training steps of each lever")
    parser.add_argument("--epochs", type=float, default=24.0, help="epochs of each point of the learning curve")
    parser.add_argument("--jobs", type=int, default=1, help="variants trained at a time; more than one pays on a GPU")
    parser.add_argument("--variants", default="", help="only those whose names hold one of these words, by bars")
    options = parser.parse_args(arguments)
    options.work.mkdir(parents=True, exist_ok=True)
    words = [word for word in options.variants.split("|") if word]
    wanted = [one for one in VARIANTS if not words or any(word in one.name for word in words)]
    rows: dict[str, list[dict[str, Any]]] = {}
    plan = Plan(options.steps, options.epochs, processes_for(options.jobs))
    with ProcessPoolExecutor(options.jobs, multiprocessing.get_context("spawn")) as pool:
        asked = {pool.submit(train, one, options.corpus, options.packs, options.work, plan): one for one in wanted}
        failed = 0
        for done in as_completed(asked):
            name, error = asked[done].name, done.exception()
            if error is not None:  # the others go on; asked again, this one goes on from its checkpoint
                failed += 1
                traceback.print_exception(error)
                continue
            rows[name] = done.result()
            print(json.dumps(rows[name], ensure_ascii=False), flush=True)
            ordered = [row for one in VARIANTS for row in rows.get(one.name, ())]
            text = json.dumps(ordered, ensure_ascii=False, indent=1)
            (options.work / "study.json").write_text(text + "\n", encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
