"""Servers that do wrong: none of them brings half a feed, holds the desk up, or fills its memory."""

import gzip
import itertools
import socket
import threading
import zlib
from dataclasses import replace
from datetime import timedelta

import pytest
from certificates import certificate
from feed_answers import RSS, head, whole
from hypothesis import given, settings
from hypothesis import strategies as st
from web_server import Wire, unused_port, web_server

from dabir.domain.feed import Feed, FeedKind
from dabir.feeds.codings import unpacked
from dabir.feeds.connection import Limits
from dabir.feeds.fetcher import FeedError
from dabir.feeds.http import HttpFetcher

LENGTH = len(RSS)
PACKED = gzip.compress(RSS)


@pytest.fixture
def server():
    with web_server() as running:
        yield running


@pytest.fixture
def feed(server):
    return Feed("Günəş", FeedKind.HTTP, server.url, private=True)


def refusal(feed, **options):
    with pytest.raises(FeedError) as caught:
        list(HttpFetcher(feed, "", **options).fetch(""))
    assert caught.value.message.startswith("“Günəş”: ")
    return caught.value


def look(feed, **options):
    (delivery,) = HttpFetcher(feed, "", **options).fetch("")
    return delivery.arrival.data


@pytest.mark.parametrize(
    "wire",
    [
        Wire([head(Content_Length=LENGTH), RSS[:-40]]),
        Wire([head(Content_Length=LENGTH), RSS[:-40]], reset=True),
        Wire([head(Content_Length=LENGTH + 1), RSS]),
        Wire([head(Transfer_Encoding="chunked"), b"%x\r\n" % LENGTH + RSS[:-1]]),
        Wire([head(Transfer_Encoding="chunked"), b"%x\r\n" % LENGTH + RSS + b"\r\n"]),
        Wire([head(Transfer_Encoding="chunked"), b"zz\r\n" + RSS]),
        Wire([head(Content_Encoding="gzip"), PACKED[:-9]]),
        Wire([head(Content_Encoding="gzip"), PACKED[:5]]),
        whole(PACKED[:-9], Content_Encoding="gzip"),
        whole(zlib.compress(RSS)[:-1], Content_Encoding="deflate"),
    ],
)
def test_body_that_is_cut_short_is_not_taken(server, feed, wire):
    server.steps = [wire]
    error = refusal(feed)
    assert not error.lasting
    assert "cut short" in error.message or "broke off" in error.message


@pytest.mark.parametrize("rest", [RSS[-5:], b"x" * 100_000])
@pytest.mark.parametrize("together", [True, False])
def test_length_that_is_too_small_is_noticed(server, feed, rest, together):
    # As a server says that counts letters instead of bytes.
    first = head(Content_Length=LENGTH - 5) + RSS[:-5]
    server.steps = [Wire([first + rest] if together else [first, rest])]
    assert "more than the length" in refusal(feed).message


def test_empty_lines_after_a_body_harm_nothing(server, feed):
    server.steps = [Wire([head(Content_Length=LENGTH) + RSS + b"\r\n\r\n"])]
    assert look(feed) == RSS


def test_server_that_keeps_the_connection_open_is_not_waited_for(server, feed, monkeypatch):
    monkeypatch.setattr("dabir.feeds.transport._LINGER", 0.01)

    def pieces():
        yield head(Content_Length=LENGTH) + RSS
        server.closing.wait(30)

    server.steps = [Wire(pieces())]
    assert look(feed) == RSS


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", RSS),
        ("gzip", PACKED + b"more"),
        ("gzip", PACKED[:-6] + b"\0\0" + PACKED[-4:]),
        ("deflate", zlib.compress(RSS) + b"more"),
        ("deflate", b"\xff" * 100),
    ],
)
def test_damaged_coding_is_an_error(server, feed, coding, body):
    server.steps = [whole(body, Content_Encoding=coding)]
    assert "damaged" in refusal(feed).message


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "aes128gcm", "x" * 500])
def test_coding_nobody_asked_for_is_an_error(server, feed, coding):
    server.steps = [whole(Content_Encoding=coding)]
    error = refusal(feed)
    assert "not asked for" in error.message and len(error.message) < 200


@pytest.mark.parametrize("fields", [{}, {"Content_Encoding": "gzip"}, {"Content_Encoding": "deflate"}])
def test_empty_body_is_an_error(server, feed, fields):
    server.steps = [whole(b"", **fields)]
    assert "nothing at all" in refusal(feed).message


def test_too_large_body_is_refused_before_it_comes(server, feed):
    server.steps = [Wire([head(Content_Length=10**12)])]
    error = refusal(feed)
    assert error.lasting and "bytes" in error.message


def test_body_without_end_is_left(server, feed):
    endless = itertools.repeat(b"1000\r\n" + b"x" * 0x1000 + b"\r\n")
    server.steps = [Wire(itertools.chain([head(Transfer_Encoding="chunked")], endless))]
    assert refusal(feed, limits=Limits(size=100_000)).lasting
    server.steps = [Wire(itertools.chain([head()], itertools.repeat(b"x" * 5000)))]
    assert refusal(feed, limits=Limits(size=100_000)).lasting


