"""Who is what at the desk: roles are given in the log and read from it, never from a table that could be changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import sqlite_utils

from dabir.approval import keys
from dabir.approval.chain import NO_SUBJECT
from dabir.approval.keys import Signer
from dabir.approval.roles import Roles as FollowedRoles
from dabir.domain import role
from dabir.domain.decision import Action, Decision
from dabir.domain.errors import NotAllowed
from dabir.domain.listing import Editor, StoredStory
from dabir.domain.role import Role
from dabir.store import decisions, editors
from dabir.store.database import Database
from dabir.workflow.record.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the desk, as the list of editors shows him.

    Attributes:
        editor: name and key.
        role: what he is; of somebody whose key was revoked, what he was.
        has_key: whether his private key lies on this workstation.
        last: his last decision on a story; None when there is none.
        missed: what becomes of the desk when his key is revoked, a sentence, of the only chief; "" of anybody else.
    """

    editor: Editor
    role: Role
    has_key: bool
    last: Decision | None
    missed: str = ""


class Roles:
    """Tells and gives roles."""

    def __init__(self, database: Database, folder: Path, ledger: Ledger) -> None:
        """Work on a database, the folder of keys beside it, and the log."""
        self._database = database
        self._folder = folder
        self._ledger = ledger

    def of(self, name: str) -> Role | None:
        """Return somebody's role; None when he has no key here, or it was revoked."""
        return roles_in(self._database.read()).of(name)

    def members(self) -> list[Member]:
        """Return everyone who was ever enrolled, in that order."""
        db = self._database.read()
        followed, last = roles_in(db), decisions.last_by_editor(db)
        return [
            Member(
                editor,
                followed.last_of(editor.name) or Role.TRANSLATOR,
                keys.key_file(self._folder, editor.name).exists(),
                last.get(editor.name),
                without_chief(followed, editor.name),
            )
            for editor in editors.all(db)
        ]

    def give(self, name: str, wanted: Role, signer: Signer) -> Decision:
        """Give somebody a role; the chief signs.

        Args:
            name: whom.
            wanted: which.
            signer: the chief's unlocked key.

        Raises:
            NotAllowed: when the signer is no chief, or the role cannot be given to him.
        """

        def work(db: sqlite_utils.Database) -> Decision:
            return give(self._ledger, db, name, wanted, signer)

        return self._ledger.commit(work)


def roles_in(db: sqlite_utils.Database) -> FollowedRoles:
    """Return the roles as the log gives them."""
    return FollowedRoles.at_end_of(decisions.of_editors(db))


def without_chief(followed: FollowedRoles, name: str) -> str:
    """Return what becomes of the desk when somebody's key is revoked, if he is its only chief; else ""."""
    if followed.chiefs != (name,):
        return ""
    heir = followed.heir_of(name)
    then = (
        f"Without that key {heir} becomes the chief, as the editor enrolled first."
        if heir
        else "Without that key nobody may approve, release, give roles or bring agreements into force until somebody "
        "is added to the desk, who is then the chief."
    )
    return f"{name} is the only chief of this desk. {then}"


def require(db: sqlite_utils.Database, name: str, action: Action) -> None:
    """Make sure that somebody's role is enough for an action on the desk itself.

    Raises:
        NotAllowed: when it is not, or he has none.
    """
    held = roles_in(db).of(name)
    if held is None:
        raise NotAllowed(f"{name} has no good key on this desk.", "An editor of the desk has to decide.")
    sentence = role.why_not(name, held, action)
    if sentence:
        raise NotAllowed(sentence, "Ask the chief; roles are shown under Desk, Editors and keys.")


def give(ledger: Ledger, db: sqlite_utils.Database, name: str, wanted: Role, signer: Signer) -> Decision:
    """Give a role within the work of `Ledger.commit` (see `Roles.give`).

    Raises:
        NotAllowed: when the signer is no chief, or the role cannot be given to him.
    """
    require(db, signer.name, Action.ROLE)
    sentence = roles_in(db).why_not_give(name, wanted)
    if sentence:
        raise NotAllowed(f"{name} cannot be made {wanted.value}.", sentence)
    return ledger.append(db, signer, Action.ROLE, NO_SUBJECT, role.note_of(name, wanted))


class RoleRule:
    """Forbids a decision to whom his role does not allow it (see `workflow.rules.Rule`)."""

    def __init__(self) -> None:
        """Begin without roles; they are read from the log when they are asked for."""
        self._read_at = -1
        self._roles = FollowedRoles()

    def why_not(self, db: sqlite_utils.Database, stored: StoredStory, target: str, act: Action, editor: str) -> str:  # noqa: ARG002 - the shape of a rule
        """Return the sentence why this editor may not do this, or ""."""
        # An act may bring thousands of decisions; entries about editors are never removed, so their newest tells.
        newest = decisions.newest_of_editors(db)
        if newest != self._read_at:
            self._roles, self._read_at = roles_in(db), newest
        held = self._roles.of(editor)
        # Of somebody without a key the log itself says why it takes nothing from him.
        return role.why_not(editor, held, act) if held is not None else ""
