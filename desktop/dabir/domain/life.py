"""The life of a text on the desk: the facts that make it up, what may happen to it, and what is so afterwards.

One machine for everybody: the acts of the desk ask `why_not` before and keep what `after` answers, the list shows
`state_of`. It is pure; what the facts are is for the store to say, what time it is for the caller.

    new -> claimed -> in translation -> checked -> approved -> released -> corrected, withdrawn
    refused, expired, superseded and killed from anywhere; a kill stands until a person lifts it
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from dabir.domain.errors import NotAllowed
from dabir.domain.story import PubStatus, Story


class StoryState(StrEnum):
    """Where a story stands on the desk; a word of the list's state column."""

    NEW = "new"
    CLAIMED = "claimed"
    IN_TRANSLATION = "in translation"
    CHECKED = "checked"
    APPROVED = "approved"
    RELEASED = "released"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    KILLED = "killed"


#: States nobody has decided on.
UNHANDLED: Final = (StoryState.NEW, StoryState.CLAIMED, StoryState.IN_TRANSLATION, StoryState.CHECKED)

#: Which state of its texts is that of the story: the first of these that any of them has.
_RANK: Final = (
    StoryState.KILLED,
    StoryState.RELEASED,
    StoryState.CORRECTED,
    StoryState.WITHDRAWN,
    StoryState.SUPERSEDED,
    StoryState.EXPIRED,
    StoryState.APPROVED,
    StoryState.REFUSED,
    StoryState.CHECKED,
    StoryState.IN_TRANSLATION,
    StoryState.CLAIMED,
    StoryState.NEW,
)


class Event(StrEnum):
    """What can happen to a text."""

    CLAIM = "claim"
    TAKE_OVER = "take over"
    LAPSE = "lapse"
    EDIT = "edit"
    CHECK = "check"
    UNCHECK = "uncheck"
    APPROVE = "approve"
    REFUSE = "refuse"
    REVOKE = "revoke"
    DOUBT = "doubt"
    RELEASE = "release"
    SUPERSEDE = "supersede"
    CORRECT = "correct"
    EXPIRE = "expire"
    KILL = "kill"
    LIFT = "lift"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the desk knows of a story's original, or of one translation of it.

    Attributes:
        story: the version it is about.
        current_text_sha256: hash of the text as it stands now; "" when there is none to approve.
        approved_text_sha256: hash of the text last approved and not revoked; "".
        released: whether the text last approved is out.
        superseded: the sentence that says what has replaced it; "".
        killed: the sentence that says by whom or what it was killed; "".
        incomplete: how many units have no target text.
        refused: whether the last word was a refusal.
        target: language of the translation; "" for the original.
        claimed: who works on it; "".
        checked: whether every unit is confirmed and the checks find no error.
        out: whether any text of it lies in an output without a notice that takes it back.
        withdrawn: whether it was out and was taken back.
        corrected: the sentence that says which release has replaced one of this; "".
        expired: whether its time was over when somebody last looked.
    """

    story: Story
    current_text_sha256: str
    approved_text_sha256: str = ""
    released: bool = False
    superseded: str = ""
    killed: str = ""
    incomplete: int = 0
    refused: bool = False
    target: str = ""
    claimed: str = ""
    checked: bool = False
    out: bool = False
    withdrawn: bool = False
    corrected: str = ""
    expired: bool = False

    @property
    def approved(self) -> bool:
        """Whether the text as it stands now is the text that was approved."""
        return bool(self.approved_text_sha256) and self.approved_text_sha256 == self.current_text_sha256

    @property
    def stale(self) -> bool:
        """Whether it was approved, and a newer version or a correction has come since."""
        return bool(self.approved_text_sha256 and self.superseded)


#: What an event makes of a standing, given the hash of an edited text and the words that go with the event.
_Change = Callable[[Standing, str, str], Standing]


def why_not(standing: Standing, event: Event, now: datetime | None = None, *, words: str = "") -> str:
    """Return the reason why something may not happen to a text now, or "" when it may.

    Args:
        standing: what the desk knows.
        event: what is to happen.
        now: the present moment, with an offset; what hangs on no time can do without.
        words: who claims it or takes it over.
    """
    match event:
        case Event.CLAIM:
            return _why_not_claim(standing, words)
        case Event.TAKE_OVER:
            return _why_not_take_over(standing, words)
        case Event.RELEASE:
            assert now is not None
            return why_not_release(standing, now)
        case Event.EXPIRE:
            assert now is not None
            over = standing.story.expiry is not None and now >= standing.story.expiry
            return "" if over else "Its time is not over."
    guard = _GUARDS.get(event)
    return guard(standing) if guard else ""


def after(
    standing: Standing, event: Event, now: datetime | None = None, *, text: str = "", words: str = ""
) -> Standing:
    """Return what is so after something has happened to a text.

    Args:
        standing: what was so before.
        event: what happens.
        now: the present moment, with an offset; what hangs on no time can do without.
        text: hash of the text after an edit.
        words: who claims it or takes it over; by what it is superseded, corrected or killed, a sentence.

    Raises:
        NotAllowed: when it may not happen, with the reason.
    """
    reason = why_not(standing, event, now, words=words)
    if reason:
        raise NotAllowed(f"{standing.story.uri}: {event} is not possible.", reason)
    return _CHANGES[event](standing, text, words)


def state_of(standing: Standing) -> StoryState:
    """Return the one word for a text."""
    facts = (
        (standing.killed or standing.story.is_kill, StoryState.KILLED),
        (standing.corrected, StoryState.CORRECTED),
        (standing.released, StoryState.RELEASED),
        (standing.withdrawn, StoryState.WITHDRAWN),
        (standing.superseded, StoryState.SUPERSEDED),
        (standing.expired, StoryState.EXPIRED),
        (standing.refused, StoryState.REFUSED),
        (standing.approved, StoryState.APPROVED),
        (standing.checked, StoryState.CHECKED),
        (standing.target and standing.current_text_sha256, StoryState.IN_TRANSLATION),
        (standing.claimed, StoryState.CLAIMED),
    )
    return next((state for so, state in facts if so), StoryState.NEW)


def state_of_story(standings: Iterable[Standing]) -> StoryState:
    """Return the one word for the story list: of all texts of a story, the one that weighs most."""
    states = {state_of(standing) for standing in standings}
    return next(state for state in _RANK if state in states)


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
        segments = "1 segment has" if standing.incomplete == 1 else f"{standing.incomplete:,} segments have"
        return f"{segments} no translation yet; translate or write what is missing first."
    return "Its current text is approved already." if standing.approved else ""


def why_not_release(standing: Standing, now: datetime) -> str:
    """Return the reason why this text may not be released now, or "" when it may.

    Args:
        standing: what the desk knows.
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


