"""The index of language packs on the network, and downloads from it: the only place that fetches packs.

Every call opens connections, so it is made only when the user asked for it. A download goes on where it broke off, if
the server can tell that the file is still the same (RFC 9110, sections 13.1.5 and 14.2); what it yields is checked to
be whole and a zip, and nothing more: `install` does the rest.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from dabir.domain.errors import Cancelled, PackError
from dabir.translation.metadata import code_of

if TYPE_CHECKING:
    import httpx

#: Bytes an index and a pack may have.
INDEX_LIMIT: Final = 16 << 20
PACK_LIMIT: Final = 4 << 30
#: Times a link is tried in vain, and in all, when the connection breaks; redirections followed.
_TRIES: Final = 3
_MOST_TRIES: Final = 50
_REDIRECTS: Final = 5
_CHUNK: Final = 1 << 16
_ZIP: Final = b"PK\x03\x04"
_SAFE: Final = re.compile(r"[^A-Za-z0-9_.-]")


@dataclass(frozen=True, slots=True)
class Available:
    """A pack that can be downloaded.

    Attributes:
        code: its code ("translate-fa_en").
        from_code: language it translates from.
        from_name: its name.
        to_code: language it translates to.
        to_name: its name.
        version: its version.
        links: addresses of the same file, tried in order.
        size: bytes of the download; 0 where the index does not say.
    """

    code: str
    from_code: str
    from_name: str
    to_code: str
    to_name: str
    version: str
    links: tuple[str, ...]
    size: int = 0


class _BrokenOff(Exception):
    """The connection ended too early; what came is kept, and it is worth another try."""


class _Useless(Exception):
    """This link does not give the pack; another one may."""


def available(index_url: str, *, limit: int = INDEX_LIMIT) -> list[Available]:
    """Fetch the index.

    Args:
        index_url: address of the JSON file in the form of the Argos Translate pack index.
        limit: bytes it may have.

    Returns:
        The translation packs it lists, by code. Entries of other kinds, or without languages, are left out.

    Raises:
        PackError: when it cannot be reached or read.
    """
    import httpx  # noqa: PLC0415 - heavy: only when the network is used

    try:
        with _client() as client, _get(client, index_url, {}) as response:
            entries = _entries(response, limit)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise PackError(
            f"The pack index {index_url} cannot be reached: {error}.", "Check the network and the address."
        ) from error
    except (_Useless, ValueError, RecursionError) as error:
        reason = error if isinstance(error, _Useless) else "it is not JSON"
        raise PackError(f"The pack index {index_url} cannot be read: {reason}.", "Check the address.") from error
    return sorted(filter(None, map(_entry, entries)), key=lambda one: one.code)


def download(
    wanted: Available,
    target_folder: Path,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancel: Callable[[], bool] | None = None,
    limit: int = PACK_LIMIT,
) -> Path:
    """Download a pack, going on with an earlier try of the same file.

    Args:
        wanted: what to download.
        target_folder: where to put it; made when needed.
        progress: told the bytes that are there and the bytes in all (0 where the server does not say).
        cancel: asked for every chunk.
        limit: bytes it may have.

    Returns:
        The file, whole.

    Raises:
        Cancelled: when `cancel` said so; what came so far is kept for the next try.
        PackError: when no link gives the pack; the reasons are named.
    """
    job = _Job(wanted, _place(wanted, target_folder), progress, cancel, min(limit, wanted.size or limit))
    reasons = []
    with _client() as client:
        for link in wanted.links:
            reason = _try_link(client, job, link)
            if not reason:
                try:
                    return job.finish()
                except OSError as error:
                    raise PackError(f"{job.file} cannot be written: {error.strerror}.") from error
            reasons.append(f"{link}: {reason}")
    why = "; ".join(reasons) or "The index gives no address for it"
    raise PackError(
        f"The pack {wanted.code} could not be downloaded. {why}.",
        "Try again later; what came so far is kept." if job.part.exists() else "Try again later.",
    )


@dataclass(frozen=True, slots=True)
class _Job:
    """A download and its files: the part that came so far, and a note of which file it is a part of."""

    wanted: Available
    file: Path
    progress: Callable[[int, int], None] | None
    cancel: Callable[[], bool] | None
    limit: int

    @property
    def part(self) -> Path:
        return self.file.with_name(f"{self.file.name}.part")

    @property
    def note(self) -> Path:
        return self.file.with_name(f"{self.file.name}.part.json")

    @property
    def have(self) -> int:
        """Bytes that came so far."""
        return self.part.stat().st_size if self.part.exists() else 0

    def resume(self, link: str) -> dict[str, str]:
        """Return the header fields that ask for the rest, or none when there is nothing to go on with."""
        try:
            note = json.loads(self.note.read_bytes())
        except (OSError, ValueError):
            return {}
        if not isinstance(note, dict) or note.get("link") != link or not note.get("validator") or not self.have:
            return {}
        return {"Range": f"bytes={self.have}-", "If-Range": str(note["validator"])}

    def begin(self, link: str, response: httpx.Response) -> None:
        """Start the part afresh and note what identifies the file: a strong ETag, else the date."""
        etag = response.headers.get("ETag", "")
        validator = etag if etag.startswith('"') else response.headers.get("Last-Modified", "")
        self.part.write_bytes(b"")
        self.note.write_text(json.dumps({"link": link, "validator": validator}), encoding="utf-8")

    def drop(self) -> None:
        self.part.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)

    def finish(self) -> Path:
        self.part.replace(self.file)
        self.note.unlink(missing_ok=True)
        return self.file


def _place(wanted: Available, folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PackError(f"The folder {folder} cannot be made: {error.strerror}.") from error
    name = _SAFE.sub("_", f"{wanted.code}-{wanted.version}").lstrip(".")
    return folder / f"{name[:120]}.argosmodel"


def _try_link(client: httpx.Client, job: _Job, link: str) -> str:
    """Try one link as long as each try brings it on; return why it failed, or "" when the part is the whole pack."""
    import httpx  # noqa: PLC0415 - heavy: only when the network is used

    reason, in_vain = "", 0
    for _ in range(_MOST_TRIES):
        before = job.have
        try:
            _fetch(client, job, link)
            if not zipfile.is_zipfile(job.part):
                job.drop()
                return "what it sends is not a language pack, or is cut off"
        except _Useless as error:
            return str(error)
        except (_BrokenOff, httpx.TransportError) as error:
            reason = f"the connection broke off ({error})"
            in_vain = 0 if job.have > before else in_vain + 1
            if in_vain == _TRIES:
                break
        except httpx.InvalidURL as error:
            return f"it is no address ({error})"
        except OSError as error:
            raise PackError(f"{job.part} cannot be written: {error.strerror}.", "Make room and try again.") from error
        else:
            return ""
    return reason


def _fetch(client: httpx.Client, job: _Job, link: str) -> None:
    asked = job.resume(link)
    with _get(client, link, asked) as response:
        status = response.status_code
        if status == 416:  # the part is not a part of what is there now
            job.drop()
            raise _BrokenOff("the file has changed there")
        if status >= 500:
            raise _BrokenOff(f"the server answered {status}")
        if status not in {200, 206} or (status == 206 and not asked):
            raise _Useless(f"the server answered {status}")
        total = _length(response)
        if status == 206:
            total = _range_total(job, response)
        else:
            job.begin(link, response)
        _receive(job, response, total)


def _receive(job: _Job, response: httpx.Response, total: int) -> None:
    done = job.have
    if max(total, done) > job.limit:
        job.drop()
        raise _Useless(f"it is bigger than the {job.limit} bytes allowed")
    with job.part.open("ab") as stream:
        for chunk in response.iter_raw():
            if job.cancel is not None and job.cancel():
                raise Cancelled(f"The download of {job.wanted.code} was stopped.", "What came so far is kept.")
            if done == 0 and not chunk.startswith(_ZIP[: len(chunk)]):
                raise _Useless("what it sends is not a language pack")
            done += len(chunk)
            if done > job.limit:
                break
            stream.write(chunk)
            if job.progress:
                job.progress(done, total)
    if done > job.limit:
        job.drop()
        raise _Useless(f"it is bigger than the {job.limit} bytes allowed")
    if total and done != total:
        raise _BrokenOff(f"{done} of {total} bytes came")


def _length(response: httpx.Response) -> int:
    value = response.headers.get("Content-Length", "")
    return int(value) if value.isascii() and value.isdigit() else 0


def _range_total(job: _Job, response: httpx.Response) -> int:
    """Return the whole length a partial answer speaks of.

    Raises:
        _BrokenOff: when it does not begin where the part ends; the part is dropped.
    """
    found = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+|\*)", response.headers.get("Content-Range", ""))
    if found is None or int(found[1]) != job.have:
        job.drop()
        raise _BrokenOff("the server sent another part than the one asked for")
    return 0 if found[3] == "*" else int(found[3])


def _client() -> httpx.Client:
    import httpx  # noqa: PLC0415 - heavy: only when the network is used

    # Packed transfers would make lengths and ranges speak of other bytes than the file's.
    headers = {"Accept-Encoding": "identity", "User-Agent": "dabir"}
    return httpx.Client(timeout=httpx.Timeout(30.0, connect=10.0), headers=headers, follow_redirects=False)


@contextmanager
def _get(client: httpx.Client, url: str, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
    """Send a request and follow redirections, to http and https only and never from https back to http."""
    request = client.build_request("GET", _checked(url), headers=dict(headers))
    for _ in range(_REDIRECTS + 1):
        response = client.send(request, stream=True)
        following = response.next_request
        if following is None:
            try:
                yield response
            finally:
                response.close()
            return
        response.close()
        _checked(str(following.url))
        if request.url.scheme == "https" and following.url.scheme != "https":
            raise _Useless("it leads from https to an address that is not protected")
        request = following
    raise _Useless(f"it leads on more than {_REDIRECTS} times")


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        raise _Useless("it is no address") from None
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise _Useless("only http and https addresses are used")
    return url


def _entries(response: httpx.Response, limit: int) -> list[object]:
    """Read an index.

    Raises:
        _Useless: when it is none.
        ValueError: when it is not JSON.
    """
    if response.status_code != 200:
        raise _Useless(f"the server answered {response.status_code}")
    data = bytearray()
    for chunk in response.iter_bytes(_CHUNK):
        data += chunk
        if len(data) > limit:
            raise _Useless(f"it is bigger than {limit} bytes")
    entries = json.loads(bytes(data))
    if not isinstance(entries, list):
        raise _Useless("it is not a list of packs")
    return entries


def _entry(values: Any) -> Available | None:
    if not isinstance(values, dict) or values.get("type", "translate") != "translate":
        return None
    source, target, version = (values.get(key) for key in ("from_code", "to_code", "package_version"))
    if not (isinstance(source, str) and source and isinstance(target, str) and target and isinstance(version, str)):
        return None
    listed = values.get("links", [])
    links = [link for link in listed if isinstance(link, str)] if isinstance(listed, list) else []
    code, size = values.get("code"), values.get("size")
    return Available(
        code=code if isinstance(code, str) and code else code_of(source, target),
        from_code=source,
        from_name=str(values.get("from_name") or source),
        to_code=target,
        to_name=str(values.get("to_name") or target),
        version=version,
        links=tuple(link for link in links if link.startswith(("http://", "https://"))),
        size=size if isinstance(size, int) and not isinstance(size, bool) and size > 0 else 0,
    )
