"""Released items read back: the text of each output as it stands, and what the item says of itself.

This is the other side of the outputs, for the proof that nothing was altered. It follows the formats, not our
writers, so that it reads as well what another system gives back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote

from lxml import etree

from dabir.domain.errors import InputRefused
from dabir.domain.text import Text
from dabir.publish.webpage import read_page

_ATOM: Final = "http://www.w3.org/2005/Atom"
_XHTML: Final = "http://www.w3.org/1999/xhtml"
_PARAGRAPH: Final = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_HTML: Final = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|article|main|section|div|h\d|p)\b",
    re.DOTALL | re.IGNORECASE,
)
_TRANSLATION: Final = re.compile(r"urn:x-dabir:translation:([^:]*):(.*)", re.DOTALL)
_STORY: Final = "urn:x-dabir:story:"
_LARGEST: Final = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Released:
    """A released text as it was found.

    Attributes:
        form: name of the output, or "html" and "text" for what is not ours.
        blocks: headline and paragraphs.
        exact: whether the form keeps every character, so that a difference in white space is an alteration.
        uri: the story; "" where the item does not say.
        target_language: of a translation; "" for an original.
        original_sha256: hash of the file the original came in; "".
        text_sha256: hash of the approved text; "".
        around: lines that stand beside the text and belong to the item.
        original: the original's headline and paragraphs where the form of a translation shows them; empty elsewhere.
    """

    form: str
    blocks: tuple[str, ...]
    exact: bool
    uri: str = ""
    target_language: str = ""
    original_sha256: str = ""
    text_sha256: str = ""
    around: tuple[str, ...] = ()
    original: tuple[str, ...] = ()

    @property
    def text(self) -> Text:
        """The text: the first block is the headline."""
        return Text(self.blocks[0] if self.blocks else "", self.blocks[1:])


def read(data: bytes) -> list[Released]:
    """Read the released texts of a file, in whatever output it is.

    Args:
        data: the bytes of the file.

    Returns:
        Each text in it: one, or as many as a feed holds.

    Raises:
        InputRefused: when it holds no text that can be read.
    """
    if len(data) > _LARGEST:
        raise InputRefused(f"It has {len(data)} bytes, more than any release.", "Name the file of one release.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputRefused(
            f"It is not UTF-8 (byte {error.start}), as every output of a release is.", "Ask for it in UTF-8."
        ) from error
    if text.lstrip().startswith("{"):
        return [_ninjs(text)]
    if _HTML.match(text) and "<rss" not in text[:500]:
        page = read_page(text)
        uri, language = story_of_uri(page.uri)
        return [
            Released(
                "html",
                page.blocks,
                page.ours,
                uri=uri,
                target_language=language,
                original_sha256=page.original_sha256,
                text_sha256=page.text_sha256,
                around=page.around,
                original=page.original,
            )
        ]
    if text.lstrip().startswith("<"):
        return _xml(data)
    blocks = tuple(block for block in re.split(r"\n[ \t]*\n|\n", text) if block.strip())
    if not blocks:
        raise InputRefused("There is no text in it.", "Name the file of a release.")
    return [Released("text", blocks, exact=False)]


def story_of_uri(uri: str) -> tuple[str, str]:
    """Return the story an item's identifier belongs to, and the language when it is that of a translation."""
    found = _TRANSLATION.fullmatch(uri)
    if found:
        return _unquoted(found[2]), _unquoted(found[1])
    return (_unquoted(uri.removeprefix(_STORY)), "") if uri.startswith(_STORY) else (uri, "")


def _unquoted(text: str) -> str:
    return unquote(text, errors="surrogatepass")


def _ninjs(text: str) -> Released:
    try:
        item: Any = json.loads(text)
        bodies = item["bodies"]
        if len(bodies) > 2:
            raise InputRefused("It holds more bodies than a release has.", "It was altered.")
        plain = next(body["value"] for body in bodies if body.get("contentType") == "text/plain")
        rich = next((body["value"] for body in bodies if body.get("contentType") == "text/html"), None)
        headline = next((one["value"] for one in item.get("headlines", ()) if one.get("role") == "main"), "")
        ids = {one["role"]: one["value"] for one in item.get("altIds", ())}
        uri, language = story_of_uri(item["uri"])
    except (ValueError, TypeError, KeyError, AttributeError, StopIteration, RecursionError) as error:
        raise InputRefused(f"It is no ninjs item of a release ({type(error).__name__}: {error}).") from error
    paragraphs = _paragraphs_of(rich) if rich is not None else plain.split("\n\n")
    if rich is not None and "\n\n".join(paragraphs) != plain:
        raise InputRefused(
            "Its two bodies, the plain and the marked-up one, say different things.", "One of them was altered."
        )
    return Released(
        "ninjs",
        (headline, *paragraphs),
        exact=True,
        uri=uri,
        target_language=language,
        original_sha256=ids.get("original-sha256", ""),
        text_sha256=ids.get("text-sha256", ""),
    )