def test_body_that_is_large_only_when_unpacked_is_refused(server, feed):
    server.steps = [whole(gzip.compress(b"<a/>" * 1000), Content_Encoding="gzip")]
    assert "3999 bytes" in refusal(feed, limits=Limits(size=3999)).message


@pytest.mark.parametrize("times", [1, 2])
def test_bomb_does_not_go_off(server, feed, times):
    bomb = gzip.compress(bytes(30_000_000)) * times
    server.steps = [whole(bomb, Content_Encoding="gzip")]
    error = refusal(feed)
    assert error.lasting and "200 times" in error.message


def test_head_without_end_is_left(server, feed):
    server.steps = [
        Wire(itertools.chain([b"HTTP/1.1 200 OK\r\n"], itertools.repeat(b"X-More: " + b"x" * 900 + b"\r\n")))
    ]
    assert "as a web server does" in refusal(feed).message
    server.steps = [Wire(itertools.repeat(b"HTTP/1.1 103 Early Hints\r\n\r\n"))]
    assert "too slow" in refusal(feed, limits=Limits(total=0.3)).message


@pytest.mark.parametrize(
    "answer",
    [
        b"220 mail.example ESMTP\r\n",
        b"\x16\x03\x01\x02\x00",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nab",
        b"HTTP/1.1 200",
        b"",
    ],
)
def test_what_is_no_answer_of_a_web_server_is_told(server, feed, answer):
    server.steps = [Wire([answer])]
    error = refusal(feed)
    assert not error.lasting and error.remedy


def drip(server, before, piece):
    yield before
    while not server.closing.wait(0.01):
        yield piece


@pytest.mark.parametrize(
    ("before", "piece"),
    [(b"HTTP/1.1 200 OK\r\nX: ", b"x"), (head(), b"x"), (head(Transfer_Encoding="chunked"), b"1\r\nx\r\n")],
)
def test_server_that_drips_is_left_when_the_look_has_taken_long_enough(server, feed, before, piece):
    server.steps = [Wire(drip(server, before, piece))]
    error = refusal(feed, limits=Limits(total=0.3))
    assert not error.lasting and "too slow" in error.message


@pytest.mark.parametrize("before", [b"", b"HTTP/1.1 200 OK\r\n", head(Content_Length=LENGTH), head() + RSS[:9]])
def test_server_that_falls_silent_is_left(server, feed, before):
    def pieces():
        yield before
        server.closing.wait(30)

    server.steps = [Wire(pieces())]
    error = refusal(feed, limits=Limits(wait=0.05))
    assert not error.lasting and "said nothing for" in error.message


def test_nobody_listening_is_told_and_heals_by_itself(feed):
    error = refusal(replace(feed, address=f"http://127.0.0.1:{unused_port()}/"))
    assert not error.lasting and "does not answer" in error.message


def test_unknown_name_is_told_and_heals_by_itself(feed):
    def look_up(_host, _port):
        raise socket.gaierror("no network")

    error = refusal(replace(feed, address="https://news.example/"), look_up=look_up)
    assert not error.lasting and "news.example" in error.message


def test_defect_in_looking_up_is_not_hidden(feed):
    def look_up(_host, _port):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(HttpFetcher(feed, "", look_up=look_up).fetch(""))


def test_name_that_is_looked_up_without_end_is_left(feed):
    never = threading.Event()

    def look_up(_host, _port):
        never.wait(30)
        return ["127.0.0.1"]

    error = refusal(feed, look_up=look_up, limits=Limits(connect=0.05))
    never.set()
    assert not error.lasting and "in time" in error.message


def ended(fetcher, waiting):
    """Close a fetcher from this thread once its look in another waits for its server; return what it raised."""
    raised = []

    def work():
        try:
            list(fetcher.fetch(""))
        except FeedError as error:
            raised.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    assert waiting.wait(10)
    fetcher.close()
    thread.join(10)
    assert not thread.is_alive()
    return raised[0]


PATIENT = Limits(connect=60, wait=60, total=60)


@pytest.mark.parametrize("before", [b"", head(Content_Length=LENGTH) + RSS[:9]])
def test_closing_ends_a_look_that_waits(server, feed, before):
    waiting = threading.Event()

    def pieces():
        yield before
        waiting.set()
        server.closing.wait(30)

    server.steps = [Wire(pieces())]
    assert "ended" in ended(HttpFetcher(feed, "", limits=PATIENT), waiting).message


def test_closing_ends_a_look_that_looks_a_name_up(feed):
    waiting, never = threading.Event(), threading.Event()

    def look_up(_host, _port):
        waiting.set()
        never.wait(30)
        return ["127.0.0.1"]

    error = ended(HttpFetcher(feed, "", limits=PATIENT, look_up=look_up), waiting)
    never.set()
    assert "ended" in error.message


def test_closed_fetcher_reads_no_more_and_closes_again(server, feed):
    fetcher = HttpFetcher(feed, "")
    fetcher.close()
    fetcher.close()
    with pytest.raises(FeedError):
        list(fetcher.fetch(""))
    assert server.got == []


