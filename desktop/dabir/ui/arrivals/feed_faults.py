"""What is wrong with a feed as it is written, field by field. Each rule is asked of the one field alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from dabir.domain.feed import Feed, FeedKind
from dabir.workflow.arrivals.feed_rules import why_not_feed
from dabir.workflow.arrivals.feed_secrets import why_not_called

#: Addresses of each kind with which nothing is wrong.
_GOOD: Final = MappingProxyType(
    {
        FeedKind.FOLDER: "/dabir-example/out",
        FeedKind.HTTP: "https://partner.example/",
        FeedKind.IMAP: "imaps://partner.example/INBOX",
        FeedKind.FTP: "ftps://partner.example/out",
        FeedKind.SFTP: "sftp://partner.example/out",
    }
)


@dataclass(frozen=True, slots=True)
class Faults:
    """A sentence for each field something is wrong with; "" where nothing is."""

    name: str = ""
    address: str = ""
    user: str = ""
    zone: str = ""
    host_key: str = ""


def faults_of(feed: Feed, others: Sequence[str], home: Path) -> Faults:
    """Return what is wrong with a feed; what is empty yet is not wrong.

    Args:
        feed: as it is written.
        others: names of the other feeds.
        home: the desk's own folder.
    """
    root = Path(home.anchor or "/")
    good = _GOOD[feed.kind]
    blank = Feed("feed", feed.kind, str(root / good) if feed.kind is FeedKind.FOLDER else good)
    name = address = ""
    if feed.name:
        name = why_not_feed(replace(blank, name=feed.name), home) or why_not_called(feed.name, others)
    if feed.address:
        address = why_not_feed(replace(blank, address=feed.address), home)
    zone = why_not_feed(replace(blank, zone=feed.zone), home)
    host_key = why_not_feed(replace(blank, host_key=feed.host_key), home)
    user = ""
    if feed.address and not any((address, zone, host_key)):
        # What is wrong only together with the address, such as a password over a line that is not encrypted.
        user = why_not_feed(replace(feed, name="feed"), home)
    return Faults(name, address, user, zone, host_key)
