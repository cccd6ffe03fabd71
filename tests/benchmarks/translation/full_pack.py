"""Packs for the benchmark: one of the size Argos ships, and the bundled model as a pack of one direction.

The big pack has what an Argos pack has: 6 + 6 layers, width 512, 8 heads, 32,000 pieces, int8. Nobody may ship
somebody else's model, and random weights would write garbage up to the length limit; so it is a model that copies its
source piece by piece, written by hand in the way of `pack_builder`: 448 dimensions hold the piece, 64 the position,
and one attention block of the last decoder layer looks at the piece that is next. All other weights are random, of
full size, and scaled down so far that they change nothing. Arithmetic does not look at values, so it costs what a
trained model of this size costs, and its outputs are as long as its inputs, as those of a trained model are.
"""

from __future__ import annotations

import hashlib
import io
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import sentencepiece as spm
from ctranslate2.specs import TransformerSpec

ROOT: Final = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "tests"))

from pack_builder import read_archive, write_archive  # noqa: E402 - tests/ is no package

LAYERS: Final = 6
HEADS: Final = 8
LETTERS: Final = 448
PLACES: Final = 64
WIDTH: Final = LETTERS + PLACES
INNER: Final = 2048
PIECES: Final = 32_000
LONGEST: Final = 1024
#: How little the random weights may add to what a layer hands on.
QUIET: Final = 1e-3
#: Scales the output layer so that the right piece has a probability of about 0.9, as in a trained model.
SURENESS: Final = 0.026
#: Where the last dimension of the position half marks the end of the source; see `_positions`.
_END: Final = WIDTH - 1

Array = npt.NDArray[np.float32]


def build(file: Path) -> Path:
    """Write the big pack, from Persian into Azerbaijani by its name, unless it is there; return the file."""
    if file.exists():
        return file
    tokenizer = _train_tokenizer()
    known = spm.SentencePieceProcessor(model_proto=tokenizer)
    pieces = [known.id_to_piece(number) for number in range(known.get_piece_size())]
    pieces += [f"<unused{number}>" for number in range(PIECES - len(pieces))]
    with TemporaryDirectory() as place:
        folder = Path(place) / "model"
        _spec(pieces).save(_made(folder))
        members = {f"model/{one.name}": one.read_bytes() for one in sorted(folder.iterdir())}
    members["sentencepiece.model"] = tokenizer
    members["metadata.json"] = _metadata("")
    _write(file, members)
    return file


def from_bundled(bundled: Path, folder: Path) -> Path:
    """Write the bundled model as an ordinary pack from Persian into Azerbaijani, which Argos can run, too.

    Placeholders are left out, since Argos knows none: both sides are to give the model the same pieces.

    Args:
        bundled: the bundled pack.
        folder: where the pack goes, under a name that changes with what is bundled.

    Returns:
        The pack's file.
    """
    file = folder / f"bundled-{hashlib.sha256(bundled.read_bytes()).hexdigest()[:8]}.argosmodel"
    if file.exists():
        return file
    members = {name.partition("/")[2]: data for name, data in read_archive(bundled).items()}
    asked = json.loads(members["metadata.json"])["target_prefixes"]["az"]
    members["metadata.json"] = _metadata(asked)
    _write(file, members)
    return file


def _write(file: Path, members: dict[str, bytes]) -> None:
    aside = file.with_name(f"{file.name}.new")
    write_archive(aside, {f"translate-fa_az/{name}": data for name, data in members.items()})
    aside.replace(file)


def _metadata(prefix: str) -> bytes:
    says = {"package_version": "1.0", "argos_version": "1.9.0", "type": "translate", "target_prefix": prefix}
    says |= {"from_code": "fa", "from_name": "Persian", "to_code": "az", "to_name": "Azerbaijani"}
    return json.dumps(says).encode()


def _made(folder: Path) -> str:
    folder.mkdir(parents=True)
    return str(folder)


def _train_tokenizer() -> bytes:
    sentences = [
        text
        for file in sorted((ROOT / "resources" / "corpus").glob("*.tsv"))
        for line in file.read_text("utf-8").splitlines()
        for text in line.split("\t")[-3:]
    ]
    model = io.BytesIO()
    spm.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences),
        model_writer=model,
        model_type="unigram",
        vocab_size=PIECES,
        hard_vocab_limit=False,
        character_coverage=0.9999,
        num_threads=2,
        minloglevel=2,
    )
    return model.getvalue()


