"""Keys: sealed by a passphrase, never overwritten, never half written."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.approval.keys import (
    Cost,
    Signer,
    device_id,
    device_key,
    is_signed_by,
    key_file,
    known_keys,
    make_key,
    public_key_of,
    unlock,
)
from dabir.domain.errors import DabirError, InputRefused, KeyLocked, NotAllowed, NotFound

QUICK = Cost(n=2**4, r=1, p=1)
PASSPHRASE = "باران بر بام"


def test_unlocked_key_signs_what_the_public_key_verifies(tmp_path: Path) -> None:
    public = make_key(tmp_path, "سارا رضایی", PASSPHRASE, cost=QUICK)
    signer = unlock(tmp_path, "سارا رضایی", PASSPHRASE)
    assert (signer.name, signer.public_key) == ("سارا رضایی", public)
    # checked by the library itself, not by our own function
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signer.sign(b"entry")), b"entry")


def test_default_cost_of_a_guess_is_64_mebibytes_twice(tmp_path: Path) -> None:
    make_key(tmp_path, "Elçin", "doğru şifrə")
    fields = json.loads(key_file(tmp_path, "Elçin").read_text("utf-8"))
    assert 128 * fields["n"] * fields["r"] == 64 * 2**20
    assert fields["p"] == 2
    assert unlock(tmp_path, "Elçin", "doğru şifrə").public_key == fields["public_key"]


@pytest.mark.parametrize("name", ["../../etc/passwd", "علی/حسین", "CON", "a\x00b", "نام " * 200, ".", "…", "x\n"])
def test_any_name_gets_a_file_inside_the_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "keys"
    public = make_key(folder, name, PASSPHRASE, cost=QUICK)
    assert [path.parent for path in tmp_path.rglob("*.key")] == [folder]
    assert public_key_of(folder, name) == unlock(folder, name, PASSPHRASE).public_key == public


@pytest.mark.skipif(os.name != "posix", reason="POSIX file modes")
def test_key_files_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    make_key(folder, "Sara", PASSPHRASE, cost=QUICK)
    device_key(folder)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_an_existing_key_is_never_overwritten(tmp_path: Path) -> None:
    make_key(tmp_path, "Sara", PASSPHRASE, cost=QUICK)
    before = key_file(tmp_path, "Sara").read_bytes()
    with pytest.raises(NotAllowed, match="Sara has a key already"):
        make_key(tmp_path, "Sara", "another passphrase", cost=QUICK)
    assert key_file(tmp_path, "Sara").read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 1


def test_without_hard_links_an_existing_key_is_kept_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(_source: Path, _target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    public = make_key(tmp_path, "Sara", PASSPHRASE, cost=QUICK)
    with pytest.raises(NotAllowed):
        make_key(tmp_path, "Sara", PASSPHRASE, cost=QUICK)
    assert unlock(tmp_path, "Sara", PASSPHRASE).public_key == public
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("passphrase", ["", "1234567"])
def test_a_short_passphrase_is_refused_and_nothing_written(tmp_path: Path, passphrase: str) -> None:
    with pytest.raises(InputRefused, match="at least 8"):
        make_key(tmp_path, "Sara", passphrase, cost=QUICK)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", " \n", "\ud800"])
def test_a_name_that_cannot_stand_in_the_record_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputRefused):
        make_key(tmp_path, name, PASSPHRASE, cost=QUICK)
    assert list(tmp_path.iterdir()) == []


def test_wrong_passphrase_keeps_the_key_locked(tmp_path: Path) -> None:
    make_key(tmp_path, "Sara", PASSPHRASE, cost=QUICK)
    with pytest.raises(KeyLocked, match="passphrase is wrong"):
        unlock(tmp_path, "Sara", PASSPHRASE + "!")
    with pytest.raises(KeyLocked):
        unlock(tmp_path, "Sara", "")


def test_the_same_passphrase_typed_with_other_code_points_unlocks(tmp_path: Path) -> None:
    make_key(tmp_path, "Sara", "gün\u00a0işığı \u00e7ay", cost=QUICK)
    assert unlock(tmp_path, "Sara", "gün işığı c\u0327ay").name == "Sara"


def test_no_key_file_is_locked_for_signing_and_not_found_for_asking(tmp_path: Path) -> None:
    with pytest.raises(KeyLocked, match="no key on this device"):
        unlock(tmp_path, "Sara", PASSPHRASE)
    with pytest.raises(NotFound):
        public_key_of(tmp_path, "Sara")


def test_all_known_keys_are_told_without_a_passphrase(tmp_path: Path) -> None:
    assert known_keys(tmp_path / "nowhere") == {}
    made = {name: make_key(tmp_path, name, PASSPHRASE, cost=QUICK) for name in ("Sara", "الف/ب")}
    device_key(tmp_path)
    assert known_keys(tmp_path) == made
    key_file(tmp_path, "Sara").rename(key_file(tmp_path, "Elçin"))
    with pytest.raises(KeyLocked, match="damaged"):
        known_keys(tmp_path)


def test_a_key_file_given_to_another_editor_stays_locked(tmp_path: Path) -> None:
    make_key(tmp_path, "Sara", PASSPHRASE, cost=QUICK)
    text = key_file(tmp_path, "Sara").read_text("utf-8")
    key_file(tmp_path, "Elçin").write_text(text, "utf-8")
    with pytest.raises(KeyLocked):
        unlock(tmp_path, "Elçin", PASSPHRASE)
    with pytest.raises(KeyLocked):
        public_key_of(tmp_path, "Elçin")
    key_file(tmp_path, "Elçin").write_text(text.replace('"Sara"', '"Elçin"'), "utf-8")
    with pytest.raises(KeyLocked):
        unlock(tmp_path, "Elçin", PASSPHRASE)


@pytest.mark.parametrize("change", [("n", 2**40), ("n", 3), ("n", 1), ("r", 10**6), ("p", 10**6), ("p", 0)])
def test_a_planted_file_cannot_make_unlocking_take_all_memory(tmp_path: Path, change: tuple[str, int]) -> None:
    make_key(tmp_path, "Sara", PASSPHRASE, cost=QUICK)
    path = key_file(tmp_path, "Sara")
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | dict([change])), "utf-8")
    with pytest.raises(KeyLocked, match="damaged"):
        unlock(tmp_path, "Sara", PASSPHRASE)


@pytest.fixture(scope="module")
def sara(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    folder = tmp_path_factory.mktemp("keys")
    make_key(folder, "Sara", PASSPHRASE, cost=QUICK)
    return folder, key_file(folder, "Sara").read_bytes()


@settings(max_examples=60)
@given(place=st.integers(0, 10_000), flip=st.integers(1, 255))
def test_a_damaged_key_file_never_gives_another_key(sara: tuple[Path, bytes], place: int, flip: int) -> None:
    folder, whole = sara
    damaged = bytearray(whole)
    damaged[place % len(whole)] ^= flip
    key_file(folder, "Sara").write_bytes(damaged)
    try:
        signer = unlock(folder, "Sara", PASSPHRASE)
    except KeyLocked:
        return
    # only white space or the case of a hex digit may have changed
    assert signer.public_key == json.loads(whole)["public_key"]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"{}", b"[]", b'{"format":1}'])
def test_an_empty_or_foreign_file_is_damaged(tmp_path: Path, content: bytes) -> None:
    key_file(tmp_path, "Sara").write_bytes(content)
    with pytest.raises(KeyLocked, match="damaged"):
        unlock(tmp_path, "Sara", PASSPHRASE)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("a file where the folder should be")
    with pytest.raises(DabirError, match=r"cannot be written to .*keys"):
        make_key(tmp_path / "keys", "Sara", PASSPHRASE, cost=QUICK)
    with pytest.raises(DabirError, match=r"cannot be written to .*keys"):
        device_key(tmp_path / "keys")


def test_a_key_that_cannot_be_read_is_locked(tmp_path: Path) -> None:
    key_file(tmp_path, "Sara").mkdir()
    with pytest.raises(KeyLocked, match="cannot be read"):
        unlock(tmp_path, "Sara", PASSPHRASE)
    (tmp_path / "device.pem").mkdir()
    with pytest.raises(KeyLocked, match="cannot be read"):
        device_key(tmp_path)


def test_the_device_key_of_the_process_that_was_first_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = device_key(tmp_path)
    monkeypatch.setattr(Path, "exists", lambda _path: False)
    assert device_key(tmp_path).id == first.id
    assert len(list(tmp_path.iterdir())) == 1


def test_device_key_is_made_once_and_named_by_its_hash(tmp_path: Path) -> None:
    first, second = device_key(tmp_path), device_key(tmp_path)
    assert first.id == second.id == "device-" + hashlib.sha256(bytes.fromhex(first.public_key)).hexdigest()[:12]
    assert device_id(first.public_key) == first.id
    assert is_signed_by(second.public_key, b"head", first.sign(b"head"))


def test_a_lost_device_key_is_told_and_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="device's key is missing"):
        device_key(tmp_path, create=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_a_damaged_device_key_is_told_and_not_replaced(tmp_path: Path, content: bytes) -> None:
    device_key(tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(content)
    with pytest.raises(KeyLocked, match="damaged"):
        device_key(tmp_path)
    assert file.read_bytes() == content


def test_a_device_key_of_another_kind_is_refused(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    device_key(tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(
        X25519PrivateKey.generate().private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    with pytest.raises(KeyLocked, match="no Ed25519 key"):
        device_key(tmp_path)


def test_only_one_spelling_of_a_signature_counts() -> None:
    signer = Signer.generate("Sara")
    signature = signer.sign(b"entry")
    assert is_signed_by(signer.public_key, b"entry", signature)
    for other in (signature.upper(), " " + signature, signature[:-2], signature + "00", "", "zz" * 64):
        assert not is_signed_by(signer.public_key, b"entry", other)
    assert not is_signed_by(signer.public_key.upper(), b"entry", signature)
    assert not is_signed_by(signer.public_key, b"entry ", signature)
    assert not is_signed_by("ff" * 32, b"entry", signature)


def test_signer_never_shows_its_key() -> None:
    signer = Signer.generate("Sara")
    private = signer._key.private_bytes_raw().hex()
    assert private not in repr(signer)
    assert not hasattr(signer, "__dict__")
