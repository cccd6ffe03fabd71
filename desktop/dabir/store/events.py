"""Stories on one event: the traits of the stories that came in last, keys to find them by, and the pairs found.

Bounded whatever comes: the traits of the last `KEPT` stories are kept, and of each key no more than the newest
`_AT_A_KEY` stories are looked at. The pairs stay.
"""

from __future__ import annotations

import json
import struct
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

import sqlite_utils

from dabir.domain.event import WINDOW, Relative, Telling, Traits, keys_of, same_event
from dabir.store.columns import text_out

#: Stories whose traits are kept; older ones are forgotten, and not read any more.
KEPT: Final = 50_000
#: Stories looked at for each key, and of all found by keys.
_AT_A_KEY: Final = 200
_CANDIDATES: Final = 60
#: Keys that a candidate shares at least.
_SHARED: Final = 2
#: Stories forgotten at once.
_FORGOTTEN: Final = 200

_WINDOW: Final = WINDOW // WINDOW.resolution
#: Words, names, figures, and numbers of the sketch; then the entries, each with its weight in hundredths.
_HEAD: Final = struct.Struct("<HHHH")
_WEIGHED: Final = struct.Struct("<IB")


def waiting(db: sqlite_utils.Database, limit: int) -> list[int]:
    """Return stories whose traits are still to be read, the newest first."""
    rows = db.execute("SELECT story_id FROM event_waiting ORDER BY story_id DESC LIMIT ?", (limit,)).fetchall()
    return [row[0] for row in rows]


def waits(db: sqlite_utils.Database, story_id: int) -> bool:
    """Whether a story's traits are still to be read."""
    return db.execute("SELECT 1 FROM event_waiting WHERE story_id = ?", (story_id,)).fetchone() is not None


def moment_of(db: sqlite_utils.Database, story_id: int) -> int:
    """Return a story's own time, or that of its receipt where the wire tells none, in microseconds since 1970."""
    return int(db.execute("SELECT created FROM list_lines WHERE story_id = ?", (story_id,)).fetchone()[0])


def translations_of(db: sqlite_utils.Database, story_id: int) -> list[tuple[str, str]]:
    """Return language and text (the headline, then each paragraph, on lines) of a story's translations and drafts."""
    rows = db.execute(
        "SELECT language, text FROM search_translations WHERE story_id = ? ORDER BY language", (story_id,)
    ).fetchall()
    return [(language, text_out(text)) for language, text in rows]


def put(db: sqlite_utils.Database, story_id: int, telling: Telling | None) -> set[int]:
    """Keep how a story tells of its event in place of what was kept before, and find the others on that event.

    Args:
        db: the writer's connection.
        story_id: row of the story.
        telling: how it tells; None where it says too little to be compared.

    Returns:
        The stories for which something has changed.
    """
    before = {row[0] for row in db.execute("SELECT other_id FROM event_links WHERE story_id = ?", (story_id,))}
    moment = moment_of(db, story_id)
    forget(db, [story_id])
    db.execute("DELETE FROM event_links WHERE story_id = ? OR other_id = ?", (story_id, story_id))
    db.execute("DELETE FROM event_waiting WHERE story_id = ?", (story_id,))
    found: list[Relative] = []
    if telling is not None:
        keys = keys_of(telling)
        found = list(_relatives(db, story_id, telling, keys, moment))
        _keep(db, story_id, telling, keys, moment)
    db.conn.executemany(
        "INSERT INTO event_links (story_id, other_id, strength) VALUES (?, ?, ?), (?, ?, ?)",
        [(story_id, one.story_id, one.strength, one.story_id, story_id, one.strength) for one in found],
    )
    now = {one.story_id for one in found}
    return (now ^ before) | ({story_id} if now != before else set())


def relatives(db: sqlite_utils.Database, story_id: int) -> list[Relative]:
    """Return the stories on the same event, the surest first; all their versions."""
    rows = db.execute(
        "SELECT other_id, strength FROM event_links WHERE story_id = ? ORDER BY strength DESC, other_id", (story_id,)
    ).fetchall()
    return [Relative(*row) for row in rows]


def forget_old(db: sqlite_utils.Database, kept: int = KEPT) -> int:
    """Forget traits beyond those of the last stories, some at a time; return of how many stories they were.

    Args:
        db: the writer's connection.
        kept: of how many stories, by their row, traits are kept.
    """
    newest = db.execute("SELECT max(story_id) FROM list_lines").fetchone()[0] or 0
    db.execute("DELETE FROM event_waiting WHERE story_id <= ?", (newest - kept,))
    rows = db.execute(
        "SELECT DISTINCT story_id FROM event_traits WHERE story_id <= ? ORDER BY story_id LIMIT ?",
        (newest - kept, _FORGOTTEN),
    ).fetchall()
    old = [row[0] for row in rows]
    forget(db, old)
    return len(old)


