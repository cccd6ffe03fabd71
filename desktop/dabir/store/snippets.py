"""Where words stand in a story: the words around them as they are, and what of these was searched for.

The same for the command and for the list. Nothing here looks for stories, only into those that were found.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Final

import sqlite_utils

from dabir.domain.errors import NotFound
from dabir.domain.listing import FOUND_BEGINS, FOUND_ENDS, Snippet
from dabir.domain.query import parse
from dabir.domain.story import Story
from dabir.store import stories
from dabir.store.events import translations_of
from dabir.store.matching import Query, understand_terms
from dabir.store.searched import around
from dabir.store.words import Word, words

#: Words shown before and after the first one found.
_BEFORE: Final = 6
_AFTER: Final = 24
#: Words read at once on the way to the first one found; no phrase is longer.
_AT_ONCE: Final = 20

_NO_ISOLATES: Final = dict.fromkeys(range(0x2066, 0x206A))
#: The end of a line that is not the end of a sentence: headlines have no full stop.
_BREAK: Final = re.compile(r"(?<![\s.!?؟…:;؛,،»”’\"'])\n")


def snippets(db: sqlite_utils.Database, query: str, story_ids: Sequence[int]) -> dict[int, Snippet]:
    """Return where the words of a query stand in stories that were found by them.

    Args:
        db: a connection.
        query: what was typed, in the language of `dabir.domain.query`.
        story_ids: the stories, no more than are seen at once: each is read whole.

    Returns:
        By story; empty where the query has no words but only fields. A story that is gone is left out.
    """
    asked = understand_terms(parse(query).terms)
    if asked is None:
        return {}
    found: dict[int, Snippet] = {}
    for story_id in story_ids:
        with suppress(NotFound):
            found[story_id] = _snippet_of(db, story_id, asked)
    return found


def _snippet_of(db: sqlite_utils.Database, story_id: int, query: Query) -> Snippet:
    story = stories.get(db, story_id).story
    text, language = first_found(db, story_id, story, query, headline=False)
    return Snippet(text or _opening(story.paragraphs), language or story.language, marked(story.headline, query))


def first_found(
    db: sqlite_utils.Database, story_id: int, story: Story, query: Query, *, headline: bool
) -> tuple[str, str]:
    """Return the snippet of the first place in which words stand, and the language of that text.

    What the reader knows best comes first: the story, then its translations, then what stands around it.

    Args:
        db: a connection.
        story_id: row of the story.
        story: what it says.
        query: what was searched for.
        headline: whether the headline is looked into as well, as the first line of the story.

    Returns:
        Two times "" where nothing was found.
    """
    for language, text in _texts(db, story_id, story, headline=headline):
        if found := snippet(text, query):
            return found, language
    return "", ""


def _texts(db: sqlite_utils.Database, story_id: int, story: Story, *, headline: bool) -> Iterator[tuple[str, str]]:
    yield story.language, "\n".join((story.headline, *story.paragraphs) if headline else story.paragraphs)
    yield from translations_of(db, story_id)
    for line in around(story).split("\n"):
        yield story.language, line


def snippet(text: str, query: Query) -> str:
    """Return the words around the first one found, as they stand, with what was found between isolates.

    Isolates of the text itself are left out, line breaks become spaces, with a dot where no sentence ends there.

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
    within = [mark for mark in marks if mark[1] <= last]
    shown = _with_marks(text, listed, within, start, end)
    return _one_line(f"{'…' if first else ''}{shown}{'…' if end < len(text) else ''}")


def _read(text: str, query: Query) -> tuple[list[Word], list[tuple[int, int]]]:
    """Return the words of a text and what was found in them, as far as a snippet needs them."""
    rest, listed, marks = words(text), list[Word](), list[tuple[int, int]]()
    place, ended = 0, False
    while not ended and not (marks and place > marks[0][0] + _AFTER):
        some = list(itertools.islice(rest, max(len(listed), _AT_ONCE)))
        listed += some
        ended = not some
        # What begins among the last words read may end behind them.
        place = _mark(listed, query, marks, place, len(listed) if ended else len(listed) - _AT_ONCE)
    return listed, marks


def _mark(listed: list[Word], query: Query, marks: list[tuple[int, int]], place: int, end: int) -> int:
    """Add first and last word of everything that is found from a place on and begins before another.

    Returns:
        The place to go on from: nothing that is found overlaps.
    """
    while place < end:
        word = listed[place]
        if query.finds(word.joined) or any(query.finds(part) for part in word.parts):
            marks.append((place, place))
        else:
            stop = _end_of_compound(listed, place, query) or _end_of_phrase(listed, place, query)
            if stop:
                marks.append((place, stop))
                place = stop
        place += 1
    return place


def _end_of_compound(listed: list[Word], place: int, query: Query) -> int:
    """Return the last word of what is written apart in the text and together in the query; 0 for none.

    Two words, or three with "and" between.
    """
    beginning = listed[place].joined
    if not any(form.startswith(beginning) for form in query.compounds):
        return 0
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


def _one_line(text: str) -> str:
    return _BREAK.sub(" · ", text.strip()).replace("\n", " ")


def marked(text: str, query: Query) -> str:
    """Return a whole text in one line, with what was found between isolates.

    Isolates of the text itself are left out.
    """
    listed, marks = list(words(text)), list[tuple[int, int]]()
    _mark(listed, query, marks, 0, len(listed))
    return _one_line(_with_marks(text, listed, marks, 0, len(text)))


def _with_marks(text: str, listed: list[Word], marks: list[tuple[int, int]], start: int, end: int) -> str:
    pieces, at = [], start
    for first, last in marks:
        before, found = text[at : listed[first].start], text[listed[first].start : listed[last].end]
        pieces += [before.translate(_NO_ISOLATES), FOUND_BEGINS, found.translate(_NO_ISOLATES), FOUND_ENDS]
        at = listed[last].end
    return "".join([*pieces, text[at:end].translate(_NO_ISOLATES)])


def _opening(paragraphs: Sequence[str]) -> str:
    """Return as much of the beginning of a text as a snippet has."""
    text, most = "\n".join(paragraphs), _BEFORE + _AFTER
    listed = list(itertools.islice(words(text), most + 1))
    shown = f"{text[: listed[most - 1].end]}…" if len(listed) > most else text
    return _one_line(shown.translate(_NO_ISOLATES))
