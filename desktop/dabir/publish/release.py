"""All files of one release, in memory."""

from __future__ import annotations

from collections.abc import Iterable

from dabir.domain.errors import DabirError
from dabir.publish import manifest
from dabir.publish.files import MANIFEST, original_name
from dabir.publish.item import ReleaseItem
from dabir.publish.outputs import DEFAULT, chosen


def compose(item: ReleaseItem, outputs: Iterable[str] = DEFAULT) -> dict[str, bytes]:
    """Put a release together: the original byte for byte, every output, and the manifest over them.

    Args:
        item: what is released.
        outputs: names of the outputs to write.

    Returns:
        Bytes by file name: "original.xml" (suffix by media type), "translation.json" and "translation.txt"
        ("story.json" and "story.txt" for an original), "manifest.json".

    Raises:
        RecordBroken: when the original is not what came in, or the text not what was approved.
        InputRefused: when there is no such output, or one cannot hold a character of the text.
    """
    item.check()
    files = {original_name(item.original): item.original.data}
    for output in chosen(outputs):
        files[output.file_name(item)] = output.render(item)
    files[MANIFEST] = manifest.render(item, files)
    return files


def why_not(item: ReleaseItem, outputs: Iterable[str] = DEFAULT) -> str:
    """Return why a release cannot be put together, or ""; to be asked before the release enters the log.

    Args:
        item: what is to be released.
        outputs: names of the outputs to write.
    """
    try:
        compose(item, outputs)
    except DabirError as error:
        return str(error)
    return ""
