import email
import json
from datetime import UTC, datetime
from email.policy import default

import pytest

from dabir.domain.outbox import ItemKind, ItemState, OutboxItem, Target, TargetKind
from dabir.publish.outputs import OUTPUTS
from dabir.publish.proof import check_release
from dabir.publish.targets import kinds
from dabir.publish.targets.credentials import secret_of
from dabir.publish.targets.delivery import NotDelivered

AT = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)
WHY = "The minister's name is wrong."


def item(part="", kind=ItemKind.RELEASE):
    return OutboxItem(
        id=1,
        key="ab" * 32,
        kind=kind,
        target="cms",
        part=part,
        story_id=1,
        uri="u",
        version=2,
        headline="h",
        target_language="az",
        sequence=7,
        state=ItemState.WAITING,
        attempts=0,
        doubtful=False,
        queued=AT,
        first_tried=None,
        not_before=None,
        ended=None,
        reason="",
        receipt="",
    )


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "cms"
    place.mkdir()
    return Target("cms", TargetKind.FOLDER, str(place), outputs=("html", "nitf"))


def test_folder_gets_the_outputs_it_takes_and_they_verify(folder, translation, tmp_path):
    parcel = kinds.pack(folder, item(), translation, "", AT)
    for _ in range(2):
        place = kinds.deliver(folder, parcel)
    assert [str(one) for one in (tmp_path / "cms").iterdir()] == [place]
    names = {file.name for file in (tmp_path / "cms").glob("*/*")}
    assert names == {"original.xml", "translation.html", "translation.nitf.xml", "manifest.json"}
    (release,) = (tmp_path / "cms").iterdir()
    assert check_release(release) == []
    assert release.name.endswith("v2 az abababab")


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.name)
def test_web_address_gets_one_output_with_its_media_type(output, translation):
    target = Target("cms", TargetKind.HTTP, "https://cms.example/", outputs=(output.name,))
    parcel = kinds.pack(target, item(output.name), translation, "", AT)
    (file,) = parcel.files
    assert (file.media_type, file.data) == (output.media_type, output.render(translation))


def test_web_address_can_take_the_original_itself(translation):
    target = Target("cms", TargetKind.HTTP, "https://cms.example/", outputs=("original",))
    (file,) = kinds.pack(target, item("original"), translation, "", AT).files
    assert (file.data, file.media_type) == (translation.original.data, translation.original.media_type)


@pytest.mark.parametrize("part", [*(output.name for output in OUTPUTS), "original"])
def test_kill_notice_carries_nothing_of_the_text(part, translation, original_item):
    target = Target("cms", TargetKind.HTTP, "https://cms.example/", outputs=(part,))
    for release in (translation, original_item):
        (file,) = kinds.pack(target, item(part, ItemKind.NOTICE), release, WHY, AT).files
        words = file.data.decode()
        for paragraph in (*release.paragraphs, *release.story.paragraphs):
            assert paragraph.split("<")[0] not in words
        assert "wrong." in words


def test_kill_notice_in_ninjs_is_the_same_item_canceled(translation):
    target = Target("cms", TargetKind.HTTP, "https://cms.example/", outputs=("ninjs",))
    released, killed = (
        json.loads(kinds.pack(target, item("ninjs", kind), translation, WHY, AT).files[0].data) for kind in ItemKind
    )
    assert released["uri"] == killed["uri"]
    assert (released["pubStatus"], killed["pubStatus"]) == ("usable", "canceled")
    assert "Bu xəbər geri götürülüb. Onu yaymayın." in killed["bodies"][0]["value"]


def test_mail_says_what_it_is_and_carries_the_files(translation, tmp_path):
    target = Target(
        "mail", TargetKind.EMAIL, str(tmp_path), outputs=("ninjs",), sender="a@x.example", recipients=("b@y.example",)
    )
    place = kinds.deliver(target, kinds.pack(target, item(), translation, "", AT))
    (file,) = tmp_path.iterdir()
    assert str(file) == place
    read = email.message_from_bytes(file.read_bytes(), policy=default)
    assert read["Subject"] == translation.headline
    assert "Fars dilindən tərcümə" in read.get_body(("plain",)).get_content()
    names = [part.get_filename() for part in read.iter_attachments()]
    assert names == ["original.xml", "translation.json", "manifest.json"]
    kill = kinds.pack(target, item(kind=ItemKind.NOTICE), translation, WHY, AT)
    assert kill.name.startswith("KILL ")
    assert email.message_from_bytes(kill.files[0].data, policy=default)["Subject"].startswith("KILL: ")


def test_secret_is_taken_from_the_environment_only_under_its_name(monkeypatch):
    assert secret_of("") == ""
    with pytest.raises(NotDelivered, match="DABIR_SECRET_CMS_1") as caught:
        secret_of("cms-1")
    assert caught.value.later and not caught.value.counted
    monkeypatch.setenv("DABIR_SECRET_CMS_1", "s3cret")
    assert secret_of("cms-1") == "s3cret"
