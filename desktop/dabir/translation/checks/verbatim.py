"""What must come out letter for letter: addresses, accounts, hashtags, file names and placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from dabir.domain.segment import Finding, Severity
from dabir.translation.checks.pair import Pair

NAME: Final = "verbatim"

_TLD: Final = "com|org|net|info|edu|gov|int|news|media|io|az|ir|ru|tr|uk|eu|de|fr|ge|kz|uz|ae|iq|me|co"
_FILE: Final = "pdf|docx?|xlsx?|pptx?|jpe?g|png|gif|svg|mp[34]|mov|zip|txt|csv|html?|xml|json|exe|apk|odt"
_KINDS: Final = MappingProxyType(
    {
        "address": r"(?:https?|ftp)://[^\s<>«»“”\"()،؛]+|(?<![\w@.-])www\.[^\s<>«»“”\"()،؛]+",
        "e-mail address": r"(?<![\w.])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}",
        "placeholder": r"\$\{[^{}\s]+\}|\{\{[^{}]*\}\}|\{\w*\}|(?<![\w%])%(?:\(\w+\)|\d+\$)?[sdif](?![^\W_])",
        "file name": rf"(?<![\w@./-])[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.(?:{_FILE})(?![A-Za-z0-9])",
        "site": rf"(?<![\w@./-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:{_TLD})(?![A-Za-z0-9.])(?:/[^\s،؛]*)?",
        "hashtag": r"(?<![\w&/#])#[^\W\d][\w\u200c]*",
        "account": r"(?<![\w.@/])@[A-Za-z0-9_]{2,}",
    }
)
_ANY: Final = re.compile(
    "|".join(f"(?P<k{number}>{pattern})" for number, pattern in enumerate(_KINDS.values())), re.IGNORECASE
)
_NAMES: Final = tuple(_KINDS)
_AT_THE_END: Final = re.compile("[.,;:!?…'’*]+$")
#: An ending that Azerbaijani and Turkish hang on ("example.com-da", "@desk'in").
_ENDING: Final = re.compile("['’-][^\\W\\d_]{1,8}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that is not to be translated.

    Attributes:
        kind: what it is, in words.
        text: as it stands.
        start: first character in the text.
        end: one past the last character.
    """

    kind: str
    text: str
    start: int
    end: int


def pieces_of(text: str) -> list[Piece]:
    """Return what stands in a text that must come out letter for letter.

    Args:
        text: any text.
    """
    found = []
    for match in _ANY.finditer(text):
        kind = _NAMES[int((match.lastgroup or "k0")[1:])]
        stretch = match[0] if kind == "placeholder" else _AT_THE_END.sub("", match[0])
        if stretch:
            found.append(Piece(kind, stretch, match.start(), match.start() + len(stretch)))
    return found


def check(pair: Pair) -> list[Finding]:
    """Report what was changed, lost or made up; offer to mend it where one piece was changed."""
    lost, added = pieces_of(pair.source), pieces_of(pair.target)
    for piece in list(lost):
        same = next((other for other in added if _same(piece, other)), None)
        if same is not None:
            lost.remove(piece)
            added.remove(same)
    return list(_findings(lost, added))


def _same(piece: Piece, other: Piece) -> bool:
    if piece.text == other.text:
        return True
    return other.text.startswith(piece.text) and bool(_ENDING.fullmatch(other.text, len(piece.text)))


def _findings(lost: list[Piece], added: list[Piece]) -> Iterator[Finding]:
    if len(lost) == len(added) == 1:
        ours, theirs = lost[0], added[0]
        message = f"The {ours.kind} is “{ours.text}” in the source."
        span = (theirs.start, theirs.end)
        yield Finding(NAME, Severity.ERROR, message, (ours.start, ours.end), span, ours.text)
        return
    for piece in lost:
        message = f"The {piece.kind} “{piece.text}” is not in the translation."
        yield Finding(NAME, Severity.ERROR, message, (piece.start, piece.end))
    for piece in added:
        message = f"The {piece.kind} “{piece.text}” is not in the source."
        yield Finding(NAME, Severity.WARNING, message, None, (piece.start, piece.end))
