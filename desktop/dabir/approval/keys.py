"""The files of keys: an editor's, sealed by his passphrase, and the device's.

An editor's private key lies in a file of its own, readable by its owner only (see `sealing`). It is never replaced by
another key; its passphrase can be changed. To go to a second workstation it is sealed anew, by a passphrase of that
one journey, in a transfer file.

The device's key is not encrypted: it must sign checkpoints with nobody at the keyboard.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dabir.approval.sealing import SHORTEST_PASSPHRASE, Cost, Kind, SealedKey, WrongPassphrase, require_long_enough
from dabir.approval.signing import DeviceKey, Signer, device_id, is_public_key, is_signed_by
from dabir.domain.errors import DabirError, InputRefused, KeyLocked, NotAllowed, NotFound, RecordBroken

__all__ = [
    "SHORTEST_PASSPHRASE",
    "Cost",
    "DeviceKey",
    "Signer",
    "change_passphrase",
    "device_id",
    "device_key",
    "export_key",
    "import_key",
    "is_public_key",
    "is_signed_by",
    "key_file",
    "known_keys",
    "make_key",
    "new_signer",
    "public_key_of",
    "transfer_of",
    "unlock",
]

_DEVICE_FILE: Final = "device.pem"


def key_file(folder: Path, name: str) -> Path:
    """Return the file of an editor's key. The name itself stands inside: file systems cannot hold every name."""
    return folder / f"editor-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}.key"


def _write_new(path: Path, data: bytes) -> bool:
    """Write a file of mode 0600 whole or not at all, and never over another.

    Returns:
        Whether it was written; False when the file was there already.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _beside(path, data) as temporary:
        taken = not _take_place(temporary, path)
    _flush(path.parent)
    return not taken


def _write_over(path: Path, data: bytes) -> None:
    """Put a file of mode 0600 in place of another, whole or not at all."""
    with _beside(path, data) as temporary:
        temporary.replace(path)
    _flush(path.parent)


@contextmanager
def _beside(path: Path, data: bytes) -> Iterator[Path]:
    """Write a file beside another, to the disk; it is gone afterwards where it was not moved."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield temporary
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


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
    return new_signer(folder, name, passphrase, cost=cost).public_key


def new_signer(folder: Path, name: str, passphrase: str, *, cost: Cost | None = None) -> Signer:
    """Make an editor's key as `make_key` does, and return it unlocked."""
    key = Ed25519PrivateKey.generate()
    _keep(folder, SealedKey.seal(key, Kind.KEY, name, passphrase, cost or Cost()))
    return Signer(name, key)


def _keep(folder: Path, key: SealedKey) -> None:
    path = key_file(folder, key.name)
    try:
        written = _write_new(path, key.to_bytes())
    except OSError as error:
        raise DabirError(f"The key of {key.name} cannot be written to {folder}: {error.strerror}.") from error
    if not written:
        raise NotAllowed(f"{key.name} has a key already, in {path}.", "A key is never overwritten.")


def change_passphrase(
    folder: Path, name: str, passphrase: str, new_passphrase: str, *, cost: Cost | None = None
) -> None:
    """Seal an editor's key by another passphrase; key and public key stay the same.

    Copies of the file that were made before, such as backups, still open with the passphrase before.

    Args:
        folder: where the keys lie.
        name: the editor's name.
        passphrase: the one it has now.
        new_passphrase: at least 8 characters.
        cost: what a guess shall cost from now on; None for the default.

    Raises:
        InputRefused: when the new one is too short, or is the one it has.
        KeyLocked: when the key cannot be unlocked.
        DabirError: when the file cannot be written; the passphrase is then as it was.
    """
    require_long_enough(new_passphrase, name)
    key = _open(folder, name, passphrase)
    if new_passphrase == passphrase:
        raise InputRefused(f"The new passphrase of {name} is the one the key has.", "Choose another one.")
    path, sealed = key_file(folder, name), SealedKey.seal(key, Kind.KEY, name, new_passphrase, cost or Cost())
    try:
        _write_over(path, sealed.to_bytes())
    except OSError as error:
        raise DabirError(f"The key of {name} cannot be written to {folder}: {error.strerror}.") from error


