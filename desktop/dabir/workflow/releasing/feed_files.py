"""The feed files of the output folder: the newest releases in RSS and Atom, replaced whole after each change.

A feed is written where the desk has chosen its output. What was taken back stays in it as a notice without its text,
so that readers who have it learn of it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final

import sqlite_utils

from dabir.domain.decision import Action
from dabir.domain.errors import InputRefused
from dabir.domain.story import PubStatus
from dabir.publish import atom, rss
from dabir.publish.feed import Feed, write_feed
from dabir.publish.item import ReleaseItem
from dabir.store import decisions, releases, standings
from dabir.store.database import Database
from dabir.store.releases import Release
from dabir.workflow.releasing.output_choice import outputs_of

#: File name and writer, by the output they belong to.
FEEDS: Final = MappingProxyType(
    {"rss": ("releases.rss.xml", rss.render_feed), "atom": ("releases.atom.xml", atom.render_feed)}
)
FEED: Final = Feed("Dabir", "urn:x-dabir:feed:releases")

_TAKEN_BACK: Final = frozenset({Action.REVOKE, Action.KILL, Action.WITHDRAW})
_log = logging.getLogger(__name__)


def rewrite_feeds(database: Database, folder: Path, item_of: Callable[[Release], ReleaseItem]) -> list[Path]:
    """Write the feeds the desk has chosen anew.

    Args:
        database: the desk's store.
        folder: the output folder.
        item_of: makes the item of a release.

    Returns:
        The feed files written.

    Raises:
        DabirError: when one cannot be written; the feed before stays.
    """
    db = database.read()
    wanted = [FEEDS[name] for name in outputs_of(db) if name in FEEDS]
    if not wanted:
        return []
    items = _items(db, item_of)
    written = []
    for name, render in wanted:
        write_feed(folder / name, render([item for item in items if _can_be_held(item, render)], FEED))
        written.append(folder / name)
    return written


def _items(db: sqlite_utils.Database, item_of: Callable[[Release], ReleaseItem]) -> list[ReleaseItem]:
    """Return the newest items, each text once: a later release of it takes the place of an earlier one."""
    items: dict[tuple[str, str], ReleaseItem] = {}
    for release in releases.newest(db, FEED.newest):
        item = item_of(release)
        if not standings.get(db, release.story_id, release.target_language).released:
            item = _taken_back(item, _moment_of(db, item, release))
        items.setdefault((item.story.uri, item.target_language), item)
    return list(items.values())


def _moment_of(db: sqlite_utils.Database, item: ReleaseItem, release: Release) -> datetime:
    """Return when a release was taken back: the last entry about its story that takes back, else its approval."""
    times = [
        entry.time
        for entry in decisions.of_story(db, item.story.uri)
        if entry.action in _TAKEN_BACK and entry.sequence > release.sequence
    ]
    return times[-1] if times else item.approved_at


def _taken_back(item: ReleaseItem, moment: datetime) -> ReleaseItem:
    story = replace(item.story, pubstatus=PubStatus.CANCELED, versioncreated=moment)
    return replace(item, story=story, paragraphs=(), approved_at=moment)


def _can_be_held(item: ReleaseItem, render: Callable[[Sequence[ReleaseItem], Feed], bytes]) -> bool:
    try:
        render([item], FEED)
    except InputRefused as error:
        # It was released in other forms before the desk chose feeds: no reason to leave readers without the rest.
        _log.warning("It is left out of the feed. %s", error)
        return False
    return True
