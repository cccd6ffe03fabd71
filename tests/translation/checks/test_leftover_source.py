"""Words of the source are found in the target, also between languages of one alphabet."""

import pytest

from dabir.domain.segment import Severity
from dabir.translation.checks.leftover_source import check
from dabir.translation.checks.pair import Pair


@pytest.mark.parametrize(
    ("source_language", "target_language", "source", "target", "part"),
    [
        ("fa", "az", "نان و آب", "çörək و su", "و"),
        ("az", "fa", "Səhiyyə müavini gəldi.", "معاون Səhiyyə آمد.", "Səhiyyə"),
        ("en", "fa", "The court ruled.", "The دادگاه رأی داد.", "The"),
        ("az", "en", "Nazir bu planı təsdiq edib.", "The minister təsdiq the plan.", "təsdiq"),
        ("en", "az", "The minister approved the plan.", "Nazir the planı təsdiq edib.", "the"),
        ("az", "en", "Rusiya maye qaz satır.", "Rusiya sells liquefied gas.", "Rusiya"),
        ("az", "tr", "Nazir qərarı açıqlayıb.", "Bakan qərarı açıkladı.", "qərarı"),
        ("tr", "en", "Bakan görüşmeye katıldı.", "The minister görüşmeye joined.", "görüşmeye"),
        ("fa", "ar", "گزارش رسید.", "وصل گزارش أمس.", "گزارش"),
        ("ru", "ar", "Он и она ушли.", "هو и هي غادرا.", "и"),
    ],
)
def test_word_is_found(source_language, target_language, source, target, part):
    found = check(Pair(source, target, source_language, target_language))
    assert part in [target[slice(*one.target_span)] for one in found if one.severity is Severity.WARNING]


@pytest.mark.parametrize(
    ("source_language", "target_language", "source", "target"),
    [
        ("az", "en", "Bank film festivalına pul verib.", "The bank gave money to the film festival."),
        ("en", "az", "The iPhone and “The Guardian”", "iPhone və “The Guardian”"),
        ("az", "tr", "Bu gün bir bakan gəldi.", "Bu gün bir bakan geldi."),
        ("fa", "ar", "من در تهران هستم.", "أنا من طهران."),
        ("en", "az", "See https://example.org/the/news now", "Bax: https://example.org/the/news"),
        ("en", "fa", "the letter", "حرف a"),
    ],
)
def test_word_that_both_have_passes(source_language, target_language, source, target):
    assert check(Pair(source, target, source_language, target_language)) == []


def test_latin_name_kept_on_purpose_only_hints():
    found = check(Pair("Shares of Quorvane fell.", "سهام Quorvane افت کرد.", "en", "fa"))
    assert [one.severity for one in found] == [Severity.HINT]
