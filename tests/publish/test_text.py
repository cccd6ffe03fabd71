"""Plain text for people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from dabir.domain.errors import InputRefused
from dabir.publish.item import ReleaseItem
from dabir.publish.text import render


def test_a_translation_reads_in_the_order_of_a_news_text(translation: ReleaseItem) -> None:
    assert render(translation).decode("utf-8") == (
        "Bakıda əməkdaşlıq müqaviləsi imzalanıb\n"
        "نرگس کاویانی\n"
        "باکو، ۱ فروردین\n"
        "\n"
        "İki agentlik şənbə günü Bakıda yeni müqavilə imzalayıb.\n"
        "\n"
        "Müqavilə <beşillikdir> & 2026-cı ildən qüvvəyə minir.\n"
        "\n"
        "ARAN agentliyi\n"
        "© ۱۴۰۵ خبرگزاری آران\n"
        "Fars dilindən tərcümə\n"
        "Yayımı təsdiq edən: Elçin Məmmədov\n"
    )


def test_an_original_carries_its_own_words_only(original_item: ReleaseItem) -> None:
    assert render(original_item).decode("utf-8") == (
        "امضای قرارداد همکاری در باکو\n"
        "نرگس کاویانی\n"
        "باکو، ۱ فروردین\n"
        "\n"
        "دو خبرگزاری روز شنبه در باکو قرارداد تازه‌ای امضا کردند.\n"
        "\n"
        "این قرارداد <پنج‌ساله> است & از سال ۲۰۲۶ اجرا می‌شود.\n"
        "\n"
        "خبرگزاری آران\n"
        "© ۱۴۰۵ خبرگزاری آران\n"
    )


def test_notes_to_editors_stay_out(translation: ReleaseItem, original_item: ReleaseItem) -> None:
    for item in (translation, original_item):
        noted = replace(item, story=replace(item.story, notes=("not for publication",)))
        text = render(noted).decode("utf-8")
        assert item.story.ednote not in text
        assert "not for publication" not in text


def test_a_dateline_that_opens_the_body_is_not_said_twice(original_item: ReleaseItem) -> None:
    opening = f"{original_item.story.dateline} – دو خبرگزاری قرارداد بستند."
    text = render(replace(original_item, paragraphs=(opening,))).decode("utf-8")
    assert text.count(original_item.story.dateline) == 1


@pytest.mark.parametrize("body", ["a\r\nb\rc", "a\nb\nc"])
def test_lines_end_in_a_newline_only(with_text: Callable[..., ReleaseItem], body: str) -> None:
    data = render(with_text("Başlıq", (body,)))
    assert b"\r" not in data
    assert b"a\nb\nc\n\n" in data
    assert data.endswith(b"\n")
    assert not data.endswith(b"\n\n")


def test_blank_paragraphs_leave_one_empty_line_only(with_text: Callable[..., ReleaseItem]) -> None:
    text = render(with_text("Başlıq", ("bir", "", " ", "iki"))).decode("utf-8")
    assert "bir\n\niki\n\n" in text


def test_half_a_letter_from_a_damaged_wire_is_refused_with_its_place(with_text: Callable[..., ReleaseItem]) -> None:
    with pytest.raises(InputRefused, match=r"Plain text cannot hold the character U\+D83D .* in paragraph 1 of"):
        render(with_text("Başlıq", ("a\ud83db",)))
