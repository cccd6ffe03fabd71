import pytest

from dabir.domain.kill import is_kill_in_words, names, words_of
from dabir.domain.story import PubStatus, Story


@pytest.mark.parametrize(
    "story",
    [
        Story("a", slugline="KILL-FLOODS"),
        Story("a", headline="BULLETIN KILL: Floods in Ganja"),
        Story("a", headline="Mandatory kill"),
        Story("a", headline="Kill: Floods"),
        Story("a", headline="Editors: kill the story slugged floods"),
        Story("a", paragraphs=("KILL FLOODS. The figures were wrong.",)),
        Story("a", ednote="KILL NOTICE for FLOODS"),
        Story("a", headline="حذف خبر سیل گنجه"),
        Story("a", headline="XƏBƏR LƏĞV EDİLİR: Gəncədə daşqın"),
        Story("a", headline="Haber iptal: Gence'de sel"),
        Story("a", headline="خبر زیر لغو می‌شود: سیل گنجه"),
        Story("a", headline="LƏĞV EDİLİR: Gəncədə daşqın"),
        Story("a", ednote="Material ləğv edilir, yaymayın."),
        Story("a", headline="Аннулируется сообщение о паводке"),
        Story("a", headline="Сообщение о паводке аннулируется"),
        Story("a", headline="إلغاء خبر الفيضانات"),
    ],
)
def test_kill_in_words_is_seen(story):
    assert is_kill_in_words(story)


@pytest.mark.parametrize(
    "story",
    [
        Story("a", headline="Floods kill five in Ganja"),
        Story("a", headline="FLOODS KILL FIVE IN GANJA", slugline="FLOODS"),
        Story("a", headline="Killing of a wolf divides village"),
        Story("a", slugline="SKILLS", headline="Skills fair opens"),
        Story("a", headline="وزیر نیرو وارد باکو شد"),
        Story("a", headline="سخنگوی تئاتر شهر خبر لغو کنسرت را تکذیب کرد"),
        Story("a", headline="Hava limanında reyslər ləğv edilir"),
        Story("a", headline="Соглашение 1994 года аннулировано"),
        Story("a", paragraphs=("Суд аннулировал результаты выборов, сообщение об этом пришло вечером.",)),
        Story("a", headline="Kill", pubstatus=PubStatus.CANCELED),
    ],
)
def test_other_news_is_none_and_what_has_a_property_needs_no_words(story):
    assert not is_kill_in_words(story)


def test_slugline_is_named_as_a_word_of_its_own():
    message = words_of(Story("a", slugline="KILL--Baku-Floods", headline="KILL   baku  rail"))
    assert names(message, "BAKU-FLOODS") and names(message, "Baku rail")
    assert not names(message, "floo") and not names(message, "ku")


@pytest.mark.parametrize(
    "slugline", ["Harvest, 1st Ld-Writethru", "Harvest, Bjt", "Harvest 2nd Lead", "Harvest-Urgent"]
)
def test_a_kill_by_keyword_reaches_every_take_of_the_story(slugline):
    assert names("harvest, kill\n", slugline)


@pytest.mark.parametrize("slugline", ["Harvest lead", "Harvest festival", "1st Add", "Harvest, leading farms"])
def test_a_keyword_that_only_looks_like_a_take_is_not_cut(slugline):
    assert not names("harvest, kill\n", slugline)
