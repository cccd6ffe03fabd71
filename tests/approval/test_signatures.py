import itertools
from dataclasses import replace

import pytest

from dabir import processes
from dabir.approval.keys import Signer
from dabir.approval.signatures import CHUNK, Claim, SignatureCheck

LEYLA, ORXAN = Signer.generate("Leyla"), Signer.generate("Orxan")


def claims(count):
    message = b"approved"
    good = Claim(0, "Leyla", (LEYLA.public_key,), message, LEYLA.sign(message))
    return [replace(good, sequence=number) for number in range(count)]


def found_in(given, helped_from=10**9):
    with SignatureCheck(helped_from) as check:
        found = next(filter(None, map(check.add, given)), None)
        return found or check.finish()


def test_good_signatures_pass_and_any_of_the_keys_will_do():
    (claim,) = claims(1)
    either = replace(claim, keys=(ORXAN.public_key, LEYLA.public_key))
    assert found_in([claim, either]) is None


@pytest.mark.parametrize("at", [0, 1, CHUNK - 1, CHUNK, CHUNK + 5])
def test_first_bad_one_is_named(at):
    given = claims(CHUNK + 10)
    given[at] = replace(given[at], keys=(ORXAN.public_key,))
    given[-1] = replace(given[-1], message=b"refused")
    assert found_in(given).sequence == at


def test_other_processes_find_the_same():
    given = claims(12 * CHUNK)
    assert found_in(given, helped_from=CHUNK) is None
    for at in (7 * CHUNK + 3, 9 * CHUNK):
        given[at] = replace(given[at], signature="0" * 128)
    assert found_in(given, helped_from=CHUNK).sequence == 7 * CHUNK + 3


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
    given[3 * CHUNK] = replace(given[3 * CHUNK], signature="")
    assert found_in(itertools.islice(given, None), helped_from=1).sequence == 3 * CHUNK
