"""What is asked once for all that comes in with one transaction, and not a dozen times for each story.

Most of what comes in is new: nothing on the desk is about it, and every look-up finds nothing. Which files and
identifiers are new is asked for a hundred of them at once. Whatever is not known to be new is looked up by itself,
where it is needed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import sqlite_utils

from dabir.domain.kill import Kill
from dabir.domain.story import Story
from dabir.store import dictionaries, kills
from dabir.store.columns import text_in
from dabir.store.ready import Dictionaries

#: Values asked for at once.
_TOGETHER: Final = 100
_AMONG: Final = f"IN ({', '.join(f'?{number}' for number in range(1, _TOGETHER + 1))})"
_KNOWN_FILES: Final = (
    f"SELECT sha256 FROM originals WHERE sha256 {_AMONG} "  # noqa: S608 - own constants
    f"UNION ALL SELECT sha256 FROM removed_files WHERE kind = 'original' AND sha256 {_AMONG}"
)
_KNOWN_URIS: Final = " UNION ALL ".join(
    f"SELECT uri FROM {table} WHERE uri {_AMONG}"  # noqa: S608 - own constants
    for table in ("stories", "story_links", "kills", "removed_stories")
)


class Arriving:
    """What is known of the arrivals of one transaction; not to be kept beyond it."""

    def __init__(self, db: sqlite_utils.Database, files: Iterable[str] = (), uris: Iterable[str] = ()) -> None:
        """Ask what of it is new.

        Args:
            db: the writer's connection, within the transaction.
            files: SHA-256 of the files that come in.
            uris: identifiers of their stories.
        """
        self._db = db
        self._new_files = _without_known(db, _KNOWN_FILES, files)
        self._new_uris = _without_known(db, _KNOWN_URIS, map(text_in, uris))
        self._dictionaries: Dictionaries | None = None
        self._messages: dict[str, list[Kill]] = {}

    def is_new_file(self, sha256: str) -> bool:
        """Tell whether a file is known to be neither kept nor removed; False where that was not asked."""
        return sha256 in self._new_files

    def is_new_story(self, uri: str) -> bool:
        """Tell whether an identifier is known to be that of no story here, removed, linked or killed.

        False where that was not asked.
        """
        return text_in(uri) in self._new_uris

    def note_file(self, sha256: str) -> None:
        """Note that a file was kept."""
        self._new_files.discard(sha256)

    def note_story(self, story: Story) -> None:
        """Note that a story was kept: the desk knows it now, and what it links to."""
        for uri in (story.uri, *(link.uri for link in story.links)):
            self._new_uris.discard(text_in(uri))

    def messages(self, partner: str) -> list[Kill]:
        """Return a partner's messages that kill in words and wait for their story; looked up only once."""
        found = self._messages.get(partner)
        if found is None:
            found = self._messages[partner] = kills.unmatched(self._db, partner)
        return found

    def note_message(self) -> None:
        """Note that a message came in that kills in words."""
        self._messages.clear()

    @property
    def dictionaries(self) -> Dictionaries:
        """What is packed with; looked up only once."""
        if self._dictionaries is None:
            self._dictionaries = newest_dictionaries(self._db)
        return self._dictionaries


def newest_dictionaries(db: sqlite_utils.Database) -> Dictionaries:
    """Return what arrives now is packed with.

    Raises:
        RecordBroken: when a dictionary was changed.
    """
    return Dictionaries(dictionaries.newest(db, "originals"), dictionaries.newest(db, "stories"))


def _without_known(db: sqlite_utils.Database, known: str, values: Iterable[str | bytes]) -> set[str | bytes]:
    new = set(values)
    asked = list(new)
    for start in range(0, len(asked), _TOGETHER):
        some: list[str | bytes | None] = [*asked[start : start + _TOGETHER]]
        # Always as many, so that the statement is prepared once; nothing is equal to NULL.
        some += [None] * (_TOGETHER - len(some))
        new.difference_update(found for (found,) in db.execute(known, some))
    return new
