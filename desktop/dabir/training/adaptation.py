"""Adapt the bundled pack to a desk: split its units, go on with the training, judge, and write the new pack.

Nothing of the desk is changed here: everything happens in a folder that the caller gives and takes away, and the
bundled pack is only read.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import sentencepiece as spm

from dabir.domain.errors import PackError
from dabir.domain.memory import MemoryUnit
from dabir.training import judge, renewed, units, verdict
from dabir.training.calibration import fit
from dabir.training.continuation import Continuation, Settings
from dabir.training.corpus import DIRECTIONS, LANGUAGES, Splits, Triple, read_corpus, split
from dabir.training.export import Weights, export
from dabir.training.lessons import Lessons
from dabir.training.modelfile import weights_of
from dabir.training.package import write
from dabir.training.renewed import Renewal
from dabir.training.tokens import PREFIXES
from dabir.training.units import Pair, Parts
from dabir.training.verdict import Figures
from dabir.translation import metadata, record
from dabir.translation.packs import Pack

Say = Callable[[str], None]

WAYS = (1.0, 0.75, 0.5)
"""How far to go from the old weights to the new ones: where all the way forgets too much, a part of it may not.

Source: Wortsman et al. 2022, arXiv:2109.01903."""

REPLAYED = 6000
REPLAYED_A_UNIT = 8
"""Sentences of the corpus that are aligned for the replay: these at least, and more for many units. Alignment of the
whole corpus would take longer than the training on a few hundred units."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a desk has for an adaptation.

    Attributes:
        base: the bundled pack.
        current: the pack that drafts for its languages now: an adapted one, or the bundled one.
        units: its confirmed units.
        corpus: folder of the bundled corpus.
        now: the present moment.
    """

    base: Pack
    current: Pack
    units: Iterable[MemoryUnit]
    corpus: Path
    now: datetime


@dataclass(frozen=True, slots=True)
class Adapted:
    """What came of an adaptation.

    Attributes:
        figures: what was measured.
        refused: why the new pack is not taken, a sentence; "".
        file: its `.argosmodel`; None where it was refused.
        version: the version it has, or would have had.
        learned: units learned from.
        development: units that told when to stop.
        epochs: passes over the units.
        minutes: the training took.
    """

    figures: Figures
    refused: str
    file: Path | None
    version: str
    learned: int
    development: int
    epochs: int
    minutes: float


def adapt(desk: Desk, folder: Path, *, minutes: float, say: Say, settings: Settings | None = None) -> Adapted:
    """Continue the training of the bundled pack on a desk's units, and write a pack if it does better.

    Args:
        desk: pack, units and corpus.
        folder: an empty folder to work in; the new pack's file is in it.
        minutes: time the training may take.
        say: told a line now and then.
        settings: of the training.

    Raises:
        NotAllowed: when there are too few units.
        PackError: when the pack is none that can be continued, or the corpus is not there.
    """
    base, settings = desk.base, settings or Settings()
    if dict(base.prefixes) != PREFIXES or not base.placeholders:
        raise PackError(f"The pack {base.info.name} is not of the kind that can be adapted.", "Use the bundled pack.")
    parts = units.split(units.choose(desk.units, LANGUAGES))
    corpus = _corpus(desk.corpus)
    trained = weights_of(base.path / "model" / "model.bin")
    processor = spm.SentencePieceProcessor(model_file=str(base.path / "sentencepiece.model"))
    say(
        f"{len(parts.train)} confirmed units to learn from, {len(parts.development)} to know when to stop, "
        f"{len(parts.held_out)} to judge."
    )
    lessons = Lessons(parts.train, parts.development, _replayed(corpus.train, len(parts.train), settings.seed))
    continued = Continuation(trained, processor, lessons, settings).run(minutes, say)
    unpacked = _unpacked(base, folder / "pack")
    for way in WAYS:
        export(_between(trained.weights, continued.weights, way), trained.heads, processor, unpacked.path / "model")
        say("Judging what was learned.")
        figures = _figures(desk, unpacked, parts, corpus.development)
        if not verdict.forgets(figures):
            break
        say(f"It forgets too much of the bundled corpus at {way:.0%} of the way.")
    version = renewed.next_version(base.info.version, "" if desk.current is base else desk.current.info.version)
    refused = verdict.why_refused(figures)
    made = Adapted(
        figures, refused, None, version, len(parts.train), len(parts.development), continued.epochs, continued.minutes
    )
    if refused:
        return made
    known = fit(judge.sample(unpacked, [*parts.development, *_in_turn(corpus.development, 1)]))
    sizes = made.learned, made.development, figures.units
    renewal = Renewal(base, version, desk.now, sizes, made.epochs, made.minutes, figures, known)
    return replace(made, file=_packed(unpacked.path, renewal, folder))


def _corpus(folder: Path) -> Splits:
    try:
        return split(read_corpus(folder))
    except (OSError, ValueError) as error:
        raise PackError(
            f"The bundled corpus in {folder} cannot be read: {error}",
            "Install Dabir again: it ships with the program.",
        ) from error


def _replayed(train: Sequence[Triple], learned: int, seed: int) -> list[Triple]:
    """Return the sentences of the corpus that the training may show again."""
    count = min(len(train), max(REPLAYED, REPLAYED_A_UNIT * learned))
    return random.Random(seed).sample(train, count)


def _in_turn(triples: Sequence[Triple], directions: int) -> list[Pair]:
    """Return sentences of the corpus as pairs, each in some of the six directions, in turn."""
    return [
        Pair(source, target, triple.text(source), triple.text(target))
        for number, triple in enumerate(triples)
        for step in range(directions)
        for source, target in [DIRECTIONS[(number + step * len(DIRECTIONS) // directions) % len(DIRECTIONS)]]
    ]


def _figures(desk: Desk, adapted: Pack, parts: Parts, development: Sequence[Triple]) -> Figures:
    """Measure; the corpus is only asked where the units say yes."""
    before, after = (judge.drafts(pack, parts.held_out) for pack in (desk.current, adapted))
    nearer = judge.approach(parts.held_out, before, after)
    own_before, own_after = (judge.chrf(parts.held_out, one) for one in (before, after))
    figures = Figures(len(parts.held_out), own_before, own_after, nearer.mean, nearer.error)
    if verdict.why_refused(figures):
        return figures
    pairs = _in_turn(development, 2)
    known, kept = (judge.chrf(pairs, judge.drafts(pack, pairs)) for pack in (desk.base, adapted))
    return replace(figures, corpus=(known, kept))


def _between(old: Weights, new: Weights, way: float) -> Weights:
    return {name: value + way * (new[name] - value) for name, value in old.items()}


def _unpacked(base: Pack, folder: Path) -> Pack:
    """Return a copy of the bundled pack, whose model is to be replaced."""
    folder.mkdir(parents=True)
    for name in ("metadata.json", "sentencepiece.model"):
        shutil.copyfile(base.path / name, folder / name)
    return record.pack_of(metadata.parse((folder / "metadata.json").read_bytes(), folder), folder)


def _packed(unpacked: Path, renewal: Renewal, folder: Path) -> Path:
    base = renewal.base.path
    before = json.loads((base / "metadata.json").read_bytes())
    told = base / "README.md"
    contents = {
        "metadata.json": renewed.metadata(before, renewal),
        "sentencepiece.model": (unpacked / "sentencepiece.model").read_bytes(),
        "README.md": renewed.card(told.read_text(encoding="utf-8") if told.exists() else "", renewal).encode(),
        **{f"model/{path.name}": path.read_bytes() for path in (unpacked / "model").iterdir()},
    }
    code = renewed.code_of(renewal.base.info.name)
    file = folder / f"{code.removeprefix('translate-')}-{renewal.version}.argosmodel"
    write(contents, code, file)
    return file
