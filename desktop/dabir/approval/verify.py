"""The check of a record: entries in, a verdict out. Pure; never writes, never asks the clock or the network.

Rules, in the order they are tried on each entry; the first entry that breaks one is named:

1. Entries are numbered from 0 without a gap, and each names the hash of the one before (`chain.GENESIS` first).
2. All are of one device: the one whose public key is given.
3. The hash of an entry is that of its content, and its signature is by the key its editor enrolled with.
4. An editor's first entry is his `enroll`: it carries his public key in its note and is signed by that very key. A
   second `enroll` of a name, or of a key, is bad. Where the desk knows the editor's key, it must be that one; where
   it does not, the checkpoint must cover the entry, or anybody could add himself behind it.
5. A `revoke-editor` is signed by that editor or by the device; after it he signs nothing more.
6. Entries about a story name one; `approve` and `release` name an original and a text by SHA-256.
7. `release` follows an `approve` of the very same subject, and since then no `revoke` or `refuse` of it, no other
   approval in its place and no `kill` of the story in any version or language.
8. Every original named still has its hash, and so has every text approved or released.
9. The checkpoint is signed by the device, and the record has its size and its head; it may go on behind it.
   No checkpoint beside entries, or a shorter record than it tells, means that the record was removed or cut.

Memory does not grow with the entries, but with the editors and with the texts that stand approved.

What it cannot see: a whole desk folder (record, checkpoint and device key) put back to an older copy of itself. Only
a checkpoint kept elsewhere shows that.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Final

from dabir.approval.canonical import entry_hash, unsigned_bytes
from dabir.approval.chain import GENESIS
from dabir.approval.checkpoint import Checkpoint
from dabir.approval.keys import device_id, is_signed_by
from dabir.domain.decision import Action, Decision
from dabir.domain.errors import RecordBroken

#: Finds the bytes that have this SHA-256 (hex); None when they are gone.
Finder = Callable[[str], bytes | None]

_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_ABOUT_EDITORS: Final = frozenset({Action.ENROLL, Action.REVOKE_EDITOR})
_OF_A_TEXT: Final = frozenset({Action.APPROVE, Action.RELEASE})
#: How many originals and texts just checked are remembered, so that a story with many decisions is hashed once.
_REMEMBERED: Final = 1024
_NO_CHECKPOINT: Final = "There is no checkpoint: the record was removed or cut."


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check found.

    Attributes:
        ok: whether the record is whole and true.
        entries: how many entries were good.
        first_bad: sequence of the first bad or missing entry; None when there is none, or when only the checkpoint
            is bad, so that the place cannot be told.
        reason: what is wrong, a sentence; "" when nothing is.
        warnings: what an auditor should know although it breaks no rule, a sentence each.
    """

    ok: bool
    entries: int
    first_bad: int | None
    reason: str
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class _Approvals:
    """The texts that stand approved: by story, then by version, original and language."""

    by_story: dict[str, dict[tuple[int, str, str], str]] = field(default_factory=dict)

    def take(self, entry: Decision) -> str:
        """Follow a decision; return why it may not stand, or ""."""
        subject = entry.subject
        story = self.by_story.setdefault(subject.uri, {})
        place = (subject.version, subject.original_sha256, subject.target_language)
        reason = ""
        if entry.action is Action.APPROVE:
            story[place] = subject.text_sha256
        elif entry.action is Action.RELEASE:
            if story.get(place) != subject.text_sha256:
                reason = f"releases a text of {subject.uri} that does not stand approved"
        elif entry.action is Action.KILL:
            story.clear()
        else:
            story.pop(place, None)
        if not story:
            del self.by_story[subject.uri]
        return reason


def _missing_or_changed(find: Finder, what: str) -> Callable[[str], str]:
    @lru_cache(maxsize=_REMEMBERED)
    def check(sha256: str) -> str:
        data = find(sha256)
        if data is None:
            return f"names {what} {sha256}, which is missing"
        found = hashlib.sha256(data).hexdigest()
        return "" if found == sha256 else f"names {what} {sha256}, but what is kept under that hash was changed"

    return check


def _nothing(_sha256: str) -> str:
    return ""


