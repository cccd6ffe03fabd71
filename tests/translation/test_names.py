"""Which names a translation must have, and whether it has them."""

import pytest

from dabir.translation import edge, names
from dabir.translation.names import Name


def sought(text: str, source: str, target: str) -> list[str]:
    return [name.forms[0] for name in names.sought(edge.show(text, source), source, target)]


def in_english(*forms: str) -> Name:
    return Name(0, 1, forms)


@pytest.mark.parametrize(
    ("text", "source", "target", "found"),
    [
        ("Kosta-Rika prezidenti Bakıya çərşənbə axşamı gələcək", "az", "en", ["Costa Rica", "Baku", "Tuesday"]),
        ("وزیر خارجه ژاپن روز سه‌شنبه در باکو بود", "fa", "az", ["Yaponiya", "çərşənbə axşamı", "Bakı"]),
        ("The price fell to 40 dollars in March", "en", "fa", ["دلار", "مارس"]),
        ("Hökumətin qərarı açıqlanıb", "az", "en", []),
        ("The editor read it", "en", "ka", []),
    ],
)
def test_names_of_the_starter_terms_are_found_with_their_endings(text, source, target, found):
    assert sought(text, source, target) == found


def test_name_that_comes_twice_is_one_name():
    assert sought("Bakıdan Bakıya", "az", "en") == ["Baku"]


def test_place_of_a_name_is_that_in_the_text_with_its_figures_masked():
    shown = edge.show("2024-cü ildə 15 nəfər Bakıda", "az")
    (name,) = names.sought(shown, "az", "en")
    assert shown.text[name.start : name.end] == "Bakıda"


def test_names_of_a_headline_in_capitals_are_found_in_what_the_model_sees():
    shown = edge.show("İRAN PREZİDENTİ BAKIDADIR", "az")
    assert shown.capitals
    found = names.sought(shown, "az", "en")
    assert [shown.text[name.start : name.end] for name in found] == ["iran", "bakıdadır"]


def test_capital_within_a_sentence_makes_it_no_month():
    assert sought("Nümayəndə Marta danışıb", "az", "en") == []
    assert sought("Martda danışıb", "az", "en") == ["March"]
    assert sought("O, martda danışıb", "az", "en") == ["March"]


@pytest.mark.parametrize(
    ("text", "source", "doubtful"),
    [
        ("لوله‌ای به قطر ۲ متر", "fa", True),
        ("وزیر خارجه ژاپن", "fa", False),
        ("Hava Limanı açıldı", "az", True),
        ("Bakıda açıldı", "az", False),
        ("March to the square", "en", True),
        ("Talks in Ecuador", "en", False),
    ],
)
def test_names_that_are_ordinary_words_too_are_marked(text, source, doubtful):
    target = "en" if source != "en" else "fa"
    assert [name.doubtful for name in names.sought(edge.show(text, source), source, target)] == [doubtful]


@pytest.mark.parametrize(
    ("forms", "output"),
    [
        (("Peru",), "Peru's president"),
        (("Peru",), "the Peruvian president"),
        (("Senegal",), "Senegalese boats"),
        (("Somalia",), "the Somali army"),
        (("Russia", "Russian"), "the Russian envoy"),
        (("dollar", "$"), "ten dollars"),
        (("dollar", "$"), "it cost $10"),
        (("Friday",), "on Fridays"),
        (("Costa Rica",), "in Costa-Rica"),
        (("Turkish lira",), "Turkish liras"),
    ],
)
def test_name_stands_in_english_as_itself_and_as_its_adjective(forms, output):
    assert names.lost([in_english(*forms)], output, "en") == []


@pytest.mark.parametrize(
    ("form", "output"),
    [
        ("Bangkok", "the Bangkoks at night"),
        ("Stockholm", "of the Stockholmum"),
        ("March", "representative Marchar"),
        ("Tijuana", "the Tijuan border"),
        ("Turkish lira", "Turkish liraries"),
    ],
)
def test_word_that_only_begins_like_a_name_is_not_the_name(form, output):
    name = in_english(form)
    assert names.lost([name], output, "en") == [name]


def test_name_with_any_ending_stands_in_azerbaijani_and_persian():
    assert names.lost([Name(0, 1, ("İraq",))], "İrağa səfər", "az") == []
    assert names.lost([Name(0, 1, ("ایران",))], "سفیر ایرانی", "fa") == []
    assert names.lost([Name(0, 1, ("ایران",))], "ایراد", "fa") != []
