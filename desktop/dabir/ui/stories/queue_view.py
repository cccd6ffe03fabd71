"""The queue: the list on the left, the open story on the right; the welcome page while the desk is empty."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from dabir.domain.listing import StoryFilter
from dabir.ui.editing.editing import Editing
from dabir.ui.editing.segment_model import SegmentModel
from dabir.ui.editing.translation_pane import TranslationPane
from dabir.ui.parts.panes import Notice
from dabir.ui.parts.parts import label
from dabir.ui.stories.open_story import OpenStory, direction_key, load, target_key
from dabir.ui.stories.story_list import StoryList
from dabir.ui.stories.story_pane import StoryPane
from dabir.ui.tasks import Lane, Tasks
from dabir.ui.welcome import Welcome
from dabir.workflow import Workflow

#: Milliseconds after which a story that is not read yet is said to be opening.
_SLOW: Final = 200


class QueueView(QWidget):
    """Opens the chosen story and keeps what is shown true to the store.

    Signals:
        opened: a story is shown, or shown again (its `OpenStory`).
        changed: the story shown has changed, so the list may have.
    """

    opened = Signal(object)
    changed = Signal()

    def __init__(self, workflow: Workflow, tasks: Tasks, parent: QWidget | None = None) -> None:
        """Show the stories of a desk."""
        super().__init__(parent)
        self._workflow = workflow
        self._tasks = tasks
        self._asked = 0
        self._wanted_id = 0
        self.model = SegmentModel(self)
        self.editing = Editing(workflow, tasks, self.model, self)
        self.stories = StoryList(workflow, tasks)
        self.translation = TranslationPane(self.model, self.editing)
        self.pane = StoryPane(self.editing, self.translation)
        self.welcome = Welcome()
        self.notice = Notice()
        nothing = QLabel("Choose a story from the list.\nN goes to the next one nobody has decided on.")
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nothing.setObjectName("muted")
        self.opening = label("", "muted")
        self.opening.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._right = QStackedWidget()
        for page in (nothing, self.pane, self.opening):
            self._right.addWidget(page)
        self._slow = QTimer(self, singleShot=True, interval=_SLOW)
        self._slow.timeout.connect(self._show_opening)
        self.split = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False, handleWidth=1)
        self.split.addWidget(self.stories)
        self.split.addWidget(self._right)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([390, 1050])
        self.stories.setMinimumWidth(250)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.welcome)
        self._pages.addWidget(self.split)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.notice)
        box.addWidget(self._pages, 1)
        self._connect()

    def _connect(self) -> None:
        self.stories.chosen.connect(self.open)
        self.stories.next_wanted.connect(self.next_unhandled)
        self.stories.counted.connect(self._on_counted)
        self.translation.target_chosen.connect(self._on_target)
        self.pane.direction_switched.connect(self._on_switched)
        self.pane.version_wanted.connect(self.show_story)
        self.editing.standing_changed.connect(lambda _: self.changed.emit())

    @property
    def story(self) -> OpenStory | None:
        """The story shown; None also while another one is opened that takes its time."""
        return None if self._right.currentWidget() is self.opening else self.pane.story

    def is_empty(self) -> bool:
        """Whether the welcome page is shown."""
        return self._pages.currentWidget() is self.welcome

    def _on_counted(self, count: int) -> None:
        # Whatever the order: only where nothing is left out does none mean that there is none.
        if replace(self.stories.wanted(), sort=StoryFilter().sort) == StoryFilter():
            self._pages.setCurrentWidget(self.split if count else self.welcome)
            if not count:
                self.welcome.setFocus()
        if count and not self.stories.current:
            self.stories.step(0)

    def open(self, story_id: int, target: str = "", *, row: int = -1) -> None:
        """Read a story and show it; of many asks in a row only the last is shown.

        Args:
            story_id: its row on the desk.
            target: language beside it; "" for the one last used.
            row: the segment to stand on; -1 for the first that is not confirmed.
        """
        self.editing.leave()
        self._asked += 1
        asked = self._asked
        self._wanted_id = story_id
        shown = self.pane.story
        if shown is None or shown.stored.id != story_id or target not in {"", shown.target}:
            self._slow.start()
        # Behind the edits: what is read has everything that was typed.
        self._tasks.run_task(
            lambda _: load(self._workflow, story_id, target) if asked == self._asked else None,
            lambda story: self._show(asked, story, row),
            on_error=lambda error: self._on_unread(asked, error),
            lane=Lane.EDITS if self.editing.dirty() else Lane.READS,
        )

    def show_story(self, story_id: int) -> None:
        """Choose a story in the list, and show it even when the filter hides it."""
        if story_id == self.stories.current and self.story is not None and self.story.stored.id == story_id:
            return
        self.stories.choose(story_id)

    def reload(self) -> None:
        """Read the story shown again, after something else than typing changed it."""
        if self.story is not None and self._wanted_id == self.story.stored.id:
            self.open(self.story.stored.id, self.story.target, row=self.translation.editor.current)

    def _show_opening(self) -> None:
        """Say that a story is coming: what was open before is not what the list says is open."""
        self.opening.setText("Opening…")
        self._right.setCurrentWidget(self.opening)
        self.changed.emit()

    def _on_unread(self, asked: int, error: BaseException) -> None:
        if asked == self._asked:
            self._slow.stop()
            if self._right.currentWidget() is self.opening:
                self.opening.setText("This story could not be opened.")
        self._tasks.failed.emit(error)

    def _show(self, asked: int, story: OpenStory | None, row: int) -> None:
        if asked != self._asked or story is None:
            return
        if self.editing.dirty():
            # Somebody typed while it was read: write that and read again.
            self.open(story.stored.id, story.target, row=row)
            return
        self._slow.stop()
        editor = self.translation.editor.editor
        typing = editor is not None and editor.hasFocus()
        self.pane.show_story(story, self._workflow.stories.now(), row=row)
        self._right.setCurrentWidget(self.pane)
        if typing and row >= 0:
            self.translation.editor.choose(row, focus=True)
        self.opened.emit(story)

    def next_unhandled(self) -> None:
        """Go to the next story nobody has decided on."""
        after, wanted = self.stories.current, self.stories.wanted()
        self._tasks.run_task(
            lambda _: self._workflow.stories.next_unhandled(after, wanted), self._on_next, lane=Lane.READS
        )

    def _on_next(self, story_id: int | None) -> None:
        if story_id is None or story_id == self.stories.current:
            self.notice.tell("There is no other unhandled story in this list.")
        else:
            self.stories.choose(story_id)

    def _on_target(self, target: str) -> None:
        if self.story is None or target == self.story.target:
            return
        source = self.story.stored.story.language
        self._remember(target_key(source), target)
        self.open(self.story.stored.id, target)

    def _on_switched(self, target: str, direction: str) -> None:
        if self.story is not None:
            self._remember(direction_key(self.story.stored, target), direction)

    def _remember(self, key: str, value: str) -> None:
        self._tasks.run_task(lambda _: self._workflow.stories.remember(key, value), lane=Lane.EDITS)
