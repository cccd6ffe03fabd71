from datetime import UTC, datetime
from pathlib import Path

import pytest

from dabir.wire import registry
from dabir.wire.format import Context
from dabir.wire.reading import Unread, read, read_all

SAMPLES = Path(__file__).parents[1] / "data" / "wire"
CONTEXT = Context("sample", "ARAN", datetime(2026, 1, 20, tzinfo=UTC), ("az", "fa", "en"))


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*/*")), ids=lambda sample: sample.name)
def test_file_says_what_its_format_reads(sample):
    data = sample.read_bytes()
    found, readings = registry.parse(data, CONTEXT)
    answer = read(Unread(data, CONTEXT))
    assert (answer.media_type, answer.readings) == (found.media_type, tuple(readings))


def test_what_cannot_be_read_says_why_and_raises_nothing():
    cut_off = b"<nitf><body><body.content><p>Half a wor"
    good = (SAMPLES / "ninjs" / "aran_1.json").read_bytes()
    refused, whole = read_all([Unread(cut_off, CONTEXT), Unread(good, CONTEXT)])
    assert refused.media_type == ""
    (reading,) = refused.readings
    assert reading.story is None
    assert "cut short" in reading.error
    assert reading.place.startswith("line 1")
    assert whole.readings[0].story


def test_files_of_many_formats_are_read_in_whatever_order_and_told_in_theirs():
    files = [Unread(path.read_bytes(), CONTEXT) for path in sorted(SAMPLES.glob("*/aran*"))]
    assert len({file.data[:64] for file in files}) > 3
    mixed = [*files[::2], *files[1::2], *files]
    assert read_all(mixed) == [read(file) for file in mixed]
