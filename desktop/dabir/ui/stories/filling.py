"""Puts a story into a document, some of its paragraphs at a time, so that the window is never held up by a long one.

Every word of the story goes in, and nothing is read back. Where a segment stands is known once its paragraph is in.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from dabir.domain.segment import HEADLINE, Segment
from dabir.domain.story import Story
from dabir.ui.parts.text_direction import isolated, shown


@dataclass(frozen=True, slots=True)
class Span:
    """Where a segment stands in the document, in Qt's positions, and what stands there in the original."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Looks:
    """How the parts of a story are written."""

    headline: QTextCharFormat
    body: QTextCharFormat
    muted: QTextCharFormat


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of the document.

    Attributes:
        words: of the story.
        look: how they are written.
        gap: the space over them, in pixels.
        paragraph: which one they are, as segments count; None for what is not translated.
        label: what is said before them, by us; "".
        label_look: how that is written.
    """

    words: str
    look: QTextCharFormat
    gap: int
    paragraph: int | None = None
    label: str = ""
    label_look: QTextCharFormat = field(default_factory=QTextCharFormat)


class Filling:
    """One story on its way into an empty document.

    Attributes:
        spans: where the segments stand, in their order; None for one that is not in the document yet.
        done: whether all of the story is in the document.
    """

    def __init__(
        self, document: QTextDocument, pieces: Iterable[Piece], segments: Sequence[Segment], *, line_height: int = 100
    ) -> None:
        """Put nothing in yet.

        Args:
            document: empty, and its direction set.
            pieces: of the story.
            segments: its sentences.
            line_height: in percent of the typeface's own.
        """
        self.spans: list[Span | None] = [None] * len(segments)
        self.done = False
        self._document = document
        self._segments = segments
        self._line_height = line_height
        self._in_paragraph: dict[int, list[int]] = {}
        for index, segment in enumerate(segments):
            self._in_paragraph.setdefault(segment.paragraph, []).append(index)
        self._order: list[int] = []
        self._starts: list[int] = []
        self._begun = False
        self._waiting = iter(pieces)

    def go_on(self, letters: int) -> None:
        """Put in the next paragraphs, whole ones: until so many letters are in, or all."""
        cursor = QTextCursor(self._document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        while letters > 0:
            piece = next(self._waiting, None)
            if piece is None:
                self.done = True
                break
            start = self._put(cursor, piece)
            if piece.paragraph is not None:
                self._place(piece.paragraph, piece.words, start)
            letters -= max(1, len(piece.words))
        cursor.endEditBlock()

    def _put(self, cursor: QTextCursor, piece: Piece) -> int:
        block = QTextBlockFormat()
        block.setTopMargin(piece.gap)
        block.setLineHeight(self._line_height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        first = piece.label_look if piece.label else piece.look
        if self._begun:
            cursor.insertBlock(block, first)
        else:
            cursor.setBlockFormat(block)
            cursor.setBlockCharFormat(first)
            self._begun = True
        if piece.label:
            cursor.insertText(f"{isolated(piece.label + ':')} ", piece.label_look)
        start = cursor.position()
        cursor.insertText(shown(piece.words), piece.look)
        return start

    def _place(self, paragraph: int, text: str, start: int) -> None:
        """Take note of where the segments of a paragraph stand, which begins at `start`."""
        # Qt counts UTF-16 units: characters beyond U+FFFF are two.
        wide = [] if text.isascii() else [index for index, one in enumerate(text) if one > "\uffff"]
        here = sorted(self._in_paragraph.get(paragraph, ()), key=lambda index: self._segments[index].start)
        for index in here:
            segment = self._segments[index]
            begin, end = (start + place + bisect_left(wide, place) for place in (segment.start, segment.end))
            self.spans[index] = Span(begin, end, text[segment.start : segment.end])
            self._order.append(index)
            self._starts.append(begin)

    def segment_at(self, position: int) -> int:
        """Return the segment at a position of the document; -1 between segments."""
        place = bisect_right(self._starts, position) - 1
        if place < 0:
            return -1
        index = self._order[place]
        span = self.spans[index]
        return index if span is not None and position <= span.end else -1

    def segments_between(self, first: int, last: int) -> list[int]:
        """Return the segments that stand, also in part, between two positions of the document."""
        begin = max(0, bisect_right(self._starts, first) - 1)
        return self._order[begin : bisect_right(self._starts, last)]


def pieces_of(story: Story, looks: Looks) -> Iterator[Piece]:
    """Yield every word of a story, as it stands in the document: its head, its body, what is printed under it."""
    yield Piece(story.headline, looks.headline, 0, HEADLINE)
    for words in (story.slugline, story.byline, story.dateline):
        if words:
            yield Piece(words, looks.muted, 2)
    for number, paragraph in enumerate(story.paragraphs):
        yield Piece(paragraph, looks.body, 10, number)
    for label, words in _tail(story):
        yield Piece(words, looks.body, 8, label=label, label_look=looks.muted)


def _tail(story: Story) -> list[tuple[str, str]]:
    """Return what is printed under a story: every word that came outside its body."""
    tail = [
        ("Editor's note", story.ednote),
        ("Credit line", story.creditline),
        ("Source", story.source if story.source != story.creditline else ""),
        ("Copyright", story.copyrightnotice),
        ("Usage terms", story.usageterms),
    ]
    notes = [("Note", note) for note in story.notes]
    with_it = [("Comes with, not fetched", str(one)) for one in story.renditions]
    return [pair for pair in (*notes, *with_it, *tail) if pair[1]]
