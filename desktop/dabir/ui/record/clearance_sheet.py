"""The clearance sheet as a PDF: a table of approvals on landscape A4, set in the direction of its language.

Every page repeats the title, the table's heads and its number. The heads are repeated by Qt's layout, the rest is
drawn round it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)

from dabir.domain.errors import InputRefused
from dabir.domain.language import is_right_to_left, normalise
from dabir.ui.record.sheet_words import WORDS, SheetWords
from dabir.workflow.record.clearance import Cleared, Outcome, Sheet

#: Everything is laid out at this resolution and scaled to that of the PDF.
_DPI: Final = 96.0
_PDF_DPI: Final = 1200
_HEAD: Final = 44.0
_FOOT: Final = 28.0
_PADDING: Final = 5.0
#: A page so long that everything fits on it, to measure rows.
_ENDLESS: Final = 1e7
_WIDTHS: Final = (28, 19, 18, 35)
_INK: Final = QColor("#1a1a1a")
_FAINT: Final = QColor("#5a5a5a")
_RULE: Final = QColor("#b8b8b8")
_SHADE: Final = QColor("#eeeeee")
_TAKEN_BACK: Final = QColor("#b00020")
#: First strong isolates keep a name or a figure in its own direction within a line of another.
_ISOLATE, _END = "\u2068", "\u2069"


def languages() -> tuple[str, ...]:
    """Return the languages a sheet can be made in."""
    return tuple(WORDS)


def write_sheet(sheet: Sheet, file: Path, language: str = "en") -> int:
    """Write a clearance sheet as a PDF, whole or not at all.

    Args:
        sheet: what it tells.
        file: the PDF; one that is there is replaced.
        language: of its words, one of `languages()`.

    Returns:
        The number of pages.

    Raises:
        InputRefused: when there are no words in that language, or the file cannot be written.
    """
    words = WORDS.get(normalise(language))
    if words is None:
        raise InputRefused(f"A sheet cannot be made in “{language}”.", f"Choose among {', '.join(WORDS)}.")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".dabir-") as folder:
            made = Path(folder) / "sheet.pdf"
            pages = _Drawing(sheet, words, right_to_left=is_right_to_left(language)).write(made)
            made.replace(file)
    except OSError as error:
        raise InputRefused(
            f"{file} cannot be written: {error.strerror}.", "Choose another folder, or close the file elsewhere."
        ) from error
    return pages


class _Drawing:
    """One sheet on its way to paper."""

    def __init__(self, sheet: Sheet, words: SheetWords, *, right_to_left: bool) -> None:
        self._sheet = sheet
        self._words = words
        self._rtl = right_to_left
        self._direction = Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight

    def write(self, file: Path) -> int:
        writer = QPdfWriter(str(file))
        writer.setTitle(self._words.title)
        writer.setCreator("Dabir")
        writer.setResolution(_PDF_DPI)
        margins = QMarginsF(14, 12, 14, 12)
        a4 = QPageSize(QPageSize.PageSizeId.A4)
        writer.setPageLayout(QPageLayout(a4, QPageLayout.Orientation.Landscape, margins, QPageLayout.Unit.Millimeter))
        scale = _PDF_DPI / _DPI
        width, height = writer.width() / scale, writer.height() / scale
        body = height - _HEAD - _FOOT
        documents = [self._document(entries, width, body) for entries in self._groups(width, body)]
        total = sum(document.pageCount() for document in documents)
        painter = QPainter()
        if not painter.begin(writer):
            raise OSError(0, "the PDF cannot be begun")
        painter.scale(scale, scale)
        number = 0
        for document in documents:
            for page in range(document.pageCount()):
                number += 1
                if number > 1:
                    writer.newPage()
                self._draw_margins(painter, width, height, number, total)
                painter.save()
                painter.translate(0, _HEAD - page * body)
                document.drawContents(painter, QRectF(0, page * body, width, body))
                painter.restore()
        if not painter.end():
            raise OSError(0, "the PDF could not be finished")
        return total

    def _groups(self, width: float, body: float) -> list[tuple[Cleared, ...]]:
        """Part the entries into pages, so that none is broken unless it is longer than a page."""
        entries = self._sheet.entries
        if not entries:
            return [()]
        tops = _row_tops(self._document(entries, width, _ENDLESS))
        groups: list[list[Cleared]] = []
        used = body
        for entry, top, bottom in zip(entries, tops[1:-1], tops[2:], strict=True):
            if used + bottom - top > body:
                groups.append([])
                used = tops[1]
            groups[-1].append(entry)
            used += bottom - top
        return [tuple(group) for group in groups]

    def _draw_margins(self, painter: QPainter, width: float, height: float, number: int, total: int) -> None:
        """Draw title and subject above the table, date and page number below it."""
        near, far = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if self._rtl:
            near, far = far, near
        top, bottom = QRectF(0, 0, width, _HEAD - 10), QRectF(0, height - _FOOT + 8, width, _FOOT - 8)
        self._say(painter, top, near, self._words.title, _font(17, bold=True), _INK)
        self._say(painter, top, far, self._subject(), _font(11), _FAINT)
        painter.setPen(QPen(_RULE, 0.7))
        painter.drawLine(0, int(_HEAD - 8), int(width), int(_HEAD - 8))
        made = self._words.made.format(time=_isolated(_moment(self._sheet.made)))
        self._say(painter, bottom, near, made, _font(10), _FAINT)
        page = self._words.page.format(number=self._figure(number), total=self._figure(total))
        self._say(painter, bottom, far, page, _font(10), _FAINT)

    def _say(
        self, painter: QPainter, place: QRectF, side: Qt.AlignmentFlag, text: str, font: QFont, ink: QColor
    ) -> None:
        option = QTextOption(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(self._direction)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(place, text, option)

    def _subject(self) -> str:
        sheet = self._sheet
        if sheet.start is None or sheet.end is None:
            return f"{self._words.of_story} {_isolated(sheet.uri)}"
        return f"{_isolated(_moment(sheet.start))} – {_isolated(_moment(sheet.end))}"

    def _figure(self, number: int) -> str:
        figures = str(number)
        return figures.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")) if self._rtl else figures

    def _document(self, entries: Sequence[Cleared], width: float, height: float) -> QTextDocument:
        document = QTextDocument()
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        document.setUseDesignMetrics(True)
        document.setDefaultFont(_font(11))
        option = QTextOption()
        option.setTextDirection(self._direction)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        document.setPageSize(QSizeF(width, height))
        cursor = QTextCursor(document)
        if not entries:
            self._line(cursor, self._words.nothing, first=True)
            return document
        table = cursor.insertTable(len(entries) + 1, len(_WIDTHS), self._table_format())
        for column, head in enumerate(self._words.heads):
            self._line(self._cell(table, 0, column), head, first=True, bold=True)
        for row, entry in enumerate(entries, start=1):
            self._row(table, row, entry)
        for row in range(table.rows()):
            # After the lines: those set a format that the cell's would be lost under.
            for column in range(table.columns()):
                table.cellAt(row, column).setFormat(_cell_format(_SHADE if row == 0 else None))
        return document

    def _cell(self, table: QTextTable, row: int, column: int) -> QTextCursor:
        """Return the cursor of a cell; Qt does not turn columns round, so those of a right-to-left sheet are here."""
        return table.cellAt(row, len(_WIDTHS) - 1 - column if self._rtl else column).firstCursorPosition()

    def _table_format(self) -> QTextTableFormat:
        table = QTextTableFormat()
        table.setHeaderRowCount(1)
        table.setCellSpacing(0)
        table.setBorder(0)
        table.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        widths = reversed(_WIDTHS) if self._rtl else _WIDTHS
        percent = QTextLength.Type.PercentageLength
        table.setColumnWidthConstraints([QTextLength(percent, width) for width in widths])
        return table

    def _row(self, table: QTextTable, row: int, entry: Cleared) -> None:
        words, decision, subject = self._words, entry.decision, entry.decision.subject
        story = self._cell(table, row, 0)
        self._line(story, entry.headline, first=True, bold=True, language=entry.target_language or entry.language)
        if entry.target_language:
            self._line(story, entry.original_headline, language=entry.language)
        self._line(story, self._what(entry), faint=True)
        self._line(story, f"{subject.uri} v{subject.version}", faint=True, language="en", small=True)
        approval = self._cell(table, row, 1)
        self._line(approval, f"{words.approved_by} {_isolated(decision.editor)}", first=True)
        self._line(approval, f"{words.time} {_isolated(_moment(decision.time))}")
        if decision.note:
            self._line(approval, f"{words.note} {_isolated(decision.note)}")
        ink = _TAKEN_BACK if entry.outcome is Outcome.TAKEN_BACK else _INK
        self._line(approval, words.outcomes[entry.outcome], bold=True, ink=ink)
        terms = self._cell(table, row, 2)
        self._line(terms, _isolated(entry.creditline) if entry.creditline else "—", first=True)
        for told in filter(None, (entry.agreement, entry.clause)):
            self._line(terms, _isolated(told))
        if not entry.agreement:
            self._line(terms, words.no_agreement, faint=True)
        record = self._cell(table, row, 3)
        self._line(record, f"{words.entry} {self._figure(decision.sequence)}", first=True)
        self._line(record, f"{words.device} {_isolated(decision.device)}")
        hashes = (decision.entry_sha256, subject.original_sha256, subject.text_sha256)
        for name, value in zip(words.hashes, hashes, strict=True):
            self._line(record, f"SHA-256: {name}", faint=True, small=True)
            self._line(record, value, language="en", fixed=True)

    def _what(self, entry: Cleared) -> str:
        names = self._words.languages
        source = names.get(entry.language, entry.language)
        if not entry.target_language:
            return f"{self._words.original} ({source})"
        arrow = "←" if self._rtl else "→"
        target = names.get(entry.target_language, entry.target_language)
        return f"{self._words.translation} ({source} {arrow} {target})"

    def _line(
        self,
        cursor: QTextCursor,
        text: str,
        *,
        first: bool = False,
        bold: bool = False,
        faint: bool = False,
        small: bool = False,
        fixed: bool = False,
        ink: QColor | None = None,
        language: str = "",
    ) -> None:
        """Add a line to a cell: in the direction of its language, on the side where the sheet's lines begin."""
        block = QTextBlockFormat()
        rtl = is_right_to_left(language) if language else self._rtl
        block.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        side = Qt.AlignmentFlag.AlignRight if self._rtl else Qt.AlignmentFlag.AlignLeft
        block.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        block.setBottomMargin(1.5)
        characters = QTextCharFormat()
        characters.setFont(_font(9 if small or fixed else 11.5, bold=bold, fixed=fixed))
        characters.setForeground(QBrush(ink or (_FAINT if faint else _INK)))
        if first:
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)
        cursor.setBlockCharFormat(characters)
        cursor.insertText(" ".join(text.split()), characters)


