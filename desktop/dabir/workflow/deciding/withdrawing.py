"""Taking back what is out, in the transaction of the entry that says so; `Releasing.write_notices` does the files."""

from __future__ import annotations

import sqlite_utils

from dabir.domain.life import Event, after
from dabir.domain.listing import StoredStory
from dabir.domain.story import LinkKind
from dabir.publish.notice import NoticeKind
from dabir.store import notices, stories
from dabir.workflow.deciding.standing import keep_standing, refresh_state, standing_of, standings_of


def withdraw(db: sqlite_utils.Database, stored: StoredStory, target: str, *, sequence: int, words: str) -> None:
    """Take back every release of one text."""
    for release in notices.not_taken_back(db, stored.id, target):
        notices.add(db, release.id, kind=NoticeKind.WITHDRAWN, sequence=sequence, words=words)


def kill(db: sqlite_utils.Database, stored: StoredStory, *, sequence: int, words: str) -> None:
    """Take back every release of a story version for good, and all that is approved of it."""
    for release in (*notices.not_taken_back(db, stored.id), *notices.milder(db, stored.id)):
        notices.add(db, release.id, kind=NoticeKind.KILLED, sequence=sequence, words=words)


def strike(db: sqlite_utils.Database, stored: StoredStory, words: str) -> None:
    """Keep that a story version is killed; what was approved of it is so no more."""
    # Asked of what was so before: a story that is killed cannot be killed again.
    for standing in standings_of(db, stored):
        if not standing.killed:
            keep_standing(db, stored.id, after(standing, Event.KILL, words=words))
    stories.set_killed(db, stored.id, words)
    refresh_state(db, stored.id)


def replace(
    db: sqlite_utils.Database, stored: StoredStory, target: str, *, sequence: int, release_id: int
) -> list[int]:
    """Take back what a new release of a text replaces: its earlier texts and versions, and what it corrects.

    Args:
        db: the transaction's connection.
        stored: the story released.
        target: language of the translation; "" for the original.
        sequence: of the entry of the new release.
        release_id: row of the new release.

    Returns:
        The rows of the other story versions that had a release.
    """
    replaced = []
    story = stored.story
    words = f"{story.uri}, version {story.version}, has replaced it."
    for other in (stored, *_corrected_by(db, stored)):
        standing = standing_of(db, other, target)
        earlier = [one for one in notices.not_taken_back(db, other.id, target) if one.id != release_id]
        if earlier and other.id != stored.id and not standing.killed:
            # Asked of what was so before: with its notices nothing of it is out.
            replaced.append(other.id)
            keep_standing(db, other.id, after(standing, Event.CORRECT, words=words))
        for release in earlier:
            notices.add(db, release.id, kind=NoticeKind.CORRECTED, sequence=sequence, words=words)
        if other.id != stored.id:
            refresh_state(db, other.id)
    return replaced


def _corrected_by(db: sqlite_utils.Database, stored: StoredStory) -> list[StoredStory]:
    """Return the versions that a story supersedes, and those that it says it corrects or replaces."""
    found = {
        other.id: other
        for other in stories.versions(db, stored.story.uri)
        if other.id != stored.id and stored.story.supersedes(other.story)
    }
    for link in stored.story.links:
        if link.kind in {LinkKind.CORRECTS, LinkKind.REPLACES} and link.uri != stored.story.uri:
            for other in stories.versions(db, link.uri):
                if link.version in {0, other.story.version}:
                    found[other.id] = other
    return list(found.values())
