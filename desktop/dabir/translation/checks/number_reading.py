"""The numbers of a text: its figures and its number words, with what each of them can mean.

A figure may mean several numbers: 1.250 is a thousand and more, or one and a quarter; ۳/۵ is three and a half on a
Persian desk and three fifths elsewhere; 6 p.m. is 18:00; the decade of the sixties is دهه ۶۰, the 1960s, or the 1980s
of the common calendar. Two numbers are equal where they can mean the same.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from dabir.translation.checks.number_lexicon import IDIOMS, SPANS
from dabir.translation.checks.number_words import half_at, scale_at, spoken

Value = int | Fraction

_NUMBER: Final = re.compile(r"\d+(?:(?:[.,٫٬/'’،](?=\d)|[ \u00a0\u202f](?=\d{3}(?!\d)))\d+)*")
_SEPARATOR: Final = re.compile(r"[.,٫٬/'’، \u00a0\u202f]")
_AND: Final = re.compile(r"\s*(?:و|və|and|ve|и)?\s*")
_GAP: Final = re.compile("[\\s\u200c-]+")
_LOCATIVE: Final = ("də", "da", "de", "te", "ta")
_LONGEST: Final = 200
_HOURS: Final = range(1, 12)
_RUN: Final = re.compile(r"\d+")
#: "$5m" is five million dollars, though 5m may be a distance.
_MILLIONS: Final = re.compile(r"m\b")
_CLOCK_AFTER: Final = re.compile(
    r"(?::\d\d)?(?:\s?(?:to|and|until|-|–)\s?\d{1,2}(?::\d\d)?)?\s?"
    r"(?:p\.?\s?m\b|o['’]clock|tonight|(?:last|at) night|in the (?:evening|afternoon))",
    re.IGNORECASE,
)
_DOTTED_CLOCK: Final = re.compile(r"(?<!\d)(\d{1,2})\.(\d\d)(?=\s?[ap]\.?\s?m\b)", re.IGNORECASE)
_PAST: Final = re.compile(r"(?P<part>half|quarter) past $", re.IGNORECASE)
#: Azerbaijani counts the hour that is running: seven's half is half past six.
_RUNNING_HOUR: Final = re.compile(r"\s(?:yarısı|\w+(?: beş)? dəqiqə işlə|rüb)", re.IGNORECASE)
_CLOCK_BEFORE: Final = re.compile(
    r"(?:ساعت|الساعة|saat|saatı|at|by|until|till|from|в|к|до|с)\s+(?:\w+\s+)?$", re.IGNORECASE
)
_AFTERNOON: Final = MappingProxyType(
    {
        "en": re.compile(r"\bp\.?\s?m\b|evening|afternoon|night|o['’]clock", re.IGNORECASE),
        "fa": re.compile("عصر|بعدازظهر|بعد از ظهر|شب|ظهر|غروب"),
        "az": re.compile("axşam|günorta|gecə", re.IGNORECASE),
        "tr": re.compile("akşam|öğleden sonra|gece", re.IGNORECASE),
        "ru": re.compile("вечер|дня|ночи", re.IGNORECASE),
        "ar": re.compile("مساء|ظهرا|ظهر|ليلا"),
    }
)
_DECADE_BEFORE: Final = re.compile(r"(?:دهه(?:‌?های)?|دههٔ|عقد|سال‌های|سالهای|'|’)[\s\u200c]*$")
_DECADE_AFTER: Final = re.compile(
    r"\s?-?\s?c?[ıiuü]?\s?ill[əae]r|s\b|'?l[ıiuü]\s?yıllar|['’]?l[ae]r|-?[ыхе]{0,2}\s?год|ات\b|\s?-c[ıiuü] ill"
)
_YEAR_BEFORE: Final = re.compile(r"(?:سال|سنة|عام)\s+$")
_ENGLISH_TENS: Final = ("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")
_ENGLISH_DECADE: Final = re.compile(rf"(?<!\w)({'|'.join(_ENGLISH_TENS)})ies(?!\w)", re.IGNORECASE)
_ROMAN: Final = re.compile(r"(?<![\w.])(?=[XVIХ])(?:[XХ]{0,3})(?:I[XХ]|IV|V?I{0,3})(?!\w)")
_ROMAN_VALUES: Final = MappingProxyType({"I": 1, "V": 5, "X": 10, "Х": 10})


class Kind(Enum):
    """How a number is written."""

    FIGURE = "figure"
    WORD = "word"
    PART = "part"
    LOOSE = "loose"


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text.

    Attributes:
        values: what it can mean; none for a date or the like.
        start: where it begins.
        end: where it ends, scale words included.
        power: of ten, by its scale words.
        runs: its digit runs with their spans, compared one by one where the whole finds no partner.
        terms: for "1 million 200 thousand" its two numbers.
        kind: whether it is written in figures, in words, as a part of a word (ikigünlük), or in words that can also
            mean something else.
        is_ordinal: whether it is an ordinal word.
        likely: the likeliest of its meanings.
    """

    values: frozenset[Value]
    start: int
    end: int
    power: int
    runs: tuple[tuple[int, int, int], ...]
    terms: tuple[Number, ...] = ()
    kind: Kind = Kind.FIGURE
    is_ordinal: bool = False
    likely: Value | None = None

    @property
    def span(self) -> tuple[int, int]:
        """Start and end, as findings have them."""
        return self.start, self.end


