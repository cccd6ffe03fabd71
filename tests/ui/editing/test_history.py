from dabir.domain.segment import Segment, TranslationUnit, UnitState
from dabir.ui.editing.history import History, Part, Step


def _units(*texts):
    return tuple(
        TranslationUnit(index, Segment(0, 10 * index, 10 * index + 5, f"s{text}"), text, UnitState.EDITED)
        for index, text in enumerate(texts)
    )


def _texts(units):
    return [unit.target for unit in units]


def test_undone_split_leaves_later_changes_elsewhere_alone():
    before, after = _units("a", "bc", "d"), _units("a", "b", "c", "D")
    step = Step((Part(1, (before[1],), 2),))
    restored = step.restored(after)
    assert _texts(restored) == ["a", "bc", "D"]
    assert [unit.index for unit in restored] == [0, 1, 2]
    assert step.reshapes


def test_inverse_does_again_what_was_undone():
    before, after = _units("a", "b", "c"), _units("a", "bc")
    step = Step((Part(1, before[1:], 1),))
    again = step.inverse(after)
    assert _texts(again.restored(step.restored(after))) == _texts(after)


def test_step_of_many_places_is_one_step():
    history = History()
    before, after = _units("a", "b", "c"), _units("A", "b", "C")
    history.add(Step((Part(0, (before[0],)), Part(2, (before[2],)))))
    step = history.take(after, back=True)
    assert not step.reshapes
    assert _texts(step.restored(after)) == ["a", "b", "c"]
    assert not history.can_undo()
    assert history.can_redo()


def test_new_change_forgets_what_was_undone():
    history = History()
    units = _units("a")
    history.add(Step((Part(0, units),)))
    history.take(units, back=True)
    history.add(Step((Part(0, units),)))
    assert history.take(units, back=False) is None
