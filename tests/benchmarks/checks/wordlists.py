"""Words that stand for one another in planted errors: months, currencies, countries, people.

The lists are the benchmark's own, and not those that the checks read with: what a check does not know shows as a miss.
Azerbaijani words are together with those that take the same endings, so that a swapped word keeps the right ending.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

#: A case ending may follow in Azerbaijani.
_ENDING: Final = r"(?=\w{0,6}(?!\w))"
_BARE: Final = "(?![\\w\u200c])"


@dataclass(frozen=True, slots=True)
class Swaps:
    """Words of one language each of which can stand where another stood.

    Attributes:
        words: what is swapped.
        after: what has to follow, as a regular expression.
        before: what has to stand before it.
    """

    words: tuple[str, ...]
    after: str = _BARE
    before: str = "(?<![\\w\u200c])"


def _words(listed: str, after: str = _BARE, before: str = "(?<![\\w\u200c])") -> Swaps:
    return Swaps(tuple(word.replace("_", " ") for word in listed.split()), after, before)


#: Months with their numbers; those that are also other words ("May", "mart", مهر) are left out.
MONTHS: Final = MappingProxyType(
    {
        "fa": (
            "ژانویه:1 فوریه:2 مارس:3 آوریل:4 ژوئن:6 ژوئیه:7 اوت:8 سپتامبر:9 اکتبر:10 نوامبر:11 دسامبر:12",
            "فروردین:1 اردیبهشت:2 خرداد:3 مرداد:5 شهریور:6 مهرماه:7 آبان‌ماه:8 آذرماه:9 دی‌ماه:10 بهمن‌ماه:11 اسفند:12",
        ),
        "az": ("yanvar:1 fevral:2 sentyabr:9 oktyabr:10 noyabr:11 dekabr:12", "iyun:6 iyul:7 avqust:8", "aprel:4"),
        "en": (
            "January:1 February:2 April:4 June:6 July:7 August:8 September:9 October:10 November:11 December:12",
            "Farvardin:1 Ordibehesht:2 Khordad:3 Mordad:5 Shahrivar:6 Esfand:12",
        ),
    }
)
MONTH_AFTER: Final = MappingProxyType({"fa": _BARE, "az": _ENDING, "en": _BARE})
WEEKDAYS: Final = MappingProxyType(
    {
        "fa": (
            _words("شنبه یکشنبه دوشنبه سه‌شنبه چهارشنبه پنج‌شنبه پنجشنبه جمعه", after="(?![\\w\u200c]|[ \u200c]سوری)"),
        ),
        "az": (
            _words("bazar_ertəsi çərşənbə_axşamı cümə_axşamı"),
            _words("çərşənbə cümə şənbə", after=r"(?=(?:d[əa]n?|y[əa]|nin|s[iı])?(?! axşamı)(?!\w))"),
        ),
        "en": (_words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),),
    }
)

#: What stands between a figure and its currency: nothing but scale words.
_AMOUNT: Final = MappingProxyType(
    {
        "fa": "\\d[ \u200c\u00a0]?(?:(?:هزار|میلیون|میلیارد|تریلیون)[ \u200c])*",
        "az": "\\d[ \u00a0](?:(?:min|milyon|milyard|trilyon) )*",
        "en": "\\d[ \u00a0](?:(?:thousand|million|billion|trillion) )*",
    }
)
CURRENCIES: Final = MappingProxyType(
    {
        "fa": (_words("دلار یورو منات ریال تومان روبل لیر", before=_AMOUNT["fa"]),),
        "az": (
            _words("dollar manat rial", after=_ENDING, before=_AMOUNT["az"]),
            _words("avro rubl lirə dollar manat tümən", before=_AMOUNT["az"]),
        ),
        "en": (
            _words("dollar euro manat rial toman rouble lira", after=r"(?=s?(?!\w))", before=_AMOUNT["en"]),
            _words("$ € £", after=r"(?=\d)", before=r"(?<!\w)"),
        ),
    }
)
#: Persian تن (tonne) is left out: it also counts people.
UNITS: Final = MappingProxyType(
    {
        "fa": (
            _words(
                "کیلومتر متر هکتار کیلوگرم لیتر بشکه مگاوات", after=_BARE + "(?! م(?:ربع|کعب))", before=_AMOUNT["fa"]
            ),
            _words("سال ماه هفته روز ساعت دقیقه", after=_BARE + "(?! جاری)", before=_AMOUNT["fa"]),
        ),
        "az": (
            _words("kilometr metr hektar ton kiloqram litr barel meqavat", before=_AMOUNT["az"]),
            _words("il ay həftə gün saat dəqiqə", before=_AMOUNT["az"]),
        ),
        "en": (
            _words("kilometre metre hectare tonne kilogram litre barrel megawatt", r"(?=s?(?!\w))", _AMOUNT["en"]),
            _words("year month week day hour minute", r"(?=s?(?!\w))", _AMOUNT["en"]),
        ),
    }
)
NUMBER_WORDS: Final = MappingProxyType(
    {
        "fa": (_words("دو سه چهار پنج شش هفت هشت دوازده بیست چهل پنجاه"),),
        "az": (_words("iki üç dörd beş altı yeddi səkkiz iyirmi otuz qırx əlli", after=r"(?![\w-])"),),
        "en": (_words("two three four five six seven eight nine ten twelve twenty thirty", after=r"(?![\w-])"),),
    }
)

#: Countries in Persian, Azerbaijani and English; the last column parts Azerbaijani ones by their endings.
_COUNTRIES: Final = """
روسیه|Rusiya|Russia|a
آلمان|Almaniya|Germany|a
ایتالیا|İtaliya|Italy|a
ژاپن|Yaponiya|Japan|a
سوریه|Suriya|Syria|a
اسپانیا|İspaniya|Spain|a
فرانسه|Fransa|France|a
کانادا|Kanada|Canada|a
گرجستان|Gürcüstan|Georgia|n
پاکستان|Pakistan|Pakistan|n
قزاقستان|Qazaxıstan|Kazakhstan|n
ازبکستان|Özbəkistan|Uzbekistan|n
هند|Hindistan|India|n
ایران|İran|Iran|n
یونان|Yunanıstan|Greece|n
کویت|Küveyt|Kuwait|t
یمن|Yəmən|Yemen|t
ترکیه|Türkiyə|Turkey|y
"""
COUNTRIES: Final = tuple(tuple(line.split("|")) for line in _COUNTRIES.strip().splitlines())


def countries(language: str) -> tuple[Swaps, ...]:
    """Return the countries of a language that can stand for one another."""
    if language != "az":
        return (Swaps(tuple(row[("fa", "az", "en").index(language)] for row in COUNTRIES)),)
    groups = tuple(Swaps(tuple(row[1] for row in COUNTRIES if row[3] == group), _ENDING) for group in "ant")
    return (*groups, Swaps(tuple(row[1] for row in COUNTRIES)))


#: People who are in no story, given name and surname, in Persian, Azerbaijani and English.
PEOPLE: Final = tuple(
    dict(zip(("fa", "az", "en"), (name.strip() for name in line.split("|")), strict=True))
    for line in """
