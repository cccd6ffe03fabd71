"""Partner bundles: stories of one desk for another, in one file, signed, for exchange without a common network.

A bundle is a zip archive. `manifest.json` (RFC 8785) lists every other member with its SHA-256; `bundle.note`, a C2SP
signed note, names sender, recipient, time and the manifest's hash, and is signed by the sending desk's device. So
whoever holds the sender's public key, from the agreement, can tell that not a byte has changed since it was signed.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
import zlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self

from dabir.approval.jcs import Fields, canonical, moment
from dabir.approval.keys import Signer, device_id
from dabir.approval.note import Note, VerifierKey
from dabir.domain.errors import InputRefused, NotAllowed, RecordBroken

NOTE: Final = "bundle.note"
MANIFEST: Final = "manifest.json"
#: Most bytes of all members together, and most members; what is above is refused before it is unpacked.
LARGEST: Final = 512 * 1024 * 1024
MOST_MEMBERS: Final = 50_000

_FORMAT: Final = "dabir.bundle.v1"
_FIRST_LINE: Final = "dabir bundle v1"
_MANIFEST_KEYS: Final = frozenset({"format", "originals", "translations"})
_ORIGINAL_KEYS: Final = frozenset({"sha256", "size", "media_type", "filename"})
_TRANSLATION_KEYS: Final = frozenset(
    {"sha256", "size", "uri", "version", "original_sha256", "language", "approved_by", "approved_at"}
)
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_ODD_NOTE: Final = "The bundle's note is not as Dabir writes it, so it was changed."
_NAMED: Final = 3
#: What `zipfile` raises for a member that is damaged, cut or locked.
_UNREADABLE: Final = (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError)


@dataclass(frozen=True, slots=True)
class BundledOriginal:
    """A file as it came in, or as the sender wrote it.

    Attributes:
        data: its bytes.
        media_type: IANA media type.
        filename: its name, for people.
    """

    data: bytes
    media_type: str
    filename: str

    @property
    def sha256(self) -> str:
        """Hash of the bytes, hex."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class BundledTranslation:
    """A translation that the sender's editors have approved.

    Attributes:
        record: the text of record (`domain.text.Text.record`).
        uri: the story.
        version: its version.
        original_sha256: hash of the file the story came in.
        language: of the translation.
        approved_by: who approved it.
        approved_at: when, with an offset.
    """

    record: bytes
    uri: str
    version: int
    original_sha256: str
    language: str
    approved_by: str
    approved_at: datetime

    @property
    def sha256(self) -> str:
        """Hash of the text of record, hex."""
        return hashlib.sha256(self.record).hexdigest()


