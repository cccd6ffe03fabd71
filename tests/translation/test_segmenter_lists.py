"""The abbreviation lists: what ships is right, and what is wrong is said clearly."""

import shutil

import pytest
from benchmarks.segmentation import LISTS

from dabir.domain.errors import DabirError
from dabir.translation.abbreviations import SHIPPED, Kind, Lexicons
from dabir.translation.segmenter import Segmenter


@pytest.fixture
def lists(tmp_path):
    return shutil.copytree(LISTS, tmp_path / "segmentation")


@pytest.mark.parametrize("language", SHIPPED)
def test_every_shipped_language_has_abbreviations_and_starters(language):
    lexicon = Lexicons(LISTS).of(language)
    assert len(lexicon.kinds) > 40
    assert len(lexicon.starters) > 40


@pytest.mark.parametrize("language", SHIPPED)
def test_full_words_of_the_lists_are_no_titles(language):
    """A word that begins sentences cannot be an abbreviation as well."""
    lexicon = Lexicons(LISTS).of(language)
    titles = {form.rstrip(".") for form, kinds in lexicon.kinds.items() if Kind.TITLE in kinds}
    assert not {word for word in titles & lexicon.starters if len(word) > 2}


def test_missing_folder_is_named(tmp_path):
    with pytest.raises(DabirError, match=r"nowhere.*fa\.txt"):
        Segmenter(tmp_path / "nowhere")


def test_missing_list_of_a_language_is_named(lists):
    (lists / "ru.txt").unlink()
    with pytest.raises(DabirError, match=r"ru\.txt") as caught:
        Segmenter(lists)
    assert "fa.txt" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[titel]\nDr.\n", r"line 1: there is no class \[titel\]"),
        ("# c\nDr.\n", r"line 2: Dr\. stands before the first"),
        ("[title]\nDr. Prof\n", r"line 2: the abbreviation Prof has no full stop"),
        ("[verb]\n-\n", r"line 2: - is not a word"),
    ],
)
def test_wrong_line_is_named_with_its_number(lists, content, message):
    (lists / "en.txt").write_text(content, encoding="utf-8")
    with pytest.raises(DabirError, match=message):
        Segmenter(lists)


def test_list_in_another_charset_is_refused(lists):
    (lists / "ru.txt").write_bytes("[title]\nул.\n".encode("cp1251"))
    with pytest.raises(DabirError, match=r"ru\.txt cannot be read"):
        Segmenter(lists)


def test_desk_can_add_a_language(lists):
    (lists / "de.txt").write_text("[title]  # Anrede\nDipl.-Ing.\n", encoding="utf-8")
    text = "Das sagte Dipl.-Ing. Karl Meier. Danach ging er."
    assert [segment.text for segment in Segmenter(lists).split(text, "de")] == [
        "Das sagte Dipl.-Ing. Karl Meier.",
        "Danach ging er.",
    ]


def test_abbreviation_stands_for_its_capital_forms_but_a_letter_does_not():
    kinds = Lexicons(LISTS).of("az").kinds
    assert {"küç.", "Küç.", "KÜÇ."} <= set(kinds)
    assert "ing." in kinds
    assert "İNG." in kinds
    assert "ş." in kinds
    assert "Ş." not in kinds
