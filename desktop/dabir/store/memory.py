"""The translation memory: every confirmed unit once for its source, target, languages and story.

A unit is found by its source's words, exactly or nearly (see dabir.store.memory_index), or by words of either side.
How alike two sources are is not judged here.
"""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Final

import sqlite_utils

from dabir.domain.memory import MemoryUnit
from dabir.store import memory_index
from dabir.store.columns import text_in, text_out, time_in, time_out
from dabir.store.memory_index import PAIR_SIZE

#: Origin of what was confirmed on this desk.
DESK: Final = "desk"

_COLUMNS: Final = "source, target, editor, time, story, origin, id"
_INSERT: Final = (
    "INSERT INTO memory (source, target, editor, time, story, origin, id, source_key, unit_key) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source_key, unit_key) DO NOTHING"
)
#: Rows asked for in one statement, which takes a limited number of values.
_ROWS: Final = 500


@dataclasses.dataclass(frozen=True, slots=True)
class MemoryFilter:
    """Which units are asked for; what is empty or None lets all through.

    Attributes:
        source_language: of the sources, normalised.
        target_language: of the targets, normalised.
        partner: code of the partner whose stories they are from; what is from no story of the desk is from none.
        origin: "desk" or the name of a file.
    """

    source_language: str = ""
    target_language: str = ""
    partner: str | None = None
    origin: str = ""


