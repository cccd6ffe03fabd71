"""What each lever of the recipe is worth, and how the pack grows with its corpus: `python installer/pack/study.py`.

    python installer/pack/study.py --work build/study --steps 2500 --teacher build/pack

Trains one model a variant, those that are compared for the same number of steps with the same share of cooling, and
scores it on the development part. Each result is kept as it comes: a stopped study goes on with the next variant.
Levers are short trainings: they tell what helps early, not what a long training reaches. Two variants go on from the
plateau of a long training (`--teacher`), which tells what its own drafts are worth as further sentences.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

if __package__ in {None, ""}:  # run as a file: make the packages importable, and these modules not top-level ones
    sys.path[0] = str(Path(__file__).resolve().parents[1])
    sys.path.insert(1, str(Path(__file__).resolve().parents[2] / "desktop"))

from dabir.training.corpus import Splits, Triple, bucket, corpus_sha256, read_corpus, split
from dabir.training.model import Shape
from dabir.training.tokens import Sampler
from pack.batches import Mixture, align_corpus, plan_epoch, unified
from pack.names import lines
from pack.recipe import Recipe, read_state
from pack.score import Engine, mean_chrf, score
from pack.tokens import train_tokenizer
from pack.train import Run

ROOT = Path(__file__).resolve().parents[2]
PIECES = 6000
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
        longer: steps, as a multiple of those asked for.
        drafted: whether the teacher's drafts are further sentences: each triple once more with one side drafted,
            which is back-translation where that side is a source, and self-training where it is a target.
        continued: whether it goes on from the teacher's plateau.
    """

    name: str
    recipe: dict[str, Any] = field(default_factory=dict)
    mixture: dict[str, float] = field(default_factory=dict)
    shape: dict[str, Any] = field(default_factory=dict)
    pieces: int = PIECES
    per_mille: int = 1000
    names: bool = True
    longer: float = 1.0
    drafted: bool = False
    continued: bool = False


VARIANTS = (
    Variant("as built"),
    Variant("an eighth of the corpus", per_mille=125, longer=2),
    Variant("a quarter of the corpus", per_mille=250, longer=2),
    Variant("half of the corpus", per_mille=500, longer=2),
    Variant("all of the corpus", longer=2),
    Variant("from the plateau", continued=True),
    Variant("from the plateau, with its own drafts", continued=True, drafted=True),
    Variant("no subword sampling", mixture={"sampled_sources": 0.0, "sampled_targets": 0.0}),
    Variant("figures as they stand", mixture={"masked": 0.0, "substituted": 0.0}),
    Variant("other figures at every pass, no placeholders", mixture={"masked": 0.0, "substituted": 1.0}),
    Variant("no names of CLDR", mixture={"renamed": 0.0}, names=False),
    Variant("no guided attention", recipe={"guide": 0.0, "guide_end": 0.0}),
    Variant("no hidden words", recipe={"hide_target": 0.0, "hide_source": 0.0}),
    Variant("no label smoothing", recipe={"smoothing": 0.0}),
    Variant("label smoothing 0.3", recipe={"smoothing": 0.3}),
    Variant("dropout 0.3", shape={"dropout": 0.3}),
    Variant("vocabulary of 3,000 pieces", pieces=3000),
    Variant("vocabulary of 12,000 pieces", pieces=12000),
    Variant("6 encoder layers", shape={"encoder_layers": 6}),
    Variant("3 encoder, 3 decoder layers", shape={"encoder_layers": 3, "decoder_layers": 3}),
    Variant("width 384", shape={"width": 384, "heads": 6, "inner": 1536}),
)


def _part(triples: tuple[Triple, ...], per_mille: int) -> list[Triple]:
    # The split uses the hash of the English sentence; another text keeps this choice apart from it.
    return [triple for triple in triples if bucket("study " + triple.en) < per_mille]


def _with_drafts(triples: list[Triple], teacher: Path) -> list[Triple]:
    """Return each triple once more with one side drafted by the teacher from another, the sides in turn."""
    engine = Engine(teacher / "candidate", teacher / "sentencepiece.model")
    found: list[Triple] = []
    for place, (source, target) in enumerate((("fa", "az"), ("az", "en"), ("en", "fa"))):
        some = triples[place::3]
        drafts = engine.translate([triple.text(source) for triple in some], source, target, 2)
        pairs = zip(some, drafts, strict=True)
        found += [replace(triple, **{target: draft}) for triple, draft in pairs if draft.strip()]
    return found


