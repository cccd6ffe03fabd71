from hypothesis import given
from hypothesis import strategies as st

from dabir.ui.editing.card_heights import CardHeights

USUAL = 40


@st.composite
def measurings(draw):
    count = draw(st.integers(1, 70))
    rows = st.integers(0, count - 1)
    return count, draw(st.lists(st.tuples(rows, st.integers(1, 300)), max_size=60))


@given(measurings())
def test_places_are_those_of_heights_added_one_by_one(case):
    count, measured = case
    heights, plain = CardHeights(count, USUAL), [USUAL] * count
    for row, height in measured:
        assert heights.measure(row, height) is (plain[row] != height)
        plain[row] = height
    tops = [sum(plain[:row]) for row in range(count + 1)]
    assert [heights.top(row) for row in range(count + 1)] == tops
    assert heights.total == tops[-1]
    for row in range(count):
        assert heights.at(tops[row]) == heights.at(tops[row + 1] - 1) == row
    assert heights.at(tops[-1]) == count


def test_forgotten_card_stands_as_tall_as_it_was_until_it_is_measured_again():
    heights = CardHeights(3, USUAL)
    heights.measure(1, 100)
    heights.forget([1])
    assert not heights.is_measured(1)
    assert heights.height(1) == 100
    heights.measure(1, 60)
    assert heights.total == 2 * USUAL + 60
    heights.forget()
    assert not heights.is_measured(1)


def test_no_cards_take_no_room():
    assert CardHeights().total == 0
    assert CardHeights().at(0) == 0
