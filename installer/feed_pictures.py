"""Pictures of what comes in for README.md: feeds that do well and feeds that do not, and a quarantine with reasons.

Real looks at real folders and at a web server of this computer, on a desk of an invented agency; nothing beyond this
computer is connected to.
"""

import os
import shutil
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from dabir.app import open_desk
from dabir.domain.feed import Feed, FeedKind
from dabir.settings import Places, resources
from dabir.ui.application import make_application
from dabir.ui.picture import settle
from dabir.workflow import Workflow
from picture_server import Quiet, serving
from small_png import save_small
from trust_pictures import Clock, take_in, window_on

NEWS, NIGHT, SHARE, STICK, ARCHIVE = (
    "پایگاه خبری البرز",
    "پوشهٔ شبانهٔ البرز",
    "Alborz, ortaq qovluq",
    "Aran, USB yaddaş",
    "Aran, arxiv serveri",
)

#: Files that cannot be read, as they come in when a line breaks off or somebody sends the wrong thing.
BROKEN: dict[str, dict[str, bytes]] = {
    "ALBORZ": {
        "گزارش-سیل-گیلان.xml": (
            '<?xml version="1.0" encoding="utf-8"?>\n<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/">\n'
            "  <itemMeta>\n    <title>امدادرسانی در گیلان"
        ).encode(),
        "akhbar-917.json": '{"uri": "tag:alborz.example,2026:917",\n "headline": "زلزله در'.encode(),
        "عکس-نشست.jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(48_113),
        "news-feed.rss": b'<?xml version="1.0"?><rss version="2.0"><channel><title>Alborz</title></channel></rss>',
    },
    "ARAN": {
        "xəbər-0418.nitf": (
            '<?xml version="1.0" encoding="utf-8"?>\n<nitf><body><body.content>\n'
            "<p>Şəkidə festival başladı.</body.content></body></nitf>\n"
        ).encode(),
        "seher-paketi.newsml": (
            b'<?xml version="1.0"?>\n<!DOCTYPE NewsML [<!ENTITY a "xeber"><!ENTITY b "&a;&a;&a;">]>\n'
            b"<NewsML>&b;</NewsML>\n"
        ),
        "bos.xml": b"",
    },
}


class News(Quiet):
    """Has one feed, and does not know the desk's password for the other."""

    def do_GET(self) -> None:  # noqa: N802 - the name the library asks for
        """Answer."""
        if self.path != "/news.rss":
            self.send_error(401)
            return
        feed = (resources() / "sample" / "ALBORZ" / "09-news-feed.rss").read_bytes()
        self.send_response(200)
        self.send_header("Content-Length", str(len(feed)))
        self.end_headers()
        self.wfile.write(feed)


def set_up_feeds(desk: Workflow, clock: Clock, home: Path, web: str) -> None:
    """Set five feeds up and let a morning pass: two bring stories, one is refused, one is away, one is paused."""
    share = home / "ortaq"
    share.mkdir()
    for file in sorted((resources() / "sample" / "ALBORZ").glob("0[1-6]*")):
        shutil.copy(file, share)
        os.utime(share / file.name, (0, 0))
    alborz = {"partner": "ALBORZ", "language": "fa", "zone": "Asia/Tehran"}
    aran = {"partner": "ARAN", "language": "az", "zone": "Asia/Baku"}
    for feed in (
        Feed(NEWS, FeedKind.HTTP, f"{web}/news.rss", **alborz, private=True),
        Feed(SHARE, FeedKind.FOLDER, str(share), **alborz, interval=timedelta(minutes=10)),
        Feed(NIGHT, FeedKind.HTTP, f"{web}/night", **alborz, interval=timedelta(hours=1), private=True),
        Feed(STICK, FeedKind.FOLDER, str(home / "usb" / "xeberler"), **aran),
        Feed(ARCHIVE, FeedKind.SFTP, "sftp://files.aran.example/out", **aran, user="dabir", paused=True),
    ):
        desk.feeds.add(feed)
    for name, minutes in ((STICK, 20), (STICK, 20), (STICK, 4), (SHARE, 3), (NIGHT, 1), (NEWS, 0.5)):
        desk.polling.look(name)
        clock.later(minutes)


def take_in_broken(desk: Workflow, clock: Clock, home: Path) -> None:
    """Take in what cannot be read, some of it from an archive."""
    for partner, files in BROKEN.items():
        folder = home / partner
        folder.mkdir()
        for name, data in files.items():
            (folder / name).write_bytes(data)
        with zipfile.ZipFile(folder / "axsam.zip", "w") as archive:
            archive.writestr("../../startup/run.xml", b"<a/>")
        for path in sorted(folder.iterdir()):
            list(desk.intake.ingest([path], partner=partner))
            clock.later(1)


def draw_feeds(folder: Path, home: Path, drawn: Callable[[Path], object]) -> None:
    """Draw the feeds and the quarantine.

    Args:
        folder: where the pictures go.
        home: an empty folder to work in.
        drawn: told each picture.
    """
    clock, app = Clock(), make_application()
    desk = open_desk(Places(home / "desk"), clock)
    try:
        take_in(desk, ())
        take_in_broken(desk, clock, home)
        with serving(News) as web:
            set_up_feeds(desk, clock, home, web)
            with window_on(desk) as window:
                window.actions_["view_feeds"].trigger()
                settle(app)
                names = [one.feed.name for one in window.feeds.model.rows]
                window.feeds.table.selectRow(names.index(STICK))
                for name, view in (("feeds.png", "view_feeds"), ("quarantine.png", "view_quarantine")):
                    window.actions_[view].trigger()
                    settle(app)
                    save_small(window.grab().toImage(), folder / name)
                    drawn(folder / name)
                window.feeds.polling.close()
    finally:
        desk.close()
