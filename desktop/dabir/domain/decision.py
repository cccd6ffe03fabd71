"""Decisions of editors, as the log keeps them, and what an editor is told before one.

What may be decided when, and the states that follow, are in `dabir.domain.life`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dabir.domain.segment import Finding, Severity, TranslationUnit, UnitState


class Action(StrEnum):
    """What an editor decides.

    `WITHDRAW` takes back what is out when a partner kills it; the device signs, since nobody may be at the desk.
    `ACKNOWLEDGE` says that an editor has seen a kill, `LIFT` that he makes a killed story usable again; `TAKE_OVER`
    that somebody works on what somebody else had claimed.
    `AGREEMENT` brings an edition of an agreement into force, `ROLE` gives an editor a role. `RETENTION` removes what
    an agreement forbids to keep longer; `RESTORE` says that the desk goes on from a backup, and the device signs.
    """

    ENROLL = "enroll"
    APPROVE = "approve"
    REFUSE = "refuse"
    RELEASE = "release"
    REVOKE = "revoke"
    KILL = "kill"
    WITHDRAW = "withdraw"
    ACKNOWLEDGE = "acknowledge"
    LIFT = "lift"
    TAKE_OVER = "take-over"
    AGREEMENT = "agreement"
    ROLE = "role"
    REVOKE_EDITOR = "revoke-editor"
    RETENTION = "retention"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a decision is about.

    Attributes:
        uri: the story; "" for a decision about an editor.
        version: its version.
        original_sha256: hash of the file it came in.
        target_language: "" for the original itself, else the translation's language.
        text_sha256: hash of the approved text (for the original: of headline and body).
    """

    uri: str
    version: int
    original_sha256: str
    target_language: str
    text_sha256: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of the log.

    Attributes:
        sequence: place in this device's chain, from 0.
        time: when, by this device's clock, with an offset.
        device: the device's identifier.
        editor: the editor's name.
        action: what was decided.
        subject: about what.
        note: the reason or remark; for `enroll` the editor's public key in hex.
        previous: SHA-256 (hex) of the entry before; 64 zeros for the first.
        signature: Ed25519 signature (hex) over the canonical bytes of all the above.
        entry_sha256: SHA-256 (hex) of the canonical bytes with the signature: what the next entry names.
    """

    sequence: int
    time: datetime
    device: str
    editor: str
    action: Action
    subject: Subject
    note: str
    previous: str
    signature: str = ""
    entry_sha256: str = ""


def cautions(units: Sequence[TranslationUnit], findings: Mapping[int, Sequence[Finding]]) -> tuple[str, ...]:
    """Return what an editor is told before he approves a translation, a sentence each; none of it forbids it.

    Args:
        units: the translation.
        findings: what the checks found, by unit index.
    """
    total = len(units)
    drafts = sum(1 for unit in units if unit.state is UnitState.MACHINE)
    remembered = sum(1 for unit in units if unit.state is UnitState.MEMORY)
    edited = sum(1 for unit in units if unit.state is UnitState.EDITED)
    errors = sum(1 for found in findings.values() if any(one.severity is Severity.ERROR for one in found))
    told = (
        (drafts, f"{drafts} of {total} segments are machine drafts that nobody has confirmed."),
        (remembered, f"{remembered} of {total} segments are from the memory and not confirmed."),
        (edited, f"{edited} of {total} segments are edited but not confirmed."),
        (errors, f"The checks found errors in {errors} of {total} segments."),
    )
    return tuple(sentence for number, sentence in told if number)
