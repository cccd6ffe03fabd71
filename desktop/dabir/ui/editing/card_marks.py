"""Marks in the head of a segment's card: how many comments it has, and whether its source is new in this version."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView

from dabir.ui.editing.segment_delegate import MARGIN, SIDE
from dabir.ui.editing.segment_model import SegmentModel
from dabir.ui.parts.theme import tones_of

#: Space over the head of a card, and between its words, in pixels.
_TOP, _GAP = 6, 10


def draw_marks(view: QListView, model: SegmentModel, changed: frozenset[int]) -> None:
    """Draw the marks of the cards that are seen.

    Args:
        view: the cards.
        model: their segments.
        changed: rows whose source is new.
    """
    first = view.indexAt(QPoint(SIDE, 1)).row()
    if first < 0:
        return
    painter = QPainter(view.viewport())
    font = QFont(view.font())
    font.setPointSizeF(max(7.0, font.pointSizeF() - 1.5))
    painter.setFont(font)
    metrics, tones, bottom = QFontMetrics(font), tones_of(view.palette()), view.viewport().height()
    for row in range(first, model.rowCount()):
        area = view.visualRect(model.index(row))
        if area.top() > bottom:
            break
        marks = marks_of(model, changed, row)
        line = area.adjusted(SIDE + MARGIN, _TOP, -SIDE, 0)
        line.setHeight(metrics.height() + 6)
        left = line.left() + metrics.horizontalAdvance(model.label(row)) + _GAP
        ground = tones.mark if row == view.currentIndex().row() else tones.paper
        for words, is_news in marks:
            line.setLeft(left)
            # Whatever else stands in the head gives way to the marks.
            covered = QRect(left, line.top(), metrics.horizontalAdvance(words) + _GAP, line.height())
            painter.fillRect(covered, QColor(ground))
            painter.setPen(QColor(tones.warn if is_news else tones.accent))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
            left += metrics.horizontalAdvance(words) + _GAP
    painter.end()


def marks_of(model: SegmentModel, changed: frozenset[int], row: int) -> list[tuple[str, bool]]:
    """Return the words at a card's head, each with whether it is about a new source."""
    marks = [("new in this version", True)] if row in changed else []
    comments = len(model.comments.get(row, ()))
    if comments:
        marks.append((f"{comments} comment{'s' if comments > 1 else ''}", False))
    return marks
