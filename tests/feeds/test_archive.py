from __future__ import annotations

import gzip
import io
import stat
import struct
import tarfile
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.feeds import archive
from dabir.feeds.folder import Arrival, walk

pytestmark = pytest.mark.filterwarnings("ignore:Duplicate name")


def packed(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as file:
        for name, data in members:
            file.writestr(name, data, method)
    return target.getvalue()


def taken(data: bytes, tmp_path: Path, name: str = "batch.zip") -> dict[str, Arrival]:
    path = tmp_path / name
    path.write_bytes(data)
    return {one.name.removeprefix(f"{path}").lstrip("/"): one for one in walk([path])}


def test_members_come_with_their_place_and_their_bytes(tmp_path: Path) -> None:
    found = taken(packed(("b/story.xml", b"one"), ("a.txt", b"two"), ("empty/", b""), ("blank.txt", b"")), tmp_path)
    assert {name: one.data for name, one in found.items()} == {
        "b/story.xml": b"one",
        "a.txt": b"two",
        "blank.txt": b"",
    }


def test_archive_is_told_by_content_not_by_name(tmp_path: Path) -> None:
    assert set(taken(packed(("a.txt", b"x")), tmp_path, "story.xml")) == {"a.txt"}
    assert taken(b"no archive", tmp_path, "x.zip")[""].data == b"no archive"


@pytest.mark.parametrize("first", ["[Content_Types].xml", "mimetype"])
def test_office_document_is_one_file(first: str, tmp_path: Path) -> None:
    data = packed((first, b"x"), ("word/document.xml", b"y"))
    assert taken(data, tmp_path, "x.docx")[""].data == data


def test_archive_in_an_archive_is_opened_once(tmp_path: Path) -> None:
    third = packed(("deep.txt", b"z"))
    second = packed(("in.txt", b"y"), ("third.zip", third))
    found = taken(packed(("out.txt", b"x"), ("second.zip", second)), tmp_path)
    assert found["out.txt"].data == b"x"
    assert found["second.zip/in.txt"].data == b"y"
    assert found["second.zip/third.zip"].data is None
    assert "archive in an archive" in found["second.zip/third.zip"].error


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/etc/passwd", "C:/x", "c:x", "..\\x", "\\\\host\\x", "a\\b"])
def test_name_that_leads_out_is_refused_and_the_rest_comes(name: str, tmp_path: Path) -> None:
    info = zipfile.ZipInfo("placeholder")
    info.filename = name
    found = list(walk([_written(packed((info, b"x"), ("story.txt", b"y")), tmp_path)]))
    assert [one.data for one in found] == [None, b"y"]
    assert "name leads out" in found[0].error


def test_name_with_a_zero_byte_is_refused(tmp_path: Path) -> None:
    data = packed(("storyX.txt", b"x")).replace(b"storyX", b"story\x00")
    (found,) = walk([_written(data, tmp_path)])
    assert found.data is None


def test_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("link")
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    found = taken(packed((info, b"/etc/passwd"), ("story.txt", b"y")), tmp_path)
    assert found["link"].data is None
    assert "link" in found["link"].error
    assert found["story.txt"].data == b"y"


def test_encrypted_member_is_refused(tmp_path: Path) -> None:
    data = bytearray(packed(("secret.txt", b"x"), ("story.txt", b"y")))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    found = taken(bytes(data), tmp_path)
    assert "encrypted" in found["secret.txt"].error
    assert found["story.txt"].data == b"y"


def test_name_that_comes_twice_is_taken_once(tmp_path: Path) -> None:
    found = list(walk([_written(packed(("a.txt", b"first"), ("a.txt", b"second")), tmp_path)]))
    assert [one.data for one in found] == [b"first", None]
    assert "twice" in found[1].error


def test_member_with_a_bad_checksum_is_refused(tmp_path: Path) -> None:
    data = packed(("a.txt", b"plain words"), ("b.txt", b"y"), method=zipfile.ZIP_STORED).replace(
        b"plain words", b"plane words"
    )
    found = taken(data, tmp_path)
    assert found["a.txt"].data is None
    assert "damaged" in found["a.txt"].error
    assert found["b.txt"].data == b"y"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_cannot_be_unpacked_piece_by_piece_are_refused(method: int, tmp_path: Path) -> None:
    found = taken(packed(("a.txt", b"x" * 100), method=method), tmp_path)
    assert "method" in found["a.txt"].error


@pytest.mark.parametrize("share", [0.2, 0.5, 0.95])
def test_truncated_archive_is_refused(share: float, tmp_path: Path) -> None:
    data = packed(*[(f"{number}.txt", b"x" * 50) for number in range(20)])
    (found,) = taken(data[: int(len(data) * share)], tmp_path).values()
    assert found.data is None
    assert "cut short" in found.error


def test_bomb_is_refused_without_filling_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file, file.open("zeros", "w") as member:
        for _ in range(60):
            member.write(bytes(1 << 20))
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("story.txt", b"y")
    tracemalloc.start()
    try:
        bomb, story = walk([path])
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert bomb.data is None
    assert "bomb" in bomb.error
    assert story.data == b"y"
    assert peak < 2 << 20


def test_member_gives_no_more_than_its_entry_says(tmp_path: Path) -> None:
    real = bytes(8 << 20)
    data = bytearray(packed(("zeros", real)))
    place = data.index(b"PK\x01\x02")
    struct.pack_into("<L", data, place + 24, 100)
    struct.pack_into("<L", data, 22, 100)
    struct.pack_into("<L", data, place + 16, zlib.crc32(bytes(100)))
    (found,) = taken(bytes(data), tmp_path).values()
    assert found.data == bytes(100)


def test_bomb_that_claims_to_be_large_is_stopped_at_the_ratio(tmp_path: Path) -> None:
    data = bytearray(packed(("zeros", bytes(8 << 20))))
    place = data.index(b"PK\x01\x02")
    # The sizes of the entry are left as they are; what was stored is said to be less than it is.
    struct.pack_into("<L", data, place + 20, 5000)
    (found,) = taken(bytes(data), tmp_path).values()
    assert found.data is None
    assert "bomb" in found.error


def test_small_but_very_regular_member_is_no_bomb(tmp_path: Path) -> None:
    assert taken(packed(("a.txt", b" " * 1_000_000)), tmp_path)["a.txt"].data == b" " * 1_000_000


def test_member_above_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_BYTES", 10)
    found = taken(packed(("a", b"x" * 11), ("b", b"y" * 10)), tmp_path)
    assert "11 bytes" in found["a"].error
    assert found["b"].data == b"y" * 10


def test_members_together_above_the_limit_end_the_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive._Budget, "__init__", _budget_of(25, 100))
    found = taken(packed(("a", b"x" * 10), ("b", b"y" * 10), ("c", b"z" * 10), ("d", b"w")), tmp_path)
    assert [found[name].data for name in ("a", "b", "c")] == [b"x" * 10, b"y" * 10, None]
    assert "d" not in found
    assert "the rest was not read" in found[""].error


