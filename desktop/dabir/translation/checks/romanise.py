"""The consonants of a name, the same for the same name in Latin, Cyrillic and Arabic letters.

Persian and Arabic write no short vowels, every language has its own way with the long ones, and b and p, d and t,
k, g and q change places on the way from one to another. What is left of a name is then a short word over twelve
classes: A for a beginning with a vowel, P T K S C J F M N L R; h, y, w and v within a name are too weak to count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

_ARABIC: Final = MappingProxyType(
    dict(zip("بپتطدثسصذزضظجچژشخغقکگفمنلرٹڈ", "PPTTTSSSSSSSJJJCKKKKKFMNLRTT", strict=True))
)
_CYRILLIC: Final = MappingProxyType(
    {
        **dict(zip("бптдсзшщжчкгфмнлр", "PPTTSSCCJJKKFMNLR", strict=True)),
        "ц": "TS",
        "х": "K",
    }
)
_TURKIC: Final = MappingProxyType(
    dict(zip("bptdszşcçjkgqğxfmnlr", "PPTTSSCJJJKKKKKFMNLR", strict=True)) | {"w": "", "v": "", "h": "", "y": ""}
)
_ENGLISH: Final = (
    ("tsch|tch|dzh|dj", "J"),
    ("sch|sh", "C"),
    ("zh|ch|j", "J"),
    ("kh|gh|ck|cq|q", "K"),
    ("ph|f", "F"),
    ("th|t|dh|d", "T"),
    ("c(?=[eiy])|ss|s|z", "S"),
    ("x", "KS"),
    ("k|g|c", "K"),
    ("b|p", "P"),
    ("m", "M"),
    ("n", "N"),
    ("l", "L"),
    ("r", "R"),
)
_ENGLISH_SOUND: Final = re.compile("|".join(f"({pattern})" for pattern, _ in _ENGLISH))
_BEGINS_WITH_VOWEL: Final = re.compile("[aeiouyəıöüаеёиоуыэюяاآعایئ]")
#: The title bey is بیگ in Persian names.
_BEG: Final = re.compile("b[əe]y")
_DOUBLED: Final = re.compile("([^\\W\\d_aeiouəıöü])\\1+")
_BEGINS_WITH_V: Final = re.compile("[vwвو]")


@lru_cache(maxsize=8192)
def skeletons(word: str, language: str) -> tuple[str, ...]:
    """Return the consonants of a word as classes, in each way in which its spelling can be read.

    Args:
        word: one word, folded (see `folding.fold`).
        language: of the text it stands in; English and other languages of Latin letters write sounds with two
            letters ("sh"), Azerbaijani and Turkish with one.
    """
    first = "A" if _BEGINS_WITH_VOWEL.match(word) else "F" if _BEGINS_WITH_V.match(word) else ""
    if language in {"fa", "ar", "azb"}:
        return (first + _read(word, _ARABIC),)
    plain = _DOUBLED.sub(r"\1", word)
    if language == "ru":
        plain = plain.replace("дж", "ж")
        # х may be h, and г is how Russian has long written it: Гасан is Həsən.
        other = (plain.replace("х", ""), plain.replace("г", ""), _after_first(plain, "в", "ф"))
        ways = [_read(one, _CYRILLIC) for one in (plain, *other)]
    elif language in {"az", "tr"}:
        without_x = plain.replace("x", "")
        ways = [
            _read(one, _TURKIC) for one in (plain, without_x, _after_first(plain, "v", "f"), _BEG.sub("beg", plain))
        ]
    else:
        plain = "".join(one for one in unicodedata.normalize("NFD", plain) if not unicodedata.combining(one))
        # A g or c may be soft (George, and Turkish names as they are), a j no consonant (Janos), a ch hard (Sachs).
        soft = re.sub("g(?=[eiy])|c(?![hkq])", "j", plain)
        variants = (soft, _after_first(plain, "v", "f"), plain.replace("j", ""), plain.replace("ch", "k"))
        ways = [_read_english(one) for one in (plain, *variants, _BEG.sub("beg", plain))]
    return tuple(dict.fromkeys(first + way for way in ways))


def _after_first(word: str, letter: str, other: str) -> str:
    """Return a word in which a letter, but at the beginning, is read as another: Rzayev is رضایف."""
    return word[:1] + word[1:].replace(letter, other)


def _read(word: str, letters: Mapping[str, str]) -> str:
    return "".join(letters.get(letter, "") for letter in word)


def _read_english(word: str) -> str:
    return "".join(_ENGLISH[(found.lastindex or 1) - 1][1] for found in _ENGLISH_SOUND.finditer(word))
