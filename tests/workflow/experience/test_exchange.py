"""The exchange file between two whole desks."""

import dataclasses
import zipfile

import pytest
from wire_samples import ninjs, take_in

from dabir.app import open_desk
from dabir.domain.errors import InputRefused, StoreError
from dabir.domain.term import Term
from dabir.settings import Places
from dabir.translation.termbase import tbx

RAIN = Term("باران", "yağış", "fa", "az", ("بارش",), ("yağıntı",), ("qar",), note="hava")


@pytest.fixture
def confirmed(desk, tmp_path):
    """A confirmed segment of a story of the partner ALBORZ."""
    (row,) = take_in(desk, tmp_path / "wire", ninjs())
    desk.translations.edit(row, "az", 0, "Energetika naziri Bakıya gedib")
    desk.translations.confirm(row, "az", 0, "Leyla")
    return row


@pytest.fixture
def exchange(desk):
    return desk.exchange


@pytest.fixture
def other(tmp_path, clock):
    opened = open_desk(Places(tmp_path / "other"), clock)
    yield opened
    opened.close()


def plain(terms):
    return sorted((dataclasses.replace(term, id=0, origin="") for term in terms), key=str)


def test_memory_and_terms_reach_the_other_desk(desk, exchange, confirmed, other, tmp_path):
    desk.terms.add(RAIN)
    desk.terms.add(Term("qar", "برف", "az", "fa"))
    desk.terms.start("fa", "az")
    made = exchange.export(tmp_path / "for-aran.zip", "fa", "az")
    assert (made.units, made.terms) == (1, 4)
    came = other.exchange.import_file(tmp_path / "for-aran.zip", "ALBORZ")
    assert (came.units, came.terms, came.left_out, came.new_units, came.new_terms) == (1, 4, (), 1, 4)
    again = other.exchange.import_file(tmp_path / "for-aran.zip", "ALBORZ")
    assert (again.units, again.terms, again.new_units, again.new_terms) == (1, 4, 0, 0)
    (match,) = other.memory.matches("وزیر نیرو به باکو رفت", "fa", "az")
    assert (match.score, match.unit.target) == (100, "Energetika naziri Bakıya gedib")
    assert (match.unit.editor, match.unit.origin) == ("Leyla", "for-aran.tmx")
    there = other.terms.list("fa", "az")
    assert plain(there) == plain(
        [dataclasses.replace(RAIN, partner="ALBORZ"), Term("برف", "qar", "fa", "az", partner="ALBORZ")]
    )
    assert {term.source for term in other.terms.list("az", "fa")} == {"qar", "yağış"}
    assert {term.origin for term in other.terms.list()} == {"for-aran.zip"}


def test_archive_has_four_files_and_a_page_in_plain_words(desk, exchange, confirmed, tmp_path):
    desk.terms.add(RAIN)
    exchange.export(tmp_path / "x.zip", "fa", "az")
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) == {"README.txt", "memory.tmx", "terms.tbx", "terms.csv"}
        page = archive.read("README.txt").decode("utf-8")
        assert "باران,yağış" in archive.read("terms.csv").decode("utf-8-sig")
    assert "Persian – Azerbaijani" in page
    assert "1 confirmed sentence and 2 terms, both directions together" in page
    assert max(map(len, page.splitlines())) <= 120


def test_terms_of_other_partners_and_the_code_of_this_one_stay_here(desk, exchange, tmp_path):
    for partner in ("", "ARAN", "ALBORZ"):
        desk.terms.add(dataclasses.replace(RAIN, target=f"yağış {partner.lower()}", partner=partner))
    assert exchange.export(tmp_path / "x.zip", "fa", "az", "ARAN").terms == 4
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        everything = b"".join(map(archive.read, archive.namelist())).decode("utf-8")
    assert "yağış aran" in everything
    assert "ARAN" not in everything
    assert "alborz" not in everything.lower()


def test_entry_of_both_directions_goes_out_once(desk, exchange, tmp_path):
    desk.terms.add(RAIN)
    desk.terms.add(Term(RAIN.target, RAIN.source, "az", "fa"))
    assert exchange.export(tmp_path / "x.zip", "fa", "az").terms == 2


