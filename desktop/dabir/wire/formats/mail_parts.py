"""What a mail is made of: its header, the texts that are its story, and what is attached."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from dabir.wire.formats import anpa1312, iptc7901
from dabir.wire.formats.mail_headers import ContentType, content_type_of, words_of
from dabir.wire.formats.mail_mime import Block, Budget, Content, block_of, pieces_of, unpacked
from dabir.wire.formats.mail_text import Text, best_of, html_text, joined, plain_text

#: Parts that tell of a mail what happened to it, not what it says.
_REPORTS: Final = frozenset({"message/delivery-status", "message/disposition-notification", "text/rfc822-headers"})
_MAILS: Final = frozenset({"message/rfc822", "message/global", "message/news"})
_HTML: Final = frozenset({"text/html", "application/xhtml+xml"})
_TEXTS: Final = _HTML | {"text/plain", "text/enriched", "text/richtext", "text"}
#: Confidence from which a text is taken for a telex message.
_SURE: Final = 85
_TYPE: Final = re.compile(r"[!-.0-~]{1,80}/[!-.0-~]{1,120}")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part that is no text of the mail itself.

    Attributes:
        kind: its media type as declared.
        name: its file name; "".
        data: its content, out of its transfer encoding.
        href: where it is, for a part that is only named here, or its content identifier; "".
        defects: what was wrong with its encoding.
        elsewhere: whether the part only names something that is not in the mail.
    """

    kind: str
    name: str
    data: bytes
    href: str = ""
    defects: tuple[str, ...] = ()
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail taken apart.

    Attributes:
        block: its header block.
        text: what it says.
        attachments: what came with it.
        given: words for programs that know no parts.
        defects: what was wrong with its build, a sentence each.
    """

    block: Block
    text: Text
    attachments: tuple[Attachment, ...]
    given: tuple[tuple[str, str], ...]
    defects: tuple[str, ...]


@dataclass(slots=True)
class _Found:
    """What is found on the way through the parts."""

    reads_parts: bool
    budget: Budget = field(default_factory=Budget)
    attachments: list[Attachment] = field(default_factory=list)
    given: list[tuple[str, str]] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)


def mail_of(block: Block, body: bytes, *, blank_first: bool, reads_parts: bool) -> Mail:
    """Take a mail apart.

    Args:
        block: its header block.
        body: what stands behind it.
        blank_first: whether blank lines stood before the header block.
        reads_parts: whether what is attached is read; a text that is a message of another wire format then counts
            as attached.
    """
    found = _Found(reads_parts)
    if blank_first:
        found.defects.append("The mail begins with a blank line; its header was taken to stand behind it.")
    if block.junk:
        found.given += [("header", words_of(line).text) for line in block.junk[:50]]
        found.defects.append(f"{len(block.junk)} lines in the header of the mail are no fields.")
    if not block.parted:
        found.defects.append("No blank line parts the header of the mail from its text.")
    text = joined(_texts_of(block, body, 0, found))
    return Mail(block, text, tuple(found.attachments), tuple(found.given), tuple(found.defects))


def _texts_of(block: Block, body: bytes, depth: int, found: _Found, kind: str = "text/plain") -> list[Text]:
    """Return the texts of a part and of those within it; what is no text goes to the attachments."""
    told = content_type_of(block.get("content-type"))
    declared = told.value if _TYPE.fullmatch(told.value) or told.value == "text" else kind
    disposition = content_type_of(block.get("content-disposition"))
    name = disposition.get("filename") or told.get("name")
    if declared.startswith("multipart/") and told.get("boundary"):
        return _texts_of_parts(declared, told, body, depth, found)
    content = unpacked(body, block.get("content-transfer-encoding").decode("latin-1"))
    if declared in _REPORTS and disposition.value != "attachment":
        note = joined([plain_text(content.data, told)])
        return [Text(notes=(*note.paragraphs, *note.notes), defects=note.defects)]
    readable = declared in _TEXTS or declared.startswith("multipart/")
    is_message = found.reads_parts and declared == "text/plain" and _is_message(content.data)
    if readable and disposition.value != "attachment" and not (name and depth) and not is_message:
        return _text_of(declared, told, content)
    if declared == "message/external-body":
        href = told.get("url") or "/".join(filter(None, (told.get("site"), told.get("directory"), told.get("name"))))
        kept = content_type_of(block_of(content.data).get("content-type")).value
        found.attachments.append(Attachment(kept or declared, name, b"", href, elsewhere=True))
        return []
    identifier = block.get("content-id").decode("latin-1").strip("<> \t")
    href = f"cid:{identifier}" if identifier else words_of(block.get("content-location")).text
    found.attachments.append(Attachment(declared, name, content.data, href, content.defects))
    rest = plain_text(content.rest, ContentType("text/plain")) if content.rest.strip() else Text()
    return [Text(notes=(*rest.paragraphs, *rest.notes))] if rest.paragraphs or rest.notes else []


def _text_of(declared: str, told: ContentType, content: Content) -> list[Text]:
    text = html_text(content.data, told) if declared in _HTML else plain_text(content.data, told)
    rest = plain_text(content.rest, told) if content.rest.strip() else Text()
    notes = (*text.notes, *rest.paragraphs, *rest.notes)
    defects = (*content.defects, *text.defects, *rest.defects)
    return [Text(text.paragraphs, notes, defects, text.given, text.charset, text.is_html)]


def _texts_of_parts(declared: str, told: ContentType, body: bytes, depth: int, found: _Found) -> list[Text]:
    pieces = pieces_of(body, told.get("boundary").encode("utf-8", "surrogatepass"), depth, found.budget)
    found.defects += pieces.defects
    if not pieces.parts:
        return _text_of("text/plain", ContentType("text/plain"), Content(pieces.preamble))
    # Written for programs that know no parts; what stands behind the last part is words for people.
    preamble = plain_text(pieces.preamble, ContentType("text/plain"))
    found.given += [("preamble", paragraph) for paragraph in preamble.paragraphs]
    inner = "message/rfc822" if declared == "multipart/digest" else "text/plain"
    texts: list[list[Text]] = []
    for part in pieces.parts:
        block = block_of(part)
        texts.append(_texts_of(block, part[block.end :], depth + 1, found, inner))
    epilogue = plain_text(pieces.epilogue, ContentType("text/plain")) if pieces.epilogue.strip() else Text()
    behind = [Text(notes=(*epilogue.paragraphs, *epilogue.notes))] if epilogue.paragraphs or epilogue.notes else []
    if declared == "multipart/alternative":
        return [best_of([joined(one) for one in texts]), *behind]
    if declared == "multipart/encrypted":
        found.defects.append("The mail is encrypted; ask the partner to send it without, or decrypt it first.")
    return [*(text for one in texts for text in one), *behind]


def _is_message(data: bytes) -> bool:
    """Tell whether a text is a message of a wire that somebody sends by mail as it is."""
    begins = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    telex = max(iptc7901.recognises(data), anpa1312.recognises(data))
    return begins.startswith((b"<?xml", b'{"')) or telex >= _SURE


def is_mail(kind: str) -> bool:
    """Tell whether a media type is that of a whole mail."""
    return kind in _MAILS
