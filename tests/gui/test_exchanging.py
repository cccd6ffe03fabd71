import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from dabir.app import open_desk
from dabir.domain.term import Term
from dabir.settings import Places


@pytest.fixture
def shared(desk, window, settle, stories):
    """The window on a desk with a confirmed segment of a partner and a term for every partner."""
    settle(window)
    desk.translations.edit(stories[0], "en", 2, "He met his counterpart.")
    desk.translations.confirm(stories[0], "en", 2)
    desk.terms.add(Term("وزیر نیرو", "energy minister", "fa", "en"))
    desk.terms.add(Term("وزارت", "ministry", "fa", "en", partner="ARAN"))
    return window


def test_dialog_begins_with_the_partner_and_languages_of_the_story(shared, settle, qtbot):
    shared.actions_["exchange"].trigger()
    settle(shared)
    dialog = shared.workbench.exchanging.dialog
    assert dialog.partner.code == "ALBORZ"
    assert (dialog.pair.source, dialog.pair.target) == ("fa", "en")
    dialog.pair.choose("en", "en")
    assert not dialog.write_button.isEnabled()
    qtbot.mouseClick(dialog.take_button, Qt.MouseButton.LeftButton)
    files = shared.findChild(QFileDialog)
    assert files.windowTitle() == "A partner's file"
    files.reject()


def test_file_goes_to_another_desk_without_the_terms_of_others(desk, shared, settle, tmp_path, clock):
    exchanging = shared.workbench.exchanging
    file = tmp_path / "for the partner.zip"
    exchanging.export(file, "fa", "en", "ALBORZ")
    settle(shared)
    assert "1 unit of the memory and 2 terms, Persian and English" in shared.queue.notice.words.text()
    other = open_desk(Places(tmp_path / "other"), clock)
    try:
        made = other.exchange.import_file(file)
        assert (made.units, made.terms) == (1, len(other.terms.list()))
        assert {term.target for term in other.terms.list("fa", "en")} == {"energy minister"}
    finally:
        other.close()


def test_what_is_taken_in_is_told_in_the_view_that_is_shown(desk, shared, settle, tmp_path):
    exchanging = shared.workbench.exchanging
    file = tmp_path / "theirs.zip"
    exchanging.export(file, "fa", "en", "ALBORZ")
    settle(shared)
    shared.actions_["view_terms"].trigger()
    settle(shared)
    exchanging.take_in(file, "ALBORZ")
    settle(shared)
    assert "came with" in shared.terms.notice.words.text()
    assert any(term.origin == "theirs.zip" for term in desk.terms.list())
    assert any(term.origin == "theirs.zip" for term in shared.terms.model.rows)
