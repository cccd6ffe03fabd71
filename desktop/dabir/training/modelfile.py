"""Read back the weights of a pack: CTranslate2's model.bin, as its library itself never reads it in Python.

The format is that of `ctranslate2.specs.model_spec.ModelSpec`, which writes it, version 6: little-endian numbers;
texts with their length in front (16 bits, the closing zero byte counted); the version; the name and the revision of
the specification; the variables, each with name, number of dimensions (8 bits), dimensions (32 bits), type (8 bits),
bytes (32 bits) and data; then aliases, a name and what it stands for. A weight of 8 bits is the real one times its
row's number in `NAME_scale`.

Only models such as `export` writes are taken; everything else is refused, never guessed at.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dabir.domain.errors import PackError
from dabir.training.layout import variables

_VERSION: Final = 6
_SPECIFICATION: Final = "TransformerSpec"
_REVISION: Final = 7
_TYPES: Final = tuple(np.dtype(f"<{kind}") for kind in ("f4", "i1", "i2", "i4", "f2"))
_SCALE: Final = "_scale"
#: What the scalars of our models say: pre-norm Transformers with ReLU, scaled embeddings, sinusoids as positions.
_SCALARS: Final = {
    "activation": 0,
    "alibi": 0,
    "alibi_use_positive_positions": 0,
    "alignment_heads": 1,
    "alignment_layer": -1,
    "embeddings_merge": 0,
    "multi_query_attention": 0,
    "pre_norm": 1,
    "scale_alibi": 0,
    "scale_embeddings": 1,
    "start_from_zero_embedding": 0,
}


@dataclass(frozen=True, slots=True)
class Stored:
    """What a model.bin holds.

    Attributes:
        variables: arrays by name, as they are stored.
        aliases: names that stand for a variable.
    """

    variables: dict[str, NDArray[Any]]
    aliases: dict[str, str]


@dataclass(frozen=True, slots=True)
class Trained:
    """The weights of a pack.

    Attributes:
        weights: parameter names of `dabir.training.model.Translator` to arrays.
        heads: attention heads.
        encoder_layers: layers of the encoder.
        decoder_layers: layers of the decoder.
    """

    weights: dict[str, NDArray[np.float32]]
    heads: int
    encoder_layers: int
    decoder_layers: int


class _Reader:
    """Takes numbers and texts off bytes, in order."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._place = 0

    def take(self, size: int) -> bytes:
        if self._place + size > len(self._data):
            raise ValueError("it ends too early")
        self._place += size
        return self._data[self._place - size : self._place]

    def number(self, kind: str) -> int:
        return int(struct.unpack(f"<{kind}", self.take(struct.calcsize(f"<{kind}")))[0])

    def text(self) -> str:
        return self.take(self.number("H"))[:-1].decode("utf-8")

    def head(self) -> None:
        version, name, revision = self.number("I"), self.text(), self.number("I")
        if (version, name, revision) != (_VERSION, _SPECIFICATION, _REVISION):
            raise ValueError(f"it is {name!r}, revision {revision}, in version {version} of the format")

    def array(self) -> NDArray[Any]:
        shape = [self.number("I") for _ in range(self.number("B"))]
        kind = self.number("B")
        if kind >= len(_TYPES):
            raise ValueError(f"it has numbers of type {kind}")
        data = self.take(self.number("I"))
        return np.frombuffer(data, _TYPES[kind]).reshape(shape)

    def end(self) -> None:
        if self._place != len(self._data):
            raise ValueError("it goes on after its end")


def read(file: Path) -> Stored:
    """Read a model.bin.

    Raises:
        PackError: when it cannot be read, is damaged, or is no Transformer of the revision known here.
    """
    try:
        reader = _Reader(file.read_bytes())
        reader.head()
        stored = {reader.text(): reader.array() for _ in range(reader.number("I"))}
        aliases = {reader.text(): reader.text() for _ in range(reader.number("I"))}
        reader.end()
    except OSError as error:
        raise PackError(f"{file} cannot be read: {error.strerror}.", "Install the pack again.") from error
    except ValueError as error:  # UnicodeDecodeError is one too
        raise _refused(file, str(error)) from error
    return Stored(stored, aliases)


def weights_of(file: Path) -> Trained:
    """Read the weights of a pack's model.bin.

    Raises:
        PackError: when it cannot be read, or is no model such as `export` writes.
    """
    stored = read(file)
    numbers = {name: int(one) for name, one in stored.variables.items() if not one.shape}
    heads = {numbers.pop(f"{side}/num_heads", 0) for side in ("encoder", "decoder")}
    for name, value in numbers.items():
        if _SCALARS.get(name.split("/")[-1]) != value:
            raise _refused(file, f"its {name} is {value}")
    if len(heads) != 1 or 0 in heads:
        raise _refused(file, "it does not say how many attention heads it has")
    layers = [_layers(stored, side) for side in ("encoder", "decoder")]
    table = variables(*layers)
    held = {name for name, one in stored.variables.items() if one.shape and not name.endswith(_SCALE)}
    if held | set(stored.aliases) != set(table):
        odd = sorted((held | set(stored.aliases)) ^ set(table))
        raise _refused(file, f"its layers are others ({', '.join(odd[:3])})")
    weights = {}
    for name, parameter in table.items():
        theirs = stored.aliases.get(name, name)
        if table.get(theirs) != parameter:
            raise _refused(file, f"its {name} is its {theirs}")
        weights[parameter] = _real(stored, theirs, file)
    return Trained(weights, heads.pop(), *layers)


def _layers(stored: Stored, side: str) -> int:
    """Return how many layers a side has: encoder/layer_0, encoder/layer_1, …; encoder/layer_norm is none."""
    named = {name.split("/")[1] for name in stored.variables if name.startswith(f"{side}/layer_")}
    return sum(name.removeprefix("layer_").isdigit() for name in named)


def _real(stored: Stored, name: str, file: Path) -> NDArray[np.float32]:
    """Return a variable as 32-bit floats; 8-bit ones are divided by the scale of their row."""
    value = stored.variables[name]
    if value.dtype == np.float32:
        return np.array(value)
    scale = stored.variables.get(f"{name}{_SCALE}")
    if value.dtype != np.int8 or scale is None or scale.shape != value.shape[:1]:
        raise _refused(file, f"its {name} is neither of 32-bit floats nor of 8 bits with a scale for each row")
    real: NDArray[np.float32] = value.astype(np.float32) / scale.astype(np.float32)[:, None]
    return real


def _refused(file: Path, reason: str) -> PackError:
    return PackError(
        f"The training of the pack in {file.parent.parent} cannot be continued: {file.name} is no model such as the "
        f"bundled pack has; {reason}.",
        "Only the bundled pack can be adapted.",
    )
