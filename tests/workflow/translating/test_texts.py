from datetime import UTC, datetime

import pytest
from wire_samples import PERSIAN, ninjs

from dabir.domain.errors import InputRefused
from dabir.workflow.translating import texts

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
NITF = """<nitf><head><docdata><doc-id id-string="x:1"/></docdata></head><body><body.head><hedline><hl1>{}</hl1></hedline>
</body.head><body.content><p>{}</p><p>{}</p></body.content></body></nitf>"""
PAGE = "<!DOCTYPE html><html lang='fa'><body><article><h1>{}</h1><p>{}</p><p>{}</p></article></body></html>"


def stories(data, **more):
    return [reading.story for reading in texts.read(data, "story.x", NOON, **more)]


@pytest.mark.parametrize(
    "data",
    [
        NITF.format("وزیر نیرو به باکو رفت", *PERSIAN).encode(),
        ninjs(),
        PAGE.format("وزیر نیرو به باکو رفت", *PERSIAN).encode(),
    ],
)
def test_file_in_a_wire_format_is_read_as_its_story_whatever_its_name(data):
    (story,) = stories(data)
    assert (story.headline, story.paragraphs, story.language) == ("وزیر نیرو به باکو رفت", PERSIAN, "fa")


def test_several_items_are_several_stories():
    entries = "".join(f"<item><guid>{n}</guid><title>{text}</title></item>" for n, text in enumerate(PERSIAN))
    found = stories(f'<rss version="2.0"><channel><title>x</title>{entries}</channel></rss>'.encode())
    assert [(story.uri, story.headline) for story in found] == [("0", PERSIAN[0]), ("1", PERSIAN[1])]


def test_other_text_stays_as_its_lines_are():
    (story,) = stories("Headline: a\n\nb\u2028c\r\n 1 < 2\r".encode("utf-8-sig"), language="en")
    assert (story.uri, story.headline, story.paragraphs) == ("", "", ("Headline: a", "", "b\u2028c", " 1 < 2"))
    assert stories(b" \n\t") == []


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"<newsItem", "cut short or damaged"),
        (b"<order><item>1</item></order>", "XML of a kind that is not known here"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d", "binary data"),
        ("سلام".encode("windows-1256"), "not UTF-8"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name_and_never_taken_for_words(data, told):
    with pytest.raises(InputRefused, match=told) as refused:
        texts.read(data, "story.x", NOON)
    assert "story.x" in str(refused.value) and "bytes are kept" not in str(refused.value)