def _paragraphs_of(markup: str) -> list[str]:
    """Return the paragraphs of a body that is nothing but `p` elements with text.

    Raises:
        InputRefused: when there is anything else in it.
    """
    if _PARAGRAPH.sub("", markup).strip("\n"):
        raise InputRefused("Its marked-up body holds something beside the paragraphs.", "It was altered.")
    return [_unescaped(found) for found in _PARAGRAPH.findall(markup)]


def _unescaped(text: str) -> str:
    entities = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&#13;": "\r", "&amp;": "&"}
    return re.sub("|".join(entities), lambda found: entities[found[0]], text)


def _xml(data: bytes) -> list[Released]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputRefused(f"The XML is damaged: {error.msg}.", "Ask for the file again.") from error
    readers = {"newsItem": _newsml, "nitf": _nitf, "rss": _rss, "feed": _atom}
    name = etree.QName(root).localname
    if name not in readers:
        raise InputRefused(f"It is XML of a kind that no release has (<{name}>).", "Name the file of a release.")
    found = list(readers[name](root))
    if not found:
        raise InputRefused("There is no item in it.", "Name the file of a release.")
    return found


def _newsml(root: etree._Element) -> Iterator[Released]:
    ids = {one.get("typeuri", "").rpartition(":")[2]: one.text or "" for one in root.iter("{*}altId")}
    hashed = root.find("{*}itemMeta/{*}hash")
    uri, language = story_of_uri(root.get("guid", ""))
    yield Released(
        "newsml-g2",
        (_text(root, "{*}contentMeta/{*}headline"), *_bodies(root.iterfind("{*}contentSet/*"))),
        exact=True,
        uri=uri,
        target_language=language,
        original_sha256=ids.get("original-sha256", ""),
        text_sha256=(hashed.text or "") if hashed is not None else "",
    )


def _nitf(root: etree._Element) -> Iterator[Released]:
    metas = {meta.get("name", ""): meta.get("content", "") for meta in root.iter("{*}meta")}
    identifier = root.find("{*}head/{*}docdata/{*}doc-id")
    uri, language = story_of_uri("" if identifier is None else identifier.get("id-string", ""))
    yield Released(
        "nitf",
        (_text(root, "{*}body/{*}body.head/{*}hedline/{*}hl1"), *_bodies(root.iterfind("{*}body/*"))),
        exact=True,
        uri=uri,
        target_language=language,
        original_sha256=metas.get("original-sha256", ""),
        text_sha256=metas.get("text-sha256", ""),
    )


def _rss(root: etree._Element) -> Iterator[Released]:
    for item in root.iter("item"):
        uri, language = story_of_uri(_text(item, "guid"))
        yield Released(
            "rss",
            (_text(item, "title"), *_paragraphs_of(_text(item, "{*}encoded"))),
            exact=True,
            uri=uri,
            target_language=language,
            original_sha256=_text(item, "{*}originalSha256"),
            text_sha256=_text(item, "{*}textSha256"),
        )


def _atom(root: etree._Element) -> Iterator[Released]:
    for entry in root.iter(f"{{{_ATOM}}}entry"):
        uri, language = story_of_uri(_text(entry, "{*}id"))
        yield Released(
            "atom",
            (_text(entry, "{*}title"), *_all(entry.find("{*}content/{*}div"))),
            exact=True,
            uri=uri,
            target_language=language,
            original_sha256=_text(entry, "{*}originalSha256"),
            text_sha256=_text(entry, "{*}textSha256"),
        )


def _bodies(parts: Iterator[etree._Element]) -> Iterator[str]:
    """Yield the paragraphs of every part of an item's content; the head of a text is no part of it."""
    for part in parts:
        name = etree.QName(part).localname if isinstance(part.tag, str) else "body.head"
        if name == "inlineXML":
            body = part.find(f".//{{{_XHTML}}}body")
            yield from _all(part if body is None else body)
        elif name != "body.head":
            yield from _all(part)


def _text(element: etree._Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else "".join(str(part) for part in found.itertext())


def _all(body: etree._Element | None) -> list[str]:
    """Return what a body holds: its child elements as paragraphs, and words between them as further ones."""
    if body is None:
        return []
    paragraphs = [body.text] if body.text and body.text.strip() else []
    for child in body:
        if isinstance(child.tag, str):
            paragraphs.append("".join(str(part) for part in child.itertext()))
        if child.tail and child.tail.strip():
            paragraphs.append(child.tail)
    return paragraphs
