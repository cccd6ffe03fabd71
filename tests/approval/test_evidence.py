"""A file of evidence: checked with nothing but the file, by Dabir and by a stranger, and no byte of it can be changed."""

from __future__ import annotations

import hashlib
import io
import json
import random
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.exceptions import InvalidSignature
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.approval import evidence
from dabir.approval.canonical import line_of
from dabir.approval.evidence import Kind, Scope, Seals, write_evidence
from dabir.approval.evidence_check import verify_evidence
from dabir.approval.keys import DeviceKey, Signer
from dabir.approval.note import Kind as KeyKind
from dabir.approval.note import Note, VerifierKey
from dabir.approval.verify import Verdict, log_key
from dabir.domain.decision import Action, Decision
from dabir.domain.errors import InputRefused, RecordBroken

if TYPE_CHECKING:
    from conftest import Desk

Record = tuple[Decision, ...]
SCRIPT = Path(__file__).parent / "independent_verifier.py"
STORY = Scope(Kind.STORY, "urn:newsml:aran.example:20260321:1001")
#: Numbers of the entries in an excerpt: the enrolments, and three of the story's.
PLACES = (0, 1, 2, 3, 7)


@dataclass(frozen=True)
class Maker:
    """Writes files of evidence of a record."""

    desk: Desk
    record: Record
    witness: Signer

    @property
    def witness_key(self) -> VerifierKey:
        return VerifierKey("dabir/witness", self.witness.public_key, KeyKind.COSIGNATURE)

    def cosigned(self, size: int) -> Note:
        note = self.desk.checkpoint(list(self.record[:size]))
        return note.cosigned_by(self.witness, "dabir/witness", self.record[-1].time + timedelta(minutes=size))

    def write(self, **other: Any) -> bytes:
        file = io.BytesIO()
        values: dict[str, Any] = {
            "scope": Scope(),
            "places": None,
            "seals": Seals(
                log_key(self.desk.device_key.public_key),
                self.cosigned(len(self.record)),
                [self.cosigned(3), self.cosigned(4)],
                {"نسیم": self.witness_key},
            ),
            "device": self.desk.device_key,
            "original_of": self.desk.kept.__getitem__,
            "text_of": self.desk.kept.get,
        }
        write_evidence(file, other.pop("entries", self.record), **(values | other))
        return file.getvalue()


@pytest.fixture(scope="module")
def maker(desk: Desk, record: Record) -> Maker:
    return Maker(desk, record, Signer.generate("witness"))


@pytest.fixture(scope="module")
def whole(maker: Maker) -> bytes:
    return maker.write()


@pytest.fixture(scope="module")
def part(maker: Maker) -> bytes:
    return maker.write(scope=STORY, places=PLACES)


def verdict_of(data: bytes, **other: Any) -> Verdict:
    return verify_evidence(io.BytesIO(data), **other)


def stranger(data: bytes, folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "file.zip").write_bytes(data)
    return subprocess.run(
        [sys.executable, "-I", SCRIPT, folder / "file.zip"], capture_output=True, text=True, check=False
    )


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repacked(data: bytes, **changed: bytes | None) -> bytes:
    """Put other bytes in place of a member, as an intruder would who knows how Dabir packs; None leaves it out."""
    from dabir.approval.stored_zip import StoredZipWriter

    file = io.BytesIO()
    writer = StoredZipWriter(file)
    for name, content in (members(data) | changed).items():
        if content is not None:
            writer.add(name, content)
    writer.close()
    return file.getvalue()


def test_whole_record_is_good_and_says_whose_word_its_keys_are(whole: bytes, maker: Maker) -> None:
    verdict = verdict_of(whole)
    assert (verdict.ok, verdict.entries, verdict.what) == (True, 8, "the whole record")
    assert [(one.whose, one.size) for one in verdict.witnessed] == [("نسیم", 8)]
    assert str(log_key(maker.desk.device_key.public_key)) in " ".join(verdict.warnings)


def test_with_keys_from_elsewhere_nothing_is_left_in_doubt(whole: bytes, maker: Maker) -> None:
    known = {"Aran": maker.witness_key}
    verdict = verdict_of(whole, log=log_key(maker.desk.device_key.public_key), witnesses=known)
    assert (verdict.ok, verdict.warnings, verdict.witnessed[0].whose) == (True, (), "Aran")


