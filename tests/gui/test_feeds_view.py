"""The feeds in the window: read in the background without a word, set up by a form, told of in plain words."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from bundle_desks import Desk, changed
from feed_answers import whole
from feed_desk import Ring
from imap_server import imap_server
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QMessageBox
from web_server import unused_port, web_server
from wire_samples import ninjs, take_in, write

from dabir.domain.feed import Feed, FeedKind
from dabir.domain.listing import Partner, StoryFilter
from dabir.ui.arrivals.feed_words import FeedState
from dabir.ui.parts.theme import tones_of
from dabir.workflow.bundles.bundles import Wanted
from dabir.workflow.people import passphrases

WEB = "پایگاه خبری البرز"


@pytest.fixture(autouse=True)
def ring(monkeypatch):
    """A keyring in memory, for the desk that is opened after this."""
    kept = Ring()
    monkeypatch.setattr(passphrases.Passphrases.__init__, "__defaults__", (lambda: kept,))
    monkeypatch.setattr("dabir.feeds.watched.SETTLED", 0.0)
    return kept


@pytest.fixture
def server():
    with web_server() as running:
        yield running


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def view(desk, window, settle, qtbot):
    """The view of the feeds of a desk that has two stories and no feed yet, and waiting for looks."""
    settle(window)
    window.actions_["view_feeds"].trigger()
    settle(window)
    shown = window.feeds

    def until(condition):
        def true():
            if window.tasks.idle() and not shown.polling.looking and condition():
                return True
            if window.tasks.idle():
                shown.reload()
            return False

        qtbot.waitUntil(true)
        shown.reload()
        qtbot.waitUntil(window.tasks.idle)

    shown.until = until
    yield shown
    window.tasks.close()
    shown.polling.close()


def web(server, name=WEB, **settings):
    return Feed(name, FeedKind.HTTP, server.url, zone="Asia/Tehran", private=True, **settings)


def health(desk, name=WEB):
    return desk.feeds.get(name).health


def buttons(window):
    return {one.text(): one for one in window.findChild(QMessageBox).buttons()}


def test_desk_without_feeds_runs_nothing_and_says_what_feeds_are(view):
    assert not view.polling.running
    assert view.table.hint.count(".") == 2 and view.words.text() == "No feed is set up."
    assert not view.whole.isVisible() and view.add_button.isEnabled()
    others = (view.change_button, view.test_button, view.look_button, view.pause_button, view.remove_button)
    assert not any(one.isEnabled() for one in (*others, view.pause_all_button))


def test_folder_is_set_up_by_the_form_and_its_stories_come_in_by_themselves(desk, view, window, folder, qtbot):
    opened, chosen = window.queue.story.stored.id, window.queue.stories.current
    write(folder, "a.json", ninjs("tag:alborz.example,2026:9", headline="باران در راه است"))
    qtbot.keyClick(view.table, Qt.Key.Key_Insert)
    qtbot.waitUntil(lambda: view.form is not None)
    view.form.address.setText(str(folder))
    view.form.name.setText("پوشهٔ البرز")
    view.form.ok.click()
    view.until(lambda: health(desk, "پوشهٔ البرز").taken == 1)
    qtbot.waitUntil(lambda: window.queue.stories.model.rowCount() == 3)
    assert view.form is None and view.notice.isHidden() and window.findChild(QMessageBox) is None
    assert (window.queue.story.stored.id, window.queue.stories.current) == (opened, chosen)
    assert view.chosen().feed.name == "پوشهٔ البرز"
    assert view.words.text() == "1 feed, 1 new in 24 hours"
    write(folder, "b.json", ninjs("tag:alborz.example,2026:10", headline="برف در راه است"))
    view.until(lambda: health(desk, "پوشهٔ البرز").taken == 2)


def test_what_cannot_be_read_joins_the_quarantine_without_taking_the_place_of_what_is_read(
    desk, view, window, folder, settle, qtbot
):
    broken = b'<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><p>cut %d'
    for number in (1, 2):
        list(desk.intake.ingest([write(folder.parent, f"{number}.xml", broken % number)]))
    window.actions_["view_quarantine"].trigger()
    settle(window)
    window.quarantine.table.selectRow(1)
    assert window.quarantine.about.text() == "\u20681.xml\u2069"
    write(folder, "3.xml", broken % 3)
    desk.feeds.add(Feed("folder", FeedKind.FOLDER, str(folder)))
    view.polling.look()
    qtbot.waitUntil(lambda: window.actions_["view_quarantine"].text() == "Q&uarantine (3)")
    assert window.quarantine.table.chosen() == 2
    assert window.quarantine.about.text() == "\u20681.xml\u2069"


@pytest.fixture
def agreed(tmp_path, clock):
    """Two desks under one agreement: the partner's, which has approved a story, and this one."""
    aran, xaz = Desk(tmp_path / "aran", "ARAN", "Leyla", clock), Desk(tmp_path / "xaz", "XAZ", "Murad", clock)
    xaz.agree(aran)
    aran.agree(xaz)
    (row,) = take_in(aran.workflow, tmp_path / "wire", ninjs())
    aran.approve(row)
    yield aran.workflow, xaz.workflow
    aran.workflow.close()
    xaz.workflow.close()


