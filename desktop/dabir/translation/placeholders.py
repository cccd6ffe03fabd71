"""Figures go through a model as placeholders, so that they come out exactly as they went in.

A pack that asks for it (`"placeholders": "figures"` in its metadata.json) was trained with a set of private-use
characters, each one piece of its vocabulary, that stand for figures. `mask` puts them in place of the figures of a
source, `fill` writes the figures into the target as its language writes them. What must come out as it is (see
`verbatim`) goes the same way. The original is never touched: only
what the model is given is.

Figures of one digit stay, for grammar hangs on them ("1 ton", "2 tons"). So do whole thousands after a grouping sign:
"42,000" is "۴۲ هزار" and "42 min" elsewhere, and only the 42 is the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dabir.translation.verbatim import find as find_verbatim

NUMBERS: Final = tuple(map(chr, range(0xE000, 0xE00A)))
YEARS: Final = tuple(map(chr, range(0xE010, 0xE016)))
"""Placeholders of four-digit figures that may be years, which stand in sentences as no other figure does."""

MARKS: Final = frozenset(NUMBERS + YEARS)

_OWN: Final = re.compile(f"[{''.join(sorted(MARKS))}]")
_PERSIAN: Final = "۰۱۲۳۴۵۶۷۸۹"
_TO_ASCII: Final = str.maketrans(_PERSIAN + "٠١٢٣٤٥٦٧٨٩", "0123456789" * 2)
_TO_PERSIAN: Final = str.maketrans("0123456789", _PERSIAN)
_GROUPING: Final = {"fa": "٬,", "az": "\u00a0 \u202f.", "en": ","}
_DECIMAL: Final = {"fa": "٫.", "az": ",", "en": "."}
_TELEPHONE: Final = re.compile(
    r"\+\d{1,3}(?:[ \u00a0-]\d{1,4}){2,}(?!\d)"
    r"|(?<![\d.,٫])[0۰٠]\d{1,4}[ \u00a0-]\d{3,8}(?:[ \u00a0-]\d{2,4})*(?!\d)"
)
_DATE: Final = re.compile(
    r"(?<![\d./-])(?:\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{4})(?![\d/]|\.\d)"
)
_THOUSANDS: Final = re.compile(r"\s*(?:[,٬.\u00a0 ]000|هزار|min\b|thousand)")
_FIRST_YEAR, _LAST_YEAR = 1200, 2199


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as its value is written in ASCII.

    Attributes:
        whole: whole part, without grouping.
        decimals: what stands behind the decimal sign; "".
        grouped: whether it was grouped.
        run: whether it is a run of digits of a date, a version or a telephone number, which nobody groups.
    """

    whole: str
    decimals: str = ""
    grouped: bool = False
    run: bool = False

    @property
    def value(self) -> tuple[str, str]:
        """What two languages must have in common."""
        return self.whole, self.decimals

    @property
    def may_be_year(self) -> bool:
        """Whether it is written as a year could be."""
        whole = self.whole
        return not self.grouped and not self.decimals and len(whole) == 4 and _FIRST_YEAR <= int(whole) <= _LAST_YEAR


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with placeholders, and what each of them stands for: a figure, or what comes out as it is."""

    text: str
    stands: tuple[tuple[str, Figure | str], ...]

    @property
    def marks(self) -> tuple[str, ...]:
        """The placeholders, in the order of their first use."""
        return tuple(mark for mark, _ in self.stands)


def _pattern(language: str) -> re.Pattern[str]:
    grouping, decimal = (re.escape(signs[language]) for signs in (_GROUPING, _DECIMAL))
    # Telephone numbers, dates, versions: each run for itself.
    dotted = rf"{_TELEPHONE.pattern}|(?<!\d)\d{{1,4}}(?:[./:\-]\d{{1,4}}){{2,}}(?!\d)"
    grouped = rf"(?<!\d)(?<!\d[.,])\d{{1,3}}(?P<sign>[{grouping}])\d{{3}}(?:(?P=sign)\d{{3}})*(?!\d)"
    decimals = rf"(?:[{decimal}](?P<decimals>\d+)(?![.,٫]?\d))?"
    return re.compile(rf"(?P<dotted>{dotted})|(?P<whole>{grouped}|\d+){decimals}")


_PATTERNS: Final = {language: _pattern(language) for language in _GROUPING}


def find(text: str, language: str) -> Iterator[tuple[int, int, Figure]]:
    """Yield the figures to be masked in a text: start, end and value.

    Args:
        text: a sentence; ASCII, Persian and Arabic digits count.
        language: "fa", "az" or "en"; it tells a grouping sign from a decimal one.
    """
    for match in _PATTERNS[language].finditer(text):
        if match["dotted"] is not None:
            for run in re.finditer(r"\d\d+", match["dotted"]):
                start = match.start() + run.start()
                yield start, start + len(run.group()), Figure(run.group().translate(_TO_ASCII), run=True)
            continue
        end, figure = _read(match)
        if len(figure.whole + figure.decimals) > 1:
            yield match.start(), end, figure


def _read(match: re.Match[str]) -> tuple[int, Figure]:
    """Return where the figure ends that a match begins with, and its value."""
    groups = match["whole"].translate(_TO_ASCII).split(match["sign"] or "\0")
    decimals = (match["decimals"] or "").translate(_TO_ASCII)
    kept = list(groups)
    while not decimals and len(kept) > 1 and kept[-1] == "000":
        kept.pop()
    dropped = sum(len(group) + 1 for group in groups[len(kept) :])
    return match.end() - dropped, Figure("".join(kept), decimals, len(kept) > 1)


def mask(text: str, language: str) -> Masked:
    """Return the text as the model is to see it. Such characters that a text holds itself are left out."""
    text = _OWN.sub("", text)
    if language not in _PATTERNS:
        return Masked(text, ())
    marks: dict[Figure | str, str] = {}
    free = {True: list(reversed(YEARS)), False: list(reversed(NUMBERS))}
    parts, done = [], 0
    for start, end, what in _all(text, language):
        year = isinstance(what, Figure) and what.may_be_year
        if what not in marks and not free[year]:
            continue
        mark = marks.get(what) or marks.setdefault(what, free[year].pop())
        parts += [text[done:start], mark]
        done = end
    parts.append(text[done:])
    return Masked("".join(parts), tuple((mark, what) for what, mark in marks.items()))


def are_enough(text: str, language: str) -> bool:
    """Return whether there are placeholders enough for all that wants one in a text."""
    if language not in _PATTERNS:
        return True
    wanted = {what for _, _, what in _all(text, language)}
    years = sum(isinstance(what, Figure) and what.may_be_year for what in wanted)
    return years <= len(YEARS) and len(wanted) - years <= len(NUMBERS)


def _all(text: str, language: str) -> list[tuple[int, int, Figure | str]]:
    """Return what is to be masked, in order; figures inside an address are part of it."""
    verbatim = list(find_verbatim(text, language))
    # A telephone number or a date in figures is one thing, and comes out as it is.
    for number in (*_TELEPHONE.finditer(text), *_DATE.finditer(text)):
        if not any(number.start() < last and first < number.end() for first, last in verbatim):
            verbatim.append(number.span())
    found: list[tuple[int, int, Figure | str]] = [(start, end, text[start:end]) for start, end in verbatim]
    found += [
        (start, end, figure)
        for start, end, figure in find(text, language)
        if not any(start < last and first < end for first, last in verbatim)
    ]
    return sorted(found, key=lambda one: one[0])


def write(figure: Figure, language: str) -> str:
    """Return a figure as a language writes it: digits, grouping sign, decimal sign."""
    whole, size = figure.whole, len(figure.whole)
    if figure.run:
        grouped = False
    elif language == "az":
        grouped = size > 4
    elif language == "en":
        grouped = size > 4 or (size == 4 and not figure.may_be_year)
    else:
        grouped = figure.grouped
    if grouped and not whole.startswith("0"):
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", _GROUPING[language][0], whole)
    written = whole + (_DECIMAL[language][0] + figure.decimals if figure.decimals else "")
    return written.translate(_TO_PERSIAN) if language == "fa" else written


def fill(text: str, masked: Masked, language: str) -> str:
    """Write the figures into a target; ordinal and case endings follow the figure they now stand after."""
    stands = dict(masked.stands)
    text = _apart(_without_zeros(text, masked), masked.text, language)

    def written(match: re.Match[str]) -> str:
        figure = stands.get(match[1])
        if figure is None:
            return match[2]
        if isinstance(figure, str):
            return _as_it_is(figure, language) + match[2]
        ending = _ending(figure, match[2], language)
        return write(figure, language) + ending

    return re.sub(rf"([{''.join(sorted(MARKS))}])((?:-|’|')?[A-Za-zÇçƏəĞğİıÖöŞşÜü]*)", written, text)


def _as_it_is(text: str, language: str) -> str:
    """Return what is no figure as it is, a telephone number or a date in the digits of the language."""
    if not _TELEPHONE.fullmatch(text) and not _DATE.fullmatch(text):
        return text
    return text.translate(_TO_PERSIAN if language == "fa" else _TO_ASCII)


def _without_zeros(text: str, masked: Masked) -> str:
    """Take thousands away that a model wrote behind a placeholder whose source has none."""
    for mark, _ in masked.stands:
        place = masked.text.find(mark) + 1
        if not _THOUSANDS.match(masked.text, place):
            text = re.sub(rf"{mark}[,٬.\u00a0](?:000|۰۰۰)(?!\d)", mark, text)
    return text


def _apart(text: str, source: str, language: str) -> str:
    """Set a comma between figures that run into one another in a target and not in its source; thousands may."""
    comma = "، " if language == "fa" else ", "
    marks, known = "".join(sorted(MARKS)), source.translate(_TO_ASCII)

    def spaced(match: re.Match[str]) -> str:
        first, sign, second = match[1], match[2], match[3]
        fixed = not MARKS & {first, second} or match[4] == "000" or (sign.isspace() and not {first, second} <= MARKS)
        pair = re.escape(first.translate(_TO_ASCII)) + "[ \u00a0,٬٫.:/–-]?" + re.escape(second.translate(_TO_ASCII))
        return match[0] if fixed or re.search(pair, known) else first + comma

    glued = rf"([\d{marks}])([ \u00a0,٬٫.:]?)(?=([\d{marks}]))(?=(\d{{3}})?)"
    return re.sub(glued, spaced, text)


def keeps(output: str, source: str) -> bool:
    """Whether a target holds the placeholders of its source as often as that does, and no other."""
    return _marks(output) == _marks(source)


def _marks(text: str) -> Counter[str]:
    return Counter(character for character in text if character in MARKS)


_ENGLISH: Final = re.compile(r"(?:st|nd|rd|th)\b")
_VOWELS: Final = "aıoueəiöü"
_NARROW: Final = {"a": "ı", "ı": "ı", "o": "u", "u": "u", "e": "i", "ə": "i", "i": "i", "ö": "ü", "ü": "ü"}
_UNITS: Final = ("ı", "i", "i", "ü", "ü", "e", "ı", "i", "i", "u")  # sıfır, bir, iki, üç, dörd, beş, altı, …
_TENS: Final = ("", "o", "i", "u", "ı", "i", "ı", "i", "ə", "a")  # on, iyirmi, otuz, qırx, əlli, altmış, …


def _ending(figure: Figure, ending: str, language: str) -> str:
    if language == "en" and _ENGLISH.fullmatch(ending):
        tens, unit = figure.whole[-2:], figure.whole[-1]
        return "th" if len(tens) == 2 and tens[0] == "1" else {"1": "st", "2": "nd", "3": "rd"}.get(unit, "th")
    if language == "az" and ending.startswith("-"):
        return _harmonised(ending, _last_vowel(figure.decimals or figure.whole))
    return ending


def _last_vowel(digits: str) -> str:
    """Return the last vowel of the number's name in Azerbaijani, which its endings follow."""
    if digits[-1] != "0" or not digits.strip("0"):
        return _UNITS[int(digits[-1])]
    if digits[-2] != "0":
        return _TENS[int(digits[-2])]
    zeros = len(digits) - len(digits.rstrip("0"))
    return "ü" if zeros < 3 else "i" if zeros < 6 else "o"  # yüz, min, milyon


def _harmonised(ending: str, vowel: str) -> str:
    """Make the vowels of an Azerbaijani ending agree with a vowel before them."""
    made = []
    for letter in ending:
        if letter in "aə":
            vowel = "a" if vowel in "aıou" else "ə"
            made.append(vowel)
        elif letter in "ıiuü":
            vowel = _NARROW[vowel]
            made.append(vowel)
        else:
            vowel = letter if letter in _VOWELS else vowel
            made.append(letter)
    return "".join(made)
