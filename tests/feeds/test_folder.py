from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from dabir.feeds import arrival, folder
from dabir.feeds.folder import Arrival, walk

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and permissions as on POSIX")


def names(found: list[Arrival], root: Path) -> list[str]:
    return [Path(one.name).relative_to(root).as_posix() for one in found]


def test_folder_is_walked_with_all_below_it_in_order(tmp_path: Path) -> None:
    for name in ("b.xml", "a/2.xml", "a/10.xml", "c/d/e.txt", "ə.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    found = list(walk([tmp_path]))
    assert names(found, tmp_path) == ["a/10.xml", "a/2.xml", "b.xml", "c/d/e.txt", "ə.txt"]
    assert [one.data for one in found] == [name.encode() for name in names(found, tmp_path)]
    assert not any(one.error for one in found)


def test_bytes_are_handed_over_exactly(tmp_path: Path) -> None:
    data = bytes(range(256)) * 3 + b"\r\n\x1a\r\n"
    (tmp_path / "x").write_bytes(data)
    assert [one.data for one in walk([tmp_path / "x"])] == [data]
    (tmp_path / "empty").write_bytes(b"")
    assert [one.data for one in walk([tmp_path / "empty"])] == [b""]


def test_several_paths_come_in_the_order_they_are_named(tmp_path: Path) -> None:
    for name in ("z", "a"):
        (tmp_path / name).write_bytes(name.encode())
    assert [one.data for one in walk([tmp_path / "z", tmp_path / "a"])] == [b"z", b"a"]


def test_hidden_files_are_passed_over_unless_named(tmp_path: Path) -> None:
    for name in (".hidden", ".git/x", "Thumbs.db", "__MACOSX/y", "story.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert names(list(walk([tmp_path])), tmp_path) == ["story.txt"]
    assert [one.data for one in walk([tmp_path / ".hidden"])] == [b"x"]


def test_missing_path_is_told_and_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "here").write_bytes(b"x")
    missing, here = walk([tmp_path / "gone", tmp_path / "here"])
    assert missing.data is None
    assert "No such file" in missing.error
    assert here.data == b"x"


def test_name_that_no_system_takes_is_told() -> None:
    (found,) = walk([Path("a\x00b")])
    assert found.data is None
    assert found.error


@needs_posix
def test_file_without_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / "b").write_bytes(b"y")
    real = os.open

    def guarded(path: Path, flags: int, *rest: int) -> int:
        # The super-user of a test machine may read everything, so the system's answer is given here.
        if Path(path).name == "a":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, flags, *rest)

    monkeypatch.setattr(folder.os, "open", guarded)
    refused, read = walk([tmp_path])
    assert (refused.data, "Permission denied" in refused.error) == (None, True)
    assert read.data == b"y"


@needs_posix
def test_folder_without_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shut").mkdir()
    (tmp_path / "zz").write_bytes(b"y")
    real = os.scandir

    def guarded(path: str) -> object:
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(folder.os, "scandir", guarded)
    refused, read = walk([tmp_path])
    assert refused.name.endswith("shut")
    assert "Permission denied" in refused.error
    assert read.data == b"y"


@needs_posix
def test_pipe_and_socket_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        found = list(walk([tmp_path, Path("/dev/zero")]))
    assert [one.data for one in found] == [None, None, None]
    assert "pipe" in found[0].error
    assert found[1].error
    assert "device" in found[2].error


@needs_posix
def test_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    inbox, secret = tmp_path / "inbox", tmp_path / "secret"
    inbox.mkdir()
    secret.mkdir()
    (secret / "key").write_bytes(b"secret")
    (inbox / "file").symlink_to(secret / "key")
    (inbox / "folder").symlink_to(secret)
    (inbox / "story").write_bytes(b"x")
    found = {Path(one.name).name: one for one in walk([inbox])}
    assert found["file"].data is found["folder"].data is None
    assert "link" in found["file"].error
    assert found["story"].data == b"x"
    assert [one.data for one in walk([inbox / "file"])] == [b"secret"]


@needs_posix
@pytest.mark.parametrize("swapped", ["file", "folder"])
def test_what_becomes_a_link_while_the_folder_is_walked_is_not_followed(tmp_path: Path, swapped: str) -> None:
    inbox, secret = tmp_path / "inbox", tmp_path / "secret"
    (inbox / "folder").mkdir(parents=True)
    for path in (inbox / "a", inbox / "file", inbox / "folder" / "key"):
        path.write_bytes(b"story")
    secret.mkdir()
    (secret / "key").write_bytes(b"secret")
    stream = walk([inbox])
    assert next(stream).data == b"story"
    (inbox / swapped).rename(tmp_path / "gone")
    (inbox / swapped).symlink_to(secret if swapped == "folder" else secret / "key")
    found = {Path(one.name).name: one.data for one in stream}
    assert found.pop(swapped) is None
    assert list(found.values()) == [b"story"]


def test_files_of_the_present_folder_are_called_by_their_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "b").write_bytes(b"b")
    (tmp_path / "a").write_bytes(b"a")
    monkeypatch.chdir(tmp_path)
    assert [one.name for one in walk([Path()])] == ["a", str(Path("below", "b"))]


@needs_posix
def test_links_within_the_folder_do_not_go_round_for_ever(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "story").write_bytes(b"x")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    found = list(walk([tmp_path]))
    assert [one.data for one in found if not one.error] == [b"x"]


def test_very_deep_folders_are_walked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    deep = Path(*["d"] * 400)
    deep.mkdir(parents=True)
    (deep / "story").write_bytes(b"x")
    assert [one.data for one in walk([Path("d")])] == [b"x"]


def test_file_above_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MAX_BYTES", 10)
    (tmp_path / "a").write_bytes(b"x" * 10)
    (tmp_path / "b").write_bytes(b"x" * 11)
    taken, refused = walk([tmp_path])
    assert taken.data == b"x" * 10
    assert refused.data is None
    assert "11 bytes" in refused.error


def test_file_of_several_pieces_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "_PIECE", 300)
    data = bytes(range(256)) * 10
    (tmp_path / "a").write_bytes(data)
    # Begins as an archive does, and is handed over as it is.
    (tmp_path / "b").write_bytes(b"PK\x05\x06" + data)
    assert [one.data for one in walk([tmp_path], lambda _names: True)] == [data, b"PK\x05\x06" + data]


def test_file_of_many_gigabytes_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(1 << 40)
    (refused,) = walk([tmp_path])
    assert refused.data is None
    assert str(arrival.MAX_BYTES) in refused.error


@needs_posix
def test_name_that_is_no_text_is_made_printable(tmp_path: Path) -> None:
    raw = tmp_path / os.fsdecode(b"a\xff\n\xe2\x80\xaetxt")
    try:
        raw.write_bytes(b"x")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    (found,) = walk([tmp_path])
    assert found.data == b"x"
    assert Path(found.name).name == "a\ufffd\ufffd\ufffdtxt"


def test_only_one_file_is_read_at_a_time(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(name.encode())
    stream = walk([tmp_path])
    assert next(stream).data == b"a"
    (tmp_path / "b").write_bytes(b"changed")
    assert next(stream).data == b"changed"
