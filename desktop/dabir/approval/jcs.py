"""JSON as the record writes and reads it: RFC 8785 out, and nothing but known fields of known types in."""

from __future__ import annotations

import json
import json.encoder
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import rfc8785

from dabir.domain.errors import RecordBroken

#: The RFC 8785 form of a text: the encoder of the standard library writes exactly that (a test compares the two). A
#: lone surrogate it lets through; to encode that as UTF-8 fails.
text_form: Final = json.encoder.encode_basestring
_LARGEST_NUMBER: Final = 2**53 - 1


def number_form(number: int) -> str:
    """Return the RFC 8785 form of a whole number; `true` is none.

    Raises:
        RecordBroken: when it is beyond 2**53 - 1.
    """
    if type(number) is not int or abs(number) > _LARGEST_NUMBER:
        raise RecordBroken(f"A number cannot be recorded: {number}.")
    return str(number)


def canonical(value: dict[str, object]) -> bytes:
    """Return the RFC 8785 form of a JSON object.

    Raises:
        RecordBroken: when it holds what JSON cannot carry: a lone surrogate, or a number beyond 2**53 - 1.
    """
    try:
        return rfc8785.dumps(value)  # type: ignore[arg-type]
    except rfc8785.CanonicalizationError as error:
        raise RecordBroken(f"A text or number cannot be recorded: {error}.") from error


def moment(time: datetime) -> str:
    """Write a time as it stands in the record: ISO 8601 with its offset.

    Raises:
        RecordBroken: when the time has no offset; such a time names no moment.
    """
    _require_offset(time)
    return time.isoformat()


def _require_offset(time: datetime) -> None:
    if time.utcoffset() is None:
        raise RecordBroken(f"The time {time.isoformat()} has no offset from UTC.")


def _no_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("a field is given twice")
    return fields


#: Made once: `json.loads` would make one for each text.
_strict: Final = json.JSONDecoder(object_pairs_hook=_no_doubles)


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one JSON object of the record, handed out by name and type.

    Attributes:
        values: the fields.
        what: what the object is, for messages ("An entry").
    """

    values: Mapping[str, object]
    what: str

    @classmethod
    def read(cls, text: str, keys: frozenset[str], what: str) -> Fields:
        """Parse an object that must have exactly these fields.

        Raises:
            RecordBroken: when it is no JSON object or has other fields.
        """
        try:
            value = _strict.decode(text)
        except (ValueError, RecursionError) as error:
            raise RecordBroken(f"{what} is no JSON object: {error}.") from error
        return cls._of(value, keys, what)

    @classmethod
    def _of(cls, value: object, keys: frozenset[str], what: str) -> Fields:
        if not isinstance(value, dict):
            raise RecordBroken(f"{what} is no JSON object.")
        if value.keys() != keys:
            strange = ", ".join(sorted(value.keys() ^ keys))
            raise RecordBroken(f"{what} has missing or unknown fields: {strange}.")
        return cls(value, what)

    def inner(self, key: str, keys: frozenset[str]) -> Fields:
        """Return an object inside this one that must have exactly these fields.

        Raises:
            RecordBroken: when it is no object or has other fields.
        """
        return self._of(self.values[key], keys, f"{self.what}, field “{key}”,")

    def text(self, key: str) -> str:
        """Return a text.

        Raises:
            RecordBroken: when the field is no text.
        """
        value = self.values[key]
        if not isinstance(value, str):
            raise RecordBroken(f"{self.what} has a field “{key}” that is no text.")
        return value

    def number(self, key: str) -> int:
        """Return a whole number; `true` and `1.0` are none.

        Raises:
            RecordBroken: when the field is no whole number.
        """
        value = self.values[key]
        if type(value) is not int:
            raise RecordBroken(f"{self.what} has a field “{key}” that is no whole number.")
        return value

    def moment(self, key: str) -> datetime:
        """Return a time with an offset.

        Raises:
            RecordBroken: when the field is not such a time.
        """
        try:
            value = datetime.fromisoformat(self.text(key))
        except ValueError as error:
            raise RecordBroken(f"{self.what} has a field “{key}” that is no time.") from error
        _require_offset(value)
        return value

    def texts(self, key: str) -> dict[str, str]:
        """Return an object whose values are all texts.

        Raises:
            RecordBroken: when the field is anything else.
        """
        value = self.values[key]
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            raise RecordBroken(f"{self.what} has a field “{key}” that is no list of names and texts.")
        return dict(value)
