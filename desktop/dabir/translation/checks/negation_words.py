"""Words and parts of words that negate, and those that carry a negation within, in six languages.

Each language has patterns over folded words: what says no for certain, what says no within another word and asks for
no answer, and what may say as much in another way ("without", "fail"). A certain negation on one side is answered by
any of them on the other, but for a "without" that has its own counterpart.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

#: Persian stems of verbs, past and present: a nun alone begins too many nouns.
_PERSIAN_STEMS: Final = (
    "کرد|کن|شد|شو|بود|باش|دار|داشت|خواه|خواست|توان|توانست|داد|ده|رفت|رو|یامد|یای|یا(?=[یند])|گفت|گو|دید|بین|زد|زن"
    "|گرفت|گیر|گذاشت|گذار|رسید|رس|ماند|مان|خورد|خور|برد|بر|یاورد|یاور|نوشت|نویس|دانست|دان|شناخت|شناس|پذیرفت|پذیر"
    "|یافت|یاب|کشید|کش|گشت|گرد|ساخت|ساز|ینداخت|یانداخت|انداز|فروخت|فروش|خرید|خر|بست|بند|گذشت|گذر|خواند|خوان|شنید"
    "|شنو|پرسید|پرس|ترسید|ترس|یفتاد|یافتاد|یفت|بخشید|بخش|فهمید|فهم|بایست|باید|نشست|ایستاد|خندید|پرداخت|پرداز|پیوست"
    "|سپرد|شکست|شکن|ریخت|ریز|سوخت|سوز|مرد|میر|جنگید|یاموخت|پوشید|پوش|کاست|کاشت|کوشید|لرزید|بارید|بار|گنجید|خوابید|رقص"
    "|نمود|پاشید|پاش|فرستاد|فرست|دزدید|دزد|گشود|نشاند|تابد|خریدن|یاوردن|سپار|ینداز|پسندید|پسند|سوزاند|سوزان|رساند"
    "|رسان|گذراند|گذران|سنج|خند|پرد|چید|سوز|رنج|یای|گنج|هراس"
)
_PERSONS: Final = "(?:م|ی|یم|ید|ند|د|ه|هام|های|هاند|هایم|هاید|هاست|ست|است)?(?:ش|شان)?"
_PERSIAN_NOUNS: Final = (
    "نزد|نبرد|نرخ|نرو|نبرده|نبردی|نرس|نکش|نشو|نرم|نبود|نبودش|نبودن|نرده|نوش|نده|نرسی|نبری|نیای|نیا|نیایش|ندار|نمان"
    "|نمرده"
)

#: Finite verbs; participles and verbal nouns ("ödənilməyən", "olmaması") are often an adjective elsewhere.
_AZ_VERB: Final = (
    "m[ıiuü]r(?:[aə]m|s[aə]\\w*|[ıiuü][qk]|l[aə]r|s[ıiuü]n[ıiuü]z|d[ıiuü]\\w{0,3}|m[ıiuü]ş\\w*)?"
    "|m[aə](?:d[ıi](?:m|n|q|k|n[ıi]z|l[aə]r|[ğy][ıi](?:m|n|n[ıi])\\w*)?|y[ıi]b\\w*|y[aə]c[aə][qkğy]\\w*"
    "|y[aə]s[ıi]\\w*|y[aə]yd\\w*|z(?:l[aə]r|d[ıi]\\w{0,3}|s[aə]n|s[ıi]n[ıi]z)"
    "|s[ıi]n(?:l[aə]r)?|s[aə](?:n|m|q|k|l[aə]r|yd[ıi]\\w*)?|m[aə]l[ıi]\\w*|r[aə]m|r[ıi][kq])"
)
_AZ_NOUNS: Final = (
    "(?:çatm|çatışm|işləm|d[əa]mir|kömür|təmir|əmir|xəmir|tamir|ömür|nümay|namaz|əhməd|səməd|həməd|məhəmməd|almaz|hamır|sərməs|kəşmir"
    "|pambır|gəmir|mühasir|kəmər|mərm|təmsil|nəmir|qəməd|həmədan|müqəddim|möhtəş|kommers|cəmiyy|rəsmi|məmur|izmir"
    "|himayə|cumur|pamir|vladimir|mamır|hümmad|mahmud|mütəmadi|teymur|sərmay|etimad|baxmay|gözlənilməz|qaçılmaz"
    "|dəyişməz|əlçatmaz|ayrılmaz|təxirəsal|yazılmamışqismət|hikmət"
    "|xidmət|qiymət|ən[ae]m|hökmür|zümür|yumur|çəkmiş|damır)"
)
_TR_VERB: Final = (
    "m[ıiuü]yor\\w*|m[ae](?:d[ıi](?:m|n|k|l[ae]r|ğ\\w+)?|y[ae]c[ae][kğ]\\w*|m[ıi]ş\\w*|z(?:l[ae]r|s[ıi]n\\w*"
    "|d[ıi]\\w*)?"
    "|y[ae]n\\w*|s[ıi]n(?:l[ae]r)?|s[ae](?:n|m|k|l[ae]r)?|m[ae](?:s[ıi]\\w*|[kl]\\w*)|y[ae]r[ae]k|y[ıi]p)"
)

#: What negates for certain.
CERTAIN: Final = MappingProxyType(
    {
        language: re.compile(pattern)
        for language, pattern in {
            "fa": f"(?!(?:{_PERSIAN_NOUNS})$)(?:نمی\\w*|نیست(?:م|ی|یم|ید|ند)?|ن(?:می)?(?:{_PERSIAN_STEMS}){_PERSONS}"
            "|(?:بر|در|باز|وا|فرو|فرا|سر)نمی\\w*|(?:دست|خواب|آب|سر)نخورده|(?:حل|ثبت|پیشبینی|کشف|اعلام|منتشر)نشده"
            "|باورنکردنی|فراموشنشدنی|دستنیافتنی|(?:بر|در|باز)ن(?:می)?(?:گشت|گرد|داشت|دار|خاست|خیز|یافت|یاب|خورد"
            "|آمد|یامد|انگیخت)\\w*"
            "|هرگز|نخیر|نداشتن|نکردن|نشدن|ندادن|نبودن|نرسیدن|نپذیرفتن|نداشته|مبادا)",
            "az": "deyil(?:di\\w*|dir\\w*|miş|sə|sən|siniz|ik|əm|lər|sinlər)?|yox(?:dur|du|dular|dursa)?|xeyr"
            f"|(?!{_AZ_NOUNS})\\w\\w+?(?:{_AZ_VERB})",
            "tr": f"değil\\w*|yok(?:tu\\w*|tur\\w*|sa)?|hi[çc]\\w*|hayır|\\w\\w+?(?:{_TR_VERB})",
            "en": "not|no|never|nobody(?:'s)?|nothing|none|neither|nor|nowhere|cannot|\\w+n't",
            "ru": "не|нет|ни|никто|никогда|ничего|ничто|никакой|нигде|никому|никем|нельзя|никакие|никаких",
            "ar": "[وف]?(?:لا|لم|لن)|لیس\\w*|لست|ابدا|ولیس\\w*",
        }.items()
    }
)

#: What may carry a negation.
PERHAPS: Final = MappingProxyType(
    {
        language: re.compile(pattern)
        for language, pattern in {
            "fa": "نهتنها|هیچ\\w*|نزد|بدون|بی(?!ش|مار|رون|ست|ن|مه|وه|فت|فزا|گدل"
            "|ا(?!ن|ع|ح|ثر|ساس|مان|د)|د|ل|ک$|م|گانه|ت|رق|زار|انی|ابان)\\w*"
            "|نا(?!ظر|مز|وگ|م|شر|حی|قو|خدا|گزیر|گه|چار|خالص|هار|رنج|ییک|ب(?!ین|ر)|و|ن|د$|پ?ل)\\w{3,}"
            "|غیر(?!نظامی)\\w*|عدم|مگر|فاقد|رد|خودداری|معذور|کمبود|منع|محروم\\w*|پرهیز\\w*|مانع|تکذیب|رغم|غایب"
            "|بنبست|مردود|اجتناب\\w*|تهی|مفقود\\w*|مجهول\\w*|خیر|بازماند\\w*|سرگردان|بلاتکلیف\\w*|کاش|امتناع"
            "|دستبردار|انصراف|منصرف|ناممکن|ناموفق|ناملایم|کمیاب|بعید|بیزار|دریغ|نکول|غیر|صفر",
            "az": "(?!təhlükəsiz|fransız)\\w+s[ıiuü]z\\w*|qeyri|bi(?:məna|tərəf|gana|çarə|ədəb|xəbər|vəfa|rəhm"
            "|hörmət)\\w*|nə|heç|na(?:məlum|razı|münasib|qis|təmiz|düz|haq|rahat|hamar|dürüst|qabil|şı|tamam|bələd|gah)\\w*"
            "|kaş|məbada|yox(?!la|su|sa)\\w*|\\w+m[aə]y[aə]|imtina\\w*|rədd|qadağa\\w*"
            "|çat(?:ış)?m(?!ış|aq)\\w*|işləm(?!ək)\\w*|savay\\w*|əlibo\\w*|məhrum|təkzib|itir(?:mi|ib)\\w*"
            "|dayandır(?:ıb|dı)\\w*|boşuna",
            "tr": "\\w+s[ıiuü]z\\w*|ne|\\w+m[ae]d[ae]n|\\w+m[ae]y[ıi]n\\w*|\\w{3,}m[ae]|reddet\\w*|red|yasak\\w*"
            "|mahrum|dışı\\w*|az",
            "en": "un(?!animous|der(?!st)|ion|i(?:v|t|q|f)|esco|icef|der|til|like|veil)\\w{3,}"
            "|in(?:ab|ac|adeq|app|cap|corr|curab|defin|eff|eligib|evit|suff|toler|vis)\\w+|im(?:poss|mov|pun|mat|perm)\\w+|ir(?:r(?!ig)|resp)\\w+"
            "|dis(?:app|agr|all|reg|sat|trust|band)\\w*|non|non\\w{3,}|\\w+less(?:ly|ness)?|fail\\w*|refus\\w*"
            "|reject\\w*|lack\\w*|unless|without|hardly|barely|few|absen\\w*|miss(?!i[ol])\\w*|ban|banned|bans|avoid\\w*"
            "|refrain\\w*|den(?:y|ie)\\w*|declin\\w*|ignor\\w*|outlaw\\w*|stop|devoid|blind|instead|spar[ei]\\w*|shortage\\w*"
            "|grounded|forego\\w*|divided|substand\\w+|withheld|barr?(?:ed|s)|scarce|reluctant\\w*|ill|beyond"
            "|strand\\w+|disbelie\\w*|dismiss\\w*|insecure|wish\\w*|otherwise|prevent\\w*"
            "|forbid\\w*|forbade|neglect\\w*|abstain\\w*|withhold\\w*",
            "ru": "без|не\\w{3,}|без\\w{3,}|бес\\w{3,}|отказ\\w*|отверг\\w*|запре\\w*|отсутств\\w*|пока|лишь|едва"
            "|мало",
            "ar": "غیر|عدم|بعدم|وعدم|بدون|دون|بلا|رفض\\w*|منع\\w*|حظر\\w*|سوی|الا|انعدام|فشل\\w*|ما|قط|امتنع\\w*",
        }.items()
    }
)

#: Forms that negate for certain and yet ask for no answer: an adjective, or nothing, may stand for them.
WITHIN: Final = MappingProxyType(
    {
        language: re.compile(pattern)
        for language, pattern in {
            "fa": "نه|نبود\\w*",
            "az": "\\w+m[aə]d[aə]n|\\w+m[aə]zd[aə]n|(?!nümay)\\w+m[aə]y[ıi]n\\w*|(?!almaz)\\w+m[aə]z"
            "|(?!nümay|baxmayaraq)\\w+m[aə](?:y[aə](?:n|r[aə])|m[aə]|d[ıi][ğy])\\w*|(?!çatmış)\\w+m[aə]m?[ıi]ş\\w*",
        }.items()
    }
)

#: Of the words that may carry a negation, those that deprive a thing of another or of a quality: "without", "-less".
PRIVATIVE: Final = MappingProxyType(
    {
        language: re.compile(pattern)
        for language, pattern in {
            "fa": "بدون|بی\\w+|نا\\w+|غیر\\w*|فاقد",
            "az": "\\w+s[ıiuü]z\\w*|qeyri|bi\\w+|na\\w+",
            "tr": "\\w+s[ıiuü]z\\w*",
            "en": "without|un(?!able|less)\\w+|i[mnr]\\w+|non\\w*|\\w+less\\w*",
            "ru": "без\\w*|бес\\w+|не\\w+",
            "ar": "غیر|بدون|دون|بلا",
        }.items()
    }
)
