"""The manifest of a release: which files it has, what they are, and by whose decision they went out.

It does not tell when it was written, so the same release always gives the same manifest. It is not signed: the
entry of the record it names is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dabir import __version__
from dabir.publish.files import FileFacts, original_name
from dabir.publish.item import ReleaseItem
from dabir.publish.jsontext import json_bytes

FORMAT: Final = "dabir.release.v1"


def render(item: ReleaseItem, files: Mapping[str, bytes]) -> bytes:
    """Write the manifest.

    Args:
        item: what is released.
        files: all other files of the release, by name.

    Returns:
        The JSON document in UTF-8. Its `text` holds the approved text itself, so that its hash can be proved.
    """
    story, original = item.story, item.original
    facts = [FileFacts.of(name, files[name]) for name in sorted(files)]
    return json_bytes(
        {
            "format": FORMAT,
            "program": {"name": "Dabir", "version": __version__},
            "story": {
                "uri": story.uri,
                "guid": story.guid,
                "version": story.version,
                "part": story.part,
                "language": story.language,
                "headline": story.headline,
            },
            "target_language": item.target_language,
            "original": {
                "file": original_name(original),
                "sha256": original.sha256,
                "size": len(original.data),
                "media_type": original.media_type,
                "filename": original.filename,
                "partner": original.partner,
                "received": original.received.isoformat(),
            },
            "text": {"sha256": item.text_sha256, "headline": item.headline, "paragraphs": list(item.paragraphs)},
            "decision": {
                "device": item.decision_device,
                "sequence": item.decision_sequence,
                "sha256": item.decision_sha256,
                "editor": item.approved_by,
                "time": item.approved_at.isoformat(),
            },
            "packs": [
                {"name": pack.name, "version": pack.version, "sha256": pack.sha256, "bundled": pack.bundled}
                for pack in item.packs
            ],
            "files": [{"name": fact.name, "size": fact.size, "sha256": fact.sha256} for fact in facts],
        }
    )
