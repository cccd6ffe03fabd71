"""Partner bundles at the door: opened and checked before anything of them is taken in.

Promises: a bundle is never read as a plain archive, nothing of one that was changed is taken in, and what came under
a seal is remembered with the key it was signed with.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

import sqlite_utils

from dabir.approval import bundle
from dabir.approval.bundle import BundledTranslation, Opened, open_bundle
from dabir.domain.agreement import Agreement
from dabir.domain.errors import DabirError, NotAllowed
from dabir.domain.listing import IngestOutcome, StoredStory
from dabir.domain.seal import PartnerTranslation, Seal
from dabir.domain.text import Text
from dabir.feeds.arrival import Arrival, printable
from dabir.store import bundles, partners, stories
from dabir.wire.registry import made_uri

#: Gives the agreements of the desk, the latest edition of each.
Agreements = Callable[[], Sequence[Agreement]]
#: Gives public keys, 64 hex digits each, by the partner's code.
Keys = Callable[[], Mapping[str, Collection[str]]]

_ORIGINALS: Final = "originals/"
#: What every zip archive has near its end, and how near: a comment of 64 KB may follow (APPNOTE.TXT, 4.3.16).
_END_OF_ARCHIVE: Final = b"PK\x05\x06"
_LAST: Final = 22 + 65535


@dataclass(frozen=True, slots=True)
class Unsealed:
    """A bundle whose seal is whole.

    Attributes:
        seal: what it vouches for.
        note: the signed note as it came.
        manifest: the list of its files as it came.
        filename: name the bundle came under.
        received: when.
        translations: those of the stories of each file, by the file's hash.
        warning: what the person should know of it, a sentence; "".
    """

    seal: Seal
    note: bytes
    manifest: bytes
    filename: str
    received: datetime
    translations: Mapping[str, Sequence[BundledTranslation]] = field(repr=False)
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One file to be read.

    Attributes:
        arrival: its bytes, or why there are none.
        partner: code of the partner it comes from; "".
        under: the bundle it came in; None.
        tampered: whether it is a bundle that is not as it was signed.
    """

    arrival: Arrival
    partner: str
    under: Unsealed | None = None
    tampered: bool = False


class Unsealing:
    """Opens partner bundles with the keys of the agreements, and remembers the seals."""

    def __init__(self, keys: Keys, agreements: Agreements, clock: Callable[[], datetime]) -> None:
        """Work for a desk.

        Args:
            keys: gives the public keys of each partner's devices; asked anew for every bundle.
            agreements: gives the desk's agreements.
            clock: gives the present moment with an offset.
        """
        self._keys = keys
        self._agreements = agreements
        self._clock = clock

    def pieces(
        self, arrivals: Iterable[Arrival], partner: str, keys: Mapping[str, Collection[str]] | None = None
    ) -> Iterator[Piece]:
        """Yield what is to be read: every file as it is, and the files of every bundle whose seal is whole.

        Args:
            arrivals: what came in.
            partner: code of the partner that files outside of bundles come from; "".
            keys: public keys by the partner's code, beside those in the agreements.
        """
        for arrival in arrivals:
            if arrival.data is None or arrival.error or not is_bundle(arrival.data):
                yield Piece(arrival, partner)
                continue
            try:
                opened = self.open(arrival.data, keys)
            except DabirError as error:
                tampered = not isinstance(error, NotAllowed)
                yield Piece(replace(arrival, error=str(error)), partner, tampered=tampered)
                continue
            yield from self._files(arrival, opened)

    def open(self, data: bytes, keys: Mapping[str, Collection[str]] | None = None) -> Opened:
        """Check a bundle's seal.

        Raises:
            InputRefused: when it is no bundle, or only a part of one.
            NotAllowed: when no key of the sender is known.
            RecordBroken: when it is not as it was signed.
        """
        known: dict[str, list[str]] = {code: list(some) for code, some in self._keys().items()}
        for code, some in (keys or {}).items():
            known.setdefault(code, []).extend(some)
        return open_bundle(data, known)

    def warning(self, opened: Opened) -> str:
        """Return what the person should know of a bundle: that it was signed for somebody else; ""."""
        own = {one.own for one in self._agreements()}
        recipient = opened.bundle.recipient
        if not own or recipient in own:
            return ""
        return f"The bundle was signed for {recipient}, not for {' or '.join(sorted(own))}."

    def keep(
        self, db: sqlite_utils.Database, under: Unsealed, outcomes: Sequence[IngestOutcome]
    ) -> list[IngestOutcome]:
        """Remember what came under a seal, in the transaction that takes it in.

        Args:
            db: the writer's connection.
            under: the bundle.
            outcomes: what became of the stories of one of its files.

        Returns:
            The outcomes with the seal, and with what the person should know.
        """
        bundle_id = bundles.add(
            db,
            under.seal,
            note=under.note,
            manifest=under.manifest,
            filename=under.filename,
            received=under.received,
        )
        warnings = [under.warning] if under.warning else []
        for sha256 in {one.original_sha256 for one in outcomes if one.original_sha256}:
            bundles.add_file(db, bundle_id, sha256)
            translations = under.translations.get(sha256, ())
            stored = [stories.get(db, one.story_id) for one in outcomes if one.story_id and translations]
            warnings += [
                f"{under.seal.sender} approved a translation into {made.language} of {made.uri} version "
                f"{made.version}, which is not in this file as this desk reads it; it was left out."
                for made in translations
                if not _keep_translation(db, bundle_id, under.seal, made, stored)
            ]
        return [
            replace(one, seal=under.seal, warnings=(*one.warnings, *(warnings if first else ())))
            for first, one in zip((True, *(False for _ in outcomes)), outcomes, strict=False)
        ]

    def _files(self, arrival: Arrival, opened: Opened) -> Iterator[Piece]:
        assert arrival.data is not None
        content = opened.bundle
        seal = Seal(content.sender, content.recipient, content.created, opened.public_key)
        translations: dict[str, list[BundledTranslation]] = {}
        for made in content.translations:
            translations.setdefault(made.original_sha256, []).append(made)
        note, manifest = _sealed_members(arrival.data)
        under = Unsealed(seal, note, manifest, arrival.name, self._clock(), translations, self.warning(opened))
        for one in content.originals:
            name = f"{arrival.name}/{printable(one.filename)}"
            yield Piece(Arrival(name, one.data), content.sender, under)
            # Said once a bundle, with its first file.
            under = replace(under, warning="")


