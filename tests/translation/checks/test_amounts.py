"""A figure keeps its currency and its unit, whatever word, abbreviation or sign each language has for it."""

import pytest

from dabir.domain.segment import Severity
from dabir.translation.checks import amounts
from dabir.translation.checks.number_reading import numbers_in
from dabir.translation.checks.pair import Pair
from dabir.translation.checks.unit_reading import unit_of
from dabir.translation.checks.unit_words import KINDS, SIGNS, unit_words

LANGUAGES = ("fa", "az", "en", "ru", "ar", "tr")

SAME = [
    ("fa", "az", "۵ میلیون منات", "5 mln manat"),
    ("fa", "en", "۵۰ هزار تومان", "50,000 tomans"),
    ("az", "en", "2 milyard ABŞ dolları", "$2 billion"),
    ("en", "fa", "€310 million", "۳۱۰ میلیون یورو"),
    ("ru", "az", "15 тысяч рублей", "15 min rubl"),
    ("ru", "en", "20 долл.", "20 US dollars"),
    ("ar", "en", "٥٠ دولارا", "50 dollars"),
    ("ar", "fa", "مليون ليرة", "یک میلیون لیره"),
    ("tr", "en", "100 TL", "100 lira"),
    ("tr", "ru", "%25", "25 процентов"),
    ("tr", "fa", "yüzde 25", "۲۵ درصد"),
    ("az", "tr", "3,5 faizlik artım", "yüzde 3,5'lik artış"),
    ("ar", "az", "٢٥ بالمئة", "25 faiz"),
    ("fa", "az", "۱٫۲ واحد درصد", "1,2 faiz bəndi"),
    ("tr", "en", "yüzde 1,2 puan", "1.2 percentage points"),
    ("ru", "ar", "2 процентных пункта", "نقطتان مئويتان 2"),
    ("fa", "en", "بیست‌درصدی", "twenty percent"),
    ("en", "az", "30 km", "30 kilometr"),
    ("ru", "fa", "30 км", "۳۰ کیلومتر"),
    ("ar", "tr", "٣٠ كيلومترا", "30 kilometre"),
    ("en", "az", "16 billion cubic metres", "16 milyard kubmetr"),
    ("fa", "ru", "۱۶ میلیون متر مکعب", "16 млн кубометров"),
    ("tr", "en", "120 metrekare", "120 square metres"),
    ("az", "en", "40 kv. km", "40 sq km"),
    ("ru", "az", "5 тонн и 300 кг", "5 ton və 300 kq"),
    ("ar", "en", "٧٠ دولارا للبرميل و٣ ملايين برميل", "$70 a barrel and 3 million barrels"),
    ("en", "tr", "minus 19 degrees", "eksi 19 derece"),
    ("en", "fa", "a 5.4-magnitude earthquake", "زلزله‌ای به بزرگی ۵.۴ ریشتر"),
    ("az", "ru", "5,4 bal gücündə zəlzələ", "землетрясение магнитудой 5,4 балла"),
    ("fa", "en", "۹۰ متر", "90 square metres"),
    ("az", "en", "ikigünlük səfər", "a two-day visit"),
    ("ru", "en", "пятилетний план", "a five-year plan"),
    ("fa", "az", "در ۲۰۲۶ هفته‌ای دو بار", "2026-cı ilin yazından həftədə iki dəfə"),
    ("en", "az", "He twice won the prize.", "O, mükafatı iki dəfə alıb."),
    ("az", "en", "iki yeni məktəb", "two new schools"),
    ("fa", "az", "۲۰۰ تن در مراسم", "mərasimdə 200 nəfər"),
]

