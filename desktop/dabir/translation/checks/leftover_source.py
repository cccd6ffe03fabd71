"""Words of the source that were left untranslated.

Between two scripts: letters of the source's script in the target. Latin names in a Persian, Arabic or Russian text
can be right, so there only words count that the source has too, and capitals less. Within one script: a long run of
words that is the same in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from dabir.domain.segment import Finding, Severity
from dabir.translation.checks.pair import Pair
from dabir.translation.checks.scripts import ARABIC, LATIN, WORDS, script_of

NAME: Final = "leftover-source"
_RUN: Final = 4
#: Azerbaijani and Turkish, Persian and South Azerbaijani share many words.
_RUN_OF_KIN: Final = 6
_KIN: Final = (frozenset({"az", "tr"}), frozenset({"fa", "azb"}))
_EASTERN_DIGITS: Final = re.compile("[\u0660-\u0669\u06f0-\u06f9]+")
_WORD: Final = re.compile(r"[^\W\d_][\w\u200c'’-]*")


def check(pair: Pair) -> list[Finding]:
    """Report each untranslated stretch."""
    source, target, source_language, target_language = (
        pair.source,
        pair.target,
        pair.source_language,
        pair.target_language,
    )
    ours, theirs = script_of(source_language), script_of(target_language)
    if not ours or not theirs or source_language == target_language:
        return []
    if ours == theirs:
        kin = {source_language, target_language} in _KIN
        return list(_same_run(source, target, _RUN_OF_KIN if kin else _RUN))
    if ours == LATIN:
        return list(_copied_words(source, target))
    return [*_foreign_runs(target, ours), *(_eastern_digits(target) if ours == ARABIC else ())]


def _foreign_runs(target: str, script: str) -> Iterator[Finding]:
    """Find words of a script that has no place in the target, neighbours together."""
    words = [word for word in WORDS[script].finditer(target) if len(word[0]) > 1]
    starts = [word.start() for word in words[:1]]
    starts += [b.start() for a, b in pairwise(words) if target[a.end() : b.start()].strip()]
    for number, start in enumerate(starts):
        after = starts[number + 1] if number + 1 < len(starts) else len(target)
        end = max(word.end() for word in words if start <= word.start() < after)
        message = f"“{target[start:end]}” was left in {script} letters."
        yield Finding(NAME, Severity.WARNING, message, None, (start, end))


def _eastern_digits(target: str) -> Iterator[Finding]:
    for found in _EASTERN_DIGITS.finditer(target):
        yield Finding(NAME, Severity.WARNING, f"“{found[0]}” was left in the source's digits.", None, found.span())


def _copied_words(source: str, target: str) -> Iterator[Finding]:
    known = {word[0] for word in WORDS[LATIN].finditer(source)}
    for word in WORDS[LATIN].finditer(target):
        text = word[0]
        if len(text) < 3 or text not in known or text.isupper() or _is_address(target, word.start(), word.end()):
            continue
        severity = Severity.HINT if text[0].isupper() else Severity.WARNING
        yield Finding(NAME, severity, f"“{text}” was left in Latin letters.", None, word.span())


def _is_address(text: str, start: int, end: int) -> bool:
    """Tell whether a word is part of an address, an account or a product's number, which stay as they are."""
    before = re.search(r"\S*$", text[:start])
    after = re.match(r"\S*", text[end:])
    around = (before[0] if before else "") + "w" + (after[0] if after else "")
    return bool(re.search(r"[\d@#/_]|\w\.\w", around))


def _same_run(source: str, target: str, least: int) -> Iterator[Finding]:
    """Find the longest run of words that source and target share, if it has `least` words and a small letter."""
    ours = [word[0].casefold() for word in _WORD.finditer(source)]
    words = list(_WORD.finditer(target))
    theirs = [word[0].casefold() for word in words]
    best, end = 0, 0
    before = [0] * (len(theirs) + 1)
    for word in ours:
        row = [0] * (len(theirs) + 1)
        for j, other in enumerate(theirs):
            if word == other:
                row[j + 1] = before[j] + 1
                if row[j + 1] > best:
                    best, end = row[j + 1], j + 1
        before = row
    run = words[end - best : end]
    # A name of many words is rightly the same in both.
    if best >= least and not all(word[0][0].isupper() for word in run):
        span = (run[0].start(), run[-1].end())
        yield Finding(NAME, Severity.WARNING, f"“{target[slice(*span)]}” is the same as in the source.", None, span)
