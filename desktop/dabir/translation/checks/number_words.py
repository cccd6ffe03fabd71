"""Words for numbers, as far as the check of numbers needs them, in the six languages Dabir is at home in."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

_TENS: Final = (30, 40, 50, 60, 70, 80, 90, 100)

#: For each language the words of 0 to 20, then of the tens to 100; alternatives with |, - where there is no one word.
_WORDS: Final = MappingProxyType(
    {
        "en": "zero|midnight one|first two|second|twice|both three|third four five|fifth six seven eight nine|ninth"
        " ten eleven twelve|twelfth|noon|dozen thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
        " twenty|twentieth thirty|thirtieth forty|fortieth fifty|fiftieth sixty|sixtieth seventy|seventieth"
        " eighty|eightieth ninety|ninetieth hundred",
        "fa": "صفر یک|نخست|اول دو سه|سوم چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده"
        " شانزده هفده هجده|هیجده نوزده بیست سی چهل پنجاه شصت هفتاد هشتاد نود صد|یکصد",
        "az": "sıfır bir iki üç dörd beş altı yeddi səkkiz doqquz on on_bir on_iki on_üç on_dörd on_beş on_altı"
        " on_yeddi on_səkkiz on_doqquz iyirmi otuz qırx əlli altmış yetmiş səksən doxsan yüz",
        "tr": "sıfır bir|ilk iki üç dört|dörd beş altı yedi sekiz dokuz on on_bir on_iki on_üç on_dört|on_dörd on_beş"
        " on_altı on_yedi on_sekiz on_dokuz yirmi otuz kırk elli altmış yetmiş seksen doksan yüz",
        "ru": "ноль|нул один|одна|одно|перв два|две|двух|двум|втор|оба три|трёх|трех|трет"
        " четыр|четвёрт|четверт|четверо пят шест сем восем|восьм девят десят одиннадцат двенадцат тринадцат"
        " четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат двадцат тридцат сорок"
        " пятьдесят|пятидесят шестьдесят|шестидесят семьдесят|семидесят восемьдесят|восьмидесят девяност"
        " сто|сотн|сот",
        "ar": "صفر واحد|الأول اثنان|اثنين|ثاني|الثاني ثلاث|ثالث|الثالث أربع|رابع|الرابع خمس|خامس|الخامس"
        " ست|سادس|السادس سبع|سابع|السابع ثمان|ثامن|الثامن تسع|تاسع|التاسع عشر|عاشر|العاشر - - - - - - - - -"
        " عشرون|عشرين ثلاثون|ثلاثين أربعون|أربعين خمسون|خمسين ستون|ستين سبعون|سبعين ثمانون|ثمانين تسعون|تسعين"
        " مئة|مائة",
    }
)
#: Words of 200 to 900 where they are one word.
_HUNDREDS: Final = MappingProxyType(
    {
        "fa": "دویست سیصد چهارصد پانصد ششصد هفتصد هشتصد نهصد",
        "ru": "двест|двухсот трист|трёхсот|трехсот четырест|четырёхсот пятьсот|пятисот шестьсот|шестисот"
        " семьсот|семисот восемьсот|восьмисот девятьсот|девятисот",
    }
)
#: Words that multiply the number before them: power of ten, and the beginnings of the word.
_SCALES: Final = MappingProxyType(
    {
        "en": ((3, "thousand"), (6, "million|mln"), (9, "billion|bn"), (12, "trillion")),
        "fa": ((3, "هزار"), (6, "میلیون"), (9, "میلیارد|بیلیون"), (12, "تریلیون")),
        "az": ((3, "min"), (6, "milyon|mln"), (9, "milyard|mlrd"), (12, "trilyon")),
        "tr": ((3, "bin"), (6, "milyon|mn|mln"), (9, "milyar|mr|mlr"), (12, "trilyon")),
        "ru": ((3, "тысяч|тыс"), (6, "миллион|млн"), (9, "миллиард|млрд"), (12, "триллион|трлн")),
        "ar": ((3, "ألف|آلاف|الف"), (6, "مليون|ملايين"), (9, "مليار|بليون"), (12, "تريليون")),
    }
)
_NEXT_WORD: Final = re.compile(r"[\s\u200c-]{0,2}([^\W\d_]+)")
#: Thousand is a short word in Azerbaijani and Turkish, the beginning of many others.
_SHORT: Final = re.compile(r"[mb]in(?:lik|lər\w*|ler\w*|l[əe]rc\w*|d[əeaa]n?|in|i|[əe]|n)?", re.IGNORECASE)


def says(text: str, number: int, language: str) -> bool:
    """Tell whether a text has the words of a whole number, with any endings.

    The words may stand anywhere in the text: it is enough to know that the number was not lost.

    Args:
        text: any text.
        number: from 0 to a thousand million million.
        language: of the text.
    """
    if number <= 20 or number in _TENS:
        return _has(
            text, _word(_WORDS.get(language, ""), number if number <= 20 else 21 + _TENS.index(number)), language
        )
    if number < 100:
        return says(text, number // 10 * 10, language) and says(text, number % 10, language)
    if number < 1000:
        return _says_hundreds(text, number, language)
    power = next(power for power in (12, 9, 6, 3) if number >= 10**power)
    many, rest = divmod(number, 10**power)
    return (
        has_scale(text, power, language)
        and (many == 1 or (many < 10**6 and says(text, many, language)))
        and (rest == 0 or says(text, rest, language))
    )


def _says_hundreds(text: str, number: int, language: str) -> bool:
    hundreds, rest = divmod(number, 100)
    one_word = _word(_HUNDREDS.get(language, ""), hundreds - 2) if hundreds > 1 else ""
    apart = says(text, 100, language) and (hundreds == 1 or says(text, hundreds, language))
    return (apart or _has(text, one_word, language)) and (rest == 0 or says(text, rest, language))


def _has(text: str, words: str, language: str) -> bool:
    """Tell whether one of the alternatives begins a word of the text."""
    # Persian also writes the "and" of a number together with it: هفتادوشش.
    begin = r"(?:(?<!\w)|(?<=[\w\u200c]و))" if language == "fa" else r"(?<!\w)"
    stems = "|".join(re.escape(word).replace("_", " ?") for word in words.split("|") if word not in {"", "-"})
    return bool(stems) and bool(re.search(f"{begin}(?:{stems})", text, re.IGNORECASE))


def scale_at(text: str, position: int, language: str) -> tuple[int, int]:
    """Read scale words that follow a number ("5 thousand million").

    Args:
        text: any text.
        position: where the number ends.
        language: of the text.

    Returns:
        The power of ten, 0 for none, and where the last scale word ends.
    """
    power, end = 0, position
    while found := _NEXT_WORD.match(text, end):
        word = found[1].casefold()
        step = next(
            (
                step
                for step, stems in _SCALES.get(language, ())
                if any(word.startswith(one) for one in stems.split("|"))
            ),
            0,
        )
        if not step or (word.startswith(("min", "bin")) and not _SHORT.fullmatch(word)):
            break
        power, end = power + step, found.end()
    return power, end


def has_scale(text: str, power: int, language: str) -> bool:
    """Tell whether a text has the scale word of a power of ten."""
    return any(step == power and _has(text, stems, language) for step, stems in _SCALES.get(language, ()))


def _word(listed: str, place: int) -> str:
    words = listed.split()
    return words[place] if 0 <= place < len(words) else ""
