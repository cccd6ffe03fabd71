"""Languages of the desk: normal codes, names and writing direction.

Direction comes from a language, never from the first character of a text: "NATO: …" in a Persian story is
right-to-left all the same.
"""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import Final

#: The languages Dabir is at home in, by ISO 639-1 code (azb is ISO 639-3: South Azerbaijani in Arabic script).
NAMES: Final = MappingProxyType(
    {
        "fa": "Persian",
        "az": "Azerbaijani",
        "azb": "South Azerbaijani",
        "en": "English",
        "ru": "Russian",
        "ar": "Arabic",
        "tr": "Turkish",
    }
)

#: No tag is longer; RFC 5646, section 4.4.1, expects 35 characters to do.
_LONGEST_TAG: Final = 100
_RIGHT_TO_LEFT: Final = frozenset({"fa", "ar", "azb", "he", "ur", "ps", "ckb", "sd", "ug", "yi", "dv"})
_RIGHT_TO_LEFT_SCRIPTS: Final = frozenset({"arab", "hebr", "thaa", "syrc"})
_ALIASES: Final = MappingProxyType(
    {
        "fas": "fa",
        "per": "fa",
        "prs": "fa",
        "pes": "fa",
        "farsi": "fa",
        "persian": "fa",
        "aze": "az",
        "azj": "az",
        "azeri": "az",
        "azerbaijani": "az",
        "eng": "en",
        "english": "en",
        "rus": "ru",
        "russian": "ru",
        "ara": "ar",
        "arabic": "ar",
        "tur": "tr",
        "turkish": "tr",
        "iw": "he",
    }
)


def normalise(tag: str) -> str:
    """Return the short code for a language tag as wires give it.

    Args:
        tag: a BCP 47 tag, an ISO 639-2 code or an English name, in any case: "FA-IR", "per", "az-Arab".

    Returns:
        The primary subtag in lower case ("fa", "az", "en"); "azb" for Azerbaijani in Arabic script; "" for an
        empty tag or "und".
    """
    return _normalised(tag[:_LONGEST_TAG])


@lru_cache(maxsize=512)
def _normalised(tag: str) -> str:
    parts = tag.strip().lower().replace("_", "-").split("-")
    primary = _ALIASES.get(parts[0], parts[0])
    if primary == "az" and any(part in {"arab", "ir"} for part in parts[1:]):
        return "azb"
    return "" if primary in {"und", "mul", "zxx"} else primary


def is_right_to_left(tag: str) -> bool:
    """Tell whether a text in this language is set right to left.

    Args:
        tag: a language tag; an explicit script subtag ("az-Arab", "ku-Latn") decides before the language.
    """
    for part in tag.strip().lower().replace("_", "-").split("-")[1:]:
        if len(part) == 4 and part.isalpha():
            return part in _RIGHT_TO_LEFT_SCRIPTS
    return normalise(tag) in _RIGHT_TO_LEFT


def name_of(tag: str) -> str:
    """Return the English name of a language, or the tag itself where Dabir has none."""
    return NAMES.get(normalise(tag), tag)
