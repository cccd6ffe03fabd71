"""How likely bytes are in each legacy charset of the desk, judged from letters and their neighbours.

Each candidate is a small model: how often a letter stands among the non-ASCII characters of its languages, and
beside what it stands. Persian letters stand beside Persian letters, Turkish ones beside ASCII letters, and a capital
does not follow a small letter: this tells the charsets apart in a sentence, where counting alone needs a page.
The module only weighs; what is done about it is decided in `dabir.wire.encoding`.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

#: Bytes weighed: more would not change the answer, and a file may be large.
SAMPLE: Final = 8192
#: Natural logarithm of the likelihood of a non-ASCII character a table does not know.
_UNKNOWN: Final = math.log(2e-5)
_CONTROL: Final = math.log(1e-9)
#: Average log-likelihood a character below which no model fits.
POOR: Final = -7.0

_PERSIAN_ARABIC: Final = (
    "ا1330 ي840 ر700 ل720 ن640 م560 و560 د520 ه440 ت470 ب390 س310 ك260 ع230 ش210 ف200 ز170 ق170 ح140 ة140 گ80 "
    "\u200c75 خ120 ج130 أ110 پ55 ص85 ،100 ط70 ى60 ض55 ذ55 إ50 آ45 غ40 ث40 چ20 ئ30 ء30 ظ25 ژ5 ؤ10 «15 »15 ؟6 ؛5 ً8 "
    "ُ4 ِ4 َ4 ّ6 ٌ2 ٍ2 ْ2 ـ6 –5 —5 “5 ”5 ’2 ‘2 …3 \u00a03 \u200e1 \u200f2 ک5"
)
_RUSSIAN: Final = (
    "о1097 е845 а801 и735 н670 т626 с547 р473 в454 л440 к349 м321 д298 п281 у262 я201 ы190 ь174 г170 з165 б159 ч144 "
    "й121 х97 ж94 ш73 ю64 ц48 щ36 э32 ф26 ё10 ъ4 «40 »40 —40 –20 №10 …6 “6 ”6 „6 \u00a06 і4 ї2 є2 °1 ©1"
)
_TURKISH: Final = (
    "ı4000 ü1500 ş1400 ç950 ğ900 ö620 â60 î20 û10 ä30 İ250 ’120 “80 ”80 –20 —10 …20 ‘10 «10 »10 \u00a020 é15 °2 ©2"
)
_WESTERN: Final = (
    "é2600 è700 à650 ä750 ö650 ü800 ß250 ç250 ñ280 á450 í450 ó600 ú130 ê280 ã400 å250 ø150 æ120 ô100 î70 ò90 ù60 û50 "
    "ï40 â90 ì60 õ60 œ30 ’500 “250 ”250 –150 —100 ‘60 «80 »80 …60 \u00a0120 ©20 °20 £20 €20 §10 ®8 º8 ª4 ½4 ·8 •20"
)

#: Candidate charsets, the likeliest first: Python codec name and letter table.
_TABLES: Final = MappingProxyType(
    {
        "cp1256": _PERSIAN_ARABIC,
        "cp1254": _TURKISH,
        "cp1251": _RUSSIAN,
        "cp1252": _WESTERN,
        "koi8-r": _RUSSIAN,
        "iso8859-5": _RUSSIAN,
        "cp866": _RUSSIAN,
        "iso8859-6": _PERSIAN_ARABIC,
    }
)

#: Charsets seldom met any more have to fit clearly better than the Windows ones (nats a character).
_HANDICAP: Final = MappingProxyType({"koi8-r": 0.2, "iso8859-5": 0.4, "cp866": 0.4, "iso8859-6": 0.4})

#: The charset names of the wire (IANA) for the codecs of the candidates.
IANA: Final = MappingProxyType(
    {
        "cp1256": "windows-1256",
        "cp1254": "windows-1254",
        "cp1251": "windows-1251",
        "cp1252": "windows-1252",
        "cp1250": "windows-1250",
        "koi8-r": "koi8-r",
        "iso8859-5": "iso-8859-5",
        "iso8859-6": "iso-8859-6",
        "iso8859-9": "iso-8859-9",
        "iso8859-1": "iso-8859-1",
        "cp866": "ibm866",
    }
)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its average log-likelihood a non-ASCII character (0 is certain, more negative is less so)."""

    codec: str
    score: float


