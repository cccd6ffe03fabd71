"""Builds real, tiny language packs for tests: an int8 CTranslate2 model with a SentencePiece tokenizer, made in a second.

The model is a Transformer whose weights are written by hand so that it copies its source letter by letter and writes
each letter in the alphabet of the target language (a cipher): Persian letters for fa and ar, capitals for en, small
Latin letters for the rest. `cipher` says what a pack has to answer, so tests can ask for exact outputs.

How it copies: half of the width holds the position (sinusoids of random frequencies), the other half the letter. The
decoder's attention compares positions only, so step t looks at letter t, and the output layer reads the letter half.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import sentencepiece as spm
from ctranslate2.specs import TransformerSpec

SMALL = "abcçdeəfgğhxıijkqlmnoöprsştuüvyzw"
CAPITAL = "ABCÇDEƏFGĞHXIİJKQLMNOÖPRSŞTUÜVYZW"
PERSIAN = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئ"
SHARED = "▁0123456789۰۱۲۳۴۵۶۷۸۹.,:;!?()-–،؛؟«»\"'%/_"
LETTERS, POSITIONS, LANGUAGES = 64, 64, 8
WIDTH = LETTERS + POSITIONS + LANGUAGES
NOWHERE = WIDTH - 1
LONGEST = 1024
MARKS = "".join(map(chr, (*range(0xE000, 0xE00A), *range(0xE010, 0xE016))))  # placeholders of figures
SURENESS = 0.12  # keeps the scores below 0, where those of a trained model are


@dataclass(frozen=True)
class Recipe:
    """What kind of pack to build.

    Attributes:
        languages: two codes for an ordinary pack (from, to); more for a pack that serves every pair of them.
        version: its version.
        code: its code; "" leaves it out of the metadata, as many packs do.
        bundled: marks it as the shipped draft pack.
        garbage: writes one letter for ever, as a broken conversion does.
        bpe: uses a BPE tokenizer in place of SentencePiece.
        spoken_prefixes: makes the pieces that ask for a language ordinary ones, which decoding does not leave out.
        forgetful: never writes a placeholder of a figure, whatever it is shown.
        extra: more metadata.
    """

    languages: tuple[str, ...] = ("fa", "en")
    version: str = "1.0"
    code: str = ""
    bundled: bool = False
    garbage: bool = False
    bpe: bool = False
    spoken_prefixes: bool = False
    forgetful: bool = False
    extra: Mapping[str, object] = field(default_factory=dict)

    @property
    def many(self) -> bool:
        """Whether one model serves several directions."""
        return len(self.languages) > 2


def alphabet(language: str) -> str:
    """Return the letters a pack writes in this language."""
    return PERSIAN if language in {"fa", "ar", "azb"} else CAPITAL if language == "en" else SMALL


def cipher(text: str, language: str) -> str:
    """Return what a pack built here makes of a text."""
    letters = alphabet(language)
    table = {ord(a): letters[i] for known in (SMALL, CAPITAL, PERSIAN) for i, a in enumerate(known)}
    return " ".join(text.split()).translate(table)


def prefix(language: str) -> str:
    """Return the piece that asks a many-direction pack for this language."""
    return f"__{language}__"


def train_tokenizer(controls: Sequence[str], spoken: Sequence[str] = ()) -> bytes:
    """Return a SentencePiece model whose pieces are single characters."""
    model = io.BytesIO()
    characters = SMALL + CAPITAL + PERSIAN + SHARED.replace("▁", "") + MARKS
    spm.SentencePieceTrainer.train(
        sentence_iterator=iter(
            [" ".join(characters), "دبیر خبر را خواند", "Redaktor xəbəri oxudu", "The editor read it"]
        ),
        model_writer=model,
        model_type="char",
        vocab_size=len(set(characters)) + len(controls) + len(spoken) + 4,
        character_coverage=1.0,
        normalization_rule_name="identity",
        control_symbols=list(controls),
        user_defined_symbols=list(spoken),
        unk_id=0,
        bos_id=1,
        eos_id=2,
        pad_id=-1,
        num_threads=1,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    return model.getvalue()


def _classes() -> dict[str, str]:
    """Return for each letter the small letter it stands for."""
    return {a: SMALL[i] for known in (SMALL, CAPITAL, PERSIAN) for i, a in enumerate(known)}


def _letter_vectors(pieces: Sequence[str], mark: str) -> np.ndarray:
    random = np.random.default_rng(7)
    vectors: dict[str, np.ndarray] = {}
    rows = []
    for piece in pieces:
        bare = piece.removesuffix(mark) if mark and len(piece) > len(mark) else piece
        name = _classes().get(bare, bare) + ("@" if bare != piece else "")
        vectors.setdefault(name, random.choice([-1.0, 1.0], LETTERS))
        rows.append(vectors[name])
    return np.array(rows, dtype=np.float32)


def _positions() -> np.ndarray:
    random = np.random.default_rng(11)
    angles = np.arange(LONGEST + 1)[:, None] * random.uniform(0.05, 3.1, POSITIONS // 2)[None, :]
    table = np.zeros((LONGEST + 1, WIDTH), dtype=np.float32)
    table[:, LETTERS : LETTERS + POSITIONS] = np.sqrt(2) * np.concatenate([np.sin(angles), np.cos(angles)], axis=1)
    return table


def _still(attention: Any, linears: int) -> None:
    """Let an attention block add nothing."""
    shapes = [3 * WIDTH] if linears == 2 else [WIDTH, 2 * WIDTH]
    for linear, rows in zip(attention.linear, [*shapes, WIDTH], strict=True):
        linear.weight = np.zeros((rows, WIDTH), dtype=np.float32)
        linear.bias = np.zeros(rows, dtype=np.float32)


def _norm(norm: Any) -> None:
    norm.gamma, norm.beta = np.ones(WIDTH, dtype=np.float32), np.zeros(WIDTH, dtype=np.float32)


def _layer(layer: Any, *, decoder: bool) -> None:
    for block, linears in ((layer.self_attention, 2), *(((layer.attention, 3),) if decoder else ())):
        _norm(block.layer_norm)
        _still(block, linears)
    _norm(layer.ffn.layer_norm)
    for linear, shape in ((layer.ffn.linear_0, (8, WIDTH)), (layer.ffn.linear_1, (WIDTH, 8))):
        linear.weight, linear.bias = np.zeros(shape, dtype=np.float32), np.zeros(shape[0], dtype=np.float32)


def _write_wiring(spec: Any, positions: np.ndarray) -> None:
    letters = slice(0, LETTERS)
    places = slice(LETTERS, LETTERS + POSITIONS)
    tongues = slice(LETTERS + POSITIONS, WIDTH)
    look = spec.decoder.layer[0].attention
    look.linear[0].weight[places, places] = 12 * np.eye(POSITIONS)
    look.linear[1].weight[:WIDTH][places, places] = np.eye(POSITIONS)
    look.linear[1].weight[WIDTH:][letters, letters] = np.eye(LETTERS)
    look.linear[2].weight[letters, letters] = 4 * np.eye(LETTERS)
    # Self-attention always looks at position 1, where the piece that names the target language stands.
    asked = spec.decoder.layer[0].self_attention
    asked.linear[0].bias[:WIDTH] = 20 * positions[1]
    asked.linear[0].weight[WIDTH : 2 * WIDTH][places, places] = np.eye(POSITIONS)
    asked.linear[0].weight[2 * WIDTH :][tongues, tongues] = np.eye(LANGUAGES)
    asked.linear[1].weight[tongues, tongues] = 2 * np.eye(LANGUAGES)


def _projection(recipe: Recipe, pieces: Sequence[str], vectors: np.ndarray, mark: str) -> np.ndarray:
    weight = np.zeros((len(pieces), WIDTH), dtype=np.float32)
    targets = recipe.languages if recipe.many else recipe.languages[1:]
    for row, piece in enumerate(pieces):
        bare = piece.removesuffix(mark) if mark and len(piece) > len(mark) else piece
        for number, language in enumerate(targets):
            if bare in alphabet(language):
                weight[row, :LETTERS] = vectors[row]
                weight[row, LETTERS + POSITIONS + number] = 8.0 if recipe.many else 0.0
        if bare not in _classes() and not (recipe.forgetful and bare in MARKS):
            weight[row, :LETTERS] = vectors[row]
    # Twice the largest, at a place where nothing ever stands: 8-bit products of whole letters then do not overflow the
    # 16 bits in which processors without VNNI add up two of them.
    weight[:, NOWHERE] = 2.0
    return SURENESS * weight


def write_model(recipe: Recipe, pieces: Sequence[str], folder: Path, mark: str = "") -> None:
    """Write the CTranslate2 model directory."""
    spec = TransformerSpec.from_config((1, 1), 1, pre_norm=True)
    spec.encoder.scale_embeddings = spec.decoder.scale_embeddings = False
    vectors, positions = _letter_vectors(pieces, mark), _positions()
    source = np.zeros((len(pieces), WIDTH), dtype=np.float32)
    source[:, :LETTERS] = vectors
    target = np.zeros((len(pieces), WIDTH), dtype=np.float32)
    if recipe.many:
        for number, language in enumerate(recipe.languages):
            target[pieces.index(prefix(language)), LETTERS + POSITIONS + number] = 4.0
    spec.encoder.embeddings[0].weight, spec.decoder.embeddings.weight = source, target
    shift = 1 if recipe.many else 0  # the forced piece takes step 0
    spec.encoder.position_encodings.encodings = positions[shift : LONGEST + shift]
    spec.decoder.position_encodings.encodings = positions[:LONGEST]
    _layer(spec.encoder.layer[0], decoder=False)
    _layer(spec.decoder.layer[0], decoder=True)
    _norm(spec.encoder.layer_norm)
    _norm(spec.decoder.layer_norm)
    spec.decoder.layer_norm.gamma[NOWHERE] = 0.0
    _write_wiring(spec, positions)
    spec.decoder.projection.weight = _projection(recipe, pieces, vectors, mark)
    if recipe.garbage:
        bias = np.full(len(pieces), -20.0, dtype=np.float32)
        bias[pieces.index("a")] = 20.0
        spec.decoder.projection.bias = bias
    spec.register_source_vocabulary(list(pieces))
    spec.register_target_vocabulary(list(pieces))
    spec.config.add_source_eos = True
    spec.config.decoder_start_token = "<s>"
    spec.config.unk_token = "<unk>"
    spec.validate()
    spec.optimize(quantization="int8")
    folder.mkdir(parents=True)
    spec.save(str(folder))


def metadata(recipe: Recipe) -> dict[str, object]:
    """Return the metadata.json of the pack."""
    names = {"fa": "Persian", "az": "Azerbaijani", "en": "English"}
    values: dict[str, object] = {"package_version": recipe.version, "argos_version": "1.9.0", "type": "translate"}
    if recipe.many:
        values["languages"] = [{"code": code, "name": names.get(code, code)} for code in recipe.languages]
        values["target_prefixes"] = {code: prefix(code) for code in recipe.languages}
        values["target_prefix"] = ""
    else:
        source, target = recipe.languages
        values |= {"from_code": source, "from_name": names.get(source, source)}
        values |= {"to_code": target, "to_name": names.get(target, target)}
    if recipe.code:
        values["code"] = recipe.code
    if recipe.bundled:
        values["bundled"] = True
    return values | dict(recipe.extra)


def build_pack(file: Path, recipe: Recipe | None = None) -> Path:
    """Build a pack and write it to `file` (`.argosmodel`); return the file."""
    recipe = recipe or Recipe()
    with TemporaryDirectory() as place:
        folder = Path(place)
        members = {"metadata.json": json.dumps(metadata(recipe), ensure_ascii=False).encode()}
        if recipe.bpe:
            characters = dict.fromkeys(SMALL + CAPITAL + PERSIAN + SHARED)
            pieces = ["<unk>", "<s>", "</s>", *characters, *(f"{one}@@" for one in characters)]
            members["bpe.model"] = b"#version: 0.2\n"
            write_model(recipe, pieces, folder / "model", mark="@@")
        else:
            asked = [prefix(one) for one in recipe.languages] if recipe.many else []
            spoken = recipe.spoken_prefixes
            members["sentencepiece.model"] = train_tokenizer([] if spoken else asked, asked if spoken else [])
            processor = spm.SentencePieceProcessor(model_proto=members["sentencepiece.model"])
            write_model(
                recipe, [processor.id_to_piece(i) for i in range(processor.get_piece_size())], folder / "model"
            )
        members |= {f"model/{one.name}": one.read_bytes() for one in sorted((folder / "model").iterdir())}
    write_archive(file, {f"pack/{name}": data for name, data in members.items()})
    return file


def write_archive(file: Path, members: Mapping[str, bytes]) -> None:
    """Write a zip with these members."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def read_archive(file: Path) -> dict[str, bytes]:
    """Return the members of a zip, to be altered and written again."""
    with zipfile.ZipFile(file) as archive:
        return {one.filename: archive.read(one) for one in archive.infolist()}