def test_part_is_good_and_says_that_nobody_sees_what_is_left_out(part: bytes) -> None:
    verdict = verdict_of(part)
    assert (verdict.ok, verdict.entries, verdict.what) == (True, 5, f"the story {STORY.of}")
    assert "desk's word" in verdict.warnings[0]


@pytest.mark.parametrize("kind", ["whole", "part"])
def test_an_independent_program_finds_it_good(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    done = stranger(request.getfixturevalue(kind), tmp_path)
    assert done.stdout == f"good: {8 if kind == 'whole' else 5} entries, 3 cosignatures\n", done.stderr


def test_the_independent_program_shares_nothing_with_dabir() -> None:
    lines = [line for line in SCRIPT.read_text("utf-8").splitlines() if line.startswith(("import", "from"))]
    named = {line.split()[1].split(".")[0] for line in lines}
    assert named == {"base64", "hashlib", "json", "sys", "zipfile", "cryptography"}


def test_an_independent_program_finds_a_changed_byte_in_every_member(whole: bytes, part: bytes) -> None:
    sys.path.insert(0, str(SCRIPT.parent))
    from independent_verifier import check

    assert check(io.BytesIO(part)) == (5, 3)
    chance = random.Random(5)
    for data in (whole, part):
        for name, content in members(data).items():
            for _ in range(3):
                changed = bytearray(content)
                changed[chance.randrange(len(changed))] ^= chance.randrange(1, 256)
                with pytest.raises((AssertionError, InvalidSignature, ValueError, LookupError, AttributeError)):
                    check(io.BytesIO(repacked(data, **{name: bytes(changed)})))


def test_same_content_gives_the_same_bytes(maker: Maker, whole: bytes, part: bytes) -> None:
    assert maker.write() == whole
    assert maker.write(scope=STORY, places=PLACES) == part


def good(data: bytes) -> bool:
    try:
        return verdict_of(data).ok
    except InputRefused:
        return False


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_no_byte_of_a_member_can_be_changed(whole: bytes, part: bytes, data: st.DataObject) -> None:
    file = data.draw(st.sampled_from([whole, part]))
    content = members(file)
    name = data.draw(st.sampled_from(sorted(content)))
    changed = bytearray(content[name])
    changed[data.draw(st.integers(0, len(changed) - 1))] ^= data.draw(st.integers(1, 255))
    assert not good(repacked(file, **{name: bytes(changed)}))


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_nothing_can_be_put_in_or_cut_out(whole: bytes, part: bytes, data: st.DataObject) -> None:
    file = data.draw(st.sampled_from([whole, part]))
    # The 22 bytes at the end say only where the archive's directory is.
    place = data.draw(st.integers(0, len(file) - 23))
    extra = data.draw(st.binary(max_size=4))
    cut = data.draw(st.integers(0, 300).filter(lambda length: length != len(extra)))
    assert not good(file[:place] + extra + file[place + cut :])


def test_a_flipped_byte_anywhere_in_the_entries_names_the_entry(whole: bytes) -> None:
    lines = members(whole)["entries.jsonl"].split(b"\n")
    lines[3] = lines[3].replace(b'"release"', b'"approve"')
    verdict = verdict_of(repacked(whole, **{"entries.jsonl": b"\n".join(lines)}))
    assert (verdict.ok, verdict.first_bad) == (False, 3)
    # in place, past the archive's own checksum
    at = whole.index(b'"sequence":4')
    verdict = verdict_of(whole[:at] + b'"sequence":5' + whole[at + 12 :])
    assert (verdict.ok, verdict.first_bad) == (False, 4)


@pytest.mark.parametrize(
    ("kind", "order", "bad"),
    [
        ("whole", (0, 1, 2, 4, 3, 5, 6, 7), 3),
        ("whole", (0, 1, 2, 3, 5, 6, 7), 4),
        ("whole", (0, 1, 2, 3), 4),
        ("whole", (0, 1, 2, 2, 3, 4, 5, 6, 7), 3),
        ("part", (0, 1, 3, 2, 4), 2),
        ("part", (0, 1, 2, 4), 3),
        ("part", (0, 1, 2, 3), 7),
        ("part", (0, 1, 2, 3, 4, 4), 8),
    ],
)
def test_entries_swapped_removed_or_repeated_are_named(
    kind: str, order: tuple[int, ...], bad: int, request: pytest.FixtureRequest
) -> None:
    file = request.getfixturevalue(kind)
    lines = members(file)["entries.jsonl"].split(b"\n")
    verdict = verdict_of(repacked(file, **{"entries.jsonl": b"".join(lines[n] + b"\n" for n in order)}))
    assert (verdict.ok, verdict.first_bad) == (False, bad)


def test_a_file_that_lost_its_end_names_the_entry(whole: bytes) -> None:
    verdict = verdict_of(repacked(whole, **{"entries.jsonl": members(whole)["entries.jsonl"][:-1]}))
    assert (verdict.ok, verdict.first_bad) == (False, 7)
    assert "ends in the middle" in verdict.reason


def test_changed_original_and_changed_text_are_named_by_their_entry(whole: bytes, part: bytes, desk: Desk) -> None:
    for file, name, what in (
        (whole, evidence.original_member(hashlib.sha256(desk.original).hexdigest()), "original"),
        (part, evidence.text_member(hashlib.sha256(desk.azerbaijani).hexdigest()), "approved text"),
    ):
        verdict = verdict_of(repacked(file, **{name: members(file)[name] + b" "}))
        assert (verdict.ok, verdict.first_bad) == (False, 2)
        assert f"names the {what}" in verdict.reason
        verdict = verdict_of(repacked(file, **{name: None}))
        assert (verdict.first_bad, "missing" in verdict.reason) == (2, True)


@pytest.mark.parametrize(
    "name", ["index.html", "manifest.json", "seal.note", "checkpoint", "keys.json", "proofs.json"]
)
def test_members_are_missed_and_changes_of_them_told(whole: bytes, name: str) -> None:
    assert not good(repacked(whole, **{name: None}))
    assert not good(repacked(whole, **{name: members(whole)[name] + b" "}))


def test_something_put_beside_is_told(whole: bytes) -> None:
    verdict = verdict_of(repacked(whole, **{"originals/readme.exe": b"MZ"}))
    assert "readme.exe was changed, added or removed" in verdict.reason


def test_another_log_than_the_one_asked_for_is_told(whole: bytes, another_device: DeviceKey) -> None:
    verdict = verdict_of(whole, log=log_key(another_device.public_key))
    assert not verdict.ok
    assert "not from dabir/" in verdict.reason


def test_forgery_with_a_stolen_device_key_shows_by_what_the_witness_signed(maker: Maker, resign: Any) -> None:
    softened = [*maker.record[:2], replace(maker.record[2], note="Looked at nothing."), *maker.record[3:]]
    forged = Maker(maker.desk, tuple(resign(softened, maker.desk.editors)), maker.witness)
    seals = Seals(
        log_key(maker.desk.device_key.public_key),
        maker.desk.checkpoint(list(forged.record)),
        [],
        {"نسیم": maker.witness_key},
    )
    alone = verdict_of(forged.write(seals=seals))
    assert (alone.ok, alone.witnessed) == (True, ()), "perfect, but for what is missing: the witness"
    for scope, places, bad in ((Scope(), None, 2), (STORY, PLACES, None)):
        with_witness = replace(seals, witnessed=[maker.cosigned(3)])
        verdict = verdict_of(forged.write(seals=with_witness, scope=scope, places=places))
        assert (verdict.ok, verdict.first_bad) == (False, bad)
        assert "rewritten" in verdict.reason


@pytest.mark.parametrize(("kind", "places"), [("whole", range(8)), ("part", PLACES)])
def test_whoever_has_every_key_but_the_witnesses_cannot_put_other_entries_under_the_same_checkpoint(
    maker: Maker, resign: Any, kind: str, places: Sequence[int], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    file = request.getfixturevalue(kind)
    softened = [*maker.record[:2], replace(maker.record[2], note="Looked at nothing."), *maker.record[3:]]
    forged = resign(softened, maker.desk.editors)
    lines = b"".join(line_of(forged[place]) + b"\n" for place in places)
    changed = {"entries.jsonl": lines}
    manifest = json.loads(members(file)["manifest.json"])
    for one in manifest["members"]:
        if one["name"] in changed:
            one |= {"sha256": hashlib.sha256(lines).hexdigest(), "size": len(lines)}
    changed["manifest.json"] = json.dumps(manifest, separators=(",", ":"), sort_keys=True).encode()
    label = evidence.Label(Scope() if kind == "whole" else STORY, hashlib.sha256(changed["manifest.json"]).digest())
    key = log_key(maker.desk.device_key.public_key)
    changed["seal.note"] = str(Note(label.text).signed_by(maker.desk.device_key, key.name)).encode()
    verdict = verdict_of(repacked(file, **changed))
    assert (verdict.ok, verdict.first_bad) == (False, 2)
    assert ("rewritten" if kind == "whole" else "not in the tree") in verdict.reason
    assert "AssertionError" in stranger(repacked(file, **changed), tmp_path).stderr


def test_record_that_is_not_the_sealed_one_is_not_exported(maker: Maker) -> None:
    changed = [*maker.record[:3], replace(maker.record[3], note="x"), *maker.record[4:]]
    for entries in (changed, maker.record[:5]):
        with pytest.raises(RecordBroken, match="log verify"):
            maker.write(entries=entries)


def test_entries_behind_the_checkpoint_are_left_out(maker: Maker, whole: bytes) -> None:
    longer = maker.desk.entry(list(maker.record), Action.APPROVE, maker.desk.subject())
    assert maker.write(entries=longer) == whole


def test_part_with_a_release_needs_the_approval_it_rests_on(maker: Maker) -> None:
    verdict = verdict_of(maker.write(scope=STORY, places=(0, 1, 3)))
    assert (verdict.ok, verdict.first_bad) == (False, 3)
    assert "does not stand approved" in verdict.reason


def test_record_without_entries_can_be_exported(maker: Maker) -> None:
    seals = Seals(log_key(maker.desk.device_key.public_key), maker.desk.checkpoint([]), [], {})
    assert verdict_of(maker.write(entries=(), seals=seals)).ok


@pytest.mark.parametrize("data", [b"", b"PK", b"{}", b"\x00" * 100])
def test_a_foreign_file_is_refused(data: bytes) -> None:
    with pytest.raises(InputRefused, match="no record exported by Dabir"):
        verdict_of(data)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(InputRefused, match="no record exported by Dabir"):
        verdict_of(file.getvalue())


class Reader(HTMLParser):
    """Gathers what a browser would meet."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_page_escapes_everything_runs_and_loads_nothing_and_sets_each_text_its_way(maker: Maker) -> None:
    desk = maker.desk
    hostile = '</p><script>alert(1)</script><img src="https://example.com/x" onerror=x>'
    record = json.dumps([hostile, "متن فارسی"]).encode()
    kept = desk.kept | {hashlib.sha256(record).hexdigest(): record}
    about = replace(desk.subject("fa", record), uri=f'"><script>{hostile}')
    chain = desk.entry(desk.opened(), Action.APPROVE, about, note=hostile)
    seals = Seals(log_key(desk.device_key.public_key), desk.checkpoint(chain), [], {hostile[:3]: maker.witness_key})
    data = maker.write(
        entries=chain, seals=seals, text_of=kept.get, scope=Scope(Kind.STORY, about.uri), places=(0, 1, 2)
    )
    assert verdict_of(data).ok
    page = members(data)["index.html"].decode()
    reader = Reader()
    reader.feed(page)
    assert not {"script", "img", "link", "iframe", "object", "form", "base"} & {tag for tag, _ in reader.tags}
    attributes = [(name, value or "") for _, found in reader.tags for name, value in found.items()]
    assert not [name for name, _ in attributes if name.startswith("on") or name in {"src", "style"}]
    targets = [value for name, value in attributes if name == "href"]
    assert targets and all(target.startswith(("originals/", "texts/")) for target in targets)
    assert ("div", {"dir": "rtl", "lang": "fa"}) in reader.tags
    assert "متن فارسی" in page