def secure(server, feed, host="news.example"):
    """Return the feed at a server with a certificate, under a name that leads here."""
    port = server.url.rpartition(":")[2].partition("/")[0]
    return replace(feed, address=f"https://{host}:{port}/in"), {"look_up": lambda *_: ["127.0.0.1"]}


def test_certificate_is_verified_for_the_name(tmp_path, monkeypatch, feed):
    file = certificate(tmp_path, "news.example")
    with web_server(file) as server:
        server.steps = [whole()]
        named, here = secure(server, feed)
        error = refusal(named, **here)
        assert error.lasting and "made its certificate itself" in error.message and error.remedy
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        assert look(named, **here) == RSS
        assert server.got[0].headers["Host"].startswith("news.example:")
        other, here = secure(server, feed, "other.example")
        error = refusal(other, **here)
        assert error.lasting and "for another name" in error.message
        assert len(server.got) == 1


def test_certificate_that_has_expired_is_refused(tmp_path, monkeypatch, feed):
    file = certificate(tmp_path, "news.example", ends=timedelta(days=-1))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with web_server(file) as server:
        named, here = secure(server, feed)
        error = refusal(named, **here)
        assert error.lasting and "has expired" in error.message
        assert server.got == []


def test_encrypted_body_without_length_counts_only_with_its_farewell(tmp_path, monkeypatch, feed):
    file = certificate(tmp_path, "news.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with web_server(file) as server:
        server.steps = [Wire([head(), RSS]), Wire([head(), RSS[:-40]], ragged=True)]
        named, here = secure(server, feed)
        assert look(named, **here) == RSS
        assert "broke off" in refusal(named, **here).message


def test_encrypted_body_of_its_length_needs_no_farewell(tmp_path, monkeypatch, feed):
    file = certificate(tmp_path, "news.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with web_server(file) as server:
        server.steps = [replace(whole(), ragged=True)]
        named, here = secure(server, feed)
        assert look(named, **here) == RSS


def test_redirection_from_encrypted_to_plain_is_not_followed(tmp_path, monkeypatch, server, feed):
    file = certificate(tmp_path, "news.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with web_server(file) as encrypted:
        encrypted.steps = [Wire([head("301 Moved", Location=server.url, Content_Length=0)])]
        named, here = secure(encrypted, feed)
        error = refusal(named, **here)
        assert error.lasting and "not encrypted" in error.message
        assert server.got == []


def test_secret_follows_the_server_to_encryption_on_its_usual_ports_only():
    from httpx import URL

    from dabir.feeds.http import _is_same_place

    assert _is_same_place(URL("http://news.example/a"), URL("https://news.example/b"))
    assert _is_same_place(URL("https://news.example:443/a"), URL("https://news.example/b"))
    assert not _is_same_place(URL("http://news.example/a"), URL("https://news.example:8443/a"))
    assert not _is_same_place(URL("https://news.example/a"), URL("https://evil.example/a"))
    assert not _is_same_place(URL("https://news.example/a"), URL("https://news.example.evil.example/a"))


def test_server_that_does_not_speak_tls_is_told(server, feed):
    server.steps = [Wire([b"HTTP/1.1 400 Bad Request\r\n\r\n"])]
    named, here = secure(server, feed)
    error = refusal(named, **here)
    assert not error.lasting and "encrypted connection" in error.message


def test_handshake_that_never_comes_is_left(feed):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"https://127.0.0.1:{silent.getsockname()[1]}/"
        error = refusal(replace(feed, address=address), limits=Limits(connect=0.5))
        assert not error.lasting and "does not answer" in error.message


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=3000), st.lists(st.integers(1, 50), min_size=1, max_size=20), st.sampled_from("gzb"))
def test_every_coding_gives_back_what_went_in_however_it_is_cut(data, sizes, coding):
    bare = zlib.compressobj(wbits=-15)
    packed = {"g": gzip.compress, "z": zlib.compress, "b": lambda it: bare.compress(it) + bare.flush()}[coding](data)
    cuts = list(itertools.accumulate(itertools.islice(itertools.cycle(sizes), len(packed))))
    pieces = [packed[start:end] for start, end in itertools.pairwise([0, *cuts, len(packed) + cuts[-1]])]
    assert unpacked(pieces, "gzip" if coding == "g" else "deflate", 10_000) == data


@settings(deadline=None, max_examples=60)
@given(st.binary(min_size=1, max_size=300), st.data())
def test_no_part_of_a_coding_is_taken_for_the_whole(data, draw):
    pack, name = draw.draw(st.sampled_from([(gzip.compress, "gzip"), (zlib.compress, "deflate")]))
    packed = pack(data)
    with pytest.raises(FeedError):
        unpacked([packed[: draw.draw(st.integers(1, len(packed) - 1))]], name, 10_000)


@pytest.mark.parametrize("more", [1, 2, 100, 200, 257, 258])
def test_output_that_comes_after_the_last_input_is_not_lost(more):
    data = bytes(256 * 1024 + more)
    bare = zlib.compressobj(wbits=-15)
    assert unpacked([bare.compress(data) + bare.flush()], "deflate", len(data)) == data
