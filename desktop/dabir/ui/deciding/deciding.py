"""Approve, refuse, release, revoke, kill: from the click to the signed entry."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from dabir.domain.decision import cautions
from dabir.domain.language import name_of
from dabir.domain.life import Standing, why_not_approve, why_not_release, why_not_revoke
from dabir.domain.segment import Severity
from dabir.domain.text import text_of_units
from dabir.ui.editing.editing import Editing
from dabir.ui.editing.segment_model import SegmentModel
from dabir.ui.parts.dialogs import Choice, DecisionDialog
from dabir.ui.parts.panes import Notice
from dabir.ui.people.identity import Identity
from dabir.ui.stories.open_story import OpenStory
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Signer, Workflow

Rule = Callable[[Standing], str]


class Deciding(QObject):
    """Asks, has it signed, and tells what happened. Decisions wait behind edits, so they are about what is seen.

    Signals:
        decided: a decision was recorded.
    """

    decided = Signal()

    def __init__(
        self, workflow: Workflow, tasks: Tasks, editing: Editing, model: SegmentModel, notice: Notice, window: QWidget
    ) -> None:
        """Decide about the story that `open` names."""
        super().__init__(window)
        self._workflow = workflow
        self._tasks = tasks
        self._editing = editing
        self._model = model
        self._notice = notice
        self._window = window
        self.identity = Identity(workflow.editors, tasks, window)
        self.story: OpenStory | None = None
        self.dialog: DecisionDialog | None = None

    def approve_original(self) -> None:
        """Approve the original as it came in."""
        self._decide("Approve", self._original_choice(why_not_approve))

    def approve_translation(self) -> None:
        """Approve the translation as it stands; ask first where it looks unfinished or needs a reason for errors.

        What was typed last is written and checked before.
        """
        self._editing.leave()
        if self._editing.dirty():
            self._tasks.run_task(lambda _: None, lambda _: self._approve_checked(), lane=Lane.EDITS)
        else:
            self._approve_checked()

    def _approve_checked(self) -> None:
        if self.story is None or self.story.standing_translated is None:
            return
        told = cautions(self._model.units, self._model.findings)
        choice = Choice(self.story.target, self._translation_label(), "", told, self._errors())
        if told:
            self._ask("Approve", [choice], reason=False)
        else:
            self._decide("Approve", choice)

    def _errors(self) -> tuple[str, ...]:
        return tuple(
            f"{_place(self._model, row)}: {finding.message}"
            for row, found in sorted(self._model.findings.items())
            for finding in found
            if finding.severity is Severity.ERROR
        )

    def refuse(self) -> None:
        """Refuse the original or the translation, with a reason."""
        self._ask("Refuse", self._choices(_why_not_refuse), reason=True)

    def release(self) -> None:
        """Release what is approved."""
        now = self._workflow.stories.now()
        choices = [self._agreed(one) for one in self._choices(lambda standing: why_not_release(standing, now))]
        self._ask("Release", choices[::-1], reason=False)

    def revoke(self) -> None:
        """Take an approval back, with a reason."""
        self._ask("Revoke", self._choices(why_not_revoke), reason=True)

    def kill(self) -> None:
        """Kill the story on this desk, with a reason."""
        if self.story is None:
            return
        why_not = "It is killed already." if self.story.stored.killed else ""
        caution = "Every version and translation of it is withdrawn, with a notice in every output that had it."
        self._ask("Kill", [Choice("", "The story, all of it", why_not, (caution,))], reason=True)

    def _choices(self, rule: Rule) -> list[Choice]:
        if self.story is None:
            return []
        choices = [self._original_choice(rule)]
        if self.story.standing_translated is not None:
            why_not = rule(self.story.standing_translated)
            choices.append(Choice(self.story.target, self._translation_label(), why_not))
        return choices

    def _agreed(self, choice: Choice) -> Choice:
        """Add what the agreements say to the story as a whole."""
        ruling = self.story.ruling if self.story else None
        if ruling is None or choice.why_not:
            return choice
        told = (*choice.cautions, *([ruling.caution] if ruling.caution else []))
        return dataclasses.replace(choice, why_not=ruling.why_not, cautions=told)

    def _original_choice(self, rule: Rule) -> Choice:
        why_not = rule(self.story.standing) if self.story else ""
        return Choice("", "The original", why_not)

    def _translation_label(self) -> str:
        assert self.story is not None
        return f"The translation into {name_of(self.story.target)}"

    def _ask(self, act: str, choices: list[Choice], *, reason: bool) -> None:
        if self.story is None or not choices:
            return
        self._editing.leave()
        wire = self.story.stored.story
        dialog = DecisionDialog(act, wire.headline or wire.uri, choices, self._window, reason=reason)
        by_target = {choice.target: choice for choice in choices}
        dialog.decided.connect(lambda target, note: self._decide(act, by_target[target], note))
        dialog.destroyed.connect(self._forget_dialog)
        self.dialog = dialog
        dialog.open()

    def _forget_dialog(self) -> None:
        self.dialog = None

    def _decide(self, act: str, choice: Choice, note: str = "") -> None:
        if self.story is None:
            return
        story = self.story
        self._editing.leave()
        # What is signed is what stands on the screen now, whatever another window does meanwhile.
        wire = story.stored.story
        seen = text_of_units(wire, self._model.units).sha256 if choice.target else wire.text_sha256
        self.identity.with_signer(lambda signer: self._sign(act, story.stored.id, choice, note, seen, signer))

    def _sign(self, act: str, row: int, choice: Choice, note: str, seen: str, signer: Signer) -> None:
        decisions = self._workflow.decisions
        works: dict[str, Callable[[], Any]] = {
            "Approve": lambda: decisions.approve(row, choice.target, signer, note, seen=seen),
            "Refuse": lambda: decisions.refuse(row, choice.target, signer, note),
            "Release": lambda: decisions.release(row, choice.target, signer, note),
            "Revoke": lambda: decisions.revoke(row, choice.target, signer, note),
            "Kill": lambda: decisions.kill(row, signer, note),
        }
        work = works[act]
        self._tasks.run_task(
            lambda _task: work(),
            lambda result: self._tell(act, choice, result),
            on_error=self._on_error,
            title=f"{act}: signing",
            lane=Lane.EDITS,
        )

    def _on_error(self, error: BaseException) -> None:
        self._tasks.failed.emit(error)
        self.decided.emit()

    def _tell(self, act: str, choice: Choice, result: object) -> None:
        done = {"Approve": "approved", "Refuse": "refused", "Revoke": "revoked", "Kill": "killed"}
        if isinstance(result, Path):
            self._notice.tell(
                f"{choice.label} is released. Its files are in {result}",
                "Open the folder",
                lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(result))),
            )
        else:
            entry = getattr(result, "sequence", None)
            self._notice.tell(f"{choice.label}: {done[act]} by {self.identity.name}, entry {entry} of the log.")
        self.decided.emit()


def _place(model: SegmentModel, row: int) -> str:
    label = model.label(row)
    return f"Segment {label}" if label.isdecimal() else label


def _why_not_refuse(standing: Standing) -> str:
    return "It is released; revoke it instead." if standing.released else standing.killed


def why_not(standing: Standing | None, act: str, now: datetime) -> str:
    """Return why an act on a standing is not allowed now, or ""."""
    if standing is None:
        return "There is no translation."
    rules: dict[str, Rule] = {
        "approve": why_not_approve,
        "refuse": _why_not_refuse,
        "revoke": why_not_revoke,
        "release": lambda one: why_not_release(one, now),
    }
    return rules[act](standing)
