import pytest
from conftest import PASSPHRASE
from wire_samples import ninjs, take_in

from dabir.app import open_desk
from dabir.approval.keys import key_file
from dabir.domain.errors import InputRefused, KeyLocked, NotAllowed, NotFound
from dabir.settings import Places


@pytest.fixture
def story(desk, tmp_path):
    (row,) = take_in(desk, tmp_path / "wire", ninjs())
    return row


def test_enrolment_cut_off_before_the_log_is_taken_up_with_the_same_passphrase(desk, monkeypatch):
    with monkeypatch.context() as cut:
        cut.setattr(desk.editors._database, "write", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            desk.editors.enroll("Leyla", PASSPHRASE)
    with pytest.raises(KeyLocked):
        desk.editors.enroll("Leyla", "another passphrase")
    desk.editors.enroll("Leyla", PASSPHRASE)
    assert desk.editors.unlock("Leyla", PASSPHRASE).name == "Leyla"
    assert desk.record.verify().ok


def test_wrong_passphrase_and_unknown_editor(desk, signer):
    with pytest.raises(KeyLocked):
        desk.editors.unlock("Leyla", "wrong passphrase")
    with pytest.raises(NotFound, match="Nobody"):
        desk.editors.unlock("Nobody", PASSPHRASE)
    with pytest.raises(NotAllowed, match="Leyla"):
        desk.editors.enroll("Leyla", PASSPHRASE)


def test_revoked_editor_decides_no_more_and_earlier_decisions_stay_good(desk, story, signer):
    desk.decisions.approve(story, "", signer)
    desk.editors.revoke("Leyla", "Left the desk", only_chief=True)
    with pytest.raises(NotAllowed, match="revoked"):
        desk.editors.unlock("Leyla", PASSPHRASE)
    with pytest.raises(NotAllowed, match="revoked"):
        desk.decisions.refuse(story, "", signer, "Key still in memory")
    assert desk.record.verify().ok


def test_changed_passphrase_holds_from_then_on_and_the_record_stays(desk, story, signer):
    desk.decisions.approve(story, "", signer)
    desk.editors.change_passphrase("Leyla", PASSPHRASE, "yeni uzun parol")
    with pytest.raises(KeyLocked):
        desk.editors.unlock("Leyla", PASSPHRASE)
    assert desk.editors.unlock("Leyla", "yeni uzun parol").public_key == signer.public_key
    with pytest.raises(NotFound):
        desk.editors.change_passphrase("Nobody", PASSPHRASE, "yeni uzun parol")
    assert desk.record.verify().ok


@pytest.fixture
def second_desk(tmp_path, clock):
    """A second workstation, with a record of its own."""
    workflow = open_desk(Places(tmp_path / "second"), clock)
    yield workflow
    workflow.close()


def test_key_goes_to_a_second_workstation_and_signs_there(desk, signer, second_desk, tmp_path):
    file = tmp_path / "leyla.key"
    desk.editors.export_key_to(file, "Leyla", PASSPHRASE, "for this journey only")
    assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(InputRefused, match="there already"):
        desk.editors.export_key_to(file, "Leyla", PASSPHRASE, "for this journey only")
    taken = second_desk.editors.import_key(file.read_bytes(), "for this journey only", "ikinci masanın parolu")
    assert (taken.name, taken.public_key) == ("Leyla", signer.public_key)
    (row,) = take_in(second_desk, tmp_path / "wire", ninjs())
    second_desk.decisions.approve(row, "", second_desk.editors.unlock("Leyla", "ikinci masanın parolu"))
    assert second_desk.record.verify().ok


def test_lost_key_file_comes_back_and_only_the_enrolled_key_is_taken(desk, signer, second_desk):
    journey = "for this journey only"
    mine = desk.editors.export_key("Leyla", PASSPHRASE, journey)
    with pytest.raises(NotAllowed, match="has a key already"):
        desk.editors.import_key(mine, journey, PASSPHRASE)
    second_desk.editors.enroll("Leyla", PASSPHRASE)
    other = second_desk.editors.export_key("Leyla", PASSPHRASE, journey)
    key_file(desk.places.keys, "Leyla").unlink()
    with pytest.raises(NotAllowed, match="another key"):
        desk.editors.import_key(other, journey, PASSPHRASE)
    desk.editors.import_key(mine, journey, "parol yenə dəyişdi")
    assert desk.editors.unlock("Leyla", "parol yenə dəyişdi").public_key == signer.public_key
    assert len(list(desk.record.entries())) == 1


def test_import_cut_off_before_the_log_is_taken_up_again(desk, signer, second_desk, monkeypatch):
    mine = desk.editors.export_key("Leyla", PASSPHRASE, "for this journey only")
    with monkeypatch.context() as cut:
        cut.setattr(second_desk.editors._database, "write", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            second_desk.editors.import_key(mine, "for this journey only", PASSPHRASE)
    assert not second_desk.editors.has("Leyla")
    second_desk.editors.import_key(mine, "for this journey only", PASSPHRASE)
    assert second_desk.editors.unlock("Leyla", PASSPHRASE).public_key == signer.public_key


def test_revoked_key_is_neither_exported_nor_imported(desk, signer):
    mine = desk.editors.export_key("Leyla", PASSPHRASE, "for this journey only")
    desk.editors.revoke("Leyla", "Left the desk", only_chief=True)
    with pytest.raises(NotAllowed, match="revoked"):
        desk.editors.export_key("Leyla", PASSPHRASE, "for this journey only")
    key_file(desk.places.keys, "Leyla").unlink()
    with pytest.raises(NotAllowed, match="revoked"):
        desk.editors.import_key(mine, "for this journey only", PASSPHRASE)