def why_not_refuse(standing: Standing) -> str:
    """Return the reason why this text may not be refused, or ""."""
    return "It is released; revoke it instead." if standing.released else standing.killed


def why_not_revoke(standing: Standing) -> str:
    """Return the reason why there is nothing to revoke, or ""."""
    if standing.approved_text_sha256 or standing.out:
        return ""
    return "Nothing of it is approved or out, so there is nothing to revoke."


def why_not_kill(standing: Standing) -> str:
    """Return the reason why it may not be killed, or ""."""
    return "It is killed already." if standing.killed else ""


def why_not_lift(standing: Standing) -> str:
    """Return the reason why there is no kill to lift, or ""."""
    if standing.story.is_kill:
        return "It is the kill notice itself; lift the kill at the story."
    return "" if standing.killed else "It is not killed."


def _why_not_claim(standing: Standing, words: str) -> str:
    if standing.claimed and standing.claimed != words:
        return f"{standing.claimed} is working on it; take it over, with a reason."
    return standing.killed


def _why_not_take_over(standing: Standing, words: str) -> str:
    if not standing.claimed:
        return "Nobody is working on it; claim it."
    return "You are working on it already." if standing.claimed == words else standing.killed


def _why_not_check(standing: Standing) -> str:
    if not standing.target or not standing.current_text_sha256 or standing.incomplete:
        return "There is no whole translation to check."
    return ""


def _why_not_correct(standing: Standing) -> str:
    if not standing.out:
        return "Nothing of it is out."
    return standing.killed


_GUARDS: Final = MappingProxyType[Event, Callable[[Standing], str]](
    {
        Event.APPROVE: why_not_approve,
        Event.REFUSE: why_not_refuse,
        Event.REVOKE: why_not_revoke,
        Event.CHECK: _why_not_check,
        Event.CORRECT: _why_not_correct,
        Event.KILL: why_not_kill,
        Event.LIFT: why_not_lift,
    }
)


def _set(**facts: object) -> _Change:
    """Return the change that sets some facts, whatever was so before."""
    return lambda standing, _text, _words: dataclasses.replace(standing, **facts)  # type: ignore[arg-type]


def _after_edit(standing: Standing, text: str, _words: str) -> Standing:
    return dataclasses.replace(
        standing, current_text_sha256=text, approved_text_sha256="", refused=False, checked=False
    )


def _after_approval(standing: Standing, _text: str, _words: str) -> Standing:
    return dataclasses.replace(
        standing,
        approved_text_sha256=standing.current_text_sha256,
        released=False,
        refused=False,
        withdrawn=False,
        corrected="",
    )


def _taken_back(standing: Standing, _text: str, _words: str) -> Standing:
    withdrawn = standing.withdrawn or standing.out or standing.released
    return dataclasses.replace(standing, approved_text_sha256="", released=False, out=False, withdrawn=withdrawn)


_CHANGES: Final = MappingProxyType[Event, _Change](
    {
        Event.CLAIM: lambda standing, _, words: dataclasses.replace(standing, claimed=words),
        Event.TAKE_OVER: lambda standing, _, words: dataclasses.replace(standing, claimed=words),
        Event.LAPSE: _set(claimed=""),
        Event.EDIT: _after_edit,
        Event.CHECK: _set(checked=True),
        Event.UNCHECK: _set(checked=False),
        Event.APPROVE: _after_approval,
        Event.DOUBT: _set(approved_text_sha256=""),
        Event.REFUSE: _set(approved_text_sha256="", refused=True),
        Event.REVOKE: _taken_back,
        Event.RELEASE: _set(released=True, out=True, withdrawn=False, corrected=""),
        Event.SUPERSEDE: lambda standing, _, words: dataclasses.replace(standing, superseded=words),
        Event.CORRECT: lambda standing, _, words: dataclasses.replace(
            standing, released=False, out=False, corrected=words
        ),
        Event.EXPIRE: _set(expired=True),
        Event.KILL: lambda standing, text, words: dataclasses.replace(
            _taken_back(standing, text, words), killed=words
        ),
        Event.LIFT: _set(killed=""),
    }
)
