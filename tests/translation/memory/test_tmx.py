"""TMX as other programs write it, read and written back; and what must not be read."""

import io
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from translate.storage.tmx import tmxfile

from dabir.domain.errors import InputRefused
from dabir.domain.memory import MemoryUnit
from dabir.translation.memory import entries, tmx

OMEGAT = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1">
  <header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext" \
creationtoolversion="6.0.0_0_c42ac7ee" segtype="sentence" srclang="FA-IR"/>
  <body>
<!-- Default translations -->
    <tu>
      <tuv lang="FA-IR">
        <seg>باران بارید.</seg>
      </tuv>
      <tuv lang="AZ" changeid="nigar" changedate="20260302T101112Z" creationid="kamran" \
creationdate="20260301T090000Z">
        <seg>Yağış yağdı.</seg>
      </tuv>
    </tu>
    <tu>
      <tuv lang="FA-IR">
        <seg>قیمت‌ها &lt;t0/&gt; ثابت ماند.</seg>
      </tuv>
      <tuv lang="AZ" creationid="kamran" creationdate="20260301T090500Z">
        <seg>Qiymətlər &lt;t0/&gt; sabit qaldı.</seg>
      </tuv>
    </tu>
<!-- Alternative translations -->
    <tu>
      <prop type="file">hava.docx</prop>
      <prop type="prev">هوا سرد شد.</prop>
      <prop type="next">برف آمد.</prop>
      <tuv lang="FA-IR">
        <seg>باران بارید.</seg>
      </tuv>
      <tuv lang="AZ" changeid="nigar" changedate="20260303T080000Z" creationid="nigar" \
creationdate="20260303T080000Z">
        <seg>Yağış yağıb.</seg>
      </tuv>
    </tu>
    <tu>
      <prop type="file">hava.docx</prop>
      <prop type="id">7</prop>
      <note>qısa</note>
      <tuv lang="FA-IR">
        <seg>برف آمد.</seg>
      </tuv>
      <tuv lang="AZ">
        <seg></seg>
      </tuv>
    </tu>
  </body>
</tmx>
"""

WEBLATE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header creationtool="Translate Toolkit" creationtoolversion="3.16.0" segtype="sentence" o-tmf="UTF-8" \
adminlang="en" srclang="en" datatype="PlainText"/>
  <body>
    <tu>
      <note>Headline of the desk</note>
      <prop type="x-context">desk.headline</prop>
      <tuv xml:lang="en">
        <seg>Rain &amp; snow expected</seg>
      </tuv>
      <tuv xml:lang="az">
        <seg>Yağış və qar gözlənilir</seg>
      </tuv>
    </tu>
    <tu>
      <tuv xml:lang="en">
        <seg>Prices held steady.</seg>
      </tuv>
      <tuv xml:lang="fa_IR">
        <seg>قیمت‌ها ثابت ماند.</seg>
      </tuv>
    </tu>
  </body>
</tmx>
"""


@pytest.fixture
def saved(tmp_path):
    def save(text, charset="utf-8", name="units.tmx"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(charset))
        return path

    return save


def document(*entry, header='srclang="fa"', before=""):
    return f'{before}<tmx version="1.4"><header {header}/><body>{"".join(entry)}</body></tmx>'


def pair(source, target, attributes=""):
    return f'<tu {attributes}><tuv xml:lang="fa"><seg>{source}</seg></tuv><tuv xml:lang="az"><seg>{target}</seg></tuv></tu>'


def units(path):
    return [unit for one in tmx.read(path) for unit in one.units]


def texts(path):
    return [(unit.source_language, unit.source, unit.target_language, unit.target) for unit in units(path)]


def written(listed):
    file = io.BytesIO()
    assert tmx.write(file, listed) == (len(listed), 0)
    return file.getvalue()


def test_project_of_omegat_gives_default_and_alternative_translations(saved):
    read = list(tmx.read(saved(OMEGAT, name="project_save.tmx")))
    assert [unit for one in read for unit in one.units] == [
        MemoryUnit("باران بارید.", "Yağış yağdı.", "fa", "az", "nigar", datetime(2026, 3, 2, 10, 11, 12, tzinfo=UTC), origin="project_save.tmx"),
        MemoryUnit("قیمت‌ها <t0/> ثابت ماند.", "Qiymətlər <t0/> sabit qaldı.", "fa", "az", "kamran", datetime(2026, 3, 1, 9, 5, tzinfo=UTC), origin="project_save.tmx"),
        MemoryUnit("باران بارید.", "Yağış yağıb.", "fa", "az", "nigar", datetime(2026, 3, 3, 8, tzinfo=UTC), origin="project_save.tmx"),
    ]  # fmt: skip
    assert [(one.line, one.reason) for one in read if one.reason] == [
        (35, "it has fewer than two languages with text")
    ]


