from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from dabir.ui.arrivals.feed_choices import IntervalChoice, LanguageChoice, ZoneChoice, zones


@pytest.fixture
def shown(qtbot):
    def show(choice):
        qtbot.addWidget(choice)
        return choice

    return show


def test_near_zones_come_first_and_every_zone_once():
    assert zones()[:3] == ("UTC", "Asia/Tehran", "Asia/Baku")
    assert len(zones()) == len(set(zones())) > 400


def test_any_part_of_a_name_finds_its_zone(shown):
    choice = shown(ZoneChoice("UTC"))
    finder = choice.completer()
    finder.setCompletionPrefix("tehr")
    assert finder.currentCompletion() == "Asia/Tehran"
    assert finder.filterMode() == Qt.MatchFlag.MatchContains


def test_zone_is_known_in_small_letters_and_a_wrong_one_stays_as_written(shown):
    choice = shown(ZoneChoice("Asia/Baku"))
    assert choice.name == "Asia/Baku"
    choice.setCurrentText(" asia/tehran ")
    assert choice.name == "Asia/Tehran"
    choice.setCurrentText("Asia/Tehrann")
    assert choice.name == "Asia/Tehrann"


@pytest.mark.parametrize("code", ["", "fa", "azb", "ka"])
def test_language_that_is_set_is_offered(shown, code):
    assert shown(LanguageChoice(code)).code == code


@pytest.mark.parametrize("interval", [timedelta(seconds=15), timedelta(seconds=95), timedelta(days=7)])
def test_interval_that_is_set_is_offered_in_its_place(shown, interval):
    choice = shown(IntervalChoice(interval))
    assert choice.interval == interval
    offered = [choice.itemData(place) for place in range(choice.count())]
    assert offered == sorted(offered)
