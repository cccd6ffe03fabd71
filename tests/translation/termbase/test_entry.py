import dataclasses

import pytest

from dabir.domain.errors import InputRefused
from dabir.domain.term import Term
from dabir.translation.termbase.entry import LONGEST, cleaned

TERM = Term("آتش‌بس", "atəşkəs", "fa", "az")


def test_spaces_languages_and_repeated_forms_are_put_right():
    made = cleaned(
        Term(" آتش\n بس ", "atəşkəs", "fa-IR", "AZE", ("آتش بس", "", "متارکه", "متاركه"), ("Atəşkəs", "atəşkəsmə"), partner=" A ")
    )  # fmt: skip
    assert (made.source, made.source_language, made.target_language, made.partner) == ("آتش بس", "fa", "az", "A")
    assert (made.source_forms, made.target_forms) == (("متارکه",), ("atəşkəsmə",))


def test_joiner_inside_a_word_stays():
    assert cleaned(TERM) == TERM


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"source": " "}, "no Persian side"),
        ({"target": ""}, "no Azerbaijani side"),
        ({"target_language": "fa"}, "different languages"),
        ({"source_language": ""}, "different languages"),
        ({"forbidden": ("ATƏŞKƏS",)}, "wanted and forbidden"),
        ({"target_forms": ("sülh",), "forbidden": ("Sülh",)}, "wanted and forbidden"),
        ({"source": "a\x07b"}, "control character"),
        ({"target": "a" * (LONGEST + 1)}, "301 characters"),
    ],
)
def test_what_is_no_entry_is_refused_with_its_reason(changes, reason):
    with pytest.raises(InputRefused, match=reason):
        cleaned(dataclasses.replace(TERM, **changes))
