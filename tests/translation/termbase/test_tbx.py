import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from translate.storage.tbx import tbxfile

from dabir.domain.errors import InputRefused
from dabir.domain.term import Term
from dabir.translation.termbase import tbx
from dabir.translation.termbase.entry import cleaned

MINISTRY = Term("وزارت امور خارجه", "Xarici İşlər Nazirliyi", "fa", "az", ("وزارت خارجه",), ("XİN",), ("Nazirlik",), "ARAN", "rəsmi ad")  # fmt: skip

OLD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><martifHeader/><text><body>
<termEntry id="c1"><descrip type="subjectField">diplomacy</descrip><note>Only of armies.</note>
<langSet xml:lang="en-GB"><tig><term>cease-fire</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></tig>
<tig><term>ceasefire</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig></langSet>
<langSet xml:lang="ru"><ntig><termGrp><term>прекращение огня</term></termGrp></ntig></langSet>
<langSet xml:lang="fa-IR"><tig><term>آتش‌بس</term></tig></langSet></termEntry>
<termEntry id="c2"><langSet xml:lang="en"><tig><term>truce</term></tig></langSet></termEntry>
</body></text></martif>"""

NEW = """<?xml version="1.0" encoding="UTF-8"?>
<tbx style="{style}" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"{space}><tbxHeader/><text><body>
<conceptEntry id="1"><langSec xml:lang="en"><termSec><term>ceasefire &amp; truce</term></termSec></langSec>
<langSec xml:lang="az"><termSec><term>atəşkəs</term></termSec><termSec><term>sülh</term>{status}</termSec></langSec>
</conceptEntry></body></text></tbx>"""


def test_basic_document_of_2008_is_read_in_every_direction():
    reading = tbx.read(OLD.encode(), "terms.tbx")
    by_direction = {(term.source_language, term.target_language): term for term in reading.terms}
    assert set(by_direction) == {(a, b) for a in ("en", "ru", "fa") for b in ("en", "ru", "fa") if a != b}
    to_russian, to_english = by_direction["en", "ru"], by_direction["fa", "en"]
    assert (to_russian.source, to_russian.source_forms) == ("ceasefire", ("cease-fire",))
    assert (to_russian.target, to_russian.note) == ("прекращение огня", "Only of armies.")
    assert (to_english.source, to_english.target, to_english.forbidden) == ("آتش‌بس", "ceasefire", ("cease-fire",))
    assert reading.left_out == ("terms.tbx, line 9: this entry has fewer than two languages.",)


def test_one_direction_is_taken_where_it_is_asked_for():
    reading = tbx.read(OLD.encode(), "terms.tbx", ("en", "fa"))
    assert [(term.source, term.target) for term in reading.terms] == [("ceasefire", "آتش‌بس")]
    assert "no Persian side" in reading.left_out[0]
    assert tbx.read(OLD.encode(), "terms.tbx", ("az", "tr")).terms == ()


@pytest.mark.parametrize(
    ("style", "space", "status"),
    [
        ("dca", "", '<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>'),
        (
            "dct",
            ' xmlns:basic="http://www.tbxinfo.net/ns/basic"',
            "<basic:administrativeStatus>deprecatedTerm-admn-sts</basic:administrativeStatus>",
        ),
    ],
)
def test_document_of_2019_is_read_in_both_styles(style, space, status):
    reading = tbx.read(NEW.format(style=style, space=space, status=status).encode(), "terms.tbx", ("en", "az"))
    assert reading.terms == (Term("ceasefire & truce", "atəşkəs", "en", "az", forbidden=("sülh",)),)


def test_document_in_utf_16_is_read():
    data = OLD.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    assert len(tbx.read(data, "terms.tbx", ("en", "ru")).terms) == 1


@pytest.mark.parametrize(
    ("document", "line", "reason"),
    [
        ('<!DOCTYPE martif [<!ENTITY a "aaaa">]>\n<martif/>', 1, "entities of its own"),
        ('<martif>\n<!DOCTYPE x SYSTEM "file:///etc/passwd" [ ]></martif>', 2, "entities of its own"),
        (
            '<?xml version="1.0"?>\n\n<!DOCTYPE m [<!ENTITY % a SYSTEM "http://127.0.0.1/a"> %a;]><martif/>',
            3,
            "entities",
        ),
        ("<martif>\n<text>&nbsp;</text></martif>", 2, "“&”"),
        ("<martif>\n<text>a & b</text></martif>", 2, "“&”"),
        ("<martif><text>\n</martif>", 2, "not well-formed"),
        ("<martif><text>\n\n&#0;</text></martif>", 3, "not well-formed"),
    ],
)
def test_hostile_or_broken_document_is_refused_with_file_and_line(document, line, reason):
    with pytest.raises(InputRefused, match=reason) as caught:
        tbx.read(document.encode(), "terms.tbx")
    assert caught.value.message.startswith(f"terms.tbx, line {line}: ")


@pytest.mark.parametrize(
    "document", ["", "text", "<html/>", "<a:martif xmlns:a='urn:a'/>", "<!-- <martif> --><tmx/>"]
)
def test_other_documents_are_refused(document):
    with pytest.raises(InputRefused, match=r"terms\.tbx is no TBX document"):
        tbx.read(document.encode(), "terms.tbx")


def test_named_dtd_is_passed_over_and_character_data_may_have_signs():
    document = OLD.replace("<term>ceasefire</term>", "<term><![CDATA[cease & fire]]></term>")
    assert tbx.read(document.encode(), "terms.tbx", ("en", "ru")).terms[0].source == "cease & fire"


def test_other_programs_read_what_is_written():
    document = tbxfile.parsestring(tbx.write([MINISTRY]), sourcelanguage="fa", targetlanguage="az")
    (unit,) = document.units
    assert [term.text for term in unit.get_source_terms()] == ["وزارت امور خارجه", "وزارت خارجه"]
    assert [(term.text, term.deprecated) for term in unit.get_target_terms()] == [
        ("Xarici İşlər Nazirliyi", False),
        ("XİN", False),
        ("Nazirlik", True),
    ]


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
def test_any_terms_come_back_in_their_direction(terms):
    assert tbx.read(tbx.write(terms), "x.tbx", ("fa", "az")).terms == tuple(terms)


def test_entry_holds_in_the_other_direction_too():
    (back,) = tbx.read(tbx.write([MINISTRY]), "x.tbx", ("az", "fa")).terms
    assert (back.source, back.source_forms) == ("Xarici İşlər Nazirliyi", ("XİN", "Nazirlik"))
    assert (back.target, back.target_forms, back.forbidden) == ("وزارت امور خارجه", ("وزارت خارجه",), ())
