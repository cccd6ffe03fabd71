import os
import sys
import zipfile

import pytest

from dabir.domain.feed import Feed, FeedKind
from dabir.feeds import watched
from dabir.feeds.fetcher import FeedError
from dabir.feeds.watched import Watched

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and permissions as on POSIX")


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "out"
    path.mkdir()
    return path


class Partner:
    """Drops files, and does more of it while the fetcher waits."""

    def __init__(self, folder):
        self.folder = folder
        self.meanwhile = []
        self.known = {}
        self.mark = ""
        self.waits = 0

    def drop(self, name, data=b"story"):
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        return file

    def wait(self, _seconds):
        self.waits += 1
        if self.meanwhile:
            self.meanwhile.pop(0)()

    def fetcher(self, **changes):
        feed = Feed("alborz", FeedKind.FOLDER, str(self.folder), **changes)
        made = Watched(feed, lambda names: "bundle.note" in names, self.wait)
        made.recall(self.known)
        return made

    def look(self, **changes):
        """Look once as the polling does, and return what came by name."""
        fetcher = self.fetcher(**changes)
        came = {}
        for delivery in fetcher.fetch(self.mark):
            came[os.path.relpath(delivery.arrival.name, self.folder)] = delivery.arrival.data
            fetcher.kept(delivery)
            self.mark = delivery.mark or self.mark
            if delivery.state:
                self.known[delivery.source] = delivery.state
        self.known.update(fetcher.restated())
        self.last = fetcher
        return came


@pytest.fixture
def partner(folder):
    return Partner(folder)


def test_file_is_taken_once_with_its_very_bytes(partner):
    data = bytes(range(256))
    partner.drop("a.xml", data)
    assert partner.look() == {"a.xml": data}
    assert partner.look() == {}
    assert partner.waits == 1


def test_files_come_the_oldest_first_from_all_folders(partner):
    for age, name in ((3, "z.xml"), (2, "deep/er/a.xml"), (1, "b.xml")):
        file = partner.drop(name)
        os.utime(file, (1_000_000 - age, 1_000_000 - age))
    assert list(partner.look()) == ["z.xml", "deep/er/a.xml", "b.xml"]


def test_growing_file_is_waited_for_and_taken_whole(partner):
    partner.drop("a.xml", b"<st")
    partner.meanwhile = [lambda: partner.drop("a.xml", b"<story/>")]
    assert partner.look() == {"a.xml": b"<story/>"}
    assert partner.waits == 2


def test_file_that_never_stops_growing_is_left_for_later(partner):
    file = partner.drop("a.xml", b"")

    def grow():
        with file.open("ab") as stream:
            stream.write(b"more")

    partner.meanwhile = [grow] * 20
    assert partner.look() == {}
    partner.meanwhile = []
    assert partner.look() == {"a.xml": file.read_bytes()}


def test_unfinished_names_are_passed_over_until_they_are_renamed(partner):
    part = partner.drop("a.xml.part", b"whole")
    for name in ("b.tmp", "c~", "~$d.docx", "e.filepart", ".f.xml", "G.TMP", "h.part/i.xml"):
        partner.drop(name)
    assert partner.look() == {}
    assert partner.waits == 0
    part.rename(partner.folder / "a.xml")
    assert partner.look() == {"a.xml": b"whole"}


@needs_posix
def test_file_renamed_into_its_place_meanwhile_is_the_same_file(partner):
    part = partner.drop("a.xml.part", b"whole")
    partner.drop("b.xml")
    partner.meanwhile = [lambda: part.rename(partner.folder / "a.xml")]
    assert set(partner.look()) == {"a.xml", "b.xml"}
    assert partner.waits == 1


def test_changed_file_comes_again(partner):
    partner.drop("a.xml", b"one")
    partner.look()
    partner.drop("a.xml", b"one and more")
    assert partner.look() == {"a.xml": b"one and more"}


@needs_posix
def test_file_put_in_the_place_of_another_of_its_size_and_time_comes_too(partner):
    first = partner.drop("a.xml", b"12 dead")
    partner.look()
    status = first.stat()
    other = partner.drop("new", b"21 dead")
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(first)
    assert partner.look() == {"a.xml": b"21 dead"}


def test_share_that_is_away_is_an_error_and_nothing_is_new_when_it_returns(partner):
    for name in ("a.xml", "b.xml"):
        partner.drop(name)
    partner.look()
    away = partner.folder.with_name("away")
    partner.folder.rename(away)
    with pytest.raises(FeedError, match=r"alborz.*is not there now") as caught:
        partner.look()
    assert not caught.value.lasting
    away.rename(partner.folder)
    assert partner.look() == {}


@needs_posix
def test_share_that_numbers_its_files_anew_brings_nothing_twice(partner):
    for name in ("a.xml", "b.xml"):
        partner.drop(name)
    partner.look()
    partner.known = {source: state.rsplit(" ", 1)[0] + " 7" for source, state in partner.known.items()}
    assert partner.look() == {}
    assert set(partner.last.restated()) == {"a.xml", "b.xml"}
    partner.drop("c.xml")
    assert set(partner.look()) == {"c.xml"}
    partner.look(clear=True)
    assert {file.name for file in partner.folder.iterdir()} == {"a.xml", "b.xml"}


def test_folder_with_nothing_mounted_on_it_any_more_is_an_error(partner, monkeypatch):
    monkeypatch.setattr(os.path, "ismount", lambda path: str(path) == str(partner.folder))
    partner.drop("a.xml")
    partner.look()
    assert partner.mark
    monkeypatch.setattr(os.path, "ismount", lambda _: False)
    (partner.folder / "a.xml").unlink()
    with pytest.raises(FeedError, match="Nothing is mounted"):
        partner.look()
    partner.drop("b.xml")
    assert set(partner.look()) == {"b.xml"}


