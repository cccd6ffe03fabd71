"""Segments and translation units: a sentence of the original and its counterpart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

#: Paragraph index of the headline, which is translated like a paragraph before the first one.
HEADLINE = -1

_SPACES: Final = re.compile(r"\s+")


class UnitState(StrEnum):
    """How far a translation unit has come."""

    UNTRANSLATED = "untranslated"
    MACHINE = "machine"
    MEMORY = "memory"
    EDITED = "edited"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence of a paragraph.

    Attributes:
        paragraph: index of the paragraph, from 0; `HEADLINE` for the headline.
        start: first character of the segment in the paragraph (Unicode code points).
        end: one past its last character. The segments of a paragraph and the white space between them
            make up the paragraph exactly.
        text: what is handed to the translation engine: the span with hard line breaks joined by a space.
    """

    paragraph: int
    start: int
    end: int
    text: str


def joined(span: str) -> str:
    """Return a span as the engine is to read it: one space for every hard line wrap and the white space around it."""
    if "\n" not in span:
        return span
    return _SPACES.sub(lambda found: " " if "\n" in found[0] else found[0], span)


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a check found in a pair of source and target.

    Attributes:
        check: name of the check ("repeated-words").
        severity: its weight.
        message: a sentence for the translator.
        source_span: start and end in the source, or None.
        target_span: start and end in the target, or None.
        replacement: what to put in place of `target_span` to mend it, where there is no doubt; else None.
    """

    check: str
    severity: Severity
    message: str
    source_span: tuple[int, int] | None = None
    target_span: tuple[int, int] | None = None
    replacement: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A word of a source and a word of its translation that belong together.

    Attributes:
        source_span: start and end of the word in the source.
        target_span: start and end of the word in the target.
        weight: how surely, 0 to 1.
    """

    source_span: tuple[int, int]
    target_span: tuple[int, int]
    weight: float


@dataclass(frozen=True, slots=True)
class PackInfo:
    """A language pack as it is recorded with what it made.

    Attributes:
        name: code of the pack ("translate-fa_en", "translate-fa-az-en-news").
        version: its version text.
        sha256: of the `.argosmodel` file it was installed from.
        bundled: whether it is the small draft pack that ships with Dabir.
    """

    name: str
    version: str
    sha256: str
    bundled: bool = False


@dataclass(frozen=True, slots=True)
class MachineTranslation:
    """What the engine made of one segment.

    Attributes:
        text: the target text.
        score: mean log-probability a token (0 is certain, more negative is less so); of the weaker step
            where two packs were chained.
        packs: the packs that made it, in order; two for a chain through a third language.
        confidence: how like a person's translation it may be expected to be, 0 to 1; None where a pack cannot tell.
        doubtful: whether it belongs to the fifth of drafts that the pack gets wrong most.
        beam: width of the search it was made with (see `dabir.domain.quality`); 0 where that is not known. It is no
            name, so that drafts can still be compared when a name comes to stand for another width.
    """

    text: str
    score: float
    packs: tuple[PackInfo, ...]
    confidence: float | None = None
    doubtful: bool = False
    beam: int = 0


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """A segment of a story with its translation into one language.

    Attributes:
        index: place in the story, from 0 (the headline's segments come first).
        segment: the source.
        target: the translation as it stands now.
        state: how far it has come.
        machine: the engine's output it began from, kept beside any edit; None before translation.
        editors: who wrote the text as it stands, or confirmed it as the machine or the memory had it; several where
            their segments were joined, nobody where it is not known.
    """

    index: int
    segment: Segment
    target: str = ""
    state: UnitState = UnitState.UNTRANSLATED
    machine: MachineTranslation | None = None
    editors: tuple[str, ...] = ()