def is_one_file(names: Sequence[str]) -> bool:
    """Tell by the names in an archive whether it is a bundle, whole or not, and so no archive of loose files."""
    return bundle.NOTE in names or (bundle.MANIFEST in names and any(name.startswith(_ORIGINALS) for name in names))


def is_bundle(data: bytes) -> bool:
    """Tell whether bytes are a partner bundle, whole or not."""
    if _END_OF_ARCHIVE not in data[-_LAST:]:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return is_one_file(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError):
        return False


def _sealed_members(data: bytes) -> tuple[bytes, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(bundle.NOTE), archive.read(bundle.MANIFEST)


def _keep_translation(
    db: sqlite_utils.Database, bundle_id: int, seal: Seal, made: BundledTranslation, stored: Sequence[StoredStory]
) -> bool:
    """Keep a translation with its story; False where it fits none, or is no text."""
    story, text = _story_of(db, made, stored, seal), _text_of(made.record)
    if story is None or text is None:
        return False
    kept = PartnerTranslation(story.id, made.language, text, made.approved_by, made.approved_at, seal)
    bundles.add_translation(db, bundle_id, kept)
    return True


def _story_of(
    db: sqlite_utils.Database, made: BundledTranslation, stored: Sequence[StoredStory], seal: Seal
) -> StoredStory | None:
    """Return which story of a file a translation is of.

    A story whose wire gave no identifier is called after its text and its partner, who is another one on the sender's
    desk than here; so its name is made again for each partner it can have had there.
    """
    same_version = [one for one in stored if one.story.version == made.version]
    for one in same_version:
        if one.story.uri == made.uri:
            return one
    codes = ("", seal.sender, seal.recipient, *(partner.code for partner in partners.all(db)))
    nameless = [one for one in same_version if not one.story.guid]
    for one in nameless:
        if made.uri in {made_uri(one.story, code) for code in codes}:
            return one
    return nameless[0] if len(stored) == len(nameless) == 1 else None


def _text_of(record: bytes) -> Text | None:
    """Return a text of record; None where the bytes are none, though they were signed."""
    try:
        text = Text.from_record(record)
        strings = all(isinstance(part, str) for part in (text.headline, *text.paragraphs))
        whole = strings and text.record == record
    except (ValueError, TypeError, AttributeError):
        return None
    return text if whole else None