def _run(variant: Variant, splits: Splits, folder: Path, steps: int, teacher: Path | None) -> tuple[Run, float]:
    """Return the training of a variant, not begun, and the epochs that make its steps."""
    triples = _part(splits.train, variant.per_mille)
    if variant.drafted:
        assert teacher is not None
        triples += _with_drafts(triples, teacher)
    shown = [*triples, *(lines() if variant.names else ())]
    tokenizer = folder / "sentencepiece.model"
    recipe = replace(
        Recipe(try_minutes=1e9, cooled=COOLED), mixture=replace(Mixture(), **variant.mixture), **variant.recipe
    )
    shape = replace(Shape(variant.pieces), **variant.shape)
    if variant.continued:
        assert teacher is not None
        shape = read_state(teacher / "plateau.pt").shape
        shutil.copy(teacher / "sentencepiece.model", tokenizer)
        if not (folder / "checkpoint.pt").exists():
            shutil.copy(teacher / "plateau.pt", folder / "checkpoint.pt")
    elif not tokenizer.exists():
        train_tokenizer(shown, tokenizer, variant.pieces)
    unified_triples = [unified(triple) for triple in shown]
    run = Run(folder, shape, recipe, tokenizer, unified_triples, splits.development, align_corpus(unified_triples))
    one = plan_epoch(
        Sampler(run.processor), unified_triples, recipe.mixture, seed=recipe.seed, epoch=0, tokens=recipe.tokens
    )
    epochs = variant.longer * steps / len(one)
    if variant.continued:
        done = read_state(folder / "checkpoint.pt").progress
        began = done.epochs if not done.cooling else read_state(folder / "plateau.pt").progress.epochs
        epochs += began
        # All of what is added cools.
        run.recipe = replace(recipe, cooled=(epochs - began) / epochs)
    return run, epochs


def train(variant: Variant, splits: Splits, work: Path, steps: int, teacher: Path | None) -> dict[str, Any]:
    """Train a variant and return its scores on the development part.

    Args:
        variant: what is changed.
        splits: the corpus.
        work: folder of all variants.
        steps: of a variant of ordinary length.
        teacher: work folder of a long training; needed by variants that go on from it or learn from its drafts.
    """
    folder = work / variant.name.replace(" ", "-").replace(",", "")
    folder.mkdir(parents=True, exist_ok=True)
    run, epochs = _run(variant, splits, folder, steps, teacher)
    before = 0
    if not run.resume(epochs):
        run.start()
    elif variant.continued:
        assert teacher is not None
        before = read_state(teacher / "plateau.pt").progress.step
    run.train(epochs)
    tokenizer = folder / "sentencepiece.model"
    scores = score(Engine(folder / "candidate", tokenizer), splits.development)
    return {
        "variant": variant.name,
        "sentences": len(run.triples),
        "steps": run.progress.step - before,
        "epochs": round(run.progress.epochs, 2),
        "minutes": round(run.progress.seconds / 60, 1),
        "chrf": round(mean_chrf(scores), 2),
        "figures": round(sum(one.figures for one in scores) / len(scores), 4),
        "names": round(sum(one.names for one in scores) / len(scores), 4),
        "loops": sum(one.loops for one in scores),
        "directions": {f"{one.source}-{one.target}": round(one.chrf, 2) for one in scores},
    }


def searches(splits: Splits, work: Path) -> list[dict[str, Any]]:
    """Score ways of searching on the model of the first variant."""
    folder = work / VARIANTS[0].name.replace(" ", "-")
    found = []
    for beam, penalty in SEARCHES:
        engine = Engine(folder / "candidate", folder / "sentencepiece.model", length_penalty=penalty)
        scores = score(engine, splits.development, beam=beam)
        found.append({"variant": f"beam {beam}, length penalty {penalty}", "chrf": round(mean_chrf(scores), 2)})
    return found


def main(arguments: list[str] | None = None) -> int:
    """Run the study; print one JSON object a variant."""
    parser = argparse.ArgumentParser(prog="study.py", description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "study", help="folder of models and results")
    parser.add_argument("--corpus", type=Path, default=ROOT / "resources" / "corpus", help="folder of the corpus")
    parser.add_argument("--steps", type=int, default=2500, help="training steps of each variant")
    parser.add_argument("--teacher", type=Path, help="work folder of a long training; without it no variant uses one")
    parser.add_argument("--variants", default="", help="only those whose names hold one of these words, by commas")
    options = parser.parse_args(arguments)
    splits = split(read_corpus(options.corpus))
    options.work.mkdir(parents=True, exist_ok=True)
    results = options.work / f"results-{corpus_sha256(options.corpus)[:12]}-{options.steps}.json"
    done: list[dict[str, Any]] = json.loads(results.read_text(encoding="utf-8")) if results.exists() else []
    words = [word for word in options.variants.split(",") if word]
    for variant in VARIANTS:
        wanted = not words or any(word in variant.name for word in words)
        without = options.teacher is None and (variant.drafted or variant.continued)
        if not wanted or without or any(one["variant"] == variant.name for one in done):
            continue
        done.append(train(variant, splits, options.work, options.steps, options.teacher))
        if variant is VARIANTS[0]:
            done += searches(splits, options.work)
        results.write_text(json.dumps(done, ensure_ascii=False, indent=1), encoding="utf-8")
        print(json.dumps(done[-1], ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
