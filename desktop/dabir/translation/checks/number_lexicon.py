"""Words for numbers in the six languages Dabir is at home in, as dictionaries have them; see `number_words`.

Alternatives are parted by |. A word after ~ is one that also means something else (Persian نه is nine and no, English
"second" is a stretch of time): it can stand for a figure of the other text, and is never itself found missing.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import Final

_TENS: Final = (20, 30, 40, 50, 60, 70, 80, 90)
_VALUES: Final = (*range(20), *_TENS, *range(100, 1000, 100))

#: For each language its words of 0 to 19, of the tens, and of the hundreds as far as they are one word.
_CARDINALS: Final = MappingProxyType(
    {
        "en": "zero ~one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred",
        "fa": "صفر ~یک|~یکی دو سه چهار پنج شش هفت هشت ~نه ~ده یازده دوازده سیزده چهارده پانزده شانزده هفده"
        " هجده|هیجده نوزده بیست سی چهل پنجاه شصت هفتاد هشتاد نود صد|یکصد دویست سیصد چهارصد پانصد ششصد|شیشصد هفتصد"
        " هشتصد نهصد",
        "az": "sıfır ~bir iki üç dörd beş altı yeddi səkkiz doqquz on on_bir on_iki on_üç on_dörd on_beş on_altı"
        " on_yeddi on_səkkiz on_doqquz iyirmi otuz qırx əlli altmış yetmiş səksən doxsan yüz",
        "tr": "sıfır ~bir iki üç dört|dörd beş altı yedi sekiz dokuz on on_bir on_iki on_üç on_dört|on_dörd on_beş"
        " on_altı on_yedi on_sekiz on_dokuz yirmi otuz kırk elli altmış yetmiş seksen doksan yüz",
        "ru": "ноль|нуля|нулю ~один|~одна|~одно|~одного|~одной|~одному|~одном|~одним|~одну"
        " два|две|двух|двум|двумя|двое|двоих|двоим|~оба|~обе|~обеих|~обоих"
        " три|трех|трем|тремя|трое|троих четыре|четырех|четырем|четырьмя|четверо|четверых"
        " пять|пяти|пятью|пятеро|пятерых шесть|шести|шестью|шестеро|шестерых семь|семи|семью|семеро|семерых"
        " восемь|восьми|восемью|восьмеро девять|девяти|девятью десять|десяти|десятью"
        " одиннадцать|одиннадцати двенадцать|двенадцати тринадцать|тринадцати четырнадцать|четырнадцати"
        " пятнадцать|пятнадцати шестнадцать|шестнадцати семнадцать|семнадцати восемнадцать|восемнадцати"
        " девятнадцать|девятнадцати двадцать|двадцати|двадцатью тридцать|тридцати|тридцатью сорок|сорока"
        " пятьдесят|пятидесяти шестьдесят|шестидесяти семьдесят|семидесяти восемьдесят|восьмидесяти"
        " девяносто|девяноста сто|ста двести|двухсот|двумстам|двухстах триста|трехсот|тремстам|трехстах"
        " четыреста|четырехсот пятьсот|пятисот шестьсот|шестисот семьсот|семисот восемьсот|восьмисот"
        " девятьсот|девятисот",
        "ar": "صفر ~واحد|~واحدة اثنان|اثنين|اثنتان|اثنتين|اثنا|اثني|اثنتا|اثنتي ثلاث|ثلاثة أربع|أربعة خمس|خمسة ست|ستة"
        " سبع|سبعة ثمان|ثماني|ثمانية تسع|تسعة عشر|عشرة - - - - - - - - - عشرون|عشرين ثلاثون|ثلاثين أربعون|أربعين"
        " خمسون|خمسين ستون|ستين سبعون|سبعين ثمانون|ثمانين تسعون|تسعين مئة|مائة مئتان|مئتين|مائتان|مائتين|مئتا|مئتي"
        "|مائتا|مائتي ثلاثمئة|ثلاثمائة أربعمئة|أربعمائة خمسمئة|خمسمائة ستمئة|ستمائة سبعمئة|سبعمائة ثمانمئة|ثمانمائة"
        " تسعمئة|تسعمائة",
    }
)
#: Ordinals that are not the cardinal with a regular ending; Russian ones without their endings.
_ORDINALS: Final = MappingProxyType(
    {
        "en": "~zeroth first|~once ~second|~twice third|~thirds|~thrice fourth|~fourths fifth|~fifths sixth|~sixths"
        " seventh eighth|~eighths ninth tenth|~tenths eleventh twelfth thirteenth fourteenth fifteenth sixteenth"
        " seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth"
        " ninetieth hundredth",
        "fa": "- ~اول|~اولین|نخست|نخستین|یکم|یکمین - سوم|سومین - - - - - - - - - - - - - - - - - سی‌ام|سی‌امین",
        "az": "- ~ilk",
        "tr": "- ~ilk - - dördüncü",
        "ru": "нулев ~перв втор третьего|третьему|третьем|третьим|третьей|третья|третье|третью|третий|третьи"
        "|третьих четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат"
        " шестнадцат семнадцат восемнадцат девятнадцат двадцат тридцат сороков пятидесят шестидесят семидесят"
        " восьмидесят девяност сот",
        "ar": "- أول|أولى|~حادي|~حادية ثاني|ثانية ثالث|ثالثة رابع|رابعة خامس|خامسة سادس|سادسة سابع|سابعة ثامن|ثامنة"
        " تاسع|تاسعة عاشر|عاشرة",
    }
)
#: Words that multiply the number before them: power of ten, and the words.
SCALES: Final = MappingProxyType(
    {
        "en": (
            (3, "thousand|thousands"),
            (6, "million|millions|mln"),
            (9, "billion|billions|bn|bln|milliard"),
            (12, "trillion|trillions|trn|tn"),
            (15, "quadrillion"),
        ),
        "fa": ((3, "هزار"), (6, "میلیون|ملیون"), (9, "میلیارد|ملیارد|بیلیون"), (12, "تریلیون"), (15, "کوادریلیون")),
        "az": (
            (3, "min"),
            (6, "milyon|mln|milyonuncu"),
            (9, "milyard|mlrd|milyardıncı"),
            (12, "trilyon|trln"),
            (15, "kvadrilyon"),
        ),
        "tr": (
            (3, "bin"),
            (6, "milyon|mn|mln"),
            (9, "milyar|mr|mlr|mlyr"),
            (12, "trilyon|trl"),
            (15, "katrilyon"),
        ),
        "ru": (
            (3, "тысяча|тысячи|тысячу|тысяч|тысячам|тысячами|тысячах|тысячей|тысячью|тыс|тысячный|тысячная"),
            (6, "миллион|миллиона|миллионов|миллиону|миллионам|миллионом|миллионами|миллионах|млн"),
            (9, "миллиард|миллиарда|миллиардов|миллиарду|миллиардам|миллиардом|миллиардами|миллиардах|млрд"),
            (12, "триллион|триллиона|триллионов|триллиону|триллионам|триллионом|триллионах|трлн"),
            (15, "квадриллион|квадриллиона|квадриллионов"),
        ),
        "ar": (
            (3, "ألف|ألفا|آلاف|ألاف"),
            (6, "مليون|مليونا|ملايين"),
            (9, "مليار|مليارا|مليارات|بليون|بلايين"),
            (12, "تريليون|تريليونا|تريليونات"),
            (15, "كوادريليون"),
        ),
    }
)
#: Words that look like forms of numbers: "for", "under", "cradle", "face"; "wire", "share", "breast".
_NOT_NUMBERS: Final = MappingProxyType(
    {
        "az": "üçün üçündür beşiyi beşiyin beşiyə beşiyini beşiyinin beşiyində beşiyindən beşiyinə altına altında"
        " altından altını altındadır altındakı",
        "tr": "üçün beşiği beşiğin beşiğe altına altında altından altını altının yüzü yüzüne yüzünden yüzünü yüzünün"
        " yüzde yüzünde yüze yüzden kırkı bini bine binin bindi",
        "fa": "سیم سیمین سهم سهام سینه",
    }
)
#: Arabic duals of scale words: two thousand, two million.
DUALS: Final = MappingProxyType(
    {
        "ألفان": 2000,
        "ألفين": 2000,
        "ألفي": 2000,
        "مليونان": 2 * 10**6,
        "مليونين": 2 * 10**6,
        "مليوني": 2 * 10**6,
        "ملياران": 2 * 10**9,
        "مليارين": 2 * 10**9,
        "ملياري": 2 * 10**9,
    }
)
#: Words that multiply the number of years before them: "two decades" are twenty years.
SPANS: Final = MappingProxyType(
    {
        "en": ((10, "decades?"), (100, "centur(?:y|ies)"), (12, "dozen")),
        "fa": ((10, "دهه"), (100, "قرن|سده"), (12, "دوجین")),
        "az": ((10, "onillik\\w*|onilliy\\w*"), (100, "əsr\\w*|yüzil\\w*")),
        "tr": ((10, "on ?yıl\\w*"), (100, "yüzyıl\\w*|asır\\w*|asr\\w*"), (12, "düzine")),
        "ru": ((10, "десятилети\\w+"), (100, "век\\w{0,3}|столети\\w+"), (12, "дюжин\\w*")),
        "ar": ((10, "عقود|عقد|عقدا"), (100, "قرون|قرن")),
    }
)
HALVES: Final = MappingProxyType(
    {
        "en": "half",
        "fa": "نیم",
        "az": "yarım",
        "tr": "buçuk|yarım",
        "ru": "половиной|половина|половину|половины",
        "ar": "نصف",
    }
)
#: Russian has a word for one and a half.
ONE_AND_A_HALF: Final = MappingProxyType({"ru": "полтора|полторы|полутора", "tr": "birbuçuk"})

#: Expressions that stand for figures elsewhere, as regular expressions, and the figures (a fraction as "1/8").
IDIOMS: Final = MappingProxyType(
    {
        "en": (
            (r"(?:round|around) the clock|round-the-clock|24/7|day and night|a full day", "24"),
            (r"decades?", "10"),
            (r"centenarian", "100"),
            (r"midnight", "0 24 12"),
            (r"noon|midday|(?<!half )(?<!half a )dozen", "12"),
            (r"half a dozen", "6"),
            (r"(?:a |final |last |first )?quarter of an hour", "15"),
            (r"half(?: an)? hour|half-hour", "30"),
            (r"a quarter of a century", "25"),
            (r"half(?: a)? century|half-century", "50"),
            (r"centenary|century", "100"),
            (r"(?:round of|last) 16", "16 1/8"),
            (r"(?:round of|last) 32", "32 1/16"),
            (r"quarter-?\s?finals?", "1/4 4 8"),
            (r"semi-?\s?finals?", "1/2 2 4"),
            (r"triplicate", "3"),
            (r"both|twice|double[ds]?|doubling|twins?|pair|couple|bilateral|two-thirds", "2"),
            (r"trilateral|tripartite|triple[ds]?|tripling|treble|threefold|three-quarters", "3"),
            (r"quadruple[ds]?|quadrilateral|quartet|four-fold", "4"),
            (r"fortnight", "14 2"),
            (r"quarters?", "25 1/4 15 3"),
            (r"halv(?:e[ds]?|ing)|half", "50 1/2"),
        ),
        "fa": (
            (r"شبانه[\s\u200c]?روز\w*", "24 1"),
            (r"نیمه[\s\u200c]?شب", "0 24 12"),
            (r"نیمروز|ظهر", "12"),
            (r"دهه", "10"),
            (r"دوجین", "12"),
            (r"ربع ساعت|یک[\s\u200c]?ربع", "15"),
            (r"نیم[\s\u200c]?ساعت", "30"),
            (r"ربع قرن", "25"),
            (r"نیم[\s\u200c]?قرن", "50"),
            (r"قرن|سده|صدمین", "100"),
            (r"یک[\s\u200c]?هشتم نهایی", "1/8 16"),
            (r"یک[\s\u200c]?شانزدهم نهایی", "1/16 32"),
            (r"یک[\s\u200c]?چهارم نهایی", "1/4 8"),
            (r"نیمه[\s\u200c]?نهایی", "1/2 4"),
            (r"هر دو|طرفین|دوجانبه|دوقلو\w*|جفت", "2"),
            (r"یک[\s\u200c]?چهارم|ربع", "25 1/4 15"),
            (r"نیمی|نصف", "50 1/2"),
        ),
        "az": (
            (r"sutka\w*|gecə-gündüz|bütün günü", "24 1"),
            (r"rüb\w*", "3"),
            (r"onillik\w*|onluq\w*", "10"),
            (r"gecəyarı\w*|gecə yarısı\w*", "0 24 12"),
            (r"günorta\w*", "12"),
            (r"rüb saat\w*", "15"),
            (r"yarım saat\w*", "30"),
            (r"yarım əsr\w*", "50"),
            (r"əsr\w*|yüzillik\w*", "100"),
            (r"dörddəbir final\w*", "1/4 8"),
            (r"yarımfinal\w*", "1/2 4"),
            (r"hər iki\w*|ikitərəfli|əkiz\w*|cüt\w*|tərəflər", "2"),
            (r"üçtərəfli", "3"),
            (r"yarı(?:sı\w*|ya)", "50 1/2"),
            (r"dörddə bir\w*", "25 1/4"),
        ),
        "tr": (
            (r"gece gündüz|24 saat boyunca", "24"),
            (r"gece yarısı\w*|geceyarısı\w*", "0 24 12"),
            (r"öğle(?:n|yin)?|düzine", "12"),
            (r"çeyrek saat", "15"),
            (r"çeyreğ\w*|çeyrek", "3 25 15 1/4"),
            (r"yarım saat", "30"),
            (r"çeyrek asır", "25"),
            (r"yarım asır", "50"),
            (r"yüzyıl\w*|asır\w*|asr\w*", "100"),
            (r"son 16\w*", "16 1/8"),
            (r"çeyrek final\w*", "1/4 8"),
            (r"yarı final\w*", "1/2 4"),
            (r"her iki\w*|ikili|ikiz\w*|çift\w*|taraflar", "2"),
            (r"üçlü", "3"),
            (r"yarısı\w*", "50 1/2"),
            (r"dörtte bir\w*|çeyreği\w*", "25 1/4"),
        ),
        "ru": (
            (r"круглосуточн\w+|сут(?:ки|ок)", "24 1"),
            (r"полноч\w+", "0 24 12"),
            (r"полдень|полудн\w+|дюжин\w+", "12"),
            (r"четверть часа", "15"),
            (r"квартал\w*", "3"),
            (r"полчаса|получас\w*", "30"),
            (r"четверть века", "25"),
            (r"полвека", "50"),
            (r"век\w{0,3}|столети\w+", "100"),
            (r"четвертьфинал\w*", "1/4 8"),
            (r"полуфинал\w*", "1/2 4"),
            (r"дважды|вдвое|двусторонн\w+|близнец\w*|стороны|обеих|обоих", "2"),
            (r"трижды|втрое|трехсторонн\w+|трёхсторонн\w+", "3"),
            (r"полмиллиона", "500000"),
            (r"полмиллиарда", "500000000"),
            (r"четверть", "25 1/4"),
            (r"половин\w+", "50 1/2"),
        ),
        "ar": (
            (r"على مدار الساعة", "24"),
            (r"منتصف الليل", "0 24 12"),
            (r"الظهر|ظهرا", "12"),
            (r"ربع ساعة", "15"),
            (r"نصف ساعة", "30"),
            (r"ربع قرن", "25"),
            (r"نصف قرن", "50"),
            (r"القرن|قرن", "100"),
            (r"(?:دور )?ال(?:ستة عشر|16)|ثمن النهائي", "16 1/8"),
            (r"ربع النهائي", "1/4 8"),
            (r"نصف النهائي", "1/2 4"),
            (r"كلا|كلتا|الطرفا?ن|الطرفين|مرتين|ثنائي\w*|التوأم\w*", "2"),
            (r"ثلث", "1/3"),
            (r"ثلثا|ثلثي|ثلثين", "2/3"),
            (r"ربع", "25 1/4"),
            (r"نصف", "50 1/2"),
        ),
    }
)


def cardinals(language: str) -> dict[str, int]:
    """Return the cardinal words of a language and their values; underscores stand for spaces.

    Args:
        language: a short code; one that is not known has none.
    """
    return _valued(_CARDINALS.get(language, ""))


def ordinals(language: str) -> dict[str, int]:
    """Return the ordinal words of a language that its cardinals do not give, and their values.

    Args:
        language: a short code; one that is not known has none.
    """
    return _valued(_ORDINALS.get(language, ""))


@cache
def not_numbers(language: str) -> frozenset[str]:
    """Return words of a language that look like forms of number words and are none.

    Args:
        language: a short code.
    """
    return frozenset(_NOT_NUMBERS.get(language, "").split())


def _valued(listed: str) -> dict[str, int]:
    return {
        word: value
        for value, words in zip(_VALUES, listed.split(), strict=False)
        for word in words.split("|")
        if word != "-"
    }
