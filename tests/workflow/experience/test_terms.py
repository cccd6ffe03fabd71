import dataclasses

import pytest
from wire_samples import ninjs, take_in

from dabir.app import open_desk
from dabir.domain.errors import InputRefused, NotFound, StoreError
from dabir.domain.term import Term
from dabir.settings import Places
from dabir.store import terms as stored_terms

MINISTRY = Term("وزارت امور خارجه", "Xarici İşlər Nazirliyi", "fa", "az", ("وزارت خارجه",), (), ("Xarici Nazirlik",))
TEXT = "وزارت خارجه روز سه‌شنبه بیانیه داد."


def sources(found):
    return [match.term.source for match in found]


def test_added_term_is_found_and_a_removed_one_is_not(desk):
    assert desk.terms.matches(TEXT, "fa", "az") == []
    kept = desk.terms.add(MINISTRY)
    (found,) = desk.terms.matches(TEXT, "fa-IR", "az")
    assert (found.term, found.start, found.end) == (kept, 0, 11)
    assert desk.terms.matches(TEXT, "fa", "en") == []
    desk.terms.remove(kept.id)
    assert desk.terms.matches(TEXT, "fa", "az") == []


def test_change_counts_at_once_and_makes_the_entry_the_desks_own(desk, tmp_path):
    file = tmp_path / "terms.csv"
    file.write_text("source,target\nوزارت خارجه,XİN\n", "utf-8")
    desk.terms.import_file(file, "fa", "az")
    (imported,) = desk.terms.list()
    assert imported.origin == "terms.csv"
    changed = desk.terms.change(dataclasses.replace(imported, target=" Xarici İşlər  Nazirliyi "))
    assert (changed.target, changed.origin) == ("Xarici İşlər Nazirliyi", "desk")
    assert desk.terms.get(imported.id) == changed
    assert [match.term for match in desk.terms.matches(TEXT, "fa", "az")] == [changed]
    desk.terms.import_file(file, "fa", "az")
    assert [match.term for match in desk.terms.matches(TEXT, "fa", "az")] == [changed]


def test_terms_of_a_partner_count_for_its_stories_only(desk):
    desk.terms.add(MINISTRY)
    own = desk.terms.add(dataclasses.replace(MINISTRY, target="XİN", forbidden=(), partner="ARAN"))
    assert [match.term for match in desk.terms.matches(TEXT, "fa", "az", "ARAN")] == [own]
    assert [match.term.target for match in desk.terms.matches(TEXT, "fa", "az", "ALBORZ")] == [MINISTRY.target]


def test_check_of_terms_gets_each_term_once(desk):
    kept = desk.terms.add(MINISTRY)
    assert desk.terms.terms_in(f"{TEXT} {TEXT}", "fa", "az") == (kept,)


def test_index_is_kept_until_terms_change_here_or_elsewhere(desk, home, clock):
    first = desk.terms.for_pair("fa", "az")
    assert desk.terms.for_pair("fa", "az") is first
    other = open_desk(Places(home), clock)
    other.terms.add(MINISTRY)
    other.close()
    assert sources(desk.terms.matches(TEXT, "fa", "az")) == [MINISTRY.source]
    assert desk.terms.for_pair("fa", "az") is not first


def test_what_is_no_term_is_refused_and_not_kept(desk):
    with pytest.raises(InputRefused, match="no Azerbaijani side"):
        desk.terms.add(dataclasses.replace(MINISTRY, target=""))
    kept = desk.terms.add(MINISTRY)
    with pytest.raises(InputRefused, match="both wanted and forbidden"):
        desk.terms.change(dataclasses.replace(kept, forbidden=(kept.target,)))
    with pytest.raises(NotFound):
        desk.terms.remove(kept.id + 1)
    assert desk.terms.list() == [kept]


def test_search_and_list_have_the_languages_asked_for(desk):
    there = desk.terms.add(MINISTRY)
    back = desk.terms.add(Term("nazirlik", "وزارت", "az", "fa"))
    assert desk.terms.list("fa") == [there]
    assert desk.terms.list(target="fa") == [back]
    assert desk.terms.search("وزارت") == [back, there]
    assert desk.terms.search("وزارت", "az", "fa") == [back]
    assert desk.terms.search("وزارت", limit=1) == [back]
    assert desk.terms.count() == 2


