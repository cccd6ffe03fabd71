"""Numbers that were changed, lost or made up: the mistake that costs a news desk most.

Numbers are compared by value, whatever their digits (۲۵, ٢٥, 25), separators (1,250.5; 1.250,5; ۱٬۲۵۰٫۵) and scale
words (1.2 million, ۱ میلیون و ۲۰۰ هزار, 1 200 min). A number written as a word on the other side is accepted where
`number_words` knows the word, and a year of the Iranian calendar for the same common year. Dates, scores and ranges
are compared figure by figure. Signs are not compared.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from dabir.domain.segment import Finding, Severity
from dabir.translation.checks.number_words import says, scale_at
from dabir.translation.checks.pair import Pair

NAME: Final = "numbers"
_NUMBER: Final = re.compile(r"\d+(?:(?:[.,٫٬/'’]|[ \u00a0\u202f](?=\d{3}(?!\d)))\d+)*")
_SEPARATOR: Final = re.compile(r"[.,٫٬/'’ \u00a0\u202f]")
_AND: Final = re.compile(r"\s*(?:و|və|and|ve|и)?\s*")
#: Numbers up to this one are often written as words.
_SMALL: Final = 10
_DAYS: Final = 31
_IRANIAN_MONTH: Final = re.compile(
    r"(?<!\w)(?:فروردین|اردیبهشت|خرداد|تیر|مرداد|امرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند)(?!\w)"
)
#: Nobody writes numbers from here on as words.
_WORDLESS: Final = 10**15
_AFTERNOON: Final = re.compile(r"\bp\.?m\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Number:
    """A number of a text.

    Attributes:
        values: what it can mean; none for a date or the like.
        start: where it begins.
        end: where it ends, scale words included.
        power: of ten, by its scale words.
        figures: its digit runs with their spans, compared one by one where the whole finds no partner.
        terms: for "1 million 200 thousand" its two numbers.
    """

    values: frozenset[Decimal]
    start: int
    end: int
    power: int
    figures: tuple[tuple[int, int, int], ...]
    terms: tuple[_Number, ...] = ()


def check(pair: Pair) -> list[Finding]:
    """Report numbers of the source that the target lacks, and numbers of the target that the source lacks."""
    source, target, source_language, target_language = (
        pair.source,
        pair.target,
        pair.source_language,
        pair.target_language,
    )
    left, right = _pair_off(_numbers(source, source_language), _numbers(target, target_language))
    lost = [one for one in left if not _spelt_out(one, target, target_language)]
    extra = [one for one in right if not _spelt_out(one, source, source_language)]
    # Another calendar has other days: ۱۵ خرداد is 5 June. That is for the translator to look at, no error in itself.
    dated = any(_IRANIAN_MONTH.search(text) for text in (source, target))
    findings = []
    for one, other in zip(lost, extra, strict=False):
        message = f"{source[one.start : one.end]} in the source, but {target[other.start : other.end]} here."
        day = dated and _is_up_to(one, _DAYS) and _is_up_to(other, _DAYS)
        weight = Severity.WARNING if day else Severity.ERROR
        findings.append(Finding(NAME, weight, message, (one.start, one.end), (other.start, other.end)))
    small = _DAYS if dated else _SMALL
    for one in lost[len(extra) :]:
        message = f"{source[one.start : one.end]} of the source is missing."
        weight = Severity.WARNING if _is_up_to(one, small) else Severity.ERROR
        findings.append(Finding(NAME, weight, message, (one.start, one.end)))
    for one in extra[len(lost) :]:
        message = f"{target[one.start : one.end]} is not in the source, or not so often."
        weight = Severity.WARNING if _is_up_to(one, small) else Severity.ERROR
        findings.append(Finding(NAME, weight, message, None, (one.start, one.end)))
    return findings


def _is_up_to(one: _Number, limit: int) -> bool:
    return all(value <= limit for value in one.values) and all(figure <= limit for figure, _, _ in one.figures)


def _numbers(text: str, language: str) -> list[_Number]:
    folded = "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text)
    afternoon = language == "en" and _AFTERNOON.search(text)
    found: list[_Number] = []
    for match in _NUMBER.finditer(folded):
        if match[0] == "00" and folded[: match.start()].endswith(":"):
            continue  # the full hour: 17:00 is 5 p.m. and ساعت ۱۷
        power, end = scale_at(folded, match.end(), language)
        values = frozenset(value * 10**power for value in _values(match[0]))
        if afternoon and not power:  # 3 p.m. is 15:00
            values |= {value + 12 for value in values if value < 12}
        figures = tuple(
            (int(run[0]), match.start() + run.start(), match.start() + run.end())
            for run in re.finditer(r"\d+", match[0])
        )
        one = _Number(values, match.start(), end, power, figures)
        last = found[-1] if found else None
        if (
            last
            and last.power > power
            and _AND.fullmatch(folded, last.end, one.start)
            and (power or language != "en")
        ):
            found[-1] = _sum(last, one)
        else:
            found.append(one)
    return found


def _sum(one: _Number, other: _Number) -> _Number:
    """Put "1 million" and "200 thousand" together."""
    values = frozenset(a + b for a in one.values for b in other.values)
    terms = (*(one.terms or (one,)), other)
    return _Number(values, one.start, other.end, max(1, other.power), one.figures + other.figures, terms)


def _values(number: str) -> set[Decimal]:
    """Return what a number can mean: 1.250 is a thousand and more, or one and a quarter."""
    groups = _SEPARATOR.split(number)
    marks = _SEPARATOR.findall(number)
    if not marks:
        return {Decimal(number)}
    values = set()
    grouped = len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    if grouped and len(set(marks)) == 1 and marks[0] not in "/٫":
        values.add(Decimal("".join(groups)))
    inner = groups[1:-1]
    whole = not inner or (
        len(groups[0]) <= 3 and all(len(group) == 3 for group in inner) and len(set(marks[:-1])) == 1
    )
    # Persian desks also write the decimal point as a slash: ۳/۵.
    if whole and marks[-1] in ".,٫/" and marks[-1] not in marks[:-1]:
        values.add(Decimal(f"{''.join(groups[:-1])}.{groups[-1]}"))
    return values


def _pair_off(left: list[_Number], right: list[_Number]) -> tuple[list[_Number], list[_Number]]:
    """Take away the numbers that both sides have; return what is left of each."""
    left, right = _without_partners(left, right)
    # "یک میلیون و ۲۰۰ هزار" has its million in words: then the terms are compared.
    open_left, rest = _without_partners(*([n for one in side for n in one.terms or (one,)] for side in (left, right)))
    # What has no partner as a whole is tried figure by figure: dates in another order, ranges, scores. A number with
    # a scale word is not, for the word is half of its meaning.
    ours, theirs = ([run for one in side if not one.power for run in one.figures] for side in (open_left, rest))
    met: tuple[set[int], set[int]] = (set(), set())
    for figure, start, _ in ours:
        found = next((a for n, a, _ in theirs if n == figure and a not in met[1]), None)
        if found is not None:
            met[0].add(start)
            met[1].add(found)
    return _unmet(open_left, met[0]), _unmet(rest, met[1])


def _without_partners(left: list[_Number], right: list[_Number]) -> tuple[list[_Number], list[_Number]]:
    open_left, rest = list(left), list(right)
    # First by the likelier meaning, so that 1 does not take 1,000 away from 1000.
    for same in (_likely_same, _possibly_same):
        for one in list(open_left):
            partner = next((other for other in rest if same(one, other)), None)
            if partner is not None:
                open_left.remove(one)
                rest.remove(partner)
    return open_left, rest


def _unmet(numbers: list[_Number], met: set[int]) -> list[_Number]:
    """Return what found no partner: whole numbers, or the other figures of those that are met in part."""
    unmet: list[_Number] = []
    for one in numbers:
        if one.figures and all(start not in met for _, start, _ in one.figures):
            unmet.append(one)
        else:
            figures = [run for run in one.figures if run[1] not in met]
            unmet += [_Number(frozenset({Decimal(n)}), a, b, 0, ((n, a, b),)) for n, a, b in figures]
    return unmet


def _likely_same(one: _Number, other: _Number) -> bool:
    return bool(one.values and other.values) and max(one.values) == max(other.values)


def _possibly_same(one: _Number, other: _Number) -> bool:
    return bool(one.values & other.values) or _same_year(one, other)


def _same_year(one: _Number, other: _Number) -> bool:
    """Tell whether two numbers can be the same year in the Iranian and in the common calendar."""
    if one.power or other.power or len(one.values) != 1 or len(other.values) != 1:
        return False
    early, late = sorted((*one.values, *other.values))
    return 1300 <= early <= 1450 and late - early in {621, 622}


def _spelt_out(one: _Number, other: str, language: str) -> bool:
    """Tell whether the other text has the words of the number."""
    whole = (int(value) for value in one.values if value == value.to_integral_value() and value < _WORDLESS)
    return any(says(other, number, language) for number in whole)
