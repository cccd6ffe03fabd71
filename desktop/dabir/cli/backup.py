"""`dabir backup`, `dabir restore` and `dabir compact`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dabir.app import system_clock
from dabir.cli.output import ANY_PATH, complain, desk, say, with_desk
from dabir.cli.progress import progress
from dabir.domain.counting import counted
from dabir.domain.errors import InputRefused
from dabir.store.compacting import Step
from dabir.workflow.record import backups
from dabir.workflow.record.backup_file import Manifest


@click.command()
@click.argument("file", type=ANY_PATH)
@with_desk
def backup(file: Path, home: Path | None, as_json: bool) -> None:
    """Copy the desk (stories, log, keys) into one new zip FILE, while it is in use, and read it back to verify it.

    Exit status 1 when the desk's own log is wrong; the backup is kept all the same.
    """
    with desk(home) as workflow:
        made = workflow.backups.make(file)
    manifest, verdict = made.manifest, made.verdict
    values = {
        "file": made.file,
        "bytes": made.size,
        "taken": manifest.taken,
        "stories": manifest.stories,
        "entries": manifest.entries,
        "device": manifest.device,
        "ok": verdict.ok,
        "reason": verdict.reason,
    }
    line = (
        f"{made.file}: {_content(manifest)}, {_megabytes(made.size)}; read back and verified. "
        f"Keep it as you keep the desk: the device's key is in it."
    )
    say(as_json, values, line)
    if not verdict.ok:
        complain(f"The desk's log was wrong when it was copied. {verdict.reason}")
        sys.exit(1)


@click.command()
@click.argument("file", type=ANY_PATH)
@click.option("--instead", is_flag=True, help="The desk that the backup was taken of will never be used again.")
@with_desk
def restore(file: Path, instead: bool, home: Path | None, as_json: bool) -> None:
    """Make a desk of the backup FILE in the new folder --home NEW; its log goes on with an entry that says so."""
    if home is None:
        raise InputRefused("It is not told where the desk is to be restored.", "Name a new folder: --home NEW")
    made = backups.restore(file, home, system_clock, instead=instead)
    manifest = made.manifest
    values = {
        "home": made.home,
        "taken": manifest.taken,
        "stories": manifest.stories,
        "entries": manifest.entries,
        "device": manifest.device,
        "entry": made.entry,
    }
    line = (
        f"{made.home}: {_content(manifest)}, as they were at {manifest.taken.isoformat(timespec='seconds')}. "
        f"What came later is not there: look at the feeds again."
    )
    say(as_json, values, line)


def _content(manifest: Manifest) -> str:
    stories, entries = counted(manifest.stories, "story", "stories"), counted(manifest.entries, "entry", "entries")
    return f"{stories} and {entries} of the log"


@click.command()
@click.option(
    "--give-back", is_flag=True, help="Give room left in the file back to the disk; nobody writes meanwhile."
)
@with_desk
def compact(give_back: bool, home: Path | None, as_json: bool) -> None:
    """Pack what the desk kept before it knew packing, while it is in use. Stopped, it goes on the next time."""
    with desk(home) as workflow:
        with progress("Packing") as shown:
            made = workflow.compaction.run(
                lambda done, of: shown.tell(f"{done:,} of {counted(of, 'piece')}", done / max(1, of))
            )
        if give_back:
            workflow.compaction.give_back()
        room = workflow.compaction.room()
    values = {
        "rows": made.rows,
        "packed": made.packed,
        "bytes_before": made.before,
        "bytes_after": made.after,
        "file_bytes": room.file,
        "free_bytes": room.free,
    }
    free = f", of which {_megabytes(room.free)} are free for what arrives" if room.free else ""
    say(as_json, values, f"{packed_words(made)} The desk's database takes {_megabytes(room.file)}{free}.")


def packed_words(made: Step) -> str:
    """Return what was packed as a sentence."""
    if not made.rows:
        return "Nothing was left to pack."
    if not made.packed:
        return f"{counted(made.rows, 'piece')} looked at; none takes less room packed."
    before, after = _megabytes(made.before), _megabytes(made.after)
    return f"{made.packed:,} of {counted(made.rows, 'piece')} packed: they took {before} and take {after} now."


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB" if size >= 100_000 else f"{size / 1e3:,.1f} kB"
