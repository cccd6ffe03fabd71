"""What an entry of the termbase must be, wherever it comes from."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterable
from typing import Final

from dabir.domain.errors import InputRefused
from dabir.domain.language import name_of, normalise
from dabir.domain.term import Term
from dabir.translation.termbase.words import plain

#: Characters a form may have; what is longer is a sentence, and belongs in the memory.
LONGEST: Final = 300
#: Line ends and other control characters; joiners and marks of direction belong to words.
_NOT_TEXT: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
#: Code points that XML forbids besides (XML 1.0, production 2).
_NO_CHARACTERS: Final = frozenset("\ufffe\uffff")


def cleaned(term: Term) -> Term:
    """Return the entry with single spaces, normal language codes, and every form once.

    Raises:
        InputRefused: when source or target is empty, a form is too long, the languages are the same or not given, or
            the translation is forbidden at the same time.
    """
    source_language, target_language = normalise(term.source_language), normalise(term.target_language)
    if not source_language or not target_language or source_language == target_language:
        raise InputRefused("A term needs two different languages.", "Name both, such as fa and az.")
    source, target = _form(term.source), _form(term.target)
    if not source or not target:
        missing = f"no {name_of(target_language)}" if source else f"no {name_of(source_language)}"
        raise InputRefused(f"The term “{source or target}” has {missing} side.", "Give both.")
    forbidden = _forms(term.forbidden, (), target_language)
    refused = {plain(form, target_language) for form in forbidden}
    for form in (target, *map(_form, term.target_forms)):
        if plain(form, target_language) in refused:
            raise InputRefused(f"“{form}” is both wanted and forbidden for “{source}”.", "Take one of them out.")
    return dataclasses.replace(
        term,
        source=source,
        target=target,
        source_language=source_language,
        target_language=target_language,
        source_forms=_forms(term.source_forms, (source,), source_language),
        target_forms=_forms(term.target_forms, (target,), target_language),
        forbidden=forbidden,
        partner=_form(term.partner),
        note=_note(term.note),
    )


def _forms(forms: Iterable[str], known: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Return forms that are not empty and no spelling of each other or of the known ones."""
    kept = {plain(form, language): "" for form in known}
    for form in filter(None, map(_form, forms)):
        kept.setdefault(plain(form, language), form)
    return tuple(filter(None, kept.values()))


def _note(text: str) -> str:
    """Return a note with single spaces, line by line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(filter(None, (_plain(" ".join(line.split())) for line in lines)))


def _form(text: str) -> str:
    form = _plain(" ".join(text.split()))
    if len(form) > LONGEST:
        raise InputRefused(
            f"The term “{form[:40]}…” has {len(form)} characters, more than the {LONGEST} a term may have.",
            "Keep whole sentences in the memory.",
        )
    return form


def _plain(text: str) -> str:
    if any(unicodedata.category(character) in _NOT_TEXT or character in _NO_CHARACTERS for character in text):
        raise InputRefused(f"{text!a} has a control character in it.", "Write it anew.")
    return text
