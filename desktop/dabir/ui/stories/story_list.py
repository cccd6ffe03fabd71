"""The left side of the queue: filters, saved filters and the story list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QVBoxLayout, QWidget

from dabir.domain.listing import Partner, StoryFilter, Tally
from dabir.ui.parts.pane_keys import letter
from dabir.ui.parts.parts import named
from dabir.ui.stories.list_filters import ListFilters
from dabir.ui.stories.saved_filters import SavedFilters
from dabir.ui.stories.story_delegate import StoryDelegate
from dabir.ui.stories.story_model import StoryModel
from dabir.ui.stories.story_view import StoryView
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Stories, Workflow

#: The list is refreshed at most this often while stories come in, in milliseconds.
REFRESH_PAUSE: Final = 250
#: A list of fewer letters across is narrow.
_NARROW: Final = 45
#: So many marked stretches are found again one by one when the list changes.
_MOST_STRETCHES: Final = 50


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Lines of the list that are marked or looked at: their places, and the first and last story of them."""

    top: int
    bottom: int
    first: int
    last: int
    marked: bool = True


@dataclass(frozen=True, slots=True)
class _Found:
    """What the desk has now: how many stories, its partners, and where the stretches asked for lie.

    `stretches` are those of before with their places of now; one that is no more a whole is left out.
    """

    tally: Tally
    partners: list[Partner]
    current: int
    stretches: list[tuple[_Stretch, int, int]]


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
        #: First and last story of each marked stretch, as they were when it was marked.
        self._ends: list[tuple[int, int]] = []
        #: Marked places whose lines are being read, and the place that was chosen and is being read; -1 for none.
        self._unknown: set[int] = set()
        self._awaited = -1
        self.filters = ListFilters()
        self.filters.changed.connect(self.reload)
        self.filters.day_wanted.connect(self.go_to_day)
        self.search, self.state, self.partner = self.filters.search, self.filters.state, self.filters.partner
        self.language, self.urgent, self.sort = self.filters.language, self.filters.urgent, self.filters.sort
        self.search.installEventFilter(self)
        self.saved = SavedFilters(workflow, tasks, self.filters)
        self._make_view()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.filters)
        layout.addWidget(self.saved)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._foot)

    def _make_view(self) -> None:
        self.model = StoryModel(self._workflow.stories, self._tasks, self)
        self.view = named(StoryView(), "stories")
        self.delegate = StoryDelegate(self.model, self.font(), self.view)
        self.view.setItemDelegate(self.delegate)
        self.view.setModel(self.model)
        self.model.snippets.came.connect(self.view.viewport().update)
        self.model.dataChanged.connect(lambda first, last, _roles: self._on_lines_read(first, last))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.view.setAccessibleName("Stories")
        self.view.installEventFilter(self)
        self.view.selectionModel().currentChanged.connect(lambda current, _before: self._on_current(current))
        self.view.selectionModel().selectionChanged.connect(self._on_selected)
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
        return [row for top, bottom in self._marked() for row in self.model.ids_between(top, bottom)]

    def selected_count(self) -> int:
        """Return how many stories are marked, without asking the desk which they are."""
        return sum(bottom - top + 1 for top, bottom in self._marked())

    def _marked(self) -> list[tuple[int, int]]:
        ranges = self.view.selectionModel().selection().toList()
        return sorted((one.top(), one.bottom()) for one in ranges)

    def wanted(self) -> StoryFilter:
        """Return what the filters ask for."""
        return self.filters.wanted()

    def clear_filters(self) -> None:
        """Let everything through again."""
        self.filters.clear()

    def refresh(self) -> None:
        """Ask for a reload, soon; many such asks in a short time make one."""
        if self._pause.isActive():
            self._wanted_again = True
        else:
            self._pause.start()
            self.reload()

    def refresh_waits(self) -> bool:
        """Whether a reload, or where words stand in the lines seen, was asked for and waits for its turn."""
        return self._wanted_again or self.filters.is_typing() or self.model.snippets.waits()

    def _reload_if_wanted(self) -> None:
        if self._wanted_again:
            self._wanted_again = False
            self.refresh()

    def reload(self) -> None:
        """Ask the desk which stories there are now; the answer comes a moment later."""
        self._asked += 1
        asked, wanted, current = self._asked, self.wanted(), self._current
        stretches = self._stretches()
        self._tasks.run_task(
            lambda _: _look(self._workflow, wanted, current, stretches),
            lambda found: self._show(asked, wanted, found),
            lane=Lane.READS,
        )

    def _stretches(self) -> list[_Stretch]:
        """Return the line at the top of the view, and those that are marked as far as they are few stretches."""
        top, marked = self.view.lines_seen().start, self._marked()
        story_id = self.model.known_id(top)
        found = [_Stretch(top, top, story_id, story_id, marked=False)]
        if len(marked) == len(self._ends):
            pairs = zip(marked, self._ends, strict=True)
            found += [_Stretch(*places, *stories) for places, stories in pairs]
        return found

    def _on_selected(self) -> None:
        self._note_ends()
        self.selected_changed.emit()

    def _note_ends(self) -> None:
        marked = self._marked()
        few = len(marked) <= _MOST_STRETCHES
        places = {place for pair in marked for place in pair} if few else set()
        # What is shown was marked, whatever the desk has there by now; and nobody waits here for a line to be read.
        known = {place: self.model.known_id(place) for place in places}
        unknown = self._unknown = {place for place, story_id in known.items() if not story_id}
        self._ends = [] if unknown or not few else [(known[top], known[bottom]) for top, bottom in marked]
        for place in unknown:
            self.model.line(place)

    def _on_lines_read(self, first: QModelIndex, last: QModelIndex) -> None:
        """Go on with what waited for lines: which story was chosen, and which are marked."""
        if any(first.row() <= place <= last.row() for place in self._unknown):
            self._note_ends()
        if first.row() <= self._awaited <= last.row():
            self._on_current(self.model.index(self._awaited, 0))

    def _show(self, asked: int, wanted: StoryFilter, found: _Found) -> None:
        if asked != self._asked:
            return
        self.filters.set_partners(found.partners)
        self.delegate.now = self._workflow.stories.now()
        bar, height = self.view.verticalScrollBar(), self.view.line_height
        offset, before, size = bar.value(), self.view.currentIndex().row(), self.model.rowCount()
        kept, same = self._current, wanted == self.model.wanted
        grown = found.tally.stories - size
        shifts = {place - stretch.top for stretch, place, _ in found.stretches}
        if found.current >= 0 and before >= 0:
            shifts.add(found.current - before)
        # New stories above all others: what is marked and looked at has only moved down.
        on_top = grown if size and grown > 0 and shifts == {grown} else 0
        self.model.show_list(wanted, found.tally.stories, new_on_top=on_top)
        self._current = kept
        if not on_top and (grown or not same or shifts - {0}):
            self._restore(found)
        if offset > 0:
            self.view.updateGeometries()
            # Lines with snippets are higher than those without.
            bar.setValue(round((offset / height + self._shift(found, before)) * self.view.line_height))
        self._tell(wanted, found.tally)
        self.saved.refresh()

    def _shift(self, found: _Found, before: int) -> int:
        """Return by how many lines what is looked at has moved."""
        top = next((place - stretch.top for stretch, place, _ in found.stretches if not stretch.marked), None)
        if top is not None:
            return top
        return found.current - before if found.current >= 0 and before >= 0 else 0

    def _restore(self, found: _Found) -> None:
        """Point at the chosen story and mark again, after the lines have other places."""
        if found.current >= 0:
            self._point_at(found.current)
        marked = QItemSelection()
        for stretch, top, bottom in found.stretches:
            if stretch.marked:
                marked.select(self.model.index(top, 0), self.model.index(bottom, 0))
        if not marked.isEmpty():
            self.view.selectionModel().select(marked, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._note_ends()

    def _tell(self, wanted: StoryFilter, tally: Tally) -> None:
        word, match = ("story", "matches") if tally.stories == 1 else ("stories", "match")
        filtered = wanted != StoryFilter(sort=wanted.sort)
        words = f"{tally.stories:,} {word}{f' {match} the filter' if filtered else ''}"
        self._foot.setText(
            words if tally.complete else f"The newest {tally.stories:,} stories that match; there are more"
        )
        self.counted.emit(tally.stories)

    def go_to_day(self, day: date) -> None:
        """Bring the list to a day: its last story in a list of newest first, its first in one of oldest first."""
        wanted = self.model.wanted
        newest_first = not wanted.sort.oldest_first
        # On this computer's clock; the day ends where the next one begins.
        begin = datetime.combine(day, time()).astimezone()
        moment = (
            datetime.combine(date.fromordinal(day.toordinal() + 1), time()).astimezone() if newest_first else begin
        )
        self._tasks.run_task(lambda _: self._workflow.stories.place_at(wanted, moment), self._on_day, lane=Lane.READS)

    def _on_day(self, place: int) -> None:
        place = min(place, self.model.rowCount() - 1)
        if place >= 0:
            self.view.scrollTo(self.model.index(place, 0), QAbstractItemView.ScrollHint.PositionAtTop)
            self.view.setCurrentIndex(self.model.index(place, 0))
            self.view.setFocus()

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

    def _on_current(self, current: QModelIndex) -> None:
        """Tell which story was chosen: the one that is shown there; where none is yet, when it is."""
        story_id = self.model.known_id(current.row())
        self._awaited = -1 if story_id else current.row()
        if self._awaited >= 0:
            self.model.line(self._awaited)
        elif story_id and story_id != self._current:
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


def _look(workflow: Workflow, wanted: StoryFilter, current: int, stretches: list[_Stretch]) -> _Found:
    """Ask the desk; off the main thread."""
    stories = workflow.stories
    place = stories.place_of(wanted, current) if current else None
    found = [one for one in (_found_again(stories, wanted, stretch) for stretch in stretches) if one]
    return _Found(stories.tally(wanted), workflow.intake.partners(), -1 if place is None else place, found)


def _found_again(stories: Stories, wanted: StoryFilter, stretch: _Stretch) -> tuple[_Stretch, int, int] | None:
    top = stories.place_of(wanted, stretch.first)
    bottom = top if stretch.last == stretch.first else stories.place_of(wanted, stretch.last)
    if top is None or bottom is None or bottom - top != stretch.bottom - stretch.top:
        return None
    return stretch, top, bottom
