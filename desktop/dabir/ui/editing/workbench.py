"""The translator's tools round the segments: made here, wired here, offered to the window as actions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from dabir.ui.actions import Actions
from dabir.ui.arrivals.bringing_in import BringingIn
from dabir.ui.deciding.deciding import Deciding
from dabir.ui.drafting.draft_quality import DraftQuality
from dabir.ui.drafting.pretranslating import Pretranslating
from dabir.ui.editing.commenting import Commenting, account_name
from dabir.ui.editing.inserting import Inserting
from dabir.ui.editing.revision_strip import differences_dialog
from dabir.ui.editing.spelling_marks import SpellingMarks
from dabir.ui.editing.splitting import Splitting
from dabir.ui.editing.time_spent import TimeSpent
from dabir.ui.experience.exchanging import Exchanging
from dabir.ui.record.sheet_making import SheetMaking
from dabir.ui.releasing.bundling import Bundling
from dabir.ui.stories.open_story import OpenStory
from dabir.ui.stories.queue_view import QueueView
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Workflow

#: Can be used whenever segments are shown.
_WITH_SEGMENTS = (
    *("split", "join", "copy_source", "next_number", "comment"),
    *("replace", "find_next", "find_previous"),
)


class Workbench(QObject):
    """Owns the tools and knows which action asks for what.

    Signals:
        told: why something could not be done, a sentence.
    """

    told = Signal(str)

    def __init__(
        self,
        workflow: Workflow,
        tasks: Tasks,
        queue: QueueView,
        bringing: BringingIn,
        quality: DraftQuality,
        deciding: Deciding,
        window: QWidget,
    ) -> None:
        """Make the tools for the stories of a window."""
        super().__init__(window)
        self._workflow = workflow
        self._tasks = tasks
        self._queue = queue
        self._bringing = bringing
        self._quality = quality
        self._deciding = deciding
        self._window = window
        self.pretranslating = Pretranslating(workflow, tasks, quality, self)
        self.splitting = Splitting(queue, self._is_drafted, window)
        queue.editing.editor_name = lambda: deciding.identity.working_name
        self.inserting = Inserting(workflow, queue, self)
        self.commenting = Commenting(
            workflow,
            tasks,
            queue.editing,
            queue.translation.comments,
            lambda: deciding.identity.working_name or account_name(),
        )
        self.exchanging = Exchanging(workflow, tasks, window)
        self.sheets = SheetMaking(workflow, tasks, queue, window)
        self.sheets.told.connect(self.told)
        self.bundling = Bundling(workflow, tasks, queue, window)
        self.time = TimeSpent(workflow, tasks, self)
        self.spelling = SpellingMarks(queue.translation.editor, tasks)
        self._connect()

    def _connect(self) -> None:
        queue, drafts = self._queue, self.pretranslating
        queued = Qt.ConnectionType.QueuedConnection
        for maker in (self._bringing, drafts):
            maker.ready.connect(queue.editing.show_draft, queued)
        queue.opened.connect(self._on_opened)
        for acts in (queue.editing.acted, queue.translation.finder.touched):
            acts.connect(drafts.touched)
            acts.connect(self.time.acted)
        queue.translation.editor.segment_chosen.connect(lambda _: self.time.acted())
        self.time.changed.connect(queue.translation.show_time)
        queue.stories.search.textEdited.connect(drafts.touched)
        self._bringing.arrived.connect(drafts.look)
        self._bringing.finished.connect(drafts.look)
        self._bringing.tampered.connect(self.bundling.alarm)
        queue.translation.revision.wanted.connect(self.show_changes)
        queue.editing.reshape_kept.connect(queue.reload)
        for tool in (self.splitting, self.inserting, self._quality):
            tool.told.connect(self.told)
        drafts.trouble.connect(lambda words: queue.notice.tell(words, bad=True))
        QTimer.singleShot(0, drafts, drafts.look)

    def _is_drafted(self, story_id: int) -> bool:
        return self._bringing.translates(story_id) or self.pretranslating.drafts(story_id)

    def _on_opened(self, story: OpenStory) -> None:
        self.spelling.set_language(story.target)
        self.time.open(story)
        if story.target in story.packed:
            self.pretranslating.use_target(story.target)

    def calls(self) -> dict[str, Callable[[], object]]:
        """Return what each action of the tools does, by its name."""
        drafts = self.pretranslating
        translation, find = self._queue.translation, self._queue.translation.finder
        return {
            **self._quality.calls(),
            **self.sheets.calls(),
            "draft_arrivals": lambda: drafts.switch(on=not drafts.on),
            "split": self.splitting.split,
            "join": self.splitting.join,
            "copy_source": self.inserting.copy_source,
            "next_number": self.inserting.next_number,
            "comment": lambda: translation.comments.write(translation.editor.current),
            "exchange": self._exchange,
            "bundle_export": self.bundling.ask,
            "next_changed": translation.editor.next_changed,
            "show_changes": self.show_changes,
            "replace": find.open_bar,
            "find_next": find.find_next,
            "find_previous": find.find_previous,
        }

    def show_changes(self) -> None:
        """Show how the original differs from the version that was translated before."""
        story = self._queue.story
        if story is not None and story.revision is not None:
            self._tasks.run_task(
                lambda _: self._workflow.revisions.differences(story.stored.id, story.target),
                lambda found: differences_dialog(self._window, story, found).open(),
                lane=Lane.READS,
            )

    def _exchange(self) -> None:
        story = self._queue.story
        if story is None:
            self.exchanging.ask("", ("", ""))
        else:
            self.exchanging.ask(story.stored.partner, (story.stored.story.language, story.target))

    def leave(self) -> None:
        """Keep what is counted: the window closes."""
        self.time.keep()

    def selected_words(self) -> str:
        """Return what is selected where the focus is: in the segment, else in the original; "" for nothing."""
        in_original, in_segment = self.selected_pair()
        return in_original if self._queue.pane.original.hasFocus() and in_original else in_segment or in_original

    def selected_pair(self) -> tuple[str, str]:
        """Return what is selected in the original and in the segment that is open."""
        original, editor = self._queue.pane.original, self._queue.translation.editor.editor
        return (
            _one_line(original.textCursor().selectedText()),
            _one_line(editor.textCursor().selectedText()) if editor is not None else "",
        )

    def update_actions(self, actions: Actions, *, here: bool) -> None:
        """Enable what can be done with the story shown.

        Args:
            actions: of the window.
            here: whether the queue is the view that is shown.
        """
        actions["draft_arrivals"].setChecked(self.pretranslating.on)
        if actions["bundle_export"] not in self._queue.stories.view.actions():
            self._queue.stories.view.addAction(actions["bundle_export"])
        self._quality.update_actions(actions)
        story = self._queue.story
        for name in ("next_changed", "show_changes"):
            actions[name].setEnabled(here and story is not None and story.revision is not None)
        for name in _WITH_SEGMENTS:
            actions[name].setEnabled(here and bool(self._queue.model.units))


def _one_line(words: str) -> str:
    return " ".join(words.split())
