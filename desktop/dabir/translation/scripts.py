"""Which pieces of a vocabulary a model may not write: those with letters of another script than the target's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_LATIN: Final = re.compile("[A-Za-zÀ-ɏ]")
_ARABIC: Final = re.compile("[\u0620-\u065f\u066e-\u06ef\u06fa-\u06ff]")
_IN_ARABIC_SCRIPT: Final = frozenset({"fa", "ar", "azb"})


def foreign_pieces(pieces: Iterable[str], target: str) -> list[list[str]]:
    """Return the pieces of another script, each as a sequence of one, as CTranslate2 takes what is not to be written.

    Control pieces ("<unk>", "__fa__") are none of them.
    """
    letters = _LATIN if target in _IN_ARABIC_SCRIPT else _ARABIC
    return [[one] for one in pieces if letters.search(one) and not one.startswith(("<", "__"))]