def test_export_of_weblate_gives_every_language(saved):
    assert texts(saved(WEBLATE)) == [
        ("en", "Rain & snow expected", "az", "Yağış və qar gözlənilir"),
        ("en", "Prices held steady.", "fa", "قیمت‌ها ثابت ماند."),
    ]


@pytest.mark.parametrize("text", [OMEGAT, WEBLATE], ids=["omegat", "weblate"])
def test_units_of_other_programs_come_back_from_our_file_as_they_were(saved, text):
    first = units(saved(text, name="memory.tmx"))
    again = units(saved(written(first), name="memory.tmx"))
    assert again == first


def test_our_file_keeps_who_when_and_story_and_is_read_by_translate_toolkit(saved):
    unit = MemoryUnit(
        "قیمت «نفت» < ۸۰ & > ۷۰ دلار\u200cی.",
        "Neftin qiyməti \u201c70\u201d\r\u00a0dollar.",
        "fa",
        "az",
        "Leylâ",
        datetime(2026, 3, 1, 12, 30, tzinfo=UTC),
        "tag:alborz.example,2026:1",
        "units.tmx",
    )
    data = written([unit, MemoryUnit("Yağış.", "باران.", "az", "fa")])
    assert units(saved(data))[0] == unit
    read = tmxfile(io.BytesIO(data))
    assert [(one.source, one.target) for one in read.units] == [(unit.source, unit.target), ("Yağış.", "باران.")]
    root = read.document.getroot()
    assert (root.get("version"), root.find("header").get("creationtool")) == ("1.4", "Dabir")
    assert [(one.xmlelement.get("srclang"), one.xmlelement.get("creationid")) for one in read.units] == [
        ("fa", "Leylâ"),
        ("az", None),
    ]


def test_text_that_no_xml_can_hold_is_left_out_and_counted():
    file = io.BytesIO()
    bad = [
        MemoryUnit("a\x0bb", "c", "fa", "az"),
        MemoryUnit("a", "\ud800", "fa", "az"),
        MemoryUnit("a", "\uffff", "fa", "az"),
    ]
    assert tmx.write(file, [*bad, MemoryUnit("a", "c", "fa", "az")]) == (1, 3)
    assert len(tmxfile(io.BytesIO(file.getvalue())).units) == 1


PLAIN = st.text(
    st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffff"), min_size=1, max_size=15
)


@settings(max_examples=40)
@given(st.lists(st.tuples(PLAIN, PLAIN), max_size=4))
def test_any_text_comes_back_but_for_space_around_it(tmp_path_factory, listed):
    kept = [
        MemoryUnit(one.strip(), other.strip(), "ru", "tr", origin="x.tmx")
        for one, other in listed
        if one.strip() and other.strip()
    ]
    path = tmp_path_factory.mktemp("tmx") / "x.tmx"
    path.write_bytes(written(kept))
    assert units(path) == kept


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_unicode_encoding_is_read(saved, charset):
    declared = '<?xml version="1.0" encoding="UTF-16"?>' if charset.startswith("utf-16") else '<?xml version="1.0"?>'
    path = saved(document(pair("باران بارید.", "Yağış yağdı."), before=declared), charset)
    assert texts(path) == [("fa", "باران بارید.", "az", "Yağış yağdı.")]


def test_declared_code_page_is_read(saved):
    declared = '<?xml version="1.0" encoding="windows-1251"?>'
    entry = '<tu><tuv xml:lang="ru"><seg>Дождь</seg></tuv><tuv xml:lang="en"><seg>Rain</seg></tuv></tu>'
    path = saved(document(entry, header='srclang="ru-RU"', before=declared), "windows-1251")
    assert texts(path) == [("ru", "Дождь", "en", "Rain")]


