import asyncio
import os
import socket
import threading
from dataclasses import replace

import asyncssh
import pytest
from remote_looks import Looks, states, taken
from sftp_server import sftp_server

from dabir.domain.feed import Feed, FeedKind
from dabir.feeds import sftp
from dabir.feeds.arrival import MAX_BYTES
from dabir.feeds.connection import Limits
from dabir.feeds.fetcher import Advising, FeedError, Remembering

RAIN = "Bakıda yağış yağdı.\r\n".encode()
SNOW = "در تهران برف بارید.\n".encode()


looks = Looks(sftp.reader, hosts=())
reader, look, refusal, trouble = looks.reader, looks.look, looks.refusal, looks.trouble


@pytest.fixture
def server(tmp_path):
    root = tmp_path / "out"
    root.mkdir()
    put(root, "rain.txt", RAIN, 2_000)
    put(root, "snow.txt", SNOW, 1_000)
    with sftp_server(root) as running:
        yield running


def put(root, name, data, changed=3_000):
    path = root / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (changed, changed))


@pytest.fixture
def feed(server):
    address = f"sftp://127.0.0.1:{server.port}"
    return Feed("Günəş", FeedKind.SFTP, address, user="Leyla", private=True, host_key=server.host_key)


def test_files_come_whole_the_oldest_first_and_nothing_is_connected_to_before(server, feed):
    fetcher = sftp.fetcher(feed, "parol")
    assert isinstance(fetcher, Remembering) and isinstance(fetcher, Advising)
    fetcher.close()
    assert server.connections == []
    deliveries = look(feed)
    assert list(taken(deliveries).items()) == [("snow.txt", SNOW), ("rain.txt", RAIN)]
    assert deliveries[0].arrival.name == feed.address + "/snow.txt"
    assert look(feed, states(deliveries)) == []


def test_large_file_comes_byte_for_byte(server, feed):
    data = os.urandom(3_000_001)
    put(server.root, "large.bin", data)
    assert taken(look(feed))["large.bin"] == data


def test_growing_file_is_left_until_it_stands_still(server, feed):
    steps = iter([RAIN * 2, RAIN * 3, RAIN * 3])
    assert taken(look(feed, wait=lambda _: put(server.root, "rain.txt", next(steps)))) == {
        "snow.txt": SNOW,
        "rain.txt": RAIN * 3,
    }


def test_folders_are_read_one_level_deep_and_links_are_not_followed(server, feed):
    put(server.root, "fa/one.txt", SNOW)
    (server.root / "fa" / "deeper").mkdir()
    put(server.root, "fa/deeper/two.txt", SNOW)
    put(server.root, "in.part/three.txt", SNOW)
    (server.root / "link").symlink_to("fa")
    (server.root / "link.txt").symlink_to("rain.txt")
    os.mkfifo(server.root / "pipe")
    put(server.root, ".hidden", SNOW)
    put(server.root, "x.tmp", SNOW)
    assert set(taken(look(feed))) == {"rain.txt", "snow.txt", "fa/one.txt"}


@pytest.mark.parametrize("path", ["/wire", "/~/wire"])
def test_folder_of_the_address_is_read(server, feed, path):
    put(server.root, "wire/a.txt", RAIN)
    assert taken(look(replace(feed, address=feed.address + path))) == {"a.txt": RAIN}


def test_folder_that_is_not_there_is_lasting(feed):
    error = refusal(replace(feed, address=feed.address + "/nowhere"))
    assert error.lasting and "no way to the folder" in error.message


def test_names_in_any_bytes_come(server, feed):
    for path in server.root.iterdir():
        path.unlink()
    (server.root / "x\udce9b\udce9r.txt").write_bytes(RAIN)
    (server.root / "خبر.txt").write_bytes(SNOW)
    deliveries = look(feed)
    assert taken(deliveries) == {"x\udce9b\udce9r.txt": RAIN, "خبر.txt": SNOW}
    assert all(one.arrival.name.isprintable() for one in deliveries)


def test_source_stays_unless_asked_and_is_deleted_only_after_it_is_kept(server, feed):
    fetcher = reader(feed)
    deliveries = list(fetcher.fetch(""))
    fetcher.kept(deliveries[0])
    fetcher.close()
    assert len(list(server.root.iterdir())) == 2 and "remove" not in server.did
    fetcher = reader(replace(feed, clear=True))
    deliveries = list(fetcher.fetch(""))
    assert len(list(server.root.iterdir())) == 2
    fetcher.kept(deliveries[0])
    fetcher.close()
    assert [path.name for path in server.root.iterdir()] == ["rain.txt"]


