"""One decision, one byte string: the canonical form that is signed, hashed and exported.

The form is JSON canonicalised by RFC 8785 (JCS). Texts are taken as they are, without Unicode normalisation, so that
what was signed is what the editor wrote. Times are ISO 8601 with an offset. Reading is as strict as writing: a line
that is not exactly what would be written is refused, so no byte of an exported record can be changed unseen.
"""

from __future__ import annotations

import hashlib
from typing import Final

from dabir.approval.jcs import Fields, canonical_entry, canonical_text, moment
from dabir.domain.decision import Action, Decision, Subject
from dabir.domain.errors import RecordBroken

#: Written into every signed decision, so that its signature can never pass for one over anything else.
FORMAT: Final = "dabir.decision.v1"

_SUBJECT_KEYS: Final = frozenset({"uri", "version", "original_sha256", "target_language", "text_sha256"})
_UNSIGNED_KEYS: Final = frozenset(
    {"format", "sequence", "time", "device", "editor", "action", "subject", "note", "previous"}
)
_EXPORT_KEYS: Final = _UNSIGNED_KEYS | {"signature", "entry_sha256"}


def _unsigned(decision: Decision) -> dict[str, object]:
    subject = decision.subject
    return {
        "format": FORMAT,
        "sequence": decision.sequence,
        "time": moment(decision.time),
        "device": decision.device,
        "editor": decision.editor,
        "action": decision.action.value,
        "subject": {
            "uri": subject.uri,
            "version": subject.version,
            "original_sha256": subject.original_sha256,
            "target_language": subject.target_language,
            "text_sha256": subject.text_sha256,
        },
        "note": decision.note,
        "previous": decision.previous,
    }


class Form:
    """The three byte strings of one decision, written once and put together from its parts.

    They differ in two fields only, and no text of JSON has a bare quotation mark in it: so the places where those
    fields stand are found, not written anew.
    """

    __slots__ = ("_head", "_middle", "_tail")

    def __init__(self, decision: Decision) -> None:
        """Write a decision; what it has as signature and hash is left out.

        Raises:
            RecordBroken: when a field cannot be written in canonical form.
        """
        whole = canonical_entry(_unsigned(decision), decision.sequence, decision.subject.version)
        head, tail = whole.index(b',"format":'), whole.index(b',"subject":{')
        self._head, self._middle, self._tail = whole[:head], whole[head:tail], whole[tail:]

    @property
    def unsigned(self) -> bytes:
        """See `unsigned_bytes`."""
        return self._head + self._middle + self._tail

    def signed(self, signature: str) -> bytes:
        """See `signed_bytes`."""
        return self._head + self._middle + b',"signature":' + canonical_text(signature) + self._tail

    def line(self, signature: str, entry_sha256: str) -> bytes:
        """See `line_of`."""
        named = self._head + b',"entry_sha256":' + canonical_text(entry_sha256) + self._middle
        return named + b',"signature":' + canonical_text(signature) + self._tail


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
    return Form(decision).line(decision.signature, decision.entry_sha256)


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
    try:
        action = Action(fields.text("action"))
    except ValueError as error:
        raise RecordBroken(f"An entry has the action “{fields.text('action')}”, which does not exist.") from error
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
