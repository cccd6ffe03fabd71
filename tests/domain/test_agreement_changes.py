import dataclasses
from datetime import date, timedelta

from dabir.domain.agreement import Agreement, Party, Term, Terms
from dabir.domain.agreement_changes import changes, state_on, summary

KEY = "ab" * 32
FIRST = Agreement(
    "caspian-2024",
    1,
    "Exchange",
    "ARAN",
    (Party("ARAN", "Aran"), Party("ALBORZ", "Alborz", ("fa",), (KEY,))),
    date(2024, 5, 20),
    date(2024, 6, 1),
)
DAY = date(2025, 1, 1)


def after(**values):
    return changes(FIRST, dataclasses.replace(FIRST, **values))


def test_same_agreement_in_another_edition_has_no_changes():
    assert after(edition=2) == ()


def test_every_field_that_changes_is_told():
    fields = {field.name for field in dataclasses.fields(Agreement)} - {"edition", "id"}
    other = {
        "title": "Other",
        "own": "ALBORZ",
        "parties": FIRST.parties[::-1],
        "signed": DAY,
        "start": DAY,
        "end": DAY,
        "replaces": "an older one",
        "terms": Terms(four_eyes=True),
        "clauses": ((Term.CREDIT, "Article 4"),),
        "note": "new",
    }
    assert set(other) == fields
    for name, value in other.items():
        assert after(**{name: value}), name


def test_every_term_that_changes_is_told():
    other = {
        "no_alteration": False,
        "translation": False,
        "credit": (("fa", "البرز"),),
        "outputs": ("text",),
        "embargo_delay": timedelta(minutes=5),
        "retention": timedelta(days=3),
        "four_eyes": True,
        "kill_contact": "chief",
        "after_end": False,
    }
    assert set(other) == {field.name for field in dataclasses.fields(Terms)}
    for name, value in other.items():
        assert len(after(terms=Terms(**{name: value}))) == 1, name


def test_changes_of_parties_are_told_in_words():
    aran, alborz = FIRST.parties
    assert after(parties=(aran, Party("TURAN", "Turan"))) == ("ALBORZ left", "TURAN joined")
    assert after(parties=(aran, dataclasses.replace(alborz, public_keys=("cd" * 32,)))) == (
        "key abababab… of ALBORZ withdrawn",
        "key cdcdcdcd… of ALBORZ added",
    )
    assert after(terms=Terms(credit=(("fa", "البرز"),))) == ("credit line fa none → “البرز”",)
    assert after(end=DAY) == ("in force until “further notice” → “2025-01-01”",)


def test_first_edition_is_told_with_whom_and_from_when():
    assert summary(FIRST) == "“Exchange” with ALBORZ, in force from 2024-06-01"


def test_state_is_told_by_the_day():
    ended = dataclasses.replace(FIRST, id="old", end=date(2024, 5, 31), start=date(1994, 3, 1))
    heir = dataclasses.replace(FIRST, replaces="old")
    assert state_on(FIRST, [FIRST], DAY) == "in force"
    assert state_on(FIRST, [FIRST], date(2024, 5, 31)) == "from 2024-06-01"
    assert state_on(ended, [ended], DAY) == "ended 2024-05-31"
    assert state_on(ended, [ended, heir], DAY) == "replaced by caspian-2024"
    assert state_on(ended, [ended, heir], date(2024, 5, 31)) == "in force"
