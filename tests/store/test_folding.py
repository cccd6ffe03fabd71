from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dabir.store.folding import fold

GROUPS = [
    ("کتابی", "كتابي", "كتابى", "کتـابی", "کِتابی", "\u200fکتاب\u200cی\u200f"),
    ("آذربایجان", "اذربایجان", "أذربايجان", "آذرباي\u0650جان"),
    ("خانهٔ", "خانۀ", "خانه", "خانة"),
    ("مسئول", "مسؤول".replace("ؤ", "ئ"), "مسیول"),
    ("مؤمن", "مومن"),
    ("امضاء", "امضا"),
    ("قرآن", "قران", "قرأن"),
    ("۱۴۰۵", "١٤٠٥", "1405"),
    ("Şəki", "Seki", "ŞƏKİ", "şeki", "S\u0327əki"),
    ("Gəncə çay öz üzüm dağ", "Gence cay oz uzum dag"),
    ("İstanbul", "ISTANBUL", "ıstanbul", "istanbul"),
    ("Qızıl", "QIZIL", "qizil"),
    ("Café", "Cafe\u0301", "CAFE"),
    ("Ещё", "еще"),
    ("Straße", "STRASSE"),
    ("مَدْرَسَةٌ", "مدرسه"),
    ("ﻻ ﷲ", "لا الله"),
    ("２０", "20"),
]


@pytest.mark.parametrize("group", GROUPS)
def test_spellings_of_one_word_fold_together(group: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in group}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("мой", "мои"),
        ("مو", "می"),
        ("جان", "خان"),
        ("Bakı", "Baku"),
        ("12", "21"),
        ("س", "ش"),
        ("ح", "ه"),
        ("a", "b"),
    ],
)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_ascii_alone_is_folded_as_among_other_letters() -> None:
    text = "".join(map(chr, range(128)))
    assert fold(text) + "s" == fold(text + "ş")


def test_russian_letter_is_known_composed_and_decomposed() -> None:
    assert fold("Й") == fold(unicodedata.normalize("NFD", "й")) == "й"


@given(st.text(st.characters()))
@example("и\u200c\u0306")
@example("ﷺ ⑴ ½ ǰ ΐ \u1100\u200c\u1161 \ud800")
@settings(deadline=None)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_folding_of_every_character_is_settled() -> None:
    # All of the scripts of our languages, and what looks like them.
    for point in (*range(0x3000), *range(0xA640, 0xA700), *range(0xFB00, 0x10000)):
        folded = fold(chr(point))
        assert fold(folded) == folded, hex(point)


@given(st.text())
@settings(deadline=None)
def test_folded_text_has_no_marks_no_joiners_and_no_capitals(text: str) -> None:
    folded = fold(text)
    assert not [c for c in folded if unicodedata.category(c) in {"Mn", "Cf"}]
    assert folded == folded.casefold()


@given(st.text())
@settings(deadline=None)
def test_composition_and_case_make_no_difference(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text) == fold(unicodedata.normalize("NFC", text))
