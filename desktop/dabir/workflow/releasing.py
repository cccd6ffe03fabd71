"""Writes the files of a release that is in the log: into the output folder, whole or not at all."""

from __future__ import annotations

import tempfile
from pathlib import Path

from dabir.domain.decision import Action, Decision
from dabir.domain.errors import InputRefused, RecordBroken
from dabir.domain.segment import PackInfo, TranslationUnit
from dabir.domain.text import Text
from dabir.publish.folder import write_release
from dabir.publish.item import ReleaseItem
from dabir.publish.proof import check_release
from dabir.publish.release import compose
from dabir.store import decisions, originals, partners, releases, stories, texts, units
from dabir.store.database import Database
from dabir.store.releases import Release


class Releasing:
    """Turns a recorded release into files. Takes the approved text of record, never what a window shows."""

    def __init__(self, database: Database, folder: Path) -> None:
        """Work on a database and an output folder."""
        self._database = database
        self._folder = folder

    def require_writable(self) -> None:
        """Make sure, before anything is recorded, that the output folder takes files.

        Raises:
            InputRefused: when it does not.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self._folder):
                pass
        except OSError as error:
            raise InputRefused(
                f"The output folder {self._folder} cannot be written: {error.strerror}.",
                "Mend it and release again; nothing is recorded yet.",
            ) from error

    def write(self, pending: Release) -> Path:
        """Write a release and mark it done; repeating it is harmless.

        Returns:
            The folder it lies in.

        Raises:
            RecordBroken: when original or approved text are not what was approved, or the files read back are not
                what was written.
            DabirError: when the folder cannot be written; the release stays pending and is tried again later.
        """
        item = self._item(pending)
        target = write_release(self._folder, _name_of(item), compose(item))
        differences = check_release(target)
        if differences:
            raise RecordBroken(
                f"The release in {target} is not what was written: {' '.join(differences)}",
                "Check the disk; the release stays open and is written anew at the next start.",
            )
        self._database.write(lambda db: releases.mark_done(db, pending.id, str(target)))
        return target

    def _item(self, pending: Release) -> ReleaseItem:
        db = self._database.read()
        stored = stories.get(db, pending.story_id)
        log = [entry for entry in decisions.of_story(db, stored.story.uri) if entry.sequence <= pending.sequence]
        approval = _approval_of(log)
        text = Text.from_record(texts.get(db, approval.subject.text_sha256))
        partner = partners.get(db, stored.partner)
        used = units.get(db, stored.id, pending.target_language) if pending.target_language else ()
        return ReleaseItem(
            story=stored.story,
            original=originals.get(db, stored.original_sha256),
            target_language=pending.target_language,
            headline=text.headline,
            paragraphs=text.paragraphs,
            text_sha256=approval.subject.text_sha256,
            approved_by=approval.editor,
            approved_at=approval.time,
            decision_sequence=approval.sequence,
            decision_sha256=approval.entry_sha256,
            decision_device=approval.device,
            creditline=stored.story.creditline or (partner.creditline if partner else ""),
            packs=_packs_of(used),
        )


def _approval_of(log: list[Decision]) -> Decision:
    """Return the approval that the last entry, a release, rests on."""
    release = log[-1]
    return next(e for e in reversed(log) if e.action is Action.APPROVE and e.subject == release.subject)


def _packs_of(used: tuple[TranslationUnit, ...]) -> tuple[PackInfo, ...]:
    packs = {pack: None for unit in used if unit.machine for pack in unit.machine.packs}
    return tuple(packs)


def _name_of(item: ReleaseItem) -> str:
    """Return the name of the release's folder: what it is, which version, which language."""
    return f"{item.story.slugline or item.story.uri} v{item.story.version} {item.language}".strip()
