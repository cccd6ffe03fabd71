import contextlib
import io
import json
import socket
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dabir.domain.errors import Cancelled, PackError
from dabir.translation.index import Available, available, download

ETAG = '"v1"'


def zipped(size: int = 300_000) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("pack/metadata.json", b"{}")
        archive.writestr("pack/model/model.bin", bytes(i * 7 % 251 for i in range(size)))
    return file.getvalue()


PACK = zipped()


class Server:
    """A real server on 127.0.0.1 that answers each path as it was told, and remembers what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                outer.asked.append((self.path, dict(self.headers)))
                self.close_connection = True
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    outer.answers[self.path](self)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self._server.server_port}{path}"

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    server = Server()
    yield server
    server.close()


def send(handler: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
    handler.send_response(status)
    fields = {"Content-Length": str(len(body)), "Connection": "close"}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in fields.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def whole(body: bytes, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    return lambda handler: send(handler, 200, body, **headers)


def status(code: int) -> Callable[[BaseHTTPRequestHandler], None]:
    return lambda handler: send(handler, code, b"no")


def ranged(body: bytes, etag: str = ETAG) -> Callable[[BaseHTTPRequestHandler], None]:
    """Answer as a good server does: a part when the file is the same, else the whole."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        wanted = handler.headers.get("Range", "")
        if not wanted or handler.headers.get("If-Range") != etag:
            send(handler, 200, body, ETag=etag)
            return
        start = int(wanted.removeprefix("bytes=").removesuffix("-"))
        if start >= len(body):
            send(handler, 416, b"", Content_Range=f"bytes */{len(body)}")
            return
        rest = body[start:]
        send(handler, 206, rest, ETag=etag, Content_Range=f"bytes {start}-{len(body) - 1}/{len(body)}")

    return answer


def broken_off(body: bytes, after: int, times: int, then: Callable, etag: str = ETAG) -> Callable:
    """Break the connection off after some bytes, some times; then answer as told."""
    left = [times]

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if left[0] == 0:
            then(handler)
            return
        left[0] -= 1
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.send_header("ETag", etag)
        handler.end_headers()
        handler.wfile.write(body[:after])

    return answer


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.wfile.write(PACK[:4])
    while True:
        handler.wfile.write(bytes(65536))


def wanted(*links: str, size: int = 0) -> Available:
    return Available("translate-fa_en", "fa", "Persian", "en", "English", "1.5", links, size)


def test_index_lists_translation_packs_by_code(server):
    entries = [
        {
            "package_version": "1.9",
            "argos_version": "1.9.0",
            "from_code": "fa",
            "from_name": "Persian",
            "to_code": "en",
            "to_name": "English",
            "links": ["https://example.org/fa_en.argosmodel", "ipfs://x", 7],
        },
        {
            "package_version": "1.0",
            "from_code": "az",
            "to_code": "en",
            "links": "x",
            "code": "translate-az_en",
            "size": 99,
        },
        {"type": "sbd", "package_version": "1.0", "from_codes": ["fa"]},
        {"package_version": "1.0", "from_code": "fa"},
        "nonsense",
        None,
    ]
    server.answers["/index.json"] = whole(json.dumps(entries).encode())
    listed = available(server.url("/index.json"))
    assert [one.code for one in listed] == ["translate-az_en", "translate-fa_en"]
    assert listed[0].size == 99
    assert listed[0].links == ()
    assert listed[1] == Available(
        "translate-fa_en", "fa", "Persian", "en", "English", "1.9", ("https://example.org/fa_en.argosmodel",)
    )


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (whole(b"<html>"), "not JSON"),
        (whole(b'{"a": 1}'), "not a list"),
        (whole(b"[" * 200_000), "not JSON"),
        (status(404), "404"),
        (status(500), "500"),
        (endless, "bigger than"),
    ],
)
def test_bad_index_is_refused_with_the_reason(server, answer, reason):
    server.answers["/index.json"] = answer
    with pytest.raises(PackError, match=reason) as caught:
        available(server.url("/index.json"), limit=1 << 20)
    assert server.url("/index.json") in caught.value.message


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://127.0.0.1/index.json", "index.json", "http://", "http://[::1"]
)
def test_only_http_addresses_are_used(url, tmp_path):
    with pytest.raises(PackError):
        available(url)
    with pytest.raises(PackError):
        download(wanted(url), tmp_path)


