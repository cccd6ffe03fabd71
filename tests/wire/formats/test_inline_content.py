import base64
from datetime import UTC, datetime

import pytest

from dabir.domain.story import Rendition
from dabir.wire.format import Context
from dabir.wire.formats.inline_content import text_in_base64, text_of_characters, text_within
from dabir.wire.xml import parse_xml

CONTEXT = Context("sample.xml", "ARAN", datetime(2026, 1, 20, tzinfo=UTC), ("az", "fa", "en"))
NITF = "<nitf xml:lang='az'><body><body.head><hedline><hl1>Baş</hl1></hedline></body.head><body.content><p>Mətn.</p></body.content></body></nitf>"


def coded(data):
    return base64.b64encode(data).decode()


def test_nitf_is_read_as_a_document_wherever_it_stands():
    whole = text_within(parse_xml(f"<x>{NITF}</x>".encode()), "", CONTEXT)
    characters = text_of_characters(f"<?xml version='1.0'?>\n{NITF}", "", CONTEXT)
    encoded = text_in_base64(coded(NITF.encode()), "application/nitf+xml", "", CONTEXT)
    for text in (whole, characters, encoded):
        assert text.body.paragraphs == ("Mətn.",)
        assert text.language == "az"
        assert text.documents[0].headline == "Baş"


def test_document_of_mostly_spaces_is_read_in_time_of_its_length():
    spaces = " " * 200_000
    text = text_of_characters(NITF.replace("<body>", f"<body>{spaces}"), "", CONTEXT)
    assert text.body.paragraphs == ("Mətn.",)


def test_words_beside_a_document_are_kept():
    text = text_within(parse_xml(f"<x>before{NITF}<p>after</p>tail</x>".encode()), "", CONTEXT)
    assert text.body.paragraphs == ("Mətn.", "after", "before tail")


def test_damaged_document_in_characters_keeps_its_words_and_is_told():
    text = text_of_characters("<nitf><body><body.content><p>Bir", "", CONTEXT)
    assert text.body.paragraphs == ("Bir",)
    assert "cut short" in text.defects[0]


def test_plain_text_is_plain_though_it_begins_like_markup():
    assert text_of_characters("<desk@aran.example> wrote", "text/plain", CONTEXT).body.paragraphs == (
        "<desk@aran.example> wrote",
    )


@pytest.mark.parametrize(
    ("kind", "data"), [("image/png", b"\x89PNG\r\n\x1a\n"), ("", b"words"), ("text/plain", b"%PDF-1.7")]
)
def test_encoded_data_that_is_no_text_is_listed_with_its_size(kind, data):
    text = text_in_base64(coded(data), kind, "n", CONTEXT)
    assert text.body.paragraphs == ()
    assert text.body.renditions == (Rendition("n", kind, len(data)),)


def test_encoded_text_is_read_in_its_charset():
    kind = "text/plain; charset=windows-1251"
    assert text_in_base64(coded("Погода в Баку".encode("cp1251")), kind, "", CONTEXT).body.paragraphs == (
        "Погода в Баку",
    )


def test_what_is_no_base64_is_kept_as_a_note():
    assert "A" in text_in_base64("A", "text/plain", "", CONTEXT).body.notes


def test_what_is_no_element_among_the_parts_has_no_language():
    parts = b"<x><?page 1?><!-- set by hand --><p xml:lang='az'>M\xc9\x99tn.</p></x>"
    assert text_within(parse_xml(parts), "", CONTEXT).language == "az"
