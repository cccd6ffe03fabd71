import subprocess
import sys

import pytest

from dabir.domain.feed import Feed, FeedKind
from dabir.feeds.choice import fetcher_of

ADDRESSES = {
    FeedKind.FOLDER: "/srv/alborz",
    FeedKind.HTTP: "https://alborz.example/feed",
    FeedKind.IMAP: "imaps://mail.alborz.example/INBOX",
    FeedKind.FTP: "ftps://files.alborz.example/out",
    FeedKind.SFTP: "sftp://files.alborz.example/out",
}


@pytest.mark.parametrize("kind", list(FeedKind))
def test_every_kind_has_a_fetcher_and_making_it_connects_to_nothing(kind):
    fetcher = fetcher_of(Feed("alborz", kind, ADDRESSES[kind]), "")
    assert callable(fetcher.fetch) and callable(fetcher.kept)
    fetcher.close()
    fetcher.close()


def test_choosing_loads_no_library_before_a_feed_needs_it():
    code = "import sys, dabir.feeds.choice; print(sorted({n.partition('.')[0] for n in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"httpx", "imaplib", "ftplib", "watchfiles", "asyncssh", "paramiko"} & set(eval(done.stdout))
