"""Words are equal whatever keyboard they were typed on, and their spans point into the text as it is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.translation.checks.folding import fold, words_of


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("كتاب‌هاي", "کتابهای", "fa"),
        ("İRAN", "iran", "az"),
        ("IŞIQ", "ışıq", "az"),
        ("INDIA", "india", "en"),
        ("Ёлка", "елка", "ru"),
        ("أَحْمَد", "احمد", "ar"),
        ("DIŞİŞLERİ", "dışişleri", "tr"),
        ("مدرسة", "مدرسه", "ar"),
    ],
)
def test_spellings_of_one_word_fold_alike(one, other, language):
    assert fold(one, language) == fold(other, language)


def test_dotless_i_is_another_letter_in_azerbaijani_and_turkish():
    assert fold("QIZ", "az") != fold("QİZ", "az")
    assert fold("QIZ", "en") == fold("QiZ", "en")


def test_hyphen_parts_words_and_apostrophe_and_non_joiner_do_not():
    assert [word.text for word in words_of("BMT-nin Ankara'da می‌رود", "az")] == ["BMT", "nin", "Ankara'da", "می‌رود"]


@settings(max_examples=100, deadline=None)
@given(
    st.text(st.sampled_from("aİıŞ'’ -ابي\u200c\u064eЁ12."), max_size=30), st.sampled_from(["fa", "az", "en", "ru"])
)
def test_spans_of_words_lie_in_the_text(text, language):
    for word in words_of(text, language):
        assert text[slice(*word.span)] == word.text
