"""Two desks witness each other with one file; a log that was cut, rewritten or forked is refused."""

import shutil
from dataclasses import replace

import pytest
from intruder import tamper
from wire_samples import ninjs, take_in

from dabir.app import open_desk
from dabir.approval.chain import NO_SUBJECT
from dabir.approval.keys import Signer, device_key
from dabir.approval.note import Note, TreeHead
from dabir.approval.witnessing import Request
from dabir.domain.decision import Action
from dabir.domain.errors import InputRefused, NotAllowed, NotFound, RecordBroken
from dabir.domain.listing import Editor
from dabir.settings import Places
from dabir.store import editors
from dabir.workflow.record import checkpoint_file


@pytest.fixture
def signer(desk):
    """An editor whose key lies in memory only: nobody guesses at it here, so nothing has to be stretched."""
    editor = Signer.generate("Leyla")
    ledger = desk.decisions._ledger

    def enrol(db):
        editors.add(db, Editor(editor.name, editor.public_key, desk.checkpoints._clock()))
        ledger.append(db, editor, Action.ENROLL, NO_SUBJECT)

    ledger.commit(enrol)
    return editor


@pytest.fixture
def stories(desk, signer, tmp_path):
    """Four stories, the first of them approved: two entries with the enrolment."""
    found = take_in(desk, tmp_path / "wire", *(ninjs(f"tag:alborz.example,2026:{number}") for number in range(4)))
    desk.decisions.approve(found[0], "", signer)
    return found


@pytest.fixture
def partner(desk, tmp_path, clock):
    """The desk of a partner; each of the two knows the other's key."""
    other = open_desk(Places(tmp_path / "partner"), clock)
    other.checkpoints.witnesses.add("Alborz", str(desk.checkpoints.key()))
    desk.checkpoints.witnesses.add("Aran", str(other.checkpoints.key()))
    yield other
    other.close()


@pytest.fixture
def file(tmp_path):
    return tmp_path / "to-aran"


@pytest.fixture
def witnessed(desk, stories, partner, file):
    """The desk, whose first two entries the partner has seen."""
    desk.checkpoints.request(file)
    partner.checkpoints.witness(file)
    desk.checkpoints.take_back(file)
    return desk


def head(desk):
    return TreeHead.read(checkpoint_file.load(desk.places.keys).text)


def test_one_file_goes_to_the_witness_and_comes_back(desk, stories, signer, partner, file, clock):
    assert desk.record.verify().witnessed == ()
    assert "No witness" in desk.record.state()
    desk.checkpoints.request(file)
    clock.advance(hours=2)
    assert partner.checkpoints.witness(file).before == 0
    (found,) = desk.checkpoints.take_back(file)
    assert (found.whose, found.size, found.time) == ("Aran", 2, clock())
    assert desk.record.verify().witnessed == (found,)
    desk.decisions.approve(stories[1], "", signer)
    assert "Aran has seen the first 2, on 2026-11-25" in desk.record.state()
    assert "The last one no witness has seen" in desk.record.state()
    # the second time the proof begins where the witness stopped, without anybody having to say so
    assert desk.checkpoints.request(file).old == 2
    assert partner.checkpoints.witness(file).before == 2
    assert desk.checkpoints.take_back(file)[0].size == 3
    assert desk.record.verify().ok


def test_witnessing_twice_or_without_news_is_harmless(witnessed, partner, file):
    assert partner.checkpoints.witness(file).before == 2
    assert witnessed.checkpoints.take_back(file)[0].size == 2
    assert witnessed.checkpoints.request(file).proof == ()
    partner.checkpoints.witness(file)
    assert witnessed.record.verify().ok


def test_witness_that_needs_another_proof_says_which_command_to_give(witnessed, stories, signer, partner, file):
    witnessed.decisions.approve(stories[1], "", signer)
    witnessed.checkpoints.request(file, since=1)
    with pytest.raises(InputRefused, match="dabir log checkpoint FILE --since 2"):
        partner.checkpoints.witness(file)
    witnessed.checkpoints.request(file, since=2)
    assert partner.checkpoints.witness(file).size == 3


def forked(desk, tmp_path, clock, act):
    """Copy the desk's folder, let both copies go on, each its own way; return the copy."""
    copy = tmp_path / "copy"
    shutil.copytree(desk.places.home, copy)
    other = open_desk(Places(copy), clock)
    act(other)
    return other


