"""What a partner bundle vouches for: seals on files, and the partner's approved translations that came with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dabir.domain.segment import PackInfo
from dabir.domain.text import Text

#: Letters of a public key that are shown where there is no room for all 64.
KEY_SHOWN: Final = 16

_MAKER: Final = "approved by "


@dataclass(frozen=True, slots=True)
class Seal:
    """A bundle's seal as it was found whole.

    Attributes:
        sender: code of the agency that signed.
        recipient: code of the agency it is for.
        signed: when it was signed, by the sender's clock, with an offset.
        public_key: the sender's key, 64 hex digits.
    """

    sender: str
    recipient: str
    signed: datetime
    public_key: str

    def __str__(self) -> str:
        when = f"{self.signed:%Y-%m-%d %H:%M %Z}".strip()
        return f"Signed by {self.sender}, unchanged since {when}, key {self.public_key[:KEY_SHOWN]}…"


@dataclass(frozen=True, slots=True)
class PartnerTranslation:
    """A translation that a partner approved and handed over under its seal.

    Attributes:
        story_id: row of the story.
        language: of the translation.
        text: headline and paragraphs.
        approved_by: the partner's editor.
        approved_at: when, with an offset.
        seal: what it came under.
    """

    story_id: int
    language: str
    text: Text
    approved_by: str
    approved_at: datetime
    seal: Seal

    @property
    def origin(self) -> PackInfo:
        """How a draft that is copied from it names where it is from, in the place of a language pack."""
        return PackInfo(
            self.seal.sender, f"{_MAKER}{self.approved_by}, {self.approved_at:%Y-%m-%d}", self.text.sha256
        )


def is_partner(origin: PackInfo) -> bool:
    """Whether a draft is from a partner's approved translation and not from a machine."""
    return origin.version.startswith(_MAKER)