def rank(data: bytes) -> tuple[Ranked, ...]:
    """Return the candidate charsets for some bytes, best first; empty for pure ASCII."""
    match = re.search(rb"[\x80-\xff]", data)
    return _ranked(data[max(0, match.start() - 1) : match.start() + SAMPLE]) if match else ()


# A text whose declared charset does not fit is weighed twice, and a damaged file repeats itself.
@lru_cache(maxsize=64)
def _ranked(sample: bytes) -> tuple[Ranked, ...]:
    ranked = (Ranked(codec, _score(sample.decode(codec, "replace"), codec)) for codec in _TABLES)
    return tuple(sorted(ranked, key=lambda candidate: _HANDICAP.get(candidate.codec, 0.0) - candidate.score))


def shortfall(data: bytes, codec: str) -> float:
    """Return how much worse than the best a charset fits, in nats a character; 0.0 where there is no model for it."""
    family = "cp1254" if codec == "iso8859-9" else "cp1252" if codec in {"iso8859-1", "iso8859-15"} else codec
    ranked = rank(data)
    return next((ranked[0].score - candidate.score for candidate in ranked if candidate.codec == family), 0.0)


def is_wordlike(text: str) -> bool:
    """Tell whether the non-ASCII characters of a text stand where letters and marks stand in real words.

    A text read in the wrong charset shows capitals after small letters, symbols inside words and two scripts in
    one word. Works for any language, so it can judge charsets there is no model for.
    """
    bad = seen = 0
    previous = ""
    found = re.search("[^\x00-\x7f]", text)
    start = max(0, found.start() - 1) if found else 0
    for character in text[start : start + SAMPLE]:
        if character > "\x7f":
            seen += 1
            bad += _is_out_of_place(previous, character)
        elif previous > "\x7f" and character.isalpha() and _script(previous) not in {"LATIN", ""}:
            bad += 1
        previous = character
    return bad <= seen * 0.12


def _is_out_of_place(previous: str, character: str) -> bool:
    if character == "\ufffd" or unicodedata.category(character) in {"Cc", "Cn", "Co", "Cs"}:
        return True
    if not previous.isalpha():
        return False
    if not character.isalpha():
        return unicodedata.category(character) in {"Sc", "Sm", "So", "No", "Sk"}
    return _script(previous) != _script(character) or (previous.islower() and character.isupper())


@lru_cache(maxsize=1024)
def _script(character: str) -> str:
    if character.isascii():
        return "LATIN" if character.isalpha() else ""
    if not character.isalpha():
        return ""
    return unicodedata.name(character, "").partition(" ")[0]


@lru_cache(maxsize=16)
def _table(codec: str) -> dict[str, float]:
    counts = {entry[0]: int(entry[1:]) for entry in re.findall(r"\D\d+", _TABLES[codec].replace(" ", ""))}
    total = sum(counts.values())
    return {character: math.log(count / total) for character, count in counts.items()}


def _score(text: str, codec: str) -> float:
    is_capital = text.isupper()
    total, seen = 0.0, 0
    for before, character, after in zip(("", *text), text, (*text[1:], ""), strict=False):
        if character > "\x7f":
            seen += 1
            total += _weight(codec, is_capital, before, character, after)
    return total / max(seen, 1)


# Texts repeat their letters and what stands beside them: most of them are weighed once.
@lru_cache(maxsize=8192)
def _weight(codec: str, is_capital: bool, before: str, character: str, after: str) -> float:  # noqa: FBT001 - one key
    capitals = math.log(0.6 if is_capital else 0.08)
    return _letter(character, _table(codec), capitals) + _place(before, character, after)


def _letter(character: str, table: dict[str, float], capitals: float) -> float:
    if character == "\ufffd" or "\x80" <= character <= "\x9f":
        return _CONTROL
    if character in table:
        return table[character]
    small = character.lower()
    return max(_UNKNOWN, table[small] + capitals) if small in table else _UNKNOWN


def _place(before: str, character: str, after: str) -> float:
    script = _script(character)
    if not script:
        return math.log(0.05) if before.isalpha() and after.isalpha() and character not in "’‘\u200c\u00ad" else 0.0
    score = 0.0
    if before.isalpha():
        if _script(before) != script:
            score = math.log(0.002)
        elif script == "LATIN":
            score = math.log(0.75 if before.isascii() else 0.1)
        else:
            score = math.log(0.8)
        if before.islower() and character.isupper():
            score += math.log(0.003)
    else:
        score = math.log(0.2)
    if after.isalpha() and _script(after) != script:
        score += math.log(0.01)
    return score
