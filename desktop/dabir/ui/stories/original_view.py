"""The original, whole and read-only: headline, every property that is read, every paragraph, every note.

Its text comes from the store and is never read back from here. Segments are highlighted by their exact spans.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QToolTip, QWidget

from dabir.domain.segment import Segment
from dabir.domain.story import Story
from dabir.ui.parts.fonts import weighted
from dabir.ui.parts.pane_keys import letter
from dabir.ui.parts.text_direction import code_point_offset, set_document_direction
from dabir.ui.parts.theme import tones_of
from dabir.ui.parts.underlines import Mark, Wraps, in_order, selections, tip_at
from dabir.ui.stories.filling import Filling, Looks, Span, pieces_of

#: Letters of a story that are put in before other things get their turn.
_AT_ONCE: Final = 4_000
#: Segments up to which the marks of all are drawn.
_ALL_DRAWN: Final = 200
#: Width of the bar beside the highlighted segment, in pixels.
_BAR: Final = 3


class OriginalView(QTextBrowser):
    """Shows a story as it came in.

    Signals:
        segment_chosen: the person pointed at, or moved into, a segment.
        step_wanted: the person asked for the next (1) or previous (-1) segment.
        pointed: the mouse is over a letter: its segment and its place in the segment's text; -1, -1 elsewhere.
        filled: the end of a long story is there too.
    """

    segment_chosen = Signal(int)
    step_wanted = Signal(int)
    pointed = Signal(int, int)
    filled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setObjectName("original")
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName("Original, read-only")
        self.document().setDocumentMargin(18)
        self._filling = Filling(self.document(), (), ())
        self._spans = self._filling.spans
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(self._go_on)
        #: Where to scroll, and which segment to align with what, once they are there.
        self._place = 0
        self._aligned: tuple[int, int] | None = None
        self._current = -1
        self._own_move = False
        self._draws_all = True
        self._marks: dict[str, dict[int, list[Mark]]] = {}
        self._story: Story | None = None
        self._segments: tuple[Segment, ...] = ()
        self._direction = Qt.LayoutDirection.LeftToRight
        self.cursorPositionChanged.connect(self._on_cursor)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def show_story(self, story: Story, segments: tuple[Segment, ...], direction: Qt.LayoutDirection) -> None:
        """Show a story.

        Args:
            story: from the store.
            segments: its sentences.
            direction: which way it is set.
        """
        self._story, self._segments, self._direction = story, segments, direction
        self._marks = {}
        self._place, self._aligned, self._current = 0, None, -1
        self._own_move = True
        self._fill()
        # The widget's cursor went along to the end; a later resize would scroll to it.
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._own_move = False
        self.setExtraSelections([])
        self.verticalScrollBar().setValue(0)
        if self._filling.done:
            self._more.stop()
        else:
            self._more.start()

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The sentences that can be highlighted."""
        return self._segments

    @property
    def direction(self) -> Qt.LayoutDirection:
        """Which way the original is set."""
        return self._direction

    def set_direction(self, direction: Qt.LayoutDirection) -> None:
        """Set the original the other way; nothing of the text changes."""
        if self._story is None:
            return
        current, place, marks = self._current, self.verticalScrollBar().value(), self._marks
        self.show_story(self._story, self._segments, direction)
        if self._filling.done:
            self.verticalScrollBar().setValue(place)
        else:
            self._place = place
        self._marks = marks
        self.mark(current)

    def _fill(self) -> None:
        assert self._story is not None
        right = self._direction is Qt.LayoutDirection.RightToLeft
        # While the document is emptied nothing stands anywhere.
        self._filling = Filling(self.document(), (), ())
        self._spans = self._filling.spans
        self.clear()
        set_document_direction(self.document(), self._direction)
        looks = Looks(self._headline_format(), self._body_format(), self._muted_format())
        # Arabic letters bring their own room: the typeface's lines are half as tall again as the Latin one's.
        pieces = pieces_of(self._story, looks)
        self._filling = Filling(self.document(), pieces, self._segments, line_height=95 if right else 125)
        self._spans = self._filling.spans
        self._filling.go_on(_AT_ONCE)

    def _go_on(self) -> None:
        """Put in more of a long story, and do what had to wait for it."""
        self._own_move = True
        self._filling.go_on(_AT_ONCE)
        self._own_move = False
        bar = self.verticalScrollBar()
        if self._place and (self._filling.done or bar.maximum() >= self._place):
            bar.setValue(self._place)
            self._place = 0
        if self._aligned is not None and self._spans[self._aligned[0]] is not None:
            self.align(*self._aligned)
        self._draw_marks()
        if self._filling.done:
            self.filled.emit()
        else:
            self._more.start()

    @property
    def is_filled(self) -> bool:
        """Whether all of the story is on the screen; of a long one the end comes a moment later."""
        return self._filling.done

    def _headline_format(self) -> QTextCharFormat:
        form = self._body_format()
        form.setFont(weighted(self.font(), 650, 1.45))
        return form

    def _body_format(self) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFontPointSize(self.font().pointSizeF() * 1.1)
        form.setForeground(QColor(tones_of(self.palette()).ink))
        return form

    def _muted_format(self) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFontPointSize(self.font().pointSizeF())
        form.setForeground(QColor(tones_of(self.palette()).muted))
        return form

    def mark(self, index: int) -> None:
        """Highlight a segment; -1 highlights none."""
        self._current = index
        self._draw_marks()
        self.viewport().update()

    def show_marks(self, layer: str, marks: Mapping[int, Sequence[Mark]]) -> None:
        """Mark words of some segments; what the layer had before is not marked any more.

        Args:
            layer: one of `underlines.LAYERS`.
            marks: by segment, in places of the segment's text.
        """
        made = {index: list(some) for index, some in marks.items() if some and 0 <= index < len(self._spans)}
        if made != self._marks.get(layer, {}):
            self._marks[layer] = made
            self._draw_marks()

    def marks(self, layer: str) -> dict[int, list[Mark]]:
        """Return what a layer marks, by segment."""
        return dict(self._marks.get(layer, {}))

    def _draw_marks(self) -> None:
        chosen = [self._highlight()] if self._is_there(self._current) else []
        tones = tones_of(self.palette())
        for index in self._drawn():
            span = self._span(index)
            wraps = Wraps(span.text)
            placed = [
                Mark(wraps.to_original(mark.start), wraps.end_in_original(mark.end), mark.look)
                for mark in in_order(self._layers(index))
            ]
            chosen += selections(self.document(), span.text, placed, tones, span.start)
        self.setExtraSelections(chosen)

    def _drawn(self) -> list[int]:
        """Return the segments whose marks are drawn: all, or those to be seen where there are thousands."""
        marked = sorted({index for layer in self._marks.values() for index in layer if self._is_there(index)})
        self._draws_all = len(marked) <= _ALL_DRAWN
        if self._draws_all:
            return marked
        first = self.cursorForPosition(QPoint(0, 0)).block()
        last = self.cursorForPosition(self.viewport().rect().bottomRight()).block()
        seen = self._filling.segments_between(first.position(), last.position() + last.length())
        return sorted(set(marked).intersection(seen))

    def _on_scrolled(self) -> None:
        if not self._draws_all:
            self._draw_marks()

    def _span(self, index: int) -> Span:
        span = self._spans[index]
        assert span is not None
        return span

    def _is_there(self, index: int) -> bool:
        """Whether there is such a segment, and its paragraph is in the document."""
        return 0 <= index < len(self._spans) and self._spans[index] is not None

    def _layers(self, index: int) -> dict[str, list[Mark]]:
        return {name: layer.get(index, []) for name, layer in self._marks.items()}

    def _highlight(self) -> QTextEdit.ExtraSelection:
        tones = tones_of(self.palette())
        selection = QTextEdit.ExtraSelection()
        selection.cursor = self._cursor_over(self._current)
        form = QTextCharFormat()
        form.setBackground(QColor(tones.mark))
        form.setProperty(QTextFormat.Property.FullWidthSelection, False)
        selection.format = form
        return selection

    def top_of(self, index: int) -> int:
        """Return how far below the top of the visible part a segment begins, in pixels; negative above it."""
        return self.cursorRect(self._cursor_at(self._span(index).start)).top() if self._is_there(index) else 0

    def align(self, index: int, top: int) -> None:
        """Scroll so that a segment begins `top` pixels below the upper edge, as far as the text allows.

        One that is not in the document yet is aligned when it is.
        """
        self._aligned = None
        if not self._is_there(index):
            self._aligned = (index, top) if 0 <= index < len(self._spans) else None
            return
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.top_of(index) - top)
        bottom = self.cursorRect(self._cursor_over(index)).bottom()
        if bottom > self.viewport().height() and self.top_of(index) > 0:
            bar.setValue(bar.value() + min(self.top_of(index), bottom - self.viewport().height() + 8))

    def segment_at(self, position: int) -> int:
        """Return the segment at a position of the document; -1 between segments."""
        return self._filling.segment_at(position)

    def marked_text(self) -> str:
        """Return what is highlighted, as the widget shows it."""
        return self._cursor_over(self._current).selectedText() if self._is_there(self._current) else ""

    def place_at(self, point: QPoint) -> tuple[int, int]:
        """Return the segment under a point and the place in its text, in code points; -1, -1 beside all segments."""
        beside = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        layout = self.document().documentLayout()
        position = layout.hitTest(QPointF(point) + beside, Qt.HitTestAccuracy.ExactHit)
        index = self.segment_at(position) if position >= 0 else -1
        if index < 0:
            return -1, -1
        span = self._span(index)
        return index, Wraps(span.text).to_text(code_point_offset(span.text, position - span.start))

    def _cursor_at(self, position: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        return cursor

    def _cursor_over(self, index: int) -> QTextCursor:
        cursor = self._cursor_at(self._span(index).start)
        cursor.setPosition(self._span(index).end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _on_cursor(self) -> None:
        if self._own_move or not self._spans:
            return
        index = self.segment_at(self.textCursor().position())
        if index >= 0 and index != self._current:
            self.segment_chosen.emit(index)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Point at a segment, even where the cursor already stands."""
        super().mousePressEvent(event)
        index = self.segment_at(self.cursorForPosition(event.position().toPoint()).position())
        if index >= 0 and index != self._current:
            self.segment_chosen.emit(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell over which letter the mouse is."""
        super().mouseMoveEvent(event)
        if not event.buttons():
            self.pointed.emit(*self.place_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the mouse is over no letter."""
        super().leaveEvent(event)
        self.pointed.emit(-1, -1)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell what the marks under the mouse mean."""
        if isinstance(event, QHelpEvent):
            index, place = self.place_at(event.pos())
            QToolTip.showText(event.globalPos(), tip_at(self._layers(index), place), self)
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Mark what is to be seen at the new size."""
        super().resizeEvent(event)
        self._on_scrolled()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, and a bar beside the lines of the highlighted segment: underlines are for what was found."""
        super().paintEvent(event)
        if not self._is_there(self._current):
            return
        span = self._span(self._current)
        lines = self.cursorRect(self._cursor_at(span.start)).united(self.cursorRect(self._cursor_at(span.end)))
        right = self._direction is Qt.LayoutDirection.RightToLeft
        left = self.viewport().width() - _BAR - 4 if right else 4
        painter = QPainter(self.viewport())
        painter.fillRect(left, lines.top(), _BAR, lines.height(), QColor(tones_of(self.palette()).mark_edge))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from segment to segment with J and K."""
        if (pressed := letter(event)) in {"j", "k"}:
            self.step_wanted.emit(1 if pressed == "j" else -1)
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Draw again in the colours of a new theme."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange} and self._story is not None:
            self.set_direction(self._direction)
