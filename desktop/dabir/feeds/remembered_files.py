"""Which files of a feed were taken before: what a fetcher that knows them one by one remembers of a look."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from dabir.feeds.fetcher import FeedError


class RememberedFiles:
    """The part of a `Remembering` and `Advising` fetcher that does not depend on where its files lie."""

    def __init__(self, feed: str) -> None:
        """Know none yet.

        Args:
            feed: name of the feed, for people.
        """
        self._name = feed
        self._known: dict[str, str] = {}
        self._begin()

    def _begin(self) -> None:
        """Forget what the look before has found."""
        self._restated: dict[str, str] = {}
        self._missing: set[str] | None = None
        self._trouble: list[str] = []
        self._not_cleared: FeedError | None = None

    def recall(self, known: Mapping[str, str]) -> None:
        """Be told what was taken before."""
        self._known = dict(known)

    def missing(self) -> Collection[str] | None:
        """Return what was taken before and is not there now; None where not everything could be listed."""
        return self._missing

    def restated(self) -> Mapping[str, str]:
        """Return the states of known files that are told in another way now: other numbers, other times."""
        return self._restated

    def advice(self) -> FeedError | None:
        """Return what could not be read or deleted; None for nothing."""
        if not self._trouble:
            return self._not_cleared
        more = f" And {len(self._trouble) - 1} more." if len(self._trouble) > 1 else ""
        return FeedError(
            f"“{self._name}”: Not taken in: {self._trouble[0]}{more}", "It is tried again at every look."
        )