def test_two_logs_of_one_device_are_refused_by_the_witness_naming_both(
    witnessed, stories, signer, partner, file, tmp_path, clock
):
    other = forked(witnessed, tmp_path, clock, lambda copy: copy.decisions.refuse(stories[1], "", signer, "No."))
    witnessed.decisions.approve(stories[1], "", signer)
    witnessed.checkpoints.request(file)
    partner.checkpoints.witness(file)
    other.checkpoints.request(tmp_path / "fork")
    before = (tmp_path / "fork").read_bytes()
    with pytest.raises(RecordBroken, match="fork") as told:
        partner.checkpoints.witness(tmp_path / "fork")
    for desk in (witnessed, other):
        assert f"3 entries, root {head(desk).root.hex()}" in str(told.value)
    assert (tmp_path / "fork").read_bytes() == before, "nothing was signed"
    # and where it went on, no proof leads from the one to the other
    other.decisions.approve(stories[2], "", signer)
    other.checkpoints.request(tmp_path / "fork", since=3)
    with pytest.raises(RecordBroken, match="fork"):
        partner.checkpoints.witness(tmp_path / "fork")
    other.close()


def test_fork_shows_on_the_desk_itself_when_the_other_copys_file_comes_back(
    witnessed, stories, signer, partner, file, tmp_path, clock
):
    other = forked(witnessed, tmp_path, clock, lambda copy: copy.decisions.refuse(stories[1], "", signer, "No."))
    other.checkpoints.request(file)
    other.close()
    partner.checkpoints.witness(file)
    witnessed.decisions.approve(stories[1], "", signer)
    assert witnessed.record.verify().ok
    with pytest.raises(RecordBroken, match="two logs"):
        witnessed.checkpoints.take_back(file)
    verdict = witnessed.record.verify()
    assert (verdict.ok, verdict.first_bad) == (False, 2)
    assert "rewritten" in verdict.reason


def test_desk_put_back_to_an_older_copy_is_refused_by_the_witness(
    desk, stories, signer, partner, file, tmp_path, clock
):
    older = tmp_path / "older"
    shutil.copytree(desk.places.home, older)
    desk.decisions.approve(stories[1], "", signer)
    desk.checkpoints.request(file)
    partner.checkpoints.witness(file)
    put_back = open_desk(Places(older), clock)
    assert put_back.record.verify().ok, "the desk alone cannot know"
    put_back.checkpoints.request(tmp_path / "short")
    with pytest.raises(RecordBroken, match="shorter") as told:
        partner.checkpoints.witness(tmp_path / "short")
    assert f"3 entries, root {head(desk).root.hex()}" in str(told.value)
    assert f"2 entries, root {head(put_back).root.hex()}" in str(told.value)
    with pytest.raises(RecordBroken, match="two logs"):
        put_back.checkpoints.take_back(file)
    verdict = put_back.record.verify()
    assert (verdict.ok, verdict.first_bad) == (False, 2)
    put_back.close()


def resealed(desk, size):
    """Sign a checkpoint over the first entries, as one can who has stolen the device's key."""
    from dabir.workflow.record.ledger import _tree_of

    device = device_key(desk.places.keys)
    grown = _tree_of(desk.database.read(), size)
    name = f"dabir/{device.id}"
    checkpoint_file.save(desk.places.keys, Note(TreeHead(name, size, grown.root).text).signed_by(device, name))


def test_log_cut_with_a_stolen_device_key_shows_by_what_was_witnessed(witnessed):
    tamper(witnessed, "DELETE FROM decisions WHERE sequence = 1", "DELETE FROM tree")
    resealed(witnessed, 1)
    verdict = witnessed.record.verify()
    assert (verdict.ok, verdict.first_bad) == (False, 1)
    assert "cut" in verdict.reason


def test_whoever_removes_what_was_remembered_too_is_found_by_the_witness(witnessed, partner, file):
    tamper(witnessed, "DELETE FROM decisions WHERE sequence = 1", "DELETE FROM tree", "DELETE FROM checkpoints")
    resealed(witnessed, 1)
    assert witnessed.record.verify().ok, "perfect, but for the witness"
    witnessed.checkpoints.request(file)
    with pytest.raises(RecordBroken, match="shorter"):
        partner.checkpoints.witness(file)


