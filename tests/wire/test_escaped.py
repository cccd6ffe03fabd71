from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.wire.escaped import expand, is_escaped
from dabir.wire.markup import paragraphs_of
from dabir.wire.xml import parse_xml


def read(inner):
    root = parse_xml(f"<a>{inner}</a>".encode())
    found = expand(root)
    return found, paragraphs_of(root).paragraphs


@pytest.mark.parametrize(
    ("inner", "paragraphs"),
    [
        ("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;", ("One.", "Two.")),
        ("<![CDATA[<P>One.<P>Two.]]>", ("One.", "Two.")),
        ("<p>One &lt;b&gt;bold&lt;/b&gt; word.</p>", ("One bold word.",)),
        ("<p>One <em>two</em> &lt;i&gt;three&lt;/i&gt; four.</p>", ("One two three four.",)),
        ("<p>A&amp;ndash;B, R&amp;amp;D, &amp;#8217;</p>", ("A–B, R&D, ’",)),
        ("<p>1990&lt;endash&gt;1995</p>", ("1990–1995",)),
        ("&amp;lt;p&amp;gt;One.&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;Two.&amp;lt;/p&amp;gt;", ("One.", "Two.")),
        ("<![CDATA[<UL><LI>One<LI>Two</UL>]]>", ("One", "Two")),
        ("<![CDATA[<TABLE><TR><TD>a<TD>b</TABLE>]]>", ("a\tb",)),
    ],
)
def test_markup_that_stands_as_text_is_read_as_markup(inner, paragraphs):
    assert read(inner) == (True, paragraphs)


@pytest.mark.parametrize(
    "inner",
    ["3 &lt; 5 &gt; 2", "write to &lt;desk@aran.example&gt;", "the tag &lt;b&gt; is old", "AT&amp;T", "<p>x</p>"],
)
def test_signs_and_addresses_stay(inner):
    before = paragraphs_of(parse_xml(f"<a>{inner}</a>".encode())).paragraphs
    assert read(inner) == (False, before)


def test_markup_nested_without_end_stays_as_it_is():
    text = "<p>" + "<b>" * 3000 + "word"
    found, paragraphs = read(escape(text))
    assert not found
    assert "word" in paragraphs[0]


def test_closing_tag_alone_is_no_markup():
    assert not is_escaped("a </b> b")
    assert is_escaped("a<br>b")


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(["bir", " ", "<", ">", "&amp;", "<p>", "</p>", "<B>", "</B>", "<endash>", "«", "<x"]),
        max_size=12,
    )
)
def test_no_word_is_lost_or_repeated(parts):
    _, paragraphs = read(escape("".join(parts)))
    assert " ".join(paragraphs).count("bir") == parts.count("bir")
