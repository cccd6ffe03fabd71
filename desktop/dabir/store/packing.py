"""Bytes packed with zstd (RFC 8878) where that makes them smaller, and unpacked again to exactly what they were.

Stories are small, so each gains from a dictionary of what they have in common (`dabir.store.dictionaries`). Packing
is how bytes lie in a column, never what they are: hashes are of the unpacked bytes, and nothing is kept packed that
did not unpack to the same again. Unpacking never makes more bytes than were noted beside the packed ones.
"""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import dataclass, field
from typing import Final

import zstandard

#: How bytes lie in a table: as they are there, their size before packing and the row of the dictionary they were
#: packed with; None and None where they are not packed.
Lying = tuple[bytes, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Dictionary:
    """What bytes are packed with.

    Attributes:
        id: its row, which frames made with it name too.
        data: its bytes.
    """

    id: int
    data: bytes = field(repr=False)


#: Smaller gains are not worth the work of unpacking.
_WORTH_IT: Final = 0.9
#: Below this many bytes nothing is tried.
_SMALLEST: Final = 64
#: The most that SQLite keeps in a column, so that no noted size can ask for more memory than that.
LARGEST: Final = 1_000_000_000
#: A good compromise for stories: higher levels take several times as long and save a few hundredths.
_LEVEL: Final = 3
#: More dictionaries than any desk has at work.
_REMEMBERED: Final = 16


class _Tools(threading.local):
    """A thread's own packers and unpackers: making one takes longer than using it, and none may be shared."""

    def __init__(self) -> None:
        self.packers: dict[bytes, zstandard.ZstdCompressor] = {}
        self.unpackers: dict[bytes, zstandard.ZstdDecompressor] = {}

    def packer(self, dictionary: bytes) -> zstandard.ZstdCompressor:
        found = self.packers.get(dictionary)
        if found is None:
            prepared = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
            if prepared:
                prepared.precompute_compress(level=_LEVEL)
            if len(self.packers) >= _REMEMBERED:
                self.packers.clear()
            found = self.packers[dictionary] = zstandard.ZstdCompressor(level=_LEVEL, dict_data=prepared)
        return found

    def unpacker(self, dictionary: bytes) -> zstandard.ZstdDecompressor:
        found = self.unpackers.get(dictionary)
        if found is None:
            prepared = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
            if len(self.unpackers) >= _REMEMBERED:
                self.unpackers.clear()
            found = self.unpackers[dictionary] = zstandard.ZstdDecompressor(dict_data=prepared)
        return found


_TOOLS: Final = _Tools()


def pack(data: bytes, dictionary: bytes = b"") -> bytes | None:
    """Return bytes packed, where that is worth it.

    Args:
        data: the bytes.
        dictionary: what to pack them with; b"" for none.

    Returns:
        One zstd frame that notes its unpacked size; None where the bytes are better kept as they are.
    """
    if len(data) < _SMALLEST:
        return None
    packed = _TOOLS.packer(dictionary).compress(data)
    if len(packed) > _WORTH_IT * len(data):
        return None
    # What is kept for ever is not trusted to a library: it is looked whether the bytes come back.
    return packed if unpack(packed, len(data), dictionary) == data else None


def lay(data: bytes, dictionary: Dictionary | None) -> Lying:
    """Return how bytes are to lie in a table: packed with a dictionary, or with none, where that is worth it."""
    packed = pack(data, dictionary.data if dictionary else b"")
    if packed is None:
        return data, None, None
    return packed, len(data), dictionary.id if dictionary else None


def unpack(data: bytes, unpacked: int | None, dictionary: bytes = b"") -> bytes:
    """Return bytes as they were before `pack`.

    Args:
        data: what is stored.
        unpacked: the noted size of the unpacked bytes; None for bytes that lie as they are.
        dictionary: what they were packed with; b"" for none.

    Raises:
        ValueError: when they are damaged, or would unpack to more or less than was noted.
    """
    if unpacked is None:
        return data
    try:
        # The frame's own word is believed by the library, so it is compared before anything is unpacked.
        if not 0 <= unpacked <= LARGEST or zstandard.frame_content_size(data) != unpacked:
            raise ValueError("packed bytes are not of the size that is noted")
        made = _TOOLS.unpacker(dictionary).decompress(data, allow_extra_data=False)
    except zstandard.ZstdError as error:
        raise ValueError(f"packed bytes are damaged: {error}") from error
    if len(made) != unpacked:
        raise ValueError("packed bytes are not of the size that is noted")
    return made


def train(samples: list[bytes], size: int, number: int) -> bytes:
    """Make a dictionary of what samples have in common.

    Args:
        samples: small pieces, hundreds of them at least.
        size: the most bytes it may have.
        number: what frames made with it name it by.

    Returns:
        The dictionary; b"" where the samples have nothing in common, or are too few.
    """
    try:
        return zstandard.train_dictionary(size, [*samples], dict_id=number).as_bytes()
    except zstandard.ZstdError:
        return b""


def register(connection: sqlite3.Connection) -> None:
    """Teach a connection `same_bytes`, by which the database's triggers let bytes be packed but never changed."""
    connection.create_function("same_bytes", 6, _same_bytes, deterministic=True)


def _same_bytes(
    old: object,
    old_unpacked: object,
    old_dictionary: object,
    new: object,
    new_unpacked: object,
    new_dictionary: object,
) -> bool:
    """Tell whether two stored forms are of the same bytes, each given by content, noted size and dictionary."""
    try:
        return _content(old, old_unpacked, old_dictionary) == _content(new, new_unpacked, new_dictionary)
    except ValueError:
        return False


def _content(data: object, unpacked: object, dictionary: object) -> bytes:
    if not isinstance(data, bytes) or not (unpacked is None or isinstance(unpacked, int)):
        raise ValueError("not stored bytes")
    return unpack(data, unpacked, dictionary if isinstance(dictionary, bytes) else b"")
