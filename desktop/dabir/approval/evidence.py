"""Evidence for an auditor: a record, or the part about a story or a day, in one file that stands on its own.

The file is a zip archive with members stored as they are:

- `entries.jsonl`: the entries, a line each; the bytes of a line without its newline are a leaf of the tree;
- `originals/SHA256` and `texts/SHA256.json`: the files the entries name, and the approved texts of record;
- `proofs.json`: for a part, the inclusion proof of each entry; earlier checkpoints that witnesses have cosigned,
  each with its proof of consistency with the last;
- `checkpoint`: the last one, a C2SP signed note with every signature it has;
- `keys.json`: the log's key and those of the witnesses, in C2SP form (editors' keys stand in their enrolments);
- `index.html`: all of it for people;
- `manifest.json`: the SHA-256 and size of each of these, and `seal.note`, a signed note of the device over it.

All JSON is in RFC 8785 form. The same content gives the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import BinaryIO, Final, Self

from dabir.approval.canonical import line_of
from dabir.approval.evidence_page import Page
from dabir.approval.jcs import canonical
from dabir.approval.keys import Signer
from dabir.approval.merkle import Proofs, leaf_hash, prove
from dabir.approval.note import Note, TreeHead, VerifierKey
from dabir.approval.stored_zip import StoredZipWriter
from dabir.domain.decision import Decision
from dabir.domain.errors import RecordBroken

ENTRIES: Final = "entries.jsonl"
PROOFS: Final = "proofs.json"
CHECKPOINT: Final = "checkpoint"
KEYS: Final = "keys.json"
INDEX: Final = "index.html"
MANIFEST: Final = "manifest.json"
SEAL: Final = "seal.note"

FORMAT: Final = "dabir.evidence.v1"
_FIRST_LINE: Final = "dabir evidence v1"
_NOT_THIS: Final = (
    "The log is not the one that its last checkpoint was signed over.",
    "Check it with: dabir log verify",
)


class Kind(StrEnum):
    """What a file of evidence is about."""

    ALL = "all"
    STORY = "story"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a file of evidence is about.

    Attributes:
        kind: the whole record, a story or a day.
        of: the story's identifier, or the day (ISO 8601); "" for the whole record.
    """

    kind: Kind = Kind.ALL
    of: str = ""

    @property
    def words(self) -> str:
        """As a person says it."""
        return "the whole record" if self.kind is Kind.ALL else f"the {self.kind} {self.of}"


@dataclass(frozen=True, slots=True)
class Seals:
    """What vouches for the entries.

    Attributes:
        log: the log's key.
        checkpoint: the last one, with the signatures of witnesses.
        witnessed: earlier checkpoints that witnesses have cosigned.
        witnesses: their keys, by whom they belong to.
    """

    log: VerifierKey
    checkpoint: Note
    witnessed: Sequence[Note]
    witnesses: Mapping[str, VerifierKey]


@dataclass(frozen=True, slots=True)
class Label:
    """What the device signs of a file of evidence, a line each.

    Attributes:
        scope: what it is about.
        manifest_sha256: hash of the manifest.
    """

    scope: Scope
    manifest_sha256: bytes

    @property
    def text(self) -> str:
        """The text that is signed; a story's identifier stands in it as JSON, whatever it holds."""
        of = canonical({"of": self.scope.of}).decode()
        digest = base64.b64encode(self.manifest_sha256).decode()
        return f"{_FIRST_LINE}\n{self.scope.kind}\n{of}\n{digest}\n"


def original_member(sha256: str) -> str:
    """Return where an original lies."""
    return f"originals/{sha256}"


def text_member(sha256: str) -> str:
    """Return where an approved text lies."""
    return f"texts/{sha256}.json"


