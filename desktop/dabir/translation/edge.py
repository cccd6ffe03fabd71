"""What a model is shown of a text, and what is made of its answer: figures as placeholders, headlines in capitals.

Only packs that were trained so are treated so. The original is never touched: what stands here lives for one call.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from dabir.translation import placeholders
from dabir.translation.placeholders import Masked

#: A text in capitals has at least so many words; below that it may be a name or an abbreviation.
_WORDS: Final = 3
_DOTTED: Final = frozenset({"az", "tr"})
_TO_PERSIAN: Final = str.maketrans("0123456789?,;%", "۰۱۲۳۴۵۶۷۸۹؟،؛٪")
_TO_LATIN: Final = str.maketrans("۰۱۲۳۴۵۶۷۸۹؟،؛٪", "0123456789?,;%")
_COMMA: Final = {"fa": "،", "ar": "،"}
_ENDS: Final = " .!?؟…»”\"'"
#: Where a sentence may be cut so that each part can be translated for itself.
_BREAK: Final = re.compile(r"[.!?؟…,;:،؛](?=\s)|\s(?=[(\[{«“])|[)\]}»”](?=\s)|\s[–—]\s")
_CASELESS: Final = frozenset({"fa", "ar", "azb"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A text as a model is shown it.

    Attributes:
        text: what it is shown.
        masked: the figures that placeholders stand for.
        capitals: whether the text was written in capitals throughout, and is shown in small letters.
    """

    text: str
    masked: Masked
    capitals: bool = False


def as_it_is(text: str) -> Shown:
    """Return a text for a pack that wants nothing done."""
    return Shown(text, Masked(text, ()))


def show(text: str, language: str) -> Shown:
    """Return what a pack that was trained with placeholders is shown of a text.

    Args:
        text: a sentence.
        language: its language, normalised.
    """
    capitals = _in_capitals(text)
    seen = small(text, language) if capitals else text
    masked = placeholders.mask(seen, language)
    return Shown(masked.text, masked, capitals)


def hear(output: str, shown: Shown, language: str) -> str:
    """Return the translation in an answer: figures in their places, capitals where the source had them.

    What the model lost stands at the end in brackets: an editor sees that it belongs somewhere, and nothing is wrong.

    Args:
        output: what the model wrote.
        shown: what it was shown.
        language: language of the output, normalised.
    """
    lost = [mark for mark in shown.masked.marks if mark not in output]
    if lost:
        said = output.rstrip(_ENDS)
        output = f"{said} ({(_COMMA.get(language, ',') + ' ').join(lost)}){output[len(said) :]}".strip()
    text = placeholders.fill(output, shown.masked, language)
    return capital(text, language) if shown.capitals and language not in _CASELESS else text


def halves(shown: Shown) -> list[Shown]:
    """Return a text with several placeholders as two, cut near its middle; none where it has no place for that."""
    places = [found.end() for found in _BREAK.finditer(shown.text)]
    made = []
    for place in sorted(places, key=lambda one: abs(one - len(shown.text) / 2)):
        texts = shown.text[:place].strip(), shown.text[place:].strip()
        stands = [tuple(one for one in shown.masked.stands if one[0] in text) for text in texts]
        if all(stands):
            made = [Shown(a, Masked(a, b), shown.capitals) for a, b in zip(texts, stands, strict=True)]
            break
    return made


def is_whole(output: str, shown: Shown) -> bool:
    """Whether an answer has every placeholder it was shown, and no other."""
    return placeholders.keeps(output, shown.masked.text)


def is_wordless(text: str, *, figures: bool) -> bool:
    """Return whether a text has nothing for a model: neither letters nor figures that it would have to write.

    Args:
        text: any text.
        figures: whether figures are carried past the model.
    """
    return not any(one.isalpha() or (one.isalnum() and not figures) for one in text)


def carry(text: str, language: str, target: str) -> str:
    """Return a text without words as another language writes its figures and marks; joiners alone are nothing.

    Args:
        text: a text without letters.
        language: its language, normalised.
        target: language wanted, normalised.
    """
    masked = placeholders.mask(text, language)
    signs = _TO_PERSIAN if target == "fa" else _TO_LATIN
    return placeholders.fill(masked.text.translate(signs), masked, target).strip(" \u200c\u200d")


def small(text: str, language: str) -> str:
    """Return a text in small letters, by the rules of its language for the dotted and the dotless i."""
    return (text.replace("İ", "i").replace("I", "ı") if language in _DOTTED else text).lower()


def capital(text: str, language: str) -> str:
    """Return a text in capitals, by the rules of its language for the dotted and the dotless i."""
    return (text.replace("i", "İ").replace("ı", "I") if language in _DOTTED else text).upper()


def _in_capitals(text: str) -> bool:
    cased = [word for word in text.split() if any(character.isupper() or character.islower() for character in word)]
    return len(cased) >= _WORDS and text.upper() == text and text.lower() != text
