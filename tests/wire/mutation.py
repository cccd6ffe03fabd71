"""Damaged wire texts for the fuzz tests: mutations of the samples, the same for the same number on every machine."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import Final

#: Largest input that is made, in bytes.
LARGEST: Final = 128 * 1024
#: How many mutations an input gets: mostly one, because after a few nearly everything is refused at once.
_TIMES: Final = (1, 1, 1, 1, 2, 2, 4, 8)
_TOKENS: Final = (
    b"\x00", b"\x01", b"\x02", b"\x03", b"\x04", b"\x16", b"\x1a", b"\x1b(J", b"\x7f", b"\x85", b"\xa0", b"\xff\xfe", b"\xfe\xff",
    b"\xef\xbb\xbf", b"\xc2", b"\xe2\x80\xa8", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\r", b"\n\n\n", b"\r\n\r\n", b"\t", b"<", b">", b"&", b"]]>", b"<![CDATA[",
    b"<!--", b"-->", b"<?xml version='1.0' encoding='utf-16'?>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"&#0;", b"&#xD800;", b"&#99999999999;",
    b"&nbsp;", b"&endash;", b"<endash>", b"<p>", b"</p>", b"<P>", b"<br>", b"</item>", b"<item>", b"<entry>", b"</newsItem>", b"<nitf>", b"<td>", b"<table>", b"<pre>",
    b"xmlns='urn:x'", b"xmlns:a='urn:x'", b"{", b"}", b"[", b"]", b'"', b"\\", b"\\u0000", b"\\ud800", b"null", b"true", b"NaN", b"1e999", b"-1", b'"":', b",",
    b'"items":[', b'"associations":', b'"uri":', b"=?utf-8?B?////?=", b"=?x?Q?=", b"Content-Type: multipart/mixed; boundary=a\r\n", b"--a\r\n", b"--a--", b"charset=zlib",
    b"Content-Transfer-Encoding: base64\r\n", b"Content-Type: message/rfc822\r\n\r\n", b"[caption ", b"[/x]", b"<!-- wp:block {", b"<!--more",
    "۱۴۰۴".encode(), "İ".encode(), "\u200c".encode(), "\u202e".encode(), b"20260230T256199", b"9999-99-99", b"0000-00-00 00:00:00", b"zczc", b"nnnn", b":",
)  # fmt: skip
_CHARSETS: Final = (
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-32",
    "cp1251",
    "cp1254",
    "cp1256",
    "latin-1",
    "iso8859-9",
    "koi8-r",
    "ascii",
)
_PIECES: Final = (rb"<[^<>]{1,200}>", rb"[^\n]{1,300}\n", rb"[{\[\"][^{}\[\]\"]{0,200}[\]}\"]", rb"\w{1,40}")


def mutated(name: str, number: int, samples: Sequence[bytes], others: Sequence[bytes]) -> bytes:
    """Return one damaged input.

    Args:
        name: of the format, part of the seed.
        number: which input; the same number gives the same input as long as the samples are the same.
        samples: of the format.
        others: of all formats, to splice in.
    """
    chance = random.Random(f"{name}:{number}")
    data = chance.choice(samples)
    for _ in range(chance.choice(_TIMES)):
        if chance.random() < 0.06:
            data = _splice(data, chance.choice(others if chance.random() < 0.3 else samples), chance)
        else:
            data = chance.choice(_MUTATIONS)(data, chance)
        data = data[:LARGEST]
    return data


def _flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(min(len(changed), chance.choice((1, 1, 2, 4, 16)))):
        place = chance.randrange(len(changed))
        changed[place] ^= 1 << chance.randrange(8) if chance.random() < 0.5 else chance.randrange(256)
    return bytes(changed)


def _splice(data: bytes, other: bytes, chance: random.Random) -> bytes:
    start, end = _span(other, chance, len(other))
    place = chance.randint(0, len(data))
    return data[:place] + other[start:end] + data[place if chance.random() < 0.5 else len(data) :]


def _truncate(data: bytes, chance: random.Random) -> bytes:
    cut = chance.randint(0, len(data))
    return data[:cut] if chance.random() < 0.8 else data[cut:]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    """Repeat a tag, a line or a value, now and then very often."""
    start, end = _piece(data, chance)
    times = chance.choice((2, 2, 3, 10, 100, 1000, 5000))
    piece = data[start:end] * times
    return data[:end] + piece[:LARGEST] + data[end:]


def _delete(data: bytes, chance: random.Random) -> bytes:
    start, end = _piece(data, chance) if chance.random() < 0.7 else _span(data, chance, 400)
    return data[:start] + data[end:]


def _swap(data: bytes, chance: random.Random) -> bytes:
    """Let two pieces change places."""
    (start, end), (other, other_end) = sorted((_piece(data, chance), _piece(data, chance)))
    if end > other:
        return data
    return data[:start] + data[other:other_end] + data[end:other] + data[start:end] + data[other_end:]


def _recode(data: bytes, chance: random.Random) -> bytes:
    """Read the bytes, or some of them, in one charset and write them in another."""
    start, end = (0, len(data)) if chance.random() < 0.7 else _span(data, chance, 2000)
    text = data[start:end].decode(chance.choice(("utf-8", "latin-1")), "replace")
    return data[:start] + text.encode(chance.choice(_CHARSETS), "replace") + data[end:]


def _insert(data: bytes, chance: random.Random) -> bytes:
    token = chance.choice(_TOKENS) * chance.choice((1, 1, 1, 2, 50))
    place = chance.randint(0, len(data))
    return data[:place] + token + data[place + chance.choice((0, 0, len(token))) :]


def _nest(data: bytes, chance: random.Random) -> bytes:
    """Open something very often, and close it as often, or not at all."""
    opened, closed = chance.choice(((b"<p>", b"</p>"), (b"<a><b>", b"</b></a>"), (b"[", b"]"), (b'{"a":', b"}"), (b"(", b")"), (b"<!--", b"-->")))  # fmt: skip
    times = chance.choice((10, 300, 3000))
    start, end = _span(data, chance, 60)
    inner = data[start:end] + closed * times * (chance.random() < 0.5)
    return data[:start] + opened * times + inner + data[end:]


def _blow_up(data: bytes, chance: random.Random) -> bytes:
    """Make a number another: endless, negative, a fraction, nothing."""
    found = list(re.finditer(rb"\d+", data))
    if not found:
        return data
    one = chance.choice(found)
    digits = chance.choice(
        (b"0", b"-1", b"9" * 20, b"9" * 5000, b"1.5e308", b"00000", b"", b"99999999999", b"\xdb\xb1\xdb\xb2")
    )
    return data[: one.start()] + digits + data[one.end() :]


def _turn_case(data: bytes, chance: random.Random) -> bytes:
    start, end = _piece(data, chance)
    return data[:start] + data[start:end].swapcase() + data[end:]


def _span(data: bytes, chance: random.Random, longest: int) -> tuple[int, int]:
    start = chance.randint(0, len(data))
    return start, min(len(data), start + chance.randint(0, max(longest, 0)))


def _piece(data: bytes, chance: random.Random) -> tuple[int, int]:
    """Return where a tag, a line, a JSON value or a word stands, at or after some place."""
    found = re.compile(chance.choice(_PIECES)).search(data, chance.randint(0, len(data)))
    return found.span() if found else _span(data, chance, 60)


_MUTATIONS: Final[tuple[Callable[[bytes, random.Random], bytes], ...]] = (
    _flip, _flip, _truncate, _repeat, _repeat, _delete, _delete, _swap, _recode, _insert, _insert, _nest, _blow_up, _turn_case,
)  # fmt: skip