def test_changed_bundle_from_a_feed_raises_the_alarm_over_every_view(agreed, open_window, folder, tmp_path, qtbot):
    aran, xaz = agreed
    sent = aran.bundles.export(tmp_path / "for-XAZ.zip", "XAZ", Wanted(stories=[1])).file
    window = open_window(xaz)
    with qtbot.waitSignal(window.bringing.arrived):
        write(folder, "whole.zip", sent.read_bytes())
        xaz.feeds.add(Feed("Aran", FeedKind.FOLDER, str(folder)))
        window.feeds.reload()
    assert window.workbench.bundling.alarm_box is None
    write(folder, "more.zip", changed(sent.read_bytes(), lambda members: members.update({"originals/more": b"x"})))
    qtbot.waitUntil(lambda: window.workbench.bundling.alarm_box is not None)
    assert "more.zip" in window.workbench.bundling.alarm_box.text()


def test_single_failure_is_quiet_and_a_long_one_names_the_feed_in_the_status_bar(desk, view, window, clock):
    address = f"http://127.0.0.1:{unused_port()}/"
    desk.feeds.add(Feed(WEB, FeedKind.HTTP, address, private=True))
    view.until(lambda: health(desk).failures == 1)
    assert view.sign.isHidden() and view.notice.isHidden() and window.findChild(QMessageBox) is None
    assert view.model.state(view.chosen()) is FeedState.FAILS
    for failures in (2, 3):
        clock.advance(minutes=31)
        view.until(lambda failures=failures: health(desk).failures >= failures)
    assert not view.sign.isHidden() and WEB in view.sign.button.text()
    assert view.model.state(view.chosen()) is FeedState.FAILS_LONG
    state = view.model.index(0, 0)
    assert view.model.data(state, Qt.ItemDataRole.ForegroundRole) == QColor(tones_of(window.palette()).bad)
    assert view.model.data(state, Qt.ItemDataRole.DisplayRole) == "fails for long"
    assert view.notice.isHidden() and window.findChild(QMessageBox) is None
    window.actions_["view_queue"].trigger()
    view.sign.button.click()
    view.until(view.isVisible)
    assert view.chosen().feed.name == WEB
    view.pause_button.click()
    view.until(view.sign.isHidden)


def test_what_does_not_mend_by_itself_is_signed_at_once_and_told_with_what_to_do(desk, view, server):
    server.steps = [401, whole()]
    desk.feeds.add(web(server))
    view.until(lambda: health(desk).failures == 1)
    assert not view.sign.isHidden()
    assert view.error.text() == health(desk).error and view.remedy.text() == health(desk).remedy
    assert view.error.isVisible() and view.remedy.isVisible()
    view.look_button.click()
    view.until(lambda: health(desk).taken == 2)
    assert view.sign.isHidden() and not view.error.isVisible()
    assert view.notice.words.text() == f"“\u2068{WEB}\u2069”: 2 new, 0 known already."