def test_archives_within_count_against_the_same_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = packed(("c", b"z" * 2000))
    monkeypatch.setattr(archive._Budget, "__init__", _budget_of(len(inner) * 2 + 2000, 100))
    found = taken(packed(("1.zip", inner), ("2.zip", inner)), tmp_path)
    assert found["1.zip/c"].data == b"z" * 2000
    assert found["2.zip/c"].data is None


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBERS", 3)
    monkeypatch.setattr(archive._Budget, "__init__", _budget_of(1000, 3))
    assert taken(packed(*[(str(number), b"x") for number in range(3)]), tmp_path)["0"].data == b"x"
    (found,) = taken(packed(*[(str(number), b"x") for number in range(4)]), tmp_path).values()
    assert "more than 3 members" in found.error


def test_directory_that_claims_to_be_endless_is_refused_unread(tmp_path: Path) -> None:
    data = bytearray(packed(("a", b"x")))
    struct.pack_into("<L", data, len(data) - 10, 0x7FFFFFFF)
    (found,) = taken(bytes(data), tmp_path).values()
    assert found.data is None


def test_directory_of_the_system_is_passed_over(tmp_path: Path) -> None:
    assert set(taken(packed(("__MACOSX/._a", b"x"), (".DS_Store", b"x"), ("a", b"y")), tmp_path)) == {"a"}


def test_empty_archive_gives_nothing(tmp_path: Path) -> None:
    assert taken(packed(), tmp_path) == {}


def test_persian_names_are_kept(tmp_path: Path) -> None:
    assert set(taken(packed(("اخبار/متن خبر.txt", b"x")), tmp_path)) == {"اخبار/متن خبر.txt"}


def test_member_without_a_name_is_no_crash(tmp_path: Path) -> None:
    found = taken(packed(("a", b"x")).replace(b"a", b"\x00"), tmp_path)
    assert len(found) == 1


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 700), st.binary(min_size=1, max_size=6), st.booleans())
def test_damaged_archive_never_crashes(place: int, patch: bytes, cut: bool) -> None:
    data = packed(("a.txt", b"words " * 40), ("b/c.xml", b"<a/>"), ("in.zip", packed(("d", b"x"))))
    data = data[:place] + (b"" if cut else patch) + data[place + len(patch) :]
    for found in archive.members(io.BytesIO(data), "x.zip"):
        assert (found.data is None) == bool(found.error)


def _written(data: bytes, folder: Path) -> Path:
    path = folder / "batch.zip"
    path.write_bytes(data)
    return path


