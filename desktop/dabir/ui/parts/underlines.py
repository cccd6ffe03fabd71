"""Marks in running text, in layers: findings as wavy lines, words that belong together on a ground, terms dotted.

Places are counted in code points of the text marked, as everywhere in Dabir; Qt counts UTF-16 units. A mark changes
nothing of a text: it is drawn over it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from dabir.domain.segment import Finding, Severity
from dabir.ui.parts.text_direction import utf16_offset
from dabir.ui.parts.theme import Tones

_WRAP: Final = re.compile(r"\s+")


class Look(StrEnum):
    """What a mark means."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"
    TERM = "term"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text that is marked.

    Attributes:
        start: its first character.
        end: one past its last.
        look: how it is drawn.
        tip: what the tool tip over it says; "" for none.
    """

    start: int
    end: int
    look: Look
    tip: str = ""


#: Layers from the lowest to the uppermost: a later one is drawn over an earlier one.
LAYERS: Final = ("terms", "findings", "found", "words")

Layers = Mapping[str, Sequence[Mark]]

_LOOKS: Final = {Severity.ERROR: Look.ERROR, Severity.WARNING: Look.WARNING, Severity.HINT: Look.HINT}
#: The weightiest is drawn last, over the others.
_WEIGHTS: Final = {Look.HINT: 0, Look.WARNING: 1, Look.ERROR: 2}
_SEVERITIES: Final = {look: severity for severity, look in _LOOKS.items()}


def finding_marks(findings: Iterable[Finding], text: str, *, source: bool) -> list[Mark]:
    """Return the marks of findings in one of the two texts.

    Args:
        findings: of a segment.
        text: the source or the translation.
        source: whether `text` is the source.
    """
    marks = []
    for finding in findings:
        span = finding.source_span if source else finding.target_span
        if span is not None:
            start, end = _visible(span, text)
            if start < end:
                marks.append(Mark(start, end, _LOOKS[finding.severity], finding.message))
    return sorted(marks, key=lambda mark: _WEIGHTS[mark.look])


def _visible(span: tuple[int, int], text: str) -> tuple[int, int]:
    """Return a span inside the text; one without width, where something is missing, takes in a letter beside it."""
    start, end = max(0, min(span[0], len(text))), min(span[1], len(text))
    if start >= end:
        start = min(start, len(text) - 1)
        end = start + 1
    return max(0, start), min(end, len(text))


def form_of(look: Look, tones: Tones) -> QTextCharFormat:
    """Return how a mark is drawn in some colours."""
    form = QTextCharFormat()
    if look is Look.WORD:
        form.setBackground(QColor(tones.blue.ground))
        form.setForeground(QColor(tones.blue.ink))
        return form
    style = QTextCharFormat.UnderlineStyle
    form.setUnderlineStyle(style.DotLine if look is Look.TERM else style.WaveUnderline)
    form.setUnderlineColor(QColor(tones.accent if look is Look.TERM else tones.of_severity(_SEVERITIES[look])))
    return form


def in_order(layers: Layers) -> list[Mark]:
    """Return the marks of all layers, the uppermost last."""
    return [mark for name in LAYERS for mark in layers.get(name, ())]


def cursor_over(document: QTextDocument, text: str, start: int, end: int, at: int = 0) -> QTextCursor:
    """Return a cursor that selects a stretch of a text in a document.

    Args:
        document: where the text is shown.
        text: the text.
        start: first character selected.
        end: one past the last.
        at: where the text begins in the document, in Qt's positions.
    """
    cursor = QTextCursor(document)
    last = document.characterCount() - 1
    cursor.setPosition(min(last, at + utf16_offset(text, start)))
    cursor.setPosition(min(last, at + utf16_offset(text, end)), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def selections(
    document: QTextDocument, text: str, marks: Iterable[Mark], tones: Tones, at: int = 0
) -> list[QTextEdit.ExtraSelection]:
    """Return marks as the extra selections of a text widget (see `cursor_over`)."""
    made = []
    for mark in marks:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor_over(document, text, mark.start, mark.end, at)
        selection.format = form_of(mark.look, tones)
        made.append(selection)
    return made


def tip_at(layers: Layers, place: int) -> str:
    """Return what the marks at a place of a text say, each in a line of its own."""
    found = [mark.tip for mark in in_order(layers) if mark.tip and mark.start <= place <= mark.end]
    return "\n".join(dict.fromkeys(found))


def moved(findings: Iterable[Finding], before: str, after: str) -> list[Finding]:
    """Return findings of a translation as they stand after it was changed, until it is checked again.

    Spans beyond the change move with their words; a finding whose words were changed loses its span and its
    replacement.

    Args:
        findings: of the translation as it was.
        before: the text they were found in.
        after: the text now.
    """
    if before == after:
        return list(findings)
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    changed_end, shift = len(before) - tail, len(after) - len(before)
    kept = []
    for finding in findings:
        span = finding.target_span
        if span is None or span[1] < head or (span[1] == head and not _joins(after, head)):
            kept.append(finding)
        elif span[0] > changed_end or (span[0] == changed_end and not _joins(after, changed_end + shift)):
            kept.append(dataclasses.replace(finding, target_span=(span[0] + shift, span[1] + shift)))
        else:
            kept.append(dataclasses.replace(finding, target_span=None, replacement=None))
    return kept


def _joins(text: str, place: int) -> bool:
    """Whether letters or digits meet at a place of a text, so that what stands on both sides is one word."""
    return text[max(0, place - 1) : place].isalnum() and text[place : place + 1].isalnum()


def _common(one: str, other: str) -> int:
    length = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        length += 1
    return length


class Wraps:
    """Translates places between a segment's text and the stretch of the original it was read from.

    The segment's text has one space for every line wrap of the original and the white space around it (see
    `dabir.domain.segment.joined`).
    """

    def __init__(self, stretch: str) -> None:
        """Read a stretch of an original."""
        self._places: list[int] = []
        last = 0
        for found in _WRAP.finditer(stretch) if "\n" in stretch else ():
            if "\n" in found[0]:
                self._places += [*range(last, found.start()), found.start()]
                last = found.end()
        self._places += range(last, len(stretch) + 1)

    def to_original(self, place: int) -> int:
        """Return the place in the stretch of a place in the segment's text."""
        return self._places[max(0, min(place, len(self._places) - 1))]

    def end_in_original(self, end: int) -> int:
        """Return one past the last character of a span, so that no white space of a wrap is taken in."""
        return self.to_original(end - 1) + 1 if end > 0 else 0

    def to_text(self, place: int) -> int:
        """Return the place in the segment's text of a place in the stretch."""
        for index, one in enumerate(self._places):
            if one >= place:
                return index
        return len(self._places) - 1
