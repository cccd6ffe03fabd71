"""Partner bundles: what this desk hands to another in one signed file, and what came to it that way.

How two desks exchange with no network between them. Handing on asks for an approval here; a partner's kill does not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlite_utils

from dabir.approval.bundle import (
    LARGEST,
    MOST_MEMBERS,
    Bundle,
    BundledOriginal,
    write_bundle,
)
from dabir.domain.errors import InputRefused, NotAllowed
from dabir.domain.listing import IngestOutcome
from dabir.domain.seal import PartnerTranslation, Seal
from dabir.domain.segment import TranslationUnit, UnitState
from dabir.domain.story import Original
from dabir.feeds.arrival import MAX_BYTES, printable
from dabir.store import bundles, originals, stories, units
from dabir.store.bundles import BundleRow
from dabir.store.database import Database
from dabir.translation.segmenter import Segmenter
from dabir.workflow import whole_files
from dabir.workflow.arrivals.intake import Intake
from dabir.workflow.arrivals.unsealing import Agreements, Unsealing, is_bundle
from dabir.workflow.bundles import handing_on
from dabir.workflow.bundles.handing_on import Handed, Wanted
from dabir.workflow.record.ledger import Ledger
from dabir.workflow.translating import drafts
from dabir.workflow.translating.partner_drafts import units_from

__all__ = ["Bundles", "Checked", "Exported", "Wanted"]

#: Members beside the originals and the texts: note and manifest.
_OWN_MEMBERS = 2
_SPLIT = "Hand the stories over in several bundles."


@dataclass(frozen=True, slots=True)
class Exported:
    """A bundle that was written.

    Attributes:
        file: where it lies.
        seal: what it was signed as.
        stories: how many stories it has.
        files: how many files of the agency's own.
        translations: how many approved translations.
        left_out: what was asked for by time and is not in it, a sentence each.
    """

    file: Path
    seal: Seal
    stories: int
    files: int
    translations: int
    left_out: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What is in it: "2 stories, 1 translation"."""
        counted = (
            (self.stories, "story", "stories"),
            (self.translations, "translation", "translations"),
            (self.files, "file", "files"),
        )
        return ", ".join(f"{number:,} {one if number == 1 else many}" for number, one, many in counted if number)


@dataclass(frozen=True, slots=True)
class Checked:
    """A bundle whose seal is whole, looked into without taking anything in.

    Attributes:
        seal: what its note says.
        files: how many files it has.
        translations: how many approved translations.
        warning: what the person should know of it; "".
    """

    seal: Seal
    files: int
    translations: int
    warning: str = ""


