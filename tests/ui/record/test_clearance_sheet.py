"""The clearance sheet as a PDF: its pages, read back by Poppler where it is installed."""

import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta

import pytest

from dabir.domain.decision import Action, Decision, Subject
from dabir.domain.errors import InputRefused
from dabir.ui.application import make_application
from dabir.ui.record.clearance_sheet import languages, write_sheet
from dabir.ui.record.sheet_words import WORDS
from dabir.workflow.record.clearance import Cleared, Outcome, Sheet

MORNING = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext reads the PDF back")


@pytest.fixture(autouse=True)
def typefaces(qapp):
    """Set the program's own typefaces, so that lines break alike everywhere."""
    make_application()


def entry(number, *, note="", target="az"):
    subject = Subject(f"urn:newsml:aran.example:2026:{number}", 2, "ab" * 32, target, "cd" * 32)
    decision = Decision(
        number, MORNING + timedelta(minutes=number), "device-0123456789ab", "Elçin Məmmədov", Action.APPROVE,
        subject, note, "0" * 64, "", f"{number:064x}",
    )  # fmt: skip
    return Cleared(
        decision, f"Bakıda müqavilə {number}", "امضای قرارداد", "fa", Outcome.RELEASED, "ARAN agentliyi",
        "Aran–Alborz sazişi", "Maddə 4",
    )  # fmt: skip


def sheet(*entries):
    return Sheet(MORNING, entries, start=MORNING, end=MORNING + timedelta(hours=8))


def text_of(file):
    text = subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, check=True).stdout.decode()
    return "\f".join(" ".join(page.split()) for page in text.split("\f"))


def pages_of(file):
    told = subprocess.run(["pdfinfo", str(file)], capture_output=True, check=True).stdout.decode()
    return int(re.search(r"Pages:\s+(\d+)", told)[1])


def test_there_are_words_for_every_fact_in_every_language():
    assert set(languages()) == {"fa", "az", "en", "ru"}
    for words in WORDS.values():
        assert set(words.outcomes) == set(Outcome)
        assert set(words.languages) == {"fa", "az", "azb", "en", "ru", "ar", "tr"}
        assert {"{number}", "{total}"} <= set(re.findall(r"{\w+}", words.page))
        assert "{time}" in words.made


@pytest.mark.parametrize("language", ["fa", "az", "en", "ru"])
def test_sheet_is_a_pdf_and_leaves_nothing_beside_it(tmp_path, language):
    file = tmp_path / "new" / "sheet.pdf"
    assert write_sheet(sheet(entry(1)), file, language) == 1
    assert file.read_bytes().startswith(b"%PDF-")
    assert list(file.parent.iterdir()) == [file]


@needs_poppler
def test_every_approval_is_there_with_hashes_and_terms(tmp_path):
    file = tmp_path / "sheet.pdf"
    write_sheet(sheet(*(entry(number, note=f"remark {number}") for number in range(9))), file, "en")
    text = text_of(file)
    for number in range(9):
        assert f"{number:064x}" in text
        assert f"urn:newsml:aran.example:2026:{number} v2" in text
        assert f"remark {number}" in text
    for words in (
        "Elçin Məmmədov",
        "ARAN agentliyi",
        "Aran–Alborz sazişi",
        "Maddə 4",
        "released",
        "ab" * 32,
        "cd" * 32,
    ):
        assert text.count(words) == 9, words


@needs_poppler
def test_pages_are_numbered_and_repeat_title_and_heads(tmp_path):
    file = tmp_path / "sheet.pdf"
    pages = write_sheet(sheet(*(entry(number) for number in range(9))), file, "en")
    assert pages == pages_of(file) > 1
    parts = text_of(file).split("\f")[:pages]
    for number, part in enumerate(parts, start=1):
        assert f"Page {number} of {pages}" in part
        assert "Clearance sheet" in part
        assert "Credit and agreement" in part


@needs_poppler
def test_no_approval_is_broken_over_two_pages(tmp_path):
    file = tmp_path / "sheet.pdf"
    write_sheet(sheet(*(entry(number) for number in range(12))), file, "en")
    for part in text_of(file).split("\f"):
        assert part.count("urn:newsml") == part.count("ab" * 32) == part.count("cd" * 32)


@needs_poppler
def test_remark_longer_than_a_page_is_told_to_its_end(tmp_path):
    file = tmp_path / "sheet.pdf"
    note = " ".join(f"w{number}" for number in range(3000))
    assert write_sheet(sheet(entry(1, note=note), entry(2)), file, "en") == pages_of(file) > 2
    text = text_of(file)
    assert "w2999" in text
    assert f"{2:064x}" in text


def test_empty_sheet_says_so_on_one_page(tmp_path):
    assert write_sheet(sheet(), tmp_path / "sheet.pdf", "fa") == 1


@needs_poppler
def test_right_to_left_sheet_begins_on_the_right(tmp_path):
    places = {}
    for language in ("fa", "en"):
        file = tmp_path / f"{language}.pdf"
        write_sheet(sheet(entry(1)), file, language)
        boxes = subprocess.run(
            ["pdftotext", "-bbox", str(file), "-"], capture_output=True, check=True
        ).stdout.decode()
        places[language] = {
            word: float(left) for left, word in re.findall(r'xMin="([\d.]+)"[^>]*>([^<]*)</word>', boxes)
        }
    for language, story_first in (("fa", False), ("en", True)):
        story, proof = places[language]["Bakıda"], places[language]["cd" * 32]
        assert (story < proof) == story_first


def test_language_without_words_is_refused(tmp_path):
    with pytest.raises(InputRefused, match="“de”"):
        write_sheet(sheet(entry(1)), tmp_path / "sheet.pdf", "de")


def test_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "taken").write_bytes(b"")
    with pytest.raises(InputRefused, match=r"sheet\.pdf cannot be written"):
        write_sheet(sheet(entry(1)), tmp_path / "taken" / "sheet.pdf", "en")


def test_old_sheet_is_replaced(tmp_path):
    file = tmp_path / "sheet.pdf"
    file.write_bytes(b"old")
    write_sheet(sheet(entry(1)), file, "az")
    assert file.read_bytes().startswith(b"%PDF-")
