"""Words and signs of currencies and units in the six languages Dabir is at home in.

A unit has one name in all languages here ("kilometre"). Alternatives are parted by |, words of one unit by _. What
stands after ~ is taken as it is, such as abbreviations; other words may have the endings of their language.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

#: Kinds of units: one of a kind for another is a mistake.
MONEY: Final = "money"
SHARE: Final = "share"
MEASURE: Final = "measure"
TIME: Final = "time"

_MONEY_UNITS: Final = (
    "manat rial toman dollar euro ruble lira pound yuan yen dirham dinar afghani rupee tenge som lari dram franc"
    " hryvnia krona shekel won riyal"
)
_SHARE_UNITS: Final = "percent percentage_point"
_MEASURE_UNITS: Final = (
    "kilometre metre centimetre millimetre mile foot inch hectare square_kilometre square_metre cubic_metre tonne"
    " kilogram gram milligram litre millilitre barrel gallon megawatt kilowatt gigawatt watt kilowatt_hour"
    " megawatt_hour volt degree magnitude ounce nautical_mile"
)
_TIME_UNITS: Final = "year month week day hour minute second"

KINDS: Final = MappingProxyType(
    {
        unit: kind
        for kind, units in (
            (MONEY, _MONEY_UNITS),
            (SHARE, _SHARE_UNITS),
            (MEASURE, _MEASURE_UNITS),
            (TIME, _TIME_UNITS),
        )
        for unit in units.split()
    }
)
#: Signs that mean the same in all languages, after the number or before it.
SIGNS: Final = MappingProxyType(
    {
        "%": "percent",
        "٪": "percent",
        "$": "dollar",
        "€": "euro",
        "₼": "manat",
        "₽": "ruble",
        "₺": "lira",
        "£": "pound",
        "¥": "yen",
        "₾": "lari",
        "₸": "tenge",
        "؋": "afghani",
        "﷼": "rial",
        "°": "degree",
        "USD": "dollar",
        "EUR": "euro",
        "AZN": "manat",
        "RUB": "ruble",
        "TRY": "lira",
        "IRR": "rial",
        "GBP": "pound",
    }
)
#: Words before a number that are its unit.
BEFORE: Final = MappingProxyType(
    {"tr": (("yüzde", "percent"),), "en": (("magnitude", "magnitude"),), "fa": (("بزرگی", "magnitude"),)}
)
#: Words between a number and its unit that say whose currency it is.
WHOSE: Final = MappingProxyType(
    {
        "en": "US American Canadian Australian Azerbaijani Iranian Turkish Russian Lebanese Syrian Iraqi Kuwaiti"
        " Georgian Kazakh British Turkmen Qatari Saudi Omani Emirati Japanese Swiss Swedish Hong Kong Singapore",
        "fa": "",
        "az": "ABŞ Amerika Kanada Avstraliya Azərbaycan İran Türkiyə türk Rusiya Livan Suriya İraq Küveyt Gürcüstan"
        " Qazaxıstan Türkmənistan Sinqapur İsveçrə İsveç Yaponiya Böyük Britaniya",
        "tr": "ABD Amerikan Kanada Avustralya Azerbaycan İran Türk Rus Lübnan Suriye Irak Kuveyt Gürcistan İsviçre",
        "ru": "американских канадских австралийских азербайджанских иранских турецких российских ливанских сирийских"
        " иракских швейцарских белорусских индийских",
        "ar": "",
    }
)

#: For each language the words of units: "metre=metre|meter|~m".
_WORDS: Final = MappingProxyType(
    {
        "en": "manat=manat rial=rial riyal=riyal toman=toman dollar=dollar euro=euro ruble=rouble|ruble"
        " lira=lira|~lire pound=pound yuan=yuan|~renminbi yen=yen dirham=dirham dinar=dinar afghani=afghani"
        " rupee=rupee tenge=tenge som=~som|~soms|~soum lari=lari dram=dram franc=franc hryvnia=hryvnia"
        " krona=krona|~kronor|krone|~kroner shekel=shekel won=~won percent=percent|~per_cent|~pct"
        " percentage_point=percentage_point kilometre=kilometre|kilometer|~km|~kms|~kph|~kmh"
        " metre=metre|meter|~m centimetre=centimetre|centimeter|~cm millimetre=millimetre|millimeter|~mm"
        " mile=mile nautical_mile=nautical_mile foot=~foot|~feet|~ft inch=inch hectare=hectare|~ha"
        " square_kilometre=square_kilometre|square_kilometer|~sq_km|~km²"
        " square_metre=square_metre|square_meter|~sq_m|~m² cubic_metre=cubic_metre|cubic_meter|~m³|~cu_m"
        " tonne=tonne|ton|~t kilogram=kilogram|kilogramme|kilo|~kg gram=gram|gramme|~g"
        " milligram=milligram|~mg litre=litre|liter|~l millilitre=millilitre|milliliter|~ml"
        " barrel=barrel|~bbl|~bpd gallon=gallon megawatt=megawatt|~MW kilowatt=kilowatt|~kW"
        " gigawatt=gigawatt|~GW watt=watt kilowatt_hour=kilowatt_hour|~kWh megawatt_hour=megawatt_hour|~MWh"
        " volt=volt ounce=ounce degree=degree magnitude=magnitude|~Richter year=year month=month week=week"
        " day=day hour=hour minute=minute|~min second=second",
        "fa": "manat=منات rial=ریال toman=تومان|تومن dollar=دلار euro=یورو|یورویی ruble=روبل lira=لیره|لیر"
        " pound=پوند yuan=یوان yen=~ین|~ینی dirham=درهم dinar=دینار afghani=افغانی rupee=روپیه tenge=تنگه"
        " som=~سام lari=لاری dram=درام franc=فرانک hryvnia=گریونا|هریونیا krona=کرون shekel=شکل|شِکِل"
        " won=~وون percent=درصد percentage_point=واحد_درصد kilometre=کیلومتر metre=متر"
        " centimetre=سانتی‌متر|سانتیمتر|سانتی_متر|سانت millimetre=میلی‌متر|میلیمتر|میلی_متر mile=مایل"
        " nautical_mile=مایل_دریایی foot=~فوت inch=اینچ hectare=هکتار"
        " square_kilometre=کیلومتر_مربع|کیلومترمربع square_metre=متر_مربع|مترمربع"
        " cubic_metre=متر_مکعب|مترمکعب tonne=~تن|~تنی|~تُن kilogram=کیلوگرم|کیلو gram=گرم"
        " milligram=میلی‌گرم|میلیگرم|میلی_گرم litre=لیتر millilitre=میلی‌لیتر|میلی_لیتر barrel=بشکه"
        " gallon=گالن megawatt=مگاوات kilowatt=کیلووات gigawatt=گیگاوات watt=وات kilowatt_hour=کیلووات_ساعت"
        " megawatt_hour=مگاوات_ساعت volt=ولت ounce=اونس degree=درجه magnitude=ریشتر year=سال|ساله"
        " month=~ماه|~ماهه week=هفته|هفته‌ای day=روز|روزه hour=ساعت|ساعته minute=دقیقه second=ثانیه",
        "az": "manat=manat rial=rial|riyal toman=tümən|təmən|toman dollar=dollar euro=avro|yevro ruble=rubl"
        " lira=lirə pound=funt|funt_sterlinq yuan=yuan yen=~yen|~iyen|iena dirham=dirhəm dinar=dinar"
        " afghani=əfqani rupee=rupi|rupiya tenge=tenge|təngə som=~som lari=lari dram=dram franc=frank"
        " hryvnia=qrivna krona=kron shekel=şekel won=von percent=faiz"
        " percentage_point=faiz_bəndi|faiz_punktu kilometre=kilometr|~km metre=metr|~m"
        " centimetre=santimetr|~sm millimetre=millimetr|~mm mile=mil nautical_mile=dəniz_mili foot=fut"
        " inch=düym hectare=hektar|~ha square_kilometre=kvadrat_kilometr|kvadratkilometr|~kv_km"
        " square_metre=kvadrat_metr|kvadratmetr|~kv_m|~m² cubic_metre=kubmetr|kub_metr|kub|~m³ tonne=ton|~t"
        " kilogram=kiloqram|kilo|~kq gram=qram|~q milligram=milliqram|~mq litre=litr|~l"
        " millilitre=millilitr|~ml barrel=barel|barrel gallon=qallon megawatt=meqavat|~MVt"
        " kilowatt=kilovat|~kVt gigawatt=qiqavat|~QVt watt=vatt|vat kilowatt_hour=kilovat_saat|~kVt_saat"
        " megawatt_hour=meqavat_saat volt=volt ounce=unsiya degree=dərəcə magnitude=maqnituda|maqnitud|bal"
        " year=il|yaş month=ay week=həftə day=gün hour=saat minute=dəqiqə second=saniyə",
        "tr": "manat=manat rial=riyal toman=tümen|toman dollar=dolar euro=avro|euro ruble=ruble lira=lira|~TL"
        " pound=sterlin|pound yuan=yuan yen=yen dirham=dirhem dinar=dinar afghani=afgani rupee=rupi"
        " tenge=tenge som=som lari=lari dram=dram franc=frank hryvnia=grivna krona=kron shekel=şekel"
        " percent=~yüzde percentage_point=yüzde_puan|yüzdelik_puan kilometre=kilometre|~km metre=metre|~m"
        " centimetre=santimetre|santim|~cm millimetre=milimetre|~mm mile=mil foot=fit inch=inç"
        " hectare=hektar|~ha square_kilometre=kilometrekare|~km² square_metre=metrekare|~m²"
        " cubic_metre=metreküp|~m³ tonne=ton|~t kilogram=kilogram|kilo|~kg gram=gram|~g|~gr"
        " milligram=miligram|~mg litre=litre|~l millilitre=mililitre|~ml barrel=varil gallon=galon"
        " megawatt=megavat|megawatt|~MW kilowatt=kilovat|kilowatt|~kW gigawatt=gigavat|gigawatt|~GW"
        " watt=vat|watt kilowatt_hour=kilovatsaat|kilovat_saat|~kWh volt=volt ounce=ons degree=derece"
        " magnitude=büyüklük|~büyüklüğünde year=yıl|yaş|sene month=ay week=hafta day=gün hour=saat"
        " minute=dakika second=saniye",
        "ru": "manat=манат rial=риал toman=туман dollar=доллар|~долл euro=евро ruble=рубль|рублей|~руб"
        " lira=лира|~лир pound=фунт yuan=юань yen=иена|~иен dirham=дирхам dinar=динар afghani=афгани"
        " rupee=рупия|~рупий tenge=тенге som=сом|сум lari=лари dram=драм franc=франк hryvnia=гривна|~гривен"
        " krona=крона|~крон shekel=шекель won=~вон|~воны percent=процент"
        " percentage_point=процентный_пункт|~п_п kilometre=километр|~км metre=метр|~м"
        " centimetre=сантиметр|~см millimetre=миллиметр|~мм mile=миля|~миль"
        " nautical_mile=морская_миля|~морских_миль foot=~фут|~фута|~футов inch=дюйм hectare=гектар|~га"
        " square_kilometre=квадратный_километр|~кв_км square_metre=квадратный_метр|~кв_м"
        " cubic_metre=кубический_метр|кубометр|~куб_м|~кубов tonne=тонна|~тонн|~т"
        " kilogram=килограмм|~кг|~кило gram=грамм|~г milligram=миллиграмм|~мг litre=литр|~л"
        " millilitre=миллилитр|~мл barrel=баррель|баррелей gallon=галлон megawatt=мегаватт|~МВт"
        " kilowatt=киловатт|~кВт gigawatt=гигаватт|~ГВт watt=ватт kilowatt_hour=киловатт_час|~кВт_ч"
        " volt=вольт ounce=унция|~унций degree=градус magnitude=магнитуда|балл"
        " year=~год|~года|~году|~годом|~годов|~лет|~годы|~летний|~летняя|~летнего|~летней|~летие month=месяц"
        " week=неделя|~недель|недельный"
        " day=~день|~дня|~дней|~дням|~днями|~днях|~дневный|~дневной|~дневная|~сутки|~суток"
        " hour=~час|~часа|~часов|~часам|~часами|~часах|~часовой|~часового minute=минута|~минут"
        " second=секунда|~секунд",
        "ar": "manat=مانات|منات rial=ريال|ريالات toman=تومان dollar=دولار|دولارات euro=يورو ruble=روبل|روبلات"
        " lira=ليرة|ليرات pound=جنيه|جنيهات yuan=يوان yen=~ين dirham=درهم|دراهم dinar=دينار|دنانير"
        " afghani=أفغاني rupee=روبية|روبيات tenge=تنغي lari=لاري dram=درام franc=فرنك hryvnia=هريفنيا"
        " krona=كرونة shekel=شيكل|شيقل percent=بالمئة|بالمائة|في_المئة|في_المائة"
        " percentage_point=نقطة_مئوية|نقاط_مئوية kilometre=كيلومتر|كيلومترات|~كم|كيلو_متر metre=متر|أمتار"
        " centimetre=سنتيمتر|سنتيمترات|~سم millimetre=ملليمتر|مليمتر|ملم mile=ميل|أميال foot=قدم|أقدام"
        " inch=بوصة hectare=هكتار|هكتارات square_kilometre=كيلومتر_مربع|كيلومترات_مربعة"
        " square_metre=متر_مربع|أمتار_مربعة cubic_metre=متر_مكعب|أمتار_مكعبة tonne=~طن|~طنا|أطنان"
        " kilogram=كيلوغرام|كيلوغرامات|كيلوجرام|كيلو|~كغ gram=غرام|غرامات|جرام litre=لتر|لترات|ليتر"
        " barrel=برميل|براميل gallon=غالون megawatt=ميغاواط|ميجاوات kilowatt=كيلوواط|كيلووات"
        " gigawatt=غيغاواط volt=فولت ounce=أونصة|أوقية degree=درجة|درجات magnitude=~ريختر"
        " year=سنة|سنوات|عام|عاما|أعوام month=شهر|أشهر|شهور week=أسبوع|أسابيع day=يوم|أيام|يوما"
        " hour=ساعة|ساعات minute=دقيقة|دقائق second=ثانية|ثوان|ثواني",
    }
)


def unit_words(language: str) -> dict[str, tuple[str, ...]]:
    """Return the units of a language and their words, marked as this module says.

    Args:
        language: a short code; one that is not known has none.
    """
    entries = (entry.split("=") for entry in _WORDS.get(language, "").split())
    return {unit: tuple(words.split("|")) for unit, words in entries}