@dataclass(slots=True)
class _Walk:
    """One pass over the record: what must be remembered from the entries before."""

    device: str
    device_public_key: str
    pinned: Mapping[str, str]
    checkpoint: Checkpoint | None
    checkpoint_is_true: bool
    original_fault: Callable[[str], str]
    text_fault: Callable[[str], str]
    count: int = 0
    head: str = GENESIS
    last_time: datetime | None = None
    enrolled: dict[str, str] = field(default_factory=dict)
    owner_of_key: dict[str, str] = field(default_factory=dict)
    revoked: dict[str, int] = field(default_factory=dict)
    approvals: _Approvals = field(default_factory=_Approvals)
    clock_went_back: int = 0
    clock_first: int = 0

    def fault_of(self, entry: Decision) -> str:
        """Take the next entry; return what is wrong with it as the rest of a sentence, or ""."""
        try:
            found = self._place(entry) or self._seal(entry) or self._editor(entry) or self._subject(entry)
        except RecordBroken as error:
            found = f"cannot be read: {error.message}"
        found = found or self._checkpoint_here(entry)
        if found:
            return found
        if self.last_time is not None and entry.time < self.last_time:
            self.clock_first = self.clock_first if self.clock_went_back else self.count
            self.clock_went_back += 1
        self.last_time = entry.time
        self.head = entry.entry_sha256
        self.count += 1
        return ""

    def _place(self, entry: Decision) -> str:
        if entry.sequence != self.count:
            return f"is missing or out of its order; entry {entry.sequence} stands in its place"
        if entry.previous != self.head:
            return "does not follow the entry before it: one of the two was changed, added or removed"
        if entry.device != self.device:
            return f"was made on {entry.device}, not on {self.device}"
        return ""

    def _seal(self, entry: Decision) -> str:
        if entry_hash(entry) != entry.entry_sha256:
            return "was changed: its hash is not that of its content"
        message = unsigned_bytes(entry)
        key = entry.note if entry.action is Action.ENROLL else self.enrolled.get(entry.editor)
        if key is None:
            return f"is by {entry.editor}, who was never enrolled"
        if is_signed_by(key, message, entry.signature):
            return ""
        if entry.action is Action.REVOKE_EDITOR and is_signed_by(self.device_public_key, message, entry.signature):
            return ""
        return f"is not signed by {entry.editor}"

    def _editor(self, entry: Decision) -> str:
        name = entry.editor
        if name in self.revoked:
            return f"is by {name}, who was revoked by entry {self.revoked[name]}"
        if entry.action is Action.ENROLL:
            return self._enrolment(entry)
        if entry.action is Action.REVOKE_EDITOR:
            self.revoked[name] = entry.sequence
        return ""

    def _enrolment(self, entry: Decision) -> str:
        name, key = entry.editor, entry.note
        if name in self.enrolled:
            return f"enrols {name} a second time"
        if self.pinned.get(name, key) != key:
            return f"enrols {name} with another key than the one known to be theirs"
        if key in self.owner_of_key:
            return f"enrols {name} with the key of {self.owner_of_key[key]}"
        if name not in self.pinned and self.checkpoint_is_true and self._is_behind_checkpoint(entry):
            return f"enrols {name} behind the device's last checkpoint, and nobody vouches for that"
        self.enrolled[name] = key
        self.owner_of_key[key] = name
        return ""

    def _is_behind_checkpoint(self, entry: Decision) -> bool:
        return self.checkpoint is not None and entry.sequence >= self.checkpoint.size

    def _subject(self, entry: Decision) -> str:
        subject = entry.subject
        if entry.action in _ABOUT_EDITORS:
            return f"is about an editor, yet names the story {subject.uri}" if subject.uri else ""
        if not subject.uri:
            return "names no story"
        of_a_text = entry.action in _OF_A_TEXT
        for sha256, what in ((subject.original_sha256, "original"), (subject.text_sha256, "text")):
            if not _SHA256.fullmatch(sha256) and (of_a_text or sha256):
                return f"names no {what} by its SHA-256"
        reason = self.approvals.take(entry)
        if not reason and subject.original_sha256:
            reason = self.original_fault(subject.original_sha256)
        if not reason and of_a_text:
            reason = self.text_fault(subject.text_sha256)
        return reason

    def _checkpoint_here(self, entry: Decision) -> str:
        checkpoint = self.checkpoint if self.checkpoint_is_true else None
        if checkpoint is None or self.count != checkpoint.size - 1 or entry.entry_sha256 == checkpoint.head:
            return ""
        return "is not the one the device's checkpoint names: the record was rewritten, up to here at least"

    def fault_of_end(self) -> tuple[int | None, str]:
        """Return what is wrong with the record as a whole, and where; "" when nothing is."""
        checkpoint = self.checkpoint
        if checkpoint is None:
            if self.count or self.pinned:
                return self.count, _NO_CHECKPOINT
            return None, ""
        if not self.checkpoint_is_true:
            return None, (
                f"The checkpoint is not signed by {self.device}: it was changed or replaced, and perhaps the record "
                "with it."
            )
        if self.count < checkpoint.size:
            return self.count, (
                f"Entry {self.count} is missing: the checkpoint tells of {checkpoint.size} entries, there are "
                f"{self.count}. The record was cut."
            )
        if checkpoint.size == 0 and checkpoint.head != GENESIS:
            return 0, "The checkpoint tells of no entry, yet names one."
        return None, ""

    def warnings(self) -> list[str]:
        """Return what breaks no rule but is worth knowing."""
        told = []
        if self.clock_went_back:
            told.append(
                f"The device's clock went back before {self.clock_went_back} of the entries, first before entry "
                f"{self.clock_first}."
            )
        if self.checkpoint is not None and self.count > self.checkpoint.size:
            told.append(
                f"The checkpoint covers {self.checkpoint.size} of {self.count} entries; were later ones removed, "
                "nobody would notice."
            )
        told += [
            f"{name} is an editor of this desk but not enrolled in this record."
            for name in sorted(self.pinned.keys() - self.enrolled.keys())
        ]
        return told