#: The last is what the finding points at in the target.
OTHER = [
    ("fa", "az", "۵ میلیون منات", "5 milyon rial", "rial"),
    ("fa", "en", "۵۰ هزار تومان", "50,000 rials", "rials"),
    ("az", "en", "2 milyard dollar", "€2 billion", "€"),
    ("ru", "az", "15 тысяч рублей", "15 min manat", "manat"),
    ("ar", "en", "٥٠ دولارا", "50 dinars", "dinars"),
    ("tr", "en", "100 lira", "100 dollars", "dollars"),
    ("en", "fa", "3 percent", "۳ واحد درصد", "واحد درصد"),
    ("en", "az", "30 km", "30 mil", "mil"),
    ("ru", "fa", "30 км", "۳۰ متر", "متر"),
    ("ar", "tr", "٣٠ كيلومترا", "30 metre", "metre"),
    ("tr", "en", "120 hektar", "120 square kilometres", "square kilometres"),
    ("az", "fa", "5 ton", "۵ کیلوگرم", "کیلوگرم"),
    ("en", "ru", "3 million barrels", "3 млн тонн", "тонн"),
    ("ru", "az", "20 градусов", "20 faiz", "faiz"),
    ("fa", "en", "۴ هفته", "4 months", "months"),
    ("az", "en", "ikigünlük səfər", "a two-week visit", "week"),
    ("ru", "en", "пятилетний план", "a five-month plan", "month"),
    ("ar", "az", "خمسة أيام", "beş həftə", "həftə"),
    ("tr", "fa", "10 gün", "۱۰ ماه", "ماه"),
    ("en", "az", "two and a half kilometres", "iki mil yarım", "mil"),
]


def found(source_language, target_language, source, target):
    return amounts.check(Pair(source, target, source_language, target_language))


@pytest.mark.parametrize(("source_language", "target_language", "source", "target"), SAME)
def test_same_unit_passes_both_ways(source_language, target_language, source, target):
    assert found(source_language, target_language, source, target) == []
    assert found(target_language, source_language, target, source) == []


@pytest.mark.parametrize(("source_language", "target_language", "source", "target", "part"), OTHER)
def test_other_unit_is_an_error_shown_in_both_texts(source_language, target_language, source, target, part):
    (one,) = found(source_language, target_language, source, target)
    assert one.severity is Severity.ERROR
    assert one.source_span is not None
    assert target[slice(*one.target_span)] == part


@pytest.mark.parametrize(
    ("source_language", "target_language", "source", "target"),
    [
        ("fa", "az", "۵ میلیون منات", "5 milyon"),
        ("az", "en", "3 faiz artıb", "rose by 3"),
        ("en", "ru", "20 cars", "20 долларов"),
        ("ar", "en", "٥٠ دولارا", "50"),
        ("tr", "fa", "100", "۱۰۰ لیره"),
    ],
)
def test_currency_or_percent_on_one_side_is_a_warning(source_language, target_language, source, target):
    assert [one.severity for one in found(source_language, target_language, source, target)] == [Severity.WARNING]


def test_currency_that_is_named_once_for_several_figures_is_enough():
    assert found("en", "az", "from $20 to $30", "20-dən 30 dollara") == []


def test_number_that_differs_is_left_to_the_check_of_numbers():
    assert found("en", "az", "5 dollars", "6 manat") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_unit_is_read_after_a_figure(language):
    for unit, words in unit_words(language).items():
        assert unit in KINDS
        for word in words:
            text = f"25 {word.removeprefix('~').replace('_', ' ')}"
            (number, *_) = numbers_in(text, language)
            named = unit_of(number, text, language)
            before = unit_of(numbers_in(f"{text[3:]} 25", language)[-1], f"{text[3:]} 25", language)
            assert ("rial" if unit == "riyal" else unit) in {named and named[0], before and before[0]}, text


@pytest.mark.parametrize("sign", SIGNS)
def test_signs_are_read_on_either_side(sign):
    for text in (f"25 {sign}", f"{sign}25"):
        named = unit_of(numbers_in(text, "en")[0], text, "en")
        assert named is not None
        assert named[0] == SIGNS[sign]
