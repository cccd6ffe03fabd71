"""Names that no spelling rule leads from one language to another, and the short and other forms of countries' names.

Each row is a place, a people or an institution, and what it is called in Persian, Azerbaijani, English, Russian,
Arabic and Turkish. Forms are parted by a slash. A form after ~ also means something else ("مالی" is Mali, and
financial): it counts as the name where the other text has it, and asks for nothing by itself.

Countries are under their ISO 3166 codes, and have besides these the names that Babel takes from CLDR.
"""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = ("fa", "az", "en", "ru", "ar", "tr")

COUNTRIES: Final = """
AE|امارات|BƏƏ/Əmirlik|UAE/Emirates/Emirati|ОАЭ/Эмираты|الإمارات|BAE/Emirlik
AF|~افغان|~əfqan|Afghan|афган|~أفغان|~Afgan
AL|~آلبانیایی|alban|Albanian|албан|ألباني|~Arnavut
AM|~ارمنی/ارامنه|erməni|Armenian|армян|أرمن|Ermeni
AR|||Argentine||أرجنتين|
AT||||австрийск|نمساو|
AZ|آذربایجان/~آذری|~azəri/~azərbaycanlı/~SOCAR/~ARDNŞ/~AZAL/~Milli Məclis|Azeri/~SOCAR/~AZAL/~Milli Majlis|~азери\
|~آذري|~Azeri
BA|بوسنی|Bosniya/~boşnak|Bosnia/Bosnian|Босния/боснийск|البوسنة|Bosna
BE|~بلژیکی|belçika|Belgian|бельгий|بلجيك|Belçika
BH||||бахрейн||
BR|||||برازيل|
BY|بلاروس/~روسیه سفید|Belarus|Belarus|Белоруссия/белорус/Беларусь|بيلاروس|Belarus
CD|جمهوری دموکراتیک کنگو/~کنگو|KDR/Konqo|DRC/Congo/Congolese|Конго|الكونغو|Kongo
CH|سوئیس|İsveçrə|Switzerland/Swiss|Швейцария/швейцар|سويسر|İsviçre
CI|ساحل عاج|Kot-d’İvuar|Ivory Coast/Ivorian|Кот-д’Ивуар|ساحل العاج|Fildişi Sahili
CL|~شیلیایی|çilili|Chilean|чилий|~تشيلي|Şili
CN|~چین/~چینی|Çin|China/Chinese|Китай/китайск|صين|Çin
CY|قبرس|Kipr|Cyprus/Cypriot|Кипр|قبرص|Kıbrıs
CZ|~چک/~چکی|Çexiya/çex|Czech/Czechia|Чехия/чеш|التشيك|Çek/Çekya
DE|آلمان|alman|German/~Saxon|немецк/немц/ФРГ|ألمان|Alman
DK|||Danish/Danes|датск|دنمارك/دنماركي|Danimarka
DO|~دومینیکن|Dominikan|Dominican|Доминикан|الدومينيكان|Dominik
DZ||Əlcəzair|Algerian|алжир|الجزائر|Cezayir
EE||||эстон||
EG|~مصر|Misir|Egypt|Египет/египет/египт|~مصر|Mısır
ES|~اسپانیولی/~اسپانیایی|ispan|Spanish/Spaniard|испан|إسبان|İspanyol
EU|اتحادیه اروپا/~اتحادیه اروپایی|Avropa İttifaqı/Aİ|EU/European Union|ЕС/Евросоюз/Европейский союз|الاتحاد الأوروبي\
|AB/Avrupa Birliği
FI||fin|Finnish/Finn|финск/финн|فنلند|Fin
FR|~فرانسوی|fransız/~AFP|French/Frenchman/~AFP|француз|فرنس|Fransız
GB|بریتانیا/~انگلیس/~انگلیسی/~انگلستان|Britaniya/Böyük Britaniya/~İngiltərə/~ingilis\
|UK/Britain/British/Briton/~England/~English|Великобритания/Британия/британ/~Англия/~англи\
|بريطاني/~إنجلترا/~الإنجليز|Britanya/İngiltere/~İngiliz
GE||gürcü|Georgian|грузин|جورجي|Gürcü
GR||yunan|Greek/Greece/~Hellenic|греч/грек|يونان|Yunan
HK||Honkonq/Honqkonq|Hong Kong|Гонконг|هونغ كونغ|Hong Kong
HR||xorvat|Croat/Croatian|хорват|كروات|Hırvat
HU|~مجار|macar|Hungarian|венгер/венгр|مجر|Macar
ID|||||إندونيسي|Endonez
IE||irland|Irish|ирланд|أيرلند/إيرلندا|İrlanda
IL|~اسراییل|~israilli|Israeli|израиль|إسرائيل|İsrail
IN|هند/هندوستان|hind|India/Indian|Индия/индийск/~индус|هند|Hint/Hindistan
IQ||||ирак|عراق|Irak
IR|ایرانی/~پارس/~شورای اسلامی/~جمهوری اسلامی/~صداوسیما/~کشورمان|iranlı|Iranian/~Persia/~Persian|иран|إيران|İranlı
IS||island|Icelandic||آيسلند|
IT||italyan|Italian|итальян|إيطالي|İtalyan
JO|اردن|İordaniya|Jordan|Иордания/иордан|الأردن/أردن|Ürdün
JP||yapon|Japanese|япон|يابان|Japon
KG||qırğız|Kyrgyz|киргиз|قرغيز|Kırgız
KH||kampuçiya|Cambodian|камбодж|كمبودي|Kamboçya
KP|کره شمالی|Şimali Koreya/KXDR|North Korea/DPRK|Северная Корея/КНДР|كوريا الشمالية|Kuzey Kore
KR|کره جنوبی|Cənubi Koreya|South Korea|Южная Корея|كوريا الجنوبية|Güney Kore
KZ||qazax|Kazakh|казах|كازاخ|Kazak
LA|~لائوس|laoslu|Laotian|лаос|لاوس|Laos
LB|||Lebanese|ливан|لبنان|Lübnan
LK||||Шри-Ланка|سريلانك|
LV||latış|||لاتفي|
LY||||ливи|ليبي|
MA|مراکش|Mərakeş|Morocco/Moroccan|Марокко/марокк|مغرب|Fas
MD||||молдав|مولدوف|
ME|~مونته‌نگرو/مونتهنگرو|Monteneqro/~Çernoqoriya|Montenegro/Montenegrin|Черногория/черногор|الجبل الأسود|Karadağ
ML|~مالی|||~Мали|~مالي|
MM|میانمار/~برمه|Myanma/~Birma|Myanmar/~Burma/~Burmese|Мьянма/~Бирма|ميانمار|Myanmar
MT|~مالت|||||
MN|مغولستان/~مغول|monqol|Mongol|монгол|منغول|Moğol
NG|||Nigerian|||
NL|هلند|Niderland/holland/~Hollandiya|Netherlands/Dutch/~Holland|Нидерланды/нидерланд/голланд|هولندا/هولند\
|Hollanda/Felemenk
NO||norveç|Norwegian/Norway|норвеж|نرويج|Norveç
NZ|نیوزیلند/نیوزلند|Yeni Zelandiya|New Zealand/New Zealander|Новая Зеландия/новозеланд|نيوزيلند|Yeni Zelanda
PE|~پرو|||||
PH|~فیلیپینی|filippin|Philippine/Filipino|филиппин|فلبين|Filipin
PK|||||باكستان|
PL|لهستان|Polşa/polyak|Polish/~Pole|поль/Польша|بولند|Leh/Polonya
PS|فلسطین|Fələstin|Palestine/Palestinian|Палестина/палестин|فلسطين|Filistin
PT||portuqal|Portuguese|португал|برتغال|Portekiz
QA|~قطر|Qətər|||~قطر|Katar
RO||rumın|||روماني|
RS||serb|Serb/Serbian|серб|صرب|Sırp
RU|روسیه/~روس/~روسی|Rusiya/~rus|Russia/Russian|Россия/росси/РФ/~русск|روسيا/روسي/~الروس|Rusya/~Rus
SA|عربستان/عربستان سعودی/سعودی|Səudiyyə Ərəbistanı/Səudiyyə/~Ərəbistan|Saudi/Saudi Arabia|Саудовская Аравия/саудовск\
|السعودية/سعودي|Suudi/Suudi Arabistan
SD||~Sudan||||
SE||isveç|Swedish/Swede|швед|سويد|İsveç
SK||slovak|Slovak|слова|سلوفاك|Slovak
SV|السالوادور|Salvador|El Salvador/Salvadoran|Сальвадор|السلفادور|El Salvador
SY||suriya|Syrian|сири|سوري|Suriye
TH|||Thai|таиланд/тайск|تايلند|Tay
TJ||tacik|Tajik|таджик|طاجيك|Tacik
TM||türkmən|Turkmen|туркмен|تركمان|Türkmen
TR|ترکیه/~ترک/~ترکی|Türkiyə/~türk|Turkey/Türkiye/Turkish/~Turk/~Turkic|Турция/турец/~турк|تركيا/تركي/~أتراك\
|Türkiye/~Türk
TW||tayvan|Taiwanese|тайван|تايوان|Tayvan
UA||ukrayna|Ukrainian|украин|أوكراني|Ukrayna
US|آمریکا/امریکا/ایالات متحده/آمریکایی/امریکایی|ABŞ/Amerika/Birləşmiş Ştatlar\
|US/USA/U.S/United States/America/American|США/Америка/американ/Соединённые Штаты\
|أمريكا/أميركا/الولايات المتحدة/أمريكي/أميركي|ABD/Amerika/Birleşik Devletler
UZ||özbək|Uzbek|узбек|أوزبك|Özbek
VA|واتیکان|Vatikan|Vatican|Ватикан|الفاتيكان|Vatikan
VN||vyetnam|Vietnamese|вьетнам|فيتنام|Vietnam
YE|~یمن|||||
SZ|سوازیلند/اسواتینی|Esvatini/Svazilend|Eswatini/Swaziland|Эсватини/Свазиленд|إسواتيني|Esvatini
MK|مقدونیه/مقدونیهٔ شمالی|Makedoniya|Macedonia|Македония|مقدونيا|Makedonya
XK|کوزوو|Kosovo|Kosovo|Косово|كوسوفو|Kosova
ZA|آفریقای جنوبی|Cənubi Afrika/CAR|South Africa/South African|ЮАР/Южная Африка/Южно-Африканск\
|جنوب أفريقيا/جنوب إفريقيا|Güney Afrika
150|~اروپا|~Avropa|~Europe/~European|~Европа/~европей|~أوروبا/~أوروبي|~Avrupa
002|آفریقا|Afrika|Africa/African|Африка/африкан|أفريقيا/إفريقيا/أفريقي|Afrika
142|آسیا|Asiya|Asia/Asian|Азия/азиат|آسيا/آسيوي|Asya
"""

