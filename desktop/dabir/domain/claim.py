"""Who works on a story, and who took it over from whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from dabir.domain.segment import TranslationUnit

#: A claim nobody has worked under for so long is given up, unless the desk sets another time.
TIME_OUT: Final = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody works on a story.

    Attributes:
        story_id: row of the story.
        person: who; an editor's name, or a name that nobody has proved.
        since: when the claim was made.
        active: when anything was last done under it.
    """

    story_id: int
    person: str
    since: datetime
    active: datetime

    def has_lapsed(self, now: datetime, time_out: timedelta = TIME_OUT) -> bool:
        """Whether nothing was done under it for so long that the story is free."""
        return now - self.active >= time_out


@dataclass(frozen=True, slots=True)
class TakeOver:
    """A story went from one person to another, and what its translation was at that moment.

    Attributes:
        id: row number.
        story_id: row of the story.
        target: language of the translation that was kept.
        at: when.
        person: who took it over.
        before: from whom.
        reason: why.
        sequence: of its entry in the log.
        units: the translation as it stood then; empty where there was none.
    """

    id: int
    story_id: int
    target: str
    at: datetime
    person: str
    before: str
    reason: str
    sequence: int
    units: tuple[TranslationUnit, ...]
