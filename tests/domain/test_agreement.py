from datetime import UTC, date, datetime, timedelta

import pytest

from dabir.domain.agreement import Agreement, Party, Term, Terms, Use, breaches, none_in_force, ruling

NOON = datetime(2024, 6, 3, 12, tzinfo=UTC)
OWN, PARTNER = Party("XAZ", "Xəzər"), Party("ARAN", "Aran")


def agreement(**changes):
    values = {
        "id": "caspian",
        "edition": 1,
        "title": "Exchange of stories",
        "own": "XAZ",
        "parties": (OWN, PARTNER),
        "signed": date(2024, 5, 1),
        "start": date(2024, 6, 1),
    }
    return Agreement(**values | changes)


def use(**changes):
    return Use(**{"moment": NOON, "came": NOON, "language": "az"} | changes)


def terms_broken(terms, **changes):
    return [breach.term for breach in breaches(agreement(terms=terms), use(**changes))]


def test_first_and_last_day_are_in_force():
    one = agreement(end=date(2024, 6, 30))
    assert [one.in_force(date(2024, 6, day)) for day in (1, 30)] == [True, True]
    assert not one.in_force(date(2024, 5, 31))
    assert not one.in_force(date(2024, 7, 1))


def test_story_is_judged_by_the_agreement_of_its_own_time():
    first = agreement(id="first", start=date(1994, 3, 1), signed=date(1994, 2, 1), end=date(2024, 5, 31))
    second = agreement(id="second", replaces="first")
    assert ruling([first, second], "ARAN", datetime(2010, 1, 1, tzinfo=UTC)) == first
    assert ruling([first, second], "ARAN", NOON) == second


def test_later_of_two_overlapping_agreements_rules():
    first, second = agreement(id="first", start=date(2020, 1, 1)), agreement(id="second")
    assert ruling([second, first], "ARAN", NOON) == second


def test_agreement_rules_every_partner_of_a_scheme_but_not_the_desk_itself_nor_strangers():
    scheme = agreement(parties=(OWN, PARTNER, Party("TURAN", "Turan")))
    assert ruling([scheme], "TURAN", NOON) == scheme
    assert ruling([scheme], "XAZ", NOON) is None
    assert ruling([scheme], "OTHER", NOON) is None


def test_partner_without_any_agreement_is_free_and_one_out_of_force_is_not():
    assert not none_in_force([agreement()], "OTHER", NOON)
    assert not none_in_force([agreement()], "ARAN", NOON)
    assert "2024-05-31" in none_in_force([agreement()], "ARAN", datetime(2024, 5, 31, 23, 59, tzinfo=UTC))


def test_day_of_a_story_is_taken_in_its_own_offset():
    late = datetime.fromisoformat("2024-06-01T01:00:00+04:00")
    assert ruling([agreement()], "ARAN", late)


@pytest.mark.parametrize(
    ("terms", "act", "term"),
    [
        (Terms(), {"altered": True}, Term.NO_ALTERATION),
        (Terms(translation=False), {"translated": True}, Term.TRANSLATION),
        (Terms(credit=(("az", "Aran"),)), {"creditline": "somebody"}, Term.CREDIT),
        (Terms(credit=(("", "Aran"),)), {"creditline": ""}, Term.CREDIT),
        (Terms(outputs=("html",)), {"outputs": ("html", "nitf")}, Term.OUTPUTS),
        (Terms(embargo_delay=timedelta(minutes=30)), {"moment": NOON + timedelta(minutes=29)}, Term.EMBARGO),
        (Terms(four_eyes=True), {"translated": True, "approver": "Leyla", "translators": {"Leyla"}}, Term.FOUR_EYES),
    ],
)
def test_breach_names_its_term(terms, act, term):
    assert terms_broken(terms, **act) == [term]


@pytest.mark.parametrize(
    ("terms", "act"),
    [
        (Terms(), {"translated": True, "altered": True}),
        (Terms(credit=(("az", "Aran"),)), {"creditline": "Aran / Xəzər"}),
        (Terms(credit=(("az", "Aran"),)), {"language": "en"}),
        (Terms(outputs=("html",)), {"outputs": ("html",)}),
        (Terms(), {"outputs": ("nitf",)}),
        (Terms(embargo_delay=timedelta(minutes=30)), {"moment": NOON + timedelta(minutes=30)}),
        (Terms(four_eyes=True), {"translated": True, "approver": "Orxan", "translators": {"Leyla"}}),
        (Terms(four_eyes=True), {"approver": "Leyla"}),
        (Terms(), {"moment": NOON - timedelta(minutes=1)}),
    ],
)
def test_what_is_agreed_breaks_nothing(terms, act):
    assert terms_broken(terms, **act) == []


def test_release_after_the_end_is_for_the_agreement_to_allow():
    ended = {"end": date(2024, 6, 2)}
    assert not breaches(agreement(**ended), use())
    (breach,) = breaches(agreement(terms=Terms(after_end=False), **ended), use())
    assert breach.term is Term.DURATION


def test_breach_names_the_clause_as_the_paper_does():
    one = agreement(terms=Terms(outputs=("html",)), clauses=((Term.OUTPUTS, "Article 4"),))
    (breach,) = breaches(one, use(outputs=("nitf",)))
    assert str(breach).startswith("Article 4 of “Exchange of stories”: nitf")
    (unnamed,) = breaches(agreement(terms=Terms(translation=False)), use(translated=True))
    assert unnamed.clause == "The clause on translation of “Exchange of stories”"