جواد کریمی|Cavad Kərimi|Javad Karimi
پیتر نواک|Peter Novak|Peter Novak
سمیه دهقان|Süməyyə Dehqan|Somayeh Dehghan
بهرام تقوی|Bəhram Təqəvi|Bahram Taghavi
الهام دریابندری|Elham Dəryabəndəri|Elham Daryabandari
توماس برگ|Tomas Berq|Thomas Berg
رسول مشکینی|Rəsul Mişkini|Rasoul Meshkini
وسیم گلچین|Vəsim Gülçin|Vasim Golchin
""".strip().splitlines()
)

#: Terms a desk could have: source and wanted words, and what must not be written instead, in the three languages.
_TERMS: Final = """
وزیر|nazir|minister|ناظر|vəzir|secretary
زلزله|zəlzələ|earthquake|زمین‌لرزه|yersilkələnmə|tremor
هواپیما|təyyarə|plane|طیاره|aeroplan|airship
دانشگاه|universitet|university|یونیورسیته|akademiya|college
بیمارستان|xəstəxana|hospital|مریض‌خانه|hospital|clinic
شرکت|şirkət|company|کمپانی|kompaniya|firm
مجلس|parlament|parliament|پارلمان|məclis|assembly
پلیس|polis|police|شهربانی|milis|constabulary
دادگاه|məhkəmə|court|محکمه|divan|tribunal
معلم|müəllim|teacher|آموزگار|ustad|instructor
مدرسه|məktəb|school|دبستان|okul|academy
"""
TERMS: Final = tuple(
    ({"fa": fa, "az": az, "en": en}, {"fa": no_fa, "az": no_az, "en": no_en})
    for fa, az, en, no_fa, no_az, no_en in (line.split("|") for line in _TERMS.strip().splitlines())
)
