"""What goes where, in which order, and what never leaves: with a real web server on this machine."""

import json
import shutil
from pathlib import Path

import pytest
from conftest import PASSPHRASE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from web_server import unused_port, web_server
from wire_samples import ninjs, take_in

from dabir.app import open_desk
from dabir.domain.errors import DabirError, InputRefused, NotAllowed, NotFound
from dabir.domain.outbox import ItemKind, ItemState, Target, TargetKind
from dabir.settings import Places
from dabir.store import releases
from dabir.workflow.releasing.one_sender import sole
from dabir.workflow.releasing.sending import Round

URI = "tag:alborz.example,2026:1"


@pytest.fixture(scope="module")
def enrolled(tmp_path_factory):
    """A desk with an editor, and her unlocked key: made once, since making a key takes long by intent."""
    home = tmp_path_factory.mktemp("enrolled") / "home"
    desk = open_desk(Places(home))
    desk.editors.enroll("Leyla", PASSPHRASE)
    signer = desk.editors.unlock("Leyla", PASSPHRASE)
    desk.close()
    return home, signer


@pytest.fixture
def home(tmp_path, enrolled):
    return shutil.copytree(enrolled[0], tmp_path / "home")


@pytest.fixture
def signer(enrolled):
    return enrolled[1]


@pytest.fixture
def server():
    with web_server() as running:
        yield running


@pytest.fixture
def story(desk, tmp_path):
    return take_in(desk, tmp_path / "wire", ninjs())[0]


def web(server, name="cms", **options):
    return Target(name, TargetKind.HTTP, server.url, **{"outputs": ("ninjs",), "private": True, **options})


@pytest.fixture
def release(desk, signer):
    def release(story_id):
        desk.decisions.approve(story_id, "", signer)
        desk.decisions.release(story_id, "", signer)
        return releases.of_story(desk.database.read(), story_id)[-1]

    return release


def kill(desk, signer, story_id, reason="The name is wrong."):
    desk.decisions.kill(story_id, signer, reason)


def states(desk):
    return [(item.target, item.kind, item.state) for item in reversed(desk.outbox.items())]


def test_release_goes_to_every_target_that_takes_it(desk, server, story, release, tmp_path):
    (tmp_path / "hot").mkdir()
    desk.outbox.add_target(web(server, outputs=("ninjs", "text")))
    desk.outbox.add_target(Target("hot", TargetKind.FOLDER, str(tmp_path / "hot")))
    desk.outbox.add_target(Target("az only", TargetKind.FOLDER, str(tmp_path / "hot"), languages=("az",)))
    desk.outbox.add_target(Target("aran only", TargetKind.FOLDER, str(tmp_path / "hot"), partners=("ARAN",)))
    release(story)
    assert desk.outbox.due()
    assert desk.outbox.send() == Round(sent=3)
    assert not desk.outbox.due()
    assert sorted(one.headers["Content-Type"] for one in server.got) == [
        "application/json",
        "text/plain; charset=utf-8",
    ]
    assert json.loads(server.got[0].body)["uri"] == URI
    (folder,) = (tmp_path / "hot").iterdir()
    assert {"manifest.json", "story.json"} <= {file.name for file in folder.iterdir()}
    receipts = {item.target: item.receipt for item in desk.outbox.items()}
    assert receipts == {"cms": "201 Created", "hot": str(folder)}
    assert desk.outbox.send() == Round()
    assert len(server.got) == 2


def test_desk_without_targets_queues_and_sends_nothing(desk, story, release):
    release(story)
    assert desk.outbox.items() == []
    assert desk.outbox.send() == Round()


def test_queueing_twice_sends_once(desk, server, story, release):
    desk.outbox.add_target(web(server))
    row = release(story)
    desk.database.write(lambda db: desk.outbox.queue(db, row))
    desk.outbox.send()
    desk.database.write(lambda db: desk.outbox.queue(db, row))
    desk.outbox.send()
    assert len(server.got) == 1


def test_server_down_for_the_first_tries_gets_it_once_with_one_key(desk, server, story, release, clock):
    desk.outbox.add_target(web(server))
    release(story)
    server.steps = [503, "cut", (429, {"Retry-After": "600"}), 500, 201]
    for _ in range(2):
        assert desk.outbox.send() == Round(put_off=1)
        assert desk.outbox.send() == Round()
        clock.advance(seconds=60)
    assert desk.outbox.send() == Round(put_off=1)
    clock.advance(seconds=599)
    assert desk.outbox.send() == Round()
    clock.advance(seconds=60)
    assert desk.outbox.send() == Round(put_off=1)
    clock.advance(seconds=120)
    assert desk.outbox.send() == Round(sent=1)
    assert len(server.keys()) == len(server.taken) == 1
    assert len({one.body for one in server.got}) == 1
    (item,) = desk.outbox.items()
    assert (item.state, item.attempts, item.reason) == (ItemState.SENT, 5, "")


