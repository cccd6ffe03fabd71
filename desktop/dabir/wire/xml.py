"""XML from partners, read safely: no network, no external files, no entities of the document's own.

The charset is judged from the bytes (`dabir.wire.encoding`), whatever the declaration says. What XML forbids but
wires send all the same (a bare "&", an HTML entity, a control character, a tag that stands for a dash and is never
closed) is read and told as a defect; a document
that is cut short or badly nested is refused with its place, and one that declares entities is refused whole.
"""

from __future__ import annotations

import html.entities
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lxml import etree

from dabir.domain.errors import WireError
from dabir.wire.encoding import decode
from dabir.wire.pseudo_tags import with_characters

#: Largest XML document that is read, in bytes; stories are a thousand times smaller.
MAX_BYTES: Final = 32 * 1024 * 1024
#: How much of a file is looked at to tell its format, in bytes.
HEAD: Final = 64 * 1024

_SPACE: Final = " \t\r\n\f\v"
_DECLARATION: Final = re.compile(r"<\?xml[ \t\r\n][^>]{0,500}?\?>")
_LINE: Final = re.compile(r"[^\r\n]+")
_DECLARED: Final = re.compile(r"encoding[ \t\r\n]*=[ \t\r\n]*[\"']([^\"']*)[\"']")
_BEFORE_ROOT: Final = re.compile(r"[ \t\r\n\f\v]+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_DOCTYPE_PART: Final = re.compile(r"[^\[\]>\"'<]+|\"[^\"]*\"|'[^']*'|<!--.*?-->|<\?.*?\?>|.", re.DOTALL)
_ROOT: Final = re.compile(r"<(?:([\w.-]+):)?([\w.-]+)([^>]*)>?")
# An unclosed section runs to the end of the text, so that no text makes the search quadratic.
_REFERENCE: Final = re.compile(
    r"<!\[CDATA\[(?:.*?\]\]>|.*)|<!--(?:.*?-->|.*)|<\?(?:.*?\?>|.*)"
    r"|&(?:(?P<name>[A-Za-z][A-Za-z0-9]*);|#(?P<number>[0-9]+|x[0-9a-fA-F]+);)?",
    re.DOTALL,
)
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PREDEFINED: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})


class _Parsers(threading.local):
    """A parser a thread: to make one for each document takes as long as to read a short one."""

    def __init__(self) -> None:
        self.parser = etree.XMLParser(
            encoding="utf-8",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )


_parsers: Final = _Parsers()


class MalformedXml(WireError):
    """XML that is not well-formed; its place is always told."""

    def __init__(self, message: str, place: str) -> None:
        super().__init__(message, "Ask the partner to send it again.", place)


@dataclass(frozen=True, slots=True)
class Document:
    """An XML document as it was read.

    Attributes:
        root: its root element.
        defects: what was wrong and how it was read all the same, a sentence each.
    """

    root: etree._Element
    defects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Root:
    """The root element as the beginning of a file shows it.

    Attributes:
        name: its local name; "" when the file does not begin like XML.
        attributes: its attributes and name space declarations as written.
    """

    name: str
    attributes: str = ""


def parse_xml(data: bytes) -> etree._Element:
    """Read an XML document and return its root element.

    Raises:
        MalformedXml: when it is not well-formed; says at which line and column.
        WireError: when it declares entities, or is too large.
    """
    return read_document(data).root


def read_document(data: bytes) -> Document:
    """Read an XML document, keeping what was wrong with it.

    Raises:
        MalformedXml: when it is not well-formed; says at which line and column.
        WireError: when it declares entities, or is too large.
    """
    text, defects = read_text(data)
    document = document_of(text)
    return Document(document.root, defects + document.defects)


