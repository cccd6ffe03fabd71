"""The check of a record: entries in, a verdict out. Never writes, never asks the clock or the network.

Rules, in the order they are tried on each entry; the first entry that breaks one is named:

1. Entries are numbered from 0 without a gap, and each names the hash of the one before (`chain.GENESIS` first).
2. All are of one device: the one whose public key is given.
3. The hash of an entry is that of its content, and its signature is by the key its editor enrolled with. `withdraw`,
   `take-over` and `restore` may be by the device, in its own name: they happen with nobody's key at hand.
4. An editor's first entry is his `enroll`: it carries his public key in its note and is signed by that very key. A
   second `enroll` of a name, or of a key, is bad. Where the desk knows the editor's key, it must be that one; where
   it does not, the checkpoint must cover the entry, or anybody could add himself behind it.
5. A `revoke-editor` is signed by that editor or by the device; after it he signs nothing more.
6. Entries about a story name one; `approve` and `release` name an original and a text by SHA-256. Each act was open
   to its editor by the role he had then (`roles`).
7. `release` follows an `approve` of the very same subject, and since then no `revoke` or `refuse` of it, no other
   approval in its place and no `kill` or `withdraw` of the story in any version or language.
8. Every original named still has its hash, and so has every text approved or released.
9. The checkpoint is signed by the device, and the tree over as many entries as it tells of has its root; the record
   may go on behind it. The same holds for every checkpoint seen before. No checkpoint beside entries, or a shorter
   record than one tells, means that the record was removed or cut.

What it cannot see: a whole desk folder (record, checkpoint and device key) put back to an older copy of itself. Only
a checkpoint kept elsewhere, by a witness, shows that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dabir.approval.keys import device_id
from dabir.approval.merkle import EMPTY_ROOT
from dabir.approval.note import Note, TreeHead, VerifierKey
from dabir.approval.signatures import Claim, SignatureCheck
from dabir.approval.walk import Finder, Walk, missing_or_changed, nothing_wrong
from dabir.approval.witnessing import Witnessed
from dabir.domain.decision import Decision
from dabir.domain.errors import RecordBroken

__all__ = ["Finder", "Verdict", "log_key", "verify"]

_NO_CHECKPOINT = "There is no checkpoint: the record was removed or cut."


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
        root: hash of the tree over the good entries.
        witnessed: how far each witness has seen the record, the furthest first.
        what: what was checked, where it is not the record of this desk.
        size: number of entries of the whole record.
    """

    ok: bool
    entries: int
    first_bad: int | None
    reason: str
    warnings: tuple[str, ...] = ()
    root: bytes = EMPTY_ROOT
    witnessed: tuple[Witnessed, ...] = ()
    what: str = ""
    size: int = 0


def log_key(device_public_key: str) -> VerifierKey:
    """Return the key a device signs its checkpoints with, under the name of its log: "dabir/" and its identifier."""
    return VerifierKey(f"dabir/{device_id(device_public_key)}", device_public_key)


def head_of(checkpoint: Note, key: VerifierKey) -> TreeHead | None:
    """Return what a checkpoint says; None when it is not that of this log, signed by it."""
    try:
        head = TreeHead.read(checkpoint.text)
    except RecordBroken:
        return None
    return head if head.origin == key.name and checkpoint.is_signed_by(key) else None


