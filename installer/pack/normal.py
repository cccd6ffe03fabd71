"""What the tokenizer folds.

`normalizer_rules` is compiled into the SentencePiece model, so the engine applies it by encoding and needs no hook.
Unlike NFKC it keeps the zero-width non-joiner, the Persian digits and the guillemets, which are meaning or house
style.
"""

from __future__ import annotations

import unicodedata

from dabir.training.spelling import ARABIC_DIGITS, PERSIAN_DIGITS, ZWNJ

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