@dataclass(slots=True)
class _Pass:
    """One pass over the record: the lines wanted go to the file, the hashes of all leaves to the tree."""

    scope: Scope
    wanted: frozenset[int] | None
    page: Page
    originals: dict[str, None]
    texts: dict[str, None]
    count: int = 0

    @classmethod
    def begin(cls, scope: Scope, places: Iterable[int] | None) -> Self:
        return cls(scope, None if places is None else frozenset(places), Page(), {}, {})

    def leaves(self, entries: Iterable[Decision], take: Callable[[bytes], object]) -> Iterator[bytes]:
        for entry in entries:
            line = line_of(entry)
            if self.wanted is None or entry.sequence in self.wanted:
                take(line + b"\n")
                self._note(entry)
            yield leaf_hash(line)

    def _note(self, entry: Decision) -> None:
        self.count += 1
        self.page.add(entry)
        if entry.subject.original_sha256:
            self.originals[entry.subject.original_sha256] = None
        if entry.subject.text_sha256:
            self.texts[entry.subject.text_sha256] = None


def write_evidence(
    file: BinaryIO,
    entries: Iterable[Decision],
    *,
    scope: Scope,
    places: Sequence[int] | None,
    seals: Seals,
    device: Signer,
    original_of: Callable[[str], bytes],
    text_of: Callable[[str], bytes | None],
) -> int:
    """Write a file of evidence.

    Args:
        file: where to; it can be sought in.
        entries: the whole record in order, read once.
        scope: what the file is about.
        places: numbers of the entries that belong to it; None for all.
        seals: checkpoint and keys.
        device: the device's key.
        original_of: finds an original by its SHA-256.
        text_of: finds an approved text by its SHA-256; None for a text that was never approved.

    Returns:
        The number of entries in it.

    Raises:
        RecordBroken: when the record is not the one that the checkpoint was signed over.
    """
    done = _Pass.begin(scope, places)
    with closing(StoredZipWriter(file)) as archive:
        proofs = _write_entries(archive, done, entries, seals, places)
        for sha256 in done.originals:
            archive.add(original_member(sha256), original_of(sha256))
        texts = {sha256: text for sha256 in done.texts if (text := text_of(sha256)) is not None}
        for sha256, text in texts.items():
            archive.add(text_member(sha256), text)
        archive.add(PROOFS, _proofs(seals, proofs))
        archive.add(CHECKPOINT, str(seals.checkpoint).encode())
        keys = {whose: str(key) for whose, key in seals.witnesses.items()}
        archive.add(KEYS, canonical({"format": FORMAT, "log": str(seals.log), "witnesses": keys}))
        archive.add(INDEX, done.page.html(scope.words, seals.log, seals.checkpoint, seals.witnesses, texts))
        members = [{"name": name, "sha256": sha, "size": size} for name, (sha, size) in archive.hashes.items()]
        manifest = canonical({"format": FORMAT, "members": members})
        archive.add(MANIFEST, manifest)
        label = Label(scope, hashlib.sha256(manifest).digest())
        archive.add(SEAL, str(Note(label.text).signed_by(device, seals.log.name)).encode())
    return done.count


def _write_entries(
    archive: StoredZipWriter, done: _Pass, entries: Iterable[Decision], seals: Seals, places: Sequence[int] | None
) -> Proofs:
    """Write the lines wanted, and put all proofs together in the same pass."""
    head = TreeHead.read(seals.checkpoint.text)
    earlier = {TreeHead.read(note.text).size for note in seals.witnessed}
    # What came in after the checkpoint is covered by nothing yet, so it is no evidence.
    covered = islice(entries, head.size)
    try:
        with archive.stream(ENTRIES) as take:
            proofs = prove(done.leaves(covered, take), head.size, places=places or (), sizes=earlier)
    except ValueError as error:  # fewer entries than the checkpoint tells of
        raise RecordBroken(*_NOT_THIS) from error
    if proofs.root != head.root:
        raise RecordBroken(*_NOT_THIS)
    return proofs


def _proofs(seals: Seals, proofs: Proofs) -> bytes:
    def coded(hashes: Iterable[bytes]) -> list[str]:
        return [base64.b64encode(one).decode() for one in hashes]

    consistency = [
        {"checkpoint": str(note), "proof": coded(proofs.consistency[TreeHead.read(note.text).size])}
        for note in seals.witnessed
    ]
    inclusion = [{"sequence": place, "proof": coded(path)} for place, path in sorted(proofs.inclusion.items())]
    return canonical({"format": FORMAT, "consistency": consistency, "inclusion": inclusion})
