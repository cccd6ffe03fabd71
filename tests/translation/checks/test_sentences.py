"""Sentences and clauses that were left out are found, and so is an odd length."""

import pytest

from dabir.domain.segment import Severity
from dabir.translation.checks import length_ratio, sentences
from dabir.translation.checks.pair import Pair


@pytest.mark.parametrize(
    ("source_language", "target_language", "source", "target"),
    [
        ("fa", "az", "نشست پایان یافت. وزیران فردا بیانیه‌ای منتشر می‌کنند.", "Toplantı başa çatıb."),
        ("ru", "en", "Встреча завершилась. Министры завтра опубликуют заявление.", "The meeting has ended."),
        ("ar", "en", "انتهى الاجتماع. سيصدر الوزراء بيانا غدا.", "The meeting has ended."),
        ("tr", "az", "Toplantı sona erdi. Bakanlar yarın açıklama yapacak.", "Toplantı başa çatıb."),
    ],
)
def test_lost_sentence_is_a_warning(source_language, target_language, source, target):
    found = sentences.check(Pair(source, target, source_language, target_language))
    assert [one.severity for one in found] == [Severity.WARNING]


def test_two_sentences_joined_into_one_only_hint():
    pair = Pair(
        "It rained all night. The roads were closed.", "Bütün gecə yağış yağdığına görə yollar bağlanıb.", "en", "az"
    )
    assert [one.severity for one in sentences.check(pair)] == [Severity.HINT]


def test_added_sentence_is_a_warning():
    pair = Pair("باران بارید.", "Yağış yağdı. Yollar bağlandı və məktəblər tətil edildi.", "fa", "az")
    assert [one.severity for one in sentences.check(pair)] == [Severity.WARNING]


def test_lost_clause_shows_in_length_and_figures():
    source = "The bridge, built in 1987, was closed after the flood because its two pillars had moved."
    whole = "1987-ci ildə tikilmiş körpü daşqından sonra iki dayağı yerindən tərpəndiyi üçün bağlanıb."
    cut = "Körpü iki dayağı tərpəndiyi üçün bağlanıb."
    assert sentences.check(Pair(source, whole, "en", "az")) == []
    assert [one.severity for one in sentences.check(Pair(source, cut, "en", "az"))] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Mr. Novak met Dr. Rezaei.", "آقای نواک با دکتر رضایی دیدار کرد."),
        ("The U.S. team won.", "تیم آمریکا برد."),
        ("It cost 3.5 million.", "بهای آن ۳٫۵ میلیون بود."),
    ],
)
def test_abbreviations_end_no_sentence(source, target):
    assert sentences.check(Pair(source, target, "en", "fa")) == []


def test_ratio_of_the_desk_takes_the_place_of_the_usual_one():
    source, target = "a" * 60, "b" * 30
    assert length_ratio.check(Pair(source, target, "en", "az"))
    assert length_ratio.check(Pair(source, target, "en", "az", length_ratio=0.5)) == []


def test_longer_source_is_held_to_narrower_bounds():
    short, long = Pair("a" * 20, "b" * 13, "en", "az"), Pair("a" * 200, "b" * 130, "en", "az")
    assert length_ratio.check(short) == []
    assert [one.severity for one in length_ratio.check(long)] == [Severity.WARNING]


def test_deviation_is_nothing_for_a_word():
    assert length_ratio.deviation(Pair("Bəli", "Yes", "az", "en")) is None
    assert length_ratio.deviation(Pair("Bəli, gəldi", "", "az", "en")) is None


def test_long_words_of_azerbaijani_are_expected_to_come_out_shorter():
    short, long = Pair("ab " * 30, "b" * 50, "az", "en"), Pair("abcdefghij " * 6, "b" * 50, "az", "en")
    assert length_ratio.expected(short) > length_ratio.expected(long)
    others = [length_ratio.expected(Pair(pair.source, pair.target, "en", "az")) for pair in (short, long)]
    assert others[0] == others[1]
