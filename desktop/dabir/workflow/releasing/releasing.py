"""Writes the files of a release that is in the log: into the output folder, whole or not at all."""

from __future__ import annotations

import tempfile
from pathlib import Path

import sqlite_utils

from dabir.domain.decision import Action, Decision
from dabir.domain.errors import DabirError, InputRefused, NotAllowed, RecordBroken
from dabir.domain.segment import PackInfo, TranslationUnit
from dabir.domain.text import Text
from dabir.publish.folder import write_release
from dabir.publish.item import ReleaseItem
from dabir.publish.notice import (
    Notice,
    NoticeKind,
    Replaced,
    find,
    has_release,
    take_back,
    taken_back,
    with_correction,
)
from dabir.publish.proof import check_release
from dabir.publish.release import compose
from dabir.store import decisions, notices, originals, releases, stories, texts, units
from dabir.store.database import Database
from dabir.store.notices import StoredNotice
from dabir.store.releases import Release
from dabir.workflow.agreements.agreements import creditline_of
from dabir.workflow.releasing.feed_files import rewrite_feeds
from dabir.workflow.releasing.output_choice import outputs_of


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
            NotAllowed: when the story was killed since its entry was made.
            RecordBroken: when original or approved text are not what was approved, or the files read back are not
                what was written.
            DabirError: when the folder cannot be written; the release stays pending and is tried again later.
        """
        killed = stories.get(self._database.read(), pending.story_id).killed
        if killed:
            raise NotAllowed("The story was killed while it was being released; no file of it was written.", killed)
        item = self.item(pending)
        target = write_release(self._folder, _name_of(item), self._files(item, pending))
        differences = check_release(target)
        if differences:
            raise RecordBroken(
                f"The release in {target} is not what was written: {' '.join(differences)}",
                "Check the disk; the release stays open and is written anew at the next start.",
            )
        # It may have been taken back while its files were written; and what it replaces is taken back now.
        self._database.write(lambda db: _mark(db, pending, target))
        self.write_notices()
        rewrite_feeds(self._database, self._folder, self.item)
        return target

    def finish(self) -> list[Path]:
        """Complete what was cut off: releases that are in the log, then notices that take one back.

        Returns:
            The folders of the releases. One that was taken back meanwhile is not written any more.

        Raises:
            DabirError: when one cannot be written; the others are written all the same, and it is tried again later.
        """
        folders, failed = [], []
        db = self._database.read()
        taken = {notice.release.id for notice in notices.pending(db)}
        for pending in releases.pending(db):
            if pending.id not in taken and not stories.get(db, pending.story_id).killed:
                try:
                    folders.append(self.write(pending))
                except DabirError as error:
                    failed.append(error)
        try:
            self.write_notices()
            rewrite_feeds(self._database, self._folder, self.item)
        except DabirError as error:
            failed.append(error)
        if failed:
            raise failed[0]
        return folders

    def write_notices(self) -> list[Path]:
        """Put the notice in the place of every release that is taken back and has none yet.

        Returns:
            The folders.

        Raises:
            DabirError: when one cannot be written; the others are written all the same, and it is tried again later.
        """
        folders, failed = [], []
        for notice in notices.pending(self._database.read()):
            try:
                folders.append(self._take_back(notice))
            except DabirError as error:
                failed.append(error)
        if failed:
            raise failed[0]
        return folders

    def taken_back_by(self, sequence: int) -> list[Path]:
        """Return the folders of the releases that an entry of the log took back, those whose notice is written."""
        found = notices.of_entry(self._database.read(), sequence)
        return [self._folder / notice.release.folder for notice in found if notice.done]

    def _take_back(self, stored: StoredNotice) -> Path:
        db, release = self._database.read(), stored.release
        story = stories.get(db, release.story_id)
        entry = next(decisions.entries(db, stored.sequence))
        notice = Notice(
            kind=NoticeKind(stored.kind),
            uri=story.story.uri,
            version=story.story.version,
            target_language=release.target_language,
            headline=story.story.headline,
            words=stored.words,
            device=entry.device,
            sequence=entry.sequence,
            sha256=entry.entry_sha256,
            time=entry.time,
        )
        place = self._folder / release.folder if release.folder else self._place_of(release, story.original_sha256)
        if place is not None and has_release(place):
            take_back(place, notice)
        else:
            # Whoever took the files in has moved them, or they never came to be: the notice must be there anyhow.
            item = self.item(release)
            place = write_release(self._folder, _name_of(item), taken_back(self._files(item, release), notice))
        done = place
        self._database.write(lambda db: _mark_notice(db, stored, done))
        rewrite_feeds(self._database, self._folder, self.item)
        return place

    def _place_of(self, release: Release, original_sha256: str) -> Path | None:
        """Return where a release lies whose writing was cut off before its place was noted."""
        entry = next(decisions.entries(self._database.read(), release.sequence))
        return find(self._folder, original_sha256, entry.subject.text_sha256, release.target_language)

    def _files(self, item: ReleaseItem, release: Release) -> dict[str, bytes]:
        """Return the files of a release, with what it says of those it replaces."""
        db = self._database.read()
        replaced = [
            Replaced(
                uri=stored.story.uri,
                version=stored.story.version,
                folder=notice.release.folder,
                sequence=notice.release.sequence,
                original_sha256=stored.original_sha256,
            )
            for notice in notices.replaced_by(db, release.sequence)
            for stored in [stories.get(db, notice.release.story_id)]
        ]
        return with_correction(compose(item, outputs_of(db)), tuple(replaced))

    def item(self, pending: Release) -> ReleaseItem:
        """Return what was released: the approved text of record with its original and its approval."""
        db = self._database.read()
        stored = stories.get(db, pending.story_id)
        log = [entry for entry in decisions.of_story(db, stored.story.uri) if entry.sequence <= pending.sequence]
        approval = _approval_of(log)
        text = Text.from_record(texts.get(db, approval.subject.text_sha256))
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
            creditline=creditline_of(db, stored, pending.target_language or stored.story.language),
            packs=_packs_of(used),
        )


def _mark(db: sqlite_utils.Database, release: Release, folder: Path) -> None:
    releases.mark_done(db, release.id, folder.name)
    notices.reopen(db, release.id)


def _mark_notice(db: sqlite_utils.Database, notice: StoredNotice, folder: Path) -> None:
    releases.mark_done(db, notice.release.id, folder.name)
    notices.mark_done(db, notice.id)


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
