"""What is attached to a mail: stories in any format, each read as a file of its own, and what is only listed.

Nothing is opened here but text: pictures, documents and archives are listed with name, type and size. What looks like
a story and cannot be read comes out as a reading with the reason, so that it is set aside and not passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from dabir.domain.errors import WireError
from dabir.domain.story import Rendition
from dabir.wire.encoding import is_binary
from dabir.wire.format import Context, Reading
from dabir.wire.formats.mail_parts import Attachment, Mail, is_mail

#: Files within files that are read: a mail in a mail in a mail, and so on.
_DEEPEST: Final = 5
_NO_STORY: Final = re.compile(
    r"(?:image|audio|video|font|model)/.*|text/(?:css|calendar|(?:x-)?vcard|directory|javascript|x-amp-html)"
    r"|application/(?:(?:x-)?pkcs7-.*|pgp-.*|ms-tnef|javascript|ics|pdf)"
)
_ARCHIVES: Final = (b"PK\x03\x04", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
#: Declared types under which a text without a format of its own is a story in plain text.
_PLAIN: Final = frozenset({"text/plain", "text", "application/octet-stream", "application/text", "text/x-news"})


@dataclass(frozen=True, slots=True)
class Attached:
    """What came with a mail.

    Attributes:
        readings: the stories attached, and what could not be read.
        renditions: what is listed.
        defects: what the person should know, a sentence each.
    """

    readings: tuple[Reading, ...]
    renditions: tuple[Rendition, ...]
    defects: tuple[str, ...]


def read_attachments(mail: Mail, context: Context) -> Attached:
    """Read what is attached to a mail.

    Args:
        mail: the mail, taken apart.
        context: that of the file the mail is; its `read_part` reads what is attached.
    """
    readings: list[Reading] = []
    renditions: list[Rendition] = []
    defects: list[str] = []
    for number, attachment in enumerate(mail.attachments, start=1):
        label = f'attachment "{attachment.name}"' if attachment.name else f"attachment {number}"
        defects += [f"{label[0].upper()}{label[1:]}: {defect}" for defect in attachment.defects]
        found = _read(attachment, label, context, defects)
        readings += found
        if not found:
            renditions.append(Rendition(attachment.name, attachment.kind, len(attachment.data), attachment.href))
    return Attached(tuple(readings), tuple(renditions), tuple(dict.fromkeys(defects)))


def _read(attachment: Attachment, label: str, context: Context, defects: list[str]) -> list[Reading]:
    """Return the readings of an attachment; none where it is only listed."""
    data = attachment.data
    if attachment.elsewhere or not data.strip() or _NO_STORY.fullmatch(attachment.kind) or context.read_part is None:
        return []
    if is_binary(data):
        if data.startswith(_ARCHIVES) and not attachment.kind.startswith("application/vnd."):
            defects.append(f"{label[0].upper()}{label[1:]} is an archive and was not opened; save it and take it in.")
        return []
    if context.depth >= _DEEPEST:
        return [Reading(None, f"It lies within more than {_DEEPEST} files; save it and take it in by itself.", label)]
    inner = context._replace(filename=attachment.name or f"{context.filename}, {label}", depth=context.depth + 1)
    try:
        chosen, readings = context.read_part(data, inner)
    except WireError as error:
        return [Reading(None, f"{label[0].upper()}{label[1:]}: {error.message}", label)]
    if chosen.name == "plain" and attachment.kind not in _PLAIN and not is_mail(attachment.kind):
        # A table, a program, a calendar: text, but no story.
        return []
    return [reading if reading.place else reading._replace(place=label) for reading in readings]