def test_every_language_is_a_source_where_the_file_says_so(saved):
    entry = "".join(
        f'<tuv xml:lang="{language}"><seg>{text}</seg></tuv>'
        for language, text in (("fa-IR", "باران"), ("az-Latn-AZ", "yağış"), ("en-GB", "rain"))
    )
    found = texts(saved(document(f"<tu>{entry}</tu>", header='srclang="*all*"')))
    assert len(found) == 6
    assert ("en", "rain", "fa", "باران") in found and ("az", "yağış", "en", "rain") in found
    # An entry's own source language counts before that of the file.
    assert texts(saved(document(f'<tu srclang="EN">{entry}</tu>', header='srclang="*all*"'))) == [
        ("en", "rain", "fa", "باران"),
        ("en", "rain", "az", "yağış"),
    ]


def test_several_texts_of_a_language_are_units_each(saved):
    entry = (
        '<tu><tuv xml:lang="fa"><seg>باران</seg></tuv><tuv xml:lang="az"><seg>yağış</seg></tuv>'
        '<tuv xml:lang="AZ-AZ"><seg>yağıntı</seg></tuv><tuv xml:lang="az-Arab"><seg>یاغیش</seg></tuv></tu>'
    )
    assert texts(saved(document(entry))) == [
        ("fa", "باران", "az", "yağış"),
        ("fa", "باران", "az", "yağıntı"),
        ("fa", "باران", "azb", "یاغیش"),
    ]


@pytest.mark.parametrize(
    ("segment", "text"),
    [
        ('<bpt i="1">&lt;b&gt;</bpt>باران<ept i="1">&lt;/b&gt;</ept> بارید', "باران بارید"),
        ('<hi type="name">باران</hi> بارید', "باران بارید"),
        ("<hi><hi>باران</hi> و</hi> برف", "باران و برف"),
        ('<it pos="begin">&lt;i&gt;</it>باران بارید', "باران بارید"),
        ("باران<ph>&lt;br/&gt;</ph>بارید", "باران بارید"),
        ('باران <ph x="1"/> بارید', "باران  بارید"),
        ("<ph>%s</ph> نفر آمدند", "%s نفر آمدند"),
        ("باران<!-- نم --> بارید", "باران بارید"),
        ("باران<ut>{\\b </ut> بارید", "باران بارید"),
        ('<bpt i="1">&lt;a title="<sub>عنوان</sub>"&gt;</bpt>باران<ept i="1">&lt;/a&gt;</ept>', "باران"),
        ("<![CDATA[باران & برف]]>", "باران & برف"),
        ("\n   باران\n   بارید\n", "باران بارید"),
    ],
)  # fmt: skip
def test_inline_elements_give_their_words(saved, segment, text):
    assert [unit.source for unit in units(saved(document(pair(segment, "x"))))] == [text]


@pytest.mark.parametrize(
    ("attributes", "time"),
    [
        ('creationdate="20260301T090000Z"', datetime(2026, 3, 1, 9, tzinfo=UTC)),
        ('creationdate="20250301T090000Z" changedate="20260301T090000Z"', datetime(2026, 3, 1, 9, tzinfo=UTC)),
        ('changedate="yesterday"', None),
        ('changedate="20261301T000000Z"', None),
        ("", None),
    ],
)
def test_time_is_that_of_the_last_change(saved, attributes, time):
    assert [unit.time for unit in units(saved(document(pair("باران", "yağış", attributes))))] == [time]


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("<tu/>", "fewer than two languages"),
        ('<tu><tuv xml:lang="fa"><seg>باران</seg></tuv></tu>', "fewer than two languages"),
        (pair("باران", " "), "fewer than two languages"),
        ('<tu><tuv><seg>باران</seg></tuv><tuv xml:lang="az"><seg>yağış</seg></tuv></tu>', "fewer than two languages"),
        (pair("باران", "yağış", 'srclang="ru"'), "no text in its source language “ru”"),
        (f"<tu>{'<x>' * 300}{'</x>' * 300}</tu>", "cannot be read"),
    ],
)
def test_entry_that_cannot_be_taken_is_told_with_its_line_and_the_rest_is_read(saved, entry, reason):
    path = saved(document("\n", pair("برف", "qar"), "\n", entry, "\n", pair("باد", "külək")))
    read = list(tmx.read(path))
    assert [one.line for one in read] == [2, 3, 4]
    assert [len(one.units) for one in read] == [1, 0, 1]
    assert reason in read[1].reason
    assert tmx.survey(path) == 3


