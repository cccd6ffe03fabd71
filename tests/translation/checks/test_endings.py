"""An expression is found under the endings of its language, and not in the middle of other words."""

import pytest

from dabir.translation.checks.endings import find, is_form_of


@pytest.mark.parametrize(
    ("expression", "text", "language", "part"),
    [
        (
            "Xarici İşlər Nazirliyi",
            "Bunu Xarici İşlər Nazirliyinin sözçüsü deyib.",
            "az",
            "Xarici İşlər Nazirliyinin",
        ),
        ("ürək", "onun ürəyində", "az", "ürəyində"),
        ("kitap", "yeni kitabı", "tr", "kitabı"),
        ("министр", "Встреча с министрами прошла.", "ru", "министрами"),
        ("country", "two countries", "en", "countries"),
        ("کتاب‌خانه", "در کتابخانه‌های شهر", "fa", "کتابخانه‌های"),
        ("وزارة الخارجية", "قال بوزارة الخارجية", "ar", "بوزارة الخارجية"),
        ("5+1", "the 5+1 group", "en", "5+1"),
    ],
)
def test_expression_is_found_with_endings(expression, text, language, part):
    assert [text[slice(*span)] for span in find(expression, text, language)] == [part]


@pytest.mark.parametrize(
    ("expression", "text", "language"),
    [
        ("min", "məscidin minarəsi", "az"),
        ("bin", "yeni bilim", "tr"),
        ("мир", "миллион", "ru"),
        ("art", "an article", "en"),
        ("دست", "دستور داد", "fa"),
        ("", "anything", "en"),
        ("Xarici İşlər", "işlər xarici", "az"),
    ],
)
def test_expression_is_not_found_in_other_words(expression, text, language):
    assert find(expression, text, language) == []


def test_dictionary_form_is_a_form_of_itself():
    assert is_form_of("nazir", "nazir", "az")
    assert not is_form_of("nazik", "nazir", "az")