def export_key(folder: Path, name: str, passphrase: str, transfer: str, *, cost: Cost | None = None) -> bytes:
    """Return an editor's key sealed by a transfer passphrase, for a second workstation.

    Args:
        folder: where the keys lie.
        name: the editor's name.
        passphrase: that of the key.
        transfer: the passphrase of this journey, at least 8 characters; not that of the key, since it is told to
            others more easily.
        cost: what a guess shall cost; None for the default.

    Raises:
        InputRefused: when the transfer passphrase is too short, or that of the key.
        KeyLocked: when the key cannot be unlocked.
    """
    require_long_enough(transfer, name)
    key = _open(folder, name, passphrase)
    if transfer == passphrase:
        raise InputRefused(
            "The transfer passphrase is that of the key.", "Choose one that is used for this journey only."
        )
    return SealedKey.seal(key, Kind.TRANSFER, name, transfer, cost or Cost()).to_bytes()


def transfer_of(data: bytes) -> SealedKey:
    """Read a transfer file, without opening it: whose key it is, and its public half.

    Raises:
        InputRefused: when it is none.
    """
    try:
        return SealedKey.read(data, Kind.TRANSFER)
    except (RecordBroken, ValueError) as error:
        raise InputRefused(
            "This file is no exported key, or it is damaged.", "Export the key again on the other workstation."
        ) from error


def import_key(
    folder: Path, data: bytes, transfer: str, passphrase: str, *, expected: str = "", cost: Cost | None = None
) -> Signer:
    """Take a key from a transfer file, seal it by a passphrase for this workstation, and unlock it.

    Args:
        folder: where the keys lie.
        data: the transfer file.
        transfer: the passphrase it was exported with.
        passphrase: the one it has here from now on, at least 8 characters.
        expected: the public key (64 hex digits) the editor is enrolled with here; "" where he is not enrolled.
        cost: what a guess shall cost; None for the default.

    Raises:
        InputRefused: when the file is no transfer file, or the passphrase too short.
        NotAllowed: when it is another key than the enrolled one, or the editor has a key here.
        KeyLocked: when the transfer passphrase is wrong.
        DabirError: when the file cannot be written.
    """
    sealed = transfer_of(data)
    name = sealed.name
    require_long_enough(passphrase, name)
    if expected and sealed.public_key != expected:
        raise NotAllowed(
            f"The file holds another key than the one {name} is enrolled with on this desk.",
            "Export the key on the workstation where it was made.",
        )
    try:
        key = sealed.open(transfer)
    except (WrongPassphrase, ValueError) as error:
        raise KeyLocked(
            f"The exported key of {name} cannot be opened: the transfer passphrase is wrong, or the file is damaged.",
            "Type the transfer passphrase again, or export the key once more.",
        ) from error
    _keep(folder, SealedKey.seal(key, Kind.KEY, name, passphrase, cost or Cost()))
    return Signer(name, key)


def _read_key_file(path: Path, name: str | None) -> SealedKey:
    """Read a key file; it must be that of the named editor, or of the editor its own name belongs to."""
    damaged = KeyLocked(
        f"The key file {path}{f' of {name}' if name else ''} is damaged.", "Restore it from a backup."
    )
    try:
        file = SealedKey.read(path.read_bytes(), Kind.KEY)
    except FileNotFoundError as error:
        raise NotFound(f"{name} has no key on this device.", "Add the editor, or bring his key file.") from error
    except OSError as error:
        raise KeyLocked(f"The key file {path} cannot be read: {error.strerror}.") from error
    except (RecordBroken, ValueError) as error:
        raise damaged from error
    if key_file(path.parent, file.name) != path:
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
    return Signer(name, _open(folder, name, passphrase))


def _open(folder: Path, name: str, passphrase: str) -> Ed25519PrivateKey:
    try:
        file = _read_key_file(key_file(folder, name), name)
    except NotFound as error:
        raise KeyLocked(error.message, error.remedy) from error
    try:
        return file.open(passphrase)
    except WrongPassphrase as error:
        raise KeyLocked(
            f"The key of {name} cannot be unlocked: the passphrase is wrong, or the file is damaged.",
            "Type the passphrase again; if it is right, restore the key file from a backup.",
        ) from error
    except ValueError as error:
        raise KeyLocked(
            f"The key file of {name} holds another key than it says.", "Restore it from a backup."
        ) from error


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
