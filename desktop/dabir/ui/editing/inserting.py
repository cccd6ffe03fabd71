"""Putting parts of the source into the translation by key: all of it, or its next number that is missing."""

from __future__ import annotations

import unicodedata
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor

from dabir.ui.editing.segment_editor import SegmentEditor
from dabir.ui.parts.text_direction import code_point_offset
from dabir.ui.stories.queue_view import QueueView
from dabir.workflow import Workflow

_NUMBERS: Final = "numbers"
_ASCII: Final = "0123456789"
#: The digits that desks write; other languages write ASCII ones.
_DIGITS: Final = {"fa": "۰۱۲۳۴۵۶۷۸۹", "azb": "۰۱۲۳۴۵۶۷۸۹", "ar": "٠١٢٣٤٥٦٧٨٩"}


class Inserting(QObject):
    """Inserts into the segment that is open.

    Signals:
        told: why there was nothing to insert, a sentence.
    """

    told = Signal(str)

    def __init__(self, workflow: Workflow, queue: QueueView, parent: QObject | None = None) -> None:
        """Work on the story of a queue."""
        super().__init__(parent)
        self._workflow = workflow
        self._queue = queue

    def copy_source(self) -> None:
        """Put the source in place of the translation, as one keystroke that can be undone."""
        row, editor = self._open()
        if editor is None:
            return
        cursor = editor.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(self._queue.model.units[row].segment.text)

    def next_number(self) -> None:
        """Put the first number that the source has and the translation lacks at the cursor, in the target's digits.

        Where something is selected, it is replaced.
        """
        row, editor = self._open()
        story = self._queue.story
        if editor is None or story is None:
            return
        source, target = self._queue.model.units[row].segment.text, editor.text()
        pair = (story.stored.story.language, story.target)
        spans = missing_numbers(self._workflow, source, target, pair)
        if not spans:
            self.told.emit("No number of the source is missing in this segment.")
            return
        cursor = editor.textCursor()
        before = target[: code_point_offset(target, cursor.selectionStart())]
        space = " " if before and before[-1].isalnum() else ""
        cursor.insertText(space + in_digits_of(story.target, source[slice(*spans[0])]))

    def _open(self) -> tuple[int, SegmentEditor | None]:
        segments = self._queue.translation.editor
        row = segments.current
        if row >= 0:
            segments.choose(row, focus=True)
        return row, segments.editor


def missing_numbers(
    workflow: Workflow, source: str, target: str, languages: tuple[str, str]
) -> list[tuple[int, int]]:
    """Return where the numbers of a source stand that its translation lacks, in order, as the check of numbers says.

    Args:
        workflow: the desk.
        source: text of the segment.
        target: its translation.
        languages: of the source and of the target.
    """
    # A check of an empty text says no more than that it is empty, so a letter stands in for what is not written yet.
    found = workflow.translations.check_pair(source, target if target.strip() else "a", *languages)
    return sorted(one.source_span for one in found if one.check == _NUMBERS and one.source_span)


def in_digits_of(language: str, number: str) -> str:
    """Return a number with the digits of a language; its separators stay."""
    digits = _DIGITS.get(language, _ASCII)
    return "".join(digits[unicodedata.decimal(one)] if one.isdecimal() else one for one in number)
