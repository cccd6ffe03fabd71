"""From the corpus to the language pack, in one command: `python installer/pack/build.py`.

    python installer/pack/build.py --epochs 40 --work build/pack

Training continues from the checkpoint in the work folder, so a stopped build is started again with the same command;
once the epochs are done it only exports, scores and packs, and with more --epochs it
goes on from where the learning rate began to cool. With --export it packs the best model so far and leaves
the training, which may be running beside it, alone.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

if __package__ in {None, ""}:  # run as a file: make the package importable, and its modules not top-level ones
    sys.path[0] = str(Path(__file__).resolve().parents[1])
    sys.path.insert(1, str(Path(__file__).resolve().parents[2] / "desktop"))

import numpy as np
import sentencepiece as spm

from dabir.training.calibration import fit, worst_found
from dabir.training.corpus import DIRECTIONS, Splits, corpus_sha256, read_corpus, split
from dabir.training.export import export
from dabir.training.model import Shape
from pack.ahead import processes_for
from pack.batches import unified
from pack.calibrate import sample
from pack.card import Cost, Example, Facts, Speed, example_order, render
from pack.findings import STUDY, read_study
from pack.names import lines
from pack.package import file_name, write_pack
from pack.prepared import Prepared
from pack.recipe import PIECES, Recipe, read_state
from pack.score import Engine, score
from pack.tokens import train_tokenizer
from pack.train import Run, machine
from pack.uses import uses
from pack.weak_spots import Spot, spots

ROOT = Path(__file__).resolve().parents[2]
SPEED_SENTENCES = 300


def _train(work: Path, splits: Splits, tokenizer: Path, epochs: float) -> None:
    train = [unified(triple) for triple in (*splits.train, *lines())]
    run = Run(
        work,
        Shape(PIECES),
        Recipe(),
        tokenizer,
        train,
        splits.development,
        Prepared(work / "prepared"),
        helpers=processes_for(),
    )
    if not run.resume(epochs):
        run.start()
    run.train(epochs)


def _claim(work: Path, corpus: Path, *, grown: bool) -> str:
    """Tie the work folder to the corpus: a checkpoint goes on with other sentences only where it is told to.

    Args:
        work: the work folder.
        corpus: folder of the corpus.
        grown: whether a training begun with another state of the corpus may go on with this one.

    Returns:
        What the card is to tell of earlier states of the corpus; "" where there was none.

    Raises:
        ValueError: the folder was begun with another corpus.
    """
    work.mkdir(parents=True, exist_ok=True)
    mark, digest = work / "corpora.json", corpus_sha256(corpus)
    states: list[dict[str, object]] = json.loads(mark.read_text(encoding="ascii")) if mark.exists() else []
    if states and states[-1]["sha256"] != digest and not grown:
        msg = (
            f"{work} was begun with another state of {corpus}; choose another folder with --work, or remove it, or "
            "let the training go on with this state with --grown"
        )
        raise ValueError(msg)
    if not states or states[-1]["sha256"] != digest:
        checkpoint = work / "checkpoint.pt"
        epoch = read_state(checkpoint).progress.epochs if checkpoint.exists() else 0.0
        states.append({"sha256": digest, "epoch": round(epoch, 2)})
        mark.write_text(json.dumps(states, indent=1), encoding="ascii")
    return " ".join(
        f"The first {after['epoch']} epochs had an earlier state of the corpus, {before['sha256']}."
        for before, after in pairwise(states)
    )


def _speed(model: Path, tokenizer: Path, splits: Splits) -> Speed:
    started = time.perf_counter()
    engine = Engine(model, tokenizer)
    loaded = time.perf_counter()
    texts = [triple.fa for triple in splits.held_out[:SPEED_SENTENCES]]
    engine.translate(texts[:8], "fa", "en")
    warm = time.perf_counter()
    engine.translate(texts, "fa", "en")
    words = sum(len(text.split()) for text in texts)
    return Speed(loaded - started, words / (time.perf_counter() - warm), 2, machine())


def _examples(engine: Engine, splits: Splits) -> list[Example]:
    return [
        Example(
            source,
            target,
            triple.text(source),
            engine.translate([triple.text(source)], source, target)[0],
            triple.text(target),
        )
        for source, target, triple in example_order(splits.held_out)
    ]


def _spots(engine: Engine, splits: Splits, corpus: Path) -> list[Spot]:
    outputs = {
        (source, target): engine.translate([triple.text(source) for triple in splits.held_out], source, target)
        for source, target in DIRECTIONS
    }
    return spots(splits.held_out, outputs, corpus)


def pack(work: Path, splits: Splits, corpus: Path, tokenizer: Path, target: Path, note: str = "") -> None:
    """Export the best model of the work folder, score it, write its card and the pack.

    Raises:
        FileNotFoundError: the training has not yet kept a best model.
    """
    state = read_state(work / "checkpoint.pt")
    with np.load(work / "best.npz") as best:
        weights = {name: best[name] for name in best.files}
    with TemporaryDirectory(dir=work) as folder:
        model = Path(folder) / "model"
        export(weights, state.shape.heads, spm.SentencePieceProcessor(model_file=str(tokenizer)), model)
        engine = Engine(model, tokenizer)
        digest, progress = corpus_sha256(corpus), state.progress
        calibration = fit(sample(engine, splits.development))
        facts = Facts(
            sizes={name: len(getattr(splits, name)) for name in ("train", "development", "held_out", "stories")},
            corpus_sha256=digest,
            seed=state.recipe.seed,
            settings={"Shape": _flat(state.shape), "Settings": _flat(state.recipe)},
            held_out=score(engine, splits.held_out),
            stories=score(engine, splits.stories),
            examples=_examples(engine, splits),
            cost=Cost(
                progress.seconds / 60,
                progress.epoch + progress.fraction,
                progress.step,
                progress.pieces,
                sum(value.size for value in weights.values()),
                progress.machine or machine(),
            ),
            speed=_speed(model, tokenizer, splits),
            installed_bytes=tokenizer.stat().st_size + sum(path.stat().st_size for path in model.iterdir()),
            worst_found=worst_found(calibration, sample(engine, splits.held_out)),
            spots=_spots(engine, splits, corpus),
            trials=read_study(target.with_name(STUDY)),
            uses=uses(engine, splits.development),
            note=note,
        )
        card = render(facts)
        extra = {"corpus_sha256": digest, "confidence": {"weights": calibration.weights, "low": calibration.low}}
        write_pack(model, tokenizer, card, extra, target)
    target.with_name("README.md").write_text(card, encoding="utf-8")
    print(card)


def _flat(settings: Shape | Recipe) -> str:
    return ", ".join(f"{name} {value}" for name, value in asdict(settings).items())


def main(arguments: list[str] | None = None) -> int:
    """Build the pack; return the exit status."""
    parser = argparse.ArgumentParser(prog="build.py", description="Build the bundled language pack from the corpus.")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "pack", help="folder of checkpoints")
    parser.add_argument("--corpus", type=Path, default=ROOT / "resources" / "corpus", help="folder of the corpus")
    parser.add_argument("--packs", type=Path, default=ROOT / "resources" / "packs", help="folder the pack goes to")
    parser.add_argument("--epochs", type=float, default=40.0, help="passes over the training part, in all")
    parser.add_argument("--export", action="store_true", help="pack the best model so far, do not train")
    parser.add_argument("--grown", action="store_true", help="go on although the corpus has changed")
    parser.add_argument("--note", default="", help="a line for the card on what sets this build apart")
    options = parser.parse_args(arguments)
    work: Path = options.work
    earlier = _claim(work, options.corpus, grown=options.grown)
    splits = split(read_corpus(options.corpus))
    tokenizer = work / "sentencepiece.model"
    if not tokenizer.exists():
        train_tokenizer((*splits.train, *lines()), tokenizer, PIECES)
    if not options.export:
        _train(work, splits, tokenizer, options.epochs)
    pack(work, splits, options.corpus, tokenizer, options.packs / file_name(), f"{options.note} {earlier}".strip())
    return 0


if __name__ == "__main__":
    sys.exit(main())
