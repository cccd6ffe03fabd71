"""Draws a segment of the translation as a card: its state in words, its text in full, what the checks found."""

from __future__ import annotations

import math
from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPalette,
    QTextDocument,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from dabir.domain.segment import Finding, Severity, TranslationUnit, UnitState
from dabir.ui.badges import draw_badge
from dabir.ui.segment_editor import SegmentEditor
from dabir.ui.segment_model import STATE_WORDS, SegmentModel
from dabir.ui.text_direction import set_document_direction
from dabir.ui.theme import Tones, tones_of

#: Space round the text of a card; the editor's own margin is inside it, so that opening it moves no letter.
SIDE: Final = 14
MARGIN: Final = 5
_TOP: Final = 6
_DOCUMENTS_KEPT: Final = 400
_SEVERITY_WORDS: Final = {Severity.ERROR: "Error", Severity.WARNING: "Check", Severity.HINT: "Hint"}


class SegmentDelegate(QStyledItemDelegate):
    """Measures, draws and edits segments.

    Signals:
        typed: the person changed the text of a segment.
        editor_opened: an editor was made for a segment.
    """

    typed = Signal(int, str)
    editor_opened = Signal(int, QWidget)

    def __init__(self, model: SegmentModel, view: QListView, parent: QObject | None = None) -> None:
        """Draw the segments of a model in a view."""
        super().__init__(parent)
        self._model = model
        self._view = view
        self.direction = Qt.LayoutDirection.LeftToRight
        self._documents: OrderedDict[tuple[str, int, bool], QTextDocument] = OrderedDict()
        self.set_font(view.font())

    def set_font(self, font: QFont) -> None:
        """Take over the view's font."""
        self.body = QFont(font)
        self.body.setPointSizeF(font.pointSizeF() * 1.1)
        self._small = QFont(font)
        self._small.setPointSizeF(max(7.0, font.pointSizeF() - 1.5))
        self._documents.clear()

    def _document(self, text: str, width: int) -> QTextDocument:
        key = (text, width, self.direction is Qt.LayoutDirection.RightToLeft)
        document = self._documents.get(key)
        if document is None:
            document = QTextDocument()
            document.setDocumentMargin(MARGIN)
            document.setDefaultFont(self.body)
            set_document_direction(document, self.direction)
            document.setPlainText(text)
            document.setTextWidth(width)
            self._documents[key] = document
            if len(self._documents) > _DOCUMENTS_KEPT:
                self._documents.popitem(last=False)
        return document

    def _width(self) -> int:
        return max(120, self._view.viewport().width() - 2 * SIDE)

    def _head_height(self) -> int:
        return QFontMetrics(self._small).height() + 6

    def _finding_height(self, finding: Finding) -> int:
        box = QFontMetrics(self._small).boundingRect(
            QRect(0, 0, self._width() - 2 * MARGIN, 10_000), Qt.TextFlag.TextWordWrap.value, _sentence(finding)
        )
        return box.height() + 2

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height all of a card's text takes at the view's width."""
        row, width = index.row(), self._width()
        text = math.ceil(self._document(self._model.text(row) or " ", width).size().height()) + 2
        found = sum(self._finding_height(finding) for finding in self._model.findings.get(row, ()))
        return QSize(width, _TOP + self._head_height() + text + found + _TOP)

    def body_rect(self, area: QRect, row: int) -> QRect:
        """Return where the text of a card stands."""
        found = sum(self._finding_height(finding) for finding in self._model.findings.get(row, ()))
        top = _TOP + self._head_height()
        return area.adjusted(SIDE, top, -SIDE, -_TOP - found)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one card."""
        row, area = index.row(), QRect(option.rect)
        tones = tones_of(option.palette)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if current:
            painter.fillRect(area, QColor(tones.mark))
            painter.fillRect(QRect(area.left(), area.top(), 4, area.height()), QColor(tones.mark_edge))
        self._draw_head(painter, area, row, tones)
        body = self.body_rect(area, row)
        if not self._view.isPersistentEditorOpen(self._model.index(row)):
            self._draw_body(painter, body, self._model.text(row), tones)
        self._draw_findings(painter, area, body.bottom(), row, tones)
        painter.setPen(QColor(tones.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.restore()

    def _draw_head(self, painter: QPainter, area: QRect, row: int, tones: Tones) -> None:
        unit, state = self._model.units[row], self._model.state(row)
        line = QRect(area.left() + SIDE + MARGIN, area.top() + _TOP, area.width() - 2 * (SIDE + MARGIN), 0)
        line.setHeight(self._head_height())
        painter.setFont(self._small)
        metrics = QFontMetrics(self._small)
        left = draw_badge(painter, line.right() + 1, line.center().y(), STATE_WORDS[state], tones.of_unit(state))
        painter.setPen(QColor(tones.muted))
        label = self._model.label(row)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, label)
        room = QRect(line)
        room.setLeft(line.left() + metrics.horizontalAdvance(label) + 12)
        room.setRight(left - 10)
        words = metrics.elidedText(_origin(unit, state), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)

    def _draw_body(self, painter: QPainter, body: QRect, text: str, tones: Tones) -> None:
        document = self._document(text or " ", body.width())
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, QColor(tones.ink))
        painter.save()
        painter.translate(QPointF(body.topLeft()))
        document.documentLayout().draw(painter, context)
        painter.restore()

    def _draw_findings(self, painter: QPainter, area: QRect, top: int, row: int, tones: Tones) -> None:
        painter.setFont(self._small)
        left, width = area.left() + SIDE + MARGIN, self._width() - 2 * MARGIN
        for finding in self._model.findings.get(row, ()):
            height = self._finding_height(finding)
            painter.setPen(QColor(tones.of_severity(finding.severity)))
            painter.drawText(QRect(left, top, width, height), Qt.TextFlag.TextWordWrap.value, _sentence(finding))
            top += height

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """Make the editor of a segment, with its text."""
        row = index.row()
        editor = SegmentEditor(parent, margin=MARGIN)
        editor.setFont(self.body)
        editor.set_direction(self.direction)
        editor.load(self._model.text(row))
        editor.setAccessibleName(f"Translation of segment {self._model.label(row)}")
        editor.changed.connect(lambda text: self.typed.emit(row, text))
        self.editor_opened.emit(row, editor)
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Leave the editor's text alone: it changes by the person's hand, or by `SegmentEditor.load`."""

    def setModelData(self, *_: object) -> None:
        """Write nothing: what is typed goes through `typed`."""

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Put the editor exactly over the text it edits."""
        editor.setGeometry(self.body_rect(QRect(option.rect), index.row()))


def _sentence(finding: Finding) -> str:
    return f"{_SEVERITY_WORDS[finding.severity]}: {finding.message}"


def _origin(unit: TranslationUnit, state: UnitState) -> str:
    """Return who made the text, and the model's own score for a draft; it says nothing about being right."""
    if unit.machine is None:
        return ""
    packs = " + ".join("bundled draft pack" if pack.bundled else pack.name for pack in unit.machine.packs)
    if state is UnitState.MACHINE:
        return f"{packs} · model score {unit.machine.score:.2f}"
    return f"begun from {packs}"
