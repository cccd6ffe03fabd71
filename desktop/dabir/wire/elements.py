"""The elements of NITF, XHTML, HTML and NewsML that hold words: what each is in a text, by its name alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dabir.wire.pseudo_tags import CHARACTERS


def _names(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


_INLINE: Final = _names(
    # XHTML and HTML
    "a abbr acronym applet b bdi bdo big cite code data del dfn em font i img ins kbd label map mark math meter nobr",
    "output progress q rb rbc rp rt rtc ruby s samp small span strike strong sub sup svg time tt u var wbr blink",
    # NITF 3.x, enriched text
    "alt-code chron city classifier copyrite.holder copyrite.year country denom event frac frac-den frac-num",
    "frac-sep function lang location money name.family name.given num num.units numer object.title org person",
    "postaddr pronounce region rights.agent rights.enddate rights.geography rights.limitations rights.owner",
    "rights.startdate rights.type state story.date sublocation virtloc",
    # NewsML-G2, NewsML 1
    "inline origin",
    # Signs that are written as tags
    *CHARACTERS,
)
_BLOCK: Final = _names(
    # XHTML and HTML
    "address article aside audio blockquote body br button canvas center colgroup details dialog dir div dl fieldset",
    "figure footer form frameset header hgroup hr html iframe main menu nav noscript object ol optgroup option",
    "section select summary table tbody textarea tfoot thead ul video",
    # NITF 3.x
    "abstract block body.content body.end body.head bq byttl copyrite credit datasource distributor hedline media",
    "media-producer nitf nitf-table nitf-table-metadata nitf-table-summary note rights series",
)
#: Elements within which an element of an unknown name is part of the sentence.
_PARAGRAPH: Final = _names(
    "bibliography byline caption dateline dd dt figcaption fn h1 h2 h3 h4 h5 h6 hl1 hl2 legend li media-caption p",
    "pre tagline td th title",
)
ROW: Final = frozenset({"tr"})
CELL: Final = frozenset({"td", "th"})
NO_WORDS: Final = frozenset({"script", "style", "template", "media-object"})
MEDIA: Final = frozenset({"img", "media-reference", "video", "audio", "source", "embed", "iframe", "object"})

#: Names that mean more than a place for words.
_SPECIAL: Final = ROW | CELL | NO_WORDS | MEDIA | frozenset(CHARACTERS) | frozenset({"pre", "head", "media-metadata"})

#: Every name that is a tag where HTML is read; a name with a colon or a hyphen (Word, custom elements) is one too.
KNOWN: Final = (
    _INLINE | _BLOCK | _PARAGRAPH | ROW | CELL | NO_WORDS | MEDIA
    | _names("head meta link base col param track area frame noframes picture basefont bgsound keygen slot nitf xmp")
    | _names("multicol listing spacer ilayer layer")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """What an element is, by its name alone.

    Attributes:
        name: its local name, in small letters.
        is_special: whether it is more than a place for words: it is silent, a sign, named as media, or laid out.
        is_sentence: whether what it holds is part of a sentence.
        breaks: whether it begins and ends a paragraph; None where that hangs on what it stands in.
    """

    name: str
    is_special: bool
    is_sentence: bool
    breaks: bool | None


@lru_cache(maxsize=1024)
def kind_of(tag: str) -> Kind:
    """Return the kind of an element by its tag with its name space; only elements have one that is a text."""
    name = tag.rpartition("}")[2].lower()
    breaks = None
    if name in _INLINE:
        breaks = False
    elif name in _BLOCK or name in _PARAGRAPH or name in ROW:
        breaks = True
    return Kind(name, name in _SPECIAL, name in _PARAGRAPH or name in _INLINE, breaks)
