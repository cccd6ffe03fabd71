import pytest

from dabir.domain import language


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("FA", "fa"),
        ("fa-IR", "fa"),
        ("per", "fa"),
        ("az_AZ", "az"),
        ("az-Latn-AZ", "az"),
        ("az-Arab", "azb"),
        ("EN", "en"),
        ("en-GB", "en"),
        ("Russian", "ru"),
        ("und", ""),
        ("", ""),
        ("ka", "ka"),
    ],
)
def test_tags_of_wires_become_short_codes(tag, code):
    assert language.normalise(tag) == code


@pytest.mark.parametrize("tag", ["fa", "FA-IR", "ar", "azb", "az-Arab", "ku-Arab", "he"])
def test_right_to_left_languages(tag):
    assert language.is_right_to_left(tag)


@pytest.mark.parametrize("tag", ["az", "en", "ru", "tr", "az-Latn-IR", "fa-Latn", ""])
def test_left_to_right_languages_and_scripts(tag):
    assert not language.is_right_to_left(tag)


def test_unknown_language_keeps_its_tag_as_name():
    assert language.name_of("az-AZ") == "Azerbaijani"
    assert language.name_of("ka") == "ka"
