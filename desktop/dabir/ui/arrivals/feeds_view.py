"""The feeds: where stories come from by themselves, how each does, and what to do about those that do not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QPushButton, QScrollArea, QSplitter, QVBoxLayout, QWidget

from dabir.domain.errors import DabirError
from dabir.domain.feed import Feed, FeedKind, FeedStatus
from dabir.domain.language import name_of
from dabir.domain.listing import Partner
from dabir.ui.arrivals.bringing_in import BringingIn
from dabir.ui.arrivals.feed_form import FeedForm
from dabir.ui.arrivals.feed_sign import FeedSign
from dabir.ui.arrivals.feed_words import FeedState, ago, interval_in_words, look_words, trial_words
from dabir.ui.arrivals.feeds_model import STRETCH, WIDTHS, FeedsModel
from dabir.ui.arrivals.polling import FeedPolling
from dabir.ui.parts.dialogs import ask
from dabir.ui.parts.fonts import weighted
from dabir.ui.parts.panes import Notice
from dabir.ui.parts.parts import SelectableLabel, band, label, named
from dabir.ui.parts.tables import RowsView
from dabir.ui.parts.text_direction import isolated
from dabir.ui.parts.ways import in_window
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Workflow
from dabir.workflow.arrivals.looking import Look
from dabir.workflow.arrivals.polling import Trial

#: Words that tell of times are renewed this often while they are seen, in milliseconds.
_AGE: Final = 10_000
_EMPTY: Final = (
    "No feed is set up: stories come in only when you bring them.\n"
    "Add a feed, and what a partner puts into a folder, on the web, in a mailbox or on a file server comes by itself."
)


class FeedsView(QWidget):
    """Lists the feeds."""

    def __init__(
        self,
        workflow: Workflow,
        tasks: Tasks,
        bringing: BringingIn,
        show: Callable[[], object],
        window: QMainWindow,
    ) -> None:
        """Show the feeds of a desk, and read them from now on.

        Args:
            workflow: the desk.
            tasks: runs what asks the desk.
            bringing: tells the window what came in, whether a person brought it or a feed did.
            show: shows this view in the window.
            window: has the status bar that names feeds which have failed for long.
        """
        super().__init__(window)
        self._workflow = workflow
        self._tasks = tasks
        self._wanted = ""
        self._ruled: tuple[Feed, str] | None = None
        self.form: FeedForm | None = None
        self.polling = FeedPolling(workflow, tasks, self)
        self.notice = Notice()
        self.model = FeedsModel(workflow.stories.now, self.polling.looking, self)
        self.table = RowsView(self.model, WIDTHS, STRETCH)
        self.table.setAccessibleName("Feeds")
        self.table.hint = _EMPTY
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        self.table.doubleClicked.connect(lambda _: self.change_chosen())
        self.table.installEventFilter(self)
        self._lay_out()
        self.sign = FeedSign(self.polling, workflow)
        self.sign.wanted.connect(self.lead_to)
        self.sign.wanted.connect(show)
        window.statusBar().insertPermanentWidget(0, self.sign)
        for news, told in (
            (self.polling.arrived, bringing.arrived),
            (self.polling.finished, bringing.finished),
            (self.polling.tampered, bringing.tampered),
        ):
            news.connect(told)
        self.polling.known.connect(self._show)
        self.polling.asked_looked.connect(self._on_asked)
        self.polling.failed.connect(self._on_trouble)
        self._aging = QTimer(self, interval=_AGE)
        self._aging.timeout.connect(self._age)
        self._aging.start()
        self._show([])

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        split.addWidget(self.table)
        split.addWidget(self._make_room())
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._make_head())
        box.addWidget(self.notice)
        box.addWidget(split, 1)

    def _make_head(self) -> QWidget:
        self.words = label()
        self.add_button = _button("Add a &feed…", "Set up where stories come from (Insert)", self.add)
        self.change_button = _button("&Change…", "Change the chosen feed (Enter)", self.change_chosen)
        self.test_button = _button("T&est", "See what would come in, without taking it in", self.test_chosen)
        self.look_button = _button("&Look now", "Read the chosen feed now, due or not", self.look_chosen)
        self.pause_button = _button("&Pause", "Leave the chosen feed alone until it is resumed", self.pause_chosen)
        self.remove_button = _button("Re&move…", "Forget the chosen feed; its stories stay (Delete)", self.ask_remove)
        self.pause_all_button = _button("Pa&use all", "Leave all feeds alone until they are resumed", self.pause_all)
        return band(
            self.words,
            self.add_button,
            self.change_button,
            self.test_button,
            self.look_button,
            self.pause_button,
            self.remove_button,
            self.pause_all_button,
        )

    def _make_room(self) -> QWidget:
        """Return the room below the table where the chosen feed is told of; long errors scroll."""
        self.about = SelectableLabel()
        self.about.setFont(weighted(self.about.font(), 600))
        self.error = named(SelectableLabel(), "trouble")
        self.remedy = SelectableLabel()
        self.details = named(SelectableLabel(), "muted")
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(14, 8, 14, 10)
        box.setSpacing(5)
        for part in (self.about, self.error, self.remedy, self.details):
            box.addWidget(part)
        box.addStretch(1)
        self.whole = QScrollArea(widgetResizable=True)
        self.whole.setFrameShape(QFrame.Shape.NoFrame)
        self.whole.setWidget(inside)
        self.whole.setMinimumHeight(9 * (self.fontMetrics().height() + 4))
        self.whole.setAccessibleName("The chosen feed")
        self.whole.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return self.whole

    def leave(self) -> None:
        """Let what is being read end, behind a window that is gone already."""
        self.window().hide()
        self.polling.close()

    def reload(self) -> None:
        """Ask the desk how the feeds do."""
        self._ruled = None
        self.polling.look()

    def lead_to(self, name: str) -> None:
        """Have a feed chosen when the view is read next."""
        self._wanted = name

    def _show(self, statuses: list[FeedStatus]) -> None:
        chosen = self.chosen()
        wanted = self._wanted or (chosen.feed.name if chosen else "")
        place = self.table.verticalScrollBar().value()
        renewed = self.model.renew(statuses)
        names = [one.feed.name for one in statuses]
        if names and (renewed or self._wanted):
            self.table.selectRow(names.index(wanted) if wanted in names else 0)
            if not self._wanted:
                self.table.verticalScrollBar().setValue(place)
        self._wanted = ""
        self._tell_counts(statuses)
        self._on_selection()

    def _tell_counts(self, statuses: list[FeedStatus]) -> None:
        failing = sum(1 for one in statuses if one.health.failures and not one.feed.paused)
        paused = sum(1 for one in statuses if one.feed.paused)
        today = sum(one.health.taken_today for one in statuses)
        count = "1 feed" if len(statuses) == 1 else f"{len(statuses):,} feeds"
        parts = [count, f"{today:,} new in 24 hours"]
        parts += [f"{failing:,} cannot be read"] if failing else []
        parts += [f"{paused:,} paused"] if paused else []
        self.words.setText(", ".join(parts) if statuses else "No feed is set up.")
        all_paused = bool(statuses) and paused == len(statuses)
        self.pause_all_button.setText("Res&ume all" if all_paused else "Pa&use all")
        self.pause_all_button.setEnabled(bool(statuses))

    def chosen(self) -> FeedStatus | None:
        """Return the chosen feed."""
        row = self.table.chosen()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def _on_selection(self) -> None:
        status = self.chosen()
        self.whole.setVisible(status is not None)
        looking = status is not None and self.model.state(status) is FeedState.LOOKING
        for button in (self.change_button, self.test_button, self.pause_button, self.remove_button):
            button.setEnabled(status is not None)
        self.look_button.setEnabled(status is not None and not looking)
        if status is None:
            return
        self.pause_button.setText("&Resume" if status.feed.paused else "&Pause")
        health = status.health
        self.about.setText(f"{isolated(status.feed.name)}: {self.model.state(status).value}")
        for part, words in ((self.error, health.error), (self.remedy, health.remedy)):
            part.setText(in_window(words))
            part.setVisible(bool(words))
        self._tell_details(status)
        if self._ruled is None or self._ruled[0] != status.feed:
            self._ask_agreement(status.feed)

    def _tell_details(self, status: FeedStatus) -> None:
        feed, health = status.feed, status.health
        language = name_of(feed.language) if feed.language else "as each story says"
        times = f"Times without an offset are of {feed.zone}; language: {language}."
        stories = "no story has come yet"
        if health.taken:
            last = ago(health.last_story, self._workflow.stories.now())
            stories = f"{health.taken_today:,} new in 24 hours, {health.taken:,} in all, the last {last}"
        lines = [isolated(feed.address, "en"), f"It is read {interval_in_words(feed.interval)}; {stories}.", times]
        if feed.clear:
            what = "A mail is marked as read" if feed.kind is FeedKind.IMAP else "A file is deleted there"
            lines.append(f"{what} once it is safely here.")
        if self._ruled is not None and self._ruled[0] == feed:
            lines.append(self._ruled[1])
        self.details.setText("\n".join(lines))

    def _ask_agreement(self, feed: Feed) -> None:
        def show(words: str) -> None:
            self._ruled = feed, words
            status = self.chosen()
            if status is not None and status.feed == feed:
                self._tell_details(status)

        self._tasks.run_task(lambda _: self._agreement(feed), show, lane=Lane.READS)

    def _agreement(self, feed: Feed) -> str:
        agreement, caution = self._workflow.feeds.agreement(feed)
        partner = f"Partner: {isolated(feed.partner)}. " if feed.partner else ""
        return f"{partner}Agreement: {isolated(agreement.title)}." if agreement else f"{partner}{caution}"

    def add(self) -> None:
        """Ask for a new feed."""
        self._ask_form(None)

    def change_chosen(self) -> None:
        """Ask for what is to be changed of the chosen feed."""
        status = self.chosen()
        if status is not None:
            self._ask_form(status.feed)

    def _ask_form(self, feed: Feed | None) -> None:
        def read() -> tuple[list[Partner], bool]:
            kept = feed is not None and self._workflow.feeds.has_password(feed.name)
            return self._workflow.intake.partners(), kept

        self._tasks.run_task(
            lambda _: read(), lambda found: self._open_form(feed, *found), on_error=self._on_trouble, lane=Lane.READS
        )

    def _open_form(self, feed: Feed | None, partners: list[Partner], kept: bool) -> None:  # noqa: FBT001 - a result
        others = [one.feed.name for one in self.model.rows if feed is None or one.feed.name != feed.name]
        home = self._workflow.places.home
        form = FeedForm(feed, partners, others, home, self._keep, self._try, self.window(), kept=kept)
        form.finished.connect(self._forget_form)
        self.form = form
        self.polling.in_background(
            self._workflow.passphrases.available, self._if_open(form, form.tell_of_keyring), self._on_trouble
        )
        form.open()

    def _forget_form(self) -> None:
        self.form = None

    def _if_open(self, form: FeedForm, call: Callable[[Any], object]) -> Callable[[Any], object]:
        """Return what passes an answer on to a form, unless that was closed in the meantime."""
        return lambda value: call(value) if self.form is form else None

    def _try(self, feed: Feed, password: str | None, form: FeedForm) -> None:
        self.polling.try_out(
            feed, password, self._if_open(form, form.show_trial), self._if_open(form, form.show_failed_trial)
        )

    def _keep(self, feed: Feed, password: str | None, form: FeedForm) -> None:
        before, feeds = form.before, self._workflow.feeds

        def work() -> None:
            if before is None:
                feeds.add(feed, password or "")
            else:
                feeds.change(before.name, feed, password)

        def done(_: object) -> None:
            form.accept()
            self._wanted = feed.name.strip()
            self.reload()

        self._tasks.run_task(lambda _: work(), done, on_error=form.show_trouble, title="Keeping the feed")

    def test_chosen(self) -> None:
        """Find out what the chosen feed would bring."""
        status = self.chosen()
        if status is None:
            return
        feed = status.feed
        self.notice.tell(f"Connecting to “{isolated(feed.name)}”…")
        self.polling.try_out(feed, None, lambda trial: self._on_tried(feed, trial), self._on_trouble)

    def _on_tried(self, feed: Feed, trial: Trial) -> None:
        self.notice.tell(trial_words(feed, trial))

    def look_chosen(self) -> None:
        """Read the chosen feed now."""
        status = self.chosen()
        if status is not None:
            self.polling.look_now([status.feed.name])
            self.model.age()
            self._on_selection()

    def _on_asked(self, look: Look) -> None:
        self.notice.tell(look_words(look), bad=look.failed)

    def pause_chosen(self) -> None:
        """Pause the chosen feed, or resume it."""
        status = self.chosen()
        if status is not None:
            self._set_paused([status.feed.name], paused=not status.feed.paused)

    def pause_all(self) -> None:
        """Pause all feeds; when all are paused, resume them."""
        paused = not all(one.feed.paused for one in self.model.rows)
        self._set_paused([one.feed.name for one in self.model.rows if one.feed.paused is not paused], paused=paused)

    def _set_paused(self, names: list[str], *, paused: bool) -> None:
        act = self._workflow.feeds.pause if paused else self._workflow.feeds.resume
        self._edit(lambda: [act(name) for name in names])

    def ask_remove(self) -> None:
        """Ask whether to forget the chosen feed."""
        status = self.chosen()
        if status is not None:
            name = status.feed.name
            detail = "Its password is forgotten too. The stories it brought stay."
            ask(self, f"Remove the feed “{isolated(name)}”?", "Remove", lambda: self.remove(name), detail=detail)

    def remove(self, name: str) -> None:
        """Forget a feed."""
        self._edit(lambda: self._workflow.feeds.remove(name))

    def _edit(self, work: Callable[[], object]) -> None:
        self._tasks.run_task(lambda _: work(), lambda _: self.reload(), on_error=self._on_trouble, lane=Lane.EDITS)

    def _on_trouble(self, error: BaseException) -> None:
        if isinstance(error, DabirError):
            self.notice.tell(str(error), bad=True)
        else:
            self._tasks.failed.emit(error)
        self.reload()

    def _age(self) -> None:
        if self.isVisible():
            self.model.age()

    def showEvent(self, event: QShowEvent) -> None:
        """Let the words be true from the first moment on."""
        super().showEvent(event)
        self.model.age()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the table: Insert, Enter, Delete."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
            acts: dict[int, Callable[[], None]] = {
                Qt.Key.Key_Insert: self.add,
                Qt.Key.Key_Return: self.change_chosen,
                Qt.Key.Key_Enter: self.change_chosen,
                Qt.Key.Key_Delete: self.ask_remove,
            }
            act = acts.get(event.key())
            if act is not None:
                act()
                return True
        return super().eventFilter(watched, event)


def _button(words: str, tip: str, call: Callable[[], object]) -> QPushButton:
    made = QPushButton(words)
    made.setToolTip(tip)
    made.clicked.connect(lambda _=False: call())
    return made
