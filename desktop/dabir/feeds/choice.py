"""Which fetcher reads a feed. Their modules, and the libraries behind them, are loaded when a feed needs them."""

from __future__ import annotations

from dabir.domain.feed import Feed, FeedKind
from dabir.feeds.archive import OneFile, none_is_one_file
from dabir.feeds.fetcher import Fetcher


def fetcher_of(feed: Feed, secret: str, one_file: OneFile = none_is_one_file) -> Fetcher:
    """Return what reads a feed; nothing is opened or connected before it is asked to fetch.

    Args:
        feed: what was set up.
        secret: its password or token; "" for none.
        one_file: told the names in an archive, which archives are handed over as they are.
    """
    # Imported here, each alone: a desk without feeds loads none of their libraries.
    if feed.kind is FeedKind.FOLDER:
        from dabir.feeds import watched  # noqa: PLC0415

        return watched.fetcher(feed, secret, one_file)
    if feed.kind is FeedKind.HTTP:
        from dabir.feeds import http  # noqa: PLC0415

        return http.fetcher(feed, secret)
    if feed.kind is FeedKind.IMAP:
        from dabir.feeds import imap  # noqa: PLC0415

        return imap.fetcher(feed, secret)
    if feed.kind is FeedKind.FTP:
        from dabir.feeds import ftp  # noqa: PLC0415

        return ftp.fetcher(feed, secret)
    from dabir.feeds import sftp  # noqa: PLC0415

    return sftp.fetcher(feed, secret)
