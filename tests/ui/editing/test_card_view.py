import pytest
from PySide6.QtCore import QRect, QSize, QStringListModel
from PySide6.QtWidgets import QStyledItemDelegate

from dabir.ui.editing.card_view import CardView

COUNT = 20_000


class Delegate(QStyledItemDelegate):
    """Cards of 60 to 180 pixels, and a list of those that were measured."""

    def __init__(self):
        super().__init__()
        self.measured = []
        self.taller = {}

    def sizeHint(self, _option, index):  # noqa: N802 - Qt's own name
        self.measured.append(index.row())
        return QSize(100, 60 + 40 * (index.row() % 4) + self.taller.get(index.row(), 0))

    def paint(self, _painter, option, index):
        assert option.rect.height() == self.sizeHint(option, index).height()


@pytest.fixture
def model(qapp):
    return QStringListModel([str(row) for row in range(COUNT)])


@pytest.fixture
def view(model, qtbot):
    shown = CardView()
    qtbot.addWidget(shown)
    shown.delegate = Delegate()
    shown.setItemDelegate(shown.delegate)
    shown.setModel(model)
    shown.resize(400, 500)
    shown.show()
    qtbot.waitExposed(shown)
    shown.executeDelayedItemsLayout()
    return shown


def rect(view, row):
    return view.visualRect(view.model().index(row, 0))


def seen(view):
    """Return where each card stands that is seen."""
    places = {row: rect(view, row) for row in view._rows_seen()}
    for row, place in places.items():
        if row + 1 in places:
            assert places[row + 1].top() == place.bottom() + 1
    return places


def test_only_cards_to_be_seen_are_measured(view):
    assert set(view.delegate.measured) <= set(range(12))
    assert view.verticalScrollBar().maximum() > COUNT * 30


def test_change_of_a_card_measures_it_alone_and_moves_those_below(view, model):
    below = rect(view, 2).top()
    view.delegate.measured.clear()
    view.delegate.taller[1] = 25
    model.setData(model.index(1, 0), "taller")
    view.executeDelayedItemsLayout()
    assert rect(view, 2).top() == below + 25
    assert 1 in view.delegate.measured
    assert 0 not in view.delegate.measured


def test_change_out_of_sight_measures_nothing(view, model):
    view.delegate.measured.clear()
    model.setData(model.index(9_000, 0), "other")
    view.executeDelayedItemsLayout()
    assert view.delegate.measured == []


@pytest.mark.parametrize("row", [0, 7, 12_345, COUNT - 1])
def test_any_card_is_brought_into_view_whole(view, row):
    view.scrollTo(view.model().index(row, 0))
    found = rect(view, row)
    assert QRect(0, 0, 400, 500).contains(found)
    assert seen(view)[row] == found
    assert len(set(view.delegate.measured)) < 60


def test_card_is_placed_where_it_is_wanted(view):
    view.place(5_000, 37)
    assert rect(view, 5_000).top() == 37
    seen(view)
    assert rect(view, 5_000).top() == 37


def test_scrolling_up_into_unmeasured_cards_moves_what_is_seen_no_further(view):
    view.place(6_000, 0)
    for _ in range(40):
        before = seen(view)
        bar = view.verticalScrollBar()
        bar.setValue(bar.value() - 30)
        after = seen(view)
        for row in set(before) & set(after):
            assert after[row].top() - before[row].top() == 30


def test_measuring_a_card_far_above_moves_nothing_that_is_seen(view):
    view.place(6_000, 0)
    before = seen(view)
    view._measure_aside(5_003)
    assert 5_003 in view.delegate.measured
    assert seen(view) == before


def test_point_is_on_the_card_that_stands_there(view):
    view.place(777, 0)
    for row, place in seen(view).items():
        assert view.indexAt(place.center()).row() == row
    view.place(COUNT - 1, 0)
    assert view.indexAt(rect(view, COUNT - 1).center()).row() == COUNT - 1


def test_cards_are_measured_again_at_another_width(view):
    view.delegate.measured.clear()
    view.resize(300, 500)
    assert {0, 1, 2} <= set(view.delegate.measured)


def test_other_cards_in_place_of_many_leave_no_room_behind(view, model):
    view.scrollTo(model.index(COUNT - 1, 0))
    model.setStringList(["one"])
    view.executeDelayedItemsLayout()
    assert view.verticalScrollBar().maximum() == 0
    assert rect(view, 0).top() == 0
    assert not view.visualRect(model.index(1, 0)).isValid()
