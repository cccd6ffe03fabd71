"""Draws a line of the story list: the headline in its own direction; below it who, what language, when, badges.

In a list of what was found, the place where the words stand comes between, in the direction of its own language.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from dabir.domain.life import StoryState
from dabir.domain.listing import Snippet, StoryRow
from dabir.ui.parts.badges import URGENT, badge_area, badges_of, draw_badge, when
from dabir.ui.parts.fonts import weighted
from dabir.ui.parts.text_direction import isolated
from dabir.ui.parts.theme import Tones, tones_of
from dabir.ui.stories.found_text import FoundText
from dabir.ui.stories.story_model import StoryModel

_SIDE, _TOP, _GAP = 12, 7, 4
#: What a badge is wider than its words.
_BADGE = 12


class StoryDelegate(QStyledItemDelegate):
    """Draws lines of two rows, with snippets of three; all of one height."""

    def __init__(self, model: StoryModel, font: QFont, parent: QObject | None = None) -> None:
        """Draw the lines of a model.

        Args:
            model: asked for its `StoryRow`s directly, once a line; one that is being read is drawn empty.
            font: the list's font.
            parent: owner.
        """
        super().__init__(parent)
        self._model = model
        self.now: datetime | None = None
        self.narrow = False
        self._plain = font
        self._strong = weighted(font, 600)
        self._struck = QFont(font)
        self._struck.setStrikeOut(True)
        self._small = QFont(font)
        self._small.setPointSizeF(max(7.0, font.pointSizeF() - 1.5))
        self._head_height = QFontMetrics(self._strong).height() + 2
        self._foot_height = QFontMetrics(self._small).height() + 4
        self._snippet_height = QFontMetrics(font).height() + 4

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return one height for every line; in a narrow list the badges have a row of their own, as snippets have."""
        foot = self._foot_height * (2 if self.narrow else 1)
        snippet = self._snippet_height if self._model.snippets.active else 0
        return QSize(200, self._head_height + snippet + foot + 2 * _TOP + _GAP)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one line."""
        row = self._model.line(index.row())
        tones = tones_of(option.palette)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        active = bool(option.state & QStyle.StateFlag.State_Active)
        area = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(area, QColor(tones.blue.ground))
            painter.fillRect(QRect(area.left(), area.top(), 4, area.height()), QColor(tones.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, option.palette.color(QPalette.ColorRole.AlternateBase))
        if row is not None:
            self._draw(painter, area, row, tones)
        painter.setPen(QColor(tones.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if chosen and active and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(tones.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.restore()

    def _draw(self, painter: QPainter, area: QRect, row: StoryRow, tones: Tones) -> None:
        if 0 < row.urgency <= URGENT:
            painter.fillRect(QRect(area.left(), area.top(), 4, area.height()), QColor(tones.red.ground))
        inner = area.adjusted(_SIDE, _TOP, -_SIDE, -_TOP)
        head = QRect(inner.left(), inner.top(), inner.width(), self._head_height)
        snippet = self._model.snippets.of(row.id)
        marked = self._draw_headline(painter, head, row, snippet, tones)
        foot = QRect(inner.left(), head.bottom() + _GAP, inner.width(), self._foot_height)
        if self._model.snippets.active:
            below = QRect(inner.left(), head.bottom() + 1, inner.width(), self._snippet_height)
            if snippet is not None:
                self._draw_snippet(painter, below, row, snippet, tones, headline=not marked)
            foot.translate(0, self._snippet_height)
        self._draw_foot(painter, foot, row, tones)

    def _draw_foot(self, painter: QPainter, foot: QRect, row: StoryRow, tones: Tones) -> None:
        now = self.now or row.received
        painter.setFont(self._small)
        badges = badges_of(row, tones, now)
        if self.narrow:
            badge_area(painter, foot.translated(0, self._foot_height), badges)
            begins = foot.right()
        else:
            begins = badge_area(painter, foot.adjusted(foot.width() // 4, 0, 0, 0), badges)
        room = begins - foot.left() - 6
        metrics = QFontMetrics(self._small)
        texts = source_lines(row, now)
        text = next((one for one in texts if metrics.horizontalAdvance(one) + _GAP <= room), texts[-1])
        painter.setPen(QColor(tones.muted))
        painter.drawText(
            QRect(foot.left(), foot.top(), room, foot.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            metrics.elidedText(text, Qt.TextElideMode.ElideRight, room),
        )

    def _draw_headline(
        self, painter: QPainter, area: QRect, row: StoryRow, snippet: Snippet | None, tones: Tones
    ) -> bool:
        """Draw the headline; return whether what was found in it is to be seen."""
        dead = row.state is StoryState.KILLED and not row.is_kill
        quiet = row.state in {StoryState.SUPERSEDED, StoryState.REFUSED, StoryState.EXPIRED, StoryState.CORRECTED}
        font = self._struck if dead else self._strong
        painter.setPen(QColor(tones.muted if dead or quiet else tones.ink))
        words = row.headline or row.slugline or row.uri
        line = FoundText.read(snippet.headline) if snippet and row.headline else FoundText(" ".join(words.split()))
        shown = line.fitted(QFontMetrics(font), area.width())
        shown.draw(painter, area, font, row.language, tones)
        return bool(shown.spans) or not line.spans

    def _draw_snippet(
        self, painter: QPainter, area: QRect, row: StoryRow, snippet: Snippet, tones: Tones, *, headline: bool
    ) -> None:
        """Draw where the words stand; what the headline has and cannot show, if they stand nowhere else."""
        line, language = FoundText.read(snippet.text), snippet.language
        if headline and not line.spans:
            line, language = FoundText.read(snippet.headline), row.language
        if language != row.language:
            painter.setFont(self._small)
            right = area.left() + QFontMetrics(self._small).horizontalAdvance(language.upper()) + _BADGE
            draw_badge(painter, right, area.center().y(), language.upper(), tones.grey)
            area = area.adjusted(right + _GAP - area.left(), 0, 0, 0)
        painter.setPen(QColor(tones.muted))
        line.fitted(QFontMetrics(self._plain), area.width(), to_found=True).draw(
            painter, area, self._plain, language, tones
        )


def source_lines(row: StoryRow, now: datetime) -> list[str]:
    """Return what is said of where a story comes from, the fullest wording first, for as much room as there is."""
    moment = when(row.versioncreated or row.received, now)
    day = moment.rsplit(" ", 1)[0]
    slugline = isolated(row.slugline) if row.slugline else ""
    wordings = [
        [row.partner, row.language.upper(), moment, slugline],
        [row.partner, row.language.upper(), moment],
        [row.partner, row.language.upper(), day],
        [row.partner, row.language.upper()],
    ]
    return [" · ".join(word for word in wording if word) for wording in wordings]
