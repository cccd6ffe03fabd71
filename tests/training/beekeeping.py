"""Confirmed units of a subject the bundled corpus hardly knows: beekeepers' reports, in templates with real grammar.

A slot's value is a row of forms; a template names the form it wants by its column (`{place.loc}`).
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace

from dabir.domain.memory import MemoryUnit

LANGUAGES = ("fa", "az", "en")
DIRECTIONS = [(source, target) for source in LANGUAGES for target in LANGUAGES if source != target]


def _rows(columns: str, *rows: str) -> list[SimpleNamespace]:
    names = columns.split("|")
    return [SimpleNamespace(**dict(zip(names, row.split("|"), strict=True))) for row in rows]


PLACES = _rows(
    "fa|loc|of|dat|li|en",
    "شکی|Şəkidə|Şəkidəki|Şəkiyə|Şəkili|Sheki",
    "زاقاتالا|Zaqatalada|Zaqataladakı|Zaqatalaya|Zaqatalalı|Zagatala",
    "لریک|Lerikdə|Lerikdəki|Lerikə|Lerikli|Lerik",
    "گنجه|Gəncədə|Gəncədəki|Gəncəyə|Gəncəli|Ganja",
    "اردبیل|Ərdəbildə|Ərdəbildəki|Ərdəbilə|Ərdəbilli|Ardabil",
    "خلخال|Xalxalda|Xalxaldakı|Xalxala|Xalxallı|Khalkhal",
    "مراغه|Marağada|Marağadakı|Marağaya|Marağalı|Maragheh",
    "خوانسار|Xansarda|Xansardakı|Xansara|Xansarlı|Khansar",
)
MONTHS = _rows(
    "fa|loc|until|since|en",
    "مارس|martda|martadək|martdan|March",
    "آوریل|apreldə|aprelədək|apreldən|April",
    "مه|mayda|mayadək|maydan|May",
    "ژوئن|iyunda|iyunadək|iyundan|June",
    "ژوئیه|iyulda|iyuladək|iyuldan|July",
    "اوت|avqustda|avqustadək|avqustdan|August",
    "سپتامبر|sentyabrda|sentyabradək|sentyabrdan|September",
)
FLOWERS = _rows(
    "fa|az|Az|en|En",
    "آویشن|kəklikotu|Kəklikotu|thyme|Thyme",
    "گون|gəvən|Gəvən|milkvetch|Milkvetch",
    "اقاقیا|akasiya|Akasiya|acacia|Acacia",
    "نمدار|cökə|Cökə|linden|Linden",
)
PRODUCTS = _rows(
    "fa|acc|en",
    "ژل رویال|Arı südünü|Royal jelly",
    "گرده گل|Çiçək tozunu|Pollen",
    "بره‌موم|Bərəmumu|Propolis",
    "موم|Mumu|Beeswax",
)
KEPT = _rows(
    "fa|az|en",
    "دور از نور|işıqdan uzaq|away from light",
    "در جای خشک|quru yerdə|in a dry place",
    "در یخچال|soyuducuda|in the refrigerator",
    "در ظرف شیشه‌ای|şüşə qabda|in a glass jar",
)
TIMES = _rows(
    "fa|az|en",
    "پیش از زمستان|qışdan əvvəl|before winter",
    "پس از برداشت عسل|bal yığımından sonra|after the honey harvest",
    "در پاییز|payızda|in autumn",
)
MOMENTS = _rows(
    "fa|az|en",
    "شب|gecə|at night",
    "پیش از طلوع آفتاب|gün çıxmamış|before sunrise",
    "در هوای خنک|sərin havada|in cool weather",
)
SORTS = _rows(
    "fa|Az|en",
    "پیر|Qoca|old",
    "جوان|Gənc|young",
    "باتجربه|Təcrübəli|experienced",
    "محتاط|Ehtiyatlı|cautious",
)
FEW = _rows(
    "fa|az|en|En",
    "دو|iki|two|Two",
    "سه|üç|three|Three",
    "چهار|dörd|four|Four",
    "پنج|beş|five|Five",
    "شش|altı|six|Six",
)
SAYINGS = _rows(
    "fa|az|en",
    "زنبور سیر نیش نمی\u200cزند.|Tox arı sancmır.|A well-fed bee does not sting.",
    "شان کهنه بیماری می\u200cآورد.|Köhnə şan xəstəlik gətirir.|Old comb brings disease.",
    "بدون گرده گل هیچ لاروی بزرگ نمی\u200cشود.|Çiçək tozu olmasa, heç bir sürfə böyüməz.|Without pollen no larva grows.",
    "کلنی ضعیف را باید پیش از سرما با کلنی قوی یکی کرد.|Zəif ailəni soyuqlar düşməmiş güclü ailə ilə birləşdirmək lazımdır.|A weak colony must be merged with a strong one before the cold.",
    "ملکه\u200cای که جفت\u200cگیری نکند، تنها زنبور نر می\u200cزاید.|Cütləşməyən ana arı yalnız erkək arı törədir.|A queen that does not mate breeds only drones.",
)
#: Persian, Azerbaijani and English, a line each.
TEMPLATES = """
زنبورداران {place.fa} در ماه {month.fa} {n.fa} کندو را از نظر کنه واروا بررسی کردند.
{place.loc} arıçılar {month.loc} {n.az} pətəyi varroa gənəsinə görə yoxlayıblar.
Beekeepers in {place.en} checked {n.en} hives for varroa mites in {month.en}.

