"""Passphrases and passwords in the keyring of the operating system: for whoever asks for it, where there is one.

It is an extra: without the `keyring` library, or without a keyring, everything works as before. A keyring may ask the
person something, or hang; nobody waits for it longer than a few seconds, and then it counts as not there.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from importlib import import_module
from queue import Empty, SimpleQueue
from typing import Final, Protocol, TypeVar

T = TypeVar("T")

_SERVICE: Final = "dabir"
_PATIENCE: Final = 5.0


class Keyring(Protocol):
    """What is asked of a keyring: the functions of the `keyring` library."""

    def get_password(self, service_name: str, username: str) -> str | None:
        """Return what is kept; None when nothing is."""
        ...

    def set_password(self, service_name: str, username: str, password: str) -> None:
        """Keep something."""
        ...

    def delete_password(self, service_name: str, username: str) -> None:
        """Forget it."""
        ...


def system_keyring() -> Keyring | None:
    """Return the keyring of this computer; None where there is none that is safe to keep a passphrase in."""
    try:
        library = import_module("keyring")
    except ImportError:
        return None
    found = library.get_keyring()
    # The library's own measure: what only stands for "none", or writes plain text, is below 1.
    ring: Keyring | None = found if found.priority >= 1 else None
    return ring


class Passphrases:
    """Keeps passphrases and passwords by what they unlock: a public key, or the id a feed was given.

    Both are of one desk alone, so that two desks on one computer do not mix them up.
    """

    def __init__(self, find: Callable[[], Keyring | None] = system_keyring, *, patience: float = _PATIENCE) -> None:
        """Look for the keyring when it is first asked.

        Args:
            find: finds it.
            patience: seconds to wait for it.
        """
        self._find = find
        self._patience = patience

    def available(self) -> bool:
        """Whether there is a keyring that answers."""
        return self._patiently(lambda _: True, default=False)

    def get(self, unlocks: str) -> str:
        """Return what is kept for a key or a feed; "" when nothing is, or the keyring does not answer."""
        return self._patiently(lambda ring: ring.get_password(_SERVICE, unlocks) or "", default="")

    def keep(self, unlocks: str, secret: str) -> bool:
        """Keep the passphrase of a key, or the password of a feed; False when the keyring did not take it."""

        def work(ring: Keyring) -> bool:
            ring.set_password(_SERVICE, unlocks, secret)
            return True

        return self._patiently(work, default=False)

    def forget(self, unlocks: str) -> bool:
        """Forget what is kept for a key or a feed; False when there was nothing to forget."""

        def work(ring: Keyring) -> bool:
            if ring.get_password(_SERVICE, unlocks) is None:
                return False
            ring.delete_password(_SERVICE, unlocks)
            return True

        return self._patiently(work, default=False)

    def _patiently(self, work: Callable[[Keyring], T], *, default: T) -> T:
        answers: SimpleQueue[T] = SimpleQueue()

        def ask() -> None:
            try:
                ring = self._find()
                answers.put(default if ring is None else work(ring))
            except Exception:  # noqa: BLE001 - whatever a keyring of some system raises, it is as if there were none
                answers.put(default)

        threading.Thread(target=ask, name="dabir-keyring", daemon=True).start()
        try:
            return answers.get(timeout=self._patience)
        except Empty:
            return default
