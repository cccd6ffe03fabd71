"""Tables of settings: the same segments through CTranslate2 with one setting changed at a time.

All settings take turns, round after round, and each round's times are divided by those of the reference in the same
round; what is reported are the medians of these ratios. So a computer that is busy with other things makes the figures
rougher, but favours none of the settings.
"""

from __future__ import annotations

import dataclasses
import itertools
import json
import shutil
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import ctranslate2

from dabir.translation.model import Model
from dabir.translation.record import Pack

Pieces = list[str]


@dataclass(frozen=True, slots=True)
class Setting:
    """How segments are handed to CTranslate2.

    Attributes:
        name: for the table.
        beam: width of the search.
        compute_type: type of the arithmetic.
        inter: batches at the same time.
        intra: threads for each; 0 leaves it to CTranslate2.
        places: places of a batch, padding included.
        by_length: whether inputs are sorted by length first.
        barrier: whether `inter` batches are waited for before the next are handed over, as a progressive delivery does.
        mapped: whether a vocabulary map is used.
        length_penalty: exponent of the length in the score of a hypothesis.
    """

    name: str
    beam: int = 4
    compute_type: str = "int8"
    inter: int = 2
    intra: int = 1
    places: int = 1024
    by_length: bool = True
    barrier: bool = False
    mapped: bool = False
    length_penalty: float = 1.0


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: ratios to the reference of the same round, medians; above 1 is faster.

    Attributes:
        name: of the setting.
        speed: how many times as many segments in a second.
        cpu: how many times as many segments in a second of processor time.
        identical: share of the outputs that are those of the reference.
    """

    name: str
    speed: float
    cpu: float
    identical: float


REFERENCE: Final = Setting("beam 4, int8, 2 × 1 threads, 1024 places, sorted")


def settings() -> list[Setting]:
    """Return the settings that are compared, the reference first."""
    varied: list[tuple[str, dict[str, Any]]] = [
        ("beam 2", {"beam": 2}),
        ("beam 1", {"beam": 1}),
        ("int8_float32", {"compute_type": "int8_float32"}),
        ("int16", {"compute_type": "int16"}),
        ("float32", {"compute_type": "float32"}),
        ("1 × 1 threads", {"inter": 1}),
        ("1 × 2 threads", {"inter": 1, "intra": 2}),
        ("a segment a batch", {"places": 1}),
        ("128 places", {"places": 128}),
        ("256 places", {"places": 256}),
        ("512 places", {"places": 512}),
        ("2048 places", {"places": 2048}),
        ("4096 places", {"places": 4096}),
        ("not sorted", {"by_length": False}),
        ("256 places, waiting for both", {"places": 256, "barrier": True}),
        ("length penalty 0.2", {"length_penalty": 0.2}),
        ("vocabulary map", {"mapped": True}),
        ("vocabulary map, 256 places", {"mapped": True, "places": 256}),
        ("vocabulary map, beam 2", {"mapped": True, "beam": 2, "places": 512}),
        ("vocabulary map, beam 1", {"mapped": True, "beam": 1, "places": 512}),
    ]
    return [REFERENCE, *(dataclasses.replace(REFERENCE, name=name, **change) for name, change in varied)]


class Bench:
    """A pack's model, loaded in every way the settings ask for."""

    def __init__(self, pack: Pack, work: Path) -> None:
        """Take an installed pack from Persian into Azerbaijani; models with a vocabulary map are laid in `work`."""
        self.model = Model(pack, 1)
        self.model.load()
        self._folder = pack.path / "model"
        self._mapped = work / f"mapped-{pack.path.parent.name}" / "model"
        self._prefix = self.model._prefix("az")
        self._loaded: dict[tuple[object, ...], Any] = {}

    def encode(self, texts: Sequence[str]) -> list[Pieces]:
        """Return the pieces of texts."""
        return [self.model.encode(text) for text in texts]

    def learn(self, inputs: Sequence[Pieces], outputs: Sequence[Pieces], *, most: int, always: int) -> None:
        """Write a vocabulary map of what stood in the outputs for inputs that had a piece, and of the piece itself.

        Args:
            inputs: pieces of sentences.
            outputs: what the model made of each.
            most: candidates of a piece, those that came most often first.
            always: pieces that are candidates everywhere, the most frequent ones.
        """
        together: dict[str, Counter[str]] = defaultdict(Counter)
        frequent = Counter(itertools.chain.from_iterable(outputs))
        for given, made in zip(inputs, outputs, strict=True):
            for piece in set(given):
                together[piece].update(set(made))
        # What never stands in an output's pieces must be a candidate all the same, or no output would end.
        lines = ["\t" + " ".join(["<unk>", "</s>", *(piece for piece, _ in frequent.most_common(always))])]
        for piece, counted in together.items():
            # Pieces that stand everywhere say nothing of this one: they are in the first line.
            best = sorted(counted, key=lambda one: -(counted[one] ** 2) / frequent[one])[:most]
            lines.append(f"{piece}\t{' '.join(dict.fromkeys([piece, *best]))}")
        # A piece that never came may at least be copied.
        lines += [f"{piece}\t{piece}" for piece in self._vocabulary() if piece not in together]
        shutil.rmtree(self._mapped, ignore_errors=True)
        shutil.copytree(self._folder, self._mapped)
        (self._mapped / "vmap.txt").write_text("\n".join(lines) + "\n", "utf-8")
        self._loaded = {key: one for key, one in self._loaded.items() if not key[-1]}

    def _vocabulary(self) -> list[str]:
        pieces: list[str] = json.loads((self._folder / "shared_vocabulary.json").read_text("utf-8"))
        return [piece for piece in pieces if piece and not piece.isspace()]

    def run(self, inputs: Sequence[Pieces], setting: Setting) -> list[Pieces]:
        """Translate with a setting; the best output of each input, in their order."""
        made: dict[int, Pieces] = {}
        batches = _plan([len(one) for one in inputs], setting)
        step = setting.inter if setting.barrier else len(batches)
        for start in range(0, len(batches), step):
            turn = batches[start : start + step]
            pending = [self._hand_over([inputs[i] for i in batch], setting) for batch in turn]
            for batch, results in zip(turn, pending, strict=True):
                made |= {i: list(one.result().hypotheses[0]) for i, one in zip(batch, results, strict=True)}
        return [made[i] for i in range(len(inputs))]

    def _hand_over(self, batch: list[Pieces], setting: Setting) -> list[Any]:
        results: list[Any] = self._translator(setting).translate_batch(
            batch,
            target_prefix=[[self._prefix]] * len(batch) if self._prefix else None,
            beam_size=setting.beam,
            max_input_length=0,
            max_decoding_length=3 * max(map(len, batch)) + 24,
            length_penalty=setting.length_penalty,
            replace_unknowns=True,
            use_vmap=setting.mapped,
            asynchronous=True,
        )
        return results

    def _translator(self, setting: Setting) -> Any:
        key = (setting.compute_type, setting.inter, setting.intra, setting.mapped)
        if key not in self._loaded:
            self._loaded[key] = ctranslate2.Translator(
                str(self._mapped if setting.mapped else self._folder),
                compute_type=setting.compute_type,
                inter_threads=setting.inter,
                intra_threads=setting.intra,
            )
        return self._loaded[key]


