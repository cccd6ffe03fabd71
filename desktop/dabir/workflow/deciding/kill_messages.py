"""Kills in plain words: a message names the story by its slugline, and an editor says whether it is meant."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable

import sqlite_utils

from dabir.domain.kill import MOST_PROPOSED, WAITS, Kill, KillState, names, words_of
from dabir.domain.listing import StoredStory
from dabir.store import kills, stories


def propose(db: sqlite_utils.Database, stored: StoredStory) -> None:
    """Keep a message that seems to kill, and propose it for the stories it names, the newest of them."""
    text = words_of(stored.story)
    received = f"{stored.received:%Y-%m-%d %H:%M %Z}"
    message = Kill(
        "",
        0,
        f"A message of the partner seems to kill it ({stored.story.uri}, received {received}).",
        stored.received,
        state=KillState.UNMATCHED,
        notice_id=stored.id,
        slugline=text,
        partner=stored.partner,
        carried_out=True,
    )
    kills.add(db, message)
    named = [slugline for slugline in stories.sluglines(db, stored.partner) if names(text, slugline)]
    # One more than can be proposed, for the message itself may be among them.
    found = [
        story
        for slugline in named
        for story in stories.newest_with_slugline(db, stored.partner, slugline, MOST_PROPOSED + 1)
    ]
    newest = dict.fromkeys(uri for _, uri in sorted(found, reverse=True))
    _propose_for(db, message, (uri for uri in newest if uri != stored.story.uri))


def match(db: sqlite_utils.Database, stored: StoredStory, messages: Iterable[Kill]) -> None:
    """Propose for a story that came in what messages of its partner said before it came."""
    for message in messages:
        if abs(stored.received - message.raised) <= WAITS and names(message.slugline, stored.story.slugline):
            _propose_for(db, message, [stored.story.uri])


def _propose_for(db: sqlite_utils.Database, message: Kill, uris: Iterable[str]) -> None:
    """Propose a message's kill for stories, until it has as many as one is taken to kill."""
    room = MOST_PROPOSED - kills.count_proposed_by(db, message.notice_id)
    for uri in itertools.islice(uris, max(room, 0)):
        kills.add(db, dataclasses.replace(message, uri=uri, state=KillState.PROPOSED, alarm=True))