def test_pauses_grow_and_are_not_alike(desk, server, story, release, clock):
    desk.outbox.add_target(web(server))
    release(story)
    server.steps = [503] * 12
    pauses = []
    for _ in range(12):
        desk.outbox.send()
        pauses.append((desk.outbox.next_moment() - clock.now).total_seconds())
        clock.advance(seconds=pauses[-1])
    for number, pause in enumerate(pauses):
        full = min(900, 5 * 2**number)
        assert full / 2 <= pause <= full
    assert len(set(pauses)) == 12


def test_target_in_trouble_holds_up_only_what_goes_to_it(desk, server, tmp_path, release):
    desk.outbox.add_target(web(server))
    with web_server() as other:
        desk.outbox.add_target(web(other, "archive"))
        for story_id in take_in(desk, tmp_path / "wire", ninjs(), ninjs("tag:alborz.example,2026:2")):
            release(story_id)
        server.steps = [503]
        assert desk.outbox.send() == Round(sent=2, put_off=1)
        assert (len(server.got), len(other.got)) == (1, 2)


def test_target_without_patience_left_is_given_up_and_can_be_tried_again(desk, server, story, release, clock):
    desk.outbox.add_target(web(server))
    release(story)
    server.steps = [503, 503]
    desk.outbox.send()
    clock.advance(hours=25)
    assert desk.outbox.send() == Round(failed=1)
    (item,) = desk.outbox.items()
    assert item.state is ItemState.FAILED and "503" in item.reason and "tried 2 times" in item.reason
    desk.outbox.retry(item.id)
    assert desk.outbox.send() == Round(sent=1)
    assert len(server.keys()) == 1


def test_missing_network_never_uses_the_patience_up(desk, server, story, release, clock):
    desk.outbox.add_target(
        Target("cms", TargetKind.HTTP, f"http://127.0.0.1:{unused_port()}/", ("ninjs",), private=True)
    )
    release(story)
    for _ in range(5):
        assert desk.outbox.send() == Round(put_off=1)
        clock.advance(hours=30)
    (item,) = desk.outbox.items()
    assert (item.state, item.attempts, item.doubtful) == (ItemState.WAITING, 0, False)
    assert "tried again by itself" in item.reason


def test_refused_item_fails_with_the_reason_and_the_rest_goes_on(desk, server, tmp_path, release):
    desk.outbox.add_target(web(server))
    first, second = take_in(desk, tmp_path / "wire", ninjs(), ninjs("tag:alborz.example,2026:2"))
    release(first)
    release(second)
    server.steps = [422]
    assert desk.outbox.send() == Round(sent=1, failed=1)
    (failed,) = desk.outbox.items(ItemState.FAILED)
    assert (failed.story_id, failed.doubtful) == (first, False)
    assert "422" in failed.reason


def test_killed_story_is_not_sent(desk, server, story, release, signer):
    desk.outbox.add_target(web(server))
    release(story)
    kill(desk, signer, story)
    assert desk.outbox.send() == Round()
    assert server.got == []
    assert states(desk) == [("cms", ItemKind.RELEASE, ItemState.CANCELLED)]
    (item,) = desk.outbox.items()
    with pytest.raises(NotAllowed, match="The name is wrong"):
        desk.outbox.retry(item.id)


def test_kill_sends_a_notice_to_every_target_that_had_the_story(desk, server, story, release, signer, tmp_path):
    (tmp_path / "hot").mkdir()
    desk.outbox.add_target(web(server))
    desk.outbox.add_target(Target("hot", TargetKind.FOLDER, str(tmp_path / "hot")))
    with web_server() as other:
        desk.outbox.add_target(web(other, "never had it"))
        other.steps = [422]
        release(story)
        desk.outbox.send()
        for _ in range(2):
            desk.database.write(lambda db: desk.outbox.withdraw(db, story, None, "The name is wrong.", notice=True))
        assert desk.outbox.send() == Round(sent=2)
        assert len(other.got) == 1
    sent, notice = (json.loads(one.body) for one in server.got)
    assert (sent["pubStatus"], notice["pubStatus"]) == ("usable", "canceled")
    assert len(server.keys()) == 2
    assert sorted(folder.name[:4] == "KILL" for folder in (tmp_path / "hot").iterdir()) == [False, True]
    assert [state for _, _, state in states(desk)].count(ItemState.CANCELLED) == 1