@lru_cache(maxsize=512)
def numbers_in(text: str, language: str) -> tuple[Number, ...]:
    """Return the numbers of a text in order.

    Args:
        text: any text.
        language: of the text.
    """
    folded = "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text)
    folded = _DOTTED_CLOCK.sub("\\1:\\2", folded)
    figures = _figures(folded, language)
    words = _words(_without(text, figures), language)
    summed: list[Number] = []
    for one in sorted((*figures, *words), key=lambda number: number.start):
        last = summed[-1] if summed else None
        if last and _goes_on(last, one, folded, language):
            summed[-1] = _sum(last, one)
        else:
            summed.append(one)
    return tuple(_with_idioms([_spanned(one, text, language) for one in summed], text, language))


def _without(text: str, figures: list[Number]) -> str:
    """Return a text of the same length with figures and their scale words crossed out."""
    for one in figures:
        text = text[: one.start] + "_" * (one.end - one.start) + text[one.end :]
    return text


def _goes_on(last: Number, one: Number, text: str, language: str) -> bool:
    """Tell whether a number is the second term of the one before ("1 million 200 thousand")."""
    if not last.power > one.power or Kind.LOOSE in {last.kind, one.kind} or one.is_ordinal:
        return False
    return (one.power > 0 or language != "en") and _AND.fullmatch(text, last.end, one.start) is not None


def _figures(text: str, language: str) -> list[Number]:
    pattern = _AFTERNOON.get(language)
    afternoon = pattern is not None and pattern.search(text) is not None
    found = []
    for match in _NUMBER.finditer(text):
        if match[0] == "00" and text[: match.start()].endswith(":"):
            continue  # the full hour: 17:00 is 5 p.m. and ساعت ۱۷
        if len(match[0]) > _LONGEST:
            continue  # no number, and more digits than Python reads
        values, power, end = _scaled(_values(match[0]), text, match.end(), language)
        if not power and match[0].isdecimal():
            values |= _years(int(match[0]), text, match.start(), match.end())
            values |= _clock(int(match[0]), text, match.start(), match.end(), language) if afternoon else set()
        runs = tuple(
            (int(run[0]), match.start() + run.start(), match.start() + run.end()) for run in _RUN.finditer(match[0])
        )
        likely = max(_values(match[0]), default=None)
        likely = None if likely is None else likely * 10**power
        found.append(Number(frozenset(values), match.start(), end, power, runs, likely=likely))
    return found


def _scaled(values: set[Value], text: str, end: int, language: str) -> tuple[set[Value], int, int]:
    """Read what follows a figure: "and a half", scale words, or both; return values, power and the end."""
    half, at_once = half_at(text, end, language)
    if half:
        larger: set[Value] = {value + Fraction(1, 2) for value in values}
        values, end = (larger, half) if at_once else (values | larger, end)
    power, end = scale_at(text, end, language)
    scaled: set[Value] = {value * 10**power for value in values}
    late, at_once = half_at(text, end, language) if power and not half else (0, False)
    if late:  # 2 million and a half
        scaled |= {(value + Fraction(1, 2)) * 10**power for value in values}
        end = late if at_once else end
    if language == "en" and not power and _MILLIONS.match(text, end):
        scaled |= {value * 10**6 for value in values}
    return scaled, power, end


