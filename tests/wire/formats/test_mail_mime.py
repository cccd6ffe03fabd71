from __future__ import annotations

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.wire.formats.mail_mime import MAX_PARTS, Budget, block_of, pieces_of, unpacked


def test_header_block_is_unfolded_and_ends_at_the_blank_line() -> None:
    data = b"A: one\r\n\ttwo\r\nB:three\r\n\r\nC: text"
    block = block_of(data)
    assert [(one.name, one.value) for one in block.fields] == [("A", b"one two"), ("B", b"three")]
    assert data[block.end :] == b"C: text"
    assert block.parted


def test_header_block_knows_every_line_end() -> None:
    for end in (b"\r\n", b"\n", b"\r"):
        block = block_of(end.join((b"A: 1", b"B: 2", b"", b"text")))
        assert [one.name for one in block.fields] == ["A", "B"]


def test_line_that_is_no_field_is_passed_over_only_where_the_block_goes_on() -> None:
    block = block_of(b"A: 1\nnonsense\nB: 2\n\nx")
    assert (block.junk, len(block.fields)) == ((b"nonsense",), 2)
    data = b"A: 1\nfree text\nmore of it\n"
    block = block_of(data)
    assert data[block.end :] == b"free text\nmore of it\n"
    assert not block.parted


def test_parts_are_cut_at_their_boundary_alone() -> None:
    body = b"before\r\n--b\r\n\r\none\r\n--bb\r\nstill one\r\n--b \r\n\r\ntwo\r\n\r\n--b--\r\nbehind"
    pieces = pieces_of(body, b"b", 0, Budget())
    assert pieces.parts == (b"\r\none\r\n--bb\r\nstill one", b"\r\ntwo\r\n")
    assert (pieces.preamble, pieces.epilogue) == (b"before\r\n", b"\r\nbehind")
    assert pieces.defects == ()


def test_parts_beyond_the_limit_are_not_read_and_told() -> None:
    budget = Budget()
    pieces = pieces_of(b"--b\r\n\r\nx\r\n" * (MAX_PARTS + 5) + b"--b--", b"b", 0, budget)
    assert len(pieces.parts) == MAX_PARTS
    assert budget.parts == 0
    assert any("parts" in defect for defect in pieces.defects)


@pytest.mark.parametrize(
    ("body", "data", "defects"),
    [
        (b"a=C9=99b=\r\nc", "aəbc".encode(), 0),
        (b"a= \t\r\nb", b"ab", 0),
        (b"a=ZZb=4", b"a=ZZb=4", 1),
        (b"end=", b"end", 0),
    ],
)
def test_quoted_printable_is_read(body: bytes, data: bytes, defects: int) -> None:
    found = unpacked(body, "Quoted-Printable")
    assert (found.data, len(found.defects)) == (data, defects)


@pytest.mark.parametrize(
    ("body", "data", "told"),
    [
        (b"U2FsYW0=", b"Salam", ""),
        (b"U2Fs\r\nYW0=\r\n", b"Salam", ""),
        (b"U2FsYW0", b"Salam", ""),
        (b"U2FsYW0=U2FsYW0=", b"SalamSalam", ""),
        (b"U2FsYW0hU", b"Salam!", "cut short"),
        (b"U2Fs*YW0=", b"Salam", "damaged"),
        (b"The text stands here plainly.", b"The text stands here plainly.", "but is not"),
        (b"Salamlar\r\nbu adi metndir, kodlasdirilmayib\r\n", b"Salamlar\r\nbu adi metndir, kodlasdirilmayib\r\n", "but is not"),
    ],
)  # fmt: skip
def test_base64_is_read(body: bytes, data: bytes, told: str) -> None:
    found = unpacked(body, "base64")
    assert found.data == data
    assert any(told in defect for defect in found.defects) if told else found.defects == ()


def test_text_behind_base64_is_kept() -> None:
    found = unpacked(
        base64.b64encode("Sərgi sabah açılır.".encode()) + b"\r\n\r\nThis list has readers.\r\n", "base64"
    )
    assert (found.data.decode(), found.rest) == ("Sərgi sabah açılır.", b"This list has readers.")


def test_unknown_encoding_is_told_and_read_as_it_stands() -> None:
    found = unpacked(b"words", "x-pigeon")
    assert (found.data, len(found.defects)) == (b"words", 1)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_base64_of_anything_comes_out_whole(data: bytes) -> None:
    assert unpacked(base64.encodebytes(data), "base64").data == data


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_header_block_never_fails_and_never_passes_the_end(data: bytes) -> None:
    block = block_of(data)
    assert 0 <= block.end <= len(data)
