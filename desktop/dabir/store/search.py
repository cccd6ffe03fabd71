"""Full-text search over headlines, originals and translations of all stories.

The index keeps folded words; what is shown are words of the original or the translation as they stand. A row of the
index is deleted and written anew, never replaced by INSERT OR REPLACE, which would leave its old words behind.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import sqlite_utils

from dabir.domain.listing import SearchHit
from dabir.domain.story import Story
from dabir.store import stories
from dabir.store.columns import text_in, text_out
from dabir.store.matching import Query, understand
from dabir.store.words import Word, words

#: Words shown before and after the first one found.
_BEFORE: Final = 6
_AFTER: Final = 24

#: Unicode's first-strong isolate and its end: mark what was found, and keep its direction out of the words around.
_OPEN: Final = "\u2068"
_CLOSE: Final = "\u2069"
_NO_ISOLATES: Final = dict.fromkeys(range(0x2066, 0x206A))

#: How much a word weighs in headline, body, extra and translations.
_WEIGHTS: Final = "8.0, 2.0, 1.0, 1.0"


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
    db.execute(
        "INSERT INTO search_translations (story_id, language, text) VALUES (?, ?, ?) "
        "ON CONFLICT (story_id, language) DO UPDATE SET text = excluded.text",
        (story_id, language, text_in(text)),
    )
    db.execute(
        "UPDATE search_index SET translations = ? WHERE rowid = ?", (_translated_words(db, story_id), story_id)
    )


def search(db: sqlite_utils.Database, query: str, *, limit: int = 50) -> list[SearchHit]:
    """Find stories by words, the best first, among equals the newest row first.

    Args:
        db: a connection.
        query: what was typed; anything is allowed, and what holds no word finds nothing.
        limit: how many to return at most.
    """
    understood = understand(query)
    if understood is None or limit <= 0:
        return []
    rows = db.execute(
        "SELECT s.id, s.headline FROM search_index i JOIN stories s ON s.id = i.rowid "  # noqa: S608 - own constants
        f"WHERE search_index MATCH ? ORDER BY bm25(search_index, {_WEIGHTS}), s.id DESC LIMIT ?",
        (understood.expression, limit),
    ).fetchall()
    return [_hit(db, story_id, text_out(headline), understood) for story_id, headline in rows]


def _hit(db: sqlite_utils.Database, story_id: int, headline: str, query: Query) -> SearchHit:
    story = stories.get(db, story_id).story
    # What the reader knows best comes first: the story, then its translations, then what stands around it.
    texts = ("\n".join((story.headline, *story.paragraphs)), *_translations(db, story_id), _around(story))
    found = next((made for text in texts if (made := snippet(text, query))), "")
    return SearchHit(story_id, story.uri, story.version, headline, story.language, found)


def snippet(text: str, query: Query) -> str:
    """Return the words around the first one found, as they stand, with what was found between isolates.

    Isolates of the text itself are left out, line breaks become spaces.

    Args:
        text: the text as it stands.
        query: what was searched for.

    Returns:
        The words, with "…" where the text goes on; "" where nothing was found.
    """
    listed = list(words(text))
    marks = _marks(listed, query)
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


def _marks(listed: list[Word], query: Query) -> list[tuple[int, int]]:
    """Return first and last word of everything found, in order, without overlap."""
    marks = []
    place = 0
    while place < len(listed):
        word = listed[place]
        if query.finds(word.joined) or any(query.finds(part) for part in word.parts):
            marks.append((place, place))
        else:
            # Written apart in the text and together in the query: two words, or three with "and" between.
            for stop in (place + 1, place + 2):
                if "".join(one.joined for one in listed[place : stop + 1]) in query.compounds:
                    marks.append((place, stop))
                    place = stop
                    break
        place += 1
    return marks


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
