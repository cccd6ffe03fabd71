"""Story versions as the wire told them: every one a row, none overwritten or removed.

Only what the desk itself makes of a story changes: its state, by what it was killed, and whether it has variants.
The list of stories is in dabir.store.story_list; its functions are offered here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

import sqlite_utils

from dabir.domain.errors import NotFound, RecordBroken
from dabir.domain.life import StoryState
from dabir.domain.listing import IngestStatus, StoredStory
from dabir.domain.story import UNNUMBERED, Original, Story
from dabir.store import compacting, originals, removals
from dabir.store.arriving import Arriving
from dabir.store.columns import moment_out, number_in, sortable, text_in, text_out, time_in
from dabir.store.ready import COLUMNS, ReadyStory, ready_stories
from dabir.store.records import story_out
from dabir.store.story_list import count, ids, next_unhandled, page

__all__ = [
    "add",
    "count",
    "find",
    "get",
    "ids",
    "is_over",
    "latest_version",
    "linked",
    "newest_with_slugline",
    "newly_expired",
    "next_unhandled",
    "page",
    "rows_of",
    "set_expired",
    "set_killed",
    "set_state",
    "sluglines",
    "uri_of",
    "versions",
]

_INSERT: Final = (
    f"INSERT INTO stories ({COLUMNS}, original_sha256, media_type, filename, partner, received, received_utc, "  # noqa: S608 - own constants
    f"variant, expired, state) VALUES ({', '.join('?' * (COLUMNS.count(',') + 10))})"
)
_STORED: Final = (
    "id, CAST(record AS BLOB), unpacked, dictionary, text_sha256, original_sha256, media_type, filename, partner, "
    "received, variant, state, killed, expired"
)


def add(
    db: sqlite_utils.Database,
    story: Story,
    original: Original,
    arriving: Arriving | None = None,
    *,
    first_file: bool = False,
    ready: ReadyStory | None = None,
) -> tuple[IngestStatus, int, bool]:
    """Keep a story, unless it is on the desk already.

    A duplicate is the same place of the same file, or a redelivery that differs in its envelope only: same
    identifier, version, text, publishing status, embargo, editor's note, usage terms and links.

    Args:
        db: the writer's connection.
        story: what the wire said.
        original: the file it came in; kept too if it is not yet.
        arriving: what was asked once for the whole transaction; None for nothing.
        first_file: whether that file has just been kept for the first time, so that nothing of it can be here yet.
        ready: the story made ready, where that was done before.

    Returns:
        What became of it; its row, or that of the one it repeats, 0 where that one was removed; whether another text
        is on the desk under the same identifier and version.
    """
    arriving = arriving or Arriving(db)
    if not first_file:
        originals.add(db, original, arriving)
        row = db.execute(
            "SELECT id, variant FROM stories WHERE original_sha256 = ? AND part = ?", (original.sha256, story.part)
        ).fetchone()
        if row:
            return IngestStatus.DUPLICATE, int(row[0]), bool(row[1])
    ready = ready or ready_stories([story], arriving.dictionaries)[0]
    if arriving.is_new_story(story.uri):
        return IngestStatus.NEW, _insert(db, story, original, ready, arriving, variant=False), False
    text_sha256 = ready.text_sha256
    known = db.execute(
        "SELECT id, version, text_sha256, variant FROM stories WHERE uri = ? ORDER BY id", (text_in(story.uri),)
    ).fetchall()
    # Compared as stored: a version beyond 64 bits is there as digits.
    same_version = [other for other in known if other[1] == number_in(story.version)]
    for other_id, _, other_text, variant in same_version:
        if other_text == text_sha256 and _says_the_same(get(db, other_id).story, story):
            return IngestStatus.DUPLICATE, int(other_id), bool(variant)
    if removals.entry_of_story(db, story, text_sha256) is not None:
        return IngestStatus.DUPLICATE, 0, False
    is_variant = any(
        other_text != text_sha256 and not _is_only_later(db, story, other_id)
        for other_id, _, other_text, _ in same_version
    )
    story_id = _insert(db, story, original, ready, arriving, variant=is_variant)
    if is_variant:
        db.execute(
            "UPDATE stories SET variant = 1 WHERE uri = ? AND version = ? AND NOT variant",
            (text_in(story.uri), number_in(story.version)),
        )
    return (IngestStatus.VERSION if known else IngestStatus.NEW), story_id, is_variant


def get(db: sqlite_utils.Database, story_id: int) -> StoredStory:
    """Return one story version by its row.

    Raises:
        NotFound: when there is no such row.
        RecordBroken: when what is stored is no longer what the wire said.
    """
    found = _select(db, "WHERE id = ?", (story_id,))
    if not found:
        raise _missing(story_id)
    return found[0]


def uri_of(db: sqlite_utils.Database, story_id: int) -> str:
    """Return the identifier of a story by its row, without reading its record.

    Raises:
        NotFound: when there is no such row.
    """
    row = db.execute("SELECT uri FROM stories WHERE id = ?", (story_id,)).fetchone()
    if row is None:
        raise _missing(story_id)
    return text_out(row[0])


def find(db: sqlite_utils.Database, uri: str, version: int | None = None) -> StoredStory:
    """Return a story by its identifier.

    Args:
        db: a connection.
        uri: its identifier.
        version: the version wanted; None for the latest. Where several rows have it, the latest of them.

    Raises:
        NotFound: when it is not on the desk.
    """
    # Only the few columns that order versions are read here; one record is decoded, not all.
    order = rows_of(db, uri)
    for story_id, its_version in order:
        if version is None or its_version == version:
            return get(db, story_id)
    if order:
        newest = list(dict.fromkeys(number for _, number in order))[:10]
        have = ", ".join(map(str, newest))
        raise NotFound(f"{uri} is on this desk, but not in version {version}.", f"Versions here: {have}.")
    gone = removals.entry_of_uri(db, uri)
    if gone is not None:
        raise NotFound(f"{uri} was removed by entry {gone} of the log: an agreement forbids to keep it longer.")
    raise NotFound(f"{uri} is not on this desk.", "Take in the file it is in first: dabir ingest PATH")


def versions(db: sqlite_utils.Database, uri: str) -> list[StoredStory]:
    """Return all versions of a story, newest first by `Story.supersedes`, among equals the last received first."""
    stored = {one.id: one for one in _select(db, "WHERE uri = ?", (text_in(uri),))}
    return [stored[story_id] for story_id, _ in rows_of(db, uri) if story_id in stored]


def rows_of(db: sqlite_utils.Database, uri: str) -> list[tuple[int, int]]:
    """Return row and number of every version of a story in the order of `versions`, without reading their records."""
    rows = db.execute("SELECT id, version, versioncreated_utc FROM stories WHERE uri = ?", (text_in(uri),)).fetchall()
    by_version: dict[int, list[tuple[int, int | None]]] = {}
    for story_id, version, created in rows:
        by_version.setdefault(int(version), []).append((story_id, created))
    return [
        (story_id, version)
        for version in sorted(by_version, reverse=True)
        for story_id in _newest(by_version[version])
    ]


def latest_version(db: sqlite_utils.Database, uri: str) -> int:
    """Return the number of the latest version.

    Raises:
        NotFound: when the story is not on the desk.
    """
    return find(db, uri).story.version


def linked(db: sqlite_utils.Database, uri: str) -> list[StoredStory]:
    """Return the story versions that say they correct, kill or replace this story, in order of arrival."""
    return _select(db, "WHERE id IN (SELECT story_id FROM story_links WHERE uri = ?) ORDER BY id", (text_in(uri),))


def set_state(db: sqlite_utils.Database, story_id: int, state: StoryState) -> None:
    """Keep the word for the list's state column.

    Raises:
        NotFound: when there is no such row.
    """
    _set(db, story_id, "state", state.value)


def set_killed(db: sqlite_utils.Database, story_id: int, sentence: str) -> None:
    """Keep by what a story was killed; "" for not killed.

    Raises:
        NotFound: when there is no such row.
    """
    _set(db, story_id, "killed", text_in(sentence))


def newly_expired(db: sqlite_utils.Database, now: datetime) -> list[int]:
    """Return the rows of the stories whose time is over and that are not noted as expired."""
    rows = db.execute(
        "SELECT id FROM stories WHERE expiry_utc IS NOT NULL AND NOT expired AND expiry_utc <= ? ORDER BY id",
        (sortable(now),),
    ).fetchall()
    return [row[0] for row in rows]


def is_over(story: Story, moment: datetime) -> bool:
    """Tell whether a story's time is over at a moment."""
    return story.expiry is not None and moment >= story.expiry


