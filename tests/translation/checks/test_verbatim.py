"""Addresses and placeholders come out letter for letter."""

import pytest

from dabir.domain.segment import Severity
from dabir.translation.checks.pair import Pair
from dabir.translation.checks.verbatim import check, pieces_of


@pytest.mark.parametrize(
    ("text", "kind", "piece"),
    [
        ("نگاه کنید به https://example.org/a?b=1.", "address", "https://example.org/a?b=1"),
        ("Yazın: desk.news@example.az!", "e-mail address", "desk.news@example.az"),
        ("Bax: example.com/xeber", "site", "example.com/xeber"),
        ("برچسب #ایران_ما را ببینید", "hashtag", "#ایران_ما"),
        ("от @desk_news сегодня", "account", "@desk_news"),
        ("فایل report-2.pdf را", "file name", "report-2.pdf"),
        ("Merhaba %s", "placeholder", "%s"),
        ("قيمة ${price} هنا", "placeholder", "${price}"),
        ("%(name)s came", "placeholder", "%(name)s"),
    ],
)
def test_piece_is_recognised(text, kind, piece):
    assert [(one.kind, one.text) for one in pieces_of(text)] == [(kind, piece)]


@pytest.mark.parametrize(
    "text", ["100%də", "5 % dollar", "A.Ş. və s.", "گفت: #۱", "e.g. this", "He left.Then", "3.5"]
)
def test_nothing_else_is(text):
    assert pieces_of(text) == []


def test_one_changed_piece_is_mended():
    target = "Bax: https://example.az/2."
    (found,) = check(Pair("See https://example.az/1", target, "en", "az"))
    start, end = found.target_span
    assert found.severity is Severity.ERROR
    assert target[:start] + found.replacement + target[end:] == "Bax: https://example.az/1."


def test_two_changed_pieces_are_not_guessed():
    found = check(Pair("@one @two", "@three @four", "en", "az"))
    assert len(found) == 4
    assert all(one.replacement is None for one in found)


@pytest.mark.parametrize("target", ["example.com-da", "example.com'da"])
def test_ending_hung_on_an_address_passes(target):
    assert check(Pair("on example.com", target, "en", "az")) == []
