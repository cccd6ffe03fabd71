"""Makes a desk of a million invented stories to measure with, or of as many as asked for.

The rows are those that taking the same files in would write (a test compares them), put straight into the store's
tables, in batches: reading a million files would take an hour. Only their states are set by hand, as a desk of ten
years has them. Headlines and sentences are drawn from the corpus of the language pack, so words are as common as in
news and stand in true sentences, which follow each other at random; every fiftieth story is a whole one of the
corpus. People and agencies are invented.

A desk that is there already is added to, so that a folder may be kept between runs. Progress goes to standard error.

    PYTHONPATH=desktop python tests/benchmarks/desk.py FOLDER [--stories 1000000]
"""

from __future__ import annotations

import argparse
import bisect
import hashlib
import html
import itertools
import json
import random
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from dabir.app import open_desk
from dabir.domain.kill import is_kill_in_words
from dabir.domain.listing import Partner
from dabir.domain.query import Mark
from dabir.domain.story import Story
from dabir.settings import Places
from dabir.store import compacting, story_list
from dabir.store.columns import sortable, time_in
from dabir.store.database import Database
from dabir.store.records import story_in
from dabir.store.searched import around
from dabir.store.words import words

CORPUS: Final = Path(__file__).parents[2] / "resources" / "corpus"
LANGUAGES: Final = ("fa", "az", "en")

#: Ten years, the last of them this.
END: Final = datetime(2026, 11, 1, tzinfo=UTC)
YEARS: Final = 10

#: Partners, what they write in, and how much of the whole they send.
PARTNERS: Final = (
    (Partner("KARUN", "Karun News", "fa"), ("fa",), 30),
    (Partner("ARAZ", "Araz Agentliyi", "az"), ("az",), 28),
    (Partner("ALVAND", "Alvand Press", "fa"), ("fa", "en"), 16),
    (Partner("SHIRVAN", "Şirvan Xəbər", "az"), ("az", "en"), 14),
    (Partner("MERIDIAN", "Meridian Wire", "en"), ("en",), 11),
    (Partner("SAHAND", "Sahand", "fa"), ("fa",), 1),
)
STATES: Final = ("new", "in translation", "approved", "released", "refused", "superseded", "killed", "expired")
_OLD: Final = (2, 1, 2, 55, 12, 18, 1, 9)
_RECENT: Final = (70, 8, 3, 12, 3, 3, 0, 1)
_SLUGS: Final = ("energy", "customs", "rail", "flood", "talks", "harvest", "football", "border", "budget", "port")
_PLACES: Final = ("astara", "baku", "ganja", "gilan", "mashhad", "nakhchivan", "shiraz", "tabriz", "tehran", "urmia")

BATCH: Final = 5_000
_PARAGRAPHS: Final = 8_000
#: One story in so many is one that makes sense from its headline to its end.
_WHOLE: Final = 50
#: Lines of the corpus without a full stop are headlines where they have so many words.
_WORDS_OF_HEADLINE: Final = range(4, 15)
#: A disk is not filled beyond this.
_KEEP_FREE: Final = 20 * 1024**3


@dataclass(frozen=True, slots=True)
class Piece:
    """A headline or paragraph, with all the forms it is stored in."""

    text: str
    as_json: str
    as_html: str
    folded: str
    parts: str


def piece(text: str) -> Piece:
    listed = list(words(text))
    escaped = json.dumps(f"<p>{html.escape(text, quote=False)}</p>", ensure_ascii=False)[1:-1]
    return Piece(
        text,
        json.dumps(text, ensure_ascii=False),
        escaped,
        " ".join(word.joined for word in listed),
        " ".join(part for word in listed for part in word.parts),
    )


class Language:
    """Headlines, paragraphs and whole stories of a language, all of the corpus."""

    def __init__(self, code: str, column: int, paragraphs: int) -> None:
        chance = random.Random(f"paragraphs of {code}")
        self.code = code
        headlines, sentences = _lines(column)
        self.headlines = [piece(line) for line in headlines]
        made = (" ".join(chance.sample(sentences, k=chance.randint(1, 3))) for _ in range(paragraphs))
        self.paragraphs = [piece(one) for one in made]
        self.stories = [[piece(line) for line in story] for story in _stories(column)]


def _lines(column: int) -> tuple[list[str], list[str]]:
    """Return what can be a headline and what can stand in a text, in the order of the corpus."""
    headlines, sentences = [], []
    for file in sorted(CORPUS.glob("*.tsv")):
        if file.name.startswith("glossary"):
            continue
        for line in file.read_text("utf-8").splitlines():
            cells = line.split("\t")[-len(LANGUAGES) :]
            # An item that sounds like a kill would be looked into when it is taken in.
            if any(is_kill_in_words(Story("", headline=cell)) for cell in cells):
                continue
            ends = [_is_sentence(cell) for cell in cells]
            if all(ends):
                sentences.append(cells[column])
            elif not any(ends) and all(len(cell.split()) in _WORDS_OF_HEADLINE for cell in cells):
                headlines.append(cells[column])
    return headlines, sentences


