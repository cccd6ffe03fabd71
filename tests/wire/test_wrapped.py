from __future__ import annotations

import pytest

from dabir.wire.wrapped import paragraphs_in


@pytest.mark.parametrize("column", ["   ", "\t", "          "])
def test_rows_of_a_table_are_paragraphs_each(column: str) -> None:
    rows = [column.join(row) for row in (("Gün", "Qiymət"), ("Çərşənbə", "72,10"), ("Cümə", "74,05"))]
    assert paragraphs_in("\n".join(("Qiymətlər dollarla", *rows, "Mənbə: birja"))) == [
        "Qiymətlər dollarla",
        *rows,
        "Mənbə: birja",
    ]


def test_one_wide_gap_in_wrapped_lines_is_no_table() -> None:
    text = "The words of a paragraph that   were\nset with a gap go on here\nand here."
    assert paragraphs_in(text) == [text]


def test_two_spaces_behind_sentences_are_no_columns() -> None:
    text = "One ended.  Another began and\nended.  A third one went on\nto here"
    assert paragraphs_in(text) == [text]
