"""The header of a mail as the properties of a story."""

from __future__ import annotations

import hashlib
import re
from types import MappingProxyType
from typing import Final

from dabir.domain.language import normalise
from dabir.domain.story import Link, LinkKind, PubStatus, Rendition, Story, record_of
from dabir.wire import embargo
from dabir.wire.format import Context
from dabir.wire.formats.mail_headers import identifiers_in, sender_of, urn_of, words_of
from dabir.wire.formats.mail_mime import Field
from dabir.wire.formats.mail_parts import Mail
from dabir.wire.properties import Findings
from dabir.wire.telex import byline_of
from dabir.wire.wrapped import dateline_of, take_headline

NAME: Final = "mail"

#: X-Priority goes from 1 to 5, the urgency of news from 1 to 9; what is sent as usual is neither.
_URGENCIES: Final = MappingProxyType(
    {"1": 1, "2": 3, "3": 5, "4": 6, "5": 8}
    | {"highest": 1, "high": 3, "urgent": 3, "normal": 5, "low": 6, "lowest": 8, "non-urgent": 6}
)
#: What an answer and a forwarded mail have before their subject.
_PREFIX: Final = re.compile(
    r"(?:(?:re|fwd?|aw|ynt|ilt|cvb|yön|отв|пересл|پاسخ|رد)\s?(?:\[\d{1,3}\])?:\s*)++", re.IGNORECASE
)
_CORRECTION: Final = re.compile(
    r"\W*(?:CORRECTION|CORRECTED|CORRECTS|CORRECTIVE|DÜZƏLİŞ|DÜZELTME|ИСПРАВЛЕНИЕ|ПОПРАВКА|"
    r"اصلاحیه|تصحیح|اصلاح خبر|تصحيح)(?!\w)",
    re.IGNORECASE,
)
#: Fields of which the story has a property; of the second set it takes the first one only.
_TAKEN: Final = frozenset({"keywords", "comments"})
_TAKEN_ONCE: Final = frozenset({"subject", "date", "organization", "supersedes", "expires", "content-language"})
#: Fields that say how the mail is built and how it came.
_PASSED_OVER: Final = re.compile(
    r"content-.*|mime-version|received|x-received|return-path|delivered-to|x-original-to|dkim-.*"
    r"|arc-.*|authentication-results|received-spf|x-spam.*|x-ms-.*|x-google-.*|x-gm-.*|x-microsoft-.*|x-forefront-.*"
    r"|x-virus.*|x-mailer|user-agent|thread-index|thread-topic|x-originating-ip|autocrypt|x-uid.*|x-mozilla-.*"
    r"|x-exchange-.*|domainkey-signature|feedback-id|list-unsubscribe.*"
    r"|status|x-status|lines|errors-to|precedence|x-mimeole|x-msmail-priority|x-tmn|x-proofpoint.*|x-cmae.*"
)
_GIVEN_AT_MOST: Final = 60


def story_of(mail: Mail, context: Context, renditions: tuple[Rendition, ...], defects: tuple[str, ...]) -> Story:
    """Return the story a mail itself is.

    Args:
        mail: the mail, taken apart.
        context: what is known of the file.
        renditions: what is listed of its attachments.
        defects: what is wrong with them.
    """
    fields = _Fields(mail)
    findings = Findings(context.zone, (*mail.defects, *mail.text.defects, *defects))
    paragraphs = list(mail.text.paragraphs)
    subject = headline = fields.text("subject")
    if not subject:
        findings.defect("The mail has no subject.")
        headline, paragraphs = take_headline(paragraphs)
    _keep_fields(mail, fields, findings)
    comments = fields.every("comments", "\n")
    held = embargo.marked(subject, comments, *paragraphs[:2])
    embargoed = findings.embargo("embargo", held) if held is not None else None
    findings.keep("date", fields.text("date"))
    sent = findings.time("date", fields.text("date"))
    if not fields.text("date"):
        findings.defect("The mail has no date.")
    name, address = sender_of(fields.text("from"))
    organisation = fields.text("organization")
    declared = fields.text("content-language").split(",")[0].strip()
    priority = (fields.text("x-priority") or fields.text("importance") or fields.text("priority")).lower()
    story = Story(
        uri=_uri(headline, paragraphs, fields, findings),
        declared_language=declared,
        language=normalise(declared),
        headline=headline,
        slugline=_PREFIX.sub("", subject, count=1) if _PREFIX.match(subject) else subject,
        byline=byline_of(paragraphs) or (name if organisation else ""),
        dateline=next(filter(None, map(dateline_of, paragraphs[:2])), ""),
        source=organisation or name or address,
        ednote=comments,
        urgency=_URGENCIES.get(re.split(r"[\s(]", priority)[0], 0) if priority else 0,
        keywords=tuple(word.strip() for word in re.split("[,،;؛]", fields.every("keywords", ",")) if word.strip()),
        firstcreated=sent,
        versioncreated=sent,
        embargoed=embargoed,
        expiry=findings.time("expires", fields.text("expires")),
        pubstatus=findings.status_in_force(findings.status("")),
        paragraphs=tuple(paragraphs),
        notes=mail.text.notes,
        links=_links_of(subject, fields),
        renditions=renditions,
        format=NAME,
    )
    if fields.raw:
        findings.defect(f"{', '.join(sorted(fields.raw))}: its letters are not encoded as mail demands.")
    return story.changed(defects=tuple(findings.defects), given=tuple(findings.given))


