"""What take-overs have kept of the open story: said in the strip over it, compared, and taken back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dabir.domain.claim import TakeOver
from dabir.ui.parts.dialogs import Choice, DecisionDialog
from dabir.ui.parts.text_direction import isolated
from dabir.ui.stories.claim_strip import ClaimStrip, whose_draft
from dabir.ui.stories.kept_draft_dialog import KeptDraft, KeptDraftDialog
from dabir.ui.stories.open_story import OpenStory
from dabir.ui.stories.queue_view import QueueView
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Workflow
from dabir.workflow.deciding.kept_drafts import beside, kept_drafts


class KeptDrafts(QObject):
    """Finds the kept drafts of the story that is open, shows them and takes one back.

    Signals:
        taken_back: a draft stands again in place of the translation.
    """

    taken_back = Signal()

    def __init__(
        self,
        workflow: Workflow,
        tasks: Tasks,
        queue: QueueView,
        strip: ClaimStrip,
        person: Callable[[], str],
        window: QWidget,
    ) -> None:
        """Work for the strip of a window; `person` tells who sits there."""
        super().__init__(window)
        self._workflow = workflow
        self._tasks = tasks
        self._queue = queue
        self._strip = strip
        self._person = person
        self._window = window
        self._taken: list[TakeOver] = []
        self.found: tuple[TakeOver, ...] = ()
        self.dialog: KeptDraftDialog | None = None
        self.question: DecisionDialog | None = None
        queue.opened.connect(self.look)
        queue.changed.connect(self._show)
        strip.compare_wanted.connect(self.compare)
        strip.take_back_wanted.connect(self.take_back)

    def look(self, story: OpenStory) -> None:
        """Read what is kept of a story that was opened."""
        if any(taken.story_id != story.stored.id for taken in self._taken):
            self._taken = []
        self._show()
        self._tasks.run_task(
            lambda _: self._workflow.claims.take_overs(story.stored.id),
            lambda taken: self._on_read(story.stored.id, taken),
            lane=Lane.READS,
        )

    def _on_read(self, story_id: int, taken: list[TakeOver]) -> None:
        story = self._queue.story
        if story is not None and story.stored.id == story_id:
            self._taken = taken
            self._show()

    def _show(self) -> None:
        """Say in the strip what is kept and stands there no more."""
        story = self._queue.story
        self.found = ()
        if story is not None and self._taken:
            self.found = kept_drafts(story.stored.story, self._taken, story.target, self._queue.model.units)
        last = self.found[0] if self.found else None
        self._strip.show_kept(len(self.found), last, self._person(), self._workflow.stories.now())

    def compare(self) -> None:
        """Show the kept drafts beside the translation as it stands, with what was typed last."""
        story = self._queue.story
        if story is None:
            return
        self._queue.editing.leave()
        person, now = self._person(), self._workflow.stories.now()

        claims, translations = self._workflow.claims, self._workflow.translations

        def read() -> tuple[list[KeptDraft], str]:
            units = translations.units(story.stored.id, story.target)
            found = kept_drafts(story.stored.story, claims.take_overs(story.stored.id), story.target, units)
            claim = claims.of(story.stored.id)
            others = claim.person if claim is not None and claim.person != person else ""
            return [
                KeptDraft(taken, whose_draft(taken, person, now), beside(taken.units, units)) for taken in found
            ], f"{isolated(others)} is working on the story; take it over first." if others else ""

        self._tasks.run_task(lambda _: read(), lambda found: self._open(story, *found), lane=Lane.EDITS)

    def _open(self, story: OpenStory, drafts: list[KeptDraft], why_not: str) -> None:
        if not drafts:
            # The same words were typed meanwhile.
            self._show()
            return
        wire = story.stored.story
        languages = (wire.language, story.target)
        self.dialog = KeptDraftDialog(drafts, languages, why_not, wire.headline or wire.uri, self._window)
        self.dialog.take_back_wanted.connect(lambda taken: self._ask(story, taken))
        self.dialog.destroyed.connect(self._forget_dialog)
        self.dialog.open()

    def _forget_dialog(self) -> None:
        self.dialog = None

    def take_back(self) -> None:
        """Ask why the draft that was kept last is to be taken back, and take it back."""
        if self._queue.story is not None and self.found:
            self._ask(self._queue.story, self.found[0])

    def _ask(self, story: OpenStory, taken: TakeOver) -> None:
        person = self._person()
        name = whose_draft(taken, person, self._workflow.stories.now())
        cautions = ["The translation as it stands now is kept in the same way, and can be taken back."]
        standing = story.standing_translated
        if standing is not None and standing.approved:
            cautions.append("Its approval ends: what stands there then has to be approved anew.")
        wire = story.stored.story
        choice = Choice(story.target, name, "", tuple(cautions))
        parent = self.dialog or self._window
        self.question = DecisionDialog("Take back", wire.headline or wire.uri, [choice], parent, reason=True)
        self.question.decided.connect(lambda _target, reason: self._take_back(taken, person, reason))
        self.question.destroyed.connect(self._forget_question)
        self.question.open()

    def _forget_question(self) -> None:
        self.question = None

    def _take_back(self, taken: TakeOver, person: str, reason: str) -> None:
        # What was typed is written first, so that it is kept too.
        self._queue.editing.leave()
        self._tasks.run_task(
            lambda _: self._workflow.claims.take_back(taken.id, person, reason),
            lambda _: self._on_taken_back(),
            title="Taking the draft back",
            lane=Lane.EDITS,
        )

    def _on_taken_back(self) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self.taken_back.emit()
