from datetime import UTC, datetime

import pytest

from dabir.domain.memory import MemoryMatch, MemoryUnit
from dabir.domain.segment import Finding, MachineTranslation, Severity
from dabir.domain.term import Term
from dabir.ui.editing.entries import alternative_entry, finding_entry, match_entry, term_entry, term_tip
from dabir.ui.editing.finding_lines import can_mend, mending_tip, mending_words
from dabir.ui.parts.theme import LIGHT
from dabir.workflow.experience.memory import Change, Piece

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
UNIT = MemoryUnit("Bu il <b>12</b> nəfər", "امسال ۱۲ نفر", "az", "fa", "Leyla", NOW, "tag:aran.example,2026:1")
WRONG = Finding("numbers", Severity.ERROR, "12 in the source, but 13 here.", (0, 2), (7, 9), "12")


def test_words_of_texts_never_become_markup():
    pieces = [Piece(Change.KEPT, UNIT.source, (0, 21), (0, 21))]
    entry = match_entry(1, MemoryMatch(UNIT, 97), pieces, ("az", "fa"), NOW, LIGHT)
    assert "<b>12</b>" not in entry.html and "&lt;b&gt;12&lt;/b&gt;" in entry.html
    finding = Finding("names", Severity.HINT, "“<i>” is not found.")
    assert "<i>" not in finding_entry("Segment 1", finding, LIGHT).html
    assert "<i>" not in alternative_entry(1, MachineTranslation("<i>x", -1.0, ()), "az", LIGHT, standing=False).html
    assert "<i>" not in term_entry(1, "<i>", Term("<i>", "<i>", "az", "fa", note="<i>"), ("az", "fa"), LIGHT).html


def test_match_marks_what_the_segment_lacks_and_what_only_it_has():
    pieces = [
        Piece(Change.KEPT, "Bu il ", None, None),
        Piece(Change.REMOVED, "12", None, None),
        Piece(Change.ADDED, "14", None, None),
    ]
    html = match_entry(2, MemoryMatch(UNIT, 90), pieces, ("az", "fa"), NOW, LIGHT).html
    assert "line-through'>12</span>" in html
    assert "underline'>14</span>" in html


def test_match_of_the_desk_names_its_story_and_another_its_file():
    entry = match_entry(1, MemoryMatch(UNIT, 100), [], ("az", "fa"), NOW, LIGHT)
    assert entry.said.startswith("1, the same text: امسال ۱۲ نفر.")
    assert "tag:aran.example,2026:1" in entry.said
    brought = MemoryUnit("a", "b", "az", "fa", origin="partner.tmx")
    assert "partner.tmx" in match_entry(1, MemoryMatch(brought, 80), [], ("az", "fa"), NOW, LIGHT).said


@pytest.mark.parametrize(("language", "direction"), [("fa", "rtl"), ("az", "ltr"), ("ar", "rtl"), ("ru", "ltr")])
def test_texts_are_set_in_the_direction_of_their_language(language, direction):
    entry = alternative_entry(1, MachineTranslation("NATO", -1.0, ()), language, LIGHT, standing=False)
    assert f"<p dir='{direction}'" in entry.html


def test_term_tells_what_must_not_be_used():
    term = Term("piyada", "پیاده", "az", "fa", forbidden=("پیادە",), note="rəsmi")
    assert term_tip(term).splitlines() == ["→ پیاده", "not: پیادە", "rəsmi"]


def test_button_says_what_it_puts_in_place_of_what():
    assert mending_words(WRONG) == "Put \u206812\u2069"
    tip = mending_tip(WRONG, "Bakıda 13 nəfər")
    assert "\u206812\u2069" in tip and "\u206813\u2069" in tip
    assert mending_words(Finding("spacing", Severity.HINT, "Two spaces.", None, (3, 4), "")) == "Take out"
    assert mending_words(Finding("spacing", Severity.HINT, "No space.", None, (3, 3), " ")) == "Put a space"
    assert len(mending_words(Finding("quotes", Severity.HINT, "Quotes.", None, (0, 90), "x" * 90))) < 40


def test_only_a_finding_with_place_and_replacement_can_be_mended():
    assert can_mend(WRONG)
    assert not can_mend(Finding("numbers", Severity.ERROR, "12 is missing.", (0, 2), None, "12"))
    assert not can_mend(Finding("numbers", Severity.ERROR, "12 is missing.", (0, 2), (0, 2)))