def _relatives(
    db: sqlite_utils.Database, story_id: int, telling: Telling, keys: Collection[int], moment: int
) -> Iterator[Relative]:
    counted: Counter[int] = Counter()
    for key in keys:
        rows = db.execute(
            "SELECT story_id FROM event_keys WHERE key = ? AND moment BETWEEN ? AND ? ORDER BY moment DESC LIMIT ?",
            (key, moment - _WINDOW, moment + _WINDOW, _AT_A_KEY),
        )
        counted.update(row[0] for row in rows)
    likely = [other for other, shared in counted.most_common(_CANDIDATES) if shared >= _SHARED]
    # Versions of one story are no two stories.
    foreign = db.execute(
        "SELECT id FROM stories WHERE id IN (SELECT value FROM json_each(?)) "
        "AND uri <> (SELECT uri FROM stories WHERE id = ?)",
        (json.dumps(likely), story_id),
    ).fetchall()
    for other, theirs in _tellings(db, [row[0] for row in foreign]):
        strength = same_event(telling, theirs)
        if strength:
            yield Relative(other, strength)


def _tellings(db: sqlite_utils.Database, story_ids: Sequence[int]) -> Iterator[tuple[int, Telling]]:
    rows = db.execute(
        "SELECT story_id, own, language, traits FROM event_traits "
        "WHERE story_id IN (SELECT value FROM json_each(?)) ORDER BY story_id, own DESC",
        (json.dumps(story_ids),),
    ).fetchall()
    views: dict[int, list[Traits]] = {}
    for story_id, _, language, traits in rows:
        views.setdefault(story_id, []).append(unpacked(language, traits))
    for story_id, (own, *translated) in views.items():
        yield story_id, Telling(own, tuple(translated))


def _keep(db: sqlite_utils.Database, story_id: int, telling: Telling, keys: Iterable[int], moment: int) -> None:
    views = (telling.own, *telling.translated)
    db.conn.executemany(
        "INSERT INTO event_traits (story_id, language, own, moment, traits) VALUES (?, ?, ?, ?, ?)",
        [(story_id, view.language, view is telling.own, moment, packed(view)) for view in views],
    )
    db.conn.executemany(
        "INSERT INTO event_keys (key, moment, story_id) VALUES (?, ?, ?)", [(key, moment, story_id) for key in keys]
    )


def forget(db: sqlite_utils.Database, story_ids: Sequence[int]) -> None:
    """Take out traits and keys; the keys are those that the traits have."""
    for story_id, telling in _tellings(db, story_ids):
        moment = db.execute("SELECT moment FROM event_traits WHERE story_id = ?", (story_id,)).fetchone()[0]
        db.conn.executemany(
            "DELETE FROM event_keys WHERE key = ? AND moment = ? AND story_id = ?",
            [(key, moment, story_id) for key in keys_of(telling)],
        )
        db.execute("DELETE FROM event_traits WHERE story_id = ?", (story_id,))


def packed(traits: Traits) -> bytes:
    """Return traits as bytes; weights are kept in hundredths."""
    parts = [_HEAD.pack(len(traits.words), len(traits.names), len(traits.figures), len(traits.sketch))]
    parts += [_pack(traits.words), _pack(traits.figures)]
    parts += [bytes([len(name)]) + _pack(name) for name in traits.names]
    return b"".join((*parts, struct.pack(f"<{len(traits.sketch)}I", *traits.sketch)))


def _pack(weighed: Mapping[int, float]) -> bytes:
    return b"".join(_WEIGHED.pack(key, round(100 * weight)) for key, weight in weighed.items())


def unpacked(language: str, data: bytes) -> Traits:
    """Return the traits that `packed` made bytes of."""
    words, names, figures, length = _HEAD.unpack_from(data)
    at = _HEAD.size

    def weighed(count: int) -> dict[int, float]:
        nonlocal at
        end = at + count * _WEIGHED.size
        found = {key: weight / 100 for key, weight in _WEIGHED.iter_unpack(data[at:end])}
        at = end
        return found

    def name() -> dict[int, float]:
        nonlocal at
        at += 1
        return weighed(data[at - 1])

    return Traits(
        language=language,
        words=weighed(words),
        figures=weighed(figures),
        names=tuple(name() for _ in range(names)),
        sketch=struct.unpack_from(f"<{length}I", data, at),
    )
