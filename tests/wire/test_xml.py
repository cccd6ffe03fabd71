import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.domain.errors import WireError
from dabir.wire import xml
from dabir.wire.xml import (
    MAX_BYTES,
    Branch,
    MalformedXml,
    attribute,
    child,
    language_of,
    parse_xml,
    read_document,
    sniff_root,
)

BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE lolz [
 <!-- ]> --><!ENTITY a "ha">
 <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
 <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
]>
<newsItem guid="&c;">&c;</newsItem>"""


def test_xml_bomb_is_refused():
    with pytest.raises(WireError, match="declares entities"):
        parse_xml(BOMB)


@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY x SYSTEM "file:///etc/hostname">',
        '<!ENTITY x PUBLIC "-//X//EN" "http://127.0.0.1:9/x">',
        '<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;',
        "<!ATTLIST n a CDATA ']>'><!ENTITY x 'text'>",
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_entity_declaration_is_refused_in_any_charset(declaration, charset):
    text = f"<?xml version='1.0' encoding='{charset}'?><!DOCTYPE n [{declaration}]><n>&x;</n>"
    with pytest.raises(WireError, match="declares entities"):
        parse_xml(text.encode(charset))


def test_entity_declaration_is_refused_before_anything_is_parsed():
    with pytest.raises(WireError, match="declares entities"):
        parse_xml(b"<!DOCTYPE n [<!ENTITY x 'text'>]><n>&x;<cut short")


def test_entity_declaration_that_slips_through_is_refused_after_parsing(monkeypatch):
    monkeypatch.setattr(xml, "_refuse_entities", lambda _: None)
    with pytest.raises(WireError, match="declares entities"):
        parse_xml(b"<!DOCTYPE n [<!ENTITY x 'text'>]><n>&x;</n>")


def test_plain_doctype_is_fine_and_nothing_is_loaded():
    root = parse_xml(
        b'<!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.4//EN" "http://127.0.0.1:9/nitf.dtd"><nitf>x</nitf>'
    )
    assert root.text == "x"


def test_internal_subset_without_entities_is_fine():
    assert parse_xml(b"<!DOCTYPE n [<!ELEMENT n (#PCDATA)>]><n>x</n>").text == "x"


def test_truncated_document_names_line_and_column():
    with pytest.raises(MalformedXml, match="line 3, column") as caught:
        parse_xml(b"<?xml version='1.0'?>\n<newsItem>\n <itemMeta>")
    assert caught.value.place.startswith("line 3, column ")


def test_declaration_does_not_shift_the_line():
    with pytest.raises(MalformedXml, match="line 5"):
        parse_xml(b"\n\n<?xml version='1.0'\n encoding='utf-8'?>\n<a></b>")


@pytest.mark.parametrize("lead", [b"", b"\n\n", b" \r\n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_what_stands_before_the_declaration_is_tolerated(lead):
    assert parse_xml(lead + '<?xml version="1.0" encoding="UTF-8"?><a>Şəki</a>'.encode()).text == "Şəki"


PERSIAN = "خبرگزاری البرز نمونه گزارش داد که کتابخانه‌های شهر از فردا باز است و مردم می‌توانند کتاب بگیرند."
AZERBAIJANI = "Aran Xəbər Xidmətinin məlumatına görə, şəhərin kitabxanaları sabahdan açıqdır."


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", ["UTF-8", "UTF-16", "ISO-8859-1"])
def test_unicode_is_read_whatever_is_declared(charset, declared):
    data = f'<?xml version="1.0" encoding="{declared}"?><a>{PERSIAN}</a>'.encode(charset)
    assert parse_xml(data).text == PERSIAN


def test_utf8_declared_as_latin1_is_utf8_with_a_defect():
    document = read_document(f'<?xml version="1.0" encoding="ISO-8859-1"?><a>{AZERBAIJANI}</a>'.encode())
    assert document.root.text == AZERBAIJANI
    assert document.defects


def test_windows_1256_declared_as_utf8_is_read_with_a_defect():
    text = PERSIAN.replace("ی", "ي").replace("ک", "ك")
    document = read_document(f'<?xml version="1.0" encoding="UTF-8"?><a>{text}</a>'.encode("cp1256"))
    assert document.root.text == text
    assert document.defects


def test_windows_1251_without_declaration_is_told():
    text = "Библиотеки города откроются завтра утром, сообщила пресс-служба мэрии."
    document = read_document(f"<a>{text}</a>".encode("cp1251"))
    assert document.root.text == text
    assert any("charset" in defect for defect in document.defects)


def test_html_entities_become_their_characters():
    root = parse_xml(b"<!DOCTYPE nitf SYSTEM 'x'><nitf>a&nbsp;b&zwnj;c&amp;<![CDATA[&nbsp;]]></nitf>")
    assert root.text == "a\u00a0b\u200cc&&nbsp;"


def test_bare_ampersands_are_read_as_they_stand():
    document = read_document(b"<a href='?x=1&y=2'>R&D & more &lt;<!-- & --></a>")
    assert document.root.text == "R&D & more <"
    assert document.root.get("href") == "?x=1&y=2"
    assert '"&"' in document.defects[0]


def test_forbidden_characters_are_shown():
    document = read_document(b"<a>one\x0btwo\x1athree&#2;four&#x110000;</a>")
    assert document.root.text == "one two\ufffdthree\ufffdfour\ufffd"
    assert any("U+FFFD" in defect for defect in document.defects)


def test_tags_that_stand_for_signs_are_read_when_nothing_closes_them():
    document = read_document(b"<a><p>1990<endash>1995, A<EMDASH>B</p><p>whole</p></a>")
    assert [part.text for part in document.root] == ["1990–1995, A—B", "whole"]
    assert "2 tags that stand for signs" in document.defects[0]


def test_baselang_of_older_nitf_is_a_language():
    assert language_of(parse_xml(b"<nitf baselang='az'/>")) == "az"
    assert language_of(parse_xml(b"<nitf baselang='az' xml:lang='fa'/>")) == "fa"


def test_unknown_entity_is_refused_with_its_place():
    with pytest.raises(MalformedXml, match="line 1"):
        parse_xml(b"<a>&nosuch;</a>")


def test_nesting_without_end_is_refused():
    with pytest.raises(WireError, match=r"line 1.*depth"):
        parse_xml(b"<a>" * 5000 + b"</a>" * 5000)


def test_document_too_large_is_refused():
    with pytest.raises(WireError, match="bytes"):
        parse_xml(b"<a>" + b" " * MAX_BYTES + b"</a>")


@pytest.mark.parametrize("opening", ["<!--", "<![CDATA[", "<?x ", "&", "<!DOCTYPE a [", "<!DOCTYPE a '", "&#"])
def test_repeated_openings_end_in_an_error(opening):
    with pytest.raises(WireError):
        parse_xml(f"<a>&{opening * 200_000}".encode())


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<newsItem guid='x'>", "newsItem"),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?><!-- <a> --><n:nitf x='1'/>", "nitf"),
        (b"<!DOCTYPE nitf [<!ELEMENT nitf ANY>]>\n<nitf>", "nitf"),
        ("<?xml version='1.0'?><rss/>".encode("utf-16"), "rss"),
        ("<rss/>".encode("utf-16-be"), "rss"),
        (b"Not a <b>tag</b> at the start", ""),
        (b"", ""),
    ],
)
def test_root_is_told_without_parsing(data, name):
    assert sniff_root(data).name == name


def test_children_are_found_in_any_name_space():
    root = parse_xml(b"<a xmlns:x='u'><!-- c --><x:b><c v='  '  w=' 1 '/></x:b></a>")
    assert attribute(child(root, "b", "c"), "v", "w") == "1"
    assert child(root, "c") is None
    assert child(None, "c") is None


def test_branch_finds_what_its_element_holds_in_any_name_space():
    root = parse_xml(b"<a xmlns:x='u'>t<!-- c --><x:b> </x:b><c> 1 </c><b>2</b></a>")
    branch = Branch(root)
    assert [name for name, _ in branch.parts] == ["b", "c", "b"]
    assert branch.child("b") is root[0]
    assert branch.children("b") == [root[0], root[2]]
    assert (branch.text("b"), branch.text("b", "c"), branch.text("d")) == ("2", "1", "")
    assert branch.child("d") is None
    assert branch.children("d") == []


def test_branch_of_nothing_holds_nothing():
    branch = Branch(None)
    assert (branch.parts, branch.child("a"), branch.children("a"), branch.text("a")) == ([], None, [], "")


@settings(max_examples=100)
@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_but_a_wire_error(data):
    try:
        parse_xml(b"<a>" + data)
    except WireError:
        return
    assert data
