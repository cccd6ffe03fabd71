"""Numbers are the same in any digits, separators, scale words and words, and a changed one is found in any of them."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.domain.segment import Severity
from dabir.translation.checks import numbers
from dabir.translation.checks.number_reading import numbers_in
from dabir.translation.checks.number_words import scale_at
from dabir.translation.checks.pair import Pair

SAME = [
    # digits and separators
    ("fa", "az", "۱۲ نفر", "12 nəfər"),
    ("ar", "fa", "١٢ شخصا", "۱۲ نفر"),
    ("fa", "en", "۱٬۲۳۴٫۵ تن", "1,234.5 tonnes"),
    ("fa", "az", "1,234.5 تن", "1.234,5 ton"),
    ("az", "en", "1 234,5 ton", "1,234.5 tonnes"),
    ("ru", "tr", "1 234,5 тонны", "1.234,5 ton"),
    ("ar", "en", "١٬٢٣٤٫٥ طن", "1,234.5 tonnes"),
    ("ar", "ru", "1,234.5 طن", "1234,5 тонны"),
    ("tr", "az", "%25 arttı", "25 faiz artıb"),
    ("fa", "en", "۳/۵ درصد", "3.5 percent"),
    # ordinals
    ("az", "en", "2011-ci il", "the year 2011"),
    ("en", "fa", "the 15th floor", "طبقه ۱۵ام"),
    ("ru", "az", "15-й этаж", "15-ci mərtəbə"),
    ("tr", "en", "15'inci kat", "15th floor"),
    ("en", "az", "the second round", "ikinci tur"),
    ("fa", "ru", "دور دوم", "второй раунд"),
    ("ar", "en", "الجولة الثانية", "the second round"),
    ("az", "fa", "iyirmi beşinci iclas", "بیست‌وپنجمین نشست"),
    ("en", "tr", "the twenty-first meeting", "21. toplantı"),
    ("ar", "az", "الذكرى الخامسة عشرة", "15-ci ildönümü"),
    # number words
    ("fa", "az", "بیست و سه نفر", "iyirmi üç nəfər"),
    ("en", "fa", "ninety-nine people", "نود و نه نفر"),
    ("az", "ru", "yüz iyirmi üç nəfər", "сто двадцать три человека"),
    ("ru", "en", "о двадцати пяти тысячах человек", "about 25,000 people"),
    ("ar", "fa", "مئة وخمسة وعشرون شخصا", "۱۲۵ نفر"),
    ("tr", "az", "otuz beş bin kişi", "35 min nəfər"),
    ("en", "az", "fifteen hundred people", "min beş yüz nəfər"),
    ("fa", "en", "شصت‌وهفت‌ساله", "67-year-old"),
    ("az", "en", "ikigünlük səfər", "a 2-day visit"),
    ("ru", "fa", "трёхдневный визит", "سفر ۳ روزه"),
    # scale words
    ("en", "fa", "42,000 people", "۴۲ هزار نفر"),
    ("fa", "az", "۴۲ هزار نفر", "42 min nəfər"),
    ("en", "ru", "1.2 million people", "1 200 000 человек"),
    ("fa", "en", "یک‌میلیون و ۲۰۰ هزار نفر", "1.2 million people"),
    ("az", "fa", "1 trilyon 100 milyard tümən", "هزار و صد میلیارد تومان"),
    ("tr", "en", "3 milyar dolar", "$3 billion"),
    ("ar", "ru", "٣ ملايين", "3 млн"),
    ("ar", "en", "مليونان و٢٠٠ ألف", "2.2 million"),
    ("en", "az", "from 85 to 120 thousand", "85 mindən 120 minədək"),
    ("az", "en", "34, 29 və 38 milyon", "34 million, 29 million and 38 million"),
    # halves and fractions
    ("fa", "az", "۳۹ و نیم درجه", "39,5 dərəcə"),
    ("en", "fa", "two and a half million", "۲٫۵ میلیون"),
    ("az", "en", "üç saat yarım", "three and a half hours"),
    ("ru", "az", "полтора миллиона", "1,5 milyon"),
    ("tr", "en", "iki buçuk yıl", "2.5 years"),
    ("ar", "en", "ثلاثة ملايين ونصف", "3.5 million"),
    ("en", "az", "half of the voters", "seçicilərin yarısı"),
    ("fa", "en", "نیمی از رأی‌دهندگان", "half of the voters"),
    ("fa", "az", "دو سوم کرسی‌ها", "yerlərin üçdə ikisi"),
    ("en", "fa", "a 2/3 majority", "اکثریت دو سوم"),
    # ranges, scores, times
    ("en", "fa", "60-70 people", "۶۰ تا ۷۰ نفر"),
    ("en", "az", "won 3-1", "3:1 hesabı ilə qalib gəlib"),
    ("fa", "tr", "۳ بر ۱", "3-1"),
    ("en", "fa", "at 6 p.m.", "ساعت ۱۸"),
    ("az", "en", "saat 18:00-da", "at 6 pm"),
    ("ru", "az", "в 18:00", "saat 18-də"),
    ("fa", "en", "ساعت ۶ عصر", "at 18:00"),
    # years, decades, centuries
    ("fa", "en", "در سال ۱۴۰۳", "in 2024"),
    ("fa", "az", "در سال ۱۴۰۳", "2025-ci ildə"),
    ("en", "fa", "in 1906", "در سال ۱۲۸۵"),
    ("fa", "en", "دهه شصت", "the 1980s"),
    ("en", "az", "the 1960s", "60-cı illər"),
    ("az", "en", "XV əsr", "the fifteenth century"),
    ("fa", "az", "قرن پانزدهم", "XV əsr"),
    ("ru", "fa", "XXI век", "قرن بیست و یکم"),
    ("ar", "en", "القرن الخامس عشر", "the 15th century"),
    ("en", "tr", "two decades", "yirmi yıl"),
    ("en", "fa", "round the clock", "۲۴ ساعته"),
]

#: The last is what the finding points at: in the target, or with a leading "source:" in the source.
OTHER = [
    ("fa", "en", "۲۵ نفر زخمی شدند.", "52 people were injured.", "52"),
    ("az", "fa", "Büdcə 1,2 milyard manatdır.", "بودجه ۱٫۲ میلیون منات است.", "۱٫۲ میلیون"),
    ("ru", "az", "Погибли 17 человек.", "71 nəfər həlak olub.", "71"),
    ("ar", "en", "قتل ٢٣ شخصا.", "32 people were killed.", "32"),
    ("tr", "az", "Toplam 5 bin kişi katıldı.", "Ümumilikdə 5 milyon nəfər iştirak edib.", "5 milyon"),
    ("en", "ru", "About 1,250.5 tonnes", "Около 1 250,6 тонны", "1 250,6"),
    ("en", "ar", "15 people came.", "حضر ١٦ شخصا.", "١٦"),
    ("az", "tr", "3 min nəfər", "3 milyon kişi", "3 milyon"),
    ("en", "az", "The talks ended.", "Danışıqlar 12 saat sonra bitib.", "12"),
    ("fa", "az", "۱۴ نفر جان باختند.", "İnsanlar həlak olub.", "source:۱۴"),
    ("en", "fa", "Twenty-two prisoners returned.", "اسیران بازگشتند.", "source:Twenty-two"),
    ("az", "en", "Üç nəfər yaralanıb.", "Four people were injured.", "Four"),
    ("fa", "en", "پنج کشور", "seven countries", "seven"),
    ("ru", "az", "пять стран", "yeddi ölkə", "yeddi"),
    ("ar", "en", "خمسة بلدان", "seven countries", "seven"),
    ("tr", "en", "beş ülke", "seven countries", "seven"),
    ("az", "en", "ikinci tur", "the third round", "third"),
    ("fa", "az", "قرن پانزدهم", "XIV əsr", "XIV"),
    ("en", "fa", "the 1960s", "دهه هفتاد", "هفتاد"),
    ("en", "tr", "The score was 3-1.", "Maç 3-2 bitti.", "2"),
    ("az", "en", "saat 18:00-da", "at 7 p.m.", "7"),
    ("fa", "az", "یک میلیون و ۲۰۰ هزار نفر", "1 milyon 300 min nəfər", "300 min"),
]


def found(source_language, target_language, source, target):
    return numbers.check(Pair(source, target, source_language, target_language))


@pytest.mark.parametrize(("source_language", "target_language", "source", "target"), SAME)
def test_same_number_passes_both_ways(source_language, target_language, source, target):
    assert found(source_language, target_language, source, target) == []
    assert found(target_language, source_language, target, source) == []


@pytest.mark.parametrize(("source_language", "target_language", "source", "target", "part"), OTHER)
def test_other_number_is_an_error_at_its_place(source_language, target_language, source, target, part):
    findings = found(source_language, target_language, source, target)
    assert [one.severity for one in findings] == [Severity.ERROR]
    if part.startswith("source:"):
        assert source[slice(*findings[0].source_span)] == part.removeprefix("source:")
    else:
        assert target[slice(*findings[0].target_span)] == part


def test_changed_number_is_shown_in_both_texts():
    (one,) = found("fa", "en", "۲۵ نفر زخمی شدند.", "52 people were injured.")
    assert (one.source_span, one.target_span) == ((0, 2), (0, 2))
    assert one.message == "۲۵ in the source, but 52 here."


@pytest.mark.parametrize(
    ("source_language", "target_language", "source", "target", "mended"),
    [
        ("fa", "en", "۲۵ نفر آمدند.", "52 people came.", "25"),
        ("en", "fa", "25 people came.", "۵۲ نفر آمدند.", "۲۵"),
        ("en", "fa", "25 people came.", "52 نفر آمدند.", "25"),
        ("en", "ar", "25 people came.", "حضر ٥٢ شخصا.", "٢٥"),
    ],
)
def test_one_changed_figure_can_be_put_right(source_language, target_language, source, target, mended):
    assert [one.replacement for one in found(source_language, target_language, source, target)] == [mended]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("۲۵ نفر و ۱۴ خودرو", "52 people and 41 cars"),
        ("۲۵ نفر", "52,000 people"),
        ("۲۵ نفر", "fifty-two people"),
        ("در سال ۱۴۰۳", "in 2023"),
    ],
)
def test_no_mending_is_offered_where_there_is_doubt(source, target):
    findings = found("fa", "en", source, target)
    assert findings
    assert {one.replacement for one in findings} == {None}


@pytest.mark.parametrize(
    ("source_language", "target_language", "source", "target", "part", "mended"),
    [
        ("fa", "az", "۱۲ نفر", "۱۲ nəfər", "۱۲", "12"),
        ("fa", "en", "۱٬۲۵۰٫۵ تن", "۱٬۲۵۰٫۵ tonnes", "۱٬۲۵۰٫۵", "1,250.5"),
        ("fa", "az", "۲٫۵ تن", "۲٫۵ ton", "۲٫۵", "2,5"),
        ("ar", "ru", "٤٥ شخصا", "٤٥ человек", "٤٥", "45"),
        ("ar", "fa", "٤٥ شخصا", "٤٥ نفر", "٤٥", "۴۵"),
        ("fa", "ar", "۴۵ نفر", "۴۵ شخصا", "۴۵", "٤٥"),
        ("ar", "tr", "٤٥ شخصا", "٤٥ kişi", "٤٥", "45"),
    ],
)
def test_digits_of_another_language_can_be_put_right(source_language, target_language, source, target, part, mended):
    (one,) = found(source_language, target_language, source, target)
    assert one.severity is Severity.WARNING
    assert target[slice(*one.target_span)] == part
    assert one.replacement == mended


@pytest.mark.parametrize(("source", "language"), [("12 nəfər", "fa"), ("12 people", "ar")])
def test_ascii_digits_are_at_home_in_every_language(source, language):
    assert found("az", language, source, "12") == []


def test_common_year_that_misses_the_iranian_one_by_little_is_a_warning():
    assert [one.severity for one in found("fa", "en", "در سال ۱۴۰۳", "in 2023")] == [Severity.WARNING]
    assert [one.severity for one in found("fa", "en", "در سال ۱۴۰۳", "in 2034")] == [Severity.ERROR]


def test_lunar_year_and_century_pass_only_where_the_text_says_so():
    assert found("fa", "en", "سال ۱۴۴۶ قمری", "2024") == []
    assert found("fa", "en", "سال ۱۴۴۶", "2024") != []
    assert found("fa", "az", "قرن ششم هجری", "XII əsr") == []


@pytest.mark.parametrize(
    ("source_language", "target_language", "source", "target"),
    [
        ("en", "az", "both sides", "tərəflər"),
        ("ar", "en", "يومان", "days"),
        ("az", "en", "Bir nəfər gəldi.", "Somebody came."),
        ("en", "fa", "Wait a second.", "کمی صبر کنید."),
        ("fa", "en", "او آمد، نه من.", "He came, not I."),
        ("az", "en", "Onun üçün altında yer var.", "There is room for it below."),
        ("tr", "en", "Bu yüzden onu altında bulduk.", "So we found it below."),
        ("fa", "en", "سهم زنان و سینه‌پهلو", "women's share and pneumonia"),
        ("fa", "az", "بی بی سی", "BBC"),
        ("az", "en", "Minarə və mineral su", "The minaret and mineral water"),
        ("ru", "en", "семья и стопа", "family and foot"),
        ("fa", "en", "سه شنبه", "Tuesday"),
        ("az", "fa", "yüz minlərlə insan", "صدها هزار نفر"),
        ("fa", "az", "نخست‌وزیر به باکو رفت.", "Baş nazir ikigünlük səfərlə Bakıya gedib."),
        ("fa", "az", "دفتر نخست‌وزیری", "Baş nazirin ikimərtəbəli ofisi"),
        ("fa", "az", "نخست وزیران دو کشور", "iki ölkənin üçtərəfli baş nazirləri"),
    ],
)
def test_words_that_only_look_like_numbers_are_left_alone(source_language, target_language, source, target):
    assert found(source_language, target_language, source, target) == []


def test_small_number_that_is_left_out_is_a_warning():
    assert [one.severity for one in found("fa", "en", "۲ نفر آمدند.", "Some people came.")] == [Severity.WARNING]
    assert [one.severity for one in found("en", "az", "Three people came.", "İnsanlar gəldi.")] == [Severity.WARNING]


def test_number_that_is_said_once_less_is_a_warning():
    findings = found("az", "en", "99 faiz hazır olan layihə 99 faizdə qaldı.", "The project stayed at 99 percent.")
    assert [one.severity for one in findings] == [Severity.WARNING]


def test_number_may_be_a_figure_once_and_a_word_later():
    assert found("az", "en", "3 yol var, hər üçü bağlıdır.", "There are three roads, and all are closed.") == []


def test_figures_of_dates_are_left_to_the_check_of_dates():
    assert found("fa", "en", "۱۵ خرداد", "5 June") == []
    assert found("fa", "en", "۱۵ خرداد", "25 June") == []


@pytest.mark.parametrize(
    ("text", "value", "language"),
    [
        ("دویست و پنجاه نفر", 250, "fa"),
        ("هفتادوشش درصد", 76, "fa"),
        ("هزاروسیصدویکم", 1301, "fa"),
        ("چهاردهم", 14, "fa"),
        ("پنجاه وهفت درصد", 57, "fa"),
        ("iki min səkkiz yüz nəfər", 2800, "az"),
        ("ayın on beşinədək", 15, "az"),
        ("altı yüzü", 600, "az"),
        ("otuz beş bin", 35_000, "tr"),
        ("yirmibeş", 25, "tr"),
        ("двадцать пять тысяч", 25_000, "ru"),
        ("двухсот тридцати", 230, "ru"),
        ("خمسة ملايين", 5_000_000, "ar"),
        ("ألفان وثلاثمئة", 2300, "ar"),
        ("one thousand two hundred", 1200, "en"),
        ("a hundred and one", 101, "en"),
        ("noon", 12, "en"),
        ("half a million", 500_000, "en"),
        ("two thirds", Fraction(2, 3), "en"),
        ("dörddə üç", Fraction(3, 4), "az"),
        ("یک‌پنجم", Fraction(1, 5), "fa"),
    ],
)
def test_number_words_are_read_whole(text, value, language):
    assert value in {each for one in numbers_in(text, language) for each in one.values}


@pytest.mark.parametrize(
    ("text", "values", "language"),
    [("دو سه نفر", [2, 3], "fa"), ("iki-üç gün", [2, 3], "az"), ("one two three", [1, 2, 3], "en")],
)
def test_numbers_that_do_not_go_together_stay_apart(text, values, language):
    assert [one.likely for one in numbers_in(text, language)] == values


def test_first_still_counts_where_it_stands_alone():
    assert [one.likely for one in numbers_in("نخستین دیدار و نفر نخست", "fa")] == [1, 1]


@pytest.mark.parametrize(("text", "language"), [("five", "ka"), ("", "en"), ("onlar", "az"), ("ء", "ar")])
def test_text_without_number_words_has_none(text, language):
    assert numbers_in(text, language) == ()


@pytest.mark.parametrize(
    ("text", "language", "power"),
    [
        ("5 min nəfər", "az", 3),
        ("5 minlik", "az", 3),
        ("5 minarə", "az", 0),
        ("5 bina", "tr", 0),
        ("5 binden", "tr", 3),
        ("5 minutes", "en", 0),
        ("5-million", "en", 6),
        ("2 هزار میلیارد", "fa", 12),
        ("5 هزاره", "fa", 0),
        ("3 млрд", "ru", 9),
        ("3 آلاف", "ar", 3),
        ("5", "az", 0),
    ],
)
def test_scale_words_are_read_whole(text, language, power):
    assert scale_at(text, 1, language)[0] == power


@pytest.mark.parametrize("text", ["9" * 5000, "million " * 1000, "1" + " 000" * 2000])
def test_no_number_is_too_long_to_read(text):
    assert found("en", "en", text, text) == []


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 10**9), st.sampled_from([("fa", "٬"), ("az", "\u00a0"), ("en", ","), ("ru", " "), ("tr", ".")]))
def test_whole_number_is_the_same_in_the_separators_of_every_language(number, locale):
    language, separator = locale
    written = f"{number:,}".replace(",", separator)
    assert found("en", language, f"{number:,}", written) == []
    assert found("en", language, f"{number:,}", f"{number + 1:,}".replace(",", separator)) != []
