import hashlib
import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.approval.bundle import (
    Bundle,
    BundledOriginal,
    BundledTranslation,
    is_bundle,
    open_bundle,
    write_bundle,
)
from dabir.approval.keys import DeviceKey, Signer, device_id
from dabir.domain.errors import DabirError, InputRefused, NotAllowed, RecordBroken
from dabir.domain.text import Text

ORIGINAL = BundledOriginal("متن خبر\r\n".encode(), "text/plain", "خبر.txt")
OTHER = BundledOriginal(b"<nitf/>", "application/nitf+xml", "2.xml")
TRANSLATION = BundledTranslation(
    Text("Başlıq", ("Mətn.",)).record,
    "tag:aran.example,2026:1",
    2,
    ORIGINAL.sha256,
    "az",
    "Leyla",
    datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
)
BUNDLE = Bundle("ARAN", "XAZ", datetime(2026, 3, 1, 10, tzinfo=UTC), (ORIGINAL, OTHER), (TRANSLATION,))


def device():
    key = Signer.generate("x")._key
    return DeviceKey(key)


DEVICE = device()
KEYS = {"ARAN": [DEVICE.public_key]}
SEALED = write_bundle(BUNDLE, DEVICE)


def repacked(change):
    """Return the bundle with its members changed, packed as any tool would pack them."""
    with zipfile.ZipFile(io.BytesIO(SEALED)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def test_bundle_arrives_as_it_was_sent():
    opened = open_bundle(SEALED, KEYS)
    assert opened.bundle == BUNDLE
    assert opened.device == device_id(DEVICE.public_key)
    assert is_bundle(SEALED)


def test_same_content_gives_the_same_bytes_and_packing_it_anew_breaks_nothing():
    assert write_bundle(BUNDLE, DEVICE) == SEALED
    assert open_bundle(repacked(dict), KEYS).bundle == BUNDLE


def test_file_handed_over_twice_is_in_it_once():
    twice = replace(BUNDLE, originals=(ORIGINAL, ORIGINAL))
    assert open_bundle(write_bundle(twice, DEVICE), KEYS).bundle.originals == (ORIGINAL,)


@pytest.mark.parametrize("name", [f"originals/{ORIGINAL.sha256}", f"texts/{TRANSLATION.sha256}.json"])
@pytest.mark.parametrize("change", [lambda data: data + b" ", lambda data: b"?" + data[1:], lambda data: data[:0]])
def test_changed_file_is_named(name, change):
    with pytest.raises(RecordBroken, match=name.split("/")[1][:20]):
        open_bundle(repacked(lambda members: members.update({name: change(members[name])})), KEYS)


def test_added_and_removed_files_are_named():
    with pytest.raises(RecordBroken, match=r"originals/more"):
        open_bundle(repacked(lambda members: members.update({"originals/more": b"x"})), KEYS)
    with pytest.raises(RecordBroken, match=OTHER.sha256):
        open_bundle(repacked(lambda members: members.pop(f"originals/{OTHER.sha256}")), KEYS)


def test_rewritten_manifest_does_not_hide_a_change():
    forged = BundledOriginal(b"another text", "text/plain", ORIGINAL.filename)

    def forge(members):
        del members[f"originals/{ORIGINAL.sha256}"]
        members[f"originals/{forged.sha256}"] = forged.data
        old, new = ORIGINAL.sha256.encode(), forged.sha256.encode()
        manifest = members["manifest.json"].replace(old, new)
        members["manifest.json"] = manifest.replace(
            b'"size":%d' % len(ORIGINAL.data), b'"size":%d' % len(forged.data)
        )

    with pytest.raises(RecordBroken, match=r"manifest\.json"):
        open_bundle(repacked(forge), KEYS)


def test_bundle_of_a_stranger_is_not_taken_for_the_partners():
    forged = write_bundle(BUNDLE, device())
    with pytest.raises(RecordBroken, match="not signed with a key of theirs"):
        open_bundle(forged, KEYS)
    with pytest.raises(NotAllowed, match="ARAN"):
        open_bundle(SEALED, {"OTHER": [DEVICE.public_key]})


def test_any_key_of_the_partner_will_do():
    assert open_bundle(SEALED, {"ARAN": [device().public_key, DEVICE.public_key]}).public_key == DEVICE.public_key


@pytest.mark.parametrize("line", range(5))
def test_no_line_of_the_note_can_be_changed(line):
    def change(members):
        lines = members["bundle.note"].split(b"\n")
        lines[line] = {1: b"OTHER", 2: b"OTHER", 3: b"2026-03-02T10:00:00+00:00"}.get(line, lines[line] + b"=")
        members["bundle.note"] = b"\n".join(lines)

    with pytest.raises(RecordBroken):
        open_bundle(repacked(change), KEYS | {"OTHER": [DEVICE.public_key]})


@pytest.mark.parametrize("data", [b"", b"PK", SEALED[:200], SEALED[:-30]])
def test_what_is_no_bundle_is_refused(data):
    with pytest.raises(InputRefused):
        open_bundle(data, KEYS)
    assert not is_bundle(data)


def test_other_archive_is_no_bundle():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("story.xml", b"<nitf/>")
    assert not is_bundle(packed.getvalue())
    with pytest.raises(InputRefused):
        open_bundle(packed.getvalue(), KEYS)


def test_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr("dabir.approval.bundle.LARGEST", 10)
    with pytest.raises(InputRefused, match="several bundles"):
        open_bundle(SEALED, KEYS)


def test_empty_bundle_and_bad_codes_are_refused():
    with pytest.raises(InputRefused, match="at least one story"):
        write_bundle(replace(BUNDLE, originals=()), DEVICE)
    for sender in ("", "two\nlines"):
        with pytest.raises(InputRefused, match="codes"):
            write_bundle(replace(BUNDLE, sender=sender), DEVICE)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 100_000), st.integers(1, 255))
def test_no_changed_byte_yields_another_story(at, change):
    data = bytearray(SEALED)
    data[at % len(data)] ^= change
    try:
        opened = open_bundle(bytes(data), KEYS)
    except DabirError:
        return
    assert opened.bundle == BUNDLE
    assert hashlib.sha256(opened.bundle.originals[0].data).hexdigest() == ORIGINAL.sha256
