"""Units of the memory in TMX, the exchange format of translation memories (TMX 1.4b, LISA OSCAR 2005).

Entries may have any number of languages, and several texts in one; from the source language of the entry, or else of
the file, to each other one is a unit. Inline elements give their text: `hi` is words, the others are codes of some
other format and no words of a sentence, but for a `ph` that stands for something a sentence needs (“%s”). Who and
when are those of the last change. The story is kept in a property of our own.

Sources: TMX 1.4b, "Elements" and "Attributes"; OmegaT writes version 1.1 with `lang` in place of `xml:lang`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Final

from translate.storage.tmx import tmxfile, tmxunit

from dabir import __version__
from dabir.domain.language import normalise
from dabir.domain.memory import MemoryUnit
from dabir.domain.segment import joined
from dabir.translation.memory.entries import Entry, entries

_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_ALL: Final = "*all*"
_STORY: Final = "x-story"
_TIME: Final = "%Y%m%dT%H%M%SZ"

#: Entries that are handed to translate-toolkit at a time.
_BATCH: Final = 500

_CODES: Final = frozenset({"bpt", "ept", "it", "ut"})
_PLACEHOLDER: Final = "ph"
#: What codes have and what stands for words has not.
_MARKUP: Final = re.compile(r"[<>\\{}]|\A\s*\Z")
#: Characters that no XML document may have (XML 1.0, section 2.2).
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Read:
    """What an entry of a file gave.

    Attributes:
        line: where it begins in the file.
        units: its units; none where it was left out.
        reason: why it was left out, a clause; "" where it was not.
    """

    line: int
    units: tuple[MemoryUnit, ...] = ()
    reason: str = ""


def survey(path: Path) -> int:
    """Read a file through without keeping anything; return how many entries it has.

    Raises:
        InputRefused: when it cannot be read to its end; names the file, the line and what is wrong.
    """
    return sum(1 for _ in entries(path))


def read(path: Path, origin: str = "") -> Iterator[Read]:
    """Yield what each entry of a file gives, in order; the file may be larger than the memory of the machine.

    Args:
        path: the file.
        origin: what the units are to name as their origin; the name of the file where nothing is given.

    Raises:
        InputRefused: when it cannot be read any further; survey it first where nothing may be taken then.
    """
    left = entries(path)
    while batch := list(itertools.islice(left, _BATCH)):
        for entry, unit in zip(batch, _parsed(batch), strict=True):
            if unit is None:
                yield Read(entry.line, reason="it cannot be read")
            else:
                yield _read(entry, unit, origin or path.name)


def write(file: IO[bytes], units: Iterable[MemoryUnit]) -> tuple[int, int]:
    """Write units as a TMX document, one by one.

    Args:
        file: where to.
        units: of any languages.

    Returns:
        How many were written, and how many were left out because XML cannot hold a character of theirs.
    """
    # Every entry names its own source language.
    document = tmxfile(sourcelanguage=_ALL)
    header: Any = document.document.getroot().find("header")
    header.set("creationtool", "Dabir")
    header.set("creationtoolversion", __version__)
    head, body, tail = bytes(document).partition(b"<body/>")
    assert body, "translate-toolkit writes an empty body as one element"
    file.write(head + b"<body>\n")
    written = left_out = 0
    for unit in units:
        if any(map(_NOT_XML.search, (unit.source, unit.target, unit.editor, unit.story))):
            left_out += 1
            continue
        file.write(_element(unit).encode("utf-8"))
        written += 1
    file.write(b"</body>" + tail)
    return written, left_out


def _parsed(batch: Sequence[Entry]) -> list[Any]:
    """Return the elements of entries as translate-toolkit reads them; None for one that it cannot."""
    header = b'<header srclang="*all*"/>'
    inside = b"".join(entry.xml for entry in batch)
    document = b'<tmx version="1.4"%b>%b<body>%b</body></tmx>' % (batch[0].namespaces.encode(), header, inside)
    try:
        units = tmxfile(BytesIO(document)).units
    except SyntaxError:
        # lxml's own error is one of these. It has limits that the cutting has not, such as on depth.
        units = []
    # An entry inside an entry would be one too many.
    if len(units) == len(batch):
        return [unit.xmlelement for unit in units]
    if len(batch) == 1:
        return [units[0].xmlelement if units else None]
    return [element for entry in batch for element in _parsed([entry])]


def _read(entry: Entry, element: Any, origin: str) -> Read:
    texts = _texts(element)
    if len({language for language, _, _ in texts}) < 2:
        return Read(entry.line, reason="it has fewer than two languages with text")
    declared = (element.get("srclang") or entry.source_language).strip()
    wanted = "" if declared.lower() == _ALL else normalise(declared)
    if wanted and all(language != wanted for language, _, _ in texts):
        return Read(entry.line, reason=f"it has no text in its source language “{declared}”")
    story = next((prop.text or "" for prop in element.iterchildren("prop") if prop.get("type") == _STORY), "")
    units = tuple(
        MemoryUnit(
            source,
            target,
            source_language,
            target_language,
            editor=_first(variant, element, "changeid", "creationid"),
            time=_time(_first(variant, element, "changedate", "creationdate")),
            story=story.strip(),
            origin=origin,
        )
        for (source_language, source, _), (target_language, target, variant) in itertools.permutations(texts, 2)
        if source_language != target_language and wanted in {"", source_language}
    )
    return Read(entry.line, units)


def _texts(element: Any) -> list[tuple[str, str, Any]]:
    """Return language, text and element of each variant (`tuv`) that has both."""
    found = []
    for variant in element.iterchildren("tuv"):
        language = normalise(variant.get(_LANGUAGE) or variant.get("lang") or "")
        segment = variant.find("seg")
        text = joined(_text(segment)).strip() if segment is not None else ""
        if language and text:
            found.append((language, text, variant))
    return found


def _text(node: Any) -> str:
    """Return the words of a segment without the codes in it."""
    text = node.text or ""
    for child in node:
        tail = child.tail or ""
        inside = _inline(child)
        if inside is None:
            # A line break or a picture stood here: the words beside it must not grow together.
            gap = " " if text[-1:].strip() and tail[:1].strip() else ""
            text += gap + tail
        else:
            text += inside + tail
    return text


def _inline(child: Any) -> str | None:
    """Return what an inline element stands for: its words, "" for a code around words, None for one between them."""
    if not isinstance(child.tag, str):
        # A comment, or an instruction to some program.
        return ""
    if child.tag in _CODES:
        return ""
    text = _text(child)
    return None if child.tag == _PLACEHOLDER and _MARKUP.search(text) else text


def _first(variant: Any, element: Any, *names: str) -> str:
    """Return the first of some attributes that the variant has, or else its entry."""
    found = (owner.get(name, "").strip() for owner in (variant, element) for name in names)
    return next(filter(None, found), "")


def _time(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, _TIME).replace(tzinfo=UTC)
    except ValueError:
        # Not every program keeps to the format; a unit without its time is still a unit.
        return None


def _element(unit: MemoryUnit) -> str:
    made = tmxunit(None)
    made.setsource(unit.source, unit.source_language)
    made.settarget(unit.target, unit.target_language, append=True)
    element = made.xmlelement
    element.set("srclang", unit.source_language)
    if unit.editor:
        element.set("creationid", unit.editor)
    if unit.time:
        element.set("creationdate", unit.time.astimezone(UTC).strftime(_TIME))
    if unit.story:
        story = element.makeelement("prop", {"type": _STORY})
        story.text = unit.story
        # Properties stand before the variants (TMX 1.4b, content model of `tu`).
        element.insert(0, story)
    return str(made)
