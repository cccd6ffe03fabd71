import base64
import gzip
import json
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from feed_answers import RSS, head, redirected, whole
from hypothesis import given, settings
from hypothesis import strategies as st
from web_server import Wire, web_server

from dabir.domain.feed import Feed, FeedKind
from dabir.feeds import http
from dabir.feeds.fetcher import Advising, FeedError
from dabir.feeds.http import HttpFetcher

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def server():
    with web_server() as running:
        yield running


@pytest.fixture
def feed(server):
    return Feed("Günəş", FeedKind.HTTP, server.url, private=True)


def look(feed, mark="", secret="", **options):
    (delivery,) = HttpFetcher(feed, secret, **options).fetch(mark)
    return delivery


def refusal(feed, mark="", secret="", **options):
    with pytest.raises(FeedError) as caught:
        list(HttpFetcher(feed, secret, **options).fetch(mark))
    assert caught.value.message.startswith("“Günəş”: ")
    return caught.value


def test_feed_comes_as_one_delivery_byte_for_byte(server, feed):
    server.steps = [whole()]
    delivery = look(feed)
    assert delivery.arrival.data == RSS
    assert delivery.arrival.name == server.url
    (got,) = server.got
    assert (got.path, got.body) == ("/in", b"")
    assert "Authorization" not in got.headers and "Cookie" not in got.headers


def test_nothing_is_connected_to_before_the_first_look(server, feed):
    http.fetcher(feed, "secret").close()
    assert server.got == []


def test_unchanged_feed_is_not_sent_again(server, feed):
    server.steps = [
        whole(ETag='W/"a1"', Last_Modified="Wed, 25 Nov 2026 08:00:00 GMT"),
        Wire([head("304 Not Modified")]),
    ]
    mark = look(feed).mark
    assert list(HttpFetcher(feed, "").fetch(mark)) == []
    asked = server.got[1].headers
    assert asked["If-None-Match"] == 'W/"a1"'
    assert asked["If-Modified-Since"] == "Wed, 25 Nov 2026 08:00:00 GMT"
    assert "If-None-Match" not in server.got[0].headers


def test_same_bytes_from_a_server_without_conditions_bring_nothing(server, feed):
    server.steps = [whole(), whole(), whole(RSS + b"\n")]
    mark = look(feed).mark
    assert list(HttpFetcher(feed, "").fetch(mark)) == []
    assert look(feed, mark).arrival.data == RSS + b"\n"


def test_conditions_of_one_address_are_not_asked_of_another(server, feed):
    server.steps = [whole(ETag='"a1"'), whole(), whole()]
    mark = look(feed).mark
    assert look(replace(feed, address=server.url + "?page=2"), mark).arrival.data == RSS
    assert look(replace(feed, user="Leyla"), mark, "parol").arrival.data == RSS
    assert all("If-None-Match" not in got.headers for got in server.got)


def test_not_modified_without_a_condition_is_an_error(server, feed):
    server.steps = [Wire([head("304 Not Modified")])]
    assert "304" in refusal(feed).message


def test_no_content_is_nothing_new(server, feed):
    server.steps = [Wire([head("204 No Content")])]
    assert list(HttpFetcher(feed, "").fetch("")) == []


@pytest.mark.parametrize("mark", ["{", "[]", "null", '{"etag": 5}', "\x00", '{"of": null}'])
def test_damaged_mark_brings_everything_once_more(server, feed, mark):
    server.steps = [whole()]
    assert look(feed, mark).arrival.data == RSS


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60))
def test_any_text_is_read_as_a_mark(text):
    assert isinstance(http._Mark.read(text), http._Mark)


def test_state_that_cannot_be_sent_back_is_not_kept(server, feed):
    server.steps = [whole(ETag='"' + "x" * 5000 + '"', Last_Modified="dünən")]
    mark = look(feed).mark
    assert len(mark) < 400
    assert json.loads(mark)["etag"] == json.loads(mark)["modified"] == ""


