import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dabir.translation.memory.similarity import same, score

VISIT = "وزیر امور خارجه ایران روز دوشنبه در باکو با همتای خود دیدار کرد."
TEXTS = st.text(st.sampled_from("abcçəğıİIşکیيى۰۱۲012 .,:\u200c\u064b\u00a0\n"), max_size=30)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nazir  Bakıya\ngəldi. ", "Nazir Bakıya gəldi."),
        (unicodedata.normalize("NFD", "Şuşa çox gözəldir"), "Şuşa çox gözəldir"),
        ("\u00a0باران بارید.", "باران بارید."),
        ("", "  "),
    ],
)
def test_composition_and_white_space_are_no_difference(one, other):
    assert same(one, other)
    assert score(one, other) == 100


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("در سال ۱۴۰۳ بیش از ۲۵۰ نفر آمدند.", "در سال ۱۴۰۲ بیش از ۳۱۰ نفر آمدند."),
        ("İxrac 3,5 faiz artıb.", "İxrac 4,1 faiz artıb."),
        ("Сборная победила со счетом 2:1.", "Сборная победила со счетом 3:0."),
        ("The score was 2 to 1.", "The score was 1 to 2."),
        ("بلغ عدد الزوار 120 ألفا.", "بلغ عدد الزوار 95 ألفا."),
        ("1 2 3 4 5 6 7 8 9", "11 12 13 14 15 16 17 18 19"),
    ],
)
def test_texts_that_differ_in_figures_only_score_high_but_are_not_the_same(one, other):
    assert 90 <= score(one, other) <= 98
    assert not same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (VISIT, VISIT.replace("ی", "ي").replace("ک", "ك")),
        ("می‌شود", "میشود"),
        ("در سال ۱۴۰۳", "در سال 1403"),
        ("İLHAM İSTANBULDADIR", "ilham istanbuldadır"),
        ("Minister arrives in Baku", "Minister arrives in Baku!"),
    ],
)
def test_other_spelling_of_the_same_is_nearly_the_same(one, other):
    assert 95 <= score(one, other) <= 99


def test_less_is_alike_the_more_words_differ():
    one_word = VISIT.replace("دوشنبه", "جمعه")
    two_words = one_word.replace("باکو", "مسکو")
    other_story = "مسابقه فوتبال لغو شد."
    scores = [score(VISIT, text) for text in (VISIT, one_word, two_words, other_story)]
    assert scores == sorted(scores, reverse=True)
    assert scores[1] >= 85 and scores[2] >= 75 and scores[3] < 40


def test_changed_ending_costs_less_than_changed_word():
    known = "Prezident dünən Bakıda çıxış edib."
    assert score(known, "Prezident dünən Bakıdan çıxış edib.") > score(known, "Prezident dünən Təbrizdə çıxış edib.")


@settings(max_examples=200)
@given(TEXTS, TEXTS)
@example("1", "2")
@example("a1", "a")
@example("İ", "i")
def test_score_is_symmetric_and_100_for_the_same_text_alone(one, other):
    points = score(one, other)
    assert points == score(other, one)
    assert 0 <= points <= 100
    assert (points == 100) == same(one, other)
