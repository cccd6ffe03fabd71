"""Keys of editors and of the device: making, unlocking, signing, and checking a signature.

All keys are Ed25519 (RFC 8032). An editor's private key lies in a file of its own, readable by its owner only. The
PKCS #8 key is sealed by ChaCha20-Poly1305 (RFC 8439) under a key that scrypt (RFC 7914; N = 2**16, r = 8, p = 2:
64 MiB a guess) makes from the passphrase; the PKCS #8 encryption of the library is not used because it stretches the
passphrase by 2,048 rounds of PBKDF2 only. Name, public key and cost are sealed with it, so a file can neither be
handed to another editor nor made cheaper to guess.

The device's key is not encrypted: it must sign checkpoints with nobody at the keyboard.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from dabir.approval.jcs import Fields, canonical
from dabir.domain.errors import DabirError, InputRefused, KeyLocked, NotAllowed, NotFound, RecordBroken

#: Fewest characters of a passphrase (NIST SP 800-63B, 5.1.1.2).
SHORTEST_PASSPHRASE: Final = 8

_FORMAT: Final = "dabir.key.v1"
_FILE_KEYS: Final = frozenset({"format", "name", "public_key", "n", "r", "p", "salt", "nonce", "sealed"})
_DEVICE_FILE: Final = "device.pem"
_HEX_KEY: Final = re.compile(r"[0-9a-f]{64}")
_HEX_SIGNATURE: Final = re.compile(r"[0-9a-f]{128}")
_LARGEST_N: Final = 2**20


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


def _public_hex(key: Ed25519PrivateKey) -> str:
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
        self.public_key = _public_hex(key)

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
        super().__init__(device_id(_public_hex(key)), key)

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

    Args:
        public_key: 64 hex digits.
        message: the bytes signed.
        signature: 128 hex digits; any other spelling of the same signature is refused.
    """
    if not is_public_key(public_key) or not _HEX_SIGNATURE.fullmatch(signature):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def key_file(folder: Path, name: str) -> Path:
    """Return the file of an editor's key. The name itself stands inside: file systems cannot hold every name."""
    return folder / f"editor-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}.key"


def _stretch(passphrase: str, salt: bytes, cost: Cost) -> ChaCha20Poly1305:
    # RFC 8265, 4.2.2 (OpaqueString): the same passphrase typed on another keyboard must give the same bytes.
    spaced = "".join(" " if unicodedata.category(letter) == "Zs" else letter for letter in passphrase)
    secret = unicodedata.normalize("NFC", spaced).encode("utf-8", "surrogatepass")
    return ChaCha20Poly1305(Scrypt(salt=salt, length=32, n=cost.n, r=cost.r, p=cost.p).derive(secret))


def _header(name: str, public_key: str, cost: Cost) -> dict[str, object]:
    return {"format": _FORMAT, "name": name, "public_key": public_key, "n": cost.n, "r": cost.r, "p": cost.p}


