"""The Transformer: pre-norm, deep encoder, shallow decoder, one embedding for both sides and the output.

Source: Vaswani et al. 2017, arXiv:1706.03762, with the pre-norm order of Xiong et al. 2020, arXiv:2002.04745. The
layers are written out because torch's own modules are half as fast on a processor. The arithmetic (sinusoids, scaled
embeddings, ReLU) is what CTranslate2's TransformerSpec computes; `export` relies on it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from dabir.training.loss import ByteDropout

HIDDEN = -1e4


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of a model; `pieces` is the number of vocabulary pieces.

    `tied` is whether one embedding serves both sides and the output; else the output has weights of its own.
    """

    pieces: int
    width: int = 256
    inner: int = 1024
    heads: int = 4
    encoder_layers: int = 4
    decoder_layers: int = 2
    dropout: float = 0.15
    attention_dropout: float = 0.1
    tied: bool = True


def sinusoids(length: int, width: int) -> Tensor:
    """Return position encodings, sines in the first half of the width and cosines in the second.

    This is the layout of CTranslate2's own position encoder, whose positions start at 1 in that layout.
    """
    step = math.log(10000.0) / (width // 2 - 1)
    rates = torch.exp(torch.arange(width // 2) * -step)
    angles = torch.arange(1, length + 1)[:, None] * rates[None, :]
    return torch.cat([angles.sin(), angles.cos()], dim=1)


class Attention(nn.Module):
    """Multi-head attention; keys and values come from `memory`, or from the input itself."""

    def __init__(self, shape: Shape, *, cross: bool) -> None:
        super().__init__()
        self.heads = shape.heads
        self.cross = cross
        self.norm = nn.LayerNorm(shape.width)
        self.project = nn.ModuleList(
            [nn.Linear(shape.width, shape.width), nn.Linear(shape.width, 2 * shape.width)]
            if cross
            else [nn.Linear(shape.width, 3 * shape.width)]
        )
        self.out = nn.Linear(shape.width, shape.width)
        self.dropout = ByteDropout(shape.attention_dropout)

    def share_first_head(self, rows: Tensor) -> None:
        """Let the first head compare like with like: the same projection for queries and keys."""
        for linear in self.project:
            assert isinstance(linear, nn.Linear)
            linear.weight[: len(rows)] = rows

    def forward(
        self, x: Tensor, memory: Tensor | None, mask: Tensor, *, look: bool = False
    ) -> tuple[Tensor, Tensor | None]:
        """Return the attended values and, where `look` is set, the log-probabilities of the first head."""
        batch, length, width = x.shape
        normed = self.norm(x)
        if self.cross:
            assert memory is not None
            query = self.project[0](normed)
            key, value = self.project[1](memory).chunk(2, dim=-1)
        else:
            query, key, value = self.project[0](normed).chunk(3, dim=-1)
        query, key, value = (
            part.view(batch, -1, self.heads, width // self.heads).transpose(1, 2) for part in (query, key, value)
        )
        # Written out: for short sentences the backward pass of torch's fused attention is five times slower.
        scores = (query @ key.transpose(-1, -2)).float() * (width // self.heads) ** -0.5
        scores = scores.masked_fill(~mask, HIDDEN)
        mixed = self.dropout(scores.softmax(-1).to(value.dtype)) @ value
        seen = scores[:, 0].log_softmax(-1) if look else None
        return self.out(mixed.transpose(1, 2).reshape(batch, length, width)), seen


class FeedForward(nn.Module):
    """The two linear layers with ReLU between."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(shape.width)
        self.inner = nn.Linear(shape.width, shape.inner)
        self.outer = nn.Linear(shape.inner, shape.width)

    def forward(self, x: Tensor) -> Tensor:
        """Return the transformed input, same shape."""
        return self.outer(functional.relu(self.inner(self.norm(x))))


class EncoderLayer(nn.Module):
    """Self-attention and feed-forward."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.attention = Attention(shape, cross=False)
        self.feed = FeedForward(shape)
        self.dropout = ByteDropout(shape.dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the layer's output, same shape as `x`."""
        x = x + self.dropout(self.attention(x, None, mask)[0])
        return x + self.dropout(self.feed(x))


class DecoderLayer(nn.Module):
    """Causal self-attention, attention to the source, feed-forward."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.attention = Attention(shape, cross=False)
        self.source = Attention(shape, cross=True)
        self.feed = FeedForward(shape)
        self.dropout = ByteDropout(shape.dropout)

    def forward(self, x: Tensor, memory: Tensor, mask: Tensor, causal: Tensor) -> tuple[Tensor, Tensor]:
        """Return the layer's output and the first source head's log-probabilities."""
        x = x + self.dropout(self.attention(x, None, causal)[0])
        attended, seen = self.source(x, memory, mask, look=True)
        assert seen is not None
        x = x + self.dropout(attended)
        return x + self.dropout(self.feed(x)), seen


class Translator(nn.Module):
    """The whole model; `encode` a source once, `decode` it to several targets."""

    positions: Tensor

    def __init__(self, shape: Shape, longest: int = 512) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.pieces, shape.width)
        self.encoder = nn.ModuleList(EncoderLayer(shape) for _ in range(shape.encoder_layers))
        self.encoder_norm = nn.LayerNorm(shape.width)
        self.decoder = nn.ModuleList(DecoderLayer(shape) for _ in range(shape.decoder_layers))
        self.decoder_norm = nn.LayerNorm(shape.width)
        self.dropout = ByteDropout(shape.dropout)
        self.projection = None if shape.tied else nn.Parameter(torch.empty(shape.pieces, shape.width))
        self.register_buffer("positions", sinusoids(longest, shape.width), persistent=False)
        self._initialise()

    def _initialise(self) -> None:
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.xavier_uniform_(module.weight)
                nn.init.zeros_(module.bias)
        nn.init.normal_(self.embedding.weight, std=self.shape.width**-0.5)
        if self.projection is not None:
            nn.init.normal_(self.projection, std=self.shape.width**-0.5)

    def start_from(self, vectors: Tensor) -> None:
        """Start from given embeddings, and with a first source head that looks for the vector of its own position.

        Args:
            vectors: one a piece, of length 1, translations alike (`pack.embed`).
        """
        with torch.no_grad():
            self.embedding.weight.copy_(vectors)
            if self.projection is not None:
                self.projection.copy_(vectors)
            part = self.shape.width // self.shape.heads
            for layer in self.decoder:
                assert isinstance(layer, DecoderLayer)
                shared = torch.nn.init.orthogonal_(torch.empty(part, self.shape.width))
                layer.source.share_first_head(shared)

    def _embed(self, ids: Tensor, keep: Tensor | None = None) -> Tensor:
        x = self.embedding(ids) * self.shape.width**0.5
        if keep is not None:
            x = x * keep[..., None]
        return self.dropout(x + self.positions[: ids.shape[1]])

    def encode(self, ids: Tensor, mask: Tensor, keep: Tensor | None = None) -> Tensor:
        """Return the encoder's output.

        Args:
            ids: piece ids, (batch, length).
            mask: true where a piece stands, (batch, 1, 1, length).
            keep: 0 where a piece is to be hidden (word dropout), else 1, (batch, length).
        """
        x = self._embed(ids, keep)
        for layer in self.encoder:
            x = layer(x, mask)
        return self.encoder_norm(x)

    def decode(
        self, ids: Tensor, memory: Tensor, mask: Tensor, keep: Tensor | None = None
    ) -> tuple[Tensor, list[Tensor]]:
        """Return the decoder's states (batch, length, width) and each layer's log-probabilities of the first head."""
        x = self._embed(ids, keep)
        causal = torch.ones(ids.shape[1], ids.shape[1], dtype=torch.bool, device=ids.device).tril()
        looks = []
        for layer in self.decoder:
            x, seen = layer(x, memory, mask, causal)
            looks.append(seen)
        return self.decoder_norm(x), looks

    @property
    def output(self) -> Tensor:
        """The vectors that states are compared with to score pieces, (pieces, width)."""
        return self.embedding.weight if self.projection is None else self.projection

    def logits(self, states: Tensor) -> Tensor:
        """Return the scores of all pieces for decoder states of any leading shape."""
        return functional.linear(states, self.output)
