"""What of the desk may go into a partner's bundle: stories approved here with their translations, and kills."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlite_utils

from dabir.approval.bundle import BundledTranslation
from dabir.domain.decision import Action, Decision
from dabir.domain.errors import NotAllowed, NotFound, RecordBroken
from dabir.domain.listing import StoredStory
from dabir.store import bundles, decisions, standings, stories, texts
from dabir.workflow.deciding.standing import standing_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be handed over; at least one of these.

    Attributes:
        stories: rows of stories, each in the version named.
        uris: identifiers of stories, each in its latest version.
        files: files of the agency's own.
        approved_since: with every story approved from this moment on, and the kills that came since.
        released_since: the same for what was released.
    """

    stories: Sequence[int] = ()
    uris: Sequence[str] = ()
    files: Sequence[Path] = ()
    approved_since: datetime | None = None
    released_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Handed:
    """What goes into a bundle.

    Attributes:
        stories: story versions, each once.
        translations: of those, as they are approved.
        left_out: what was asked for by time and may not be handed on, a sentence each.
    """

    stories: tuple[StoredStory, ...]
    translations: tuple[BundledTranslation, ...]
    left_out: tuple[str, ...]


def gather(db: sqlite_utils.Database, wanted: Wanted) -> Handed:
    """Find what is wanted.

    A killed story is handed on as the partner's notices that kill it, and no more as a text.

    Raises:
        NotFound: when a story named is not on the desk.
        NotAllowed: when a story named may not be handed on, with the reason.
    """
    found: dict[int, StoredStory] = {}
    left_out: dict[str, None] = {}
    named = [stories.get(db, story_id) for story_id in wanted.stories]
    named += [_latest(db, uri) for uri in wanted.uris]
    for stored in named:
        found |= _may_go(db, stored)
    for action, since in ((Action.APPROVE, wanted.approved_since), (Action.RELEASE, wanted.released_since)):
        if since is None:
            continue
        uris, ever = _decided(db, action, since)
        for uri in uris:
            try:
                found |= _may_go(db, _latest(db, uri), must_be_out=action is Action.RELEASE)
            except (NotAllowed, NotFound) as error:
                left_out[error.message] = None
        for notice in (stories.get(db, row) for row in bundles.kills_since(db, since)):
            if notice.story.uri in ever or any(link.uri in ever for link in notice.story.links):
                found[notice.id] = notice
    chosen = tuple(found.values())
    return Handed(chosen, tuple(made for one in chosen for made in _translations(db, one)), tuple(left_out))


def _latest(db: sqlite_utils.Database, uri: str) -> StoredStory:
    """Return the latest version of a story; of one that a notice under its own name kills, the one before that."""
    latest = stories.find(db, uri)
    if not latest.story.is_kill:
        return latest
    return next((one for one in stories.versions(db, uri) if not one.story.is_kill), latest)


def _may_go(db: sqlite_utils.Database, stored: StoredStory, *, must_be_out: bool = False) -> dict[int, StoredStory]:
    """Return what goes for a story: itself where it is approved, the notices where it is killed."""
    story = stored.story
    if story.is_kill:
        return {stored.id: stored}
    if stored.killed:
        notices = {one.id: one for one in _notices(db, story.uri)}
        if not notices:
            raise NotAllowed(
                f"{story.uri} (version {story.version}) cannot be handed on. {stored.killed}",
                "No notice of the partner's says so; tell whoever has the story by the contact of the agreement.",
            )
        return notices
    approved = _approved(db, stored)
    if must_be_out:
        approved = [target for target in approved if standings.get(db, stored.id, target).released]
    standing = standing_of(db, stored, "")
    why = standing.superseded or ("" if approved else "Nobody has approved it or a translation of it as it stands.")
    if why:
        raise NotAllowed(f"{story.uri} (version {story.version}) cannot be handed on. {why}", "Approve it first.")
    return {stored.id: stored}


def _notices(db: sqlite_utils.Database, uri: str) -> list[StoredStory]:
    known = {one.id: one for one in [*stories.versions(db, uri), *stories.linked(db, uri)]}
    return [one for one in known.values() if one.story.is_kill]


def _approved(db: sqlite_utils.Database, stored: StoredStory) -> list[str]:
    """Return the languages of the texts that are approved as they stand; "" for the original."""
    return [
        row.target_language
        for row in standings.of_story(db, stored.id)
        if row.approved_text_sha256 and standing_of(db, stored, row.target_language).approved
    ]


def _translations(db: sqlite_utils.Database, stored: StoredStory) -> Iterator[BundledTranslation]:
    if stored.story.is_kill:
        return
    targets = [target for target in _approved(db, stored) if target]
    log = decisions.of_story(db, stored.story.uri) if targets else []
    for target in targets:
        sha256 = standings.get(db, stored.id, target).approved_text_sha256
        approval = _approval_of(log, target, sha256)
        yield BundledTranslation(
            record=texts.get(db, sha256),
            uri=stored.story.uri,
            version=stored.story.version,
            original_sha256=stored.original_sha256,
            language=target,
            approved_by=approval.editor,
            approved_at=approval.time,
        )


def _approval_of(log: list[Decision], target: str, sha256: str) -> Decision:
    for one in reversed(log):
        if one.action is Action.APPROVE and (one.subject.target_language, one.subject.text_sha256) == (
            target,
            sha256,
        ):
            return one
    raise RecordBroken(
        f"A translation into {target} is marked as approved, but no entry of the log says so.",
        "Hand nothing on. Check the log with: dabir log verify.",
    )


def _decided(db: sqlite_utils.Database, action: Action, since: datetime) -> tuple[list[str], frozenset[str]]:
    """Return which stories were decided on so since a moment, in order, and which at any time."""
    ever, recent = set[str](), dict[str, None]()
    for entry in decisions.entries(db):
        if entry.action is action:
            ever.add(entry.subject.uri)
            if entry.time >= since:
                recent[entry.subject.uri] = None
    return list(recent), frozenset(ever)
