import itertools

import pytest

from dabir.domain.errors import InputRefused
from dabir.translation.termbase import starter
from dabir.translation.termbase.everyday import LANGUAGES
from dabir.translation.termbase.matching import Matcher


def found(text, source, target):
    terms = [match.term for match in Matcher(starter.terms(source, target), source).matches(text)]
    return [(term.source, term.target) for term in terms]


@pytest.mark.parametrize("pair", list(itertools.permutations(LANGUAGES, 2)))
def test_every_pair_has_clean_names(pair):
    terms = starter.terms(*pair)
    assert len(terms) > 600
    for term in terms:
        assert term.origin == "starter"
        assert (term.source_language, term.target_language) == pair
        for form in (term.source, term.target, *term.source_forms, *term.target_forms):
            assert form == form.strip()
            assert not set(form) & set("()[]<>|;"), form
            assert "о-в" not in form
    assert len({term.source for term in terms}) == len(terms)


@pytest.mark.parametrize(
    ("language", "others"),
    [
        ("en", {"Unknown Region", "Pseudo-Accents", "world", "Outlying Oceania", "Unknown City", "US Dollar", "Myanmar (Burma)"}),
        ("fa", {"ناحیهٔ نامشخص", "جهان", "شهر نامشخص", "مالی", "مه", "کنگو - کینشاسا", "افریقا"}),
        ("az", {"Naməlum Region", "Dünya", "bazar", "ABŞ Dolları", "Avro", "Konqo - Kinşasa"}),
        ("ru", {"весь мир", "среда", "Того", "Гонконг (САР)", "о-ва Кука"}),
        ("ar", {"العالم", "مارس", "مالي", "بنين"}),
        ("tr", {"Dünya", "Bilinmeyen Bölge", "Çin Hong Kong ÖİB"}),
    ],
)  # fmt: skip
def test_what_is_no_name_of_the_news_or_mostly_something_else_is_not_looked_for(language, others):
    other = "en" if language != "en" else "fa"
    forms = {form for term in starter.terms(language, other) for form in (term.source, *term.source_forms)}
    assert not forms & others


@pytest.mark.parametrize(
    ("source", "target", "text", "expected"),
    [
        ("az", "fa", "ABŞ prezidenti", [("ABŞ", "ایالات متحده")]),
        ("fa", "az", "رئیس‌جمهور آمریکا", [("ایالات متحده", "ABŞ")]),
        ("fa", "az", "رئیس‌جمهوری امریکا", [("ایالات متحده", "ABŞ")]),
        ("en", "ru", "the US and the USA, for us", [("United States", "США"), ("United States", "США")]),
        ("ru", "en", "в США", [("США", "United States")]),
        ("az", "fa", "Azərbaycan Respublikasının", [("Azərbaycan", "جمهوری آذربایجان")]),
        ("fa", "az", "جمهوری آذربایجان و آذربایجان شرقی", [("جمهوری آذربایجان", "Azərbaycan"), ("آذربایجان شرقی", "Şərqi Azərbaycan")]),
        ("az", "en", "mayın 5-də, bazar günü, bazar ertəsi", [("may", "May"), ("bazar günü", "Sunday"), ("bazar ertəsi", "Monday")]),
        ("ru", "az", "5 мая, в среду, в Баку", [("май", "may"), ("в среду", "çərşənbə"), ("Баку", "Bakı")]),
        ("fa", "en", "سه شنبه در وین", [("سه‌شنبه", "Tuesday"), ("وین", "Vienna")]),
        ("ar", "tr", "في القاهرة يوم الأحد", [("القاهرة", "Kahire"), ("الأحد", "Pazar")]),
        ("tr", "az", "Ankara'da 10 bin ABD doları", [("Ankara", "Ankara"), ("ABD doları", "ABŞ dolları")]),
        ("en", "az", "10 euros and 20 US dollars", [("euro", "avro"), ("US dollar", "ABŞ dolları")]),
        ("ru", "fa", "страны Европейского союза", [("ЕС", "اتحادیهٔ اروپا")]),
        ("fa", "ar", "بیت‌المقدس و غزه", [("بیت‌المقدس", "القدس"), ("غزه", "غزة")]),
        ("fa", "az", "بحران مالی می تواند در آستانه پایان باشد", []),
        ("en", "fa", "$5 and €6 for the Dutch", [("dollar", "دلار"), ("euro", "یورو")]),
        ("fa", "az", "در غزه و تفلیس", [("غزه", "Qəzza"), ("تفلیس", "Tbilisi")]),
    ],
)  # fmt: skip
def test_names_are_found_and_translated_as_news_does(source, target, text, expected):
    assert found(text, source, target) == expected


def test_english_adjective_translates_a_country_but_is_none():
    (dutch,) = [term for term in starter.terms("az", "en") if term.source == "Niderland"]
    assert "Dutch" in dutch.target_forms
    (country,) = [term for term in starter.terms("en", "az") if term.target == "Niderland"]
    assert "Dutch" not in (country.source, *country.source_forms)


def test_name_of_two_things_has_the_translations_of_both():
    (tunisia,) = [term for term in starter.terms("ar", "en") if term.source == "تونس"]
    assert (tunisia.target, tunisia.target_forms) == ("Tunisia", ("Tunisian", "Tunis"))
    (monday,) = [term for term in starter.terms("fa", "ru") if term.source == "دوشنبه"]
    assert {monday.target, *monday.target_forms} == {"понедельник", "Душанбе"}


@pytest.mark.parametrize("pair", [("fa", "fa"), ("fa", "de"), ("azb", "fa"), ("", "fa")])
def test_other_pairs_are_refused_with_the_languages_there_are(pair):
    with pytest.raises(InputRefused, match="Choose two of fa, az"):
        starter.terms(*pair)
