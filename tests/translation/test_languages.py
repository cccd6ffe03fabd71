import pytest

from dabir.domain.language import _RIGHT_TO_LEFT, NAMES
from dabir.translation.languages import why_not_language


@pytest.mark.parametrize("code", [*NAMES, *_RIGHT_TO_LEFT, "tg", "tly", "glk", "udi", "hy", "nb"])
def test_languages_of_the_desk_and_of_cldr_are_known(code):
    assert why_not_language(code) == ""


@pytest.mark.parametrize(
    ("code", "near"),
    [
        ("ir", "Is it fa (Persian)?"),
        ("cz", "Is it cs (Czech)?"),
        ("zz", "az (Azerbaijani)"),
        ("azerbaycan", "Is it az (Azerbaijani)?"),
        ("tat", "“tat” is written tt here (Tatar)."),
        ("iw", "“iw” is written he here (Hebrew)."),
        ("qqx", "Write one such as fa, az or en."),
        ("", "Write one such as fa, az or en."),
        ("und", "no code of a language"),
    ],
)
def test_code_of_no_language_is_told_with_those_near_it(code, near):
    assert near in why_not_language(code)
