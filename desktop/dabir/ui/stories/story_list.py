"""The left side of the queue: search, filters and the story list."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from dabir.domain.language import NAMES
from dabir.domain.life import UNHANDLED, StoryState
from dabir.domain.listing import Partner, StoryFilter
from dabir.ui.parts.pane_keys import letter
from dabir.ui.parts.parts import named
from dabir.ui.stories.story_delegate import StoryDelegate
from dabir.ui.stories.story_model import StoryModel
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Workflow

#: The list is refreshed at most this often while stories come in, in milliseconds.
REFRESH_PAUSE: Final = 250
_SEARCH_PAUSE: Final = 250
#: A list of fewer letters across is narrow.
_NARROW: Final = 45


class StoryList(QWidget):
    """Filters and list. Knows which story is chosen; does nothing with it.

    Signals:
        chosen: a story was chosen (its row number on the desk).
        next_wanted: the person asked for the next unhandled story.
        counted: how many stories the filter lets through.
        selected_changed: other stories are marked, for an act on all of them.
    """

    selected_changed = Signal()
    chosen = Signal(int)
    next_wanted = Signal()
    counted = Signal(int)

    def __init__(self, workflow: Workflow, tasks: Tasks, parent: QWidget | None = None) -> None:
        """Show the stories of a desk."""
        super().__init__(parent)
        self._workflow = workflow
        self._tasks = tasks
        self._current = 0
        self._asked = 0
        self._pause = QTimer(self, singleShot=True, interval=REFRESH_PAUSE)
        self._pause.timeout.connect(self._reload_if_wanted)
        self._wanted_again = False
        self._typing = QTimer(self, singleShot=True, interval=_SEARCH_PAUSE)
        self._typing.timeout.connect(self.reload)
        self._make_filters()
        self._make_view()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._filters)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._foot)

    def _make_filters(self) -> None:
        self._filters = named(QWidget(), "filters")
        self.search = QLineEdit(placeholderText="Search all stories (Ctrl+F)", clearButtonEnabled=True)
        self.search.setAccessibleName("Search stories")
        self.search.setAcceptDrops(False)  # Files dropped here are stories for the window.
        self.search.textChanged.connect(lambda _: self._typing.start())
        self.search.installEventFilter(self)
        self.state = QComboBox()
        self.state.setAccessibleName("Filter by state")
        self.state.addItem("All states", ())
        self.state.addItem("Unhandled", UNHANDLED)
        for state in StoryState:
            self.state.addItem(state.value.capitalize(), (state,))
        self.partner = QComboBox()
        self.partner.setAccessibleName("Filter by partner")
        self.partner.addItem("All partners", "")
        self.language = QComboBox()
        self.language.setAccessibleName("Filter by language")
        self.language.addItem("All languages", "")
        for code, name in NAMES.items():
            self.language.addItem(name, code)
        for box in (self.state, self.partner, self.language):
            box.setMinimumContentsLength(8)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.currentIndexChanged.connect(self.reload)
        self.urgent = QCheckBox("Urgent only")
        self.urgent.toggled.connect(self.reload)
        grid = QGridLayout(self._filters)
        grid.setContentsMargins(8, 8, 8, 8)
        grid.setSpacing(6)
        grid.addWidget(self.search, 0, 0, 1, 2)
        grid.addWidget(self.state, 1, 0)
        grid.addWidget(self.partner, 1, 1)
        grid.addWidget(self.language, 2, 0)
        grid.addWidget(self.urgent, 2, 1)

    def _make_view(self) -> None:
        self.model = StoryModel(self._workflow.stories, self)
        self.view = named(QListView(), "stories")
        self.view.setModel(self.model)
        self.delegate = StoryDelegate(self.model, self.font(), self.view)
        self.view.setItemDelegate(self.delegate)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setAccessibleName("Stories")
        self.view.installEventFilter(self)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self.selected_changed.emit())
        self._foot = named(QLabel(), "muted")
        self._foot.setContentsMargins(12, 4, 12, 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the badges a row of their own in a narrow list."""
        current = self.view.currentIndex()
        seen = current.isValid() and self.view.viewport().rect().intersects(self.view.visualRect(current))
        super().resizeEvent(event)
        if seen:
            QTimer.singleShot(0, self, lambda: self.view.scrollTo(self.view.currentIndex()))
        narrow = event.size().width() < _NARROW * self.fontMetrics().averageCharWidth()
        if narrow != self.delegate.narrow:
            self.delegate.narrow = narrow
            self.view.doItemsLayout()

    @property
    def current(self) -> int:
        """The chosen story; 0 when none is."""
        return self._current

    def selected(self) -> list[int]:
        """Return the stories that are marked, in the order of the list."""
        ranges = self.view.selectionModel().selection().toList()
        places = sorted({place for one in ranges for place in range(one.top(), one.bottom() + 1)})
        return [self.model.id_at(place) for place in places]

    def wanted(self) -> StoryFilter:
        """Return what the filters ask for."""
        return StoryFilter(
            states=tuple(self.state.currentData() or ()),
            partner=self.partner.currentData() or "",
            language=self.language.currentData() or "",
            urgent_only=self.urgent.isChecked(),
            query=self.search.text().strip(),
        )

    def clear_filters(self) -> None:
        """Let everything through again."""
        self.search.clear()
        for box in (self.state, self.partner, self.language):
            box.setCurrentIndex(0)
        self.urgent.setChecked(False)

    def set_partners(self, partners: list[Partner]) -> None:
        """Offer these partners in the filter."""
        known = {self.partner.itemData(place) for place in range(self.partner.count())}
        for partner in partners:
            if partner.code not in known:
                self.partner.addItem(f"{partner.code}  {partner.name}", partner.code)

    def refresh(self) -> None:
        """Ask for a reload, soon; many such asks in a short time make one."""
        if self._pause.isActive():
            self._wanted_again = True
        else:
            self._pause.start()
            self.reload()

    def refresh_waits(self) -> bool:
        """Whether a reload was asked for and waits for its turn."""
        return self._wanted_again or self._typing.isActive()

    def _reload_if_wanted(self) -> None:
        if self._wanted_again:
            self._wanted_again = False
            self.refresh()

    def reload(self) -> None:
        """Ask the desk which stories there are now; the answer comes a moment later."""
        self._asked += 1
        asked, wanted = self._asked, self.wanted()
        self._tasks.run_task(
            lambda _: (self._workflow.stories.ids(wanted), self._workflow.intake.partners()),
            lambda found: self._show(asked, wanted, *found),
            lane=Lane.READS,
        )

    def _show(self, asked: int, wanted: StoryFilter, ids: list[int], partners: list[Partner]) -> None:
        if asked != self._asked:
            return
        self.set_partners(partners)
        bar = self.view.verticalScrollBar()
        height = max(1, self.view.sizeHintForRow(0))
        before, offset = self.model.place_of(self._current), bar.value()
        self.delegate.now = self._workflow.stories.now()
        kept, marked = self._current, self.selected()
        self.model.show_ids(wanted, ids)
        self._current = kept
        place = self.model.place_of(kept)
        if place >= 0:
            self._point_at(place)
        if len(marked) > 1:
            self._mark(marked)
        if offset > 0:
            moved = (place - before) * height if place >= 0 and before >= 0 else 0
            self.view.doItemsLayout()
            bar.setValue(offset + moved)
        filtered = wanted != StoryFilter()
        word = "story" if len(ids) == 1 else "stories"
        self._foot.setText(f"{len(ids):,} {word}{' match the filter' if filtered else ''}")
        self.counted.emit(len(ids))

    def choose(self, story_id: int) -> bool:
        """Choose a story; False when the filter hides it, and then it is announced all the same."""
        place = self.model.place_of(story_id)
        if place < 0:
            self._current = story_id
            self.view.clearSelection()
            self.chosen.emit(story_id)
            return False
        self.view.setCurrentIndex(self.model.index(place, 0))
        self.view.scrollTo(self.model.index(place, 0))
        return True

    def step(self, by: int) -> None:
        """Go up or down the list."""
        place = min(max(0, self.view.currentIndex().row() + by), self.model.rowCount() - 1)
        if place >= 0:
            self.view.setCurrentIndex(self.model.index(place, 0))

    def _point_at(self, place: int) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Current
        selection = self.view.selectionModel()
        selection.blockSignals(True)
        selection.setCurrentIndex(self.model.index(place, 0), flags)
        selection.blockSignals(False)
        self.view.viewport().update()

    def _mark(self, story_ids: list[int]) -> None:
        """Mark stories again after the list was read anew; those the filter hides now are left out."""
        wanted, marked = set(story_ids), QItemSelection()
        for place in range(self.model.rowCount()):
            if self.model.id_at(place) in wanted:
                marked.select(self.model.index(place, 0), self.model.index(place, 0))
        self.view.selectionModel().select(marked, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        story_id = self.model.id_at(current.row())
        if story_id and story_id != self._current:
            self._current = story_id
            self.chosen.emit(story_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the list (N, J, K) and of the search field (Down, Escape)."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key, pressed = event.key(), letter(event)
            if watched is self.view and pressed in {"n", "j", "k"}:
                if pressed == "n":
                    self.next_wanted.emit()
                else:
                    self.step(1 if pressed == "j" else -1)
                return True
            if watched is self.search and key in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape}:
                if key == Qt.Key.Key_Escape:
                    self.search.clear()
                self.view.setFocus()
                return True
        return super().eventFilter(watched, event)
