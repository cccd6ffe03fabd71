"""Names as news has them where CLDR has others, or none: short and official forms, and a few places CLDR leaves out.

Each line is a key and the names in Persian, Azerbaijani, English, Russian, Arabic and Turkish, separated by "|";
forms of a name by ";", the usual one first. They come before CLDR's names, which are further forms, or take
their place where the key has "=". A key "-" is a name CLDR does not have.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

#: The languages of the starter base, in the order of the columns.
LANGUAGES: Final = ("fa", "az", "en", "ru", "ar", "tr")

Names = dict[str, tuple[str, ...]]

_TERRITORIES: Final = """
US | ایالات متحده; آمریکا; ایالات متحدهٔ آمریکا | ABŞ; Amerika; Birləşmiş Ştatlar | United States; US; USA; U.S.; \
U.S.A.; United States of America; America | США; Соединённые Штаты; Соединённые Штаты Америки; Америка | \
الولايات المتحدة; الولايات المتحدة الأمريكية; أمريكا; أميركا | ABD; Amerika
GB | بریتانیا; انگلیس; انگلستان | Böyük Britaniya; Britaniya; İngiltərə | United Kingdom; UK; U.K.; Britain; \
Great Britain | Великобритания; Британия; Соединённое Королевство | بريطانيا | İngiltere; Britanya
AZ | جمهوری آذربایجان; آذربایجان | Azərbaycan; Azərbaycan Respublikası | Azerbaijan; Republic of Azerbaijan | \
Азербайджан; Азербайджанская Республика | أذربيجان; جمهورية أذربيجان | Azerbaycan; Azerbaycan Cumhuriyeti
AE | امارات متحدهٔ عربی; امارات | Birləşmiş Ərəb Əmirlikləri; BƏƏ | United Arab Emirates; UAE; U.A.E. | \
ОАЭ; Объединённые Арабские Эмираты | الإمارات العربية المتحدة; الإمارات | Birleşik Arap Emirlikleri; BAE
SA | عربستان سعودی; عربستان | Səudiyyə Ərəbistanı; Səudiyyə | Saudi Arabia | Саудовская Аравия | \
السعودية; المملكة العربية السعودية | Suudi Arabistan
UN | سازمان ملل متحد; سازمان ملل; ملل متحد | BMT; Birləşmiş Millətlər Təşkilatı | United Nations; UN; U.N. | \
ООН; Организация Объединённых Наций | الأمم المتحدة | Birleşmiş Milletler; BM
EU | اتحادیهٔ اروپا | Avropa İttifaqı; Avropa Birliyi; Aİ | European Union; EU; E.U. | ЕС; Евросоюз; \
Европейский союз | الاتحاد الأوروبي | Avrupa Birliği; AB
PS | فلسطین | Fələstin | Palestine | Палестина | فلسطين | Filistin
KR | کرهٔ جنوبی | Cənubi Koreya | South Korea; Republic of Korea | Южная Корея; Республика Корея | \
كوريا الجنوبية | Güney Kore
KP | کرهٔ شمالی | Şimali Koreya; KXDR | North Korea; DPRK | КНДР; Северная Корея | كوريا الشمالية | Kuzey Kore
ZA | آفریقای جنوبی | Cənubi Afrika Respublikası; CAR; Cənubi Afrika | South Africa | ЮАР; Южная Африка | \
جنوب أفريقيا | Güney Afrika
NL | هلند | Niderland; Hollandiya | Netherlands; Holland | Нидерланды; Голландия | هولندا | Hollanda
BY | بلاروس | Belarus | Belarus | Беларусь; Белоруссия | بيلاروسيا; بيلاروس | Belarus
KG | قرقیزستان | Qırğızıstan | Kyrgyzstan | Киргизия; Кыргызстан; Киргизстан | قيرغيزستان | Kırgızistan
MD | مولداوی; مولدووا | Moldova | Moldova | Молдова; Молдавия | مولدوفا | Moldova
TR | ترکیه | Türkiyə | Türkiye; Turkey | Турция | تركيا | Türkiye
SZ | اسواتینی | Esvatini; Svazilend | Eswatini; Swaziland | Эсватини; Свазиленд | إسواتيني | Esvatini
CI | ساحل عاج | Kot-d’İvuar | Côte d’Ivoire; Ivory Coast | Кот-д’Ивуар | ساحل العاج | Fildişi Sahili
TH | تایلند | Tailand; Tayland | Thailand | Таиланд | تايلاند | Tayland
VA | واتیکان | Vatikan | Vatican; Vatican City | Ватикан | الفاتيكان | Vatikan
=CZ | جمهوری چک; چک | Çexiya | Czechia; Czech Republic | Чехия | التشيك | Çekya; Çek Cumhuriyeti
=CD | جمهوری دموکراتیک کنگو | Konqo Demokratik Respublikası | Democratic Republic of the Congo; \
Democratic Republic of Congo; DR Congo | Демократическая Республика Конго; ДРК; ДР Конго | \
جمهورية الكونغو الديمقراطية; الكونغو الديمقراطية | Kongo Demokratik Cumhuriyeti
=CG | جمهوری کنگو | Konqo Respublikası | Republic of the Congo; Congo-Brazzaville | Республика Конго | \
جمهورية الكونغو | Kongo Cumhuriyeti
=HK | هنگ‌کنگ | Honq Konq; Honkonq | Hong Kong | Гонконг | هونغ كونغ | Hong Kong
=MO | ماکائو | Makao | Macao; Macau | Макао | ماكاو | Makao
TG | توگو | Toqo | Togo | Того; Тоголезская Республика; Республика Того | توغو | Togo
=EZ | منطقهٔ یورو | Avrozona | eurozone; euro area | еврозона; зона евро | منطقة اليورو | Euro Bölgesi
"""

_CITIES: Final = """
=Asia/Jerusalem | بیت‌المقدس; قدس; اورشلیم | Qüds; Yerusəlim | Jerusalem | Иерусалим | القدس | Kudüs
=Asia/Yerevan | ایروان | İrəvan; Yerevan | Yerevan | Ереван | يريفان | Erivan
=Asia/Hebron | الخلیل | Əl-Xəlil | Hebron | Хеврон | الخليل | El Halil
=Asia/Tashkent | تاشکند | Daşkənd | Tashkent | Ташкент | طشقند | Taşkent
=Europe/Kiev | کی‌یف; کیف | Kiyev | Kyiv; Kiev | Киев | كييف | Kiev
Asia/Tbilisi | تفلیس | Tbilisi; Tiflis | Tbilisi | Тбилиси | تبليسي | Tiflis
Asia/Tokyo | توکیو | Tokio | Tokyo | Токио | طوكيو | Tokyo
=Asia/Gaza | غزه | Qəzza | Gaza | Газа | غزة | Gazze
Asia/Muscat | مسقط | Məsqət | Muscat | Маскат | مسقط | Maskat
Asia/Aden | عدن | Ədən | Aden | Аден | عدن | Aden
Asia/Aqtau | آکتائو | Aktau | Aktau | Актау | أكتاو | Aktav
America/Los_Angeles | لس‌آنجلس | Los-Anceles | Los Angeles | Лос-Анджелес | لوس أنجلوس | Los Angeles
Asia/Dubai | دبی; دوبی | Dubay | Dubai | Дубай | دبي | Dubai
Asia/Taipei | تایپه | Taypey | Taipei | Тайбэй | تايبيه | Taipei
Asia/Ulaanbaatar | اولان‌باتور | Ulan-Bator | Ulaanbaatar; Ulan Bator | Улан-Батор | أولان باتور | Ulan Batur
Africa/Nairobi | نایروبی | Nayrobi | Nairobi | Найроби | نيروبي | Nairobi
=Africa/Algiers | الجزیره | Əlcəzair | Algiers | Алжир | الجزائر | Cezayir
"""

_OTHERS: Final = """
- | جمهوری اسلامی ایران | İran İslam Respublikası | Islamic Republic of Iran | Исламская Республика Иран | \
الجمهورية الإسلامية الإيرانية; جمهورية إيران الإسلامية | İran İslam Cumhuriyeti
- | فدراسیون روسیه | Rusiya Federasiyası | Russian Federation | Российская Федерация | روسيا الاتحادية | \
Rusya Federasyonu
- | جمهوری ترکیه | Türkiyə Respublikası | Republic of Türkiye; Republic of Turkey | Турецкая Республика | \
الجمهورية التركية | Türkiye Cumhuriyeti
- | آذربایجان شرقی | Şərqi Azərbaycan | East Azerbaijan | Восточный Азербайджан | أذربيجان الشرقية | Doğu Azerbaycan
- | آذربایجان غربی | Qərbi Azərbaycan | West Azerbaijan; Western Azerbaijan | Западный Азербайджан | \
أذربيجان الغربية | Batı Azerbaycan
- | ناتو; پیمان آتلانتیک شمالی | NATO; Şimali Atlantika Alyansı | NATO; North Atlantic Treaty Organization | НАТО; \
Североатлантический альянс | الناتو; ناتو; حلف شمال الأطلسي | NATO; Kuzey Atlantik Antlaşması Örgütü
- | دریای خزر; خزر; کاسپین | Xəzər dənizi; Xəzər | Caspian Sea; Caspian | Каспийское море; Каспий | \
بحر قزوين | Hazar Denizi; Hazar
- | آنکارا | Ankara | Ankara | Анкара | أنقرة | Ankara
- | پکن | Pekin | Beijing | Пекин | بكين; بيجين | Pekin
- | واشنگتن | Vaşinqton | Washington | Вашингтон | واشنطن | Washington; Vaşington
- | دهلی نو | Yeni Dehli; Nyu-Dehli | New Delhi | Нью-Дели | نيودلهي | Yeni Delhi
- | ژنو | Cenevrə | Geneva | Женева | جنيف | Cenevre
- | اسلام‌آباد | İslamabad | Islamabad | Исламабад | إسلام آباد | İslamabad
- | آستانه | Astana | Astana | Астана | أستانا | Astana
- | سن پترزبورگ; سن‌پترزبورگ | Sankt-Peterburq | Saint Petersburg; St. Petersburg | Санкт-Петербург | \
سان بطرسبورغ | Sankt Petersburg; St. Petersburg
- | تبریز | Təbriz | Tabriz | Тебриз | تبريز | Tebriz
- | اصفهان | İsfahan | Isfahan; Esfahan | Исфахан | أصفهان | İsfahan
- | مشهد | Məşhəd | Mashhad | Мешхед | مشهد | Meşhed
- | اردبیل | Ərdəbil | Ardabil | Ардебиль | أردبيل | Erdebil
- | گنجه | Gəncə | Ganja | Гянджа | كنجة | Gence
- | نخجوان | Naxçıvan | Nakhchivan | Нахчыван; Нахичевань | نخجوان; ناخيتشيفان | Nahçıvan
- | سومقاییت | Sumqayıt | Sumgait; Sumqayit | Сумгаит | سومقاييت | Sumgayıt
- | شوشا | Şuşa | Shusha | Шуша | شوشا | Şuşa
- | آستارا | Astara | Astara | Астара | أستارا | Astara
- | دلار | dollar; $ | dollar; $ | доллар; $ | دولار | dolar; $
- | یورو | avro; € | euro; € | евро; € | يورو | Euro; €
- | منات | manat | manat | манат | مانات | manat
- | ریال | rial | rial | риал | ريال | riyal
- | روبل | rubl | ruble; rouble | рубль | روبل | ruble
"""

_ADJECTIVES: Final = """
002 African; 142 Asian; 150 European; AE Emirati; AF Afghan; AM Armenian; AR Argentine; AT Austrian; AU Australian;
AZ Azerbaijani/Azeri; BD Bangladeshi; BE Belgian; BG Bulgarian; BH Bahraini; BR Brazilian; BY Belarusian; CA Canadian;
CH Swiss; CL Chilean; CN Chinese; CY Cypriot; CZ Czech; DE German; DK Danish; EG Egyptian; ES Spanish; FI Finnish;
FR French; GB British/English/England; GE Georgian; GR Greek; HU Hungarian; ID Indonesian; IE Irish; IL Israeli;
IN Indian; IQ Iraqi; IR Iranian; IT Italian; JO Jordanian; JP Japanese; KG Kyrgyz; KP North Korean; KR South Korean;
KW Kuwaiti; KZ Kazakh; LB Lebanese; LY Libyan; MA Moroccan; MX Mexican; NL Dutch; NO Norwegian; OM Omani;
PH Philippine; PK Pakistani; PL Polish; PS Palestinian; PT Portuguese; QA Qatari; RO Romanian; RS Serbian; RU Russian;
SA Saudi; SD Sudanese; SE Swedish; SK Slovak; SY Syrian; TH Thai; TJ Tajik; TM Turkmen; TN Tunisian; TR Turkish;
UA Ukrainian; US American; UZ Uzbek; VN Vietnamese; YE Yemeni
"""
#: English has an adjective where other languages have the name, by CLDR's codes: good translations, but no names.
ADJECTIVES: Final = MappingProxyType(
    {
        code: tuple(forms.split("/"))
        for code, _, forms in (line.strip().partition(" ") for line in _ADJECTIVES.split(";"))
    }
)

#: Forms that mean something else too often to be looked for in an original, folded as `plain` does; as translations
#: they are as good as any. A name whose usual form is among them is looked for by the others ("bazar günü").
AMBIGUOUS: Final = MappingProxyType(
    {
        "fa": frozenset({"مالی", "مه", "می", "چک", "پرت", "الجزیره", "قدس", "کابل", "کیف", "استانه"}),
        "az": frozenset({"bazar", "car"}),
        "en": frozenset(form.lower() for listed in ADJECTIVES.values() for form in listed),
        "ru": frozenset({"среда", "того"}),
        "ar": frozenset({"مالی", "مارس", "بنین", "سمراء", "سمرا", "اب", "مشهد"}),
        "tr": frozenset[str](),
    }
)

#: Further forms of months, January first, and weekdays, Sunday first.
MONTHS: Final = MappingProxyType(
    {
        "ru": ("", "", "", "", "мае; маю; маем", *("",) * 7),
        "fa": ("", "", "", "", "ماه مه; می", *("",) * 7),
        "ar": (
            "كانون الثاني", "شباط", "آذار; شهر مارس", "نيسان", "أيار", "حزيران",
            "تموز", "", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
        ),
    }
)  # fmt: skip
WEEKDAYS: Final = MappingProxyType(
    {
        "az": ("bazar günü", *("",) * 6),
        "fa": ("یک‌شنبه; یک شنبه", "دو شنبه", "سه شنبه", "چهار شنبه", "پنج‌شنبه; پنج شنبه", "", ""),
        "ru": ("", "", "", "в среду", "", "", ""),
    }
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table.

    Attributes:
        key: CLDR's key; "" for a name it does not have.
        instead: whether the names take the place of CLDR's.
        names: forms by language.
    """

    key: str
    instead: bool
    names: Names


def forms(cell: str) -> tuple[str, ...]:
    """Return the forms in a cell, the usual one first."""
    return tuple(form.strip() for form in cell.split(";") if form.strip())


def territories() -> dict[str, Line]:
    """Return what news calls territories, by CLDR's codes."""
    return {line.key: line for line in _lines(_TERRITORIES)}


def cities() -> dict[str, Line]:
    """Return what news calls cities, by the time zone that CLDR knows them by."""
    return {line.key: line for line in _lines(_CITIES)}


def others() -> list[Names]:
    """Return names that CLDR does not have."""
    return [line.names for line in _lines(_OTHERS)]


def _lines(table: str) -> Iterator[Line]:
    for line in table.strip().splitlines():
        key, *cells = line.split("|")
        names = {language: forms(cell) for language, cell in zip(LANGUAGES, cells, strict=True)}
        yield Line(key.strip().lstrip("=-"), key.startswith("="), names)
