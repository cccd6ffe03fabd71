"""What a feed delivers on its way to the intake: archives opened as with files, gathered into batches."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from dabir.feeds.archive import is_archive, members
from dabir.feeds.arrival import Arrival
from dabir.feeds.fetcher import Delivery, FeedError
from dabir.workflow.arrivals.intake import BATCH, BATCH_BYTES
from dabir.workflow.arrivals.unsealing import is_one_file

#: Seconds after which what came is stored, however little it is: a slow feed must not hold an urgent story back.
PROMPT: Final = 5.0


def batches(
    deliveries: Iterable[Delivery], monotonic: Callable[[], float] = time.monotonic
) -> Iterator[list[Delivery]]:
    """Gather deliveries; what came before a feed failed is handed over before its error is raised.

    Args:
        deliveries: as a fetcher yields them.
        monotonic: gives seconds that only ever grow.

    Raises:
        FeedError: when the feed fails.
    """
    batch: list[Delivery] = []
    size, begun = 0, monotonic()
    try:
        for delivery in deliveries:
            if not batch:
                begun = monotonic()
            batch.append(delivery)
            size += len(delivery.arrival.data or b"")
            if len(batch) >= BATCH or size >= BATCH_BYTES or monotonic() - begun >= PROMPT:
                yield batch
                batch, size = [], 0
    except FeedError:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def opened(batch: Sequence[Delivery]) -> Iterator[Arrival]:
    """Yield what is in a batch, with the members of zip archives in their place; partner bundles stay whole."""
    for delivery in batch:
        yield from _opened(delivery.arrival)


def _opened(arrival: Arrival) -> Iterator[Arrival]:
    data = arrival.data
    if data is None or arrival.error or not is_archive(io.BytesIO(data), is_one_file):
        yield arrival
        return
    found = kept = False
    for member in members(io.BytesIO(data), arrival.name, is_one_file):
        found = True
        if member.data is None and not kept:
            # What is refused within an archive is set aside with the whole of it, once.
            kept = True
            yield replace(member, data=data)
        else:
            yield member
    if not found:
        yield replace(arrival, error="There is no file in the archive.")