@pytest.mark.parametrize("change", ["size", "time", "gone", "link"])
def test_source_that_was_changed_meanwhile_is_not_deleted(server, feed, change):
    fetcher = reader(replace(feed, clear=True))
    deliveries = list(fetcher.fetch(""))
    path = server.root / "rain.txt"
    if change == "size":
        put(server.root, "rain.txt", RAIN + b"x", 2_000)
    elif change == "time":
        os.utime(path, (5_000, 5_000))
    else:
        path.unlink()
    if change == "link":
        path.symlink_to("snow.txt")
    for delivery in deliveries:
        if delivery.source == "rain.txt":
            fetcher.kept(delivery)
    fetcher.close()
    assert path.is_symlink() or path.exists() or change == "gone"
    assert "remove" not in server.did


def test_source_that_cannot_be_deleted_is_told(server, feed):
    server.faults["remove"] = asyncssh.SFTPPermissionDenied("not yours")
    fetcher = reader(replace(feed, clear=True))
    deliveries = list(fetcher.fetch(""))
    with pytest.raises(FeedError, match=r"“Günəş”: .*cannot be deleted .*not yours.*--no-clear"):
        fetcher.kept(deliveries[0])
    fetcher.close()


def test_source_is_deleted_although_the_connection_broke_off(server, feed):
    fetcher = reader(replace(feed, clear=True))
    deliveries = list(fetcher.fetch(""))
    gone = threading.Event()
    server.loop.call_soon_threadsafe(lambda: (server.connections[0].abort(), gone.set()))
    assert gone.wait(30)
    fetcher.kept(deliveries[0])
    fetcher.close()
    assert [path.name for path in server.root.iterdir()] == ["rain.txt"]


def test_too_large_file_comes_as_an_error_once_and_is_never_deleted(server, feed):
    with (server.root / "rain.txt").open("r+b") as file:
        file.truncate(MAX_BYTES + 1)
    cleared = replace(feed, clear=True)
    fetcher = reader(cleared)
    deliveries = list(fetcher.fetch(""))
    for delivery in deliveries:
        fetcher.kept(delivery)
    fetcher.close()
    assert any(str(MAX_BYTES + 1) in one.arrival.error for one in deliveries)
    assert look(cleared, states(deliveries)) == [] and (server.root / "rain.txt").exists()


def test_file_that_is_shorter_than_listed_is_never_handed_over(server, feed):
    server.faults["read"] = lambda _file, offset, _size: RAIN[:5] if not offset else b""
    came, advice = trouble(feed)
    assert came == {} and "by its server's list" in advice.message


def test_file_that_grew_while_it_was_read_is_not_handed_over(server, feed):
    server.faults["read"] = lambda _file, _offset, size: b"x" * size
    came, advice = trouble(feed)
    assert came == {} and "more came" in advice.message


def test_file_that_may_not_be_read_is_told_and_the_others_come(server, feed):
    def refuse(path, *_):
        if path.endswith(b"rain.txt"):
            raise asyncssh.SFTPPermissionDenied("not yours")
        return (server.root / "snow.txt").open("rb", buffering=0)

    server.faults["open"] = refuse
    came, advice = trouble(feed)
    assert came == {"snow.txt": SNOW} and "not yours" in advice.message


def test_connection_that_breaks_off_at_a_file_hands_over_nothing_of_it(server, feed):
    async def cut(_file, _offset, _size):
        server.connections[-1].abort()
        await asyncio.sleep(30)

    server.faults["read"] = cut
    error = refusal(feed)
    assert "broke off" in error.message and not error.lasting


@pytest.mark.parametrize("act", ["scandir", "open", "read", "login"])
def test_server_that_stalls_at_any_step_is_an_error_in_time(server, feed, act):
    async def stall(*_):
        await asyncio.sleep(30)

    server.faults[act] = stall
    error = refusal(feed, limits=Limits(connect=1, wait=1, total=1))
    assert not error.lasting and error.remedy


@pytest.mark.parametrize(
    "word", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n", b"SSH-2.0-x\r\n" + b"\xff" * 99, b"x" * 99_999]
)
@pytest.mark.parametrize("ends", [True, False])
def test_server_that_is_none_is_an_error_in_time(feed, word, ends):
    heard = threading.Event()

    def serve():
        connection, _ = listening.accept()
        with connection:
            connection.sendall(word)
            if not ends:
                heard.wait(30)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        address = f"sftp://127.0.0.1:{listening.getsockname()[1]}"
        error = refusal(replace(feed, address=address), limits=Limits(connect=0.5, wait=0.5))
        heard.set()
        thread.join(30)
        assert not error.lasting and error.remedy


def test_wrong_password_is_lasting(feed):
    error = refusal(feed, secret="sehv")
    assert error.lasting and "does not let one in" in error.message


def test_unknown_host_key_is_refused_with_its_fingerprint_and_how_to_accept_it(server, feed):
    error = refusal(replace(feed, host_key=""))
    assert error.lasting and server.fingerprint in error.message
    assert f'dabir feeds change "Günəş" --host-key "{server.host_key}"' in error.remedy
    assert set(taken(look(replace(feed, host_key=error.remedy.split('"')[-2])))) == {
        "rain.txt",
        "snow.txt",
    }


