import threading
from importlib.util import find_spec

import pytest

from dabir.workflow.people.passphrases import Passphrases, system_keyring

KEY = "a" * 64


class InMemory:
    """A keyring that lasts as long as the test."""

    def __init__(self):
        self.kept = {}

    def get_password(self, service_name, username):
        return self.kept.get((service_name, username))

    def set_password(self, service_name, username, password):
        self.kept[service_name, username] = password

    def delete_password(self, service_name, username):
        del self.kept[service_name, username]


def test_passphrase_is_kept_and_forgotten_by_its_key():
    ring = InMemory()
    passphrases = Passphrases(lambda: ring)
    assert passphrases.available()
    assert passphrases.get(KEY) == ""
    assert passphrases.keep(KEY, "باران بر بام")
    assert (passphrases.get(KEY), passphrases.get("b" * 64)) == ("باران بر بام", "")
    assert passphrases.forget(KEY)
    assert not passphrases.forget(KEY)
    assert ring.kept == {}


def test_without_a_keyring_nothing_is_kept_and_nothing_fails():
    passphrases = Passphrases(lambda: None)
    assert not passphrases.available()
    assert not passphrases.keep(KEY, "a long passphrase")
    assert passphrases.get(KEY) == ""


def test_keyring_that_fails_is_as_good_as_none():
    class Broken(InMemory):
        def get_password(self, *_names):
            raise RuntimeError("the collection is locked")

    passphrases = Passphrases(Broken)
    assert passphrases.get(KEY) == ""
    assert not passphrases.forget(KEY)


def test_keyring_that_hangs_is_not_waited_for():
    waiting = threading.Event()

    class Hanging(InMemory):
        def get_password(self, *_names):
            waiting.wait()

    try:
        assert Passphrases(Hanging, patience=0.01).get(KEY) == ""
    finally:
        waiting.set()


@pytest.mark.skipif(find_spec("keyring") is not None, reason="the library is installed here")
def test_library_that_is_not_installed_means_no_keyring():
    assert system_keyring() is None