def _write_new(path: Path, data: bytes) -> bool:
    """Write a file of mode 0600 whole or not at all, and never over another.

    Returns:
        Whether it was written; False when the file was there already.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        taken = not _take_place(temporary, path)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()
    _flush(path.parent)
    return not taken


def _take_place(temporary: Path, path: Path) -> bool:
    try:
        os.link(temporary, path)  # unlike rename, never replaces
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links
        if path.exists():
            return False
        temporary.rename(path)
    return True


def _flush(folder: Path) -> None:
    if os.name != "posix":  # Windows cannot open a folder
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # some network file systems know no flush of a folder
            raise
    finally:
        os.close(handle)


def make_key(folder: Path, name: str, passphrase: str, *, cost: Cost | None = None) -> str:
    """Make an editor's key and write it, sealed by the passphrase, to a file of mode 0600.

    Args:
        folder: where the keys lie; created, for its owner only, when missing.
        name: the editor's name; any text that is not blank.
        passphrase: at least 8 characters.
        cost: what a guess shall cost; None for the default. Only tests have a reason to ask for less.

    Returns:
        The public key, 64 hex digits: what the editor's `enroll` entry carries.

    Raises:
        InputRefused: when the name is blank or cannot be written, or the passphrase is too short.
        NotAllowed: when the editor has a key already.
        DabirError: when the file cannot be written.
    """
    if not name.strip():
        raise InputRefused("An editor needs a name.")
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise InputRefused(
            f"The passphrase for {name} is too short.", f"Choose one of at least {SHORTEST_PASSPHRASE} characters."
        )
    cost, path, key = cost or Cost(), key_file(folder, name), Ed25519PrivateKey.generate()
    header = _header(name, _public_hex(key), cost)
    try:
        bound = canonical(header)
    except RecordBroken as error:
        raise InputRefused("The editor's name has characters that cannot be written.", "Type it anew.") from error
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    plain = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    sealed = _stretch(passphrase, salt, cost).encrypt(nonce, plain, bound)
    data = canonical(header | {"salt": salt.hex(), "nonce": nonce.hex(), "sealed": sealed.hex()})
    try:
        written = _write_new(path, data + b"\n")
    except OSError as error:
        raise DabirError(f"The key of {name} cannot be written to {folder}: {error.strerror}.") from error
    if not written:
        raise NotAllowed(f"{name} has a key already, in {path}.", "A key is never overwritten.")
    return _public_hex(key)


@dataclass(frozen=True, slots=True)
class _KeyFile:
    name: str
    public_key: str
    cost: Cost
    salt: bytes
    nonce: bytes
    sealed: bytes


def _read_key_file(path: Path, name: str | None) -> _KeyFile:
    """Read a key file; it must be that of the named editor, or of the editor its own name belongs to."""
    damaged = KeyLocked(
        f"The key file {path}{f' of {name}' if name else ''} is damaged.", "Restore it from a backup."
    )
    try:
        fields = Fields.read(path.read_bytes().decode("utf-8"), _FILE_KEYS, "A key file")
        file = _KeyFile(
            fields.text("name"),
            fields.text("public_key"),
            Cost(fields.number("n"), fields.number("r"), fields.number("p")),
            bytes.fromhex(fields.text("salt")),
            bytes.fromhex(fields.text("nonce")),
            bytes.fromhex(fields.text("sealed")),
        )
    except FileNotFoundError as error:
        raise NotFound(f"{name} has no key on this device.", "Add the editor, or bring his key file.") from error
    except OSError as error:
        raise KeyLocked(f"The key file {path} cannot be read: {error.strerror}.") from error
    except (RecordBroken, ValueError) as error:
        raise damaged from error
    cost = file.cost
    # A damaged or planted file must not make scrypt take all memory.
    sane = 2 <= cost.n <= _LARGEST_N and cost.n & (cost.n - 1) == 0 and 1 <= cost.r <= 16 and 1 <= cost.p <= 16
    owned = key_file(path.parent, file.name) == path
    if not (sane and owned and fields.text("format") == _FORMAT and len(file.nonce) == 12):
        raise damaged
    return file


def known_keys(folder: Path) -> dict[str, str]:
    """Return the public keys of all editors with a key file here, by name: a source no change of a database reaches.

    Raises:
        KeyLocked: when a file is damaged or cannot be read.
    """
    files = (_read_key_file(path, None) for path in sorted(folder.glob("editor-*.key")))
    return {file.name: file.public_key for file in files}


def public_key_of(folder: Path, name: str) -> str:
    """Return an editor's public key without unlocking the private one.

    Raises:
        NotFound: when he has no key on this device.
        KeyLocked: when the file is damaged.
    """
    return _read_key_file(key_file(folder, name), name).public_key


def unlock(folder: Path, name: str, passphrase: str) -> Signer:
    """Unlock an editor's key.

    Args:
        folder: where the keys lie.
        name: the editor's name.
        passphrase: his passphrase.

    Raises:
        KeyLocked: when there is no key file, it is damaged, or the passphrase is not the one it was made with.
    """
    try:
        file = _read_key_file(key_file(folder, name), name)
    except NotFound as error:
        raise KeyLocked(error.message, error.remedy) from error
    try:
        bound = canonical(_header(name, file.public_key, file.cost))
        plain = _stretch(passphrase, file.salt, file.cost).decrypt(file.nonce, file.sealed, bound)
        key = serialization.load_der_private_key(plain, password=None)
    except (InvalidTag, ValueError) as error:
        raise KeyLocked(
            f"The key of {name} cannot be unlocked: the passphrase is wrong, or the file is damaged.",
            "Type the passphrase again; if it is right, restore the key file from a backup.",
        ) from error
    if not isinstance(key, Ed25519PrivateKey) or _public_hex(key) != file.public_key:
        raise KeyLocked(f"The key file of {name} holds another key than it says.", "Restore it from a backup.")
    return Signer(name, key)


def device_key(folder: Path, *, create: bool = True) -> DeviceKey:
    """Return this device's key, made on first use.

    Args:
        folder: where the keys lie.
        create: whether to make one when there is none. A desk that has a record already must pass False: a lost
            device key is to be told, not replaced.

    Raises:
        NotFound: when there is none and none shall be made.
        KeyLocked: when the file is damaged or cannot be read.
        DabirError: when it cannot be written.
    """
    path = folder / _DEVICE_FILE
    if create and not path.exists():
        pem = Ed25519PrivateKey.generate().private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        try:
            _write_new(path, pem)  # where another process was first, its key is the device's
        except OSError as error:
            raise DabirError(f"The device's key cannot be written to {folder}: {error.strerror}.") from error
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except FileNotFoundError as error:
        raise NotFound(f"The device's key is missing from {folder}.", "Restore it from a backup.") from error
    except OSError as error:
        raise KeyLocked(f"The device's key, {path}, cannot be read: {error.strerror}.") from error
    except (ValueError, TypeError) as error:
        raise KeyLocked(f"The device's key, {path}, is damaged.", "Restore it from a backup.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyLocked(f"The device's key, {path}, is no Ed25519 key.", "Restore it from a backup.")
    return DeviceKey(key)
