"""Draws a segment of the translation as a card: its state in words, its text in full, what the checks found."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QPainter,
    QPalette,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from dabir.domain.quality import Quality
from dabir.domain.segment import TranslationUnit, UnitState
from dabir.ui.editing.finding_lines import FindingLine, draw_lines, height_of, lines_of, mending_tip
from dabir.ui.editing.segment_editor import SegmentEditor
from dabir.ui.editing.segment_model import DOUBT, STATE_WORDS, SegmentModel
from dabir.ui.parts.badges import draw_badge
from dabir.ui.parts.text_direction import code_point_offset, set_document_direction
from dabir.ui.parts.theme import Chip, Tones, tones_of
from dabir.ui.parts.underlines import Mark, cursor_over, finding_marks, form_of, in_order, tip_at

#: Space round the text of a card; the editor's own margin is inside it, so that opening it moves no letter.
SIDE: Final = 14
MARGIN: Final = 5
_TOP: Final = 6
_OVER_FINDINGS: Final = 4
_DOCUMENTS_KEPT: Final = 400


class SegmentDelegate(QStyledItemDelegate):
    """Measures, draws and edits segments.

    Signals:
        typed: the person changed the text of a segment.
        editor_opened: an editor was made for a segment.
    """

    typed = Signal(int, str)
    editor_opened = Signal(int, QWidget)

    def __init__(self, model: SegmentModel, view: QAbstractItemView, parent: QObject | None = None) -> None:
        """Draw the segments of a model in a view."""
        super().__init__(parent)
        self._model = model
        self._view = view
        self.direction = Qt.LayoutDirection.LeftToRight
        self._documents: OrderedDict[tuple[str, int, bool], QTextDocument] = OrderedDict()
        self._words: dict[int, list[Mark]] = {}
        #: Words at the head of a card, each with whether it is about a new source.
        self.marks_of_head: Callable[[int], Sequence[tuple[str, bool]]] = lambda _row: ()
        #: Where the mouse is over the cards; None elsewhere.
        self.under: QPoint | None = None
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

    def lines(self, area: QRect, row: int) -> list[FindingLine]:
        """Return where the findings of a card stand; the card lies in `area`."""
        found, left = self._model.findings.get(row, ()), area.left() + SIDE + MARGIN
        lines = lines_of(found, left, self._width() - 2 * MARGIN, self._small)
        top = area.top() + area.height() - _TOP - height_of(lines)
        return [line.lowered(top) for line in lines]

    def _found_height(self, row: int) -> int:
        lines = self.lines(QRect(), row)
        return height_of(lines) + _OVER_FINDINGS if lines else 0

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height all of a card's text takes at the view's width."""
        row, width = index.row(), self._width()
        text = math.ceil(self._document(self._model.text(row) or " ", width).size().height()) + 2
        return QSize(width, _TOP + self._head_height() + text + self._found_height(row) + _TOP)

    def body_rect(self, area: QRect, row: int) -> QRect:
        """Return where the text of a card stands."""
        return area.adjusted(SIDE, _TOP + self._head_height(), -SIDE, -_TOP - self._found_height(row))

    def place_at(self, area: QRect, row: int, point: QPoint) -> int:
        """Return the letter of a card's text that lies under a point, in code points; -1 beside the text."""
        body, text = self.body_rect(area, row), self._model.text(row)
        document = self._document(text or " ", body.width())
        position = document.documentLayout().hitTest(QPointF(point - body.topLeft()), Qt.HitTestAccuracy.ExactHit)
        return code_point_offset(text, position) if position >= 0 and text else -1

    def line_at(self, area: QRect, row: int, point: QPoint) -> FindingLine | None:
        """Return the finding whose button lies under a point."""
        return next((line for line in self.lines(area, row) if line.button.contains(point)), None)

    def show_words(self, words: Mapping[int, Sequence[Mark]]) -> None:
        """Mark words of some cards, by row; the ones marked before are not any more."""
        changed = {row for row in {*words, *self._words} if list(words.get(row, ())) != self._words.get(row, [])}
        self._words = {row: list(marks) for row, marks in words.items()}
        for row in changed:
            self._view.update(self._model.index(row))

    def words(self) -> dict[int, list[Mark]]:
        """Return the words marked in cards, by row."""
        return dict(self._words)

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
            self._draw_body(painter, body, row, tones)
        painter.setFont(self._small)
        draw_lines(painter, self.lines(area, row), tones, self.under)
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
        if self._model.doubtful(row):
            chip = Chip(tones.warn, tones.paper)
            left = draw_badge(painter, left - 4, line.center().y(), DOUBT.capitalize(), chip)
        painter.setPen(QColor(tones.muted))
        label = self._model.label(row)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, label)
        room = QRect(line)
        room.setLeft(line.left() + metrics.horizontalAdvance(label) + 12)
        for mark, is_news in self.marks_of_head(row):
            painter.setPen(QColor(tones.warn if is_news else tones.accent))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, mark)
            room.setLeft(room.left() + metrics.horizontalAdvance(mark) + 12)
        room.setRight(left - 10)
        painter.setPen(QColor(tones.muted))
        words = metrics.elidedText(_origin(unit, state), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)

    def _draw_body(self, painter: QPainter, body: QRect, row: int, tones: Tones) -> None:
        text = self._model.text(row)
        document = self._document(text or " ", body.width())
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, QColor(tones.ink))
        selections = []
        for mark in self.marks(row):
            selection = QAbstractTextDocumentLayout.Selection()
            selection.cursor = cursor_over(document, text, mark.start, mark.end)
            selection.format = form_of(mark.look, tones)
            selections.append(selection)
        context.selections = selections
        painter.save()
        painter.translate(QPointF(body.topLeft()))
        document.documentLayout().draw(painter, context)
        painter.restore()

    def marks(self, row: int) -> list[Mark]:
        """Return what is marked in the text of a card: findings, and words that belong together."""
        found = finding_marks(self._model.findings.get(row, ()), self._model.text(row), source=False)
        return in_order({"findings": found, "words": self._words.get(row, [])})

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Tell what a mark, a badge or a button means."""
        row, area = index.row(), QRect(option.rect)
        if not 0 <= row < len(self._model.units):
            return False
        QToolTip.showText(event.globalPos(), self.tip_at(area, row, event.pos()), view)
        return True

    def tip_at(self, area: QRect, row: int, point: QPoint) -> str:
        """Return what the tool tip at a point of a card says; "" for none."""
        line = self.line_at(area, row, point)
        if line is not None:
            return mending_tip(line.finding, self._model.text(row))
        if point.y() < self.body_rect(area, row).top():
            return _expectation(self._model.units[row], self._model.state(row))
        return tip_at({"findings": self.marks(row)}, self.place_at(area, row, point))

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


def _expectation(unit: TranslationUnit, state: UnitState) -> str:
    """Return in plain words what a draft is worth; "" for what is no draft, or where the pack cannot tell."""
    draft = unit.machine
    if draft is None or draft.confidence is None or state is not UnitState.MACHINE:
        return ""
    words = (
        "How like a person's translation this draft is likely to be, as its language pack estimates from past texts: "
        f"{draft.confidence:.0%}."
    )
    if draft.doubtful:
        words += "\nIt belongs to the fifth of drafts that the pack gets wrong most; Alt+PageDown goes to the next."
    return words


def _origin(unit: TranslationUnit, state: UnitState) -> str:
    """Return who made the text, and the model's own score for a draft; it says nothing about being right."""
    if unit.machine is None:
        return ""
    packs = " + ".join("bundled draft pack" if pack.bundled else pack.name for pack in unit.machine.packs)
    if state is UnitState.MACHINE:
        quality = Quality.of_beam(unit.machine.beam)
        return " · ".join((packs, *([quality.value] if quality else ()), f"model score {unit.machine.score:.2f}"))
    return f"begun from {packs}"
