import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.domain.errors import InputRefused
from dabir.domain.term import Term
from dabir.translation.termbase import csv_file
from dabir.translation.termbase.entry import cleaned

PAIR = ("fa", "az")
MINISTRY = Term("وزارت امور خارجه", "Xarici İşlər Nazirliyi", *PAIR, ("وزارت خارجه",), ("XİN",), ("Nazirlik", "XN"), "ARAN", "rəsmi")  # fmt: skip
TABLE = (
    "source,target,source_forms,target_forms,forbidden,partner,note\n"
    "وزارت امور خارجه,Xarici İşlər Nazirliyi,وزارت خارجه,XİN,Nazirlik; XN,ARAN,rəsmi\n"
)


def read(text, name="terms.csv"):
    return csv_file.read(text if isinstance(text, bytes) else text.encode("utf-8"), name, PAIR)


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode("utf-8"),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("utf-16"),
        TABLE.encode("utf-16-le"),
        TABLE.encode("utf-16-be"),
        codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"),
        TABLE.replace(",", "\t").encode("utf-8"),
        TABLE.replace("Nazirlik; XN", '"Nazirlik; XN"').replace(",", ";").encode("utf-8"),
        TABLE.replace("\n", "\r\n").encode("utf-8"),
        TABLE.replace("source,", "Source ,").encode("utf-8"),
    ],
)
def test_charsets_and_separators_are_told_by_content(data):
    assert read(data) == [MINISTRY]


def test_only_source_and_target_are_needed_in_any_order():
    assert read("target,source\nyağış,باران\n\n") == [Term("باران", "yağış", *PAIR)]


@pytest.mark.parametrize(
    ("table", "line", "reason"),
    [
        ("source,target\nباران,yağış\nبرف,\n", 3, "no Azerbaijani side"),
        ('source,target,note\nباران,yağış,"iki\nsətir"\n,qar,\n', 4, "no Persian side"),
        ("source,target\nباران,yağış,artıq\n", 2, "3 cells, and the header 2"),
        ("source,target\n\nبرف,qar\n" + '"a"b,c\n', 4, "quotation marks"),
        ("source;target;forbiden\na;b;c\n", 1, "“forbiden” is no column"),
        ("source,note\na,b\n", 1, "needs source and target"),
        ("source,target,target\na,b,c\n", 1, "target is there twice"),
        ("source,target,forbidden\nباران,yağış,Yağış\n", 2, "wanted and forbidden"),
    ],
)
def test_bad_row_is_refused_with_file_and_line(table, line, reason):
    with pytest.raises(InputRefused, match=reason) as caught:
        read(table)
    assert caught.value.message.startswith(f"terms.csv, line {line}: ")
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("text", "charset"), [("source,target\nيك,bir\nباران,yagis\n", "cp1256"), ("source,target\na,yağış\n", "cp1254")]
)
def test_old_code_pages_are_refused_and_named(text, charset):
    with pytest.raises(InputRefused, match=rf"terms.csv, line 2: .*Windows-{charset[2:]}.*Save the file as UTF-8"):
        read(text.encode(charset))


@pytest.mark.parametrize("data", [b"", b"\n \n", codecs.BOM_UTF8])
def test_empty_table_is_refused(data):
    with pytest.raises(InputRefused, match=r"terms\.csv is empty"):
        read(data)


def test_what_is_no_text_is_refused():
    with pytest.raises(InputRefused, match="line 2: this is no text file"):
        read(b"PK\n\x00abcdefghijk")


def test_table_of_spreadsheets_has_its_mark():
    assert csv_file.write([]).startswith(codecs.BOM_UTF8)


def valid(term):
    try:
        return cleaned(term)
    except InputRefused:
        return None


SIGNS = st.characters(
    exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufffe\uffff", include_characters="\n\t"
)
TEXTS = st.text(SIGNS | st.sampled_from(";,\"\\<&>'=\n"), max_size=8)
FULL = TEXTS.filter(str.strip)
FORMS = st.lists(TEXTS, max_size=3).map(tuple)
TERMS = st.builds(Term, FULL, FULL, st.just("fa"), st.just("az"), FORMS, FORMS, FORMS, TEXTS, TEXTS)


@given(terms=st.lists(TERMS.map(valid).filter(bool), max_size=4))
@settings(deadline=None, max_examples=80)
def test_any_terms_come_back_from_the_table(terms):
    assert csv_file.read(csv_file.write(terms), "x.csv", PAIR) == terms
