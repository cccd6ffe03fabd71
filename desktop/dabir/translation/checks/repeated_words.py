"""Words that a model wrote over and over, as it does when it is caught in a loop.

A word three times in a row counts, and so does a sequence of words that comes three times, one after the other, or
anywhere from three words on; unless the source repeats just as often.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from dabir.domain.segment import Finding, Severity
from dabir.translation.checks.pair import Pair

NAME: Final = "repeated-words"
_TIMES: Final = 3
_LONGEST: Final = 8
_WORD: Final = re.compile(r"[^\W\d_][\w\u200c'’-]*")


def check(pair: Pair) -> list[Finding]:
    """Report the longest stretch of repeated words."""
    source, target = pair.source, pair.target
    words = list(_WORD.finditer(target))
    folded = [word[0].casefold() for word in words]
    original = [word[0].casefold() for word in _WORD.finditer(source)]
    for size in range(1, _LONGEST + 1):
        most, start = _in_a_row(folded, size)
        if most >= _TIMES and most > _in_a_row(original, size)[0]:
            span = (words[start].start(), words[start + most * size - 1].end())
            return [_finding(target[words[start].start() : words[start + size - 1].end()], most, span)]
    for size in range(_LONGEST, _TIMES - 1, -1):
        most, start = _anywhere(folded, size)
        if most >= _TIMES and most > _anywhere(original, size)[0]:
            span = (words[start].start(), words[start + size - 1].end())
            return [_finding(target[slice(*span)], most, span)]
    return []


def _finding(what: str, times: int, span: tuple[int, int]) -> Finding:
    return Finding(
        NAME, Severity.WARNING, f"“{what}” comes {times} times; the source does not repeat it.", None, span
    )


def _in_a_row(words: Sequence[str], size: int) -> tuple[int, int]:
    """Return how often a sequence of so many words follows itself, at most, and where that begins."""
    best, where, run = 1, 0, 0
    for i in range(len(words) - size):
        run = run + 1 if words[i] == words[i + size] else 0
        if run and run // size + 1 > best:
            best, where = run // size + 1, i - run + 1
    return best, where


def _anywhere(words: Sequence[str], size: int) -> tuple[int, int]:
    """Return how often a sequence of so many words comes, at most, and where it comes first."""
    counted = Counter(tuple(words[i : i + size]) for i in range(len(words) - size + 1))
    if not counted:
        return 0, 0
    first, most = counted.most_common(1)[0]
    return most, next(i for i in range(len(words)) if tuple(words[i : i + size]) == first)
