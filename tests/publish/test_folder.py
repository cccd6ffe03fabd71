"""Writing a release: whole or not at all, never over another."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.domain.errors import DabirError
from dabir.publish import folder as folder_module
from dabir.publish.folder import safe_name, write_release

FILES = {"original.xml": b"\xff\x00\r\n", "story.txt": "خبر\n".encode(), "manifest.json": b"{}"}


def contents(path: Path) -> dict[str, bytes]:
    return {entry.name: entry.read_bytes() for entry in path.iterdir()}


def test_a_release_is_written_whole(tmp_path: Path) -> None:
    place = write_release(tmp_path / "new" / "released", "همکاری‌خبری az", FILES)
    assert place == tmp_path / "new" / "released" / "همکاری‌خبری az"
    assert contents(place) == FILES
    assert [entry.name for entry in place.parent.iterdir()] == ["همکاری‌خبری az"]


def test_the_same_release_again_is_the_same_folder(tmp_path: Path) -> None:
    first = write_release(tmp_path, "1001", FILES)
    before = {entry: entry.stat().st_mtime_ns for entry in first.iterdir()}
    assert write_release(tmp_path, "1001", FILES) == first
    assert {entry: entry.stat().st_mtime_ns for entry in first.iterdir()} == before
    assert list(tmp_path.iterdir()) == [first]


@pytest.mark.parametrize(
    "other", [FILES | {"story.txt": b"another"}, FILES | {"more.txt": b""}, {"story.txt": FILES["story.txt"]}]
)
def test_another_release_of_the_same_name_is_never_overwritten(tmp_path: Path, other: dict[str, bytes]) -> None:
    first = write_release(tmp_path, "1001", FILES)
    second = write_release(tmp_path, "1001", other)
    third = write_release(tmp_path, "1001", {"x": b"y"})
    assert [second.name, third.name] == ["1001-2", "1001-3"]
    assert (contents(first), contents(second)) == (FILES, other)
    assert write_release(tmp_path, "1001", other) == second
    assert len(list(tmp_path.iterdir())) == 3


def test_a_file_or_a_dead_link_in_its_place_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "1001").write_bytes(b"somebody's file")
    (tmp_path / "1001-2").symlink_to(tmp_path / "nowhere")
    assert write_release(tmp_path, "1001", FILES).name == "1001-3"
    assert (tmp_path / "1001").read_bytes() == b"somebody's file"


def test_a_place_taken_at_the_last_moment_is_left_to_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def slow(self: Path, target: Path) -> Path:
        if target.name == "1001":
            target.mkdir()
            (target / "theirs").write_bytes(b"")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", slow)
    place = write_release(tmp_path, "1001", FILES)
    assert (place.name, contents(place)) == ("1001-2", FILES)
    assert contents(tmp_path / "1001") == {"theirs": b""}


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[int] = []

    def full(handle: int) -> None:
        flushed.append(handle)
        if len(flushed) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DabirError, match="No space left on device") as raised:
        write_release(tmp_path, "1001", FILES)
    assert str(tmp_path) in raised.value.message
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="folders can be flushed on POSIX only")
def test_a_network_folder_that_cannot_be_flushed_still_takes_releases(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def files_only(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(22, "Invalid argument")

    monkeypatch.setattr(os, "fsync", files_only)
    assert contents(write_release(tmp_path, "1001", FILES)) == FILES


def test_a_release_that_is_there_needs_no_space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = write_release(tmp_path, "1001", FILES)

    def full(self: Path, *_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folder_module, "_write_all", full)
    assert write_release(tmp_path, "1001", FILES) == first


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "released").write_bytes(b"")
    with pytest.raises(DabirError, match="released"):
        write_release(tmp_path / "released", "1001", FILES)


def test_a_rename_that_fails_is_told_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", denied)
    with pytest.raises(DabirError, match="Permission denied"):
        write_release(tmp_path, "1001", FILES)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="folders can be flushed on POSIX only")
def test_files_and_folders_are_flushed_before_and_after_the_rename(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    rename, fsync = Path.rename, os.fsync

    def noted_fsync(handle: int) -> None:
        steps.append(Path(f"/proc/self/fd/{handle}").resolve().name if Path("/proc/self/fd").exists() else "flushed")
        fsync(handle)

    def noted_rename(self: Path, target: Path) -> Path:
        steps.append("rename")
        return rename(self, target)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(Path, "rename", noted_rename)
    write_release(tmp_path, "1001", FILES)
    assert steps.index("rename") == len(FILES) + 1
    assert len(steps) == len(FILES) + 3


@pytest.mark.parametrize(
    "files", [{}, {"../x": b""}, {"a/b": b""}, {"": b""}, {"nul.txt": b""}, {"A.txt": b"", "a.txt": b""}]
)
def test_unsafe_files_are_a_defect(tmp_path: Path, files: dict[str, bytes]) -> None:
    with pytest.raises(ValueError, match=r"names|files"):
        write_release(tmp_path, "1001", files)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("همکاری‌خبری", "همکاری‌خبری"),
        ("Əməkdaşlıq-1001", "Əməkdaşlıq-1001"),
        ("urn:newsml:aran.example:1", "urn_newsml_aran.example_1"),
        ("../../etc", "_.._etc"),
        ("CON", "_CON"),
        ("com¹.txt", "_com¹.txt"),
        ("aux ", "_aux"),
        ("a. .", "a"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("", "release"),
        (" . ", "release"),
        ("e\u0301", "é"),
    ],
)
def test_names_stay_as_near_as_they_can(text: str, name: str) -> None:
    assert safe_name(text) == name


RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10))}


@settings(max_examples=150)
@given(
    st.one_of(st.text(max_size=120), st.text("خبرəş", min_size=70, max_size=300), st.sampled_from(sorted(RESERVED)))
)
def test_every_name_is_safe_on_every_system(text: str) -> None:
    name = safe_name(text)
    assert 0 < len(name) <= 81
    assert len(name.encode("utf-8")) <= 161
    assert not set(name) & {chr(code) for code in range(32)}
    assert not set(name) & set('<>:"/\\|?*')
    assert name[-1] not in " ."
    assert name[0] not in " ."
    assert name.split(".")[0].upper() not in RESERVED
    assert safe_name(name) == name


def test_long_names_with_the_same_beginning_do_not_meet() -> None:
    assert safe_name("خبر" * 100) != safe_name("خبر" * 101)