def _is_sentence(text: str) -> bool:
    return text.rstrip("\"'”’»").endswith((".", "!", "?", "؟"))


def _stories(column: int) -> list[list[str]]:
    """Return the whole stories of the corpus: headline and paragraphs."""
    rows = [line.split("\t") for line in (CORPUS / "stories.tsv").read_text("utf-8").splitlines()]
    grouped = itertools.groupby(rows, key=lambda row: row[0])
    return [[row[2 + column] for row in story] for _, story in grouped]


@dataclass(frozen=True, slots=True)
class Made:
    """A story, its file, and what is stored of both."""

    number: int
    partner: str
    received: datetime
    data: bytes
    story: Story
    headline: Piece
    body: tuple[Piece, ...]
    state: str

    @property
    def filename(self) -> str:
        return f"{self.number:07}.json"


class Maker:
    """Makes stories: the same for the same number, so that a desk can be gone on with."""

    def __init__(self, stories: int, paragraphs: int = _PARAGRAPHS, *, brief: bool = False) -> None:
        """Prepare.

        Args:
            stories: how many the whole desk will have; they are spread over ten years.
            paragraphs: how many paragraphs of each language there are to choose from.
            brief: give each story one paragraph only, where nothing but lists is measured.
        """
        self._brief = brief
        self._languages = {code: Language(code, place, paragraphs) for place, code in enumerate(LANGUAGES)}
        self._pause = timedelta(days=365.25 * YEARS) / max(stories, 1)
        self._stories = stories
        self._shares = list(itertools.accumulate(share for _, _, share in PARTNERS))

    def make(self, first: int, last: int) -> Iterator[Made]:
        """Yield the stories of some numbers, counted from 0."""
        chance = random.Random(f"stories from {first}")
        for number in range(first, last):
            yield self._one(number, chance)

    def _one(self, number: int, chance: random.Random) -> Made:
        place = bisect.bisect(self._shares, chance.randrange(self._shares[-1]))
        partner, languages, _ = PARTNERS[place]
        language = self._languages[chance.choice(languages)]
        received = END - self._pause * (self._stories - number)
        created = received - timedelta(seconds=chance.randrange(20, 5_000))
        headline, *whole = (
            chance.choice(language.stories) if number % _WHOLE == 0 else chance.sample(language.headlines, 1)
        )
        paragraphs = 1 if self._brief else round(chance.triangular(3, 25, 4))
        body = tuple(whole or chance.choices(language.paragraphs, k=paragraphs))
        recent = number > self._stories * 0.99
        story = Story(
            uri=f"tag:{partner.code.lower()}.example,{received.year}:{number}",
            guid=f"tag:{partner.code.lower()}.example,{received.year}:{number}",
            language=language.code,
            declared_language=language.code,
            detected_language=language.code,
            headline=headline.text,
            slugline=f"{chance.choice(_SLUGS)}-{chance.choice(_PLACES)}",
            urgency=chance.choices(range(10), weights=(5, 1, 2, 10, 30, 30, 12, 5, 3, 2))[0],
            ednote="Figures to be confirmed." if chance.random() < 0.04 else "",
            versioncreated=created.replace(microsecond=0) if chance.random() < 0.95 else None,
            embargoed=(received + timedelta(hours=6)).replace(microsecond=0) if chance.random() < 0.02 else None,
            format="ninjs",
            given=(("type", "text"),),
        )
        if story.versioncreated is None:
            story = replace(story, defects=("The item does not say when this version was created.",))
        return Made(
            number,
            partner.code,
            received,
            _file(story, body),
            story,
            headline,
            body,
            chance.choices(STATES, weights=_RECENT if recent else _OLD)[0],
        )


def _file(story: Story, body: tuple[Piece, ...]) -> bytes:
    """Return the ninjs file of a story."""
    told: dict[str, Any] = {
        "uri": story.uri,
        "version": "1",
        "type": "text",
        "language": story.language,
        "headline": story.headline,
        "slugline": story.slugline,
        "pubstatus": "usable",
    }
    optional = {
        "urgency": story.urgency,
        "ednote": story.ednote,
        "versioncreated": time_in(story.versioncreated),
        "embargoed": time_in(story.embargoed),
    }
    told.update({name: value for name, value in optional.items() if value})
    start = json.dumps(told, ensure_ascii=False, indent=1)
    return f'{start[:-2]},\n "body_xhtml": "{"".join(one.as_html for one in body)}"\n}}'.encode()


