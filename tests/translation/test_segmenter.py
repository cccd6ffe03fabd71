"""Single behaviours of the segmenter."""

import logging

import pytest
from benchmarks.segmentation import LISTS

from dabir.domain.segment import HEADLINE, Segment
from dabir.translation.segmenter import Segmenter, starts_by_sentencex

SEGMENTER = Segmenter(LISTS)


def split(language, text):
    return [segment.text for segment in SEGMENTER.split(text, language)]


def check(language, marked):
    """Split the text without its "|" marks and expect the pieces between them."""
    sentences = [sentence.strip() for sentence in marked.split("|")]
    assert split(language, marked.replace("|", "")) == sentences


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fa", "وزیر خارجه ج. آذربایجان و د. احمدی در سال ۱۳۹۸ ه.ش. دیدار کردند."),
        ("fa", "نرخ رشد ۳.۵ درصد در تاریخ ۱۴۰۵.۰۲.۲۲ اعلام شد."),
        ("az", "Azərbaycan Resp. Prezidenti İ. Əliyev A. B. Həsənovu qəbul edib."),
        ("ru", "В 2024 г. Азербайджан продавал нефть, газ и т.д. на внешнем рынке."),
        ("ru", "Договор № 5. от 12.05.2026 подписан в г. Баку на ул. Низами."),
        ("tr", "II. Dünya Savaşı'nda 3. Ordu Komutanı Prof. Dr. A. Yılmaz ile görüştü."),
        ("ar", "التقى د. أحمد سالم أ.د. ليلى حسن عام 300 ق.م. في القصر."),
        ("en", "The U.S. Senate heard Dr. J. R. Hartwell of Orion Inc. on Jan. 5 at www.dabir.example."),
        ("ru", "Проф. Ж.-П. Мартен, ген.-м. С. Орлов и акад. Н. Рагимов встретились."),
        ("ru", "Он родился в XX в. г. Баку тогда рос, и с. Лагич вырос."),
        ("az", "XX. əsrin əvvəllərində Bakıda neft hasil edilib."),
    ],
)
def test_abbreviations_initials_and_numbers_do_not_end_a_sentence(language, text):
    assert split(language, text) == [text]


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("ru", "Товары: мука, сахар и т.д.| Президент заявил о поддержке."),
        ("ru", "Товары: мука, сахар и т. д.| Президент заявил о поддержке."),
        ("ru", "Завод построили в 2024 г.| Он работает."),
        ("ru", "Завод построили в 2024 г.| Директор доволен."),
        ("ru", "В 2024 г. Директор доволен."),
        ("en", "He lives in the U.S.| The company does too."),
        ("en", "She said no.| The vote was lost."),
        ("az", "Ət, süd və s.| Nazir bunu deyib."),
        ("fa", "خرید نان، برنج و غیره.| وی این را گفت."),
        ("fa", "ساخت آن پایان یافت در ۱۳۹۸ ه.ش.| وی آن را گشود."),
        ("ar", "توفي سنة 428 هـ.| وكان طبيباً."),
        ("tr", "Elma, armut vb.| Bakan bunu söyledi."),
    ],
)
def test_abbreviation_ends_a_sentence_where_the_next_one_evidently_begins(language, marked):
    check(language, marked)


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("fa", "چرا؟| کسی نمی‌داند!| همین."),
        ("fa", "او گفت: «می‌آیم.»| وی رفت."),
        ("fa", "وی پرسید که «می‌آیی؟» و رفت."),
        ("fa", "«می‌آیی؟» گفت و رفت."),
        ("fa", "وی با این پرسش که «آیا می‌آیید؟» از آنان پاسخ خواست.| همین."),
        ("az", '"Gəlirəm!"| O, getdi.'),
        ("az", '"Gəlirsən?" deyə soruşdu.'),
        ("ru", "«Едем!» — сказал он.| “Да.”| 'Нет.'| (Все ушли.)| Конец…| И точка."),
        ("ru", "«Это… трудно, — сказал он. — но можно»."),
        ("en", "It rained (hard!) all day.| [He left.]| Nobody saw."),
        ("en", "Wait... for it.| Now!"),
    ],
)
def test_quotations_brackets_and_dots(language, marked):
    check(language, marked)


