import dataclasses
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wire_samples import ninjs, take_in

from dabir.domain.segment import Segment, TranslationUnit, UnitState
from dabir.workflow.deciding.kept_drafts import beside, kept_drafts


@pytest.fixture
def story(desk, tmp_path):
    """A story that Murad translated and Leyla took over."""
    (row,) = take_in(desk, tmp_path / "wire", ninjs())
    desk.translations.edit(row, "az", 0, "Energetika naziri Bakıya gedib")
    desk.translations.edit(row, "az", 1, "Nazir Bakıya gəldi.")
    desk.claims.claim(row, "Murad")
    desk.claims.take_over(row, "az", "Leyla", "Murad went home")
    return row


def found(desk, story, target="az"):
    wire, units = desk.stories.get(story).story, desk.translations.units(story, target)
    return kept_drafts(wire, desk.claims.take_overs(story), target, units)


def test_draft_is_offered_as_soon_as_something_else_stands_there(desk, story):
    assert found(desk, story) == ()
    desk.translations.edit(story, "az", 1, "Nazir Bakıya çatıb.")
    assert [taken.before for taken in found(desk, story)] == ["Murad"]
    assert found(desk, story, "en") == ()
    desk.translations.edit(story, "az", 1, "Nazir Bakıya gəldi.")
    assert found(desk, story) == ()


def test_draft_that_gave_way_comes_first_and_the_same_text_only_once(desk, story):
    desk.translations.edit(story, "az", 1, "Nazir Bakıya çatıb.")
    (murads,) = found(desk, story)
    desk.claims.take_back(murads.id, "Leyla", "It was better")
    (hers,) = found(desk, story)
    assert hers.units[1].target == "Nazir Bakıya çatıb."
    desk.claims.take_back(hers.id, "Leyla", "It was not")
    assert len(desk.claims.take_overs(story)) == 3
    assert [taken.units[1].target for taken in found(desk, story)] == ["Nazir Bakıya gəldi."]


def test_draft_without_a_word_is_not_offered(desk, tmp_path):
    (row,) = take_in(desk, tmp_path / "wire", ninjs("tag:alborz.example,2026:9"))
    desk.claims.claim(row, "Murad")
    desk.claims.take_over(row, "az", "Leyla", "Murad went home")
    desk.translations.edit(row, "az", 0, "Nazir")
    assert found(desk, row) == ()


def test_drafts_stand_beside_each_other_word_by_word(desk, story):
    desk.translations.edit(story, "az", 1, "Nazir dünən Bakıya çatıb.")
    (murads,) = found(desk, story)
    rows = beside(murads.units, desk.translations.units(story, "az"))
    assert [row.differs for row in rows] == [False, True, False, False]
    assert rows[1].source == "وزیر نیرو وارد باکو شد."
    assert [rows[1].kept[start:end].strip() for start, end in rows[1].only_kept] == ["gəldi"]
    assert [rows[1].now[start:end].strip() for start, end in rows[1].only_now] == ["dünən", "çatıb"]


def test_split_segments_stand_beside_the_whole_one(desk, story):
    desk.segments.split(story, "az", 3, source_at=10, target_at=0)
    (desk.translations.edit(story, "az", 3, "Görüş"), desk.translations.edit(story, "az", 4, "uzun çəkdi."))
    (murads,) = found(desk, story)
    rows = beside(murads.units, desk.translations.units(story, "az"))
    assert len(rows) == 4
    assert (rows[3].kept, rows[3].now) == ("", "Görüş uzun çəkdi.")


def _cut(text, places):
    edges = [0, *sorted(places), len(text)]
    pieces = [(start, end) for start, end in itertools.pairwise(edges) if start < end]
    return [
        TranslationUnit(number, Segment(0, start, end, text[start:end]), text[start:end].upper(), UnitState.EDITED)
        for number, (start, end) in enumerate(pieces)
    ]


@settings(max_examples=60)
@given(st.sets(st.integers(1, 19)), st.sets(st.integers(1, 19)))
def test_every_word_of_both_drafts_stands_in_one_row_in_order(some, others):
    text = "abcdefghijklmnopqrst"
    old, new = _cut(text, some), _cut(text, others)
    rows = beside(old, [dataclasses.replace(unit, target=unit.target.lower()) for unit in new])
    assert "".join(row.kept for row in rows).replace(" ", "") == text.upper()
    assert "".join(row.now for row in rows).replace(" ", "") == text
    assert all(row.kept.replace(" ", "").lower() == row.now.replace(" ", "") for row in rows)
    assert len(rows) == len(some & others) + 1
