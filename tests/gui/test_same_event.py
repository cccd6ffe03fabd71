import pytest
from PySide6.QtCore import Qt
from wire_samples import ninjs, take_in

TITLES = {
    "fa": "زمین‌لرزه ۴٫۶ ریشتری طبس را لرزاند",
    "az": "İranın Təbəs şəhərində 4,6 bal gücündə zəlzələ olub",
    "en": "Magnitude 4.6 quake jolts Tabas in eastern Iran",
}
BODIES = {
    "fa": "زمین‌لرزه‌ای به بزرگی ۴٫۶ در عمق ۲۷ کیلومتری شهرستان طبس را لرزاند. نادر تالشلی، مدیر بحران خراسان جنوبی، گفت خسارتی نرسیده است.",
    "az": "Təbəs şəhəri yaxınlığında 27 kilometr dərinlikdə 4,6 bal zəlzələ olub. Cənubi Xorasanın böhran idarəsinin rəhbəri Nadir Talışlı ziyan olmadığını bildirib.",
    "en": "A magnitude 4.6 earthquake struck Tabas at a depth of 27 kilometres. Nader Talishli of South Khorasan's crisis office said there was no damage.",
}


def quake(language, number=0, hour=8):
    return ninjs(
        f"tag:quake,{language}{number}",
        language=language,
        headline=TITLES[language],
        body_xhtml=f"<p>{BODIES[language]}</p>",
        versioncreated=f"2026-11-25T{hour:02}:00:00+00:00",
    )


@pytest.fixture
def told(desk, window, settle, tmp_path):
    """The window after an event was told in three languages: rows in the order of arrival."""
    settle(window)
    rows = [
        take_in(desk, tmp_path / language, quake(language, hour=hour), partner=partner)[0]
        for language, partner, hour in (("fa", "ALBORZ", 6), ("az", "ARAN", 7), ("en", "MERIDIAN", 8))
    ]
    window.bringing.finished.emit()
    settle(window)
    return rows


def test_open_story_names_the_others_on_its_event_and_opens_them(window, told, settle, qtbot):
    window.queue.show_story(told[0])
    settle(window)
    strip = window.watching.same_event.strip
    assert strip.isVisible() and strip.words.text() == "2 other stories on this event:"
    shown = [button for button in strip.buttons if button.isVisible()]
    assert [button.text() for button in shown] == ["MERIDIAN 08:00 (en)", "ARAN 07:00 (az)"]
    assert shown[1].toolTip() == TITLES["az"]
    qtbot.mouseClick(shown[1], Qt.MouseButton.LeftButton)
    settle(window)
    assert window.queue.story.stored.id == told[1]
    assert strip.words.text() == "2 other stories on this event:"


@pytest.fixture
def alone(desk, told, tmp_path):
    """A story on an event that nobody else tells of."""
    body = "<p>Bərdə rayonunda 3 min hektar sahədə pambıq yığımı başa çatıb.</p>"
    wire = ninjs("tag:alone", language="az", headline="Bərdədə pambıq yığımı başa çatıb", body_xhtml=body)
    return take_in(desk, tmp_path / "alone", wire, partner="ARAN")[0]


def test_story_alone_on_its_event_shows_no_strip(window, told, alone, settle):
    window.bringing.finished.emit()
    settle(window)
    window.queue.show_story(told[0])
    settle(window)
    window.queue.show_story(alone)
    settle(window)
    assert not window.watching.same_event.strip.isVisible()
    assert not window.actions_["same_event"].isEnabled()


def test_strip_is_there_as_soon_as_another_story_comes(window, desk, stories, settle, tmp_path):
    settle(window)
    first = take_in(desk, tmp_path / "first", quake("fa"))[0]
    window.bringing.finished.emit()
    settle(window)
    window.queue.show_story(first)
    settle(window)
    strip = window.watching.same_event.strip
    assert not strip.isVisible()
    take_in(desk, tmp_path / "second", quake("en"), partner="MERIDIAN")
    window.watching.same_event.timer.timeout.emit()
    settle(window)
    assert strip.isVisible() and strip.words.text() == "1 other story on this event:"
    assert window.actions_["same_event"].isEnabled()


def test_list_marks_stories_with_the_number_of_others(window, told, alone, settle):
    window.bringing.finished.emit()
    settle(window)
    rows = {row.id: row for row in (window.queue.stories.model.row(place) for place in range(6))}
    assert [rows[one].same_event for one in (*told, alone)] == [2, 2, 2, 0]


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)", extend=True)
def test_key_lets_the_person_choose_among_the_others(window, told, settle, qtbot):
    window.queue.show_story(told[0])
    settle(window)
    window.actions_["same_event"].trigger()
    menu = window.watching.same_event.strip.menu
    assert menu.isVisible() and [action.text()[:8] for action in menu.actions()] == ["MERIDIAN", "ARAN 07:"]
    assert f"\u2066{TITLES['az']}\u2069" in menu.actions()[1].text()
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    settle(window)
    assert window.queue.story.stored.id == told[1]
