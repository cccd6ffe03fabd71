from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor, QTextDocument

from dabir.ui.parts.text_direction import (
    code_point_offset,
    direction_of,
    isolated,
    set_document_direction,
    shown,
    text_of,
    utf16_length,
    utf16_offset,
)

#: Words as wires have them: joiners, no-break spaces, letters beyond U+FFFF, line breaks of every kind.
WORDS = st.text(alphabet=st.sampled_from("ab ‌\u00a0سلامə\U0001f30d\U00020000\n\u2028.:"), max_size=40)


@given(WORDS, st.integers(0, 40))
@settings(max_examples=80, deadline=None)
def test_code_points_and_qt_positions_are_each_others_inverse(text, index):
    index = min(index, len(text))
    assert code_point_offset(text, utf16_offset(text, index)) == index
    assert utf16_length(text) == len(text.encode("utf-16-le")) // 2


@given(st.text(alphabet=st.sampled_from("a\r\n\u2028\u2029ب\U0001f30d"), max_size=20))
@settings(max_examples=80, deadline=None)
def test_shown_text_has_as_many_positions_and_one_block(text):
    assert utf16_length(shown(text)) == utf16_length(text)
    document = QTextDocument()
    QTextCursor(document).insertText(shown(text))
    assert document.blockCount() == 1


@given(WORDS)
@settings(max_examples=80, deadline=None)
def test_typed_text_is_read_back_exactly(text):
    document = QTextDocument()
    document.setPlainText(text)
    assert text_of(document) == text


def test_direction_comes_from_the_language_or_the_switch():
    assert direction_of("fa") is Qt.LayoutDirection.RightToLeft
    assert direction_of("azb") is Qt.LayoutDirection.RightToLeft
    assert direction_of("az") is Qt.LayoutDirection.LeftToRight
    assert direction_of("fa", "ltr") is Qt.LayoutDirection.LeftToRight
    assert direction_of("en", "rtl") is Qt.LayoutDirection.RightToLeft


def test_first_letter_never_decides_the_direction():
    document = QTextDocument()
    set_document_direction(document, Qt.LayoutDirection.RightToLeft)
    document.setPlainText("NATO: دبیرکل سازمان به باکو رفت")
    assert document.firstBlock().textDirection() is Qt.LayoutDirection.RightToLeft


def test_isolated_text_keeps_its_language_direction():
    assert isolated("NATO: دبیرکل", "fa") == "\u2067NATO: دبیرکل\u2069"
    assert isolated("Bakı", "az") == "\u2066Bakı\u2069"
    assert isolated("x") == "\u2068x\u2069"
