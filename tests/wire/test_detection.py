from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dabir.wire import detection
from dabir.wire.detection import detect

LANGUAGES = ("fa", "az", "en", "ru", "ar", "tr")
HEADLINES = {
    "fa": [
        "نخست‌وزیر گرجستان استعفا داد",
        "مرز آستارا شبانه‌روزی شد",
        "قیمت نفت اندکی بالا رفت",
        "نمایشگاه کتاب در تبریز گشایش یافت",
        "ائتلاف احزاب برای انتخابات شکل گرفت",
        "رئیس هیئت مؤسس از پاسخ به سؤال خودداری کرد",
        "وزير امور خارجه به باكو رفت",
    ],
    "az": [
        "Prezident Tehrana səfər edib",
        "Parlament büdcə layihəsini təsdiqləyib",
        "Bakıda xalça sərgisi açılıb",
        "Neftin qiyməti yenidən artıb",
        "Astara sərhəd məntəqəsi sutkalıq işləyəcək",
        "Gənclər şahmat kubokunu qazanıb",
        "Macarıstan Ukraynaya yardıma veto qoyub",
    ],
    "en": [
        "Parliament approves budget bill in principle",
        "Baku to host meeting of energy ministers",
        "Oil prices edge higher",
        "Astara border crossing goes round the clock",
        "Book fair opens in Tabriz",
        "Prime minister Heydar Əliyev-Smith resigns after vote",
    ],
    "ru": [
        "Президент прибыл в Баку",
        "Цены на нефть выросли",
        "В Тегеране открылась выставка ковров",
        "Парламент одобрил бюджет",
        "Пограничный пункт работает круглосуточно",
        "Молодой шахматист выиграл кубок",
    ],
    "ar": [
        "وزير الخارجية يصل إلى باكو",
        "افتتاح معرض طهران الدولي للكتاب",
        "ارتفاع أسعار النفط في الأسواق العالمية",
        "الرئيس يستقبل سفير أذربيجان",
        "توقيع اتفاقية تعاون بين الجانبين",
        "زلزال يضرب شمال غرب البلاد",
    ],
    "tr": [
        "Cumhurbaşkanı yarın Ankara'da konuşacak",
        "Merkez Bankası faiz kararını açıkladı",
        "İstanbul'da dün akşam şiddetli yağış etkili oldu",
        "Dışişleri Bakanı Tahran'a geldi",
        "Milli takım hazırlık maçını kazandı",
        "Petrol fiyatları yeniden yükseldi",
    ],
    "azb": [
        "تبریزده کیتاب سرگیسی آچیلدی",
        "باکی ایله تهران آراسیندا اوچوش برپا اولدو",
        "ایکی اؤلکه آراسیندا یئنی سازیش ایمضالاندی",
        "گونئی آذربایجاندا قار یاغیشی باشلادی",
        "ناظیر دئدی: بو ایل چوخ مکتب تیکیله‌جک",
        "اردبیلده گوجلو زلزله اولدو",
    ],
}


@pytest.mark.parametrize(
    ("language", "headline"), [(code, text) for code, texts in HEADLINES.items() for text in texts]
)
def test_language_of_a_headline_is_found(language: str, headline: str) -> None:
    assert detect(headline, LANGUAGES) == language


@pytest.mark.parametrize("text", ["", "   ", "1404/11/12 — 35%", "Bakı", "باکو", "AFP", "https://"])
def test_too_little_text_has_no_language(text: str) -> None:
    assert detect(text, LANGUAGES) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Президент України прибув до Києва",
        "საქართველოს პრემიერმინისტრი გადადგა",
        "北京今天举行了新闻发布会和其他活动",
    ],
)
def test_language_that_no_partner_writes_is_not_mistaken_for_one(text: str) -> None:
    assert detect(text, LANGUAGES) == ""