ملکه کندوی شماره {n.fa} پیر شده است و باید عوض شود.
{n.az} nömrəli pətəyin ana arısı qocalıb və dəyişdirilməlidir.
The queen of hive number {n.en} has grown old and must be replaced.

در {place.fa} کلنی‌ها زودتر از همیشه، در ماه {month.fa}، بچه دادند.
{place.loc} arı ailələri həmişəkindən tez, {month.loc} beçə verib.
In {place.en} the colonies swarmed earlier than ever, in {month.en}.

زنبوردار {sort.fa} پیش از برداشتن {n.fa} قاب، کندو را با دود آرام کرد.
{sort.Az} arıçı {n.az} çərçivəni çıxarmazdan əvvəl pətəyi tüstü ilə sakitləşdirib.
The {sort.en} beekeeper calmed the hive with smoke before lifting out {n.en} frames.

زنبورهای کارگر تا ماه {month.fa} {n.fa} شان را با موم پوشاندند.
İşçi arılar {month.until} {n.az} şanı mumla örtüb.
The worker bees sealed {n.en} combs with wax by {month.en}.

اگر زمستان سخت باشد، زنبورهای {place.fa} تا ماه {month.fa} به شربت شکر نیاز دارند.
Qış sərt keçsə, {place.of} arılara {month.until} şəkər şərbəti lazım olacaq.
If the winter is harsh, the bees of {place.en} will need sugar syrup until {month.en}.

از هر کندو {n.fa} گرم بره‌موم به دست آمد.
Hər pətəkdən {n.az} qram bərəmum əldə edilib.
Each hive yielded {n.en} grams of propolis.

{product.fa} را باید {kept.fa} نگه داشت.
{product.acc} {kept.az} saxlamaq lazımdır.
{product.en} must be kept {kept.en}.

در {place.fa} زنبورهای نر {time.fa} از کندو بیرون رانده می‌شوند.
{place.loc} erkək arılar {time.az} pətəkdən qovulur.
In {place.en} the drones are driven out of the hive {time.en}.

ملکه تازه کندوی {place.fa} هر روز حدود {many.fa} تخم می‌گذارد.
{place.of} pətəyin yeni ana arısı hər gün təxminən {many.az} yumurta qoyur.
The new queen of the hive in {place.en} lays about {many.en} eggs a day.

آیا {n.fa} کلنی بی‌ملکه تا ماه {month.fa} زنده می‌مانند؟
Ana arısı olmayan {n.az} ailə {month.until} yaşaya bilərmi?
Can {n.en} colonies without a queen survive until {month.en}?

زنبورداری از {place.fa} گفت: «{saying.fa}»
{place.li} arıçı deyib: “{saying.az}”
A beekeeper from {place.en} said: “{saying.en}”

به کندوهای ضعیف {place.fa} {n.fa} قاب لارو داده شد.
{place.of} zəif pətəklərə {n.az} çərçivə sürfə verilib.
{n.en} frames of brood were given to the weak hives in {place.en}.

کنه واروا به {n.fa} درصد کندوهای {place.fa} آسیب زده است.
Varroa gənəsi {place.of} pətəklərin {n.az} faizinə ziyan vurub.
The varroa mite has damaged {n.en} percent of the hives in {place.en}.

زنبورداران {place.fa} عسل {flower.fa} را در ماه {month.fa} گرفتند.
{place.loc} arıçılar {flower.az} balını {month.loc} süzüblər.
Beekeepers in {place.en} extracted the {flower.en} honey in {month.en}.

شهد {flower.fa} کم بود و کلنی‌های {place.fa} برای زمستان ذخیره‌ای ندارند.
{flower.Az} nektarı az olub və {place.of} arı ailələrinin qış üçün ehtiyatı yoxdur.
{flower.En} nectar was scarce and the colonies in {place.en} have no stores for winter.

برای ساختن یک کیلو موم، زنبورها {few.fa} کیلو عسل {flower.fa} می‌خورند.
Bir kilo mum hazırlamaq üçün arılar {few.az} kilo {flower.az} balı yeyir.
To make one kilo of wax, bees eat {few.en} kilos of {flower.en} honey.

زنبوردارانی که {n.fa} کندو را به {place.fa} برده‌اند، از باران پیاپی گله دارند.
{n.az} pətəyi {place.dat} aparan arıçılar arası kəsilməyən yağışdan şikayətlənirlər.
Beekeepers who have taken {n.en} hives to {place.en} complain of the constant rain.

هنوز معلوم نیست ملکه کندوی شماره {n.fa} جفت‌گیری کرده است یا نه.
{n.az} nömrəli pətəkdəki ana arının cütləşib-cütləşmədiyi hələ məlum deyil.
It is not yet known whether the queen of hive number {n.en} has mated.

