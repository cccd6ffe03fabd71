"""The words of a clearance sheet in the languages it can be made in."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from dabir.workflow.record.clearance import Outcome


@dataclass(frozen=True, slots=True)
class SheetWords:
    """The words of one language.

    Attributes:
        title: of the sheet.
        of_story: what stands before the story's identifier.
        heads: the four heads of the table.
        original, translation: what was approved.
        approved_by, time, note, entry, device: names of facts.
        hashes: names of the hashes: of the entry, the original, the approved text.
        no_agreement: what is said where no agreement is known.
        outcomes: what became of an approval.
        nothing: what is said of an empty sheet.
        page: "Page {number} of {total}".
        made: "Made {time}".
        languages: names of the languages of the desk.
    """

    title: str
    of_story: str
    heads: tuple[str, str, str, str]
    original: str
    translation: str
    approved_by: str
    time: str
    note: str
    entry: str
    device: str
    hashes: tuple[str, str, str]
    no_agreement: str
    outcomes: MappingProxyType[Outcome, str]
    nothing: str
    page: str
    made: str
    languages: MappingProxyType[str, str]


_CODES: Final = ("fa", "az", "azb", "en", "ru", "ar", "tr")


def _outcomes(approved: str, released: str, taken_back: str) -> MappingProxyType[Outcome, str]:
    return MappingProxyType({Outcome.APPROVED: approved, Outcome.RELEASED: released, Outcome.TAKEN_BACK: taken_back})


def _names(*names: str) -> MappingProxyType[str, str]:
    return MappingProxyType(dict(zip(_CODES, names, strict=True)))


WORDS: Final = MappingProxyType(
    {
        "fa": SheetWords(
            title="برگهٔ مجوز انتشار",
            of_story="خبر:",
            heads=("خبر", "تأیید", "اعتبار و توافق‌نامه", "سند در دفتر ثبت"),
            original="متن اصلی",
            translation="ترجمه",
            approved_by="تأییدکننده:",
            time="زمان:",
            note="یادداشت:",
            entry="ردیف",
            device="دستگاه",
            hashes=("ردیف ثبت", "متن اصلی", "متن تأییدشده"),
            no_agreement="توافق‌نامه‌ای ثبت نشده است.",
            outcomes=_outcomes("تأیید شده، هنوز منتشر نشده", "منتشر شده", "پس گرفته شده"),
            nothing="در این بازه چیزی تأیید نشده است.",
            page="صفحهٔ {number} از {total}",
            made="تهیه‌شده در {time}",
            languages=_names("فارسی", "آذربایجانی", "ترکی آذربایجانی", "انگلیسی", "روسی", "عربی", "ترکی استانبولی"),
        ),
        "az": SheetWords(
            title="Yayım icazəsi vərəqi",
            of_story="Xəbər:",
            heads=("Xəbər", "Təsdiq", "İstinad və saziş", "Jurnaldakı qeyd"),
            original="orijinal",
            translation="tərcümə",
            approved_by="Təsdiq edən:",
            time="Vaxt:",
            note="Qeyd:",
            entry="Sıra nömrəsi",
            device="cihaz",
            hashes=("jurnal qeydi", "orijinal", "təsdiqlənmiş mətn"),
            no_agreement="Saziş qeydə alınmayıb.",
            outcomes=_outcomes("təsdiqlənib, hələ yayılmayıb", "yayılıb", "geri götürülüb"),
            nothing="Bu müddətdə heç nə təsdiqlənməyib.",
            page="Səhifə {number} / {total}",
            made="Hazırlanıb: {time}",
            languages=_names("fars", "Azərbaycan", "Cənubi Azərbaycan", "ingilis", "rus", "ərəb", "türk"),
        ),
        "en": SheetWords(
            title="Clearance sheet",
            of_story="Story:",
            heads=("Story", "Approval", "Credit and agreement", "Entry in the log"),
            original="original",
            translation="translation",
            approved_by="Approved by:",
            time="Time:",
            note="Note:",
            entry="Entry",
            device="device",
            hashes=("entry", "original", "approved text"),
            no_agreement="No agreement is on record.",
            outcomes=_outcomes("approved, not released yet", "released", "taken back"),
            nothing="Nothing was approved in this time.",
            page="Page {number} of {total}",
            made="Made {time}",
            languages=_names(
                "Persian", "Azerbaijani", "South Azerbaijani", "English", "Russian", "Arabic", "Turkish"
            ),
        ),
        "ru": SheetWords(
            title="Лист допуска к публикации",
            of_story="Сообщение:",
            heads=("Сообщение", "Одобрение", "Указание источника и соглашение", "Запись в журнале"),
            original="оригинал",
            translation="перевод",
            approved_by="Кто одобрил:",
            time="Время:",
            note="Примечание:",
            entry="Запись",
            device="устройство",
            hashes=("запись", "оригинал", "одобренный текст"),
            no_agreement="Соглашение не зарегистрировано.",
            outcomes=_outcomes("одобрено, ещё не опубликовано", "опубликовано", "отозвано"),
            nothing="За это время ничего не одобрено.",
            page="Страница {number} из {total}",
            made="Составлено {time}",
            languages=_names(
                "персидский",
                "азербайджанский",
                "южноазербайджанский",
                "английский",
                "русский",
                "арабский",
                "турецкий",
            ),
        ),
    }
)
