"""Words of the source that were left untranslated.

Between two scripts: letters of the source's script in the target. Latin names in a Persian, Arabic or Russian text
can be right, so there only words count that the source has too, and of capitalised ones those that are no name or
have a spelling of their own. Within one script: words with letters or spellings that the target's language has not,
small words of grammar, and any run of words that is the same in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from dabir.domain.segment import Finding, Severity
from dabir.translation.checks.capitals import begins_sentence, is_title_word
from dabir.translation.checks.folding import Word, fold, words_of
from dabir.translation.checks.known_names import known_names
from dabir.translation.checks.pair import Pair
from dabir.translation.checks.quoted import read
from dabir.translation.checks.scripts import ARABIC, LATIN, WORDS, script_of
from dabir.translation.checks.spellings import FOREIGN, UNITS, small_words
from dabir.translation.checks.verbatim import pieces_of

NAME: Final = "leftover-source"
_RUN: Final = 3
#: Two words in small letters are as telling; letters of a particle within a name ("al", "de", "pol") at most.
_PAIR: Final = 2
_PARTICLE: Final = 3
#: Words of a quoted name at most.
_TITLE: Final = 5
#: Azerbaijani and Turkish, Persian and South Azerbaijani share many words.
_RUN_OF_KIN: Final = 6
_KIN: Final = (frozenset({"az", "tr"}), frozenset({"fa", "azb"}))
_TURKIC: Final = frozenset({"az", "tr"})
_EASTERN_DIGITS: Final = re.compile("[\u0660-\u0669\u06f0-\u06f9]+")


def check(pair: Pair) -> list[Finding]:
    """Report each untranslated stretch."""
    ours, theirs = script_of(pair.source_language), script_of(pair.target_language)
    if not ours or not theirs or pair.source_language == pair.target_language:
        return []
    if ours == theirs:
        return list(_same_run(pair)) or list(_same_words(pair))
    if ours == LATIN:
        return list(_copied_words(pair))
    return [*_foreign_runs(pair, ours), *(_eastern_digits(pair.target) if ours == ARABIC else ())]


def _foreign_runs(pair: Pair, script: str) -> Iterator[Finding]:
    """Find words of a script that has no place in the target, neighbours together."""
    target = pair.target
    # A single letter may be one that is spoken of, unless it is a word of the source.
    single = {word.text for word in words_of(pair.source, pair.source_language) if len(word.text) == 1}
    words = [word for word in WORDS[script].finditer(target) if len(word[0]) > 1 or word[0] in single]
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


def _copied_words(pair: Pair) -> Iterator[Finding]:
    source = {word.text: word for word in words_of(pair.source, pair.source_language)}
    kept = [(piece.start, piece.end) for piece in pieces_of(pair.target)]
    for word in words_of(pair.target, pair.source_language):
        text = word.text
        if text not in source or any(start <= word.start < end for start, end in kept):
            continue
        if text.casefold() in UNITS or text.isupper() or _is_product(pair.target, word):
            continue
        severity = Severity.HINT if _may_stay(pair, source[text], word) else Severity.WARNING
        yield Finding(NAME, severity, f"“{text}” was left in Latin letters.", None, word.span)


def _may_stay(pair: Pair, origin: Word, word: Word) -> bool:
    """Tell whether a copied word may be a name that is written in Latin letters on purpose."""
    if not origin.is_capitalised:
        return False
    if pair.target[word.start - 1 : word.start] in {"«", "“", '"', "„"}:
        return True
    language = pair.source_language
    return not (
        language in _TURKIC
        or begins_sentence(pair.source, origin.start)
        or is_title_word(fold(origin.text, language), language)
        or known_names(origin.text, language)
    )


def _is_product(text: str, word: Word) -> bool:
    """Tell whether a word is part of an address, an account or a product's number, which stay as they are."""
    before = re.search(r"\S*$", text[: word.start])
    after = re.match(r"\S*", text[word.end :])
    around = (before[0] if before else "") + "w" + (after[0] if after else "")
    return bool(re.search(r"[\d@#/_]|\w\.\w", around)) or any(letter.isdigit() for letter in word.text)


def _same_words(pair: Pair) -> Iterator[Finding]:
    """Find single words of the source that cannot be words of the target's language."""
    source, target = pair.source_language, pair.target_language
    known = {word.folded for word in words_of(pair.source, source)}
    kept = [(piece.start, piece.end) for piece in pieces_of(pair.target)]
    quotes = [quote for quote in read(pair.target).quotes if len(words_of(quote.text, source)) <= _TITLE]
    foreign = FOREIGN.get((source, target))
    small = small_words(source, target)
    found = []
    for word in words_of(pair.target, source):
        if word.folded not in known or any(start <= word.start < end for start, end in kept):
            continue
        if any(quote.start < word.start < quote.end for quote in quotes):  # a firm, a ship, a work of art
            continue
        if any(letter.isupper() for letter in word.text[1:]):  # an abbreviation, or a product (iPhone)
            continue
        alien = foreign is not None and (
            (foreign.fullmatch(word.folded) and not _is_name(pair, word)) or _has_own_name(pair, word)
        )
        if alien or word.folded in small:
            found.append(word)
    for word in found:
        yield Finding(NAME, Severity.WARNING, f"“{word.text}” was left as it is in the source.", None, word.span)


def _is_name(pair: Pair, word: Word) -> bool:
    """Tell whether a word keeps its spelling as a name: a capital, no letter schwa, and no word of titles."""
    if not word.is_capitalised or "ə" in word.folded:
        return False
    return not is_title_word(word.folded, pair.source_language)


def _has_own_name(pair: Pair, word: Word) -> bool:
    """Tell whether a word is a known name that the target's language calls otherwise (Rusiya in an English text)."""
    return (
        word.is_capitalised
        and any(name.certain for name in known_names(word.text, pair.source_language))
        and not known_names(word.text, pair.target_language)
    )


def _same_run(pair: Pair) -> Iterator[Finding]:
    """Find the longest run of words that source and target share, if it is long enough and has a small letter."""
    kin = {pair.source_language, pair.target_language} in _KIN
    target = _without_pieces(pair.target)
    ours = [word.folded for word in words_of(_without_pieces(pair.source), pair.source_language)]
    words = words_of(target, pair.source_language)
    best, end = 0, 0
    before = [0] * (len(words) + 1)
    for ours_word in ours:
        row = [0] * (len(words) + 1)
        for j, other in enumerate(words):
            if ours_word == other.folded:
                row[j + 1] = before[j] + 1
                if row[j + 1] > best:
                    best, end = row[j + 1], j + 1
        before = row
    run = words[end - best : end]
    # A name of many words is rightly the same in both, with its small particles.
    small = sum(not word.is_capitalised and len(word.text) > _PARTICLE for word in run)
    if (best >= (_RUN_OF_KIN if kin else _RUN) and small) or (best == small == _PAIR and not kin):
        span = (run[0].start, run[-1].end)
        message = f"“{pair.target[slice(*span)]}” is the same as in the source."
        yield Finding(NAME, Severity.WARNING, message, None, span)


def _without_pieces(text: str) -> str:
    """Return a text with blanks in place of addresses and the like, which are the same in both by right."""
    for piece in pieces_of(text):
        text = text[: piece.start] + " " * (piece.end - piece.start) + text[piece.end :]
    return text
