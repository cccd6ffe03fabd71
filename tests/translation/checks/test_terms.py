"""The desk's terms are used, under any ending, and forbidden words are not."""

import pytest

from dabir.domain.segment import Severity
from dabir.domain.term import Term
from dabir.translation.checks.pair import Pair
from dabir.translation.checks.terms import check


def term(source, target, source_language="fa", target_language="az", **more):
    return Term(source, target, source_language, target_language, **more)


def test_missing_term_is_a_warning_that_names_it():
    (found,) = check(Pair("مجلس رأی داد.", "Palata səs verdi.", "fa", "az", (term("مجلس", "Milli Məclis"),)))
    assert found.severity is Severity.WARNING
    assert "Milli Məclis" in found.message
    assert found.source_span == (0, 4)


@pytest.mark.parametrize(
    ("entry", "source", "target"),
    [
        (term("مجلس", "Milli Məclis"), "در مجلس‌ها", "Milli Məclisin iclasında"),
        (term("وزير", "nazir"), "وزیر آمد", "NAZİRLƏR gəldi"),
        (term("gas", "газ", "en", "ru"), "gas prices", "цены на газ"),
        (term("country", "دولة", "en", "ar"), "two countries", "في الدولة"),
        (term("nazir", "bakan", "az", "tr"), "nazirin", "bakanların"),
        (term("مجلس", "Milli Məclis", target_forms=("parlament",)), "مجلس", "Parlamentdə"),
        (term("مجلس", "Milli Məclis"), "باران", "Yağış"),
    ],
)
def test_term_in_any_form_passes(entry, source, target):
    assert check(Pair(source, target, entry.source_language, entry.target_language, (entry,))) == []


def test_forbidden_word_is_an_error_with_its_remedy():
    entry = term("وزیر", "nazir", forbidden=("vəzir",))
    (bare,) = check(Pair("وزیر آمد", "Vəzir gəldi", "fa", "az", (entry,)))
    (ended,) = check(Pair("وزیر آمد", "Vəzirlər gəldi", "fa", "az", (entry,)))
    assert (bare.severity, bare.replacement) == (Severity.ERROR, "Nazir")
    assert (ended.severity, ended.replacement) == (Severity.ERROR, None)


def test_forbidden_word_within_the_wanted_term_passes():
    entry = term("مجلس ملی", "Milli Məclis", forbidden=("məclis",))
    assert check(Pair("مجلس ملی", "Milli Məclis", "fa", "az", (entry,))) == []


def test_one_of_two_entries_for_a_term_is_enough():
    entries = (term("مجلس", "Milli Məclis"), term("مجلس", "parlament"))
    assert check(Pair("مجلس", "parlament", "fa", "az", entries)) == []


def test_names_that_came_with_the_program_only_hint():
    entry = term("Germany", "Almaniya", "en", "az", origin="starter")
    assert [
        one.severity for one in check(Pair("Germany won.", "Alman millisi qalib gəldi.", "en", "az", (entry,)))
    ] == [Severity.HINT]
