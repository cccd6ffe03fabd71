"""What happens to stories without a click: kills come in, embargoes end, claims lapse. And what persons answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from dabir.domain.claim import Claim
from dabir.ui.actions import Actions
from dabir.ui.arrivals.bringing_in import BringingIn
from dabir.ui.deciding.deciding import Deciding
from dabir.ui.editing.commenting import account_name
from dabir.ui.notifying import Notifying
from dabir.ui.parts.dialogs import Choice, DecisionDialog
from dabir.ui.parts.text_direction import isolated
from dabir.ui.stories.alarm_strip import AlarmStrip
from dabir.ui.stories.claim_strip import ClaimStrip
from dabir.ui.stories.countdown import countdown
from dabir.ui.stories.kept_drafts import KeptDrafts
from dabir.ui.stories.open_story import OpenStory
from dabir.ui.stories.queue_view import QueueView
from dabir.ui.stories.same_event import SameEvent
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Signer, Workflow
from dabir.workflow.deciding.kills import Alarm

_SECOND: Final = 1_000
#: The desk is asked this often, in milliseconds, what others have done to it.
_LOOK: Final = 15_000
#: Work on a story renews its claim no more often than this, in milliseconds.
_RENEWED: Final = 60_000


class Watching(QObject):
    """Keeps alarm, countdown and claim on the screen true to the desk.

    Signals:
        told: why something could not be done, a sentence.
        changed: something was decided, or has become due.
    """

    told = Signal(str)
    changed = Signal()

    def __init__(
        self,
        workflow: Workflow,
        tasks: Tasks,
        queue: QueueView,
        bringing: BringingIn,
        deciding: Deciding,
        window: QMainWindow,
    ) -> None:
        """Put the alarm over the window's views, and the claim over its story."""
        super().__init__(window)
        self._workflow = workflow
        self._tasks = tasks
        self._queue = queue
        self._deciding = deciding
        self._window = window
        self._claim: Claim | None = None
        self._running = ""
        self._actions: Actions | None = None
        self.dialog: DecisionDialog | None = None
        self.alarm = AlarmStrip()
        self.strip = ClaimStrip()
        self.kept = KeptDrafts(workflow, tasks, queue, self.strip, lambda: self.person, window)
        self.kept.taken_back.connect(self._on_done)
        self.notifying = Notifying(workflow, tasks, bringing, window)
        self.notifying.story_wanted.connect(self._on_notified)
        self.same_event = SameEvent(workflow, tasks, queue, bringing)
        self.same_event.found.connect(queue.stories.refresh)
        self._lay_out(window)
        self._second = QTimer(self, interval=_SECOND)
        self._second.timeout.connect(self.tick)
        self._second.start()
        self._looking = QTimer(self, interval=_LOOK)
        self._looking.timeout.connect(self.look)
        self._looking.start()
        self._fresh = QTimer(self, singleShot=True, interval=_RENEWED)
        queue.opened.connect(self._on_opened)
        queue.editing.acted.connect(self._on_work)
        deciding.decided.connect(self.look)
        for call in (queue.stories.refresh, queue.reload):
            self.changed.connect(call)
        for news in (bringing.arrived, bringing.finished):
            news.connect(self.look)
        self.alarm.story_wanted.connect(queue.show_story)
        self.alarm.answered.connect(self._on_answer)
        self.strip.take_over_wanted.connect(self.take_over)
        QTimer.singleShot(0, self, self.look)

    def _lay_out(self, window: QMainWindow) -> None:
        views = window.takeCentralWidget()
        assert views is not None
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.alarm)
        box.addWidget(views, 1)
        window.setCentralWidget(whole)
        layout = self._queue.pane.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, self.strip)
        layout.insertWidget(1, self.same_event.strip)

    @property
    def person(self) -> str:
        """Who works here: the editor whose key is unlocked, else the name of the account."""
        return self._deciding.identity.name or account_name()

    def calls(self) -> dict[str, Callable[[], object]]:
        """Return what each action does, by its name."""
        own = {"claim": self.claim, "take_over": self.take_over, "lift": self.lift}
        return {**own, **self.notifying.calls(), **self.same_event.calls()}

    def update_actions(self, actions: Actions, *, here: bool) -> None:
        """Enable what can be done with the story shown."""
        story = self._queue.story
        here = here and story is not None
        killed = story is not None and bool(story.stored.killed) and not story.stored.story.is_kill
        others = self._claim is not None and self._claim.person != self.person
        self._actions = actions
        self.notifying.update_actions(actions)
        self.same_event.update_actions(actions, here=here)
        actions["claim"].setEnabled(here and not killed and self._claim is None)
        actions["take_over"].setEnabled(here and others)
        actions["lift"].setEnabled(here and killed)

    def _on_notified(self, story_id: int) -> None:
        if self._actions is not None:
            self._actions["view_queue"].trigger()
        self._queue.show_story(story_id)

    def tick(self) -> None:
        """Let the countdown run; when an embargo ends or a story expires, what can be done has changed."""
        story = self._queue.story
        words = countdown(story.stored.story, self._workflow.stories.now()) if story is not None else ""
        self.strip.show_time(words)
        kind = words.split(" ", 1)[0]
        if self._running and kind != self._running:
            self.look()
            self.changed.emit()
        self._running = kind

    def look(self) -> None:
        """Ask the desk what rings, what is due and who works on the open story."""
        story_id = self._queue.story.stored.id if self._queue.story is not None else 0
        kills, claims, due = self._workflow.kills, self._workflow.claims, self._workflow.timekeeping
        self._tasks.run_task(
            lambda _: (due.look(), kills.ringing(), claims.of(story_id) if story_id else None),
            lambda found: self._show(story_id, *found),
            lane=Lane.EDITS,
        )

    def _show(self, story_id: int, changed: list[int], alarms: list[Alarm], claim: Claim | None) -> None:
        self.alarm.show_alarms(alarms)
        if self._queue.story is not None and self._queue.story.stored.id == story_id:
            self._show_claim(claim)
        if changed:
            self._queue.stories.refresh()

    def _show_claim(self, claim: Claim | None) -> None:
        self._claim = claim
        self.strip.show_claim(claim, self.person, self._workflow.stories.now())
        # Somebody else's words are not to be typed over unawares.
        self._queue.translation.editor.setEnabled(claim is None or claim.person == self.person)

    def _on_opened(self, story: OpenStory) -> None:
        if self._claim is None or self._claim.story_id != story.stored.id:
            self._fresh.stop()
            self._show_claim(None)
        self._running = ""
        self.tick()
        self.look()

    def _on_work(self) -> None:
        """Claim the story with the first edit, and keep the claim while somebody works."""
        if not self._fresh.isActive():
            self._fresh.start()
            self.claim()

    def claim(self) -> None:
        """Say that the person here works on the open story."""
        story = self._queue.story
        if story is None:
            return
        person = self.person
        self._tasks.run_task(
            lambda _: self._workflow.claims.claim(story.stored.id, person),
            lambda claim: self._on_claimed(story.stored.id, claim),
            on_error=lambda error: self.told.emit(str(error)),
            lane=Lane.EDITS,
        )

    def _on_claimed(self, story_id: int, claim: Claim) -> None:
        if self._queue.story is not None and self._queue.story.stored.id == story_id:
            self._show_claim(claim)
        self._queue.stories.refresh()

    def take_over(self) -> None:
        """Take the open story over, with a reason; the draft as it stands is kept."""
        story, person = self._queue.story, self.person
        if story is None or self._claim is None:
            return
        caution = (
            f"{isolated(self._claim.person)} is told by the log. The translation as it stands is kept and can be "
            "taken back."
        )
        self._ask(
            "Take over",
            story.stored.story.headline or story.stored.story.uri,
            caution,
            lambda note: self._run(
                lambda: self._workflow.claims.take_over(story.stored.id, story.target, person, note)
            ),
        )

    def lift(self) -> None:
        """Make the open story usable again, with a reason."""
        story = self._queue.story
        if story is None:
            return
        self._ask(
            "Lift the kill",
            story.stored.story.headline or story.stored.story.uri,
            "It can be approved and released again, in every version. Nothing of it is approved any more.",
            lambda note: self._signed(lambda signer: self._workflow.kills.lift(story.stored.id, signer, note)),
        )

    def _on_answer(self, answer: str, alarm: Alarm) -> None:
        kills, row = self._workflow.kills, alarm.kill.id
        if answer == "Acknowledge":
            self._signed(lambda signer: kills.acknowledge(row, signer))
            return
        name = alarm.story.story.headline or alarm.story.story.uri
        if answer == "Dismiss":
            self._ask(
                answer, name, alarm.kill.words, lambda note: self._signed(lambda one: kills.dismiss(row, one, note))
            )
        else:
            caution = f"{alarm.kill.words} Every version and translation is withdrawn at once."
            self._ask(answer, name, caution, lambda note: self._signed(lambda one: kills.confirm(row, one, note)))

    def _ask(self, act: str, name: str, caution: str, call: Callable[[str], object]) -> None:
        choice = Choice("", "The story, all of it", "", (caution,))
        self.dialog = DecisionDialog(act, name, [choice], self._window, reason=True)
        self.dialog.decided.connect(lambda _target, note: call(note))
        self.dialog.destroyed.connect(self._forget_dialog)
        self.dialog.open()

    def _forget_dialog(self) -> None:
        self.dialog = None

    def _signed(self, work: Callable[[Signer], object]) -> None:
        self._deciding.identity.with_signer(lambda signer: self._run(lambda: work(signer)))

    def _run(self, work: Callable[[], object]) -> None:
        self._tasks.run_task(
            lambda _: work(), lambda _: self._on_done(), on_error=self._on_error, title="Signing", lane=Lane.EDITS
        )

    def _on_error(self, error: BaseException) -> None:
        self._tasks.failed.emit(error)
        self._on_done()

    def _on_done(self) -> None:
        self.look()
        self.changed.emit()
