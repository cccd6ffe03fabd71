"""A watched folder as a feed: files that a partner, a share or a stick drops there, taken when they are whole.

A file is whole when it stands unchanged for a while, under whatever name: one that is still growing is left for
later, one that is renamed into its place is the same file as before. Names of unfinished files are passed over. What
was taken is known by its place, size, time and number in its file system, so nothing is read twice.

Promises: a file is deleted only if the feed asks for it, only after it is safely on the desk's disk, and only while
it is the one that was read. A folder that is away is an error that heals by itself; when it comes back nothing is
new but what is new. Links are never followed.
"""

from __future__ import annotations

import errno
import os
import stat
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from dabir.domain.feed import Feed
from dabir.feeds.archive import OneFile, none_is_one_file
from dabir.feeds.arrival import Arrival, printable
from dabir.feeds.fetcher import Delivery, FeedError
from dabir.feeds.folder import is_passed_over, walk
from dabir.feeds.remembered_files import RememberedFiles

#: Seconds for which a file has to stand unchanged, and how often files that do not are waited for within one look.
SETTLED: Final = 2.0
_PATIENCE: Final = 5
#: The mark of a folder on which a file system is mounted: without it the folder is not empty but away.
_MOUNTED: Final = "mounted"
#: Behind the state of a file whose bytes are not all on the desk, or not surely; it is never deleted.
_KEPT_BACK: Final = " keep"


@dataclass(frozen=True, slots=True)
class _File:
    """A file as it lies there.

    Attributes:
        path: where.
        source: the same within the folder, with "/".
        size: in bytes.
        changed: its time, in nanoseconds.
        number: its number in the file system; 0 where that has none.
    """

    path: Path
    source: str
    size: int
    changed: int
    number: int

    @property
    def state(self) -> str:
        return f"{self.size} {self.changed} {self.number}"

    @property
    def itself(self) -> tuple[str, str]:
        """What stays the same when it is renamed."""
        return (self.state, "" if self.number else self.source)

    def looks_like(self, state: str) -> bool:
        """Whether size and time are those of a state."""
        return self.state.rsplit(" ", 1)[0] == state.removesuffix(_KEPT_BACK).rsplit(" ", 1)[0]


@dataclass(slots=True)
class _Listing:
    """What lies in the folder now: finished files, all files by what they are, and what cannot be read."""

    files: list[_File] = field(default_factory=list)
    seen: set[tuple[str, str]] = field(default_factory=set)
    trouble: list[str] = field(default_factory=list)
    whole: bool = True


def fetcher(feed: Feed, _secret: str, one_file: OneFile = none_is_one_file) -> Watched:
    """Return what reads a folder.

    Args:
        feed: its address is the folder's path.
        one_file: told the names in an archive, which archives are handed over as they are.
    """
    return Watched(feed, one_file)


def is_unfinished(name: str) -> bool:
    """Tell by its name that a file, or all in a folder, is still being written."""
    lowered = name.lower()
    return lowered.startswith("~") or lowered.endswith(
        ("~", ".part", ".partial", ".filepart", ".tmp", ".temp", ".crdownload", ".download")
    )


