"""The lines under a card that say what the checks found, each with a button where it can be mended by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from dabir.domain.segment import Finding, Severity
from dabir.ui.parts.text_direction import isolated
from dabir.ui.parts.theme import Tones

SEVERITY_WORDS: Final = {Severity.ERROR: "Error", Severity.WARNING: "Check", Severity.HINT: "Hint"}
#: Letters of a replacement that a button shows.
_SHOWN: Final = 24
_GAP: Final = 8


@dataclass(frozen=True, slots=True)
class FindingLine:
    """Where a finding stands under its card.

    Attributes:
        finding: what was found.
        words: the room of its sentence.
        button: the room of its button; empty where there is nothing to mend by itself.
    """

    finding: Finding
    words: QRect
    button: QRect

    def lowered(self, by: int) -> FindingLine:
        """Return the line so many pixels further down."""
        return FindingLine(self.finding, self.words.translated(0, by), self.button.translated(0, by))


def sentence(finding: Finding) -> str:
    """Return what is said of a finding."""
    return f"{SEVERITY_WORDS[finding.severity]}: {finding.message}"


def can_mend(finding: Finding) -> bool:
    """Whether a finding says what to put in place of the words it is about, and where they stand."""
    return finding.replacement is not None and finding.target_span is not None


def mending_words(finding: Finding) -> str:
    """Return what the button of a finding says: what it will put."""
    wanted = finding.replacement or ""
    if not wanted:
        return "Take out"
    if not wanted.strip():
        return "Put a space"
    return f"Put {isolated(wanted if len(wanted) <= _SHOWN else wanted[: _SHOWN - 1] + '…')}"


def mending_tip(finding: Finding, text: str) -> str:
    """Return what the tool tip of that button says.

    Args:
        finding: which can be mended.
        text: the translation it was found in.
    """
    start, end = finding.target_span or (0, 0)
    wanted, words = finding.replacement or "", text[start:end]
    if not wanted:
        return f"Take out “{isolated(words)}” (Ctrl+.)"
    if not words:
        return f"Put “{isolated(wanted)}” there (Ctrl+.)"
    return f"Put “{isolated(wanted)}” in place of “{isolated(words)}” (Ctrl+.)"


def lines_of(findings: Iterable[Finding], left: int, width: int, font: QFont) -> list[FindingLine]:
    """Lay findings out one under the other, from 0 down.

    Args:
        findings: of a segment.
        left: where they begin.
        width: their width, in pixels.
        font: of their words.
    """
    metrics = QFontMetrics(font)
    top, made = 0, []
    for finding in findings:
        mending = metrics.horizontalAdvance(mending_words(finding)) + 14 if can_mend(finding) else 0
        room = max(60, width - (mending + _GAP if mending else 0))
        height = metrics.boundingRect(QRect(0, 0, room, 10_000), Qt.TextFlag.TextWordWrap.value, sentence(finding))
        tall = max(height.height(), metrics.height() + 4 if mending else 0)
        words = QRect(left, top, room, tall)
        button = QRect(left + width - mending, top, mending, metrics.height() + 4) if mending else QRect()
        made.append(FindingLine(finding, words, button))
        top += tall + 2
    return made


def height_of(lines: list[FindingLine]) -> int:
    """Return how tall some lines are together."""
    return sum(line.words.height() + 2 for line in lines)


def draw_lines(painter: QPainter, lines: Iterable[FindingLine], tones: Tones, under: QPoint | None) -> None:
    """Draw lines.

    Args:
        painter: set to their font.
        lines: laid out where they are to stand.
        tones: the colours.
        under: where the mouse is; None elsewhere.
    """
    for line in lines:
        painter.setPen(QColor(tones.of_severity(line.finding.severity)))
        flags = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignVCenter.value
        painter.drawText(line.words, flags, sentence(line.finding))
        if not line.button.isEmpty():
            hot = under is not None and line.button.contains(under)
            painter.setPen(QColor(tones.accent))
            painter.setBrush(QColor(tones.accent if hot else tones.paper))
            painter.drawRoundedRect(line.button.adjusted(0, 0, -1, -1), 3, 3)
            painter.setPen(QColor(tones.accent_ink if hot else tones.accent))
            painter.drawText(line.button, Qt.AlignmentFlag.AlignCenter, mending_words(line.finding))
