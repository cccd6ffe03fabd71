"""HTML pages: the article of a web page as a story, with no visible word lost.

Nothing is loaded and nothing is run: scripts, styles and pictures are not fetched, and the page is only text to us.
The body is the article of the page (`article`, `main`, else all of it); what stands around it, such as menus and the
foot of the page, goes to the notes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from dabir.domain.errors import WireError
from dabir.domain.language import normalise
from dabir.domain.story import Story
from dabir.wire.encoding import Decoded, decode, is_binary
from dabir.wire.format import Context, Format, Reading
from dabir.wire.markup import collapse, paragraphs_of, parse_html, text_of
from dabir.wire.properties import Findings
from dabir.wire.wrapped import dateline_of
from dabir.wire.xml import sniff_root

NAME: Final = "html"

_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_DECLARATION: Final = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})")
# Possessive throughout: a file that begins with many comments must not cost more than its length.
_DOCTYPE: Final = re.compile(r"(?:\s++|<!--(?:[^-]|-(?!->))*+-->)*+<!doctype\s+html\b", re.IGNORECASE)
#: How much of a file is looked at to tell its format, in bytes.
_HEAD: Final = 8192
_ROOTS: Final = frozenset({"html", "head", "body"})
_FRAGMENT: Final = re.compile(r"<(p|h[1-6]|div|article|br|meta|title)\b[^>]*>", re.IGNORECASE)
_ARTICLES: Final = frozenset({"NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "OpinionNewsArticle"})
_AROUND: Final = ("nav", "header", "footer", "aside")


@dataclass(frozen=True, slots=True)
class _Linked:
    """What a JSON-LD article says, as far as it is simple."""

    headline: str = ""
    published: str = ""
    modified: str = ""
    author: str = ""
    language: str = ""
    publisher: str = ""
    keywords: tuple[str, ...] = ()
    body: str = ""


def recognises(data: bytes) -> int:
    """Return the confidence that bytes are an HTML page or a piece of one."""
    if is_binary(data):
        return 0
    root = sniff_root(data).name.lower()
    if root in _ROOTS:
        return 80
    begins = data[:_HEAD]
    fragment = _FRAGMENT.match(f"<{root}>")
    # Judging a charset takes longer than all the rest, so it is done only where the text can be a page at all.
    if not fragment and b"doctype" not in begins.replace(b"\x00", b"").lower():
        return 0
    head = decode(begins).text
    if _DOCTYPE.match(head):
        return 80
    return 40 if fragment and len(_FRAGMENT.findall(head)) > 1 else 0


def parse(data: bytes, context: Context) -> list[Reading]:
    """Read an HTML page: one story.

    Raises:
        WireError: when it holds no text, or is nested so deeply that words would be lost.
    """
    if is_binary(data):
        raise WireError("It is not text but a binary file.", "Take the text out of it and take that in.")
    declared = _CHARSET.search(data[:4096]) or _DECLARATION.match(data)
    decoded = decode(data, declared.group(1).decode("ascii", "replace") if declared else "")
    return [Reading(_story(parse_html(decoded.text), decoded, context))]


def _story(tree: etree._Element, decoded: Decoded, context: Context) -> Story:
    findings = Findings(context.zone, decoded.defects)
    linked, metas = _linked_of(tree), _metas(tree)
    language = tree.get("lang") or _xml_lang(tree) or _meta(metas, "content-language", "og:locale") or linked.language
    canonical = next((link.get("href", "") for link in tree.iter("link") if _is_canonical(link)), "")
    published = (
        _meta(metas, "article:published_time", "date", "dc.date", "datepublished", "pubdate") or linked.published
    )
    published = published or next((t.get("datetime", "") or text_of(t) for t in tree.iter("time")), "")
    modified = _meta(metas, "article:modified_time", "last-modified", "datemodified") or linked.modified
    byline = _meta(metas, "author", "article:author", "dc.creator") or linked.author
    creditline = _meta(metas, "og:site_name")
    keywords = _keywords(metas) or linked.keywords
    copyrightnotice = _meta(metas, "copyright", "dc.rights")
    titles = _titles(tree)
    metas = _metas(tree)  # without what stood within the titles
    description = _meta(metas, "description", "og:description")
    headline, paragraphs, notes = _words(tree, (_meta(metas, "og:title"), linked.headline, *titles))
    notes += _unsaid((*titles, description, linked.body), headline, paragraphs, notes)
    if not headline and not paragraphs:
        raise WireError("There is no text in the page.", "Ask the partner to send it again.")
    created = findings.time("published", published)
    return Story(
        uri=canonical,
        guid=canonical,
        language=normalise(language),
        declared_language=language,
        headline=headline,
        byline=byline,
        dateline=dateline_of(paragraphs[0]) if paragraphs else "",
        creditline=creditline,
        source=linked.publisher,
        copyrightnotice=copyrightnotice,
        keywords=keywords,
        firstcreated=created,
        versioncreated=findings.time("modified", modified) or created,
        paragraphs=paragraphs,
        notes=notes,
        defects=tuple(findings.defects),
        format=NAME,
        given=tuple(findings.given),
    )


def _titles(tree: etree._Element) -> tuple[str, ...]:
    """Take the titles of the page (not those of drawings) out of it; a page without a head has them in its text."""
    found = [title for title in tree.iter("title") if next(title.iterancestors("svg"), None) is None]
    texts = tuple(text_of(title) for title in found)
    for title in found:
        _empty(title)
    return texts


def _words(tree: etree._Element, titles: tuple[str, ...]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return headline, body and the words around the body. Takes the tree apart."""
    # All of the tree, not its body element alone: of a page without one the parser leaves words in the head.
    article = _article_of(tree)
    around: list[etree._Element] = []
    if article is None:
        for name in _AROUND:
            around.extend(_topmost(tree, name))
    headings = (article if article is not None else tree).iter("h1")
    heading = next((heading for heading in headings if text_of(heading)), None)
    if heading is not None and any(_is_within(heading, part) for part in around):
        # A page without an article element may have its headline in a header; that header is then no surrounding.
        around = [part for part in around if not _is_within(heading, part)]
    headline = text_of(heading) or next((title for title in titles if title), "")
    if heading is not None and heading is not article:
        _empty(heading)
    notes: list[str] = []
    for part in around:
        found = paragraphs_of(part)
        notes += [*found.paragraphs, *found.notes]
        _empty(part)
    main = paragraphs_of(article if article is not None else tree)
    notes += main.notes
    if article is not None:
        _empty(article)
        rest = paragraphs_of(tree)
        notes += [*rest.paragraphs, *rest.notes]
    elif heading is None and main.paragraphs[:1] == (headline,):
        return headline, main.paragraphs[1:], tuple(notes)
    return headline, main.paragraphs, tuple(dict.fromkeys(notes))


