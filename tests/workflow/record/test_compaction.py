import sqlite3
from contextlib import closing

import pytest
from wire_samples import PERSIAN, ninjs, take_in

from dabir.domain.errors import Cancelled
from dabir.store import compacting, packing


@pytest.fixture
def old_desk(desk, tmp_path, monkeypatch):
    """A desk that has kept its stories without packing."""
    monkeypatch.setattr(compacting, "FEWEST", 20)
    monkeypatch.setattr(compacting, "_ROWS", 10)
    with monkeypatch.context() as before:
        before.setattr(packing, "_SMALLEST", 10**9)
        wires = [
            ninjs(f"tag:alborz.example,2026:{n}", body_xhtml=f"<p>{n} {PERSIAN[n % 2] * 4}</p>") for n in range(40)
        ]
        take_in(desk, tmp_path / "wire", *wires)
    return desk


def held(desk):
    with closing(sqlite3.connect(desk.places.database)) as db:
        return db.execute("SELECT count(unpacked), count(dictionary) FROM originals").fetchone()


def test_everything_is_packed_and_reads_as_before(old_desk):
    before = [old_desk.stories.get(row) for row in range(1, 41)]
    assert held(old_desk) == (0, 0)
    made = old_desk.compaction.run()
    assert held(old_desk) == (40, 40)
    assert (made.rows, made.packed) == (80, 80)
    assert made.after < made.before / 4
    assert [old_desk.stories.get(row) for row in range(1, 41)] == before
    assert old_desk.compaction.run().rows == 0


def test_what_arrives_after_is_packed_with_the_same_dictionary(old_desk, tmp_path):
    old_desk.compaction.run()
    take_in(old_desk, tmp_path / "later", ninjs("tag:alborz.example,2026:later"))
    assert held(old_desk) == (41, 41)


def test_stopped_it_goes_on_where_it_was(old_desk):
    looked = []

    def stop(done, _all):
        looked.append(done)
        if done >= 20:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        old_desk.compaction.run(stop)
    assert looked == [10, 20] and held(old_desk) == (20, 20)
    assert old_desk.compaction.left() == 60
    rest = old_desk.compaction.run()
    assert (rest.rows, rest.packed) == (60, 60)


def test_desk_is_written_between_its_steps(old_desk, tmp_path):
    (row,) = take_in(old_desk, tmp_path / "one", ninjs("tag:alborz.example,2026:one"))
    arrived = []

    def meanwhile(done, _all):
        if len(arrived) < 3:
            arrived.extend(take_in(old_desk, tmp_path / "more", ninjs(f"tag:alborz.example,2026:m{done}")))

    old_desk.compaction.run(meanwhile)
    assert len(arrived) == 3
    assert all(old_desk.stories.get(row).story.headline for row in [row, *arrived])


def test_few_stories_are_packed_without_a_dictionary(desk, tmp_path):
    take_in(desk, tmp_path / "wire", ninjs())
    assert held(desk) == (1, 0)
    desk.compaction.run()
    assert held(desk) == (1, 0)


def test_room_is_given_back_to_the_disk(old_desk):
    old_desk.compaction.run()
    before = old_desk.compaction.room()
    old_desk.compaction.give_back()
    after = old_desk.compaction.room()
    assert after.free == 0 and after.file <= before.file - before.free
    assert old_desk.stories.get(1).story.headline
