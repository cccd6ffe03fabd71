"""The text of a web page, ours or one that another system made of a released item.

Scripts and styles are no words. Of a page with one article, or a main part, that is the text; of another, all but
its menus, head and foot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree
from lxml import html as lxml_html

from dabir.domain.errors import InputRefused

_SILENT: Final = frozenset({"script", "style", "template", "noscript", "head", "title", "svg", "iframe", "object"})
#: What surrounds the text on a page that does not mark it.
_AROUND: Final = frozenset({"nav", "header", "footer", "aside"})
_BLOCKS: Final = frozenset(
    {"address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl"}
    | {"dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"}
    | {"hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot"}
    | {"th", "thead", "tr", "ul"}
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page.

    Attributes:
        blocks: headline and paragraphs in the order of the page.
        ours: whether it is the page Dabir wrote, and every character of a block counts.
        uri: the identifier of the item; "" where the page does not say.
        original_sha256: hash of the file the original came in; "".
        text_sha256: hash of the approved text; "".
        around: lines beside the text that belong to the item: byline, copyright, credit line.
        original: headline and paragraphs of the original that our page of a translation shows; empty elsewhere.
    """

    blocks: tuple[str, ...]
    ours: bool
    uri: str
    original_sha256: str
    text_sha256: str
    around: tuple[str, ...]
    original: tuple[str, ...] = ()


def read_page(text: str) -> Page:
    """Read a page or a piece of one.

    Args:
        text: HTML.

    Raises:
        InputRefused: when it holds no text, or is nested too deeply to be read whole.
    """
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True)
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise InputRefused("There is no text in the page.", "Name the page of a release.") from error
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        raise InputRefused("The page is nested so deeply that it cannot be read whole.")
    metas = {meta.get("name", "").lower(): meta.get("content", "") for meta in root.iter("meta")}
    links = [link.get("href", "") for link in root.iter("link") if link.get("rel") == "canonical"]
    article = _article_of(root)
    ours = article is not None and article.get("id") == "released" and "text-sha256" in metas
    blocks = _own_blocks(article) if ours and article is not None else _blocks_of_page(root, article)
    if not ours and not any(block.strip() for block in blocks):
        raise InputRefused("There is no text in the page.", "Name the page of a release.")
    shown = next((one for one in root.iter("aside") if ours and one.get("id") == "original"), None)
    around = [metas.get(name, "") for name in ("author", "copyright", "og:site_name")]
    return Page(
        blocks=tuple(blocks),
        ours=ours,
        uri=links[0] if links else "",
        original_sha256=metas.get("original-sha256", ""),
        text_sha256=metas.get("text-sha256", ""),
        around=tuple(filter(None, around)),
        original=tuple(_own_blocks(shown)[1:]) if shown is not None else (),
    )


def _article_of(root: etree._Element) -> etree._Element | None:
    for found in (
        [one for one in root.iter("article") if next(one.iterancestors("article"), None) is None],
        list(root.iter("main")),
        [one for one in root.iter() if one.get("itemprop") == "articleBody"],
    ):
        if len(found) == 1:
            return found[0]
    return None


def _own_blocks(article: etree._Element) -> list[str]:
    """Return the blocks of the page Dabir wrote; words outside its elements are blocks too, for they were added."""
    blocks: list[str] = [article.text] if article.text and article.text.strip() else []
    for child in article:
        if isinstance(child.tag, str) and child.tag not in _SILENT:
            blocks.append("".join(str(part) for part in child.itertext()))
        if child.tail and child.tail.strip():
            blocks.append(child.tail)
    return blocks


def _blocks_of_page(root: etree._Element, article: etree._Element | None) -> list[str]:
    part, silent = (root, _SILENT | _AROUND) if article is None else (article, _SILENT)
    blocks = list(_blocks(part, silent))
    headings = [heading for heading in part.iter("h1") if not _is_within(heading, silent)]
    if not headings:
        # The headline stands outside the text in many a page.
        blocks = ["".join(str(text) for text in heading.itertext()) for heading in root.iter("h1")] + blocks
    return blocks


def _is_within(element: etree._Element, names: frozenset[str]) -> bool:
    return element.tag in names or any(one.tag in names for one in element.iterancestors())


def _blocks(element: etree._Element, silent: frozenset[str]) -> Iterator[str]:
    pieces: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        if node.tag in _BLOCKS:
            yield from _flushed(pieces)
        if event == "start" and not _is_within(node, silent):
            pieces.append(node.text or "")
        parent = node.getparent()
        if event == "end" and node is not element and parent is not None and not _is_within(parent, silent):
            pieces.append(node.tail or "")
    yield from _flushed(pieces)


def _flushed(pieces: list[str]) -> list[str]:
    text = re.sub(r"[ \t\r\n\f]+", " ", "".join(pieces)).strip(" ")
    pieces.clear()
    return [text] if text else []
