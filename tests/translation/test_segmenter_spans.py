"""Whatever the text, the spans of its segments make it up again."""

import re

import pytest
from benchmarks.segmentation import LISTS
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.domain.segment import HEADLINE
from dabir.translation.segmenter import Segmenter

SEGMENTER = Segmenter(LISTS)
LANGUAGES = ["fa", "az", "az-Arab", "azb", "ru", "tr", "ar", "en", "de", "zh", "am", "xx", "und", ""]
PIECES = [
    *" \n\t\r.!?…؟۔。,;:،؛-–—\"'«»“”()[]{}•*",
    "\r\n",
    "\n\n",
    "\u00a0",
    "\u200c",
    "\u200f",
    "\u2028",
    "\u2029",
    "\x85",
    "\x1c",
    "\ufeff",
    "...",
    ". . .",
    "1.",
    "۳.۵",
    "XX.",
    "A.",
    "İ.",
    "ج.",
    "ه.ش.",
    "2024 г.",
    "и т.д.",
    "Dr.",
    "və s.",
    "U.S.",
    "The",
    "Он",
    "وی",
    "گفت",
    "Bakı",
    "kənd",
    "😀",
    "I\u0307",
    "[1]",
]
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
)


def check_spans(text, segments):
    place = 0
    for segment in segments:
        assert segment.start < segment.end
        assert not text[place : segment.start].strip()
        span = text[segment.start : segment.end]
        assert span == span.strip()
        assert segment.text == re.sub(r"\s+", lambda gap: " " if "\n" in gap[0] else gap[0], span)
        place = segment.end
    assert not text[place:].strip()


@settings(max_examples=400, deadline=None)
@given(text=TEXTS, language=st.sampled_from(LANGUAGES))
def test_spans_reconstruct_any_paragraph(text, language):
    check_spans(text, SEGMENTER.split(text, language))


@settings(max_examples=200, deadline=None)
@given(text=TEXTS, language=st.sampled_from(LANGUAGES))
def test_no_segment_is_punctuation_only_beside_others(text, language):
    segments = SEGMENTER.split(text, language)
    if len(segments) > 1:
        assert all(any(character.isalnum() for character in segment.text) for segment in segments)


@settings(max_examples=100, deadline=None)
@given(paragraphs=st.lists(TEXTS, max_size=4), headline=TEXTS, language=st.sampled_from(LANGUAGES))
def test_story_is_headline_then_paragraphs(paragraphs, headline, language):
    segments = SEGMENTER.split_story(paragraphs, language, headline)
    places = [segment.paragraph for segment in segments]
    assert places == sorted(places)
    assert places.count(HEADLINE) == bool(headline.strip())
    for index, text in [(HEADLINE, headline), *enumerate(paragraphs)]:
        check_spans(text, [segment for segment in segments if segment.paragraph == index])


@pytest.mark.parametrize("language", LANGUAGES)
def test_repeated_sentences_have_places_of_their_own(language):
    sentence = "Ola bilər. "
    segments = SEGMENTER.split(sentence * 50, language)
    assert [(segment.start, segment.end) for segment in segments] == [(11 * i, 11 * i + 10) for i in range(50)]


@pytest.mark.parametrize(
    "unit", ["Prezident bildirib ki, bu belədir. ", "«a. ", "2024 г. Mr. ", "İ.", '"(', ". »", "a"]
)
def test_very_long_paragraph_is_split_whole(unit):
    text = unit * (100_000 // len(unit))
    check_spans(text, SEGMENTER.split(text, "az"))


def test_length_of_a_paragraph_does_not_move_boundaries():
    sentences = [f"Komissiya {number} saylı qərarı qəbul edib." for number in range(5000)]
    assert [segment.text for segment in SEGMENTER.split(" ".join(sentences), "az")] == sentences
