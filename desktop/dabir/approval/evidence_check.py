"""The check of a file of evidence, with nothing but the file: no desk, no network.

Tried in this order, so that the first bad entry is named where there is one:

1. the file is packed as it must be, and the log's key is the one asked for, where the reader knows it;
2. the checkpoint is signed by the log;
3. the entries keep the rules of a record (`verify`), or those of a part of one (`excerpt`), with their inclusion
   proofs; the originals and texts they name are there and have their hashes;
4. each earlier checkpoint in the file is signed by the log, and the record has grown out of it;
5. the device has sealed the manifest, and every member has the hash the manifest gives, so that nothing else in the
   file was changed either, the page for people among it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO, Final

from dabir.approval import evidence as form
from dabir.approval.canonical import from_json
from dabir.approval.evidence import Kind, Label, Scope
from dabir.approval.excerpt import ExcerptWalk
from dabir.approval.jcs import Fields, canonical
from dabir.approval.keys import device_id
from dabir.approval.merkle import is_consistent
from dabir.approval.note import Note, TreeHead, VerifierKey
from dabir.approval.stored_zip import StoredZip
from dabir.approval.verify import Verdict, head_of, lead, verify
from dabir.approval.walk import missing_or_changed
from dabir.approval.witnessing import coverage
from dabir.domain.decision import Decision
from dabir.domain.errors import RecordBroken

_MEMBER_KEYS: Final = frozenset({"name", "sha256", "size"})
_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class _Contents:
    """The small members of a file, read; what they say is not checked."""

    archive: StoredZip
    log: VerifierKey
    witnesses: Mapping[str, VerifierKey]
    checkpoint: Note
    scope: Scope
    seal: Note
    earlier: tuple[tuple[Note, tuple[bytes, ...]], ...]
    inclusion: Mapping[int, tuple[bytes, ...]]

    def entries(self) -> Iterator[Decision]:
        for line in self.archive.lines(form.ENTRIES):
            if not line.endswith(b"\n"):
                raise RecordBroken("The file ends in the middle of it.")
            try:
                yield from_json(line[:-1].decode("utf-8"))
            except UnicodeDecodeError as error:
                raise RecordBroken("A line is not in UTF-8.") from error

    def finder(self, member: Callable[[str], str]) -> Callable[[str], bytes | None]:
        """Return what finds originals or texts by their SHA-256."""
        names = frozenset(self.archive.names)
        return lambda sha256: self.archive.read(member(sha256)) if member(sha256) in names else None


def verify_evidence(
    file: BinaryIO, *, log: VerifierKey | None = None, witnesses: Mapping[str, VerifierKey] | None = None
) -> Verdict:
    """Check a file of evidence.

    Args:
        file: it can be sought in.
        log: the log's key as the reader got it another way; None takes the file's own word.
        witnesses: keys of witnesses as the reader got them another way; None takes the file's own word.

    Returns:
        The verdict, with a warning for each thing that the file alone cannot show.

    Raises:
        InputRefused: when it is no file of evidence at all.
    """
    try:
        contents = _read(StoredZip(file, form.SEAL))
        if log is not None and log.public_key != contents.log.public_key:
            return _bad(f"The file is from {contents.log.name}, not from {log.name}.")
        verdict = _verdict(contents)
        if not verdict.ok:
            return verdict
        heads = _require_consistent(contents)
        _require_sealed(contents)
    except RecordBroken as error:
        return _bad(error.message)
    seen = coverage([contents.checkpoint, *heads], witnesses or contents.witnesses)
    told = [*verdict.warnings, *_own_word(contents, log, witnesses)]
    return replace(verdict, warnings=tuple(told), witnessed=seen, what=contents.scope.words)


def _bad(reason: str) -> Verdict:
    return Verdict(ok=False, entries=0, first_bad=None, reason=reason)


def _own_word(
    contents: _Contents, log: VerifierKey | None, witnesses: Mapping[str, VerifierKey] | None
) -> Iterator[str]:
    if contents.scope.kind is not Kind.ALL:
        yield "That no other entry belongs to it is the desk's word; only the whole record would show it."
    if log is None:
        yield f"The log's key is the file's own word; ask the desk whether it is {contents.log}"
    if witnesses is None and contents.witnesses:
        yield "The keys of the witnesses are the file's own word; ask them."


def _verdict(contents: _Contents) -> Verdict:
    head = head_of(contents.checkpoint, contents.log)
    if head is None:
        return _bad(f"The checkpoint is not signed by {contents.log.name}: it was changed or replaced.")
    original_of, text_of = contents.finder(form.original_member), contents.finder(form.text_member)
    if contents.scope.kind is Kind.ALL:
        verdict = verify(
            contents.entries(),
            device_public_key=contents.log.public_key,
            checkpoint=contents.checkpoint,
            original_of=original_of,
            text_of=text_of,
            seen=[one for note, _ in contents.earlier if (one := head_of(note, contents.log))],
        )
        if verdict.ok and verdict.entries != head.size:
            return replace(verdict, ok=False, first_bad=head.size, reason="There are more entries than were sealed.")
        return verdict
    walk = ExcerptWalk(
        device=device_id(contents.log.public_key),
        device_public_key=contents.log.public_key,
        pinned={},
        vouched=head.size,
        roots={},
        original_fault=missing_or_changed(original_of, "the original"),
        text_fault=missing_or_changed(text_of, "the approved text"),
        places=sorted(contents.inclusion),
        proofs=contents.inclusion,
        head=head,
    )
    first_bad, reason = lead(contents.entries(), walk)
    if first_bad is None and walk.count < len(contents.inclusion):
        first_bad, reason = walk.expected, f"Entry {walk.expected} is missing."
    return Verdict(not reason, walk.count, first_bad, reason, root=head.root, size=head.size)


def _require_consistent(contents: _Contents) -> list[Note]:
    """Return the earlier checkpoints, each signed and continued by the last one."""
    head = TreeHead.read(contents.checkpoint.text)
    for note, proof in contents.earlier:
        one = head_of(note, contents.log)
        if one is None:
            raise RecordBroken("An earlier checkpoint in the file is not signed by the log.")
        if not is_consistent(one.size, head.size, one.root, head.root, proof):
            raise RecordBroken(
                f"The record has not grown out of the checkpoint over {one.size} entries that was witnessed: it was "
                "rewritten."
            )
    return [note for note, _ in contents.earlier]


def _require_sealed(contents: _Contents) -> None:
    archive, manifest = contents.archive, contents.archive.read(form.MANIFEST)
    label = Label(contents.scope, hashlib.sha256(manifest).digest())
    if contents.seal.text != label.text or not contents.seal.is_signed_by(contents.log):
        raise RecordBroken("The file's manifest is not sealed by the device: it was changed.")
    fields = Fields.read(archive.text(form.MANIFEST), frozenset({"format", "members"}), "The file's manifest")
    listed = {one.text("name"): one for one in _objects(fields, "members", _MEMBER_KEYS)}
    strange = sorted(listed.keys() ^ (set(archive.names) - {form.MANIFEST, form.SEAL}))
    changed = strange or [
        name for name, one in listed.items() if not archive.is_whole(name, one.text("sha256"), one.number("size"))
    ]
    changed = changed or [name for name in (form.MANIFEST, form.SEAL) if not archive.has_checksum(name)]
    if changed:
        raise RecordBroken(f"{', '.join(changed[:_NAMED])} was changed, added or removed after the export.")


def _read(archive: StoredZip) -> _Contents:
    keys = Fields.read(archive.text(form.KEYS), frozenset({"format", "log", "witnesses"}), form.KEYS)
    _require_written_so(archive, form.KEYS, keys)
    proofs = Fields.read(archive.text(form.PROOFS), frozenset({"format", "consistency", "inclusion"}), form.PROOFS)
    _require_written_so(archive, form.PROOFS, proofs)
    seal = Note.read(archive.text(form.SEAL))
    return _Contents(
        archive,
        VerifierKey.read(keys.text("log")),
        {whose: VerifierKey.read(key) for whose, key in keys.texts("witnesses").items()},
        Note.read(archive.text(form.CHECKPOINT)),
        _scope(seal.text),
        seal,
        tuple(
            (Note.read(one.text("checkpoint")), _hashes(one))
            for one in _objects(proofs, "consistency", frozenset({"checkpoint", "proof"}))
        ),
        {
            one.number("sequence"): _hashes(one)
            for one in _objects(proofs, "inclusion", frozenset({"sequence", "proof"}))
        },
    )


def _require_written_so(archive: StoredZip, name: str, fields: Fields) -> None:
    if fields.text("format") != form.FORMAT:
        raise RecordBroken(f"The file is of the form “{fields.text('format')}”, which this program does not know.")
    if canonical(dict(fields.values)) != archive.read(name):
        raise RecordBroken(f"{name} is not written as Dabir writes it, so it was changed.")


def _scope(text: str) -> Scope:
    try:
        _, kind, of, _, _ = text.split("\n")
        return Scope(Kind(kind), str(json.loads(of)["of"]))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise RecordBroken("The file's seal is not as Dabir writes it, so it was changed.") from error


def _objects(fields: Fields, key: str, keys: frozenset[str]) -> Iterator[Fields]:
    values = fields.values[key]
    if not isinstance(values, list):
        raise RecordBroken(f"The file has a field “{key}” that is no list.")
    for value in values:
        yield Fields.read(json.dumps(value), keys, f"An entry of “{key}” in the file")


def _hashes(fields: Fields) -> tuple[bytes, ...]:
    values = fields.values["proof"]
    if not isinstance(values, list):
        raise RecordBroken("A proof in the file is no list.")
    try:
        return tuple(base64.b64decode(str(one), validate=True) for one in values)
    except binascii.Error as error:
        raise RecordBroken("A proof in the file is not in base64.") from error
