"""What was translated before: words looked up in the memory and, beside it, in all stories of the desk."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from dabir.domain.counting import counted
from dabir.domain.language import is_right_to_left, name_of
from dabir.domain.listing import SearchHit
from dabir.domain.memory import MemoryUnit
from dabir.ui.parts.badges import full_time
from dabir.ui.parts.language_pair import LanguagePair, filter_row
from dabir.ui.parts.panes import Notice
from dabir.ui.parts.parts import band, label
from dabir.ui.parts.tables import Column, RowsModel, RowsView
from dabir.ui.parts.text_direction import isolated, shown
from dabir.ui.parts.theme import tones_of
from dabir.ui.tasks import Lane, Task, Tasks
from dabir.workflow import Workflow
from dabir.workflow.experience.memory import Concordance, Imported, Occurrence

#: Units, and stories, listed at once.
_SHOWN: Final = 200
#: Milliseconds after the last letter at which the search begins.
_AFTER_TYPING: Final = 200


class MemoryView(QWidget):
    """Looks words up, and brings memories in and out.

    Signals:
        story_wanted: the person asked for a story of the archive (its row on the desk).
        changed: units came.
    """

    story_wanted = Signal(int)
    changed = Signal()

    def __init__(self, workflow: Workflow, tasks: Tasks, parent: QWidget | None = None) -> None:
        """Show the memory of a desk."""
        super().__init__(parent)
        self._workflow = workflow
        self._tasks = tasks
        self._asked = 0
        self.notice = Notice()
        self._make_tables()
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName("The chosen unit of the memory, whole")
        sides = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False, handleWidth=1)
        self.archive_words = label()
        for parts, stretch in (((self.table,), 3), ((self.text,), 1), ((band(self.archive_words), self.stories), 2)):
            part = QWidget()
            inner = QVBoxLayout(part)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(0)
            for one in parts:
                inner.addWidget(one)
            sides.addWidget(part)
            sides.setStretchFactor(sides.count() - 1, stretch)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._make_head())
        box.addWidget(self._make_filters())
        box.addWidget(self.notice)
        box.addWidget(sides, 1)
        self._typing = QTimer(self, singleShot=True, interval=_AFTER_TYPING)
        self._typing.timeout.connect(self.reload)

    def _make_tables(self) -> None:
        self.model: RowsModel[Occurrence] = RowsModel(
            [
                Column("Original", lambda one: isolated(one.unit.source, one.unit.source_language)),
                Column("Translation", lambda one: isolated(one.unit.target, one.unit.target_language)),
                Column("Languages", lambda one: _languages(one.unit)),
                Column("Confirmed by", lambda one: isolated(one.unit.editor)),
                Column("When", lambda one: full_time(one.unit.time)),
                Column("From", lambda one: isolated(one.unit.story or one.unit.origin)),
            ],
            self,
        )
        self.table = RowsView(self.model, [46, 46, 24, 16, 24, 24], 1)
        self.table.setAccessibleName("Units of the memory that have the words")
        self.table.selectionModel().selectionChanged.connect(self._show_unit)
        self.archive: RowsModel[SearchHit] = RowsModel(
            [
                Column("Headline", lambda hit: isolated(hit.headline, hit.language)),
                Column("Language", lambda hit: name_of(hit.language)),
                Column("Version", lambda hit: str(hit.version)),
                Column("Where it stands", lambda hit: isolated(" ".join(hit.snippet.split()), hit.language)),
            ],
            self,
        )
        self.stories = RowsView(self.archive, [46, 14, 10, 40], 3)
        self.stories.setAccessibleName("Stories that have the words")
        self.stories.activated.connect(self._on_story)

    def _make_head(self) -> QWidget:
        self.words = label()
        self.import_button = QPushButton("&Import TMX…")
        self.import_button.setToolTip("Bring in a memory of another program or desk")
        self.import_button.clicked.connect(self._ask_file)
        self.export_button = QPushButton("&Export TMX…")
        self.export_button.clicked.connect(self._ask_target)
        return band(self.words, self.import_button, self.export_button)

    def _make_filters(self) -> QWidget:
        self.search = QLineEdit(
            placeholderText="Words to look up in the memory and in all stories", clearButtonEnabled=True
        )
        self.search.setAccessibleName("Words to look up")
        self.search.textChanged.connect(lambda _: self._typing.start())
        self.search.installEventFilter(self)
        self.pair = LanguagePair(any_language=True)
        self.pair.changed.connect(self.reload)
        return filter_row(self.search, self.pair)

    def look_up(self, words: str) -> None:
        """Look words up; "" lets the person type them."""
        self.search.setText(" ".join(words.split()))
        self.search.setFocus()
        self.search.selectAll()
        self.reload()

    def reload(self) -> None:
        """Look up what is written in the search field; of many asks only the last counts."""
        self._typing.stop()
        self._asked += 1
        asked, query = self._asked, self.search.text().strip()
        languages = [code for code in (self.pair.source, self.pair.target) if code]
        memory = self._workflow.memory

        def read(_: Task) -> tuple[Concordance, list[tuple[str, str, int]]]:
            found = memory.concordance(query, languages, _SHOWN) if query else Concordance((), ())
            return found, memory.sizes()

        self._tasks.run_task(read, lambda found: self._show(asked, query, *found), lane=Lane.READS)

    def _show(self, asked: int, query: str, found: Concordance, sizes: Sequence[tuple[str, str, int]]) -> None:
        if asked != self._asked:
            return
        self.model.show_rows(found.units)
        self.archive.show_rows(found.stories)
        if found.units:
            self.table.selectRow(0)
        self._show_unit()
        self.words.setText(_found_words(len(found.units), "unit has", "units have") if query else _size_words(sizes))
        in_archive = _found_words(len(found.stories), "story has", "stories have") if query else ""
        self.archive_words.setText(
            f"In the archive: {in_archive[0].lower()}{in_archive[1:]}" if in_archive else "In the archive"
        )
        whole = self.pair.is_whole
        self.export_button.setEnabled(whole)
        words = "Write the memory of the two languages, in both directions, as TMX"
        self.export_button.setToolTip(words if whole else f"{words}: choose the two languages below first")

    def _show_unit(self) -> None:
        row, ink = self.table.chosen(), tones_of(self.palette()).accent
        if row < 0:
            self.text.clear()
            return
        one = self.model.rows[row]
        sides = (
            (one.unit.source, one.unit.source_language, one.source_spans),
            (one.unit.target, one.unit.target_language, one.target_spans),
        )
        cells = "".join(_side(text, language, spans, ink) for text, language, spans in sides)
        self.text.setHtml(f'<table width="100%"><tr>{cells}</tr></table>')

    def _on_story(self) -> None:
        row = self.stories.chosen()
        if row >= 0:
            self.story_wanted.emit(self.archive.rows[row].id)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, "A memory", "", "Translation memories (*.tmx *.xml);;All files (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.import_file(Path(file)))
        dialog.open()

    def import_file(self, file: Path) -> None:
        """Bring in a TMX file."""

        def work(task: Task) -> Imported:
            return self._workflow.memory.import_tmx(file, progress=task.report_pair, cancel=task.cancelled)

        self._tasks.run_task(
            work, lambda made: self._on_imported(file, made), title=f"Bringing in the memory {file.name}"
        )

    def _on_imported(self, file: Path, made: Imported) -> None:
        left = f" {made.left_out:,} left out: {' '.join(made.reasons[:3])}" if made.left_out else ""
        words = f"{made.added:,} new of {counted(made.units, 'unit')} in {isolated(file.name)}.{left}"
        self.notice.tell(words, bad=bool(made.left_out))
        self.reload()
        self.changed.emit()

    def _ask_target(self) -> None:
        name = f"memory {self.pair.source}-{self.pair.target}.tmx"
        dialog = QFileDialog(self, "Where to write the memory", name, "TMX (*.tmx)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("tmx")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.export(Path(file)))
        dialog.open()

    def export(self, file: Path) -> None:
        """Write the memory of the chosen languages."""
        source, target = self.pair.source, self.pair.target
        self._tasks.run_task(
            lambda _: self._workflow.memory.export_tmx(file, source, target),
            lambda count: self.notice.tell(f"{counted(count, 'unit')} written to {isolated(str(file))}."),
            title=f"Writing {file.name}",
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the search field: Down and Enter go to what was found, Escape clears it."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is self.search:
            if event.key() == Qt.Key.Key_Escape:
                self.search.clear()
                return True
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
                (self.table if self.model.rows else self.stories).setFocus()
                return True
        return super().eventFilter(watched, event)


def _languages(unit: MemoryUnit) -> str:
    return f"{name_of(unit.source_language)} → {name_of(unit.target_language)}"


def _found_words(count: int, one: str, many: str) -> str:
    more = ", the first ones" if count == _SHOWN else ""
    return f"{count:,} {one if count == 1 else many} these words{more}." if count else "Nothing has these words."


def _size_words(sizes: Sequence[tuple[str, str, int]]) -> str:
    if not sizes:
        return "The memory is empty. Every segment that is confirmed goes into it."
    pairs = ", ".join(f"{name_of(source)} → {name_of(target)} {count:,}" for source, target, count in sizes)
    return f"{counted(sum(count for _, _, count in sizes), 'unit')}: {pairs}."


def _side(text: str, language: str, spans: Sequence[tuple[int, int]], colour: str) -> str:
    parts, end = [], 0
    for start, stop in spans:
        parts.append(escape(shown(text[end:start])))
        parts.append(f'<b style="color:{colour}">{escape(shown(text[start:stop]))}</b>')
        end = stop
    parts.append(escape(shown(text[end:])))
    way, align = ("rtl", "right") if is_right_to_left(language) else ("ltr", "left")
    return f'<td dir="{way}" align="{align}" width="50%" style="padding:4px 10px">{"".join(parts)}</td>'
