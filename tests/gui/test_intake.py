import zipfile
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication
from wire_samples import ninjs, write

from dabir.domain.life import StoryState
from dabir.domain.listing import Partner, StoryFilter
from dabir.domain.story import Story
from dabir.ui.parts.dialogs import PageDialog

BROKEN = b'<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><p>cut'


def _drop(window, *paths: Path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(event)


def _headlines(window):
    model = window.queue.stories.model
    return [model.row(place).headline for place in range(model.rowCount())]


def test_dropped_files_and_folders_come_in_with_a_summary(desk, open_window, settle, tmp_path):
    window = open_window(desk)
    one = write(tmp_path, "one.json", ninjs())
    write(tmp_path / "folder", "two.json", ninjs("tag:alborz.example,2026:2", headline="خبر دوم"))
    with zipfile.ZipFile(tmp_path / "batch.zip", "w") as archive:
        archive.writestr("three.json", ninjs("tag:alborz.example,2026:3", headline="خبر سوم"))
        archive.writestr("broken.xml", BROKEN)
    _drop(window, one, tmp_path / "folder", tmp_path / "batch.zip")
    settle(window)
    assert sorted(_headlines(window)) == sorted(["وزیر نیرو به باکو رفت", "خبر دوم", "خبر سوم"])
    assert "3 new stories, 1 could not be read and is in quarantine." in window.queue.notice.words.text()
    assert window.actions_["view_quarantine"].text() == "Q&uarantine (1)"


def test_what_could_not_even_be_opened_is_not_said_to_be_in_quarantine(desk, open_window, settle, tmp_path, qtbot):
    window = open_window(desk)
    gone = tmp_path / "gone.json"
    _drop(window, write(tmp_path, "one.json", ninjs()), gone, write(tmp_path, "broken.xml", BROKEN))
    settle(window)
    notice = window.queue.notice
    told = "1 new story, 1 could not be read and is in quarantine, 1 was not taken in."
    assert told in notice.words.text()
    assert window.actions_["view_quarantine"].text() == "Q&uarantine (1)"
    qtbot.mouseClick(notice.act, Qt.MouseButton.LeftButton)
    (dialog,) = window.findChildren(PageDialog)
    unread, aside = dialog.page.toPlainText().split("Not taken in")[1].split("In quarantine")
    assert "gone.json" in unread and "broken.xml" in aside
    dialog.close()


def test_stories_are_put_down_to_the_chosen_partner(desk, open_window, settle, tmp_path):
    desk.intake.add_partner(Partner("ALBORZ", "خبرگزاری البرز نمونه", "fa"))
    window = open_window(desk)
    choice = next(action for action in window.partner.menu.actions() if action.text().startswith("ALBORZ"))
    choice.trigger()
    _drop(window, write(tmp_path, "one.json", ninjs()))
    settle(window)
    assert window.queue.stories.model.row(0).partner == "ALBORZ"


def test_quarantined_input_is_listed_exported_byte_for_byte_and_read_again(
    desk, open_window, settle, tmp_path, qtbot, monkeypatch
):
    window = open_window(desk)
    _drop(window, write(tmp_path, "broken.xml", BROKEN))
    settle(window)
    window.actions_["view_quarantine"].trigger()
    settle(window)
    view = window.quarantine
    assert [row.sha256 for row in view.model.rows] and "broken.xml" in view.about.text()

    written = []
    view.export_chosen(tmp_path / "out", written.append)
    settle(window)
    assert written[0].read_bytes() == BROKEN

    qtbot.mouseClick(view.retry, Qt.MouseButton.LeftButton)
    settle(window)
    assert "could not be read" in view.notice.words.text()
    assert len(view.model.rows) == 1


def test_what_a_newer_parser_can_read_leaves_the_quarantine(desk, open_window, settle, tmp_path, qtbot, monkeypatch):
    from dabir.wire import reading
    from dabir.wire.format import Reading

    window = open_window(desk)
    _drop(window, write(tmp_path, "broken.xml", BROKEN))
    settle(window)
    window.actions_["view_quarantine"].trigger()
    settle(window)
    usual = reading.parse

    def newer(data, context):
        found, _ = usual(ninjs(), context)
        return found, [Reading(Story("tag:x", headline="Recovered", language="en", paragraphs=("It reads now.",)))]

    monkeypatch.setattr(reading, "parse", newer)
    qtbot.mouseClick(window.quarantine.retry, Qt.MouseButton.LeftButton)
    settle(window)
    assert window.quarantine.model.rows == []
    assert desk.intake.quarantine_size() == 0
    assert "Recovered" in _headlines(window)


def test_filters_and_search_narrow_the_list(desk, window, settle, qtbot, stories):
    settle(window)
    stories_list = window.queue.stories
    stories_list.search.setText("گنجه")
    settle(window)
    assert _headlines(window) == ["نمایشگاه کتاب در گنجه گشایش یافت"]
    assert window.queue.story.stored.id == stories[0], "a filter does not close the open story"
    stories_list.clear_filters()
    settle(window)
    stories_list.urgent.setChecked(True)
    settle(window)
    assert [stories_list.model.row(0).urgency, stories_list.model.rowCount()] == [2, 1]
    stories_list.clear_filters()
    stories_list.state.setCurrentIndex(stories_list.state.findText(StoryState.RELEASED.value.capitalize()))
    settle(window)
    assert stories_list.model.rowCount() == 0
    window.actions_["clear"].trigger()
    settle(window)
    assert stories_list.model.rowCount() == desk.stories.count(StoryFilter()) == 2


def test_list_keys_move_and_go_to_the_next_unhandled(desk, window, settle, qtbot):
    settle(window)
    view = window.queue.stories.view
    view.setFocus()
    first = window.queue.story.stored.id
    view.setCurrentIndex(window.queue.stories.model.index(0, 0))
    settle(window)
    top = window.queue.story.stored.id
    qtbot.keyClick(view, Qt.Key.Key_J)
    settle(window)
    assert window.queue.story.stored.id != top
    qtbot.keyClick(view, Qt.Key.Key_K)
    settle(window)
    assert window.queue.story.stored.id == top
    qtbot.keyClick(view, Qt.Key.Key_N)
    settle(window)
    assert window.queue.story.stored.id != top
    assert first in desk.stories.ids(StoryFilter())


def test_list_fetches_the_right_story_at_every_place_of_a_long_desk(desk, open_window, settle, tmp_path):
    files = [
        write(tmp_path, f"{n}.json", ninjs(f"tag:alborz.example,2027:{n}", headline=f"خبر {n}")) for n in range(430)
    ]
    assert len(list(desk.intake.ingest(files))) == 430
    window = open_window(desk)
    model = window.queue.stories.model
    ids = desk.stories.ids(StoryFilter())
    for place in (0, 199, 200, 399, 400, 429, 5):
        assert model.row(place).id == ids[place] == model.id_at(place)
    assert model.row(430) is None


def test_keys_work_on_a_persian_keyboard(window, settle, qtbot):
    settle(window)
    view = window.queue.stories.view
    view.setFocus()
    view.setCurrentIndex(window.queue.stories.model.index(0, 0))
    press = QKeyEvent(QEvent.Type.KeyPress, 0x062A, Qt.KeyboardModifier.NoModifier, "ت")
    QApplication.sendEvent(view, press)
    assert view.currentIndex().row() == 1


def test_arrivals_keep_the_chosen_story_chosen(desk, window, settle, tmp_path):
    settle(window)
    kept = window.queue.story.stored.id
    files = [
        write(tmp_path, f"{n}.json", ninjs(f"tag:alborz.example,2027:{n}", headline=f"خبر {n}")) for n in range(9)
    ]
    _drop(window, *files)
    settle(window)
    stories_list = window.queue.stories
    assert stories_list.model.rowCount() == 11
    assert stories_list.model.id_at(stories_list.view.currentIndex().row()) == kept
    assert window.queue.story.stored.id == kept
