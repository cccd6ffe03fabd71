"""Units of a story as they stand, and what every change of them brings with it: one place for all who change them."""

from __future__ import annotations

import sqlite_utils

from dabir.domain.errors import InputRefused
from dabir.domain.life import Event, after
from dabir.domain.listing import StoredStory
from dabir.domain.segment import TranslationUnit, UnitState
from dabir.domain.text import text_of_units
from dabir.store import search, units
from dabir.translation.segmenter import Segmenter
from dabir.workflow.deciding.standing import keep_standing, refresh_state, standing_of


def language_of(stored: StoredStory) -> str:
    """Return the language of a story.

    Raises:
        InputRefused: when it is not known.
    """
    if not stored.story.language:
        raise InputRefused(
            f"The language of {stored.story.uri} is not known.",
            "The wire gives none and its text is too short to tell.",
        )
    return stored.story.language


def units_of(
    db: sqlite_utils.Database, segmenter: Segmenter, stored: StoredStory, target: str
) -> tuple[TranslationUnit, ...]:
    """Return the units of a story, untranslated where there is no draft yet."""
    kept = units.get(db, stored.id, target)
    if kept:
        return kept
    segments = segmenter.split_story(stored.story.paragraphs, stored.story.language, stored.story.headline)
    return tuple(TranslationUnit(index, segment) for index, segment in enumerate(segments))


def keep(
    db: sqlite_utils.Database,
    stored: StoredStory,
    target: str,
    changed: tuple[TranslationUnit, ...] | list[TranslationUnit],
) -> None:
    """Keep exactly these units; a changed text takes an approval back and is indexed anew."""
    before = text_of_units(stored.story, units.get(db, stored.id, target)).sha256
    units.replace(db, stored.id, target, changed)
    after_change(db, stored, target, before)


def after_change(db: sqlite_utils.Database, stored: StoredStory, target: str, before: str) -> None:
    """Do what a change of units asks for.

    Args:
        db: inside the transaction of the change.
        stored: the story.
        target: language of the translation.
        before: hash of the text before the change (`Text.sha256`).
    """
    made = units.get(db, stored.id, target)
    text = text_of_units(stored.story, made)
    standing = standing_of(db, stored, target)
    if text.sha256 != before:
        keep_standing(db, stored.id, after(standing, Event.EDIT, text=text.sha256))
        search.index_translation(db, stored.id, target, "\n".join((text.headline, *text.paragraphs)))
    elif standing.checked and any(unit.state is not UnitState.CONFIRMED for unit in made):
        keep_standing(db, stored.id, after(standing, Event.UNCHECK))
    refresh_state(db, stored.id)
