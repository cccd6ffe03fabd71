"""What leaves the desk because an agreement forbids to keep it longer: which files may go, and their one way out.

A file goes with everything that was read from it, or stays whole. The database itself sees to it that nothing goes
without an entry of the log, and nothing that a decision or a kill is about (migration m0015). A story that went
leaves a row that tells identifier, version and hashes, none of its words: by that a redelivery is recognised.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

import sqlite_utils

from dabir.domain.story import Story
from dabir.store import events
from dabir.store.columns import moment_out, number_in, number_out, text_in, text_out, time_out

#: Files read at once.
_CHUNK: Final = 500


class Reason(StrEnum):
    """Why a file stays although its time is over."""

    DECIDED = "decided"
    KILLED = "killed"
    REFERRED = "referred"
    CLAIMED = "claimed"
    SET_ASIDE = "set aside"


@dataclass(frozen=True, slots=True)
class KeptStory:
    """A story in a file.

    Attributes:
        id: its row.
        uri: its identifier.
        version: its version.
        text_sha256: hash of its words.
        part: its place in the file.
        created: when its version was created; None where it does not say.
    """

    id: int
    uri: str
    version: int
    text_sha256: str
    part: int
    created: datetime | None


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of a partner.

    Attributes:
        sha256: of its bytes.
        partner: whose it is.
        received: when it came.
        size: its bytes.
        reason: why it stays whatever its age; None where nothing keeps it.
        stories: what was read from it.
        texts: translations that a partner's bundle brought with it: hash and size.
    """

    sha256: str
    partner: str
    received: datetime
    size: int
    reason: Reason | None
    stories: tuple[KeptStory, ...]
    texts: tuple[tuple[str, int], ...] = ()


_IN_FILE: Final = "FROM stories s {joins} WHERE s.original_sha256 = o.sha256"
_TAKEN: Final = (
    "EXISTS (SELECT 1 FROM decisions d WHERE d.uri = r.uri) OR EXISTS (SELECT 1 FROM kills k WHERE k.uri = r.uri)"
)


def _has(joins: str, more: str = "") -> str:
    return f"EXISTS (SELECT 1 {_IN_FILE.format(joins=joins)}{more})"


#: The first reason a file stays, as SQL.
_REASON: Final = (
    "CASE WHEN EXISTS (SELECT 1 FROM decisions d WHERE d.original_sha256 = o.sha256 AND d.original_sha256 <> '') "  # noqa: S608 - own constants
    f"OR {_has('JOIN decisions d ON d.uri = s.uri')} THEN 'decided' "
    f"WHEN {_has('JOIN kills k ON k.uri = s.uri')} OR {_has('JOIN kills k ON k.notice_id = s.id')} THEN 'killed' "
    f"WHEN {_has('JOIN story_links l ON l.uri = s.uri JOIN stories r ON r.id = l.story_id', f' AND ({_TAKEN})')} "
    "THEN 'referred' "
    f"WHEN {_has('JOIN claims c ON c.story_id = s.id')} THEN 'claimed' "
    "WHEN EXISTS (SELECT 1 FROM quarantine q WHERE q.sha256 = o.sha256 AND NOT q.resolved) THEN 'set aside' END"
)


def files_of(db: sqlite_utils.Database, partners: Sequence[str]) -> Iterator[KeptFile]:
    """Return the files of some partners, in the order in which they came, a few hundred in memory at a time."""
    after = 0
    # In the order in which they lie in the database: in any other the whole disk is gone through to and fro.
    while keys := _next_keys(db, partners, after):
        yield from files(db, [sha256 for _, sha256 in keys])
        after = keys[-1][0]


def files(db: sqlite_utils.Database, sha256s: Iterable[str]) -> list[KeptFile]:
    """Return files by their hashes, in that order; those that are not there are left out."""
    named = json.dumps(list(sha256s))
    rows = db.execute(
        f"SELECT o.sha256, o.partner, o.received, coalesce(o.unpacked, length(o.data)), {_REASON} "  # noqa: S608 - own constants
        "FROM json_each(?) j CROSS JOIN originals o ON o.sha256 = j.value",
        (named,),
    ).fetchall()
    stories = _stories_in(db, named)
    texts = _texts_with(db, [story.id for some in stories.values() for story in some])
    return [
        KeptFile(
            sha256,
            text_out(partner),
            moment_out(received),
            size,
            Reason(reason) if reason else None,
            tuple(stories[sha256]),
            tuple(sorted({text for story in stories[sha256] for text in texts[story.id]})),
        )
        for sha256, partner, received, size, reason in rows
    ]


def remove(db: sqlite_utils.Database, gone: Sequence[KeptFile], sequence: int) -> None:
    """Remove files with all that was read from them, after their entry was added in the same transaction.

    Args:
        db: the writer's connection.
        gone: what goes; none of it with a reason to stay.
        sequence: the entry, the last of the log.
    """
    for file in gone:
        for story in file.stories:
            _remove_story(db, file.sha256, story, sequence)
        _name(db, "original", file.sha256, file.size, sequence)
        db.execute("DELETE FROM quarantine WHERE sha256 = ? AND resolved", (file.sha256,))
        db.execute("DELETE FROM sealed WHERE original_sha256 = ?", (file.sha256,))
        db.execute("DELETE FROM originals WHERE sha256 = ?", (file.sha256,))
        for sha256, size in file.texts:
            _remove_text(db, sha256, size, sequence)


def entry_of_file(db: sqlite_utils.Database, sha256: str) -> int | None:
    """Return the entry that removed a file; None where it was not removed."""
    row = db.execute(
        "SELECT sequence FROM removed_files WHERE kind = 'original' AND sha256 = ?", (sha256,)
    ).fetchone()
    return int(row[0]) if row else None