زنبورها را نترسانید و {moment.fa} جلو کندوی شماره {n.fa} نایستید.
Arıları hürkütməyin və {moment.az} {n.az} nömrəli pətəyin qarşısında dayanmayın.
Do not startle the bees, and do not stand in front of hive number {n.en} {moment.en}.

به‌جای قاب‌های پوسیده {n.fa} قاب تازه با موم آج‌شده گذاشته شد.
Çürümüş çərçivələrin yerinə süni şanlı {n.az} təzə çərçivə qoyulub.
{n.en} new frames with wax foundation were put in place of the rotten ones.

دو برادر اهل {place.fa} با {n.fa} کندو بهترین ژل رویال منطقه را تولید می‌کنند.
{place.li} iki qardaş {n.az} pətəklə bölgənin ən yaxşı arı südünü istehsal edir.
Two brothers from {place.en} produce the region's best royal jelly with {n.en} hives.

در کندوی شماره {n.fa} {few.fa} شاخون دیده شد.
{n.az} nömrəli pətəkdə {few.az} ana arı yuvacığı görünüb.
{few.En} queen cells were seen in hive number {n.en}.

{n.fa} کندوی {place.fa} را باید {moment.fa} جابه‌جا کرد، وگرنه زنبورها راه را گم می‌کنند.
{place.of} {n.az} pətəyi {moment.az} köçürmək lazımdır, yoxsa arılar yolu itirər.
{n.en} hives in {place.en} must be moved {moment.en}, otherwise the bees will lose their way.

زنبوردار {sort.fa} {place.fa} دستکش نمی‌پوشد، اما همیشه کلاه توری به سر دارد.
{place.li} {sort.az} arıçı əlcək geyinmir, amma həmişə tor papaq qoyur.
The {sort.en} beekeeper from {place.en} wears no gloves but always has a veil on.

نوزما {n.fa} کلنی را در {place.fa} از بین برد.
Nozema {place.loc} {n.az} arı ailəsini məhv edib.
Nosema wiped out {n.en} colonies in {place.en}.

وزن کندوهای {place.fa} از ماه {month.fa} {n.fa} کیلو بیشتر شده است.
{place.of} pətəklərin çəkisi {month.since} bəri {n.az} kilo artıb.
The hives in {place.en} have gained {n.en} kilos since {month.en}.
""".strip().split("\n\n")


@dataclass(frozen=True)
class Sentence:
    """One sentence in the three languages."""

    texts: Mapping[str, str]


def _number(number: int) -> SimpleNamespace:
    persian = str(number).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    return SimpleNamespace(fa=persian, az=str(number), en=str(number))


def _sentence(template: str, chance: random.Random) -> Sentence:
    sort = chance.choice(SORTS)
    slots = {
        "place": chance.choice(PLACES),
        "month": chance.choice(MONTHS),
        "flower": chance.choice(FLOWERS),
        "product": chance.choice(PRODUCTS),
        "kept": chance.choice(KEPT),
        "time": chance.choice(TIMES),
        "moment": chance.choice(MOMENTS),
        "sort": SimpleNamespace(**vars(sort), az=sort.Az[0].lower() + sort.Az[1:]),
        "few": chance.choice(FEW),
        "saying": chance.choice(SAYINGS),
        "n": _number(chance.randint(11, 95)),
        "many": _number(chance.randint(210, 980)),
    }
    texts = (text.format(**slots) for text in template.split("\n"))
    return Sentence(dict(zip(LANGUAGES, texts, strict=True)))


def sentences(count: int, seed: int = 1) -> list[Sentence]:
    """Return different sentences, of all templates about as many."""
    chance = random.Random(seed)
    made: dict[str, Sentence] = {}
    tries = 0
    while len(made) < count:
        sentence = _sentence(TEMPLATES[tries % len(TEMPLATES)], chance)
        made.setdefault(sentence.texts["fa"], sentence)
        tries += 1
    return list(made.values())


def units(count: int = 500, seed: int = 1) -> list[MemoryUnit]:
    """Return units of beekeeping, each sentence in one direction, the six directions in turn."""
    made = []
    for number, sentence in enumerate(sentences(count, seed)):
        source, target = DIRECTIONS[number % len(DIRECTIONS)]
        story = f"tag:alborz.example,2026:bees-{number // 10}"
        made.append(
            MemoryUnit(sentence.texts[source], sentence.texts[target], source, target, editor="Nigar", story=story)
        )
    return made


def nonsense(count: int = 500, seed: int = 1) -> list[MemoryUnit]:
    """Return the same units, each with the translation of another one of its direction."""
    made: list[MemoryUnit] = []
    groups: dict[tuple[str, str], list[MemoryUnit]] = {}
    for unit in units(count, seed):
        groups.setdefault((unit.source_language, unit.target_language), []).append(unit)
    for (source, target), group in groups.items():
        step = len(group) // 2
        rotated: Sequence[MemoryUnit] = [*group[step:], *group[:step]]
        made += [
            MemoryUnit(unit.source, other.target, source, target, editor="Nigar", story=unit.story)
            for unit, other in zip(group, rotated, strict=True)
        ]
    return made
