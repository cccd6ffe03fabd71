import re

from dabir.domain.story import Story
from dabir.wire.damaged import readings_of_damaged
from dabir.wire.format import read_each
from dabir.wire.xml import children

MESSAGE, OPENING = re.compile(r"<(m)\b[^<>]*>"), re.compile(r"<(i)[\s>]")


def read(text):
    return readings_of_damaged(
        text,
        MESSAGE,
        OPENING,
        lambda part: read_each(children(part.root), lambda item: Story(item.text or "", defects=part.defects)),
    )


def test_whole_items_are_read_and_the_broken_one_is_placed():
    first, broken, last = read("<m a='1'\n b='2'>\n<i>one</i>\n<i><x></i>\n<i>three</i>\n")
    assert (first.story.uri, last.story.uri) == ("one", "three")
    assert "damaged" in first.story.defects[0]
    assert broken.story is None
    assert broken.place.startswith("item 2, line 4")


def test_text_without_items_or_with_one_gives_nothing():
    assert read("<m>") == read("no message") == read("<m><i>one</i>") == []


def test_names_declared_on_the_message_are_known_in_its_items():
    first, second = read("<m xmlns:n='u'><i><n:x/>one</i><i>two</i>")
    assert first.story
    assert second.story.uri == "two"
