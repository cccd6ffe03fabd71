"""What the rules need to know of a story before an act, put together in one place, and what is kept after it."""

from __future__ import annotations

import sqlite_utils

from dabir.domain.life import Standing, StoryState, state_of_story
from dabir.domain.listing import StoredStory
from dabir.domain.story import LinkKind
from dabir.domain.text import text_of_units
from dabir.store import claims, kills, notices, standings, stories, units
from dabir.store.standings import StandingRow


def superseded_by(db: sqlite_utils.Database, stored: StoredStory) -> str:
    """Return the sentence that says what has replaced this version, or "".

    A kill notice replaces nothing: it kills, until somebody lifts the kill.
    """
    return _superseded_by_version(db, stored) or _corrected_by(db, stored)


def _corrected_by(db: sqlite_utils.Database, stored: StoredStory) -> str:
    for other in stories.linked(db, stored.story.uri):
        if other.story.uri == stored.story.uri:
            continue
        for link in other.story.links:
            same = link.uri == stored.story.uri and link.version in {0, stored.story.version}
            if same and link.kind in {LinkKind.CORRECTS, LinkKind.REPLACES}:
                return f"{other.story.uri} has corrected it; work on that story."
    return ""


def _superseded_by_version(db: sqlite_utils.Database, stored: StoredStory) -> str:
    latest = stories.find(db, stored.story.uri)
    if latest.story.is_kill and not stored.story.is_kill:
        alive = (other for other in stories.versions(db, stored.story.uri) if not other.story.is_kill)
        latest = next(alive, stored)
    if latest.id != stored.id and latest.story.supersedes(stored.story):
        return f"Version {latest.story.version} has replaced it; work on that version."
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
    claim = claims.get(db, stored.id)
    return Standing(
        story=stored.story,
        current_text_sha256=current,
        approved_text_sha256=row.approved_text_sha256,
        released=row.released,
        superseded=superseded_by(db, stored),
        killed=stored.killed,
        incomplete=missing,
        refused=row.refused,
        target=target,
        claimed=claim.person if claim else "",
        checked=row.checked,
        out=bool(notices.not_taken_back(db, stored.id, target)),
        withdrawn=row.withdrawn,
        corrected=row.corrected,
        expired=stored.expired,
    )


def standings_of(db: sqlite_utils.Database, stored: StoredStory) -> list[Standing]:
    """Return the standing of every text of a story version, the original first, then by language."""
    languages = {
        "",
        *units.languages(db, stored.id),
        *(row.target_language for row in standings.of_story(db, stored.id)),
    }
    return [standing_of(db, stored, language) for language in sorted(languages)]


def keep_standing(db: sqlite_utils.Database, story_id: int, standing: Standing) -> None:
    """Keep what the machine of `dabir.domain.life` answered for a text."""
    standings.put(
        db,
        StandingRow(
            story_id,
            standing.target,
            approved_text_sha256=standing.approved_text_sha256,
            released=standing.released,
            refused=standing.refused,
            checked=standing.checked,
            withdrawn=standing.withdrawn,
            corrected=standing.corrected,
        ),
    )


def refresh_state(db: sqlite_utils.Database, story_id: int) -> StoryState:
    """Recompute the one word of the list from all texts of a story, and keep it."""
    stored = stories.get(db, story_id)
    state = state_of_story(standings_of(db, stored))
    if state is not stored.state:
        stories.set_state(db, story_id, state)
    return state


def refresh_arrival(db: sqlite_utils.Database, stored: StoredStory, *, first: bool, new: bool = False) -> StoryState:
    """Do what `refresh_state` does for a story version that has just come in, and that no kill is in force against.

    Nobody can have claimed, translated or decided on it yet, so none of that is asked for.

    Args:
        db: the writer's connection.
        stored: as it stands in the list; not killed.
        first: whether no other version of it is on the desk.
        new: whether no other story names it either.
    """
    superseded = "" if new else _corrected_by(db, stored) if first else superseded_by(db, stored)
    state = state_of_story([Standing(stored.story, "", superseded=superseded, expired=stored.expired)])
    if state is not stored.state:
        stories.set_state(db, stored.id, state)
    return state


def refresh_kill(db: sqlite_utils.Database, stored: StoredStory) -> None:
    """Keep by which kill in force a story version is killed, or that it is by none, and its word of the list."""
    kill = kills.in_force(db, stored.story.uri, stored.story.version)
    words = kill.words if kill else ""
    if words != stored.killed:
        stories.set_killed(db, stored.id, words)
    refresh_state(db, stored.id)
