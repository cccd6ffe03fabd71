import pytest
from conftest import PASSPHRASE
from wire_samples import ninjs, take_in

from dabir.domain.decision import Action
from dabir.domain.errors import InputRefused, RecordBroken
from dabir.domain.role import Role
from dabir.workflow import BulkAct
from dabir.workflow.deciding import bulk


def wires(count):
    return [ninjs(f"tag:alborz.example,2026:{number}", headline=f"خبر شمارهٔ {number}") for number in range(count)]


@pytest.fixture
def rows(desk, tmp_path):
    return take_in(desk, tmp_path / "wire", *wires(5))


def actions(desk):
    return [entry.action for entry in desk.record.entries()]


def test_all_are_approved_in_one_act_and_the_record_is_whole(desk, rows, signer):
    outcome = desk.bulk.decide(BulkAct.APPROVE, rows, "", signer, "Read together.")
    assert (outcome.done, outcome.refused) == (tuple(rows), ())
    assert all(desk.stories.standing(row, "").approved for row in rows)
    entries = list(desk.record.entries())[1:]
    assert [(entry.action, entry.note) for entry in entries] == [(Action.APPROVE, "Read together.")] * 5
    verdict = desk.record.verify()
    assert verdict.ok
    assert not verdict.warnings


def test_one_checkpoint_is_signed_for_all(desk, rows, signer, monkeypatch):
    signed = []
    monkeypatch.setattr(desk.bulk._ledger, "_mark", lambda: signed.append(desk.record.size()))
    desk.bulk.decide(BulkAct.APPROVE, rows, "", signer)
    assert signed == [6]


def test_story_that_may_not_be_is_named_with_the_reason_and_the_rest_is_done(desk, rows, signer):
    desk.decisions.kill(rows[2], signer, "Wrong.")
    desk.decisions.approve(rows[3], "", signer)
    outcome = desk.bulk.decide(BulkAct.APPROVE, [*rows, 999], "", signer)
    assert outcome.done == (rows[0], rows[1], rows[4])
    assert [(one.story_id, one.name) for one in outcome.refused] == [
        (rows[2], "خبر شمارهٔ 2"),
        (rows[3], "خبر شمارهٔ 3"),
        (999, "Story 999"),
    ]
    assert "killed" in outcome.refused[0].why_not
    assert "approved already" in outcome.refused[1].why_not
    assert actions(desk)[3:] == [Action.APPROVE] * 3
    assert desk.record.verify().ok


def test_what_is_foreseen_is_what_happens(desk, rows, signer):
    desk.bulk.decide(BulkAct.APPROVE, rows[:3], "", signer)
    foreseen = desk.bulk.foresee(BulkAct.RELEASE, rows, "")
    assert actions(desk) == [Action.ENROLL, *[Action.APPROVE] * 3]
    outcome = desk.bulk.decide(BulkAct.RELEASE, rows, "", signer)
    assert [one.story_id for one in foreseen if not one.why_not] == list(outcome.done) == rows[:3]
    assert [one.why_not for one in foreseen if one.why_not] == [one.why_not for one in outcome.refused]
    assert "approve it first" in foreseen[4].why_not


def test_released_stories_are_written_to_the_output_folder(desk, rows, signer):
    desk.bulk.decide(BulkAct.APPROVE, rows, "", signer)
    outcome = desk.bulk.decide(BulkAct.RELEASE, rows, "", signer)
    assert not outcome.unwritten
    assert len(list(desk.places.released.rglob("manifest.json"))) == 5
    assert all(desk.stories.standing(row, "").released for row in rows)


def test_output_folder_that_cannot_be_written_refuses_before_anything_is_recorded(desk, rows, signer):
    desk.bulk.decide(BulkAct.APPROVE, rows, "", signer)
    desk.places.released.write_text("a file in the folder's place")
    with pytest.raises(InputRefused):
        desk.bulk.decide(BulkAct.RELEASE, rows, "", signer)
    assert Action.RELEASE not in actions(desk)


