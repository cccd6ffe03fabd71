"""The text that an item of NewsML holds within itself: NITF, XHTML, HTML or plain, as XML, as CDATA or in base64.

NewsML 1 (DataContent) and NewsML-G2 (inlineXML, inlineData) hold the same kinds of text under other names. What is no
text is listed as a rendition with its type and size and never opened.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final

from lxml import etree

from dabir.domain.errors import WireError
from dabir.domain.story import Rendition, Story
from dabir.wire import escaped
from dabir.wire.alternates import Text
from dabir.wire.encoding import decode, is_binary
from dabir.wire.format import Context
from dabir.wire.formats.nitf import story_of
from dabir.wire.markup import Body, join_renditions, paragraphs_of, paragraphs_of_markup, paragraphs_of_text
from dabir.wire.xml import children, document_of, language_of, local_name, read_document, sniff_root

_MARKUP: Final = re.compile(r"\s*<(?:[A-Za-z!?])")
_CHARSET: Final = re.compile(r"charset\s*=\s*\"?([\w.:-]+)", re.IGNORECASE)
_DECLARATION: Final = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")


def text_within(element: etree._Element, media_type: str, context: Context) -> Text:
    """Read the text an element holds, as markup or as characters.

    Args:
        element: `inlineXML`, `inlineData` or `DataContent`.
        media_type: as the item gives it; "".
        context: what is known of the file.
    """
    declared = language_of(element)
    if not len(element):
        found = text_of_characters(element.text or "", media_type, context)
        return Text(found.body, declared or found.language, found.documents, found.defects)
    bodies: list[Body] = []
    documents: list[Story] = []
    defects: list[str] = []
    if not any(local_name(part) == "nitf" for part in element):
        if escaped.expand(element):
            defects.append(escaped.DEFECT)
        bodies.append(paragraphs_of(element, listed=True))
    else:
        for part in children(element):
            if local_name(part) == "nitf":
                documents.append(story_of(part, context, embedded=True))
                bodies.append(_body_of(documents[-1]))
            else:
                bodies.append(paragraphs_of(part, listed=True))
        loose = " ".join(filter(None, (element.text, *(part.tail for part in element)))).strip()
        bodies += [Body(paragraphs_of_text(loose))] if loose else []
    inner = next(filter(None, map(language_of, children(element))), "")
    inner = inner or next((one.declared_language for one in documents if one.declared_language), "")
    return Text(join_renditions(bodies), declared or inner, tuple(documents), tuple(defects))


def text_of_characters(text: str, media_type: str, context: Context) -> Text:
    """Read a text that is characters: a document of its own in CDATA, HTML, or plain."""
    if _MARKUP.match(text):
        root = sniff_root(text[:4096].encode("utf-8", "replace")).name
        if root == "nitf":
            return _nitf_in(_DECLARATION.sub("", text, count=1), context)
    plain = "plain" in media_type.lower()
    if "html" in media_type.lower() or "xml" in media_type.lower() or (_MARKUP.match(text) and not plain):
        return Text(_listed(text))
    if escaped.is_escaped(text) and not plain:
        return Text(_listed(text), defects=(escaped.DEFECT,))
    return Text(Body(paragraphs_of_text(text)))


def text_in_base64(text: str, media_type: str, name: str, context: Context) -> Text:
    """Read what is encoded in base64: text, a NITF document, or a rendition that is only listed."""
    kind = media_type.lower()
    try:
        data = base64.b64decode(text, validate=False)
    except (binascii.Error, ValueError):
        return Text(Body((), ("Embedded content that is marked as base64 but is not.", text)))
    if is_binary(data) or not _is_text(kind):
        return Text(Body((), (), (Rendition(name or "embedded", media_type, len(data)),)))
    if sniff_root(data).name == "nitf":
        try:
            document = read_document(data)
        except WireError as error:
            return Text(Body(paragraphs_of_text(decode(data).text)), defects=(error.message,))
        story = story_of(document.root, context, document.defects, embedded=True)
        return Text(_body_of(story), story.declared_language, (story,))
    charset = _CHARSET.search(media_type)
    decoded = decode(data, charset.group(1) if charset else "")
    found = text_of_characters(decoded.text, media_type, context)
    return Text(found.body, found.language, found.documents, decoded.defects + found.defects)


def _is_text(kind: str) -> bool:
    return kind.startswith("text/") or "xml" in kind or "html" in kind


def _nitf_in(text: str, context: Context) -> Text:
    """Read a NITF document that stands as text; one that is damaged is read as the markup it is."""
    try:
        document = document_of(text)
    except WireError as error:
        return Text(_listed(text), defects=(error.message,))
    story = story_of(document.root, context, document.defects, embedded=True)
    return Text(_body_of(story), story.declared_language, (story,))


def _body_of(story: Story) -> Body:
    # Its notes come to the item with its other properties.
    return Body(story.paragraphs, (), story.renditions)


def _listed(text: str) -> Body:
    return paragraphs_of_markup(text, listed=True)
