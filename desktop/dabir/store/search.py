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
from collections.abc import Iterable
from typing import Final

import sqlite_utils

from dabir.domain.listing import SearchHit, Sort, StoryFilter
from dabir.domain.query import Mark
from dabir.domain.story import Story
from dabir.store import stories, story_list
from dabir.store.columns import text_in, text_out
from dabir.store.finding import MOST_LOOKED_AT, asked_for, narrowed, rows_with
from dabir.store.list_conditions import Wanted, understand_filter
from dabir.store.matching import Query
from dabir.store.ranking import ranked
from dabir.store.words import Word, words

#: Words shown before and after the first one found.
_BEFORE: Final = 6
_AFTER: Final = 24
#: Words read at once on the way to the first one found; no phrase is longer.
_AT_ONCE: Final = 20

#: Unicode's first-strong isolate and its end: mark what was found, and keep its direction out of the words around.
_OPEN: Final = "\u2068"
_CLOSE: Final = "\u2069"
_NO_ISOLATES: Final = dict.fromkeys(range(0x2066, 0x206A))

#: How many stories are ranked: the newest found, and as many again of the newest with all words in the headline.
CANDIDATES: Final = 200
#: Among how many of the stories that came in last headlines are looked for.
HEADLINES: Final = 200_000


def index_story(db: sqlite_utils.Database, story_id: int) -> None:
    """Enter a story's words, with those of its translations; repeating it is harmless.

    Raises:
        NotFound: when there is no such row.
    """
    story = stories.get(db, story_id).story
    head, body = list(words(story.headline)), list(words("\n".join(story.paragraphs)))
    around = list(words(_around(story)))
    db.execute("DELETE FROM search_index WHERE rowid = ?", (story_id,))
    db.execute(
        "INSERT INTO search_index (rowid, headline, body, extra, translations) VALUES (?, ?, ?, ?, ?)",
        (story_id, _joined(head), _joined(body), _extra(head, body, around), _translated_words(db, story_id)),
    )
    if story.ednote:
        story_list.mark(db, story_id, Mark.NOTE, has=True)


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
    story_list.mark(db, story_id, Mark.TRANSLATION, has=any(one.strip() for one in _translations(db, story_id)))


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
    # What the reader knows best comes first: the story, then its translations, then what stands around it.
    texts = ("\n".join((story.headline, *story.paragraphs)), *_translations(db, story_id), _around(story))
    found = next((made for text in texts if (made := snippet(text, query))), "") if query else ""
    return SearchHit(story_id, story.uri, story.version, story.headline, story.language, found)


def snippet(text: str, query: Query) -> str:
    """Return the words around the first one found, as they stand, with what was found between isolates.

    Isolates of the text itself are left out, line breaks become spaces.

    Args:
        text: the text as it stands.
        query: what was searched for.

    Returns:
        The words, with "…" where the text goes on; "" where nothing was found.
    """
    listed, marks = _read(text, query)
    if not marks:
        return ""
    first = max(marks[0][0] - _BEFORE, 0)
    last = min(marks[0][0] + _AFTER, len(listed) - 1)
    start = listed[first].start if first else 0
    end = listed[last].end if last < len(listed) - 1 else len(text)
    pieces, at = ["…" if first else ""], start
    for begin, stop in marks:
        if stop > last:
            break
        pieces += [
            _shown(text[at : listed[begin].start]),
            _OPEN,
            _shown(text[listed[begin].start : listed[stop].end]),
            _CLOSE,
        ]
        at = listed[stop].end
    pieces += [_shown(text[at:end]), "…" if end < len(text) else ""]
    return "".join(pieces).strip()


def _read(text: str, query: Query) -> tuple[list[Word], list[tuple[int, int]]]:
    """Return the words of a text and what was found in them, as far as a snippet needs them."""
    rest, listed, marks = words(text), list[Word](), list[tuple[int, int]]()
    while some := list(itertools.islice(rest, max(len(listed), _AT_ONCE))):
        listed += some
        marks = _marks(listed, query)
        # What begins among the words shown may end behind them.
        if marks and len(listed) > marks[0][0] + _AFTER + _AT_ONCE:
            break
    return listed, marks


def _marks(listed: list[Word], query: Query) -> list[tuple[int, int]]:
    """Return first and last word of everything found, in order, without overlap."""
    marks = []
    place = 0
    while place < len(listed):
        word = listed[place]
        if query.finds(word.joined) or any(query.finds(part) for part in word.parts):
            marks.append((place, place))
        else:
            stop = _end_of_compound(listed, place, query) or _end_of_phrase(listed, place, query)
            if stop:
                marks.append((place, stop))
                place = stop
        place += 1
    return marks


def _end_of_compound(listed: list[Word], place: int, query: Query) -> int:
    """Return the last word of what is written apart in the text and together in the query; 0 for none.

    Two words, or three with "and" between.
    """
    for stop in (place + 1, place + 2):
        if "".join(one.joined for one in listed[place : stop + 1]) in query.compounds:
            return stop
    return 0


def _end_of_phrase(listed: list[Word], place: int, query: Query) -> int:
    for phrase in query.phrases:
        stop = place + len(phrase)
        if tuple(one.joined for one in listed[place:stop]) == phrase:
            return stop - 1
    return 0


def _shown(text: str) -> str:
    return " ".join(text.translate(_NO_ISOLATES).split("\n"))


def _around(story: Story) -> str:
    """Return what can be searched for besides headline and body."""
    named = (story.slugline, story.byline, story.dateline, story.source, story.ednote, story.uri)
    return "\n".join(filter(None, (*named, *story.keywords, *story.subject, *story.notes)))


def _joined(listed: Iterable[Word]) -> str:
    return " ".join(word.joined for word in listed)


def _parts(listed: Iterable[Word]) -> str:
    return " ".join(part for word in listed for part in word.parts)


def _extra(head: list[Word], body: list[Word], around: list[Word]) -> str:
    return " ".join((_joined(around), _parts(head), _parts(body), _parts(around)))


def _translations(db: sqlite_utils.Database, story_id: int) -> list[str]:
    rows = db.execute(
        "SELECT text FROM search_translations WHERE story_id = ? ORDER BY language", (story_id,)
    ).fetchall()
    return [text_out(row[0]) for row in rows]


def _translated_words(db: sqlite_utils.Database, story_id: int) -> str:
    listed = [word for text in _translations(db, story_id) for word in words(text)]
    return f"{_joined(listed)} {_parts(listed)}"
