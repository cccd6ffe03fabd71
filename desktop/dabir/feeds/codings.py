"""Content codings of HTTP (RFC 9110, 8.4.1): what was sent, unpacked within fixed limits, and only if it is whole.

The limits are held against the bytes that really come out, and a coding that does not end as it must is a body that
was cut short, however much of it could be unpacked.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from dabir.feeds.archive import MAX_RATIO, RATIO_FROM
from dabir.feeds.fetcher import FeedError

if TYPE_CHECKING:
    from zlib import _Decompress

#: What a server is offered; brotli and zstd would each be a library more, for a few bytes less.
OFFERED: Final = "gzip, deflate"

_PIECE: Final = 256 * 1024
_SMALLER: Final = "Ask the partner to send less at a time."
_DAMAGED: Final = "What its server sent is packed, and damaged; nothing of it was taken in."
_CUT: Final = "What its server sent is cut short; nothing of it was taken in."
_AGAIN: Final = "Dabir looks again by itself; if it lasts, ask whoever looks after the server."


def unpacked(pieces: Iterable[bytes], coding: str, size: int) -> bytes:
    """Return a body as it was before it was packed.

    Args:
        pieces: what was sent.
        coding: the field Content-Encoding; "" for none.
        size: bytes it may have.

    Raises:
        FeedError: when it is too large, damaged, cut short, or packed in another way than was offered.
    """
    names = [name for name in (part.strip().lower() for part in coding.split(",")) if name not in {"", "identity"}]
    if not names:
        return _within(pieces, size)
    if len(names) > 1 or names[0] not in {"gzip", "x-gzip", "deflate"}:
        raise FeedError(
            f"What its server sent is packed as “{', '.join(names)[:40]}”, which was not asked for.",
            "Ask whoever looks after the server.",
        )
    return _within(_unpack(_counted(pieces, size), gzip=names[0] != "deflate"), size)


def too_large(size: int) -> FeedError:
    """Return what is raised for a body that is larger than it may be.

    Args:
        size: bytes it may have.
    """
    return FeedError(f"It brings more than the {size} bytes that are taken in.", _SMALLER, lasting=True)


def _within(pieces: Iterable[bytes], size: int) -> bytes:
    return b"".join(_counted(pieces, size))


def _counted(pieces: Iterable[bytes], size: int) -> Iterator[bytes]:
    count = 0
    for piece in pieces:
        count += len(piece)
        if count > size:
            raise too_large(size)
        yield piece


def _unpack(pieces: Iterable[bytes], *, gzip: bool) -> Iterator[bytes]:
    came = made = 0
    unpacker = _Unpacker(gzip=gzip)
    for piece in pieces:
        came += len(piece)
        try:
            for out in unpacker.feed(piece):
                made += len(out)
                if made > max(RATIO_FROM, MAX_RATIO * came):
                    raise FeedError(
                        f"What its server sent unpacks to more than {MAX_RATIO} times its size, as a bomb does.",
                        "Ask whoever looks after the server.",
                        lasting=True,
                    )
                yield out
        except zlib.error as error:
            raise FeedError(_DAMAGED, _AGAIN) from error
    if came and not unpacker.is_whole():
        raise FeedError(_CUT, _AGAIN)


class _Unpacker:
    """Unpacks gzip (RFC 1952; one member or several), or deflate (RFC 1950, or bare RFC 1951)."""

    def __init__(self, *, gzip: bool) -> None:
        self._gzip = gzip
        self._stream: _Decompress | None = None

    def feed(self, rest: bytes) -> Iterator[bytes]:
        """Yield what comes out of one piece, a little at a time.

        Raises:
            zlib.error: when it is damaged.
        """
        more = bool(rest)
        while more:
            stream = self._stream
            if stream is None or stream.eof:
                # Another member; or nothing but the zeros that fill a block, which gzip passes over.
                rest = rest.lstrip(b"\0") if stream and self._gzip else rest
                if not rest:
                    return
                if stream and not self._gzip:
                    raise zlib.error("more after the end")
                self._stream = stream = self._begin(rest[0])
            out = stream.decompress(rest, _PIECE)
            rest = stream.unused_data if stream.eof else stream.unconsumed_tail
            # All may have gone in, and not all have come out yet.
            more = bool(rest) or len(out) == _PIECE
            yield out

    def is_whole(self) -> bool:
        """Whether what was fed ends where it must."""
        return self._stream is not None and self._stream.eof

    def _begin(self, first: int) -> _Decompress:
        if self._gzip:
            return zlib.decompressobj(zlib.MAX_WBITS | 16)
        # What many servers call deflate has no header (RFC 9110, 8.4.1.2); no bare stream begins like one that has.
        return zlib.decompressobj(zlib.MAX_WBITS if first & 0x0F == 8 else -zlib.MAX_WBITS)
