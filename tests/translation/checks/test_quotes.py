"""Quotation marks are paired, kept and in the style of the target's language."""

import pytest

from dabir.domain.segment import Severity
from dabir.translation.checks.pair import Pair
from dabir.translation.checks.quoted import read
from dabir.translation.checks.quotes import check


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("«الف» و “b”", ["الف", "b"]),
        ("„a“ und „b”", ["a", "b"]),
        ('"a" and "b c"', ["a", "b c"]),
        ("“‘Hələ bilmirik’ yazmaq ayıb deyil”", ["Hələ bilmirik", "‘Hələ bilmirik’ yazmaq ayıb deyil"]),
        ("Iran's ministers’ ‘yes’", ["yes"]),
        ("he said 'come' and left", ["come"]),
        ('a 5" gun', []),
    ],
)
def test_quoted_stretches_are_read_in_every_style(text, quoted):
    assert [quote.text for quote in read(text).quotes] == quoted


@pytest.mark.parametrize(
    ("text", "opened", "stray"), [("«a", 1, 0), ("a»", 0, 1), ('say "a', 1, 0), ("«a “b»", 0, 0)]
)
def test_marks_without_a_partner_are_told(text, opened, stray):
    reading = read(text)
    assert (len(reading.open), len(reading.stray)) == (opened, stray)


def test_segment_cut_out_of_a_longer_quote_passes():
    assert check(Pair("«من آمدم.", "“I came.", "fa", "en")) == []


@pytest.mark.parametrize(
    ("language", "target", "mended"),
    [
        ("fa", 'گفت "بیا" و رفت', "«بیا»"),
        ("az", "O «gəl» dedi", "“gəl”"),
        ("ru", "Он сказал “да”", "«да»"),
        ("en", 'He said "yes"', "“yes”"),
        ("tr", "«Gel» dedi", "“Gel”"),
    ],
)
def test_style_of_the_language_is_offered(language, target, mended):
    (found,) = check(Pair("«x»", target, "fa" if language != "fa" else "en", language))
    assert (found.severity, found.replacement) == (Severity.HINT, mended)


def test_nested_marks_are_not_restyled():
    assert check(Pair("«الف “ب” پ»", 'a "b “c” d"', "fa", "en")) == []


def test_speech_after_a_colon_needs_no_marks():
    assert (
        check(Pair("Qarı dedi: “oğlum, mən bu çayı görmüşəm”.", "پیرزن گفت: پسرم، من این رود را دیده‌ام.", "az", "fa"))
        == []
    )


@pytest.mark.parametrize(
    ("target", "severity"),
    [
        ("شهریه از حقوق من بیشتر است؛ پس خانه‌نشین شدم، مادری نوشت.", Severity.HINT),
        ("ما از تبانی خبر نداشتیم، مدیر باشگاه می‌گوید.", Severity.HINT),
        ("مادری نوشت که شهریه از حقوق او بیشتر است.", Severity.WARNING),
    ],
)
def test_speech_without_marks_only_hints_where_persian_names_the_speaker_last(target, severity):
    found = check(Pair('"The fees are more than my pay," a mother wrote.', target, "en", "fa"))
    assert [one.severity for one in found] == [severity]
