"""What among arriving stories is worth calling an editor for who is not looking at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from dabir.domain.listing import StoryRow

#: Older stories call for nobody: they came with an archive.
TOO_OLD: Final = timedelta(days=1)


class Calls(StrEnum):
    """For what an editor wants to be called; the values are those that are remembered."""

    NOTHING = "nothing"
    KILLS = "kills"
    FLASHES = "flashes"
    URGENT = "urgent"

    @property
    def least_urgency(self) -> int:
        """The least urgent value that still calls (IPTC urgency runs from 1, a flash, to 9); 0 for none."""
        return {Calls.FLASHES: 1, Calls.URGENT: 2}.get(self, 0)


@dataclass(frozen=True, slots=True)
class Call:
    """A story that calls for attention.

    Attributes:
        row: the story, as the list has it.
        kills: whether it kills another story, or says in plain words that it does.
    """

    row: StoryRow
    kills: bool = False

    @property
    def weight(self) -> tuple[bool, int, int]:
        """What sorts calls: kills first, then the most urgent, among equals the one that came last."""
        return (not self.kills, self.row.urgency or 9, -self.row.id)
