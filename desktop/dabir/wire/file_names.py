"""What the name of a file says of its format, held against what its content was found to be.

A format is told by content, never by name. But text that no format knows is read as plain text, whatever it is: cut
short, a table, a program. Where the name says so, the person is told, for nobody else would notice.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Final

from dabir.wire.format import Format, Reading
from dabir.wire.formats import plain

#: Endings of files whose format would have been known by their content, were they whole.
_READ_HERE: Final = MappingProxyType(
    {
        "json": "JSON",
        "xml": "XML",
        "nitf": "NITF",
        "rss": "RSS",
        "atom": "Atom",
        "html": "HTML",
        "htm": "HTML",
        "xhtml": "HTML",
        "eml": "a mail",
        "mbox": "a mailbox",
    }
)
#: Endings of files that are text and no stories.
_NO_STORY: Final = MappingProxyType(
    {
        "csv": "a table",
        "tsv": "a table",
        "toml": "settings (TOML)",
        "ini": "settings",
        "cfg": "settings",
        "yaml": "YAML data",
        "yml": "YAML data",
        "sql": "a program or its data",
        "py": "a program",
        "js": "a program",
        "sh": "a program",
        "css": "a style sheet",
        "svg": "a picture",
        "srt": "subtitles",
        "vtt": "subtitles",
        "ics": "a calendar",
        "vcf": "an address card",
    }
)


def remarked(readings: Iterable[Reading], found: Format, filename: str) -> list[Reading]:
    """Return the readings of a file, with a defect where it was taken as plain text although its name says otherwise.

    Args:
        readings: its stories, or why there are none.
        found: the format that its content was found to be in.
        filename: the name it came under, which may be a path.
    """
    remark = _remark(filename) if found is plain.FORMAT else ""
    return [
        one._replace(story=one.story.changed(defects=(*one.story.defects, remark))) if remark and one.story else one
        for one in readings
    ]


def _remark(filename: str) -> str:
    ending = PurePosixPath(filename.replace("\\", "/")).suffix.lower().removeprefix(".")
    if ending in _READ_HERE:
        return f"By its name it is {_READ_HERE[ending]}, but not by its content; it was taken as plain text."
    if ending in _NO_STORY:
        return f"By its name it is {_NO_STORY[ending]} and no story; it was taken as plain text."
    return ""
