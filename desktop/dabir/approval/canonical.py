"""One decision, one byte string: the canonical form that is signed, hashed and exported.

The form is JSON canonicalised by RFC 8785 (JCS). Texts are taken as they are, without Unicode normalisation, so that
what was signed is what the editor wrote. Times are ISO 8601 with an offset. Reading is as strict as writing: a line
that is not exactly what would be written is refused, so no byte of an exported record can be changed unseen.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Final

from dabir.approval.jcs import Fields, moment, number_form, text_form
from dabir.domain.decision import Action, Decision, Subject
from dabir.domain.errors import RecordBroken

#: Written into every signed decision, so that its signature can never pass for one over anything else.
FORMAT: Final = "dabir.decision.v1"

_SUBJECT_KEYS: Final = frozenset({"uri", "version", "original_sha256", "target_language", "text_sha256"})
_UNSIGNED_KEYS: Final = frozenset(
    {"format", "sequence", "time", "device", "editor", "action", "subject", "note", "previous"}
)
_EXPORT_KEYS: Final = _UNSIGNED_KEYS | {"signature", "entry_sha256"}


_ACTIONS: Final = {action.value: action for action in Action}
#: Heads of entries that are remembered: one for each act of each editor.
_REMEMBERED: Final = 1024


@lru_cache(maxsize=_REMEMBERED)
def _head(action: str, device: str, editor: str) -> bytes:
    """Return the beginning of an entry: what hardly changes from one to the next."""
    return f'{{"action":{text_form(action)},"device":{text_form(device)},"editor":{text_form(editor)}'.encode()


class Form:
    """The three byte strings of one decision, written once and put together from its parts.

    They differ in two fields only, which stand between the parts. The fields are written out here in the order of
    RFC 8785, that of their names: to sort them for each entry takes twice as long.
    """

    __slots__ = ("_head", "_middle", "_tail")

    def __init__(self, decision: Decision) -> None:
        """Write a decision; what it has as signature and hash is left out.

        Raises:
            RecordBroken: when a field cannot be written in canonical form.
        """
        subject = decision.subject
        sequence, version = number_form(decision.sequence), number_form(subject.version)
        try:
            self._head = _head(decision.action, decision.device, decision.editor)
            self._middle = (
                f',"format":"{FORMAT}","note":{text_form(decision.note)}'
                f',"previous":{text_form(decision.previous)},"sequence":{sequence}'
            ).encode()
            self._tail = (
                f',"subject":{{"original_sha256":{text_form(subject.original_sha256)}'
                f',"target_language":{text_form(subject.target_language)}'
                f',"text_sha256":{text_form(subject.text_sha256)}'
                f',"uri":{text_form(subject.uri)},"version":{version}}},"time":"{moment(decision.time)}"}}'
            ).encode()
        except (UnicodeEncodeError, TypeError) as error:
            raise RecordBroken(f"A text cannot be recorded: {error}.") from error

    @property
    def unsigned(self) -> bytes:
        """See `unsigned_bytes`."""
        return self._head + self._middle + self._tail

    def signed(self, signature: str) -> bytes:
        """See `signed_bytes`."""
        return self.sealed(signature, "")[0]

    def sealed(self, signature: str, entry_sha256: str) -> tuple[bytes, bytes]:
        """Return `signed_bytes` and `line_of`.

        Raises:
            RecordBroken: when signature or hash cannot be written in canonical form.
        """
        try:
            named = f',"entry_sha256":{text_form(entry_sha256)}'.encode()
            rest = self._middle + f',"signature":{text_form(signature)}'.encode() + self._tail
        except (UnicodeEncodeError, TypeError) as error:
            raise RecordBroken(f"A text cannot be recorded: {error}.") from error
        return self._head + rest, self._head + named + rest


def unsigned_bytes(decision: Decision) -> bytes:
    """Return the bytes an editor signs: everything of the decision but signature and entry hash.

    Raises:
        RecordBroken: when a field cannot be written in canonical form.
    """
    return Form(decision).unsigned


def signed_bytes(decision: Decision) -> bytes:
    """Return the bytes whose hash names the entry: `unsigned_bytes` with the signature.

    Raises:
        RecordBroken: when a field cannot be written in canonical form.
    """
    return Form(decision).signed(decision.signature)


def entry_hash(decision: Decision) -> str:
    """Return the lower-case hex SHA-256 of `signed_bytes`: what the next entry calls `previous`.

    Raises:
        RecordBroken: when a field cannot be written in canonical form.
    """
    return hashlib.sha256(signed_bytes(decision)).hexdigest()


def line_of(decision: Decision) -> bytes:
    """Return a whole decision as one line of JSON in UTF-8, without the newline: its leaf in the Merkle tree.

    Raises:
        RecordBroken: when a field cannot be written in canonical form.
    """
    return Form(decision).sealed(decision.signature, decision.entry_sha256)[1]


def to_json(decision: Decision) -> str:
    """Return `line_of` as text.

    Raises:
        RecordBroken: when a field cannot be written in canonical form.
    """
    return line_of(decision).decode("utf-8")


def from_json(line: str) -> Decision:
    """Read a decision that `to_json` wrote. Signature and hashes are not checked here; `verify` does that.

    Args:
        line: one line, without the newline.

    Raises:
        RecordBroken: when the line is not exactly what `to_json` writes: unknown, missing or doubled fields, other
            types, another spelling of the same values.
    """
    fields = Fields.read(line, _EXPORT_KEYS, "An entry")
    if fields.text("format") != FORMAT:
        raise RecordBroken(f"An entry is of the form “{fields.text('format')}”, which this program does not know.")
    subject = fields.inner("subject", _SUBJECT_KEYS)
    action = _ACTIONS.get(fields.text("action"))
    if action is None:
        raise RecordBroken(f"An entry has the action “{fields.text('action')}”, which does not exist.")
    decision = Decision(
        sequence=fields.number("sequence"),
        time=fields.moment("time"),
        device=fields.text("device"),
        editor=fields.text("editor"),
        action=action,
        subject=Subject(
            uri=subject.text("uri"),
            version=subject.number("version"),
            original_sha256=subject.text("original_sha256"),
            target_language=subject.text("target_language"),
            text_sha256=subject.text("text_sha256"),
        ),
        note=fields.text("note"),
        previous=fields.text("previous"),
        signature=fields.text("signature"),
        entry_sha256=fields.text("entry_sha256"),
    )
    if to_json(decision) != line:
        raise RecordBroken("An entry is not written in canonical form, so it was changed after the export.")
    return decision
