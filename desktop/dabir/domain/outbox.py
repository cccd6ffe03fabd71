"""Where releases go and what is on its way there: targets, and the items of the outbox.

An item is one thing for one target. Its key is made of the log entry it rests on, so that the same thing never gets
two keys, whatever crashes or is repeated; a server can tell by it what it has already.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

#: The name under which a target may ask for the file that came in.
ORIGINAL: Final = "original"


class TargetKind(StrEnum):
    """How a target is reached."""

    FOLDER = "folder"
    HTTP = "http"
    EMAIL = "e-mail"


class ItemKind(StrEnum):
    """What an item brings: a released text, or the notice that one was killed."""

    RELEASE = "release"
    NOTICE = "kill notice"


class ItemState(StrEnum):
    """Where an item stands. What was being sent when the program died is found as `SENDING` and sent again."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Target:
    """A place that releases go to.

    Attributes:
        name: what the desk calls it.
        kind: how it is reached.
        address: a folder, or a web address.
        outputs: names of the outputs it takes; empty for all. Each goes to a web address by itself.
        partners: codes of the partners whose stories it takes; empty for all.
        languages: languages of the texts it takes; empty for all.
        private: its web address may be one of the own network, and unencrypted.
        secret: name of the password or token, which lies in the keyring or in the environment; "" for none.
        user: name that belongs to a password (RFC 7617); "" where the secret is a token (RFC 6750).
        sender: address an e-mail is from.
        recipients: addresses an e-mail is to.
    """

    name: str
    kind: TargetKind
    address: str
    outputs: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    private: bool = False
    secret: str = ""
    user: str = ""
    sender: str = ""
    recipients: tuple[str, ...] = ()

    def takes(self, partner: str, language: str) -> bool:
        """Whether it takes a partner's texts in a language."""
        base = language.partition("-")[0]
        return (not self.partners or partner in self.partners) and (
            not self.languages or language in self.languages or base in self.languages
        )

    @property
    def parts(self) -> tuple[str, ...]:
        """What of a release makes an item of its own: each output for a web address, else all of it ("")."""
        return self.outputs if self.kind is TargetKind.HTTP else ("",)


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """One thing on its way to one target.

    Attributes:
        id: row number.
        key: idempotency key, 64 hex digits.
        kind: a release or a kill notice.
        target: name of the target.
        part: name of the output; "" for the whole release.
        story_id: row of the story.
        uri: its identifier.
        version: its version.
        headline: its headline.
        target_language: language of the translation; "" for the original.
        sequence: of the release's entry in the log.
        state: where it stands.
        attempts: how often it was tried.
        doubtful: it may have arrived, although nobody said so.
        queued: when it was put here.
        first_tried: when it was first tried; None before.
        not_before: it is not tried before this moment; None for at once.
        ended: when it was sent, failed for good or was cancelled; None before.
        reason: why it waits, failed or was cancelled, a sentence; "".
        receipt: what the target said when it took it, or where it lies; "".
    """

    id: int
    key: str
    kind: ItemKind
    target: str
    part: str
    story_id: int
    uri: str
    version: int
    headline: str
    target_language: str
    sequence: int
    state: ItemState
    attempts: int
    doubtful: bool
    queued: datetime
    first_tried: datetime | None
    not_before: datetime | None
    ended: datetime | None
    reason: str
    receipt: str

    @property
    def may_have_arrived(self) -> bool:
        """Whether the target has it, or may have it."""
        return self.doubtful or self.state in {ItemState.SENT, ItemState.SENDING}


@dataclass(frozen=True, slots=True)
class ParcelFile:
    """A file as it is sent.

    Attributes:
        name: its name.
        media_type: IANA media type.
        data: its bytes.
    """

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is handed over: the same bytes under the same key at every try.

    Attributes:
        key: idempotency key.
        name: what a folder or file made of it is called.
        files: its files; one for a web address or an e-mail.
    """

    key: str
    name: str
    files: tuple[ParcelFile, ...]


def key_of(entry_sha256: str, target: str, part: str, kind: ItemKind = ItemKind.RELEASE) -> str:
    """Return the idempotency key of an item.

    Args:
        entry_sha256: hash of the release's entry in the log.
        target: name of the target.
        part: name of the output; "".
        kind: a release, or the notice that it was killed.
    """
    return hashlib.sha256(f"{entry_sha256}\x00{target}\x00{part}\x00{kind.value}".encode()).hexdigest()


def why_not_target(target: Target, outputs: Collection[str]) -> str:
    """Return what is wrong with a target, a sentence, or "".

    Args:
        target: as it is written in the file or the form.
        outputs: names of the outputs there are.
    """
    if not target.name.strip():
        return "It has no name."
    unknown = [name for name in target.outputs if name not in outputs and name != ORIGINAL]
    if unknown:
        known = ", ".join((*outputs, ORIGINAL))
        return f"There is no output called {', '.join(unknown)}; there are {known}."
    if target.kind is TargetKind.HTTP:
        return _why_not_address(target)
    if not Path(target.address).expanduser().is_absolute():
        return "Its address has to be a whole path, such as /srv/releases."
    if target.kind is TargetKind.EMAIL and not (target.sender and target.recipients):
        return "An e-mail needs a sender and recipients."
    bare = all(address.isascii() and address.isprintable() for address in (target.sender, *target.recipients))
    return "" if bare else "Addresses of e-mails are written in plain ASCII letters."


def _why_not_address(target: Target) -> str:
    try:
        parts = urlsplit(target.address)
        _ = parts.port
    except ValueError:
        return "Its address is not a web address."
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return "Its address has to begin with https://."
    if "@" in parts.netloc:
        return "Passwords do not belong in an address; name a secret."
    if parts.scheme == "http" and not target.private:
        return "Only a target of the own network (private = true) may do without encryption; write https://."
    if target.user and not target.secret:
        return "A user needs a secret: the name of the password."
    return "" if target.outputs else "A web address has to say which outputs it takes."
