import re
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.domain.errors import WireError
from dabir.domain.story import Rendition
from dabir.wire import elements
from dabir.wire.markup import (
    Body,
    join_renditions,
    paragraphs_of,
    paragraphs_of_markup,
    paragraphs_of_text,
    parse_html,
    text_of,
)
from dabir.wire.xml import parse_xml


def read(markup):
    return paragraphs_of(parse_xml(markup.encode()))


def test_inline_markup_neither_parts_nor_joins_words():
    markup = "<p>Gən<b>cə</b>də <em>yeni</em> <i>kitab</i>xana<a href='x'> açılıb</a>.</p>"
    assert read(markup).paragraphs == ("Gəncədə yeni kitabxana açılıb.",)


def test_ascii_white_space_collapses_and_no_other():
    markup = "<p>\n  a \t\r\n b\u00a0\u00a0c می\u200cشود\u2028d\u2003e\u00ad  </p>"
    assert read(markup).paragraphs == ("a b\u00a0\u00a0c می\u200cشود\u2028d\u2003e\u00ad",)


def test_blocks_breaks_and_mixed_text_part_paragraphs():
    markup = "<body>one<p>two</p>three<br/>four<div>five<div>six</div>seven</div><h2>eight</h2><hr/>nine</body>"
    assert read(markup).paragraphs == ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def test_list_items_are_paragraphs_without_made_up_numbers():
    markup = "<ol><li>bir</li><li>iki<ul><li>iç</li></ul>son</li></ol>"
    assert read(markup).paragraphs == ("bir", "iki", "iç", "son")


def test_table_row_is_one_paragraph_with_tabs():
    markup = (
        "<table><caption>Hava</caption><thead><tr><th/><th>Gündüz</th></tr></thead>"
        "<tbody><tr><td><p>Bakı</p></td><td>7</td></tr><tr><td>Şəki</td><td/><td>2</td></tr><tr><td/></tr></tbody></table>"
    )
    assert read(markup).paragraphs == ("Hava", "\tGündüz", "Bakı\t7", "Şəki\t\t2")


def test_layout_table_keeps_its_paragraphs():
    markup = (
        "<table><tr><td><p>one</p><p>two</p><table><tr><td>a</td><td>b</td></tr></table></td><td>c</td></tr></table>"
    )
    assert read(markup).paragraphs == ("one", "two", "a\tb", "c")


def test_words_between_cells_are_not_lost():
    assert read("<table>x<tr>y<td>a</td>z<td>b</td></tr>w</table>").paragraphs == ("x", "y\ta\tz\tb", "w")


def test_pre_keeps_its_lines_and_blank_lines_part_it():
    assert read("<div>a<pre>\nl1\n   l2  x\n \n\nl3\n</pre>b</div>").paragraphs == ("a", "l1\n   l2  x", "l3", "b")


def test_scripts_styles_comments_and_instructions_are_no_words():
    markup = "<div>a<script>var x</script>b<style>p{}</style><!-- c --><?php d ?> e</div>"
    assert " ".join(read(markup).paragraphs) == "a b e"


def test_nitf_datelines_notes_and_copyrights_are_paragraphs():
    markup = (
        "<body.content><dateline><location>BAKI</location>, <story.date>3 yanvar</story.date></dateline>"
        "<note><p>Qeyd.</p></note><p>Mətn.</p><copyrite>© Aran</copyrite><tagline>ARAN/7</tagline></body.content>"
    )
    assert read(markup).paragraphs == ("BAKI, 3 yanvar", "Qeyd.", "Mətn.", "© Aran", "ARAN/7")


def test_unknown_element_is_inline_in_a_sentence_and_a_block_elsewhere():
    assert read("<p>a<x:t xmlns:x='u'>b</x:t>c</p>").paragraphs == ("abc",)
    assert read("<div><para>a</para><para>b</para></div>").paragraphs == ("a", "b")


def test_html_head_and_media_go_to_the_notes():
    body = read("<html><head><title>T</title></head><body><p>x<img src='a.jpg' alt='Dəniz'/></p></body></html>")
    assert body == Body(("x",), ("T", "Not loaded: Dəniz, a.jpg"))


def test_media_that_are_listed_leave_only_their_words_in_the_notes():
    markup = (
        "<div><p>x</p><media media-type='video'><media-metadata name='Operator' value='Ə. Nümunə'/>"
        "<media-reference source='v.mp4' name='v' alternate-text='Dəniz' source-credit='ARAN'/></media>"
        "<img src='a.jpg'/><img alt='Quş'/></div>"
    )
    body = paragraphs_of(parse_xml(markup.encode()), listed=True)
    assert body.paragraphs == ("x",)
    assert body.notes == ("Operator: Ə. Nümunə", "Dəniz", "ARAN", "Quş")
    assert body.renditions == (Rendition("v", "video", 0, "v.mp4"), Rendition("", "", 0, "a.jpg"))


def test_tag_that_stands_for_a_sign_is_that_sign():
    assert read("<p>1990<endash/>1995<emdash></emdash>a<nbsp/>b</p>").paragraphs == ("1990–1995—a\u00a0b",)
    assert paragraphs_of_markup("<P>1990<ENDASH>1995").paragraphs == ("1990–1995",)


def test_entity_nobody_declared_stays_as_written():
    root = parse_xml(b"<!DOCTYPE nitf SYSTEM 'nitf.dtd'><nitf><p>a &qqq; b</p></nitf>")
    assert paragraphs_of(root).paragraphs == ("a &qqq; b",)


def test_paragraph_of_spaces_only_is_none():
    assert read("<div><p>\u00a0</p><p> </p><p/>x</div>").paragraphs == ("x",)


