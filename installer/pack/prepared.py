"""What a training needs of its sentences before it begins: made once, and kept under what it was made of.

A minute of work for the whole corpus, which a training that goes on, and the many of a study, need not repeat.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import sentencepiece as spm
from filelock import FileLock
from numpy.typing import NDArray

from dabir.training.align import SparseAlignment
from dabir.training.batches import Alignments
from dabir.training.corpus import LANGUAGES, Triple
from pack.batches import align_corpus
from pack.embed import aligned_counts, factorise
from pack.tokens import train_tokenizer

PAIRS = [(source, target) for source in LANGUAGES for target in LANGUAGES if source != target]


def _name(kind: str, ending: str, *parts: object) -> str:
    made_of = "\0".join(str(part) for part in parts)
    return f"{kind}-{hashlib.sha256(made_of.encode()).hexdigest()[:16]}{ending}"


def _texts(triples: Sequence[Triple]) -> str:
    return "\n".join(triple.text(code) for triple in triples for code in LANGUAGES)


class Prepared:
    """A folder of what was made; whatever is missing is made and put there, whole or not at all.

    Of several trainings that need the same at a time, one makes it and the others wait.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def tokenizer(self, triples: Sequence[Triple], pieces: int) -> Path:
        """Return the sentencepiece model of so many pieces trained on the triples."""
        name = _name("tokenizer", ".model", _texts(triples), pieces)
        return self._kept(name, lambda file: train_tokenizer(triples, file, pieces))

    def alignments(self, triples: Sequence[Triple]) -> Alignments:
        """Return the word alignments of unified triples, by source and target language."""
        name = _name("alignments", ".npz", _texts(triples))
        with np.load(self._kept(name, lambda file: _write(align_corpus(triples), file))) as arrays:
            return {pair: _read(arrays, "-".join(pair)) for pair in PAIRS}

    def vectors(
        self, tokenizer: Path, triples: Sequence[Triple], alignments: Alignments, width: int, seed: int
    ) -> NDArray[np.float32]:
        """Return the vectors that piece embeddings start from, (pieces, width), of length 1.

        Args:
            tokenizer: the sentencepiece model.
            triples: the unified triples.
            alignments: of the triples.
            width: of the model.
            seed: of the run.
        """

        def make(file: Path) -> None:
            processor = spm.SentencePieceProcessor(model_file=str(tokenizer))
            counts = aligned_counts(processor, triples, alignments, seed)
            np.save(file, factorise(counts, width, seed))

        digest = hashlib.sha256(tokenizer.read_bytes()).hexdigest()
        name = _name("vectors", ".npy", _texts(triples), digest, width, seed)
        vectors: NDArray[np.float32] = np.load(self._kept(name, make))
        return vectors

    def _kept(self, name: str, make: Callable[[Path], None]) -> Path:
        file = self._folder / name
        if file.exists():
            return file
        self._folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self._folder / f".{name}.lock"):
            if not file.exists():
                with TemporaryDirectory(dir=self._folder) as made:
                    make(Path(made) / name)
                    shutil.move(Path(made) / name, file)
        return file


def _write(alignments: Alignments, file: Path) -> None:
    arrays: dict[str, NDArray[np.generic]] = {}
    for pair in PAIRS:
        name, some = "-".join(pair), alignments[pair]
        arrays[f"{name} counts"] = np.array([len(one.weight) for one in some], np.int32)
        arrays[f"{name} target"] = np.concatenate([one.target for one in some])
        arrays[f"{name} source"] = np.concatenate([one.source for one in some])
        arrays[f"{name} weight"] = np.concatenate([one.weight for one in some])
    np.savez_compressed(file, allow_pickle=False, **arrays)


def _read(arrays: np.lib.npyio.NpzFile, name: str) -> list[SparseAlignment]:
    ends = np.cumsum(arrays[f"{name} counts"])[:-1]
    target, source, weight = (np.split(arrays[f"{name} {part}"], ends) for part in ("target", "source", "weight"))
    return [SparseAlignment(*parts) for parts in zip(target, source, weight, strict=True)]
