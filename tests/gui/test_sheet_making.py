"""Clearance sheets from the menu."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QDateTime

from dabir.ui.record.sheet_making import SheetDialog


@pytest.fixture
def making(window):
    return window.workbench.sheets


def test_both_sheets_are_in_the_story_menu(window):
    (names,) = [names for heading, names in window.actions_.menus if heading == "&Story"]
    assert {"sheet_story", "sheet_shift"} <= set(names)


def test_shift_is_asked_by_the_clock_of_the_desk(qtbot, window, clock):
    dialog = SheetDialog(window, "fa", clock.now)
    qtbot.addWidget(dialog)
    assert dialog.language.currentData() == "fa"
    with qtbot.waitSignal(dialog.wanted) as caught:
        dialog.save_button.click()
    language, start, end = caught.args
    assert language == "fa"
    assert end == clock.now + timedelta(minutes=1), "the running minute belongs to it"
    assert start == clock.now.replace(hour=0)


def test_shift_that_ends_before_it_begins_cannot_be_saved(qtbot, window, clock):
    dialog = SheetDialog(window, "en", clock.now)
    qtbot.addWidget(dialog)
    early = clock.now - timedelta(days=1)
    dialog.end.setDateTime(QDateTime(early.year, early.month, early.day, 9, 0, 0))
    assert not dialog.save_button.isEnabled()


def test_sheet_is_written_and_its_place_told(qtbot, making, clock, tmp_path):
    start = clock.now - timedelta(hours=8)
    with qtbot.waitSignal(making.told, timeout=20_000) as told:
        making.write(lambda: making._clearance.of_shift(start, clock.now), tmp_path / "shift", "az")
    assert (tmp_path / "shift.pdf").read_bytes().startswith(b"%PDF-")
    assert str(tmp_path / "shift.pdf") in told.args[0]
    assert making._stories.remembered("sheet/language") == "az"


def test_without_a_story_there_is_nothing_to_make_a_sheet_of(qtbot, desk, open_window):
    making = open_window(desk).workbench.sheets
    with qtbot.waitSignal(making.told) as told:
        assert making.of_story() is None
    assert "No story is shown" in told.args[0]
