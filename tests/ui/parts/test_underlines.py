import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.domain.segment import Finding, Severity, joined
from dabir.ui.parts.theme import DARK, LIGHT
from dabir.ui.parts.underlines import LAYERS, Look, Mark, Wraps, finding_marks, form_of, in_order, moved, tip_at


def _finding(start, end, replacement="x"):
    return Finding("numbers", Severity.ERROR, "A number.", (0, 1), (start, end), replacement)


def _words(text, finding):
    return None if finding.target_span is None else text[slice(*finding.target_span)]


def test_span_after_the_change_moves_with_its_words():
    before, after = "Bakıda 12 nəfər", "Bu gün Bakıda 12 nəfər"
    (kept,) = moved([_finding(7, 9)], before, after)
    assert _words(after, kept) == "12"
    assert kept.replacement == "x"


def test_span_before_the_change_stays():
    before, after = "12 nəfər gəlib", "12 nəfər gəlmişdi"
    (kept,) = moved([_finding(0, 2)], before, after)
    assert kept == _finding(0, 2)


@pytest.mark.parametrize(
    ("before", "after"), [("12 nəfər", "13 nəfər"), ("12 nəfər", "123 nəfər"), ("12 nəfər", " nəfər")]
)
def test_changed_words_lose_their_span_and_cannot_be_mended_any_more(before, after):
    (kept,) = moved([_finding(0, 2)], before, after)
    assert (kept.target_span, kept.replacement) == (None, None)


def test_letters_written_onto_a_word_from_the_left_change_it():
    (kept,) = moved([_finding(3, 5)], "al 12", "al 912")
    assert kept.target_span is None


@given(st.text("ab ۱2\n", max_size=12), st.text("ab ۱2\n", max_size=12), st.data())
def test_what_keeps_its_span_keeps_its_words(before, after, data):
    start = data.draw(st.integers(0, len(before)))
    end = data.draw(st.integers(start, len(before)))
    (kept,) = moved([_finding(start, end)], before, after)
    if kept.target_span is not None:
        assert _words(after, kept) == before[start:end]


@given(st.text("اa ۱\n\r\t", max_size=24))
def test_places_go_to_the_original_and_back_over_line_wraps(stretch):
    text, wraps = joined(stretch), Wraps(stretch)
    for place, character in enumerate(text):
        at = wraps.to_original(place)
        assert wraps.to_text(at) == place
        assert stretch[at] == character or stretch[at].isspace()
    assert wraps.to_original(len(text)) == len(stretch)


def test_span_that_ends_before_a_wrap_takes_none_of_it_in():
    stretch = "وزیر \n نیرو رفت"
    wraps = Wraps(stretch)
    text = joined(stretch)
    end = text.index(" نیرو")
    assert stretch[wraps.to_original(0) : wraps.end_in_original(end)] == "وزیر"


def test_missing_words_are_marked_at_a_letter_beside_the_place():
    missing = Finding("numbers", Severity.WARNING, "Missing.", None, (5, 5))
    assert finding_marks([missing], "Bakı.", source=False) == [Mark(4, 5, Look.WARNING, "Missing.")]
    assert finding_marks([missing], "", source=False) == []


def test_error_is_drawn_over_a_hint():
    hint = Finding("spacing", Severity.HINT, "Hint.", None, (0, 4))
    error = Finding("numbers", Severity.ERROR, "Error.", None, (1, 2))
    assert [mark.look for mark in finding_marks([error, hint], "abcd", source=False)] == [Look.HINT, Look.ERROR]


def test_words_lie_over_findings_and_findings_over_terms():
    layers = {name: [Mark(0, 1, Look.WORD, name)] for name in reversed(LAYERS)}
    assert [mark.tip for mark in in_order(layers)] == ["terms", "findings", "found", "words"]


def test_tip_tells_every_mark_at_a_place_once():
    layers = {
        "terms": [Mark(0, 4, Look.TERM, "→ Bakı")],
        "findings": [Mark(2, 6, Look.ERROR, "Wrong."), Mark(2, 3, Look.HINT, "Wrong.")],
    }
    assert tip_at(layers, 3) == "→ Bakı\nWrong."
    assert tip_at(layers, 9) == ""


@pytest.mark.parametrize("tones", [LIGHT, DARK])
def test_every_severity_has_a_colour_of_its_own(tones):
    colours = [
        form_of(look, tones).underlineColor().name() for look in (Look.ERROR, Look.WARNING, Look.HINT, Look.TERM)
    ]
    assert len(set(colours)) == 4