def _cell_format(shade: QColor | None) -> QTextTableCellFormat:
    style = QTextTableCellFormat()
    style.setPadding(_PADDING)
    style.setBottomBorder(1)
    style.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    style.setBottomBorderBrush(QBrush(_RULE))
    if shade is not None:
        style.setBackground(QBrush(shade))
    return style


def _row_tops(document: QTextDocument) -> list[float]:
    """Return where each row of a document's table begins, and where the last one ends."""
    table = next(frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable))
    layout = document.documentLayout()
    cells = [table.cellAt(row, 0).firstCursorPosition().block() for row in range(table.rows())]
    tops = [layout.blockBoundingRect(block).top() - _PADDING for block in cells]
    return [*tops, layout.frameBoundingRect(table).bottom()]


def _font(pixels: float, *, bold: bool = False, fixed: bool = False) -> QFont:
    """Return the program's font in pixels, for they do not depend on the screen the sheet is made at."""
    font = QFont()
    if fixed:
        font.setFamilies(["Noto Sans Mono", "DejaVu Sans Mono", "Consolas", *QFont().families()])
    font.setPixelSize(max(1, round(pixels)))
    if bold:
        font.setBold(True)
        font.setVariableAxis(QFont.Tag.fromString("wght"), 700)
    return font


def _moment(value: datetime) -> str:
    return f"{value:%Y-%m-%d %H:%M:%S %z}"


def _isolated(text: str) -> str:
    return f"{_ISOLATE}{text}{_END}"
