"""What the desk keeps and lists: stored stories, rows of the story list, quarantined input, search hits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from dabir.domain.decision import Subject
from dabir.domain.life import StoryState
from dabir.domain.seal import Seal
from dabir.domain.story import PubStatus, Story


class IngestStatus(StrEnum):
    """What became of a story at ingest."""

    NEW = "new"
    VERSION = "version"
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class Partner:
    """An agency the desk exchanges stories with.

    Attributes:
        code: short code used in commands and lists ("ARAN").
        name: its name.
        language: the language it writes in.
        creditline: how its stories are to be credited; "" leaves the story's own credit line.
    """

    code: str
    name: str
    language: str = ""
    creditline: str = ""


@dataclass(frozen=True, slots=True)
class StoredStory:
    """A story version as the desk keeps it.

    Attributes:
        id: row number on this desk.
        story: what the wire said.
        original_sha256: the file it came in.
        media_type: of that file.
        filename: name it came under.
        partner: code of the partner; "".
        received: time of receipt.
        variant: whether another story with the same identifier and version, but another text, is on the desk.
        state: its state.
        killed: by what it was killed, a sentence; "".
        expired: whether its time was over when somebody last looked.
    """

    id: int
    story: Story
    original_sha256: str
    media_type: str
    filename: str
    partner: str
    received: datetime
    variant: bool = False
    state: StoryState = StoryState.NEW
    killed: str = ""
    expired: bool = False

    def subject(self, target: str, text_sha256: str) -> Subject:
        """Return what a decision about the original (`target` "") or a translation names.

        Args:
            target: language of the translation; "" for the original.
            text_sha256: hash of the text that is decided on.
        """
        return Subject(self.story.uri, self.story.version, self.original_sha256, target, text_sha256)


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One line of the story list: as little as the list draws.

    `sealed` is whether it came in a partner bundle, `same_event` how many other stories tell of its event.
    """

    id: int
    uri: str
    version: int
    partner: str
    headline: str
    slugline: str
    language: str
    urgency: int
    received: datetime
    versioncreated: datetime | None
    embargoed: datetime | None
    pubstatus: PubStatus
    is_kill: bool
    is_correction: bool
    variant: bool
    state: StoryState
    expiry: datetime | None = None
    claimed: str = ""
    sealed: bool = False
    same_event: int = 0


class Sort(StrEnum):
    """In which order the list shows its stories; among equals the row that came later is the newer one.

    A story's own time is that of its version; the time of receipt where the wire tells none. A story without an
    urgency counts as urgency 5, the middle of IPTC's 1 to 9.
    """

    RECEIVED = "newest received first"
    CREATED = "newest version first"
    URGENCY = "most urgent first"
    RECEIVED_OLDEST = "oldest received first"
    CREATED_OLDEST = "oldest version first"
    URGENCY_OLDEST = "most urgent first, oldest of them first"

    @property
    def by_created(self) -> bool:
        """Whether the story's own time decides, not that of its receipt."""
        return self in {Sort.CREATED, Sort.CREATED_OLDEST}

    @property
    def by_urgency(self) -> bool:
        """Whether the urgency decides before the time."""
        return self in {Sort.URGENCY, Sort.URGENCY_OLDEST}

    @property
    def oldest_first(self) -> bool:
        """Whether older stories stand above newer ones (of the same urgency)."""
        return self in {Sort.RECEIVED_OLDEST, Sort.CREATED_OLDEST, Sort.URGENCY_OLDEST}


@dataclass(frozen=True, slots=True)
class StoryFilter:
    """Which stories the list shows, and in which order; an empty field lets everything through.

    Attributes:
        states: only these states.
        partner: only this partner's code.
        language: only this language.
        urgent_only: only urgency 1 to 3.
        query: words to search for and fields, in the language of `dabir.domain.query`.
        sort: the order.
    """

    states: tuple[StoryState, ...] = ()
    partner: str = ""
    language: str = ""
    urgent_only: bool = False
    query: str = ""
    sort: Sort = Sort.RECEIVED


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter that somebody asks for again and again.

    Attributes:
        name: what it is called; no two have the same.
        query: in the language of `dabir.domain.query`.
        sort: the order.
    """

    name: str
    query: str
    sort: Sort = Sort.RECEIVED

    @property
    def wanted(self) -> StoryFilter:
        """The filter itself."""
        return StoryFilter(query=self.query, sort=self.sort)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many stories a filter lets through.

    Attributes:
        stories: how many are listed.
        complete: whether these are all; False where words stand in so many stories that only the newest are listed.
    """

    stories: int
    complete: bool = True


@dataclass(frozen=True, slots=True)
class QuarantineRow:
    """Input that could not be parsed, kept whole.

    Attributes:
        id: row number.
        sha256: hash of its bytes.
        filename: name it came under.
        partner: code of the partner; "".
        received: when.
        reason: why it was set aside, a sentence.
        place: where in the input the trouble is ("line 14, column 3"; "item 2"); "".
        size: in bytes.
        zone: name of the time zone (IANA) that its times without an offset are in; "" when nothing was said of it.
        language: what its stories are in where they do not say; "" when nothing was said of it.
    """

    id: int
    sha256: str
    filename: str
    partner: str
    received: datetime
    reason: str
    place: str = ""
    size: int = 0
    zone: str = ""
    language: str = ""


def with_place(reason: str, place: str) -> str:
    """Return the reason why input was set aside with its place, unless it says the place itself."""
    return f"{reason} ({place})" if place and place not in reason else reason


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A story found by its words.

    Attributes:
        id: row number of the story.
        uri: its identifier.
        version: its version.
        headline: its headline.
        language: its language.
        snippet: the words around the first match, with the matches between U+2068 and U+2069 (Unicode isolates).
    """

    id: int
    uri: str
    version: int
    headline: str
    language: str
    snippet: str


#: What was searched for stands between these in a snippet: Unicode's first-strong isolate and its end (UAX 9), which
#: keep its direction out of the words around it wherever it is shown.
FOUND_BEGINS: Final = "\u2068"
FOUND_ENDS: Final = "\u2069"


@dataclass(frozen=True, slots=True)
class Snippet:
    """Where the words of a search stand in a story, for the list, with the marks of what was found.

    Attributes:
        text: the words around the first one found in the text, else in a translation, else around the story; the
            beginning of the text, with nothing marked, where only the headline has them.
        language: of what `text` is taken from.
        headline: the whole headline of the story.
    """

    text: str
    language: str
    headline: str


@dataclass(frozen=True, slots=True)
class IngestOutcome:
    """What became of one story of one file.

    Attributes:
        status: new, version, duplicate or quarantined.
        file: the path or archive member it came from.
        original_sha256: hash of its bytes; "" where they could not even be read, or are not kept again.
        story: what was parsed; None when quarantined.
        story_id: its row; 0 when there is none.
        error: why it was quarantined; "".
        warnings: what was wrong but did not stop it.
        seal: the seal it came under; None.
        tampered: whether it is a partner bundle that is not as it was signed.
    """

    status: IngestStatus
    file: str
    original_sha256: str
    story: Story | None = None
    story_id: int = 0
    error: str = ""
    warnings: tuple[str, ...] = field(default=())
    seal: Seal | None = None
    tampered: bool = False


@dataclass(frozen=True, slots=True)
class Editor:
    """A person who may decide.

    Attributes:
        name: as it stands in the log.
        public_key: Ed25519 public key, hex.
        enrolled: when the key was made.
        revoked: when it was revoked; None while it is good.
    """

    name: str
    public_key: str
    enrolled: datetime
    revoked: datetime | None = None
