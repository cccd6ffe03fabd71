"""The translation, segment by segment: cards in a list, an editor over the current one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from dabir.ui.editing.card_marks import marks_of
from dabir.ui.editing.card_view import CardView, Index
from dabir.ui.editing.editing import Editing
from dabir.ui.editing.segment_delegate import SegmentDelegate
from dabir.ui.editing.segment_editor import SegmentEditor
from dabir.ui.editing.segment_model import SegmentModel
from dabir.ui.parts.pane_keys import letter


class TranslationEditor(CardView):
    """Shows the segments and edits the current one.

    Signals:
        segment_chosen: another segment became the current one.
        empty_confirmed: the person tried to confirm a segment that has no text.
        editor_shown: an editor was opened over a segment.
    """

    segment_chosen = Signal(int)
    empty_confirmed = Signal(int)
    editor_shown = Signal(SegmentEditor)

    def __init__(self, model: SegmentModel, editing: Editing, parent: QWidget | None = None) -> None:
        """Show the segments of a model; changes go through `editing`."""
        super().__init__(parent)
        self.setObjectName("segments")
        self._segments = model
        self.editing = editing
        self.setModel(model)
        self._delegate = SegmentDelegate(model, self, self)
        self.setItemDelegate(self._delegate)
        self._editor: SegmentEditor | None = None
        self._open = QModelIndex()
        self._keep_focus = False
        #: Segments whose source is new in this version of the story.
        self.changed: frozenset[int] = frozenset()
        self._delegate.marks_of_head = lambda row: marks_of(model, self.changed, row)
        self.verticalScrollBar().setSingleStep(24)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName("Translation, segment by segment")
        self._delegate.typed.connect(self._on_typed)
        self._delegate.editor_opened.connect(self._on_opened)
        editing.replaced.connect(self._on_replaced)
        editing.drafted.connect(self._on_replaced)
        editing.commented.connect(self.viewport().update)
        editing.reshaped.connect(lambda row: self.choose(row, focus=True))
        model.modelAboutToBeReset.connect(self._forget_editor)

    @property
    def current(self) -> int:
        """The current segment; -1 when there is none."""
        return self.currentIndex().row()

    @property
    def editor(self) -> SegmentEditor | None:
        """The editor of the current segment, when one is open."""
        return self._editor

    def set_direction(self, direction: Qt.LayoutDirection) -> None:
        """Set every segment in a direction."""
        self._delegate.direction = direction
        if self._editor is not None:
            self._editor.set_direction(direction)
        self.measure_again()

    def choose(self, row: int, *, focus: bool) -> None:
        """Make a segment the current one.

        Args:
            row: which.
            focus: whether the person goes on typing there.
        """
        if not 0 <= row < self._segments.rowCount():
            return
        self._keep_focus = not focus
        index = self._segments.index(row)
        if self.currentIndex() != index:
            self.setCurrentIndex(index)
        self._open_editor(index)
        self._keep_focus = False
        if focus and self._editor is not None:
            self._editor.setFocus()
        self.scrollTo(index)

    def step(self, by: int) -> None:
        """Go to the next or previous segment."""
        last = self._segments.rowCount() - 1
        if last >= 0:
            self.choose(min(max(0, self.current + by), last), focus=self._is_editing())

    def next_changed(self) -> bool:
        """Go to the next segment whose source is new, wrapping round; False where there is none."""
        last = self._segments.rowCount() - 1
        order = sorted(row for row in self.changed if row <= last)
        if not order:
            return False
        self.choose(next((row for row in order if row > self.current), order[0]), focus=True)
        return True

    def confirm(self) -> None:
        """Confirm the current segment and go to the next one that is not confirmed."""
        row = self.current
        if row < 0:
            return
        if not self.editing.confirm(row):
            self.empty_confirmed.emit(row)
            return
        self.choose(self._segments.next_open(row), focus=True)

    def revert(self) -> None:
        """Put the machine's text of the current segment back."""
        if self.current >= 0:
            self.editing.revert(self.current)

    def undo(self) -> None:
        """Undo the last keystrokes in the open editor, else the last change of the story."""
        if self._editor is not None and self._editor.hasFocus() and self._editor.document().isUndoAvailable():
            self._editor.undo()
            return
        row = self.editing.undo()
        if row >= 0:
            self.choose(row, focus=self._is_editing())

    def redo(self) -> None:
        """Do again what was undone."""
        if self._editor is not None and self._editor.hasFocus() and self._editor.document().isRedoAvailable():
            self._editor.redo()
            return
        row = self.editing.redo()
        if row >= 0:
            self.choose(row, focus=self._is_editing())

    def top_of(self, row: int) -> int:
        """Return how far below the top of the visible part a card begins, in pixels."""
        return self.visualRect(self._segments.index(row)).top()

    def align(self, row: int, top: int) -> None:
        """Scroll so that a card begins `top` pixels below the upper edge, and is seen in any case."""
        self.place(row, max(0, top))
        self.scrollTo(self._segments.index(row))

    def _is_editing(self) -> bool:
        return self._editor is not None and self._editor.hasFocus()

    def _open_editor(self, index: QModelIndex) -> None:
        if self._open == index and self._editor is not None:
            return
        self._close_editor()
        self._open = index
        self.openPersistentEditor(index)

    def _close_editor(self) -> None:
        if self._editor is not None and self._open.isValid():
            self.closePersistentEditor(self._open)
        self._forget_editor()

    def _forget_editor(self) -> None:
        self._editor = None
        self._open = QModelIndex()

    def _on_opened(self, _row: int, editor: SegmentEditor) -> None:
        self._editor = editor
        editor.left_wanted.connect(self.setFocus)
        editor.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        self.editor_shown.emit(editor)

    def _on_typed(self, row: int, text: str) -> None:
        # An editor that is on its way out may say once more what it holds, about a row that is another one by now.
        if self._editor is not None and self._open.row() == row and self._editor.text() == text:
            self.editing.type(row, text)

    def _on_replaced(self, row: int) -> None:
        if self._editor is not None and self._open.row() == row:
            self._editor.load(self._segments.text(row))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Write the segment left, open the one entered."""
        super().currentChanged(current, previous)
        if not current.isValid():
            return
        if previous.isValid():
            self.editing.leave()
        had_focus = self._is_editing() or self.hasFocus()
        self._open_editor(self._segments.index(current.row()))
        if had_focus and not self._keep_focus and self._editor is not None:
            self._editor.setFocus()
        self.segment_chosen.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go with J and K, begin to type with Enter or F2."""
        if (pressed := letter(event)) in {"j", "k"}:
            self.step(1 if pressed == "j" else -1)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2} and not event.modifiers():
            self.choose(max(0, self.current), focus=True)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take over a new font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_delegate"):
            self._delegate.set_font(self.font())
            self.measure_again()

    def owner_of(self, widget: QObject | None) -> bool:
        """Whether a widget is this list or the editor in it."""
        return widget is self or (widget is not None and widget is self._editor)
