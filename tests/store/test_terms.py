from __future__ import annotations

import contextlib
import dataclasses
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.domain.errors import InputRefused, NotFound
from dabir.domain.term import Term
from dabir.store import terms
from dabir.store.database import Database
from dabir.store.terms import TermFilter

MINISTRY = Term(
    "وزارت امور خارجه",
    "Xarici İşlər Nazirliyi",
    "fa",
    "az",
    ("وزارت خارجه",),
    ("XİN",),
    ("Xarici Nazirlik",),
    note="rəsmi ad",
)
TEXTS = st.text(st.characters(), max_size=12)
FORMS = st.lists(TEXTS, max_size=3).map(tuple)
ANY = st.builds(
    Term, TEXTS, TEXTS, st.sampled_from(["fa", "az"]), st.just("en"), FORMS, FORMS, FORMS, TEXTS, TEXTS, TEXTS
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("shared")
    with contextlib.closing(Database.open(folder / "desk.sqlite3", folder / "backups")) as opened:
        yield opened


def added(database: Database, term: Term) -> Term:
    return database.write(lambda db: terms.add(db, term))


@given(term=ANY)
@settings(deadline=None, max_examples=60)
def test_any_term_comes_back_as_it_was(shared: Database, term: Term) -> None:
    shared.write(lambda db: db.execute("DELETE FROM terms"))
    kept = added(shared, term)
    assert kept == dataclasses.replace(term, id=kept.id)
    assert terms.get(shared.read(), kept.id) == kept
    changed = dataclasses.replace(kept, target=f"{term.target}!", forbidden=())
    shared.write(lambda db: terms.change(db, changed))
    assert terms.page(shared.read(), TermFilter()) == [changed]


def test_same_entry_twice_is_refused_and_told_apart_by_partner(database: Database) -> None:
    added(database, MINISTRY)
    with pytest.raises(InputRefused, match="already"):
        added(database, dataclasses.replace(MINISTRY, note=""))
    added(database, dataclasses.replace(MINISTRY, partner="ARAN"))
    assert terms.count(database.read(), TermFilter()) == 2


def test_change_into_another_entry_is_refused(database: Database) -> None:
    added(database, MINISTRY)
    other = added(database, dataclasses.replace(MINISTRY, target="XİN"))
    with pytest.raises(InputRefused, match="already"):
        database.write(lambda db: terms.change(db, dataclasses.replace(other, target=MINISTRY.target)))
    assert terms.get(database.read(), other.id) == other


def test_missing_rows_are_named(database: Database) -> None:
    for act in (
        lambda db: terms.get(db, 7),
        lambda db: terms.remove(db, 7),
        lambda db: terms.change(db, dataclasses.replace(MINISTRY, id=7)),
    ):
        with pytest.raises(NotFound, match="no entry 7"):
            database.write(act)


def test_removed_term_is_gone(database: Database) -> None:
    kept = added(database, MINISTRY)
    database.write(lambda db: terms.remove(db, kept.id))
    assert terms.page(database.read(), TermFilter()) == []


def test_only_terms_of_the_direction_and_the_partner_count(database: Database) -> None:
    everybody = added(database, MINISTRY)
    partner = added(database, dataclasses.replace(MINISTRY, target="XİN", partner="ARAN"))
    added(database, dataclasses.replace(MINISTRY, target="Nazirlik", partner="ALBORZ"))
    added(database, dataclasses.replace(MINISTRY, source_language="az", target_language="fa"))
    assert terms.counting(database.read(), "fa", "az") == [everybody]
    assert terms.counting(database.read(), "fa", "az", "ARAN") == [everybody, partner]


def test_import_replaces_what_the_same_origin_brought(database: Database) -> None:
    desk = added(database, MINISTRY)
    many = [Term(f"واژه {number}", f"söz {number}", "fa", "az") for number in range(300)]
    assert database.write(lambda db: terms.replace(db, "partner.csv", many)) == 300
    fewer = [*many[:2], dataclasses.replace(many[0], note="again")]
    assert database.write(lambda db: terms.replace(db, "partner.csv", fewer)) == 2
    found = terms.page(database.read(), TermFilter(origin="partner.csv"))
    assert [(term.source, term.note) for term in found] == [("واژه 0", "again"), ("واژه 1", "")]
    assert terms.get(database.read(), desk.id) == desk


def test_import_of_one_direction_leaves_the_others(database: Database) -> None:
    there, back = Term("a", "b", "fa", "az"), Term("b", "a", "az", "fa")
    database.write(
        lambda db: (terms.replace(db, "starter", [there]), terms.replace(db, "starter", [back], ("az", "fa")))
    )
    database.write(lambda db: terms.replace(db, "starter", [], ("fa", "az")))
    assert [term.source for term in terms.page(database.read(), TermFilter())] == ["b"]


@pytest.mark.parametrize("query", ["وزارت خارجة", "XIN", "xarici işlər", "rəsmi", "وزارت‌خارجه", "nazirlik"])
def test_search_reads_over_spelling_in_every_form(database: Database, query: str) -> None:
    kept = added(database, MINISTRY)
    added(database, Term("باران", "yağış", "fa", "az"))
    found = terms.page(database.read(), TermFilter(query=query))
    assert found == ([] if query == "وزارت‌خارجه" else [kept])


@pytest.mark.parametrize("query", ["%", "_", "\\", "%yağış"])
def test_search_takes_no_sign_for_a_command(database: Database, query: str) -> None:
    added(database, Term("باران", "yağış", "fa", "az"))
    assert terms.page(database.read(), TermFilter(query=query)) == []


def test_state_grows_with_every_change(database: Database) -> None:
    states = [terms.state(database.read())]
    kept = added(database, MINISTRY)
    states.append(terms.state(database.read()))
    database.write(lambda db: terms.change(db, dataclasses.replace(kept, note="")))
    states.append(terms.state(database.read()))
    database.write(lambda db: terms.remove(db, kept.id))
    states.append(terms.state(database.read()))
    assert states == sorted(set(states))
    assert len(states) == 4


def test_page_has_its_part_of_the_list(database: Database) -> None:
    many = [Term(f"s{number}", "t", "fa", "az") for number in range(9)]
    database.write(lambda db: terms.replace(db, "x.csv", many))
    page = terms.page(database.read(), TermFilter(source_language="fa"), offset=3, limit=2)
    assert [term.source for term in page] == ["s3", "s4"]
