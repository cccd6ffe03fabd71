"""Marked-up bodies (NITF, XHTML, HTML) to paragraphs of plain text.

Every word of every text node comes out once and in order, and no character is invented but the tab between the
cells of a table row and the sign that a pseudo-tag such as `<endash/>` stands for. White space is collapsed as XML
and HTML are rendered: only the ASCII ones, so that no-break spaces, zero-width non-joiners and line separators stay.
Scripts and styles are no words; nothing is loaded or run.

- A block element, a heading, a list item and `<br/>` begin a new paragraph. Numbers and bullets that a browser would
  draw before list items are not text and are not made up.
- A table row is one paragraph, unless a cell holds several: then the table is layout and each is a paragraph.
- `<pre>` keeps its lines; blank lines in it part paragraphs.
- A name that is neither known as block nor as inline is inline within a paragraph and a block elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from dabir.domain.errors import WireError
from dabir.domain.story import Rendition
from dabir.wire.elements import CELL, KNOWN, MEDIA, NO_WORDS, ROW, Kind, kind_of
from dabir.wire.pseudo_tags import character_of
from dabir.wire.xml import attribute, document_of

#: A tag, or what else begins with its sign.
_OPENING: Final = re.compile(
    r"<(?:/?(?P<name>[A-Za-z][\w.:-]*)(?:\s[^<>]*)?/?>|(?P<other>!--|\?xml))?", re.IGNORECASE
)

_ASCII_SPACE: Final = " \t\r\n\f\v"
#: White space that is not one space already.
_RUN: Final = re.compile(r"[ \t\r\n\f\v]{2,}|[\t\r\n\f\v]")
_BLANK_LINES: Final = re.compile(r"\n(?:[ \t\f\v]*\n)+")
_XML_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
#: A line longer than this was not wrapped by hand: wires wrap at 64 to 80 characters.
_LONGEST_WRAPPED: Final = 100


@dataclass(frozen=True, slots=True)
class Body:
    """What a marked-up body says.

    Attributes:
        paragraphs: its paragraphs in order.
        notes: words that are no part of the running text: the title of an HTML head, alternative texts of images,
            the names of media that were not loaded.
        renditions: pictures, sound and films that the markup names, where they were asked for.
    """

    paragraphs: tuple[str, ...]
    notes: tuple[str, ...] = ()
    renditions: tuple[Rendition, ...] = ()


def paragraphs_of(element: etree._Element, *, listed: bool = False) -> Body:
    """Return the paragraphs of an element (not its tail).

    Args:
        element: a body or any part of one, in any name space.
        listed: list media as renditions, their words as notes; else a note names each.
    """
    reader = _Reader(listed=listed)
    reader.read(element)
    reader.flush()
    notes, renditions = dict.fromkeys(reader.notes), dict.fromkeys(reader.renditions)
    return Body(tuple(reader.paragraphs), tuple(notes), tuple(renditions))


def collapse(text: str) -> str:
    """Return a text with runs of ASCII white space as one space, and none around it."""
    # Most texts have nothing to collapse, which looking for each sign tells ten times as fast as the pattern.
    if "  " in text or "\n" in text or "\t" in text or "\r" in text or "\f" in text or "\v" in text:
        text = _RUN.sub(" ", text)
    return text.strip(_ASCII_SPACE)


def paragraphs_of_markup(text: str, *, listed: bool = False) -> Body:
    """Return the paragraphs of a fragment of XHTML, or of HTML that is no XML.

    Markup that nests without end is read as plain text, tags and all, rather than lost.

    Args:
        text: the fragment.
        listed: as for `paragraphs_of`.
    """
    try:
        return paragraphs_of(fragment_of(text), listed=listed)
    except WireError:
        return Body(paragraphs_of_text(text))


def fragment_of(text: str) -> etree._Element:
    """Read a fragment of XHTML, or of HTML that is no XML, as an element that parts no paragraphs by itself.

    Raises:
        WireError: when it is too large or nests too deep to be read whole.
    """
    try:
        return document_of(f"<span>{text}</span>").root
    except WireError:
        root = parse_html(f"<span>{_with_lone_signs_escaped(text)}</span>")
    for wrapper in (root, *root.iterchildren("body")):
        wrapper.tag = "span"
    return root


def _with_lone_signs_escaped(text: str) -> str:
    """Escape each "<" that begins no tag of HTML: a parser would take what follows it for a tag and drop it."""
    last_comment_ends = text.rfind("-->")

    def sign(found: re.Match[str]) -> str:
        name = (found["name"] or "").lower()
        is_comment = found["other"] == "!--" and found.start() < last_comment_ends
        if name in KNOWN or ":" in name or "-" in name or is_comment or (found["other"] or "").lower() == "?xml":
            return found.group()
        return f"&lt;{found.group()[1:]}"

    return _OPENING.sub(sign, text)


def parse_html(text: str) -> etree._Element:
    """Read HTML, a page or a fragment, as browsers do and return its root element; nothing it names is loaded.

    Raises:
        WireError: when it is too large or nests too deep: libxml2 then drops words without a word.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    # A declaration in a text that is decoded already would only mislead the parser.
    text = _XML_DECLARATION.sub("", text)
    try:
        root = etree.fromstring((text if text.strip() else "<p></p>").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        root = etree.HTML("<p></p>")
    if any(entry.level_name == "FATAL" or entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise WireError(
            "The HTML is nested so deeply that it cannot be read whole.", "Ask the partner to send it anew."
        )
    return root


def paragraphs_of_text(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a plain text: blank lines part them.

    The lines of a hard-wrapped paragraph stay, as newlines. Where a line is too long to have been wrapped by hand,
    every line is a paragraph of its own.
    """
    paragraphs: list[str] = []
    for block in _BLANK_LINES.split(_with_newlines(text)):
        lines = block.strip("\n").split("\n")
        wrapped = len(lines) > 1 and max(map(len, lines)) <= _LONGEST_WRAPPED
        paragraphs += ["\n".join([line.rstrip(_ASCII_SPACE) for line in lines])] if wrapped else lines
    return tuple([paragraph.strip(_ASCII_SPACE) for paragraph in paragraphs if paragraph.strip()])


def _with_newlines(text: str) -> str:
    """Return a text in which every line ends in LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def text_of(element: etree._Element | None) -> str:
    """Return all words of an element on one line: for properties such as a headline."""
    if element is None:
        return ""
    if not len(element) and not kind_of(element.tag).is_special:
        # Most properties are a text and nothing else.
        text = element.text
        return "" if not text or text.isspace() else collapse(text)
    return " ".join(paragraphs_of(element).paragraphs).replace("\t", " ")


def join_renditions(bodies: Iterable[Body]) -> Body:
    """Put several bodies of one story together: one that repeats the words of another is taken once."""
    bodies = tuple(bodies)
    if len(bodies) == 1:
        return bodies[0]
    paragraphs: list[str] = []
    notes: list[str] = []
    renditions: list[Rendition] = []
    seen: set[tuple[str, ...]] = set()
    # To compare words takes longer than all else here, and bodies with the same paragraphs have the same.
    differ = len({body.paragraphs for body in bodies}) > 1
    for body in bodies:
        words = tuple(" ".join(body.paragraphs).split()) if differ else ()
        if words not in seen:
            paragraphs += body.paragraphs
        seen.add(words)
        notes += body.notes
        renditions += body.renditions
    return Body(tuple(paragraphs), tuple(dict.fromkeys(notes)), tuple(dict.fromkeys(renditions)))


@dataclass(slots=True)
class _TableRow:
    """The cells of the row being read, each with its paragraphs."""

    cells: list[list[str]] = field(default_factory=list)
    inside: bool = False

    def add(self, paragraph: str) -> None:
        """Put a paragraph into the open cell; words between cells are a cell of their own."""
        if not self.inside or not self.cells:
            self.cells.append([])
        self.cells[-1].append(paragraph)

    def paragraphs(self) -> list[str]:
        """Return the row as one paragraph, or as many as it holds when it is layout."""
        if any(len(cell) > 1 for cell in self.cells):
            return [paragraph for cell in self.cells for paragraph in cell]
        line = "\t".join(cell[0] if cell else "" for cell in self.cells).rstrip("\t")
        return [line] if line else []


class _Reader:
    """Follows the start, end and text of elements; a stack of its own, so that depth costs no recursion."""

    def __init__(self, *, listed: bool) -> None:
        self.paragraphs: list[str] = []
        self.notes: list[str] = []
        self.renditions: list[Rendition] = []
        self._listed = listed
        self._pieces: list[str] = []
        self._rows: list[_TableRow] = []
        self._sentence_depth = 0
        self._pre_depth = 0
        self._silent_depth = 0
        self._in_head = False

    def read(self, element: etree._Element) -> None:
        """Take all that an element holds, not its tail."""
        self._start(element)
        inside = [(element, iter(element))]
        while inside:
            node, nodes = inside[-1]
            for child in nodes:
                tag: object = child.tag  # of an entity, a comment or an instruction it is a function
                if isinstance(tag, str):
                    if len(child) or not self._take_leaf(child):
                        self._start(child)
                        inside.append((child, iter(child)))
                        break
                elif tag is etree.Entity:  # the document type, which is never loaded, would have told us of it
                    self.text(child.text)
                if tail := child.tail:
                    self.text(tail)
            else:
                inside.pop()
                self._end(node)
                if inside:
                    self.text(node.tail)

    def _take_leaf(self, element: etree._Element) -> bool:
        """Take an element that holds nothing but a text, as most do; return whether that is all there is to it."""
        kind = kind_of(element.tag)
        if kind.is_special:
            return False
        text = element.text
        if not self._breaks(kind):
            self.text(text)
            return True
        if self._pieces:
            self.flush()
        if text and not self._silent_depth:
            self._take_paragraph(text)
        return True

    def _start(self, element: etree._Element) -> None:
        kind = kind_of(element.tag)
        if kind.name in NO_WORDS:
            self._silent_depth += 1
        if self._breaks(kind):
            self.flush()
        self._sentence_depth += kind.is_sentence
        if kind.is_special:
            self._start_special(element, kind.name)
        self.text(element.text)

    def _start_special(self, element: etree._Element, name: str) -> None:
        if name == "pre":
            self._pre_depth += 1
        if name == "head":
            self._in_head = True
        if name in ROW:
            self._rows.append(_TableRow())
        elif name in CELL and self._rows:
            self._rows[-1].cells.append([])
            self._rows[-1].inside = True
        if name in MEDIA or name == "media-metadata":
            self._media(element, name)
        self.text(character_of(name))

    def _end(self, element: etree._Element) -> None:
        kind = kind_of(element.tag)
        self._sentence_depth -= kind.is_sentence
        if self._breaks(kind):
            self.flush()
        if kind.is_special:
            self._end_special(kind.name)

    def _end_special(self, name: str) -> None:
        if name in NO_WORDS:
            self._silent_depth -= 1
        if name == "pre":
            self._pre_depth -= 1
        if name == "head":
            self._in_head = False
        if name in ROW:
            for paragraph in self._rows.pop().paragraphs():
                self._emit(paragraph)
        elif name in CELL and self._rows:
            self._rows[-1].inside = False

    def text(self, text: str | None) -> None:
        """Take the characters of a text node."""
        if text and not self._silent_depth:
            self._pieces.append(text)

    def flush(self) -> None:
        """End the paragraph."""
        if not self._pieces:
            return
        text = "".join(self._pieces)
        self._pieces.clear()
        self._take_paragraph(text)

    def _take_paragraph(self, text: str) -> None:
        if text.isspace():
            return  # as there is between most elements
        if not self._pre_depth:
            self._emit(collapse(text))
            return
        for paragraph in _BLANK_LINES.split(_with_newlines(text)):
            if paragraph.strip():
                self._emit(paragraph.strip("\n"))

    def _emit(self, paragraph: str) -> None:
        if self._in_head:
            self.notes.append(paragraph)
        elif self._rows:
            self._rows[-1].add(paragraph)
        else:
            self.paragraphs.append(paragraph)

    def _breaks(self, kind: Kind) -> bool:
        return not self._sentence_depth if kind.breaks is None else kind.breaks

    def _media(self, element: etree._Element, name: str) -> None:
        """Name a picture, a sound or a film: it is never loaded, but it must not vanish unseen."""
        words = attribute(element, "alt", "alternate-text")
        address = attribute(element, "src", "source", "data", "data-location")
        if not self._listed:
            told = ", ".join(filter(None, (words, address)))
            if told and name not in {"object", "media-metadata"}:
                self.notes.append(f"Not loaded: {told}")
            return
        said = [words, *(attribute(element, one) for one in ("source-credit", "outcue", "copyright", "title"))]
        if name == "media-metadata":
            said.append(": ".join(filter(None, (attribute(element, "name"), attribute(element, "value")))))
        self.notes += dict.fromkeys(filter(None, said))
        if address or (attribute(element, "name", "title") and name != "media-metadata"):
            media = element.getparent()
            kind = attribute(element, "mime-type", "type") or attribute(media, "media-type")
            self.renditions.append(Rendition(attribute(element, "name", "title"), kind, 0, address))