def test_target_that_may_have_it_is_told_of_the_kill_first(desk, server, story, release, signer, clock):
    desk.outbox.add_target(web(server))
    release(story)
    server.steps = ["cut"]
    assert desk.outbox.send() == Round(put_off=1)
    kill(desk, signer, story)
    clock.advance(hours=1)
    assert desk.outbox.send() == Round(sent=1)
    assert [json.loads(one.body)["pubStatus"] for one in server.got] == ["usable", "canceled"]


def test_kill_during_the_sending_is_followed_by_a_notice(desk, server, story, release, signer):
    desk.outbox.add_target(web(server))
    release(story)
    server.steps = [lambda: kill(desk, signer, story)]
    assert desk.outbox.send() == Round(sent=2)
    assert [json.loads(one.body)["pubStatus"] for one in server.got] == ["usable", "canceled"]


def test_revoked_release_is_not_sent_and_its_successor_is_once(desk, server, story, release, signer):
    desk.outbox.add_target(web(server))
    release(story)
    desk.decisions.revoke(story, "", signer, "Too early.")
    assert desk.outbox.send() in {Round(cancelled=1), Round()}
    release(story)
    assert desk.outbox.send() == Round(sent=1)
    assert [state for _, _, state in states(desk)] == [ItemState.CANCELLED, ItemState.SENT]


def test_release_made_anew_before_the_first_left_is_sent_once(desk, server, story, release, signer):
    desk.outbox.add_target(web(server))
    release(story)
    desk.decisions.revoke(story, "", signer, "Too early.")
    release(story)
    desk.outbox.send()
    assert len(server.got) == 1


def test_release_made_anew_never_overtakes_the_notice_on_the_one_before(desk, server, story, release, signer, clock):
    desk.outbox.add_target(web(server))
    release(story)
    desk.outbox.send()
    desk.decisions.revoke(story, "", signer, "Too early.")
    server.steps = [503]
    assert desk.outbox.send() == Round(put_off=1)
    release(story)
    assert desk.outbox.send() == Round()
    (anew,) = (item for item in desk.outbox.items(ItemState.WAITING) if item.kind is ItemKind.RELEASE)
    desk.outbox.retry(anew.id)
    assert desk.outbox.send() == Round()
    clock.advance(minutes=1)
    assert desk.outbox.send() == Round(sent=2)
    came = [json.loads(body)["pubStatus"] for body in server.taken.values()]
    assert came == ["usable", "canceled", "usable"]


def test_superseded_release_is_not_sent(desk, server, story, release, tmp_path):
    desk.outbox.add_target(web(server))
    release(story)
    take_in(desk, tmp_path / "newer", ninjs(version="2", headline="وزیر نیرو به گنجه رفت"))
    assert desk.outbox.send().sent == 0
    assert server.got == []
    assert states(desk) == [("cms", ItemKind.RELEASE, ItemState.CANCELLED)]


def test_expired_release_is_not_sent(desk, server, release, tmp_path, clock):
    desk.outbox.add_target(web(server))
    (story_id,) = take_in(desk, tmp_path / "wire", ninjs(expires="2026-11-25T12:00:00+00:00"))
    release(story_id)
    clock.advance(hours=4)
    assert desk.outbox.send().sent == 0
    assert server.got == []


def test_item_of_a_target_that_is_gone_fails_and_goes_when_it_is_back(desk, server, story, release):
    desk.outbox.add_target(web(server))
    release(story)
    desk.outbox.remove_target("cms")
    assert desk.outbox.send() == Round(failed=1)
    (item,) = desk.outbox.items()
    assert "no target called “cms”" in item.reason
    desk.outbox.add_target(web(server))
    desk.outbox.retry(item.id)
    assert desk.outbox.send() == Round(sent=1)


def test_broken_file_of_targets_stops_queueing_and_sending(desk, server, story, release, signer):
    desk.outbox.add_target(web(server))
    row = release(story)
    desk.outbox.file.write_text("[[target", "utf-8")
    with pytest.raises(InputRefused, match="cannot be used"):
        desk.outbox.send()
    with pytest.raises(InputRefused):
        desk.database.write(lambda db: desk.outbox.queue(db, row))
    assert server.got == []
    assert desk.outbox.due()


