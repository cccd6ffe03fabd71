from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.domain.life import UNHANDLED, StoryState
from dabir.domain.query import FORMATS, Choice, Mark, Query, Term, parse
from dabir.wire.registry import FORMATS as WIRE_FORMATS


def words(typed: str) -> list[str]:
    """The terms of a query, phrases in brackets and a minus before what is left out."""
    return ["-" * term.unwanted + (f"[{term.text}]" if term.phrase else term.text) for term in parse(typed).terms]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("earthquake in the north", ["earthquake", "in", "the", "north"]),
        ('"prime minister" -football visit', ["[prime minister]", "-football", "visit"]),
        ("زلزله -فوتبال «وزیر امور خارجه»", ["زلزله", "-فوتبال", "[وزیر امور خارجه]"]),
        ("zəlzələ “Xarici İşlər Nazirliyi” -futbol", ["zəlzələ", "[Xarici İşlər Nazirliyi]", "-futbol"]),
        ("„Baş nazir“ səfər", ["[Baş nazir]", "səfər"]),
        ('visit -"prime minister"', ["visit", "-[prime minister]"]),
        ('open "phrase to the end', ["open", "[phrase to the end]"]),
        ("covid-19 می‌شود - – 12:30", ["covid-19", "می‌شود", "-", "–", "12:30"]),
        ("", []),
        ("  \n ", []),
        ("-- x", ["--", "x"]),
    ],
)
def test_words_and_phrases_of_every_language(typed: str, expected: list[str]) -> None:
    assert words(typed) == expected
    assert parse(typed).faults == ()


def test_fields_of_every_kind_beside_words() -> None:
    query = parse(
        "زلزله partner:aran,BORA lang:fa -lang:persian urgency:1-3 after:2026-01-05 before:2026-03 state:in-translation "
        "-state:released slug:energy format:NITF has:kill,note -has:embargo"
    )
    assert query == Query(
        terms=(Term("زلزله"),),
        partners=Choice(frozenset({"ARAN", "BORA"})),
        languages=Choice(frozenset({"fa"}), frozenset({"fa"})),
        urgencies=Choice(frozenset("123")),
        states=Choice(frozenset({"in translation"}), frozenset({"released"})),
        formats=Choice(frozenset({"nitf"})),
        having=Mark.KILL | Mark.NOTE,
        lacking=Mark.EMBARGO,
        after=date(2026, 1, 5),
        before=date(2026, 3, 1),
        slugs=(Term("energy"),),
    )


def test_values_as_people_write_them() -> None:
    assert parse("urgency:۱-۳").urgencies == parse("urgency:1,2,3").urgencies == parse("URGENCY:3-1").urgencies
    assert parse("after:۲۰۲۶-۰۲-۰۱").after == parse("after:2026/2/1").after == date(2026, 2, 1)
    assert parse("after:2026").after == date(2026, 1, 1)
    assert parse("lang:farsi,Azerbaijani").languages.wanted == {"fa", "az"}
    assert parse("partner:ARAN،BORA").partners.wanted == {"ARAN", "BORA"}
    assert parse('state:"in translation"').states.wanted == {StoryState.IN_TRANSLATION}
    assert parse("state:unhandled").states.wanted == {state.value for state in UNHANDLED}
    assert parse('slug:"red sea"').slugs == (Term("red sea"),)
    assert parse("-after:2026-01-01").before == date(2026, 1, 1)
    assert parse("-before:2026-01-01").after == date(2026, 1, 1)
    assert parse("format:newsml_g2 format:IPTC7901").formats.wanted == {"newsml-g2", "iptc7901"}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("urgency:12", "urgency:12 is no urgency; 1 to 9, or a range such as 1-3."),
        ("زلزله urgency:0", "urgency:0 is no urgency; 1 to 9, or a range such as 1-3."),
        ("after:2026-02-30", "after:2026-02-30 is no day; write it like 2026-11-25, 2026-11 or 2026."),
        ("before:sabah", "before:sabah is no day; write it like 2026-11-25, 2026-11 or 2026."),
        ("has:picture", "has:picture is nothing a story can have; kill, correction, embargo, note, translation."),
        ("partner:", "partner: says nothing yet; write a partner's code, like partner:ARAN."),
        ("lang:,", "lang:, says nothing; write a language, like lang:fa."),
        ("-yalnız", "Say at least one word to look for besides those to leave out."),
        ("after:2026-02 before:2026-01", "No day is on or after 2026-02-01 and before 2026-01-01."),
    ],
)
def test_what_has_no_sense_is_said_in_plain_words_and_left_out(typed: str, sentence: str) -> None:
    query = parse(typed)
    assert [fault.words for fault in query.refused] == [sentence]
    (fault,) = query.faults
    assert typed[fault.start : fault.end].strip() in typed
    assert not query.urgencies
    assert query.before is None


@pytest.mark.parametrize("typed", ["state:finished", "format:docx"])
def test_unknown_value_names_those_there_are(typed: str) -> None:
    (fault,) = parse(typed).refused
    assert fault.words.startswith(f"{typed} is no ")
    assert ("approved" if "state" in typed else "iptc7901") in fault.words


def test_fault_lies_where_it_was_typed() -> None:
    typed = "زلزله urgency:12 -state:x tag:y"
    assert [typed[fault.start : fault.end] for fault in parse(typed).faults] == ["urgency:12", "-state:x", "tag:y"]


def test_unknown_field_is_searched_as_words_and_that_is_said() -> None:
    query = parse("colour:red http://alborz.example/1 ساعت:۱۲ NATO: talks")
    texts = [term.text for term in query.terms]
    assert texts == ["colour:red", "http://alborz.example/1", "ساعت:۱۲", "NATO:", "talks"]
    (fault,) = query.faults
    assert not fault.left_out
    assert fault.words.startswith("colour is no field, so it is searched as a word. Fields: partner, lang,")


def test_every_wire_format_can_be_asked_for() -> None:
    assert {one.media_type for one in WIRE_FORMATS} == set(FORMATS.values())


@given(st.text(st.characters(), max_size=60) | st.text('-:" «»urgency1after0929statx,،', max_size=60))
@settings(deadline=None, max_examples=150)
def test_anything_typed_is_understood(typed: str) -> None:
    query = parse(typed)
    assert bool(query != Query()) is bool(typed.strip())
    for fault in query.faults:
        assert 0 <= fault.start < fault.end <= len(typed)
        assert fault.words.endswith(".")
    kept = "".join(term.text for term in query.terms)
    assert all(letter in typed for letter in kept)
