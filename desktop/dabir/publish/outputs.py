"""The outputs a release is written in.

To add one: a module with `render(item) -> bytes`, a line in `OUTPUTS`, and a test in tests/publish.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from dabir.publish import ninjs, text
from dabir.publish.item import ReleaseItem


@dataclass(frozen=True, slots=True)
class Output:
    """A form in which a text is released.

    Attributes:
        name: its name ("ninjs").
        suffix: of its file (".json"); each output has another.
        media_type: IANA media type.
        render: writes an item in this form.
    """

    name: str
    suffix: str
    media_type: str
    render: Callable[[ReleaseItem], bytes]

    def file_name(self, item: ReleaseItem) -> str:
        """Return the name of its file in a release: "translation.json", or "story.json" for an original."""
        return ("translation" if item.is_translation else "story") + self.suffix


OUTPUTS: Final = (
    Output("ninjs", ".json", "application/json", ninjs.render),
    Output("text", ".txt", "text/plain; charset=utf-8", text.render),
)
