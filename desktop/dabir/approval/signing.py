"""Unlocked keys: signing, and checking a signature. All keys are Ed25519 (RFC 8032)."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import Final, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from nacl.bindings import crypto_sign_open
from nacl.exceptions import BadSignatureError

_HEX_KEY: Final = re.compile(r"[0-9a-f]{64}")
_SIGNATURE_BYTES: Final = 64
#: Keys that are remembered in bytes: a record has few, and thousands of signatures by each.
_REMEMBERED: Final = 1024


def public_hex(key: Ed25519PrivateKey) -> str:
    """Return the public half of a key, 64 hex digits."""
    return key.public_key().public_bytes_raw().hex()


class Signer:
    """An unlocked key.

    Attributes:
        name: the editor's name, as it stands in the log.
        public_key: his public key, 64 hex digits.
    """

    __slots__ = ("_key", "name", "public_key")

    def __init__(self, name: str, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.name = name
        self.public_key = public_hex(key)

    @classmethod
    def generate(cls, name: str) -> Self:
        """Make a new key that is kept in memory only."""
        return cls(name, Ed25519PrivateKey.generate())

    def sign(self, message: bytes) -> str:
        """Return the Ed25519 signature over a message, 128 hex digits."""
        return self._key.sign(message).hex()


class DeviceKey(Signer):
    """The key of this device; its `name` is the device's identifier."""

    __slots__ = ()

    def __init__(self, key: Ed25519PrivateKey) -> None:
        super().__init__(device_id(public_hex(key)), key)

    @property
    def id(self) -> str:
        """The identifier that stands in every entry made on this device."""
        return self.name

    def on_behalf_of(self, editor: str) -> Signer:
        """Return a signer that puts this device's signature under an entry about an editor (his revocation)."""
        return Signer(editor, self._key)


def device_id(public_key: str) -> str:
    """Return the identifier of the device that has this public key.

    Args:
        public_key: 64 hex digits.

    Returns:
        "device-" and the first 12 hex digits of the SHA-256 of the key; of the text itself where it is no key, so
        that a damaged key names a device that does not exist.
    """
    raw = bytes.fromhex(public_key) if _HEX_KEY.fullmatch(public_key) else public_key.encode("utf-8", "surrogatepass")
    return "device-" + hashlib.sha256(raw).hexdigest()[:12]


def is_public_key(text: str) -> bool:
    """Tell whether a text has the form of a public key: 64 lower-case hex digits."""
    return _HEX_KEY.fullmatch(text) is not None


def is_signed_by(public_key: str, message: bytes, signature: str) -> bool:
    """Tell whether a signature over a message is by this key (RFC 8032, 5.1.7).

    libsodium checks in half the time OpenSSL takes, and is the stricter of the two: it refuses keys and points of
    small order too, with which one signature fits many messages.

    Args:
        public_key: 64 hex digits.
        message: the bytes signed.
        signature: 128 hex digits; any other spelling of the same signature is refused.
    """
    try:
        raw = bytes.fromhex(signature)
        if len(raw) != _SIGNATURE_BYTES or raw.hex() != signature:
            return False
        crypto_sign_open(raw + message, _raw_key(public_key))
    except (ValueError, BadSignatureError):
        return False
    return True


@lru_cache(maxsize=_REMEMBERED)
def _raw_key(public_key: str) -> bytes:
    """Return the bytes of a key.

    Raises:
        ValueError: when it is none.
    """
    if not is_public_key(public_key):
        raise ValueError("no key")
    return bytes.fromhex(public_key)
