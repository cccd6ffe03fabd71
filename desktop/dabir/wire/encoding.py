"""Bytes to text: which charset a partner's file is really in, and what was wrong with it.

The order of evidence: a byte order mark; UTF-16 or UTF-32 told by its zero bytes; UTF-8 that is valid; the declared
charset, when the bytes fit it and words come out; UTF-8 with a few broken bytes; at last the likeliest legacy charset
(`dabir.wire.charsets`). The text is never cleaned: control characters and NULs stay in it and are told as a defect,
broken bytes become U+FFFD with their place told. The bytes themselves are kept elsewhere and never touched here.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

import charset_normalizer

from dabir.wire.charsets import IANA, POOR, SAMPLE, is_wordlike, rank, shortfall

#: How much worse than the best guess, a character and in nats, the declared charset may score and still be believed.
_MARGIN: Final = 1.0
#: How many places of broken bytes a defect names.
_PLACES: Final = 5
#: How many different pieces of one file charset-normalizer is asked about: each takes it some milliseconds, and a
#: damaged file may hold thousands.
_ASKED_AT_MOST: Final = 32
#: How many of its answers are tried on the pieces it is not asked about.
_TRIED: Final = 3

# Longest first: the UTF-16 mark is the beginning of the UTF-32 one.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARKED: Final = tuple(mark for mark, _ in _MARKS)
# A declared name is text from outside: only charsets are looked up, never Python's other codecs (zlib, rot13, idna).
_CHARSET: Final = re.compile(
    r"(ascii|utf-8|utf-16(-[lb]e)?|utf-32(-[lb]e)?|cp\d+|iso8859-\d+|koi8-[rut]|mac-\w+|big5(hkscs)?|gbk|gb2312|gb18030"
    r"|euc_\w+|shift_jis\w*|tis-620|kz1048|ptcp154)"
)
_WINDOWS_SUPERSET: Final = {"iso8859-1": "cp1252", "iso8859-9": "cp1254", "ascii": "cp1252"}
_LOW_BYTES: Final = bytes(range(9))
_CONTROL_BYTES: Final = bytes([*range(9), *range(14, 32), 127])
#: The bytes of UTF-8 that a control character has when it has no more than one.
_CONTROLLING: Final = bytes([*range(9), 11, *range(14, 32), 127])
_CONTROLLING_PAIR: Final = re.compile(rb"\xc2[\x80-\x84\x86-\x9f]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_SEQUENCE: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")

_MAGIC: Final = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"II*\x00",
    b"MM\x00*",
    b"8BPS",
    b"%PDF-",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"{\\rtf",
    b"\x7fELF",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"\x1f\x8b\x08",
    b"BZh9",
    b"\xfd7zXZ\x00",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"OggS",
    b"ID3",
    b"fLaC",
    b"SQLite format 3\x00",
    b"\x00asm",
    b"\x00\x00\x01\x00",
    b"wOFF",
    b"wOF2",
)

#: Pieces of the file being read that charset-normalizer was asked about, and the codec it found; "" for none.
_opinions: ContextVar[dict[bytes, str] | None] = ContextVar("opinions", default=None)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text read from bytes.

    Attributes:
        text: the text, without a byte order mark, otherwise character for character what the bytes say.
        encoding: name of the charset it was read in ("utf-8", "windows-1256").
        defects: what was wrong and how it was read all the same, a sentence each.
    """

    text: str
    encoding: str
    defects: tuple[str, ...] = ()


@contextmanager
def one_file() -> Iterator[None]:
    """Take all that is decoded within for pieces of one file: the messages of a wire, the parts of a mail.

    Each piece keeps a charset of its own. But where none of our models fits, only so many different pieces are judged
    by themselves; on the others the charsets found so far are tried. A file within the file counts as part of it.
    """
    known = _opinions.get()
    outer = _opinions.set({} if known is None else known)
    try:
        yield
    finally:
        _opinions.reset(outer)


def decode(data: bytes, declared: str = "") -> Decoded:
    """Read bytes as text. Never fails: the last resort replaces what no charset explains, and says so.

    Args:
        data: the bytes as they came.
        declared: the charset as the file or its transport declares it; "" when it does not.
    """
    # Next to no text has a control character, which is told fastest from bytes; only wide text is full of them.
    has_controls = len(data.translate(None, _CONTROLLING)) < len(data)
    decoded = _decode(data, declared, may_be_wide=has_controls)
    is_as_it_came = decoded.encoding == "utf-8" and not decoded.defects
    if is_as_it_came and not has_controls and not _CONTROLLING_PAIR.search(data):
        return decoded
    return Decoded(decoded.text, decoded.encoding, decoded.defects + control_defects(decoded.text))


