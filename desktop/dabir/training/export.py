"""Write a trained model as a CTranslate2 directory, weights rounded to 8 bits."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece as spm
from ctranslate2.specs import TransformerSpec
from numpy.typing import NDArray

from dabir.training.layout import variables

Weights = Mapping[str, NDArray[np.float32]]


def layers(weights: Weights, side: str) -> int:
    """Return how many layers the weights hold for `encoder` or `decoder`."""
    return len({name.split(".")[1] for name in weights if name.startswith(f"{side}.")})


def build_spec(weights: Weights, heads: int) -> Any:
    """Return the CTranslate2 specification filled with the weights of `dabir.training.model.Translator`."""
    sizes = layers(weights, "encoder"), layers(weights, "decoder")
    spec = TransformerSpec.from_config(sizes, heads, pre_norm=True)
    # Copies: rounding to 8 bits is done in place.
    copies = {parameter: np.array(value) for parameter, value in weights.items()}
    for name, parameter in variables(*sizes, tied="projection" not in weights).items():
        *path, attribute = name.split("/")
        setattr(_inside(spec, path), attribute, copies[parameter])
    return spec


def _inside(spec: Any, path: list[str]) -> Any:
    """Return the part of a specification at a path such as `encoder`, `layer_2`, `ffn`."""
    for name in path:
        attribute, _, number = name.rpartition("_")
        listed = getattr(spec, attribute, None) if number.isdigit() else None
        spec = listed[int(number)] if isinstance(listed, list) else getattr(spec, name)
    return spec


def export(
    weights: Weights,
    heads: int,
    processor: spm.SentencePieceProcessor,
    folder: Path,
    quantization: str | None = "int8",
) -> None:
    """Write the model to `folder`, replacing what is there.

    Args:
        weights: parameter names of `dabir.training.model.Translator` to arrays.
        heads: attention heads.
        processor: the tokenizer, whose pieces become the shared vocabulary.
        folder: the directory to make.
        quantization: CTranslate2's name of the stored type, None for 32-bit floats.
    """
    spec = build_spec(weights, heads)
    pieces = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.add_source_eos = True
    spec.config.add_source_bos = False
    spec.config.decoder_start_token = "<s>"  # noqa: S105 - a piece
    spec.config.unk_token = "<unk>"  # noqa: S105 - a piece
    spec.validate()
    spec.optimize(quantization=quantization)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    spec.save(str(folder))
