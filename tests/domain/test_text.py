import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from dabir.domain.segment import HEADLINE, Segment, TranslationUnit
from dabir.domain.story import Story
from dabir.domain.text import Text, text_of_story, text_of_units


@given(st.text(), st.lists(st.text(), max_size=4))
def test_bytes_of_record_read_back_as_the_same_text(headline, paragraphs):
    text = Text(headline, tuple(paragraphs))
    assert Text.from_record(text.record) == text


def test_original_text_has_the_hash_the_story_tells():
    story = Story("tag:a", headline="خبر", paragraphs=("یک", "دو"))
    assert text_of_story(story).sha256 == story.text_sha256


def test_units_make_equal_paragraphs():
    story = Story("tag:a", headline="H", paragraphs=("A. B.", "", "C."))
    places = [(HEADLINE, "Başlıq"), (0, "Bir."), (0, " İki. "), (2, "Üç.")]
    units = [TranslationUnit(i, Segment(p, 0, 1, "x"), target) for i, (p, target) in enumerate(places)]
    assert text_of_units(story, units) == Text("Başlıq", ("Bir. İki.", "", "Üç."))


def test_one_changed_unit_changes_the_hash():
    story = Story("tag:a", paragraphs=("A.",))
    unit = TranslationUnit(0, Segment(0, 0, 2, "A."), "12 nəfər")
    changed = dataclasses.replace(unit, target="13 nəfər")
    assert text_of_units(story, [unit]).sha256 != text_of_units(story, [changed]).sha256
