"""The order of what a search found: BM25F over the folded columns of a bounded number of stories.

The weight of a word that is found falls with the number of stories it stands in and rises, ever more slowly, with how
often it is said (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, section 3.5
and 3.6: one saturation over the weighted counts of all columns). FTS5's own bm25() counts every story each word
stands in before it answers, which takes a second where words are common; here that number is estimated from how near
to each other the newest of them came in.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Final

import sqlite_utils

from dabir.store.finding import rows_with
from dabir.store.matching import Query

#: How much a word weighs in headline, body, extra and translations.
_WEIGHTS: Final = (8.0, 2.0, 1.0, 1.0)
#: How soon saying a word again adds little, and how much length counts; the usual values.
_SATURATION: Final = 1.2
_LENGTH: Final = 0.75
#: From so many of the newest stories with a word it is estimated how many there are.
_SAMPLE: Final = 100


def ranked(db: sqlite_utils.Database, rows: Sequence[int], query: Query) -> list[int]:
    """Return rows with the best first, among equals the newest.

    Args:
        db: a connection.
        rows: the stories to rank.
        query: what was searched for.
    """
    rarity = [_rarity(db, group) for group in query.groups]
    found = db.execute(
        "SELECT rowid, headline, body, extra, translations FROM search_index "
        "WHERE rowid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(rows)),),
    ).fetchall()
    texts = {row[0]: [f" {column} " for column in row[1:]] for row in found}
    # What stands around a text does not make it longer.
    lengths = {row: len(head) + len(body) + len(more) for row, (head, body, _, more) in texts.items()}
    usual = sum(lengths.values()) / max(len(lengths), 1) or 1.0
    scores = {}
    for row, columns in texts.items():
        room = 1 - _LENGTH + _LENGTH * lengths[row] / usual
        scores[row] = sum(
            weight * (said * (_SATURATION + 1)) / (said + _SATURATION * room)
            for weight, group in zip(rarity, query.groups, strict=True)
            if (said := _said(columns, group))
        )
    return sorted(scores, key=lambda row: (-scores[row], -row))


def _said(columns: list[str], group: Sequence[str]) -> float:
    """Return how often a word is said in any of its ways, weighted by where."""
    # A word found by its beginning ends anywhere; others end with a space.
    ways = [f" {way[:-1]}" if way.endswith("*") else f" {way} " for way in group]
    return sum(
        weight * sum(column.count(way) for way in ways) for weight, column in zip(_WEIGHTS, columns, strict=True)
    )


def _rarity(db: sqlite_utils.Database, group: Sequence[str]) -> float:
    """Return the weight of a word by how few stories it stands in, from its first way in the index."""
    stories = db.execute("SELECT max(story_id) FROM list_lines").fetchone()[0] or 1
    newest = []
    for row in rows_with(db, f'"{group[0].rstrip("*")}"'):
        newest.append(row)
        if len(newest) == _SAMPLE:
            break
    having = len(newest)
    if having == _SAMPLE:
        having = max(having, round(_SAMPLE * stories / (stories - newest[-1] + 1)))
    return math.log(1 + (max(stories, having) - having + 0.5) / (having + 0.5))