def test_quotation_of_several_sentences_is_split():
    check("az", "O dedi: «Hava pisdir.| Getməyək».| Biz qaldıq.")


@pytest.mark.parametrize("text", ["Getdi. »", "Getdi. \u00a0”", "Getdi .", "(Getdi.) ***", "«Getdi.» . . ."])
def test_stray_closing_punctuation_stays_with_its_sentence(text):
    assert split("az", text) == [text]


def test_leading_punctuation_joins_the_first_sentence():
    assert split("en", "*** . Hello there. Bye.") == ["*** . Hello there.", "Bye."]


def test_paragraph_of_punctuation_only_is_one_segment():
    assert SEGMENTER.split(" * * *\n", "en", 4) == (Segment(4, 1, 6, "* * *"),)


def test_blank_paragraph_has_no_segments():
    assert SEGMENTER.split(" \u00a0\r\n\u2028", "fa") == ()


def test_list_labels_stay_with_their_items():
    check("en", "1. Form a group.| 2. Publish it.| B. First.| IV. Last.")
    check("az", "Gündəlik: 1. Büdcə, 2. Təhsil.")


def test_hard_wraps_are_joined_in_the_text_only():
    text = "Nazir \r\n  gəldi.\nO,\n danışdı."
    assert SEGMENTER.split(text, "az", 2) == (
        Segment(2, 0, 16, "Nazir gəldi."),
        Segment(2, 17, 29, "O, danışdı."),
    )


def test_spaces_that_are_no_wraps_stay_as_they_are():
    assert split("en", "a\u00a0b \u2028 c\td") == ["a\u00a0b \u2028 c\td"]


def test_blank_line_and_bullet_line_begin_a_sentence():
    assert split("en", "Results\n\nfirst round\n• one\n• two") == ["Results", "first round", "• one", "• two"]


def test_forgotten_space_is_a_boundary_but_an_address_is_none():
    check("az", "Bu gün yağış yağıb.|Sabah günəşli olacaq.")
    check("fa", "وزیر آمد.|او سخن گفت.")
    check("ru", "Пишите на Info@Dabir.Example, пресс-служба Dabir.Az, проф.Иванову и г.Баку.")


def test_dateline_before_a_dash_goes_on():
    check("fa", "باکو، ۱۲ مه. – دو کشور توافق کردند.| متن منتشر شد.")


@pytest.mark.parametrize("language", ["az-Arab", "azb", "AZ-ir"])
def test_south_azerbaijani_has_the_persian_lists(language):
    check(language, "ج. آذربایجان ۱۳۹۸ ه.ش. ایلینده.| سون.")


@pytest.mark.parametrize(("language", "marked"), [("de", "Er kam.| Sie ging."), ("", "Er kam.| Sie ging.")])
def test_unknown_language_is_split_by_general_rules(language, marked):
    check(language, marked)


def test_other_scripts_have_their_own_full_stops():
    assert split("zh", "你好。再见。") == ["你好。", "再见。"]
    assert split("hy", "Նա եկավ։ Նա գնաց։") == ["Նա եկավ։", "Նա գնաց։"]
    assert split("ka", "ის მოვიდა. ის წავიდა.") == ["ის მოვიდა.", "ის წავიდა."]
    assert split("am", "ሰላም ነው። ደህና ሁን።") == ["ሰላም ነው።", "ደህና ሁን።"]


def test_headline_is_one_segment_and_first():
    segments = SEGMENTER.split_story(["Bir. İki.", "", "Üç."], "az", " Nə olub? Heç nə! ")
    assert [(s.paragraph, s.text) for s in segments] == [
        (HEADLINE, "Nə olub? Heç nə!"),
        (0, "Bir."),
        (0, "İki."),
        (2, "Üç."),
    ]


def test_story_without_headline_begins_with_its_first_paragraph():
    assert [s.paragraph for s in SEGMENTER.split_story(["Bir."], "az")] == [0]


def test_text_that_breaks_sentencex_is_split_all_the_same(caplog, capfd):
    text = "A\u00a0. İA Bir. İki."
    with caplog.at_level(logging.WARNING):
        assert starts_by_sentencex(text, "en") is None
        assert "sentencex failed" in caplog.text
        caplog.clear()
        assert split("en", text) == ["A\u00a0. İA Bir.", "İki."]
    assert not caplog.text