@pytest.mark.parametrize("algorithm", ["ssh-ed25519", "ecdsa-sha2-nistp256"])
def test_other_host_key_than_the_known_one_is_refused_as_dangerous(server, feed, algorithm):
    other = asyncssh.generate_private_key(algorithm).export_public_key().decode()
    error = refusal(replace(feed, host_key=other))
    assert error.lasting and "another key" in error.message and server.fingerprint in error.message
    assert "in between" in error.remedy


def test_password_is_never_sent_to_a_server_that_is_not_known(server, feed):
    asked = []

    async def note():
        asked.append(True)

    server.faults["login"] = note
    refusal(replace(feed, host_key=""))
    assert not asked
    look(feed)
    assert asked


@pytest.mark.parametrize("key", ["ssh-ed25519", "ssh-ed25519 AAAA", "hello", "-----BEGIN PRIVATE KEY-----"])
def test_host_key_that_is_none_is_told(feed, key):
    error = refusal(replace(feed, host_key=key))
    assert error.lasting and "key of its host" in error.message


def test_known_hosts_of_the_system_are_believed(server, feed, tmp_path):
    file = tmp_path / "known_hosts"
    line = f"[127.0.0.1]:{server.port} {server.host_key} somebody\n"
    file.write_text(f"# comment\n|1|broken\nnonsense\n@what is this\n{line}", "utf-8")
    bare = replace(feed, host_key="")
    assert set(taken(look(bare, hosts=(tmp_path / "none", file)))) == {"rain.txt", "snow.txt"}
    file.write_text(f"other.example {server.host_key}\n", "utf-8")
    assert "is not known" in refusal(bare, hosts=(file,)).message
    other = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode()
    file.write_text(f"[127.0.0.1]:{server.port} {other}", "utf-8")
    assert "another key" in refusal(bare, hosts=(file,)).message
    file.write_text(f"{line}@revoked * {server.host_key}\n", "utf-8")
    assert refusal(bare, hosts=(file,)).lasting


def test_keys_of_the_account_sign_in_where_there_is_no_password(server, feed, tmp_path, monkeypatch):
    key = asyncssh.generate_private_key("ssh-ed25519")
    home = tmp_path / "account"
    (home / ".ssh").mkdir(parents=True)
    key.write_private_key(home / ".ssh" / "id_ed25519")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    server.keys = asyncssh.import_authorized_keys(key.export_public_key().decode())
    assert set(taken(look(feed, secret=""))) == {"rain.txt", "snow.txt"}
    assert refusal(feed, secret="parol").lasting


def test_settings_of_ssh_are_not_followed(server, feed, tmp_path, monkeypatch):
    (tmp_path / ".ssh").mkdir()
    (tmp_path / ".ssh" / "config").write_text("Host *\n  HostName elsewhere.example\n  User nobody\n", "utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert set(taken(look(feed))) == {"rain.txt", "snow.txt"}


def test_feed_without_a_user_is_told_so(server, feed):
    assert refusal(replace(feed, user="")).lasting
    assert server.connections == []


def test_private_address_is_refused_unless_the_feed_says_so(server, feed):
    assert refusal(replace(feed, private=False)).lasting
    assert server.connections == []


def test_folder_with_too_many_files_is_refused(server, feed, monkeypatch):
    monkeypatch.setattr("dabir.feeds.remote_files.MAX_LISTED", 1)
    assert refusal(feed).lasting


def test_names_that_lead_elsewhere_are_not_asked_for(server, feed):
    def bend(entry):
        if entry.filename == b"rain.txt":
            entry.filename = b"../../etc/passwd"
        return entry

    server.faults["entry"] = bend
    came, advice = trouble(feed)
    assert came == {"snow.txt": SNOW} and "no file can be asked for" in advice.message


def test_folder_that_cannot_be_listed_is_told_and_nothing_counts_as_missing(server, feed):
    put(server.root, "fa/one.txt", SNOW)

    def refuse(path):
        if path.endswith((b"fa", b"fa/")):
            raise asyncssh.SFTPPermissionDenied("not yours")

    server.faults["scandir"] = refuse
    fetcher = reader(feed, {"gone.txt": "1 2"})
    assert set(taken(fetcher.fetch(""))) == {"rain.txt", "snow.txt"}
    fetcher.close()
    assert "“fa”" in fetcher.advice().message and fetcher.missing() is None


def test_look_ends_soon_after_it_is_closed_from_another_thread(server, feed):
    reached = threading.Event()

    async def stall(*_):
        reached.set()
        await asyncio.sleep(30)

    server.faults["read"] = stall
    fetcher = reader(feed)
    threading.Thread(target=lambda: reached.wait(30) and fetcher.close(), daemon=True).start()
    with pytest.raises(FeedError, match="was ended"):
        list(fetcher.fetch(""))
    fetcher.close()
    with pytest.raises(FeedError):
        list(fetcher.fetch(""))
    assert len(server.connections) == 1