def test_checkpoint_that_was_changed_where_it_is_remembered_is_told(witnessed):
    tamper(
        witnessed,
        "UPDATE checkpoints SET note = replace(note, char(10) || '2' || char(10), char(10) || '1' || char(10))",
    )
    verdict = witnessed.record.verify()
    assert not verdict.ok
    assert "remembered" in verdict.reason


def test_desk_whose_key_is_not_known_is_not_witnessed(desk, stories, partner, file):
    partner.checkpoints.witnesses.remove("Alborz")
    desk.checkpoints.request(file)
    with pytest.raises(NotFound, match="dabir log witnesses add NAME KEY"):
        partner.checkpoints.witness(file)


def test_signature_of_nobody_in_particular_does_not_count(desk, stories, partner, file):
    desk.checkpoints.request(file)
    partner.checkpoints.witness(file)
    desk.checkpoints.witnesses.remove("Aran")
    with pytest.raises(InputRefused, match="No witness has signed"):
        desk.checkpoints.take_back(file)
    assert desk.record.verify().witnessed == ()


def test_file_changed_on_its_way_is_refused(desk, stories, signer, partner, file):
    desk.checkpoints.request(file)
    text = file.read_text("utf-8")
    for changed in (text.replace("\n2\n", "\n3\n"), text.replace("old 0\n", "old 0\nAAAA\n"), text + "\n"):
        file.write_text(changed, "utf-8")
        with pytest.raises(RecordBroken):
            partner.checkpoints.witness(file)
    for foreign in ("", "old 0\n", "anything\n\nat all\n", "old 01\n\n" + text.partition("\n\n")[2]):
        file.write_text(foreign, "utf-8")
        with pytest.raises((InputRefused, RecordBroken)):
            partner.checkpoints.witness(file)
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(InputRefused):
        partner.checkpoints.witness(file)


def test_signature_of_another_device_under_the_checkpoint_is_refused(desk, stories, partner, file):
    desk.checkpoints.request(file)
    request = Request.read(file.read_text("utf-8"))
    forger = device_key(partner.places.keys)
    forged = Note(request.checkpoint.text).signed_by(forger, request.head.origin)
    file.write_text(str(replace(request, checkpoint=forged)), "utf-8")
    with pytest.raises(RecordBroken, match="not signed by that desk"):
        partner.checkpoints.witness(file)
    with pytest.raises(InputRefused, match="not a checkpoint of this desk"):
        desk.checkpoints.take_back(file)


def test_nothing_is_sent_before_there_is_a_log_or_of_a_size_it_never_had(desk, partner, file, request):
    with pytest.raises(NotFound, match="no log yet"):
        desk.checkpoints.request(file)
    request.getfixturevalue("signer")
    with pytest.raises(InputRefused, match="nobody can have seen 7"):
        desk.checkpoints.request(file, since=7)


def test_broken_log_is_not_sent(witnessed, stories, signer, file):
    witnessed.decisions.approve(stories[1], "", signer)
    tamper(witnessed, "UPDATE decisions SET note = 'Read.' WHERE sequence = 1")
    with pytest.raises(RecordBroken, match="log verify"):
        witnessed.checkpoints.request(file)


def test_witnesses_are_added_by_the_key_the_other_desk_prints_and_once(desk, partner):
    key = str(partner.checkpoints.key())
    listed = desk.checkpoints.witnesses
    assert [(one.name, str(one.log)) for one in listed.all()] == [("Aran", key)]
    for name, other in (("Aran", str(desk.checkpoints.key())), ("Second", key)):
        with pytest.raises(NotAllowed):
            listed.add(name, other)
    for name, other in (("", key), ("Third", key[:-3]), ("Third", key.replace("device", "devise"))):
        with pytest.raises(InputRefused):
            listed.add(name, other)
    with pytest.raises(NotFound):
        listed.remove("Third")


def test_keys_of_partners_in_agreements_count_too(desk, partner, tmp_path):
    from dabir.workflow.record.witnesses import Witnesses

    first, second = (device_key(desk.places.keys).public_key, device_key(partner.places.keys).public_key)
    listed = Witnesses(tmp_path, lambda: {"Aran": (second, first)})
    assert [(one.name, one.public_key, one.by_agreement) for one in listed.all()] == [
        ("Aran", second, True),
        ("Aran (2)", first, True),
    ]
    listed.add("Our second room", str(desk.checkpoints.key()))
    assert [one.name for one in listed.all()] == ["Our second room", "Aran"]
    assert listed.of_log(str(partner.checkpoints.key()).split("+")[0]).name == "Aran"
