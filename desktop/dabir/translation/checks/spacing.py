"""Spaces, non-joiners and letters that a Persian keyboard does not have: small things, each with its remedy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from dabir.domain.segment import Finding, Severity
from dabir.translation.checks.pair import Pair
from dabir.translation.checks.verbatim import pieces_of

NAME: Final = "spacing"

_ZWNJ: Final = "\u200c"
_PERSIAN: Final = "[\u0621-\u063a\u0641-\u0652\u067e\u0686\u0698\u06a9\u06af\u06cc]"
_DIGITS: Final = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_LETTERS: Final = str.maketrans("يىك", "ییک")
#: (what is wrong, what to put for it, what is found)
_Rule = tuple[str, Callable[[re.Match[str]], str], re.Pattern[str]]


def _fixed(text: str) -> Callable[[re.Match[str]], str]:
    return lambda _: text


_EVERYWHERE: Final[tuple[_Rule, ...]] = (
    ("A space too many at the beginning.", _fixed(""), re.compile(r"\A[^\S\u200c]+")),
    ("A space too many at the end.", _fixed(""), re.compile(r"[^\S\u200c]+\Z")),
    ("More than one space.", _fixed(" "), re.compile("(?<=\\S)[ \u00a0]{2,}(?=\\S)")),
    ("An invisible character that does nothing.", _fixed(""), re.compile("[\u200b\u2060\ufeff]+")),
    (
        "The space belongs after the sign.",
        lambda found: found[0].strip() + " ",
        re.compile(r"(?<=\w)[ \u00a0]+[,;!?،؛؟](?=[^\W\d_])"),
    ),
    (
        "No space after the sign.",
        lambda found: found[0] + " ",
        re.compile(r"(?<=[^\W\d_])[,;!?،؛؟](?=[^\W\d_])|(?<=[^\W\d_]{2}):(?=[^\W\d_])"),
    ),
)
_BEFORE_SIGN: Final[_Rule] = (
    "A space before the sign.",
    _fixed(""),
    re.compile("(?<=[\\w»”\"')])[ \u00a0]+(?=[,.;:!?،؛؟](?:\\s|\\Z|[»”\"']))"),
)
_IN_PERSIAN: Final[tuple[_Rule, ...]] = (
    ("Two non-joiners.", _fixed(_ZWNJ), re.compile(f"{_ZWNJ}{{2,}}")),
    (
        "A non-joiner at the edge of a word.",
        _fixed(""),
        re.compile(f"(?<!{_ZWNJ}){_ZWNJ}(?=[\\s.,،؛؟!:»)]|\\Z)|(?:(?<=[\\s«(])|(?<=\\A)){_ZWNJ}(?!{_ZWNJ})"),
    ),
    (
        "Written with a non-joiner.",
        _fixed(_ZWNJ),
        # A verb's ending after it tells the prefix from the month of May and from wine.
        re.compile(f"(?<=\\bمی) (?={_PERSIAN}+[مدیت](?!\\w))|(?<=\\bنمی) (?={_PERSIAN}{{2}})"),
    ),
    (
        "Written with a non-joiner.",
        _fixed(_ZWNJ),
        re.compile(f"(?<={_PERSIAN}) (?=ها(?:ی|یی|یم|یت|یش|یمان|یتان|یشان)?(?!{_PERSIAN}|{_ZWNJ}))"),
    ),
    ("Letters of an Arabic keyboard.", lambda found: found[0].translate(_LETTERS), re.compile("[يىك]+")),
    (
        "Digits are Persian in a Persian text.",
        lambda found: found[0].translate(_DIGITS),
        re.compile(r"(?<![\dA-Za-z_./@#:-])[0-9]+(?![\dA-Za-z_/@#]|[.:,-][0-9A-Za-z])"),
    ),
)


def check(pair: Pair) -> list[Finding]:
    """Report each place with what to put there; addresses and the like are left alone."""
    rules = list(_EVERYWHERE)
    if pair.target_language != "fr":
        rules.append(_BEFORE_SIGN)
    if pair.target_language == "fa":
        rules += _IN_PERSIAN
    kept = [(piece.start, piece.end) for piece in pieces_of(pair.target)]
    return sorted(_found(pair.target, rules, kept), key=lambda finding: finding.target_span or (0, 0))


def _found(text: str, rules: list[_Rule], kept: list[tuple[int, int]]) -> Iterator[Finding]:
    if not text.strip():
        return
    for message, mend, pattern in rules:
        for found in pattern.finditer(text):
            if not any(start <= found.start() < end for start, end in kept):
                yield Finding(NAME, Severity.HINT, message, None, found.span(), mend(found))