def _is_true(checkpoint: Checkpoint | None, device: str, device_public_key: str) -> bool:
    try:
        return checkpoint is not None and checkpoint.device == device and checkpoint.is_signed_by(device_public_key)
    except RecordBroken:  # it cannot even be written, so nobody signed it
        return False


def _without_device_key(
    entries: Iterable[Decision], checkpoint: Checkpoint | None, editors: Mapping[str, str] | None
) -> Verdict:
    try:
        empty = next(iter(entries), None) is None
    except RecordBroken:
        empty = False
    if empty and checkpoint is None and not editors:
        return Verdict(ok=True, entries=0, first_bad=None, reason="")
    if checkpoint is None:
        return Verdict(ok=False, entries=0, first_bad=0, reason=_NO_CHECKPOINT)
    reason = "The device's public key is not known, so its checkpoint proves nothing."
    return Verdict(ok=False, entries=0, first_bad=None, reason=reason)


def _start(
    device_public_key: str,
    checkpoint: Checkpoint | None,
    editors: Mapping[str, str] | None,
    original_of: Finder | None,
    text_of: Finder | None,
) -> _Walk:
    device = device_id(device_public_key)
    return _Walk(
        device=device,
        device_public_key=device_public_key,
        pinned=editors or {},
        checkpoint=checkpoint,
        checkpoint_is_true=_is_true(checkpoint, device, device_public_key),
        original_fault=_missing_or_changed(original_of, "the original") if original_of else _nothing,
        text_fault=_missing_or_changed(text_of, "the approved text") if text_of else _nothing,
    )


def _unchecked(original_of: Finder | None, text_of: Finder | None) -> list[str]:
    told = []
    if original_of is None:
        told.append("The originals were not at hand, so it was not checked that they are unchanged.")
    if text_of is None:
        told.append("The approved texts were not at hand, so it was not checked that they are unchanged.")
    return told


def verify(
    entries: Iterable[Decision],
    *,
    device_public_key: str | None,
    checkpoint: Checkpoint | None,
    editors: Mapping[str, str] | None = None,
    original_of: Finder | None = None,
    text_of: Finder | None = None,
) -> Verdict:
    """Check a record by the rules above.

    Args:
        entries: the record, in order; read once. Where its reader raises `RecordBroken`, that entry is the bad one.
        device_public_key: public key (64 hex digits) of the device whose record it is. Without it nobody can tell
            whether the record was cut or rewritten, so a record that has entries is not good then.
        checkpoint: the last one; None when there is none.
        editors: public keys known to be the editors', by name; None when none is known.
        original_of: finds an original by its SHA-256; None when originals are not at hand.
        text_of: finds a text of record by its SHA-256 (`domain.text.Text.record`); None when they are not at hand.

    Returns:
        The verdict. It never raises because of what the record holds.
    """
    if device_public_key is None:
        return _without_device_key(entries, checkpoint, editors)
    walk = _start(device_public_key, checkpoint, editors, original_of, text_of)
    iterator = iter(entries)
    while True:
        try:
            entry = next(iterator, None)
        except RecordBroken as error:
            return _bad(walk, f"cannot be read: {error.message}")
        if entry is None:
            break
        fault = walk.fault_of(entry)
        if fault:
            return _bad(walk, fault)
    first_bad, reason = walk.fault_of_end()
    warnings = tuple(walk.warnings() + (_unchecked(original_of, text_of) if walk.count else []))
    return Verdict(not reason, walk.count, first_bad, reason, warnings)


def _bad(walk: _Walk, fault: str) -> Verdict:
    reason = f"Entry {walk.count} {fault}".removesuffix(".") + "."
    return Verdict(ok=False, entries=walk.count, first_bad=walk.count, reason=reason)
