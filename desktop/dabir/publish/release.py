"""All files of one release, in memory."""

from __future__ import annotations

from dabir.publish import manifest
from dabir.publish.files import MANIFEST, original_name
from dabir.publish.item import ReleaseItem
from dabir.publish.outputs import OUTPUTS


def compose(item: ReleaseItem) -> dict[str, bytes]:
    """Put a release together: the original byte for byte, every output, and the manifest over them.

    Args:
        item: what is released.

    Returns:
        Bytes by file name: "original.xml" (suffix by media type), "translation.json" and "translation.txt"
        ("story.json" and "story.txt" for an original), "manifest.json".

    Raises:
        RecordBroken: when the original is not what came in, or the text not what was approved.
    """
    item.check()
    files = {original_name(item.original): item.original.data}
    for output in OUTPUTS:
        files[output.file_name(item)] = output.render(item)
    files[MANIFEST] = manifest.render(item, files)
    return files