def entry_of_story(db: sqlite_utils.Database, story: Story, text_sha256: str) -> int | None:
    """Return the entry that removed a story with this identifier, version and text; None where none was.

    Args:
        db: a connection.
        story: what came in.
        text_sha256: its own, which takes a while to make anew.
    """
    row = db.execute(
        "SELECT sequence FROM removed_stories WHERE uri = ? AND version = ? AND text_sha256 = ? "
        "ORDER BY sequence DESC",
        (text_in(story.uri), number_in(story.version), text_sha256),
    ).fetchone()
    return int(row[0]) if row else None


def entry_of_uri(db: sqlite_utils.Database, uri: str) -> int | None:
    """Return the last entry that removed a version of a story; None where none was."""
    return db.execute("SELECT max(sequence) FROM removed_stories WHERE uri = ?", (text_in(uri),)).fetchone()[0]  # type: ignore[no-any-return]


def named_by(db: sqlite_utils.Database, sequence: int) -> set[tuple[str, str]]:
    """Return what was removed by an entry: "original" or "text", or the story's identifier, each with its hash."""
    stories = db.execute("SELECT uri, text_sha256 FROM removed_stories WHERE sequence = ?", (sequence,)).fetchall()
    named = db.execute("SELECT kind, sha256 FROM removed_files WHERE sequence = ?", (sequence,)).fetchall()
    return {(text_out(uri), sha256) for uri, sha256 in stories} | {(kind, sha256) for kind, sha256 in named}


def _next_keys(db: sqlite_utils.Database, partners: Sequence[str], after: int) -> list[tuple[int, str]]:
    marks = ", ".join("?" for _ in partners)
    rows: list[tuple[int, str]] = db.execute(
        f"SELECT rowid, sha256 FROM originals WHERE rowid > ? AND partner IN ({marks}) ORDER BY rowid LIMIT {_CHUNK}",  # noqa: S608 - own constants
        (after, *map(text_in, partners)),
    ).fetchall()
    return rows


def _stories_in(db: sqlite_utils.Database, named: str) -> dict[str, list[KeptStory]]:
    """Return the stories of files that are named in JSON, by file, in their order there."""
    found: dict[str, list[KeptStory]] = defaultdict(list)
    rows = db.execute(
        "SELECT s.original_sha256, s.id, s.uri, s.version, s.text_sha256, s.part, s.versioncreated "
        "FROM json_each(?) j CROSS JOIN stories s ON s.original_sha256 = j.value ORDER BY j.key, s.part",
        (named,),
    )
    for sha256, row, uri, version, text, part, created in rows:
        found[sha256].append(KeptStory(row, text_out(uri), number_out(version), text, part, time_out(created)))
    return found


def _texts_with(db: sqlite_utils.Database, story_ids: Sequence[int]) -> dict[int, list[tuple[str, int]]]:
    """Return hash and size of the translations that came with stories, by story."""
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    rows = db.execute(
        "SELECT b.story_id, t.sha256, coalesce(t.unpacked, length(t.data)) FROM json_each(?) j "
        "CROSS JOIN bundled_translations b ON b.story_id = j.value JOIN texts t ON t.sha256 = b.text_sha256",
        (json.dumps(story_ids),),
    )
    for story_id, sha256, size in rows:
        found[story_id].append((sha256, size))
    return found


def _remove_story(db: sqlite_utils.Database, original: str, story: KeptStory, sequence: int) -> None:
    db.execute(
        "INSERT INTO removed_stories (story_id, uri, version, text_sha256, original_sha256, part, sequence) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            story.id,
            text_in(story.uri),
            number_in(story.version),
            story.text_sha256,
            original,
            story.part,
            sequence,
        ),
    )
    # What is found of its event hangs on its place in the list, so it goes first.
    events.put(db, story.id, None)
    db.execute("DELETE FROM search_index WHERE rowid = ?", (story.id,))
    for table in ("units", "standings", "comments", "effort", "search_translations", "story_links"):
        db.execute(f"DELETE FROM {table} WHERE story_id = ?", (story.id,))  # noqa: S608 - own constants
    db.execute("DELETE FROM bundled_translations WHERE story_id = ?", (story.id,))
    db.execute("DELETE FROM list_lines WHERE story_id = ?", (story.id,))
    db.execute("DELETE FROM stories WHERE id = ?", (story.id,))


def _remove_text(db: sqlite_utils.Database, sha256: str, size: int, sequence: int) -> None:
    """Remove a translation that nothing refers to any more."""
    still = db.execute(
        "SELECT EXISTS (SELECT 1 FROM decisions WHERE text_sha256 = ? AND text_sha256 <> '') "
        "OR EXISTS (SELECT 1 FROM bundled_translations WHERE text_sha256 = ?)",
        (sha256, sha256),
    ).fetchone()[0]
    if not still:
        _name(db, "text", sha256, size, sequence)
        db.execute("DELETE FROM texts WHERE sha256 = ?", (sha256,))


def _name(db: sqlite_utils.Database, kind: str, sha256: str, size: int, sequence: int) -> None:
    # Bytes that came again and were removed again are named once, by the first entry.
    there: Any = db.execute("SELECT 1 FROM removed_files WHERE kind = ? AND sha256 = ?", (kind, sha256)).fetchone()
    if not there:
        db.execute(
            "INSERT INTO removed_files (kind, sha256, size, sequence) VALUES (?, ?, ?, ?)",
            (kind, sha256, size, sequence),
        )
