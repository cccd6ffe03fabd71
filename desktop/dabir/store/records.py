"""Stories and machine translations as canonical JSON: every field, exactly, and the same bytes for the same value."""

from __future__ import annotations

import dataclasses
import json
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final

from dabir.domain.segment import MachineTranslation, PackInfo
from dabir.domain.story import Link, LinkKind, PubStatus, Rendition, Story

_TIMES: Final = ("firstcreated", "versioncreated", "embargoed", "expiry")
#: Stories read last.
_REMEMBERED: Final = 256
_TEXTS: Final = ("subject", "keywords", "paragraphs", "notes", "defects")


#: Writes names in the order they are given in, which is sorted; nothing that is written holds itself.
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
_FIELDS: Final = tuple(sorted(field.name for field in dataclasses.fields(Story)))
_values_of: Final = attrgetter(*_FIELDS)


def _dump(value: Any) -> bytes:
    text = _ENCODER.encode(value)
    # Lone surrogates are kept, as in the text of record.
    return text.encode("utf-8", "surrogatepass")


def _load(data: bytes) -> Any:
    return json.loads(data.decode("utf-8", "surrogatepass"))


def story_in(story: Story) -> bytes:
    """Return the record of a story."""
    # Not dataclasses.asdict: it copies deeply, which is slow, and turns links into dictionaries.
    fields: dict[str, Any] = dict(zip(_FIELDS, _values_of(story), strict=True))
    for name in _TIMES:
        time: datetime | None = fields[name]
        if time:
            fields[name] = time.isoformat()
    fields["links"] = [[link.kind, link.uri, link.version] for link in story.links]
    fields["renditions"] = [[one.name, one.media_type, one.size, one.href] for one in story.renditions]
    return _dump(fields)


@lru_cache(maxsize=_REMEMBERED)
def story_out(data: bytes) -> Story:
    """Return the story of a record; a field the record is too old to know has its default.

    A story and its record never change, so those read last are remembered: one decision asks for a story many times.

    Raises:
        ValueError: when the bytes are no record of a story.
    """
    fields = _load(data)
    try:
        for name in _TIMES:
            fields[name] = datetime.fromisoformat(fields[name]) if fields.get(name) else None
        for name in _TEXTS:
            fields[name] = tuple(fields.get(name, ()))
        fields["links"] = tuple(Link(LinkKind(kind), uri, version) for kind, uri, version in fields.get("links", ()))
        fields["renditions"] = tuple(Rendition(*one) for one in fields.get("renditions", ()))
        fields["given"] = tuple((name, value) for name, value in fields.get("given", ()))
        fields["pubstatus"] = PubStatus(fields.get("pubstatus", PubStatus.USABLE))
        return Story(**fields)
    except (AttributeError, TypeError) as error:
        raise ValueError(f"no record of a story: {error}") from error


def machine_in(machine: MachineTranslation | None) -> bytes | None:
    """Return the record of an engine's output; None for none."""
    if machine is None:
        return None
    packs = [[pack.name, pack.version, pack.sha256, pack.bundled] for pack in machine.packs]
    return _dump([machine.text, machine.score, packs, machine.confidence, machine.doubtful, machine.beam])


def machine_out(data: bytes | None) -> MachineTranslation | None:
    """Return the engine's output of a record."""
    if data is None:
        return None
    # Older records end after the packs, or before the width of the search: what they lack is not known.
    text, score, packs, *rest = _load(data)
    return MachineTranslation(text, float(score), tuple(PackInfo(*pack) for pack in packs), *rest)