_ORIGINAL: Final = (
    "INSERT INTO originals (sha256, media_type, filename, partner, received, data, unpacked, dictionary) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_STORY: Final = (
    "INSERT INTO stories (id, uri, version, text_sha256, original_sha256, part, media_type, filename, partner, "
    "received, received_utc, headline, slugline, language, urgency, versioncreated, versioncreated_utc, embargoed, "
    "pubstatus, is_kill, is_correction, variant, record, unpacked, dictionary, expiry, expiry_utc, state) "
    "VALUES (?, ?, 1, ?, ?, 0, 'application/ninjs+json', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'usable', 0, 0, 0, ?, ?, ?, '', NULL, ?)"
)
_WORDS: Final = "INSERT INTO search_index (rowid, headline, body, extra, translations) VALUES (?, ?, ?, ?, ' ')"


def keep(db: Any, made: list[Made]) -> None:
    """Write stories into the store's tables, as rows of one more than their numbers."""
    originals, stories, indexed, noted = [], [], [], []
    for one in made:
        row, story, received = one.number + 1, one.story, time_in(one.received)
        sha256 = hashlib.sha256(one.data).hexdigest()
        paragraphs = ",".join(each.as_json for each in one.body)
        text = hashlib.sha256(f"[{one.headline.as_json},{paragraphs}]".encode()).hexdigest()
        record = story_in(story).replace(b'"paragraphs":[]', f'"paragraphs":[{paragraphs}]'.encode())
        packed = compacting.pack_new(db, "originals", one.data)
        originals.append((sha256, "application/ninjs+json", one.filename, one.partner, received, *packed))
        stories.append(
            (
                row,
                story.uri,
                text,
                sha256,
                one.filename,
                one.partner,
                received,
                sortable(one.received),
                story.headline,
                story.slugline,
                story.language,
                story.urgency,
                time_in(story.versioncreated),
                sortable(story.versioncreated),
                time_in(story.embargoed),
                *compacting.pack_new(db, "stories", record),
                one.state,
            )
        )
        near = " ".join(word.joined for word in words(around(story)))
        body = " ".join(each.folded for each in one.body)
        parts = " ".join(each.parts for each in one.body if each.parts)
        indexed.append((row, one.headline.folded, body, f"{near} {one.headline.parts} {parts} "))
        if story.ednote:
            noted.append(row)
    db.conn.executemany(_ORIGINAL, originals)
    db.conn.executemany(_STORY, stories)
    db.conn.executemany(_WORDS, indexed)
    for row in noted:
        story_list.mark(db, row, Mark.NOTE, has=True)


def fill(database: Database, stories: int, *, brief: bool = False, tell: Any = None) -> int:
    """Bring a desk to a number of stories; return how many were made."""
    have = database.read().execute("SELECT coalesce(max(id), 0) FROM stories").fetchone()[0]
    if have >= stories:
        return 0
    maker = Maker(stories, brief=brief)
    began = time.monotonic()
    # Large pieces of the index are written at once, as there is nobody waiting for each.
    database.write(lambda db: _gather(db, 64 * 1024 * 1024))
    for first in range(have - have % BATCH, stories, BATCH):
        made = [one for one in maker.make(first, min(first + BATCH, stories)) if one.number >= have]
        if shutil.disk_usage(database.path.parent).free < _KEEP_FREE:
            raise SystemExit("Less than 20 GB of the disk are left; stopped.")
        database.write(lambda db, made=made: keep(db, made))
        if tell:
            done = first + BATCH - have
            tell(f"{min(first + BATCH, stories):,} stories, {done / (time.monotonic() - began):,.0f} a second")
    database.write(lambda db: _gather(db, 1024 * 1024))
    # A desk of ten years has looked for others on the event of each story long ago.
    database.write(lambda db: db.execute("DELETE FROM event_waiting"))
    return stories - int(have)


def _gather(db: Any, size: int) -> None:
    db.execute("INSERT INTO search_index (search_index, rank) VALUES ('hashsize', ?)", (size,))
    db.execute("PRAGMA cache_size = -200000")


def make_desk(home: Path, stories: int, *, brief: bool = False) -> int:
    """Make a desk in a folder, or bring the one that is there to a number of stories; return how many were made."""
    desk = open_desk(Places(home))
    try:
        known = {partner.code for partner in desk.intake.partners()}
        for partner, _, _ in PARTNERS:
            if partner.code not in known:
                desk.intake.add_partner(partner)
        return fill(
            desk.stories._database, stories, brief=brief, tell=lambda line: print(line, file=sys.stderr, flush=True)
        )
    finally:
        desk.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--stories", type=int, default=1_000_000)
    parser.add_argument("--brief", action="store_true", help="one paragraph a story, for the list alone")
    arguments = parser.parse_args()
    print(json.dumps({"made": make_desk(arguments.folder, arguments.stories, brief=arguments.brief)}))
