from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.approval.chain import NO_SUBJECT
from dabir.approval.roles import Roles
from dabir.domain.decision import Action, Decision
from dabir.domain.role import Role, note_of

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def entry(editor, action, note=""):
    return Decision(0, NOON, "device-1", editor, action, NO_SUBJECT, note, "")


def enrolled(*names):
    return Roles.at_end_of(entry(name, Action.ENROLL) for name in names)


def given_by(giver, name, role):
    return entry(giver, Action.ROLE, note_of(name, role))


def test_first_editor_is_chief_and_the_others_are_editors():
    roles = enrolled("سارا", "Elçin", "Nigar")
    assert [roles.of(name) for name in ("سارا", "Elçin", "Nigar")] == [Role.CHIEF, Role.EDITOR, Role.EDITOR]
    assert roles.of("Nobody") is None


def test_translator_who_approves_is_a_fault_from_the_entry_that_made_him_one():
    roles = enrolled("سارا", "Elçin")
    approval = entry("Elçin", Action.APPROVE)
    assert roles.fault_of(approval) == ""
    assert roles.fault_of(given_by("سارا", "Elçin", Role.TRANSLATOR)) == ""
    assert roles.fault_of(approval) == "is by Elçin, who was a translator then and had no right to approve"
    assert roles.fault_of(given_by("سارا", "Elçin", Role.EDITOR)) == ""
    assert roles.fault_of(approval) == ""


def test_once_roles_are_given_whoever_is_enrolled_begins_as_translator():
    roles = enrolled("سارا", "Elçin")
    roles.fault_of(given_by("سارا", "Elçin", Role.TRANSLATOR))
    roles.fault_of(entry("Stranger", Action.ENROLL))
    assert roles.of("Stranger") is Role.TRANSLATOR
    assert roles.fault_of(entry("Stranger", Action.RELEASE))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (given_by("Elçin", "Elçin", Role.CHIEF), "had no right to role"),
        (given_by("سارا", "Nobody", Role.EDITOR), "No editor named Nobody"),
        (given_by("سارا", "سارا", Role.EDITOR), "only chief"),
        (given_by("سارا", "Elçin", Role.EDITOR), "already"),
        (entry("سارا", Action.ROLE, "Elçin king"), "does not say to whom"),
    ],
)
def test_role_that_was_not_his_to_give_counts_for_nothing(wrong, words):
    roles = enrolled("سارا", "Elçin")
    before = replace(roles, _by_name=dict(roles._by_name))
    assert words in roles.fault_of(wrong)
    assert roles == before


def test_revoked_editor_has_no_role_and_the_oldest_editor_follows_the_last_chief():
    roles = enrolled("سارا", "Nigar", "Elçin")
    roles.fault_of(given_by("سارا", "Nigar", Role.TRANSLATOR))
    roles.fault_of(entry("سارا", Action.REVOKE_EDITOR))
    assert roles.of("سارا") is None
    assert roles.last_of("سارا") is Role.CHIEF
    assert roles.chiefs == ("Elçin",)
    roles.fault_of(entry("Elçin", Action.REVOKE_EDITOR))
    assert roles.chiefs == ()
    roles.fault_of(entry("Aydan", Action.ENROLL))
    assert roles.chiefs == ("Aydan",)


def test_device_needs_no_role_to_withdraw():
    assert enrolled("سارا").fault_of(entry("device-1", Action.WITHDRAW)) == ""


NAMES = st.sampled_from(["A", "B", "C"])
ACTS = st.one_of(
    st.builds(entry, NAMES, st.sampled_from([Action.ENROLL, Action.REVOKE_EDITOR, Action.APPROVE])),
    st.builds(given_by, NAMES, NAMES, st.sampled_from(Role)),
)


@given(st.lists(ACTS, max_size=30))
def test_whatever_happens_a_desk_with_an_editor_has_a_chief_and_no_translator_decides(acts):
    roles = Roles()
    for act in acts:
        held = roles.of(act.editor)
        fault = roles.fault_of(act)
        assert roles.chiefs or all(roles.of(name) is not Role.EDITOR for name in "ABC")
        if held is Role.TRANSLATOR and act.action in {Action.APPROVE, Action.ROLE}:
            assert fault
        if held is Role.EDITOR and act.action is Action.ROLE:
            assert fault
