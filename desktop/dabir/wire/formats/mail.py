"""E-mail (RFC 5322): the text of a mail as a story, and what is attached to it as stories of their own.

- A mail is told by its header block. A file that begins with "From " and holds several is a mailbox (RFC 4155).
- Of several versions of a text the one that says most is the story; what another says beyond it goes to the notes.
- What is attached is read in whatever format it is in, and so is a text that is a telex message or XML itself;
  pictures and documents are listed, never opened. A mail that only carries stories is none itself: what its header
  says is kept with each of them.
- "urn:dabir:mail:" and the Message-ID are the identity, so that a redelivery has the same, and so has another mail
  that comes under the same Message-ID: the desk keeps both, and says that their texts differ. A mail without one is
  named by what it says.
- Words that kill stay in the headline: who is killed, a person decides (dabir.domain.kill).
"""

from __future__ import annotations

import re
from typing import Final

from dabir.domain.errors import WireError
from dabir.domain.kill import is_kill_in_words
from dabir.wire.encoding import is_binary
from dabir.wire.format import Context, Format, Reading, unexpected
from dabir.wire.formats.mail_attachments import read_attachments
from dabir.wire.formats.mail_mime import FIELD, block_of
from dabir.wire.formats.mail_parts import mail_of
from dabir.wire.formats.mail_story import NAME, envelope_of, held_with, story_of, with_envelope

#: Fields that only mail has; one of them, and one that says from whom, when or of what, make a header block of mail.
_TELLING: Final = frozenset(
    {"message-id", "mime-version", "received", "return-path", "delivered-to", "content-type", "list-id", "reply-to"}
    | {"content-transfer-encoding", "dkim-signature", "x-mailer", "user-agent", "in-reply-to", "x-original-to"}
)
_PLAIN: Final = frozenset({"from", "to", "subject", "date", "cc", "sender"})
#: The line before a mail in a mailbox: an address and a time in the form of asctime, then a header block.
_MAILBOX: Final = re.compile(
    rb"^From [^\r\n]{0,320}?\d{1,2}:\d\d(?::\d\d)?[^\r\n]{0,20}\d{4}[^\r\n]{0,20}\r?\n"
    rb"(?=[!-9;-~]{1,100}[ \t]{0,20}:)",
    re.MULTILINE,
)
_QUOTED: Final = re.compile(rb"^>(>*From )", re.MULTILINE)
_BLANK: Final = b" \t\r\n\xef\xbb\xbf"


def recognises(data: bytes) -> int:
    """Return the confidence that bytes are a mail or a mailbox."""
    head = data[:16384].lstrip(_BLANK)
    if head.startswith(b"From "):
        found = _MAILBOX.match(head)
        head = head[found.end() :] if found else head.split(b"\n", 1)[-1]
    if not FIELD.match(head):
        return 0
    block = block_of(head)
    names = {one.name.lower() for one in block.fields}
    plain = names & _PLAIN
    if names & _TELLING and plain:
        return 85 if len(plain) > 1 or b"@" in block.get("from") else 60
    return 60 if b"@" in block.get("from") and len(plain) > 2 else 0


def parse(data: bytes, context: Context) -> list[Reading]:
    """Read a mail, or all mails of a mailbox.

    Raises:
        WireError: when there is no mail in it.
    """
    if is_binary(data):
        raise WireError("It is not text but a binary file.", "Take the mail out of it and take that in.")
    mails = _mails_in(data)
    if len(mails) == 1:
        return _readings_of(mails[0], context)
    readings: list[Reading] = []
    for number, one in enumerate(mails, start=1):
        try:
            readings += _readings_of(one, context)
        except WireError as error:
            readings.append(Reading(None, error.message, f"mail {number}"))
        except Exception as error:  # noqa: BLE001 - whatever one mail does to a parser, the next is still read
            readings.append(Reading(None, unexpected(error), f"mail {number}"))
    return readings


def _mails_in(data: bytes) -> list[bytes]:
    """Cut a mailbox into mails; any other file is one."""
    body = data.lstrip(_BLANK)
    if not body.startswith(b"From "):
        return [data]
    starts = [found for found in _MAILBOX.finditer(body) if _begins(body, found.start())]
    if not starts or starts[0].start():
        return [body.split(b"\n", 1)[-1]]
    ends = [found.start() for found in starts[1:]] + [len(body)]
    # A line of the text that begins with "From " got a ">" when the mail was put into the mailbox.
    return [_QUOTED.sub(rb"\1", body[found.end() : end]) for found, end in zip(starts, ends, strict=True)]


def _begins(body: bytes, place: int) -> bool:
    """Tell whether a line stands where a mail of a mailbox begins: first, or behind a blank line."""
    return place == 0 or body[max(0, place - 4) : place].replace(b"\r", b"").endswith(b"\n\n")


def _readings_of(data: bytes, context: Context) -> list[Reading]:
    bare = data.lstrip(_BLANK)
    block = block_of(bare)
    if not block.fields:
        raise WireError("There is no header block of a mail in it.", "Ask the partner to send it again.")
    blank_first = data[:1] in {b"\r", b"\n"}
    mail = mail_of(block, bare[block.end :], blank_first=blank_first, reads_parts=context.read_part is not None)
    attached = read_attachments(mail, context)
    own = story_of(mail, context, attached.renditions, attached.defects)
    readings = [
        reading._replace(story=held_with(reading.story, own)) if reading.story else reading
        for reading in attached.readings
    ]
    carries = any(reading.story for reading in readings)
    # A mail that only carries stories is none itself, unless it says of them that they must not be used.
    if own.paragraphs or (own.headline and (not carries or is_kill_in_words(own))):
        return [Reading(own), *readings]
    if not readings:
        raise WireError("There is no text in the mail.", "Ask the partner to send it again.")
    envelope = envelope_of(mail)
    return [
        reading._replace(story=with_envelope(reading.story, own, envelope)) if reading.story else reading
        for reading in readings
    ]


FORMAT: Final = Format(name=NAME, media_type="message/rfc822", recognises=recognises, parse=parse)