def test_address_of_the_own_network_is_told_with_the_box_to_tick(desk, view, server):
    desk.feeds.add(replace(web(server), private=False))
    view.until(lambda: health(desk).failures == 1)
    assert "dabir feeds change NAME --private" in health(desk).remedy
    assert view.remedy.text().endswith("View › Feeds › Change › It is in our own network")


def test_test_shows_what_would_come_and_takes_nothing_in(desk, view, server):
    server.steps = [500, whole()]
    desk.feeds.add(web(server, paused=True))
    view.until(lambda: view.chosen() is not None)
    view.test_button.click()
    view.until(lambda: "cannot" in view.notice.words.text() or "500" in view.notice.words.text())
    view.test_button.click()
    view.until(lambda: "can be read" in view.notice.words.text())
    words = view.notice.words.text()
    assert "2 stories; nothing was taken in." in words and "• \u2067باران در راه است\u2069" in words
    assert desk.stories.count(StoryFilter()) == 2 and health(desk).looked is None


def test_paused_feed_is_left_alone_until_it_is_resumed(desk, view, server, qtbot):
    server.steps = [whole(), whole()]
    desk.feeds.add(web(server))
    view.until(lambda: health(desk).taken == 2)
    view.pause_button.click()
    view.until(lambda: not view.polling.running)
    assert view.pause_button.text() == "&Resume" and view.model.state(view.chosen()) is FeedState.PAUSED
    assert view.words.text() == "1 feed, 2 new in 24 hours, 1 paused"
    seen = len(server.got)
    view.pause_button.click()
    view.until(lambda: view.polling.running)
    assert len(server.got) in {seen, seen + 1}


def test_all_are_paused_and_resumed_by_one_button(desk, view, server):
    server.steps = [whole(), whole()]
    desk.feeds.add(web(server, "one"))
    desk.feeds.add(web(server, "two", paused=True))
    view.until(lambda: len(view.model.rows) == 2)
    view.pause_all_button.click()
    view.until(lambda: all(one.feed.paused for one in desk.feeds.all()) and not view.polling.running)
    assert view.pause_all_button.text() == "Res&ume all"
    view.pause_all_button.click()
    view.until(lambda: not any(one.feed.paused for one in desk.feeds.all()) and view.polling.running)


def test_feed_is_removed_after_a_question_and_its_stories_stay(desk, view, window, server, qtbot):
    server.steps = [whole()]
    desk.feeds.add(web(server))
    view.until(lambda: health(desk).taken == 2)
    qtbot.keyClick(view.table, Qt.Key.Key_Delete)
    assert "stories it brought stay" in window.findChild(QMessageBox).informativeText()
    buttons(window)["Remove"].click()
    view.until(lambda: not desk.feeds.all())
    assert view.model.rows == [] and not view.whole.isVisible()
    assert desk.stories.count(StoryFilter()) == 4


def test_mail_comes_in_as_soon_as_its_server_tells_of_it(desk, view, ring):
    with imap_server() as mailbox:
        place = f"imap://127.0.0.1:{mailbox.port}/INBOX"
        desk.feeds.add(Feed("poçt", FeedKind.IMAP, place, user=mailbox.user, private=True), mailbox.password)
        view.until(lambda: health(desk, "poçt").succeeded is not None)
        assert mailbox.idle.wait(30)
        mailbox.add(b"From: a@gunes.example\r\nSubject: Yagis gozlenilir\r\n\r\nSabah kulekli olacaq.\r\n")
        view.until(lambda: health(desk, "poçt").taken == 1)
        desk.feeds.pause("poçt")
        view.until(lambda: not view.polling.running)