class Bundles:
    """Writes bundles, and reads what came with those of partners."""

    def __init__(
        self,
        database: Database,
        ledger: Ledger,
        intake: Intake,
        unsealing: Unsealing,
        segmenter: Segmenter,
        agreements: Agreements,
        clock: Callable[[], datetime],
    ) -> None:
        """Work for a desk.

        Args:
            database: the desk's store.
            ledger: has the device's key.
            intake: takes the files of a bundle in.
            unsealing: opens bundles.
            segmenter: splits a partner's translation into the segments of a draft.
            agreements: gives the desk's agreements.
            clock: gives the present moment with an offset.
        """
        self._database = database
        self._ledger = ledger
        self._intake = intake
        self._unsealing = unsealing
        self._segmenter = segmenter
        self._agreements = agreements
        self._clock = clock

    def public_key(self) -> str:
        """Return this device's public key, 64 hex digits, for the agreement; the key is made at first use."""
        return self._database.write(self._ledger.device).public_key

    def sender_to(self, partner: str) -> str:
        """Return the code under which this desk hands over to a partner.

        Raises:
            InputRefused: when no agreement says it.
        """
        codes = [one.own for one in self._agreements() if one.own != partner and one.party(partner)]
        if not codes:
            raise InputRefused(
                f"No agreement of this desk is with {partner}, so it is not known whom the bundle is from.",
                "Enter the agreement, or name this desk's own agency (--from).",
            )
        return codes[-1]

    def partners(self) -> list[str]:
        """Return the codes of those a bundle can be for, by the agreements."""
        return sorted({party.code for one in self._agreements() for party in one.partners})

    def export(self, file: Path, partner: str, wanted: Wanted, *, sender: str = "") -> Exported:
        """Write a signed bundle for a partner.

        Args:
            file: where to.
            partner: code of the agency it is for.
            wanted: what is to be in it.
            sender: code of this desk's agency; "" takes it from the agreement with the partner.

        Raises:
            InputRefused: when there is nothing to hand over, a file cannot be read, the bundle would be too large, or
                it is not known whom it is from.
            NotAllowed: when a story named may not be handed on, with the reason.
            RecordBroken: when an original is not what came in.
            StoreError: when the file cannot be written.
        """
        sender = sender or self.sender_to(partner)
        handed = handing_on.gather(self._database.read(), wanted)
        own = [_own_file(path) for path in wanted.files]
        bundle = Bundle(sender, partner, self._clock(), (*self._originals(handed), *own), handed.translations)
        _require_small(bundle)
        data = write_bundle(bundle, self._database.write(self._ledger.device))
        if len(data) > MAX_BYTES:
            raise InputRefused(f"The bundle would have {len(data)} bytes, more than {MAX_BYTES}.", _SPLIT)
        with whole_files.replacing(file) as part:
            part.write_bytes(data)
        seal = Seal(sender, partner, bundle.created, self.public_key())
        return Exported(file, seal, len(handed.stories), len(own), len(handed.translations), handed.left_out)

    def check(self, file: Path, keys: Mapping[str, Collection[str]] | None = None) -> Checked:
        """Check a bundle's seal and every file under it; nothing is taken in.

        Args:
            file: the bundle.
            keys: public keys by the partner's code, beside those in the agreements.

        Raises:
            InputRefused: when it cannot be read, or is no bundle.
            NotAllowed: when no key of the sender is known.
            RecordBroken: when it is not as it was signed, naming what was changed.
        """
        opened = self._unsealing.open(whole_files.read(file), keys)
        content = opened.bundle
        seal = Seal(content.sender, content.recipient, content.created, opened.public_key)
        return Checked(seal, len(content.originals), len(content.translations), self._unsealing.warning(opened))

    def take_in(
        self,
        file: Path,
        *,
        keys: Mapping[str, Collection[str]] | None = None,
        progress: Callable[[int], None] | None = None,
        cancel: Callable[[], bool] | None = None,
    ) -> Iterator[IngestOutcome]:
        """Take in a bundle; one that was changed is set aside whole, and nothing of it is taken in.

        Args:
            file: the bundle.
            keys: public keys by the partner's code, beside those in the agreements.
            progress: told the number of files done so far.
            cancel: asked between batches.

        Yields:
            One outcome a story, after it is safely stored.

        Raises:
            InputRefused: when the file cannot be read, or is no bundle.
            Cancelled: when `cancel` said so.
        """
        if not is_bundle(whole_files.read(file)):
            raise InputRefused(f"{file} is no partner bundle, or only a part of one.", "Copy the file again.")
        yield from self._intake.ingest([file], keys=keys, progress=progress, cancel=cancel)

    def all(self) -> list[BundleRow]:
        """Return the bundles that were taken in, the last first."""
        return bundles.all(self._database.read())

    def seal_of(self, story_id: int) -> Seal | None:
        """Return the earliest seal on the file of a story; None where it came without one."""
        db = self._database.read()
        return bundles.seal_of(db, stories.get(db, story_id).original_sha256)

    def translations(self, story_id: int, language: str = "") -> list[PartnerTranslation]:
        """Return the translations of a story that partners approved and handed over, the last approved first.

        Args:
            story_id: row of the story.
            language: into which language; "" for any.
        """
        return bundles.translations_of(self._database.read(), story_id, language)

    def use_as_draft(self, translation: PartnerTranslation) -> tuple[TranslationUnit, ...]:
        """Copy a partner's approved translation into the segments, as a draft that names where it is from.

        Raises:
            NotAllowed: when somebody has worked on the translation, or its paragraphs are not those of the original.
        """

        def work(db: sqlite_utils.Database) -> tuple[TranslationUnit, ...]:
            stored = stories.get(db, translation.story_id)
            kept = units.get(db, stored.id, translation.language)
            if any(unit.state in {UnitState.EDITED, UnitState.CONFIRMED} for unit in kept):
                raise NotAllowed(
                    "Somebody has worked on this translation already; it is not replaced.",
                    "Copy what you need from the partner's text.",
                )
            made = units_from(stored.story, translation, self._segmenter)
            drafts.keep(db, stored, translation.language, made)
            return made

        return self._database.write(work)

    def _originals(self, handed: Handed) -> Iterator[BundledOriginal]:
        db = self._database.read()
        for sha256 in dict.fromkeys(stored.original_sha256 for stored in handed.stories):
            yield _bundled(originals.get(db, sha256))


def _bundled(original: Original) -> BundledOriginal:
    return BundledOriginal(original.data, original.media_type, _last_part(original.filename))


def _own_file(path: Path) -> BundledOriginal:
    data = whole_files.read(path)
    if len(data) > MAX_BYTES:
        raise InputRefused(f"{path} has {len(data)} bytes, more than {MAX_BYTES}.", "Hand over smaller files.")
    return BundledOriginal(data, "application/octet-stream", printable(path.name))


def _last_part(filename: str) -> str:
    """Return a file's own name: where it lay on this desk is nobody else's business."""
    return printable(filename.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]) or "unnamed"


def _require_small(bundle: Bundle) -> None:
    members = len(bundle.originals) + len(bundle.translations) + _OWN_MEMBERS
    size = sum(len(one.data) for one in bundle.originals) + sum(len(one.record) for one in bundle.translations)
    if members > MOST_MEMBERS or size > LARGEST:
        raise InputRefused(f"The bundle would have {members} files and {size} bytes.", _SPLIT)
