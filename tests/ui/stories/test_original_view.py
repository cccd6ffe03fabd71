import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication

from dabir.domain.segment import HEADLINE, Segment
from dabir.domain.story import Story
from dabir.ui.parts.underlines import Look, Mark
from dabir.ui.stories.original_view import OriginalView

STORY = Story(
    "tag:x",
    language="fa",
    headline="\U0001f30d خبر \U0001f30d تازه",
    slugline="slug-1",
    byline="گزارشگر",
    dateline="باکو",
    paragraphs=("سطر یکم\nسطر دوم. جمله دیگر.", "", "\U00020000\U00020000 پایان."),
    notes=("NOT FOR PUBLICATION",),
    ednote="ویرایش",
    copyrightnotice="© البرز",
    usageterms="terms",
    creditline="credit",
)
SEGMENTS = (
    Segment(HEADLINE, 2, 5, "خبر"),
    Segment(0, 0, 16, "سطر یکم سطر دوم."),
    Segment(0, 17, 27, "جمله دیگر."),
    Segment(2, 3, 9, "پایان."),
)


@pytest.fixture
def view(qtbot):
    shown = OriginalView()
    qtbot.addWidget(shown)
    shown.show_story(STORY, SEGMENTS, Qt.LayoutDirection.RightToLeft)
    return shown


def test_every_word_of_the_original_is_shown(view):
    text = view.document().toPlainText()
    for words in (
        *STORY.paragraphs[0].split("\n"),
        *(STORY.headline, STORY.slugline, STORY.byline, STORY.dateline, STORY.paragraphs[2], STORY.notes[0]),
        *(STORY.ednote, STORY.copyrightnotice, STORY.usageterms, STORY.creditline),
    ):
        assert words in text


def test_spans_hold_beyond_the_basic_plane_and_over_line_breaks(view):
    marked = []
    for index in range(len(SEGMENTS)):
        view.mark(index)
        marked.append(view.marked_text())
    assert marked == ["خبر", "سطر یکم\u2028سطر دوم.", "جمله دیگر.", "پایان."]


def test_nothing_is_highlighted_between_segments(view):
    view.mark(1)
    view.mark(-1)
    assert view.marked_text() == ""
    assert view.segment_at(0) == -1


def test_original_cannot_be_typed_in(view, qtbot):
    before = view.document().toPlainText()
    qtbot.keyClicks(view, "xyz")
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert view.document().toPlainText() == before
    assert view.isReadOnly()


def test_marks_stand_over_line_wraps_of_the_original(view):
    text = SEGMENTS[1].text
    view.show_marks("findings", {1: [Mark(4, text.index(" دوم"), Look.ERROR, "Wrong.")]})
    (selection,) = view.extraSelections()
    assert selection.cursor.selectedText() == "یکم\u2028سطر"
    assert selection.format.underlineStyle() is QTextCharFormat.UnderlineStyle.WaveUnderline


def test_layer_is_replaced_and_the_others_stay(view):
    view.show_marks("terms", {2: [Mark(0, 4, Look.TERM)]})
    view.show_marks("words", {1: [Mark(0, 3, Look.WORD)]})
    view.show_marks("words", {})
    assert [one.cursor.selectedText() for one in view.extraSelections()] == ["جمله"]


def test_marks_stay_when_the_direction_is_switched(view):
    view.show_marks("terms", {2: [Mark(0, 4, Look.TERM)]})
    view.set_direction(Qt.LayoutDirection.LeftToRight)
    assert view.marks("terms") == {2: [Mark(0, 4, Look.TERM)]}
    assert [one.cursor.selectedText() for one in view.extraSelections()] == ["جمله"]


def test_place_under_the_mouse_is_told_in_the_segments_text(view, qtbot):
    view.resize(500, 400)
    view.show()
    text = SEGMENTS[1].text
    at = text.index("دوم")
    cursor = QTextCursor(view.document())
    cursor.setPosition(view._spans[1].start + at + 1)
    point = view.cursorRect(cursor).center()
    index, place = view.place_at(point)
    assert index == 1
    assert at <= place <= at + 2
    assert view.place_at(QPoint(2, 2)) == (-1, -1)


LONG = Story(
    "tag:long",
    language="fa",
    headline="خبر بلند",
    paragraphs=tuple(f"جمله {n} است." for n in range(3_000)),
    ednote="پایان",
)
LONG_SEGMENTS = tuple(Segment(n, 0, len(words), words) for n, words in enumerate(LONG.paragraphs))


@pytest.fixture
def long_view(view, qtbot):
    view.resize(500, 400)
    view.show()
    qtbot.waitExposed(view)
    view.show_story(LONG, LONG_SEGMENTS, Qt.LayoutDirection.RightToLeft)
    return view


def test_long_story_comes_bit_by_bit_and_whole(long_view, qtbot):
    assert not long_view.is_filled
    assert "جمله 0 است." in long_view.document().toPlainText()
    assert "جمله 2999" not in long_view.document().toPlainText()
    with qtbot.waitSignal(long_view.filled):
        pass
    lines = long_view.document().toPlainText().split("\n")
    assert tuple(lines[1:-1]) == LONG.paragraphs
    assert lines[-1].endswith("پایان")
    for index in (0, 1_234, 2_999):
        long_view.mark(index)
        assert long_view.marked_text() == LONG.paragraphs[index]


def test_segment_that_is_not_there_yet_is_marked_and_aligned_when_it_is(long_view, qtbot):
    long_view.mark(2_500)
    long_view.align(2_500, 30)
    assert long_view.marked_text() == ""
    assert long_view.top_of(2_500) == 0
    with qtbot.waitSignal(long_view.filled):
        pass
    assert long_view.marked_text() == LONG.paragraphs[2_500]
    assert long_view.top_of(2_500) == 30


def test_another_story_takes_the_place_of_one_that_is_still_coming(long_view, qtbot):
    long_view.mark(2_500)
    long_view.align(2_500, 30)
    long_view.show_story(STORY, SEGMENTS, Qt.LayoutDirection.RightToLeft)
    assert long_view.is_filled
    QApplication.processEvents()
    assert "جمله 0 است." not in long_view.document().toPlainText()


def test_direction_of_a_long_story_is_switched_where_somebody_reads(long_view, qtbot):
    with qtbot.waitSignal(long_view.filled):
        pass
    long_view.verticalScrollBar().setValue(20_000)
    with qtbot.waitSignal(long_view.filled):
        long_view.set_direction(Qt.LayoutDirection.LeftToRight)
    assert long_view.verticalScrollBar().value() == 20_000


def test_of_thousands_of_marks_those_to_be_seen_are_drawn(long_view, qtbot):
    with qtbot.waitSignal(long_view.filled):
        pass
    long_view.show_marks("findings", {index: [Mark(0, 4, Look.ERROR)] for index in range(3_000)})
    assert 0 < len(long_view.extraSelections()) < 100
    long_view.align(2_000, 0)
    drawn = {long_view.segment_at(one.cursor.selectionStart()) for one in long_view.extraSelections()}
    assert 2_000 in drawn
    assert 0 not in drawn