def read_text(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Decode an XML document and blank out its declaration, so that lines and columns stay as they are.

    Returns:
        The text and the defects of its charset.

    Raises:
        WireError: when it is too large.
    """
    if len(data) > MAX_BYTES:
        raise WireError(
            f"The XML document has {len(data)} bytes, more than the {MAX_BYTES} that are read.",
            "Ask the partner to send smaller files.",
        )
    declaration = _DECLARATION.search(_ascii_view(data[:1024]))
    declared = _DECLARED.search(declaration.group()) if declaration else None
    decoded = decode(data, declared.group(1) if declared else "")
    defects = decoded.defects
    if not declared and not decoded.encoding.startswith(("utf-", "ascii")):
        defects += (f"It declares no charset, which for XML means UTF-8, but was read as {decoded.encoding}.",)
    text = decoded.text.lstrip("\ufeff")
    found = _DECLARATION.match(text, len(text) - len(text.lstrip(_SPACE)))
    if found:
        blank = _LINE.sub(lambda line: " " * len(line.group()), found.group())
        text = text[: found.start()] + blank + text[found.end() :]
    return text, defects


def document_of(text: str, first_line: int = 1) -> Document:
    """Read XML that is text already and has no declaration.

    Args:
        text: the document.
        first_line: number of its first line in the file it was cut from, for messages.

    Raises:
        MalformedXml: when it is not well-formed; says at which line and column.
        WireError: when it declares entities.
    """
    _refuse_entities(text)
    defects: tuple[str, ...] = ()
    if "&" in text:
        text = _REFERENCE.sub(_named_character, text)
    try:
        root = _parse(text, first_line)
    except MalformedXml:
        repaired, defects = _repair(text)
        if not defects:
            raise
        root = _parse(repaired, first_line)
    internal = root.getroottree().docinfo.internalDTD
    if internal is not None and any(internal.iterentities()):  # type: ignore[attr-defined]
        raise _entities_refused()
    return Document(root, defects)


def sniff_root(data: bytes) -> Root:
    """Look at the beginning of a file for an XML root element, without parsing.

    Returns:
        The root; its name is "" when the file does not begin like XML.
    """
    return _root_in(data[:HEAD])


@lru_cache(maxsize=2)  # several formats look at one file in turn
def _root_in(head: bytes) -> Root:
    text = _ascii_view(head).lstrip("\ufeff")
    place = _after_doctype(text, _before_root(text))
    found = _ROOT.match(text, _before_root(text, place))
    return Root(found.group(2), found.group(3)) if found else Root("")


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its name space; "" for a comment, instruction or entity."""
    tag = element.tag
    return _without_space(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1024)
def _without_space(tag: str) -> str:
    return tag.rpartition("}")[2]


def children(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """Return the child elements that have one of these local names (all of them without names)."""
    if element is None or not len(element):
        return iter(())
    return element.iterchildren(*map(_in_any_space, names)) if names else element.iterchildren("*")


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the first element down a path of local names, or None."""
    for name in path:
        if element is None or not len(element):
            return None
        element = next(element.iterchildren(_in_any_space(name)), None)
    return element


class Branch:
    """The child elements of an element, for whoever asks for many of them: they are gone through once.

    Attributes:
        element: the element itself; None has no children.
        parts: local name and element of each child, in order.
    """

    __slots__ = ("_first", "element", "parts")

    def __init__(self, element: etree._Element | None) -> None:
        """Look at an element."""
        self.element = element
        inner = () if element is None else element.iterchildren("*")
        self.parts = [(_without_space(part.tag), part) for part in inner]
        self._first = dict(reversed(self.parts))

    def child(self, name: str) -> etree._Element | None:
        """Return the first child element of a local name, or None."""
        return self._first.get(name)

    def children(self, name: str) -> list[etree._Element]:
        """Return all of a local name, in order."""
        return [part for own, part in self.parts if own == name] if name in self._first else []

    def text(self, *names: str) -> str:
        """Return the text of the first of these names that has any, without white space around it; ""."""
        if self._first.keys().isdisjoint(names):
            return ""
        texts = ((part.text or "").strip(" \t\r\n") for own, part in self.parts if own in names)
        return next(filter(None, texts), "")


@lru_cache(maxsize=1024)
def _in_any_space(name: str) -> str:
    return f"{{*}}{name}"


def attribute(element: etree._Element | None, *names: str) -> str:
    """Return the first of these attributes that is there and not blank, without white space around it; ""."""
    if element is None:
        return ""
    for name in names:
        value = element.get(name)
        if value and (value := value.strip(_SPACE)):
            return value
    return ""


def language_of(element: etree._Element | None) -> str:
    """Return the xml:lang of an element as written, or else its lang, or the baselang of older NITF; ""."""
    return attribute(element, "{http://www.w3.org/XML/1998/namespace}lang", "lang", "baselang")


def _ascii_view(head: bytes) -> str:
    """Return the beginning of a file as text in which at least the ASCII characters are right."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    if head.startswith((b"<\x00", b"\n\x00", b"\r\x00")):
        return head.decode("utf-16-le", "replace")
    if head.startswith((b"\x00<", b"\x00\n", b"\x00\r")):
        return head.decode("utf-16-be", "replace")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _before_root(text: str, place: int = 0) -> int:
    while found := _BEFORE_ROOT.match(text, place):
        place = found.end()
    return place


def _after_doctype(text: str, place: int) -> int:
    """Return where a document type declaration that begins at `place` ends (`place` when there is none)."""
    if text[place : place + 9].upper() != "<!DOCTYPE":
        return place
    inside = False
    while found := _DOCTYPE_PART.match(text, place):
        place = found.end()
        if found.group() == "[":
            inside = True
        elif found.group() == "]":
            inside = False
        elif found.group() == ">" and not inside:
            break
    return place


def _refuse_entities(text: str) -> None:
    start = _before_root(text)
    if "<!ENTITY" in text[start : _after_doctype(text, start)]:
        raise _entities_refused()


def _entities_refused() -> WireError:
    return WireError(
        "The XML document declares entities of its own, which can hide or multiply text; it is not read.",
        "Ask the partner to send it without an internal DTD.",
    )


def _parse(text: str, first_line: int) -> etree._Element:
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), _parsers.parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        reason = str(error.msg).partition(f", line {line}, column ")[0]
        place = f"line {line + first_line - 1}, column {column}"
        raise MalformedXml(f"The XML is cut short or damaged at {place}: {reason}.", place) from error


def _named_character(match: re.Match[str]) -> str:
    """Put an HTML entity's character in its place: its DTD is never loaded."""
    name = match["name"]
    if not name or name in _PREDEFINED:
        return match.group()
    return html.entities.html5.get(f"{name};", match.group())


def _repair(text: str) -> tuple[str, tuple[str, ...]]:
    """Make readable what XML forbids, losing no word: bare ampersands, forbidden characters, tags that are signs.

    Returns:
        The text and the defects; no defects when there was nothing to repair.
    """
    bare = forbidden = 0

    def reference(match: re.Match[str]) -> str:
        nonlocal bare, forbidden
        if match.group() == "&":
            bare += 1
            return "&amp;"
        number = match["number"]
        if number and not _is_allowed(number):
            forbidden += 1
            return "\ufffd"
        return match.group()

    def character(match: re.Match[str]) -> str:
        nonlocal forbidden
        forbidden += 1
        return " " if match.group() in "\v\f" else "\ufffd"

    text = _FORBIDDEN.sub(character, _REFERENCE.sub(reference, text))
    text, signs = with_characters(text)
    defects = []
    if signs:
        defects.append(f"{signs} tags that stand for signs, such as <endash>, were read as those signs.")
    if bare:
        defects.append(f'{bare} bare "&" were read as they stand, though XML wants them as "&amp;".')
    if forbidden:
        defects.append(f"{forbidden} characters that XML forbids are shown as U+FFFD.")
    return text, tuple(defects)


def _is_allowed(number: str) -> bool:
    """Tell whether a numeric character reference names a character of XML 1.0 (production 2, Char)."""
    if len(number) > 10:
        return False
    code = int(number[1:], 16) if number.startswith("x") else int(number)
    return code < 0x110000 and code != 0 and not _FORBIDDEN.match(chr(code))