def set_expired(db: sqlite_utils.Database, story_id: int) -> None:
    """Note that a story's time is over.

    Raises:
        NotFound: when there is no such row.
    """
    _set(db, story_id, "expired", 1)


def sluglines(db: sqlite_utils.Database, partner: str) -> list[str]:
    """Return the sluglines of a partner's stories that are no kill notices, each once."""
    rows = db.execute(
        "SELECT DISTINCT slugline FROM stories WHERE partner = ? AND slugline <> '' AND NOT is_kill",
        (text_in(partner),),
    )
    return [text_out(slugline) for (slugline,) in rows]


def newest_with_slugline(db: sqlite_utils.Database, partner: str, slugline: str, most: int) -> list[tuple[int, str]]:
    """Return last row and identifier of the newest of a partner's stories with this slugline, kill notices aside."""
    rows = db.execute(
        "SELECT max(id), uri FROM stories WHERE partner = ? AND slugline = ? AND slugline <> '' AND NOT is_kill "
        "GROUP BY uri ORDER BY 1 DESC LIMIT ?",
        (text_in(partner), text_in(slugline), most),
    )
    return [(story_id, text_out(uri)) for story_id, uri in rows]


def _set(db: sqlite_utils.Database, story_id: int, column: str, value: str | bytes | int) -> None:
    changed = db.execute(f"UPDATE stories SET {column} = ? WHERE id = ?", (value, story_id))  # noqa: S608 - own constants
    if not changed.rowcount:
        raise _missing(story_id)


