"""Comments on segments: what people tell each other about a sentence. They are never released."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from html import escape
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from dabir.domain.comment import Comment
from dabir.ui.editing.editing import Editing
from dabir.ui.editing.segment_model import SegmentModel
from dabir.ui.parts.badges import full_time
from dabir.ui.parts.parts import flat_button, named
from dabir.ui.parts.text_direction import isolated
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Workflow

#: Shown at once; of more than these the newest.
_SHOWN: Final = 4


class CommentsPane(QWidget):
    """The comments on the current segment, and a line to write one; hidden while there is neither.

    Signals:
        written: a comment was written: the segment and the words.
        removed: a comment is to go.
        left: the person is done here.
    """

    written = Signal(int, str)
    removed = Signal(object)
    left = Signal()

    def __init__(self, model: SegmentModel, parent: QWidget | None = None) -> None:
        """Show the comments that a model holds."""
        super().__init__(parent)
        self.setObjectName("pane-foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = model
        self._row = -1
        self._writing = False
        self._list = QWidget()
        self._lines = QGridLayout(self._list)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setColumnStretch(0, 1)
        self.field = QLineEdit(placeholderText="Comment on this segment; Enter keeps it")
        self.field.setAccessibleName("Comment on the segment")
        self.field.installEventFilter(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 6, 8, 6)
        box.setSpacing(4)
        box.addWidget(self._list)
        box.addWidget(self.field)
        self.hide()

    def show_row(self, row: int) -> None:
        """Show the comments on a segment."""
        if row != self._row:
            self._writing = False
            self.field.clear()
        self._row = row
        comments = self._model.comments.get(row, [])
        while self._lines.count():
            item = self._lines.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for line, comment in enumerate(comments[-_SHOWN:]):
            self._add_line(line, comment)
        self._list.setVisible(bool(comments))
        self.setVisible(bool(comments) or self._writing)

    def write(self, row: int) -> None:
        """Let the person write a comment on a segment."""
        self.show_row(row)
        self._writing = True
        self.show()
        self.field.setFocus()

    def words(self) -> list[str]:
        """Return the comments that are shown."""
        return [comment.text for comment in self._model.comments.get(self._row, [])[-_SHOWN:]]

    def _add_line(self, line: int, comment: Comment) -> None:
        who = escape(isolated(comment.editor or "Somebody"))
        words = QLabel(f"<b>{who}</b>: {escape(isolated(comment.text))}")
        words.setWordWrap(True)
        words.setToolTip(full_time(comment.time))
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        remove = named(flat_button("✕"), "remove-comment")
        remove.setToolTip("Remove this comment")
        remove.setAccessibleName(f"Remove the comment: {comment.text}")
        remove.clicked.connect(lambda: self.removed.emit(comment))
        self._lines.addWidget(words, line, 0)
        self._lines.addWidget(remove, line, 1, Qt.AlignmentFlag.AlignTop)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what is written with Enter, leave with Escape."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
                self._on_enter()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._leave()
                return True
        return super().eventFilter(watched, event)

    def _on_enter(self) -> None:
        words = self.field.text().strip()
        if words and self._row >= 0:
            self.written.emit(self._row, words)
        self._leave()

    def _leave(self) -> None:
        self._writing = False
        self.field.clear()
        self.show_row(self._row)
        self.left.emit()


class Commenting(QObject):
    """Keeps what is written in the pane, and takes away what is removed."""

    def __init__(
        self,
        workflow: Workflow,
        tasks: Tasks,
        editing: Editing,
        pane: CommentsPane,
        name: Callable[[], str],
    ) -> None:
        """Work on the story that is edited.

        Args:
            workflow: the desk.
            tasks: runs the changes, in the order of all changes.
            editing: knows the story.
            pane: where comments are shown and written.
            name: whose comments these are.
        """
        super().__init__(pane)
        self._workflow = workflow
        self._tasks = tasks
        self._editing = editing
        self._pane = pane
        self._name = name
        pane.written.connect(self._on_written)
        pane.removed.connect(self._on_removed)

    def _on_written(self, row: int, words: str) -> None:
        story = self._editing.story
        if story is None:
            return
        unit, name = self._editing.unit(row), self._name()
        self._tasks.run_task(
            lambda _: self._workflow.segments.comment(story.stored.id, story.target, unit, name, words),
            lambda comment: self._editing.show_comments(story, added=comment),
            lane=Lane.EDITS,
        )

    def _on_removed(self, comment: Comment) -> None:
        story = self._editing.story
        if story is not None:
            self._tasks.run_task(
                lambda _: self._workflow.segments.remove_comment(comment),
                lambda _: self._editing.show_comments(story, removed=comment),
                lane=Lane.EDITS,
            )


def account_name() -> str:
    """Return the name of the account somebody works with; "" where the system tells none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
