"""The list of stories: places, orders, days, marks that stay, what is typed, and filters that are kept."""

import itertools
import shutil
import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QApplication, QCalendarWidget, QPushButton
from tests.wire_samples import ninjs, write

from dabir.app import open_desk
from dabir.domain.listing import SavedFilter, Sort, StoryFilter
from dabir.settings import Places
from dabir.store import search
from dabir.ui.parts.theme import Theme, tones_of
from dabir.ui.stories import saved_filters, story_model
from dabir.ui.stories.saved_filters import FilterDialog

HEADLINES = ("وزیر نیرو به باکو رفت", "نشست در گنجه", "کشتی تازه")


def wires(folder, first, count):
    return [
        write(
            folder,
            f"{n}.json",
            ninjs(f"tag:alborz.example,2027:{n}", headline=f"{HEADLINES[n % 3]} {n}", urgency=1 + n % 9),
        )
        for n in range(first, first + count)
    ]


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """The home folder of a desk of 210 stories that came in an hour after each other, filled once."""
    folder = tmp_path_factory.mktemp("filled")
    hours = itertools.count()
    desk = open_desk(
        Places(folder / "home"), lambda: datetime(2026, 11, 10, tzinfo=UTC) + timedelta(hours=next(hours))
    )
    assert len(list(desk.intake.ingest(wires(folder / "wires", 0, 210)))) == 210
    desk.close()
    return folder / "home"


@pytest.fixture
def desk(filled, home, clock):
    """A desk of its own with those stories."""
    shutil.copytree(filled, home)
    workflow = open_desk(Places(home), clock)
    yield workflow
    workflow.close()


@pytest.fixture
def listed(desk, open_window, settle):
    """A window on that desk."""
    window = open_window(desk)
    settle(window)
    return window


def seen(window):
    stories = window.queue.stories
    return [stories.model.row(place).id for place in stories.view.lines_seen()]


def press(widget, key, *modifiers):
    flags = Qt.KeyboardModifier.NoModifier
    for one in modifiers:
        flags |= one
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, flags))


def test_no_more_pages_are_kept_than_a_few_and_each_place_has_its_story(desk, listed, settle, monkeypatch):
    monkeypatch.setattr(story_model, "PAGE", 20)
    monkeypatch.setattr(story_model, "_PAGES_KEPT", 3)
    stories = listed.queue.stories
    stories.model.show_list(StoryFilter(sort=Sort.RECEIVED_OLDEST), 210)
    order = desk.stories.ids(StoryFilter(sort=Sort.RECEIVED_OLDEST))
    for place in (0, 19, 20, 150, 209, 7, 199):
        assert stories.model.id_at(place) == order[place]
        assert stories.model.place_of(order[place]) == place
    assert len(stories.model._pages) == 3
    assert stories.model.row(210) is None
    assert stories.model.place_of(10_000) == -1


def test_lines_that_are_drawn_are_read_off_the_main_thread(listed, settle, qtbot):
    stories = listed.queue.stories
    stories.model.show_list(StoryFilter(sort=Sort.RECEIVED_OLDEST), 210)
    assert stories.model.line(190) is None, "not at hand, and nobody waits for it"
    qtbot.waitUntil(lambda: stories.model.line(190) is not None)
    assert stories.model.line(190).id == stories.model.row(190).id


