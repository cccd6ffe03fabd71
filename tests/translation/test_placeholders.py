import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.translation.placeholders import MARKS, NUMBERS, fill, find, keeps, mask


def through(text, source, target):
    """Return a text as it comes out when the model copies it."""
    return fill(mask(text, source).text, mask(text, source), target)


@pytest.mark.parametrize(
    ("text", "source", "target", "expected"),
    [
        ("۷٫۲۵ درصد", "fa", "az", "7,25 درصد"),
        ("5.4 ریشتر", "fa", "en", "5.4 ریشتر"),
        ("5.4 ریشتر", "fa", "fa", "۵٫۴ ریشتر"),
        ("1,248 tonnes", "en", "az", "1248 tonnes"),
        ("1,248 tonnes", "en", "fa", "۱٬۲۴۸ tonnes"),
        ("73 500 nəfər", "az", "en", "73,500 nəfər"),
        ("1 673 230 nəfər", "az", "fa", "۱٬۶۷۳٬۲۳۰ nəfər"),
        ("16.500 manat", "az", "en", "16,500 manat"),
        ("42,000 people", "en", "fa", "۴۲,000 people"),
        ("in 2024", "en", "az", "in 2024"),
        ("۱۶۰۰ نفر", "fa", "en", "1600 نفر"),
        ("۴۵۰۰ نفر", "fa", "en", "4,500 نفر"),
        ("12.05.2024", "az", "en", "12.05.2024"),
        ("18:00", "en", "fa", "۱۸:۰۰"),
        ("007", "en", "az", "007"),
        ("+994 12 493-11-20", "en", "az", "+994 12 493-11-20"),
        ("COVID-19", "en", "fa", "COVID-۱۹"),
        ("بیماری COVID-19", "fa", "az", "بیماری COVID-19"),
        ("روزنامه Wall Street Journal در ۲۰۲۴", "fa", "az", "روزنامه Wall Street Journal در 2024"),
        ("به نشانی https://example.org/a?b=12, رفت", "fa", "en", "به نشانی https://example.org/a?b=12, رفت"),
        ("see press@example.org or #Bakı2024.", "en", "fa", "see press@example.org or #Bakı2024."),
        ("example.az saytında 25", "az", "fa", "example.az saytında ۲۵"),
        ("the word Москва, 12", "en", "az", "the word Москва, 12"),
        ("٢٥ شخصا", "fa", "en", "25 شخصا"),
    ],
)
def test_figures_come_out_as_the_target_writes_them(text, source, target, expected):
    assert through(text, source, target) == expected


@pytest.mark.parametrize(
    ("figure", "ending", "expected"),
    [
        ("2024", "-ci ildə", "2024-cü ildə"),
        ("2026", "-cü il", "2026-cı il"),
        ("15", "-cü", "15-ci"),
        ("40", "-dən", "40-dan"),
        ("100", "-dan", "100-dən"),
        ("1000", "-da", "1000-də"),
        ("33", "-nın", "33-nün"),
        ("20", "-dan", "20-dən"),
    ],
)
def test_azerbaijani_endings_follow_the_figure(figure, ending, expected):
    masked = mask(figure, "en")
    assert fill(masked.text + ending, masked, "az") == expected


@pytest.mark.parametrize(
    ("figure", "expected"), [("21", "21st"), ("11", "11th"), ("32", "32nd"), ("43", "43rd"), ("112", "112th")]
)
def test_english_ordinals_follow_the_figure(figure, expected):
    masked = mask(figure, "az")
    assert fill(f"{masked.text}th", masked, "en") == expected


def test_figures_of_one_digit_stay():
    assert mask("5 tonnes, 3-1", "en").stands == ()


def test_equal_figures_share_a_placeholder():
    assert len(mask("25 of 25 and 26", "en").stands) == 2


def test_what_goes_beyond_the_placeholders_stays_as_it_is():
    text = " ".join(str(100 + number) for number in range(20))
    masked = mask(text, "en")
    assert len(masked.stands) == len(NUMBERS)
    assert masked.text.endswith("119")
    assert through(text, "en", "en") == text


def test_placeholders_that_a_text_holds_itself_are_left_out():
    masked = mask(f"25 {NUMBERS[0]}{NUMBERS[5]}", "en")
    assert [figure.whole for _, figure in masked.stands] == ["25"]
    assert fill(masked.text, masked, "en") == "25 "


def test_lost_and_invented_placeholders_are_seen():
    masked = mask("25 and 26", "en")
    assert keeps(masked.text, masked.text)
    assert not keeps(masked.marks[0], masked.text)
    assert not keeps(masked.text + NUMBERS[9], masked.text)
    assert not keeps(masked.text + masked.marks[0], masked.text)


def test_telephone_numbers_are_never_grouped():
    assert through("+994 12 555-01-23", "az", "en") == "+994 12 555-01-23"
    assert through("۰۲۱-۵۵۵۰۱۲۳۴", "fa", "en") == "021-55501234"


def test_thousands_that_the_source_does_not_have_are_taken_away():
    masked = mask("ص. ۴۵", "fa")
    assert fill(f"{masked.marks[0]},000-ci", masked, "az") == "45-ci"
    masked = mask("۴۵ هزار", "fa")
    assert fill(f"{masked.marks[0]},000 people", masked, "en") == "45,000 people"


def test_dates_in_figures_are_one_placeholder():
    masked = mask("۱۴۰۵/۰۸/۱۲ و 03.11.2026", "fa")
    assert len(masked.stands) == 2
    assert fill(masked.text, masked, "en") == "1405/08/12 و 03.11.2026"


def test_figures_that_meet_are_set_apart():
    masked = mask("431 and 712", "en")
    assert fill("".join(masked.marks), masked, "en") == "431, 712"


def test_invented_placeholder_never_reaches_the_reader():
    masked = mask("25", "en")
    assert not MARKS & set(fill(f"{masked.text} {NUMBERS[7]}-ci", masked, "az"))


@given(
    st.lists(st.sampled_from(["25", "1,248", "7.5", "2024", "12,000", "3", "18:00", "a", "-", " ", "."]), max_size=12)
)
def test_copied_english_text_comes_out_as_it_went_in(parts):
    text = " ".join(parts)
    assert through(text, "en", "en") == text


@given(st.text(max_size=60), st.sampled_from(["fa", "az", "en"]))
def test_spans_of_figures_are_in_order_and_apart(text, language):
    spans = [(start, end) for start, end, _ in find(text, language)]
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


@given(st.integers(0, 2**32))
def test_long_rows_of_digits_take_no_long_time(seed):
    chance = random.Random(seed)
    text = "".join(chance.choice("0123456789.,: /-٬٫") for _ in range(3000))
    for language in ("fa", "az", "en"):
        mask(text, language)


def test_name_in_another_script_is_one_placeholder():
    masked = mask("شرکت Northvolt AB گفت", "fa")
    assert [what for _, what in masked.stands] == ["Northvolt AB"]


@pytest.mark.parametrize("text", ["Bakı şəhəri", "The Times of London", "Əliyev A. B.", "3 a.m. today"])
def test_words_of_the_own_script_are_for_the_model(text):
    assert not mask(text, "az" if "Ə" in text or "ı" in text else "en").stands