def test_starter_terms_are_kept_once_and_count_after_the_desks(desk):
    size = desk.terms.start("fa", "az")
    assert size > 600
    assert desk.terms.start("fa", "az") == size == desk.terms.count(origin="starter")
    assert sources(desk.terms.matches("در باکو", "fa", "az")) == ["باکو"]
    own = desk.terms.add(Term("باکو", "Bakı şəhəri", "fa", "az"))
    assert [match.term for match in desk.terms.matches("در باکو", "fa", "az")] == [own]
    with pytest.raises(InputRefused, match="no starter terms from Persian to de"):
        desk.terms.start("fa", "de")


@pytest.mark.parametrize("kind", ["tbx", "csv"])
def test_export_comes_back_whole_on_another_desk(desk, tmp_path, clock, kind):
    desk.terms.start("fa", "az")
    kept = [desk.terms.add(MINISTRY), desk.terms.add(Term("باران", "yağış", "fa", "az", note="hava", partner="ARAN"))]
    file = tmp_path / f"desk.{kind}"
    assert getattr(desk.terms, f"export_{kind}")(file, "fa", "az") == 2
    other = open_desk(Places(tmp_path / "other"), clock)
    assert other.terms.import_file(file, "fa", "az").kept == 2
    back = [dataclasses.replace(term, id=0, origin="desk") for term in other.terms.list()]
    other.close()
    assert sorted(back, key=str) == sorted((dataclasses.replace(term, id=0) for term in kept), key=str)


def test_export_for_a_partner_has_nothing_of_the_others(desk, tmp_path):
    for partner in ("", "ARAN", "ALBORZ"):
        desk.terms.add(dataclasses.replace(MINISTRY, partner=partner))
    desk.terms.export_csv(tmp_path / "x.csv", "fa", "az", "ARAN")
    written = (tmp_path / "x.csv").read_text("utf-8-sig")
    assert "ARAN" in written
    assert "ALBORZ" not in written


def test_import_again_replaces_what_the_file_brought(desk, tmp_path):
    file = tmp_path / "partner.csv"
    for word in ("باران", "برف"):
        file.write_text(f"source,target\n{word},söz\n", "utf-8")
        assert desk.terms.import_file(file, "fa", "az", "ARAN").kept == 1
    assert [(term.source, term.partner) for term in desk.terms.list()] == [("برف", "ARAN")]


def test_same_term_of_another_file_is_one_term_as_the_last_file_has_it(desk, tmp_path):
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_text("source,target,note\nباران,yağış,\nبرف,qar,\nباد,külək,\n", "utf-8")
    second.write_text("source,target,note\nباران,yağış,\nبرف,qar,hava\nابر,bulud,\n", "utf-8")
    came = desk.terms.import_file(first, "fa", "az")
    assert (came.new, came.changed, came.known, came.removed, came.kept) == (3, 0, 0, 0, 3)
    before = {term.source: term.id for term in desk.terms.list()}
    came = desk.terms.import_file(second, "fa", "az")
    assert (came.new, came.changed, came.known, came.removed, came.kept) == (1, 1, 1, 0, 3)
    after = {term.source: term for term in desk.terms.list()}
    assert {source: after[source].id for source in before} == before
    assert {source: (term.origin, term.note) for source, term in after.items()} == {
        "باران": ("first.csv", ""),
        "برف": ("second.csv", "hava"),
        "باد": ("first.csv", ""),
        "ابر": ("second.csv", ""),
    }
    first.write_text("source,target\nباد,külək\n", "utf-8")
    came = desk.terms.import_file(first, "fa", "az")
    assert (came.known, came.removed) == (1, 1)
    assert {term.source for term in desk.terms.list()} == {"برف", "باد", "ابر"}


def test_term_of_a_file_that_is_entered_here_becomes_the_desks_own(desk, tmp_path):
    desk.terms.start("fa", "az")
    starter = next(term for term in desk.terms.list("fa", "az") if not term.source_forms)
    file = tmp_path / "x.csv"
    file.write_text("source,target\nباران,yağış\n", "utf-8")
    desk.terms.import_file(file, "fa", "az")
    (brought,) = desk.terms.search("باران")
    own = desk.terms.add(dataclasses.replace(brought, id=0, note="hava"))
    assert desk.terms.search("باران") == [dataclasses.replace(brought, origin="desk", note="hava")] == [own]
    desk.terms.add(dataclasses.replace(starter, id=0))
    assert starter in desk.terms.list("fa", "az")


def test_known_again_changes_no_row_and_another_order_of_forms_is_no_change(desk, tmp_path):
    file = tmp_path / "x.csv"
    file.write_text("source,target,target_forms\nباران,yağış,yağıntı;leysan\n", "utf-8")
    desk.terms.import_file(file, "fa", "az")
    state = stored_terms.state(desk.database.read())
    file.write_text("source,target,target_forms\nباران,yağış,leysan;yağıntı\n", "utf-8")
    assert desk.terms.import_file(file, "fa", "az").known == 1
    assert stored_terms.state(desk.database.read()) == state


