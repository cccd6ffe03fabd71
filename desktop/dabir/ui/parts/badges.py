"""Badges: short words on a coloured ground. The word tells; the colour only helps the eye."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from dabir.domain.life import StoryState
from dabir.domain.listing import StoredStory, StoryRow
from dabir.domain.story import PubStatus
from dabir.ui.parts.theme import Chip, Tones

#: The least urgent value still shown as urgent (IPTC urgency runs from 1, most urgent, to 9).
URGENT = 3


def when(moment: datetime | None, now: datetime) -> str:
    """Return a time as a desk reads it: the hour today, the day too otherwise; in this machine's time zone."""
    if moment is None:
        return ""
    local = moment.astimezone(now.tzinfo)
    if local.date() == now.date():
        return f"{local:%H:%M}"
    if local.year == now.year:
        return f"{local:%-d %b %H:%M}" if _HAS_DASH else f"{local:%d %b %H:%M}"
    return f"{local:%Y-%m-%d}"


def full_time(moment: datetime | None) -> str:
    """Return a time with day and offset."""
    return f"{moment:%Y-%m-%d %H:%M:%S} {moment:%z}" if moment else ""


def short_name(filename: str) -> str:
    """Return the last part of a path as it came in, from whatever system."""
    return filename.replace("\\", "/").rsplit("/", 1)[-1]


def _has_dash() -> bool:
    try:
        return datetime(2000, 1, 2).strftime("%-d") == "2"  # noqa: DTZ001 - only the format is looked at
    except ValueError:
        return False


_HAS_DASH = _has_dash()


def badges_of(row: StoryRow, tones: Tones, now: datetime) -> list[tuple[str, Chip]]:
    """Return the badges of a line of the list, the weightiest first."""
    badges: list[tuple[str, Chip]] = []
    if row.is_kill:
        badges.append(("KILL NOTICE", tones.dark_red))
    elif row.state is StoryState.KILLED:
        badges.append(("KILLED", tones.dark_red))
    badges += _badges_of_wire(row, tones, now)
    if row.state is not StoryState.KILLED:
        badges.append((row.state.value, tones.of_state(row.state)))
    if row.claimed:
        badges.append((f"✎ {row.claimed}", tones.grey))
    if row.same_event:
        badges.append((f"≈ {row.same_event}", tones.grey))
    return badges


def _badges_of_wire(row: StoryRow, tones: Tones, now: datetime) -> list[tuple[str, Chip]]:
    """Return what the partner says of the story, and the clock."""
    badges: list[tuple[str, Chip]] = []
    if 0 < row.urgency <= URGENT:
        badges.append((f"URGENT {row.urgency}", tones.red))
    if row.embargoed and now < row.embargoed:
        badges.append((f"EMBARGO {when(row.embargoed, now)}", tones.amber))
    if row.expiry and now >= row.expiry and row.state is not StoryState.EXPIRED:
        badges.append(("EXPIRED", tones.amber))
    if row.pubstatus is PubStatus.WITHHELD:
        badges.append(("WITHHELD", tones.amber))
    if row.is_correction:
        badges.append(("CORRECTION", tones.blue))
    if row.variant:
        badges.append(("VARIANT", tones.amber))
    if row.sealed:
        badges.append(("SEALED", tones.green))
    return badges


def badges_of_story(
    stored: StoredStory, tones: Tones, now: datetime, *, sealed: bool = False
) -> list[tuple[str, Chip]]:
    """Return the badges of an open story."""
    story = stored.story
    row = StoryRow(
        id=stored.id,
        uri=story.uri,
        version=story.version,
        partner=stored.partner,
        headline=story.headline,
        slugline=story.slugline,
        language=story.language,
        urgency=story.urgency,
        received=stored.received,
        versioncreated=story.versioncreated,
        embargoed=story.embargoed,
        pubstatus=story.pubstatus,
        is_kill=story.is_kill,
        is_correction=story.is_correction,
        variant=stored.variant,
        state=stored.state,
        expiry=story.expiry,
        sealed=sealed,
    )
    return badges_of(row, tones, now)


def draw_badge(painter: QPainter, right: int, middle: int, word: str, chip: Chip) -> int:
    """Draw a badge that ends at `right`, centred on the line `middle`; return where it begins."""
    metrics = QFontMetrics(painter.font())
    width = metrics.horizontalAdvance(word) + 12
    height = metrics.height() + 2
    box = QRectF(right - width, middle - height / 2, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(chip.ground))
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(QColor(chip.ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
    return right - width


def badge_area(painter: QPainter, area: QRect, badges: list[tuple[str, Chip]]) -> int:
    """Draw badges at the right end of an area; where not all fit, the weightiest do. Return where they begin."""
    metrics = QFontMetrics(painter.font())
    room, fitting = area.width(), []
    for word, chip in badges:
        room -= metrics.horizontalAdvance(word) + 16
        if room < 0:
            break
        fitting.append((word, chip))
    right = area.right()
    for word, chip in reversed(fitting):
        right = draw_badge(painter, right, area.center().y(), word, chip) - 4
    return right
