"""What the rules need to know of a story before an act, put together from the store in one place."""

from __future__ import annotations

import sqlite_utils

from dabir.domain.decision import Standing, StoryState, state_of
from dabir.domain.listing import StoredStory
from dabir.domain.story import LinkKind
from dabir.domain.text import text_of_units
from dabir.store import standings, stories, units


def superseded_by(db: sqlite_utils.Database, stored: StoredStory) -> str:
    """Return the sentence that says what has replaced this version, or ""."""
    latest = stories.find(db, stored.story.uri)
    if latest.id != stored.id and latest.story.supersedes(stored.story):
        return f"Version {latest.story.version} has replaced it; work on that version."
    for other in stories.linked(db, stored.story.uri):
        if other.story.uri == stored.story.uri:
            continue
        for link in other.story.links:
            same = link.uri == stored.story.uri and link.version in {0, stored.story.version}
            if same and link.kind in {LinkKind.CORRECTS, LinkKind.REPLACES}:
                return f"{other.story.uri} has corrected it; work on that story."
    return ""


def standing_of(db: sqlite_utils.Database, stored: StoredStory, target: str) -> Standing:
    """Return the standing of an original (`target` "") or of its translation into `target`."""
    row = standings.get(db, stored.id, target)
    if target:
        made = units.get(db, stored.id, target)
        current = text_of_units(stored.story, made).sha256 if made else ""
        missing = sum(1 for unit in made if not unit.target.strip())
    else:
        current, missing = stored.story.text_sha256, 0
    return Standing(
        story=stored.story,
        current_text_sha256=current,
        approved_text_sha256=row.approved_text_sha256,
        released=row.released,
        superseded=superseded_by(db, stored),
        killed=stored.killed,
        incomplete=missing,
        refused=row.refused,
    )


_RANK = (
    StoryState.KILLED,
    StoryState.RELEASED,
    StoryState.SUPERSEDED,
    StoryState.APPROVED,
    StoryState.REFUSED,
    StoryState.IN_TRANSLATION,
    StoryState.NEW,
)


def refresh_state(db: sqlite_utils.Database, story_id: int) -> StoryState:
    """Recompute the one word of the list from all languages of a story, and keep it."""
    stored = stories.get(db, story_id)
    languages = {
        "",
        *units.languages(db, story_id),
        *(row.target_language for row in standings.of_story(db, story_id)),
    }
    states = {
        state_of(standing_of(db, stored, language), has_translation=bool(language)) for language in sorted(languages)
    }
    state = next(state for state in _RANK if state in states)
    if state is not stored.state:
        stories.set_state(db, story_id, state)
    return state
