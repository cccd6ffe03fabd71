"""The label of a translation, in its readers' language."""

from __future__ import annotations

import pytest

from dabir.domain.language import NAMES
from dabir.publish.label import approved_by, translated_from


@pytest.mark.parametrize(
    ("source", "target", "label"),
    [
        ("az", "fa", "ترجمه از آذربایجانی"),
        ("fa", "az", "Fars dilindən tərcümə"),
        ("fa", "en", "Translated from Persian"),
        ("fa", "ru", "Перевод с персидского"),
        ("az", "ar", "مترجم عن الأذربيجانية"),
        ("ru", "tr", "Rusçadan çeviri"),
        ("fa", "azb", "فارس دیلیندن ترجومه"),
        ("fa-IR", "az-Latn", "Fars dilindən tərcümə"),
        ("per", "EN", "Translated from Persian"),
    ],
)
def test_the_label_names_the_source_in_the_target_language(source: str, target: str, label: str) -> None:
    assert translated_from(source, target) == label


def test_every_pair_of_the_desk_has_a_label_of_its_own() -> None:
    labels = {(source, target): translated_from(source, target) for source in NAMES for target in NAMES}
    assert len(set(labels.values())) == len(labels)
    assert not any("(" in label or "{" in label for label in labels.values())


def test_an_unknown_source_is_not_guessed() -> None:
    assert translated_from("", "fa") == "ترجمه"
    assert translated_from("und", "ru") == "Перевод"
    assert translated_from("de", "tr") == "Çeviri (de)"


def test_an_unknown_target_gets_english() -> None:
    assert translated_from("fa", "ka") == "Translated from Persian"
    assert approved_by("Nino", "ka") == "Approved for publication by: Nino"


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("fa", "تأیید برای انتشار: سارا"),
        ("az", "Yayımı təsdiq edən: سارا"),
        ("ru", "Одобрено к публикации: سارا"),
        ("ar", "إجازة النشر: سارا"),
        ("tr", "Yayım onayı: سارا"),
        ("azb", "یاییمی تصدیق ائدن: سارا"),
    ],
)
def test_the_approver_is_named(target: str, words: str) -> None:
    assert approved_by("سارا", target) == words