def _positions() -> Array:
    """Return the encodings: sinusoids of random frequencies, whose products are high only for the same place."""
    random = np.random.default_rng(11)
    angles = np.arange(LONGEST + 1)[:, None] * random.uniform(0.05, 3.1, PLACES // 2 - 1)[None, :]
    table = np.zeros((LONGEST + 1, WIDTH), dtype=np.float32)
    table[:, LETTERS : WIDTH - 2] = np.sqrt(2) * np.concatenate([np.sin(angles), np.cos(angles)], axis=1)
    return table


def _spec(pieces: list[str]) -> Any:
    random = np.random.default_rng(5)
    spec = TransformerSpec.from_config((LAYERS, LAYERS), HEADS, pre_norm=True)
    spec.encoder.scale_embeddings = spec.decoder.scale_embeddings = False
    vectors = random.choice([-1.0, 1.0], (len(pieces), LETTERS)).astype(np.float32)
    source = np.zeros((len(pieces), WIDTH), dtype=np.float32)
    source[:, :LETTERS] = vectors
    source[pieces.index("</s>"), _END] = 1.0
    spec.encoder.embeddings[0].weight = source
    spec.decoder.embeddings.weight = QUIET * random.standard_normal((len(pieces), WIDTH), dtype=np.float32)
    spec.encoder.position_encodings.encodings = spec.decoder.position_encodings.encodings = _positions()
    for side in (spec.encoder, spec.decoder):
        _norm(side.layer_norm)
        for layer in side.layer:
            _layer(layer, random, decoder=side is spec.decoder)
    _look(spec.decoder.layer[-1].attention)
    spec.decoder.projection.weight = np.zeros((len(pieces), WIDTH), dtype=np.float32)
    spec.decoder.projection.weight[:, :LETTERS] = SURENESS * vectors
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.add_source_eos = True
    spec.config.decoder_start_token = "<s>"
    spec.config.unk_token = "<unk>"
    spec.validate()
    spec.optimize(quantization="int8")
    return spec


def _layer(layer: Any, random: np.random.Generator, *, decoder: bool) -> None:
    blocks: list[tuple[Any, tuple[int, ...]]] = [(layer.self_attention, (3 * WIDTH, WIDTH))]
    if decoder:
        blocks.append((layer.attention, (WIDTH, 2 * WIDTH, WIDTH)))
    for block, rows in blocks:
        _norm(block.layer_norm)
        for linear, size in zip(block.linear, rows, strict=True):
            _linear(linear, size, WIDTH, random, quiet=linear is block.linear[-1])
    _norm(layer.ffn.layer_norm)
    _linear(layer.ffn.linear_0, INNER, WIDTH, random, quiet=False)
    _linear(layer.ffn.linear_1, WIDTH, INNER, random, quiet=True)


def _linear(linear: Any, rows: int, columns: int, random: np.random.Generator, *, quiet: bool) -> None:
    scale = (QUIET if quiet else 1.0) / np.sqrt(columns)
    linear.weight = (scale * random.standard_normal((rows, columns))).astype(np.float32)
    linear.bias = np.zeros(rows, dtype=np.float32)


def _norm(norm: Any) -> None:
    norm.gamma, norm.beta = np.ones(WIDTH, dtype=np.float32), np.zeros(WIDTH, dtype=np.float32)


def _look(attention: Any) -> None:
    """Let every head compare places and hand on its share of the piece there; past the end, the end of the source."""
    size = WIDTH // HEADS
    query = np.zeros((WIDTH, WIDTH), dtype=np.float32)
    asked = np.zeros(WIDTH, dtype=np.float32)
    both = np.zeros((2 * WIDTH, WIDTH), dtype=np.float32)
    out = np.zeros((WIDTH, WIDTH), dtype=np.float32)
    for head in range(HEADS):
        first = head * size
        query[first : first + PLACES - 1, LETTERS:_END] = 4 * np.eye(PLACES - 1)
        # Of the same place a query makes some 710, of another 90 as a rule and 280 at most.
        asked[first + PLACES - 1] = 430.0
        both[first : first + PLACES, LETTERS:] = np.eye(PLACES)
        if first < LETTERS:
            both[WIDTH + first : WIDTH + first + size, first : first + size] = np.eye(size)
    out[:LETTERS, :LETTERS] = 4 * np.eye(LETTERS)
    attention.linear[0].weight, attention.linear[0].bias = query, asked
    attention.linear[1].weight, attention.linear[2].weight = both, out