def _missing(story_id: int) -> NotFound:
    return NotFound(f"There is no story number {story_id} on this desk.")


def _is_only_later(db: sqlite_utils.Database, story: Story, other_id: int) -> bool:
    """Whether two texts of one number are an earlier and a later version, as in formats that number none."""
    if story.format not in UNNUMBERED:
        return False
    other = get(db, other_id).story
    return story.supersedes(other) or other.supersedes(story)


def _says_the_same(one: Story, other: Story) -> bool:
    """Whether a redelivery changes nothing an editor acts on; the text is compared by its hash before."""
    return (
        one.pubstatus is other.pubstatus
        and one.embargoed == other.embargoed
        and one.ednote == other.ednote
        and one.usageterms == other.usageterms
        and one.links == other.links
    )


def _insert(
    db: sqlite_utils.Database,
    story: Story,
    original: Original,
    ready: ReadyStory,
    arriving: Arriving,
    *,
    variant: bool,
) -> int:
    expired = is_over(story, original.received)
    cursor = db.execute(
        _INSERT,
        (
            *ready.values,
            original.sha256,
            text_in(original.media_type),
            text_in(original.filename),
            text_in(original.partner),
            time_in(original.received),
            sortable(original.received),
            variant,
            expired,
            (StoryState.EXPIRED if expired else StoryState.NEW).value,
        ),
    )
    assert cursor.lastrowid is not None
    arriving.note_story(story)
    for position, link in enumerate(story.links):
        db.execute(
            "INSERT INTO story_links (story_id, position, kind, uri, version) VALUES (?, ?, ?, ?, ?)",
            (cursor.lastrowid, position, link.kind.value, text_in(link.uri), number_in(link.version)),
        )
    return cursor.lastrowid


def _newest(rows: Iterable[tuple[int, int | None]]) -> Sequence[int]:
    """Order the rows of one version so that none stands before one that supersedes it.

    A row without a time neither supersedes another nor is superseded, so it goes by its arrival: before the next
    timed row unless that came later.
    """
    timed = sorted(((created, story_id) for story_id, created in rows if created is not None))
    untimed = sorted(story_id for story_id, created in rows if created is None)
    order = []
    while timed or untimed:
        take_untimed = bool(untimed) and (not timed or untimed[-1] > timed[-1][1])
        order.append(untimed.pop() if take_untimed else timed.pop()[1])
    return order


def _select(db: sqlite_utils.Database, rest: str, values: tuple[Any, ...]) -> list[StoredStory]:
    rows = db.execute(f"SELECT {_STORED} FROM stories {rest}", values).fetchall()  # noqa: S608 - own constants
    return [_stored(db, row) for row in rows]


def _stored(db: sqlite_utils.Database, row: tuple[Any, ...]) -> StoredStory:
    (
        story_id,
        record,
        size,
        dictionary,
        text_sha256,
        original_sha256,
        media_type,
        filename,
        partner,
        received,
        variant,
        state,
        killed,
        expired,
    ) = row
    try:
        story = story_out(compacting.bytes_in(db, record, size, dictionary) or b"")
        whole = story.text_sha256 == text_sha256
    except (ValueError, AttributeError):
        whole = False
    if not whole:
        raise RecordBroken(
            f"What is stored of story number {story_id} is no longer what came in.",
            f"Its original has the SHA-256 {original_sha256}; compare with a backup of the desk.",
        )
    return StoredStory(
        id=story_id,
        story=story,
        original_sha256=original_sha256,
        media_type=text_out(media_type),
        filename=text_out(filename),
        partner=text_out(partner),
        received=moment_out(received),
        variant=bool(variant),
        state=StoryState(state),
        killed=text_out(killed),
        expired=bool(expired),
    )
