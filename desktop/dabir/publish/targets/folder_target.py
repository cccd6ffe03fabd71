"""Targets that are folders: each release a folder of its own, whole or not there at all.

The folder's name ends in the beginning of the key, so that whatever takes releases from there can tell one it has
had, and a repeated delivery finds the same folder in its place.
"""

from __future__ import annotations

from pathlib import Path

from dabir.domain.errors import DabirError
from dabir.domain.outbox import Parcel, Target
from dabir.publish.folder import write_release
from dabir.publish.targets.delivery import NotDelivered, out_of_reach


def existing(target: Target) -> Path:
    """Return a target's folder, which is never made: it may be a share that is not connected now.

    Raises:
        NotDelivered: when it is not there.
    """
    folder = Path(target.address).expanduser()
    try:
        there = folder.is_dir()
    except OSError:
        there = False
    if not there:
        raise out_of_reach(f"The folder {folder} is not there. Connect or make it; it is then tried again by itself.")
    return folder


def deliver(target: Target, parcel: Parcel) -> str:
    """Write a parcel.

    Returns:
        Where it lies.

    Raises:
        NotDelivered: when it cannot be written; nothing is left behind then.
    """
    folder = existing(target)
    try:
        place = write_release(folder, parcel.name, {file.name: file.data for file in parcel.files})
    except DabirError as error:
        raise NotDelivered(error.message, later=True) from error
    return str(place)