def envelope_of(mail: Mail) -> tuple[tuple[str, str], ...]:
    """Return what the header of a mail says that a story attached to it does not know of."""
    fields = _Fields(mail)
    names = ("Subject", "From", "Date", "Message-ID")
    return tuple((f"mail {name}", fields.text(name.lower())) for name in names if fields.text(name.lower()))


def with_envelope(story: Story, own: Story, envelope: tuple[tuple[str, str], ...]) -> Story:
    """Return a story attached to a mail that is none itself, with what came around it."""
    return story.changed(
        given=(*story.given, *(one for one in envelope if one not in story.given)),
        notes=tuple(dict.fromkeys((*story.notes, *own.notes))),
        links=tuple(dict.fromkeys((*story.links, *own.links))),
        renditions=(*story.renditions, *own.renditions),
        defects=tuple(dict.fromkeys((*story.defects, *own.defects))),
    )


def held_with(story: Story, own: Story) -> Story:
    """Return a story attached to a mail under the embargo that the subject of the mail marks, if it does."""
    ends = [moment for moment in (story.embargoed, own.embargoed) if moment]
    held = own.pubstatus is PubStatus.WITHHELD and story.pubstatus is PubStatus.USABLE
    return story.changed(
        embargoed=max(ends) if ends else None,
        pubstatus=PubStatus.WITHHELD if held else story.pubstatus,
        defects=tuple(dict.fromkeys((*story.defects, *own.defects))) if held else story.defects,
    )


class _Fields:
    """The fields of a mail as text; remembers in which of them bytes stood that should have been encoded."""

    def __init__(self, mail: Mail) -> None:
        self._block = mail.block
        self._charset = mail.text.charset
        self._texts: dict[str, str] = {}
        self.raw: set[str] = set()

    def text(self, name: str) -> str:
        """Return the first field of a name; ""."""
        if name not in self._texts:
            self._texts[name] = self.read(name, self._block.get(name))
        return self._texts[name]

    def every(self, name: str, between: str) -> str:
        """Return all fields of a name, one behind the other."""
        return between.join(self.read(name, one.value) for one in self._block.fields if one.name.lower() == name)

    def read(self, name: str, value: bytes) -> str:
        """Return the body of a field as text."""
        words = words_of(value, self._charset)
        if words.raw:
            self.raw.add(name.capitalize())
        return words.text


def _keep_fields(mail: Mail, fields: _Fields, findings: Findings) -> None:
    """Keep the fields that are no property of a story, and what stands around the parts."""
    seen: set[str] = set()
    kept: list[Field] = []
    for one in mail.block.fields:
        name = one.name.lower()
        taken = name in _TAKEN or (name in _TAKEN_ONCE and name not in seen)
        if one.value.strip():
            seen.add(name)
        if not taken and (name in _TAKEN_ONCE or not _PASSED_OVER.fullmatch(name)):
            kept.append(one)
    for one in kept[:_GIVEN_AT_MOST]:
        findings.keep(one.name, fields.read(one.name, one.value))
    for name, text in (*mail.given, *mail.text.given):
        findings.keep(name, text)


def _links_of(subject: str, fields: _Fields) -> tuple[Link, ...]:
    """Return what the mail does to others: supersede them (RFC 5536, section 3.2.12), or correct what it answers."""
    links = [Link(LinkKind.REPLACES, urn_of(one)) for one in identifiers_in(fields.text("supersedes"))]
    # The last of the references is the mail that is answered (RFC 5322, section 3.6.4).
    answered = identifiers_in(fields.text("in-reply-to")) or identifiers_in(fields.text("references"))[-1:]
    if answered and _CORRECTION.match(_PREFIX.sub("", subject, count=1)):
        links.append(Link(LinkKind.CORRECTS, urn_of(answered[0])))
    return tuple(links)


def _uri(headline: str, paragraphs: list[str], fields: _Fields, findings: Findings) -> str:
    """Return the identity: the Message-ID; without one what the mail says, who sent it and when."""
    identifier = next(iter(identifiers_in(fields.text("message-id"))), "")
    if identifier:
        return urn_of(identifier)
    findings.defect("The mail has no Message-ID.")
    record = record_of(headline, (*paragraphs, fields.text("from"), fields.text("date")))
    return f"urn:dabir:mail:sha256:{hashlib.sha256(record).hexdigest()}"
