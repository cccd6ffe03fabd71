from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QWidget

from dabir.domain.life import StoryState
from dabir.domain.listing import StoryRow
from dabir.domain.story import PubStatus
from dabir.ui.stories.same_event import SameEventStrip, headline_of, name_of_row

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def row(number=1, *, headline="Zəlzələ", partner="ARAN", state=StoryState.NEW):
    at = NOW.replace(hour=number)
    return StoryRow(
        number, f"tag:{number}", 1, partner, headline, "", "az", 4, at, None, None, PubStatus.USABLE, False, False, False,
        state,
    )  # fmt: skip


@pytest.fixture
def strip(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = SameEventStrip(window)
    made.show_related([row(number) for number in (4, 3, 2, 1)], NOW)
    made.resize(1200, made.sizeHint().height())
    yield made
    window.close()


def shown(strip):
    return [button.text() for button in strip.buttons if button.isVisible()]


def test_as_many_stories_are_named_as_there_is_room_for(strip):
    assert strip.words.text() == "4 other stories on this event:"
    assert shown(strip) == ["ARAN 04:00 (az)", "ARAN 03:00 (az)", "ARAN 02:00 (az)"]
    assert strip.more.text() == "1 more…"
    strip.resize(sum(part.sizeHint().width() for part in (strip.words, *strip.buttons[:2])), strip.height())
    assert shown(strip) == ["ARAN 04:00 (az)"] and strip.more.text() == "3 more…"
    strip.resize(100, strip.height())
    assert shown(strip) == [] and strip.more.isVisible() and strip.more.text() == "Show…"
    assert strip.minimumSizeHint().width() == 0


def test_strip_is_hidden_where_there_is_nothing_to_name(strip):
    assert strip.isVisible()
    strip.show_related([], NOW)
    assert not strip.isVisible()
    strip.show_menu()
    assert not strip.menu.isVisible()


def test_one_other_story_is_opened_without_asking(strip, qtbot):
    strip.show_related([row(7)], NOW)
    assert strip.words.text() == "1 other story on this event:" and not strip.more.isVisible()
    with qtbot.waitSignal(strip.story_wanted) as asked:
        strip.show_menu()
    assert asked.args == [7]


def test_killed_story_is_named_as_such():
    assert name_of_row(row(state=StoryState.KILLED), NOW) == "ARAN 01:00 (az), killed"
    assert name_of_row(row(partner=""), NOW) == "01:00 (az)"


def test_long_headline_is_cut_and_stands_on_one_line():
    assert headline_of(row(headline="Bakıda\nsərgi")) == "Bakıda sərgi"
    assert len(headline_of(row(headline="sərgi " * 40))) <= 91
    assert headline_of(row(headline="")) == "tag:1"
