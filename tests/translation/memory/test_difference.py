import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.translation.memory.difference import Change, difference

KEPT, REMOVED, ADDED = Change.KEPT, Change.REMOVED, Change.ADDED
TEXTS = st.text(st.sampled_from("ab،.3۵ \n\u200cِ\u00a0"), max_size=20)


def told(before, after):
    return [(piece.change, piece.text) for piece in difference(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        (
            "وزیر دوشنبه به باکو رفت.",
            "وزیر سه‌شنبه به باکو رفت.",
            [(KEPT, "وزیر "), (REMOVED, "دوشنبه"), (ADDED, "سه‌شنبه"), (KEPT, " به باکو رفت.")],
        ),
        (
            "İxrac 3,5 faiz artıb.",
            "İxrac 4,1 faiz azalıb.",
            [
                (KEPT, "İxrac "), (REMOVED, "3,5"), (ADDED, "4,1"), (KEPT, " faiz "), (REMOVED, "artıb"),
                (ADDED, "azalıb"), (KEPT, "."),
            ],
        ),
        ("Он приехал.", "Он не приехал.", [(KEPT, "Он"), (ADDED, " не"), (KEPT, " приехал.")]),
        ("One two three", "One three", [(KEPT, "One"), (REMOVED, " two"), (KEPT, " three")]),
        ("كِتاب", "كِتابان", [(REMOVED, "كِتاب"), (ADDED, "كِتابان")]),
        ("", "Yeni", [(ADDED, "Yeni")]),
        ("Köhnə", "", [(REMOVED, "Köhnə")]),
        ("", "", []),
        ("a  b", "a b", [(KEPT, "a "), (REMOVED, " "), (KEPT, "b")]),
    ],
)  # fmt: skip
def test_words_are_kept_removed_or_added(before, after, pieces):
    assert told(before, after) == pieces


def test_same_text_is_one_piece():
    text = "باران بارید، برف نه.\n"
    assert told(text, text) == [(KEPT, text)]


@settings(max_examples=200)
@given(TEXTS, TEXTS)
def test_pieces_put_together_give_both_texts_with_their_places(before, after):
    pieces = difference(before, after)
    assert "".join(piece.text for piece in pieces if piece.change is not ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.change is not REMOVED) == after
    for piece in pieces:
        assert piece.text
        assert (piece.before is None) == (piece.change is ADDED)
        assert (piece.after is None) == (piece.change is REMOVED)
        assert piece.before is None or before[slice(*piece.before)] == piece.text
        assert piece.after is None or after[slice(*piece.after)] == piece.text
    for one, other in itertools.pairwise(pieces):
        assert (one.change, other.change) != (ADDED, REMOVED)
        assert one.change is KEPT or one.change is not other.change
