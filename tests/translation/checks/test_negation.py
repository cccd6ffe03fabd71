"""A negation is read in every form a language gives it, and only its loss is reported."""

import pytest

from dabir.translation.checks.negation import check, negations
from dabir.translation.checks.pair import Pair


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fa", "او نمی‌آید"),
        ("fa", "کسی را ندید"),
        ("fa", "این درست نیست"),
        ("fa", "از حرفم برنمی‌گردم"),
        ("az", "gəlmir"),
        ("az", "gəlməyib"),
        ("az", "gəlmədi"),
        ("az", "gəlməyəcək"),
        ("az", "bu deyil"),
        ("az", "pul yoxdur"),
        ("az", "pul yox idi"),
        ("az", "rədd etməzdim"),
        ("az", "kaş yandırmayaydım"),
        ("fa", "باید نپوشند"),
        ("en", "he doesn't"),
        ("en", "nobody came"),
        ("ru", "он не пришёл"),
        ("ar", "لن يأتي"),
        ("ar", "ليس هنا"),
        ("tr", "gelmiyor"),
        ("tr", "gelmeyecek"),
        ("tr", "bu değil"),
    ],
)
def test_negation_is_read(language, text):
    assert negations(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fa", "نرخ نفت نزد آنان بالاست"),
        ("fa", "نشست نمایندگان"),
        ("az", "dəmir, kömür, təmir və nümayəndə"),
        ("az", "deyilir ki, gəlir"),
        ("az", "zəhmət olmasa"),
        ("fa", "نیایش در پارک"),
        ("az", "ondan başqa bir şey deyil"),
        ("en", "there was no choice but to go"),
        ("en", "No. 7, not only the minister"),
        ("ru", "неделя и небо"),
        ("ar", "لاعب كرة"),
        ("tr", "demir ve kömür"),
    ],
)
def test_other_words_do_not_negate(language, text):
    assert not negations(text, language)


@pytest.mark.parametrize(
    ("source_language", "target_language", "source", "target"),
    [
        ("az", "en", "Heç kim gəlmədi.", "Nobody came."),
        ("fa", "en", "او نپذیرفت.", "He refused."),
        ("en", "az", "He left without a word.", "O, bir söz demədən getdi."),
        ("ru", "fa", "Он не смог прийти.", "او نتوانست بیاید."),
        ("ar", "tr", "بدون تصريح", "izinsiz"),
        ("en", "ka", "He did not come.", "კი"),
        ("fa", "az", "کیسه را دور نینداز.", "Kisəni atma."),
        ("fa", "az", "نسخه‌اش را به کسی نداده است.", "Reseptini vermədiyi qarışıqdır."),
        ("az", "en", "Heç bir nasos olmadan işləyir.", "It works without any pump."),
        ("az", "fa", "Ayın 13-ü pis olmadı.", "سیزدهم ماه بد نبود."),
        ("en", "az", "The text is yet to be published.", "Mətn hələ dərc olunmayıb."),
        ("fa", "en", "مسافران را به کشتی راه ندادند.", "Passengers were kept away from the ship."),
    ],
)
def test_negation_said_in_another_way_passes(source_language, target_language, source, target):
    assert check(Pair(source, target, source_language, target_language)) == []


def test_lost_and_added_negation_point_at_the_word():
    lost = check(Pair("The minister will not come.", "وزیر خواهد آمد.", "en", "fa"))
    added = check(Pair("The minister will come.", "وزیر نخواهد آمد.", "en", "fa"))
    assert [one.source_span for one in lost] == [(18, 21)]
    assert [one.target_span for one in added] == [(5, 11)]


@pytest.mark.parametrize(
    ("source_language", "target_language", "source", "target"),
    [
        ("fa", "en", "متن هنوز منتشر نشده است.", "The text has yet been published."),
        ("en", "az", "The court did not meet.", "Məhkəmə toplaşıb."),
        ("en", "az", "The delegation did not come.", "Nümayəndə heyəti gəlib."),
        ("az", "fa", "Onlar bunu etmədilər.", "کسی این کار را کرد."),
    ],
)
def test_words_that_only_look_negative_hide_no_loss(source_language, target_language, source, target):
    assert len(check(Pair(source, target, source_language, target_language))) == 1


def test_without_that_stands_for_without_answers_no_negation():
    source = "Restoring the bridge without water does not make sense."
    assert len(check(Pair(source, "مرمت پل بدون آب معنا دارد.", "en", "fa"))) == 1
    assert check(Pair("The bridge does not have water.", "پل بدون آب است.", "en", "fa")) == []