def _budget_of(left: int, members: int) -> object:
    def build(self: archive._Budget) -> None:
        self.left, self.members, self.spent = left, members, False

    return build


def test_gzip_file_gives_its_content_under_the_name_it_tells(tmp_path: Path) -> None:
    header = b"\x1f\x8b\x08\x08" + bytes(5) + b"\x03" + "inbox/xəbər.xml".encode() + b"\x00"
    (found,) = taken(header + gzip.compress(b"words")[10:], tmp_path, "x.gz").values()
    assert (found.name, found.data) == (f"{tmp_path / 'x.gz'}/xəbər.xml", b"words")


def test_gzip_file_without_a_name_is_named_after_itself(tmp_path: Path) -> None:
    assert taken(gzip.compress(b"words"), tmp_path, "story.xml.gz")["story.xml"].data == b"words"


def test_gzip_is_told_by_content_not_by_name(tmp_path: Path) -> None:
    assert taken(gzip.compress(b"words"), tmp_path, "story.xml")["story.xml"].data == b"words"
    assert taken(b"words", tmp_path, "plain.gz")[""].data == b"words"


def test_gzip_pieces_and_zeros_behind_them_are_one_content(tmp_path: Path) -> None:
    data = gzip.compress(b"one ") + gzip.compress(b"") + gzip.compress(b"two") + bytes(600_000)
    assert taken(data, tmp_path, "x.gz")["x"].data == b"one two"


def test_zip_in_a_gzip_file_is_opened_and_one_more_is_not(tmp_path: Path) -> None:
    second = packed(("in.txt", b"y"), ("third.gz", gzip.compress(b"z")))
    found = taken(gzip.compress(second), tmp_path, "batch.zip.gz")
    assert found["batch.zip/in.txt"].data == b"y"
    assert found["batch.zip/third.gz"].data is None
    assert "archive in an archive" in found["batch.zip/third.gz"].error


def test_gzip_file_in_a_zip_archive_is_opened(tmp_path: Path) -> None:
    found = taken(packed(("a.xml.gz", gzip.compress(b"words")), ("b.txt", b"y")), tmp_path)
    assert found["a.xml.gz/a.xml"].data == b"words"
    assert found["b.txt"].data == b"y"


@pytest.mark.parametrize("packing", [gzip.compress, bytes])
def test_tar_archive_is_refused_with_what_to_do(packing: Callable[[bytes], bytes], tmp_path: Path) -> None:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as file:
        info = tarfile.TarInfo("story.txt")
        info.size = 5
        file.addfile(info, io.BytesIO(b"words"))
    (found,) = taken(packing(target.getvalue()), tmp_path, "batch.tar.gz").values()
    assert found.data is None
    assert "tar archive" in found.error and "unpack" in found.error
    assert found.container == tmp_path / "batch.tar.gz"


@pytest.mark.parametrize("damage", ["cut", "crc", "behind"])
def test_damaged_gzip_file_is_refused_and_kept(damage: str, tmp_path: Path) -> None:
    data = gzip.compress(b"words of a story " * 50)
    data = {"cut": data[:-9], "crc": data[:-8] + bytes(4) + data[-4:], "behind": data + b"and more"}[damage]
    (found,) = taken(data, tmp_path, "x.gz").values()
    assert found.data is None
    assert "damaged or cut short" in found.error
    assert found.container == tmp_path / "x.gz"


def test_gzip_bomb_is_refused_without_filling_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "bomb.gz"
    with gzip.open(path, "wb", compresslevel=9) as file:
        for _ in range(60):
            file.write(bytes(1 << 20))
    tracemalloc.start()
    try:
        (bomb,) = walk([path])
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert bomb.data is None
    assert "bomb" in bomb.error
    assert peak < 24 << 20


def test_gzip_content_above_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_BYTES", 10)
    assert "11 bytes" in taken(gzip.compress(b"x" * 11), tmp_path, "a.gz")["a"].error
    assert taken(gzip.compress(b"x" * 10), tmp_path, "a.gz")["a"].data == b"x" * 10


def test_gzip_file_of_endless_pieces_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_MAX_STREAMS", 3)
    assert taken(gzip.compress(b"x") * 3, tmp_path, "a.gz")["a"].data == b"xxx"
    assert "3 gzip pieces" in taken(gzip.compress(b"x") * 4, tmp_path, "a.gz")["a"].error


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 120), st.binary(min_size=1, max_size=6), st.booleans())
def test_damaged_gzip_file_never_crashes(place: int, patch: bytes, cut: bool) -> None:
    data = gzip.compress(b"words " * 40) + gzip.compress(b"more")
    data = data[:place] + (b"" if cut else patch) + data[place + len(patch) :]
    for found in archive.members(io.BytesIO(data), "x.gz"):
        assert (found.data is None) == bool(found.error)