def _clock(hour: Value, text: str, start: int, end: int, language: str) -> set[Value]:
    """Return the hour in the 24-hour count where a number may be an hour of the afternoon."""
    if hour not in _HOURS:
        return set()
    if (_CLOCK_AFTER.match(text, end) if language == "en" else text.startswith(":", end)) or _CLOCK_BEFORE.search(
        text[max(0, start - 16) : start]
    ):
        return {hour + 12}
    return set()


def _years(number: int, text: str, start: int, end: int) -> set[Value]:
    """Return other names of a decade or of a year of two digits."""
    before, after = text[max(0, start - 14) : start], text[end : end + 14]
    if number % 10 == 0 and number and (_DECADE_BEFORE.search(before) or _DECADE_AFTER.match(after)):
        return decade(number)
    if number < 100 and _YEAR_BEFORE.search(before):
        century = 1300 if number > 20 else 1400
        return {century + number, century + number + 621, century + number + 622}
    return set()


def decade(number: int) -> set[Value]:
    """Return what a decade can be called: 60, 1960, and 1360 of the Iranian calendar, which is the 1980s.

    Args:
        number: its first year, of four digits or two.
    """
    if number < 100:
        return {1900 + number, 2000 + number, 1300 + number, 1920 + number}
    return {number + 620} if number < 1500 else {number - 620}


def _values(number: str) -> set[Value]:
    """Return what a number can mean: 1.250 is a thousand and more, or one and a quarter."""
    groups = _SEPARATOR.split(number)
    marks = _SEPARATOR.findall(number)
    if not marks:
        return {int(number)}
    values: set[Value] = set()
    grouped = len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    if grouped and len(set(marks)) == 1 and marks[0] not in "/٫":
        values.add(int("".join(groups)))
    inner = groups[1:-1]
    whole = not inner or (
        len(groups[0]) <= 3 and all(len(group) == 3 for group in inner) and len(set(marks[:-1])) == 1
    )
    # Persian desks also write the decimal point as a slash: ۳/۵.
    if whole and marks[-1] in ".,٫/" and marks[-1] not in marks[:-1]:
        values.add(Fraction(f"{''.join(groups[:-1])}.{groups[-1]}"))
    if marks == ["/"] and 0 < int(groups[1]) <= 100 and int(groups[0]) < int(groups[1]):
        values.add(Fraction(int(groups[0]), int(groups[1])))
    return values


def _words(text: str, language: str) -> list[Number]:
    found = []
    for one in spoken(text, language):
        kind = Kind.LOOSE if one.is_loose else Kind.PART if one.is_part else Kind.WORD
        values: set[Value] = {one.value} if one.other is None else {one.value, one.other}
        if one.value == int(one.value):
            values |= _years(int(one.value), text, one.start, one.end)
        if not one.is_ordinal and half_at(text, one.end, language)[0]:
            values.add(one.value + Fraction(10**one.power, 2))
        if language == "en" and (past := _PAST.search(text[: one.start])):
            values.add(one.value + (Fraction(1, 2) if past["part"] == "half" else Fraction(1, 4)))
        values |= _clock(one.value, text, one.start, one.end, language)
        if language == "az" and _RUNNING_HOUR.match(text, one.end):
            values |= {one.value - 1, one.value - Fraction(1, 2)}
        runs = ((int(one.value), one.start, one.end),) if one.value == int(one.value) else ()
        found.append(
            Number(frozenset(values), one.start, one.end, one.power, runs, (), kind, one.is_ordinal, one.value)
        )
    found += [_decade_word(match) for match in _ENGLISH_DECADE.finditer(text) if language == "en"]
    found += [_roman(match) for match in _ROMAN.finditer(text) if len(match[0]) > 1 or language in {"az", "tr", "ru"}]
    return _fractions(sorted(found, key=lambda number: number.start), text, language)


def _decade_word(match: re.Match[str]) -> Number:
    number = 20 + 10 * _ENGLISH_TENS.index(match[1].lower())
    return Number(frozenset({number, *decade(number)}), match.start(), match.end(), 0, (), (), Kind.LOOSE)


