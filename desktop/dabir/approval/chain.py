"""Making entries of the log: numbered, chained to the one before, signed and hashed.

The clock may have gone back since the last entry; the time is recorded as it is and `verify` tells it as a warning.
Whether an act is allowed is not asked here: that is for `domain.decision` to say.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from typing import Final

from dabir.approval.canonical import Form
from dabir.approval.keys import DeviceKey, Signer
from dabir.domain.decision import Action, Decision, Subject
from dabir.domain.errors import InputRefused, RecordBroken

#: What the first entry names as the one before it.
GENESIS: Final = "0" * 64

#: The subject of an entry about an editor.
NO_SUBJECT: Final = Subject(uri="", version=0, original_sha256="", target_language="", text_sha256="")


def make_entry(
    *,
    previous: Decision | None,
    time: datetime,
    device: str,
    signer: Signer,
    action: Action,
    subject: Subject,
    note: str = "",
) -> Decision:
    """Make the next entry of a chain, signed by the editor and hashed.

    Args:
        previous: the last entry; None when there is none yet.
        time: now, by this device's clock, with an offset.
        device: identifier of the device whose chain it is.
        signer: the editor's unlocked key.
        action: what he decided.
        subject: about what; `NO_SUBJECT` for an editor.
        note: his reason or remark. For `enroll` leave it out: it is his public key.

    Raises:
        InputRefused: when a text cannot be recorded, for instance a note with half a surrogate pair.
        ValueError: when the entry would not fit the chain: another device, or a time without an offset.
    """
    if time.utcoffset() is None:
        raise ValueError("a decision needs a time with an offset")
    if previous is not None and previous.device != device:
        raise ValueError(f"the chain is that of {previous.device}, not of {device}")
    draft = Decision(
        sequence=0 if previous is None else previous.sequence + 1,
        time=time,
        device=device,
        editor=signer.name,
        action=action,
        subject=subject,
        note=signer.public_key if action is Action.ENROLL else note,
        previous=GENESIS if previous is None else previous.entry_sha256,
    )
    try:
        form = Form(draft)
        signature = signer.sign(form.unsigned)
        named = hashlib.sha256(form.signed(signature)).hexdigest()
        return replace(draft, signature=signature, entry_sha256=named)
    except RecordBroken as error:
        raise InputRefused("The decision has a text that cannot be recorded.", "Type the note anew.") from error


def make_enrolment(*, previous: Decision | None, time: datetime, device: str, signer: Signer) -> Decision:
    """Make the entry that brings an editor and his public key into the chain.

    Args:
        previous: the last entry; None when there is none yet.
        time: now, with an offset.
        device: identifier of the device whose chain it is.
        signer: the editor's unlocked key; the entry is signed by the very key it carries.

    Raises:
        InputRefused: when the name cannot be recorded.
        ValueError: when the entry would not fit the chain.
    """
    return make_entry(
        previous=previous, time=time, device=device, signer=signer, action=Action.ENROLL, subject=NO_SUBJECT
    )


def make_revocation(
    *, previous: Decision | None, time: datetime, device_key: DeviceKey, editor: str, note: str
) -> Decision:
    """Make the entry after which an editor may decide no more, signed by the device.

    The device signs because a lost or stolen passphrase is the usual reason: the editor cannot, or must not. (An
    editor who leaves may also sign his own: `make_entry` with his key and `REVOKE_EDITOR`.)

    Args:
        previous: the last entry.
        time: now, with an offset.
        device_key: the key of the device whose chain it is.
        editor: name of the editor it is about.
        note: the reason, and who asked for it.

    Raises:
        InputRefused: when a text cannot be recorded.
        ValueError: when the entry would not fit the chain.
    """
    return make_entry(
        previous=previous,
        time=time,
        device=device_key.id,
        signer=device_key.on_behalf_of(editor),
        action=Action.REVOKE_EDITOR,
        subject=NO_SUBJECT,
        note=note,
    )