BARE = zlib.compressobj(wbits=-15)
DEFLATED = BARE.compress(RSS) + BARE.flush()


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(RSS)),
        ("x-gzip", gzip.compress(RSS)),
        ("identity, GZIP", gzip.compress(RSS[:99]) + gzip.compress(RSS[99:]) + b"\0" * 100),
        ("deflate", zlib.compress(RSS)),
        ("deflate", DEFLATED),
        ("identity", RSS),
    ],
)
def test_packed_answer_is_unpacked(server, feed, coding, body):
    server.steps = [whole(body, Content_Encoding=coding)]
    assert look(feed).arrival.data == RSS
    assert "gzip" in server.got[0].headers["Accept-Encoding"]


def test_packed_file_that_is_no_coding_stays_as_it_is(server, feed):
    packed = gzip.compress(RSS)
    server.steps = [whole(packed, Content_Type="application/gzip")]
    assert look(feed).arrival.data == packed


def test_chunks_and_bodies_up_to_the_end_of_the_connection_are_read(server, feed):
    middle = len(RSS) // 2
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (RSS[:middle], RSS[middle:]))
    early = b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
    server.steps = [
        Wire([early + head(Transfer_Encoding="chunked") + chunks + b"0\r\n\r\n"]),
        Wire([b"HTTP/1.0 200 OK\r\n\r\n", RSS]),
    ]
    assert look(feed).arrival.data == RSS
    assert look(feed).arrival.data == RSS


def test_redirections_are_followed_within_a_limit(server, feed):
    server.steps = [redirected(f"{status} Found", f"/{status}") for status in (301, 302, 303, 307, 308)] + [whole()]
    assert look(feed).arrival.name == server.url
    assert [got.path for got in server.got] == ["/in", "/301", "/302", "/303", "/307", "/308"]
    server.steps = [redirected("302 Found", "/in")] * 9
    error = refusal(feed)
    assert error.lasting and "5 times" in error.message
    assert len(server.got) == 12


def test_feed_that_moved_for_good_is_told_with_its_new_address(server, feed):
    server.steps = [redirected("308 Permanent Redirect", "/new?key=s3cret"), redirected("302 Found", "/x"), whole()]
    fetcher = HttpFetcher(feed, "")
    assert isinstance(fetcher, Advising)
    assert len(list(fetcher.fetch(""))) == 1
    assert f"{server.url.removesuffix('/in')}/new." in str(fetcher.advice())
    assert "s3cret" not in str(fetcher.advice())
    server.steps = [redirected("302 Found", "/x"), redirected("301 Moved", "/y"), whole()]
    assert len(list(fetcher.fetch(""))) == 1
    assert fetcher.advice() is None


@pytest.mark.parametrize(
    "location", ["", "ftp://x.example/", "http://[::1", "http://a:b@127.0.0.1/", "file:///etc/passwd", "http://xn--/"]
)
def test_redirection_to_nowhere_is_a_lasting_error(server, feed, location):
    server.steps = [redirected("301 Moved", location)]
    assert refusal(feed).lasting
    assert len(server.got) == 1


def test_secret_is_sent_to_the_feeds_own_server_only(server, feed):
    with web_server() as other:
        other.steps = [whole()]
        server.steps = [redirected("302 Found", "/here"), redirected("302 Found", other.url)]
        look(feed, secret="Bearer s3cret")
        assert [got.headers["Authorization"] for got in server.got] == ["Bearer s3cret"] * 2
        assert "Authorization" not in other.got[0].headers


def test_password_goes_with_its_user(server, feed):
    server.steps = [whole()]
    look(replace(feed, user="məsul"), secret="parol")
    assert server.got[0].headers["Authorization"] == "Basic " + base64.b64encode("məsul:parol".encode()).decode()


def test_secret_that_cannot_be_sent_is_told_without_it(feed):
    error = refusal(feed, secret="s3cret with spaces")
    assert error.lasting and "s3cret" not in str(error)


