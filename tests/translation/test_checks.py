"""Every check has pairs it must speak up for and pairs it must pass, in several languages.

A case is: source language, target language, source, target, and for those to be found the part of the target (or, with
a leading "source:", of the source) that the finding must point at; "" where it points at the whole or at nothing.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.domain.segment import Severity
from dabir.domain.term import Term
from dabir.translation import checks
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
        ("en", "tr", "The score was 3-1.", "Maç 3-2 bitti.", "2"),
        ("fa", "az", "یک میلیون و ۲۰۰ هزار نفر", "1 milyon 300 min nəfər", "300 min"),
    ],
    "dates": [
        ("en", "fa", "They met on 12.05.2024.", "آنان در ۱۳/۰۵/۲۰۲۴ دیدار کردند.", "۱۳/۰۵/۲۰۲۴"),
        ("fa", "az", "نشست ۱۵ خرداد برگزار می‌شود.", "Toplantı iyunun 15-də keçiriləcək.", "iyunun 15"),
        ("az", "en", "Görüş cümə axşamı olacaq.", "The meeting will be on Friday.", "Friday"),
        ("ru", "az", "Встреча пройдёт 3 мая.", "Görüş martın 3-də keçiriləcək.", "martın 3"),
    ],
    "amounts": [
        ("fa", "az", "بودجه ۵ میلیون منات است.", "Büdcə 5 milyon rialdır.", "rialdır"),
        ("az", "en", "Yol 30 kilometrdir.", "The road is 30 miles long.", "miles"),
        ("en", "fa", "Prices rose 3 percent.", "قیمت‌ها ۳ واحد درصد افزایش یافت.", "واحد درصد"),
        ("ru", "en", "Собрано 20 тонн.", "20 kilograms were harvested.", "kilograms"),
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
    "names": [
        ("fa", "az", "رئیس‌جمهور فرانسه وارد باکو شد.", "Almaniya prezidenti Bakıya gəlib.", "Almaniya"),
        ("az", "en", "Misir səfiri görüşdə iştirak edib.", "The ambassador attended the meeting.", "source:Misir"),
        ("en", "fa", "Poland rejected the plan.", "اسپانیا این طرح را رد کرد.", "اسپانیا"),
        ("ru", "az", "Министр Германии уехал.", "Fransanın naziri getdi.", "Fransanın"),
        ("ar", "en", "وصل الوفد من مصر.", "The delegation arrived from Japan.", "Japan"),
        ("tr", "az", "Toplantıda bakan Mehmet Kaya konuştu.", "Toplantıda nazir Rəşad Əliyev danışıb.", "Rəşad"),
    ],
    "quotes": [
        ("fa", "en", "وزیر گفت: «ما این طرح را می‌پذیریم.»", 'The minister said: "We accept this plan.', '"'),
        (
            "az",
            "fa",
            "Nazir deyib ki, “biz bu planı qəbul edirik”.",
            "وزیر گفت که ما این طرح را می‌پذیریم.",
            "source:“biz bu planı qəbul edirik”",
        ),
        (
            "en",
            "az",
            "He called it “a step in the right direction”.",
            "O bunu «düzgün istiqamətdə addım adlandırıb.",
            "«",
        ),
        (
            "ru",
            "en",
            "Он назвал это «шагом в верном направлении».",
            "He called it a step in the right direction”.",
            "”",
        ),
    ],
    "verbatim": [
        ("fa", "en", "به desk@example.org بنویسید.", "Write to desk@example.com.", "desk@example.com"),
        (
            "az",
            "fa",
            "Ətraflı: https://example.az/xeber/25",
            "بیشتر: https://example.az/xeber/52",
            "https://example.az/xeber/52",
        ),
        ("en", "az", "Post it with #WorldCup.", "Onu paylaşın.", "source:#WorldCup"),
        ("en", "ru", "Dear %s, you have {0} messages.", "Уважаемый %s, у вас сообщения.", "source:{0}"),
    ],
    "sentences": [
        (
            "fa",
            "en",
            "وزیر آمد و در نشست سخن گفت. او سپس به تهران بازگشت.",
            "The minister came and spoke at the meeting.",
            "",
        ),
        ("az", "fa", "Danışıqlar nə vaxt başlayacaq?", "گفت‌وگوها آغاز خواهد شد.", "source:?"),
        ("en", "az", "It rained all night. Roads were closed in the north.", "Bütün gecə yağıb.", ""),
        ("tr", "en", "Toplantı ne zaman?", "The meeting is soon.", "source:?"),
    ],
    "negation": [
        ("fa", "az", "دولت این طرح را تأیید نکرد.", "Hökumət bu planı təsdiq etdi.", "source:نکرد"),
        ("az", "en", "Hökumət bu planı təsdiq etmədi.", "The government approved the plan.", "source:etmədi"),
        ("en", "fa", "The government did not approve the plan.", "دولت این طرح را تأیید کرد.", "source:not"),
        ("ru", "en", "Министр не приедет.", "The minister will come.", "source:не"),
        ("ar", "en", "لم يوافق الوزير على القرار.", "The minister agreed to the decision.", "source:لم"),
        ("tr", "en", "Bakan gelmedi.", "The minister came.", "source:gelmedi"),
        ("en", "tr", "The minister came.", "Bakan gelmedi.", "gelmedi"),
    ],
    "terms": [
        ("fa", "az", "مجلس رأی داد.", "Parlament səs verdi.", "source:مجلس"),
        ("en", "fa", "The foreign ministry replied.", "وزارتخارجه پاسخ داد.", "وزارتخارجه"),
        ("ru", "az", "Министры встретились.", "Vəzir görüşdü.", "Vəzir"),
    ],
    "bidi": [
        ("en", "fa", "He left.", "او \u202bرفت.", "\u202b"),
        ("fa", "az", "او رفت.", "O \u200fgetdi.", "\u200f"),
        ("en", "ar", "He left.", "غادر\u2069 المكان.", "\u2069"),
    ],
    "spacing": [
        ("en", "fa", "He goes.", "او می رود.", " "),
        ("fa", "az", "او رفت، و من ماندم.", "O getdi , mən qaldım.", " "),
        ("ru", "en", "Он ушёл.", "He  left.", "  "),
        ("en", "fa", "A book", "كتاب", "ك"),
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
    "dates": [
        ("fa", "en", "این قانون از ۱۵ خرداد اجرا می‌شود.", "The law takes effect on 5 June."),
        ("az", "fa", "Görüş çərşənbə axşamı, mayın 12-də olacaq.", "دیدار سه‌شنبه، ۱۲ مه برگزار می‌شود."),
        ("en", "az", "He may march on Sunday.", "O, bazar günü yürüşə çıxa bilər."),
        ("ar", "en", "في 15 يونيو/حزيران 2024", "on June 15, 2024"),
    ],
    "amounts": [
        ("fa", "az", "بودجه ۵ میلیون منات است.", "Büdcə 5 mln manatdır."),
        ("az", "en", "Neft 2 dollar, yəni 3% bahalaşıb.", "Oil rose $2, or 3 percent."),
        ("en", "fa", "a 5.4-magnitude earthquake", "زلزله‌ای به بزرگی ۵.۴ ریشتر"),
        ("tr", "ru", "yüzde 25 ve 10 dolar", "25 процентов и 10 долларов"),
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
        ("az", "en", "Elçin Bank və Xəzər Film", "Elçin Bank and Khazar Film"),
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
    "names": [
        (
            "fa",
            "az",
            "رحیمی، وزیر خارجه‌ی آلمان، از دریای خزر گفت.",
            "Almaniyanın xarici işlər naziri Rəhimi Xəzərdən danışıb.",
        ),
        ("az", "en", "Bakıda Elçin Məmmədovla görüş keçirilib.", "A meeting with Elchin Mammadov was held in Baku."),
        ("en", "fa", "Polish police arrested Peter Novak in Geneva.", "پلیس لهستان پیتر نواک را در ژنو بازداشت کرد."),
        ("ru", "az", "Рагими прибыл в Китай.", "Rəhimi Çinə gəlib."),
        ("ar", "en", "زار أحمد منصور القاهرة.", "Ahmed Mansour visited Cairo."),
        ("tr", "fa", "Mehmet Kaya Yunanistan'a gitti.", "محمد کایا به یونان رفت."),
        ("fa", "en", "ماه مالی سال نو", "The financial month of the new year"),
    ],
    "quotes": [
        ("fa", "en", "وزیر گفت: «ما این طرح را می‌پذیریم.»", "The minister said: “We accept this plan.”"),
        ("az", "fa", "“Xəzər” gəmisi gəldi.", "کشتی خزر رسید."),
        ("en", "az", "The ministers’ talks and Iran's reply", "Nazirlərin danışıqları və İranın cavabı"),
        ("en", "ru", "A 5'10\" man said “yes”.", "Мужчина сказал «да»."),
        ("fa", "tr", "او گفت: «بیا", "“Gel, dedi."),
    ],
    "verbatim": [
        ("fa", "az", "به https://example.az/a بروید.", "https://example.az/a-ya keçin."),
        ("az", "en", "@desk_news hesabı", "the account @desk_news"),
        ("en", "fa", "Send report.pdf to desk@example.org.", "report.pdf را به desk@example.org بفرستید."),
        ("en", "tr", "Growth was 5 %.", "Büyüme yüzde 5 oldu."),
    ],
    "sentences": [
        ("fa", "en", "دکتر ا. رضایی آمد. او رفت.", "Dr. A. Rezaei came. He left."),
        ("az", "fa", "Nə vaxt?", "کی؟"),
        ("en", "az", "The U.S. minister came to the meeting.", "ABŞ naziri görüşə gəldi."),
        ("ru", "en", "В 2024 г. они встретились.", "They met in 2024."),
    ],
    "negation": [
        ("az", "en", "Heç kim heç nə demədi.", "Nobody said anything."),
        ("fa", "az", "او بدون خداحافظی رفت.", "O, sağollaşmadan getdi."),
        ("en", "fa", "No. 5 has arrived.", "شماره ۵ رسید."),
        ("az", "fa", "Dəmir yolu təmir olunur.", "راه‌آهن تعمیر می‌شود."),
        ("fa", "en", "نرخ ارز در این نبرد بالا رفت.", "The exchange rate rose in this battle."),
        ("ru", "en", "Никто не пришёл.", "Nobody came."),
        ("ar", "en", "لم يوافق الوزير.", "The minister refused."),
        ("tr", "en", "İzinsiz gösteri", "Unauthorised demonstration"),
    ],
    "terms": [
        ("fa", "az", "مجلس رأی داد.", "Milli Məclisdə səs verildi."),
        ("en", "fa", "The foreign ministry replied.", "وزارت امور خارجه پاسخ داد."),
        ("ru", "az", "Министры встретились.", "Nazirlər görüşdü."),
        ("fa", "az", "باران بارید.", "Vəzir yağdı."),
    ],
    "bidi": [
        ("en", "fa", "He uses iPhone.", "او از \u2066iPhone\u2069 استفاده می‌کند."),
        ("fa", "az", "او رفت.", "O getdi."),
        ("en", "ar", "Wait!", "انتظر!\u200f"),
    ],
    "spacing": [
        ("en", "fa", "He goes on 12 May.", "او ۱۲ می به کتابخانه‌ها می‌رود."),
        ("fa", "az", "ساعت ۱۷:۳۰", "Saat 17:30, example.com/a,b"),
        ("ar", "en", "قال: نعم", "He said: yes (maybe)."),
        ("en", "fr", "Really?", "Vraiment ?"),
    ],
}

#: The desk's terms for the cases of "terms"; those of other cases do not have their words.
GLOSSARY = (
    Term("مجلس", "Milli Məclis", "fa", "az", forbidden=("parlament palatası",)),
    Term("foreign ministry", "وزارت امور خارجه", "en", "fa", forbidden=("وزارتخارجه",)),
    Term("министр", "nazir", "ru", "az", forbidden=("vəzir",)),
)


def pair(source, target, source_language, target_language):
    terms = tuple(
        term
        for term in GLOSSARY
        if (term.source_language, term.target_language) == (source_language, target_language)
    )
    return Pair(source, target, source_language, target_language, terms)


def cases(table):
    return [
        pytest.param(name, *case, id=f"{name}-{i}") for name, listed in table.items() for i, case in enumerate(listed)
    ]


@pytest.mark.parametrize(("name", "source_language", "target_language", "source", "target", "part"), cases(FOUND))
def test_check_speaks_up_and_points_at_the_place(name, source_language, target_language, source, target, part):
    found = checks.CHECKS[name](pair(source, target, source_language, target_language))
    assert found
    assert {one.check for one in found} == {name}
    if part.startswith("source:"):
        assert part.removeprefix("source:") in [source[slice(*one.source_span)] for one in found if one.source_span]
    elif part:
        assert part in [target[slice(*one.target_span)] for one in found if one.target_span]


@pytest.mark.parametrize(("name", "source_language", "target_language", "source", "target"), cases(PASSED))
def test_check_passes_what_is_right(name, source_language, target_language, source, target):
    assert checks.CHECKS[name](pair(source, target, source_language, target_language)) == []


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


def test_day_of_another_calendar_is_right_when_it_is_the_same_day():
    right = checks.run(Pair("این قانون از ۱۵ خرداد اجرا می‌شود.", "The law takes effect on 5 June.", "fa", "en"))
    wrong = checks.run(Pair("این قانون از ۱۵ خرداد اجرا می‌شود.", "The law takes effect on 15 June.", "fa", "en"))
    assert right == []
    assert [(one.check, one.severity) for one in wrong] == [("dates", Severity.ERROR)]


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
