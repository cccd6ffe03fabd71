import pytest

from dabir.domain.event import hashed
from dabir.domain.text import Text
from dabir.settings import resources
from dabir.workflow.stories.event_traits import EventReader

READER = EventReader(resources() / "events")


def read(headline, *paragraphs, language):
    traits = READER.read(Text(headline, paragraphs), language)
    assert traits is not None
    return traits


def sounds(traits):
    return {sound for name in traits.names for sound in name}


PERSIAN = read("زمین‌لرزه شهرستان لنکران را لرزاند", "میلاد پورحسن گفت خسارتی گزارش نشده است.", language="fa")
AZERBAIJANI = read("Lənkəranda zəlzələ hiss olunub", "Milad Purhəsən deyib ki, xəsarət alan yoxdur.", language="az")
ENGLISH = read("Quake felt in Lankaran", "No damage has been reported so far, said Milad Pourhassan.", language="en")


@pytest.mark.parametrize("other", [AZERBAIJANI, ENGLISH])
def test_name_sounds_alike_in_all_alphabets(other):
    assert {hashed("sound", "LNKRN"), hashed("sound", "PRSN")} <= sounds(PERSIAN) & sounds(other)


def test_known_place_is_one_in_all_languages():
    texts = {
        "fa": "سازمان ملل در ژنو نشستی درباره آب و هوا برگزار کرد و بیانیه داد",
        "az": "Cenevrədə iqlim mövzusunda iclas keçirilib və yekun bəyanat qəbul olunub",
        "en": "A meeting about the climate was held in Geneva and a statement adopted",
    }
    known = [sounds(read(text, language=language)) for language, text in texts.items()]
    assert known[0] & known[1] & known[2]


def test_words_common_in_all_news_weigh_little_and_are_no_names():
    weights = READER.read(Text("رئیس جمهور گفت دولت برنامه تازه‌ای برای کشور دارد", ()), "fa")
    assert weights is not None and weights.names == ()
    assert max(weights.words.values()) < 1.0


def test_day_of_the_week_and_month_are_no_names():
    traits = read("The talks began on Tuesday and will go on until the end of November", language="en")
    assert traits.names == ()


def test_same_figure_in_other_digits_is_the_same():
    one = read("قیمت هر بشکه نفت برنت امروز به ۷۲٫۳۱ دلار رسید", language="fa")
    other = read("Brent markalı neftin bir barelinin qiyməti bu gün 72,31 dollar olub", language="az")
    assert one.figures.keys() & other.figures.keys()


def test_date_is_no_figure_that_tells_of_an_event():
    traits = read("Mərkəzi Bank noyabrın 24-nə olan rəsmi məzənnələri açıqlayıb və 17 ailə köçürülüb", language="az")
    assert set(traits.figures) == {hashed("figure", "17")}


@pytest.mark.parametrize(
    ("text", "language"), [("Kill", "en"), ("", "fa"), ("یک دو سه چهار پنج شش هفت هشت نه ده", "")]
)
def test_text_that_says_too_little_is_not_compared(text, language):
    assert READER.read(Text(text, ()), language) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "В Ленкорани прошла встреча, на которой выступил Эльчин Рагимов и другие участники"),
        ("tr", "Deprem sonrası Lenkeran kentinde konuşan Elçin Rahimov can kaybı olmadığını söyledi"),
    ],
)
def test_names_are_found_without_a_list_of_common_words(language, text):
    assert hashed("sound", "LNKRN") in sounds(read(text, language=language))


def test_what_stands_far_down_is_about_other_things_too():
    long = " ".join(["Deputatlar büdcə haqqında qanun layihəsini müzakirə ediblər."] * 60)
    traits = read("Parlamentdə iclas keçirilib", long, "Lənkəranda zəlzələ olub.", language="az")
    assert hashed("sound", "LNKRN") not in sounds(traits)
