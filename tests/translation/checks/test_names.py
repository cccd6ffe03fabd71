"""Names are the same in both texts, whatever alphabet they are written in."""

import pytest

from dabir.domain.segment import Severity
from dabir.domain.term import Term
from dabir.translation.checks.known_names import known_names
from dabir.translation.checks.names import check
from dabir.translation.checks.pair import Pair
from dabir.translation.checks.romanise import skeletons


@pytest.mark.parametrize(
    ("text", "language", "keys"),
    [
        ("Dutch and Nigerian ministers met in South Korea.", "en", ["NL", "NG", "KR"]),
        ("سفیر ایالات متحده در کره‌جنوبی", "fa", ["US", "KR"]),
        ("Niderlandın, Nigeriyanın və Nigerin nazirləri Qırmızı dənizdə", "az", ["NL", "NG", "NE", "red-sea"]),
        ("Германская делегация в Китае", "ru", ["DE", "CN"]),
        ("زار وفد من ألمانيا الصين", "ar", ["DE", "CN"]),
        ("Almanya'nın ve Türkiye'nin bakanları", "tr", ["DE", "TR"]),
        ("Some words", "ka", []),
    ],
)
def test_known_names_are_found_under_their_endings(text, language, keys):
    assert [name.key for name in known_names(text, language)] == keys


@pytest.mark.parametrize(
    ("text", "language"),
    [("سال مالی", "fa"), ("turkey soup", "en"), ("قطر لوله", "fa"), ("alman dili", "az"), ("в русском языке", "ru")],
)
def test_words_that_mean_something_else_ask_for_nothing(text, language):
    assert not any(name.certain for name in known_names(text, language))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("rəhimi", "az"), ("رحیمی", "fa")),
        (("rəhimi", "az"), ("рагими", "ru")),
        (("rahimi", "en"), ("رحیمی", "fa")),
        (("qarabağ", "az"), ("قراباغ", "fa")),
        (("şuşa", "az"), ("shusha", "en")),
        (("rzayev", "az"), ("رضایف", "fa")),
        (("хасан", "ru"), ("hassan", "en")),
        (("george", "en"), ("جورج", "fa")),
        (("منصور", "ar"), ("mansour", "en")),
    ],
)
def test_one_name_has_one_skeleton_in_every_alphabet(one, other):
    assert set(skeletons(*one)) & set(skeletons(*other))


def test_other_name_has_another_skeleton():
    assert not set(skeletons("rəhimi", "az")) & set(skeletons("کریمی", "fa"))


def test_country_put_in_place_of_another_is_an_error():
    found = check(Pair("وزیر خارجه‌ی آلمان آمد.", "Fransanın xarici işlər naziri gəlib.", "fa", "az"))
    assert [(one.severity, one.source_span is None, one.target_span is None) for one in found] == [
        (Severity.ERROR, False, False)
    ]


def test_country_that_is_only_missing_is_a_warning():
    found = check(Pair("Germany's minister came.", "Nazir gəlib.", "en", "az"))
    assert [one.severity for one in found] == [Severity.WARNING]


def test_surname_put_in_place_of_another_is_found():
    source, target = "به گفته مسعود رحیمی، این طرح پایان یافت.", "According to Masoud Karimi, the plan is complete."
    found = check(Pair(source, target, "fa", "en"))
    assert [target[slice(*one.target_span)] for one in found] == ["Karimi"]
    assert check(Pair(source, target.replace("Karimi", "Rahimi"), "fa", "en")) == []


def test_name_in_the_source_of_a_persian_translation_is_looked_for():
    source = "Görüşdə nazir Elçin Məmmədov çıxış edib."
    found = check(Pair(source, "وزیر، جواد کریمی، در نشست سخن گفت.", "az", "fa"))
    assert {source[slice(*one.source_span)] for one in found} == {"Elçin", "Məmmədov"}
    assert check(Pair(source, "وزیر، الچین محمداف، در نشست سخن گفت.", "az", "fa")) == []


def test_name_of_one_word_only_hints():
    found = check(Pair("The town of Zelmorick was flooded.", "سیل شهر را فرا گرفت.", "en", "fa"))
    assert [one.severity for one in found] == [Severity.HINT]


@pytest.mark.parametrize(
    ("source_language", "target_language", "source", "target"),
    [
        ("az", "en", "Xarici İşlər Nazirliyi bəyanat yayıb.", "The Foreign Ministry issued a statement."),
        ("en", "fa", "The Central Bank met on Tuesday in March.", "بانک مرکزی در مارس نشست برگزار کرد."),
        (
            "en",
            "fa",
            "A port near Bandar Abbas and the Marco Polo caravan",
            "بندری نزدیک بندرعباس و کاروان مارکوپولو",
        ),
        ("en", "az", "FOREIGN MINISTER PETER NOVAK RESIGNS", "Xarici işlər naziri istefa verib"),
        ("az", "fa", "“Parlaq ulduz” təlimi başa çatıb.", "رزمایش ستاره درخشان پایان یافت."),
        ("tr", "ru", "Dışişleri Bakanı Mehmet Kaya geldi.", "Приехал министр иностранных дел Мехмет Кая."),
    ],
)
def test_titles_days_and_other_spellings_are_no_lost_names(source_language, target_language, source, target):
    assert check(Pair(source, target, source_language, target_language)) == []


def test_name_with_a_term_of_the_desk_is_left_to_the_terms():
    term = Term("Quorvane Morlow", "آبشار روشن", "en", "fa", note="name")
    pair = Pair("They met at the great Quorvane Morlow.", "در آبشار روشن دیدار کردند.", "en", "fa")
    assert check(pair)
    assert check(Pair(pair.source, pair.target, "en", "fa", (term,))) == []
