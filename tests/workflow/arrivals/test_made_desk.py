"""The desk that benchmarks measure with holds what taking the same files in would have made."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import pytest

from dabir.app import open_desk
from dabir.settings import Places

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

import desk as made_desk

_SAME = {
    "originals": "sha256, media_type, filename, partner, received, data, unpacked, dictionary",
    "stories": "id, uri, version, text_sha256, original_sha256, part, media_type, filename, partner, received, "
    "received_utc, headline, slugline, language, urgency, versioncreated, versioncreated_utc, embargoed, pubstatus, "
    "is_kill, is_correction, variant, record, unpacked, dictionary, expiry, expiry_utc, killed, expired",
    "search_index": "rowid, headline, body, extra, translations",
    "list_lines": "story_id, received, created",
    "story_links": "*",
    "kills": "*",
    "standings": "*",
    "units": "*",
}


@pytest.fixture
def made():
    return list(made_desk.Maker(1_000_000, 40).make(999_900, 1_000_000))


def test_made_rows_are_those_of_taking_the_files_in(desk, clock, made, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    other = open_desk(Places(tmp_path / "made"))
    try:
        # The rows of a fresh desk begin with 1.
        moved = [dataclasses.replace(one, number=place) for place, one in enumerate(made)]
        for one in moved:
            Path(one.filename).write_bytes(one.data)
            clock.now = one.received
            (outcome,) = desk.intake.ingest([Path(one.filename)], partner=one.partner)
            assert outcome.status == "new"
        other.stories._database.write(lambda db: made_desk.keep(db, moved))
        taken, put = desk.stories._database.read(), other.stories._database.read()
        for table, columns in _SAME.items():
            rows = taken.execute(f"SELECT {columns} FROM {table} ORDER BY 1").fetchall()
            assert put.execute(f"SELECT {columns} FROM {table} ORDER BY 1").fetchall() == rows, table
        assert len({one.story.language for one in made}) == 3
        assert len({one.partner for one in made}) > 4
        assert any(one.story.ednote for one in made)
        noted = "SELECT story_id, f.marks FROM list_lines JOIN list_facets f ON f.id = facet ORDER BY 1"
        assert put.execute(noted).fetchall() == taken.execute(noted).fetchall()
    finally:
        other.close()
