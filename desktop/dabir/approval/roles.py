"""Who had which role at which place of a record, and whether each decision was by somebody who might take it.

The rules, in the order of the record:

1. Whoever is enrolled while there is no chief is the chief: the first editor of a desk is.
2. Whoever is enrolled later is an editor; after the first entry that gives a role, a translator. So a desk that has
   never given roles goes on as it did, and one that does is not joined by anybody who makes himself a key.
3. Only a chief gives roles, to somebody who is enrolled and not revoked, and never takes the last chief's away.
4. Where the last chief's key is revoked, the editor enrolled first is chief: a desk is not left without one.

Signatures, and who signed what, are not looked at here. What the device signs in its own name needs no role.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from dabir.domain import role
from dabir.domain.decision import Action, Decision
from dabir.domain.role import Role

#: What each role may do, asked once and not for each entry of a long record.
_MAY: Final = {one: frozenset(action for action in Action if role.may(one, action)) for one in Role}


@dataclass(slots=True)
class Roles:
    """The roles, followed along a record entry by entry; its memory grows with the editors only."""

    _by_name: dict[str, Role] = field(default_factory=dict)
    _gone: set[str] = field(default_factory=set)
    _given: bool = False

    @classmethod
    def at_end_of(cls, entries: Iterable[Decision]) -> Roles:
        """Return the roles after some entries; those about editors are enough.

        An entry that breaks the rules counts for nothing: who may decide now must not hang on it.
        """
        roles = cls()
        for entry in entries:
            roles.fault_of(entry)
        return roles

    def of(self, name: str) -> Role | None:
        """Return somebody's role; None when he is not enrolled or his key was revoked."""
        return None if name in self._gone else self._by_name.get(name)

    def last_of(self, name: str) -> Role | None:
        """Return the role somebody has, or had when his key was revoked; None when he was never enrolled."""
        return self._by_name.get(name)

    @property
    def chiefs(self) -> tuple[str, ...]:
        """The chiefs whose keys are good, in the order they were enrolled."""
        return tuple(name for name, one in self._by_name.items() if one is Role.CHIEF and name not in self._gone)

    def fault_of(self, entry: Decision) -> str:
        """Follow the next entry; return why his role did not allow it, as the rest of a sentence, or ""."""
        name = entry.editor
        if entry.action is Action.ENROLL:
            self._enrol(name)
            return ""
        if entry.action is Action.REVOKE_EDITOR:
            self._revoke(name)
            return ""
        held = self._by_name.get(name)
        if held is None:  # the device, or somebody whom another rule turns away
            return ""
        if entry.action not in _MAY[held]:
            return f"is by {name}, who was {held.words} then and had no right to {entry.action.value}"
        return self._give(entry) if entry.action is Action.ROLE else ""

    def why_not_give(self, name: str, wanted: Role) -> str:
        """Return the sentence why somebody cannot be given a role, or ""."""
        if name not in self._by_name:
            return f"No editor named {name} has a key on this desk."
        if name in self._gone:
            return f"The key of {name} was revoked."
        if self._by_name[name] is wanted:
            return f"{name} is {wanted.words} already."
        if wanted is not Role.CHIEF and self.chiefs == (name,):
            return f"{name} is the only chief; make somebody else chief first."
        return ""

    def heir_of(self, name: str) -> str | None:
        """Return who becomes chief when somebody's key is revoked who is the only chief; None when nobody does."""
        return next((one for one in self._by_name if one != name and self.of(one) is Role.EDITOR), None)

    def _enrol(self, name: str) -> None:
        if name in self._by_name:
            return
        usual = Role.TRANSLATOR if self._given else Role.EDITOR
        self._by_name[name] = usual if self.chiefs else Role.CHIEF

    def _revoke(self, name: str) -> None:
        self._gone.add(name)
        if self.chiefs:
            return
        heir = self.heir_of(name)
        if heir is not None:
            self._by_name[heir] = Role.CHIEF

    def _give(self, entry: Decision) -> str:
        read = role.read_note(entry.note)
        if read is None:
            return "gives a role, yet does not say to whom and which"
        name, wanted = read
        why_not = self.why_not_give(name, wanted)
        if why_not:
            return f"gives {name} a role that he cannot have: {why_not.removesuffix('.')}"
        self._by_name[name] = wanted
        self._given = True
        return ""
