"""Stories in and drafts made: the long tasks of the window, with progress, a stop, and a summary at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from dabir.domain.errors import Cancelled
from dabir.domain.language import name_of
from dabir.domain.listing import IngestOutcome, IngestStatus
from dabir.domain.segment import MachineTranslation
from dabir.ui.drafting.draft_quality import DraftQuality
from dabir.ui.parts.dialogs import PageDialog, summary_page, summary_words
from dabir.ui.parts.panes import Notice
from dabir.ui.tasks import Task, Tasks
from dabir.workflow import Workflow

#: Name under which the partner of new stories is remembered.
PARTNER_KEY: Final = "intake/partner"

#: Stories translated in one batched call: large enough to be fast, small enough to see results and to stop soon.
_STORIES_AT_ONCE: Final = 16


@dataclass(frozen=True, slots=True)
class _Drafted:
    """What became of a translation.

    Attributes:
        whole: rows of the stories that have a whole draft now.
        made: drafts of segments.
        stopped: whether the person stopped it.
    """

    whole: list[int]
    made: int
    stopped: bool


class BringingIn(QObject):
    """Takes in files and has stories translated.

    Signals:
        arrived: stories came in; more may follow.
        tampered: partner bundles were not as they were signed (their outcomes).
        finished: a task that brings stories in has ended.
        drafted: these stories have a draft now.
        ready: a draft of one segment was made: story, language, segment, draft; sent off the main thread.
    """

    arrived = Signal()
    tampered = Signal(list)
    finished = Signal()
    drafted = Signal(list)
    ready = Signal(int, str, int, object)

    def __init__(
        self, workflow: Workflow, tasks: Tasks, quality: DraftQuality, notice: Notice, window: QWidget
    ) -> None:
        """Work for a window."""
        super().__init__(window)
        self._quality = quality
        self._workflow = workflow
        self._tasks = tasks
        self._notice = notice
        self._window = window
        self.partner = ""
        self._translating: list[Sequence[int]] = []

    def translates(self, story_id: int) -> bool:
        """Whether a draft of a story was asked for and is not done."""
        return any(story_id in some for some in self._translating)

    def ask_files(self) -> None:
        """Let the person choose files."""
        self._ask(QFileDialog.FileMode.ExistingFiles, "Stories to bring in")

    def ask_folder(self) -> None:
        """Let the person choose a folder."""
        self._ask(QFileDialog.FileMode.Directory, "A folder of stories to bring in")

    def _ask(self, mode: QFileDialog.FileMode, title: str) -> None:
        dialog = QFileDialog(self._window, title)
        dialog.setFileMode(mode)
        dialog.filesSelected.connect(lambda names: self.bring_in([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def bring_in(self, paths: Sequence[Path]) -> None:
        """Take in files, folders and archives."""
        partner = self.partner

        def begin(task: Task) -> Iterator[IngestOutcome]:
            return self._workflow.intake.ingest(paths, partner=partner, progress=task.report, cancel=task.cancelled)

        self._run("Bringing in stories", begin)

    def load_sample(self) -> None:
        """Take in the sample desk."""
        self._run("Opening the sample desk", lambda _task: self._workflow.intake.load_sample())

    def _run(self, title: str, begin: Callable[[Task], Iterator[IngestOutcome]]) -> None:
        def work(task: Task) -> tuple[list[IngestOutcome], bool]:
            outcomes: list[IngestOutcome] = []
            try:
                for outcome in begin(task):
                    outcomes.append(outcome)
                    task.report(len(outcomes))
                    if task.cancelled():
                        return outcomes, True
            except Cancelled:
                return outcomes, True
            return outcomes, False

        self._tasks.run_task(
            work,
            lambda found: self._on_done(*found),
            lambda _: self.arrived.emit(),
            self._on_error,
            title=title,
        )

    def _on_error(self, error: BaseException) -> None:
        self.finished.emit()
        self._tasks.failed.emit(error)

    def _on_done(self, outcomes: list[IngestOutcome], stopped: bool) -> None:  # noqa: FBT001 - a result, unpacked
        words = summary_words(outcomes)
        if stopped:
            words = f"Stopped. What came in until then is on the desk: {words}"
        aside = any(one.status is IngestStatus.QUARANTINED for one in outcomes)
        alarming = [one for one in outcomes if one.tampered]
        if alarming:
            words = f"A partner bundle was changed on its way; nothing of it was taken in. {words}"
        look = aside or any(one.warnings for one in outcomes)
        self._notice.tell(words, "Details…" if look else "", lambda: self._show_summary(outcomes), bad=aside)
        self.finished.emit()
        if alarming:
            self.tampered.emit(alarming)

    def _show_summary(self, outcomes: list[IngestOutcome]) -> None:
        PageDialog("What came in", summary_page(outcomes), self._window).open()

    def translate(self, story_ids: Sequence[int], target: str) -> None:
        """Have drafts made of what is not translated yet, some stories at a time; a stop keeps what is made."""
        if not story_ids:
            return
        quality = self._quality.chosen

        def work(task: Task) -> _Drafted:
            done: list[int] = []
            made, stopped = 0, False

            def ready(row: int, index: int, draft: MachineTranslation) -> None:
                nonlocal made
                made += 1
                self.ready.emit(row, target, index, draft)

            for first in range(0, len(story_ids), _STORIES_AT_ONCE):
                some = story_ids[first : first + _STORIES_AT_ONCE]
                try:
                    done += self._workflow.translations.translate(
                        some,
                        target,
                        beam=quality.beam,
                        progress=task.report_pair if len(story_ids) <= _STORIES_AT_ONCE else None,
                        cancel=task.cancelled,
                        on_ready=ready,
                        keep_begun=True,
                    )
                except Cancelled:
                    stopped = True
                    break
                task.report((first + len(some), len(story_ids)))
            return _Drafted(done, made, stopped)

        self._translating.append(story_ids)
        many = len(story_ids) > 1
        what = f"{len(story_ids):,} stories" if many else "the story"
        self._tasks.run_task(
            work,
            lambda found: self._on_drafted(story_ids, target, found),
            lambda _: self.arrived.emit() if many else None,
            lambda error: self._on_undrafted(error, story_ids),
            title=f"Translating {what} into {name_of(target)}",
        )

    def _on_undrafted(self, error: BaseException, story_ids: Sequence[int]) -> None:
        self._translating.remove(story_ids)
        self.drafted.emit(list(story_ids))  # what was shown before the error is read again
        self._tasks.failed.emit(error)

    def _on_drafted(self, story_ids: Sequence[int], target: str, found: _Drafted) -> None:
        self._translating.remove(story_ids)
        asked, whole = len(story_ids), len(found.whole)
        if found.stopped and not found.made:
            self._notice.tell("Stopped before a draft was made.")
        elif found.stopped:
            stories = f"{whole:,} of {asked:,} stories have a whole draft"
            so_far = stories if asked > 1 else f"{found.made:,} drafts are made"
            self._notice.tell(f"Stopped: {so_far}, and nothing that is made is lost. Translate makes the rest.")
        elif asked > 1:
            left = f" {asked - whole:,} were left as they are." if whole < asked else ""
            self._notice.tell(f"{whole:,} stories have a draft in {name_of(target)} now.{left}")
        elif not found.whole:
            self._notice.tell(f"Nothing to translate: the story is in {name_of(target)} already.")
        elif not found.made:
            self._notice.tell("Nothing to translate: every segment has a text, or a draft as good as is asked for.")
        self.drafted.emit(list(story_ids) if found.stopped else found.whole)
