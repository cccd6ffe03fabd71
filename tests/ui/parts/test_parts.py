from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QDialog, QLabel, QMessageBox, QVBoxLayout

from dabir.ui.application import make_application
from dabir.ui.parts.dialogs import let_select
from dabir.ui.parts.panes import Notice
from dabir.ui.parts.parts import ElidedLabel, SelectableLabel, fit_height, label
from dabir.ui.parts.tables import Column, RowsModel, RowsView
from dabir.ui.parts.text_direction import isolated

SENTENCE = f"{isolated('خبرگزاری آران')} has seen the first 2 entries."


def directions(widget):
    """Return the directions of the sentences that a widget shows; a label decides when it is laid out."""
    widget.window().show()
    widget.window().grab()
    return {
        document.firstBlock().textDirection() for part in (widget,) for document in part.findChildren(QTextDocument)
    }


def test_sentence_that_begins_with_a_persian_name_stays_left_to_right(qtbot):
    made = SelectableLabel(SENTENCE)
    qtbot.addWidget(made)
    assert directions(made) == {Qt.LayoutDirection.LeftToRight}
    made.setText("Short.")
    made.setText(SENTENCE)
    assert (made.text(), directions(made)) == (SENTENCE, {Qt.LayoutDirection.LeftToRight})


def test_message_that_begins_with_a_persian_name_stays_left_to_right(qtbot):
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(SENTENCE)
    box.setInformativeText(SENTENCE)
    let_select(box)
    found = [directions(part) for part in box.findChildren(QLabel) if part.text() == SENTENCE]
    assert found == [{Qt.LayoutDirection.LeftToRight}] * 2


def test_notice_tells_good_news_bad_news_and_alarms_apart(qtbot):
    notice = Notice()
    qtbot.addWidget(notice)
    kinds = []
    for bad, alarm in ((False, False), (True, False), (False, True)):
        notice.tell(SENTENCE, bad=bad, alarm=alarm)
        kinds.append(notice.property("kind"))
    assert kinds == ["good", "bad", "alarm"]
    assert directions(notice.words) == {Qt.LayoutDirection.LeftToRight}


def test_dialog_grows_with_the_words_it_has_to_show(qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    words = label("Short.")
    box = QVBoxLayout(dialog)
    box.addWidget(words)
    dialog.resize(300, 10)
    fit_height(dialog)
    low = dialog.height()
    words.setText("A sentence that is much longer than the dialog is wide. " * 5)
    fit_height(dialog)
    assert dialog.width() == 300
    assert dialog.height() >= low + 3 * words.fontMetrics().lineSpacing()


def test_empty_table_shows_its_hint_and_a_filled_one_its_rows(qtbot):
    make_application()
    model = RowsModel([Column("Name", str)])
    view = RowsView(model, [20], 0)
    qtbot.addWidget(view)
    view.resize(300, 120)
    view.setAlternatingRowColors(False)
    empty = view.viewport().grab().toImage()
    view.hint = "Nothing yet."
    assert view.viewport().grab().toImage() != empty
    model.show_rows([""])
    filled = view.viewport().grab().toImage()
    view.hint = ""
    assert view.viewport().grab().toImage() == filled


def test_label_says_the_longest_of_its_words_that_fit(qtbot):
    shown = ElidedLabel()
    qtbot.addWidget(shown)
    shown.say("4 of 12 confirmed · 30 of 400 words", "4 of 12 confirmed", "4 of 12")
    width = shown.fontMetrics().horizontalAdvance
    said = ("4 of 12 confirmed · 30 of 400 words", "4 of 12 confirmed", "4 of 12")
    for words, shorter in pairwise(said):
        shown.resize(width(words), 20)
        assert shown.words_seen() == words
        shown.resize(width(words) - 1, 20)
        assert shown.words_seen() == shorter
    shown.resize(1, 20)
    assert shown.words_seen() == "4 of 12"
    assert shown.text() == "4 of 12 confirmed · 30 of 400 words"
