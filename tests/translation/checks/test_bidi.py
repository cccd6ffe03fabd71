"""Invisible controls of direction have partners, or are taken away."""

import pytest

from dabir.translation.checks.bidi import check
from dabir.translation.checks.pair import Pair


def mended(target, findings):
    for one in sorted(findings, key=lambda one: one.target_span, reverse=True):
        if one.replacement is not None:
            target = target[: one.target_span[0]] + one.replacement + target[one.target_span[1] :]
    return target


@pytest.mark.parametrize(
    ("language", "target", "after"),
    [
        ("fa", "او \u202bرفت", "او رفت"),
        ("ar", "\u2067غادر", "غادر"),
        ("fa", "رفت\u202c", "رفت"),
        ("fa", "\u2066iPhone\u2069 و \u2069", "\u2066iPhone\u2069 و "),
        ("az", "O\u200f getdi\u202c", "O getdi"),
        ("ru", "\u202aОн ушёл\u202c", "Он ушёл"),
        ("tr", "gitti\u061c", "gitti"),
    ],
)
def test_what_has_no_partner_or_no_use_is_taken_away(language, target, after):
    found = check(Pair("x", target, "en", language))
    assert found
    assert mended(target, found) == after
    assert check(Pair("x", after, "en", language)) == []


def test_closed_isolate_closes_the_embedding_within_it():
    (found,) = check(Pair("x", "الف \u2067\u202bب\u2069 پ", "en", "fa"))
    assert found.target_span == (5, 6)


def test_override_is_reported_even_with_its_partner():
    (found,) = check(Pair("x", "کد \u202eabc\u202c است", "en", "fa"))
    assert (found.target_span, found.replacement) == ((3, 4), None)


@pytest.mark.parametrize("target", ["از \u2066iPhone\u2069 گفت", "رفت!\u200f", "\u202bرفت\u202c"])
def test_balanced_controls_in_right_to_left_text_pass(target):
    assert check(Pair("x", target, "en", "fa")) == []