@dataclass(frozen=True, slots=True)
class Bundle:
    """What one desk hands to another.

    Attributes:
        sender: code of the sending agency.
        recipient: code of the agency it is for.
        created: when it was signed, with an offset.
        originals: files, each once.
        translations: approved translations of stories among them.
    """

    sender: str
    recipient: str
    created: datetime
    originals: tuple[BundledOriginal, ...]
    translations: tuple[BundledTranslation, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A bundle whose seal is whole.

    Attributes:
        bundle: what is in it.
        public_key: the key it is signed with, 64 hex digits.
    """

    bundle: Bundle
    public_key: str

    @property
    def device(self) -> str:
        """Identifier of the device that signed it."""
        return device_id(self.public_key)


def write_bundle(bundle: Bundle, signer: Signer) -> bytes:
    """Seal a bundle: the same content gives the same bytes.

    Args:
        bundle: what to hand over.
        signer: the key of the sending desk's device.

    Raises:
        InputRefused: when there is nothing in it, or a code cannot stand in it.
        RecordBroken: when a text cannot be written in canonical form.
    """
    if not bundle.originals:
        raise InputRefused("There is nothing to hand over.", "Choose at least one story.")
    manifest = _manifest(bundle)
    note = Note(_Label(bundle.sender, bundle.recipient, bundle.created, hashlib.sha256(manifest).digest()).text)
    members = {NOTE: str(note.signed_by(signer, signer.name)).encode(), MANIFEST: manifest}
    members |= {_original_name(one.sha256): one.data for one in bundle.originals}
    members |= {_text_name(one.sha256): one.record for one in bundle.translations}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, data)
    return packed.getvalue()


def is_bundle(data: bytes) -> bool:
    """Tell whether bytes are a partner bundle, whole or not, rather than any other archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return NOTE in archive.namelist()
    except zipfile.BadZipFile:
        return False


def open_bundle(data: bytes, keys: Mapping[str, Collection[str]]) -> Opened:
    """Check a bundle's seal and unpack it.

    Args:
        data: the file.
        keys: public keys (64 hex digits) of each partner's devices, by the partner's code, from the agreements.

    Raises:
        InputRefused: when it is no bundle, or larger than is taken in.
        NotAllowed: when the sender is none of the partners, or none of his keys is known.
        RecordBroken: when anything of it is not as it was signed, naming what.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_odd(archive)
            return _open(archive, keys)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, KeyError) as error:
        raise InputRefused("This is no partner bundle, or only a part of one.", "Copy the file again.") from error


def _open(archive: zipfile.ZipFile, keys: Mapping[str, Collection[str]]) -> Opened:
    note = Note.read(_utf8(_member(archive, NOTE), NOTE))
    label = _Label.read(note.text)
    known = keys.get(label.sender, ())
    if not known:
        raise NotAllowed(
            f"The bundle says it is from {label.sender}, whose key is in no agreement of this desk.",
            "Enter the public key that the partner gave you in the agreement.",
        )
    signers = [key for key in known if note.is_signed_by(VerifierKey(device_id(key), key))]
    if not signers:
        raise RecordBroken(
            f"The bundle says it is from {label.sender}, but it is not signed with a key of theirs.",
            "Do not use it. Ask the partner which key the desk signs with, and for the bundle again.",
        )
    manifest = _member(archive, MANIFEST)
    if hashlib.sha256(manifest).digest() != label.manifest_sha256:
        raise _changed(label.sender, [MANIFEST])
    originals, translations = _entries(manifest)
    members = {_original_name(one.text("sha256")): one for one in originals}
    members |= {_text_name(one.text("sha256")): one for one in translations}
    # Whoever packs it anew with another tool gets entries for the folders too; they say nothing.
    files = (one.filename for one in archive.infolist() if one.file_size or not one.is_dir())
    present = [name for name in files if name not in {NOTE, MANIFEST}]
    counted = Counter(present)
    strange = sorted(counted.keys() ^ members.keys()) or [name for name in members if counted[name] > 1]
    faults = strange or [name for name, one in members.items() if not _is_whole(archive, name, one)]
    if faults:
        raise _changed(label.sender, faults)
    bundle = Bundle(
        label.sender,
        label.recipient,
        label.created,
        tuple(
            BundledOriginal(
                archive.read(_original_name(one.text("sha256"))), one.text("media_type"), one.text("filename")
            )
            for one in originals
        ),
        tuple(_translation(archive, one) for one in translations),
    )
    return Opened(bundle, signers[0])


def _is_whole(archive: zipfile.ZipFile, name: str, entry: Fields) -> bool:
    info = archive.getinfo(name)
    if info.file_size != entry.number("size"):
        return False
    try:
        return hashlib.sha256(archive.read(name)).hexdigest() == entry.text("sha256")
    except _UNREADABLE:
        return False


def _translation(archive: zipfile.ZipFile, entry: Fields) -> BundledTranslation:
    return BundledTranslation(
        archive.read(_text_name(entry.text("sha256"))),
        entry.text("uri"),
        entry.number("version"),
        entry.text("original_sha256"),
        entry.text("language"),
        entry.text("approved_by"),
        entry.moment("approved_at"),
    )


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except _UNREADABLE as error:
        raise RecordBroken(f"{name} of the bundle cannot be read: {error}.", "Copy the file again.") from error


def _changed(sender: str, names: list[str]) -> RecordBroken:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return RecordBroken(
        f"The bundle is not as {sender} signed it: {', '.join(names[:_NAMED])}{more} was changed, added or removed.",
        "Do not use it. Ask the partner for the bundle again.",
    )


def _refuse_odd(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if any(member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for member in members):
        raise InputRefused("The bundle is packed in a way that no desk packs it.", "Ask the partner for it again.")
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST:
        raise InputRefused(
            f"The bundle has more than {MOST_MEMBERS} members or {LARGEST} bytes.",
            "Ask the partner to hand the stories over in several bundles.",
        )


def _original_name(sha256: str) -> str:
    return f"originals/{sha256}"


def _text_name(sha256: str) -> str:
    return f"texts/{sha256}.json"


def _utf8(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RecordBroken(f"{name} of the bundle is not in UTF-8.") from error


def _manifest(bundle: Bundle) -> bytes:
    originals = {one.sha256: one for one in bundle.originals}
    return canonical(
        {
            "format": _FORMAT,
            "originals": [
                {"sha256": sha256, "size": len(one.data), "media_type": one.media_type, "filename": one.filename}
                for sha256, one in originals.items()
            ],
            "translations": [
                {
                    "sha256": one.sha256,
                    "size": len(one.record),
                    "uri": one.uri,
                    "version": one.version,
                    "original_sha256": one.original_sha256,
                    "language": one.language,
                    "approved_by": one.approved_by,
                    "approved_at": moment(one.approved_at),
                }
                for one in bundle.translations
            ],
        }
    )


def _entries(manifest: bytes) -> tuple[list[Fields], list[Fields]]:
    """Read the manifest's two lists, strictly: it is signed, so what is odd about it is the signer's doing."""
    fields = Fields.read(_utf8(manifest, MANIFEST), _MANIFEST_KEYS, "The bundle's manifest")
    if fields.text("format") != _FORMAT:
        raise RecordBroken(f"The bundle is of the form “{fields.text('format')}”, which this program does not know.")
    return list(_list(fields, "originals", _ORIGINAL_KEYS)), list(_list(fields, "translations", _TRANSLATION_KEYS))


def _list(fields: Fields, key: str, keys: frozenset[str]) -> Iterator[Fields]:
    values = fields.values[key]
    if not isinstance(values, list):
        raise RecordBroken(f"The bundle's manifest has a field “{key}” that is no list.")
    for value in values:
        yield Fields.read(json.dumps(value), keys, f"An entry of “{key}” in the bundle's manifest")


@dataclass(frozen=True, slots=True)
class _Label:
    """What the note says, a line each."""

    sender: str
    recipient: str
    created: datetime
    manifest_sha256: bytes

    @property
    def text(self) -> str:
        lines = (
            _FIRST_LINE,
            self.sender,
            self.recipient,
            moment(self.created),
            base64.b64encode(self.manifest_sha256).decode(),
        )
        if any(not line.strip() or "\n" in line for line in lines):
            raise InputRefused("A bundle needs the codes of sender and recipient.", "Enter them in the agreement.")
        return "".join(f"{line}\n" for line in lines)

    @classmethod
    def read(cls, text: str) -> Self:
        try:
            _, sender, recipient, created, digest, _ = text.split("\n")
            label = cls(sender, recipient, datetime.fromisoformat(created), base64.b64decode(digest, validate=True))
            as_written = label.text
        except (ValueError, InputRefused, RecordBroken) as error:
            raise RecordBroken(_ODD_NOTE) from error
        if as_written != text:
            raise RecordBroken(_ODD_NOTE)
        return label
