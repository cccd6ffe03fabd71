"""A private key under a passphrase: what a key file and a transfer file hold.

The PKCS #8 key is sealed by ChaCha20-Poly1305 (RFC 8439) under a key that scrypt (RFC 7914; N = 2**16, r = 8, p = 2:
64 MiB a guess) makes from the passphrase; the PKCS #8 encryption of the library is not used because it stretches the
passphrase by 2,048 rounds of PBKDF2 only. Kind of file, name, public key and cost are sealed with it, so a file can
neither be handed to another editor, nor pass for one of the other kind, nor be made cheaper to guess.
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from dabir.approval.jcs import Fields, canonical
from dabir.approval.signing import is_public_key, public_hex
from dabir.domain.errors import InputRefused, RecordBroken

#: Fewest characters of a passphrase (NIST SP 800-63B, 5.1.1.2).
SHORTEST_PASSPHRASE: Final = 8

_KEYS: Final = frozenset({"format", "name", "public_key", "n", "r", "p", "salt", "nonce", "sealed"})
_LARGEST_N: Final = 2**20


class Kind(StrEnum):
    """What a sealed key is for: the first field of its file."""

    KEY = "dabir.key.v1"
    TRANSFER = "dabir.key-transfer.v1"


class WrongPassphrase(Exception):
    """The passphrase is not the one it was sealed with, or the file is damaged: nobody can tell the two apart."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs: the parameters of scrypt (RFC 7914, 2).

    Attributes:
        n: CPU and memory cost, a power of two; memory is 128 * n * r bytes.
        r: block size.
        p: parallelisation.
    """

    n: int = 2**16
    r: int = 8
    p: int = 2

    @property
    def is_sane(self) -> bool:
        """Whether it can be paid: a damaged or planted file must not make scrypt take all memory."""
        power_of_two = self.n & (self.n - 1) == 0
        return 2 <= self.n <= _LARGEST_N and power_of_two and 1 <= self.r <= 16 and 1 <= self.p <= 16


@dataclass(frozen=True, slots=True)
class SealedKey:
    """A key that its passphrase opens.

    Attributes:
        kind: what it is for.
        name: the editor's name.
        public_key: the public half, 64 hex digits; not secret.
        cost: of one guess.
        salt: of scrypt.
        nonce: of ChaCha20-Poly1305, 12 bytes.
        sealed: the PKCS #8 key, encrypted.
    """

    kind: Kind
    name: str
    public_key: str
    cost: Cost
    salt: bytes
    nonce: bytes
    sealed: bytes

    @classmethod
    def seal(cls, key: Ed25519PrivateKey, kind: Kind, name: str, passphrase: str, cost: Cost) -> Self:
        """Seal a key.

        Raises:
            InputRefused: when the passphrase is too short, or the name is blank or cannot be written.
        """
        if not name.strip():
            raise InputRefused("An editor needs a name.")
        require_long_enough(passphrase, name)
        public = public_hex(key)
        salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
        plain = key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        try:
            bound = canonical(_header(kind, name, public, cost))
        except RecordBroken as error:
            raise InputRefused("The editor's name has characters that cannot be written.", "Type it anew.") from error
        sealed = _stretch(passphrase, salt, cost).encrypt(nonce, plain, bound)
        return cls(kind, name, public, cost, salt, nonce, sealed)

    @classmethod
    def read(cls, data: bytes, kind: Kind) -> Self:
        """Read what `to_bytes` wrote.

        Raises:
            ValueError: when it is anything else.
            RecordBroken: when its fields are others.
        """
        fields = Fields.read(data.decode("utf-8"), _KEYS, "A key file")
        read = cls(
            Kind(fields.text("format")),
            fields.text("name"),
            fields.text("public_key"),
            Cost(fields.number("n"), fields.number("r"), fields.number("p")),
            bytes.fromhex(fields.text("salt")),
            bytes.fromhex(fields.text("nonce")),
            bytes.fromhex(fields.text("sealed")),
        )
        if read.kind is not kind or not read.cost.is_sane or len(read.nonce) != 12 or not read.name.strip():
            raise ValueError("not a file of this kind")
        if not is_public_key(read.public_key):
            raise ValueError("its public key is none")
        return read

    def to_bytes(self) -> bytes:
        """Return the file: one line of canonical JSON."""
        rest = {"salt": self.salt.hex(), "nonce": self.nonce.hex(), "sealed": self.sealed.hex()}
        return canonical(self._header | rest) + b"\n"

    def open(self, passphrase: str) -> Ed25519PrivateKey:
        """Return the private key.

        Raises:
            WrongPassphrase: when it cannot be opened.
            ValueError: when it holds another key than it says.
        """
        try:
            plain = _stretch(passphrase, self.salt, self.cost).decrypt(
                self.nonce, self.sealed, canonical(self._header)
            )
        except (InvalidTag, ValueError) as error:
            raise WrongPassphrase from error
        key = serialization.load_der_private_key(plain, password=None)
        if not isinstance(key, Ed25519PrivateKey) or public_hex(key) != self.public_key:
            raise ValueError("it holds another key than it says")
        return key

    @property
    def _header(self) -> dict[str, object]:
        return _header(self.kind, self.name, self.public_key, self.cost)


def require_long_enough(passphrase: str, name: str) -> None:
    """Refuse a passphrase that is too short.

    Raises:
        InputRefused: when it is.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise InputRefused(
            f"The passphrase for {name} is too short.", f"Choose one of at least {SHORTEST_PASSPHRASE} characters."
        )


def _header(kind: Kind, name: str, public_key: str, cost: Cost) -> dict[str, object]:
    return {"format": kind.value, "name": name, "public_key": public_key, "n": cost.n, "r": cost.r, "p": cost.p}


def _stretch(passphrase: str, salt: bytes, cost: Cost) -> ChaCha20Poly1305:
    # RFC 8265, 4.2.2 (OpaqueString): the same passphrase typed on another keyboard must give the same bytes.
    spaced = "".join(" " if unicodedata.category(letter) == "Zs" else letter for letter in passphrase)
    secret = unicodedata.normalize("NFC", spaced).encode("utf-8", "surrogatepass")
    return ChaCha20Poly1305(Scrypt(salt=salt, length=32, n=cost.n, r=cost.r, p=cost.p).derive(secret))
