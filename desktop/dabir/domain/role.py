"""Roles at the desk: what a translator, an editor and the chief may each decide.

A role is given by an entry of the log, so that the record itself tells who was allowed what, and when.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from dabir.domain.decision import Action


class Role(StrEnum):
    """What somebody is at the desk; each may do what those before may, and more.

    A translator translates and confirms; an editor also approves, refuses, releases, revokes and kills; a chief also
    gives roles, brings agreements into force, removes what they forbid to keep, and takes editors' keys away.
    """

    TRANSLATOR = "translator"
    EDITOR = "editor"
    CHIEF = "chief"

    @property
    def words(self) -> str:
        """The role as it stands in a sentence, with its article."""
        return {Role.TRANSLATOR: "a translator", Role.EDITOR: "an editor", Role.CHIEF: "the chief"}[self]


_ORDER: Final = tuple(Role)
#: Acts that ask for no role: one's own key comes and goes, and whoever works on a story says so.
_ANYBODY: Final = frozenset({Action.ENROLL, Action.REVOKE_EDITOR, Action.TAKE_OVER})
_CHIEFS_VERBS: Final = {
    Action.AGREEMENT: "bring agreements into force",
    Action.ROLE: "give roles",
    Action.RETENTION: "remove what an agreement forbids to keep",
}
_CHIEFS: Final = frozenset(_CHIEFS_VERBS)
_VERBS: Final = {
    Action.APPROVE: "approve",
    Action.REFUSE: "refuse",
    Action.RELEASE: "release",
    Action.REVOKE: "take back an approval of",
    Action.KILL: "kill",
    Action.WITHDRAW: "withdraw",
    Action.ACKNOWLEDGE: "acknowledge the kill of",
}


def needed(action: Action) -> Role:
    """Return the least role that may take an action."""
    if action in _ANYBODY:
        return Role.TRANSLATOR
    return Role.CHIEF if action in _CHIEFS else Role.EDITOR


def may(role: Role, action: Action) -> bool:
    """Tell whether a role is enough for an action."""
    return _ORDER.index(role) >= _ORDER.index(needed(action))


def why_not(name: str, role: Role, action: Action) -> str:
    """Return the sentence why somebody may not take an action, or "" when he may.

    Args:
        name: who.
        role: what he is.
        action: what he is about to do.
    """
    if may(role, action):
        return ""
    if needed(action) is Role.CHIEF:
        what = _CHIEFS_VERBS[action]
        return f"{name} is {role.words} on this desk; only the chief may {what}."
    verb = _VERBS.get(action, action.value)
    return f"{name} is {role.words} on this desk; to {verb} a story takes an editor or the chief."


def note_of(name: str, role: Role) -> str:
    """Return the note of the entry that gives somebody a role: "NAME ROLE"."""
    return f"{name} {role.value}"


def read_note(note: str) -> tuple[str, Role] | None:
    """Return whom an entry gives which role; None when its note is not as `note_of` writes it."""
    name, space, role = note.rpartition(" ")
    if not space or not name.strip() or role not in set(Role):
        return None
    return name, Role(role)
