import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.workflow.stories.text_search import find, replaced


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("کتاب و كتاب", "کتاب", ["کتاب", "كتاب"]),
        ("علی علي", "علي", ["علی", "علي"]),
        ("می‌رود، میرود", "میرود", ["می‌رود", "میرود"]),
        ("سال ۱۴۰۵ و 1405 و ١٤٠٥", "1405", ["۱۴۰۵", "1405", "١٤٠٥"]),
        ("Şəki, şəki, SƏKİ", "seki", ["Şəki", "şəki", "SƏKİ"]),
        ("Bakı və BAKI", "bakı", ["Bakı", "BAKI"]),
        ("Андрей и андреи", "андрей", ["Андрей"]),
        ("Андрей", "андрей", ["Андрей"]),
        ("кот", "к", ["к"]),
        ("æon", "a", []),
        ("aaa", "aa", ["aa"]),
        ("nothing", "", []),
        ("می\u200cرود", "\u200c", ["\u200c"]),
    ],
)
def test_spellings_of_one_word_are_found_together(text, wanted, found):
    assert [text[start:end] for start, end in find(text, wanted)] == found


def test_case_and_spelling_count_when_asked():
    assert find("Bakı bakı", "bakı", match_case=True) == [(5, 9)]
    assert find("كتاب", "کتاب", match_case=True) == []


@pytest.mark.parametrize(
    ("text", "wanted", "count"),
    [
        ("Baku, Bakustan, (Baku)", "baku", 2),
        ("می‌رود و رود", "رود", 1),
        ("شهر، شهرها", "شهر", 1),
        ("25 and 250", "25", 1),
        ("a–b", "–", 1),
    ],
)
def test_whole_words_are_no_parts_of_longer_ones(text, wanted, count):
    assert len(find(text, wanted, whole_words=True)) == count


def test_replacement_goes_into_the_exact_places():
    text = "كتاب‌ها و کتاب"
    assert replaced(text, find(text, "کتاب"), "دفتر") == "دفتر‌ها و دفتر"


@given(st.text(max_size=40), st.text(min_size=1, max_size=4))
@settings(max_examples=80)
def test_places_are_in_order_and_apart(text, wanted):
    spans = find(text, wanted)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    assert replaced(text, spans, "") == "".join(
        text[i] for i in range(len(text)) if not any(start <= i < end for start, end in spans)
    )
