"""Spaces and non-joiners are mended with one click, and addresses are left alone."""

import pytest

from dabir.domain.segment import Severity
from dabir.translation.checks.pair import Pair
from dabir.translation.checks.spacing import check


def mended(target, language):
    found = check(Pair("x", target, "en", language))
    assert all(one.severity is Severity.HINT for one in found)
    for one in reversed(found):
        target = target[: one.target_span[0]] + one.replacement + target[one.target_span[1] :]
    return target


@pytest.mark.parametrize(
    ("language", "target", "after"),
    [
        ("fa", "او می رود و نمی آید", "او می‌رود و نمی‌آید"),
        ("fa", "کتاب ها و خانه هایش", "کتاب‌ها و خانه‌هایش"),
        ("fa", "می‌‌رود", "می‌رود"),
        ("fa", "رفت‌ و آمد", "رفت و آمد"),
        ("fa", "كتاب علي", "کتاب علی"),
        ("fa", "در سال 2024 رفت", "در سال ۲۰۲۴ رفت"),
        ("fa", "رفت ، آمد ؟", "رفت، آمد؟"),
        ("az", "Getdi ,gəldi", "Getdi, gəldi"),
        ("az", " Getdi  ki ", "Getdi ki"),
        ("ru", "Ушёл,пришёл", "Ушёл, пришёл"),
        ("ar", "غادر ؛ ثم عاد", "غادر؛ ثم عاد"),
        ("tr", "Gitti\u200b mi ?", "Gitti mi?"),
        ("en", "He left:we stayed", "He left: we stayed"),
    ],
)
def test_place_is_mended(language, target, after):
    assert mended(target, language) == after
    assert mended(after, language) == after


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("fr", "Vraiment ? Oui !"),
        ("en", "See https://example.org/a,b:c and 17:30"),
        ("fa", "ماه می در تهران، مدل A320 و نشانی example.com/12"),
        ("fa", "این‌ها را به خانه‌ها برد"),
        ("ar", "في 2024 وصل علي إلى كركوك"),
        ("tr", "1,5 milyon; 3:1"),
        ("en", "   "),
    ],
)
def test_what_is_right_is_left_alone(language, target):
    assert check(Pair("x", target, "en", language)) == []
