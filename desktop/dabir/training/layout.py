"""Which variable of a CTranslate2 Transformer holds which parameter of `model.Translator`: one table, both ways."""

from __future__ import annotations

from collections.abc import Iterator

#: The embedding serves both sides and, but for a model that is not tied, the output; CTranslate2 stores it under the
#: first of these names.
EMBEDDINGS = ("decoder/embeddings/weight", "decoder/projection/weight", "encoder/embeddings_0/weight")


def variables(encoder_layers: int, decoder_layers: int, *, tied: bool = True) -> dict[str, str]:
    """Return the names of CTranslate2's variables and of the parameters they hold.

    Args:
        encoder_layers: of the model.
        decoder_layers: of the model.
        tied: whether the embedding serves the output too.
    """
    pairs: list[tuple[str, str]] = [(name, "embedding.weight") for name in EMBEDDINGS]
    for side, count in (("encoder", encoder_layers), ("decoder", decoder_layers)):
        pairs += _norm(f"{side}/layer_norm", f"{side}_norm")
        for number in range(count):
            theirs, ours = f"{side}/layer_{number}", f"{side}.{number}"
            pairs += _attention(f"{theirs}/self_attention", f"{ours}.attention", 1)
            if side == "decoder":
                pairs += _attention(f"{theirs}/attention", f"{ours}.source", 2)
            pairs += _norm(f"{theirs}/ffn/layer_norm", f"{ours}.feed.norm")
            pairs += _linear(f"{theirs}/ffn/linear_0", f"{ours}.feed.inner")
            pairs += _linear(f"{theirs}/ffn/linear_1", f"{ours}.feed.outer")
    return dict(pairs) if tied else dict(pairs) | {"decoder/projection/weight": "projection"}


def _norm(theirs: str, ours: str) -> Iterator[tuple[str, str]]:
    yield f"{theirs}/gamma", f"{ours}.weight"
    yield f"{theirs}/beta", f"{ours}.bias"


def _linear(theirs: str, ours: str) -> Iterator[tuple[str, str]]:
    yield f"{theirs}/weight", f"{ours}.weight"
    yield f"{theirs}/bias", f"{ours}.bias"


def _attention(theirs: str, ours: str, projections: int) -> Iterator[tuple[str, str]]:
    yield from _norm(f"{theirs}/layer_norm", f"{ours}.norm")
    for number in range(projections):
        yield from _linear(f"{theirs}/linear_{number}", f"{ours}.project.{number}")
    yield from _linear(f"{theirs}/linear_{projections}", f"{ours}.out")