def _roman(match: re.Match[str]) -> Number:
    letters = [_ROMAN_VALUES[letter] for letter in match[0]]
    value = sum(-a if a < b else a for a, b in zip(letters, [*letters[1:], 0], strict=True))
    kind = Kind.LOOSE if len(match[0]) == 1 else Kind.WORD
    run = ((value, match.start(), match.end()),)
    return Number(frozenset({value}), match.start(), match.end(), 0, run, (), kind, is_ordinal=True, likely=value)


def _fractions(words: list[Number], text: str, language: str) -> list[Number]:
    """Put "two thirds", "سه چهارم", "dörddə üç" together; they are no numbers to count with."""
    found: list[Number] = []
    for one in words:
        fraction = _fraction(found[-1], one, text, language) if found else None
        if fraction:
            found[-1] = fraction
        else:
            found.append(one)
    return found


def _fraction(first: Number, second: Number, text: str, language: str) -> Number | None:
    turkic = language in {"az", "tr"}
    above, below = (second, first) if turkic else (first, second)
    if not _GAP.fullmatch(text, first.end, second.start) or above.likely is None or below.likely is None:
        return None
    is_part = text[: below.end].endswith(_LOCATIVE) if turkic else below.is_ordinal
    if not is_part or above.is_ordinal or not 1 <= above.likely < below.likely or not 2 < below.likely <= 1000:
        return None
    value = Fraction(int(above.likely), int(below.likely))
    return Number(frozenset({value}), first.start, second.end, 0, first.runs + second.runs, (), Kind.LOOSE)


def _sum(one: Number, other: Number) -> Number:
    """Put "1 million" and "200 thousand" together."""
    values = frozenset(a + b for a in one.values for b in other.values)
    terms = (*(one.terms or (one,)), other)
    kind = Kind.FIGURE if Kind.FIGURE in {one.kind, other.kind} else Kind.WORD
    likely = None if one.likely is None or other.likely is None else one.likely + other.likely
    return Number(
        values, one.start, other.end, max(1, other.power), one.runs + other.runs, terms, kind, likely=likely
    )


def _spanned(one: Number, text: str, language: str) -> Number:
    """Let "two decades" mean twenty too."""
    pattern = _spans(language)
    found = pattern.match(text, one.end) if pattern and not one.is_ordinal else None
    if not found or not found.lastgroup:
        return one
    factor = int(found.lastgroup[1:])
    return replace(one, values=one.values | {value * factor for value in one.values})


@cache
def _spans(language: str) -> re.Pattern[str] | None:
    groups = "|".join(f"(?P<x{factor}>{words})" for factor, words in SPANS.get(language, ()))
    return re.compile(f"[\\s\u200c-](?:{groups})(?!\\w)", re.IGNORECASE) if groups else None


def _with_idioms(numbers: list[Number], text: str, language: str) -> list[Number]:
    """Add what expressions such as "round the clock" stand for."""
    listed = _idioms(language)
    found = list(numbers)
    for match in listed.finditer(text) if listed else ():
        values = frozenset(Fraction(value) for value in _idiom_values(language)[match.lastgroup or ""])
        whole = frozenset(int(value) if value.denominator == 1 else value for value in values)
        over = next((n for n, one in enumerate(found) if match.start() <= one.start and one.end <= match.end()), None)
        if over is None and any(one.start <= match.start() and match.end() <= one.end for one in numbers):
            continue
        if over is None:
            found.append(Number(whole, match.start(), match.end(), 0, (), (), Kind.LOOSE))
        else:
            found[over] = replace(found[over], values=found[over].values | whole)
    return sorted(found, key=lambda number: number.start)


@cache
def _idioms(language: str) -> re.Pattern[str] | None:
    listed = IDIOMS.get(language, ())
    groups = "|".join(f"(?P<k{number}>{pattern})" for number, (pattern, _) in enumerate(listed))
    return re.compile(f"(?<!\\w)(?:{groups})(?!\\w)", re.IGNORECASE) if groups else None


@cache
def _idiom_values(language: str) -> dict[str, list[str]]:
    return {f"k{number}": values.split() for number, (_, values) in enumerate(IDIOMS.get(language, ()))}