def test_terms_for_a_partner_and_starter_terms_are_others(desk, tmp_path):
    desk.terms.start("fa", "az")
    starter = next(term for term in desk.terms.list("fa", "az") if not term.source_forms)
    file = tmp_path / "x.csv"
    file.write_text(f"source,target\n{starter.source},{starter.target}\n", "utf-8")
    assert desk.terms.import_file(file, "fa", "az").new == 1
    assert desk.terms.import_file(file, "fa", "az", "ARAN").new == 1
    assert starter in desk.terms.list("fa", "az")


def test_doubles_of_before_become_one_and_are_never_written_out_twice(desk, tmp_path):
    own = desk.terms.add(MINISTRY)
    file = tmp_path / "partner.csv"
    desk.terms.export_csv(file, "fa", "az")
    same = [dataclasses.replace(MINISTRY, source="باران", target="yağış"), MINISTRY]
    for origin in ("partner.csv", "old.csv"):
        desk.database.write(lambda db, origin=origin: stored_terms.replace(db, origin, same))
    assert desk.terms.count() == 5
    assert [term for term in desk.terms.exported("fa", "az") if term.source == MINISTRY.source] == [own]
    assert desk.terms.export_csv(tmp_path / "out.csv", "fa", "az") == 2
    came = desk.terms.import_file(file, "fa", "az")
    assert (came.new, came.known, came.removed) == (0, 1, 1)
    assert sorted((term.source, term.origin) for term in desk.terms.list()) == sorted(
        [(MINISTRY.source, "desk"), ("باران", "old.csv")]
    )


def test_refused_file_changes_nothing(desk, tmp_path):
    file = tmp_path / "partner.csv"
    file.write_text("source,target\nباران,yağış\n", "utf-8")
    desk.terms.import_file(file, "fa", "az")
    before = desk.terms.list()
    file.write_text("source,target\nبرف,qar\nتگرگ,\n", "utf-8")
    with pytest.raises(InputRefused, match=r"partner\.csv, line 3"):
        desk.terms.import_file(file, "fa", "az")
    assert desk.terms.list() == before


def test_file_named_like_an_origin_takes_nothing_away(desk, tmp_path):
    own = desk.terms.add(MINISTRY)
    (tmp_path / "desk").write_text("source,target\nباران,yağış\n", "utf-8")
    desk.terms.import_file(tmp_path / "desk", "fa", "az")
    assert own in desk.terms.list()
    assert desk.terms.count() == 2


def test_languages_of_a_table_must_be_named(desk, tmp_path):
    (tmp_path / "x.csv").write_text("source,target\nباران,yağış\n", "utf-8")
    with pytest.raises(InputRefused, match=r"x\.csv does not say which languages"):
        desk.terms.import_file(tmp_path / "x.csv")
    with pytest.raises(InputRefused, match="two languages"):
        desk.terms.import_file(tmp_path / "x.csv", "fa")


def test_missing_file_and_missing_folder_are_named(desk, tmp_path):
    with pytest.raises(InputRefused, match=r"none\.csv cannot be read"):
        desk.terms.import_file(tmp_path / "none.csv", "fa", "az")
    with pytest.raises(StoreError, match=r"x\.csv cannot be written"):
        desk.terms.export_csv(tmp_path / "none" / "x.csv", "fa", "az")


def test_export_leaves_nothing_beside_its_file(desk, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    desk.terms.export_tbx(folder / "x.tbx", "fa", "az")
    (folder / "taken.csv").mkdir()
    with pytest.raises(StoreError, match=r"taken\.csv cannot be written"):
        desk.terms.export_csv(folder / "taken.csv", "fa", "az")
    assert sorted(path.name for path in folder.iterdir()) == ["taken.csv", "x.tbx"]


def test_names_of_cldr_are_there_from_the_first_draft_of_a_pair_and_removed_ones_stay_away(desk, tmp_path):
    (row,) = take_in(desk, tmp_path, ninjs())
    assert desk.terms.count("fa", "en", None) == 0
    desk.translations.translate([row], "en")
    assert desk.terms.count("fa", "en", None) > 300
    (germany,) = [one for one in desk.terms.search("آلمان", "fa", "en") if one.source == "آلمان"]
    desk.terms.remove(germany.id)
    desk.translations.translate([row], "en")
    assert not [one for one in desk.terms.search("آلمان", "fa", "en") if one.source == "آلمان"]