ENTITY = '<!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
ATTRIBUTES = '<!DOCTYPE tmx [<!ATTLIST tuv xml:lang CDATA "ru">]>'
PARAMETER = '<!DOCTYPE tmx [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;]>'


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (document(pair("&b;", "x"), before=ENTITY), "line 1: it has a DTD or entities of its own"),
        (document(pair("&a;", "x"), before=OUTSIDE), "DTD or entities of its own"),
        (document(pair("a", "x"), before=PARAMETER), "DTD or entities of its own"),
        (document(pair("a", "x"), before=ATTRIBUTES), "DTD or entities of its own"),
        (document(pair("a&nbsp;b", "x"), before='<!DOCTYPE tmx SYSTEM "tmx14.dtd">'), "line 1: there is an entity “&nbsp;”"),
        (document(pair("a&nbsp;b", "x")), "not well-formed"),
        (document("\n\n", pair("a", "x"))[:-20], "line 3: it is not well-formed"),
        (document("\n<tu><tuv></tu>"), "line 2: it is not well-formed"),
        ("", "is no TMX file"),
        ("source\ttarget\n", "is no TMX file"),
        ("<html><body/></html>", "is no TMX file"),
        ('{"tmx": []}', "is no TMX file"),
        (b"PK\x03\x04\x14\x00\x00\x00", "is no TMX file"),
        (b"\x89PNG\r\n\x1a\n\xff\xff", "is not in UTF-8"),
        (document(pair("Дождь", "x")).encode("windows-1251"), "is not in UTF-8"),
        (document(before='<?xml version="1.0" encoding="klingon"?>'), "encoding that is not known: “klingon”"),
        (document(before='<?xml version="1.0" encoding="base64"?>'), "encoding that is not known"),
        (document(pair("a\x01", "x")), "not well-formed"),
    ],
)  # fmt: skip
def test_wrong_file_is_refused_with_its_name_and_what_is_wrong(saved, data, what):
    path = saved(data, name="wrong.tmx")
    with pytest.raises(InputRefused, match=what) as caught:
        tmx.survey(path)
    assert str(path) in caught.value.message
    assert caught.value.remedy
    with pytest.raises(InputRefused, match=what):
        list(tmx.read(path))


def test_missing_file_and_folder_are_refused(tmp_path):
    for path in (tmp_path / "none.tmx", tmp_path):
        with pytest.raises(InputRefused, match="cannot be read") as caught:
            tmx.survey(path)
        assert str(path) in caught.value.message


def test_dtd_that_a_file_names_is_not_fetched(saved):
    path = saved(document(pair("باران", "yağış"), before='<!DOCTYPE tmx SYSTEM "http://127.0.0.1:9/tmx14.dtd">'))
    assert len(units(path)) == 1


@pytest.mark.parametrize("size", [7, 64, 1000])
def test_file_is_read_piece_by_piece_to_the_same_entries(saved, monkeypatch, size):
    listed = [pair(f"باران {number} > بارید", f"Yağış {number}", f'creationid="a>b{number}"') for number in range(40)]
    path = saved(document("<!-- <tu> -->", *listed, "<tu />", "<tu></tu >"), "utf-16")
    whole = list(tmx.read(path))
    monkeypatch.setattr(entries, "_PIECE", size)
    assert list(tmx.read(path)) == whole
    assert len(whole) == 42 and whole[39].units[0].editor == "a>b39"


def test_no_more_than_an_entry_is_kept_while_reading(saved, monkeypatch):
    monkeypatch.setattr(entries, "_PIECE", 1000)
    monkeypatch.setattr(entries, "_MOST", 3000)
    many = saved(document(*(pair("باران", "yağış") for _ in range(500))))
    assert tmx.survey(many) == 500
    with pytest.raises(InputRefused, match="line 2: an entry has more than 3000 bytes"):
        tmx.survey(saved(document("\n", pair("باران " * 2000, "yağış"))))


def test_prefix_declared_at_the_top_may_be_used_in_an_entry(saved):
    text = document(
        '<tu x:seen="1"><tuv xml:lang="fa"><seg>باران</seg></tuv><tuv xml:lang="az"><seg>yağış</seg></tuv></tu>'
    )
    assert len(units(saved(text.replace("<tmx ", '<tmx xmlns:x="urn:x" ')))) == 1