def test_unreachable_server_is_named(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/index.json"
    with pytest.raises(PackError, match="cannot be reached"):
        available(url)
    with pytest.raises(PackError, match="broke off"):
        download(wanted(url), tmp_path)


def test_download_is_whole_and_told_of(server, tmp_path):
    server.answers["/p"] = ranged(PACK)
    told = []
    file = download(
        wanted(server.url("/p")), tmp_path / "new", progress=lambda done, total: told.append((done, total))
    )
    assert file.read_bytes() == PACK
    assert file.name == "translate-fa_en-1.5.argosmodel"
    assert told[-1] == (len(PACK), len(PACK))
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_broken_download_goes_on_where_it_broke_off(server, tmp_path):
    server.answers["/p"] = broken_off(PACK, 100_000, 1, ranged(PACK))
    assert download(wanted(server.url("/p")), tmp_path).read_bytes() == PACK
    assert server.asked[1][1]["Range"] == "bytes=100000-"
    assert server.asked[1][1]["If-Range"] == ETAG


def test_download_goes_on_as_long_as_each_try_brings_it_on(server, tmp_path):
    def little_by_little(handler: BaseHTTPRequestHandler) -> None:
        start = int(handler.headers.get("Range", "bytes=0-").removeprefix("bytes=").removesuffix("-"))
        piece = PACK[start : start + 40_000]
        if start:
            place = f"bytes {start}-{start + len(piece) - 1}/{len(PACK)}"
            send(handler, 206, piece, ETag=ETAG, Content_Range=place)
        else:
            send(handler, 200, piece, ETag=ETAG, Content_Length=str(len(PACK)))

    server.answers["/p"] = little_by_little
    assert download(wanted(server.url("/p")), tmp_path).read_bytes() == PACK
    assert len(server.asked) == -(-len(PACK) // 40_000)


def test_next_call_goes_on_with_what_came(server, tmp_path):
    server.answers["/p"] = broken_off(PACK, 100_000, 9, ranged(PACK))
    with pytest.raises(PackError, match="broke off") as caught:
        download(wanted(server.url("/p")), tmp_path)
    assert "kept" in caught.value.remedy
    server.answers["/p"] = ranged(PACK)
    server.asked.clear()
    assert download(wanted(server.url("/p")), tmp_path).read_bytes() == PACK
    assert server.asked[0][1]["Range"] == "bytes=100000-"


def test_file_that_changed_meanwhile_is_fetched_anew(server, tmp_path):
    other = zipped(200_000)
    server.answers["/p"] = broken_off(PACK, 100_000, 1, ranged(other, etag='"v2"'))
    assert download(wanted(server.url("/p")), tmp_path).read_bytes() == other


def test_server_that_ignores_ranges_is_fetched_anew(server, tmp_path):
    server.answers["/p"] = broken_off(PACK, 100_000, 1, whole(PACK, ETag=ETAG))
    assert download(wanted(server.url("/p")), tmp_path).read_bytes() == PACK


def test_file_without_a_validator_is_fetched_anew(server, tmp_path):
    server.answers["/p"] = broken_off(PACK, 100_000, 1, whole(PACK), etag='W/"weak"')
    assert download(wanted(server.url("/p")), tmp_path).read_bytes() == PACK
    assert "Range" not in server.asked[1][1]


def test_wrong_part_is_not_glued_on(server, tmp_path):
    def shifted(handler: BaseHTTPRequestHandler) -> None:
        if handler.headers.get("Range"):
            send(handler, 206, PACK[50_000:], Content_Range=f"bytes 50000-{len(PACK) - 1}/{len(PACK)}")
        else:
            send(handler, 200, PACK, ETag=ETAG)

    server.answers["/p"] = broken_off(PACK, 100_000, 1, shifted)
    assert download(wanted(server.url("/p")), tmp_path).read_bytes() == PACK


def test_part_longer_than_the_file_is_fetched_anew(server, tmp_path):
    server.answers["/p"] = broken_off(PACK, 100_000, 9, ranged(PACK))
    with pytest.raises(PackError):
        download(wanted(server.url("/p")), tmp_path)
    (tmp_path / "translate-fa_en-1.5.argosmodel.part").write_bytes(bytes(len(PACK) + 5))
    server.answers["/p"] = ranged(PACK)
    assert download(wanted(server.url("/p")), tmp_path).read_bytes() == PACK


@pytest.mark.parametrize("body", [PACK[: len(PACK) // 2], b"<html>404</html>", b"", b"PK\x03\x04 and nothing more"])
def test_garbage_in_place_of_a_pack_is_refused(server, tmp_path, body):
    server.answers["/p"] = whole(body)
    with pytest.raises(PackError, match="not a language pack"):
        download(wanted(server.url("/p")), tmp_path)
    assert not list(tmp_path.glob("*.argosmodel"))


def test_too_long_a_length_is_noticed(server, tmp_path):
    server.answers["/p"] = whole(PACK, Content_Length=str(len(PACK) + 1000))
    with pytest.raises(PackError, match="broke off"):
        download(wanted(server.url("/p")), tmp_path)


def test_too_short_a_length_is_noticed(server, tmp_path):
    server.answers["/p"] = whole(PACK, Content_Length="1000")
    with pytest.raises(PackError, match="cut off"):
        download(wanted(server.url("/p")), tmp_path)


def test_endless_body_is_stopped_and_not_kept(server, tmp_path):
    server.answers["/p"] = endless
    with pytest.raises(PackError, match="bigger than"):
        download(wanted(server.url("/p")), tmp_path, limit=1 << 20)
    assert list(tmp_path.iterdir()) == []


def test_size_of_the_index_is_a_limit(server, tmp_path):
    server.answers["/p"] = whole(PACK)
    with pytest.raises(PackError, match="bigger than the 1000 bytes"):
        download(wanted(server.url("/p"), size=1000), tmp_path)


def test_other_link_is_tried_when_one_fails(server, tmp_path):
    server.answers |= {"/a": status(404), "/b": status(500), "/c": whole(b"<html>"), "/d": whole(PACK)}
    links = [server.url(path) for path in ("/a", "/b", "/c", "/d")]
    assert download(wanted("ipfs://x", *links), tmp_path).read_bytes() == PACK


def test_all_failed_links_are_named(server, tmp_path):
    server.answers |= {"/a": status(404), "/b": status(503)}
    with pytest.raises(PackError, match=r"/a: the server answered 404.*/b: .*503"):
        download(wanted(server.url("/a"), server.url("/b")), tmp_path)


def test_pack_without_links_is_said_to_have_none(tmp_path):
    with pytest.raises(PackError, match="no address"):
        download(wanted(), tmp_path)


def test_cancelled_download_keeps_what_came_for_the_next_call(server, tmp_path):
    server.answers["/p"] = ranged(PACK)
    seen = []
    with pytest.raises(Cancelled):
        download(
            wanted(server.url("/p")),
            tmp_path,
            progress=lambda done, _: seen.append(done),
            cancel=lambda: len(seen) > 1,
        )
    assert (tmp_path / "translate-fa_en-1.5.argosmodel.part").stat().st_size == seen[-1] < len(PACK)
    server.asked.clear()
    assert download(wanted(server.url("/p")), tmp_path).read_bytes() == PACK
    assert server.asked[0][1]["Range"] == f"bytes={seen[-1]}-"


def test_redirections_are_followed(server, tmp_path):
    server.answers["/a"] = lambda handler: send(handler, 302, b"", Location="/b")
    server.answers["/b"] = whole(PACK)
    assert download(wanted(server.url("/a")), tmp_path).read_bytes() == PACK


def test_endless_redirections_are_given_up(server, tmp_path):
    server.answers["/a"] = lambda handler: send(handler, 302, b"", Location="/a")
    with pytest.raises(PackError, match="leads on"):
        download(wanted(server.url("/a")), tmp_path)
    assert len(server.asked) < 10


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://127.0.0.1/x"])
def test_redirection_away_from_http_is_refused(server, tmp_path, place):
    server.answers["/a"] = lambda handler: send(handler, 302, b"", Location=place)
    with pytest.raises(PackError, match="only http"):
        download(wanted(server.url("/a")), tmp_path)


def test_name_of_the_file_cannot_leave_the_folder(server, tmp_path):
    server.answers["/p"] = whole(PACK)
    evil = Available("../../evil", "fa", "", "en", "", "/1", (server.url("/p"),))
    assert download(evil, tmp_path / "in").parent == tmp_path / "in"