def test_computer_that_slept_reads_each_feed_once(desk, view, clock, server):
    server.steps = [whole() for _ in range(9)]
    for name in ("one", "two"):
        desk.feeds.add(web(server, name))
    view.until(lambda: health(desk, "one").looked and health(desk, "two").looked)
    clock.advance(hours=9)
    view.until(lambda: all(health(desk, name).looked == clock() for name in ("one", "two")))
    desk.feeds.add(web(server, "three"))
    view.until(lambda: health(desk, "three").looked)
    assert len(server.got) == 5


def test_sign_names_the_first_feed_and_counts_the_others(desk, view, server):
    server.steps = [401, 401, 401]
    desk.feeds.add(web(server, "zero", paused=True))
    for name in ("Xəbər", "two", "three"):
        desk.feeds.add(web(server, name))
    view.until(lambda: all(one.health.failures for one in desk.feeds.all() if not one.feed.paused))
    assert view.sign.button.text() == "⚠ The feed “\u2068Xəbər\u2069” and 2 more cannot be read"
    assert "three" in view.sign.button.accessibleName() and "three" in view.sign.button.toolTip()
    assert view.chosen().feed.name == "zero"
    view.sign.button.click()
    view.until(lambda: view.chosen().feed.name == "Xəbər")


def test_chosen_feed_and_its_place_stay_when_another_is_read(desk, view, server):
    for number in range(20):
        desk.feeds.add(web(server, f"Lent {number} — خوراک", paused=True))
    view.until(lambda: len(view.model.rows) == 20)
    view.table.selectRow(15)
    place = view.table.verticalScrollBar().value()
    server.steps = [whole()]
    view.polling.look_now(["Lent 3 — خوراک"])
    view.until(lambda: health(desk, "Lent 3 — خوراک").taken == 2)
    assert view.chosen().feed.name == "Lent 15 — خوراک"
    assert view.table.verticalScrollBar().value() == place


def test_very_long_error_scrolls_and_makes_the_window_no_larger(desk, view, window):
    desk.feeds.add(Feed("x" * 80, FeedKind.FOLDER, "/nowhere/" + "long-name/" * 90))
    view.until(lambda: health(desk, "x" * 80).failures >= 1)
    assert view.error.text()
    window.resize(1024, 700)
    assert (window.width(), window.height()) == (1024, 700)


def test_defect_of_the_program_is_told_and_reading_goes_on(desk, view, window, server, monkeypatch, qtbot):
    told = []
    window.defect.connect(told.append)
    monkeypatch.setattr(desk.polling.__class__, "due", lambda *_: 1 / 0)
    desk.feeds.add(web(server))
    view.reload()
    qtbot.waitUntil(lambda: bool(told) and not view.polling.running)
    assert isinstance(told[0], ZeroDivisionError)
    monkeypatch.undo()
    server.steps = [whole()]
    view.until(lambda: health(desk).looked is not None)


def test_closing_the_window_ends_what_is_being_read_and_frees_the_feed(desk, view, window, server, qtbot):
    server.steps = ["stall", whole()]
    desk.feeds.add(web(server))
    view.reload()
    qtbot.waitUntil(lambda: bool(server.got))
    assert window.close()
    assert not [one for one in threading.enumerate() if one.name.startswith("dabir-feed")]
    assert desk.polling.look(WEB).taken == 2


@pytest.fixture
def form(desk, view, qtbot):
    """The form of a new feed."""
    desk.intake.add_partner(Partner("ALBORZ", "خبرگزاری البرز نمونه", "fa"))
    view.add_button.click()
    qtbot.waitUntil(lambda: view.form is not None)
    yield view.form
    if view.form is not None:
        view.form.reject()


def choose(form, kind):
    form.kind.setCurrentIndex(form.kind.findData(kind))