def verify(
    entries: Iterable[Decision],
    *,
    device_public_key: str | None,
    checkpoint: Note | None,
    editors: Mapping[str, str] | None = None,
    original_of: Finder | None = None,
    text_of: Finder | None = None,
    seen: Iterable[TreeHead] = (),
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
        seen: what earlier checkpoints of this log said, their signatures checked.

    Returns:
        The verdict. It never raises because of what the record holds.
    """
    if device_public_key is None:
        return _without_device_key(entries, checkpoint, editors)
    head = head_of(checkpoint, log_key(device_public_key)) if checkpoint else None
    heads = [*seen, *([head] if head else [])]
    roots: dict[int, set[bytes]] = {}
    for one in heads:
        roots.setdefault(one.size, set()).add(one.root)
    walk = Walk(
        device=device_id(device_public_key),
        device_public_key=device_public_key,
        pinned=editors or {},
        vouched=head.size if head else None,
        roots=roots,
        original_fault=missing_or_changed(original_of, "the original") if original_of else nothing_wrong,
        text_fault=missing_or_changed(text_of, "the approved text") if text_of else nothing_wrong,
    )
    first_bad, reason = lead(entries, walk)
    if first_bad is not None:
        return Verdict(ok=False, entries=first_bad, first_bad=first_bad, reason=reason)
    first_bad, reason = _fault_of_end(walk, checkpoint, heads, is_true=head is not None)
    warnings = tuple(_warnings(walk) + (_unchecked(original_of, text_of) if walk.count else []))
    return Verdict(not reason, walk.count, first_bad, reason, warnings, walk.tree.root, size=walk.count)


def lead(entries: Iterable[Decision], walk: Walk) -> tuple[int | None, str]:
    """Lead the walk over the entries; return the first bad one and the sentence that says why, or None."""
    iterator = iter(entries)
    with SignatureCheck() as signatures:
        while True:
            unsigned: Claim | None = None
            try:
                entry = next(iterator, None)
                fault = walk.fault_of(entry) if entry else ""
            except RecordBroken as error:
                entry, fault = None, f"cannot be read: {error.message}"
                walk.claim = None
            if walk.claim and entry:
                unsigned = signatures.add(walk.claim)
            if fault or entry is None:
                unsigned = unsigned or signatures.finish()
            if unsigned:
                return unsigned.sequence, f"Entry {unsigned.sequence} is not signed by {unsigned.editor}."
            if fault:
                return walk.expected, f"Entry {walk.expected} {fault}".removesuffix(".") + "."
            if entry is None:
                return None, ""


def _fault_of_end(
    walk: Walk, checkpoint: Note | None, heads: Iterable[TreeHead], *, is_true: bool
) -> tuple[int | None, str]:
    """Return what is wrong with the record as a whole, and where; "" when nothing is."""
    if checkpoint is None and (walk.count or walk.pinned):
        return walk.count, _NO_CHECKPOINT
    if checkpoint is not None and not is_true:
        return None, (
            f"The checkpoint is not signed by {walk.device}: it was changed or replaced, and perhaps the record "
            "with it."
        )
    longest = max((head.size for head in heads), default=0)
    if walk.count < longest:
        return walk.count, (
            f"Entry {walk.count} is missing: a checkpoint tells of {longest} entries, there are {walk.count}. The "
            "record was cut."
        )
    if any(head.size == 0 and head.root != EMPTY_ROOT for head in heads):
        return 0, "The checkpoint tells of no entry, yet names one."
    return None, ""


def _warnings(walk: Walk) -> list[str]:
    """Return what breaks no rule but is worth knowing."""
    told = []
    if walk.clock_went_back:
        told.append(
            f"The device's clock went back before {walk.clock_went_back} of the entries, first before entry "
            f"{walk.clock_first}."
        )
    if walk.vouched is not None and walk.count > walk.vouched:
        told.append(
            f"The checkpoint covers {walk.vouched} of {walk.count} entries; were later ones removed, nobody would "
            "notice."
        )
    told += [
        f"{name} is an editor of this desk but not enrolled in this record."
        for name in sorted(walk.pinned.keys() - walk.enrolled.keys())
    ]
    return told


def _unchecked(original_of: Finder | None, text_of: Finder | None) -> list[str]:
    told = []
    if original_of is None:
        told.append("The originals were not at hand, so it was not checked that they are unchanged.")
    if text_of is None:
        told.append("The approved texts were not at hand, so it was not checked that they are unchanged.")
    return told


def _without_device_key(
    entries: Iterable[Decision], checkpoint: Note | None, editors: Mapping[str, str] | None
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
