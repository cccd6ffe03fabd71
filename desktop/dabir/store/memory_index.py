"""The index of the translation memory: which units share rare words with a text, and which have words or a phrase.

It holds folded words (see dabir.store.words). Words are looked up rarest first, and common ones not at all where rare
ones are enough, so that the time does not grow with the memory. What was forgotten may still be found here; whoever
reads the rows finds nothing under its id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import sqlite_utils

from dabir.store.matching import understand
from dabir.store.words import joined_words, parts_of_words

#: Places for units of one pair of languages among the ids.
PAIR_SIZE: Final = 1 << 40

#: Rows of the index that one look-up reads at most, in all and for words that are common. Measured on 1,000,000
#: units with 200 candidates: of segments with a third of their words replaced 98 in 100 are found, in 17 ms with
#: scoring; with 12,000 rows and 120 candidates 93, in 9 ms.
_MOST_ROWS: Final = 20_000
_MOST_COMMON_ROWS: Final = 2_000
#: So many words are looked up at least, and so many of a text are looked at.
_FEWEST_WORDS: Final = 2
_MOST_WORDS: Final = 200
#: Words that a unit must share at once where all words are common; fewer are tried after.
_TOGETHER: Final = (4, 3, 2)


def words_of(text: str) -> list[str]:
    """Return the folded words of a text in order."""
    return joined_words(text).split()


def enter(db: sqlite_utils.Database, rows: Sequence[tuple[int, str, str]]) -> None:
    """Enter units.

    Args:
        db: the writer's connection.
        rows: id, source and target of each; none of the ids was entered before.
    """
    entries, counted = [], Counter[tuple[int, str]]()
    for unit_id, source, target in rows:
        source_words = words_of(source)
        pair = unit_id // PAIR_SIZE
        counted.update((pair, word) for word in set(source_words))
        parts = parts_of_words(f"{source} {target}")
        entries.append((unit_id, " ".join(source_words), joined_words(target), parts))
    db.conn.executemany("INSERT INTO memory_index (rowid, source, target, parts) VALUES (?, ?, ?, ?)", entries)
    db.conn.executemany(
        "INSERT INTO memory_words (pair, word, units) VALUES (?, ?, ?) "
        "ON CONFLICT (pair, word) DO UPDATE SET units = units + excluded.units",
        [(pair, word, units) for (pair, word), units in sorted(counted.items())],
    )


def alike(db: sqlite_utils.Database, pair: int, text: str, limit: int) -> list[int]:
    """Return ids of units whose sources share rare words with a text, those that share most first.

    Args:
        db: a connection.
        pair: id of the pair of languages.
        text: a source.
        limit: how many to return at most.
    """
    counts = _counts(db, pair, words_of(text)[:_MOST_WORDS])
    # Figures are rare and say little: a sentence of last year's report has others.
    rarest = sorted((word for word in counts if not word.isdigit()), key=counts.__getitem__) or sorted(counts)
    found: Counter[int] = Counter()
    left, used = _MOST_ROWS, 0
    for word in rarest:
        if counts[word] > left:
            break
        found.update(_ids(db, pair, _in_source(word), left))
        left -= counts[word]
        used += 1
    if used < _FEWEST_WORDS:
        found.update(_with_common_words(db, pair, rarest))
    # Among equals those with the rarest word come first, and of these the newest: the order they were counted in.
    return [unit_id for unit_id, _ in found.most_common(limit)]


def having(db: sqlite_utils.Database, pair: int, query: str, limit: int) -> Iterator[list[int]]:
    """Yield ids of units that have a phrase in source or target, and then of those that have its words anywhere.

    Args:
        db: a connection.
        pair: id of the pair of languages.
        query: what was typed; its last word may be a beginning.
        limit: how many to return at most of each, the newest.
    """
    phrase = " ".join(words_of(query))
    understood = understand(query)
    if not phrase or understood is None:
        return
    # Folded words are letters and digits only, so there is no quote to double.
    yield _ids(db, pair, f'"{phrase}" *', limit)
    yield _ids(db, pair, understood.expression, limit)


def _counts(db: sqlite_utils.Database, pair: int, asked: Iterable[str]) -> dict[str, int]:
    """Return in how many units each of some words stands; unknown words are left out."""
    distinct = tuple(dict.fromkeys(asked))
    marks = ", ".join("?" * len(distinct))
    rows = db.execute(
        f"SELECT word, units FROM memory_words WHERE pair = ? AND word IN ({marks})",  # noqa: S608 - question marks
        (pair, *distinct),
    ).fetchall()
    return dict(rows)


def _with_common_words(db: sqlite_utils.Database, pair: int, rarest: Sequence[str]) -> list[int]:
    """Return units that have several of some words that are all common, or else the newest with the rarest."""
    for together in _TOGETHER:
        if len(rarest) >= together:
            expression = " AND ".join(map(_in_source, rarest[:together]))
            if found := _ids(db, pair, expression, _MOST_COMMON_ROWS):
                return found
    return _ids(db, pair, _in_source(rarest[0]), _MOST_COMMON_ROWS) if rarest else []


def _in_source(word: str) -> str:
    return f'{{source}} : "{word}"'


def _ids(db: sqlite_utils.Database, pair: int, expression: str, limit: int) -> list[int]:
    rows = db.execute(
        "SELECT rowid FROM memory_index WHERE memory_index MATCH ? AND rowid >= ? AND rowid < ? "
        "ORDER BY rowid DESC LIMIT ?",
        (expression, pair * PAIR_SIZE, (pair + 1) * PAIR_SIZE, limit),
    ).fetchall()
    return [row[0] for row in rows]