def test_whole_feed_is_kept_with_its_password_in_the_keyring(desk, form, view, ring):
    choose(form, FeedKind.SFTP)
    form.address.setText("sftp://files.alborz.example/out")
    form.name.setText(f" {WEB} ")
    form.user.setText("dabir")
    form.password.setText("پنج‌شنبه")
    form.host_key.setText("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ")
    form.partner.setCurrentIndex(form.partner.findData("ALBORZ"))
    form.language.setCurrentIndex(form.language.findData("fa"))
    form.zone.setCurrentText("Asia/Tehran")
    form.interval.setCurrentText("every 2 hours")
    form.private.setChecked(True)
    form.clear.setChecked(True)
    feed = replace(form.feed(), paused=True)
    form.feed = lambda: feed
    form.ok.click()
    view.until(lambda: bool(desk.feeds.all()))
    assert desk.feeds.get(WEB).feed == Feed(
        *(WEB, FeedKind.SFTP, "sftp://files.alborz.example/out", "ALBORZ", "fa", "Asia/Tehran", timedelta(hours=2)),
        *("dabir", True, True, True, "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ"),
    )
    assert list(ring.kept.values()) == ["پنج‌شنبه"]


def test_password_is_left_changed_or_forgotten(desk, view, ring, qtbot, server):
    desk.feeds.add(web(server, user="leyla", paused=True), "parol")
    view.until(lambda: view.chosen() is not None)

    def change(act):
        qtbot.keyClick(view.table, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: view.form is not None)
        assert view.form.password.text() == "" and view.form.forget.isVisibleTo(view.form)
        act(view.form)
        view.form.ok.click()
        view.until(lambda: view.form is None)

    change(lambda form: form.interval.setCurrentText("every hour"))
    assert list(ring.kept.values()) == ["parol"] and view.chosen().feed.interval == timedelta(hours=1)
    change(lambda form: form.password.setText("yeni parol"))
    assert list(ring.kept.values()) == ["yeni parol"]
    change(lambda form: form.forget.setChecked(True))
    assert ring.kept == {} and not desk.feeds.has_password(WEB)


def test_feed_is_tried_out_before_it_is_kept(desk, form, view, server, qtbot):
    server.steps = [403, whole()]
    choose(form, FeedKind.HTTP)
    form.address.setText(server.url)
    form.name.setText(WEB)
    form.private.setChecked(True)
    form.password.setText("token-1")
    form.test.click()
    assert not form.test.isEnabled()
    qtbot.waitUntil(form.test.isEnabled)
    assert form.trouble.isVisibleTo(form) and not form.outcome.isVisibleTo(form)
    form.test.click()
    qtbot.waitUntil(lambda: form.test.isEnabled() and form.outcome.isVisibleTo(form))
    assert "can be read" in form.outcome.text() and not form.trouble.isVisibleTo(form)
    assert [one.headers["Authorization"] for one in server.got] == ["Bearer token-1"] * 2
    assert desk.feeds.all() == [] and desk.stories.count(StoryFilter()) == 2


def test_answer_to_a_trial_may_come_after_the_form_was_closed(form, view, server, qtbot):
    server.steps = ["stall"]
    choose(form, FeedKind.HTTP)
    form.address.setText(server.url)
    form.private.setChecked(True)
    form.test.click()
    qtbot.waitUntil(lambda: bool(server.got))
    form.reject()
    assert view.form is None
    server.closing.set()
    qtbot.waitUntil(lambda: not [one for one in threading.enumerate() if one.name == "dabir-feed-asked"])


def test_what_the_desk_refuses_is_said_in_the_form(form, view, qtbot, monkeypatch):
    monkeypatch.setattr(passphrases.Passphrases, "keep", lambda *_: False)
    choose(form, FeedKind.HTTP)
    form.address.setText("https://alborz.example/news.rss")
    form.name.setText(WEB)
    form.password.setText("parol")
    form.ok.click()
    qtbot.waitUntil(lambda: form.trouble.isVisibleTo(form))
    assert "no keyring" in form.trouble.text() and view.form is form
