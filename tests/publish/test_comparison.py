"""Texts compared word for word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.domain.text import Text
from dabir.publish.comparison import Kind, compare, compare_exactly

TEXT = Text("امضای قرارداد در باکو", ("او گفت: «می‌رویم» و رفت.", "این قرارداد از سال ۲۰۲۶ اجرا می‌شود."))


def kinds(*blocks: str) -> list[tuple[Kind, str, str, str]]:
    return [(one.kind, one.place, one.original, one.released) for one in compare(TEXT, blocks)]


def test_the_same_words_are_the_same_however_they_are_broken() -> None:
    assert kinds(TEXT.headline, *TEXT.paragraphs) == []
    assert kinds(f"{TEXT.headline}\n  {TEXT.paragraphs[0]}", "", TEXT.paragraphs[1].replace(" ", "\n\t ")) == []


def test_a_changed_word_is_told_with_its_place() -> None:
    assert kinds(TEXT.headline, TEXT.paragraphs[0], TEXT.paragraphs[1].replace("۲۰۲۶", "۲۰۲۷")) == [
        (Kind.WORDS, "paragraph 2, word 5", "۲۰۲۶", "۲۰۲۷")
    ]


def test_missing_and_added_words_are_told() -> None:
    assert kinds(TEXT.headline.replace(" در باکو", ""), *TEXT.paragraphs) == [
        (Kind.WORDS, "headline, word 3", "در باکو", "")
    ]
    assert kinds(TEXT.headline, *TEXT.paragraphs, "و دروغ") == [(Kind.WORDS, "after the last word", "", "و دروغ")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("«می‌رویم»", "“می‌رویم”"),
        ("«می‌رویم»", "«می رویم»"),
        ("«می‌رویم»", "«میرویم»"),
        ("می‌رویم", "مي‌رويم"),
        ("او گفت", "او\u00a0گفت"),
        ("گفت:", "گفت\u200f:"),
    ],
)
def test_typography_is_told_apart_from_words(old: str, new: str) -> None:
    (found,) = compare(TEXT, [TEXT.headline, TEXT.paragraphs[0].replace(old, new), TEXT.paragraphs[1]])
    assert found.kind is Kind.TYPOGRAPHY
    assert found.place.startswith("paragraph 1, word ")


def test_characters_nobody_can_see_are_named() -> None:
    (found,) = compare(TEXT, [TEXT.headline, TEXT.paragraphs[0].replace("می‌رویم", "میرویم"), TEXT.paragraphs[1]])
    assert str(found) == "paragraph 1, word 3 (typography): original “«می⟨U+200C⟩رویم»”, released “«میرویم»”"


def test_lines_that_belong_beside_the_text_are_no_addition() -> None:
    blocks = [TEXT.headline, "نرگس کاویانی", *TEXT.paragraphs, "خبرگزاری آران"]
    assert compare(TEXT, blocks, ("خبرگزاری  آران", "نرگس کاویانی")) == ()
    assert len(compare(TEXT, blocks, ("خبرگزاری آران",))) == 1


def test_a_line_of_the_text_itself_is_never_taken_for_one_beside_it() -> None:
    assert compare(TEXT, TEXT.paragraphs, (TEXT.headline,)) != ()
    assert compare(TEXT, [TEXT.headline, *TEXT.paragraphs], (TEXT.paragraphs[0],)) == ()


def test_white_space_counts_where_every_character_does() -> None:
    released = Text(TEXT.headline, (TEXT.paragraphs[0].replace(" ", "  ", 1), TEXT.paragraphs[1]))
    (found,) = compare_exactly(TEXT, released)
    assert (found.kind, found.place) == (Kind.SPACE, "paragraph 1")
    joined = Text(TEXT.headline, (" ".join(TEXT.paragraphs),))
    assert {one.kind for one in compare_exactly(TEXT, joined)} == {Kind.SPACE}


WORDS = st.lists(st.text("ابپ‌ي«» ab\u00a0\n", max_size=12), max_size=4)


@settings(max_examples=100)
@given(WORDS, WORDS)
def test_no_difference_is_missed_where_every_character_counts(one: list[str], other: list[str]) -> None:
    left, right = Text("x", tuple(one)), Text("x", tuple(other))
    assert (compare_exactly(left, right) == ()) == (left == right)


@settings(max_examples=100)
@given(WORDS, WORDS)
def test_words_that_differ_are_always_told(one: list[str], other: list[str]) -> None:
    same = " ".join(one).split() == " ".join(other).split()
    assert same or compare(Text("x", tuple(one)), ["x", *other]) != ()
