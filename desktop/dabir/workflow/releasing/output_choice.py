"""Which outputs the desk writes a release in: a remembered choice, and the rule that they can hold the text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import sqlite_utils

from dabir.domain.decision import Action
from dabir.domain.listing import StoredStory
from dabir.domain.text import Text
from dabir.publish.item import ReleaseItem
from dabir.publish.outputs import DEFAULT, OUTPUTS, chosen
from dabir.publish.release import why_not
from dabir.store import decisions, originals, preferences, standings, texts
from dabir.store.database import Database
from dabir.workflow.agreements.agreements import creditline_of

#: The preference that holds the names, parted by a space.
KEY: Final = "release/outputs"


class OutputChoice:
    """Reads and changes the choice."""

    def __init__(self, database: Database) -> None:
        """Work on a database."""
        self._database = database

    @property
    def known(self) -> tuple[str, ...]:
        """Names of all outputs, in the order of the registry."""
        return tuple(output.name for output in OUTPUTS)

    def chosen(self) -> tuple[str, ...]:
        """Return the names of the outputs that a release is written in."""
        return outputs_of(self._database.read())

    def choose(self, names: Iterable[str]) -> None:
        """Choose the outputs of every release from now on.

        Raises:
            InputRefused: when there is no output of a name, or none is named.
        """
        text = " ".join(output.name for output in chosen(names))
        self._database.write(lambda db: preferences.put(db, KEY, text))


def outputs_of(db: sqlite_utils.Database) -> tuple[str, ...]:
    """Return the names of the outputs that a release is written in.

    An output that this version of the program does not know any more is left out; what is left of nothing is the
    usual choice.
    """
    known = {output.name for output in OUTPUTS}
    names = tuple(name for name in preferences.get(db, KEY, "").split() if name in known)
    return names or DEFAULT


class OutputRule:
    """Forbids a release that a chosen output cannot hold, before it enters the log (see `workflow.rules.Rule`)."""

    def why_not(self, db: sqlite_utils.Database, stored: StoredStory, target: str, act: Action, editor: str) -> str:  # noqa: ARG002
        """Return which character of which text cannot be written, or "" (see `Rule`)."""
        if act is not Action.RELEASE:
            return ""
        approved = standings.get(db, stored.id, target).approved_text_sha256
        approvals = [
            entry
            for entry in decisions.of_story(db, stored.story.uri)
            if entry.action is Action.APPROVE
            and entry.subject.target_language == target
            and entry.subject.text_sha256 == approved
        ]
        if not approvals:
            return ""
        approval, text = approvals[-1], Text.from_record(texts.get(db, approved))
        item = ReleaseItem(
            story=stored.story,
            original=originals.get(db, stored.original_sha256),
            target_language=target,
            headline=text.headline,
            paragraphs=text.paragraphs,
            text_sha256=approved,
            approved_by=approval.editor,
            approved_at=approval.time,
            decision_sequence=approval.sequence,
            decision_sha256=approval.entry_sha256,
            decision_device=approval.device,
            creditline=creditline_of(db, stored, target or stored.story.language),
        )
        return why_not(item, outputs_of(db))
