import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.domain.errors import InputRefused
from dabir.domain.resegment import join, split
from dabir.domain.segment import Segment, TranslationUnit, UnitState, joined

PARAGRAPH = "Nazir gəldi və  görüş\r\nbaşladı. Görüş bitdi."
FIRST = Segment(0, 0, 31, joined(PARAGRAPH[:31]))
SECOND = Segment(0, 32, len(PARAGRAPH), PARAGRAPH[32:])
UNITS = (
    TranslationUnit(0, FIRST, "The minister came and the talks began.", UnitState.CONFIRMED),
    TranslationUnit(1, SECOND, "The talks ended."),
)


def spans(units):
    return [PARAGRAPH[unit.segment.start : unit.segment.end] for unit in units]


def test_split_gives_two_segments_that_leave_the_original_as_it_is():
    made = split(UNITS, 0, PARAGRAPH, FIRST.text.index("və"), len("The minister came "))
    assert spans(made) == ["Nazir gəldi", "və  görüş\r\nbaşladı.", "Görüş bitdi."]
    assert [unit.target for unit in made] == ["The minister came", "and the talks began.", "The talks ended."]
    assert [unit.index for unit in made] == [0, 1, 2]
    assert made[1].segment.text == "və  görüş başladı."


def test_what_was_confirmed_as_a_whole_is_not_confirmed_in_parts():
    assert {unit.state for unit in split(UNITS, 0, PARAGRAPH, 6, 4)[:2]} == {UnitState.EDITED}


def test_part_without_translation_is_untranslated():
    assert split(UNITS, 0, PARAGRAPH, 6, 0)[0].state is UnitState.UNTRANSLATED


def test_split_behind_a_hard_line_wrap_finds_its_place():
    made = split(UNITS, 0, PARAGRAPH, FIRST.text.index("başladı"), 0)
    assert spans(made)[:2] == ["Nazir gəldi və  görüş", "başladı."]


@pytest.mark.parametrize("at", [0, len(FIRST.text), 10_000])
def test_split_that_leaves_a_part_empty_is_refused(at):
    with pytest.raises(InputRefused, match="empty"):
        split(UNITS, 0, PARAGRAPH, at, 0)


def test_join_spans_what_lay_between():
    (made,) = join(UNITS, 0, PARAGRAPH)
    assert spans([made]) == [PARAGRAPH]
    assert made.target == "The minister came and the talks began. The talks ended."
    assert made.state is UnitState.EDITED


def test_join_across_paragraphs_is_refused():
    other = TranslationUnit(1, Segment(1, 0, 5, "Salam"))
    with pytest.raises(InputRefused, match="last of its paragraph"):
        join((UNITS[0], other), 0, PARAGRAPH)


@given(st.data())
def test_split_and_join_again_give_the_same_span_and_lose_no_word(data):
    at = data.draw(st.integers(1, len(FIRST.text) - 1))
    target_at = data.draw(st.integers(0, len(UNITS[0].target)))
    made = split(UNITS, 0, PARAGRAPH, at, target_at)
    back = join(made, 0, PARAGRAPH)
    assert back[0].segment == FIRST
    assert "".join(back[0].target.split()) == "".join(UNITS[0].target.split())
