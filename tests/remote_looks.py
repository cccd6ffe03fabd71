"""Looks at feeds of files on servers, the same for every kind of server."""

import pytest

from dabir.feeds.fetcher import FeedError


def taken(deliveries):
    return {one.source: one.arrival.data for one in deliveries}


def states(deliveries):
    return {one.source: one.state for one in deliveries}


class Looks:
    """Makes fetchers that do not wait, looks with them, and takes down what comes of it.

    Args:
        make: the `reader` of a kind of server.
        options: what every fetcher is made with.
    """

    def __init__(self, make, **options):
        self._make = make
        self._options = {"wait": lambda _: None, **options}

    def reader(self, feed, known=None, secret="parol", **options):
        made = self._make(feed, secret, **{**self._options, **options})
        made.recall(known or {})
        return made

    def look(self, feed, known=None, **options):
        fetcher = self.reader(feed, known, **options)
        try:
            return list(fetcher.fetch(""))
        finally:
            fetcher.close()

    def refusal(self, feed, **options):
        with pytest.raises(FeedError) as caught:
            self.look(feed, **options)
        assert caught.value.message.startswith(f"“{feed.name}”: ")
        assert "parol" not in str(caught.value)
        return caught.value

    def trouble(self, feed, **options):
        """Return what came, and what the person is told of the rest."""
        fetcher = self.reader(feed, **options)
        deliveries = list(fetcher.fetch(""))
        fetcher.close()
        return taken(deliveries), fetcher.advice()
