"""A line with the words in it that were searched for: what is cut, and where it is drawn."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter

from dabir.ui.parts.theme import DARK, LIGHT
from dabir.ui.stories.found_text import FoundText

WIDTH = 300
AZ = "Bakıda \u2068gömrük\u2069 sənədi imzalanıb, \u2068Gömrük\u2069 Komitəsi bildirib"
FA = "\u2068گمرک\u2069 ایران و جمهوری آذربایجان تفاهم‌نامه امضا کردند"


def drawn(marked, language, tones=LIGHT):
    """Draw a line and return from where to where its marks reach, and the lightest and darkest in them."""
    image = QImage(WIDTH, 24, QImage.Format.Format_RGB32)
    image.fill(QColor(tones.paper))
    painter = QPainter(image)
    painter.setPen(QColor(tones.muted))
    FoundText.read(marked).draw(painter, QRect(0, 0, WIDTH, 24), QFont(), language, tones)
    painter.end()
    ground, edge = QColor(tones.mark).rgb(), QColor(tones.mark_edge).rgb()
    places = [x for x in range(WIDTH) if image.pixel(x, 4) == ground]
    assert places
    assert all(image.pixel(x, 22) == edge for x in places), "not by its colour alone"
    return places[0], places[-1]


def test_marks_are_taken_out_and_their_places_kept(qapp):
    line = FoundText.read(AZ)
    assert line.text == "Bakıda gömrük sənədi imzalanıb, Gömrük Komitəsi bildirib"
    assert [line.text[start:end] for start, end in line.spans] == ["gömrük", "Gömrük"]
    assert FoundText.read("a \n\u2068b\u2069\u2068c\u2069  d") == FoundText("a bc d", ((2, 3), (3, 4)))


@pytest.mark.parametrize("tones", [LIGHT, DARK])
def test_line_begins_at_the_side_of_its_language(qapp, tones):
    low, high = drawn(FA, "fa", tones)
    assert (low > WIDTH // 2, high > WIDTH - 4) == (True, True)
    low, high = drawn("\u2068Gömrük\u2069 bağlıdır", "az", tones)
    assert (low < 4, high < WIDTH // 2) == (True, True)


def test_words_of_the_other_direction_do_not_turn_the_line(qapp):
    low, _ = drawn("\u2068Gömrük\u2069 گفت: فردا", "fa")
    assert low > WIDTH // 2, "the line begins at the right, whatever its first letter"
    _, high = drawn("\u2068گمرک\u2069 sözü farscadır", "az")
    assert high < WIDTH // 2


@pytest.mark.parametrize(
    "text", [AZ, FA, "😀 \u2068😀گمرک\u2069 😀", "\u2068" + "ö" * 200 + "\u2069 x", "", "\u2068"]
)
@pytest.mark.parametrize("width", [0, 7, 40, 90, 200, 1000])
def test_line_fits_and_shows_what_was_found(qapp, text, width):
    metrics = QFontMetrics(QFont())
    whole = FoundText.read(text)
    shown = whole.fitted(metrics, width, to_found=True)
    assert metrics.horizontalAdvance(shown.text) <= max(width, metrics.horizontalAdvance("…"))
    assert all(0 <= start < end <= len(shown.text) for start, end in shown.spans)
    if whole.spans and width >= 90:
        start, end = shown.spans[0]
        assert whole.text[slice(*whole.spans[0])].startswith(shown.text[start:end])
        assert end > start + 2


def test_beginning_is_cut_away_only_as_far_as_it_hides_what_was_found(qapp):
    metrics = QFontMetrics(QFont())
    line = FoundText.read(f"{'söz ' * 40}\u2068tapılan\u2069 {'söz ' * 40}")
    shown = line.fitted(metrics, WIDTH, to_found=True)
    assert shown.text.startswith("…söz ")
    assert shown.text.endswith("…")
    start, end = shown.spans[0]
    assert shown.text[start:end] == "tapılan"
    assert WIDTH * 0.5 < metrics.horizontalAdvance(shown.text[:end]) <= WIDTH * 0.7
    assert line.fitted(metrics, WIDTH).text.startswith("söz ")
    assert line.fitted(metrics, 10_000, to_found=True) == line
