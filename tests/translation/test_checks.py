"""Every check has pairs it must speak up for and pairs it must pass, in several languages.

A case is: source language, target language, source, target, and for those to be found the part of the target (or, with
a leading "source:", of the source) that the finding must point at; "" where it points at the whole or at nothing.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.domain.segment import Severity
from dabir.translation import checks
from dabir.translation.checks.number_words import says, scale_at
from dabir.translation.checks.pair import Pair

FOUND = {
    "empty-target": [
        ("fa", "en", "دبیر خبر را خواند.", "", ""),
        ("az", "fa", "Redaktor xəbəri oxudu.", "  ", ""),
        ("en", "az", "It rained.", "\n", ""),
        ("ru", "az", "Шёл дождь.", "", ""),
    ],
    "symbols-only": [
        ("fa", "en", "دبیر خبر را خواند.", "... ⁇", ""),
        ("az", "fa", "Redaktor xəbəri oxudu.", "،،،", ""),
        ("en", "az", "It rained.", "–", ""),
        ("ar", "en", "هطل المطر.", "!", ""),
    ],
    "numbers": [
        ("fa", "en", "۲۵ نفر زخمی شدند.", "52 people were injured.", "52"),
        ("fa", "az", "در این حادثه ۱۴ نفر جان باختند.", "Bu hadisədə insanlar həlak olub.", "source:۱۴"),
        ("az", "fa", "Büdcə 1,2 milyard manatdır.", "بودجه ۱٫۲ میلیون منات است.", "۱٫۲ میلیون"),
        ("az", "en", "Neftin qiyməti 3,5 faiz artıb.", "The oil price rose 35 percent.", "35"),
        ("en", "az", "About 2,500 people came.", "Təxminən 250 nəfər gəlib.", "250"),
        ("en", "fa", "It was built in 1998.", "این بنا در سال ۱۹۹۹ ساخته شد.", "۱۹۹۹"),
        ("ru", "az", "Погибли 17 человек.", "71 nəfər həlak olub.", "71"),
        ("ar", "en", "قتل ٢٣ شخصا.", "32 people were killed.", "32"),
        ("tr", "az", "Toplam 5 bin kişi katıldı.", "Ümumilikdə 5 milyon nəfər iştirak edib.", "5 milyon"),
        ("en", "az", "The talks ended without a deal.", "Danışıqlar 12 saat sonra razılaşma olmadan bitib.", "12"),
        ("en", "fa", "They met on 12.05.2024.", "آنان در ۱۳/۰۵/۲۰۲۴ دیدار کردند.", "۱۳"),
        ("en", "tr", "The score was 3-1.", "Maç 3-2 bitti.", "2"),
        ("fa", "az", "یک میلیون و ۲۰۰ هزار نفر", "1 milyon 300 min nəfər", "300 min"),
    ],
    "repeated-words": [
        (
            "fa",
            "en",
            "وزیر گفت مذاکرات ادامه دارد.",
            "The minister said said said the talks go on.",
            "said said said",
        ),
        ("en", "fa", "The minister left.", "وزیر رفت و رفت و رفت و رفت و به خانه رسید.", "رفت و رفت و رفت و رفت و"),
        (
            "fa",
            "az",
            "گزارش رسید.",
            "Hesabat gəldi, hesabat gəldi, hesabat gəldi.",
            "Hesabat gəldi, hesabat gəldi, hesabat gəldi",
        ),
        (
            "az",
            "en",
            "Nazir bəyanat verdi.",
            "The foreign minister spoke and the foreign minister spoke again, and then the foreign minister spoke once more.",
            "The foreign minister spoke",
        ),
        ("tr", "az", "Bakan konuştu.", "Nazir nazir nazir danışdı.", "Nazir nazir nazir"),
        ("en", "ru", "It rained.", "Дождь дождь дождь дождь.", "Дождь дождь дождь дождь"),
    ],
    "leftover-source": [
        ("fa", "az", "دبیرکل سازمان ملل سخن گفت.", "BMT-nin دبیرکل çıxış etdi.", "دبیرکل"),
        ("fa", "en", "وزیر امور خارجه آمد.", "The وزیر امور خارجه came.", "وزیر امور خارجه"),
        ("fa", "az", "۲۵ نفر آمدند.", "۲۵ nəfər gəldi.", "۲۵"),
        ("ar", "en", "وصل الوفد.", "The الوفد arrived.", "الوفد"),
        ("ru", "az", "Министр уехал.", "Nazir уехал.", "уехал"),
        ("ru", "fa", "Министр уехал.", "وزیر уехал.", "уехал"),
        ("en", "fa", "The committee rejected the amendment.", "کمیته amendment را رد کرد.", "amendment"),
        ("az", "fa", "Nazir Xankəndiyə getdi.", "وزیر به Xankəndiyə رفت.", "Xankəndiyə"),
        (
            "az",
            "en",
            "Nazir bildirib ki, danışıqlar davam edir.",
            "The minister bildirib ki, danışıqlar davam edir.",
            "bildirib ki, danışıqlar davam edir",
        ),
        (
            "fa",
            "ar",
            "وزیر گفت که این کار ادامه دارد.",
            "قال الوزير گفت که این کار ادامه دارد.",
            "گفت که این کار ادامه دارد",
        ),
    ],
    "length-ratio": [
        (
            "fa",
            "en",
            "وزیر امور خارجه در دیدار با همتای خود از گسترش روابط دو کشور استقبال کرد.",
            "The minister came.",
            "",
        ),
        (
            "az",
            "fa",
            "Xarici işlər naziri görüşdə iki ölkə arasında əlaqələrin inkişafını alqışlayıb.",
            "وزیر آمد.",
            "",
        ),
        ("en", "az", "The ministers welcomed it.", "Nazirlər " + "bu addımı yüksək qiymətləndiriblər və " * 5, ""),
        (
            "ru",
            "az",
            "Министры двух стран встретились в столице и подписали совместное заявление.",
            "Görüşdülər.",
            "",
        ),
    ],
}

PASSED = {
    "empty-target": [
        ("fa", "en", "دبیر خبر را خواند.", "The editor read the story."),
        ("az", "en", " ", ""),
        ("en", "fa", "", ""),
    ],
    "symbols-only": [
        ("fa", "en", "***", "***"),
        ("az", "fa", "2026", "۲۰۲۶"),
        ("en", "az", "– It rained.", "– Yağış yağdı."),
        ("fa", "az", "باران", "Yağış"),
    ],
    "numbers": [
        ("fa", "en", "۲۵ نفر در سال ۲۰۲۴ آمدند.", "In 2024, 25 people came."),
        ("fa", "az", "بهای نفت ۳٫۵ درصد افزایش یافت.", "Neftin qiyməti 3,5 faiz artıb."),
        ("fa", "en", "بهای نفت ۳/۵ درصد افزایش یافت.", "Oil rose 3.5 percent."),
        ("fa", "en", "بیش از ۱٬۲۵۰ نفر", "More than 1,250 people"),
        ("fa", "az", "یک میلیون و ۲۰۰ هزار نفر", "1 milyon 200 min nəfər"),
        ("fa", "en", "۱ میلیون و ۲۰۰ هزار نفر", "1.2 million people"),
        ("en", "az", "One million and 200 thousand people", "1 milyon 200 min nəfər"),
        ("fa", "en", "۲ هزار میلیارد تومان", "2 trillion tomans"),
        ("fa", "en", "سه نفر و دویست و پنجاه خودرو", "3 people and 250 cars"),
        ("fa", "en", "شصت‌وهفت کوهنورد", "67 climbers"),
        ("fa", "en", "این بنا از سال ۱۳۵۰ مانده است.", "The building dates from 1971."),
        ("az", "fa", "2024-cü ildə 5 min nəfər", "۵ هزار نفر در سال ۲۰۲۴"),
        ("az", "en", "Səkkiz nəfər yaralanıb.", "8 people were injured."),
        ("az", "en", "Məscidin 4 minarəsi var.", "The mosque has four minarets."),
        ("az", "en", "Temperatur 1 dərəcə qalxanda istehlak 1000 meqavat artır.", "One degree adds 1,000 megawatts."),
        ("az", "en", "Görüş saat 15:00-da başlayır.", "The meeting begins at 3 p.m."),
        ("en", "az", "22nd congress, 3rd day", "22-ci qurultayın üçüncü günü"),
        ("en", "fa", "Twenty-two prisoners returned.", "۲۲ اسیر بازگشتند."),
        ("en", "fa", "They met on 12.05.2024.", "آنان در ۱۲/۰۵/۲۰۲۴ دیدار کردند."),
        ("en", "fa", "The meeting is on May 12, 2024.", "این دیدار ۱۲ مه ۲۰۲۴ است."),
        ("en", "az", "COVID-19 and the G7", "COVID-19 və G7"),
        ("ru", "az", "Погибли 3 тыс. человек", "3 min nəfər həlak olub"),
        ("ru", "en", "1 250,5 тонны", "1,250.5 tonnes"),
        ("ru", "en", "Пять человек", "5 people"),
        ("ar", "en", "قتل ٢٣ شخصا و٣ ملايين نازح", "23 people were killed and 3 million displaced"),
        ("tr", "az", "Toplam 5 bin kişi katıldı.", "Ümumilikdə 5000 nəfər iştirak edib."),
        ("tr", "en", "1.250.000 lira", "1,250,000 lira"),
    ],
    "repeated-words": [
        ("fa", "en", "وزیر گفت مذاکرات ادامه دارد.", "The minister said the talks go on."),
        ("en", "fa", "No, no, no, he said.", "او گفت نه، نه، نه."),
        ("en", "az", "He walked slowly.", "O, yavaş-yavaş, yavaş yavaş gedirdi."),
        (
            "az",
            "en",
            "Nazirin, müavinin və katibin bəyanatları",
            "The statements of the minister, of the deputy and of the secretary",
        ),
        ("fa", "az", "", ""),
        ("tr", "az", "Güzel güzel güzel ev", "Gözəl gözəl gözəl ev"),
    ],
    "leftover-source": [
        ("fa", "az", "دبیرکل سازمان ملل سخن گفت.", "BMT-nin baş katibi çıxış etdi."),
        ("en", "fa", "NATO and the WHO met.", "NATO و WHO دیدار کردند."),
        ("en", "fa", "See example.com or @desk_news.", "به example.com یا @desk_news نگاه کنید."),
        ("en", "fa", "They use iPhone15 there.", "آنان iPhone15 دارند."),
        ("en", "ru", "The committee met.", "Комитет собрался."),
        ("az", "en", "Heydər Əliyev adına Beynəlxalq Aeroport", "Heydər Əliyev adına airport"),
        ("az", "tr", "Bu gün hava çox gözəldir.", "Bugün hava çok güzel."),
        ("az", "tr", "Bakı şəhərində hava isti olacaq", "Bakü'de hava sıcak olacak"),
        ("fa", "ar", "وزیر امور خارجه سخن گفت.", "تحدث وزير الخارجية."),
        ("en", "ka", "Some words here", "Some words here"),
        ("fa", "fa", "وزیر گفت که این کار ادامه دارد.", "وزیر گفت که این کار ادامه دارد."),
    ],
    "length-ratio": [
        (
            "fa",
            "en",
            "وزیر امور خارجه در دیدار با همتای خود از گسترش روابط استقبال کرد.",
            "The foreign minister met his counterpart and welcomed closer ties.",
        ),
        ("az", "en", "Bəli.", "Yes, of course it is so."),
        ("en", "az", "It rained all night.", "Bütün gecə yağış yağdı."),
        ("en", "fa", "MPs resist fuel subsidy cuts", "نمایندگان مجلس با کاهش یارانه سوخت مخالفت کردند"),
        ("tr", "az", "Bakanlar yarın Ankara'da görüşecek.", "Nazirlər sabah Ankarada görüşəcək."),
    ],
}


def cases(table):
    return [
        pytest.param(name, *case, id=f"{name}-{i}") for name, listed in table.items() for i, case in enumerate(listed)
    ]


@pytest.mark.parametrize(("name", "source_language", "target_language", "source", "target", "part"), cases(FOUND))
def test_check_speaks_up_and_points_at_the_place(name, source_language, target_language, source, target, part):
    found = checks.CHECKS[name](Pair(source, target, source_language, target_language))
    assert found
    assert {one.check for one in found} == {name}
    if part.startswith("source:"):
        assert part.removeprefix("source:") in [source[slice(*one.source_span)] for one in found if one.source_span]
    elif part:
        assert part in [target[slice(*one.target_span)] for one in found if one.target_span]


@pytest.mark.parametrize(("name", "source_language", "target_language", "source", "target"), cases(PASSED))
def test_check_passes_what_is_right(name, source_language, target_language, source, target):
    assert checks.CHECKS[name](Pair(source, target, source_language, target_language)) == []


def test_every_check_has_cases_of_both_kinds_in_three_languages():
    assert set(checks.CHECKS) == set(FOUND) == set(PASSED)
    for table in (FOUND, PASSED):
        for name, listed in table.items():
            assert {"fa", "az", "en"} <= {language for case in listed for language in case[:2]}, name


def test_run_gathers_the_findings_of_all_checks():
    found = checks.run(Pair("۲۵ نفر از وزارت آمدند.", "52 nəfər وزارت nəfər nəfər nəfər.", "fa", "az"))
    assert {one.check for one in found} == {"numbers", "leftover-source", "repeated-words"}


def test_empty_target_is_reported_as_that_alone():
    found = checks.run(Pair("۲۵ نفر در سال ۲۰۲۴ به همایش بین‌المللی آمدند.", "", "fa", "en"))
    assert [(one.check, one.severity) for one in found] == [("empty-target", Severity.ERROR)]


def test_signs_alone_are_reported_as_that_alone():
    assert [one.check for one in checks.run(Pair("۲۵ نفر آمدند.", "...", "fa", "en"))] == ["symbols-only"]


def test_blank_pair_has_no_findings():
    assert checks.run(Pair(" ", "", "fa", "en")) == []


def test_languages_are_taken_in_any_spelling():
    assert [one.check for one in checks.run(Pair("وزیر آمد.", "The وزیر came.", "fa-IR", "eng"))] == [
        "leftover-source"
    ]


def test_wrong_figure_weighs_more_than_small_number_without_its_word():
    wrong = checks.run(Pair("۲۵ نفر آمدند.", "52 people came.", "fa", "en"))
    lost = checks.run(Pair("۲ نفر آمدند.", "Some people came.", "fa", "en"))
    gone = checks.run(Pair("۱۴ نفر آمدند.", "Some people came.", "fa", "en"))
    assert [one.severity for one in (*wrong, *gone)] == [Severity.ERROR, Severity.ERROR]
    assert [one.severity for one in lost] == [Severity.WARNING]


def test_day_of_another_calendar_is_a_warning():
    found = checks.run(Pair("این قانون از ۱۵ خرداد اجرا می‌شود.", "The law takes effect on 5 June.", "fa", "en"))
    assert [(one.check, one.severity) for one in found] == [("numbers", Severity.WARNING)]


@pytest.mark.parametrize(
    ("text", "number", "language"),
    [
        ("دویست و پنجاه نفر", 250, "fa"),
        ("هفتادوشش درصد", 76, "fa"),
        ("iki min səkkiz yüz nəfər", 2800, "az"),
        ("iyirmi beşinci", 25, "az"),
        ("otuz beş bin", 35_000, "tr"),
        ("двадцать пять тысяч", 25_000, "ru"),
        ("خمسة ملايين", 5_000_000, "ar"),
        ("one thousand two hundred", 1200, "en"),
        ("noon", 12, "en"),
    ],
)
def test_number_words_are_known(text, number, language):
    assert says(text, number, language)


@pytest.mark.parametrize(
    ("text", "number", "language"),
    [
        ("دو نفر", 3, "fa"),
        ("iki nəfər", 2000, "az"),
        ("five", 4, "en"),
        ("", 1, "en"),
        ("five", 5, "ka"),
        ("two", 10**14, "en"),
    ],
)
def test_other_words_are_no_number_words(text, number, language):
    assert not says(text, number, language)


@pytest.mark.parametrize(
    ("text", "position", "language", "power"),
    [
        ("5 min nəfər", 1, "az", 3),
        ("5 minlik", 1, "az", 3),
        ("5 minarə", 1, "az", 0),
        ("5 bina", 1, "tr", 0),
        ("5 binden", 1, "tr", 3),
        ("5 minutes", 1, "en", 0),
        ("5-million", 1, "en", 6),
        ("2 هزار میلیارد", 1, "fa", 12),
        ("3 млрд", 1, "ru", 9),
        ("3 آلاف", 1, "ar", 3),
        ("5", 1, "az", 0),
    ],
)
def test_scale_words_are_read_whole(text, position, language, power):
    assert scale_at(text, position, language)[0] == power


TEXT = st.text(st.sampled_from("abc ابپ абв 0123۰۱۲٣.,٫٬:/-\u200c\u00a0%()"), max_size=60)


@settings(max_examples=150, deadline=None)
@given(
    TEXT,
    TEXT,
    st.sampled_from(["fa", "az", "en", "ru", "ar", "tr", "azb", "xx", ""]),
    st.sampled_from(["fa", "az", "en", "ru"]),
)
def test_no_text_breaks_a_check_and_spans_lie_inside(source, target, source_language, target_language):
    for finding in checks.run(Pair(source, target, source_language, target_language)):
        assert finding.message
        for span, text in ((finding.source_span, source), (finding.target_span, target)):
            assert span is None or 0 <= span[0] < span[1] <= len(text)


@settings(max_examples=80, deadline=None)
@given(TEXT, st.sampled_from(["fa", "az", "en", "ru", "ar", "tr"]))
def test_text_has_the_numbers_of_itself(text, language):
    assert checks.CHECKS["numbers"](Pair(text, text, language, language)) == []
