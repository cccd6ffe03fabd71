"""From an entry of the log to what it is about: a story, an edition of an agreement, an editor."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dabir.domain.decision import Decision
from dabir.domain.listing import StoredStory
from dabir.ui.agreements.agreements_view import AgreementsView
from dabir.ui.people.people import People
from dabir.ui.record.entries import About, about, editor_of, name_of_subject
from dabir.ui.record.log_view import LogView
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Stories


class Leading(QObject):
    """Follows the log's entries for a window.

    Signals:
        story_found: the story that an entry is about (its row).
        agreements_wanted: the view of agreements is to be shown; it knows which edition is meant.
    """

    story_found = Signal(int)
    agreements_wanted = Signal()

    def __init__(
        self,
        stories: Stories,
        tasks: Tasks,
        log: LogView,
        agreements: AgreementsView,
        people: People,
        window: QWidget,
    ) -> None:
        """Listen to a log."""
        super().__init__(window)
        self._stories = stories
        self._tasks = tasks
        self._agreements = agreements
        self._people = people
        log.opened.connect(self.lead)

    def lead(self, entry: Decision) -> None:
        """Show what an entry is about."""
        follow: dict[About, Callable[[Decision], None]] = {
            About.STORY: self._to_story,
            About.AGREEMENT: self._to_agreement,
            About.EDITOR: self._to_editor,
        }
        act = follow.get(about(entry))  # none for what is about the desk itself: the entry says all there is
        if act is not None:
            act(entry)

    def _to_story(self, entry: Decision) -> None:
        self._tasks.run_task(lambda _: _story_of(self._stories, entry).id, self.story_found.emit, lane=Lane.READS)

    def _to_agreement(self, entry: Decision) -> None:
        self._agreements.lead_to(name_of_subject(entry), entry.subject.version)
        self.agreements_wanted.emit()

    def _to_editor(self, entry: Decision) -> None:
        self._people.show_editors(editor_of(entry))


def _story_of(stories: Stories, entry: Decision) -> StoredStory:
    """Return the story of an entry: of several rows with one version, that with the original it names."""
    subject = entry.subject
    same = (one for one in stories.versions(subject.uri) if one.original_sha256 == subject.original_sha256)
    found = next((one for one in same if one.story.version == subject.version), None)
    return found or stories.find(subject.uri, subject.version)
