"""Properties of a story as wires write them, to typed values; what does not fit becomes a defect, never a failure."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo
from types import MappingProxyType
from typing import Final

from dabir.domain.story import PubStatus
from dabir.wire.times import Understood, understand

#: Largest number the store can keep.
_LARGEST: Final = 2**63 - 1
_STATUS: Final = MappingProxyType(
    {
        "usable": PubStatus.USABLE,
        "embargoed": PubStatus.USABLE,  # NITF: the release date holds it back
        "withheld": PubStatus.WITHHELD,
        "withhold": PubStatus.WITHHELD,
        "canceled": PubStatus.CANCELED,
        "cancelled": PubStatus.CANCELED,
        "cancel": PubStatus.CANCELED,
        "killed": PubStatus.CANCELED,
        "kill": PubStatus.CANCELED,
        "deleted": PubStatus.CANCELED,
    }
)
_SENTENCE_LENGTH: Final = 80
_SMALL: Final = re.compile(r"\d{1,4}")
_VERSION: Final = re.compile(r"(\d{1,19})(\.0+)?")


def code_of(name: str) -> str:
    """Return the last part of a code in lower case: "stat:usable", ".../pubstatusg2/usable" and "usable" are one."""
    name = name.strip().rstrip("/")
    return name[max(map(name.rfind, ":/#")) + 1 :].strip().lower()


def size_of(text: str) -> int:
    """Read the size of a file in bytes as a wire tells it; 0 when it is no number, or one that no file can have."""
    text = text.strip()
    return int(text) if re.fullmatch(r"[0-9]{1,19}", text) and int(text) <= _LARGEST else 0


class Findings:
    """Reads the properties of one story and collects what was wrong with them.

    Attributes:
        defects: a sentence each.
        given: properties as written, where they could not be taken over unchanged.
        held: whether a defect means that the story must not go out yet (an embargo that cannot be read).
    """

    def __init__(self, zone: tzinfo, defects: tuple[str, ...] = ()) -> None:
        """Begin a story.

        Args:
            zone: what a time without an offset is taken to be in.
            defects: what is known to be wrong already, such as its charset.
        """
        self._zone = zone
        self.defects: list[str] = list(defects)
        self.given: list[tuple[str, str]] = []
        # What is in the lists, so that a file of a hundred thousand properties is no slower a property than others.
        self._told: set[str] = set(defects)
        self._kept: set[tuple[str, str]] = set()
        self.held = False

    def defect(self, sentence: str) -> None:
        """Note something that was wrong, once."""
        if sentence not in self._told:
            self._told.add(sentence)
            self.defects.append(sentence)

    def keep(self, name: str, text: str) -> None:
        """Keep a property as the wire wrote it, unless it is blank."""
        if text.strip() and (name, text) not in self._kept:
            self._kept.add((name, text))
            self.given.append((name, text))

    def time(self, name: str, text: str) -> datetime | None:
        """Read a time; one that cannot be read is kept as written and told as a defect."""
        understood = self._understood(name, text)
        return understood.moment if understood else None

    def embargo(self, name: str, text: str) -> datetime | None:
        """Read the end of an embargo that the wire names. What cannot be read holds the story back.

        Of a local time that the clocks showed twice the later is taken: nothing goes out too early.
        """
        understood = self._understood(name, text)
        if understood is None:
            self.held = True
            self.defect(
                f"It is under an embargo ({name}) whose end "
                f"{'is ' + _short(text) + ', no time' if text.strip() else 'is not told'}; it is held as withheld."
            )
            return None
        moment = understood.later
        if not understood.has_offset:
            self.defect(f"The embargo ({name}) {_short(text)} names no offset and was taken in {moment.tzname()}.")
        return moment

    def order(self, first: tuple[str, datetime | None], version: tuple[str, datetime | None]) -> None:
        """Tell a version that is older than the story itself; both times stay as they are.

        Args:
            first: name and moment of the first version's creation.
            version: name and moment of this version's creation.
        """
        if first[1] and version[1] and version[1] < first[1]:
            self.defect(
                f"{version[0]} ({version[1].isoformat()}) lies before {first[0]} ({first[1].isoformat()}); "
                f"both are kept as they came."
            )

    def _understood(self, name: str, text: str) -> Understood | None:
        """Read a time, keep beside it what was given, and tell what is doubtful about it."""
        if not text.strip():
            return None
        understood = understand(text, self._zone)
        if understood is None:
            self.keep(name, text)
            self.defect(f"{name} {_short(text)} is no time and is kept as written only.")
            return None
        if understood.doubt:
            self.defect(f"{name} {_short(text)} {understood.doubt}.")
        if understood.doubt or understood.names_zone or not understood.has_offset:
            self.keep(name, text)
        return understood

    def small_number(self, name: str, text: str) -> int:
        """Read an urgency or a priority: 1 to 9, or 0 when it is not told or is none."""
        text = text.strip()
        if not text:
            return 0
        if _SMALL.fullmatch(text) and int(text) <= 9:
            return int(text)
        self.keep(name, text)
        self.defect(f"{name} {_short(text)} is no number from 1 to 9 and was not taken.")
        return 0

    def version(self, text: str) -> int:
        """Read a version number; 1 when there is none or it is none."""
        text = text.strip()
        if not text:
            return 1
        whole = _VERSION.fullmatch(text)
        if whole and 1 <= int(whole[1]) <= _LARGEST:
            if not text.isdecimal():
                self.keep("version", text)
            return int(whole[1])
        self.keep("version", text)
        self.defect(f"The version {_short(text)} is no version number; version 1 was assumed.")
        return 1

    def status(self, text: str, name: str = "pubStatus") -> PubStatus:
        """Read a publishing status in any notation. One that is not known counts as withheld, to be safe."""
        if not text.strip():
            return PubStatus.USABLE
        known = _STATUS.get(code_of(text))
        if known:
            return known
        self.keep(name, text)
        self.defect(f"{name} {_short(text)} is not known; the story is held as withheld.")
        return PubStatus.WITHHELD

    def status_in_force(self, status: PubStatus) -> PubStatus:
        """Return the status after all properties were read: a story held back by a defect is not usable."""
        return PubStatus.WITHHELD if self.held and status is PubStatus.USABLE else status


def _short(text: str) -> str:
    text = " ".join(text.split())
    return f'"{text if len(text) <= _SENTENCE_LENGTH else text[:_SENTENCE_LENGTH] + "…"}"'