@pytest.mark.parametrize(
    ("status", "lasting"), [(401, True), (403, True), (410, True), (404, False), (400, False), (206, False)]
)
def test_refusal_says_whether_a_person_has_to_act(server, feed, status, lasting):
    server.steps = [whole(b"you said s3cret", f"{status} No")]
    error = refusal(feed, secret="s3cret")
    assert error.lasting is lasting and str(status) in error.message and error.remedy
    assert "s3cret" not in str(error)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504, 599])
@pytest.mark.parametrize(
    ("asked", "date", "wait"),
    [
        ("120", "", timedelta(minutes=2)),
        ("Wed, 25 Nov 2026 12:10:00 GMT", "", timedelta(minutes=10)),
        ("Wed, 25 Nov 2026 12:10:00 GMT", "Wed, 25 Nov 2026 12:09:00 GMT", timedelta(minutes=1)),
        ("99999999", "", timedelta(days=1)),
        ("soon", "sometime", None),
        ("", "", None),
    ],
)
def test_server_in_trouble_is_asked_again_when_it_says(server, feed, status, asked, date, wait):
    server.steps = [Wire([head(f"{status} No", Retry_After=asked, Date=date, Content_Length=0)])]
    error = refusal(feed, clock=lambda: NOON)
    assert not error.lasting and error.retry_after == wait and str(status) in error.message


@pytest.mark.parametrize(
    "address",
    ["", "news.example/feed", "ftp://news.example/", "https://", "http://h:99999/", "https://[::1", "http://xn--/"],
)
def test_address_that_is_none_is_a_lasting_error(feed, address):
    assert refusal(replace(feed, address=address)).lasting


def test_address_with_a_password_is_refused_without_repeating_it(feed):
    error = refusal(replace(feed, address="https://leyla:s3cret@news.example/feed"))
    assert error.lasting and "s3cret" not in str(error)


def test_name_of_an_arrival_holds_no_secret(server, feed):
    server.steps = [whole()]
    delivery = look(replace(feed, address=f"{server.url}/a%20b?token=s3cret#part"))
    assert delivery.arrival.name == f"{server.url}/a b"
    assert server.got[0].path == "/in/a%20b?token=s3cret"
    assert "s3cret" not in delivery.mark


def test_own_network_is_refused_unless_the_feed_says_so(server, feed):
    error = refusal(replace(feed, private=False))
    assert error.lasting and "private network" in error.message
    assert server.got == []


def test_name_that_hides_an_address_of_the_own_network_is_refused(server):
    feed = Feed("Günəş", FeedKind.HTTP, server.url.replace("127.0.0.1", "news.example"))
    error = refusal(feed, look_up=lambda *_: ["93.184.215.14", "127.0.0.1"])
    assert error.lasting and "news.example" in error.message
    assert server.got == []


def test_redirection_into_the_own_network_is_refused(server, feed):
    asked = []

    def look_up(host, _port):
        asked.append(host)
        return ["127.0.0.1"]

    server.steps = [redirected("302 Found", server.url.replace("127.0.0.1", "router.example"))]
    assert "router.example" in refusal(feed, look_up=look_up).message
    assert asked == ["127.0.0.1", "router.example"]
    assert len(server.got) == 1


def test_name_is_looked_up_once_a_request(server, feed):
    answers = iter([["127.0.0.1"], ["93.184.215.14"]])
    server.steps = [whole()]
    named = replace(feed, address=server.url.replace("127.0.0.1", "news.example"))
    assert look(named, look_up=lambda *_: next(answers)).arrival.data == RSS
    assert server.got[0].headers["Host"].startswith("news.example:")


def test_next_address_is_tried_where_one_does_not_answer(server, feed):
    server.steps = [whole()]
    port = int(server.url.rpartition(":")[2].partition("/")[0])
    named = replace(feed, address=f"http://news.example:{port}/in")
    assert look(named, look_up=lambda *_: ["::1", "127.0.0.1"]).arrival.data == RSS