def test_bar_and_keys_reach_every_line(listed, settle, qtbot):
    stories = listed.queue.stories
    view, bar = stories.view, stories.view.verticalScrollBar()
    view.setFocus()
    assert bar.maximum() == 210 * view.line_height - view.viewport().height()
    press(view, Qt.Key.Key_End)
    settle(listed)
    assert view.currentIndex().row() == 209
    assert bar.value() == bar.maximum()
    assert stories.current == stories.model.id_at(209)
    press(view, Qt.Key.Key_PageUp)
    assert view.currentIndex().row() < 328
    press(view, Qt.Key.Key_Home)
    assert (view.currentIndex().row(), bar.value()) == (0, 0)
    bar.setValue(bar.maximum() // 2)
    middle = view.lines_seen()
    point = view.visualRect(stories.model.index(middle[1], 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    settle(listed)
    assert view.currentIndex().row() == middle[1]
    press(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert stories.selected() == [stories.model.id_at(middle[1] + more) for more in range(3)]
    assert not view.indexAt(QPoint(3, 210 * view.line_height)).isValid()


def test_arrivals_on_top_leave_marks_choice_and_what_is_seen(desk, listed, settle, qtbot, tmp_path):
    stories = listed.queue.stories
    view = stories.view
    view.setCurrentIndex(stories.model.index(120, 0))
    view.scrollTo(stories.model.index(120, 0))
    for _ in range(4):
        press(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    settle(listed)
    marked, current, looked_at = stories.selected(), stories.current, seen(listed)
    assert len(marked) == 5
    list(desk.intake.ingest(wires(tmp_path / "more", 1000, 7)))
    stories.refresh()
    settle(listed)
    qtbot.waitUntil(lambda: stories.model.rowCount() == 217)
    settle(listed)
    assert stories.selected() == marked
    assert stories.current == current
    assert stories.model.id_at(view.currentIndex().row()) == current
    assert seen(listed) == looked_at


def test_marks_are_found_again_when_lines_vanish_above_them(desk, listed, settle, qtbot):
    stories = listed.queue.stories
    stories.state.setCurrentIndex(stories.state.findText("Unhandled"))
    settle(listed)
    view = stories.view
    view.setCurrentIndex(stories.model.index(50, 0))
    for _ in range(3):
        press(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    settle(listed)
    marked = stories.selected()
    gone = [stories.model.id_at(place) for place in (3, 4, 5)]

    def refuse(db):
        for story_id in gone:
            db.execute("UPDATE stories SET state = 'refused' WHERE id = ?", (story_id,))

    desk.stories._database.write(refuse)
    stories.refresh()
    settle(listed)
    qtbot.waitUntil(lambda: stories.model.rowCount() == 207)
    settle(listed)
    assert stories.selected() == marked
    assert stories.model.id_at(view.currentIndex().row()) == stories.current


def test_order_is_chosen_in_a_box(desk, listed, settle):
    stories = listed.queue.stories
    for sort in Sort:
        stories.sort.setCurrentIndex(stories.sort.findData(sort))
        settle(listed)
        order = desk.stories.ids(StoryFilter(sort=sort))
        assert [stories.model.id_at(place) for place in (0, 1, 209)] == [order[0], order[1], order[209]]


def test_list_goes_to_a_day_chosen_on_the_calendar(listed, settle):
    stories = listed.queue.stories
    stories.filters.day.click()
    calendar = listed.findChild(QCalendarWidget)
    day = date(2026, 11, 13)
    calendar.clicked.emit(type(calendar.selectedDate())(day.year, day.month, day.day))
    settle(listed)
    top = stories.model.row(stories.view.lines_seen().start)
    assert top.received.astimezone().date() == day
    above = stories.model.row(stories.view.lines_seen().start - 1)
    assert above.received.astimezone().date() == day + timedelta(days=1)
    assert stories.current == top.id


def test_what_has_no_sense_is_said_under_the_box(listed, settle):
    stories = listed.queue.stories
    stories.search.setText("گنجه urgency:12")
    settle(listed)
    assert stories.filters.fault.text() == "urgency:12 is no urgency; 1 to 9, or a range such as 1-3."
    assert stories.filters.fault.isVisible()
    assert stories.model.rowCount() == 70, "the words are searched for all the same"
    stories.search.setText("گنجه urgency:1-3")
    settle(listed)
    assert not stories.filters.fault.isVisible()
    assert 0 < stories.model.rowCount() < 70
    stories.search.setText("colour:red")
    settle(listed)
    assert stories.filters.fault.text().startswith("colour is no field, so it is searched as a word.")


def test_choosing_and_marking_lines_reads_nothing_on_the_main_thread(desk, listed, settle, qtbot, monkeypatch):
    stories, real = listed.queue.stories, desk.stories.page
    view = stories.view

    def off_the_main_thread(*asked, **more):
        assert threading.current_thread() is not threading.main_thread()
        return real(*asked, **more)

    monkeypatch.setattr(desk.stories, "page", off_the_main_thread)
    stories.search.setText("نشست")
    settle(listed)
    stories.model.show_list(stories.model.wanted, 70)  # as after a change: every line may be another now
    view.setCurrentIndex(stories.model.index(3, 0))
    for _ in range(3):
        press(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    settle(listed)
    assert (stories.current, stories.selected_count()) == (stories.model.known_id(6), 4)
    monkeypatch.setattr(story_model, "PAGE", 20)
    stories.search.setText("وزیر")
    settle(listed)
    press(view, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: 0 < stories.current == stories.model.known_id(209))
    view.selectAll()
    qtbot.waitUntil(lambda: stories._ends == [(stories.model.known_id(0), stories.model.known_id(209))])


def marked(stories, place):
    snippet = stories.model.snippets.known(stories.model.id_at(place))
    return snippet and tuple(
        words.replace("\u2068", "[").replace("\u2069", "]") for words in (snippet.headline, snippet.text)
    )


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_found_words_are_marked_where_they_stand(desk, listed, settle, qtbot, theme):
    listed.set_theme(theme, remember=False)
    stories = listed.queue.stories
    text = "Energetika naziri Bakıya gedib\nNazir 0 sənəd imzalayıb."
    newest = stories.model.id_at(0)
    desk.stories._database.write(lambda db: search.index_translation(db, newest, "az", text))
    low = stories.view.line_height
    assert not stories.model.snippets.active
    stories.search.setText("وزير ٢٠٧")  # an Arabic letter and Arabic figures
    settle(listed)
    assert stories.model.rowCount() == 1
    assert stories.view.line_height > low
    qtbot.waitUntil(lambda: marked(stories, 0) is not None)
    assert marked(stories, 0)[0] == "[وزیر] نیرو به باکو رفت [207]"
    assert marked(stories, 0)[1].startswith("[وزیر] نیرو وارد باکو شد.")
    ground = QColor(tones_of(stories.palette()).mark).rgb()
    assert ground_seen(stories, ground)
    stories.search.setText("BAKIYA gedib")
    settle(listed)
    qtbot.waitUntil(lambda: marked(stories, 0) is not None)
    assert marked(stories, 0)[1] == "Energetika naziri [Bakıya] [gedib] · Nazir 0 sənəd imzalayıb."
    assert stories.model.snippets.known(newest).language == "az"
    assert ground_seen(stories, ground)
    assert "[Bakıya]".strip("[]") in stories.model.data(stories.model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    stories.clear_filters()
    settle(listed)
    assert stories.view.line_height == low
    assert not ground_seen(stories, ground)


def ground_seen(stories, ground):
    image = stories.view.viewport().grab().toImage()
    return any(image.pixel(x, y) == ground for y in range(image.height()) for x in range(0, image.width(), 2))


def test_only_lines_that_are_seen_have_their_snippets_read_and_off_the_main_thread(
    desk, listed, settle, qtbot, monkeypatch
):
    stories = listed.queue.stories
    read, real = [], desk.stories.snippets

    def noting(query, story_ids):
        assert threading.current_thread() is not threading.main_thread()
        read.extend(story_ids)
        return real(query, story_ids)

    monkeypatch.setattr(desk.stories, "snippets", noting)
    stories.search.setText("نشست")
    settle(listed)
    assert stories.model.rowCount() == 70
    qtbot.waitUntil(lambda: set(read) == set(seen(listed)))
    read.clear()
    bar = stories.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    settle(listed)
    qtbot.waitUntil(lambda: all(marked(stories, place) for place in stories.view.lines_seen()))
    assert read
    assert set(read) <= set(seen(listed))
    assert all(marked(stories, place)[0].startswith("[نشست]") for place in stories.view.lines_seen())


def test_snippet_follows_a_translation_that_is_written(desk, listed, settle, qtbot):
    stories = listed.queue.stories
    newest = stories.model.id_at(0)

    def write(text):
        desk.stories._database.write(lambda db: search.index_translation(db, newest, "en", text))

    write("A ship has arrived")
    stories.search.setText("ship")
    settle(listed)
    qtbot.waitUntil(lambda: marked(stories, 0) is not None)
    assert marked(stories, 0)[1] == "A [ship] has arrived"
    write("The ship has sailed")
    stories.refresh()
    settle(listed)
    qtbot.waitUntil(lambda: marked(stories, 0)[1] == "The [ship] has sailed")


def test_list_says_when_there_are_more_than_it_shows(listed, settle, monkeypatch):
    monkeypatch.setattr("dabir.store.finding.MOST_LISTED", 20)
    listed.queue.stories.search.setText("گنجه")
    settle(listed)
    assert listed.queue.stories.model.rowCount() == 20
    assert listed.queue.stories._foot.text() == "The newest 20 stories that match; there are more"


def test_filter_is_saved_counted_applied_changed_and_removed(desk, listed, settle, qtbot, monkeypatch):
    stories = listed.queue.stories
    saved = stories.saved
    assert not saved.list.isVisible()
    assert not saved.save.isVisible()
    stories.urgent.setChecked(True)
    stories.search.setText("گنجه")
    settle(listed)
    saved.save.click()
    dialog = listed.findChild(FilterDialog)
    assert dialog.query.text() == "urgency:1-3 گنجه"
    keep = dialog.buttons.button(dialog.buttons.StandardButton.Save)
    assert isinstance(keep, QPushButton)
    assert not keep.isEnabled(), "it has no name yet"
    dialog.name.setText("گنجه، فوری")
    dialog.query.setText("گنجه urgency:0")
    assert "urgency:0 is no urgency" in dialog.fault.text()
    assert not keep.isEnabled()
    dialog.query.setText("گنجه urgency:1-3")
    keep.click()
    settle(listed)
    found = desk.stories.count(StoryFilter(query="گنجه urgency:1-3"))
    assert desk.stories.saved_filters() == [SavedFilter("گنجه، فوری", "گنجه urgency:1-3")]
    assert saved.list.item(0).text() == f"\u2068گنجه، فوری\u2069   {found}"
    stories.clear_filters()
    settle(listed)
    assert stories.model.rowCount() == 210
    saved.list.itemClicked.emit(saved.list.item(0))
    settle(listed)
    assert (stories.model.rowCount(), stories.search.text()) == (found, "گنجه urgency:1-3")
    assert not stories.urgent.isChecked()
    saved.keep(SavedFilter("گنجه", "گنجه", Sort.URGENCY), "گنجه، فوری")
    settle(listed)
    assert desk.stories.saved_filters() == [SavedFilter("گنجه", "گنجه", Sort.URGENCY)]
    assert saved.list.item(0).text().endswith("70")
    saved.remove(desk.stories.saved_filters()[0])
    settle(listed)
    assert desk.stories.saved_filters() == []
    assert not saved.list.isVisible()


def test_counts_of_saved_filters_follow_what_comes_in(desk, listed, settle, qtbot, tmp_path):
    stories = listed.queue.stories
    stories.saved._pause.setInterval(1)
    stories.saved.keep(SavedFilter("Ganja", "گنجه"))
    settle(listed)
    list(desk.intake.ingest(wires(tmp_path / "more", 1000, 3)))
    stories.refresh()
    qtbot.waitUntil(lambda: stories.saved.list.item(0).text().endswith("71"))
    assert saved_filters.COUNT_PAUSE > 1000, "a busy desk is not counted all the time"


def test_a_window_that_closes_with_its_desk_reads_nothing_more(listed, desk):
    model = listed.queue.stories.model
    known = model.id_at(0)
    assert known
    model.show_list(model.wanted, model.rowCount())  # what is at hand may have changed now
    listed.close()
    desk.close()
    assert model.id_at(0) == 0
    assert model.known_id(0) == known
