"""Names of months and weekdays in the six languages Dabir is at home in, in both calendars.

Alternatives are parted by |, words of one name by _. A name after ~ is also a common word or a person's name ("may",
مهر, Dey): it is a month where a day or a year stands beside it, and else only where the other text has it too.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

COMMON: Final = "common"
IRANIAN: Final = "Iranian"

#: For each language the months of the common calendar, January to December.
COMMON_MONTHS: Final = MappingProxyType(
    {
        "en": "January|Jan February|Feb ~March|~Mar April|Apr ~May June|Jun July|Jul August|Aug September|Sept|Sep"
        " October|Oct November|Nov December|Dec",
        "fa": "ژانویه|ژانویهٔ فوریه مارس|~مارچ آوریل|اپریل ~مه|~می ژوئن|ژوئین|جون ژوئیه|ژوییه|جولای اوت|آگوست|اوگوست"
        " سپتامبر اکتبر نوامبر دسامبر",
        "az": "yanvar fevral mart aprel ~may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
        "tr": "~ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ~ekim ~kasım ~aralık",
        "ru": "январь|январ февраль|феврал март|мартовский апрель|апрел ~май|~мая|~мае|~маю|~маем июнь|июн июль|июл"
        " август сентябрь|сентябр октябрь|октябр ноябрь|ноябр декабрь|декабр",
        "ar": "يناير|كانون_الثاني فبراير|شباط مارس|آذار أبريل|إبريل|نيسان مايو|أيار يونيو|يونيه|حزيران"
        " يوليو|يوليه|تموز أغسطس|~آب سبتمبر|أيلول أكتوبر|تشرين_الأول نوفمبر|تشرين_الثاني ديسمبر|كانون_الأول",
    }
)
#: For each language the months of the Iranian calendar, Farvardin to Esfand.
IRANIAN_MONTHS: Final = MappingProxyType(
    {
        "en": "Farvardin Ordibehesht Khordad ~Tir Mordad|Amordad Shahrivar ~Mehr Aban ~Azar ~Dey|~Dei ~Bahman"
        " Esfand|Isfand",
        "fa": "فروردین اردیبهشت خرداد ~تیر مرداد|امرداد شهریور ~مهر ~آبان ~آذر ~دی ~بهمن اسفند",
        "az": "fərvərdin|ferverdin ordibeheşt|ordibehişt|urdibeheşt|urdibehişt|ordubeheşt"
        " xordad|xurdad ~tir mordad|murdad şəhrivər ~mehr aban ~azər|~azar ~dey ~bəhmən isfənd|esfənd|əsfənd",
        "tr": "ferverdin ordibeheşt|urdibehişt hordad ~tir mordad şehriver ~mehr ~aban ~azer ~dey ~behmen"
        " isfend|esfend",
        "ru": "фарвардин ордибехешт хордад ~тир мордад шахривар ~мехр ~абан|абана ~азар|~азера ~дей|~дея ~бахман"
        " эсфанд",
        "ar": "فروردين أرديبهشت|ارديبهشت خرداد ~تير مرداد شهريور ~مهر ~آبان ~آذر_ماه ~دي ~بهمن إسفند|اسفند",
    }
)
#: For each language the days of the week, Monday to Sunday.
WEEKDAYS: Final = MappingProxyType(
    {
        "en": "Monday|Mon Tuesday|Tue|Tues Wednesday|~Wed Thursday|Thu|Thurs Friday|Fri Saturday|~Sat Sunday|~Sun",
        "fa": "دوشنبه|دو_شنبه سه‌شنبه|سه_شنبه چهارشنبه|چهار_شنبه|چارشنبه پنجشنبه|پنج_شنبه ~جمعه|آدینه شنبه"
        " یکشنبه|یک_شنبه",
        "az": "bazar_ertəsi çərşənbə_axşamı çərşənbə cümə_axşamı ~cümə|cümə_günü şənbə ~bazar|bazar_günü",
        "tr": "pazartesi salı çarşamba perşembe ~cuma|cuma_günü cumartesi ~pazar|pazar_günü",
        "ru": "понедельник вторник ~среда|~среду|~среды|~среде четверг пятница|пятницу суббота|субботу"
        " воскресенье|воскресный",
        "ar": "~الاثنين|~الإثنين|يوم_الاثنين|يوم_الإثنين الثلاثاء الأربعاء الخميس ~الجمعة|يوم_الجمعة السبت"
        " ~الأحد|يوم_الأحد",
    }
)
#: Feast days and other expressions with the word of a weekday that are no weekdays, as regular expressions.
NOT_WEEKDAYS: Final = MappingProxyType(
    {
        "fa": "چهارشنبه[\\s\u200c]?سوری|آخرین چهارشنبه سال|چهارشنبه آخر سال"
        "|(?:نماز|امام|مسجد|خطبه|ائمه)\\w*[\\s\u200c]جمعه",
        "az": "(?:ilaxır|axır|od|su|yel|torpaq|hava) çərşənbə\\w*(?: axşamı\\w*)?|cümə namazı\\w*|cümə məscidi\\w*"
        "|qara (?:cümə|bazar)\\w*",
        "en": "(?:black|good|bloody|cyber|ash|palm|easter|red|fire) (?:friday|sunday|monday|wednesday)"
        "|last wednesday (?:of|before)|friday[- ](?:prayer|mosque|sermon|imam)\\w*",
        "ru": "(?:чёрн|черн|кровав|вербн)\\w+ (?:пятниц|воскресень)\\w*|пятничн\\w+",
        "tr": "cuma namazı\\w*|kara cuma|cuma camii?",
        "ar": "صلاة الجمعة|خطبة الجمعة|الجمعة السوداء",
    }
)
