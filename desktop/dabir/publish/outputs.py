"""The outputs a release is written in.

To add one: a module with `render(item) -> bytes`, a line in `OUTPUTS`, and a test in tests/publish.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from dabir.domain.errors import InputRefused
from dabir.publish import atom, newsml_g2, ninjs, nitf, page, rss, text
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
    Output("newsml-g2", ".newsml.xml", "application/vnd.iptc.g2.newsitem+xml", newsml_g2.render),
    Output("nitf", ".nitf.xml", "application/nitf+xml", nitf.render),
    Output("rss", ".rss.xml", "application/rss+xml", rss.render),
    Output("atom", ".atom.xml", "application/atom+xml", atom.render),
    Output("html", ".html", "text/html; charset=utf-8", page.render),
    Output("text", ".txt", "text/plain; charset=utf-8", text.render),
)

#: What a desk writes that has chosen nothing.
DEFAULT: Final = ("ninjs", "text")


def chosen(names: Iterable[str]) -> tuple[Output, ...]:
    """Return the outputs with these names, in the order of the registry.

    Raises:
        InputRefused: when there is none of a name, or no name at all.
    """
    wanted = set(names)
    unknown = sorted(wanted - {output.name for output in OUTPUTS})
    known = ", ".join(output.name for output in OUTPUTS)
    if unknown:
        raise InputRefused(f"There is no output called {', '.join(unknown)}.", f"There are: {known}.")
    if not wanted:
        raise InputRefused("A release needs at least one output.", f"Choose among {known}.")
    return tuple(output for output in OUTPUTS if output.name in wanted)
