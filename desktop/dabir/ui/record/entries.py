"""What an entry of the log is about, in words and for whoever wants to be led there."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from dabir.domain.decision import Action, Decision
from dabir.domain.language import name_of
from dabir.domain.role import read_note
from dabir.ui.parts.text_direction import isolated


class About(Enum):
    """What an entry is about."""

    STORY = auto()
    AGREEMENT = auto()
    EDITOR = auto()
    DESK = auto()


#: The notes of these are written by the program, round the words of a person.
_OWN_WORDS: Final = frozenset(
    {Action.TAKE_OVER, Action.WITHDRAW, Action.AGREEMENT, Action.ROLE, Action.RETENTION, Action.RESTORE}
)
_EDITORS: Final = frozenset({Action.ENROLL, Action.ROLE, Action.REVOKE_EDITOR})
_DESK: Final = frozenset({Action.RETENTION, Action.RESTORE})


def about(entry: Decision) -> About:
    """Return what an entry is about."""
    if entry.action in _EDITORS:
        return About.EDITOR
    if entry.action in _DESK:
        return About.DESK
    return About.AGREEMENT if entry.action is Action.AGREEMENT else About.STORY


def of_what(entry: Decision) -> str:
    """Return what of it an entry is about: the original, a translation, an edition; or that it is an editor."""
    match about(entry):
        case About.EDITOR:
            return "editor"
        case About.AGREEMENT:
            return f"agreement, edition {entry.subject.version}"
        case About.DESK:
            return "the desk"
    language = entry.subject.target_language
    return f"translation, {name_of(language)}" if language else "original"


def name_of_subject(entry: Decision) -> str:
    """Return the identifier of a story, the short name of an agreement, or whom an entry about an editor is about."""
    match about(entry):
        case About.EDITOR:
            return editor_of(entry)
        case About.AGREEMENT | About.DESK:
            return entry.subject.uri.partition(":")[2]
    return entry.subject.uri


def note_of(entry: Decision) -> str:
    """Return the note; a sentence of the program stays left to right, whatever name it begins with."""
    return isolated(entry.note, "en" if entry.action in _OWN_WORDS else "")


def editor_of(entry: Decision) -> str:
    """Return whom an entry about an editor is about: who got the role, else whose key came or went."""
    given = read_note(entry.note) if entry.action is Action.ROLE else None
    return given[0] if given else entry.editor
