"""Mutated samples of the text formats: a parser returns readings or raises WireError, and nothing else ever."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dabir.domain.errors import WireError
from dabir.wire.format import Context, Format, Reading
from dabir.wire.formats import anpa1312, html, iptc7901, mail, plain, rss

DATA = Path(__file__).parents[1] / "data" / "wire"
CONTEXT = Context("x", "ARAN", datetime(2026, 2, 1, 12, tzinfo=UTC), ("fa", "az", "en"), UTC)
FORMATS = {
    "anpa1312": anpa1312.FORMAT,
    "html": html.FORMAT,
    "iptc7901": iptc7901.FORMAT,
    "mail": mail.FORMAT,
    "plain": plain.FORMAT,
    "rss": rss.FORMAT,
}
PIECES = [
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"<", b">", b"&", b"]]>", b"<!--", b"\x01", b"\x02", b"\x03", b"\r", b"\xd9", b"</item>",
    b"<entry>", b"&#xFFFFFFF;", b"&#0;", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"encoding='utf-16'", b":", b"999999 ZZZ 99", b"<h1>",
    b"</body>", b"<article>", "۱۴۰۴".encode(), "İ".encode(), b"<script type='application/ld+json'>[", b"charset=zlib", b"\x1b(J",
    b"\x1f", b"^", b"<endash>", b"--sep\r\n", b"\r\n\r\n", b"=?utf-8?B?", b"?=", b"=", b"Content-Transfer-Encoding: base64\r\n", b"\nFrom a 1:11 2026\n",
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, folder: str) -> bytes:
    data = draw(st.sampled_from(sorted((DATA / folder).iterdir()))).read_bytes()
    for _ in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 60)))
        data = data[:start] + draw(st.sampled_from(PIECES) | st.binary(max_size=8)) + data[end:]
    cut = draw(st.none() | st.integers(0, len(data)))
    return data if cut is None else data[:cut]


def check(wire: Format, data: bytes) -> None:
    assert 0 <= wire.recognises(data) <= 100
    try:
        readings = wire.parse(data, CONTEXT)
    except WireError:
        return
    assert readings
    for reading in readings:
        assert isinstance(reading, Reading)
        assert (reading.story is None) == bool(reading.error)
        assert "unforeseen" not in reading.error
        if reading.story:
            assert reading.story.uri or not reading.story.guid
            assert reading.story.headline or reading.story.paragraphs or reading.story.is_kill


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_mutated_sample_never_crashes_its_parser(name: str) -> None:
    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(mutated(name))
    def run(data: bytes) -> None:
        check(FORMATS[name], data)

    run()


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_arbitrary_bytes_never_crash_a_parser(name: str) -> None:
    @settings(max_examples=100, deadline=None)
    @given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
    def run(data: bytes) -> None:
        check(FORMATS[name], data)

    run()