def _article_of(body: etree._Element) -> etree._Element | None:
    """Return the element that holds the article, or None where all of the page has to be taken."""
    articles = [element for element in body.iter("article") if next(element.iterancestors("article"), None) is None]
    if len(articles) == 1:
        return articles[0]
    for element in body.iter():
        if element.tag == "main" or element.get("role") == "main" or element.get("itemprop") == "articleBody":
            return element if element is not body else None
    return next((element for element in articles if next(element.iter("h1"), None) is not None), None)


def _topmost(body: etree._Element, name: str) -> list[etree._Element]:
    return [
        element
        for element in body.iter(name)
        if not any(ancestor.tag in _AROUND or ancestor.tag == "article" for ancestor in element.iterancestors())
    ]


def _is_within(element: etree._Element, other: etree._Element) -> bool:
    return element is other or any(ancestor is other for ancestor in element.iterancestors())


def _empty(element: etree._Element) -> None:
    """Take the words out of an element; it stays in its place, so that the text around it stays parted."""
    for child in list(element):
        element.remove(child)
    element.text = None


def _is_canonical(link: etree._Element) -> bool:
    return "canonical" in link.get("rel", "").lower().split() and bool(link.get("href", "").strip())


def _xml_lang(tree: etree._Element) -> str:
    return tree.get("xml:lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""


def _metas(tree: etree._Element) -> dict[str, str]:
    """Return the contents of the meta elements by name, property, http-equiv or itemprop; of equal ones the first."""
    values: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = collapse(element.get("content", ""))
        for key in ("name", "property", "http-equiv", "itemprop"):
            if content and element.get(key):
                values.setdefault(element.get(key, "").strip().lower(), content)
    return values


def _meta(metas: dict[str, str], *names: str) -> str:
    """Return the content of the first of these that there is; ""."""
    return next((metas[name] for name in names if name in metas), "")


def _keywords(metas: dict[str, str]) -> tuple[str, ...]:
    words = re.split("[,،;؛]", _meta(metas, "keywords", "news_keywords"))
    return tuple(word.strip() for word in words if word.strip())


def _unsaid(
    texts: tuple[str, ...], headline: str, paragraphs: tuple[str, ...], notes: tuple[str, ...]
) -> tuple[str, ...]:
    """Return those texts of the head whose words the story does not have yet."""
    said = " ".join((headline, *paragraphs, *notes)).split()
    whole = f" {' '.join(said)} "
    fresh = (collapse(text) for text in texts)
    return tuple(dict.fromkeys(text for text in fresh if text and f" {' '.join(text.split())} " not in whole))


def _linked_of(tree: etree._Element) -> _Linked:
    """Return the JSON-LD article of the page (schema.org NewsArticle), or an empty one."""
    for script in tree.iter("script"):
        if script.get("type", "").strip().lower() != "application/ld+json":
            continue
        try:
            found = next(_articles_in(json.loads(script.text or ""), 0), None)
        except (ValueError, RecursionError):
            # Metadata of a web page that is no JSON tells nothing; the page itself is read all the same.
            continue
        if found:
            return _Linked(
                headline=_text(found.get("headline")),
                published=_text(found.get("datePublished")),
                modified=_text(found.get("dateModified")),
                author=_text(found.get("author")),
                language=_text(found.get("inLanguage")),
                publisher=_text(found.get("publisher")),
                keywords=tuple(filter(None, map(str.strip, _text(found.get("keywords")).split(",")))),
                body=_text(found.get("articleBody")),
            )
    return _Linked()


def _articles_in(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, list) and depth < 5:
        for item in value:
            yield from _articles_in(item, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        listed = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and kind in _ARTICLES for kind in listed):
            yield value
        yield from _articles_in(value.get("@graph"), depth + 1)


def _text(value: Any) -> str:
    """Return a JSON-LD value as text: a string, the name of an object, or several joined."""
    if isinstance(value, str):
        return collapse(value)
    if isinstance(value, dict):
        return _text(value.get("name")) if not isinstance(value.get("name"), dict) else ""
    if isinstance(value, list):
        return ", ".join(filter(None, (_text(item) for item in value if isinstance(item, str | dict))))
    return ""


FORMAT: Final = Format(name=NAME, media_type="text/html", recognises=recognises, parse=parse)
