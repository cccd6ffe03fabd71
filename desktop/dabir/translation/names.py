"""The names a translation must have: those of the starter terms that stand in its source.

What is a name is told by the very index that finds terms for the editor (`termbase.matching`): forms, endings,
capitals. Some names are ordinary words too; they are marked, since a draft without one of them may be right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from dabir.domain.errors import InputRefused
from dabir.translation import edge
from dabir.translation.checks import endings
from dabir.translation.checks.folding import fold
from dabir.translation.edge import Shown
from dabir.translation.termbase import starter
from dabir.translation.termbase.matching import Matcher, TermMatch

#: Beginnings, folded, of names that are ordinary words too, or are easily taken for a form of one: diameter, fold,
#: insistent, Azerbaijani "Limanı" (the port), English "March". Here the model has a say (see `Name.doubtful`).
ORDINARY: Final = MappingProxyType(
    {
        language: tuple(words.split())
        for language, words in {
            "fa": "قطر چین یمن دبی رم غنا مصر چیتا پرو بانگی عدن صوفیه اوت ریاض مالت اسیا بوتان دیلی",
            "az": "mali qana çili lima dili butan çita çin roma sofiya",
            "en": "may march turkey china chad jordan guinea lima us sofia jersey georgia sydney",
        }.items()
    }
)
#: How English makes adjectives of names, and of what is left of longer ones without their last vowels.
_ADJECTIVE: Final = "(?:n|an|ian|ean|vian|ese|nese|lese|i|ish|er)s?"
_SHORTEST: Final = 4
#: What a sentence, or a quotation in it, begins after.
_BEGINS: Final = re.compile(r"(?:^|[.!?؟…:\n]|(?:^|\s)[–—-])[\s\"'“”«(\[]*$|[\"“«][\s(\[]*$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name that stands in a source.

    Attributes:
        start: its first character in the text.
        end: one past its last.
        forms: what counts as its translation, the usual form first.
        doubtful: whether it may be an ordinary word; then a draft that does not have it may be right.
    """

    start: int
    end: int
    forms: tuple[str, ...]
    doubtful: bool = False


def sought(shown: Shown, source: str, target: str) -> tuple[Name, ...]:
    """Return the names in a text as a model is shown it, each once, in order.

    Args:
        shown: the text; one that was in capitals is searched as it was.
        source: its language, normalised.
        target: language wanted, normalised; a pair without starter terms has no names.
    """
    return _sought(shown.text, shown.capitals, source, target)


def lost(names: Iterable[Name], output: str, language: str) -> list[Name]:
    """Return the names that are in none of their forms, with the endings that names take, in a translation."""
    return [name for name in names if not any(_stands(form, output, language) for form in name.forms)]


def _stands(form: str, text: str, language: str) -> bool:
    if language == "en" and form[-1:].isalpha():
        return _in_english(form).search(text) is not None
    # Without an ending, as most stand in Persian, it is found a good deal sooner.
    return _by_itself(form).search(text) is not None or bool(endings.find(form, text, language))


@lru_cache(maxsize=4096)
def _by_itself(form: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w\u200c]){re.escape(form)}(?![\w\u200c])")


@lru_cache(maxsize=4096)
def _in_english(form: str) -> re.Pattern[str]:
    """Return what finds a name or its adjective: "Peru's", "Peruvian", "Fridays", "dollars", but not "Perus"."""
    plural = "s?" if form.endswith("day") or form.rsplit(maxsplit=1)[-1].islower() else ""
    words = r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]+", form))
    stems = {form, form.rstrip("aeiouy")} if form[:1].isupper() and form[-_SHORTEST:].isalpha() else set()
    adjectives = "".join(
        rf"|{re.escape(stem)}{_ADJECTIVE}" for stem in sorted(stems) if stem == form or len(stem) >= _SHORTEST
    )
    return re.compile(rf"(?<!\w)(?:{words}{plural}{adjectives})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def _sought(text: str, capitals: bool, source: str, target: str) -> tuple[Name, ...]:  # noqa: FBT001 - cached
    matcher = _matcher(source, target)
    searched = edge.capital(text, source) if capitals else text
    if matcher is None or len(searched) != len(text):
        return ()
    found: dict[tuple[int, int], list[str]] = {}
    for match in matcher.matches(searched):
        if capitals or not _is_another(searched, match):
            found.setdefault((match.start, match.end), []).extend((match.term.target, *match.term.target_forms))
    names: dict[tuple[str, ...], Name] = {}
    for (start, end), forms in found.items():
        doubtful = fold(text[start:end], source).startswith(ORDINARY.get(source, ()))
        names.setdefault(tuple(forms), Name(start, end, tuple(dict.fromkeys(forms)), doubtful))
    return tuple(names.values())


def _is_another(text: str, match: TermMatch) -> bool:
    """Whether a capital within a sentence makes it no month or currency: "Marta" is no form of "mart"."""
    small = match.term.source[0].islower() and text[match.start].isupper()
    return small and _BEGINS.search(text[: match.start]) is None


@cache
def _matcher(source: str, target: str) -> Matcher | None:
    try:
        return Matcher(starter.terms(source, target), source)
    except InputRefused:
        return None
