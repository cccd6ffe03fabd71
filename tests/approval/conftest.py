"""A small but complete record: two editors, a translation and an original approved and released, one refused."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dabir.approval.canonical import entry_hash, line_of, unsigned_bytes
from dabir.approval.chain import GENESIS, NO_SUBJECT, make_enrolment, make_entry
from dabir.approval.keys import DeviceKey, Signer
from dabir.approval.merkle import Frontier, leaf_hash
from dabir.approval.note import Note, TreeHead
from dabir.approval.verify import Verdict, log_key, verify
from dabir.domain.decision import Action, Decision, Subject
from dabir.domain.text import Text

TEHRAN = timezone(timedelta(hours=3, minutes=30))
START = datetime(2026, 3, 21, 8, 0, tzinfo=TEHRAN)
ORIGINAL = "<story>باکو – نشست دو خبرگزاری</story>\r\n".encode()
PERSIAN = Text("نشست دو خبرگزاری در باکو", ("باکو – دو خبرگزاری قرارداد تازه‌ای امضا کردند.",)).record
AZERBAIJANI = Text("Bakıda iki agentliyin görüşü", ("Bakı – İki agentlik yeni müqavilə imzalayıb.",)).record


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def subject(language: str = "az", text: bytes = AZERBAIJANI, version: int = 1) -> Subject:
    return Subject("urn:newsml:aran.example:20260321:1001", version, sha(ORIGINAL), language, sha(text))


@dataclass(frozen=True)
class Desk:
    """Keys, originals and texts of one device, and what is done with them in the tests."""

    device_key: DeviceKey
    editors: dict[str, Signer]
    kept: dict[str, bytes]
    original: bytes = ORIGINAL
    persian: bytes = PERSIAN
    azerbaijani: bytes = AZERBAIJANI

    @staticmethod
    def subject(language: str = "az", text: bytes = AZERBAIJANI, version: int = 1) -> Subject:
        return subject(language, text, version)

    @property
    def pins(self) -> dict[str, str]:
        return {name: signer.public_key for name, signer in self.editors.items()}

    def entry(
        self,
        chain: list[Decision],
        action: Action,
        about: Subject = NO_SUBJECT,
        *,
        editor: str = "سارا رضایی",
        note: str = "",
        hours: int = 0,
    ) -> list[Decision]:
        """Return the chain with one more entry."""
        entry = make_entry(
            previous=chain[-1] if chain else None,
            time=START + timedelta(hours=hours, minutes=len(chain)),
            device=self.device_key.id,
            signer=self.editors[editor],
            action=action,
            subject=about,
            note=note,
        )
        return [*chain, entry]

    def enrol(self, chain: list[Decision], name: str) -> list[Decision]:
        entry = make_enrolment(
            previous=chain[-1] if chain else None,
            time=START + timedelta(minutes=len(chain)),
            device=self.device_key.id,
            signer=self.editors[name],
        )
        return [*chain, entry]

    def opened(self) -> list[Decision]:
        """A chain with both editors enrolled."""
        return self.enrol(self.enrol([], "سارا رضایی"), "Elçin Məmmədov")

    def record(self) -> list[Decision]:
        chain = self.entry(self.opened(), Action.APPROVE, subject(), note="عدد بند ۳ را با متن اصلی سنجیدم.")
        chain = self.entry(chain, Action.RELEASE, subject())
        chain = self.entry(chain, Action.APPROVE, subject("", PERSIAN), editor="Elçin Məmmədov")
        chain = self.entry(chain, Action.RELEASE, subject("", PERSIAN), editor="Elçin Məmmədov")
        chain = self.entry(chain, Action.REFUSE, subject("ru", b"\xd0\x91"), note="Перевод неполный.")
        return self.entry(chain, Action.REVOKE, subject(), note="Başlıqda səhv var.")

    @staticmethod
    def head(chain: list[Decision], name: str) -> TreeHead:
        tree = Frontier()
        for entry in chain:
            tree.add(leaf_hash(line_of(entry)))
        return TreeHead(name, tree.size, tree.root)

    def checkpoint(self, chain: list[Decision], *, key: DeviceKey | None = None) -> Note:
        key = key or self.device_key
        name = log_key(key.public_key).name
        return Note(self.head(chain, name).text).signed_by(key, name)

    def verdict(self, entries: list[Decision], checkpoint: Note | None, **other: object) -> Verdict:
        known: dict[str, object] = {
            "device_public_key": self.device_key.public_key,
            "editors": self.pins,
            "original_of": self.kept.get,
            "text_of": self.kept.get,
        }
        return verify(entries, checkpoint=checkpoint, **(known | other))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def desk() -> Desk:
    editors = {name: Signer.generate(name) for name in ("سارا رضایی", "Elçin Məmmədov")}
    kept = {sha(data): data for data in (ORIGINAL, PERSIAN, AZERBAIJANI)}
    return Desk(DeviceKey(Ed25519PrivateKey.generate()), editors, kept)


@pytest.fixture(scope="session")
def record(desk: Desk) -> tuple[Decision, ...]:
    return tuple(desk.record())


@pytest.fixture(scope="session")
def sealed(desk: Desk, record: tuple[Decision, ...]) -> Note:
    return desk.checkpoint(list(record))


@pytest.fixture(scope="session")
def another_device() -> DeviceKey:
    return DeviceKey(Ed25519PrivateKey.generate())


@pytest.fixture(scope="session")
def resign() -> Callable[..., list[Decision]]:
    """Rebuild a chain as a forger with these keys would: numbers, links, signatures and hashes all made good."""

    def rebuild(entries: list[Decision], signers: dict[str, Signer]) -> list[Decision]:
        rebuilt: list[Decision] = []
        for number, entry in enumerate(entries):
            signer = signers[entry.editor]
            previous = rebuilt[-1].entry_sha256 if rebuilt else GENESIS
            note = signer.public_key if entry.action is Action.ENROLL else entry.note
            draft = replace(entry, sequence=number, previous=previous, note=note, signature="", entry_sha256="")
            signed = replace(draft, signature=signer.sign(unsigned_bytes(draft)))
            rebuilt.append(replace(signed, entry_sha256=entry_hash(signed)))
        return rebuilt

    return rebuild
