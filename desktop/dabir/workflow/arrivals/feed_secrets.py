"""Passwords of feeds: in the keyring of the system or in the environment; never in the database, a list or a log."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Final

from dabir.domain.errors import InputRefused
from dabir.domain.feed import Feed
from dabir.feeds.fetcher import FeedError
from dabir.workflow.people.passphrases import Passphrases

#: What is shorter stands in any sentence by chance, and is no secret.
_SHORTEST: Final = 4


def variable_of(name: str) -> str:
    """Return the environment variable that may hold a feed's password.

    DABIR_FEED_PASSWORD_ and the name in capitals; where the name has letters beyond ASCII, figures made of it.
    """
    made = re.sub(r"[^A-Z0-9]", "_", name.upper())
    if not name.isascii():
        made = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8].upper()
    return f"DABIR_FEED_PASSWORD_{made}"


def why_not_called(name: str, others: Iterable[str]) -> str:
    """Return why a feed cannot have this name beside others, a sentence, or "".

    Two feeds must not share one variable: the password of one would go to the server of the other.
    """
    variable = variable_of(name)
    taken = next((one for one in others if variable_of(one) == variable), None)
    if taken is None:
        return ""
    if taken == name:
        return f"Another feed is called “{taken}” already; call this one otherwise."
    return (
        f"The feed “{taken}” is called nearly so, and the passwords of both would be looked for in {variable}; call "
        "this one otherwise."
    )


class FeedSecrets:
    """Finds, keeps and forgets the passwords of feeds."""

    def __init__(self, keyring: Passphrases, environment: Mapping[str, str]) -> None:
        """Ask nobody yet.

        Args:
            keyring: the keyring of the system.
            environment: variables that hold passwords where there is no keyring.
        """
        self._keyring = keyring
        self._environment = environment

    def of(self, feed: Feed, kept: str) -> str:
        """Return the password of a feed; "" where it has none.

        Args:
            feed: whose.
            kept: name under which the keyring has it; "" where none was kept.

        Raises:
            FeedError: when it was kept and is not to be had.
        """
        given = self._environment.get(variable_of(feed.name))
        if given or not kept:
            return given or ""
        found = self._keyring.get(kept)
        if found:
            return found
        if self._keyring.available():
            raise FeedError(
                f"The password of the feed “{feed.name}” is not in the keyring of this computer any more.",
                f"Give it again: dabir feeds change “{feed.name}” --password",
                lasting=True,
            )
        raise FeedError(
            f"The keyring of this computer does not answer, so the password of the feed “{feed.name}” is not there.",
            f"Unlock it, or put the password into the environment variable {variable_of(feed.name)}.",
        )

    def has_variable(self, name: str) -> bool:
        """Whether the environment holds the password of a feed of this name."""
        return bool(self._environment.get(variable_of(name)))

    def keep(self, feed: Feed, kept: str, secret: str) -> None:
        """Keep the password of a feed.

        Raises:
            InputRefused: when there is no keyring that takes it.
        """
        if not self._keyring.keep(kept, secret):
            raise InputRefused(
                f"The password of the feed “{feed.name}” cannot be kept: this computer has no keyring that answers.",
                "Set up the keyring of the system or unlock it, and install Dabir's extra “keyring”. Or put the "
                f"password into the environment variable {variable_of(feed.name)} of every Dabir that looks at "
                "feeds, and leave it out here.",
            )

    def forget(self, kept: str) -> None:
        """Forget a password; repeating it is harmless."""
        if kept:
            self._keyring.forget(kept)


def without_secret(error: FeedError, secret: str) -> FeedError:
    """Return an error that does not hold a secret, whatever a server or a library has written into it."""
    if len(secret) < _SHORTEST or secret not in str(error):
        return error
    return FeedError(
        error.message.replace(secret, "…"),
        error.remedy.replace(secret, "…"),
        lasting=error.lasting,
        retry_after=error.retry_after,
    )
