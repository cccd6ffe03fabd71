import base64
import hashlib
from dataclasses import replace

import pytest
from certificates import certificate
from web_server import unused_port, web_server

from dabir.domain.outbox import Parcel, ParcelFile, Target, TargetKind
from dabir.publish.targets import http_target
from dabir.publish.targets.addresses import permitted
from dabir.publish.targets.delivery import NotDelivered

BODY = "خبر: باران در گنجه".encode()
PARCEL = Parcel("ab" * 32, "news", (ParcelFile("story.json", "application/json", BODY),))


@pytest.fixture
def server():
    with web_server() as running:
        yield running


@pytest.fixture
def target(server):
    return Target("cms", TargetKind.HTTP, server.url, outputs=("ninjs",), private=True)


def refusal(target, *arguments, **options):
    with pytest.raises(NotDelivered) as caught:
        http_target.deliver(target, PARCEL, *arguments, **options)
    return caught.value


def test_body_key_and_digest_arrive(server, target):
    assert http_target.deliver(target, PARCEL) == "201 Created"
    (got,) = server.got
    assert (got.path, got.body, got.headers["Content-Type"]) == ("/in", BODY, "application/json")
    assert got.key == f'"{PARCEL.key}"'
    digest = base64.b64encode(hashlib.sha256(BODY).digest()).decode()
    assert got.headers["Content-Digest"] == f"sha-256=:{digest}:"
    assert "Authorization" not in got.headers


def test_token_and_password_are_sent_by_their_schemes(server, target):
    http_target.deliver(target, PARCEL, "s3cret")
    http_target.deliver(replace(target, user="məsul"), PARCEL, "parol")
    assert server.got[0].headers["Authorization"] == "Bearer s3cret"
    expected = base64.b64encode("məsul:parol".encode()).decode()
    assert server.got[1].headers["Authorization"] == f"Basic {expected}"


@pytest.mark.parametrize("status", [408, 409, 425, 429, 500, 502, 503, 504])
def test_server_in_trouble_is_asked_again(server, target, status):
    server.steps = [(status, {"Retry-After": "120"})]
    error = refusal(target)
    assert error.later and error.counted and error.after == 120
    assert error.doubtful is (status not in {425, 429})
    assert str(status) in error.reason


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 413, 415, 422, 301, 302, 303, 304, 501])
def test_server_that_refuses_is_not_asked_again(server, target, status):
    server.steps = [(status, {"Location": "/elsewhere"})]
    error = refusal(target)
    assert not error.later
    assert str(status) in error.reason
    assert len(server.got) == 1


def test_stalled_server_is_left_after_a_while_and_may_have_it(server, target):
    server.steps = ["stall"]
    error = refusal(target, wait=0.05)
    assert error.later and error.doubtful


def test_cut_connection_leaves_a_doubt(server, target):
    server.steps = ["cut"]
    error = refusal(target)
    assert error.later and error.doubtful and error.counted


def test_answer_without_end_is_not_read_to_its_end(server, target):
    server.steps = ["drip"]
    assert http_target.deliver(target, PARCEL) == "200 OK"


def test_nobody_listening_is_no_fault_of_the_story(target):
    error = refusal(replace(target, address=f"http://127.0.0.1:{unused_port()}/"))
    assert error.later and not error.counted and not error.doubtful


def test_unknown_host_is_no_fault_of_the_story(target):
    def look_up(_host, _port):
        raise OSError("no network")

    error = refusal(replace(target, address="https://cms.example/in"), look_up=look_up)
    assert error.later and not error.counted and not error.doubtful
    assert "cms.example" in error.reason


def test_redirection_within_the_server_keeps_request_and_key(server, target):
    server.steps = [(308, {"Location": "/new"}), (307, {"Location": "/newer"})]
    assert http_target.deliver(target, PARCEL, "token") == "201 Created"
    assert [(one.path, one.body, one.key) for one in server.got] == [
        (path, BODY, f'"{PARCEL.key}"') for path in ("/in", "/new", "/newer")
    ]


def test_redirection_elsewhere_is_not_followed(server, target):
    with web_server() as other:
        server.steps = [(307, {"Location": other.url.replace("127.0.0.1", "localhost")})]
        error = refusal(target, "token")
        assert not error.later and "localhost" in error.reason
        assert other.got == []


def test_endless_redirection_ends(server, target):
    server.steps = [(307, {"Location": "/in"})] * 10
    assert not refusal(target).later
    assert len(server.got) == 4


def test_own_network_is_refused_unless_the_target_says_so(server, target):
    error = refusal(replace(target, private=False))
    assert not error.later and "private = true" in error.reason
    assert server.got == []


def test_name_that_hides_an_address_of_the_own_network_is_refused(server):
    target = Target("cms", TargetKind.HTTP, "https://cms.example/", outputs=("ninjs",))
    error = refusal(target, look_up=lambda *_: ["93.184.215.14", "127.0.0.1"])
    assert not error.later
    assert server.got == []


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "fd00::1", "::ffff:127.0.0.1"])
def test_address_of_the_own_network_is_never_permitted(address):
    with pytest.raises(NotDelivered):
        permitted("cms.example", 443, private=False, look_up=lambda *_: ["93.184.215.14", address])
    assert permitted("cms.example", 443, private=True, look_up=lambda *_: [address]) == [address]


def test_certificate_is_verified_for_the_name(tmp_path, monkeypatch):
    file = certificate(tmp_path, "cms.example")
    with web_server(file) as server:
        port = server.url.rpartition(":")[2].partition("/")[0]
        target = Target("cms", TargetKind.HTTP, f"https://cms.example:{port}/in", outputs=("ninjs",), private=True)
        here = {"look_up": lambda *_: ["127.0.0.1"]}
        error = refusal(target, **here)
        assert not error.later and "certificate" in error.reason
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        assert http_target.deliver(target, PARCEL, **here) == "201 Created"
        assert server.got[0].headers["Host"] == f"cms.example:{port}"
        other = replace(target, address=f"https://other.example:{port}/in")
        assert "certificate" in refusal(other, **here).reason
        assert len(server.got) == 1


def test_words_of_the_server_never_reach_the_reason(server, target):
    server.steps = [(401, {"WWW-Authenticate": "you said s3cret"})]
    assert "s3cret" not in refusal(target, "s3cret").reason
