"""A desk of stories that differ in all that the list asks for, put straight into the store."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from dabir.domain.life import StoryState
from dabir.domain.story import Link, LinkKind, Original, Story
from dabir.store import search, stories

MOMENTS = [
    datetime(2026, 3, 1, tzinfo=UTC) + timedelta(days=days) for days in (-4000, -31, -30, -1, 0, 1, 29, 30, 61)
]


def fill(db: Any) -> None:
    """Some eighty stories over eleven years, many at the same moment, in an order that is not that of their rows."""
    chance = random.Random(5)
    for number in range(80):
        story = Story(
            f"urn:{number}",
            headline=f"xəbər {number} " + chance.choice(["gəmi", "zəlzələ"]),
            language=chance.choice(["fa", "az", ""]),
            urgency=chance.choice([0, 1, 3, 5, 9]),
            slugline=chance.choice(["", "red-sea", "sea"]),
            ednote=chance.choice(["", "check the name"]),
            versioncreated=chance.choice([None, *MOMENTS]),
            embargoed=chance.choice([None, MOMENTS[-1]]),
            links=chance.choice([(), (Link(LinkKind.CORRECTS, "urn:x"),), (Link(LinkKind.KILLS, "urn:x"),)]),
        )
        original = Original.of(
            f"file {number}".encode(),
            media_type=chance.choice(["application/nitf+xml", "text/plain"]),
            filename=f"{number}.txt",
            partner=chance.choice(["ARAN", "BORA"]),
            received=chance.choice(MOMENTS),
        )
        search.index_story(db, stories.add(db, story, original)[1])
    states = [StoryState.RELEASED, StoryState.KILLED, StoryState.CLAIMED]
    for story_id in range(1, 81, 3):
        stories.set_state(db, story_id, states[story_id % len(states)])