def add(db: sqlite_utils.Database, units: Iterable[MemoryUnit]) -> list[int]:
    """Keep units that are not there yet; return the rows of those that were new.

    Many at once are much quicker than each by itself.

    Args:
        db: the writer's connection.
        units: any; a unit that is there already stays as it is.
    """
    known = {(source, target): pair for pair, source, target, _ in _pairs(db)}
    last = {pair: given for pair, _, _, given in _pairs(db)}
    added: list[tuple[int, str, str]] = []
    for unit in units:
        languages = (unit.source_language, unit.target_language)
        if languages not in known:
            known[languages] = _new_pair(db, unit)
        pair = known[languages]
        number = last.get(pair, 0) + 1
        unit_id = pair * PAIR_SIZE + number
        if db.execute(_INSERT, (*_values(unit), unit_id, *_keys(pair, unit))).rowcount:
            last[pair] = number
            added.append((unit_id, unit.source, unit.target))
    memory_index.enter(db, added)
    grown = Counter(unit_id // PAIR_SIZE for unit_id, _, _ in added)
    db.conn.executemany(
        "UPDATE memory_pairs SET given = given + ?, units = units + ? WHERE id = ?",
        [(number, number, pair) for pair, number in grown.items()],
    )
    return [unit_id for unit_id, _, _ in added]


def remember(db: sqlite_utils.Database, unit: MemoryUnit, still: Collection[str] = ()) -> None:
    """Keep what was just confirmed in a story, and forget what it was confirmed as there before.

    Args:
        db: the writer's connection.
        unit: the unit; one that is there already takes over its editor and time.
        still: other translations of the same source that stand confirmed in the story too.
    """
    forget(db, unit, {unit.target, *still})
    if add(db, [unit]):
        return
    db.execute(
        "UPDATE memory SET editor = ?, time = ?, origin = ? WHERE source_key = ? AND unit_key = ?",
        (text_in(unit.editor), _moment(unit.time), text_in(unit.origin), *_keys(_pair_of(db, unit), unit)),
    )


def forget(db: sqlite_utils.Database, unit: MemoryUnit, keep: Collection[str] = ()) -> None:
    """Forget the translations that the desk has of a unit's source in its story.

    Args:
        db: the writer's connection.
        unit: its source, languages and story are looked at.
        keep: targets that stay.
    """
    pair = _pair(db, (unit.source_language, unit.target_language))
    if pair is None:
        return
    rows = db.execute(
        "SELECT id, target FROM memory WHERE source_key = ? AND source = ? AND story = ? AND origin = ?",
        (_source_key(pair, unit.source), text_in(unit.source), text_in(unit.story), DESK),
    ).fetchall()
    remove(db, [unit_id for unit_id, target in rows if text_out(target) not in keep])


def remove(db: sqlite_utils.Database, unit_ids: Iterable[int]) -> None:
    """Remove rows; those that are not there are passed over."""
    for batch in _batches(unit_ids):
        marks = ", ".join("?" * len(batch))
        rows = db.execute(f"SELECT id FROM memory WHERE id IN ({marks})", batch).fetchall()  # noqa: S608 - marks
        db.execute(f"DELETE FROM memory WHERE id IN ({marks})", batch)  # noqa: S608 - marks
        fewer = Counter(row[0] // PAIR_SIZE for row in rows)
        db.conn.executemany(
            "UPDATE memory_pairs SET units = units - ? WHERE id = ?",
            [(number, pair) for pair, number in fewer.items()],
        )


def count(db: sqlite_utils.Database, source_language: str = "", target_language: str = "") -> int:
    """Return how many units there are, of all languages or of some."""
    row = db.execute(
        "SELECT coalesce(sum(units), 0) FROM memory_pairs "
        "WHERE ? IN ('', source_language) AND ? IN ('', target_language)",
        (source_language, target_language),
    ).fetchone()
    return int(row[0])


def sizes(db: sqlite_utils.Database) -> list[tuple[str, str, int]]:
    """Return source language, target language and number of units of each pair that has any."""
    rows = db.execute(
        "SELECT source_language, target_language, units FROM memory_pairs WHERE units > 0 "
        "ORDER BY source_language, target_language"
    ).fetchall()
    return [(source, target, units) for source, target, units in rows]


def with_words(
    db: sqlite_utils.Database, source: str, source_language: str, target_language: str, *, limit: int = 200
) -> list[MemoryUnit]:
    """Return units whose source has the same words, however they are spelt and pointed, the newest first.

    Args:
        db: a connection.
        source: the text to be translated.
        source_language: of the text, normalised.
        target_language: wanted, normalised.
        limit: how many to return at most: a dateline may stand in thousands of stories.
    """
    languages = (source_language, target_language)
    pair = _pair(db, languages)
    if pair is None:
        return []
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM memory WHERE source_key = ? "  # noqa: S608 - own constants
        "ORDER BY time DESC, id DESC LIMIT ?",
        (_source_key(pair, source), limit),
    ).fetchall()
    return [_unit(row, languages) for row in rows]


def candidates(
    db: sqlite_utils.Database, source: str, source_language: str, target_language: str, *, limit: int = 200
) -> list[MemoryUnit]:
    """Return units whose sources may be like one, those that share most of its rare words first.

    Args:
        db: a connection.
        source: the text to be translated.
        source_language: of the text, normalised.
        target_language: wanted, normalised.
        limit: how many to return at most.
    """
    pair = _pair(db, (source_language, target_language))
    return [] if pair is None else _of_rows(db, memory_index.alike(db, pair, source, limit))


def concordance(
    db: sqlite_utils.Database, query: str, languages: Collection[str] = (), *, limit: int = 50
) -> list[MemoryUnit]:
    """Return units that have a phrase in source or target, then those with its words anywhere, the newest first.

    Args:
        db: a connection.
        query: what was typed; what holds no word finds nothing.
        languages: both languages of a unit must be among these, or one of them where only one is given; all where
            none is.
        limit: how many to return at most.
    """
    wanted = [pair for pair, source, target, _ in _pairs(db) if _asked(languages, source, target)]
    ranks = itertools.zip_longest(*(memory_index.having(db, pair, query, limit) for pair in wanted), fillvalue=[])
    found: dict[int, MemoryUnit] = {}
    for rank in ranks:
        fresh = [unit_id for ids in rank for unit_id in ids if unit_id not in found]
        listed = sorted(_of_rows(db, fresh), key=lambda unit: (_moment(unit.time), unit.id), reverse=True)
        found.update({unit.id: unit for unit in listed})
        if len(found) >= limit:
            break
    return list(found.values())[:limit]


def each(db: sqlite_utils.Database, wanted: MemoryFilter) -> Iterator[MemoryUnit]:
    """Yield the units that a filter lets through, pair by pair in the order they came."""
    for pair, source, target, _ in _pairs(db):
        if wanted.source_language in {"", source} and wanted.target_language in {"", target}:
            where = ["id >= ? AND id < ?"]
            values: list[int | str | bytes] = [pair * PAIR_SIZE, (pair + 1) * PAIR_SIZE]
            if wanted.partner is not None:
                where.append("story IN (SELECT uri FROM stories WHERE partner = ?)")
                values.append(text_in(wanted.partner))
            if wanted.origin:
                where.append("origin = ?")
                values.append(text_in(wanted.origin))
            sql = f"SELECT {_COLUMNS} FROM memory WHERE {' AND '.join(where)} ORDER BY id"  # noqa: S608 - own constants
            for row in db.execute(sql, values):
                yield _unit(row, (source, target))


def _asked(languages: Collection[str], source: str, target: str) -> bool:
    if len(languages) == 1:
        return not {source, target}.isdisjoint(languages)
    return not languages or {source, target}.issubset(languages)


def _of_rows(db: sqlite_utils.Database, unit_ids: Iterable[int]) -> list[MemoryUnit]:
    """Return the units of some rows in the same order; those that are gone are left out."""
    ids = list(unit_ids)
    languages = {pair: (source, target) for pair, source, target, _ in _pairs(db)}
    found: dict[int, MemoryUnit] = {}
    for batch in _batches(ids):
        marks = ", ".join("?" * len(batch))
        rows = db.execute(f"SELECT {_COLUMNS} FROM memory WHERE id IN ({marks})", batch)  # noqa: S608 - marks
        found.update((row[-1], _unit(row, languages[row[-1] // PAIR_SIZE])) for row in rows.fetchall())
    return [found[unit_id] for unit_id in ids if unit_id in found]


def _batches(unit_ids: Iterable[int]) -> Iterator[list[int]]:
    left = iter(unit_ids)
    while batch := list(itertools.islice(left, _ROWS)):
        yield batch


def _pairs(db: sqlite_utils.Database) -> list[tuple[int, str, str, int]]:
    """Return id, languages and the number given out last of every pair."""
    rows = db.execute("SELECT id, source_language, target_language, given FROM memory_pairs ORDER BY id").fetchall()
    return [(pair, source, target, given) for pair, source, target, given in rows]


def _pair(db: sqlite_utils.Database, languages: tuple[str, str]) -> int | None:
    row = db.execute(
        "SELECT id FROM memory_pairs WHERE source_language = ? AND target_language = ?", languages
    ).fetchone()
    return int(row[0]) if row else None


def _pair_of(db: sqlite_utils.Database, unit: MemoryUnit) -> int:
    pair = _pair(db, (unit.source_language, unit.target_language))
    assert pair is not None
    return pair


def _new_pair(db: sqlite_utils.Database, unit: MemoryUnit) -> int:
    made = db.execute(
        "INSERT INTO memory_pairs (source_language, target_language) VALUES (?, ?)",
        (unit.source_language, unit.target_language),
    )
    return int(made.lastrowid or 0)


def _values(unit: MemoryUnit) -> tuple[Any, ...]:
    texts = (unit.source, unit.target, unit.editor)
    return (*map(text_in, texts), _moment(unit.time), text_in(unit.story), text_in(unit.origin))


def _unit(row: tuple[Any, ...], languages: tuple[str, str]) -> MemoryUnit:
    source, target, editor, time, story, origin, unit_id = row
    return MemoryUnit(
        text_out(source),
        text_out(target),
        *languages,
        editor=text_out(editor),
        time=time_out(time),
        story=text_out(story),
        origin=text_out(origin),
        id=unit_id,
    )


def _moment(time: datetime | None) -> str:
    """Return a time in UTC, so that texts sort as the moments do."""
    if time is None:
        return ""
    return time_in(time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC))


def _keys(pair: int, unit: MemoryUnit) -> tuple[int, int]:
    return _source_key(pair, unit.source), _hash(unit.source, unit.target, unit.story)


def _source_key(pair: int, source: str) -> int:
    words = memory_index.words_of(source)
    # What has no words ("* * *") is known by its signs.
    return _hash(str(pair), *(words or [unicodedata.normalize("NFKC", source).strip()]))


def _hash(*texts: str) -> int:
    """Return 64 bits of a hash of texts, as SQLite keeps whole numbers."""
    joined = "\x00".join(texts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(joined, digest_size=8).digest(), "big", signed=True)