def _plan(lengths: Sequence[int], setting: Setting) -> list[list[int]]:
    order = sorted(range(len(lengths)), key=lambda i: (lengths[i], i)) if setting.by_length else range(len(lengths))
    # Small jobs are shared out among the threads, as the engine does.
    room = min(setting.places, max(1, -(-sum(lengths) // setting.inter)))
    planned: list[list[int]] = []
    longest = 0
    for i in order:
        longest = max(longest, lengths[i])
        if not planned or (len(planned[-1]) + 1) * longest > room:
            planned.append([])
            longest = lengths[i]
        planned[-1].append(i)
    return planned


def table(bench: Bench, texts: Sequence[str], rounds: int) -> list[Row]:
    """Compare all settings on some segments.

    Args:
        bench: the model, with a vocabulary map learnt.
        texts: the segments.
        rounds: how often each setting takes its turn.
    """
    inputs = bench.encode(texts)
    taken: dict[str, list[tuple[float, float]]] = defaultdict(list)
    outputs: dict[str, list[Pieces]] = {}
    for number in range(rounds + 1):
        for setting in settings():
            start, cpu = time.perf_counter(), time.process_time()
            # The first round loads the models and is not counted.
            outputs[setting.name] = bench.run(inputs if number else inputs[:2], setting)
            if number:
                taken[setting.name].append((time.perf_counter() - start, time.process_time() - cpu))
    base, right = taken[REFERENCE.name], outputs[REFERENCE.name]
    return [
        Row(
            name,
            round(statistics.median(a / b for (a, _), (b, _) in zip(base, times, strict=True)), 2),
            round(statistics.median(a / b for (_, a), (_, b) in zip(base, times, strict=True)), 2),
            round(sum(a == b for a, b in zip(right, outputs[name], strict=True)) / len(right), 3),
        )
        for name, times in taken.items()
    ]
