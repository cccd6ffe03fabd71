"""Cuts a TMX file into its entries, however large it is: never more than one piece of the file is in memory.

Refused are what is no TMX, what is not well-formed, a DTD or entities of its own, and an entry beyond all measure.
The DTD that a file names is never fetched.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from dabir.domain.errors import InputRefused

#: Read at a time, and the most that one entry, or what stands between two, may have; in bytes.
_PIECE: Final = 256 * 1024
_MOST: Final = 16 * 1024 * 1024

_DECLARED: Final = re.compile(rb"""\A\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENTRIES_IN: Final = ("tmx", "body")


@dataclass(frozen=True, slots=True)
class Entry:
    """A translation unit (`tu`) of a file, as it stands there.

    Attributes:
        xml: the element, in UTF-8.
        line: where it begins, from 1.
        source_language: of the file's header (`srclang`), as it is written there.
        namespaces: declarations of prefixes that the entry may use, as attributes.
    """

    xml: bytes
    line: int
    source_language: str
    namespaces: str


def entries(path: Path) -> Iterator[Entry]:
    """Yield the entries of a TMX file in order.

    Args:
        path: the file: UTF-8, UTF-16, or in the encoding that it declares.

    Raises:
        InputRefused: when it cannot be read or is refused; names the file and the line. What stands before that place
            was yielded already.
    """
    try:
        with path.open("rb") as file:
            cutter = _Cutter(path)
            for piece in _pieces(file, path):
                yield from cutter.feed(piece)
            yield from cutter.end()
    except OSError as error:
        raise InputRefused(
            f"{path} cannot be read: {error.strerror}.", "See that it is there and may be read."
        ) from error


class _Cutter:
    """Follows the structure of a document and keeps the bytes of the entry it is in."""

    def __init__(self, path: Path) -> None:
        self._path = path
        # The pieces are UTF-8 by now, whatever the document declares.
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._begins
        self._parser.EndElementHandler = self._ends
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.SkippedEntityHandler = self._skipped
        self._open: list[str] = []
        self._bytes = bytearray()
        #: Place in the document of the first byte that is kept, of the last event, and of the entry that is open.
        self._base = 0
        self._last = 0
        self._start: int | None = None
        self._line = 0
        self._source_language = ""
        self._namespaces = ""
        self._done: list[Entry] = []

    def feed(self, piece: bytes) -> list[Entry]:
        """Take the next piece; return the entries that are whole now."""
        self._bytes += piece
        self._parse(piece, final=False)
        del self._bytes[: (self._last if self._start is None else self._start) - self._base]
        self._base = self._last if self._start is None else self._start
        if len(self._bytes) > _MOST:
            line = self._line if self._start is not None else self._parser.CurrentLineNumber
            raise self._refused(line, f"an entry has more than {_MOST} bytes", "Split it into sentences.")
        done, self._done = self._done, []
        return done

    def end(self) -> list[Entry]:
        """Say that there is no more; return the last entries."""
        self._parse(b"", final=True)
        return self._done

    def _parse(self, piece: bytes, *, final: bool) -> None:
        try:
            self._parser.Parse(piece, final)
        except expat.ExpatError as error:
            if not self._open and self._last == 0:
                raise self._no_tmx() from error
            reason = f"it is not well-formed ({expat.ErrorString(error.code)})"
            raise self._refused(error.lineno, reason, "Export the memory again.") from error

    def _begins(self, name: str, attributes: dict[str, str]) -> None:
        self._last = self._parser.CurrentByteIndex
        name = name.rpartition(":")[2]
        if not self._open:
            if name != "tmx":
                raise self._no_tmx()
            declared = (f" {key}={quoteattr(value)}" for key, value in attributes.items() if key.startswith("xmlns:"))
            self._namespaces = "".join(declared)
        elif name == "header" and len(self._open) == 1:
            self._source_language = attributes.get("srclang", "")
        elif name == "tu" and tuple(self._open) == _ENTRIES_IN:
            self._start, self._line = self._last, self._parser.CurrentLineNumber
        self._open.append(name)

    def _ends(self, _name: str) -> None:
        self._last = self._parser.CurrentByteIndex
        self._open.pop()
        if self._start is not None and tuple(self._open) == _ENTRIES_IN:
            end = self._last - self._base
            # An end tag begins here; an empty element has none, and ends here.
            if self._bytes.startswith(b"</", end):
                end = self._bytes.index(b">", end) + 1
            xml = bytes(self._bytes[self._start - self._base : end])
            self._done.append(Entry(xml, self._line, self._source_language, self._namespaces))
            self._start = None

    def _doctype(self, _name: str, _system: str | None, _public: str | None, has_own: int) -> None:
        # Entities are declared there and nowhere else, since no DTD outside is read.
        if has_own:
            reason = "it has a DTD or entities of its own; they are not read"
            raise self._refused(self._parser.CurrentLineNumber, reason, "Export the memory again without them.")

    def _skipped(self, name: str, _is_parameter: int) -> None:
        raise self._refused(
            self._parser.CurrentLineNumber,
            f"there is an entity “&{name};” that XML does not know",
            "Write letters instead of entities.",
        )

    def _no_tmx(self) -> InputRefused:
        return InputRefused(
            f"{self._path} is no TMX file.", "Choose a file that a translation memory exported as TMX."
        )

    def _refused(self, line: int, reason: str, remedy: str) -> InputRefused:
        return InputRefused(f"{self._path}, line {line}: {reason}.", remedy)


def _pieces(file: IO[bytes], path: Path) -> Iterator[bytes]:
    """Yield a file piece by piece in UTF-8, without a byte order mark.

    Raises:
        InputRefused: when it is not in the encoding that it declares, or that is not known.
    """
    piece = file.read(_PIECE)
    charset = _charset(piece)
    decoder = _decoder(charset, path)
    at = 0
    while True:
        try:
            text = decoder.decode(piece, final=not piece)
        except UnicodeError as error:
            expected = charset.removesuffix("-sig").upper()
            raise InputRefused(
                f"{path} is not in {expected}, as it should be, beyond byte {at}.",
                "Export the memory again as UTF-8.",
            ) from error
        yield text.encode("utf-8", "surrogatepass")
        if not piece:
            return
        at += len(piece)
        piece = file.read(_PIECE)


def _decoder(charset: str, path: Path) -> codecs.IncrementalDecoder:
    try:
        # Not every codec of Python makes text, or can do so piece by piece.
        "<".encode(charset).decode(charset)
        return codecs.getincrementaldecoder(charset)()
    except (LookupError, ValueError) as error:
        raise InputRefused(
            f"{path} is in an encoding that is not known: “{charset}”.", "Export the memory again as UTF-8."
        ) from error


def _charset(head: bytes) -> str:
    """Tell the encoding of a file from its first bytes (XML 1.0, appendix F)."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if head.startswith(b"<\x00"):
        return "utf-16-le"
    if head.startswith(b"\x00<"):
        return "utf-16-be"
    declared = _DECLARED.match(head.removeprefix(codecs.BOM_UTF8))
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    # The declaration itself was read byte by byte, so that it cannot be in two bytes a letter.
    if head.startswith(codecs.BOM_UTF8) or name in {"utf-8", "utf8"} or name.startswith(("utf-16", "utf-32", "ucs-")):
        return "utf-8-sig"
    return name
