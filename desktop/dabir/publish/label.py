"""The words that mark a translation as one, in the language of its readers.

To add a language: one entry in `_LABELS`, with the phrase for each language it can be translated from.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from dabir.domain.language import name_of, normalise


@dataclass(frozen=True, slots=True)
class Words:
    """How one language says it.

    Attributes:
        translated: the bare statement, for a source language without a phrase of its own.
        from_language: the statement by source language.
        approved_by: what stands before the editor's name.
        original: the heading over the original text.
        withdrawn: the notice on a story that was killed.
    """

    translated: str
    from_language: MappingProxyType[str, str]
    approved_by: str
    original: str
    withdrawn: str


def _words(translated: str, approved_by: str, others: tuple[str, str], pattern: str, names: dict[str, str]) -> Words:
    phrases = {code: pattern.format(name) for code, name in names.items()}
    return Words(translated, MappingProxyType(phrases), approved_by, *others)


_LABELS: Final = MappingProxyType(
    {
        "fa": _words(
            "ترجمه",
            "تأیید برای انتشار:",
            ("متن اصلی", "این خبر پس گرفته شده است. آن را منتشر نکنید."),
            "ترجمه از {}",
            {
                "fa": "فارسی",
                "az": "آذربایجانی",
                "azb": "ترکی آذربایجانی",
                "en": "انگلیسی",
                "ru": "روسی",
                "ar": "عربی",
                "tr": "ترکی استانبولی",
            },
        ),
        "az": _words(
            "Tərcümə",
            "Yayımı təsdiq edən:",
            ("Mətnin orijinalı", "Bu xəbər geri götürülüb. Onu yaymayın."),
            "{} dilindən tərcümə",
            {
                "fa": "Fars",
                "az": "Azərbaycan",
                "azb": "Cənubi Azərbaycan",
                "en": "İngilis",
                "ru": "Rus",
                "ar": "Ərəb",
                "tr": "Türk",
            },
        ),
        "azb": _words(
            "ترجومه",
            "یاییمی تصدیق ائدن:",
            ("اصل متن", "بو خبر گئری گؤتورولوب. اونو یایمایین."),
            "{} دیلیندن ترجومه",
            {
                "fa": "فارس",
                "az": "آذربایجان",
                "azb": "گونئی آذربایجان",
                "en": "اینگیلیس",
                "ru": "روس",
                "ar": "عرب",
                "tr": "تورک",
            },
        ),
        "en": _words(
            "Translation",
            "Approved for publication by:",
            ("Original text", "This story has been withdrawn. Do not publish it."),
            "Translated from {}",
            {
                "fa": "Persian",
                "az": "Azerbaijani",
                "azb": "South Azerbaijani",
                "en": "English",
                "ru": "Russian",
                "ar": "Arabic",
                "tr": "Turkish",
            },
        ),
        "ru": _words(
            "Перевод",
            "Одобрено к публикации:",
            ("Текст оригинала", "Это сообщение отозвано. Не публикуйте его."),
            "Перевод с {}",
            {
                "fa": "персидского",
                "az": "азербайджанского",
                "azb": "южноазербайджанского",
                "en": "английского",
                "ru": "русского",
                "ar": "арабского",
                "tr": "турецкого",
            },
        ),
        "ar": _words(
            "ترجمة",
            "إجازة النشر:",
            ("النص الأصلي", "سُحب هذا الخبر. لا تنشروه."),
            "مترجم عن {}",
            {
                "fa": "الفارسية",
                "az": "الأذربيجانية",
                "azb": "الأذربيجانية الجنوبية",
                "en": "الإنجليزية",
                "ru": "الروسية",
                "ar": "العربية",
                "tr": "التركية",
            },
        ),
        "tr": _words(
            "Çeviri",
            "Yayım onayı:",
            ("Özgün metin", "Bu haber geri çekildi. Yayımlamayın."),
            "{} çeviri",
            {
                "fa": "Farsçadan",
                "az": "Azerbaycan Türkçesinden",
                "azb": "Güney Azerbaycan Türkçesinden",
                "en": "İngilizceden",
                "ru": "Rusçadan",
                "ar": "Arapçadan",
                "tr": "Türkçeden",
            },
        ),
    }
)


def _for(target: str) -> Words:
    return _LABELS.get(normalise(target), _LABELS["en"])


def translated_from(source: str, target: str) -> str:
    """Say in the target language that a text is translated, and from which language.

    Args:
        source: tag of the source language; "" when unknown.
        target: tag of the language of the translation; English is used where Dabir has no words for it.
    """
    words, code = _for(target), normalise(source)
    if code in words.from_language:
        return words.from_language[code]
    return f"{words.translated} ({name_of(source)})" if code else words.translated


def approved_by(editor: str, target: str) -> str:
    """Say in the target language who approved a text.

    Args:
        editor: the editor's name, as it stands in the record.
        target: tag of the language of the translation.
    """
    return f"{_for(target).approved_by} {editor}"


def original_heading(language: str) -> str:
    """Return the heading over the original text, in the language of the page's readers."""
    return _for(language).original


def withdrawn(language: str) -> str:
    """Return the notice that a story was killed, in the language of its readers."""
    return _for(language).withdrawn
