"""The main window: views, actions, and what goes between them."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QStackedWidget, QWidget

from dabir.domain.errors import Cancelled, DabirError
from dabir.settings import resources
from dabir.ui import help_window
from dabir.ui.actions import VIEWS, connect_all, make_actions, make_toolbar, paint_icons, widget_owner
from dabir.ui.agreements.agreements_view import AgreementsView
from dabir.ui.arrangement import arrange, arrangement_of, size_first
from dabir.ui.arrivals.bringing_in import BringingIn
from dabir.ui.arrivals.feeds_view import FeedsView
from dabir.ui.arrivals.progress_strip import ProgressStrip
from dabir.ui.arrivals.quarantine_view import QuarantineView
from dabir.ui.availability import update_actions
from dabir.ui.deciding.deciding import Deciding
from dabir.ui.drafting.draft_quality import DraftQuality
from dabir.ui.drafting.drafting_strip import DraftingStrip
from dabir.ui.drafting.packs_view import PacksView
from dabir.ui.editing.assisting import Assisting
from dabir.ui.editing.workbench import Workbench
from dabir.ui.experience.memory_view import MemoryView
from dabir.ui.experience.terms_view import TermsView
from dabir.ui.parts.dialogs import ask, show_error
from dabir.ui.parts.theme import Theme, apply_theme
from dabir.ui.parts.ways import in_window
from dabir.ui.people.editor_strip import EditorStrip
from dabir.ui.people.people import People
from dabir.ui.record.leading import Leading
from dabir.ui.record.log_view import LogView
from dabir.ui.releasing.outbox_view import OutboxView
from dabir.ui.stories.open_story import OpenStory
from dabir.ui.stories.partner_menu import PartnerMenu
from dabir.ui.stories.queue_view import QueueView
from dabir.ui.stories.watching import Watching
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Workflow

#: Idle models are looked for this often, in milliseconds.
_REST = 60_000
_ARRANGEMENT, _THEME = "window/arrangement", "window/theme"
_LISTS = (QuarantineView, LogView, PacksView, MemoryView, TermsView, AgreementsView, OutboxView, FeedsView)


class MainWindow(QMainWindow):
    """The window of one desk.

    Signals:
        defect: something was raised that is no error for people; carries it.
    """

    defect = Signal(object)

    def __init__(self, workflow: Workflow, tasks: Tasks | None = None) -> None:
        """Build the window; it fills itself once the event loop runs.

        Args:
            workflow: the desk.
            tasks: runs long work; made here when not given.
        """
        super().__init__()
        self.setWindowTitle("Dabir")
        size_first(self, QSize(1440, 900), least=QSize(900, 600))
        self.setAcceptDrops(True)
        self._workflow = workflow
        self._leaving = False
        self._theme = Theme.SYSTEM
        self.tasks = tasks or Tasks(self)
        self.queue = QueueView(workflow, self.tasks)
        self.quarantine = QuarantineView(workflow.intake, self.tasks)
        self.log = LogView(workflow, self.tasks)
        self.packs = PacksView(workflow.packs, self.tasks)
        self._views = QStackedWidget()
        self.memory = MemoryView(workflow, self.tasks)
        self.terms = TermsView(workflow, self.tasks)
        for view in (self.queue, self.quarantine, self.log, self.packs, self.memory, self.terms):
            self._views.addWidget(view)
        self.setCentralWidget(self._views)
        notice = self.queue.notice
        quality = DraftQuality(workflow, self.tasks, self)
        self.bringing = BringingIn(workflow, self.tasks, quality, notice, self)
        self.deciding = Deciding(workflow, self.tasks, self.queue.editing, self.queue.model, notice, self)
        self.agreements = AgreementsView(workflow, self.tasks, self.deciding.identity)
        self.outbox = OutboxView(workflow, self.tasks)
        self.feeds = FeedsView(workflow, self.tasks, self.bringing, lambda: self.show_view(8), self)
        for later in (self.agreements, self.outbox, self.feeds):
            self._views.addWidget(later)
        self.workbench = Workbench(workflow, self.tasks, self.queue, self.bringing, quality, self.deciding, self)
        self.assisting = Assisting(workflow, self.tasks, self.queue, self)
        self.people = People(workflow, self.tasks, self.queue, self.deciding, self)
        self.watching = Watching(workflow, self.tasks, self.queue, self.bringing, self.deciding, self)
        self._parts = (self.workbench, self.assisting, self.people, self.watching)
        leading = Leading(workflow.stories, self.tasks, self.log, self.agreements, self.people, self)
        leading.agreements_wanted.connect(lambda: self.show_view(VIEWS.index("view_agreements")))
        leading.story_found.connect(self._show_story)
        self.actions_ = make_actions(self)
        self.bar = make_toolbar(self, self.actions_)
        self.partner = PartnerMenu(workflow, self.tasks, self.bringing, self)
        self._make_status_bar()
        self._connect()
        self.rest = QTimer(self, interval=_REST)
        self.rest.timeout.connect(workflow.translations.unload_idle)
        self.rest.start()
        self._restore()
        self._paint()
        self.show_view(0)
        self.refresh_all()

    def _make_status_bar(self) -> None:
        self.strip = ProgressStrip(self.tasks)
        self.editor = EditorStrip(self.deciding.identity, self.actions_["lock"])
        self.statusBar().setSizeGripEnabled(False)
        self.drafting = DraftingStrip(self.workbench.pretranslating)
        # A strip shows itself when work begins: beside the messages, lest it be drawn over one.
        for part in (self.strip, self.drafting, self.editor):
            self.statusBar().addPermanentWidget(part)

    def _connect(self) -> None:
        connect_all(self.actions_, self._calls(), *(part.calls() for part in self._parts))
        self.queue.welcome.sample_wanted.connect(self.bringing.load_sample)
        self.queue.welcome.files_wanted.connect(self.bringing.ask_files)
        self.queue.opened.connect(self._on_opened)
        self.queue.changed.connect(self.queue.stories.refresh)
        self.queue.changed.connect(self._on_changed)
        self.queue.translation.translate_wanted.connect(self.translate)
        self.queue.translation.packs_wanted.connect(lambda: self.show_view(3))
        self.queue.translation.editor.segment_chosen.connect(lambda _: self._update_actions())
        self.queue.translation.editor.empty_confirmed.connect(self._on_empty)
        self.queue.editing.progressed.connect(self._update_actions)
        self.queue.editing.history_changed.connect(self._update_actions)
        self.quarantine.counted.connect(self._on_quarantined)
        self.outbox.counted.connect(self._on_unsent)
        self.quarantine.changed.connect(self.refresh_all)
        self.memory.story_wanted.connect(self._show_story)
        for shared in (self.memory, self.terms):
            shared.changed.connect(self.queue.reload)
            self.workbench.exchanging.taken.connect(shared.reload)
        self.workbench.exchanging.taken.connect(self.queue.reload)
        self.workbench.exchanging.told.connect(self._tell)
        self.packs.changed.connect(self.queue.reload)
        for call in (self.refresh_all, self.queue.reload):
            self.agreements.changed.connect(call)
        self.packs.changed.connect(self.assisting.alignment.forget_links)
        self.packs.changed.connect(self.workbench.pretranslating.look)
        for part in self._parts:
            part.told.connect(lambda words: self.statusBar().showMessage(in_window(words), 6000))
        self.workbench.pretranslating.drafted.connect(self._on_drafted)
        self.bringing.arrived.connect(self.queue.stories.refresh)
        self.bringing.finished.connect(self.refresh_all)
        self.bringing.drafted.connect(self._on_drafted)
        self.deciding.decided.connect(self._on_decided)
        self.people.decided.connect(self._on_decided)
        self.queue.stories.selected_changed.connect(self._update_actions)
        self.tasks.failed.connect(self.on_error)
        QApplication.styleHints().colorSchemeChanged.connect(self._on_scheme)

    def _calls(self) -> dict[str, Callable[[], object]]:
        editor, pane, stories = self.queue.translation.editor, self.queue.pane, self.queue.stories
        return {
            "bring_files": self.bringing.ask_files,
            "bring_folder": self.bringing.ask_folder,
            "sample": self.bringing.load_sample,
            "lock": self.deciding.identity.lock,
            "quit": self.close,
            "next": self._next,
            "search": self._search,
            "clear": stories.clear_filters,
            "approve_original": self.deciding.approve_original,
            "approve_translation": self.deciding.approve_translation,
            "refuse": self.deciding.refuse,
            "release": self.deciding.release,
            "revoke": self.deciding.revoke,
            "kill": self.deciding.kill,
            "translate": self.translate,
            "translate_all": self.translate_all,
            "confirm": editor.confirm,
            "revert": editor.revert,
            "undo": editor.undo,
            "redo": editor.redo,
            "segment_next": lambda: pane.step(1),
            "segment_previous": lambda: pane.step(-1),
            "turn_original": pane.switch_original_direction,
            "turn_translation": pane.switch_target_direction,
            **{name: partial(self.show_view, number) for number, name in enumerate(VIEWS)},
            "concordance": self._look_up,
            "new_term": self._new_term,
            "next_pane": self._next_pane,
            "theme_system": lambda: self.set_theme(Theme.SYSTEM),
            "theme_light": lambda: self.set_theme(Theme.LIGHT),
            "theme_dark": lambda: self.set_theme(Theme.DARK),
            "outputs": self.outbox.choose_outputs,
            **help_window.calls(self, self.actions_, lambda: VIEWS[self._views.currentIndex()]),
        }

    def refresh_all(self) -> None:
        """Ask the desk for everything that is counted or listed."""
        self.queue.stories.refresh()
        self.quarantine.reload()
        self.partner.reload()
        if self._views.currentWidget() is self.log:
            self.log.reload()

    def show_view(self, number: int) -> None:
        """Show a view by its place in `VIEWS`: the queue is 0."""
        self.queue.editing.leave()
        self._views.setCurrentIndex(number)
        self.actions_[VIEWS[number]].setChecked(True)
        view = self._views.currentWidget()
        if isinstance(view, _LISTS):
            view.reload()
            view.table.setFocus()
        else:
            self.queue.stories.view.setFocus()
        self._update_actions()

    def translate(self) -> None:
        """Have a draft made of the open story."""
        story = self.queue.story
        if story is not None and story.target:
            self.queue.editing.leave()
            self.bringing.translate([story.stored.id], story.target)

    def translate_all(self) -> None:
        """Have drafts made of every story the filter shows."""
        story = self.queue.story
        if story is None or not story.target:
            return
        target, wanted = story.target, self.queue.stories.wanted()
        self.tasks.run_task(
            lambda _: self._workflow.stories.ids(wanted),
            lambda ids: self.bringing.translate(ids, target),
            lane=Lane.READS,
        )

    def set_theme(self, theme: Theme, *, remember: bool = True) -> None:
        """Change the colours, and remember it."""
        app = QApplication.instance()
        self._theme = theme
        if isinstance(app, QApplication):
            apply_theme(app, theme)
        self.actions_[f"theme_{theme.value}"].setChecked(True)
        if remember:
            self._remember(_THEME, theme.value)

    def _on_scheme(self) -> None:
        if self._theme is Theme.SYSTEM:
            self.set_theme(Theme.SYSTEM, remember=False)

    def _next(self) -> None:
        self.show_view(0)
        self.queue.next_unhandled()

    def _search(self) -> None:
        self.show_view(0)
        self.queue.stories.search.setFocus()
        self.queue.stories.search.selectAll()

    def _look_up(self) -> None:
        words = self.workbench.selected_words()
        self.show_view(VIEWS.index("view_memory"))
        self.memory.look_up(words)

    def _new_term(self) -> None:
        story = self.queue.story
        languages = (story.stored.story.language, story.target) if story is not None else ("", "")
        self.terms.add(*self.workbench.selected_pair(), languages)

    def _next_pane(self) -> None:
        if self._views.currentWidget() is not self.queue:
            return
        editor = self.queue.translation.editor
        panes: list[QWidget] = [self.queue.stories.view, self.queue.pane.original, editor, self.queue.pane.details]
        if not self.assisting.panel.isHidden():
            panes.append(self.assisting.panel.current_list)
        focus = QApplication.focusWidget()
        here = next((number for number, pane in enumerate(panes) if widget_owner(focus, pane)), -1)
        following = panes[(here + 1) % len(panes)]
        if following is editor and editor.editor is not None:
            editor.editor.setFocus()
        else:
            following.setFocus()

    def _on_opened(self, story: OpenStory) -> None:
        self.deciding.story = story
        wire = story.stored.story
        self.setWindowTitle(f"{wire.headline or wire.slugline or wire.uri} — Dabir")
        self._update_actions()

    def _on_changed(self) -> None:
        self.deciding.story = self.queue.story
        self._update_actions()

    def _update_actions(self) -> None:
        here = self._views.currentWidget() is self.queue
        update_actions(self.actions_, self.queue, self._workflow.stories.now(), here=here)
        for part in self._parts:
            part.update_actions(self.actions_, here=here)

    def _tell(self, words: str, bad: bool) -> None:  # noqa: FBT001 - a signal's value
        view = self._views.currentWidget()
        notice = view.notice if isinstance(view, (MemoryView, TermsView)) else self.queue.notice
        notice.tell(words, bad=bad)

    def _on_empty(self, row: int) -> None:
        self.statusBar().showMessage(f"Segment {row + 1} has no translation to confirm. Write it first.", 6000)

    def _on_quarantined(self, count: int) -> None:
        self.actions_["view_quarantine"].setText(f"Q&uarantine ({count:,})" if count else "Q&uarantine")

    def _on_unsent(self, count: int) -> None:
        self.actions_["view_outbox"].setText(f"&Outbox ({count:,} failed)" if count else "&Outbox")

    def _on_drafted(self, story_ids: list[int]) -> None:
        self.queue.stories.refresh()
        drafted = self.queue.story is not None and self.queue.story.stored.id in story_ids
        if drafted or self.queue.editing.shows_early_drafts():
            self.queue.reload()

    def _on_decided(self) -> None:
        self.queue.stories.refresh()
        self.queue.reload()

    def _show_story(self, story_id: int) -> None:
        self.show_view(0)
        self.queue.show_story(story_id)

    def on_error(self, error: BaseException) -> None:
        """Tell the person of an error; a defect goes to the crash handler."""
        if isinstance(error, Cancelled):
            self.statusBar().showMessage(str(error), 6000)
        elif isinstance(error, DabirError):
            show_error(self, error)
        elif self.receivers("2defect(PyObject)"):
            self.defect.emit(error)
        else:
            traceback.print_exception(error)
            show_error(self, DabirError(f"Something went wrong in Dabir itself: {error}", "What was typed is kept."))

    def _remember(self, key: str, value: str) -> None:
        self.tasks.run_task(lambda _: self._workflow.stories.remember(key, value), lane=Lane.EDITS)

    def _restore(self) -> None:
        stories = self._workflow.stories
        arrange(stories.remembered(_ARRANGEMENT), self, self._splitters())
        name = stories.remembered(_THEME, Theme.SYSTEM.value)
        self.set_theme(Theme(name) if name in set(Theme) else Theme.SYSTEM, remember=False)

    def _splitters(self) -> list[QSplitter]:
        return [self.queue.split, self.queue.pane.sides, self.queue.pane.split, self.assisting.below]

    def _paint(self) -> None:
        paint_icons(self.actions_, resources() / "ui" / "icons", self.palette())
        if self.queue.story is not None:
            self.queue.pane.show_story(self.queue.story, self._workflow.stories.now())

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons again in the ink of a new theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "actions_"):
            QTimer.singleShot(0, self, self._paint)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, not texts or pictures."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Bring in what was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.show_view(0)
            self.bringing.bring_in(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Write what is typed, ask when a task is running, and end the threads."""
        self.queue.editing.leave()
        if self.tasks.visible() and not self._leaving:
            event.ignore()
            title = self.tasks.visible()[0].title
            ask(self, f"“{title}” is still running. Stop it and close?", "Stop and close", self._leave)
            return
        self.workbench.leave()
        self._remember(_ARRANGEMENT, arrangement_of(self, self._splitters()))
        self.tasks.close()
        self.feeds.leave()
        event.accept()

    def _leave(self) -> None:
        self._leaving = True
        self.close()
