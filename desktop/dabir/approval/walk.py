"""One pass over a record: the rules each entry has to keep, and what must be remembered to judge the next one.

`verify` leads it over the entries. Memory does not grow with the entries, but with the editors and with the texts
that stand approved.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Final

from dabir.approval.canonical import Form
from dabir.approval.chain import GENESIS
from dabir.approval.merkle import Frontier, leaf_hash
from dabir.approval.roles import Roles
from dabir.approval.signatures import Claim
from dabir.domain.decision import Action, Decision
from dabir.domain.errors import RecordBroken

#: Finds the bytes that have this SHA-256 (hex); None when they are gone.
Finder = Callable[[str], bytes | None]

_is_sha256: Final = re.compile(r"[0-9a-f]{64}").fullmatch
#: What is decided about an editor, not a story.
ABOUT_EDITORS: Final = frozenset({Action.ENROLL, Action.REVOKE_EDITOR, Action.ROLE})
_OF_A_TEXT: Final = frozenset({Action.APPROVE, Action.RELEASE})
_END_OF_A_TEXT: Final = frozenset({Action.REFUSE, Action.REVOKE})
_END_OF_A_STORY: Final = frozenset({Action.KILL, Action.WITHDRAW})
_BY_THE_DEVICE: Final = frozenset({Action.WITHDRAW, Action.TAKE_OVER, Action.RESTORE})
#: How many originals and texts just checked are remembered, so that a story with many decisions is hashed once.
_REMEMBERED: Final = 1024


@dataclass(slots=True)
class Approvals:
    """The texts that stand approved: by story, then by version, original and language."""

    by_story: dict[str, dict[tuple[int, str, str], str]] = field(default_factory=dict)

    def take(self, entry: Decision) -> str:
        """Follow a decision; return why it may not stand, or ""."""
        subject, action = entry.subject, entry.action
        story = self.by_story.get(subject.uri, {})
        place = (subject.version, subject.original_sha256, subject.target_language)
        if action is Action.APPROVE:
            self.by_story.setdefault(subject.uri, story)[place] = subject.text_sha256
        elif action is Action.RELEASE:
            if story.get(place) != subject.text_sha256:
                return f"releases a text of {subject.uri} that does not stand approved"
        elif story and action in _END_OF_A_STORY:
            del self.by_story[subject.uri]
        elif story and action in _END_OF_A_TEXT:
            story.pop(place, None)
            if not story:
                del self.by_story[subject.uri]
        return ""


def missing_or_changed(find: Finder, what: str) -> Callable[[str], str]:
    """Return a check of what is kept under a SHA-256, which answers with what is wrong, or ""."""

    @lru_cache(maxsize=_REMEMBERED)
    def check(sha256: str) -> str:
        data = find(sha256)
        if data is None:
            return f"names {what} {sha256}, which is missing"
        found = hashlib.sha256(data).hexdigest()
        return "" if found == sha256 else f"names {what} {sha256}, but what is kept under that hash was changed"

    return check


def nothing_wrong(_sha256: str) -> str:
    """Find no fault, where there is nothing at hand to check."""
    return ""


@dataclass(slots=True)
class Walk:
    """The pass.

    Attributes:
        device: identifier of the device whose record it is.
        device_public_key: its key.
        pinned: editors' keys known another way.
        vouched: so many entries are covered by a true checkpoint; None where there is none.
        roots: by number of entries, the root the tree over them has to have; more than one where two checkpoints
            contradict each other.
        original_fault: tells what is wrong with an original.
        text_fault: tells what is wrong with a text.
        claim: what the signature of the entry just taken has to be; None where it did not come that far.
        count: entries that kept the rules, but for their signatures.
        tree: over the entries so far.
    """

    device: str
    device_public_key: str
    pinned: Mapping[str, str]
    vouched: int | None
    roots: Mapping[int, set[bytes]]
    original_fault: Callable[[str], str]
    text_fault: Callable[[str], str]
    claim: Claim | None = None
    count: int = 0
    tree: Frontier = field(default_factory=Frontier)
    clock_went_back: int = 0
    clock_first: int = 0
    enrolled: dict[str, str] = field(default_factory=dict)
    _head: str = GENESIS
    _leaf: bytes = b""
    _last_time: datetime | None = None
    _owner_of_key: dict[str, str] = field(default_factory=dict)
    _revoked: dict[str, int] = field(default_factory=dict)
    _approvals: Approvals = field(default_factory=Approvals)
    _roles: Roles = field(default_factory=Roles)

    @property
    def expected(self) -> int:
        """Number of the entry that comes next."""
        return self.count

    def fault_of(self, entry: Decision) -> str:
        """Take the next entry; return what is wrong with it as the rest of a sentence, or "".

        Its signature is not checked but claimed.
        """
        self.claim = None
        try:
            found = self._place(entry) or self._seal(entry) or self._editor(entry) or self._subject(entry)
            found = found or self._roles.fault_of(entry) or self._grow(entry)
        except RecordBroken as error:
            found = f"cannot be read: {error.message}"
        if found:
            return found
        if self._last_time is not None and entry.time < self._last_time:
            self.clock_first = self.clock_first if self.clock_went_back else entry.sequence
            self.clock_went_back += 1
        self._last_time = entry.time
        self._head = entry.entry_sha256
        self.count += 1
        return ""

    def _place(self, entry: Decision) -> str:
        if entry.sequence != self.count:
            return f"is missing or out of its order; entry {entry.sequence} stands in its place"
        if entry.previous != self._head:
            return "does not follow the entry before it: one of the two was changed, added or removed"
        return self._device(entry)

    def _device(self, entry: Decision) -> str:
        return "" if entry.device == self.device else f"was made on {entry.device}, not on {self.device}"

    def _seal(self, entry: Decision) -> str:
        form, signature = Form(entry), entry.signature
        signed, line = form.sealed(signature, entry.entry_sha256)
        self._leaf = leaf_hash(line)
        if hashlib.sha256(signed).hexdigest() != entry.entry_sha256:
            return "was changed: its hash is not that of its content"
        keys = self._keys_of(entry)
        if not keys:
            return f"is by {entry.editor}, who was never enrolled"
        self.claim = Claim(entry.sequence, entry.editor, keys, form.unsigned, signature)
        return ""

    def _keys_of(self, entry: Decision) -> tuple[str, ...]:
        """Return the keys that may have signed an entry."""
        if entry.action is Action.ENROLL:
            return (entry.note,)
        if entry.editor == self.device:
            return (self.device_public_key,) if entry.action in _BY_THE_DEVICE else ()
        key = self.enrolled.get(entry.editor)
        if key is None:
            return ()
        return (key, self.device_public_key) if entry.action is Action.REVOKE_EDITOR else (key,)

    def _editor(self, entry: Decision) -> str:
        name = entry.editor
        if name in self._revoked:
            return f"is by {name}, who was revoked by entry {self._revoked[name]}"
        if entry.action is Action.ENROLL:
            return self._enrolment(entry)
        if entry.action is Action.REVOKE_EDITOR:
            self._revoked[name] = entry.sequence
        return ""

    def _enrolment(self, entry: Decision) -> str:
        name, key = entry.editor, entry.note
        if name in self.enrolled:
            return f"enrols {name} a second time"
        if name == self.device:
            return "enrols an editor under the name of the device"
        if self.pinned.get(name, key) != key:
            return f"enrols {name} with another key than the one known to be theirs"
        if key in self._owner_of_key:
            return f"enrols {name} with the key of {self._owner_of_key[key]}"
        if name not in self.pinned and self.vouched is not None and entry.sequence >= self.vouched:
            return f"enrols {name} behind the device's last checkpoint, and nobody vouches for that"
        self.enrolled[name] = key
        self._owner_of_key[key] = name
        return ""

    def _subject(self, entry: Decision) -> str:
        subject = entry.subject
        if entry.action in ABOUT_EDITORS:
            return f"is about an editor, yet names the story {subject.uri}" if subject.uri else ""
        if not subject.uri:
            return "names no story"
        original, text, of_a_text = subject.original_sha256, subject.text_sha256, entry.action in _OF_A_TEXT
        if (original or of_a_text) and not _is_sha256(original):
            return "names no original by its SHA-256"
        if (text or of_a_text) and not _is_sha256(text):
            return "names no text by its SHA-256"
        reason = self._approvals.take(entry)
        if not reason and original:
            reason = self.original_fault(original)
        if not reason and of_a_text:
            reason = self.text_fault(text)
        return reason

    def _grow(self, _entry: Decision) -> str:
        """Add the entry to the tree; tell whether a checkpoint that ends here knows another."""
        self.tree.add(self._leaf)
        roots = self.roots.get(self.tree.size)
        if not roots or roots == {self.tree.root}:
            return ""
        return "is not the one a checkpoint was signed over: the record was rewritten, up to here at least"
