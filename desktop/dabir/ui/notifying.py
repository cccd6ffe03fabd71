"""Calls the editor who works in another program: a notification for urgent stories and kills that came in.

Never while the window is in front, never for what came with an archive or with the first import, and never more than
one in some seconds: many at once are one notification.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from dabir.domain.attention import Call, Calls
from dabir.domain.language import is_right_to_left
from dabir.ui.actions import Actions
from dabir.ui.arrivals.bringing_in import BringingIn
from dabir.ui.notifiers import Notifier, make_notifier
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Workflow

#: Names under which the choices are remembered.
CALLS_KEY: Final = "notifications/calls"
SOUND_KEY: Final = "notifications/sound"

#: The least time between two notifications, in milliseconds.
PAUSE: Final = 5_000
#: The desk is asked this often, in milliseconds, what other programs have brought in.
_LOOK: Final = 15_000
#: Headlines shown of many, and letters of each.
_SHOWN: Final = 3
_LONGEST: Final = 160

_ACTIONS: Final = {
    "notify_nothing": Calls.NOTHING,
    "notify_kills": Calls.KILLS,
    "notify_flashes": Calls.FLASHES,
    "notify_urgent": Calls.URGENT,
}


class Notifying(QObject):
    """Looks what came in, and shows what calls for attention while nobody sees the window.

    Attributes:
        calls_for: what the person wants to be called for.
        sound: whether a sound is made too.
        notifier: shows the notifications; None where the system has no way to.

    Signals:
        story_wanted: the person clicked on a notification; carries the row of its weightiest story.
    """

    story_wanted = Signal(int)

    def __init__(self, workflow: Workflow, tasks: Tasks, bringing: BringingIn, window: QWidget) -> None:
        """Begin with what was chosen last, and with the stories that come in from now on."""
        super().__init__(window)
        self._workflow = workflow
        self._tasks = tasks
        self._window = window
        remembered = workflow.stories.remembered(CALLS_KEY)
        self.calls_for = Calls(remembered) if remembered in set(Calls) else Calls.URGENT
        self.sound = workflow.stories.remembered(SOUND_KEY) == "on"
        self.notifier: Notifier | None = None
        self._actions: Actions | None = None
        self._seen: int | None = None
        self._first_import = False
        self._grown = 0
        self._waiting: list[Call] = []
        self._shown_id = 0
        self._is_shown = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._show_waiting)
        self.timer = QTimer(self, interval=_LOOK)
        self.timer.timeout.connect(self.look)
        self.timer.start()
        bringing.arrived.connect(self.look)
        bringing.finished.connect(self._on_finished)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.applicationStateChanged.connect(self._on_state)
        QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        self.use(make_notifier(self))
        self._tasks.run_task(lambda _: self._workflow.attention.newest(), self._on_begun, lane=Lane.READS)

    def _on_begun(self, newest: int) -> None:
        self._seen = newest
        self._first_import = not newest

    def use(self, notifier: Notifier | None) -> None:
        """Show notifications by this from now on."""
        self.notifier = notifier
        if notifier is not None:
            notifier.clicked.connect(self._on_clicked)
        if self._actions is not None:
            self.update_actions(self._actions)

    def in_front(self) -> bool:
        """Whether the person has Dabir before the eyes."""
        return QApplication.activeWindow() is not None and not self._window.isMinimized()

    def look(self) -> None:
        """See what came in since somebody last looked."""
        self._look(done=False)

    def _on_finished(self) -> None:
        self._look(done=True)

    def _look(self, *, done: bool) -> None:
        after, calls = self._seen, Calls.NOTHING if self._first_import else self.calls_for
        if after is not None:
            self._tasks.run_task(
                lambda _: self._workflow.attention.since(after, calls),
                lambda found: self._on_looked(after, done, *found),
                lane=Lane.READS,
            )

    def _on_looked(self, after: int, done: bool, newest: int, found: list[Call]) -> None:  # noqa: FBT001 - unpacked
        if after != self._seen:
            return  # Asked twice; the other answer was first.
        if self._first_import:
            # It is over when whoever brings in says so, or, where another program does, when nothing more comes.
            self._first_import = not newest or (newest != self._grown and not done)
            self._grown = newest
            self._seen = 0 if self._first_import else newest
            return
        self._seen = newest
        if found and not self.in_front():
            self._waiting += found
            if not self._pause.isActive():
                self._show_waiting()

    def _show_waiting(self) -> None:
        calls, self._waiting = sorted(self._waiting, key=lambda call: call.weight), []
        if not calls or self.notifier is None or self.in_front():
            return
        self._shown_id, self._is_shown = calls[0].row.id, True
        self.notifier.show(title_of(calls), body_of(calls))
        if self.sound:
            QApplication.beep()
        self._pause.start()

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            # Whatever waited stands before the eyes now.
            self._waiting = []
            if self.notifier is not None and self._is_shown:
                self.notifier.withdraw()
            # What it was about is kept: on some desktops the window comes to the front before the click is told.
            self._is_shown = False

    def _on_clicked(self) -> None:
        story_id = self._shown_id
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        if story_id:
            self.story_wanted.emit(story_id)

    def calls(self) -> dict[str, Callable[[], object]]:
        """Return what each action of the choice does, by its name."""
        choices = {name: partial(self.choose, calls) for name, calls in _ACTIONS.items()}
        return {**choices, "notify_sound": lambda: self.choose_sound(on=not self.sound)}

    def choose(self, calls: Calls) -> None:
        """Be called for something else from now on, and remember it."""
        self.calls_for = calls
        self._remember(CALLS_KEY, calls.value)

    def choose_sound(self, *, on: bool) -> None:
        """Make a sound with each notification, or none, and remember it."""
        self.sound = on
        self._remember(SOUND_KEY, "on" if on else "off")

    def _remember(self, key: str, value: str) -> None:
        self._tasks.run_task(lambda _: self._workflow.stories.remember(key, value), lane=Lane.EDITS)

    def update_actions(self, actions: Actions) -> None:
        """Mark what is chosen; where the system shows no notifications, say so."""
        self._actions = actions
        for name, calls in _ACTIONS.items():
            actions[name].setChecked(calls is self.calls_for)
        actions["notify_sound"].setChecked(self.sound)
        for name in (*_ACTIONS, "notify_sound"):
            actions[name].setEnabled(self.notifier is not None)
            why_not = "" if self.notifier is not None else ". This system has no way to show notifications."
            actions[name].setToolTip(f"{actions.tips[name]}{why_not}")


def title_of(calls: Sequence[Call]) -> str:
    """Return what calls, in a few words: whose story, or how many of which kind."""
    if len(calls) == 1:
        kind = "Kill" if calls[0].kills else f"Urgency {calls[0].row.urgency}"
        return f"{kind}: {calls[0].row.partner}" if calls[0].row.partner else kind
    kills = sum(call.kills for call in calls)
    urgent = len(calls) - kills
    words = [f"{kills} {'kill' if kills == 1 else 'kills'}"] if kills else []
    if urgent:
        words.append(f"{urgent} urgent {'story' if urgent == 1 else 'stories'}")
    return " and ".join(words)


def body_of(calls: Sequence[Call]) -> str:
    """Return the headlines of the first few calls, a line each, in the direction of their languages."""
    lines = [_headline(call) for call in calls[:_SHOWN]]
    if len(calls) > _SHOWN:
        lines.append(f"and {len(calls) - _SHOWN} more")
    return "\n".join(lines)


def _headline(call: Call) -> str:
    row = call.row
    words = " ".join((row.headline or row.slugline or row.uri).split())
    words = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"
    # Desktops set each line by its first strong letter; a mark in front of a foreign name makes it the story's own.
    return f"\u200f{words}" if is_right_to_left(row.language) else f"\u200e{words}"
