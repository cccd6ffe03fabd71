"""A clause or the end of a sentence that was left out is found by its words, its verb and its length together."""

import pytest

from dabir.domain.segment import Severity
from dabir.translation.checks import sentences
from dabir.translation.checks.answered import unanswered
from dabir.translation.checks.lexicon import entries
from dabir.translation.checks.omission import omission
from dabir.translation.checks.pair import Pair
from dabir.translation.checks.stems import LANGUAGES, stem

_EN = "The border market was closed on Monday, but the two customs officers and the truck drivers had to stay there."
_FA = "بازارچه مرزی روز دوشنبه تعطیل شد، اما دو مأمور گمرک و رانندگان کامیون‌ها مجبور شدند آنجا بمانند."
_AZ = "Sərhəd bazarı bazar ertəsi bağlanıb, lakin iki gömrükçü və yük maşınlarının sürücüləri orada qalmalı olublar."
_TEXTS = {"en": _EN, "fa": _FA, "az": _AZ}
_FIRST_CLAUSE = {
    "en": "The border market was closed on Monday.",
    "fa": "بازارچه مرزی روز دوشنبه تعطیل شد.",
    "az": "Sərhəd bazarı bazar ertəsi bağlanıb.",
}
_DIRECTIONS = [(one, other) for one in LANGUAGES for other in LANGUAGES if one != other]


@pytest.mark.parametrize(("source", "target"), _DIRECTIONS)
def test_clause_left_out_is_found_in_every_direction(source, target):
    found = sentences.check(Pair(_TEXTS[source], _FIRST_CLAUSE[target], source, target))
    assert [one.severity for one in found] == [Severity.WARNING]


@pytest.mark.parametrize(("source", "target"), _DIRECTIONS)
def test_whole_translation_is_left_alone(source, target):
    assert sentences.check(Pair(_TEXTS[source], _TEXTS[target], source, target)) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("ru", "Рынок на границе закрыт, но водители остались там ещё на одну ночь и утром уехали домой."),
        ("tr", "Sınır pazarı kapatıldı, ancak sürücüler bir gece daha orada kaldı ve sabah eve döndü."),
        ("ar", "أُغلقت السوق الحدودية، لكن السائقين بقوا هناك ليلة أخرى وعادوا إلى منازلهم في الصباح."),
    ],
)
def test_omission_shows_without_a_word_list(source, target):
    assert omission(Pair(target, "The border market closed.", source, "en")).score > 0
    whole = (
        "The border market was closed, but the drivers stayed there for another night and went home in the morning."
    )
    assert omission(Pair(target, whole, source, "en")).score < 0


def test_finding_points_at_the_stretch_that_is_missing():
    found = sentences.check(Pair(_EN, _FIRST_CLAUSE["az"], "en", "az"))
    start, end = found[0].source_span
    assert start >= _EN.index("but")
    assert _EN[start:end].count("customs") == 1


def test_sentence_that_does_not_end_with_its_verb_is_suspected():
    source = "Maliyyə mənbəyi şirkətin daxili vəsaitidir."
    whole = omission(Pair(source, "محل تامین اعتبار، منابع داخلی شرکت است.", "az", "fa"))
    turned = omission(Pair(source, "محل تامین اعتبار است، منابع داخلی شرکت.", "az", "fa"))
    assert turned.score > whole.score + 1


def test_nothing_is_said_of_a_word():
    assert omission(Pair("Bəli", "Yes", "az", "en")) is None


def test_stretch_is_where_no_word_is_answered():
    lost = unanswered("The minister met farmers near the border.", "en", "Nazir görüşüb.", "az")
    assert "The minister met farmers near the border."[slice(*lost.span)] == "farmers near the border"
    assert lost.weight > 1
    assert lost.silence > 0.4


def test_text_that_is_answered_has_no_stretch():
    answered = unanswered("border", "en", "sərhəd", "az")
    assert (answered.weight, answered.span, answered.silence) == (0, None, 0)


def test_names_answer_by_their_sound():
    assert unanswered("Qoşqarov", "az", "قوشقاروف", "fa").weight == 0
    assert unanswered("Qoşqarov", "az", "رحیمی", "fa").weight > 0


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("fa", ("مرز", "مرزی", "مرزها", "مرزهای")),
        ("fa", ("میگوید", "گوید", "نمیگوید")),
        ("az", ("sərhəd", "sərhədin", "sərhədlərdə")),
        ("en", ("border", "borders", "border's")),
        ("en", ("country", "countries")),
    ],
)
def test_forms_of_a_word_have_one_stem(language, forms):
    assert len({stem(form, language) for form in forms}) == 1


def test_word_list_pairs_stems_of_all_languages():
    rows = [
        entries(language)[stem(word, language)].rows
        for language, word in (("en", "border"), ("fa", "مرز"), ("az", "sərhəd"))
    ]
    assert rows[0] & rows[1] & rows[2]
    assert all(0 <= entry.answered < 1 for language in LANGUAGES for entry in entries(language).values())


def test_language_without_stems_has_no_entries():
    assert not entries("ru")
