"""Prompt notice that something was dropped into a watched folder, where its file system gives any.

Only a hint to look sooner: shares of other computers say nothing, so that every folder is listed from time to time
all the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Event
from typing import Final

from dabir.feeds.folder import is_passed_over
from dabir.feeds.watched import is_unfinished

#: Milliseconds after which a watch with nothing to tell says so; by the first word of it, it has begun.
_BEGUN: Final = 1000


def changes(folders: Mapping[str, Path], stop: Event) -> Iterator[set[str]]:
    """Yield the names of folders soon after a finished file came or changed there.

    All of them come once at the beginning: of what was dropped there before, there is no notice.

    Args:
        folders: by a name each; those that are not there now are left out.
        stop: ends it.

    Raises:
        OSError: when the system has no notices left to give.
    """
    # Imported here: only a desk with watched folders needs it.
    from watchfiles import Change, watch  # noqa: PLC0415

    places = {name: os.path.realpath(path) for name, path in folders.items() if path.is_dir()}
    if not places:
        return

    def matters(change: Change, path: str) -> bool:
        name = Path(path).name
        return change is not Change.deleted and not is_passed_over(name) and not is_unfinished(name)

    watching = watch(
        *sorted(set(places.values())),
        watch_filter=matters,
        stop_event=stop,
        raise_interrupt=False,
        ignore_permission_denied=True,
        yield_on_timeout=True,
        rust_timeout=_BEGUN,
    )
    next(watching, None)
    yield set(places)
    for found in watching:
        paths = [Path(path) for _, path in found]
        if paths:
            yield {name for name, place in places.items() if any(path.is_relative_to(place) for path in paths)}
