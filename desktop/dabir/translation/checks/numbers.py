"""Numbers that were changed, lost or made up: the mistake that costs a news desk most.

Numbers are compared by value, whatever their digits (۲۵, ٢٥, 25), separators (1,250.5; 1.250,5; ۱٬۲۵۰٫۵), scale words
(1.2 million, ۱ میلیون و ۲۰۰ هزار, 1 200 min) and words (twenty-five, بیست و پنج, XXV); a year of the Iranian calendar
is the same as either common year that it lies in. Scores and ranges are compared figure by figure, dates by
`dates`. Signs are not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import Final

from dabir.domain.segment import Finding, Severity
from dabir.translation.checks.date_pairing import pair_dates
from dabir.translation.checks.number_pairing import Pairing, pair_off, years_apart
from dabir.translation.checks.number_reading import Kind, Number, numbers_in
from dabir.translation.checks.pair import Pair
from dabir.translation.checks.scripts import ARABIC, script_of

NAME: Final = "numbers"
#: Numbers up to this one are often left out or written as words.
_SMALL: Final = 10
#: Numbers up to this one are in the grammar of languages: a dual, an article, "both".
_FREE: Final = 2
#: Iranian years that are put into the common calendar with a mistake of a year or two.
_NEARLY_LATER: Final = range(618, 626)
_PERSIAN: Final = "۰۱۲۳۴۵۶۷۸۹"
_ARABIC: Final = "٠١٢٣٤٥٦٧٨٩"
_ASCII: Final = "0123456789"
#: Digits that a language of the Arabic script does not use beside those of its own and 0 to 9.
_STRANGE: Final = MappingProxyType(
    {"fa": re.compile("[٠-٩]+"), "azb": re.compile("[٠-٩]+"), "ar": re.compile("[۰-۹]+")}
)
_NOT_ASCII: Final = re.compile("[۰-۹٠-٩]+(?:[٫٬][۰-۹٠-٩]+)*")
_PLAIN: Final = re.compile("\\d+")


def pairing_of(pair: Pair) -> Pairing:
    """Return the numbers of a pair, partners together, without those of dates that stand in both texts.

    Args:
        pair: the segment and its translation.
    """
    return pair_off(pair, *pair_dates(pair).settled())


def check(pair: Pair) -> list[Finding]:
    """Report numbers of the source that the target lacks, and numbers of the target that the source lacks."""
    pairing = pairing_of(pair)
    changed, lost, extra = _changed(pairing)
    findings = [_other(pair, one, other, only=len(changed) == 1 and not lost and not extra) for one, other in changed]
    target_numbers = numbers_in(pair.target, pair.target_language)
    source_numbers = numbers_in(pair.source, pair.source_language)
    for one in lost:
        message = f"{pair.source[slice(*one.span)]} of the source is missing."
        findings.append(Finding(NAME, _weight(one, target_numbers), message, one.span))
    for one in extra:
        message = f"{pair.target[slice(*one.span)]} is not in the source, or not so often."
        findings.append(Finding(NAME, _weight(one, source_numbers), message, None, one.span))
    return [*findings, *_digits(pair)]


def _changed(pairing: Pairing) -> tuple[list[tuple[Number, Number]], list[Number], list[Number]]:
    """Return what stands for another number, what is missing and what is too much.

    Words such as "one", "second" and "both" come and go from language to language: the smallest numbers, ordinals
    and parts of words are only reported where the other text too has a number without a partner.
    """
    changed = list(zip(pairing.lost, pairing.extra, strict=False))
    lost, extra = list(pairing.lost[len(changed) :]), list(pairing.extra[len(changed) :])
    lost_words, extra_words = list(pairing.lost_words), list(pairing.extra_words)
    with_words = list(zip(lost, extra_words, strict=False))
    lost, extra_words = lost[len(with_words) :], extra_words[len(with_words) :]
    from_words = list(zip(lost_words, extra, strict=False))
    lost_words, extra = lost_words[len(from_words) :], extra[len(from_words) :]
    words = list(zip(lost_words, extra_words, strict=False))
    lost += [one for one in lost_words[len(words) :] if _counts(one)]
    extra += [one for one in extra_words[len(words) :] if _counts(one)]
    return [*changed, *with_words, *from_words, *words], lost, extra


def _counts(word: Number) -> bool:
    return word.kind is Kind.WORD and not word.is_ordinal and word.likely is not None and word.likely > _FREE


def _other(pair: Pair, one: Number, other: Number, *, only: bool) -> Finding:
    source, target = pair.source[slice(*one.span)], pair.target[slice(*other.span)]
    message = f"{source} in the source, but {target} here."
    apart = years_apart(one, other)
    weight = Severity.WARNING if apart in _NEARLY_LATER else Severity.ERROR
    mended = None
    if only and apart is None and _PLAIN.fullmatch(source) and _PLAIN.fullmatch(target):
        mended = _written(source, pair.target_language, target)
    return Finding(NAME, weight, message, one.span, other.span, mended)


def _written(figure: str, language: str, instead_of: str) -> str:
    """Return a figure in the digits of a language, or in those that the text already has there."""
    digits = _ASCII
    if script_of(language) == ARABIC and not instead_of.isascii():
        digits = _ARABIC if language == "ar" else _PERSIAN
    return "".join(digits[int(one)] for one in figure)


def _weight(one: Number, others: Sequence[Number]) -> Severity:
    """Return an error, or a warning for what may be left out or said twice."""
    small = all(value <= _SMALL for value in one.values) and all(run <= _SMALL for run, _, _ in one.runs)
    again = any(not one.values.isdisjoint(other.values) for other in others)
    return Severity.WARNING if small or again else Severity.ERROR


def _digits(pair: Pair) -> Iterator[Finding]:
    """Report digits that the language of the target does not use."""
    language = pair.target_language
    if language == pair.source_language:
        return
    script = script_of(language)
    pattern = _STRANGE.get(language) if script == ARABIC else _NOT_ASCII if script else None
    for match in pattern.finditer(pair.target) if pattern else ():
        digits = _ASCII if script != ARABIC else _ARABIC if language == "ar" else _PERSIAN
        mended = "".join(digits[int(one)] if one.isdecimal() else _mark(one, language) for one in match[0])
        message = f"{match[0]} is not in the digits of this language."
        yield Finding(NAME, Severity.WARNING, message, None, match.span(), mended)


def _mark(mark: str, language: str) -> str:
    if script_of(language) == ARABIC:
        return mark
    return {"٫": "." if language == "en" else ",", "٬": "," if language == "en" else "\u00a0"}[mark]
