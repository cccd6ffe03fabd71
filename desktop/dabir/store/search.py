"""Full-text search over headlines, originals and translations of all stories.

The index keeps folded words; what is shown are words of the original or the translation as they stand. A row of the
index is deleted and written anew, never replaced by INSERT OR REPLACE, which would leave its old words behind.

The best come first: a word in the headline says more than one in the body, a rare word more than a common one, and a
word said often more than one said once (dabir.store.ranking). Where more than `CANDIDATES` stories have the words,
ranked are the newest of them and, of the last `HEADLINES` stories, the newest with all the words in the headline;
after these come the others, newest first. So the answer comes as fast from a million stories, and for words that
stand in half of them.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

import sqlite_utils

from dabir.domain.listing import SearchHit, Sort, StoryFilter
from dabir.domain.query import Mark
from dabir.domain.story import Story
from dabir.store import stories, story_list
from dabir.store.columns import text_in
from dabir.store.events import translations_of
from dabir.store.finding import MOST_LOOKED_AT, asked_for, narrowed, rows_with
from dabir.store.list_conditions import Wanted, understand_filter
from dabir.store.matching import Query
from dabir.store.ranking import ranked
from dabir.store.searched import Words, words_of
from dabir.store.snippets import first_found
from dabir.store.words import joined_words, parts_of_words

#: How many stories are ranked: the newest found, and as many again of the newest with all words in the headline.
CANDIDATES: Final = 200
#: Among how many of the stories that came in last headlines are looked for.
HEADLINES: Final = 100_000

_INSERT: Final = "INSERT INTO search_index (rowid, headline, body, extra, translations) VALUES (?, ?, ?, ?, ?)"


def index_story(db: sqlite_utils.Database, story_id: int) -> None:
    """Enter a story's words, with those of its translations; repeating it is harmless.

    Raises:
        NotFound: when there is no such row.
    """
    story = stories.get(db, story_id).story
    db.execute("DELETE FROM search_index WHERE rowid = ?", (story_id,))
    db.execute(_INSERT, (story_id, *words_of(story), _translated_words(db, story_id)))
    if story.ednote:
        story_list.mark(db, story_id, Mark.NOTE, has=True)


def index_arrivals(db: sqlite_utils.Database, arrivals: Sequence[tuple[int, Story, Words]]) -> None:
    """Enter stories that have come in within this transaction: row, story and words of each, by their rows.

    It is to be the last that the transaction does. SQLite gathers what is entered into the index and writes it as one
    piece, but does so before every statement that it may have to undo alone, such as one with triggers. Entered one
    by one between such statements, each story would be a piece of its own, to be merged with the others later.
    """
    for story_id, story, _ in arrivals:
        if story.ednote:
            story_list.mark(db, story_id, Mark.NOTE, has=True)
    db.conn.executemany(_INSERT, ((story_id, *words, " ") for story_id, _, words in arrivals))


def index_translation(db: sqlite_utils.Database, story_id: int, language: str, text: str) -> None:
    """Enter the words of a translation in place of those it had before.

    Args:
        db: the writer's connection.
        story_id: row of the story.
        language: of the translation.
        text: headline and paragraphs, a line each; "" takes its words out.

    Raises:
        NotFound: when there is no such story.
    """
    if db.execute("SELECT 1 FROM search_index WHERE rowid = ?", (story_id,)).fetchone() is None:
        index_story(db, story_id)
    # Not an upsert: SQLite would apply its way with conflicts to the statements of triggers too.
    changed = db.execute(
        "UPDATE search_translations SET text = ? WHERE story_id = ? AND language = ?",
        (text_in(text), story_id, language),
    )
    if not changed.rowcount:
        db.execute(
            "INSERT INTO search_translations (story_id, language, text) VALUES (?, ?, ?)",
            (story_id, language, text_in(text)),
        )
    db.execute(
        "UPDATE search_index SET translations = ? WHERE rowid = ?", (_translated_words(db, story_id), story_id)
    )
    story_list.mark(db, story_id, Mark.TRANSLATION, has=any(one.strip() for _, one in translations_of(db, story_id)))


def search(db: sqlite_utils.Database, query: str, *, limit: int = 50) -> list[SearchHit]:
    """Find stories by words and fields, the best first, among equals the newest row first.

    Args:
        db: a connection.
        query: what was typed, in the language of `dabir.domain.query`; anything is allowed, and what holds neither a
            word nor a field finds nothing. What is only fields finds the newest stories they let through.
        limit: how many to return at most.
    """
    if limit <= 0 or not query.strip():
        return []
    wanted = understand_filter(StoryFilter(query=query))
    if not wanted.terms and not wanted.slugs:
        found = story_list.ids(db, StoryFilter(query=query), limit=limit)
        return [_hit(db, story_id, None) for story_id in found]
    asked = asked_for(db, wanted)
    if asked is None:
        return []
    newest = _first(db, asked.expression, wanted, max(limit, CANDIDATES + 1))
    candidates = newest[:CANDIDATES]
    if len(newest) > CANDIDATES and asked.query is not None:
        candidates += _first(db, asked.query.in_headline, wanted, CANDIDATES, newest=HEADLINES)
    if asked.query is not None:
        candidates = ranked(db, candidates, asked.query)
    listed = list(dict.fromkeys((*candidates, *newest)))[:limit]
    return [_hit(db, story_id, asked.query) for story_id in listed]


def _first(
    db: sqlite_utils.Database, expression: str, wanted: Wanted, most: int, newest: int | None = None
) -> list[int]:
    """Return the newest rows that match and that the rest of a filter lets through."""
    rows, found, looked_at = rows_with(db, expression, newest=newest), list[int](), 0
    while len(found) < most and looked_at < MOST_LOOKED_AT:
        # Without other conditions the first are those wanted; with some, as many as it takes.
        some = list(itertools.islice(rows, most if looked_at == 0 else 10 * most))
        looked_at += len(some)
        found += [row for _, _, row in narrowed(db, some, wanted, Sort.RECEIVED)]
        if not some:
            break
    return found[:most]


def _hit(db: sqlite_utils.Database, story_id: int, query: Query | None) -> SearchHit:
    story = stories.get(db, story_id).story
    found, _ = first_found(db, story_id, story, query, headline=True) if query else ("", "")
    return SearchHit(story_id, story.uri, story.version, story.headline, story.language, found)


def _translated_words(db: sqlite_utils.Database, story_id: int) -> str:
    text = "\n".join(text for _, text in translations_of(db, story_id))
    return f"{joined_words(text)} {parts_of_words(text)}"
