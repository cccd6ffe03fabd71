"""Originals and stories: what came in, and what it says.

Property names are those of IPTC ninjs and NewsML-G2. A story never changes: a new version is a new story object
beside the old one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

#: Formats that number no versions: in them a later time alone makes a later version.
UNNUMBERED: Final = frozenset({"rss", "json-feed", "wxr"})


def record_of(headline: str, paragraphs: Sequence[str]) -> bytes:
    """Return the bytes of record of a text: what is hashed, approved and kept.

    A JSON list of the headline and the paragraphs, in UTF-8, so that no character of a text can be mistaken for a
    boundary between them.
    """
    parts = json.dumps([headline, *paragraphs], ensure_ascii=False, separators=(",", ":"))
    return parts.encode("utf-8", "surrogatepass")


class PubStatus(StrEnum):
    """Publishing status, IPTC NewsML-G2 `pubStatus` and ninjs `pubstatus`."""

    USABLE = "usable"
    WITHHELD = "withheld"
    CANCELED = "canceled"


class LinkKind(StrEnum):
    """How a story stands to another one it names."""

    REPLACES = "replaces"
    CORRECTS = "corrects"
    KILLS = "kills"


@dataclass(frozen=True, slots=True)
class Link:
    """A story's reference to another story.

    Attributes:
        kind: what this story does to the other.
        uri: the other story's identifier as the wire gave it.
        version: the other's version where the wire names one; 0 for "any".
    """

    kind: LinkKind
    uri: str
    version: int = 0


@dataclass(frozen=True, slots=True)
class Rendition:
    """Something that belongs to a story but is not its text: a picture, a sound, a document. It is never fetched.

    Attributes:
        name: what the wire calls it: a file name, a role, a title; "".
        media_type: IANA media type as the wire gave it; "".
        size: in bytes as the wire told it; 0 when it did not.
        href: where it is, as the wire wrote it: an address, a file name, a content identifier; "".
    """

    name: str = ""
    media_type: str = ""
    size: int = 0
    href: str = ""

    def __str__(self) -> str:
        size = f"{self.size} bytes" if self.size else ""
        return ", ".join(filter(None, (self.name or self.href, self.media_type, size)))


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes of one received file, exactly as they came.

    Attributes:
        sha256: lower-case hex SHA-256 of `data`; the key under which the bytes are kept for ever.
        data: the bytes.
        media_type: IANA media type found by content.
        filename: the name it came under, for people ("batch.zip/story.xml" for a member of an archive).
        partner: code of the partner it came from; "" when not told.
        received: time of receipt, with an offset.
    """

    sha256: str
    data: bytes = field(repr=False)
    media_type: str
    filename: str
    partner: str
    received: datetime

    @classmethod
    def of(cls, data: bytes, *, media_type: str, filename: str, partner: str, received: datetime) -> Original:
        """Make the original of some bytes, computing their hash."""
        digest = hashlib.sha256(data).hexdigest()
        return cls(digest, data, media_type, filename, partner, received)


# No slots: a wire's story is changed several times before it is whole, and one dict is copied faster than 32 slots.
@dataclass(frozen=True)
class Story:
    """One story in one version, as a wire format told it.

    Attributes:
        uri: identity of the story across versions. The wire's own identifier, or one made from the content when
            the wire gives none (then `guid` is "").
        guid: the identifier exactly as the wire gave it; "" when it gave none.
        version: version number as the wire gave it, 1 when it gave none.
        language: normalised code decided for this story ("fa"); "" when unknown.
        declared_language: the language as the wire declared it, untouched; "".
        detected_language: the language found by detection; "" when not tried or not sure.
        paragraphs: every paragraph of the body in order, in plain text. A paragraph keeps the line breaks of a
            hard-wrapped wire text as newlines.
        notes: words that came outside the body and are no property (such as "not for publication" lines).
        urgency: 1 (most urgent) to 9; 0 when not told.
        priority: 1 to 9; 0 when not told.
        keywords: keywords as given; subject: subject codes or names as given.
        embargoed: no release before this moment; expiry: no release after it.
        defects: what was wrong with the wire text and how it was read all the same, a sentence each.
        part: place of this story in its original, from 0 (a file may hold several stories).
        format: name of the wire format that read it ("newsml-g2", "nitf").
        given: times and other properties as the wire wrote them, name and text, where they could not be taken
            over unchanged.
        renditions: what came with it that is no text (pictures, sound, documents), listed and never fetched.
    """

    uri: str
    guid: str = ""
    version: int = 1
    language: str = ""
    declared_language: str = ""
    detected_language: str = ""
    headline: str = ""
    slugline: str = ""
    byline: str = ""
    dateline: str = ""
    creditline: str = ""
    source: str = ""
    copyrightnotice: str = ""
    usageterms: str = ""
    ednote: str = ""
    urgency: int = 0
    priority: int = 0
    subject: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    firstcreated: datetime | None = None
    versioncreated: datetime | None = None
    embargoed: datetime | None = None
    expiry: datetime | None = None
    pubstatus: PubStatus = PubStatus.USABLE
    paragraphs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    defects: tuple[str, ...] = ()
    part: int = 0
    format: str = ""
    given: tuple[tuple[str, str], ...] = ()
    renditions: tuple[Rendition, ...] = ()

    def changed(self, **changes: Any) -> Story:
        """Return this story with other values of some fields, as `dataclasses.replace` does, twelve times as fast."""
        story = object.__new__(Story)
        values = self.__dict__.copy()
        values.update(changes)
        assert len(values) == len(Story.__dataclass_fields__), sorted(changes)
        object.__setattr__(story, "__dict__", values)
        return story

    @property
    def text_sha256(self) -> str:
        """SHA-256 of headline and body: equal for a redelivery that differs only in its envelope."""
        return hashlib.sha256(record_of(self.headline, self.paragraphs)).hexdigest()

    @property
    def is_kill(self) -> bool:
        """Whether this version cancels the story, or kills another."""
        return self.pubstatus is PubStatus.CANCELED or any(link.kind is LinkKind.KILLS for link in self.links)

    @property
    def is_correction(self) -> bool:
        """Whether this story says that it corrects another."""
        return any(link.kind is LinkKind.CORRECTS for link in self.links)

    def supersedes(self, other: Story) -> bool:
        """Whether this is a later version of the same story.

        The version number decides, then the time of the version (NewsML-G2 guidelines, "version" and
        "versionCreated"); a version without either is no newer than another.
        """
        if self.uri != other.uri:
            return False
        if self.version != other.version:
            return self.version > other.version
        if self.versioncreated and other.versioncreated:
            return self.versioncreated > other.versioncreated
        return False
