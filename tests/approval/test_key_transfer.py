"""Changing a passphrase, and taking a key to a second workstation."""

import json
import os

import pytest

from dabir.approval import keys
from dabir.approval.keys import (
    Cost,
    change_passphrase,
    export_key,
    import_key,
    key_file,
    make_key,
    transfer_of,
    unlock,
)
from dabir.domain.errors import DabirError, InputRefused, KeyLocked, NotAllowed

QUICK = Cost(n=2**4, r=1, p=1)
NAME = "سارا رضایی"
BEFORE, AFTER, JOURNEY = "باران بر بام", "برف بر کوه", "yalnız bu səfər üçün"


@pytest.fixture
def folder(tmp_path):
    make_key(tmp_path / "keys", NAME, BEFORE, cost=QUICK)
    return tmp_path / "keys"


@pytest.fixture
def exported(folder):
    return export_key(folder, NAME, BEFORE, JOURNEY, cost=QUICK)


def test_changed_passphrase_unlocks_the_same_key_and_the_old_one_does_not(folder):
    before = unlock(folder, NAME, BEFORE)
    change_passphrase(folder, NAME, BEFORE, AFTER, cost=QUICK)
    after = unlock(folder, NAME, AFTER)
    assert after.public_key == before.public_key
    assert after.sign(b"entry") == before.sign(b"entry")
    with pytest.raises(KeyLocked):
        unlock(folder, NAME, BEFORE)
    assert [path.stat().st_mode & 0o777 for path in folder.iterdir()] == [0o600]


def test_changing_the_passphrase_pays_todays_cost(folder):
    change_passphrase(folder, NAME, BEFORE, AFTER)
    assert json.loads(key_file(folder, NAME).read_text("utf-8"))["n"] == Cost().n


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [("wrong passphrase", AFTER, KeyLocked), (BEFORE, "short", InputRefused), (BEFORE, BEFORE, InputRefused)],
)
def test_passphrase_that_cannot_be_changed_leaves_the_file_as_it_was(folder, old, new, error):
    before = key_file(folder, NAME).read_bytes()
    with pytest.raises(error):
        change_passphrase(folder, NAME, old, new, cost=QUICK)
    assert key_file(folder, NAME).read_bytes() == before


def test_cut_off_while_changing_leaves_the_key_with_its_old_passphrase(folder, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(DabirError, match="No space left"):
            change_passphrase(folder, NAME, BEFORE, AFTER, cost=QUICK)
    assert unlock(folder, NAME, BEFORE).name == NAME
    assert len(list(folder.iterdir())) == 1


def test_key_signs_the_same_on_the_second_workstation(folder, exported, tmp_path):
    signer = import_key(tmp_path / "other", exported, JOURNEY, AFTER, cost=QUICK)
    assert signer.name == NAME
    assert signer.sign(b"entry") == unlock(folder, NAME, BEFORE).sign(b"entry")
    assert unlock(tmp_path / "other", NAME, AFTER).public_key == signer.public_key
    assert transfer_of(exported).public_key == signer.public_key


def test_transfer_file_shows_nothing_of_the_key(folder, exported):
    secret = unlock(folder, NAME, BEFORE)._key.private_bytes_raw()
    assert secret.hex().encode() not in exported
    assert secret not in exported


@pytest.mark.parametrize("transfer", [BEFORE, "", "short"])
def test_key_is_not_exported_under_its_own_or_a_short_passphrase(folder, transfer):
    with pytest.raises(InputRefused):
        export_key(folder, NAME, BEFORE, transfer, cost=QUICK)


def test_only_the_enrolled_key_is_taken(folder, exported, tmp_path):
    enrolled = keys.public_key_of(folder, NAME)
    make_key(tmp_path / "impostor", NAME, BEFORE, cost=QUICK)
    forged = export_key(tmp_path / "impostor", NAME, BEFORE, JOURNEY, cost=QUICK)
    with pytest.raises(NotAllowed, match="another key"):
        import_key(tmp_path / "other", forged, JOURNEY, AFTER, expected=enrolled, cost=QUICK)
    # nor by writing the enrolled public key over the forged one
    claimed = forged.replace(transfer_of(forged).public_key.encode(), enrolled.encode())
    with pytest.raises(KeyLocked):
        import_key(tmp_path / "other", claimed, JOURNEY, AFTER, expected=enrolled, cost=QUICK)
    assert not (tmp_path / "other").exists()
    import_key(tmp_path / "other", exported, JOURNEY, AFTER, expected=enrolled, cost=QUICK)


def test_wrong_transfer_passphrase_and_odd_files_are_refused_and_nothing_is_written(folder, exported, tmp_path):
    other = tmp_path / "other"
    with pytest.raises(KeyLocked, match="transfer passphrase"):
        import_key(other, exported, "another journey", AFTER, cost=QUICK)
    with pytest.raises(InputRefused):
        import_key(other, exported, JOURNEY, "short", cost=QUICK)
    for data in (b"", b"{}", exported[:-20], key_file(folder, NAME).read_bytes(), b"\xff" * 100):
        with pytest.raises(InputRefused, match="no exported key"):
            import_key(other, data, JOURNEY, AFTER, cost=QUICK)
    assert not other.exists()


def test_transfer_file_does_not_pass_for_a_key_file(folder, exported):
    key_file(folder, NAME).write_bytes(exported)
    with pytest.raises(KeyLocked, match="damaged"):
        unlock(folder, NAME, JOURNEY)


def test_key_that_is_here_is_not_overwritten(folder, exported):
    before = key_file(folder, NAME).read_bytes()
    with pytest.raises(NotAllowed, match="has a key already"):
        import_key(folder, exported, JOURNEY, AFTER, cost=QUICK)
    assert key_file(folder, NAME).read_bytes() == before
