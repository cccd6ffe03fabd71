"""Feeds: where a partner's stories come from, how often somebody looks, and how that went.

A feed is looked at by a fetcher (`dabir.feeds.fetcher`); what it brings is taken in like any file. The mark says how
far a feed was read. It moves only after what came before it is safely on the disk, so that a crash brings a story
twice, which the desk recognises, and never loses one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

#: How often a feed may be looked at.
SHORTEST: Final = timedelta(seconds=15)
LONGEST: Final = timedelta(days=7)


class FeedKind(StrEnum):
    """What a feed is read from."""

    FOLDER = "folder"
    HTTP = "http"
    IMAP = "imap"
    FTP = "ftp"
    SFTP = "sftp"


@dataclass(frozen=True, slots=True)
class Feed:
    """One place a partner's stories come from.

    Attributes:
        name: what it is called on this desk, unique.
        kind: what it is read from.
        address: a folder's path, or an address of its kind ("https://…", "imaps://host/INBOX", "sftp://host/out").
        partner: code of the partner whose stories come there; "".
        language: what its stories are in where they say nothing; "".
        zone: name of the time zone (IANA) of times without an offset; "UTC".
        interval: how long after one look comes the next.
        user: name to sign in with; "". Its secret is kept in the keyring of the system, never here.
        paused: whether it is left alone.
        clear: whether what was taken in is removed at its source (a file deleted, a mail marked as seen), after it is
            safely on the disk here. Never unless asked.
        private: whether its host may be in a private network; otherwise such addresses are refused.
        host_key: for SFTP, the server's public key as in known_hosts ("ssh-ed25519 AAAA…"); "" takes that of the
            system's known_hosts.
    """

    name: str
    kind: FeedKind
    address: str
    partner: str = ""
    language: str = ""
    zone: str = "UTC"
    interval: timedelta = timedelta(minutes=5)
    user: str = ""
    paused: bool = False
    clear: bool = False
    private: bool = False
    host_key: str = ""


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """How a feed has been doing.

    Attributes:
        looked: when it was last looked at; None when never.
        succeeded: when that last went well; None when never.
        failures: how often in a row it has failed since.
        error: why it failed last, a sentence; "" while it is well.
        remedy: what to do about that; "".
        due: when it is looked at next; None for at once.
        taken: stories it has brought in all.
        taken_today: stories it has brought in the last 24 hours.
        last_story: when it last brought one; None when never.
    """

    looked: datetime | None = None
    succeeded: datetime | None = None
    failures: int = 0
    error: str = ""
    remedy: str = ""
    due: datetime | None = None
    taken: int = 0
    taken_today: int = 0
    last_story: datetime | None = None


@dataclass(frozen=True, slots=True)
class FeedStatus:
    """A feed and how it has been doing."""

    feed: Feed
    health: FeedHealth = field(default=FeedHealth())
