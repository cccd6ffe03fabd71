import pytest
from conftest import PASSPHRASE
from intruder import tamper
from wire_samples import ninjs, take_in

from dabir.domain.decision import Action
from dabir.domain.errors import NotAllowed
from dabir.domain.role import Role


@pytest.fixture
def story(desk, tmp_path):
    (row,) = take_in(desk, tmp_path / "wire", ninjs())
    return row


@pytest.fixture
def chief(signer):
    """Leyla, the first editor of the desk."""
    return signer


@pytest.fixture
def translator(desk, chief):
    desk.editors.enroll("Orxan Məmmədov", PASSPHRASE, Role.TRANSLATOR, chief)
    return desk.editors.unlock("Orxan Məmmədov", PASSPHRASE)


def test_first_editor_is_chief_and_the_next_an_editor(desk, chief):
    desk.editors.enroll("سارا رضایی", PASSPHRASE)
    assert [(one.editor.name, one.role, one.has_key) for one in desk.roles.members()] == [
        ("Leyla", Role.CHIEF, True),
        ("سارا رضایی", Role.EDITOR, True),
    ]


def test_translator_approves_nothing_and_is_told_why(desk, story, translator):
    with pytest.raises(NotAllowed, match="Orxan Məmmədov is a translator"):
        desk.decisions.approve(story, "", translator)
    for act in (desk.decisions.refuse, desk.decisions.revoke, desk.decisions.release):
        with pytest.raises(NotAllowed):
            act(story, "", translator, "Because.")
    with pytest.raises(NotAllowed, match="is a translator"):
        desk.decisions.kill(story, translator, "Because.")
    assert [entry.action for entry in desk.record.entries()] == [Action.ENROLL, Action.ENROLL, Action.ROLE]


def test_role_is_a_signed_entry_of_the_chief(desk, translator):
    entry = list(desk.record.entries())[-1]
    assert (entry.editor, entry.action, entry.note) == ("Leyla", Action.ROLE, "Orxan Məmmədov translator")
    assert not entry.subject.uri
    assert desk.record.verify().ok


def test_translator_made_editor_may_approve(desk, story, chief, translator):
    desk.roles.give("Orxan Məmmədov", Role.EDITOR, chief)
    desk.decisions.approve(story, "", translator)
    assert desk.roles.members()[1].last.subject.uri == "tag:alborz.example,2026:1"
    assert desk.record.verify().ok


def test_only_the_chief_gives_roles(desk, chief, translator):
    with pytest.raises(NotAllowed, match="only the chief"):
        desk.roles.give("Orxan Məmmədov", Role.EDITOR, translator)
    with pytest.raises(NotAllowed, match="only the chief"):
        desk.editors.enroll("Aydan", PASSPHRASE, Role.CHIEF, translator)
    with pytest.raises(NotAllowed, match="Unlock the chief"):
        desk.editors.enroll("Aydan", PASSPHRASE, Role.EDITOR)
    assert not desk.editors.has("Aydan")


def test_last_chief_stays_chief_and_unknown_people_get_no_role(desk, chief):
    with pytest.raises(NotAllowed, match="only chief"):
        desk.roles.give("Leyla", Role.EDITOR, chief)
    with pytest.raises(NotAllowed, match="No editor named Nobody"):
        desk.roles.give("Nobody", Role.EDITOR, chief)


def test_whoever_makes_himself_a_key_on_a_desk_with_roles_is_a_translator(desk, story, translator):
    desk.editors.enroll("Second name", PASSPHRASE)
    assert desk.roles.of("Second name") is Role.TRANSLATOR
    with pytest.raises(NotAllowed):
        desk.decisions.approve(story, "", desk.editors.unlock("Second name", PASSPHRASE))


def test_role_given_while_the_window_is_open_holds_at_once(desk, story, chief):
    desk.editors.enroll("Aydan", PASSPHRASE)
    aydan = desk.editors.unlock("Aydan", PASSPHRASE)
    desk.decisions.approve(story, "", aydan)
    desk.roles.give("Aydan", Role.TRANSLATOR, chief)
    with pytest.raises(NotAllowed, match="a translator"):
        desk.decisions.revoke(story, "", aydan, "Too late.")


def test_role_written_into_the_database_breaks_the_record(desk, story, translator):
    tamper(desk, "UPDATE decisions SET note = 'Orxan Məmmədov chief' WHERE action = 'role'")
    verdict = desk.record.verify()
    assert (verdict.ok, verdict.first_bad) == (False, 2)


def test_only_the_chief_or_the_editor_himself_revokes_a_key_while_there_is_a_chief(desk, chief, translator):
    desk.editors.enroll("Aydan", PASSPHRASE)
    with pytest.raises(NotAllowed, match="Ask Leyla"):
        desk.editors.revoke("Aydan", "Left.")
    with pytest.raises(NotAllowed, match="Ask Leyla"):
        desk.editors.revoke("Aydan", "Left.", translator)
    desk.editors.revoke("Aydan", "Left.", chief)
    assert list(desk.record.entries())[-1].note == "Left.; asked for by Leyla"
    desk.editors.revoke("Orxan Məmmədov", "Left.", translator)
    desk.editors.revoke("Leyla", "Lost the passphrase.", only_chief=True)
    assert desk.record.verify().ok


def test_only_chief_is_revoked_only_when_that_is_meant_and_what_follows_is_told(desk, chief, translator):
    alone = "Leyla is the only chief of this desk. Without that key nobody may approve"
    assert [one.missed.startswith(alone) for one in desk.roles.members()] == [True, False]
    with pytest.raises(NotAllowed, match=f"{alone}.*--only-chief"):
        desk.editors.revoke("Leyla", "Lost the passphrase.", chief)
    desk.roles.give("Orxan Məmmədov", Role.EDITOR, chief)
    with pytest.raises(NotAllowed, match="Without that key Orxan Məmmədov becomes the chief"):
        desk.editors.revoke("Leyla", "Lost the passphrase.")
    assert desk.roles.of("Leyla") is Role.CHIEF
    assert len(list(desk.record.entries())) == 4
    desk.editors.revoke("Leyla", "Lost the passphrase.", only_chief=True)
    assert desk.roles.of("Orxan Məmmədov") is Role.CHIEF
    assert desk.roles.members()[0].missed == ""
