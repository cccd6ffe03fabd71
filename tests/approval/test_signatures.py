"""Many signatures: the first bad one is named, whoever checked it, and whatever becomes of those that help."""

import os
import signal
from concurrent.futures import Future

import pytest

from dabir import processes
from dabir.approval.keys import Signer
from dabir.approval.signatures import CHUNK, Claim, SignatureCheck

LEYLA, ORXAN = Signer.generate("Leyla"), Signer.generate("Orxan")


def claims(count):
    message = b"approved"
    good = Claim(0, "Leyla", (LEYLA.public_key,), message, LEYLA.sign(message))
    return [good._replace(sequence=number) for number in range(count)]


def found_by(check, given):
    found = next(filter(None, map(check.add, given)), None)
    return found or check.finish()


def found_in(given, helped_from=10**9):
    with SignatureCheck(helped_from) as check:
        return found_by(check, given)


@pytest.fixture
def helped(monkeypatch):
    """A check whose helper is there already."""
    monkeypatch.setattr("dabir.approval.signatures.cores", lambda: 2)
    with SignatureCheck(helped_from=0) as check:
        assert not check._have_begun()
        check._begun.result()
        yield check


@pytest.fixture
def given_away(helped, monkeypatch):
    """A list that gets what is handed to the helper."""
    given = []
    submit = helped._helpers._pool.submit
    monkeypatch.setattr(helped._helpers._pool, "submit", lambda act, chunk: given.append(chunk) or submit(act, chunk))
    return given


def test_good_signatures_pass_and_any_of_the_keys_will_do():
    (claim,) = claims(1)
    either = claim._replace(keys=(ORXAN.public_key, LEYLA.public_key))
    assert found_in([claim, either]) is None


@pytest.mark.parametrize(
    "change",
    [
        {"signature": ""},
        {"signature": "0" * 128},
        {"signature": LEYLA.sign(b"approved").upper()},
        {"signature": LEYLA.sign(b"approved") + " "},
        {"signature": LEYLA.sign(b"approved")[:-2]},
        {"signature": ORXAN.sign(b"approved")},
        {"signature": LEYLA.sign(b"approved") + b"a".hex(), "message": b"pproved"},
        {
            "signature": LEYLA.sign(b"approved")[:-2],
            "message": bytes.fromhex(LEYLA.sign(b"approved")[-2:]) + b"approved",
        },
        {"message": b"approve"},
        {"keys": ()},
        {"keys": (ORXAN.public_key,)},
        {"keys": (LEYLA.public_key.upper(),)},
        {"keys": (LEYLA.public_key[:-2],)},
        {"keys": ("",)},
    ],
)
def test_what_is_not_exactly_signed_is_bad(change):
    (claim,) = claims(1)
    bad = claim._replace(**change)
    assert found_in([claim, bad]) is bad


@pytest.mark.parametrize("at", [0, 1, CHUNK - 1, CHUNK, CHUNK + 5])
def test_first_bad_one_is_named(at):
    given = claims(CHUNK + 10)
    given[at] = given[at]._replace(keys=(ORXAN.public_key,))
    given[-1] = given[-1]._replace(message=b"refused")
    assert found_in(given).sequence == at


def test_few_are_checked_here_without_helpers():
    with SignatureCheck(helped_from=2 * CHUNK + 1) as check:
        assert found_by(check, claims(2 * CHUNK)) is None
        assert check._helpers._pool is None


@pytest.mark.parametrize("at", [3, 7 * CHUNK + 3, 11 * CHUNK, 12 * CHUNK + 1])
def test_the_first_of_all_is_named_whoever_finds_one(helped, given_away, at):
    given = claims(12 * CHUNK + 2)
    for bad in (at, at + CHUNK, 12 * CHUNK + 1):
        if bad < len(given):
            given[bad] = given[bad]._replace(signature="0" * 128)
    assert found_by(helped, given).sequence == at
    assert given_away


def test_what_is_beyond_the_helper_is_checked_here(helped, given_away):
    assert found_by(helped, claims(40 * CHUNK)) is None
    assert 0 < len(given_away) < 40


class Slow(Future):
    """An answer that comes when it is waited for."""

    def result(self, timeout=None):
        self.set_result(None)
        return super().result(timeout)


def test_no_more_is_under_way_than_memory_should_hold(helped):
    helped._under_way.append(([], Slow()))
    for claim in claims(2 * helped._most() * CHUNK):
        assert helped.add(claim) is None
        assert len(helped._under_way) <= helped._most()


@pytest.mark.skipif(os.name != "posix", reason="kills by signal")
def test_killed_helper_hides_no_bad_signature(helped, given_away):
    given = claims(8 * CHUNK)
    given[CHUNK + 5] = given[CHUNK + 5]._replace(signature="0" * 128)
    (helper,) = helped._helpers._pool._processes.values()
    os.kill(helper.pid, signal.SIGSTOP)
    assert not any(map(helped.add, given[: 2 * CHUNK]))
    assert len(given_away) == 2
    os.kill(helper.pid, signal.SIGKILL)
    assert found_by(helped, given[2 * CHUNK :]).sequence == CHUNK + 5


def test_where_no_other_process_may_start_it_is_checked_all_the_same(monkeypatch):
    class Barred:
        def __init__(self, *_):
            pass

        def submit(self, *_):
            raise OSError(11, "Resource temporarily unavailable")

        def shutdown(self, **_):
            pass

    monkeypatch.setattr(processes, "ProcessPoolExecutor", Barred)
    given = claims(4 * CHUNK)
    given[3 * CHUNK] = given[3 * CHUNK]._replace(signature="")
    assert found_in(given, helped_from=1).sequence == 3 * CHUNK
