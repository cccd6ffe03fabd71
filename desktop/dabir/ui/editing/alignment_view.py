"""Words that belong together, shown on both sides: the one under the mouse or at the cursor, and its counterparts.

The packs that can tell are asked in the background, a moment after the mouse has come to rest, and what they said is
remembered. Where no pack can tell, nothing is shown.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from dabir.domain.segment import Link
from dabir.ui.editing.card_mouse import CardMouse
from dabir.ui.editing.segment_editor import SegmentEditor
from dabir.ui.parts.underlines import Look, Mark
from dabir.ui.stories.queue_view import QueueView
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Workflow

#: Milliseconds for which the mouse or the cursor rests; after a key, for which nothing is typed.
AT_REST: Final = 80
AFTER_KEY: Final = 400
#: Segments remembered.
_KEPT: Final = 400

#: What was aligned: languages, source, translation.
_Pair = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class _Spot:
    """A letter of a segment, in its source or in its translation."""

    row: int
    source: bool
    place: int


class AlignmentView(QObject):
    """Highlights words that belong together.

    Signals:
        told: why the packs could not be asked, a sentence.
    """

    told = Signal(str)

    def __init__(self, workflow: Workflow, tasks: Tasks, queue: QueueView, mouse: CardMouse) -> None:
        """Watch the panes of a queue.

        Args:
            workflow: the desk.
            tasks: runs the look-ups.
            queue: shows the story.
            mouse: over its cards.
        """
        super().__init__(mouse)
        self._workflow = workflow
        self._tasks = tasks
        self._queue = queue
        self._editor = queue.translation.editor
        self._delegate = mouse.delegate
        self._known: OrderedDict[_Pair, list[Link]] = OrderedDict()
        self._pointed: _Spot | None = None
        self._cursor: _Spot | None = None
        self._asking = False
        self._text = ""
        self._rest = QTimer(self, singleShot=True, interval=AT_REST)
        self._rest.timeout.connect(self._look)
        mouse.pointed.connect(lambda row, place: self._point(row, place, source=False))
        queue.pane.original.pointed.connect(lambda row, place: self._point(row, place, source=True))
        self._editor.editor_shown.connect(self._watch)
        queue.model.modelReset.connect(self._forget)
        queue.opened.connect(self._forget)

    def _watch(self, editor: SegmentEditor) -> None:
        self._text = editor.text()
        editor.cursorPositionChanged.connect(lambda: self._on_cursor(editor))
        editor.pointed.connect(lambda place: self._point(self._editor.current, place, source=False))

    def _on_cursor(self, editor: SegmentEditor) -> None:
        if editor is not self._editor.editor or not editor.hasFocus():
            return
        typed, self._text = editor.text() != self._text, editor.text()
        self._cursor = _Spot(self._editor.current, source=False, place=editor.place())
        if typed:
            self._show({}, {})  # What was marked stands elsewhere now.
        self._rest.start(AFTER_KEY if typed else AT_REST)

    def _point(self, row: int, place: int, *, source: bool) -> None:
        spot = _Spot(row, source, place) if row >= 0 and place >= 0 else None
        if spot != self._pointed:
            self._pointed = spot
            if not self._rest.isActive() or self._rest.interval() == AT_REST:
                self._rest.start(AT_REST)

    def forget_links(self) -> None:
        """Ask the packs anew from now on: there are others than before."""
        self._known.clear()

    def _forget(self) -> None:
        self._pointed = self._cursor = None
        self._show({}, {})

    def _spot(self) -> _Spot | None:
        """Return what is looked at: the word under the mouse, else the one at the cursor of the segment typed in."""
        spot = self._pointed or self._cursor
        if spot is self._cursor and spot is not None:
            editor = self._editor.editor
            if editor is None or not editor.hasFocus() or spot.row != self._editor.current:
                return None
        return spot if spot is not None and spot.row < len(self._queue.model.units) else None

    def _look(self) -> None:
        spot, pair = self._spot(), None
        if spot is not None:
            pair = self._pair(spot.row)
        if spot is None or pair is None:
            self._show({}, {})
        elif pair in self._known:
            self._known.move_to_end(pair)
            self._show_links(spot, self._known[pair])
        elif not self._asking:
            self._ask(pair)

    def _pair(self, row: int) -> _Pair | None:
        story, model = self._queue.story, self._queue.model
        text, translation = model.units[row].segment.text, model.text(row)
        if story is None or not text.strip() or not translation.strip():
            return None
        return story.stored.story.language, story.target, text, translation

    def _ask(self, pair: _Pair) -> None:
        source, target, text, translation = pair
        self._asking = True
        self._tasks.run_task(
            lambda _: self._workflow.translations.align(text, translation, source, target),
            lambda links: self._on_links(pair, links),
            on_error=lambda error: self._on_error(pair, error),
            lane=Lane.READS,
        )

    def _on_links(self, pair: _Pair, links: list[Link]) -> None:
        self._asking = False
        self._known[pair] = links
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        # Whatever is looked at by now: another segment is asked for, the same one shown.
        self._look()

    def _on_error(self, pair: _Pair, error: BaseException) -> None:
        # Nobody asked for anything, so a dialog would be in the way.
        self.told.emit(f"Words that belong together cannot be shown: {error}")
        self._on_links(pair, [])

    def _show_links(self, spot: _Spot, links: list[Link]) -> None:
        def touched(span: tuple[int, int]) -> bool:
            return span[0] <= spot.place <= span[1]

        found = [link for link in links if touched(link.source_span if spot.source else link.target_span)]
        sources = sorted({link.source_span for link in found})
        targets = sorted({link.target_span for link in found})
        self._show(
            {spot.row: [Mark(*span, Look.WORD) for span in sources]},
            {spot.row: [Mark(*span, Look.WORD) for span in targets]},
        )

    def _show(self, sources: dict[int, list[Mark]], targets: dict[int, list[Mark]]) -> None:
        self._queue.pane.original.show_marks("words", sources)
        self._delegate.show_words(targets)
        if self._editor.editor is not None:
            self._editor.editor.show_marks("words", targets.get(self._editor.current, []))