PLACES: Final = """
caspian|خزر/~کاسپین|Xəzər|Caspian|Касп|قزوين|Hazar
gulf|خلیج فارس/~خلیج|Fars körfəzi/~Körfəz|Persian Gulf/~Gulf|Персидский залив|الخليج|Basra Körfezi/Fars Körfezi
black-sea|دریای سیاه|Qara dəniz|Black Sea|Чёрное море/Черноморск|البحر الأسود|Karadeniz
red-sea|دریای سرخ|Qırmızı dəniz|Red Sea|Красное море|البحر الأحمر|Kızıldeniz
mediterranean|مدیترانه|Aralıq dənizi|Mediterranean|Средиземн|المتوسط|Akdeniz
caucasus|قفقاز|Qafqaz|Caucasus/~Caucasian|Кавказ|القوقاز|Kafkas
karabakh|قره‌باغ/قراباغ|Qarabağ|Karabakh/~Garabagh/~Qarabag|Карабах|كاراباخ/قره باغ|Karabağ
aras|ارس|Araz|Aras/Araxes|Аракс|أراس|Aras
kura|~کورا/~کر|~Kür|Kura|~Кура|~كورا|~Kura
moscow|مسکو|Moskva|Moscow|Москва|موسكو|Moskova
beijing|پکن|Pekin|Beijing|Пекин|بكين|Pekin
vienna|~وین|Vyana|Vienna|Вена|فيينا|Viyana
warsaw|ورشو|Varşava|Warsaw|Варшава|وارسو|Varşova
prague|~پراگ|Praqa|Prague|Прага|براغ|Prag
athens|~آتن|Afina|Athens/Athenian|Афины|أثينا|Atina
pope|پاپ|Roma Papası/~Papa|~Pope|папа римский/~Папа|~البابا|~Papa
rome|~رم|~Roma|Rome|~Рим|~روما|~Roma
geneva|ژنو|Cenevrə|Geneva|Женева|جنيف|Cenevre
brussels|بروکسل|Brüssel|Brussels|Брюссель|بروكسل|Brüksel
london|لندن|London|London|Лондон|لندن|Londra
paris|پاریس|Paris|Paris|Париж|باريس|Paris
berlin|برلین|Berlin|Berlin|Берлин|برلين|Berlin
madrid|مادرید|Madrid|Madrid|Мадрид|مدريد|Madrid
lisbon|لیسبون|Lissabon|Lisbon|Лиссабон|لشبونة|Lizbon
copenhagen|کپنهاگ|Kopenhagen|Copenhagen|Копенгаген|كوبنهاغن|Kopenhag
munich|مونیخ|Münhen|Munich|Мюнхен|ميونخ|Münih
venice|ونیز|Venesiya|Venice/Venetian|Венеция|البندقية|Venedik
cairo|~قاهره|Qahirə|Cairo|Каир|القاهرة|Kahire
alexandria|~اسکندریه|İsgəndəriyyə|Alexandria|Александрия|الإسكندرية|İskenderiye
damascus|دمشق|Dəməşq|Damascus|Дамаск|دمشق|Şam
aleppo|~حلب|Hələb|Aleppo|Алеппо|حلب|Halep
jerusalem|بیت‌المقدس/~قدس/اورشلیم|Qüds/Yerusəlim|Jerusalem|Иерусалим|القدس|Kudüs
beirut|بیروت|Beyrut|Beirut|Бейрут|بيروت|Beyrut
baghdad|بغداد|Bağdad|Baghdad|Багдад|بغداد|Bağdat
riyadh|~ریاض|Ər-Riyad/Riyad|Riyadh|Эр-Рияд|الرياض|Riyad
persepolis|تخت جمشید/پرسپولیس/~پارسه|Persepolis/~Təxti-Cəmşid|Persepolis|Персеполь|برسيبوليس|Persepolis
doha|~دوحه|Doha|Doha|Доха|الدوحة|Doha
dubai|~دبی/~دوبی|Dubay|Dubai|Дубай|دبي|Dubai
abu-dhabi|ابوظبی|Əbu-Dabi|Abu Dhabi|Абу-Даби|أبوظبي/أبو ظبي|Abu Dabi
algiers|~الجزیره|~Əlcəzair|~Algiers|~Алжир|~الجزائر|~Cezayir
tripoli|طرابلس|Tripoli|Tripoli|Триполи|طرابلس|Trablus
mecca|مکه|Məkkə|Mecca|Мекка|مكة|Mekke
tehran|تهران|Tehran|Tehran|Тегеран|طهران|Tahran
baku|باکو/~بادکوبه|Bakı|Baku|Баку|باكو|Bakü
tabriz|تبریز|Təbriz|Tabriz|Тебриз|تبريز|Tebriz
isfahan|اصفهان|İsfahan|Isfahan|Исфахан|أصفهان|İsfahan
mashhad|مشهد|Məşhəd|Mashhad|Мешхед|مشهد|Meşhed
shiraz|شیراز|Şiraz|Shiraz|Шираз|شيراز|Şiraz
ganja|~گنجه|Gəncə|Ganja|Гянджа|كنجه|Gence
nakhchivan|نخجوان|Naxçıvan|Nakhchivan|Нахичевань/Нахчыван|ناخيتشيفان/نخجوان|Nahçıvan
tbilisi|تفلیس|Tbilisi/~Tiflis|Tbilisi|Тбилиси|تبليسي|Tiflis
yerevan|ایروان|İrəvan/~Yerevan|Yerevan|Ереван|يريفان|Erivan
ankara|آنکارا|Ankara|Ankara|Анкара|أنقرة|Ankara
istanbul|استانبول|İstanbul|Istanbul|Стамбул|إسطنبول|İstanbul
kyiv|~کی‌یف/~کییف|Kiyev|Kyiv/Kiev|Киев|كييف|Kiev
washington|واشنگتن|Vaşinqton|Washington|Вашингтон|واشنطن|Washington
tokyo|توکیو|Tokio|Tokyo|Токио|طوكيو|Tokyo
delhi|دهلی|Dehli|Delhi|Дели|دلهي|Delhi
kabul|~کابل|Kabil|Kabul|Кабул|كابول|Kabil
astana|~آستانه|Astana|Astana|Астана|أستانا|Astana
tashkent|تاشکند|Daşkənd|Tashkent|Ташкент|طشقند|Taşkent
samarkand|سمرقند|Səmərqənd|Samarkand|Самарканд|سمرقند|Semerkant
petersburg|سن‌پترزبورگ/سنپترزبورگ|Sankt-Peterburq/Peterburq|St Petersburg/Petersburg|Санкт-Петербург/Петербург\
|بطرسبورغ|Petersburg
new-york|نیویورک|Nyu-York/~New York|New York|Нью-Йорк|نيويورك|New York
latin-america|آمریکای لاتین|Latın Amerikası|Latin America|Латинская Америка|أمريكا اللاتينية|Latin Amerika
antarctica|~قطب جنوب/~جنوبگان|Antarktida/~Cənub qütbü|Antarctica/Antarctic/~South Pole|Антаркти|القطب الجنوبي\
|Antarktika/~Güney Kutbu
arctic|~قطب شمال|~Arktika/~arktik/~Şimal qütbü|~Arctic/~North Pole|Арктик|القطب الشمالي|Arktik/~Kuzey Kutbu
middle-east|خاورمیانه|Yaxın Şərq/Orta Şərq|Middle East|Ближний Восток|الشرق الأوسط|Orta Doğu/Ortadoğu
korea|~کره/~کره‌ای|Koreya/~koreyalı|Korea/Korean|Корея/корей|كوريا/كوري|Kore
un|سازمان ملل/ملل متحد|~UNICEF/BMT/Birləşmiş Millətlər Təşkilatı|~Unicef/UN/United Nations|ООН|الأمم المتحدة\
|BM/Birleşmiş Milletler
nato|~ناتو/~پیمان آتلانتیک شمالی|NATO|NATO|НАТО|الناتو/~حلف شمال الأطلسي|NATO
who|سازمان جهانی بهداشت/~بهداشت جهانی|ÜST/~Səhiyyə Təşkilatı|WHO/World Health Organization/World Health Organisation\
|ВОЗ/Всемирная организация здравоохранения|منظمة الصحة العالمية|DSÖ/Dünya Sağlık Örgütü
imf|صندوق بین‌المللی پول|BVF/Beynəlxalq Valyuta Fondu|IMF/International Monetary Fund|МВФ|صندوق النقد الدولي|IMF
iaea|آژانس بین‌المللی انرژی اتمی/~آژانس|MAQATE/~Atom Enerjisi|IAEA/~Atomic Energy|МАГАТЭ\
|الوكالة الدولية للطاقة الذرية|UAEA
unesco|یونسکو|UNESCO|UNESCO|ЮНЕСКО|اليونسكو|UNESCO
opec|اوپک/اوپک‌پلاس|OPEC|OPEC|ОПЕК|أوبك|OPEC
red-crescent|هلال احمر|Qızıl Aypara/Qırmızı Aypara|Red Crescent|Красный Полумесяц|الهلال الأحمر|Kızılay
red-cross|صلیب سرخ|Qızıl Xaç/Qırmızı Xaç|Red Cross|Красный Крест|الصليب الأحمر|Kızılhaç
europe-security|سازمان امنیت و همکاری اروپا|ATƏT|OSCE|ОБСЕ|منظمة الأمن والتعاون في أوروبا|AGİT
scotland|~اسکاتلند|~Şotlandiya/~şotland|Scotland/Scottish|Шотландия/шотланд|اسكتلندا|İskoçya
danube|~دانوب|Dunay|Danube|Дунай|الدانوب|Tuna
sabalan|~سبلان|Savalan|Sabalan|Савалан|سبلان|Sabalan
ararat|~آرارات|Ağrı dağ|Ararat|Арарат|أرارات|Ağrı Dağı
suez|سوئز|Süveyş|Suez|Суэц|السويس|Süveyş
sicily|سیسیل|Siciliya|Sicily/Sicilian|Сицилия|صقلية|Sicilya
gibraltar|جبل‌الطارق|Cəbəllütariq/Cəbəlüttariq|Gibraltar|Гибралтар|جبل طارق|Cebelitarık
mesopotamia|بین‌النهرین/میان‌رودان|Mesopotamiya|Mesopotamia|Месопотамия|بلاد الرافدين|Mezopotamya
lyon|~لیون|Lion|Lyon|Лион|ليون|Lyon
chicago|شیکاگو|Çikaqo|Chicago|Чикаго|شيكاغو|Chicago
johannesburg|ژوهانسبورگ|Yohannesburq|Johannesburg|Йоханнесбург|جوهانسبرغ|Johannesburg
montreal|مونترال|Monreal|Montreal|Монреаль|مونتريال|Montreal
xian|~شی‌آن|Sian|Xi’an|Сиань|شيآن|Xian
hormuz|~تنگه هرمز|Hörmüz|Hormuz|Ормуз|هرمز|Hürmüz
icherisheher|~شهر قدیم/~شهر کهنه|İçərişəhər|~Old City/~Icherisheher|Ичери-шехер|~المدينة القديمة|İçerişehir
elysee|الیزه|Yelisey|Élysée/Elysee|Елисейск|الإليزيه|Elize
jupiter|~مشتری|Yupiter|Jupiter|Юпитер|المشتري|Jüpiter
mars|~مریخ|~Mars|~Mars|~Марс|~المريخ|~Mars
hiroshima|هیروشیما|Xirosima|Hiroshima|Хиросима|هيروشيما|Hiroşima
mumbai|~بمبئی|Mumbay|Mumbai/Bombay|Мумбаи|مومباي|Mumbai
yalda|~یلدا|~Çillə|~Yalda|~Ялда|~يلدا|~Yelda
"""
