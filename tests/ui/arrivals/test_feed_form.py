from datetime import timedelta

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit

from dabir.domain.feed import Feed, FeedKind
from dabir.domain.listing import Partner
from dabir.ui.arrivals.feed_form import FeedForm
from dabir.workflow.arrivals.polling import Trial

WEB = "پایگاه خبری البرز"


@pytest.fixture
def make(home, qtbot):
    """Make forms, and gather what they hand over."""

    def made(feed=None, **settings):
        partners = [Partner("ALBORZ", "خبرگزاری البرز نمونه", "fa")]
        form = FeedForm(feed, partners, ["Alborz"], home, form_keeps, form_keeps, **settings)
        qtbot.addWidget(form)
        form.show()
        return form

    def form_keeps(feed, password, _form):
        made.given.append((feed, password))

    made.given = []
    return made


@pytest.fixture
def form(make):
    return make()


def choose(form, kind):
    form.kind.setCurrentIndex(form.kind.findData(kind))


def test_form_has_the_fields_of_its_kind_only(form):
    rows = (form.browse, form.user, form.password, form.private, form.host_key, form.clear, form.forget)

    def fields():
        return [one for one in rows if one.isVisibleTo(form)]

    assert fields() == [form.browse, form.clear]
    choose(form, FeedKind.HTTP)
    assert fields() == [form.user, form.password, form.private]
    choose(form, FeedKind.SFTP)
    assert fields() == [form.user, form.password, form.private, form.host_key, form.clear]
    choose(form, FeedKind.IMAP)
    assert fields() == [form.user, form.password, form.private, form.clear]
    assert "mail" in form.clear.text()


def test_what_is_wrong_stands_beside_its_field_as_it_is_typed(form):
    assert not form.ok.isEnabled() and not any(one.isVisibleTo(form) for one in form.beside.values())
    choose(form, FeedKind.HTTP)
    form.name.setText(WEB)
    form.address.setText("https://alborz.example/news.rss")
    assert form.ok.isEnabled()
    form.address.setText("ftp://alborz.example/")
    assert form.beside["address"].isVisibleTo(form) and not form.ok.isEnabled() and not form.test.isEnabled()
    form.address.setText("https://alborz.example/news.rss")
    form.zone.setCurrentText("Asia/Tehrann")
    assert "Asia/Tehran," in form.beside["zone"].text() and not form.beside["address"].isVisibleTo(form)
    form.zone.setCurrentText("asia/tehran")
    assert form.ok.isEnabled() and form.feed().zone == "Asia/Tehran"


def test_computer_without_a_keyring_is_told_of_its_variable(form):
    choose(form, FeedKind.HTTP)
    form.name.setText("Alborz News")
    form.tell_of_keyring(False)
    assert "DABIR_FEED_PASSWORD_ALBORZ_NEWS" in form.ring_words.text() and form.ring_words.isVisibleTo(form)
    form.tell_of_keyring(True)
    assert not form.ring_words.isVisibleTo(form)


def test_everything_of_a_feed_that_is_changed_stands_in_the_form(make):
    feed = Feed(
        *(WEB, FeedKind.SFTP, "sftp://files.alborz.example/out", "GUNES", "ka", "Asia/Tbilisi"),
        *(timedelta(seconds=95), "dabir", True, True, True, "ssh-ed25519 AAAA"),
    )
    form = make(feed, kept=True)
    assert form.feed() == feed
    form.ok.click()
    assert make.given == [(feed, None)]


def test_what_another_kind_needed_is_left_out(make):
    form = make(Feed(WEB, FeedKind.SFTP, "sftp://a.example/", user="dabir", clear=True, private=True), kept=True)
    choose(form, FeedKind.FOLDER)
    form.address.setText("/srv/alborz/out")
    assert form.feed() == Feed(WEB, FeedKind.FOLDER, "/srv/alborz/out", clear=True)
    assert form.secret() == "", "a folder keeps no password in the keyring"
    choose(form, FeedKind.HTTP)
    assert not form.feed().clear


def test_renamed_feed_is_tried_out_with_the_password_that_is_kept(make):
    feed = Feed(WEB, FeedKind.HTTP, "https://alborz.example/", user="leyla")
    form = make(feed, kept=True)
    form.name.setText("Başqa ad")
    form.test.click()
    assert make.given == [(feed, None)]
    assert not form.test.isEnabled() and form.test.text() == "Connecting…"


def test_what_a_trial_said_does_not_stay_beside_something_else(form):
    form.address.setText("/srv/alborz/out")
    form.test.click()
    form.show_trial(Trial((), more=False))
    assert form.outcome.isVisibleTo(form) and "/srv/alborz/out" in form.outcome.text()
    form.address.setText("/srv/aran/out")
    assert not form.outcome.isVisibleTo(form)
    for late in (lambda: form.show_trial(Trial((), more=False)), lambda: form.show_failed_trial(ValueError("no"))):
        form.test.click()
        form.address.setText(form.address.text() + "/in")
        late()
        assert not form.outcome.isVisibleTo(form) and not form.trouble.isVisibleTo(form) and form.test.isEnabled()


def test_name_of_another_feed_is_refused_as_it_is_typed(form):
    form.address.setText("/srv/alborz/out")
    form.name.setText("ALBORZ")
    assert "Alborz" in form.beside["name"].text() and not form.ok.isEnabled() and form.test.isEnabled()


def test_every_field_has_a_name_for_screen_readers(form):
    for kind in FeedKind:
        choose(form, kind)
        shown = [one for one in form.findChildren(QLineEdit) + form.findChildren(QComboBox) if one.isVisibleTo(form)]
        nameless = [one for one in shown if not (one.accessibleName() or one.parent().accessibleName())]
        assert not nameless
