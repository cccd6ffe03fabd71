import dataclasses
from datetime import date, timedelta

import pytest

from dabir.domain.agreement import Agreement, Party, Term, Terms
from dabir.domain.agreement_faults import faults_of, key_fault, language_fault

KEY, OTHER_KEY = "ab" * 32, "cd" * 32
ALBORZ = Party("ALBORZ", "خبرگزاری البرز نمونه", ("fa",), (KEY,), "desk@alborz.example")
ARAN = Party("ARAN", "Aran Xəbər Xidməti", ("az",))
SOUND = Agreement(
    id="caspian-2024",
    edition=1,
    title="Exchange of news",
    own="ARAN",
    parties=(ARAN, ALBORZ),
    signed=date(2024, 5, 20),
    start=date(2024, 6, 1),
    end=date(2029, 5, 31),
    replaces="the agreement of 1994",
    terms=Terms(credit=(("az", "Alborz"), ("", "Alborz")), outputs=("ninjs",), retention=timedelta(days=30)),
    clauses=((Term.CREDIT, "Article 4"),),
    note="Two lines\nare allowed here.",
)


def places(agreement):
    return [fault.place for fault in faults_of(agreement, ("ninjs", "text"))]


def changed(**values):
    return dataclasses.replace(SOUND, **values)


def terms(**values):
    return changed(terms=dataclasses.replace(SOUND.terms, **values))


def party(**values):
    return changed(parties=(ARAN, dataclasses.replace(ALBORZ, **values)))


def test_sound_agreement_has_no_fault():
    assert places(SOUND) == []


@pytest.mark.parametrize(
    ("agreement", "place"),
    [
        (changed(id="Caspian 2024"), "id"),
        (changed(id=""), "id"),
        (changed(title=" "), "title"),
        (changed(title="two\nlines"), "title"),
        (changed(title="half \ud83d"), "title"),
        (changed(own="TURAN"), "own"),
        (changed(own=""), "own"),
        (changed(replaces="caspian-2024"), "replaces"),
        (changed(note="\x07"), "note"),
        (changed(end=date(2024, 5, 31)), "end"),
        (changed(signed=date(2030, 1, 1)), "end"),
        (changed(parties=(ARAN,)), "parties"),
        (changed(parties=(ARAN, ALBORZ, dataclasses.replace(ARAN, code="aran"))), "parties[3].code"),
        (party(code="AL BORZ"), "parties[2].code"),
        (party(code=""), "parties[2].code"),
        (party(name=""), "parties[2].name"),
        (party(languages=()), "parties[2].languages"),
        (party(languages=("Farsi",)), "parties[2].languages"),
        (party(languages=("fas",)), "parties[2].languages"),
        (party(languages=("fa", "fa")), "parties[2].languages"),
        (party(public_keys=(KEY[:-1],)), "parties[2].public_keys"),
        (party(public_keys=(KEY, KEY)), "parties[2].public_keys"),
        (party(contact=" desk"), "parties[2].contact"),
        (changed(parties=(dataclasses.replace(ARAN, public_keys=(KEY,)), ALBORZ)), "parties[2].public_keys"),
        (terms(outputs=("ninjs", "fax")), "terms.outputs"),
        (terms(outputs=("text", "text")), "terms.outputs"),
        (terms(embargo_delay=timedelta(minutes=-1)), "terms.embargo_minutes"),
        (terms(embargo_delay=timedelta(seconds=30)), "terms.embargo_minutes"),
        (terms(retention=timedelta()), "terms.retention_days"),
        (terms(kill_contact="a\tb"), "terms.kill_contact"),
        (terms(credit=(("az", ""),)), "terms.credit.az"),
        (terms(credit=(("", " "),)), "terms.credit.other"),
        (terms(credit=(("xx1", "Alborz"),)), "terms.credit.xx1"),
        (changed(clauses=((Term.CREDIT, ""),)), "clauses.credit"),
    ],
)
def test_fault_is_told_at_its_place(agreement, place):
    assert places(agreement) == [place]


def test_what_is_written_twice_is_told_at_each_place():
    assert places(terms(credit=(("az", "a"), ("az", "b")))) == ["terms.credit.az", "terms.credit.az"]
    assert places(changed(clauses=((Term.KILLS, "a"), (Term.KILLS, "b")))) == ["clauses.kills", "clauses.kills"]


def test_keys_are_told_what_is_wrong_with_them():
    assert key_fault(KEY) == key_fault(OTHER_KEY) == ""
    assert "has 63 digits" in key_fault(KEY[:-1])
    assert "small letters" in key_fault(KEY.upper())
    assert "64 digits from 0 to 9" in key_fault("no key")


def test_language_is_told_how_it_is_written_here():
    assert not language_fault("azb")
    assert "here “fa”" in language_fault("fas")
    assert "no language code" in language_fault("")