def test_only_the_partners_languages_are_told() -> None:
    assert detect("وزير الخارجية يصل إلى باكو", ("en", "ru")) == ""
    assert detect(HEADLINES["azb"][2], ("fa", "en")) == ""


def test_south_azerbaijani_is_not_told_from_one_doubtful_word() -> None:
    # A Persian sentence about a place with an Azerbaijani name.
    assert detect("ماه عسل را در کلبه‌ای کنار دریاچه گؤی‌گؤل گذراندند", LANGUAGES) == "fa"


def test_digits_of_another_script_tell_nothing() -> None:
    assert detect("Astara border crossing goes round the clock, " + "۱۴۰۴/۱۱/۱۲ " * 30, LANGUAGES) == "en"


def test_language_tags_are_understood() -> None:
    assert detect(HEADLINES["fa"][0], ("fa-IR", "EN")) == "fa"


def mixtures() -> list[str]:
    """Return texts in one language, and those with sentences in another among them."""
    own = {code: "\n".join(texts) for code, texts in HEADLINES.items()}
    pairs = [(one, other) for one in own for other in own if one != other]
    mixed = [f"{own[one]}\n{text}" for one, other in pairs for text in HEADLINES[other]]
    quoted = [f"{text}\n{text}\n{own[other]}" for one, other in pairs for text in HEADLINES[one]]
    common = "He said that the talks with the minister were held in Baku, and that they will go on for a week."
    return [*own.values(), *mixed, *quoted, common, f"{own['az']} {common}", f"{common} {own['tr']}"]


def test_letters_alone_tell_what_the_model_would_tell_with_them(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = mixtures()
    quick = [detect(text, LANGUAGES) for text in texts]
    monkeypatch.setattr(detection, "_told_by_letters", lambda *_: "")
    assert [detect(text, LANGUAGES) for text in texts] == quick


#: Short stories, as flashes and captions are.
SHORT = {
    "fa": "کشورهای ضامن می‌توانند نیروهای ناظر اعزام کنند، اما هنوز توافقی در کار نیست.",
    "az": "Limanda yük artıb. Ötən il 4,5 milyon ton yük aşırılıb. Bu, əvvəlki ildəkindən 12 faiz çoxdur.",
    "en": "Young player wins chess cup. She won seven games, more than any other girl in Baku.",
}


def test_arabic_typed_by_hands_used_to_persian_is_no_persian() -> None:
    text = "استقبل الرئیس فی باکو سفراء دول الجوار وبحث معهم التعاون فی الطاقة والنقل، وفق ما أعلن المکتب الصحفی"
    assert detect(text, LANGUAGES) == "ar"


def test_model_is_not_asked_about_what_letters_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("the model was asked")

    monkeypatch.setattr(detection, "_identifier", never)
    for code in ("fa", "az", "ru"):
        assert detect("\n".join(HEADLINES[code]), LANGUAGES) == code
    for code, text in SHORT.items():
        assert detect(text, LANGUAGES) == code
    with pytest.raises(AssertionError, match="asked"):
        detect("\n".join(HEADLINES["tr"]), LANGUAGES)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads are counted where Linux lists them")
def test_model_starts_no_threads_of_its_own() -> None:
    told = (
        "import os; from dabir.wire import detection; detection._model(); print(len(os.listdir('/proc/self/task')))"
    )
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    found = subprocess.run([sys.executable, "-c", told], env=environment, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "1"


def test_many_threads_with_different_languages_do_not_disturb_each_other() -> None:
    jobs = [(text, code) for code, texts in HEADLINES.items() for text in texts] * 3

    def check(job: tuple[str, str]) -> bool:
        text, code = job
        other = "en" if code != "en" else "ru"
        wanted = LANGUAGES if len(text) % 2 else tuple(dict.fromkeys(("az", "fa", "ar", "tr", code, other)))
        return detect(text, wanted) == detect(text, wanted)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(check, jobs))
    assert detect(HEADLINES["tr"][0], LANGUAGES) == "tr"