def test_tail_of_the_element_is_not_its_own():
    root = parse_xml(b"<a><p>x</p>tail</a>")
    assert paragraphs_of(root[0]).paragraphs == ("x",)


@pytest.mark.parametrize(
    "markup", ["<p>bir<p>iki", "bir<br>iki", "<p>bir</b></p>iki", "<?xml version='1.0'?><p>bir</p>iki"]
)
def test_markup_that_is_no_xml_is_read_as_html(markup):
    assert paragraphs_of_markup(markup).paragraphs == ("bir", "iki")


@pytest.mark.parametrize(
    ("markup", "paragraphs"),
    [
        ("<p>bir <desk@aran.example> iki<br>son", ("bir <desk@aran.example> iki", "son")),
        ("<p>bir <http://aran.example/x>", ("bir <http://aran.example/x>",)),
        ("<p>5 <x iki", ("5 <x iki",)),
        ("<p>bir <!-- iki", ("bir <!-- iki",)),
        ("<p>bir <!-- iki --> son", ("bir son",)),
        ("<p>bir <![CDATA[iki]]>", ("bir <![CDATA[iki]]>",)),
        ("<p>bir<o:p>iki</o:p> <Font size=1>son", ("biriki son",)),
    ],
)
def test_sign_that_begins_no_tag_costs_no_word(markup, paragraphs):
    assert paragraphs_of_markup(markup).paragraphs == paragraphs


@pytest.mark.parametrize("tag", ["div", "b"])
def test_markup_nested_without_end_loses_no_word(tag):
    text = f"<{tag}>" * 3000 + "bir<br>iki"
    assert " ".join(paragraphs_of_markup(text).paragraphs).endswith("bir<br>iki")
    with pytest.raises(WireError, match="nested so deeply"):
        parse_html(text)


def test_text_of_an_element_is_one_line():
    assert text_of(parse_xml(b"<headline>One\n <b>two</b><br/>three</headline>")) == "One two three"
    assert text_of(None) == ""


@pytest.mark.parametrize("words", ["", "One  two", " \u00a0 ", "One\n\n\ntwo\t three", "\u2003One\u00a0"])
def test_text_of_an_element_without_others_is_that_of_its_paragraphs(words):
    for name in (*elements.KNOWN, "headline", "media-metadata", "Slugline"):
        element = parse_xml(f'<{name} alt="Said" src="a.jpg">{words}</{name}>'.encode())
        assert text_of(element) == " ".join(paragraphs_of(element).paragraphs).replace("\t", " "), name


def test_hard_wrapped_text_keeps_its_lines():
    assert paragraphs_of_text("one\r\ntwo  \r\n\r\n \r\nthree\n") == ("one\ntwo", "three")


def test_long_lines_are_paragraphs():
    long = "söz " * 40 + "son."
    assert paragraphs_of_text(f"{long}\n{long}\n\nqısa") == (long, long, "qısa")


def test_rendition_with_the_same_words_is_taken_once():
    joined = join_renditions([Body(("a b", "c")), Body(("a", "b c"), ("n",)), Body(("d",))])
    assert joined == Body(("a b", "c", "d"), ("n",))


WORDS = st.text(alphabet="abəşxگک\u200c۱۲&<>.,'\u00a0\n \t", max_size=12)
XHTML_INLINE = ("b", "i", "em", "span", "a", "sub")
XHTML_BLOCK = ("div", "p", "blockquote", "h2", "section")
NITF_INLINE = ("em", "person", "org", "location", "num", "q", "lang")
NITF_BLOCK = ("block", "p", "hl2", "note", "bq", "media-caption")


def element(name, parts):
    return f"<{name}>{''.join(parts)}</{name}>"


def bodies(inline, block):
    text = WORDS.map(escape)
    leaf = text | st.sampled_from(["<br/>", "<!-- not a word -->", "<?not words?>", "<script>no</script>", "<hr/>"])

    def grow(parts):
        some = st.lists(parts, max_size=3)
        wrapped = st.builds(element, st.sampled_from((*inline, *block, "pre", "unknown")), some)
        items = st.builds(lambda name, rows: element(name, [element("li", row) for row in rows]),
                          st.sampled_from(("ul", "ol")), st.lists(some, max_size=3))  # fmt: skip
        table = st.builds(
            lambda rows: element("table", [element("tr", [element("td", cell) for cell in row]) for row in rows]),
            st.lists(st.lists(some, max_size=3), max_size=3),
        )
        return wrapped | items | table

    return st.lists(st.recursive(leaf, grow, max_leaves=20), max_size=6)


def characters_of(root):
    """Every character of the text nodes that is not white space, by another way than the module's own."""
    for script in root.xpath("//script"):
        script.text = None
    return re.sub(r"\s", "", "".join(root.itertext(with_tail=True)))


def words_of(root):
    """Words as a reader sees them: text nodes of one inline run belong together, whatever parts them parts words."""
    return [word for text in root.xpath("//text()[not(parent::script)]") for word in text.split()]


@settings(max_examples=150, deadline=None)
@given(bodies(XHTML_INLINE, XHTML_BLOCK))
def test_every_word_of_xhtml_comes_out_once_and_in_order(parts):
    check(element("body", parts))


@settings(max_examples=150, deadline=None)
@given(bodies(NITF_INLINE, NITF_BLOCK))
def test_every_word_of_nitf_comes_out_once_and_in_order(parts):
    check(element("body.content", parts))


def check(markup):
    found = read(markup).paragraphs
    root = parse_xml(markup.encode())
    assert all(paragraph.strip() for paragraph in found)
    rest = "\n".join(found)
    for word in words_of(root):
        _, there, rest = rest.partition(word)
        assert there, word
    assert re.sub(r"\s", "", "".join(found)) == characters_of(root)