def test_cancelled_item_stays_and_sent_one_cannot_be_cancelled(desk, server, tmp_path, release):
    desk.outbox.add_target(web(server))
    first, second = take_in(desk, tmp_path / "wire", ninjs(), ninjs("tag:alborz.example,2026:2"))
    release(first)
    release(second)
    by_story = {item.story_id: item.id for item in desk.outbox.items()}
    assert desk.outbox.cancel(by_story[first]).state is ItemState.CANCELLED
    assert desk.outbox.send() == Round(sent=1)
    for act in (desk.outbox.cancel, desk.outbox.retry):
        with pytest.raises(NotAllowed, match="sent already"):
            act(by_story[second])
    with pytest.raises(NotFound):
        desk.outbox.cancel(99)
    desk.outbox.retry(by_story[first])
    assert desk.outbox.send() == Round(sent=1)


def test_item_on_its_way_cannot_be_cancelled(desk, server, story, release):
    desk.outbox.add_target(web(server))
    release(story)
    (item,) = desk.outbox.items()
    told = []

    def meanwhile():
        try:
            desk.outbox.cancel(item.id)
        except NotAllowed as error:
            told.append(str(error))

    server.steps = [meanwhile]
    assert desk.outbox.send() == Round(sent=1)
    assert "being sent this moment" in told[0]


def test_second_sender_leaves_the_work_to_the_first(desk, server, story, release, home):
    desk.outbox.add_target(web(server))
    release(story)
    with sole(home / "outbox.lock") as mine:
        assert mine
        assert desk.outbox.send() == Round(busy=True)
    assert server.got == []
    assert desk.outbox.send() == Round(sent=1)


def test_share_that_is_away_waits_and_gets_it_when_it_is_back(desk, story, release, tmp_path, clock):
    place = tmp_path / "share"
    desk.outbox.add_target(Target("share", TargetKind.FOLDER, str(place)))
    release(story)
    assert desk.outbox.send() == Round(put_off=1)
    assert not place.exists()
    place.mkdir()
    clock.advance(minutes=2)
    assert desk.outbox.send() == Round(sent=1)
    assert len(list(place.iterdir())) == 1


def test_secret_never_reaches_the_database(desk, server, story, release, monkeypatch, home):
    desk.outbox.add_target(web(server, secret="cms"))
    release(story)
    monkeypatch.setenv("DABIR_SECRET_CMS", "very-s3cret")
    server.steps = [(401, {"WWW-Authenticate": "very-s3cret"}), 201]
    desk.outbox.send()
    desk.outbox.retry(desk.outbox.items()[0].id)
    desk.outbox.send()
    assert server.got[1].headers["Authorization"] == "Bearer very-s3cret"
    kept = b"".join(file.read_bytes() for file in Path(home).rglob("*") if file.is_file())
    assert b"very-s3cret" not in kept


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    acts=st.lists(
        st.sampled_from(["send", "kill", "revoke", "release", "newer", 503, 422, "cut"]), min_size=1, max_size=8
    )
)
def test_no_order_of_acts_sends_what_was_taken_back_or_anything_twice(acts, tmp_path_factory, clock, enrolled):
    folder = tmp_path_factory.mktemp("desk")
    template, signer = enrolled
    desk = open_desk(Places(shutil.copytree(template, folder / "home")), clock)
    try:
        with web_server() as server:
            desk.outbox.add_target(web(server))
            version, (story_id,) = 1, take_in(desk, folder / "wire", ninjs())
            dead, gone = False, set()
            for act in ("release", *acts, "send"):
                before = len(server.taken)
                if act in {503, 422, "cut"}:
                    server.steps = [act]
                    continue
                try:
                    if act == "send":
                        clock.advance(hours=2)
                        desk.outbox.send()
                        fresh = [json.loads(body) for body in list(server.taken.values())[before:]]
                        for one in fresh:
                            assert one["pubStatus"] == "canceled" or not dead
                            assert one["pubStatus"] == "canceled" or one["version"] not in gone
                    elif act == "kill":
                        kill(desk, signer, story_id)
                        dead = True
                    elif act == "revoke":
                        desk.decisions.revoke(story_id, "", signer, "Too early.")
                        gone.add(str(version))
                    elif act == "newer":
                        gone.add(str(version))
                        version += 1
                        wire = ninjs(version=str(version), headline=f"خبر {version}")
                        (story_id,) = take_in(desk, folder / f"wire-{version}", wire)
                    else:
                        desk.decisions.approve(story_id, "", signer)
                        desk.decisions.release(story_id, "", signer)
                        gone.discard(str(version))
                except DabirError:
                    continue
            for key, times in server.keys().items():
                assert times >= 1 and key
            assert all(len({one.body for one in server.got if one.key == key}) == 1 for key in server.taken)
    finally:
        desk.close()