def test_both_sides_are_told_the_same_numbers(desk, exchange, other, tmp_path):
    desk.terms.add(RAIN)
    # One that is this partner's too, two words for one, a word both ways, and a term of one direction.
    desk.terms.add(dataclasses.replace(RAIN, partner="ARAN"))
    desk.terms.add(dataclasses.replace(RAIN, source="مطر", source_forms=()))
    desk.terms.add(Term(RAIN.target, RAIN.source, "az", "fa"))
    desk.terms.add(Term("qar", "برف", "az", "fa", forbidden=("یخ",)))
    made = exchange.export(tmp_path / "x.zip", "fa", "az", "ARAN")
    came = other.exchange.import_file(tmp_path / "x.zip")
    assert (made.units, made.terms) == (came.units, came.terms) == (0, 6)


def test_same_content_makes_the_same_file(desk, exchange, tmp_path):
    desk.terms.add(RAIN)
    for name in ("a", "b"):
        exchange.export(tmp_path / f"{name}.zip", "fa", "az")
    with zipfile.ZipFile(tmp_path / "a.zip") as one, zipfile.ZipFile(tmp_path / "b.zip") as two:
        assert one.read("terms.tbx") == two.read("terms.tbx")
        assert [info.date_time for info in one.infolist()] == [info.date_time for info in two.infolist()]


def test_file_brought_in_again_replaces_its_terms(desk, exchange, other, tmp_path):
    kept = desk.terms.add(RAIN)
    exchange.export(tmp_path / "x.zip", "fa", "az")
    other.exchange.import_file(tmp_path / "x.zip")
    desk.terms.remove(kept.id)
    desk.terms.add(Term("برف", "qar", "fa", "az"))
    exchange.export(tmp_path / "x.zip", "fa", "az")
    other.exchange.import_file(tmp_path / "x.zip")
    assert [term.source for term in other.terms.list("fa")] == ["برف"]


def archive_of(path, **entries):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name.replace("__", "."), data)
    return path


def test_only_entries_with_the_names_of_an_export_are_taken(desk, exchange, tmp_path):
    entry = '<martif type="TBX"><text><body>{}</body></text></martif>'
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../terms.tbx", tbx.write([RAIN]))
        archive.writestr("other.tmx", "x")
        archive.writestr("terms.tbx", entry.format(""))
    came = exchange.import_file(path)
    assert (came.units, came.terms, desk.memory.count(), desk.terms.list()) == (0, 0, 0, [])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no archive", r"x\.zip is no exchange file"),
        (None, r"x\.zip has neither memory\.tmx nor terms\.tbx"),
        (b"<martif", r"x\.zip, line 1"),
    ],
)
def test_other_files_are_refused_by_name(desk, exchange, tmp_path, data, reason):
    path = tmp_path / "x.zip"
    if data == b"<martif":
        archive_of(path, terms__tbx=data, memory__tmx=b"")
    elif data is None:
        archive_of(path, other__txt="x")
    else:
        path.write_bytes(data)
    with pytest.raises(InputRefused, match=reason):
        exchange.import_file(path)
    assert desk.terms.list() == []


def test_damaged_archive_is_refused(desk, exchange, tmp_path):
    desk.terms.add(RAIN)
    exchange.export(tmp_path / "x.zip", "fa", "az")
    data = bytearray((tmp_path / "x.zip").read_bytes())
    place = data.index(b"terms.tbx") + 20
    data[place : place + 40] = bytes(40)
    (tmp_path / "x.zip").write_bytes(data)
    with pytest.raises(InputRefused, match="damaged"):
        exchange.import_file(tmp_path / "x.zip")


def test_failed_export_leaves_the_file_that_was_there(exchange, tmp_path):
    path = tmp_path / "out" / "x.zip"
    path.parent.mkdir()
    path.write_bytes(b"before")
    with pytest.raises(InputRefused, match="two languages"):
        exchange.export(path, "fa", "fa")
    assert path.read_bytes() == b"before"
    assert list(path.parent.iterdir()) == [path]
    with pytest.raises(StoreError, match="cannot be written"):
        exchange.export(tmp_path / "none" / "x.zip", "fa", "az")


def test_missing_archive_is_named(exchange, tmp_path):
    with pytest.raises(InputRefused, match=r"none\.zip cannot be read"):
        exchange.import_file(tmp_path / "none.zip")


def test_only_the_partners_own_stories_go_to_it(desk, exchange, confirmed, tmp_path):
    assert exchange.export(tmp_path / "x.zip", "fa", "az", "ARAN").units == 0
    assert exchange.export(tmp_path / "x.zip", "fa", "az", "ALBORZ").units == 1