def control_defects(text: str) -> tuple[str, ...]:
    """Return the defect for control characters in a text (tab, line ends and form feed are none), or nothing."""
    # Bytes are looked through twice as fast as characters.
    data = text.encode("utf-8", "surrogatepass")
    if len(data.translate(None, _CONTROLLING)) == len(data) and not _CONTROLLING_PAIR.search(data):
        return ()
    found = _CONTROL.findall(text)
    if not found:
        return ()
    names = ", ".join(f"U+{ord(character):04X}" for character in sorted(set(found))[:_PLACES])
    return (f"The text contains {len(found)} control characters ({names}); they are kept.",)


def is_binary(data: bytes) -> bool:
    """Tell whether bytes are no text at all: an image, a PDF, an archive, a program, an office document."""
    if data.startswith(_MAGIC) or data[4:8] == b"ftyp":
        return True
    if data.startswith(b"RIFF") and data[8:12] in {b"WEBP", b"WAVE", b"AVI "}:
        return True
    if data.startswith(b"MZ") and b"\x00" in data[:64]:
        return True
    if data.startswith(b"BM") and int.from_bytes(data[2:6], "little") == len(data):
        return True
    head = data[:4096]
    controls = len(head) - len(head.translate(None, _CONTROL_BYTES))
    if controls <= 4 or controls <= len(head) * 0.1:
        return False
    return not head.startswith(_MARKED) and not _wide_codec(head)


def _decode(data: bytes, declared: str, *, may_be_wide: bool) -> Decoded:
    for mark, codec in _MARKS if data.startswith(_MARKED) else ():
        if data.startswith(mark) and (codec != "utf-32-le" or len(data) % 4 == 0):
            return _decode_marked(data[len(mark) :], codec, declared)
    codec, complaint = _lookup(declared)
    wide = _wide_codec(data) if may_be_wide else ""
    if wide:
        told = codec.startswith(wide[:6])
        return Decoded(data.decode(wide, "replace"), wide, () if told else (_unmarked(wide, declared),))
    if data.isascii():
        # Bytes below 0x80 mean the same in every charset taken here but the wide ones, which were ruled out above.
        mismatch = _mismatch(declared, "ascii") if codec.startswith(("utf-16", "utf-32")) else ()
        return Decoded(data.decode("ascii"), "utf-8" if mismatch or not codec else _iana(codec), complaint + mismatch)
    return _decode_high(data, declared, codec, complaint)


def _decode_high(data: bytes, declared: str, codec: str, complaint: tuple[str, ...]) -> Decoded:
    """Decode bytes of which some are above 0x7F, without a mark."""
    utf8 = _as_utf8(data)
    if utf8 is not None and not _is_chance(data, utf8, codec):
        mismatch = () if codec in {"", "utf-8"} else _mismatch(declared, "utf-8")
        return Decoded(utf8, "utf-8", complaint + mismatch)
    if codec not in {"", "utf-8", "ascii"}:
        believed = _as_declared(data, declared, codec)
        if believed:
            return believed
    broken = _broken_utf8(data)
    if broken is not None:
        mismatch = () if codec in {"", "utf-8"} else _mismatch(declared, "utf-8")
        return Decoded(broken.text, "utf-8", complaint + mismatch + broken.defects)
    return _guess(data, declared, codec, complaint)


def _decode_marked(data: bytes, codec: str, declared: str) -> Decoded:
    """Decode what follows a byte order mark; the mark decides, whatever is declared."""
    name, complaint = _lookup(declared)
    mismatch = () if not name or codec.startswith(name) or name.startswith(codec[:6]) else _mismatch(declared, codec)
    if codec == "utf-8":
        broken = _with_places(data)
        return Decoded(broken.text, codec, complaint + mismatch + broken.defects)
    text = data.decode(codec, "replace")
    lost = text.count("\ufffd") - data.decode(codec, "ignore").count("\ufffd")
    defect = (f"{lost} code units are not {codec.upper()} and are shown as U+FFFD.",) if lost else ()
    return Decoded(text, codec, complaint + mismatch + defect)


def _lookup(declared: str) -> tuple[str, tuple[str, ...]]:
    """Return Python's name of a declared charset ("" when it is none) and the complaint about it."""
    name = declared.strip().strip("\"'")
    if not name:
        return "", ()
    try:
        found = codecs.lookup(name).name if len(name) < 40 else ""
    except (LookupError, ValueError):
        found = ""
    if _CHARSET.fullmatch(found):
        return found, ()
    return "", (f"The declared charset {name[:40]!r} is not known; the charset was judged from the bytes.",)


def _iana(codec: str) -> str:
    return IANA.get(codec, codec)


def _mismatch(declared: str, found: str) -> tuple[str, ...]:
    return (f"It is declared as {declared.strip()} but is {found}, and was read as that.",)


def _unmarked(wide: str, declared: str) -> str:
    told = f"It is declared as {declared.strip()}" if declared.strip() else "It declares no charset"
    return f"{told} and has no byte order mark; it was read as {wide}, judged from its zero bytes."