def test_missing_sources_are_told_and_none_while_a_part_cannot_be_listed(partner, monkeypatch):
    partner.drop("a.xml")
    partner.drop("deep/b.xml")
    partner.look()
    (partner.folder / "a.xml").unlink()
    partner.look()
    assert partner.last.missing() == {"a.xml"}
    real = os.scandir

    def scandir(path):
        if str(path).endswith("deep"):
            raise OSError(5, "Input/output error")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert partner.look() == {}
    assert partner.last.missing() is None
    assert "deep cannot be listed" in str(partner.last.advice())


def test_file_that_is_no_folder_is_told_at_once(partner, folder):
    folder.rmdir()
    folder.write_bytes(b"")
    with pytest.raises(FeedError, match="is no folder") as caught:
        partner.look()
    assert caught.value.lasting


def test_sources_stay_unless_clearing_is_asked_for(partner):
    file = partner.drop("a.xml")
    partner.look()
    assert file.exists()
    partner.drop("b.xml")
    assert set(partner.look(clear=True)) == {"b.xml"}
    assert list(partner.folder.iterdir()) == []


def test_nothing_is_cleared_before_it_is_kept(partner):
    file = partner.drop("a.xml")
    fetcher = partner.fetcher(clear=True)
    (delivery,) = fetcher.fetch("")
    assert file.exists()
    fetcher.kept(delivery)
    assert not file.exists()


def test_file_that_was_replaced_since_it_was_read_is_not_cleared(partner):
    file = partner.drop("a.xml", b"one")
    fetcher = partner.fetcher(clear=True)
    (delivery,) = fetcher.fetch("")
    file.write_bytes(b"a later version")
    fetcher.kept(delivery)
    assert file.read_bytes() == b"a later version"
    assert partner.look(clear=True) == {"a.xml": b"a later version"}


def test_read_only_medium_is_told_and_the_story_comes_all_the_same(partner, monkeypatch):
    file = partner.drop("a.xml")
    fetcher = partner.fetcher(clear=True)
    (delivery,) = fetcher.fetch("")

    def refuse(_self, **_options):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(type(file), "unlink", refuse)
    with pytest.raises(FeedError, match=r"can only be read.*--no-clear"):
        fetcher.kept(delivery)
    partner.known[delivery.source] = delivery.state
    assert partner.look(clear=True) == {}
    assert "can only be read" in str(partner.last.advice())


def test_archive_is_opened_and_counts_as_taken_with_its_last_member(partner):
    path = partner.folder / "batch.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("1.xml", b"one")
        archive.writestr("2.xml", b"two")
    deliveries = list(partner.fetcher().fetch(""))
    assert [one.arrival.data for one in deliveries] == [b"one", b"two"]
    assert [bool(one.state) for one in deliveries] == [False, True]


def test_archive_with_a_refused_member_is_never_cleared(partner):
    path = partner.folder / "batch.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("1.xml", b"one")
        archive.writestr("../2.xml", b"two")
    for _ in range(2):
        partner.look(clear=True)
    assert path.exists()


def test_empty_archive_is_told_once(partner):
    with zipfile.ZipFile(partner.folder / "batch.zip", "w"):
        pass
    (delivery,) = partner.fetcher().fetch("")
    assert "no file in the archive" in delivery.arrival.error
    partner.look()
    assert partner.look() == {}


def test_bundle_stays_in_one_piece(partner):
    path = partner.folder / "b.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("bundle.note", b"signed")
    assert partner.look() == {"b.zip": path.read_bytes()}


@needs_posix
def test_links_out_of_the_folder_and_pipes_are_told_and_never_opened(partner, tmp_path):
    secret = tmp_path / "secret"
    secret.write_bytes(b"not yours")
    (partner.folder / "a.xml").symlink_to(secret)
    partner.drop("b.xml")
    (partner.folder / "c.xml").symlink_to(partner.folder / "b.xml")
    os.mkfifo(partner.folder / "pipe")
    assert partner.look() == {"b.xml": b"story"}
    advice = str(partner.last.advice())
    assert "Not taken in" in advice and "And 1 more" in advice


def test_file_that_cannot_be_read_is_told_and_taken_when_it_can(partner, monkeypatch):
    partner.drop("a.xml")
    partner.drop("b.xml")
    monkeypatch.setattr(watched, "_why_not_read", lambda path: "Permission denied" if path.name == "a.xml" else "")
    assert set(partner.look()) == {"b.xml"}
    assert "a.xml cannot be read (Permission denied)" in str(partner.last.advice())
    monkeypatch.undo()
    assert set(partner.look()) == {"a.xml"}
    assert partner.last.advice() is None


def test_closing_ends_the_waiting(partner):
    partner.drop("a.xml")
    fetcher = Watched(Feed("alborz", FeedKind.FOLDER, str(partner.folder)))
    fetcher.close()
    assert list(fetcher.fetch("")) == []


def test_file_changed_while_it_is_read_is_not_handed_over(partner, monkeypatch):
    file = partner.drop("a.xml", b"one")
    real = watched.walk

    def walk(paths, one_file):
        yield from real(paths, one_file)
        if file.read_bytes() == b"one":
            file.write_bytes(b"one and two")

    monkeypatch.setattr(watched, "walk", walk)
    assert partner.look() == {"a.xml": b"one and two"}
