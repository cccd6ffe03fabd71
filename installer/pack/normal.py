"""Spelling rules: what the tokenizer folds, what targets are unified to, how sources are varied in training.

`normalizer_rules` is compiled into the SentencePiece model, so the engine applies it by encoding and needs no hook.
Unlike NFKC it keeps the zero-width non-joiner, the Persian digits and the guillemets, which are meaning or house
style. `unify_target` decides which of the spellings of the corpus the model learns to write.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Sequence

from dabir.translation.edge import small

ZWNJ = "\u200c"
PERSIAN_DIGITS = "۰۱۲۳۴۵۶۷۸۹"
ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"
TO_PERSIAN = str.maketrans("0123456789" + ARABIC_DIGITS, PERSIAN_DIGITS * 2)
TO_ASCII = str.maketrans(PERSIAN_DIGITS + ARABIC_DIGITS, "0123456789" * 2)

_LETTERS = {"ي": "ی", "ى": "ی", "ك": "ک", "ە": "ه", "ۀ": "هٔ", "ہ": "ه", "ھ": "ه", "ٱ": "ا"}
_QUOTES = dict.fromkeys("“”„‟″", '"') | dict.fromkeys("‘’‚ʼ`´", "'")
_DASHES = dict.fromkeys("\u2010\u2011\u2212", "-") | dict.fromkeys("\u2012\u2014\u2015", "–")
_SPACES = "".join(
    map(chr, (0x9, 0xA, 0xD, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000))
)
_INVISIBLE = (0xAD, 0x200B, 0x200D, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF)
_KASHIDA = 0x640
_NOTHING = "".join(map(chr, (*_INVISIBLE, _KASHIDA)))
_KEPT_LATIN = set("çÇəƏğĞıİöÖşŞüÜ")
"""Letters of Azerbaijani; accents on other Latin letters are folded, the corpus has too few of them to learn."""


def _presentation_forms() -> dict[str, str]:
    rules = {}
    for code in (*range(0xFB50, 0xFDF2), *range(0xFE70, 0xFEFD), *range(0xFF01, 0xFF5F), 0xFB00, 0xFB01, 0xFB02):
        character = chr(code)
        plain = unicodedata.normalize("NFKC", character)
        if plain != character and not any(unicodedata.combining(part) or part == " " for part in plain):
            rules[character] = "".join(_LETTERS.get(part, part) for part in plain)
    return rules


def _latin_accents() -> dict[str, str]:
    rules = {}
    for code in range(0xC0, 0x250):
        character = chr(code)
        decomposed = unicodedata.normalize("NFD", character)
        if len(decomposed) == 1 or not decomposed[0].isascii():
            continue
        if character in _KEPT_LATIN:
            rules[decomposed] = character
        else:
            rules[character] = rules[decomposed] = decomposed[0]
    return rules


def normalizer_rules() -> dict[str, str]:
    """Return the replacements of the tokenizer's normalizer, longest match first, source to target string."""
    rules = dict(zip(ARABIC_DIGITS, PERSIAN_DIGITS, strict=True))
    for table in (_LETTERS, _QUOTES, _DASHES, _presentation_forms(), _latin_accents()):
        rules |= table
    rules |= dict.fromkeys(_SPACES, " ") | dict.fromkeys(_NOTHING, "")
    for composed in "آأؤئ":
        rules[unicodedata.normalize("NFD", composed)] = composed
    # A non-joiner beside a space joins nothing: it is a typing accident.
    rules |= {f"{ZWNJ} ": " ", f" {ZWNJ}": " ", ZWNJ * 2: ZWNJ}
    return rules


def rules_tsv() -> str:
    """Return `normalizer_rules` in SentencePiece's form: code points in hexadecimal, a tab, code points."""
    lines = []
    for source, target in sorted(normalizer_rules().items()):
        left, right = (" ".join(f"{ord(character):X}" for character in text) for text in (source, target))
        lines.append(f"{left}\t{right}\n")
    return "".join(lines)


_VERB_PREFIX = re.compile(r"(?<![\w\u200c])(ن?می) (?=\w{2})")
_PLURAL = re.compile(r"(?<=\w) (ها|های|هایی|هایش|هایشان)(?![\w\u200c])")
_DECIMAL = re.compile(r"(?<=[۰-۹])\.(?=[۰-۹])")


def unify_target(language: str, text: str) -> str:
    """Return the spelling the model learns to write: Persian digits and non-joiners in Persian, else as it is."""
    if language != "fa":
        return text
    text = _DECIMAL.sub("٫", text.translate(TO_PERSIAN))
    return _PLURAL.sub(ZWNJ + r"\1", _VERB_PREFIX.sub(r"\1" + ZWNJ, text))


_LATIN_QUOTES = (("“", "”"), ("«", "»"), ('"', '"'), ("„", "“"))


def vary_latin(language: str, text: str, chance: random.Random) -> str:
    """Return an English or Azerbaijani sentence as another desk might type it: quotation marks, no capitals."""
    if chance.random() < 0.1 and any(mark in text for pair in _LATIN_QUOTES for mark in pair):
        first, last = chance.choice(_LATIN_QUOTES)
        text = re.sub(r'[“«„"]([^“”«»„"]*)[”»“"]', rf"{first}\1{last}", text)
    if chance.random() < 0.03:
        text = small(text, language)
    return text


def vary_source(words: Sequence[str], chance: random.Random) -> tuple[list[str], list[int]]:
    """Return unified Persian words as another desk might type them: digits, decimal marks, non-joiners, hamza.

    Args:
        words: the words of the unified sentence.
        chance: where the choices come from.

    Returns:
        The varied words and, for each, the index of the word it was part of.
    """
    ascii_digits, point, plain_alef = chance.random() < 0.4, chance.random() < 0.3, chance.random() < 0.2
    joiner = chance.choices((ZWNJ, " ", ""), (6, 3, 1))[0]
    varied: list[str] = []
    origins: list[int] = []
    for index, word in enumerate(words):
        typed = word.replace(ZWNJ, joiner)
        if ascii_digits or point:
            typed = typed.replace("٫", ".")
        if ascii_digits:
            typed = typed.translate(TO_ASCII)
        if plain_alef:
            typed = typed.replace("أ", "ا")
        parts = typed.split()
        varied += parts
        origins += [index] * len(parts)
    return varied, origins
