"""`dabir backup`, `dabir restore` and `dabir compact`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dabir.app import system_clock
from dabir.cli.output import ANY_PATH, complain, desk, say, with_desk
from dabir.domain.errors import InputRefused
from dabir.workflow.record import backups


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
        f"{made.file}: {manifest.stories:,} stories and {manifest.entries:,} entries of the log, "
        f"{made.size / 1e6:,.1f} MB; read back and verified. Keep it as you keep the desk: the device's key is in it."
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
        f"{made.home}: {manifest.stories:,} stories and {manifest.entries:,} entries of the log, as they were at "
        f"{manifest.taken.isoformat(timespec='seconds')}. What came later is not there: look at the feeds again."
    )
    say(as_json, values, line)


@click.command()
@click.option(
    "--give-back", is_flag=True, help="Give room left in the file back to the disk; nobody writes meanwhile."
)
@with_desk
def compact(give_back: bool, home: Path | None, as_json: bool) -> None:
    """Pack what the desk kept before it knew packing, while it is in use. Stopped, it goes on the next time."""
    with desk(home) as workflow:
        total = workflow.compaction.left()
        with click.progressbar(length=total, label="Packing", file=sys.stderr) as bar:
            made = workflow.compaction.run(lambda done, _: bar.update(done - bar.pos))
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
    line = (
        f"{made.packed:,} of {made.rows:,} pieces packed: {made.before / 1e6:,.1f} MB lie in "
        f"{made.after / 1e6:,.1f} MB. "
        f"The file has {room.file / 1e6:,.1f} MB, {room.free / 1e6:,.1f} MB of them free for what arrives."
    )
    say(as_json, values, line)
