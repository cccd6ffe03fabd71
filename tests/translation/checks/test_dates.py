"""The same day passes in either calendar and in any of its spellings; another day, month, year or weekday is found."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate

from dabir.domain.segment import Severity
from dabir.translation.checks import dates
from dabir.translation.checks.calendar_words import COMMON, COMMON_MONTHS, IRANIAN, IRANIAN_MONTHS, WEEKDAYS
from dabir.translation.checks.date_pairing import same_day
from dabir.translation.checks.date_reading import Day, dates_in
from dabir.translation.checks.pair import Pair
from dabir.translation.checks.weekday_reading import weekdays_in

LANGUAGES = ("fa", "az", "en", "ru", "ar", "tr")

SAME = [
    # one calendar
    ("az", "en", "iyunun 15-də", "on 15 June"),
    ("az", "en", "15 iyun 2024-cü il", "June 15, 2024"),
    ("az", "fa", "2024-cü il iyunun 15-i", "۱۵ ژوئن ۲۰۲۴"),
    ("en", "ru", "on June 15th", "15 июня"),
    ("ru", "az", "15 июня 2024 года", "2024-cü il iyunun 15-də"),
    ("ar", "en", "في 15 يونيو/حزيران 2024", "on 15 June 2024"),
    ("ar", "fa", "١٥ من حزيران", "۱۵ ژوئن"),
    ("ar", "tr", "3 كانون الثاني", "3 Ocak"),
    ("tr", "en", "15 Haziran 2024'te", "on 15 June 2024"),
    ("tr", "az", "1 Ekim'de", "oktyabrın 1-də"),
    ("en", "az", "5-7 June", "iyunun 5-7-də"),
    ("fa", "az", "۵ تا ۷ ژوئن", "iyunun 5-dən 7-dək"),
    ("en", "fa", "from 28 May to 2 June", "از ۲۸ می تا ۲ ژوئن"),
    ("en", "az", "in late May", "mayın sonunda"),
    ("en", "fa", "12/05/2024", "۱۲ مه ۲۰۲۴"),
    ("az", "fa", "12.05.2024", "۲۰۲۴/۵/۱۲"),
    ("en", "ru", "December 5", "12/05/2024"),
    # two calendars
    ("fa", "en", "۱۵ خرداد", "5 June"),
    ("fa", "en", "۱۵ خرداد", "4 June"),
    ("fa", "en", "۲۲ بهمن ۱۳۵۷", "11 February 1979"),
    ("fa", "az", "پانزدهم خردادماه ۱۴۰۳", "2024-cü il iyunun 4-də"),
    ("fa", "ru", "اول فروردین", "21 марта"),
    ("fa", "tr", "۱۳ فروردین", "2 Nisan"),
    ("fa", "ar", "۲۹ اسفند ۱۴۰۲", "19 مارس 2024"),
    ("fa", "en", "۱۴۰۳/۰۲/۲۳", "12 May 2024"),
    ("fa", "en", "از ابتدای تیرماه", "from 22 June"),
    ("fa", "en", "در خرداد", "in June"),
    ("fa", "en", "در خرداد", "in May"),
    ("fa", "az", "تا پایان آبان", "noyabrın 21-dək"),
    ("en", "fa", "from 22 June, the start of Tir", "از ابتدای تیر"),
    ("az", "fa", "mehr ayının 1-dən", "از اول مهر"),
    ("fa", "en", "۱۵ خرداد", "15 Khordad"),
    ("fa", "az", "۷ آبان ۱۴۰۲", "7 aban 1402-ci il (29 oktyabr 2023-cü il)"),
    # weekdays
    ("fa", "az", "سه‌شنبه", "çərşənbə axşamı"),
    ("fa", "az", "سه شنبه شب", "çərşənbə axşamı gecə"),
    ("az", "en", "cümə axşamından", "since Thursday"),
    ("az", "en", "bazar ertəsinədək", "until Monday"),
    ("en", "ru", "on Wednesday", "в среду"),
    ("ru", "az", "во вторник", "çərşənbə axşamı"),
    ("ar", "fa", "يوم الخميس", "پنجشنبه"),
    ("ar", "en", "والجمعة", "and Friday"),
    ("tr", "az", "Pazartesi günü", "bazar ertəsi"),
    ("tr", "ru", "Cumartesi'ye kadar", "до субботы"),
]

#: The last is what the finding points at in the target.
OTHER = [
    ("az", "en", "iyunun 15-də", "on 25 June", "25 June"),
    ("en", "az", "on 15 June", "iyulun 15-də", "iyulun 15"),
    ("en", "fa", "June 15, 2024", "۱۵ ژوئن ۲۰۲۳", "۱۵ ژوئن ۲۰۲۳"),
    ("ru", "az", "3 мая", "martın 3-də", "martın 3"),
    ("ru", "en", "в июне", "in July", "July"),
    ("ar", "en", "15 يوليو", "15 June", "15 June"),
    ("ar", "az", "تشرين الأول", "noyabr", "noyabr"),
    ("tr", "en", "15 Haziran", "15 July", "15 July"),
    ("en", "tr", "1 October", "1 Kasım'da", "1 Kasım'da"),
    ("en", "ar", "12.05.2024", "13.05.2024", "13.05.2024"),
    ("fa", "en", "۱۵ خرداد", "15 June", "15 June"),
    ("fa", "az", "۱۵ خرداد ۱۴۰۳", "2024-cü il iyunun 5-də", "2024-cü il iyunun 5"),
    ("fa", "ru", "۲۲ بهمن ۱۳۵۷", "11 февраля 1978 года", "11 февраля 1978"),
    ("fa", "tr", "در خرداد", "Ağustosta", "Ağustosta"),
    ("az", "fa", "iyunun 5-də", "۱۵ تیر", "۱۵ تیر"),
    ("fa", "az", "سه‌شنبه", "çərşənbə günü", "çərşənbə"),
    ("az", "en", "cümə axşamı", "on Friday", "Friday"),
    ("en", "ru", "on Wednesday", "в четверг", "четверг"),
    ("ar", "en", "يوم الخميس", "on Tuesday", "Tuesday"),
    ("tr", "az", "Salı günü", "bazar ertəsi", "bazar ertəsi"),
    ("ru", "fa", "в пятницу, в субботу", "جمعه و یکشنبه", "یکشنبه"),
]

PASSED = [
    ("en", "az", "He may march on.", "O, yürüşünə davam edə bilər."),
    ("en", "fa", "Mars is red; Martin is well.", "مریخ سرخ است؛ مارتین خوب است."),
    ("az", "en", "Marta və Azər gəldi.", "The two came."),
    ("az", "en", "Neft bazarında qiymət artdı.", "Prices rose on the oil market."),
    ("az", "en", "Cümə məscidi", "the Juma Mosque"),
    ("fa", "en", "نه تیر به هدف خورد.", "The bullets hit the target."),
    ("fa", "en", "نه می‌تواند و نه می خواهد.", "He neither can nor wants to."),
    ("fa", "en", "بهمن در مارسی", "an avalanche in Marseille"),
    ("fa", "az", "خبرگزاری مهر", "Mehr agentliyi"),
    ("fa", "en", "چهارشنبه‌سوری", "the fire festival"),
    ("fa", "az", "امام جمعه", "imam"),
    ("fa", "en", "در دوشنبه", "in Dushanbe"),
    ("ru", "en", "окружающая среда", "environment"),
    ("ar", "en", "أحد الوزراء واثنان آخران", "one of the ministers and two others"),
    ("tr", "en", "Pazar payı ve taş ocağı", "market share and a quarry"),
    ("az", "en", "iyulun 15-dən üç gün", "three days from 15 July"),
    ("fa", "az", "نیمه دوم مهر", "oktyabrın ikinci yarısı"),
    ("ru", "az", "Июнь был жарким. В июне не было дождя.", "İyun isti keçdi, yağış yağmadı."),
]


def found(source_language, target_language, source, target):
    return dates.check(Pair(source, target, source_language, target_language))


@pytest.mark.parametrize(("source_language", "target_language", "source", "target"), SAME)
def test_same_day_passes_both_ways(source_language, target_language, source, target):
    assert found(source_language, target_language, source, target) == []
    assert found(target_language, source_language, target, source) == []


@pytest.mark.parametrize(("source_language", "target_language", "source", "target", "part"), OTHER)
def test_other_day_is_an_error_shown_in_both_texts(source_language, target_language, source, target, part):
    (one,) = found(source_language, target_language, source, target)
    assert one.severity is Severity.ERROR
    assert one.source_span is not None
    assert target[slice(*one.target_span)] == part


@pytest.mark.parametrize(("source_language", "target_language", "source", "target"), PASSED)
def test_words_that_only_look_like_dates_are_left_alone(source_language, target_language, source, target):
    assert found(source_language, target_language, source, target) == []


def test_wrong_conversion_is_explained():
    (one,) = found("fa", "en", "۱۵ خرداد", "15 June")
    assert one.message == "۱۵ خرداد in the source, but 15 June here. The one is 4 June or 5 June, the other 15 June."


@pytest.mark.parametrize(
    ("source_language", "target_language", "source", "target", "severity"),
    [
        ("en", "fa", "They met on 15 June.", "آنان دیدار کردند.", Severity.ERROR),
        ("fa", "en", "آنان دیدار کردند.", "They met on 15 June.", Severity.ERROR),
        ("en", "az", "They met in June.", "Onlar görüşdülər.", Severity.WARNING),
        ("ru", "en", "Встреча была во вторник.", "They met.", Severity.WARNING),
        ("ar", "tr", "التقيا يوم الخميس.", "Görüştüler.", Severity.WARNING),
        ("tr", "en", "Görüştüler.", "They met on Saturday.", Severity.WARNING),
    ],
)
def test_date_that_is_lost_or_made_up_is_found(source_language, target_language, source, target, severity):
    assert [one.severity for one in found(source_language, target_language, source, target)] == [severity]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_months_of_both_calendars_are_known(language):
    for calendar, table in ((COMMON, COMMON_MONTHS), (IRANIAN, IRANIAN_MONTHS)):
        for month, names in enumerate(table[language].split(), 1):
            for name in names.split("|"):
                text = f"12 {name.removeprefix('~').replace('_', ' ')}"
                assert [date.readings for date in dates_in(text, language)] == [(Day(calendar, month, 12),)], text


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_days_of_the_week_are_known(language):
    for number, names in enumerate(WEEKDAYS[language].split()):
        for name in names.split("|"):
            text = name.removeprefix("~").replace("_", " ")
            assert [day.number for day in weekdays_in(text, language)] == [number], text


@settings(max_examples=100, deadline=None)
@given(st.dates(dt.date(1925, 4, 1), dt.date(2050, 12, 31)), st.integers(1, 20))
def test_day_is_the_same_in_both_calendars_and_no_other_day_is(date, later):
    other = JalaliDate.to_jalali(date.year, date.month, date.day)
    iranian = Day(IRANIAN, other.month, other.day, other.year)
    changed = date + dt.timedelta(days=later)
    assert same_day(iranian, Day(COMMON, date.month, date.day, date.year))
    assert not same_day(iranian, Day(COMMON, changed.month, changed.day, changed.year))
    assert not same_day(iranian, Day(COMMON, date.month, date.day, date.year + 1))


@pytest.mark.parametrize("day", [Day(IRANIAN, 12, 31, 1403), Day(IRANIAN, 7, 31), Day(IRANIAN, 1, 1, 9000)])
def test_day_that_no_calendar_has_is_no_day(day):
    assert not same_day(day, Day(COMMON, 3, 20, 2025))
