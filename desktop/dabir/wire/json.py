"""JSON from partners, read with limits, and the properties of one object under their names without case.

Python's reader takes the last of two equal keys and numbers of any length; here the other values are kept and told.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from typing import Final

from dabir.domain.errors import WireError
from dabir.wire.encoding import decode
from dabir.wire.markup import collapse, paragraphs_of_markup
from dabir.wire.properties import Findings

#: Largest JSON text that is read, in bytes.
MAX_BYTES: Final = 32 * 1024 * 1024
#: Longest number, in digits, that is read as one; a longer one stays text.
_LONGEST_NUMBER: Final = 18

#: How much of a file is looked at to tell its format, in bytes.
_HEAD: Final = 64 * 1024
_OBJECTS: Final = re.compile(r"[ \t\r\n]*(?:\[[ \t\r\n]*)*(?:\{[ \t\r\n]*[\"}]|\[[ \t\r\n]*\])")
_SPACE: Final = re.compile(r"[ \t\r\n,\x1e]*")
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")
#: Keys whose value says by itself what it is.
_UNNAMED: Final = frozenset({"name", "value", "title", "text", "literal"})
_TAG: Final = re.compile(r"<[A-Za-z/!][^<>]*>|&(?:[A-Za-z]+|#\w+);")


class JsonObject(dict[str, object]):
    """A JSON object that remembers the values its repeated keys had before the last.

    Attributes:
        repeated: key and value, in the order of the file.
    """

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        self.repeated: tuple[tuple[str, object], ...] = ()
        if len(self) < len(pairs):
            last = {key: number for number, (key, _) in enumerate(pairs)}
            self.repeated = tuple(pair for number, pair in enumerate(pairs) if last[pair[0]] != number)


def looks_like_objects(data: bytes) -> str:
    """Return the beginning of a file that looks like JSON objects, ASCII characters right; "" when it does not."""
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if b"\x00" in head[:64]:
        head = head.replace(b"\x00", b"").lstrip(b"\xff\xfe")
    text = head.decode("latin-1")
    return text if _OBJECTS.match(text) else ""


def read_values(data: bytes) -> tuple[list[object], tuple[str, ...]]:
    """Read the JSON values of a file, one or several after the other (JSON Lines, RFC 7464 sequences).

    Returns:
        The values, and the defects of the charset.

    Raises:
        WireError: when it is no JSON, is cut short, nests too deep or is too large.
    """
    if len(data) > MAX_BYTES:
        raise WireError(f"The JSON has {len(data)} bytes, more than the {MAX_BYTES} that are read.")
    decoded = decode(data)
    text = decoded.text.lstrip("\ufeff")
    values: list[object] = []
    place = _skip(text, 0)
    while place < len(text):
        try:
            value, place = _DECODER.raw_decode(text, place)
        except json.JSONDecodeError as error:
            where = f"line {error.lineno}, column {error.colno}"
            raise WireError(
                f"The JSON is cut short or damaged at {where}: {error.msg}.", "Ask the partner to send it again."
            ) from error
        except RecursionError as error:
            raise WireError("The JSON nests too deep to be a story.") from error
        values.append(value)
        place = _skip(text, place)
    return values, decoded.defects


class Item:
    """The properties of one JSON object, by names in lower case without underscores."""

    def __init__(self, value: dict[str, object], findings: Findings | None = None) -> None:
        """Look at an object.

        Args:
            value: the object.
            findings: where defects of its values are told; None to read without telling.
        """
        self._object = value
        self._findings = findings
        self._names = [_plain(key) for key in value]
        self._values: dict[str, object] = {}
        for name, found in zip(self._names, value.values(), strict=True):
            self._values.setdefault(name, found)

    def tell(self, findings: Findings) -> None:
        """Have the defects of its values told from here on."""
        self._findings = findings

    def has(self, *names: str) -> bool:
        """Tell whether one of these properties is there and not empty."""
        return any(map(self._values.get, names))

    def first(self, *names: str) -> object:
        """Return the value of the first of these properties that is there, or None."""
        for name in names:
            value = self._values.get(name)
            if value is not None:
                return value
        return None

    def nested(self, names: Collection[str]) -> set[str]:
        """Return those of these properties that are a list or an object."""
        return {name for name, value in self._values.items() if isinstance(value, list | dict) and name in names}

    def text(self, *names: str) -> str:
        """Return the first of these properties that is a text or a number, as text; ""."""
        for name in names:
            value = self._values.get(name)
            if isinstance(value, int | float) and not isinstance(value, bool):
                value = str(value)
            if isinstance(value, str) and value.strip():
                return self._storable(name, value)
        return ""

    def words(self, *names: str) -> str:
        """Return a property that is a line of words: white space collapsed, markup read as text."""
        text = self.text(*names)
        if ("<" in text or "&" in text) and _TAG.search(text):
            return " ".join(paragraphs_of_markup(text).paragraphs)
        return collapse(text)

    def strings(self, name: str) -> tuple[str, ...]:
        """Return the texts in a list."""
        value = self._values.get(name)
        if not isinstance(value, list):
            return ()
        return tuple(self._storable(name, one) for one in value if isinstance(one, str) and one.strip())

    def objects(self, name: str) -> tuple[Item, ...]:
        """Return the objects in a list, or the object itself, or those of an object of objects."""
        value = self._values.get(name)
        if isinstance(value, dict):
            nested = [one for one in value.values() if isinstance(one, dict)]
            value = nested if nested and len(nested) == len(value) else [value]
        if not isinstance(value, list):
            return ()
        return tuple(Item(one, self._findings) for one in value if isinstance(one, dict))

    def list_of_names(self, name: str) -> tuple[str, ...]:
        """Return a list of concepts (texts, or objects with a name or a code) as texts."""
        value = self._values.get(name)
        if not value:
            return ()
        if isinstance(value, str):
            return (self._storable(name, value),) if value.strip() else ()
        named = [one.text("name", "value", "title", "literal", "code", "uri", "qcode") for one in self.objects(name)]
        return tuple(dict.fromkeys(filter(None, (*self.strings(name), *named))))

    def names(self, name: str, separator: str) -> str:
        """Return the same joined to one text."""
        return separator.join(self.list_of_names(name))

    def tell_repeated_keys(self) -> None:
        """Keep the values that repeated keys had before the last, here and below, and tell of them."""
        if self._findings is None:
            return
        for key, value in _repeated_in(self._object):
            self._findings.defect(f'The key "{key[:40]}" stands more than once; the last value was taken.')
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
            self._findings.keep(key, self._storable(key, text))

    @property
    def value(self) -> dict[str, object]:
        """The object itself."""
        return self._object

    def property_names(self) -> tuple[str, ...]:
        """Return the names of its properties."""
        return tuple(self._values)

    def parts(self, name: str) -> tuple[tuple[str, Item], ...]:
        """Return the objects of a list or of an object of objects, each with its key ("" in a list)."""
        value = self._values.get(name)
        if not value:
            return ()
        pairs = list(value.items()) if isinstance(value, dict) else []
        pairs = pairs or [("", one) for one in (value if isinstance(value, list) else [])]
        return tuple((key, Item(one, self._findings)) for key, one in pairs if isinstance(one, dict))

    def rest(self, known: Collection[str]) -> Iterator[tuple[str, str]]:
        """Yield the properties that are none of these and not empty: the key as written, and all its words."""
        for name, (key, value) in zip(self._names, self._object.items(), strict=True):
            words = "" if name in known else self._storable(key, words_of(value))
            if words:
                yield key, words

    def _storable(self, name: str, text: str) -> str:
        """Return a text without what no text can hold: NUL and lone surrogates become U+FFFD."""
        if _is_storable(text):
            return text
        if self._findings:
            self._findings.defect(f"{name} holds characters that are no text; they are shown as U+FFFD.")
        return _UNSTORABLE.sub("\ufffd", text)


def _is_storable(text: str) -> bool:
    # A text that can be encoded has no lone surrogate, which is found out ten times as fast as by the pattern.
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text


def words_of(value: object) -> str:
    """Return a value of any shape as a line for people: nothing in it is dropped but the empty."""
    if isinstance(value, str):
        return value.strip()
    lines: list[str] = []
    # A stack of its own: how deep a value nests must cost no recursion.
    waiting: list[tuple[str, object]] = [("", value)]
    while waiting:
        key, one = waiting.pop()
        if isinstance(one, dict):
            waiting += reversed([(str(name), inner) for name, inner in one.items()])
        elif isinstance(one, list):
            waiting += reversed([(key, inner) for inner in one])
        elif one is not None and one is not False and one != "":
            text = str(one).strip()
            lines.append(text if not key or key.lower() in _UNNAMED else f"{key}={text}")
    return "; ".join(lines)


def _plain(key: str) -> str:
    return key.replace("_", "").replace("-", "").lower()


def _integer(digits: str) -> int | str:
    return digits if len(digits) > _LONGEST_NUMBER + digits.startswith("-") else int(digits)


#: Raw line breaks within strings are common and harmless, so it is not strict.
_DECODER: Final = json.JSONDecoder(object_pairs_hook=JsonObject, parse_int=_integer, parse_constant=str, strict=False)


def _skip(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found else place


def _repeated_in(value: object) -> Iterator[tuple[str, object]]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, JsonObject):
            yield from one.repeated
        if isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