def _wide_codec(data: bytes) -> str:
    """Return the UTF-16 or UTF-32 codec of bytes without a mark, or "": wide text is full of bytes below 0x20."""
    sample = data[: SAMPLE - SAMPLE % 4]
    low = len(sample) - len(sample.translate(None, _LOW_BYTES))
    if low * 5 < len(sample) or len(sample) < 4:
        return ""
    for codec, width in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        if len(data) % width:
            continue
        try:
            text = sample.decode(codec)
        except UnicodeDecodeError:
            continue
        plain = sum(character in "\t\n\r" or " " <= character <= "\u06ff" for character in text)
        if plain >= len(text) * 0.9 and not _CONTROL.search(text):
            return codec
    return ""


def _as_utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _is_chance(data: bytes, text: str, codec: str) -> bool:
    """Tell whether bytes fit UTF-8 by chance: one or two pairs that a declared one-byte charset reads as words."""
    if codec in {"", "utf-8"} or sum(character > "\x7f" for character in text) > 2:
        return False
    try:
        other = data.decode(codec)
    except UnicodeDecodeError:
        return False
    return not is_wordlike(text) and is_wordlike(other)


def _as_declared(data: bytes, declared: str, codec: str) -> Decoded | None:
    """Decode with the declared charset if the bytes fit it and words come out, else return None."""
    try:
        text = data.decode(codec)
    except (UnicodeDecodeError, ValueError):
        return None
    superset = _WINDOWS_SUPERSET.get(codec, "")
    defects: tuple[str, ...] = ()
    if superset and re.search("[\x80-\x9f]", text):
        # WHATWG Encoding, section 4.2: what says iso-8859-1 and uses 0x80 to 0x9F is the Windows charset.
        text, codec = data.decode(superset, "replace"), superset
        defects = _mismatch(declared, _iana(superset))
    if not is_wordlike(text):
        return None
    if shortfall(data, codec) > _MARGIN:
        return None
    return Decoded(text, _iana(codec), defects)


def _broken_utf8(data: bytes) -> Decoded | None:
    """Decode as UTF-8 with replacements if most of the non-ASCII bytes are UTF-8, else return None."""
    rest = _SEQUENCE.sub(b"", data)
    strays = len(rest) - len(rest.translate(None, bytes(range(0x80, 0x100))))
    sequences = (len(data) - len(rest)) // 2
    return _with_places(data) if sequences > 2 * strays else None


def _with_places(data: bytes) -> Decoded:
    """Decode as UTF-8; broken bytes become U+FFFD and their places a defect."""
    text = data.decode("utf-8", "replace")
    count = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    if not count:
        return Decoded(text, "utf-8")
    places: list[str] = []
    start = 0
    while len(places) < min(count, _PLACES):
        try:
            data[start:].decode("utf-8")
            break
        except UnicodeDecodeError as error:
            begin, start = start + error.start, start + error.end
        line = data.count(b"\n", 0, begin) + 1
        places.append(f"{data[begin:start].hex(' ').upper()} at byte {begin}, line {line}")
    more = "; and more" if count > len(places) else ""
    defect = f"{count} places are not valid UTF-8 and are shown as U+FFFD ({'; '.join(places)}{more})."
    return Decoded(text, "utf-8", (defect,))


def _guess(data: bytes, declared: str, codec: str, complaint: tuple[str, ...]) -> Decoded:
    best = rank(data)[0]
    chosen = best.codec
    if best.score < POOR:
        chosen = _second_opinion(data) or chosen
    if codec == "iso8859-9" and chosen == "cp1254":
        chosen = codec
    text = data.decode(chosen, "replace")
    lost = text.count("\ufffd")
    name = _iana(chosen)
    told = f"It is declared as {declared.strip()} but does not read so" if codec else "Its charset is not declared"
    sure = "" if best.score >= POOR and not lost else ", which is not sure: compare it with the original"
    defects: tuple[str, ...] = (f"{told}; it was read as {name}, judged from its letters{sure}.",)
    if lost:
        defects += (f"{lost} bytes are not {name} and are shown as U+FFFD.",)
    return Decoded(text, name, complaint + defects)


def _second_opinion(data: bytes) -> str:
    """Ask charset-normalizer where none of our models fits; "" when its answer makes no words either."""
    found = _HIGH.search(data)
    start = max(0, found.start() - 64) if found else 0
    sample = data[start : start + 4096]
    known = _opinions.get()
    opinions = {} if known is None else known
    if sample not in opinions and len(opinions) < _ASKED_AT_MOST:
        codec = _asked(sample)
        opinions[sample] = codec if _makes_words(data, codec) else ""
    if sample in opinions:
        return opinions[sample]
    likeliest = Counter(filter(None, opinions.values())).most_common(_TRIED)
    return next((codec for codec, _ in likeliest if _makes_words(data, codec)), "")


def _asked(sample: bytes) -> str:
    match = charset_normalizer.from_bytes(sample).best()
    codec = _lookup(match.encoding)[0] if match else ""
    return "" if codec.startswith("utf") else codec


def _makes_words(data: bytes, codec: str) -> bool:
    return codec != "" and is_wordlike(data.decode(codec, "replace"))
