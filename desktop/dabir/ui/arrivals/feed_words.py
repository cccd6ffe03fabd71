"""How feeds are spoken of in the window: their kinds, how they do, and times that age."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from dabir.domain.feed import Feed, FeedKind, FeedStatus
from dabir.ui.parts.text_direction import isolated
from dabir.workflow.arrivals.looking import Look
from dabir.workflow.arrivals.polling import Trial

KINDS: Final = MappingProxyType(
    {
        FeedKind.FOLDER: "Folder",
        FeedKind.HTTP: "Web address",
        FeedKind.IMAP: "Mailbox",
        FeedKind.FTP: "FTP server",
        FeedKind.SFTP: "SFTP server",
    }
)
#: A feed has failed for long after so many looks in a row, the first of them so long ago.
_LOOKS: Final = 3
_LONG: Final = timedelta(minutes=30)
#: Remarks of a trial that are shown.
_REMARKS: Final = 4
_UNITS: Final = (
    (timedelta(days=1), "day"),
    (timedelta(hours=1), "hour"),
    (timedelta(minutes=1), "minute"),
    (timedelta(seconds=1), "second"),
)


class FeedState(StrEnum):
    """How a feed does, in a word."""

    LOOKING = "being read"
    PAUSED = "paused"
    NEW = "not read yet"
    WELL = "well"
    REMARK = "well, with a remark"
    FAILS = "fails"
    FAILS_LONG = "fails for long"


def state_of(status: FeedStatus, now: datetime, looking: Collection[str] = ()) -> FeedState:
    """Return how a feed does.

    Args:
        status: the feed.
        now: the present moment.
        looking: names of the feeds that are being read because somebody asked for it.
    """
    health = status.health
    if status.feed.name in looking:
        return FeedState.LOOKING
    if status.feed.paused:
        return FeedState.PAUSED
    if health.failures:
        return FeedState.FAILS_LONG if fails_for_long(status, now) else FeedState.FAILS
    if health.looked is None:
        return FeedState.NEW
    return FeedState.REMARK if health.error else FeedState.WELL


def fails_for_long(status: FeedStatus, now: datetime) -> bool:
    """Whether a feed that is not paused has failed so often and so long that a person should know."""
    health = status.health
    if status.feed.paused or health.failures < _LOOKS:
        return False
    return health.succeeded is None or now - health.succeeded >= _LONG


def duration_words(duration: timedelta) -> str:
    """Return a time in its largest unit, rounded down: "5 minutes", "1 hour"."""
    for length, name in _UNITS:
        if duration >= length:
            number = duration // length
            return f"{number:,} {name}{'' if number == 1 else 's'}"
    return "0 seconds"


def interval_in_words(interval: timedelta) -> str:
    """Return how often a feed is read: "every 5 minutes", "every hour", "every 90 seconds"."""
    for length, name in _UNITS:
        if not interval % length:
            number = interval // length
            return f"every {name}" if number == 1 else f"every {number:,} {name}s"
    return f"every {duration_words(interval)}"


def ago(moment: datetime | None, now: datetime) -> str:
    """Return how long ago something was; "never" for None, "a moment ago" within the last minute."""
    if moment is None:
        return "never"
    if now - moment < timedelta(minutes=1):
        return "a moment ago"
    return f"{duration_words(now - moment)} ago"


def until(status: FeedStatus, now: datetime) -> str:
    """Return when a feed is read next."""
    due = status.health.due
    if status.feed.paused:
        return "when it is resumed"
    if due is None or due <= now:
        return "now"
    return f"in {duration_words(due - now)}"


def trial_words(feed: Feed, trial: Trial) -> str:
    """Return what a feed would bring, a line each."""
    said = f"“{isolated(feed.name or feed.address)}” can be read."
    if not trial.names:
        return f"{said} There is nothing new in it now."
    stories = "1 story" if trial.stories == 1 else f"{trial.stories:,} stories"
    more = f"{stories} and more" if trial.more else stories
    lines = [f"{said} It would bring {more}; nothing was taken in."]
    lines += [f"• {isolated(words, language)}" for words, language in trial.headlines]
    if trial.stories > len(trial.headlines):
        lines.append("• …")
    return "\n".join([*lines, *trial.remarks[:_REMARKS], *(["…"] if len(trial.remarks) > _REMARKS else [])])


def look_words(look: Look) -> str:
    """Return what became of a look that somebody asked for."""
    name = f"“{isolated(look.feed)}”"
    if look.busy:
        return f"{name} is being read already."
    if look.cancelled:
        return f"The reading of {name} was stopped. What came in until then is on the desk."
    parts = [f"{look.taken:,} new", f"{look.duplicates:,} known already"]
    if look.quarantined:
        parts.append(f"{look.quarantined:,} set aside in the quarantine")
    counts = f"{name}: {', '.join(parts)}."
    return f"{counts} {look.error} {look.remedy}".strip() if look.error else counts


def listed(names: Iterable[str]) -> str:
    """Return names of feeds in one line."""
    return ", ".join(f"“{isolated(name)}”" for name in names)
