"""Which words of a translation belong to which words of its source.

The attention of a pack that was trained for it is read (guided alignment: Chen et al. 2016, arXiv:1607.01628). It
also serves texts that a person wrote or another pack made, for the model can be made to "write" any text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dabir.domain.segment import Link

#: A word of the target is linked to the source words that got this share of what its best one got.
_SHARE: Final = 0.5
#: Less attention than this is no link.
_LEAST: Final = 0.15
_EDGES: Final = re.compile(r"^[\W_]+|[\W_]+$")


def words(text: str) -> list[tuple[int, int]]:
    """Return start and end of the words of a text, split at white space."""
    return [found.span() for found in re.finditer(r"\S+", text)]


def links(source: str, target: str, attention: Sequence[Sequence[float]]) -> list[Link]:
    """Read the links of words off an attention.

    Args:
        source: the source.
        target: its translation.
        attention: a row for each word of the target, a number for each word of the source.

    Returns:
        The links; their spans leave punctuation at the edges of words out.
    """
    sources = [_bare(source, span) for span in words(source)]
    found = []
    for span, row in zip(words(target), attention, strict=True):
        bare, most = _bare(target, span), max(row, default=0.0)
        if bare is None or most < _LEAST:
            continue
        for other, weight in zip(sources, row, strict=True):
            if other is not None and weight >= max(_LEAST, _SHARE * most):
                found.append(Link(other, bare, weight))
    return found


def _bare(text: str, span: tuple[int, int]) -> tuple[int, int] | None:
    """Return a word's span without the signs around it; None where it is nothing but signs."""
    word = text[slice(*span)]
    kept = _EDGES.sub("", word)
    if not kept:
        return None
    start = span[0] + word.index(kept)
    return start, start + len(kept)
