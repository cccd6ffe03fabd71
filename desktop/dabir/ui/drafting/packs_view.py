"""Language packs: what is installed, from a file, or from the index when the person asks for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from dabir.domain.language import name_of
from dabir.ui.parts.dialogs import ask
from dabir.ui.parts.panes import Notice
from dabir.ui.parts.parts import band, label
from dabir.ui.parts.tables import Column, RowsModel, RowsView
from dabir.ui.tasks import Lane, Task, Tasks
from dabir.workflow import Available, LanguagePacks, Pack


class PacksView(QWidget):
    """Lists packs and gets more of them.

    Signals:
        changed: packs came or went.
    """

    changed = Signal()

    def __init__(self, packs: LanguagePacks, tasks: Tasks, parent: QWidget | None = None) -> None:
        """Show the packs of a desk."""
        super().__init__(parent)
        self._packs = packs
        self._tasks = tasks
        self.notice = Notice()
        self.model: RowsModel[Pack] = RowsModel(
            [
                Column("Pack", lambda pack: pack.info.name),
                Column("Version", lambda pack: pack.info.version),
                Column("Translates", lambda pack: _pairs(pack.directions)),
                Column("What it is", _kind),
                Column("Size", lambda pack: f"{pack.size / 1_048_576:.1f} MiB"),
                Column("SHA-256", lambda pack: pack.info.sha256),
            ],
            self,
        )
        self.table = RowsView(self.model, [28, 10, 40, 30, 12, 24], 2)
        self.table.setAccessibleName("Installed language packs")
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        self.offers: RowsModel[Available] = RowsModel(
            [
                Column("Pack", lambda one: one.code),
                Column("Version", lambda one: one.version),
                Column("Translates", lambda one: f"{name_of(one.from_code)} → {name_of(one.to_code)}"),
            ],
            self,
        )
        self.offered = RowsView(self.offers, [28, 10, 40], 2)
        self.offered.setAccessibleName("Language packs in the index")
        self.offered.selectionModel().selectionChanged.connect(self._on_selection)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._make_head())
        box.addWidget(self.notice)
        box.addWidget(self.table, 1)
        box.addWidget(self._make_index_head())
        box.addWidget(self.offered, 1)
        self._on_selection()

    def _make_head(self) -> QWidget:
        self.install_button = QPushButton("&Install from a file…")
        self.install_button.clicked.connect(self._ask_file)
        self.remove_button = QPushButton("Re&move…")
        self.remove_button.clicked.connect(self._ask_remove)
        self.words = label()
        return band(self.words, self.install_button, self.remove_button)

    def _make_index_head(self) -> QWidget:
        self.look_button = QPushButton("&Look for packs online")
        self.look_button.clicked.connect(self.look)
        self.download_button = QPushButton("&Download and install")
        self.download_button.clicked.connect(self.download_chosen)
        words = "Asking the pack index opens a connection to the internet. Nothing else here does."
        return band(label(words), self.look_button, self.download_button)

    def reload(self) -> None:
        """Read what is installed."""
        self._tasks.run_task(lambda _: self._packs.installed(), self._show, lane=Lane.READS)

    def _show(self, packs: list[Pack]) -> None:
        self.model.show_rows(packs)
        none = "No pack is installed, so nothing can be translated by machine. "
        self.words.setText(f"{'' if packs else none}Packs translate on this computer, without a network.")
        self._on_selection()

    def _on_selection(self) -> None:
        self.remove_button.setEnabled(self.table.chosen() >= 0)
        self.download_button.setEnabled(self.offered.chosen() >= 0)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, "A language pack", "", "Argos Translate packs (*.argosmodel);;All files (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.install(Path(file)))
        dialog.open()

    def install(self, file: Path) -> None:
        """Install a pack from a file."""
        self._tasks.run_task(lambda _: self._packs.install(file), self._on_installed, title=f"Installing {file.name}")

    def _on_installed(self, pack: Pack) -> None:
        self.notice.tell(f"Installed {pack.info.name} {pack.info.version}: {_pairs(pack.directions)}.")
        self.reload()
        self.changed.emit()

    def _ask_remove(self) -> None:
        row = self.table.chosen()
        if row >= 0:
            pack = self.model.rows[row]
            detail = "Translations already made stay. It can be installed again from its file."
            ask(self, f"Remove the pack {pack.info.name}?", "Remove", lambda: self.remove(pack), detail=detail)

    def remove(self, pack: Pack) -> None:
        """Remove a pack."""

        def done(_: object) -> None:
            self.notice.tell(f"Removed {pack.info.name}.")
            self.reload()
            self.changed.emit()

        self._tasks.run_task(lambda _: self._packs.remove(pack.info.name), done, title=f"Removing {pack.info.name}")

    def look(self) -> None:
        """Ask the pack index; only ever called by the person's click."""
        self._tasks.run_task(lambda _: self._packs.available(), self._on_found, title="Asking the pack index")

    def _on_found(self, offers: list[Available]) -> None:
        self.offers.show_rows(offers)
        self._on_selection()
        self.notice.tell(f"The index lists {len(offers):,} packs.")

    def download_chosen(self) -> None:
        """Download the chosen pack and install it."""
        row = self.offered.chosen()
        if row < 0:
            return
        wanted = self.offers.rows[row]

        def work(task: Task) -> Pack:
            return self._packs.download(wanted, progress=task.report_pair, cancel=task.cancelled)

        self._tasks.run_task(work, self._on_installed, title=f"Downloading {wanted.code}")


def _pairs(directions: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{name_of(source)} → {name_of(target)}" for source, target in directions)


def _kind(pack: Pack) -> str:
    words = "draft pack that ships with Dabir" if pack.info.bundled else "installed here"
    return f"{words}, {pack.license}" if pack.license else words
