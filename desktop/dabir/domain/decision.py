"""Decisions of editors, the states they put a story in, and the rules between them.

The rules are pure: they are given what the store knows and answer with a sentence when an act is forbidden.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dabir.domain.segment import Finding, Severity, TranslationUnit, UnitState
from dabir.domain.story import PubStatus, Story


class Action(StrEnum):
    """What an editor decides.

    `WITHDRAW` takes back what is out when a partner kills it; the device signs, since nobody may be at the desk.
    `ACKNOWLEDGE` says that an editor has seen a kill; `TAKE_OVER` that he works on what somebody else had claimed.
    `AGREEMENT` brings an edition of an agreement into force, `ROLE` gives an editor a role.
    """

    ENROLL = "enroll"
    APPROVE = "approve"
    REFUSE = "refuse"
    RELEASE = "release"
    REVOKE = "revoke"
    KILL = "kill"
    WITHDRAW = "withdraw"
    ACKNOWLEDGE = "acknowledge"
    TAKE_OVER = "take-over"
    AGREEMENT = "agreement"
    ROLE = "role"
    REVOKE_EDITOR = "revoke-editor"


class StoryState(StrEnum):
    """Where a story stands on the desk; a word of the list's state column."""

    NEW = "new"
    IN_TRANSLATION = "in translation"
    APPROVED = "approved"
    RELEASED = "released"
    REFUSED = "refused"
    KILLED = "killed"
    SUPERSEDED = "superseded"


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


@dataclass(frozen=True, slots=True)
class Standing:
    """What the store knows of a story or of its translation when an act is asked for.

    Attributes:
        story: the version acted on.
        current_text_sha256: hash of the text as it stands now; "" when there is none to approve.
        approved_text_sha256: hash of the text last approved and not revoked; "".
        released: whether it is out.
        superseded: the sentence that says what has replaced it; "".
        killed: the sentence that says by whom or what it was killed; "".
        incomplete: how many units have no target text.
        refused: whether the last word was a refusal.
    """

    story: Story
    current_text_sha256: str
    approved_text_sha256: str = ""
    released: bool = False
    superseded: str = ""
    killed: str = ""
    incomplete: int = 0
    refused: bool = False

    @property
    def approved(self) -> bool:
        """Whether the text as it stands now is the text that was approved."""
        return bool(self.approved_text_sha256) and self.approved_text_sha256 == self.current_text_sha256


def _is_out_of_use(standing: Standing) -> str:
    story = standing.story
    if standing.killed:
        return standing.killed
    if story.is_kill:
        return "It is a kill notice: it withdraws a story and is not itself for publication."
    if standing.superseded:
        return standing.superseded
    if story.pubstatus is PubStatus.WITHHELD:
        return "The partner has withheld it; wait for a version whose status is usable."
    return ""


def why_not_approve(standing: Standing) -> str:
    """Return the reason why this text may not be approved now, or "" when it may."""
    reason = _is_out_of_use(standing)
    if reason:
        return reason
    if not standing.current_text_sha256:
        return "There is no text to approve."
    if standing.incomplete:
        segments = "1 segment has" if standing.incomplete == 1 else f"{standing.incomplete} segments have"
        return f"{segments} no translation yet; translate or write what is missing first."
    return "Its current text is approved already." if standing.approved else ""


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


def why_not_release(standing: Standing, now: datetime) -> str:
    """Return the reason why this text may not be released now, or "" when it may.

    Args:
        standing: what the store knows.
        now: the present moment, with an offset.
    """
    reason = _is_out_of_use(standing)
    if reason:
        return reason
    story = standing.story
    if story.embargoed and now < story.embargoed:
        return f"It is embargoed until {story.embargoed.isoformat()}; approve it now, release it then."
    if story.expiry and now >= story.expiry:
        return f"It expired at {story.expiry.isoformat()}."
    if not standing.approved_text_sha256:
        return "Nobody has approved it; approve it first."
    if not standing.approved:
        return "Its text was changed after the approval; approve the text as it stands now."
    return "It is released already." if standing.released else ""


def why_not_revoke(standing: Standing) -> str:
    """Return the reason why there is nothing to revoke, or ""."""
    return "" if standing.approved_text_sha256 else "Nothing of it is approved, so there is nothing to revoke."


def state_of(standing: Standing, *, has_translation: bool) -> StoryState:
    """Return the one word for the story list."""
    if standing.killed or standing.story.is_kill:
        return StoryState.KILLED
    if standing.released:
        return StoryState.RELEASED
    if standing.superseded:
        return StoryState.SUPERSEDED
    if standing.refused:
        return StoryState.REFUSED
    if standing.approved:
        return StoryState.APPROVED
    return StoryState.IN_TRANSLATION if has_translation else StoryState.NEW
