"""What comes as telex or mail, at the desk: redeliveries, two texts under one identity, kills in words."""

from pathlib import Path

import pytest
from wire_samples import write

from dabir.domain.kill import KillState
from dabir.domain.listing import IngestStatus

DATA = Path(__file__).parents[2] / "data" / "wire"
SAMPLES = sorted(path for name in ("anpa1312", "iptc7901", "mail") for path in (DATA / name).iterdir())


def ingest(desk, folder, name, data):
    return list(desk.intake.ingest([write(folder, name, data)], partner="ARAN"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_redelivery_in_another_envelope_is_no_new_story(sample, desk, tmp_path):
    data = sample.read_bytes()
    again = data.replace(b"\r\n", b"\n") if b"\r\n" in data else data.replace(b"\n", b"\r\n")
    first = ingest(desk, tmp_path, "first", data)
    assert first
    assert {outcome.status for outcome in first} <= {IngestStatus.NEW, IngestStatus.VERSION}
    second = ingest(desk, tmp_path, "second", again)
    assert {outcome.status for outcome in second} == {IngestStatus.DUPLICATE}
    assert [outcome.story_id for outcome in second] == [outcome.story_id for outcome in first]


def test_two_mails_with_one_message_id_are_both_kept_and_flagged(desk, tmp_path):
    first, second, _ = ingest(desk, tmp_path, "box", (DATA / "mail" / "one_id_twice.mbox").read_bytes())
    assert first.story_id != second.story_id
    assert any("different text" in warning for warning in second.warnings)
    assert desk.stories.get(first.story_id).variant and desk.stories.get(second.story_id).variant


def test_kill_by_mail_is_proposed_for_the_story_of_that_subject(desk, tmp_path):
    first, *_ = ingest(desk, tmp_path, "box", (DATA / "mail" / "one_id_twice.mbox").read_bytes())
    ingest(desk, tmp_path, "kill", (DATA / "mail" / "kill.eml").read_bytes())
    (kill,) = desk.kills.of_story(first.story.uri)
    assert kill.state is KillState.PROPOSED


def test_bytes_of_every_sample_are_kept(desk, tmp_path):
    for sample in SAMPLES:
        for outcome in ingest(desk, tmp_path, sample.name, sample.read_bytes()):
            assert desk.stories.original(outcome.original_sha256).data == sample.read_bytes()
