"""A record as one file, for an auditor or a partner who has no desk.

JSON lines, UTF-8: a header (device's public key, checkpoint, editors' keys), then the entries in order. The file is
written in one way only and read as strictly, so a change of any byte of it shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from dabir.approval.canonical import from_json, to_json
from dabir.approval.jcs import Fields, canonical
from dabir.approval.keys import device_id
from dabir.approval.note import Note
from dabir.approval.verify import Finder, Verdict, verify
from dabir.domain.decision import Action, Decision
from dabir.domain.errors import InputRefused, RecordBroken

_FORMAT: Final = "dabir.log.v2"
_HEADER_KEYS: Final = frozenset({"format", "device_public_key", "checkpoint", "editors"})


@dataclass(frozen=True, slots=True)
class ExportedLog:
    """A record read from a file, not checked yet.

    Attributes:
        device_public_key: as the file gives it, 64 hex digits.
        checkpoint: the device's last one; None when the file has none.
        editors: public keys by editors' names, as the file gives them.
        lines: the entries, a line each with its newline, not read yet.
    """

    device_public_key: str
    checkpoint: Note | None
    editors: Mapping[str, str]
    lines: tuple[bytes, ...]

    def entries(self) -> Iterator[Decision]:
        """Read the entries one by one.

        Raises:
            RecordBroken: at a line that is no entry as Dabir writes it.
        """
        for line in self.lines:
            if not line.endswith(b"\n"):
                raise RecordBroken("The file ends in the middle of it.")
            yield from_json(_utf8(line[:-1]))


def _utf8(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RecordBroken("A line is not in UTF-8.") from error


def write_log(
    entries: Iterable[Decision],
    checkpoint: Note | None,
    editors: Mapping[str, str],
    *,
    device_public_key: str,
) -> bytes:
    """Write a record into one file.

    Args:
        entries: all entries of the device, in order.
        checkpoint: its last checkpoint.
        editors: public keys (64 hex digits) of all editors enrolled in it, by name.
        device_public_key: the device's, 64 hex digits.

    Raises:
        RecordBroken: when an entry cannot be written in canonical form.
    """
    header = canonical(
        {
            "format": _FORMAT,
            "device_public_key": device_public_key,
            "checkpoint": "" if checkpoint is None else str(checkpoint),
            "editors": dict(editors),
        }
    )
    lines = [header, *(to_json(entry).encode("utf-8") for entry in entries)]
    return b"".join(line + b"\n" for line in lines)


def read_log(data: bytes) -> ExportedLog:
    """Read a file that `write_log` wrote. Entries are split, not read: a damaged one is for the check to name.

    Raises:
        InputRefused: when it is no such file.
        RecordBroken: when its header was changed.
    """
    first, newline, rest = data.partition(b"\n")
    if b'"format":"' + _FORMAT.encode() not in first:
        raise InputRefused("This is no log exported by Dabir.", "Choose a file written by “dabir log export”.")
    fields = Fields.read(_utf8(first), _HEADER_KEYS, "The file's first line")
    sealed = fields.text("checkpoint")
    checkpoint = Note.read(sealed) if sealed else None
    log = ExportedLog(fields.text("device_public_key"), checkpoint, fields.texts("editors"), _lines(rest))
    if write_log((), log.checkpoint, log.editors, device_public_key=log.device_public_key) != first + newline:
        raise RecordBroken("The file's first line is not as Dabir writes it, so it was changed after the export.")
    return log


def _lines(data: bytes) -> tuple[bytes, ...]:
    *whole, cut = data.split(b"\n")
    lines = [line + b"\n" for line in whole]
    return (*lines, cut) if cut else tuple(lines)


def verify_log(
    data: bytes,
    *,
    device_public_key: str | None = None,
    editors: Mapping[str, str] | None = None,
    original_of: Finder | None = None,
    text_of: Finder | None = None,
) -> Verdict:
    """Check an exported record with nothing but the file at hand.

    Args:
        data: the file.
        device_public_key: the device's key as the reader got it another way; None takes the file's own word.
        editors: editors' keys as the reader got them another way; None takes the file's own word.
        original_of: finds an original by its SHA-256, where the reader has them.
        text_of: finds an approved text by its SHA-256, where the reader has them.

    Returns:
        The verdict, with a warning for each thing that could not be checked.

    Raises:
        InputRefused: when it is no exported log at all.
    """
    try:
        log = read_log(data)
    except RecordBroken as error:
        return Verdict(ok=False, entries=0, first_bad=None, reason=error.message)
    if device_public_key not in {None, log.device_public_key}:
        reason = f"The file is from {device_id(log.device_public_key)}, not from the device that was asked for."
        return Verdict(ok=False, entries=0, first_bad=0, reason=reason)
    enrolled: dict[str, str] = {}
    verdict = verify(
        _noting_enrolments(log.entries(), enrolled),
        device_public_key=log.device_public_key,
        checkpoint=log.checkpoint,
        editors={**log.editors, **(editors or {})},
        original_of=original_of,
        text_of=text_of,
    )
    if verdict.ok and enrolled != log.editors:
        reason = "The editors in the file's first line are not those enrolled in its entries."
        return Verdict(ok=False, entries=verdict.entries, first_bad=None, reason=reason)
    if verdict.ok and device_public_key is None:
        own_word = f"The device's key is the file's own word; ask the desk whether it is {log.device_public_key}."
        return replace(verdict, warnings=(*verdict.warnings, own_word))
    return verdict


def _noting_enrolments(entries: Iterable[Decision], enrolled: dict[str, str]) -> Iterator[Decision]:
    for entry in entries:
        if entry.action is Action.ENROLL:
            enrolled.setdefault(entry.editor, entry.note)
        yield entry
