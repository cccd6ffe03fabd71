"""The kinds of targets: what leaves for each, and how it is handed over.

To add one: a module with `deliver`, a member of `TargetKind`, a line in `pack` and in `deliver`, and a test in
tests/publish/targets.
"""

from __future__ import annotations

import dataclasses
from datetime import datetime

from dabir.domain.outbox import ORIGINAL, ItemKind, OutboxItem, Parcel, ParcelFile, Target, TargetKind
from dabir.domain.story import PubStatus
from dabir.publish import text
from dabir.publish.files import original_name
from dabir.publish.item import ReleaseItem
from dabir.publish.label import withdrawn
from dabir.publish.outputs import DEFAULT, OUTPUTS, chosen
from dabir.publish.release import compose
from dabir.publish.targets import email_file, folder_target, http_target
from dabir.publish.targets.credentials import secret_of


def output_names() -> tuple[str, ...]:
    """Return the names of the outputs a target can take."""
    return tuple(output.name for output in OUTPUTS)


def name_of(item: OutboxItem, release: ReleaseItem) -> str:
    """Return what a folder or file of an item is called: for people first, and unlike any other by its key."""
    what = "KILL " if item.kind is ItemKind.NOTICE else ""
    told = release.story.slugline or release.headline or release.story.uri
    return f"{what}{told[:50]} v{release.story.version} {release.language} {item.key[:8]}"


def pack(target: Target, item: OutboxItem, release: ReleaseItem, why: str, at: datetime) -> Parcel:
    """Make the bytes that leave.

    Args:
        target: where they go.
        item: the item of the outbox.
        release: the released text.
        why: for a kill notice, why the story was killed; "".
        at: date of the item.

    Raises:
        RecordBroken: when the original is not what came in, or the text not what was approved.
        InputRefused: when an output cannot hold a character of the text.
    """
    release.check()
    notice = item.kind is ItemKind.NOTICE
    told = _killed(release, why) if notice else release
    if target.kind is TargetKind.HTTP:
        files = _part(item.part, told)
    elif notice:
        files = _notice(told, target.outputs)
    else:
        files = _release(release, target.outputs)
    if target.kind is TargetKind.EMAIL:
        subject = f"KILL: {told.headline}" if notice else told.headline
        words = text.render(told).decode("utf-8")
        mail = email_file.message(target, item.key, subject, words, told.language, at, files)
        files = (ParcelFile("message.eml", email_file.MEDIA_TYPE, mail),)
    return Parcel(item.key, name_of(item, release), files)


def deliver(target: Target, parcel: Parcel) -> str:
    """Hand a parcel over.

    Returns:
        What the target said, or where it lies.

    Raises:
        NotDelivered: when the target did not take it.
    """
    if target.kind is TargetKind.HTTP:
        return http_target.deliver(target, parcel, secret_of(target.secret))
    if target.kind is TargetKind.EMAIL:
        return email_file.deliver(target, parcel)
    return folder_target.deliver(target, parcel)


def _killed(release: ReleaseItem, why: str) -> ReleaseItem:
    """Return the notice that a text was killed: its name and status, and nothing of what it said but the headline."""
    story = dataclasses.replace(release.story, pubstatus=PubStatus.CANCELED, ednote=why, paragraphs=(), notes=())
    words = tuple(part for part in (withdrawn(release.language), why) if part)
    return dataclasses.replace(release, story=story, paragraphs=words)


def _part(name: str, release: ReleaseItem) -> tuple[ParcelFile, ...]:
    canceled = release.story.pubstatus is PubStatus.CANCELED
    if name == ORIGINAL and not canceled:
        original = release.original
        return (ParcelFile(original_name(original), original.media_type, original.data),)
    # There is no killed original; whoever had it is told in the first form of all.
    (output,) = chosen([DEFAULT[0] if name == ORIGINAL else name])
    return (ParcelFile(output.file_name(release), output.media_type, output.render(release)),)


def _wanted(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the outputs of a target: those it names, or what a desk writes that has chosen nothing."""
    return tuple(name for name in names if name != ORIGINAL) or DEFAULT


def _release(release: ReleaseItem, names: tuple[str, ...]) -> tuple[ParcelFile, ...]:
    types = {output.file_name(release): output.media_type for output in OUTPUTS}
    types[original_name(release.original)] = release.original.media_type
    files = compose(release, _wanted(names))
    return tuple(ParcelFile(name, types.get(name, "application/json"), data) for name, data in files.items())


def _notice(release: ReleaseItem, names: tuple[str, ...]) -> tuple[ParcelFile, ...]:
    return tuple(file for name in _wanted(names) for file in _part(name, release))
