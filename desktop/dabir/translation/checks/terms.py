"""Terms of the desk: the wanted translation is used, and none that must not be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dabir.domain.segment import Finding, Severity
from dabir.domain.term import Term
from dabir.translation.checks.endings import find
from dabir.translation.checks.folding import fold, words_of
from dabir.translation.checks.pair import Pair

NAME: Final = "terms"
#: Origin of names that came with the program and have other translations too (a country's adjective).
_STARTER: Final = "starter"


def check(pair: Pair) -> list[Finding]:
    """Report terms of the source whose translation is missing, and forbidden translations."""
    return [finding for term in pair.terms for finding in _of_term(pair, term)]


def _of_term(pair: Pair, term: Term) -> Iterator[Finding]:
    places = _places(pair.source, (term.source, *term.source_forms), pair.source_language)
    if not places:
        return
    used = _used(pair, term)
    forbidden = [
        span
        for span in _places(pair.target, term.forbidden, pair.target_language)
        if not any(one[0] <= span[0] and span[1] <= one[1] for one in used)
    ]
    for span in forbidden:
        word = pair.target[slice(*span)]
        message = f"“{word}” must not be used for “{term.source}”; the desk writes “{term.target}”."
        mended = _replacement(word, term, pair.target_language)
        yield Finding(NAME, Severity.ERROR, message, places[0], span, mended)
    if not used and not forbidden and not _another_is_used(pair, term):
        severity = Severity.HINT if term.origin == _STARTER else Severity.WARNING
        message = f"“{term.source}” is “{term.target}” in the desk's terms; the translation does not have it."
        yield Finding(NAME, severity, message, places[0])


def _used(pair: Pair, term: Term) -> list[tuple[int, int]]:
    return _places(pair.target, (term.target, *term.target_forms), pair.target_language)


def _another_is_used(pair: Pair, term: Term) -> bool:
    """Tell whether the target has the translation of another entry for the same term."""
    source = fold(term.source, pair.source_language)
    return any(
        fold(other.source, pair.source_language) == source and _used(pair, other)
        for other in pair.terms
        if other is not term
    )


def _places(text: str, forms: tuple[str, ...], language: str) -> list[tuple[int, int]]:
    return sorted({span for form in forms for span in find(form, text, language)})


def _replacement(word: str, term: Term, language: str) -> str | None:
    """Return the wanted word where it can stand in for a forbidden one as it is: one word, without an ending."""
    bare = any(fold(word, language) == fold(one, language) for one in term.forbidden)
    if not bare or len(words_of(term.target, language)) != 1 or len(words_of(word, language)) != 1:
        return None
    return term.target[0].upper() + term.target[1:] if word[0].isupper() else term.target
