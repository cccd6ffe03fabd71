"""The saved filters, as a short list above the stories: a name and how many stories it lets through."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dabir.domain.listing import SavedFilter, Sort, Tally
from dabir.domain.query import parse
from dabir.ui.parts.parts import label, named
from dabir.ui.stories.list_filters import ListFilters
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Workflow

#: The counts are taken anew at most this often, in milliseconds.
COUNT_PAUSE: Final = 3_000
#: So many are shown at once; the others are scrolled to.
_MOST_SHOWN: Final = 5
#: What a style may put around the lines, in pixels.
_ROOM: Final = 6


class SavedFilters(QWidget):
    """Shows the saved filters, applies the one chosen, and lets them be made, changed and removed.

    Signals:
        shown: the list of them is up to date.
    """

    shown = Signal()

    def __init__(self, workflow: Workflow, tasks: Tasks, filters: ListFilters, parent: QWidget | None = None) -> None:
        """Show the saved filters of a desk.

        Args:
            workflow: the desk.
            tasks: counts off the main thread.
            filters: where a chosen filter is applied, and where a new one comes from.
            parent: owner.
        """
        super().__init__(parent)
        self._workflow = workflow
        self._tasks = tasks
        self._filters = filters
        self._saved: list[SavedFilter] = []
        self._pause = QTimer(self, singleShot=True, interval=COUNT_PAUSE)
        self._pause.timeout.connect(self._count_if_wanted)
        self._wanted_again = False
        self.list = named(QListWidget(), "saved")
        self.list.setAccessibleName("Saved filters")
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._on_menu)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._on_chosen)
        self.list.itemActivated.connect(self._on_chosen)
        self.save = QPushButton("Save this filter…")
        self.save.clicked.connect(self.save_shown)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 0, 8, 8)
        box.setSpacing(6)
        box.addWidget(self.list)
        box.addWidget(self.save)
        filters.changed.connect(self._on_filter)
        self._on_filter()
        self.list.hide()
        self.count()

    def refresh(self) -> None:
        """Count again, soon; many such asks in a short time make one."""
        if self._pause.isActive():
            self._wanted_again = True
        elif self._saved:
            self.count()

    def count(self) -> None:
        """Read the saved filters and count what each lets through, off the main thread."""
        self._pause.start()
        stories = self._workflow.stories
        self._tasks.run_task(
            lambda _: [(one, stories.tally(one.wanted)) for one in stories.saved_filters()],
            self._show,
            lane=Lane.READS,
        )

    def save_shown(self) -> None:
        """Ask for a name, and keep what the filters ask for under it."""
        wanted = self._filters.wanted()
        self._edit(SavedFilter("", self._filters.as_query(), wanted.sort), "")

    def edit(self, saved: SavedFilter) -> None:
        """Let a saved filter be changed."""
        self._edit(saved, saved.name)

    def keep(self, saved: SavedFilter, before: str = "") -> None:
        """Keep a filter, in place of the one that had the name `before`."""
        self._change(lambda: self._workflow.stories.save_filter(saved, before))

    def remove(self, saved: SavedFilter) -> None:
        """Forget a saved filter; no story is touched."""
        self._change(lambda: self._workflow.stories.remove_filter(saved.name))

    def _change(self, act: object) -> None:
        assert callable(act)
        self._tasks.run_task(lambda _: act(), lambda _: self.count(), lane=Lane.EDITS)

    def _edit(self, saved: SavedFilter, before: str) -> None:
        dialog = FilterDialog(saved, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.keep(dialog.filter(), before))
        dialog.open()

    def _show(self, counted: list[tuple[SavedFilter, Tally]]) -> None:
        self._saved = [one for one, _ in counted]
        chosen = self.list.currentRow()
        self.list.clear()
        for one, tally in counted:
            more = "" if tally.complete else "+"
            # Isolated, so that a name in Persian leaves the number where it is.
            item = QListWidgetItem(f"\u2068{one.name}\u2069   {tally.stories:,}{more}")
            item.setToolTip(f"{one.query or 'Every story'}\n{one.sort.value.capitalize()}")
            self.list.addItem(item)
        self.list.setCurrentRow(chosen)
        self.list.setVisible(bool(counted))
        # Lines are as high as their letters are: a name in Persian takes more room.
        heights = [self.list.sizeHintForRow(place) for place in range(min(len(counted), _MOST_SHOWN))]
        margins = self.list.contentsMargins()
        self.list.setFixedHeight(sum(heights) + margins.top() + margins.bottom() + _ROOM)
        self.shown.emit()

    def _count_if_wanted(self) -> None:
        if self._wanted_again:
            self._wanted_again = False
            self.refresh()

    def _on_filter(self) -> None:
        self.save.setVisible(bool(self._filters.as_query()))

    def _on_chosen(self, item: QListWidgetItem) -> None:
        self._filters.show_saved(self._saved[self.list.row(item)])

    def _on_menu(self, point: QPoint) -> None:
        item = self.list.itemAt(point)
        if item is None:
            return
        saved = self._saved[self.list.row(item)]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Change…", lambda: self.edit(saved))
        menu.addAction("Remove", lambda: self.remove(saved))
        menu.popup(self.list.viewport().mapToGlobal(point))


class FilterDialog(QDialog):
    """Name, query and order of a saved filter."""

    def __init__(self, saved: SavedFilter, parent: QWidget | None = None) -> None:
        """Show a filter to be changed."""
        super().__init__(parent)
        self.setWindowTitle("Saved filter")
        self.name = QLineEdit(saved.name)
        self.query = QLineEdit(saved.query)
        self._sort = saved.sort
        self.fault = named(label(), "trouble")
        form = QFormLayout()
        form.addRow("&Name", self.name)
        form.addRow("&Search for", self.query)
        form.addRow("Order", label(saved.sort.value.capitalize()))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addLayout(form)
        box.addWidget(self.fault)
        box.addWidget(self.buttons)
        self.name.textChanged.connect(self._check)
        self.query.textChanged.connect(self._check)
        self._check()

    def sizeHint(self) -> QSize:
        """Give long queries room."""
        return QSize(480, super().sizeHint().height())

    def filter(self) -> SavedFilter:
        """Return the filter as it is in the fields now."""
        return SavedFilter(self.name.text().strip(), self.query.text().strip(), Sort(self._sort))

    def _check(self) -> None:
        faults = parse(self.query.text()).faults
        self.fault.setText("\n".join(fault.words for fault in faults))
        good = bool(self.name.text().strip()) and not any(fault.left_out for fault in faults)
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(good)
