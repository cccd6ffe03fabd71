"""What helps a translator with the segment at hand, made and wired here and offered to the window as actions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from dabir.ui.actions import Actions, widget_owner
from dabir.ui.editing.alignment_view import AlignmentView
from dabir.ui.editing.assistance import Assistance, Tab
from dabir.ui.editing.card_mouse import CardMouse
from dabir.ui.editing.entries import alternative_entry, finding_entry, match_entry, more_entry, term_entry
from dabir.ui.editing.finding_lines import can_mend, mending_words
from dabir.ui.editing.findings_guide import FindingsGuide, Place
from dabir.ui.editing.lookups import Lookups
from dabir.ui.parts.theme import Tones, tones_of
from dabir.ui.stories.queue_view import QueueView
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Workflow

#: Can be used whenever segments are shown.
_WITH_SEGMENTS: Final = ("finding_next", "finding_previous", "mend", "look_first", "alternatives")
#: Findings that are listed: a list that nobody reads to its end must not hold up the typing.
_LISTED: Final = 200
_SHOWN, _TAB = "assistance/shown", "assistance/tab"


class Assisting(QObject):
    """Owns the panel and everything that fills it.

    Signals:
        told: what was found, or why something could not be done, a sentence.
    """

    told = Signal(str)

    def __init__(self, workflow: Workflow, tasks: Tasks, queue: QueueView, window: QWidget) -> None:
        """Help with the story that a queue shows.

        Args:
            workflow: the desk.
            tasks: runs the look-ups.
            queue: shows the story.
            window: where the keys count.
        """
        super().__init__(window)
        self._workflow = workflow
        self._tasks = tasks
        self._queue = queue
        self.mouse = CardMouse(queue.translation.editor)
        self.findings = FindingsGuide(workflow, tasks, queue, self.mouse)
        self.alignment = AlignmentView(workflow, tasks, queue, self.mouse)
        self.lookups = Lookups(workflow, tasks, queue, self)
        self.panel = Assistance()
        self.below = self._make_room()
        self._places: list[Place] = []
        self._make_keys(window)
        self._connect()
        self._restore()
        self._show_known()
        self._show_findings()

    def _make_room(self) -> QSplitter:
        """Put the panel beside the details, under the translation."""
        below = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False, handleWidth=1)
        pane = self._queue.pane
        pane.split.replaceWidget(pane.split.indexOf(pane.details), below)
        below.addWidget(pane.details)
        below.addWidget(self.panel)
        pane.details.show()
        for place in range(2):
            below.setStretchFactor(place, 1)
        below.setSizes([10_000, 10_000])
        # Both give way where a screen is small: without this the lower one keeps its height, at the cost of the text.
        pane.split.setStretchFactor(pane.split.indexOf(below), 1)
        return below

    def _make_keys(self, window: QWidget) -> None:
        put = {f"Alt+{number + 1}": partial(self.lookups.take_match, number) for number in range(5)}
        put |= {f"Alt+Shift+{number + 1}": partial(self.lookups.insert_term, number) for number in range(9)}
        self._keys = [QShortcut(QKeySequence(key), window) for key in put]
        for key, act in zip(self._keys, put.values(), strict=True):
            key.activated.connect(act)

    def _connect(self) -> None:
        for part in (self.findings, self.alignment, self.lookups):
            part.told.connect(self.told)
        self.findings.changed.connect(self._show_findings)
        self.lookups.changed.connect(self._show_known)
        self.panel.taken.connect(self._on_taken)
        self.panel.left.connect(self._back)
        self.panel.recoloured.connect(self._recolour)
        self.panel.mending_wanted.connect(self._on_mending)
        self.panel.lists[Tab.FINDINGS].pointed.connect(self._show_mending)
        self.panel.currentChanged.connect(lambda tab: self._remember(_TAB, str(tab)))

    def calls(self) -> dict[str, Callable[[], object]]:
        """Return what each action does, by its name."""
        return {
            "finding_next": lambda: self.findings.step(1),
            "finding_previous": lambda: self.findings.step(-1),
            "mend": self.findings.mend_here,
            "look_first": self.findings.to_next_look,
            "alternatives": self.ask_alternatives,
            "assistance": self.switch,
        }

    def update_actions(self, actions: Actions, *, here: bool) -> None:
        """Enable what can be done with the story shown.

        Args:
            actions: of the window.
            here: whether the queue is the view that is shown.
        """
        able = here and bool(self._queue.model.units)
        for name in _WITH_SEGMENTS:
            actions[name].setEnabled(able)
        for key in self._keys:
            key.setEnabled(able)
        actions["assistance"].setEnabled(here)
        actions["assistance"].setChecked(not self.panel.isHidden())

    def switch(self) -> None:
        """Hide the panel, or show it again."""
        hidden = not self.panel.isHidden()
        if hidden and widget_owner(QApplication.focusWidget(), self.panel):
            self._back()
        self.panel.setVisible(not hidden)
        self._remember(_SHOWN, "" if hidden else "yes")

    def ask_alternatives(self) -> None:
        """Ask for alternatives of the current segment, and stand in their list."""
        self.panel.open_tab(Tab.ALTERNATIVES)
        self.lookups.ask_alternatives()

    def _back(self) -> None:
        editor = self._queue.translation.editor
        if editor.current >= 0:
            editor.choose(editor.current, focus=True)
        else:
            editor.setFocus()

    def _on_taken(self, tab: int, entry: int) -> None:
        if tab == Tab.MEMORY:
            self.lookups.take_match(entry)
        elif tab == Tab.TERMS:
            self.lookups.insert_term(entry)
        elif tab == Tab.ALTERNATIVES:
            self.lookups.take_alternative(entry)
        elif tab == Tab.FINDINGS and entry < len(self._places):
            self.findings.go(self._places[entry])

    def _on_mending(self, entry: int) -> None:
        if 0 <= entry < len(self._places):
            self.findings.mend(self._places[entry])

    def _show_mending(self, entry: int) -> None:
        there = 0 <= entry < len(self._places) and can_mend(self._places[entry].finding)
        self.panel.show_mending(mending_words(self._places[entry].finding) if there else "")

    def _show_findings(self) -> None:
        shown, tones, model = self.panel.lists[Tab.FINDINGS], self._tones(), self._queue.model
        here = self._places[shown.current] if 0 <= shown.current < len(self._places) else None
        places = self.findings.all()
        self._places, left = places[:_LISTED], len(places) - _LISTED
        entries = [finding_entry(self.findings.name(place.row), place.finding, tones) for place in self._places]
        if left > 0:
            entries.append(more_entry(left))
        sentence = "The checks find nothing." if model.units else "There is no translation to check."
        stay = next((number for number, place in enumerate(self._places) if place == here), -1)
        self.panel.show_entries(Tab.FINDINGS, entries, sentence, current=stay, total=len(places))
        self._show_mending(shown.current)

    def _show_known(self) -> None:
        story, row, model = self._queue.story, self._queue.translation.editor.current, self._queue.model
        if story is None or not 0 <= row < len(model.units):
            for tab in (Tab.MEMORY, Tab.TERMS, Tab.ALTERNATIVES):
                self.panel.show_entries(tab, [], "No segment is chosen.")
            return
        pair, text = (story.stored.story.language, story.target), model.units[row].segment.text
        self._show_memory(pair)
        terms = [
            term_entry(number, text[match.start : match.end], match.term, pair, self._tones())
            for number, match in enumerate(self.lookups.known.terms, 1)
        ]
        self.panel.show_entries(Tab.TERMS, terms, "No term of the termbase is in this segment.")
        self._show_alternatives(pair[1], model.text(row))

    def _show_memory(self, pair: tuple[str, str]) -> None:
        known, now = self.lookups.known, self._workflow.stories.now()
        found = zip(known.matches, known.differences, strict=True)
        entries = [
            match_entry(number, match, pieces, pair, now, self._tones())
            for number, (match, pieces) in enumerate(found, 1)
        ]
        self.panel.show_entries(Tab.MEMORY, entries, "The memory has nothing like this segment.")

    def _show_alternatives(self, language: str, stands: str) -> None:
        lookups = self.lookups
        entries = [
            alternative_entry(number, made, language, self._tones(), standing=made.text == stands)
            for number, made in enumerate(lookups.alternatives, 1)
        ]
        sentence = lookups.trouble or "Ctrl+Space asks for other translations of this segment."
        if lookups.asking:
            sentence = "Other translations are being made…"
        self.panel.show_entries(Tab.ALTERNATIVES, entries, sentence, current=0 if entries else -1)

    def _tones(self) -> Tones:
        return tones_of(self.panel.palette())

    def _recolour(self) -> None:
        self._show_known()
        self._show_findings()

    def _remember(self, key: str, value: str) -> None:
        self._tasks.run_task(lambda _: self._workflow.stories.remember(key, value), lane=Lane.EDITS)

    def _restore(self) -> None:
        stories = self._workflow.stories
        tab = stories.remembered(_TAB, "0")
        self.panel.setCurrentIndex(int(tab) if tab.isdecimal() else 0)
        self.panel.setVisible(stories.remembered(_SHOWN, "yes") == "yes")
