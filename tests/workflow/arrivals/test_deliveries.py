import io
import zipfile

import pytest

from dabir.feeds.arrival import Arrival
from dabir.feeds.fetcher import Delivery, FeedError
from dabir.workflow.arrivals import deliveries
from dabir.workflow.arrivals.deliveries import batches, opened


def packed(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def some(number):
    return [Delivery(Arrival(f"{one}.xml", b"x")) for one in range(number)]


def test_deliveries_are_gathered_into_batches():
    assert [len(batch) for batch in batches(some(2 * deliveries.BATCH + 6))] == [deliveries.BATCH] * 2 + [6]
    assert list(batches([])) == []


def test_large_deliveries_fill_a_batch_sooner(monkeypatch):
    monkeypatch.setattr(deliveries, "BATCH_BYTES", 3)
    assert [len(batch) for batch in batches(some(5))] == [3, 2]


def test_slow_feed_does_not_hold_back_what_came():
    moments = iter([0.0, 0.0, 1.0, 6.0, 6.0, 6.5, 7.0])
    assert [len(batch) for batch in batches(some(4), lambda: next(moments))] == [2, 2]


def test_what_came_before_a_failure_is_good():
    def failing():
        yield from some(2)
        raise FeedError("The line broke.")

    gathered = batches(failing())
    assert len(next(gathered)) == 2
    with pytest.raises(FeedError):
        next(gathered)


def test_archives_are_opened_wherever_they_come_from():
    found = list(opened([Delivery(Arrival("mail/b.zip", packed(one=b"1", two=b"2"))), *some(1)]))
    assert [(one.name, one.data) for one in found] == [
        ("mail/b.zip/one", b"1"),
        ("mail/b.zip/two", b"2"),
        ("0.xml", b"x"),
    ]


def test_refused_member_is_set_aside_with_its_whole_archive_once():
    data = packed(**{"a.xml": b"a", "../b.xml": b"b", "../c.xml": b"c"})
    found = list(opened([Delivery(Arrival("b.zip", data))]))
    assert [one.data for one in found] == [b"a", data, None]
    assert found[1].error and found[2].error


def test_empty_archive_is_set_aside_whole():
    data = packed()
    (one,) = opened([Delivery(Arrival("b.zip", data))])
    assert one.data == data and "no file" in one.error


def test_bundle_stays_in_one_piece():
    data = packed(**{"bundle.note": b"signed", "manifest.json": b"{}"})
    assert [one.data for one in opened([Delivery(Arrival("b.zip", data))])] == [data]
