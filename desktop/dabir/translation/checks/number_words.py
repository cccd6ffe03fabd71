"""Numbers written in words: what they are worth, in the six languages Dabir is at home in.

Words are read one by one (`number_atoms`) and put together as their language does: "yüz iyirmi üç", "صد و بیست و سه",
"one hundred and twenty-three", "مئة وثلاثة وعشرون".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from dabir.translation.checks.folding import Word, fold, words_of
from dabir.translation.checks.number_atoms import atoms_of, compound, scale_of
from dabir.translation.checks.number_lexicon import HALVES
from dabir.translation.checks.number_sum import Sum, summed

#: What may stand between the words of one number.
_GAPS: Final = MappingProxyType(
    {
        "en": re.compile("[\\s\u00a0-]+(?:and[\\s-]+)?(?:an?[\\s-]+)?"),
        "fa": re.compile("[\\s\u200c-]*(?:و[\\s\u200c]*)?"),
        "ar": re.compile("\\s+(?:و\\s*)?"),
    }
)
_GAP: Final = re.compile("[\\s\u00a0-]+")
#: What makes a number before it a vague one: "yüz milyardlarla", "ده ها".
_PLURAL: Final = re.compile("\\w*l[aəe]rl[aəe]$|ها")
_JOINERS: Final = re.compile("\u200c+")
_PARTS: Final = re.compile("[^\u200c]+")
#: "First" in compounds names a rank and counts nothing: a نخست‌وزیر is a prime minister.
_FOREMOST: Final = "نخست"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A number written in words.

    Attributes:
        value: what it is worth.
        start: first character in the text.
        end: one past the last character.
        power: of ten, by its last word.
        is_ordinal: whether it is an ordinal.
        is_loose: whether the words also mean something else.
        is_part: whether they stand within a longer word.
        other: what else it can be worth: a forty-second film lasts forty seconds.
    """

    value: int | Fraction
    start: int
    end: int
    power: int = 0
    is_ordinal: bool = False
    is_loose: bool = False
    is_part: bool = False
    other: int | Fraction | None = None


@lru_cache(maxsize=512)
def spoken(text: str, language: str) -> tuple[Spoken, ...]:
    """Return the numbers of a text that are written in words, in order.

    Args:
        text: any text.
        language: of the text; one that Dabir does not know has none.
    """
    found: list[Spoken] = []
    sum_, begin, end = Sum(), 0, 0
    words = words_of(text, language)
    for n, word in enumerate(words):
        atoms = () if language == "fa" and _is_other(words, n) else atoms_of(word.folded, language)
        if not atoms:
            if sum_.atoms and _PLURAL.match(word.folded) and text[end : word.start].isspace():
                sum_ = Sum()  # hundreds of billions, ده ها
            found += _within(word, language)
            continue
        gap = _gap(text[end : word.start], language) if sum_.atoms else None
        longer = None if gap is None else sum_.with_word(atoms, language, joined=gap)
        if longer is None:
            found += _closed(sum_, begin, end)
            longer, begin = Sum().with_word(atoms, language, joined=True) or Sum(), word.start
        sum_, end = longer, word.end
    found += _closed(sum_, begin, end)
    return tuple(sorted(found, key=lambda one: one.start))


def _is_other(words: tuple[Word, ...], n: int) -> bool:
    """Tell whether a Persian number word belongs to a weekday's name, a prime minister's title or the BBC's name."""
    after = words[n + 1].folded if n + 1 < len(words) else ""
    if words[n].folded == _FOREMOST and after.startswith("وزیر"):
        return True
    return after.startswith("شنبه") or (n > 0 and words[n].folded == "سی" and words[n - 1].folded == "بی")


def _gap(gap: str, language: str) -> bool | None:
    """Tell whether there is an "and" between two number words; None where other things stand there."""
    if not _GAPS.get(language, _GAP).fullmatch(gap):
        return None
    return any(letter.isalpha() for letter in gap)


def _closed(sum_: Sum, begin: int, end: int) -> list[Spoken]:
    atoms = sum_.atoms
    if not atoms or (len(atoms) == 1 and isinstance(atoms[0].value, Fraction) and atoms[0].value < 1):
        return []
    # "A thousand" is one; "min", "هزار" alone may be part of something else.
    power = len(str(atoms[-1].value)) - 1 if atoms[-1].is_scale else 0
    loose = all(atom.is_loose for atom in atoms) or (len(atoms) == 1 and power > 0 and sum_.value == 10**power)
    other = sum_.value - atoms[-1].value if len(atoms) > 1 and atoms[-1].is_ordinal and atoms[-1].is_loose else None
    return [Spoken(sum_.value, begin, end, power, atoms[-1].is_ordinal, loose, other=other)]


def _within(word: Word, language: str) -> list[Spoken]:
    """Return the number at the beginning of a longer word: سه‌جانبه, ikigünlük, трёхлетний."""
    value = compound(word.folded, language)
    if value is not None:
        return [Spoken(value, word.start, word.end, is_part=True)]
    return _before_joiner(word) if language == "fa" and "\u200c" in word.text else []


def _before_joiner(word: Word) -> list[Spoken]:
    parts = [(part[0], word.start + part.start()) for part in _PARTS.finditer(word.text)]
    each = [atoms_of(fold(part, "fa"), "fa") for part, _ in parts]
    if all(len(atoms) == 1 for atoms in each):  # یک‌پنجم, پنج‌شش
        return [
            Spoken(one.value, start, start + len(part), 0, one.is_ordinal, one.is_loose)
            for (part, start), (one,) in zip(parts, each, strict=True)
        ]
    for joiner in reversed(list(_JOINERS.finditer(word.text))):
        before = fold(word.text[: joiner.start()], "fa")
        atoms = atoms_of(before, "fa") if before != _FOREMOST else ()
        if atoms:
            loose = all(atom.is_loose for atom in atoms)
            return [
                Spoken(summed(atoms, "fa"), word.start, word.start + joiner.start(), is_loose=loose, is_part=True)
            ]
    return []


def scale_at(text: str, position: int, language: str) -> tuple[int, int]:
    """Read scale words that follow a number ("5 thousand million").

    Args:
        text: any text.
        position: where the number ends.
        language: of the text.

    Returns:
        The power of ten, 0 for none, and where the last scale word ends.
    """
    power, end = 0, position
    for word in words_of(text, language):
        if word.start < end:
            continue
        gap = text[end : word.start]
        if len(gap) > 2 or gap.strip(" \u00a0\u202f\u200c-\n\t") or not (step := scale_of(word.folded, language)):
            break
        power, end = power + step, word.end
    return power, end


def half_at(text: str, position: int, language: str) -> tuple[int, bool]:
    """Find "and a half" that follows a number, at once or after one word ("۳ سال و نیم").

    Args:
        text: any text.
        position: where the number ends.
        language: of the text.

    Returns:
        Where it ends, 0 if it does not follow, and whether it follows at once.
    """
    pattern = _half_after(language)
    found = pattern.match(text, position) if pattern else None
    return (found.end(), not found["between"]) if found else (0, False)


@cache
def _half_after(language: str) -> re.Pattern[str] | None:
    if language not in HALVES:
        return None
    before = {"en": "and[\\s-]+an?[\\s-]+", "fa": "و[\\s\u200c]*", "ru": "с\\s+", "ar": "و"}.get(language, "")
    after = "" if language in {"az", "tr"} else "(?!\\w)"
    between = "(?P<between>(?:[\\s\u200c-]*[^\\W\\d_]+)?)"
    return re.compile(f"{between}[\\s\u200c-]*{before}(?:{HALVES[language]}){after}", re.IGNORECASE)
