"""Codes of typesetting systems in plain text, such as <endash> or ``quotes'', to the characters they stand for.

Only codes whose meaning is beyond doubt are read; what looks like one and is not known stays as it is, letter for
letter. Which codes were read is told, so that nothing changes in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from dabir.wire.properties import Findings
from dabir.wire.pseudo_tags import CHARACTERS

_FRACTIONS: Final = MappingProxyType(
    {"1/8": "⅛", "1/4": "¼", "3/8": "⅜", "1/2": "½", "5/8": "⅝", "3/4": "¾", "7/8": "⅞", "1/3": "⅓", "2/3": "⅔"}
)
_CHARACTERS: Final = MappingProxyType(
    {**CHARACTERS, "thinspace": "\u2009", "enspace": "\u2002", "emspace": "\u2003", "en-dash": "–", "em-dash": "—"}
    | {**_FRACTIONS, **{f"frac{written.replace('/', '')}": sign for written, sign in _FRACTIONS.items()}}
)
#: Orders to a typesetting machine (teletypesetter, TTS): where a line is set, in which face. They stand for no sign.
_ORDERS: Final = frozenset(("ql", "qc", "qr", "qm", "ep", "upr", "lor", "ur", "lr", "bf", "lf", "itf", "rmf", "tts"))
_CODE: Final = re.compile(r"<(?P<name>[A-Za-z]{2,9}(?:-dash)?|frac\d\d|\d/\d)>")
_QUOTES: Final = re.compile(r"``|''")


@dataclass(frozen=True, slots=True)
class Typeset:
    """A text whose codes were read.

    Attributes:
        text: the text.
        codes: the codes that were in it as they were written, each once, in order.
    """

    text: str
    codes: tuple[str, ...] = ()

    @property
    def defect(self) -> str:
        """What the person should know, a sentence; "" when there was no code."""
        if not self.codes:
            return ""
        return f"Codes for a typesetting machine ({', '.join(self.codes[:8])}) were read as the signs they stand for."

    def tell(self, findings: Findings) -> None:
        """Tell the codes that were read, and keep them as they were written."""
        if self.codes:
            findings.defect(self.defect)
            findings.keep("codes", " ".join(self.codes))


def read_codes(text: str, *, telex: bool = False) -> Typeset:
    """Read the codes in a text.

    Args:
        text: the text as it came.
        telex: whether it is of a wire whose character set has neither quotes nor dashes (ANPA 1312): then two
            grave accents and two apostrophes are quotes, a lone underscore is a dash, and orders to the machine go.
    """
    codes: dict[str, None] = {}

    def of_tag(found: re.Match[str]) -> str:
        name = found["name"].lower()
        character = _CHARACTERS.get(name, "" if telex and name in _ORDERS else None)
        if character is None:
            return found[0]
        codes[found[0]] = None
        return character

    def of_quotes(found: re.Match[str]) -> str:
        codes[found[0]] = None
        return "“" if found[0] == "``" else "”"

    text = _CODE.sub(of_tag, text) if "<" in text else text
    if telex:
        text = _QUOTES.sub(of_quotes, text)
        if " _ " in text:
            codes["_"] = None
            text = text.replace(" _ ", " — ")
    return Typeset(text, tuple(codes))
