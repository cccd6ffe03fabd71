"""The wire formats, the choice among them, and what is done for every story whatever its format.

A format is told by the content, never by the file's name. No failure of a parser leaves this module as anything but
a `WireError`, and a story is never lost over a property that does not fit.
"""

from __future__ import annotations

import hashlib
from typing import Final

from dabir.domain import language
from dabir.domain.errors import WireError
from dabir.domain.story import Story, record_of
from dabir.wire import detection
from dabir.wire.encoding import is_binary, one_file
from dabir.wire.format import Context, Format, Reading, unexpected
from dabir.wire.formats import (
    anpa1312,
    html,
    iptc7901,
    json_feed,
    mail,
    newsml1,
    newsml_g2,
    ninjs,
    nitf,
    plain,
    rss,
    wxr,
)
from dabir.wire.xml import MAX_BYTES, sniff_root

#: Every format, the more specific first: of two that are equally sure, the first is taken.
FORMATS: Final[tuple[Format, ...]] = (
    newsml_g2.FORMAT,
    newsml1.FORMAT,
    nitf.FORMAT,
    ninjs.FORMAT,
    json_feed.FORMAT,
    wxr.FORMAT,
    rss.FORMAT,
    anpa1312.FORMAT,
    iptc7901.FORMAT,
    mail.FORMAT,
    html.FORMAT,
    plain.FORMAT,
)

#: A confidence that no other format can beat, so that the rest need not be asked.
_CERTAIN: Final = 100

_REMEDY: Final = "Its bytes are kept as they came; ask the partner to send it again, or in another format."


def choose(data: bytes) -> Format:
    """Return the format that some bytes are most likely in.

    Raises:
        WireError: when they are no story in any format: empty, binary, or XML of another kind.
    """
    if not data.strip(b" \t\r\n\f\v\x00"):
        raise WireError("The file is empty, so it is not a story.", "Ask the partner to send it again.")
    if is_binary(data):
        raise WireError("It is binary data (such as a picture, a PDF or a program) and not a story.", _REMEDY)
    best, sure = plain.FORMAT, 0
    for one in FORMATS:
        confidence = one.recognises(data)
        if confidence > sure:
            best, sure = one, confidence
        if sure >= _CERTAIN:
            break
    if not sure:
        raise WireError("It is not a story in any format that is known here.", _REMEDY)
    if best is plain.FORMAT:
        _refuse_unknown_xml(data)
    return best


def parse(data: bytes, context: Context) -> tuple[Format, list[Reading]]:
    """Read the stories of a file.

    Returns:
        The format and one reading an item; each story has its identity, language, format and place in the file.

    Raises:
        WireError: when nothing in it can be read; says why and, where it can, at which place.
    """
    if len(data) > MAX_BYTES:
        raise WireError(
            f"{context.filename} has {len(data)} bytes, more than the {MAX_BYTES} that are read.", _REMEDY
        )
    chosen = choose(data)
    try:
        with one_file():
            readings = chosen.parse(data, context.reading_parts_with(parse))
    except WireError:
        raise
    except Exception as error:
        raise WireError(f"{context.filename} (as {chosen.name}): {unexpected(error)}", _REMEDY) from error
    return chosen, [_complete(reading, part, chosen, context) for part, reading in enumerate(readings)]


def made_uri(story: Story, partner: str) -> str:
    """Return an identifier for a story whose wire gave none: the same whenever the same text comes again."""
    record = record_of(partner, (story.headline, *story.paragraphs))
    return f"urn:dabir:sha256:{hashlib.sha256(record).hexdigest()}"


def _complete(reading: Reading, part: int, chosen: Format, context: Context) -> Reading:
    """Give a story what does not depend on its format, or say why it is none."""
    story = reading.story
    if story is None:
        return reading
    place = reading.place or f"item {part + 1}"
    text = bool(story.headline.strip() or story.paragraphs)
    if not text and not story.is_kill:
        return Reading(None, "It has neither a headline nor a text.", place)
    if not text and not story.guid and not story.links:
        return Reading(None, "It withdraws a story but does not say which.", place)
    try:
        decided, detected, defects = _language_of(story, context)
    except Exception as error:  # noqa: BLE001 - a story that is read is not lost over its language
        sentence = f"Its language could not be detected ({type(error).__name__}: {error})."
        decided, detected, defects = language.normalise(story.declared_language), "", (*story.defects, sentence)
    completed = story.changed(
        language=decided,
        detected_language=detected,
        defects=defects,
        uri=story.uri.strip() or story.guid.strip() or made_uri(story, context.partner),
        part=part,
        # A story of a file within this one has the format it was read in already.
        format=story.format or chosen.name,
    )
    return Reading(completed, reading.error, reading.place)


def _language_of(story: Story, context: Context) -> tuple[str, str, tuple[str, ...]]:
    """Decide the language: the declared one, unless there is none or the text clearly is in another.

    Returns:
        The language, the one that was detected, and what is wrong with the story.
    """
    declared = language.normalise(story.declared_language)
    detected = detection.detect("\n".join((story.headline, *story.paragraphs)), context.languages)
    defects = story.defects
    if declared and detected and declared != detected:
        found = language.name_of(detected)
        defects += (f'It is declared as "{story.declared_language}" but is in {found}; {found} was taken.',)
    return detected or declared or language.normalise(context.language), detected, defects


def _refuse_unknown_xml(data: bytes) -> None:
    """Refuse XML that no format knows: shown as plain text, its tags would stand among its words."""
    root = sniff_root(data)
    begins = data[:64].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    closes = f"{root.name}>".encode()
    closed = root.name and (b"/" + closes in data or b":" + closes in data) and data.rstrip().endswith(b">")
    if closed or begins.startswith((b"<?xml", b"<!DOCTYPE", b"<!--")):
        kind = f" (<{root.name}>)" if root.name else ""
        raise WireError(f"It is XML of a kind that is not known here{kind}, not a story.", _REMEDY)
