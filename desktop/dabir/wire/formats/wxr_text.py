"""The texts of WordPress to paragraphs: block comments, shortcodes, and the line breaks that stand for paragraphs.

No word is lost: of a shortcode that is taken out the text within stays, and the code itself is a note wherever it may
hold words. What stands in brackets and is no shortcode ("[sic]") is text.

Sources: the shortcode and block formats of the WordPress handbooks (developer.wordpress.org).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from dabir.domain.story import Rendition
from dabir.wire.markup import collapse, paragraphs_of_markup

_COMMENT: Final = re.compile(r"<!--(?P<text>.*?)-->", re.DOTALL)
_BLOCK: Final = re.compile(r"\s*/?wp:(?P<name>[\w/-]+)\s*+(?P<attributes>\{.*\})?\s*+(?P<empty>/?)\s*", re.DOTALL)
_MORE: Final = re.compile(r"\s*(?:more|nextpage)\b\s*(?P<words>.*)", re.DOTALL)
_SHORTCODE: Final = re.compile(
    r"\[(?P<close>/?)(?P<name>[A-Za-z][\w-]{0,60})(?P<attributes>(?:\s[^\[\]<>]{0,2000})?)\]"
)
_ATTRIBUTE: Final = re.compile(
    r"(?<![\w-])(?P<name>[\w-]+)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"']+))"
)
_REFERENCE: Final = re.compile(r"\"ref\"\s*:\s*(\d+)")
_PIECE: Final = re.compile(r"<[^<>]*>|[^<]+|<")
_BLANK_LINES: Final = re.compile(r"\n[ \t\r\f\v]*\n\s*")
#: Shortcodes of WordPress itself; they hold no words but those of a caption.
_CAPTIONS: Final = frozenset({"caption", "wp_caption"})
_MEDIA: Final = MappingProxyType(
    {"audio": "audio", "video": "video", "playlist": "", "embed": "", "gallery": "image"}
)
_SOURCES: Final = ("src", "mp4", "m4v", "webm", "ogv", "mp3", "m4a", "ogg", "wav", "flv", "wmv")
#: How deep a reusable block may hold others.
_DEEPEST: Final = 5
#: Most reusable blocks put into one text, so that no export multiplies itself.
_MOST_BLOCKS: Final = 50
_LARGEST: Final = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Text:
    """What a text of WordPress says.

    Attributes:
        paragraphs: its paragraphs.
        notes: shortcodes and blocks that were taken out and may hold words, names of pictures.
        renditions: what its shortcodes show.
    """

    paragraphs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    renditions: tuple[Rendition, ...] = ()


def text_of(markup: str, blocks: Mapping[str, str]) -> Text:
    """Read a text of WordPress.

    Args:
        markup: HTML, with or without tags for paragraphs, with block comments and shortcodes.
        blocks: reusable blocks by their number, which a text may refer to.
    """
    reader = _Reader(blocks)
    classic = "<!-- wp:" not in markup
    without = reader.shortcodes(reader.comments(markup, 0))
    body = paragraphs_of_markup(_with_paragraphs(without, lines=classic))
    notes = tuple(dict.fromkeys((*body.notes, *reader.notes)))
    return Text(body.paragraphs, notes, tuple(dict.fromkeys(reader.renditions)))


class _Reader:
    """Takes block comments and shortcodes out of a text and remembers what they say."""

    def __init__(self, blocks: Mapping[str, str]) -> None:
        self._blocks = blocks
        self._put_in = 0
        self.notes: list[str] = []
        self.renditions: list[Rendition] = []

    def comments(self, markup: str, depth: int) -> str:
        """Replace comments: reusable blocks by their text, signs of a new page by blank lines."""

        def replaced(found: re.Match[str]) -> str:
            more = _MORE.fullmatch(found["text"])
            if more:
                if more["words"].strip():
                    self.notes.append(more["words"].strip())
                return "\n\n"
            block = _BLOCK.fullmatch(found["text"])
            return self._block(block, found.group(), depth) if block else ""

        # What is never closed is no comment; looking for its end again and again would be quadratic.
        end = markup.rfind("-->") + 3
        return _COMMENT.sub(replaced, markup[:end]) + markup[end:] if end > 2 else markup

    def shortcodes(self, markup: str) -> str:
        """Take the shortcodes out of a text; what stands between them stays."""
        closed = {found["name"] for found in _SHORTCODE.finditer(markup) if found["close"]}

        def replaced(found: re.Match[str]) -> str:
            name, lower = found["name"], found["name"].lower()
            attributes = _attributes_of(found["attributes"])
            if lower in _CAPTIONS:
                return f"\n\n{attributes.get('caption', '')}\n\n"
            if lower in _MEDIA:
                self._show(lower, attributes)
                return "\n\n"
            if name not in closed and not attributes:
                return found.group()
            if attributes:
                self.notes.append(found.group())
            return " " if name in closed else "\n\n"

        return _SHORTCODE.sub(replaced, markup)

    def _block(self, block: re.Match[str], whole: str, depth: int) -> str:
        attributes = block["attributes"] or ""
        reference = _REFERENCE.search(attributes) if block["name"] in {"block", "core/block"} else None
        if reference and reference[1] in self._blocks and depth < _DEEPEST and self._put_in < _MOST_BLOCKS:
            self._put_in += 1
            inner = self._blocks[reference[1]]
            if len(inner) * self._put_in <= _LARGEST:
                return f"\n\n{self.comments(inner, depth + 1)}\n\n"
        if block["empty"] and attributes:
            self.notes.append(f"Block of the site, not shown: {collapse(whole)}")
        return ""

    def _show(self, name: str, attributes: Mapping[str, str]) -> None:
        """Remember what a shortcode of WordPress shows."""
        for source in _SOURCES:
            if attributes.get(source):
                self.renditions.append(Rendition(attributes.get("title", name), _MEDIA[name], 0, attributes[source]))
        self.notes += [attributes[key] for key in ("caption", "title", "description") if attributes.get(key)]


def _attributes_of(text: str) -> dict[str, str]:
    found = _ATTRIBUTE.finditer(text)
    return {one["name"].lower(): one["double"] or one["single"] or one["bare"] or "" for one in found}


def _with_paragraphs(markup: str, *, lines: bool) -> str:
    """Put breaks where WordPress puts paragraphs: at blank lines, in old texts (`lines`) at every line.

    Line breaks within a tag, or in preformatted text, are left alone.
    """
    pieces: list[str] = []
    kept = 0
    for found in _PIECE.finditer(markup.replace("\r\n", "\n").replace("\r", "\n")):
        piece = found.group()
        if piece.startswith("<"):
            name = re.match(r"<(/?)(pre|script|style|textarea)\b", piece, re.IGNORECASE)
            kept = max(0, kept + (-1 if name[1] else 1)) if name else kept
        elif not kept:
            piece = _BLANK_LINES.sub("<br>", piece)
            piece = piece.replace("\n", "<br>") if lines else piece
        pieces.append(piece)
    return "".join(pieces)