def test_refusing_many_needs_one_reason_for_all(desk, rows, signer):
    with pytest.raises(InputRefused, match="say why"):
        desk.bulk.decide(BulkAct.REFUSE, rows, "", signer, "  ")
    assert desk.bulk.decide(BulkAct.REFUSE, rows, "", signer, "Not for us.").done == tuple(rows)
    assert {entry.note for entry in desk.record.entries() if entry.action is Action.REFUSE} == {"Not for us."}


def test_translations_that_are_not_there_are_told(desk, rows, signer):
    assert {one.why_not for one in desk.bulk.foresee(BulkAct.APPROVE, rows, "en")} == {
        "It has no translation into this language."
    }
    outcome = desk.bulk.decide(BulkAct.APPROVE, rows, "en", signer)
    assert (outcome.done, len(outcome.refused)) == ((), 5)


def test_segments_nobody_confirmed_are_foreseen_of_translations_alone(desk, rows, signer):
    for row in rows[:2]:
        for index in range(len(desk.translations.units(row, "en"))):
            desk.translations.edit(row, "en", index, "It took two hours.")
    desk.translations.confirm(rows[0], "en", 0)
    told = [one.cautions for one in desk.bulk.foresee(BulkAct.APPROVE, rows, "en")]
    total = len(desk.translations.units(rows[0], "en"))
    assert told[:3] == [
        (f"{total - 1} of {total} segments are edited but not confirmed.",),
        (f"{total} of {total} segments are edited but not confirmed.",),
        (),
    ]
    assert not any(one.cautions for one in desk.bulk.foresee(BulkAct.APPROVE, rows, ""))
    assert not any(one.cautions for one in desk.bulk.foresee(BulkAct.REFUSE, rows, "en"))


def test_translator_approves_none_of_many(desk, rows, signer):
    desk.editors.enroll("Orxan", PASSPHRASE, Role.TRANSLATOR, signer)
    outcome = desk.bulk.decide(BulkAct.APPROVE, rows, "", desk.editors.unlock("Orxan", PASSPHRASE))
    assert outcome.done == ()
    assert {one.why_not for one in outcome.refused} == {
        "Orxan is a translator on this desk; to approve a story takes an editor or the chief."
    }


def test_stopping_keeps_what_is_decided_and_names_what_is_not(desk, rows, signer, monkeypatch):
    monkeypatch.setattr(bulk, "TOGETHER", 2)
    seen = []
    outcome = desk.bulk.decide(
        BulkAct.APPROVE,
        rows,
        "",
        signer,
        progress=lambda done, total: seen.append((done, total)),
        cancel=lambda: len(seen) == 2,
    )
    assert seen == [(2, 5), (4, 5)]
    assert outcome.done == tuple(rows[:4])
    assert outcome.refused[0].why_not == "You stopped before its turn."
    assert desk.record.verify().ok


def test_story_named_twice_is_decided_once(desk, rows, signer):
    assert desk.bulk.decide(BulkAct.APPROVE, [rows[0], rows[0]], "", signer).done == (rows[0],)


def test_decision_that_fails_after_its_entry_takes_the_whole_transaction_back(desk, rows, signer, monkeypatch):
    from dabir.domain.errors import NotFound
    from dabir.workflow.deciding import decisions

    put, turns = decisions.refresh_state, []

    def fails_at_the_third(db, story_id):
        turns.append(story_id)
        if len(turns) == 3:
            raise NotFound("gone")
        return put(db, story_id)

    with monkeypatch.context() as broken:
        broken.setattr(decisions, "refresh_state", fails_at_the_third)
        with pytest.raises(RecordBroken, match="kept whole"):
            desk.bulk.decide(BulkAct.APPROVE, rows, "", signer)
    assert actions(desk) == [Action.ENROLL]
    assert desk.bulk.decide(BulkAct.APPROVE, rows, "", signer).done == tuple(rows)
    assert desk.record.verify().ok
