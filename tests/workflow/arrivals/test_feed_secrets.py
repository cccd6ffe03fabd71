import pytest
from feed_desk import Ring

from dabir.domain.errors import InputRefused
from dabir.domain.feed import Feed, FeedKind
from dabir.feeds.fetcher import FeedError
from dabir.workflow.arrivals.feed_secrets import FeedSecrets, variable_of, without_secret
from dabir.workflow.people.passphrases import Passphrases

FEED = Feed("alborz-2", FeedKind.HTTP, "https://alborz.example/feed", user="aran")


@pytest.fixture
def ring():
    return Ring()


def test_password_comes_back_from_the_keyring(ring):
    passwords = FeedSecrets(Passphrases(lambda: ring), {})
    passwords.keep(FEED, "feed 1", "باران")
    assert passwords.of(FEED, "feed 1") == "باران"
    assert passwords.of(FEED, "") == ""
    passwords.forget("feed 1")
    assert ring.kept == {}


def test_environment_comes_before_the_keyring(ring):
    passwords = FeedSecrets(Passphrases(lambda: ring), {"DABIR_FEED_PASSWORD_ALBORZ_2": "from outside"})
    passwords.keep(FEED, "feed 1", "kept")
    assert passwords.of(FEED, "feed 1") == "from outside"
    assert passwords.of(FEED, "") == "from outside"


def test_password_that_is_gone_from_the_keyring_is_told_at_once(ring):
    with pytest.raises(FeedError, match=r"alborz-2.*keyring.*feeds change") as caught:
        FeedSecrets(Passphrases(lambda: ring), {}).of(FEED, "feed 1")
    assert caught.value.lasting


def test_keyring_that_does_not_answer_may_answer_later():
    with pytest.raises(FeedError, match=r"does not answer.*DABIR_FEED_PASSWORD_ALBORZ_2") as caught:
        FeedSecrets(Passphrases(lambda: None), {}).of(FEED, "feed 1")
    assert not caught.value.lasting


def test_without_a_keyring_it_is_said_what_to_do():
    with pytest.raises(InputRefused, match=r"no keyring.*DABIR_FEED_PASSWORD_ALBORZ_2") as caught:
        FeedSecrets(Passphrases(lambda: None), {}).keep(FEED, "feed 1", "geheim")
    assert "geheim" not in str(caught.value)


def test_names_beyond_ascii_have_variables_of_their_own():
    names = ["البرز", "آران", "alborz", "Xəbər"]
    assert len({variable_of(name) for name in names}) == len(names)
    assert all(variable_of(name).isascii() and variable_of(name).isupper() for name in names)


def test_secret_is_cut_out_of_errors():
    error = FeedError("The server said: bad password geheim.", "Not geheim?", lasting=True)
    clean = without_secret(error, "geheim")
    assert "geheim" not in str(clean) and clean.lasting
    assert without_secret(error, "") is error
