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

Weights = Mapping[str, NDArray[np.float32]]


def _linear(spec: Any, weights: Weights, name: str) -> None:
    spec.weight = weights[f"{name}.weight"]
    spec.bias = weights[f"{name}.bias"]


def _norm(spec: Any, weights: Weights, name: str) -> None:
    spec.gamma = weights[f"{name}.weight"]
    spec.beta = weights[f"{name}.bias"]


def _attention(spec: Any, weights: Weights, name: str, projections: int) -> None:
    _norm(spec.layer_norm, weights, f"{name}.norm")
    for number in range(projections):
        _linear(spec.linear[number], weights, f"{name}.project.{number}")
    _linear(spec.linear[projections], weights, f"{name}.out")


def _feed(spec: Any, weights: Weights, name: str) -> None:
    _norm(spec.layer_norm, weights, f"{name}.norm")
    _linear(spec.linear_0, weights, f"{name}.inner")
    _linear(spec.linear_1, weights, f"{name}.outer")


def layers(weights: Weights, side: str) -> int:
    """Return how many layers the weights hold for `encoder` or `decoder`."""
    return len({name.split(".")[1] for name in weights if name.startswith(f"{side}.")})


def build_spec(weights: Weights, heads: int) -> TransformerSpec:
    """Return the CTranslate2 specification filled with the weights of `pack.model.Translator`."""
    spec = TransformerSpec.from_config((layers(weights, "encoder"), layers(weights, "decoder")), heads, pre_norm=True)
    embedding = weights["embedding.weight"]
    spec.encoder.embeddings[0].weight = embedding
    spec.decoder.embeddings.weight = embedding
    spec.decoder.projection.weight = embedding
    for number, layer in enumerate(spec.encoder.layer):
        _attention(layer.self_attention, weights, f"encoder.{number}.attention", 1)
        _feed(layer.ffn, weights, f"encoder.{number}.feed")
    for number, layer in enumerate(spec.decoder.layer):
        _attention(layer.self_attention, weights, f"decoder.{number}.attention", 1)
        _attention(layer.attention, weights, f"decoder.{number}.source", 2)
        _feed(layer.ffn, weights, f"decoder.{number}.feed")
    _norm(spec.encoder.layer_norm, weights, "encoder_norm")
    _norm(spec.decoder.layer_norm, weights, "decoder_norm")
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
        weights: parameter names of `pack.model.Translator` to arrays.
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
    spec.config.decoder_start_token = "<s>"
    spec.config.unk_token = "<unk>"
    spec.validate()
    spec.optimize(quantization=quantization)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    spec.save(str(folder))
