"""One line of text with the words in it that were searched for: cut to the room there is, then drawn.

What was found comes between marks. These are taken out for drawing, so that the line stands as it does in
its story, in the direction of its language. Words are marked by a ground and a line below them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QStyle

from dabir.domain.listing import FOUND_BEGINS, FOUND_ENDS
from dabir.ui.parts.text_direction import direction_of, utf16_length, utf16_offset
from dabir.ui.parts.theme import Tones

_MORE: Final = "…"
#: The first word found ends within this part of the room, so that something is seen of what stands behind it.
_SEEN: Final = 0.7
#: The line below what was found, and how far its ground reaches to both sides, in pixels.
_EDGE: Final = 1.5


@dataclass(frozen=True, slots=True)
class FoundText:
    """A line of text.

    Attributes:
        text: without marks.
        spans: start and end of what was found, in code points, in order.
    """

    text: str
    spans: tuple[tuple[int, int], ...] = ()

    @classmethod
    def read(cls, marked: str) -> FoundText:
        """Return the line of a text with marks; spaces of every kind in a row become one."""
        pieces, spans, at = [], [], 0
        for number, part in enumerate(" ".join(marked.split()).split(FOUND_BEGINS)):
            found, _, rest = part.partition(FOUND_ENDS) if number else ("", "", part)
            if found:
                spans.append((at, at + len(found)))
            pieces.append(found + rest)
            at += len(found) + len(rest)
        return cls("".join(pieces), tuple(spans))

    def fitted(self, metrics: QFontMetrics, width: int, *, to_found: bool = False) -> FoundText:
        """Return the line cut to a width, at its end in reading order, whatever its direction.

        Args:
            metrics: of the font.
            width: in pixels.
            to_found: whether it may be cut at its beginning too, so that the first word found is seen.
        """
        line = self._begun_later(metrics, width * _SEEN) if to_found and self.spans else self
        if metrics.horizontalAdvance(line.text) <= width:
            return line
        low, high = 0, len(line.text)
        while low < high:
            middle = (low + high + 1) // 2
            if metrics.horizontalAdvance(line.text[:middle].rstrip() + _MORE) <= width:
                low = middle
            else:
                high = middle - 1
        kept = line.text[:low].rstrip()
        spans = tuple((start, min(end, len(kept))) for start, end in line.spans if start < len(kept))
        return FoundText(kept + _MORE, spans)

    def _begun_later(self, metrics: QFontMetrics, room: float) -> FoundText:
        start, end = self.spans[0]
        at = 0
        while at < start and metrics.horizontalAdvance((_MORE if at else "") + self.text[at:end]) > room:
            space = self.text.find(" ", at, start)
            at = space + 1 if space >= 0 else start
        if not at:
            return self
        moved = tuple((first - at + len(_MORE), last - at + len(_MORE)) for first, last in self.spans)
        return FoundText(_MORE + self.text[at:], moved)

    def draw(self, painter: QPainter, area: QRect, font: QFont, language: str, tones: Tones) -> None:
        """Draw the line with the painter's pen, in the direction of a language, at its side of an area."""
        direction = direction_of(language)
        layout = QTextLayout(self.text, font)
        # A layout takes "leading" for "left", whatever its direction.
        option = QTextOption(QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft))
        option.setTextDirection(direction)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.setFormats([_in_ink(self.text, span, tones) for span in self.spans])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(area.width())
        layout.endLayout()
        at = QPointF(area.left(), area.top() + (area.height() - line.height()) / 2)
        for box in self._boxes(line, area, at.x()):
            painter.fillRect(box, QColor(tones.mark))
            painter.fillRect(QRectF(box.left(), box.bottom() - _EDGE, box.width(), _EDGE), QColor(tones.mark_edge))
        layout.draw(painter, at)

    def _boxes(self, line: QTextLine, area: QRect, left: float) -> Iterator[QRectF]:
        """Yield where the words found are: in a line of both directions a span may be in several places."""
        for start, end in self.spans:
            begin, length = utf16_offset(self.text, start), utf16_length(self.text[start:end])
            for run in line.glyphRuns(begin, length):
                found = run.boundingRect()
                yield QRectF(
                    left + found.left() - _EDGE, area.top() + 1, found.width() + 2 * _EDGE, area.height() - 2
                )


def _in_ink(text: str, span: tuple[int, int], tones: Tones) -> QTextLayout.FormatRange:
    inked = QTextCharFormat()
    inked.setForeground(QColor(tones.ink))
    made = QTextLayout.FormatRange()
    made.start = utf16_offset(text, span[0])
    made.length = utf16_length(text[span[0] : span[1]])
    made.format = inked
    return made
