import pytest
from conftest import PASSPHRASE
from wire_samples import ninjs, take_in

from dabir.domain.errors import KeyLocked, NotAllowed, NotFound


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
    desk.editors.revoke("Leyla", "Left the desk")
    with pytest.raises(NotAllowed, match="revoked"):
        desk.editors.unlock("Leyla", PASSPHRASE)
    with pytest.raises(NotAllowed, match="revoked"):
        desk.decisions.refuse(story, "", signer, "Key still in memory")
    assert desk.record.verify().ok