class Watched(RememberedFiles):
    """Reads a folder with all below it."""

    def __init__(
        self, feed: Feed, one_file: OneFile = none_is_one_file, wait: Callable[[float], object] | None = None
    ) -> None:
        """Look at nothing yet.

        Args:
            feed: its address is the folder's path.
            one_file: told the names in an archive, which archives are handed over as they are.
            wait: waits some seconds, or until the fetcher is closed.
        """
        super().__init__(feed.name)
        self._feed = feed
        self._root = Path(feed.address)
        self._one_file = one_file
        self._closed = threading.Event()
        self._wait = wait or self._closed.wait

    def fetch(self, mark: str) -> Iterator[Delivery]:
        """Yield the files that are new and whole, the oldest first.

        Args:
            mark: whether something was mounted on the folder.

        Raises:
            FeedError: when the folder is not there, or cannot be listed.
        """
        self._begin()
        listing = self._list(mark)
        mark = _MOUNTED if os.path.ismount(self._root) else ""
        self._recognise(listing.files)
        if self._feed.clear:
            self._clear_known(listing.files)
        for _ in range(_PATIENCE):
            if not any(map(self._is_new, listing.files)):
                break
            self._wait(SETTLED)
            if self._closed.is_set():
                return
            before = listing.seen
            listing = self._list(mark)
            for file in listing.files:
                if self._is_new(file) and file.itself in before:
                    yield from self._deliver(file, mark)
        self._trouble += listing.trouble
        there = {file.source for file in listing.files}
        self._missing = self._known.keys() - there if listing.whole else None

    def kept(self, delivery: Delivery) -> None:
        """Delete the file of a delivery, if the feed asks for it and it is still the one that was read.

        Raises:
            FeedError: when it cannot be deleted.
        """
        if self._feed.clear and delivery.source and not delivery.state.endswith(_KEPT_BACK):
            self._clear(delivery.source, delivery.state)

    def close(self) -> None:
        """End waiting."""
        self._closed.set()

    def _list(self, mark: str) -> _Listing:
        """List the folder, the oldest file first."""
        listing, waiting = _Listing(), [str(self._root)]
        if mark == _MOUNTED:
            self._require_mounted()
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(folder) as entries:
                    for entry in entries:
                        self._sort_in(entry, listing, waiting)
            except OSError as error:
                if folder == str(self._root) or self._is_away():
                    raise self._away(error) from error
                listing.whole = False
                listing.trouble.append(f"{printable(folder)} cannot be listed ({_reason(error)}).")
        listing.files.sort(key=lambda file: (file.changed, file.source))
        return listing

    def _sort_in(self, entry: os.DirEntry[str], listing: _Listing, waiting: list[str]) -> None:
        if is_passed_over(entry.name):
            return
        name = printable(entry.path)
        try:
            if entry.is_symlink():
                if not Path(os.path.realpath(entry.path)).is_relative_to(os.path.realpath(self._root)):
                    listing.trouble.append(f"{name} is a link that leads out of the folder.")
            elif entry.is_dir():
                if not is_unfinished(entry.name):
                    waiting.append(entry.path)
            elif entry.is_file():
                # Not `entry.stat`: on Windows it knows no numbers, and sizes of a moment ago.
                path = Path(entry.path)
                file = self._file(path, path.lstat())
                listing.seen.add(file.itself)
                if not is_unfinished(entry.name):
                    listing.files.append(file)
            else:
                listing.trouble.append(f"{name} is no file but a pipe, a socket or a device.")
        except FileNotFoundError:
            return  # it was there a moment ago
        except OSError as error:
            listing.whole = False
            listing.trouble.append(f"{name} cannot be read ({_reason(error)}).")

    def _file(self, path: Path, status: os.stat_result) -> _File:
        source = path.relative_to(self._root).as_posix()
        return _File(path, source, status.st_size, status.st_mtime_ns, status.st_ino)

    def _recognise(self, files: list[_File]) -> None:
        """See through a file system that has numbered all its files anew.

        They are taken for the same by size and time alone; that is enough not to read them again, but not to delete
        them. Where that is asked for, they are rather read once more.
        """
        alike = [file for file in files if file.looks_like(self._known.get(file.source, ""))]
        if self._feed.clear or len(alike) < 2:
            return
        if not any(self._known[file.source].removesuffix(_KEPT_BACK) == file.state for file in alike):
            self._restated = {file.source: file.state + _KEPT_BACK for file in alike}
            self._known.update(self._restated)

    def _is_new(self, file: _File) -> bool:
        return self._known.get(file.source, "").removesuffix(_KEPT_BACK) != file.state

    def _deliver(self, file: _File, mark: str) -> Iterator[Delivery]:
        """Yield what is in a file. The last piece carries its state, so that it counts as taken only when all is."""
        why_not = _why_not_read(file.path)
        if why_not:
            self._trouble.append(f"{printable(str(file.path))} cannot be read ({why_not}).")
            self._known[file.source] = file.state  # for this look
            return
        held: Arrival | None = None
        whole, pieces = True, 0
        for arrival in walk([file.path], self._one_file):
            if held is not None:
                yield Delivery(held)
            held, pieces, whole = arrival, pieces + 1, whole and arrival.data is not None
        if held is None:
            name, whole = printable(str(file.path)), False
            held = Arrival(name, None, "There is no file in the archive.", file.path)
        if self._state_of(file.path) == file.state:
            state = file.state if whole else file.state + _KEPT_BACK
            self._known[file.source] = state
            yield Delivery(held, mark, file.source, state)
        elif pieces > 1:
            # It was changed while it was read: what came of it is good, and it comes again as it is now.
            yield Delivery(held)

    def _clear_known(self, files: list[_File]) -> None:
        """Delete what was taken in before, and could not be deleted then."""
        for file in files:
            if self._known.get(file.source) == file.state:
                try:
                    self._clear(file.source, file.state)
                except FeedError as error:
                    self._not_cleared = error
                    return

    def _clear(self, source: str, state: str) -> None:
        path = self._root / source
        try:
            if self._state_of(path) == state:
                path.unlink()
        except OSError as error:
            if error.errno == errno.EROFS:
                raise FeedError(
                    f"{self._root} is on a medium that can only be read, so nothing is deleted there; the stories "
                    "are taken in all the same.",
                    f"Tell the feed so: dabir feeds change “{self._feed.name}” --no-clear",
                ) from error
            raise FeedError(
                f"{printable(str(path))} is taken in, but cannot be deleted ({_reason(error)}).",
                "Give this account the right to delete in the folder, or leave files there: "
                f"dabir feeds change “{self._feed.name}” --no-clear",
            ) from error

    def _state_of(self, path: Path) -> str:
        """Return the state of what lies at a place now; "" when nothing does."""
        try:
            status = path.lstat()
        except OSError:
            return ""
        return self._file(path, status).state if stat.S_ISREG(status.st_mode) else ""

    def _require_mounted(self) -> None:
        """Refuse a folder on which nothing is mounted any more; one with files in it has become an ordinary one."""
        if os.path.ismount(self._root):
            return
        try:
            empty = all(is_passed_over(path.name) for path in self._root.iterdir())
        except OSError as error:
            raise self._away(error) from error
        if empty:
            raise FeedError(
                f"Nothing is mounted on the folder {self._root} of the feed “{self._feed.name}” now.",
                "It is looked at again by itself when its share or medium is back.",
            )

    def _is_away(self) -> bool:
        try:
            return not self._root.is_dir()
        except OSError:
            return True

    def _away(self, error: OSError) -> FeedError:
        whose = f"The folder {self._root} of the feed “{self._feed.name}”"
        if isinstance(error, NotADirectoryError):
            return FeedError(
                f"{whose} is no folder.",
                f"Name another: dabir feeds change “{self._feed.name}” --address FOLDER",
                lasting=True,
            )
        if isinstance(error, PermissionError):
            return FeedError(f"{whose} may not be read by this account.", "Ask for the right to.", lasting=True)
        return FeedError(
            f"{whose} is not there now ({_reason(error)}).",
            "It is looked for again by itself; see that its share or medium is connected.",
        )


def _why_not_read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            file.read(1)
    except FileNotFoundError:
        return ""
    except OSError as error:
        return _reason(error)
    return ""


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
