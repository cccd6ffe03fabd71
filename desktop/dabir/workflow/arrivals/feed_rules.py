"""What a feed has to be before it is set up: rules only, nothing is opened or connected."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dabir.domain.feed import LONGEST, SHORTEST, Feed, FeedKind
from dabir.translation.languages import why_not_language

_KINDS: Final = MappingProxyType(
    {
        "http": FeedKind.HTTP,
        "https": FeedKind.HTTP,
        "imap": FeedKind.IMAP,
        "imaps": FeedKind.IMAP,
        "ftp": FeedKind.FTP,
        "ftps": FeedKind.FTP,
        "sftp": FeedKind.SFTP,
    }
)
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_NAME_LENGTH: Final = 80
_UNITS: Final = MappingProxyType({"d": 86400, "h": 3600, "m": 60, "s": 1})


def kind_of(address: str) -> FeedKind | None:
    """Return what an address is read as: a folder where it is no network address; None where nothing reads it."""
    scheme = _SCHEME.match(address)
    return _KINDS.get(scheme[1].lower()) if scheme else FeedKind.FOLDER


def interval_of(text: str) -> timedelta | None:
    """Return the time that a text such as "90s", "5m", "2h" or "1d" means; None where it means none.

    A number alone is minutes.
    """
    found = re.fullmatch(r"\s*([0-9]{1,7})\s*([smhd]?)\s*", text.lower())
    return timedelta(seconds=int(found[1]) * _UNITS[found[2] or "m"]) if found else None


def interval_words(interval: timedelta) -> str:
    """Return an interval as `interval_of` reads it, in its largest whole unit."""
    seconds = round(interval.total_seconds())
    unit, length = next((unit, length) for unit, length in _UNITS.items() if not seconds % length)
    return f"{seconds // length}{unit}"


def zone_of(name: str) -> ZoneInfo | None:
    """Return a time zone by its IANA name; None where there is none of this name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def why_not_feed(feed: Feed, home: Path) -> str:
    """Return what is wrong with a feed, a sentence, or "".

    Args:
        feed: as somebody wants to set it up.
        home: the desk's own folder.
    """
    if not feed.name.strip() or len(feed.name) > _NAME_LENGTH or not feed.name.isprintable():
        return f"Its name has to be 1 to {_NAME_LENGTH} letters, figures and signs on one line."
    if not SHORTEST <= feed.interval <= LONGEST:
        least, most = interval_words(SHORTEST), interval_words(LONGEST)
        given = interval_words(feed.interval)
        return f"The time from one look to the next has to be between {least} and {most}; here it is {given}."
    if zone_of(feed.zone) is None:
        return f"There is no time zone “{feed.zone}”. Names are such as Asia/Tehran, Asia/Baku or UTC."
    if feed.language and (unknown := why_not_language(feed.language)):
        return unknown
    return _why_not_folder(feed, home) if feed.kind is FeedKind.FOLDER else _why_not_address(feed)


def _why_not_folder(feed: Feed, home: Path) -> str:
    path = Path(feed.address)
    if not path.is_absolute():
        return "A folder has to be named by its whole path, such as /srv/partner/out."
    if feed.user or feed.host_key:
        return "Nobody signs in to a folder; leave out the user and the host key."
    if path.is_relative_to(home) or home.is_relative_to(path):
        return "The desk's own folder can be no feed, nor one in it or around it: what goes out would come in."
    return ""


def _why_not_address(feed: Feed) -> str:
    try:
        parts = urlsplit(feed.address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "Its address cannot be read."
    if not host or kind_of(feed.address) is not feed.kind or not feed.address.isprintable() or " " in feed.address:
        return f"Its address is none that can be read by {feed.kind.value}."
    if "@" in parts.netloc:
        return "No name and no password belong in its address: name the user beside it, and the password is asked."
    if feed.host_key and feed.kind is not FeedKind.SFTP:
        return "Only a feed by SFTP has a host key."
    if feed.user and parts.scheme.lower() == "http" and not feed.private:
        return "Its password would go over the network unencrypted. Write https://."
    return ""
