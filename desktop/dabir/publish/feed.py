"""Feeds over the newest releases: what a feed tells of itself, and the file that is replaced whole."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dabir.domain.errors import DabirError
from dabir.domain.story import PubStatus
from dabir.publish.files import write_flushed
from dabir.publish.identity import approval_of, time_of, version_time
from dabir.publish.item import ReleaseItem
from dabir.publish.label import approved_by, translated_from, withdrawn

#: How many releases a feed holds unless the desk wants another number.
NEWEST: Final = 50


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed tells of itself.

    Attributes:
        title: its title.
        identifier: a URI of its own that stays the same.
        language: language of its title; "" when of none.
        newest: how many releases it holds at most.
    """

    title: str
    identifier: str
    language: str = ""
    newest: int = NEWEST


#: Name space of what no feed has an element for.
OWN: Final = "urn:x-dabir:release"

#: The feed around a single item.
SINGLE: Final = Feed("Dabir", "urn:x-dabir:feed:item")


def newest_of(items: Sequence[ReleaseItem], feed: Feed) -> list[ReleaseItem]:
    """Return the items a feed shows: the newest first, and no more than it holds."""
    return sorted(items, key=version_time, reverse=True)[: feed.newest]


def remark(item: ReleaseItem) -> str:
    """Return what a feed says beside a text: that it is withdrawn, that it is a translation, whom to credit."""
    told = [withdrawn(item.language)] if item.story.pubstatus is PubStatus.CANCELED else []
    if item.is_translation:
        told.append(f"{translated_from(item.story.language, item.language)}.")
        told.append(f"{approved_by(item.approved_by, item.language)}.")
    return " ".join([*told, *([item.credit] if item.credit else [])])


def facts_of(item: ReleaseItem) -> dict[str, str]:
    """Return what feeds have no element for and carry in Dabir's own name space, by name; "" where there is nothing.

    Each feed chooses among them, and puts them in its own order.
    """
    story = item.story
    return {
        "version": str(story.version),
        "slugline": story.slugline,
        "dateline": story.dateline,
        "source": story.source,
        "creditline": item.credit,
        "urgency": str(story.urgency or ""),
        "pubstatus": story.pubstatus.value,
        "embargoed": time_of(story.embargoed),
        "expires": time_of(story.expiry),
        "approvedBy": item.approved_by if item.is_translation else "",
        "sourceLanguage": story.language if item.is_translation else "",
        "approval": approval_of(item),
        "textSha256": item.text_sha256,
        "originalSha256": item.original.sha256,
    }


def write_feed(file: Path, data: bytes) -> None:
    """Replace a feed file whole: a reader sees the old feed or the new one, never a piece.

    Args:
        file: the feed file; its folder is made when missing.
        data: the new feed.

    Raises:
        DabirError: when it cannot be written; the old feed then stays.
    """
    temporary = file.with_name(f".{file.name}-{secrets.token_hex(8)}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_flushed(temporary, data)
        temporary.replace(file)
    except OSError as error:
        raise DabirError(
            f"The feed {file} cannot be written: {error.strerror or error}.",
            "The feed before stays as it is; free some space or mend the folder's permissions.",
        ) from error
    finally:
        temporary.unlink(missing_ok=True)
